//! What a colour is called: regions of CIELAB with a margin around each.
//!
//! Hue and chroma are measured, lightness bounded, so that a shade does not turn a colour into
//! another. Between what is surely of a name and what is surely not lies a wide band of neither.

use tucai_notice::rules::Colour;

/// Whether a colour bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Surely,
    Perhaps,
    Not,
}

/// A part of CIELAB: hue in degrees from one angle on to another, chroma, lightness.
#[derive(Debug, Clone, Copy)]
struct Region {
    hue: (f32, f32),
    chroma: (f32, f32),
    light: (f32, f32),
}

const ANY_HUE: (f32, f32) = (0.0, 360.0);
const MOST: f32 = 200.0;

const fn region(hue: (f32, f32), chroma: (f32, f32), light: (f32, f32)) -> Region {
    Region { hue, chroma, light }
}

impl Region {
    /// The nearest colour within, to colours that are not too far away.
    fn nearest(self, [lightness, a, b]: [f32; 3]) -> [f32; 3] {
        let (from, to) = self.hue;
        let turned = (b.atan2(a).to_degrees() - from).rem_euclid(360.0);
        let width = to - from;
        // Past the end, whichever end is nearer.
        let turned = match turned {
            within if within <= width => within,
            past if past - width <= 360.0 - past => width,
            _ => 0.0,
        };
        let (sin, cos) = (from + turned).to_radians().sin_cos();
        let chroma = a.hypot(b).clamp(self.chroma.0, self.chroma.1);
        [lightness.clamp(self.light.0, self.light.1), chroma * cos, chroma * sin]
    }

    fn holds(self, [lightness, a, b]: [f32; 3]) -> bool {
        let within = |(low, high): (f32, f32), value: f32| low <= value && value <= high;
        let (from, to) = self.hue;
        // A range may pass 0: written as from −10 to 60.
        let hue = b.atan2(a).to_degrees();
        let turned = (hue - from).rem_euclid(360.0) <= to - from;
        turned && within(self.chroma, a.hypot(b)) && within(self.light, lightness)
    }
}

/// Where a colour is surely of a name, and where it may be.
///
/// Hues of CIELAB: sRGB's red lies at 40°, yellow at 103°, green at 136°, the standard's light blue
/// at 252°, blue paint at 260–290°, sRGB's blue at 306°, violet at 315°.
fn regions(colour: Colour) -> (Region, Region) {
    match colour {
        Colour::Black => {
            (region(ANY_HUE, (0.0, 7.0), (0.0, 18.0)), region(ANY_HUE, (0.0, 14.0), (0.0, 34.0)))
        }
        Colour::Grey => {
            (region(ANY_HUE, (0.0, 5.0), (35.0, 72.0)), region(ANY_HUE, (0.0, 12.0), (18.0, 88.0)))
        }
        Colour::LightGrey => {
            (region(ANY_HUE, (0.0, 5.0), (74.0, 90.0)), region(ANY_HUE, (0.0, 11.0), (64.0, 97.0)))
        }
        Colour::White => (
            region(ANY_HUE, (0.0, 6.0), (90.0, 100.0)),
            region(ANY_HUE, (0.0, 13.0), (72.0, 100.0)),
        ),
        Colour::Blue => (
            region((238.0, 302.0), (22.0, MOST), (15.0, 90.0)),
            region((210.0, 312.0), (7.0, MOST), (4.0, 97.0)),
        ),
        Colour::LightBlue => (
            region((225.0, 285.0), (15.0, MOST), (62.0, 92.0)),
            region((205.0, 300.0), (6.0, MOST), (42.0, 98.0)),
        ),
        Colour::Purple => (
            region((312.0, 338.0), (22.0, MOST), (12.0, 90.0)),
            region((296.0, 352.0), (8.0, MOST), (4.0, 97.0)),
        ),
        Colour::Green => (
            region((122.0, 180.0), (22.0, MOST), (12.0, 92.0)),
            region((102.0, 205.0), (8.0, MOST), (4.0, 98.0)),
        ),
        Colour::Yellow => (
            region((84.0, 112.0), (42.0, MOST), (58.0, 100.0)),
            region((68.0, 122.0), (16.0, MOST), (35.0, 100.0)),
        ),
        Colour::Orange => (
            region((50.0, 74.0), (50.0, MOST), (45.0, 85.0)),
            region((36.0, 86.0), (24.0, MOST), (28.0, 95.0)),
        ),
        Colour::Red => (
            region((8.0, 46.0), (42.0, MOST), (18.0, 65.0)),
            region((-15.0, 60.0), (16.0, MOST), (5.0, 85.0)),
        ),
        Colour::Brown => (
            region((40.0, 80.0), (14.0, 50.0), (15.0, 45.0)),
            region((20.0, 95.0), (7.0, 70.0), (5.0, 66.0)),
        ),
    }
}

/// Whether a colour bears a name.
pub(crate) fn is(lab: [f32; 3], colour: Colour) -> Named {
    let (surely, perhaps) = regions(colour);
    match () {
        () if surely.holds(lab) => Named::Surely,
        () if perhaps.holds(lab) => Named::Perhaps,
        () => Named::Not,
    }
}

/// How far a colour is from those that surely bear a name (CIE76); nothing for one of them.
pub(crate) fn away(lab: [f32; 3], colour: Colour) -> f32 {
    let (surely, _) = regions(colour);
    if surely.holds(lab) { 0.0 } else { difference(lab, surely.nearest(lab)) }
}

/// The names in the order in which they are tried, the narrower ones first.
const ORDER: [Colour; 12] = [
    Colour::LightBlue,
    Colour::Blue,
    Colour::Purple,
    Colour::Green,
    Colour::Yellow,
    Colour::Orange,
    Colour::Red,
    Colour::Brown,
    Colour::White,
    Colour::LightGrey,
    Colour::Grey,
    Colour::Black,
];

/// What a colour is surely called, if it is.
pub(crate) fn name(lab: [f32; 3]) -> Option<Colour> {
    ORDER.into_iter().find(|colour| is(lab, *colour) == Named::Surely)
}

/// The difference of two colours: the distance in CIELAB (CIE76), enough for limits far apart.
pub(crate) fn difference(one: [f32; 3], other: [f32; 3]) -> f32 {
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

/// A colour of a screen (sRGB) in CIELAB, D65.
pub(crate) fn lab(rgb: [u8; 3]) -> [f32; 3] {
    let linear = rgb.map(|part| {
        let part = f32::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    let root = |x: f32| if x > 0.008_856 { x.cbrt() } else { 7.787 * x + 16.0 / 116.0 };
    // The rows of sRGB's matrix to XYZ, by D65's white.
    let [across, bright, deep] = [
        [0.433_953, 0.376_219, 0.189_847],
        [0.212_673, 0.715_152, 0.072_175],
        [0.017_756, 0.109_468, 0.872_916],
    ]
    .map(|row: [f32; 3]| root(row.iter().zip(linear).map(|(part, light)| part * light).sum()));
    [116.0 * bright - 16.0, 500.0 * (across - bright), 200.0 * (bright - deep)]
}

/// A colour as notices write it: `#rrggbb`.
pub(crate) fn hex(text: &str) -> Option<[f32; 3]> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)?;
    let [_, r, g, b] = number.to_be_bytes();
    Some(lab([r, g, b]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Named colours of CSS and of paints, by their published sRGB values.
    #[test]
    fn plain_colours_bear_their_names() {
        for (rgb, colour) in [
            ([100, 197, 255], Colour::LightBlue),
            ([100, 197, 255], Colour::Blue),
            ([0, 0x47, 0xab], Colour::Blue),      // cobalt
            ([0x41, 0x69, 0xe1], Colour::Blue),   // royal blue
            ([0xff, 0xd7, 0x00], Colour::Yellow), // gold
            ([0xff, 0xff, 0x00], Colour::Yellow),
            ([0x00, 0x80, 0x00], Colour::Green),
            ([0x80, 0x00, 0x80], Colour::Purple),
            ([0xdc, 0x14, 0x3c], Colour::Red), // crimson
            ([0xff, 0x8c, 0x00], Colour::Orange),
            ([0x8b, 0x45, 0x13], Colour::Brown), // saddle brown
            ([0xff, 0xff, 0xff], Colour::White),
            ([0xd3, 0xd3, 0xd3], Colour::LightGrey),
            ([0x80, 0x80, 0x80], Colour::Grey),
            ([0x10, 0x10, 0x10], Colour::Black),
        ] {
            assert_eq!(is(lab(rgb), colour), Named::Surely, "{rgb:?} {colour:?} {:?}", lab(rgb));
        }
    }

    #[test]
    fn what_is_between_is_neither() {
        for (rgb, colour) in [
            ([0x1b, 0x1f, 0x33], Colour::Blue),   // a navy suit, nearly black
            ([0xd6, 0xe4, 0xf5], Colour::Blue),   // a very pale shirt
            ([0xf5, 0xf0, 0xdc], Colour::White),  // cream
            ([0xc3, 0xb0, 0x91], Colour::Yellow), // khaki
            ([0x00, 0x80, 0x80], Colour::Green),  // teal
        ] {
            assert_eq!(is(lab(rgb), colour), Named::Perhaps, "{rgb:?} {colour:?} {:?}", lab(rgb));
        }
    }

    #[test]
    fn how_far_a_colour_is_from_a_name() {
        let near = |lab: [f32; 3], colour, wanted: f32| (away(lab, colour) - wanted).abs() < 0.01;
        assert!(near(lab([255, 255, 255]), Colour::White, 0.0));
        assert!(near(lab([100, 197, 255]), Colour::LightBlue, 0.0));
        // Ten too dark; ten too colourful; both by three and four.
        assert!(near([80.0, 0.0, 0.0], Colour::White, 10.0));
        assert!(near([95.0, 0.0, 16.0], Colour::White, 10.0));
        assert!(near([87.0, 10.0, 0.0], Colour::White, 5.0));
        // Beside a range of hues the distance is across: from 143.13° to 225° the chord at 15.
        assert!(near([76.0, -12.0, 9.0], Colour::LightBlue, 19.66));
    }

    #[test]
    fn other_colours_do_not_bear_the_name() {
        for (rgb, colour) in [
            ([0xff, 0xff, 0xff], Colour::Blue),
            ([0x10, 0x10, 0x10], Colour::Blue),
            ([0xdc, 0x14, 0x3c], Colour::Purple),
            ([0x80, 0x80, 0x80], Colour::Green),
            ([0xff, 0xff, 0xff], Colour::Yellow),
            ([0x8b, 0x45, 0x13], Colour::Blue),
        ] {
            assert_eq!(is(lab(rgb), colour), Named::Not, "{rgb:?} {colour:?} {:?}", lab(rgb));
        }
    }

    #[test]
    fn white_and_the_reference_are_where_tables_have_them() {
        let near = |is: [f32; 3], wanted: [f32; 3]| difference(is, wanted) < 0.5;
        assert!(near(lab([255, 255, 255]), [100.0, 0.0, 0.0]));
        assert!(near(lab([255, 0, 0]), [53.24, 80.09, 67.20]));
        assert!(near(lab([0, 0, 255]), [32.30, 79.19, -107.86]));
        assert_eq!(hex("#64c5ff"), Some(lab([100, 197, 255])));
        assert_eq!(hex("蓝"), None);
    }
}
