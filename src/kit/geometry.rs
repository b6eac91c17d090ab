//! Rectangles: how far a picture is reduced, which part of it is the card around a code, and how
//! large a code fits on a screen.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sizes of pictures and screens: small whole numbers, clamped where they come from outside"
)]

use tucai_wire::symbol::QUIET_ZONE;

use crate::sniff::Size;

/// The most pixels that are searched for a code: 8 megapixels hold a page of codes, and as a canvas
/// stay under every browser's limit.
const MOST_PIXELS: f64 = 8_000_000.0;

/// The longest side of a canvas that every browser above the floor draws.
const LONGEST_SIDE: f64 = 8192.0;

/// The size to which a picture is reduced before it is read; small ones stay as they are.
pub fn reduced(size: Size) -> Size {
    within(size, MOST_PIXELS, LONGEST_SIDE)
}

/// The largest size of the same shape with at most so many pixels, and no side over so many.
pub fn within((width, height): Size, pixels: f64, side: f64) -> Size {
    let (w, h) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let factor = (pixels / (w * h)).sqrt().min(side / w.max(h)).min(1.0);
    let scaled = |length: f64| ((length * factor).floor() as u32).max(1);
    (scaled(w), scaled(h))
}

/// A part of a picture, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Pixels of the longer side of a card as it is shown and kept.
const CARD: f64 = 900.0;

impl Part {
    /// The size in which it is shown and kept, in pixels.
    pub fn shown(&self) -> Size {
        self.at_most(CARD)
    }

    /// Its size, its longer side at most so many pixels.
    pub fn at_most(&self, side: f64) -> Size {
        within((self.width as u32, self.height as u32), f64::INFINITY, side)
    }

    /// The same part of the picture in another size.
    pub fn scaled(&self, from: Size, to: Size) -> Self {
        let x = f64::from(to.0) / f64::from(from.0.max(1));
        let y = f64::from(to.1) / f64::from(from.1.max(1));
        Self { x: self.x * x, y: self.y * y, width: self.width * x, height: self.height * y }
    }
}

/// Pixels a module below which a kept picture of a code is no use to a scanner.
const LEAST_MODULE: f64 = 3.0;

/// Whether a symbol of so many modules a side, with this card around it, can still be scanned when
/// its picture is reduced from one size to another.
pub fn stays_legible(card: Part, modules: usize, from: Size, to: Size) -> bool {
    let card = card.scaled(from, to);
    // The card is at most so much larger than the code.
    let side = (card.width / 2.2).max(card.height / 2.8);
    side / modules as f64 >= LEAST_MODULE
}

/// The card around a code, as far as the picture shows it. On the card the name, the school and the
/// level stand above the code, a button and a warning below it.
pub fn card(corners: &[[f32; 2]; 4], (width, height): Size) -> Part {
    let bounds = |axis: usize, most: u32| {
        let at = corners.iter().filter_map(|corner| corner.get(axis)).map(|at| f64::from(*at));
        let at = at.filter(|at| at.is_finite()).map(|at| at.clamp(0.0, f64::from(most)));
        at.fold((f64::from(most), 0.0), |(low, high), at| (at.min(low), at.max(high)))
    };
    let ((left, right), (top, bottom)) = (bounds(0, width), bounds(1, height));
    let side = (right - left).max(bottom - top).max(1.0);
    let x = (left - 0.6 * side).clamp(0.0, f64::from(width) - 1.0).floor();
    let y = (top - 1.2 * side).clamp(0.0, f64::from(height) - 1.0).floor();
    let x_end = (right + 0.6 * side).clamp(x + 1.0, f64::from(width)).ceil();
    let y_end = (bottom + 0.6 * side).clamp(y + 1.0, f64::from(height)).ceil();
    Part { x, y, width: x_end - x, height: y_end - y }
}

/// How a code stands in a rectangle of a screen, with its quiet zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Device pixels a module, whole.
    pub scale: usize,
    /// Device pixels a side.
    pub pixels: usize,
    /// CSS pixels a side.
    pub side: f64,
    /// CSS pixels to the left of it, a whole number of device pixels.
    pub left: f64,
    /// CSS pixels above it, likewise.
    pub top: f64,
}

/// The largest whole-pixel drawing of a symbol of so many modules a side in a rectangle of CSS pixels
/// that begins at `at`.
pub fn fit(modules: usize, at: (f64, f64), (width, height): (f64, f64), ratio: f64) -> Fit {
    let ratio = if ratio.is_finite() && ratio > 0.1 { ratio.min(8.0) } else { 1.0 };
    let drawn = modules + 2 * QUIET_ZONE;
    let room = width.min(height).clamp(0.0, 8192.0) * ratio;
    let scale = ((room / drawn as f64).floor() as usize).clamp(1, 64);
    let pixels = drawn * scale;
    let side = pixels as f64 / ratio;
    let centred = |start: f64, room: f64| {
        let start = start + ((room - side) / 2.0).max(0.0);
        (start * ratio).round() / ratio
    };
    Fit { scale, pixels, side, left: centred(at.0, width), top: centred(at.1, height) }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_picture_is_reduced_to_what_a_canvas_bears() {
        assert_eq!(reduced((1080, 2400)), (1080, 2400));
        assert_eq!(reduced((30_000, 80)), (8192, 21));
        assert_eq!(reduced((30_000, 1)), (8192, 1));
        // 108 megapixels: to 8, in the same shape.
        assert_eq!(reduced((12_000, 9000)), (3265, 2449));
    }

    #[test]
    fn the_card_is_larger_than_the_code_and_within_the_picture() {
        let corners = [[300.0, 600.0], [500.0, 600.0], [500.0, 800.0], [300.0, 800.0]];
        let expected = Part { x: 180.0, y: 360.0, width: 440.0, height: 560.0 };
        assert_eq!(card(&corners, (800, 2000)), expected);
        let expected = Part { x: 180.0, y: 360.0, width: 340.0, height: 450.0 };
        assert_eq!(card(&corners, (520, 810)), expected);
    }

    #[test]
    fn a_long_picture_is_not_kept_as_a_strip() {
        // A code of 49 modules, 441 pixels a side, in a screenshot, and in a very long one that was
        // reduced before it was read.
        let around = |side: f64| Part { x: 0.0, y: 0.0, width: 2.2 * side, height: 2.8 * side };
        assert!(stays_legible(around(441.0), 49, (1080, 2400), (1080, 2400)));
        assert!(stays_legible(around(441.0), 49, (1080, 6000), (432, 2400)));
        assert!(!stays_legible(around(441.0), 49, (1080, 8000), (324, 2400)));
        assert!(!stays_legible(around(180.0), 49, (442, 8192), (129, 2400)));
        let part = Part { x: 10.0, y: 20.0, width: 30.0, height: 40.0 };
        let expected = Part { x: 20.0, y: 60.0, width: 60.0, height: 120.0 };
        assert_eq!(part.scaled((100, 100), (200, 300)), expected);
    }

    #[test]
    fn a_module_is_whole_device_pixels_on_every_screen() {
        // A version 5 symbol, 37 modules, 45 with the quiet zone.
        let fit_at = |width, ratio| fit(37, (0.0, 0.0), (width, 640.0), ratio);
        assert_eq!(fit_at(360.0, 1.0).scale, 8);
        assert!((fit_at(360.0, 1.0).side - 360.0).abs() < 1e-9);
        assert_eq!(fit_at(360.0, 3.0).scale, 24);
        assert_eq!(fit_at(412.0, 2.625).scale, 24);
        assert_eq!(fit_at(320.0, 1.0).scale, 7);
        assert!((fit_at(320.0, 1.0).left - 3.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn a_fit_is_sharp_and_inside(
            version in 1..=40_usize, width in 100.0..3000.0_f64, height in 100.0..3000.0_f64,
            ratio in 0.5..4.0_f64, at in 0.0..500.0_f64,
        ) {
            let fit = fit(17 + 4 * version, (at, at), (width, height), ratio);
            prop_assert_eq!(fit.pixels, (17 + 4 * version + 8) * fit.scale);
            prop_assert!((fit.side * ratio - fit.pixels as f64).abs() < 1e-6);
            for edge in [fit.left, fit.top] {
                prop_assert!((edge * ratio - (edge * ratio).round()).abs() < 1e-6);
            }
            if fit.scale > 1 {
                prop_assert!(fit.left + fit.side <= at + width + 1.0 / ratio);
                prop_assert!(fit.top + fit.side <= at + height + 1.0 / ratio);
                let larger = (17 + 4 * version + 8) * (fit.scale + 1);
                prop_assert!(fit.scale == 64 || larger as f64 > width.min(height) * ratio);
            }
        }

        #[test]
        fn any_corners_give_a_part_of_the_picture(
            corners in any::<[[f32; 2]; 4]>(), width in 1..40_000_u32, height in 1..40_000_u32,
        ) {
            let part = card(&corners, (width, height));
            prop_assert!(part.x >= 0.0 && part.y >= 0.0 && part.width >= 1.0 && part.height >= 1.0);
            prop_assert!(part.x + part.width <= f64::from(width));
            prop_assert!(part.y + part.height <= f64::from(height));
        }

        #[test]
        fn a_reduced_picture_is_within_every_limit(width in 1..=u32::MAX, height in 1..=u32::MAX) {
            let (w, h) = reduced((width, height));
            prop_assert!(w >= 1 && h >= 1 && w <= 8192 && h <= 8192);
            prop_assert!(u64::from(w) * u64::from(h) <= 8_000_000);
        }
    }
}
