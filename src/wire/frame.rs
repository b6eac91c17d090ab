//! The best cut of 480×640 out of a picture, by the lines that the standard measures by.
//!
//! The figures are those of 教毕指〔2017〕99号 as pages that restate it give them, in pixels of a picture
//! of 480×640: the top of the hair 50–110 below the upper edge, the eyes 200–300, the face 180–300
//! wide and in the middle. Both the engine, which measures within the cut, and the page, where a
//! person may move the lines, ask here.

use std::ops::RangeInclusive;

use crate::portrait::{Area, Marks};

/// Pixels from side to side.
pub const WIDTH: f32 = 480.0;
/// Pixels from top to bottom.
pub const HEIGHT: f32 = 640.0;
/// From the upper edge to the top of the hair (头顶发际), in frame pixels.
pub const HAIR_TOP: RangeInclusive<f32> = 50.0..=110.0;
/// From the upper edge to the eyes, in frame pixels.
pub const EYE_LINE: RangeInclusive<f32> = 200.0..=300.0;
/// From cheek to cheek (两脸颊之间), in frame pixels.
pub const FACE_WIDTH: RangeInclusive<f32> = 180.0..=300.0;

/// How far from the middle a face may be in a picture that is cut already, in frame pixels.
const NEAR_CENTRE: f32 = 5.0;

/// How far a side of the picture may be from 3:4 to be called so.
const SAME_SHAPE: f32 = 0.002;

/// Where the lines lie within a cut, in frame pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lines {
    /// From the upper edge to the top of the hair.
    pub hair_top: f32,
    /// From the upper edge to the eyes.
    pub eye_line: f32,
    /// From cheek to cheek.
    pub face_width: f32,
    /// From the middle of the cut to the middle of the face, positive to the right.
    pub off_centre: f32,
}

impl Lines {
    /// The lines as a cut shows them. None for a cut without a size.
    pub fn within(marks: &Marks, cut: &Area) -> Option<Self> {
        let scale = WIDTH / cut.width;
        let middle = f32::midpoint(marks.face_left, marks.face_right);
        let lines = Self {
            hair_top: (marks.hair_top - cut.y) * scale,
            eye_line: (marks.eye_line - cut.y) * scale,
            face_width: (marks.face_right - marks.face_left) * scale,
            off_centre: (middle - cut.x) * scale - WIDTH / 2.0,
        };
        let [hair_top, eye_line, face_width, off_centre] =
            [lines.hair_top, lines.eye_line, lines.face_width, lines.off_centre];
        (hair_top + eye_line + face_width + off_centre).is_finite().then_some(lines)
    }

    /// Whether all is where the standard wants it.
    fn fit(&self) -> bool {
        HAIR_TOP.contains(&self.hair_top)
            && EYE_LINE.contains(&self.eye_line)
            && FACE_WIDTH.contains(&self.face_width)
            && self.off_centre.abs() < NEAR_CENTRE
    }
}

/// The best cut of 3:4 within a picture of so many pixels: where the lines can be as the standard
/// wants them, they are, as near to the middle of what it allows as the picture has room for; where
/// they cannot, it is the nearest cut within the picture. None where the lines make no face, or the
/// picture no cut.
pub fn cut(marks: &Marks, (width, height): (f32, f32)) -> Option<Area> {
    let (above, face) = (marks.eye_line - marks.hair_top, marks.face_right - marks.face_left);
    let (middle, top) = (f32::midpoint(marks.face_left, marks.face_right), marks.hair_top);
    if !(above > 0.0 && face > 0.0 && width >= 1.0 && height >= 1.0) {
        return None;
    }
    let whole = Area { x: 0.0, y: 0.0, width, height };
    let is_cut_already = (width * HEIGHT / (height * WIDTH) - 1.0).abs() < SAME_SHAPE;
    if is_cut_already && Lines::within(marks, &whole)?.fit() {
        return Some(whole);
    }
    // Everything below is in frame pixels a pixel. A frame cannot be larger than the picture ...
    let smallest = (WIDTH / width).max(HEIGHT / height);
    // ... and should leave the face in the middle and room above the hair and below.
    let room = (WIDTH / 2.0) / middle.min(width - middle).max(1.0);
    let eye = marks.eye_line;
    let over = (HAIR_TOP.start() / top.max(1.0)).max(EYE_LINE.start() / eye.max(1.0));
    let below = ((HEIGHT - HAIR_TOP.end()) / (height - top).max(1.0))
        .max((HEIGHT - EYE_LINE.end()) / (height - eye).max(1.0));
    let wanted = smallest.max(room).max(over).max(below);
    let between = (EYE_LINE.start() - HAIR_TOP.end(), EYE_LINE.end() - HAIR_TOP.start());
    let least = (between.0 / above).max(FACE_WIDTH.start() / face);
    let most = (between.1 / above).min(FACE_WIDTH.end() / face);
    let best = ((mid(&EYE_LINE) - mid(&HAIR_TOP)) / above * mid(&FACE_WIDTH) / face).sqrt();
    // What the standard allows goes before room, which a picture may lack.
    let scale = within(best, least.max(wanted.min(most)), most).max(smallest);
    let (hair, eyes) = (mid(&HAIR_TOP), mid(&EYE_LINE) - above * scale);
    let low = HAIR_TOP.start().max(EYE_LINE.start() - above * scale);
    let high = HAIR_TOP.end().min(EYE_LINE.end() - above * scale);
    let hair = within(f32::midpoint(hair, eyes), low, high);
    let (wide, tall) = (WIDTH / scale, HEIGHT / scale);
    let cut = Area {
        x: within(middle - wide / 2.0, 0.0, width - wide),
        y: within(top - hair / scale, 0.0, height - tall),
        width: wide,
        height: tall,
    };
    Lines::within(marks, &cut).map(|_| cut)
}

/// The nearest value in a range; its middle, if there is none in it.
fn within(value: f32, low: f32, high: f32) -> f32 {
    if low <= high { value.clamp(low, high) } else { f32::midpoint(low, high) }
}

fn mid(range: &RangeInclusive<f32>) -> f32 {
    f32::midpoint(*range.start(), *range.end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marks(hair_top: f32, eye_line: f32, face_left: f32, face_right: f32) -> Marks {
        Marks { hair_top, eye_line, face_left, face_right }
    }

    fn lines(marks: &Marks, size: (f32, f32)) -> Lines {
        Lines::within(marks, &cut(marks, size).unwrap()).unwrap()
    }

    #[test]
    fn a_face_with_room_around_it_is_cut_to_the_middle_of_what_is_allowed() {
        // 340 from hair to eyes and 480 wide, in a large picture: exactly half of it is wanted.
        let lines = lines(&marks(1000.0, 1340.0, 1260.0, 1740.0), (3000.0, 4000.0));
        for (is, wanted) in [
            (lines.hair_top, 80.0),
            (lines.eye_line, 250.0),
            (lines.face_width, 240.0),
            (lines.off_centre, 0.0),
        ] {
            assert!((is - wanted).abs() < 0.1, "{is} instead of {wanted}");
        }
    }

    #[test]
    fn a_picture_that_is_cut_as_the_standard_wants_it_stays_whole() {
        let near = marks(55.0, 210.0, 148.0, 338.0);
        let whole = Area { x: 0.0, y: 0.0, width: 480.0, height: 640.0 };
        assert_eq!(cut(&near, (480.0, 640.0)), Some(whole));
        // Not so where the face is too narrow in it: then it is cut tighter.
        let far = marks(200.0, 260.0, 200.0, 280.0);
        assert!(cut(&far, (480.0, 640.0)).unwrap().width < 400.0);
    }

    #[test]
    fn without_room_above_the_hair_the_cut_begins_at_the_edge_and_shows_it() {
        let lines = lines(&marks(5.0, 175.0, 120.0, 360.0), (480.0, 640.0));
        assert!(lines.hair_top < 50.0, "{}", lines.hair_top);
    }

    #[test]
    fn hair_at_the_very_edge_does_not_shrink_the_cut() {
        for top in [0.0, 1.0, 5.0] {
            let lines = lines(&marks(top, 170.0, 120.0, 360.0), (480.0, 640.0));
            assert!(lines.face_width < 301.0, "{lines:?}");
        }
    }

    #[test]
    fn what_makes_no_face_has_no_cut() {
        let good = marks(80.0, 250.0, 120.0, 360.0);
        assert!(cut(&good, (480.0, 640.0)).is_some());
        for bad in [
            (marks(250.0, 80.0, 120.0, 360.0), (480.0, 640.0)),
            (marks(80.0, 250.0, 360.0, 120.0), (480.0, 640.0)),
            (marks(f32::NAN, 250.0, 120.0, 360.0), (480.0, 640.0)),
            (good, (0.0, 640.0)),
        ] {
            assert_eq!(cut(&bad.0, bad.1), None, "{bad:?}");
        }
    }

    proptest! {
        /// Wherever a face may be: if the standard can be met within the picture, the cut meets it.
        #[test]
        fn a_cut_that_exists_is_found(
            scale in 0.3_f32..6.0, hair in 50.0_f32..110.0, eyes in 200.0_f32..300.0,
            face in 180.0_f32..300.0, (left, top, right, bottom) in
            (0.0_f32..500.0, 0.0_f32..500.0, 0.0_f32..500.0, 0.0_f32..500.0),
        ) {
            // A good cut of the size of the frame, in a picture that goes on around it.
            let marks = marks(
                (top + hair) * scale,
                (top + eyes) * scale,
                (left + WIDTH / 2.0 - face / 2.0) * scale,
                (left + WIDTH / 2.0 + face / 2.0) * scale,
            );
            let size = ((left + WIDTH + right) * scale, (top + HEIGHT + bottom) * scale);
            let cut = cut(&marks, size).unwrap();
            let lines = Lines::within(&marks, &cut).unwrap();
            let near = |range: &RangeInclusive<f32>, is: f32| {
                is > range.start() - 0.5 && is < range.end() + 0.5
            };
            prop_assert!(near(&HAIR_TOP, lines.hair_top), "{lines:?}");
            prop_assert!(near(&EYE_LINE, lines.eye_line), "{lines:?}");
            prop_assert!(near(&FACE_WIDTH, lines.face_width), "{lines:?}");
            prop_assert!(lines.off_centre.abs() < NEAR_CENTRE, "{lines:?}");
            prop_assert!(cut.x > -0.01 && cut.x + cut.width < size.0 + 0.1, "{cut:?}");
            prop_assert!(cut.y > -0.01 && cut.y + cut.height < size.1 + 0.1, "{cut:?}");
            prop_assert!((cut.width * 4.0 / (cut.height * 3.0) - 1.0).abs() < 2.0 * SAME_SHAPE);
        }

        #[test]
        fn any_lines_are_borne(lines in prop::array::uniform6(any::<f32>())) {
            let [a, b, c, d, width, height] = lines;
            let _ = cut(&marks(a, b, c, d), (width, height));
        }
    }
}
