//! How a camera sees a flat picture: turned, and in perspective.

use crate::grey::Grey;

/// A view of a picture.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Pixels a pixel of the picture.
    pub scale: f32,
    /// Degrees, clockwise.
    pub turn: f32,
    /// How far each corner is drawn aside, in shares of the picture's side: top left, top right,
    /// bottom right, bottom left.
    pub tilt: [[f32; 2]; 4],
}

impl View {
    /// Straight from above.
    pub fn straight(scale: f32) -> Self {
        Self { scale, turn: 0.0, tilt: [[0.0; 2]; 4] }
    }
}

/// What a camera sees; around the picture lies `ground`.
pub fn seen(picture: &Grey, view: &View, ground: f32) -> Grey {
    let [width, height] = [picture.width, picture.height].map(|side| side as f32);
    let (sine, cosine) = view.turn.to_radians().sin_cos();
    let unit = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
    let mut corners = [[0.0f32; 2]; 4];
    for (corner, (at, tilt)) in corners.iter_mut().zip(unit.iter().zip(view.tilt)) {
        let x = (at[0] + tilt[0] - 0.5) * width * view.scale;
        let y = (at[1] + tilt[1] - 0.5) * height * view.scale;
        *corner = [x * cosine - y * sine, x * sine + y * cosine];
    }
    let least = |axis: usize| corners.iter().map(|at| at[axis]).fold(f32::MAX, f32::min);
    let most = |axis: usize| corners.iter().map(|at| at[axis]).fold(f32::MIN, f32::max);
    let (left, top) = (least(0), least(1));
    let extent = [most(0) - left, most(1) - top].map(|side| side.ceil() as usize);
    let corners = corners.map(|[x, y]| [f64::from(x - left), f64::from(y - top)]);
    let onto_square = inverse(square_onto(corners));
    picture.warped(extent, ground, |[x, y]| {
        let [u, v] = apply(onto_square, [f64::from(x), f64::from(y)]);
        [u as f32 * width, v as f32 * height]
    })
}

/// The perspective that puts the corners of the unit square on four points, in closed form (Heckbert,
/// Fundamentals of Texture Mapping and Image Warping, 1989).
fn square_onto([start, right, across, down]: [[f64; 2]; 4]) -> [[f64; 3]; 3] {
    let sum = |axis: usize| start[axis] - right[axis] + across[axis] - down[axis];
    let along = |axis: usize| right[axis] - across[axis];
    let below = |axis: usize| down[axis] - across[axis];
    let whole = along(0) * below(1) - below(0) * along(1);
    let g = (sum(0) * below(1) - below(0) * sum(1)) / whole;
    let h = (along(0) * sum(1) - sum(0) * along(1)) / whole;
    let row = |axis: usize| {
        let step = |corner: [f64; 2], share: f64| corner[axis] * (1.0 + share) - start[axis];
        [step(right, g), step(down, h), start[axis]]
    };
    [row(0), row(1), [g, h, 1.0]]
}

/// The inverse of a map but for a factor, which maps of this kind do not know.
fn inverse(map: [[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let minor = |row: usize, column: usize| {
        let at = |down: usize, across: usize| map[(row + down) % 3][(column + across) % 3];
        at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)
    };
    std::array::from_fn(|row| std::array::from_fn(|column| minor(column, row)))
}

fn apply(map: [[f64; 3]; 3], [x, y]: [f64; 2]) -> [f64; 2] {
    let [across, down, depth] = map.map(|row| row[0] * x + row[1] * y + row[2]);
    [across / depth, down / depth]
}
