//! Samples the grey of every module, and tells dark from light.

use crate::align::Mesh;
use crate::geometry::Point;
use crate::pyramid::View;

/// The greys of the modules in their middles, row by row.
pub(crate) fn greys(view: &View<'_>, mesh: &Mesh) -> Vec<f32> {
    let side = mesh.side;
    let mut greys = Vec::with_capacity(side * side);
    for y in 0..side {
        let row = mesh.row(y as f32 + 0.5);
        greys.extend((0..side).map(|x| view.at(row.map(x as f32 + 0.5))));
    }
    greys
}

/// The mean greys of the inner parts of the modules: nine points of each, against noise.
pub(crate) fn mean_greys(view: &View<'_>, mesh: &Mesh) -> Vec<f32> {
    let side = mesh.side;
    let mut greys = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            let middle = Point::new(x as f32 + 0.5, y as f32 + 0.5);
            let here = mesh.map(middle);
            let right = (mesh.map(middle + Point::new(0.5, 0.0)) - here).scaled(0.6);
            let down = (mesh.map(middle + Point::new(0.0, 0.5)) - here).scaled(0.6);
            let mut sum = 0.0;
            for across in [-1.0, 0.0, 1.0] {
                for along in [-1.0, 0.0, 1.0] {
                    sum += view.at(here + right.scaled(across) + down.scaled(along));
                }
            }
            greys.push(sum / 9.0);
        }
    }
    greys
}

/// Modules told apart.
#[derive(Debug, Clone)]
pub(crate) struct Samples {
    /// Modules a side.
    pub side: usize,
    /// How dark each is: above 0 dark, below light; the farther from 0, the surer. About 1 is the
    /// usual distance.
    pub darkness: Vec<f32>,
}

impl Samples {
    /// Whether a module is dark; light outside.
    pub fn dark(&self, x: usize, y: usize) -> bool {
        self.darkness.get(y * self.side + x).is_some_and(|&darkness| darkness > 0.0)
    }

    /// The same symbol seen in a mirror.
    pub fn mirrored(&self) -> Self {
        let side = self.side;
        let at = |at: usize| self.darkness.get(at % side * side + at / side).copied();
        let darkness = (0..side * side).map(|place| at(place).unwrap_or(0.0)).collect();
        Self { side, darkness }
    }
}

/// How greys are told apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Modules to each side whose greys count for a module's threshold.
    pub reach: usize,
    /// How much of its difference to its neighbours is added to a module, against blur.
    pub sharpen: f32,
}

/// Tells dark from light: each module by the light and the dark around it.
pub(crate) fn tell(greys: &[f32], side: usize, manner: Manner) -> Samples {
    let sharp;
    let greys = if manner.sharpen > 0.0 {
        sharp = sharpened(greys, side, manner.sharpen);
        sharp.as_slice()
    } else {
        greys
    };
    let means = Sums::of(side, greys.iter().map(|&grey| [grey, 1.0])).means(manner.reach);
    let light = Sums::of(
        side,
        greys.iter().zip(&means).map(
            |(&grey, &mean)| {
                if grey > mean { [grey, 1.0] } else { [0.0, 0.0] }
            },
        ),
    )
    .means(manner.reach);
    let dark = Sums::of(
        side,
        greys.iter().zip(&means).map(
            |(&grey, &mean)| {
                if grey > mean { [0.0, 0.0] } else { [grey, 1.0] }
            },
        ),
    )
    .means(manner.reach);
    let darkness = greys.iter().zip(light.iter().zip(&dark)).map(|(&grey, (&light, &dark))| {
        let middle = f32::midpoint(light, dark);
        // What hardly differs is not believed much.
        let half = ((light - dark) / 2.0).max(4.0);
        (middle - grey) / half
    });
    Samples { side, darkness: darkness.collect() }
}

/// Adds to each grey a share of its difference to the mean of its four neighbours.
fn sharpened(greys: &[f32], side: usize, share: f32) -> Vec<f32> {
    let mut sharpened = Vec::with_capacity(greys.len());
    for (at, &grey) in greys.iter().enumerate() {
        let (x, y) = (at % side, at / side);
        let near = |inside: bool, place: usize| {
            // Around the symbol it is light.
            if inside {
                greys.get(place).copied().unwrap_or(255.0)
            } else {
                255.0f32.min(grey.max(160.0))
            }
        };
        let around = near(x > 0, at.wrapping_sub(1))
            + near(x + 1 < side, at + 1)
            + near(y > 0, at.wrapping_sub(side))
            + near(y + 1 < side, at + side);
        sharpened.push(grey + share * (grey - around / 4.0));
    }
    sharpened
}

/// Sums over all modules above and to the left: the mean of any rectangle is four look-ups away.
struct Sums {
    side: usize,
    /// Sums of values and of weights, with a row and a column of zeros before the first.
    sums: Vec<[f32; 2]>,
}

impl Sums {
    fn of(side: usize, values: impl Iterator<Item = [f32; 2]>) -> Self {
        let across = side + 1;
        let mut sums = vec![[0.0; 2]; across];
        sums.reserve(across * side);
        let mut row = [0.0; 2];
        for (at, [value, weight]) in values.enumerate() {
            if at % side == 0 {
                row = [0.0; 2];
                sums.push(row);
            }
            row = [row[0] + value, row[1] + weight];
            let above = sums.get(sums.len() - across).copied().unwrap_or_default();
            sums.push([above[0] + row[0], above[1] + row[1]]);
        }
        Self { side, sums }
    }

    /// The mean around each module; where nothing has weight, over everything.
    fn means(&self, reach: usize) -> Vec<f32> {
        let side = self.side;
        let [all, count] = self.sums.last().copied().unwrap_or_default();
        let mut means = Vec::with_capacity(side * side);
        for y in 0..side {
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(side));
            for x in 0..side {
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(side));
                let at = |x: usize, y: usize| {
                    self.sums.get(y * (side + 1) + x).copied().unwrap_or_default()
                };
                let (a, b, c, d) =
                    (at(left, top), at(right, top), at(left, bottom), at(right, bottom));
                let sum = a[0] + d[0] - b[0] - c[0];
                let weight = a[1] + d[1] - b[1] - c[1];
                means.push(if weight > 0.5 { sum / weight } else { all / count.max(1.0) });
            }
        }
        means
    }
}
