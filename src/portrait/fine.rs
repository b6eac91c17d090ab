//! Lips and lids: of the plain mesh's points, or drawn once more by the attention mesh, and finer.
//!
//! The order of their points is that of `MediaPipe`'s `face_landmark_with_attention` graph (Apache-2.0).

use tucai_network::Outputs;
use tucai_wire::portrait::Point;

use crate::{
    look::Region,
    mesh::{OUTER_LIPS, SIDE, distance, point},
    mouth::Lips,
};

/// Of the mesh's points, the middle of the upper lid and of the lower: left, right.
const MESH_LIDS: [[usize; 2]; 2] = [[159, 145], [386, 374]];
/// The lips' edge towards the mouth, in the order of [`OUTER_LIPS`].
const INNER_LIPS: [usize; 20] =
    [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
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

/// Lids and lips, in picture pixels.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fine {
    /// The gap between the lids: left, right.
    pub lid_gaps: [f32; 2],
    /// The edges of the lips.
    pub lips: Lips,
    /// Whether they were drawn once more.
    pub drawn_again: bool,
}

impl Fine {
    /// As the plain mesh has them.
    fn of_mesh(mesh: &[[f32; 3]]) -> Self {
        let points = |numbers: &[usize]| numbers.iter().map(|one| point(mesh, *one)).collect();
        let gap = |[upper, lower]: [usize; 2]| distance(point(mesh, upper), point(mesh, lower));
        Self {
            lid_gaps: MESH_LIDS.map(gap),
            lips: Lips { outer: points(&OUTER_LIPS), inner: points(&INNER_LIPS) },
            drawn_again: false,
        }
    }

    /// As the network has them: once more, if it draws them so.
    pub fn of(outputs: Outputs<'_>, region: &Region, mesh: &[[f32; 3]]) -> Option<Self> {
        if outputs.named("output_lips").is_none() {
            return Some(Self::of_mesh(mesh));
        }
        Self::once_more(outputs, region)
    }

    fn once_more(outputs: Outputs<'_>, region: &Region) -> Option<Self> {
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
            drawn_again: true,
        })
    }
}

/// The widest gap between the lids.
fn lid_gap(eye: &[Point]) -> f32 {
    let gap = |[lower, upper]: &[usize; 2]| Some(distance(*eye.get(*lower)?, *eye.get(*upper)?));
    LIDS.iter().filter_map(gap).fold(0.0, f32::max)
}
