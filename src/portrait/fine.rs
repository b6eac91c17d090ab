//! Lips and lids, which the mesh draws once more and finer.
//!
//! The order of their points is that of `MediaPipe`'s `face_landmark_with_attention` graph (Apache-2.0).

use tucai_network::Outputs;
use tucai_wire::portrait::Point;

use crate::{
    look::Region,
    mesh::{SIDE, distance},
    mouth::Lips,
};

/// Of an eye's 71 points: three of the lower lid, and those of the upper one above them. The contour
/// begins at the outer corner, along the lower lid to the inner corner (0 to 8), and again along the
/// upper lid between the corners (9 to 15).
const LIDS: [[usize; 2]; 3] = [[3, 11], [4, 12], [5, 13]];
/// Of the 80 points of the lips: the edge towards the face, the lower one from left to right (0 to
/// 10), the upper one between the corners (11 to 19).
const OUTER: [usize; 20] = [0, 11, 12, 13, 14, 15, 16, 17, 18, 19, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
/// The edge towards the mouth, in the same way from 20 on.
const INNER: [usize; 20] =
    [20, 31, 32, 33, 34, 35, 36, 37, 38, 39, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21];

/// What is drawn once more, in picture pixels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fine {
    /// The gap between the lids: left, right.
    pub lid_gaps: [f32; 2],
    /// The edges of the lips.
    pub lips: Lips,
}

impl Fine {
    /// From what the network says of a region.
    pub fn of(outputs: Outputs<'_>, region: &Region) -> Option<Self> {
        let points = |name: &str, count: usize| -> Option<Vec<Point>> {
            let values = outputs.named(name).filter(|values| values.len() == 2 * count)?;
            let side = SIDE as f32;
            let place = |[x, y]: &[f32; 2]| region.on_picture([x / side, y / side]);
            Some(values.as_chunks::<2>().0.iter().map(place).collect())
        };
        let lips = points("output_lips", 80)?;
        let of_lips = |numbers: [usize; 20]| {
            numbers.iter().filter_map(|number| lips.get(*number).copied()).collect()
        };
        let [left, right] = [points("output_left_eye", 71)?, points("output_right_eye", 71)?];
        Some(Self {
            lid_gaps: [lid_gap(&left), lid_gap(&right)],
            lips: Lips { outer: of_lips(OUTER), inner: of_lips(INNER) },
        })
    }
}

/// The widest gap between the lids.
fn lid_gap(eye: &[Point]) -> f32 {
    let gap = |[lower, upper]: &[usize; 2]| Some(distance(*eye.get(*lower)?, *eye.get(*upper)?));
    LIDS.iter().filter_map(gap).fold(0.0, f32::max)
}
