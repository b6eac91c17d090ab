//! Whether the mouth is closed.

use tucai_wire::portrait::Point;

use crate::{
    mesh::{INNER_LIPS, OUTER_LIPS, distance, point},
    picture::Picture,
};

/// The gap between the lips: upper and lower inner edge, at the middle and to both sides of it.
const GAPS: [[usize; 2]; 3] = [[13, 14], [82, 87], [312, 317]];

/// The widest gap between the lips, in pixels.
pub(crate) fn gap(mesh: &[[f32; 3]]) -> f32 {
    GAPS.iter()
        .map(|[upper, lower]| distance(point(mesh, *upper), point(mesh, *lower)))
        .fold(0.0, f32::max)
}

/// The share of what is between the lips' outer edges that is bright and colourless, as teeth are,
/// beside the face's skin.
pub(crate) fn teeth(picture: &Picture<'_>, mesh: &[[f32; 3]]) -> f32 {
    let _ = (picture, mesh, OUTER_LIPS, INNER_LIPS);
    f32::NAN
}

#[allow(dead_code)]
fn inside(polygon: &[Point], [x, y]: Point) -> bool {
    let next = polygon.iter().cycle().skip(1);
    let crossings = polygon.iter().zip(next).filter(|([ax, ay], [bx, by])| {
        (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    });
    crossings.count() % 2 == 1
}
