//! How the head is held: `MediaPipe`'s canonical face, turned until it lies on the mesh.

/// Points of the canonical face in centimetres (x to the picture's right, y up, z towards the camera)
/// with the weight that `MediaPipe`'s face geometry (Apache-2.0, in the same package as the networks)
/// gives each: points that hardly move with the expression. The left ones have a mirror image.
const MIDDLE: [(usize, [f32; 3], f32); 3] = [
    (4, [0.0, -0.463, 7.587], 0.0709),
    (6, [0.0, 2.473, 5.789], 0.0321),
    (10, [0.0, 8.262, 4.482], 0.0084),
];
/// A point of the left half, its mirror image on the right, the left one's place, their weight.
const PAIRS: [(usize, usize, [f32; 3], f32); 15] = [
    (33, 263, [-4.446, 2.664, 3.173], 0.0587),
    (54, 284, [-6.279, 6.615, 1.426], 0.0077),
    (67, 297, [-3.524, 8.006, 3.729], 0.0091),
    (117, 346, [-5.259, 0.946, 2.974], 0.0098),
    (119, 348, [-3.301, 0.862, 3.873], 0.0146),
    (121, 350, [-1.821, 1.468, 4.224], 0.0186),
    (127, 356, [-7.743, 2.365, -2.005], 0.0052),
    (129, 358, [-1.786, -0.978, 4.850], 0.1206),
    (132, 361, [-7.271, -2.891, -2.252], 0.0056),
    (133, 362, [-1.856, 2.585, 3.758], 0.0533),
    (136, 365, [-5.085, -7.179, 0.715], 0.0669),
    (143, 372, [-6.408, 2.236, 1.561], 0.0148),
    (147, 376, [-6.235, -1.944, 1.664], 0.0143),
    (198, 420, [-1.247, 0.230, 5.681], 0.0255),
    (205, 425, [-3.833, -1.537, 4.138], 0.0473),
];

/// Steps after which the turn has long settled.
const STEPS: usize = 24;

/// How far the mesh of a face that looks level nods on the canonical one, in degrees: what remains is
/// a hint. (The middle of 48 faces that are level to the eye is −7, most are within 7 of it.)
const LEVEL: f32 = -7.0;

/// Angles in degrees, each 0 for a face that looks straight into the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pose {
    /// Clockwise in the picture.
    pub tilt: f32,
    /// Towards the picture's right.
    pub turn: f32,
    /// Upwards.
    pub nod: f32,
}

type Matrix = [[f32; 3]; 3];

/// The pose of a mesh. None where the points lie so that no face would.
pub(crate) fn pose(mesh: &[[f32; 3]]) -> Option<Pose> {
    let middle = MIDDLE.into_iter();
    let pairs = PAIRS.into_iter().flat_map(|(left, right, [x, y, z], weight)| {
        [(left, [x, y, z], weight), (right, [-x, y, z], weight)]
    });
    let points: Option<Vec<_>> = middle
        .chain(pairs)
        .map(|(number, canonical, weight)| {
            // The picture's y goes down, and the mesh's z away from the camera.
            let [x, y, z] = mesh.get(number).copied()?;
            Some(([x, -y, -z], canonical, weight))
        })
        .collect();
    let points = points?;
    let (mut seen_mean, mut mean, mut total) = ([0.0; 3], [0.0; 3], 0.0);
    for (seen, canonical, weight) in &points {
        for ((sum, seen), (other, canonical)) in
            seen_mean.iter_mut().zip(seen).zip(mean.iter_mut().zip(canonical))
        {
            *sum += weight * seen;
            *other += weight * canonical;
        }
        total += weight;
    }
    let mut common: Matrix = [[0.0; 3]; 3];
    for (seen, canonical, weight) in &points {
        for (row, (seen, seen_mean)) in common.iter_mut().zip(seen.iter().zip(seen_mean)) {
            for (sum, (one, mean)) in row.iter_mut().zip(canonical.iter().zip(mean)) {
                *sum += weight * (seen - seen_mean / total) * (one - mean / total);
            }
        }
    }
    let turned = rotation(common)?;
    // Where the canonical face's right and front point to now.
    let [[right_x, _, front_x], [right_y, _, front_y], [_, _, front_z]] = turned;
    let pose = Pose {
        tilt: (-right_y).atan2(right_x).to_degrees(),
        turn: front_x.atan2(front_z).to_degrees(),
        nod: front_y.atan2(front_x.hypot(front_z)).to_degrees() - LEVEL,
    };
    (pose.tilt + pose.turn + pose.nod).is_finite().then_some(pose)
}

/// The rotation next to a matrix: its mean with its own inverse transposed, until both are the same
/// (Higham, "Computing the polar decomposition", 1986).
fn rotation(mut matrix: Matrix) -> Option<Matrix> {
    let size = matrix.as_flattened().iter().map(|one| one * one).sum::<f32>().sqrt();
    if !(size > 1e-6 && size.is_finite()) {
        return None;
    }
    matrix = matrix.map(|row| row.map(|one| one / size));
    for _ in 0..STEPS {
        let cofactors = cofactors(&matrix);
        let of_first = |row: &[f32; 3], other: &[f32; 3]| -> f32 {
            row.iter().zip(other).map(|(one, other)| one * other).sum()
        };
        let determinant = of_first(matrix.first()?, cofactors.first()?);
        // A mirror image, or a plane: no face.
        if determinant < 1e-7 {
            return None;
        }
        for (row, cofactors) in matrix.iter_mut().zip(&cofactors) {
            for (one, cofactor) in row.iter_mut().zip(cofactors) {
                *one = f32::midpoint(*one, cofactor / determinant);
            }
        }
    }
    Some(matrix)
}

/// The inverse transposed, but for the determinant.
fn cofactors(&[a, b, c]: &Matrix) -> Matrix {
    [cross(b, c), cross(c, a), cross(a, b)]
}

fn cross([ax, ay, az]: [f32; 3], [bx, by, bz]: [f32; 3]) -> [f32; 3] {
    [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The canonical face turned to the picture's right, then nodded, then tilted, and drawn.
    fn drawn(turn: f32, nod: f32, tilt: f32, scale: f32) -> Vec<[f32; 3]> {
        let mut mesh = vec![[0.0; 3]; 468];
        let pairs = PAIRS
            .into_iter()
            .flat_map(|(left, right, [x, y, z], _)| [(left, [x, y, z]), (right, [-x, y, z])]);
        let middle = MIDDLE.into_iter().map(|(number, place, _)| (number, place));
        for (number, [x, y, z]) in middle.chain(pairs) {
            let (sin, cos) = turn.to_radians().sin_cos();
            // What is in front goes to the right.
            let (x, z) = (x * cos + z * sin, z * cos - x * sin);
            let (sin, cos) = nod.to_radians().sin_cos();
            // What is in front goes up.
            let (y, z) = (y * cos + z * sin, z * cos - y * sin);
            let (sin, cos) = tilt.to_radians().sin_cos();
            // What is on the right goes down.
            let (x, y) = (x * cos + y * sin, y * cos - x * sin);
            mesh[number] = [240.0 + scale * x, 320.0 - scale * y, -scale * z];
        }
        mesh
    }

    #[test]
    fn a_face_that_looks_to_the_right_does() {
        let seen = pose(&drawn(20.0, 0.0, 0.0, 10.0)).unwrap();
        assert!((seen.turn - 20.0).abs() < 0.01, "{seen:?}");
        assert!(seen.tilt.abs() < 0.01 && (seen.nod - -LEVEL).abs() < 0.01, "{seen:?}");
        let seen = pose(&drawn(0.0, -12.0, 0.0, 10.0)).unwrap();
        assert!((seen.nod - (-12.0 - LEVEL)).abs() < 0.01, "{seen:?}");
        let seen = pose(&drawn(0.0, 0.0, 25.0, 10.0)).unwrap();
        assert!((seen.tilt - 25.0).abs() < 0.01, "{seen:?}");
    }

    #[test]
    fn no_face_has_no_pose() {
        assert_eq!(pose(&[]), None);
        assert_eq!(pose(&[[5.0; 3]; 468]), None);
        assert_eq!(pose(&[[f32::NAN; 3]; 468]), None);
        // A mirror image.
        let mut mirrored = drawn(10.0, 0.0, 0.0, 10.0);
        for point in &mut mirrored {
            point[0] = -point[0];
        }
        assert_eq!(pose(&mirrored), None);
    }

    proptest! {
        #[test]
        fn turn_and_tilt_are_told_apart(
            turn in -40.0_f32..40.0, tilt in -40.0_f32..40.0, scale in 1.0_f32..100.0,
        ) {
            let seen = pose(&drawn(turn, 0.0, tilt, scale)).unwrap();
            prop_assert!((seen.tilt - tilt).abs() < 0.1, "{seen:?}");
            // Where the nose points to, as the head is held.
            let (sin, cos) = turn.to_radians().sin_cos();
            let wanted = (sin * tilt.to_radians().cos()).atan2(cos).to_degrees();
            prop_assert!((seen.turn - wanted).abs() < 0.1, "{seen:?} {wanted}");
        }

        #[test]
        fn any_points_are_borne(points in prop::collection::vec(any::<[f32; 3]>(), 468)) {
            let _ = pose(&points);
        }
    }
}
