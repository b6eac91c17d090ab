//! What a network is shown: a part of the picture, turned, as rows of numbers.

use tucai_wire::portrait::{Area, Point};

use crate::picture::Picture;

/// The most samples along each side that one input pixel is made of. Where a network's pixel covers
/// more of the picture's, not all of them are looked at.
const MOST_SAMPLES: usize = 4;

/// A rectangle of the picture that may be turned and may reach beyond it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Region {
    pub centre: Point,
    pub width: f32,
    pub height: f32,
    /// In radians, clockwise in the picture.
    pub turn: f32,
}

/// What is beyond the picture's edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beyond {
    Black,
    /// The picture's outermost pixels go on.
    Edge,
}

impl Region {
    /// The smallest square around a whole picture.
    pub fn around((width, height): (f32, f32)) -> Self {
        let side = width.max(height);
        Self { centre: [width / 2.0, height / 2.0], width: side, height: side, turn: 0.0 }
    }

    /// An upright rectangle.
    pub fn upright(area: &Area) -> Self {
        Self {
            centre: [area.x + area.width / 2.0, area.y + area.height / 2.0],
            width: area.width,
            height: area.height,
            turn: 0.0,
        }
    }

    /// Where a place of the region (0..1 from its left top corner) lies on the picture.
    pub fn on_picture(&self, [across, down]: Point) -> Point {
        let (sin, cos) = self.turn.sin_cos();
        let (x, y) = ((across - 0.5) * self.width, (down - 0.5) * self.height);
        [self.centre[0] + x * cos - y * sin, self.centre[1] + x * sin + y * cos]
    }

    /// Whether it has a size and a place that numbers can hold.
    pub fn is_sound(&self) -> bool {
        let all = [self.centre[0], self.centre[1], self.width, self.height, self.turn];
        all.iter().all(|one| one.is_finite() && one.abs() < 1e6)
            && self.width >= 1.0
            && self.height >= 1.0
    }
}

/// Writes the region as `columns` × `rows` pixels of three values, 0 becoming `low` and 255 `high`.
pub(crate) fn look(
    picture: &Picture<'_>,
    region: &Region,
    (columns, rows): (usize, usize),
    (low, high): (f32, f32),
    beyond: Beyond,
    into: &mut Vec<f32>,
) {
    into.clear();
    into.reserve(columns * rows * 3);
    let (width, height) = picture.size();
    let (sin, cos) = region.turn.sin_cos();
    let coarse = (region.width / columns as f32).max(region.height / rows as f32);
    let samples = (coarse.ceil() as usize).clamp(1, MOST_SAMPLES);
    let smooth = coarse < 1.5;
    let factor = (high - low) / 255.0 / (samples * samples) as f32;
    for row in 0..rows {
        for column in 0..columns {
            let mut sum = [0.0_f32; 3];
            for part in 0..samples * samples {
                let fine =
                    |whole: usize, part: usize| whole as f32 + (part as f32 + 0.5) / samples as f32;
                let across = fine(column, part % samples) / columns as f32 - 0.5;
                let down = fine(row, part / samples) / rows as f32 - 0.5;
                let (x, y) = (across * region.width, down * region.height);
                let (x, y) =
                    (region.centre[0] + x * cos - y * sin, region.centre[1] + x * sin + y * cos);
                let outside = x < 0.0 || y < 0.0 || x >= width || y >= height;
                if outside && beyond == Beyond::Black {
                    continue;
                }
                if smooth {
                    let colour = between(picture, x - 0.5, y - 0.5);
                    for (sum, value) in sum.iter_mut().zip(colour) {
                        *sum += value;
                    }
                } else {
                    let colour = picture.rgb(x.floor() as isize, y.floor() as isize);
                    for (sum, value) in sum.iter_mut().zip(colour) {
                        *sum += f32::from(value);
                    }
                }
            }
            into.extend(sum.map(|sum| low + sum * factor));
        }
    }
}

/// The colour between four pixels, each meant at its middle.
fn between(picture: &Picture<'_>, x: f32, y: f32) -> [f32; 3] {
    let (left, top) = (x.floor(), y.floor());
    let (right, low) = (x - left, y - top);
    let (left, top) = (left as isize, top as isize);
    let weights =
        [(1.0 - right) * (1.0 - low), right * (1.0 - low), (1.0 - right) * low, right * low];
    let places = [(left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)];
    let mut colour = [0.0; 3];
    for (weight, (x, y)) in weights.into_iter().zip(places) {
        for (sum, value) in colour.iter_mut().zip(picture.rgb(x, y)) {
            *sum += weight * f32::from(value);
        }
    }
    colour
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;

    /// Four pixels: red, green over blue, white.
    const FOUR: [u8; 16] = [255, 0, 0, 9, 0, 255, 0, 9, 0, 0, 255, 9, 255, 255, 255, 9];

    fn seen(region: &Region, size: (usize, usize), beyond: Beyond) -> Vec<[f32; 3]> {
        let picture = Picture::new(&FOUR, 2, 2).unwrap();
        let mut into = vec![7.0; 3];
        look(&picture, region, size, (-1.0, 1.0), beyond, &mut into);
        into.as_chunks().0.to_vec()
    }

    fn assert_near(is: &[[f32; 3]], wanted: &[[f32; 3]]) {
        assert_eq!(is.len(), wanted.len());
        for (is, wanted) in is.as_flattened().iter().zip(wanted.as_flattened()) {
            assert!((is - wanted).abs() < 1e-4, "{is} instead of {wanted}");
        }
    }

    #[test]
    fn pixels_come_row_by_row_in_the_networks_range() {
        let [red, green] = [[1.0, -1.0, -1.0], [-1.0, 1.0, -1.0]];
        let [blue, white] = [[-1.0, -1.0, 1.0], [1.0; 3]];
        let whole = Region::around((2.0, 2.0));
        assert_near(&seen(&whole, (2, 2), Beyond::Black), &[red, green, blue, white]);
        // A quarter clockwise: what is shown first is the right upper corner.
        let turned = Region { turn: std::f32::consts::FRAC_PI_2, ..whole };
        assert_near(&seen(&turned, (2, 2), Beyond::Black), &[green, white, red, blue]);
    }

    #[test]
    fn a_coarse_look_shows_the_mean() {
        let whole = Region::around((2.0, 2.0));
        let mean = [0.0; 3];
        assert_near(&seen(&whole, (1, 1), Beyond::Black), &[mean]);
    }

    #[test]
    fn beyond_the_picture_it_is_black_or_goes_on() {
        let left = Region { centre: [-5.0, 0.5], width: 2.0, height: 1.0, turn: 0.0 };
        assert_near(&seen(&left, (2, 1), Beyond::Black), &[[-1.0; 3]; 2]);
        assert_near(&seen(&left, (2, 1), Beyond::Edge), &[[1.0, -1.0, -1.0]; 2]);
    }

    #[test]
    fn a_place_of_a_turned_region_lies_clockwise() {
        let turn = std::f32::consts::FRAC_PI_6;
        let region = Region { centre: [100.0, 50.0], width: 20.0, height: 10.0, turn };
        let [x, y] = region.on_picture([1.0, 0.5]);
        assert!((x - 108.660).abs() < 1e-3 && (y - 55.0).abs() < 1e-3, "{x} {y}");
        assert!(!Region { width: f32::NAN, ..region }.is_sound());
        assert!(!Region { height: 0.0, ..region }.is_sound());
    }
}
