//! What to say while the camera runs, by the detector alone.
//!
//! The detector knows eyes, nose and mouth; where hair and cheeks end is taken from common
//! proportions, so the limits are wider than those for a picture that was taken.

use tucai_wire::frame::{FACE_WIDTH, HAIR_TOP, Lines};
use tucai_wire::portrait::{Area, Face, Marks};

use crate::case::own_side;

/// What to say to somebody in front of the camera.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guidance {
    /// One short sentence.
    pub says: String,
    /// Whether the picture may be taken now.
    pub ready: bool,
}

/// From the eyes to the top of the hair, by the distance from eyes to mouth. Roughly.
const HAIR: f32 = 1.9;
/// From cheek to cheek, by the distance of the eyes. Roughly.
const CHEEKS: f32 = 2.0;
/// A face beside that is at least so wide by the first is somebody.
const BESIDE: f32 = 0.35;
/// How much wider than the standard's limits it may be: the picture is cut better later.
const SLACK: f32 = 25.0;
/// Off the middle, in frame pixels.
const OFF_CENTRE: f32 = 45.0;
/// In degrees: from here on a picture that was taken is to be taken again.
const TILT: f32 = crate::limits::TILT.bad;
/// The nose's way off the middle by the distance of the eyes.
const TURN: f32 = 0.16;

/// What to say while the camera runs, by the detector's faces alone. `size` is that of the camera's
/// picture, which is not mirrored; the frame is the largest of 3:4 in its middle; the words are for
/// somebody who sees it mirrored.
pub fn guidance(faces: &[Face], size: (f32, f32)) -> Guidance {
    let wait = |says: &str| Guidance { says: says.to_owned(), ready: false };
    let Some(face) = faces.first() else {
        return wait("看着镜头，让头和肩膀都在画面里");
    };
    let next = faces.get(1).map_or(0.0, |next| next.area.width / face.area.width.max(1.0));
    if next >= BESIDE {
        return wait("画面里只留你一个人");
    }
    let [left, right] = face.eyes;
    let (across, down) = (right[0] - left[0], right[1] - left[1]);
    let apart = across.hypot(down);
    let middle = [f32::midpoint(left[0], right[0]), f32::midpoint(left[1], right[1])];
    let below = (face.mouth[0] - middle[0]).hypot(face.mouth[1] - middle[1]);
    let marks = Marks {
        hair_top: middle[1] - HAIR * below,
        eye_line: middle[1],
        face_left: middle[0] - CHEEKS / 2.0 * apart,
        face_right: middle[0] + CHEEKS / 2.0 * apart,
    };
    let Some(lines) = Lines::within(&marks, &frame(size)).filter(|_| apart > 0.0) else {
        return wait("看着镜头，让头和肩膀都在画面里");
    };
    if lines.face_width < FACE_WIDTH.start() - SLACK {
        return wait("再靠近一点");
    }
    if lines.face_width > *FACE_WIDTH.end() {
        return wait("离镜头远一点");
    }
    if lines.off_centre.abs() > OFF_CENTRE {
        let (_, to) = own_side(lines.off_centre > 0.0);
        return wait(&format!("往{to}挪一点"));
    }
    if lines.hair_top < HAIR_TOP.start() - SLACK {
        return wait("手机抬高一点，头顶上方多留一些");
    }
    if lines.hair_top > HAIR_TOP.end() + 2.0 * SLACK {
        return wait("手机放低一点，头再往上一些");
    }
    let tilt = down.atan2(across).to_degrees();
    if tilt.abs() > TILT {
        let (_, to) = own_side(tilt > 0.0);
        return wait(&format!("头往{to}正一点"));
    }
    // Along the line of the eyes, so that a tilt is no turn.
    let nose = [face.nose[0] - middle[0], face.nose[1] - middle[1]];
    let turn = (nose[0] * across + nose[1] * down) / (apart * apart);
    if turn.abs() > TURN {
        let (_, to) = own_side(turn > 0.0);
        return wait(&format!("脸往{to}转一点，正对镜头"));
    }
    Guidance { says: "好，保持不动".to_owned(), ready: true }
}

/// The largest part of 3:4 in the picture's middle.
fn frame((width, height): (f32, f32)) -> Area {
    let wide = width.min(height * 0.75);
    let tall = wide / 0.75;
    Area { x: (width - wide) / 2.0, y: (height - tall) / 2.0, width: wide, height: tall }
}

#[cfg(test)]
mod tests {
    use tucai_wire::frame::WIDTH;

    use super::*;

    /// A face in the middle of a picture of the frame's size, looking straight ahead.
    fn good() -> Face {
        Face {
            area: Area { x: 140.0, y: 180.0, width: 200.0, height: 200.0 },
            score: 0.9,
            eyes: [[185.0, 230.0], [295.0, 230.0]],
            nose: [240.0, 280.0],
            mouth: [240.0, 322.0],
            ears: [[140.0, 240.0], [340.0, 240.0]],
        }
    }

    fn moved(face: &Face, by: impl Fn([f32; 2]) -> [f32; 2]) -> Face {
        Face {
            eyes: face.eyes.map(&by),
            nose: by(face.nose),
            mouth: by(face.mouth),
            ears: face.ears.map(&by),
            ..*face
        }
    }

    fn says(face: Face) -> String {
        guidance(&[face], (WIDTH, 640.0)).says
    }

    #[test]
    fn a_good_face_is_ready_in_any_shape_of_picture() {
        assert!(guidance(&[good()], (480.0, 640.0)).ready);
        // The same in the middle of a wide camera picture.
        let wide = moved(&good(), |[x, y]| [x + 187.0, y]);
        assert!(guidance(&[wide], (854.0, 640.0)).ready);
    }

    #[test]
    fn one_thing_at_a_time_is_said_in_the_persons_own_left_and_right() {
        let about = |x: f32, y: f32, scale: f32| {
            moved(&good(), |point| {
                [240.0 + x + (point[0] - 240.0) * scale, 250.0 + y + (point[1] - 250.0) * scale]
            })
        };
        assert_eq!(says(about(0.0, 0.0, 0.5)), "再靠近一点");
        assert_eq!(says(about(0.0, 0.0, 1.6)), "离镜头远一点");
        // Right in the picture is left in the mirror: the way back is to the right.
        assert_eq!(says(about(80.0, 0.0, 1.0)), "往右挪一点");
        assert_eq!(says(about(-80.0, 0.0, 1.0)), "往左挪一点");
        assert_eq!(says(about(0.0, -60.0, 1.0)), "手机抬高一点，头顶上方多留一些");
        assert_eq!(says(about(0.0, 150.0, 1.0)), "手机放低一点，头再往上一些");
    }

    #[test]
    fn a_tilt_is_no_turn() {
        let turned = |degrees: f32| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            moved(&good(), |[x, y]| {
                let (x, y) = (x - 240.0, y - 250.0);
                [240.0 + x * cos - y * sin, 250.0 + x * sin + y * cos]
            })
        };
        // Clockwise in the picture: the head lies towards the own left shoulder.
        assert_eq!(says(turned(8.0)), "头往右正一点");
        assert_eq!(says(turned(-8.0)), "头往左正一点");
        let aside = |by: f32| Face { nose: [240.0 + by, 280.0], ..good() };
        assert_eq!(says(aside(30.0)), "脸往右转一点，正对镜头");
        assert_eq!(says(aside(-30.0)), "脸往左转一点，正对镜头");
    }

    #[test]
    fn nobody_and_somebody_else_are_not_taken() {
        assert!(!guidance(&[], (480.0, 640.0)).ready);
        let small = Face { area: Area { width: 90.0, ..good().area }, ..good() };
        assert!(!guidance(&[good(), small], (480.0, 640.0)).ready);
        assert!(!guidance(&[Face::default()], (480.0, 640.0)).ready);
        assert!(!guidance(&[good()], (0.0, 0.0)).ready);
    }
}
