//! The four lines that a person may move.

use tucai_judge::Item;
use tucai_wire::frame::{self, Lines};
use tucai_wire::portrait::{Area, Marks};

/// What stays between two lines, as a share of what is seen: nobody's eyes are at the hair, and nobody
/// grasps one of two handles that lie upon each other.
const APART: f32 = 0.05;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The top of the hair.
    HairTop,
    /// Between the eyes.
    Eyes,
    /// The left cheek, in the picture.
    FaceLeft,
    /// The right cheek.
    FaceRight,
}

impl Line {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::HairTop, Self::Eyes, Self::FaceLeft, Self::FaceRight];

    /// Its name in markup.
    pub fn name(self) -> &'static str {
        match self {
            Self::HairTop => "hair_top",
            Self::Eyes => "eye_line",
            Self::FaceLeft => "face_left",
            Self::FaceRight => "face_right",
        }
    }

    /// The line that markup of our own names.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.name() == name)
    }

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::HairTop => "头顶",
            Self::Eyes => "眼睛",
            Self::FaceLeft => "照片左侧的脸边",
            Self::FaceRight => "照片右侧的脸边",
        }
    }

    /// The finding about it.
    pub fn item(self) -> Item {
        match self {
            Self::HairTop => Item::HairTop,
            Self::Eyes => Item::EyeLine,
            Self::FaceLeft | Self::FaceRight => Item::FaceWidth,
        }
    }

    /// Whether it lies across the picture, and is moved up and down.
    pub fn is_level(self) -> bool {
        matches!(self, Self::HairTop | Self::Eyes)
    }

    /// Where it is, in pixels of the picture.
    pub fn of(self, marks: &Marks) -> f32 {
        match self {
            Self::HairTop => marks.hair_top,
            Self::Eyes => marks.eye_line,
            Self::FaceLeft => marks.face_left,
            Self::FaceRight => marks.face_right,
        }
    }

    /// The marks with it moved, as far as it may go: within the part that is seen, and not beyond its
    /// neighbour.
    pub fn moved(self, marks: &Marks, to: f32, seen: &Area) -> Marks {
        let mut marks = *marks;
        if !to.is_finite() {
            return marks;
        }
        let apart = APART * if self.is_level() { seen.height } else { seen.width };
        let (low, high) = match self {
            Self::HairTop => (seen.y, marks.eye_line - apart),
            Self::Eyes => (marks.hair_top + apart, seen.y + seen.height),
            Self::FaceLeft => (seen.x, marks.face_right - apart),
            Self::FaceRight => (marks.face_left + apart, seen.x + seen.width),
        };
        let to = to.min(high).max(low);
        match self {
            Self::HairTop => marks.hair_top = to,
            Self::Eyes => marks.eye_line = to,
            Self::FaceLeft => marks.face_left = to,
            Self::FaceRight => marks.face_right = to,
        }
        marks
    }

    /// The ends of its slider, in pixels of the picture; whole steps apart, so that it reaches both.
    pub fn ends(self, seen: &Area, step: f32) -> (f32, f32) {
        let (start, length) =
            if self.is_level() { (seen.y, seen.height) } else { (seen.x, seen.width) };
        let low = start.floor();
        (low, low + ((start + length - low) / step).ceil() * step)
    }

    /// The value of its slider where it lies here, and where it lies at that value. A slider's value
    /// falls by the key ↓: for a line across the picture it counts from below, and the line falls too.
    pub fn slid(self, at: f32, seen: &Area, step: f32) -> f32 {
        let (low, high) = self.ends(seen, step);
        if self.is_level() { low + high - at } else { at }
    }

    /// Its place within the best cut, in words: what a slider says of its value.
    pub fn value(self, marks: &Marks, size: (f32, f32)) -> String {
        let Some(lines) = lines(marks, size) else {
            return "这里裁不出 480×640".to_owned();
        };
        match self {
            Self::HairTop => {
                format!("裁好后头顶离上边 {} 像素，要求 50 到 110", whole(lines.hair_top))
            }
            Self::Eyes => {
                format!("裁好后眼睛离上边 {} 像素，要求 200 到 300", whole(lines.eye_line))
            }
            Self::FaceLeft | Self::FaceRight => {
                format!("裁好后脸宽 {} 像素，要求 180 到 300", whole(lines.face_width))
            }
        }
    }
}

fn lines(marks: &Marks, size: (f32, f32)) -> Option<Lines> {
    Lines::within(marks, &frame::cut(marks, size)?)
}

/// The steps of the sliders, in whole pixels of the picture: about one pixel of the best cut.
pub fn step(marks: &Marks, size: (f32, f32)) -> f32 {
    frame::cut(marks, size).map_or(1.0, |cut| cut.width / frame::WIDTH).round().max(1.0)
}

/// A length as it is shown and written in markup: in here a float's digits would take 20 kB.
pub fn whole(length: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "a length on a picture; what is none is 0")]
    let whole = length.round() as i32;
    whole
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIZE: (f32, f32) = (960.0, 1280.0);
    const SEEN: Area = Area { x: 0.0, y: 0.0, width: SIZE.0, height: SIZE.1 };

    fn marks() -> Marks {
        Marks { hair_top: 160.0, eye_line: 500.0, face_left: 240.0, face_right: 720.0 }
    }

    #[test]
    fn a_line_moves_alone() {
        let moved = Line::HairTop.moved(&marks(), 100.0, &SEEN);
        assert_eq!(moved, Marks { hair_top: 100.0, ..marks() });
        assert!(Line::FaceLeft.moved(&marks(), -50.0, &SEEN).face_left.abs() < 0.1);
        assert_eq!(Line::Eyes.moved(&marks(), f32::NAN, &SEEN), marks());
    }

    #[test]
    fn a_line_stops_before_its_neighbour() {
        // A twentieth of 1280, and of 960.
        let moved = |line: Line, to: f32| whole(line.of(&line.moved(&marks(), to, &SEEN)));
        assert_eq!(moved(Line::HairTop, 900.0), 500 - 64);
        assert_eq!(moved(Line::Eyes, 20.0), 160 + 64);
        assert_eq!(moved(Line::FaceLeft, 900.0), 720 - 48);
        assert_eq!(moved(Line::FaceRight, 0.0), 240 + 48);
    }

    #[test]
    fn a_slider_whose_value_falls_moves_its_level_line_down() {
        let seen = Area { x: 3.5, y: 10.4, width: 470.0, height: 600.0 };
        for line in Line::ALL {
            let (low, high) = line.ends(&seen, 4.0);
            let falls = line.slid(120.0, &seen, 4.0) > line.slid(124.0, &seen, 4.0);
            assert_eq!(falls, line.is_level(), "{line:?}");
            // There and back again, and from one end of what is seen to the other.
            let back = line.slid(line.slid(120.0, &seen, 4.0), &seen, 4.0);
            assert_eq!(whole(back), 120, "{line:?}");
            assert_eq!(whole(high - low) % 4, 0, "{line:?}");
            let end = if line.is_level() { 610.4 } else { 473.5 };
            assert!(high >= end && high < end + 4.0, "{line:?}");
        }
    }

    #[test]
    fn a_slider_says_where_the_line_comes_to_lie() {
        // The picture is 480×640 twice over, and its lines are as the standard wants them.
        assert_eq!(Line::HairTop.value(&marks(), SIZE), "裁好后头顶离上边 80 像素，要求 50 到 110");
        assert!(Line::Eyes.value(&marks(), SIZE).contains("离上边 250 像素"));
        assert!(Line::FaceLeft.value(&marks(), SIZE).contains("脸宽 240 像素"));
        assert!(Line::HairTop.value(&Marks::default(), SIZE).contains("裁不出"));
    }

    #[test]
    fn names_lead_to_their_lines() {
        assert!(Line::ALL.into_iter().all(|line| Line::parse(line.name()) == Some(line)));
        assert_eq!(Line::parse("nose"), None);
    }

    proptest! {
        #[test]
        fn wherever_it_is_dragged_a_face_remains(
            moves in prop::collection::vec((0..4_usize, -2000.0_f32..4000.0), 0..30),
        ) {
            let moved = moves.iter().fold(marks(), |marks, (line, to)| {
                Line::ALL[*line].moved(&marks, *to, &SEEN)
            });
            prop_assert!(moved.hair_top < moved.eye_line && moved.face_left < moved.face_right);
            prop_assert!(frame::cut(&moved, SIZE).is_some());
        }
    }
}
