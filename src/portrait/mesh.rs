//! Lays the mesh of 468 points on a face.
//!
//! The regions are those of `MediaPipe`'s `face_landmark` graphs (Apache-2.0); the numbers of the
//! points those of its canonical face.

use tucai_network::Network;
use tucai_wire::portrait::{Face, Point};

use crate::{
    detector::sigmoid,
    fine::Fine,
    look::{Beyond, Region, look},
    net::sized,
    picture::Picture,
};

/// Pixels of the network's input along each side.
pub(crate) const SIDE: usize = 192;
/// How many points the mesh has.
pub(crate) const POINTS: usize = 468;
/// How much larger than the face a region is.
const AROUND: f32 = 1.5;

/// No face's point is farther away, in pixels.
const FARTHEST: f32 = 1e5;

/// The outer corner of the left eye, its inner corner, the right eye's inner corner, the outer one.
pub(crate) const EYE_CORNERS: [usize; 4] = [33, 133, 362, 263];
/// The lowest point of the chin.
pub(crate) const CHIN: usize = 152;
/// The highest point of the forehead.
pub(crate) const FOREHEAD: usize = 10;

/// The edge of the lips towards the face, from the left corner along the upper lip and back.
pub(crate) const OUTER_LIPS: [usize; 20] =
    [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146];

/// The outline of the face, clockwise in the picture from the forehead.
pub(crate) const OUTLINE: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];

/// A mesh in picture pixels, how sure the network is that it lies on a face, and its lids and lips.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mesh {
    pub points: Vec<[f32; 3]>,
    pub sure: f32,
    pub fine: Fine,
}

/// A point by its number; the origin if there is none.
pub(crate) fn point(points: &[[f32; 3]], number: usize) -> Point {
    let [x, y, _] = points.get(number).copied().unwrap_or_default();
    [x, y]
}

pub(crate) fn middle(a: Point, b: Point) -> Point {
    [f32::midpoint(a[0], b[0]), f32::midpoint(a[1], b[1])]
}

pub(crate) fn distance(a: Point, b: Point) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// The region of a face that the detector found: level with its eyes.
pub(crate) fn region_of(face: &Face) -> Region {
    let area = &face.area;
    let side = area.width.max(area.height) * AROUND;
    let centre = [area.x + area.width / 2.0, area.y + area.height / 2.0];
    Region { centre, width: side, height: side, turn: slope(face.eyes[0], face.eyes[1]) }
}

/// The region of a mesh that was laid already.
pub(crate) fn region_around(points: &[[f32; 3]]) -> Region {
    let [left, _, _, right] = EYE_CORNERS.map(|number| point(points, number));
    let turn = slope(left, right);
    let (sin, cos) = turn.sin_cos();
    let mut low = [f32::INFINITY; 2];
    let mut high = [f32::NEG_INFINITY; 2];
    for [x, y, _] in points {
        for (axis, value) in [x * cos + y * sin, y * cos - x * sin].into_iter().enumerate() {
            if let (Some(low), Some(high)) = (low.get_mut(axis), high.get_mut(axis)) {
                *low = low.min(value);
                *high = high.max(value);
            }
        }
    }
    let [x, y] = middle(low, high);
    let side = (high[0] - low[0]).max(high[1] - low[1]) * AROUND;
    Region { centre: [x * cos - y * sin, x * sin + y * cos], width: side, height: side, turn }
}

/// How far the line of the eyes leans, in degrees, clockwise in the picture.
pub(crate) fn tilt(points: &[[f32; 3]]) -> f32 {
    let [a, b, c, d] = EYE_CORNERS.map(|number| point(points, number));
    slope(middle(a, b), middle(c, d)).to_degrees()
}

/// The angle of a line from left to right, in radians, clockwise in the picture.
pub(crate) fn slope(left: Point, right: Point) -> f32 {
    (right[1] - left[1]).atan2(right[0] - left[0])
}

/// From the middle between the eyes to the chin: what gaps are measured by.
pub(crate) fn eyes_to_chin(points: &[[f32; 3]]) -> f32 {
    let [a, b, c, d] = EYE_CORNERS.map(|number| point(points, number));
    distance(middle(middle(a, b), middle(c, d)), point(points, CHIN))
}

/// Lays the mesh.
pub(crate) fn lay(
    net: &mut Network,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
    region: &Region,
) -> Option<Mesh> {
    look(picture, region, (SIDE, SIDE), (0.0, 1.0), Beyond::Edge, input);
    let outputs = net.run(input).ok()?;
    let sure = sigmoid(sized(outputs, 1)?.first().copied()?);
    let points = placed(sized(outputs, POINTS * 3)?, region);
    let is_sound = points.as_flattened().iter().all(|one| one.abs() < FARTHEST);
    let fine = Fine::of(outputs, region, &points)?;
    Some(Mesh { points, sure: if is_sound { sure } else { 0.0 }, fine })
}

/// Points as the network numbers them (pixels of its input), on the picture.
fn placed(values: &[f32], region: &Region) -> Vec<[f32; 3]> {
    let (points, _) = values.as_chunks::<3>();
    let side = SIDE as f32;
    let place = |[x, y, z]: &[f32; 3]| {
        let [on_x, on_y] = region.on_picture([x / side, y / side]);
        [on_x, on_y, z * region.width / side]
    };
    points.iter().map(place).collect()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;

    /// A mesh of which only the eyes' corners lie where a face's would, with a square around them.
    fn eyes(slope: f32) -> Vec<[f32; 3]> {
        let mut mesh = vec![[100.0, 100.0, 0.0]; POINTS];
        let (sin, cos) = slope.to_radians().sin_cos();
        let mut put = |number: usize, x: f32, y: f32| {
            mesh[number] = [100.0 + x * cos - y * sin, 100.0 + x * sin + y * cos, 0.0];
        };
        for (number, x) in EYE_CORNERS.into_iter().zip([-30.0, -10.0, 10.0, 30.0]) {
            put(number, x, 0.0);
        }
        put(FOREHEAD, 0.0, -40.0);
        put(CHIN, 0.0, 60.0);
        mesh
    }

    #[test]
    fn the_tilt_is_that_of_the_eyes_clockwise() {
        for degrees in [-25.0, 0.0, 10.0] {
            assert!((tilt(&eyes(degrees)) - degrees).abs() < 0.01);
            assert!((eyes_to_chin(&eyes(degrees)) - 60.0).abs() < 0.01);
        }
    }

    #[test]
    fn the_region_around_a_mesh_is_level_with_its_eyes() {
        for degrees in [-25.0_f32, 0.0, 10.0] {
            let region = region_around(&eyes(degrees));
            assert!((region.turn.to_degrees() - degrees).abs() < 0.01);
            // From 40 above the middle to 60 below it, and half as much again.
            assert!((region.width - 150.0).abs() < 0.01 && (region.height - 150.0).abs() < 0.01);
            let (sin, cos) = degrees.to_radians().sin_cos();
            let wanted = [100.0 - 10.0 * sin, 100.0 + 10.0 * cos];
            assert!(distance(region.centre, wanted) < 0.01, "{region:?}");
        }
    }

    #[test]
    fn the_network_counts_in_pixels_of_its_input() {
        let region = Region { centre: [50.0, 60.0], width: 96.0, height: 96.0, turn: 0.0 };
        let points = placed(&[96.0, 96.0, 8.0, 0.0, 192.0, -8.0], &region);
        assert_eq!(points, [[50.0, 60.0, 4.0], [2.0, 108.0, -4.0]]);
    }

    #[test]
    fn no_points_have_no_sound_region() {
        assert!(!region_around(&[]).is_sound());
    }
}
