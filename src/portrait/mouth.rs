//! Whether the mouth is closed.

use tucai_wire::portrait::Point;

use crate::{
    mesh::{distance, point},
    picture::Picture,
};

/// Places along the lips' edges (from the left corner along the upper lip and back) that lie above
/// each other: the middle, and a third of the way to each corner.
const GAPS: [[usize; 2]; 3] = [[4, 16], [5, 15], [6, 14]];
/// Points on the cheeks below the eyes and beside the nose, for the skin's colour.
const SKIN: [usize; 8] = [50, 101, 205, 36, 280, 330, 425, 266];

/// The edges of the lips: towards the face, towards the mouth, each all around from the left corner
/// along the upper lip.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lips {
    pub outer: Vec<Point>,
    pub inner: Vec<Point>,
}

impl Lips {
    /// The widest gap between them, in pixels.
    pub fn gap(&self) -> f32 {
        let gap = |[upper, lower]: &[usize; 2]| {
            Some(distance(*self.inner.get(*upper)?, *self.inner.get(*lower)?))
        };
        GAPS.iter().filter_map(gap).fold(0.0, f32::max)
    }
}

/// The share of what is between the lips' outer edges that is bright and colourless beside the face's
/// skin, as teeth are. Looked for halfway between the outer edges and the inner ones, since the mesh
/// may lay a lip on the teeth. None where the skin is too dark to tell.
pub(crate) fn teeth(picture: &Picture<'_>, mesh: &[[f32; 3]], lips: &Lips) -> Option<f32> {
    let skin = skin(picture, mesh);
    let [red, green, blue] = skin;
    let light = (red + green + blue) / 3.0;
    let colour = colourfulness(skin);
    if light < 25.0 {
        return None;
    }
    let between: Vec<Point> = lips
        .outer
        .iter()
        .zip(&lips.inner)
        .map(|(outer, inner)| {
            [f32::midpoint(outer[0], inner[0]), f32::midpoint(outer[1], inner[1])]
        })
        .collect();
    let (mut bright, mut all) = (0_u32, 0_u32);
    let bounds = bounds(&lips.outer)?;
    let [left, top, right, bottom] = bounds;
    // At most some ten thousand places, however large the picture is.
    let step = ((right - left) / 120.0).max(1.0);
    let mut y = top + step / 2.0;
    while y < bottom {
        let mut x = left + step / 2.0;
        while x < right {
            if is_inside(&lips.outer, [x, y]) {
                all += 1;
                let here = picture.rgb(x as isize, y as isize).map(f32::from);
                let lightness = here.iter().sum::<f32>() / 3.0;
                let is_tooth = lightness > 0.62 * light && colourfulness(here) < 0.62 * colour;
                bright += u32::from(is_tooth && is_inside(&between, [x, y]));
            }
            x += step;
        }
        y += step;
    }
    (all > 0).then(|| bright as f32 / all as f32)
}

/// How far red is beyond blue and green, by the lightness: skin and lips are reddish, teeth hardly.
fn colourfulness([red, green, blue]: [f32; 3]) -> f32 {
    (red - f32::midpoint(green, blue)) / (red + green + blue).max(1.0)
}

/// The median colour of the cheeks.
fn skin(picture: &Picture<'_>, mesh: &[[f32; 3]]) -> [f32; 3] {
    let mut values: [Vec<u8>; 3] = Default::default();
    for number in SKIN {
        let [x, y] = point(mesh, number);
        for (down, across) in (-2..=2).flat_map(|down| (-2..=2).map(move |across| (down, across))) {
            let colour = picture.rgb(x as isize + across, y as isize + down);
            for (values, value) in values.iter_mut().zip(colour) {
                values.push(value);
            }
        }
    }
    values.map(|mut values| {
        values.sort_unstable();
        values.get(values.len() / 2).copied().map_or(0.0, f32::from)
    })
}

/// Left, top, right and bottom of points; none where they span a place that no picture has.
fn bounds(points: &[Point]) -> Option<[f32; 4]> {
    let mut bounds = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    for [x, y] in points {
        let [left, top, right, bottom] = bounds;
        bounds = [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)];
    }
    bounds.iter().all(|one| one.abs() < 1e5).then_some(bounds)
}

/// Whether a place is inside a polygon: a ray from it crosses an odd number of its sides.
fn is_inside(polygon: &[Point], [x, y]: Point) -> bool {
    let next = polygon.iter().cycle().skip(1);
    let crossings = polygon.iter().zip(next).filter(|([ax, ay], [bx, by])| {
        (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    });
    crossings.count() % 2 == 1
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;

    const SKIN_COLOUR: [u8; 3] = [200, 150, 130];
    const LIP: [u8; 3] = [170, 90, 90];
    const TOOTH: [u8; 3] = [205, 200, 190];

    /// A picture of 100×100, all skin but for lips within 20..80 × 40..60 and what is between them.
    fn picture(between: impl Fn(usize, usize) -> Option<[u8; 3]>) -> Vec<u8> {
        let places = (0..100).flat_map(|y| (0..100).map(move |x| (x, y)));
        let colour = |(x, y): (usize, usize)| {
            let is_lip = (20..80).contains(&x) && (40..60).contains(&y);
            between(x, y).unwrap_or(if is_lip { LIP } else { SKIN_COLOUR })
        };
        places.map(colour).flat_map(|[red, green, blue]| [red, green, blue, 255]).collect()
    }

    /// An ellipse of twenty points from the left end along its upper half.
    fn ellipse(wide: f32, tall: f32) -> Vec<Point> {
        let angle = |number: usize| (number as f32 / 20.0 - 0.5) * std::f32::consts::TAU;
        let place = |angle: f32| [50.0 + wide * angle.cos(), 50.0 + tall * angle.sin()];
        (0..20).map(angle).map(place).collect()
    }

    fn lips() -> Lips {
        Lips { outer: ellipse(30.0, 10.0), inner: ellipse(26.0, 6.0) }
    }

    fn mesh() -> Vec<[f32; 3]> {
        vec![[50.0, 20.0, 0.0]; 468]
    }

    fn seen(pixels: &[u8]) -> f32 {
        teeth(&Picture::new(pixels, 100, 100).unwrap(), &mesh(), &lips()).unwrap()
    }

    #[test]
    fn teeth_are_counted_by_the_area_of_the_mouth() {
        assert_eq!(seen(&picture(|_, _| None)), 0.0);
        // A row of teeth of 4 × 40 in an ellipse of π × 30 × 10.
        let share = seen(&picture(|x, y| {
            ((30..70).contains(&x) && (48..52).contains(&y)).then_some(TOOTH)
        }));
        let wanted = 160.0 / (std::f32::consts::PI * 300.0);
        assert!((share - wanted).abs() < 0.03, "{share} instead of {wanted}");
        // A dark gap is no tooth, nor is a light lip.
        let dark = seen(&picture(|_, y| (48..52).contains(&y).then_some([40, 20, 20])));
        let light = seen(&picture(|_, y| (48..52).contains(&y).then_some([235, 150, 150])));
        assert_eq!((dark, light), (0.0, 0.0));
    }

    #[test]
    fn a_face_in_the_dark_says_nothing() {
        let black = vec![0; 40_000];
        assert_eq!(teeth(&Picture::new(&black, 100, 100).unwrap(), &mesh(), &lips()), None);
    }

    #[test]
    fn the_gap_is_from_lip_to_lip() {
        // The inner edges' highest and lowest points.
        assert!((lips().gap() - 12.0).abs() < 0.01, "{}", lips().gap());
        assert_eq!(Lips::default().gap(), 0.0);
    }

    #[test]
    fn places_without_bounds_are_no_mouth() {
        let far = Lips { outer: vec![[f32::INFINITY; 2]; 20], inner: vec![[0.0; 2]; 20] };
        let pixels = picture(|_, _| None);
        assert_eq!(teeth(&Picture::new(&pixels, 100, 100).unwrap(), &mesh(), &far), None);
    }
}
