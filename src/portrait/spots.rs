//! Where to look at what only a person can judge.

use tucai_wire::portrait::{Area, Point, Spot};

use crate::{
    mesh::{CHIN, EYE_CORNERS, FOREHEAD, OUTER_LIPS, distance, middle, point, slope},
    seen::Seen,
};

/// The outermost points of the outline beside the ears: left, right.
const SIDES: [usize; 2] = [234, 454];
/// The upper edges of the brows.
const BROWS: [usize; 8] = [70, 63, 105, 66, 296, 334, 293, 300];
/// The lids' outer contour.
const EYES: [usize; 8] = [33, 159, 145, 133, 362, 386, 374, 263];

/// The areas, within the picture. One that is nearly all outside of it is left out.
pub(crate) fn spots(seen: &Seen, size: (f32, f32)) -> Vec<(Spot, Area)> {
    let mesh = &seen.mesh;
    let at = |number: usize| point(mesh, number);
    let [a, b, c, d] = EYE_CORNERS.map(at);
    let eyes = middle(middle(a, b), middle(c, d));
    let turn = slope(a, d);
    let (width, tall) = (distance(at(SIDES[0]), at(SIDES[1])), distance(eyes, at(CHIN)));
    let forehead = at(FOREHEAD);
    // A place beside or below another one, as the head is held.
    let from = |[x, y]: Point, across: f32, down: f32| {
        let (sin, cos) = turn.sin_cos();
        [x + (across * cos - down * sin) * width, y + (across * sin + down * cos) * width]
    };
    let hull = |numbers: &[usize]| numbers.iter().map(|number| at(*number)).collect::<Vec<_>>();

    let brows = hull(&BROWS);
    let mut hair = brows.clone();
    hair.extend([-0.75, 0.75].map(|across| from(forehead, across, 0.0)));
    let top = [forehead[0], seen.marks.hair_top.min(forehead[1])];
    hair.push([top[0], top[1] - 0.06 * width]);
    let ear = |side: usize, across: f32| {
        let front = at(side);
        [from(front, across, -0.28), from(front, -across * 0.55, 0.42), from(front, across, 0.42)]
    };
    let chin = at(CHIN);
    let collar = [from(chin, -0.65, -0.12), from(chin, 0.65, -0.12), from(chin, 0.0, 0.55)];
    let mut face = hull(&crate::mesh::OUTLINE);
    face.push(top);
    let bottom = (seen.cut.y + seen.cut.height).max(chin[1] + 0.5 * width);
    let sides = [seen.cut.x, seen.cut.x + seen.cut.width];
    let clothes = sides.map(|x| [x, chin[1] + 0.12 * tall]).into_iter();
    let clothes = clothes.chain([[sides[0], bottom]]).collect::<Vec<_>>();

    let wanted: [(Spot, Vec<Point>, f32); 9] = [
        (Spot::Hair, hair, 0.03),
        (Spot::Brows, brows, 0.12),
        (Spot::Eyes, hull(&EYES), 0.12),
        (Spot::Mouth, hull(&OUTER_LIPS), 0.12),
        (Spot::LeftEar, ear(SIDES[0], -0.28).to_vec(), 0.04),
        (Spot::RightEar, ear(SIDES[1], 0.28).to_vec(), 0.04),
        (Spot::Collar, collar.to_vec(), 0.0),
        (Spot::Face, face, 0.06),
        (Spot::Clothes, clothes, 0.0),
    ];
    let areas = wanted
        .into_iter()
        .filter_map(|(spot, points, margin)| Some((spot, within(&points, margin * width, size)?)));
    areas.collect()
}

/// The area of points with a margin around, as far as it is within the picture; none where less than
/// a third of it is.
fn within(points: &[Point], margin: f32, (width, height): (f32, f32)) -> Option<Area> {
    let (mut low, mut high) = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
    for [x, y] in points {
        low = [low[0].min(x - margin), low[1].min(y - margin)];
        high = [high[0].max(x + margin), high[1].max(y + margin)];
    }
    let whole = (high[0] - low[0]) * (high[1] - low[1]);
    let (left, top) = (low[0].max(0.0), low[1].max(0.0));
    let (wide, tall) = (high[0].min(width) - left, high[1].min(height) - top);
    let area = Area { x: left, y: top, width: wide, height: tall };
    (wide >= 1.0 && tall >= 1.0 && wide * tall * 3.0 > whole).then_some(area)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;

    #[test]
    fn an_area_ends_at_the_picture() {
        let points = [[-10.0, 10.0], [50.0, 30.0]];
        let area = within(&points, 5.0, (40.0, 100.0));
        assert_eq!(area, Some(Area { x: 0.0, y: 5.0, width: 40.0, height: 30.0 }));
        assert_eq!(within(&points, 5.0, (8.0, 100.0)), None);
        assert_eq!(within(&[], 5.0, (40.0, 40.0)), None);
        assert_eq!(within(&[[f32::NAN; 2]], 5.0, (40.0, 40.0)), None);
    }
}
