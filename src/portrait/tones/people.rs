use super::{frame::Frame, region};

/// A part of the mask that is smaller than this share of the frame is a mistake of the mask.
const SPECK: f32 = 0.004;

/// The share of the frame that is a person's, but not of the one whose face this is: parts of the
/// mask that do not hang together with it. Somebody who touches them is not seen here.
pub(super) fn others(frame: &Frame<'_>) -> f32 {
    let (width, height) = (frame.width(), frame.height());
    let person = frame.region(|at, _, _| frame.mask.get(at).is_some_and(|mask| *mask > 0.6));
    let mut left = person.clone();
    let start = [frame.middle, frame.chin[1] - 0.4 * frame.face_height];
    // What hangs together with the face, wherever in it the mask begins.
    let face = frame.region(|_, x, y| {
        (x - start[0]).abs() < 0.3 * frame.face_width
            && (y - start[1]).abs() < 0.3 * frame.face_height
    });
    for at in 0..left.len() {
        if face.get(at).is_some_and(|is| *is) {
            take(&mut left, at, width, height);
        }
    }
    let least = (SPECK * left.len() as f32) as usize;
    let mut others = 0;
    for at in 0..left.len() {
        let size = take(&mut left, at, width, height);
        if size > least {
            others += size;
        }
    }
    others as f32 / region::size(&frame.inside).max(1) as f32
}

/// Takes away what hangs together with a pixel, and says how much that was.
pub(super) fn take(region: &mut [bool], at: usize, width: usize, height: usize) -> usize {
    let mut to_do = Vec::new();
    let visit = |region: &mut [bool], at: usize, to_do: &mut Vec<usize>| {
        if let Some(one) = region.get_mut(at)
            && *one
        {
            *one = false;
            to_do.push(at);
        }
    };
    visit(region, at, &mut to_do);
    let mut size = 0;
    while let Some(at) = to_do.pop() {
        size += 1;
        let (x, y) = (at % width.max(1), at / width.max(1));
        if x > 0 {
            visit(region, at - 1, &mut to_do);
        }
        if x + 1 < width {
            visit(region, at + 1, &mut to_do);
        }
        if y > 0 {
            visit(region, at - width, &mut to_do);
        }
        if y + 1 < height {
            visit(region, at + width, &mut to_do);
        }
    }
    size
}
