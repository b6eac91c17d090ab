use tucai_wire::portrait::{Area, Point};

use crate::picture::Picture;

/// A part of the picture brought to another size.
#[derive(Debug, Clone, Default)]
pub(super) struct Raster {
    /// Red, green and blue from 0 to 255, row by row.
    pub rgb: Vec<[f32; 3]>,
    /// Pixels from side to side.
    pub width: usize,
    /// Pixels from top to bottom.
    pub height: usize,
    /// The part of the picture.
    pub area: Area,
}

/// The source pixels that a pixel is made of, the first one and their weights.
struct Taps {
    first: isize,
    weights: Vec<f32>,
}

impl Raster {
    /// Brings an area to so many pixels: each is the mean of what it covers, or lies between its
    /// neighbours where it covers less than a pixel. What is outside of the picture is as its edge.
    pub fn new(picture: &Picture<'_>, area: Area, width: usize, height: usize) -> Self {
        let columns = taps(area.x, area.width, width, picture.width());
        let rows = taps(area.y, area.height, height, picture.height());
        let mut rgb = vec![[0.0_f32; 3]; width * height];
        let mut line = vec![[0.0_f32; 3]; width];
        let mut done = None;
        for (out, row) in rgb.chunks_exact_mut(width.max(1)).zip(&rows) {
            for (y, weight) in (row.first..).zip(&row.weights) {
                if done != Some(y) {
                    squeeze(picture, y, &columns, &mut line);
                    done = Some(y);
                }
                for (out, from) in out.iter_mut().zip(&line) {
                    for (out, from) in out.iter_mut().zip(from) {
                        *out += from * weight;
                    }
                }
            }
        }
        Self { rgb, width, height, area }
    }

    /// Where a place of the picture lies, in pixels of this.
    pub fn place(&self, [x, y]: Point) -> Point {
        [
            (x - self.area.x) / self.area.width * self.width as f32,
            (y - self.area.y) / self.area.height * self.height as f32,
        ]
    }

    /// Where the middle of a pixel lies in the picture.
    pub fn origin(&self, x: usize, y: usize) -> Point {
        [
            self.area.x + (x as f32 + 0.5) * self.area.width / self.width as f32,
            self.area.y + (y as f32 + 0.5) * self.area.height / self.height as f32,
        ]
    }

    /// How bright each pixel is, from 0 to 255, as a screen shows it (Rec. 601).
    pub fn brightness(&self) -> Vec<f32> {
        self.rgb.iter().map(|[r, g, b]| 0.299 * r + 0.587 * g + 0.114 * b).collect()
    }
}

/// What each of `count` pixels over a stretch of a line of `limit` pixels is made of.
fn taps(from: f32, length: f32, count: usize, limit: usize) -> Vec<Taps> {
    let limit = limit as f32;
    let from = if from.is_finite() { from.clamp(-limit, 2.0 * limit) } else { 0.0 };
    let length = if length.is_finite() { length.clamp(1.0, 2.0 * limit + 1.0) } else { 1.0 };
    let step = length / count.max(1) as f32;
    (0..count)
        .map(|place| {
            let start = from + place as f32 * step;
            // Less than a pixel: as wide as one, around the middle, which is between two.
            let (low, high) = if step < 1.0 {
                let middle = start + step / 2.0;
                (middle - 0.5, middle + 0.5)
            } else {
                (start, start + step)
            };
            let first = low.floor();
            let weights = (0..=(high - first).ceil() as usize)
                .map(|tap| {
                    let left = first + tap as f32;
                    ((left + 1.0).min(high) - left.max(low)).max(0.0) / (high - low)
                })
                .collect();
            Taps { first: first as isize, weights }
        })
        .collect()
}

/// One line of the picture, brought to the columns wanted.
fn squeeze(picture: &Picture<'_>, y: isize, columns: &[Taps], line: &mut [[f32; 3]]) {
    let row = picture.row((y.max(0) as usize).min(picture.height() - 1));
    let last = row.len().saturating_sub(1);
    for (out, column) in line.iter_mut().zip(columns) {
        *out = [0.0; 3];
        for (x, weight) in (column.first..).zip(&column.weights) {
            let Some([red, green, blue, _]) = row.get((x.max(0) as usize).min(last)) else {
                continue;
            };
            for (out, from) in out.iter_mut().zip([red, green, blue]) {
                *out += f32::from(*from) * weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(x: f32, y: f32, width: f32, height: f32) -> Area {
        Area { x, y, width, height }
    }

    fn ramp(width: usize, height: usize) -> Vec<u8> {
        (0..width * height)
            .flat_map(|at| [(at % width) as u8, (at / width) as u8, 7, 255])
            .collect()
    }

    fn is(one: [f32; 3], other: [f32; 3]) -> bool {
        one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-4)
    }

    #[test]
    fn halved_twice_and_same() {
        let bytes = ramp(40, 20);
        let picture = Picture::new(&bytes, 40, 20).unwrap();
        let half = Raster::new(&picture, area(0.0, 0.0, 40.0, 20.0), 20, 10);
        assert!(is(half.rgb[0], [0.5, 0.5, 7.0]));
        assert!(is(half.rgb[20 * 3 + 5], [10.5, 6.5, 7.0]));
        let same = Raster::new(&picture, area(10.0, 5.0, 20.0, 10.0), 20, 10);
        assert!(is(same.rgb[0], [10.0, 5.0, 7.0]));
        let large = Raster::new(&picture, area(10.0, 5.0, 10.0, 10.0), 20, 20);
        // A ramp stays a ramp: the middle of the second pixel is at 10.75, half a pixel on.
        assert!((large.rgb[1][0] - 10.25).abs() < 0.001, "{:?}", large.rgb[1]);
    }

    #[test]
    fn outside_is_as_the_edge() {
        let bytes = ramp(40, 20);
        let picture = Picture::new(&bytes, 40, 20).unwrap();
        let out = Raster::new(&picture, area(-40.0, -20.0, 40.0, 20.0), 8, 8);
        assert!(out.rgb.iter().all(|pixel| is(*pixel, [0.0, 0.0, 7.0])));
    }

    #[test]
    fn places_go_and_come_back() {
        let bytes = ramp(40, 20);
        let picture = Picture::new(&bytes, 40, 20).unwrap();
        let raster = Raster::new(&picture, area(4.0, 2.0, 30.0, 15.0), 10, 30);
        let [x, y] = raster.place(raster.origin(7, 11));
        assert!((x - 7.5).abs() < 1e-4 && (y - 11.5).abs() < 1e-4);
    }
}
