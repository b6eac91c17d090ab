//! Which part of a picture is measured, and how far it is reduced.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes of pictures: whole numbers, clamped"
)]

use tucai_wire::portrait::{Area, Face};

use crate::geometry::{self, Part};
use crate::sniff::Size;

/// The most pixels that are measured: a cut of 480×640 keeps its own even where the face is small in
/// it, and the worker stays below its 40 MB.
const MOST_PIXELS: f64 = 2_000_000.0;

/// Pixels of the longer side of what the detector gets: it looks at 128.
const DETECTED: f64 = 640.0;

/// The part around a face that is measured, by the face's width: the widest frame of the standard is
/// 2.7 times as wide, and hair, shoulders and background are around it.
const AROUND: f64 = 5.0;

/// Pixels of a face's width below which a measure tells nothing: the standard wants twice as many, and
/// lids and lips are then a pixel or two.
const TOO_SMALL: f32 = 90.0;

/// Whether the face that would be measured is too small for it.
pub fn is_too_small(faces: &[Face]) -> bool {
    faces.first().is_some_and(|face| face.area.width < TOO_SMALL)
}

/// The size in which a picture is given to the detector.
pub fn detected(size: Size) -> Size {
    geometry::within(size, f64::INFINITY, DETECTED)
}

/// The part of a picture of this size that is measured, and the size to which it is reduced.
pub fn measured(face: &Face, size: Size) -> (Part, Size) {
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    let whole = Part { x: 0.0, y: 0.0, width, height };
    let area = face.area;
    let wide = AROUND * f64::from(area.width);
    let tall = wide * 4.0 / 3.0;
    let part = if width * height <= MOST_PIXELS || !(1.0..width.max(height)).contains(&wide) {
        whole
    } else {
        let along = |middle: f64, length: f64, most: f64| {
            let start = (middle - length / 2.0).max(0.0).floor().min(most - 1.0);
            (start, ((middle + length / 2.0).min(most) - start).floor().max(1.0))
        };
        let (x, wide) = along(f64::from(area.x + area.width / 2.0), wide, width);
        let (y, tall) = along(f64::from(area.y + area.height / 2.0), tall, height);
        Part { x, y, width: wide, height: tall }
    };
    (part, geometry::within((part.width as u32, part.height as u32), MOST_PIXELS, f64::INFINITY))
}

/// A face as it lies in another drawing: the part of the first, in another size.
pub fn moved(face: &Face, part: Part, to: Size) -> Face {
    let (x, y) = (f64::from(to.0) / part.width, f64::from(to.1) / part.height);
    let point = |[px, py]: [f32; 2]| {
        [((f64::from(px) - part.x) * x) as f32, ((f64::from(py) - part.y) * y) as f32]
    };
    let area = face.area;
    let [left, top] = point([area.x, area.y]);
    let [right, bottom] = point([area.x + area.width, area.y + area.height]);
    Face {
        area: Area { x: left, y: top, width: right - left, height: bottom - top },
        score: face.score,
        eyes: face.eyes.map(point),
        nose: point(face.nose),
        mouth: point(face.mouth),
        ears: face.ears.map(point),
    }
}

/// All of a drawing.
pub fn whole((width, height): Size) -> Part {
    Part { x: 0.0, y: 0.0, width: width.into(), height: height.into() }
}

/// A part as the browser's drawing knows it.
pub fn part(area: &Area) -> Part {
    Part {
        x: area.x.into(),
        y: area.y.into(),
        width: f64::from(area.width).max(1.0),
        height: f64::from(area.height).max(1.0),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn face(x: f32, y: f32, width: f32) -> Face {
        Face { area: Area { x, y, width, height: width }, ..Face::default() }
    }

    #[test]
    fn a_small_face_in_a_large_picture_keeps_its_pixels() {
        let (part, size) = measured(&face(1500.0, 1000.0, 300.0), (3000, 2600));
        let expected = Part { x: 900.0, y: 150.0, width: 1500.0, height: 2000.0 };
        assert_eq!(part, expected);
        assert_eq!(size, (1224, 1632));
        // A usual picture stays whole.
        let usual = measured(&face(300.0, 300.0, 300.0), (1000, 1300));
        assert_eq!(usual, (whole((1000, 1300)), (1000, 1300)));
    }

    #[test]
    fn a_face_is_too_small_by_the_pixels_it_has() {
        assert!(is_too_small(&[face(0.0, 0.0, 89.0)]));
        // The largest is measured, whatever others there are.
        assert!(!is_too_small(&[face(0.0, 0.0, 91.0), face(0.0, 0.0, 40.0)]));
        assert!(!is_too_small(&[]));
    }

    #[test]
    fn a_face_moves_with_the_part() {
        let part = Part { x: 100.0, y: 200.0, width: 400.0, height: 400.0 };
        let moved = moved(&face(200.0, 300.0, 80.0), part, (200, 200));
        assert_eq!(moved.area, Area { x: 50.0, y: 50.0, width: 40.0, height: 40.0 });
    }

    proptest! {
        #[test]
        fn any_face_gives_a_part_of_the_picture(
            (x, y, width) in any::<(f32, f32, f32)>(), w in 1..5000_u32, h in 1..5000_u32,
        ) {
            let (part, size) = measured(&face(x, y, width), (w, h));
            prop_assert!(part.x >= 0.0 && part.y >= 0.0 && part.width >= 1.0 && part.height >= 1.0);
            prop_assert!(part.x + part.width <= f64::from(w) + 1.0);
            prop_assert!(part.y + part.height <= f64::from(h) + 1.0);
            prop_assert!(u64::from(size.0) * u64::from(size.1) <= 2_000_000);
        }
    }
}
