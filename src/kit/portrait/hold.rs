//! When the live view takes the picture: the face has held still where it may be taken, and a
//! countdown of three has passed. A face that leaves or moves ends the countdown.

use tucai_wire::portrait::Face;

/// Milliseconds that the face holds still before the countdown.
const STILL_MS: f64 = 600.0;

/// Milliseconds of each step of the countdown.
const COUNT_MS: f64 = 900.0;

/// How many steps it has.
const COUNTS: u8 = 3;

/// Milliseconds for which one look may fail: a blink, a blurred frame.
const LAPSE_MS: f64 = 350.0;

/// How far a face may move and still hold still, by its own width.
const MOVES: f32 = 0.18;

/// What to do after a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Go on looking.
    Look,
    /// Show this count: 3, 2, 1.
    Count(u8),
    /// Take the picture.
    Take,
}

/// How long a face has held still.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hold {
    /// Where it began: when, and the face.
    began: Option<(f64, Face)>,
    /// When it last was as it should be.
    last: f64,
}

impl Hold {
    /// After a look at a moment in milliseconds, with the largest face if there is one and whether it
    /// may be taken.
    pub fn look(&mut self, now: f64, face: Option<&Face>, ready: bool) -> Next {
        match (face.filter(|_| ready), self.began) {
            (Some(face), Some((_, first))) if has_moved(&first, face) => {
                self.began = Some((now, *face));
                self.last = now;
            }
            (Some(face), began) => {
                self.began = began.or(Some((now, *face)));
                self.last = now;
            }
            (None, _) if now - self.last > LAPSE_MS => self.began = None,
            (None, _) => {}
        }
        let Some((began, _)) = self.began else {
            return Next::Look;
        };
        let passed = now - began - STILL_MS;
        if passed < 0.0 {
            return Next::Look;
        }
        let count = (0..COUNTS).find(|step| passed < COUNT_MS * f64::from(step + 1));
        match count {
            Some(step) => Next::Count(COUNTS - step),
            // Not at a moment at which it is not as it should be.
            None if now > self.last => Next::Count(1),
            None => Next::Take,
        }
    }
}

fn has_moved(first: &Face, face: &Face) -> bool {
    let middle = |face: &Face| {
        let area = face.area;
        (area.x + area.width / 2.0, area.y + area.height / 2.0)
    };
    let ((x, y), (first_x, first_y)) = (middle(face), middle(first));
    let most = MOVES * first.area.width;
    let grown = (face.area.width - first.area.width).abs();
    (x - first_x).abs() > most || (y - first_y).abs() > most || grown > most
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use tucai_wire::portrait::Area;

    use super::*;

    fn face(x: f32) -> Face {
        let area = Area { x, y: 100.0, width: 100.0, height: 100.0 };
        Face { area, ..Face::default() }
    }

    /// Ten looks a second for so long; what came of each.
    fn looks(hold: &mut Hold, from: u32, to: u32, face: Option<&Face>) -> Vec<Next> {
        let look = |at: u32| hold.look(f64::from(at) * 100.0, face, face.is_some());
        (from..to).map(look).collect()
    }

    #[test]
    fn a_face_that_holds_still_is_counted_down_and_taken() {
        let mut said = looks(&mut Hold::default(), 10, 60, Some(&face(10.0)));
        let end = said.iter().position(|next| *next == Next::Take).unwrap();
        said.truncate(end + 1);
        said.dedup();
        let counts = [Next::Count(3), Next::Count(2), Next::Count(1)];
        assert_eq!(said, [&[Next::Look], &counts[..], &[Next::Take]].concat());
        // Half a second and more to be ready, and close to three seconds of counting.
        assert!((30..40).contains(&end), "{end}");
    }

    #[test]
    fn a_face_that_moves_or_leaves_begins_anew() {
        let mut hold = Hold::default();
        assert_eq!(looks(&mut hold, 0, 20, Some(&face(10.0))).last(), Some(&Next::Count(2)));
        assert_eq!(looks(&mut hold, 20, 21, Some(&face(60.0))), [Next::Look]);
        assert_eq!(looks(&mut hold, 21, 40, Some(&face(60.0))).last(), Some(&Next::Count(2)));
        assert_eq!(looks(&mut hold, 40, 46, None).last(), Some(&Next::Look));
    }

    #[test]
    fn one_look_that_fails_ends_nothing_and_takes_nothing() {
        let mut hold = Hold::default();
        looks(&mut hold, 0, 20, Some(&face(10.0)));
        assert_eq!(looks(&mut hold, 20, 21, None), [Next::Count(2)]);
        looks(&mut hold, 21, 33, Some(&face(12.0)));
        assert_eq!(hold.look(3400.0, None, false), Next::Count(1));
        assert_eq!(hold.look(3450.0, Some(&face(12.0)), true), Next::Take);
    }
}
