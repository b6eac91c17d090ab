//! Finds faces: what the short-range detector ("`BlazeFace`") says, read as boxes and points.
//!
//! Anchors, decoding and the weighted choice among overlapping boxes are those of `MediaPipe`'s
//! `face_detection_short_range` graph (Apache-2.0).

use tucai_network::Network;
use tucai_wire::portrait::{Area, Face, Point};

use crate::{
    look::{Beyond, Region, look},
    net::sized,
    picture::Picture,
};

/// Pixels of the detector's input along each side.
const SIDE: usize = 128;
/// Boxes that the detector answers: two in each of 16×16 places, six in each of 8×8.
const BOXES: usize = 16 * 16 * 2 + 8 * 8 * 6;
/// Numbers of a box: its middle, its size, and six points.
const NUMBERS: usize = 16;
/// From here on a box is a face without the mesh's word. (Dogs reach 0.72.)
pub(crate) const ALONE: f32 = 0.75;
/// From here on it may be one, perhaps cut by the picture's edge.
const MAYBE: f32 = 0.3;
/// From here on it may be somebody else's, of which little shows. Seen in a mirror such a face scores
/// up to 0.25 more or less, so only the mesh tells; nothing is measured on it.
const BESIDE: f32 = 0.12;
/// The same in a part of the picture, where more looks like a face.
const IN_PART: f32 = 0.5;
/// Boxes that share more of their common area than this are of the same face.
const SAME_FACE: f32 = 0.3;
/// How much smaller a face at the picture's side counts than one in the middle.
const ASIDE: f32 = 0.3;
/// Pixels of the shorter side below which a picture is a glance.
const GLANCE: f32 = 256.0;
/// A face of less than this share of the picture's shorter side may be none, or not the only one.
const TINY: f32 = 0.16;

/// Faces in the picture, the most prominent first. Looks again where nothing of a good size is found
/// at the first look.
pub(crate) fn find(
    net: &mut Network,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
) -> Option<Vec<Face>> {
    let mut faces = candidates(net, input, picture, false)?;
    faces.retain(|face| face.score >= ALONE);
    Some(faces)
}

/// What may be a face, the most prominent first, for the mesh to tell. `thorough` looks for others
/// beside a large face, too.
pub(crate) fn candidates(
    net: &mut Network,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
    thorough: bool,
) -> Option<Vec<Face>> {
    let size = picture.size();
    let short = size.0.min(size.1);
    let least = if thorough { BESIDE } else { MAYBE };
    let mut all = see(net, input, picture, &Region::around(size), least)?;
    let faces = choose(&all, size);
    let large = faces.iter().any(|one| one.score >= ALONE && one.area.width >= TINY * short);
    if large && !thorough {
        return Some(faces);
    }
    if large {
        // From a little farther away: a face that the picture's edge cuts is found rather in the
        // middle of what is looked at. The first face stays as it was seen at once.
        let far = Region::around(size);
        let far = Region { width: far.width * 1.3, height: far.height * 1.3, ..far };
        let known = |one: &Face| all.iter().any(|other| is_same(&one.area, &other.area));
        let new = see(net, input, picture, &far, BESIDE)?;
        let new: Vec<Face> = new.into_iter().filter(|one| !known(one)).collect();
        all.extend(new);
    }
    if !large {
        // From farther away, for a face that fills the picture.
        let far = Region::around(size);
        let far = Region { width: far.width * 1.8, height: far.height * 1.8, ..far };
        all.extend(see(net, input, picture, &far, MAYBE)?);
    }
    // Overlapping parts, for small faces. Beside a large face they are not below it; and of a glance of
    // the live view, where another comes soon, they would show hardly more than the whole did.
    let parts_seen = match (large, thorough || short >= GLANCE) {
        (true, _) => 2,
        (false, true) => usize::MAX,
        (false, false) => 0,
    };
    for region in parts(size).take(parts_seen) {
        all.extend(see(net, input, picture, &region, IN_PART)?);
    }
    Some(choose(&all, size))
}

/// Overlapping squares that cover the picture, the upper ones first: two by two of most pictures,
/// more along the longer side of a long one, so that no face lies between them.
fn parts((width, height): (f32, f32)) -> impl Iterator<Item = Region> {
    let side = width.min(height) * 0.75;
    places(height, side).flat_map(move |y| {
        places(width, side).map(move |x| Region {
            centre: [x, y],
            width: side,
            height: side,
            turn: 0.0,
        })
    })
}

/// The middles of parts along a length. Neighbours share as much as the largest face that is too small
/// to be seen at once: about an eighth of the picture.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few steps")]
fn places(length: f32, side: f32) -> impl Iterator<Item = f32> {
    let way = length - side;
    let most = (side - length / 8.0).max(0.3 * side);
    // Three by four is two parts, whatever is lost in rounding.
    let steps = (way / most - 0.01).ceil().clamp(1.0, 8.0) as usize;
    (0..=steps).map(move |step| side / 2.0 + way * step as f32 / steps as f32)
}

/// What the detector sees in a region, in picture pixels.
fn see(
    net: &mut Network,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
    region: &Region,
    least: f32,
) -> Option<Vec<Face>> {
    if !region.is_sound() {
        return Some(vec![]);
    }
    look(picture, region, (SIDE, SIDE), (-1.0, 1.0), Beyond::Black, input);
    let outputs = net.run(input).ok()?;
    let (boxes, _) = sized(outputs, BOXES * NUMBERS)?.as_chunks::<NUMBERS>();
    let scores = sized(outputs, BOXES)?;
    let faces = boxes.iter().zip(scores).zip(anchors());
    Some(
        faces
            .filter_map(|((numbers, score), anchor)| {
                let score = sigmoid(*score);
                (score >= least).then(|| decode(numbers, anchor, score, region))
            })
            .filter(is_sound)
            .collect(),
    )
}

pub(crate) fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + (-value.clamp(-100.0, 100.0)).exp())
}

fn is_sound(face: &Face) -> bool {
    let Area { x, y, width, height } = face.area;
    let points = [face.eyes[0], face.eyes[1], face.nose, face.mouth, face.ears[0], face.ears[1]];
    let all = points.as_flattened().iter().chain([&x, &y]);
    all.into_iter().all(|one| one.is_finite() && one.abs() < 1e6) && width >= 1.0 && height >= 1.0
}

/// The middles of the places that the boxes are counted from, 0..1.
fn anchors() -> impl Iterator<Item = Point> {
    [(16_usize, 2), (8, 6)].into_iter().flat_map(|(places, each)| {
        (0..places * places * each).map(move |number| {
            let place = number / each;
            let middle = |index: usize| (index as f32 + 0.5) / places as f32;
            [middle(place % places), middle(place / places)]
        })
    })
}

/// A box and its points: offsets from the anchor in pixels of the input.
fn decode(numbers: &[f32; NUMBERS], anchor: Point, score: f32, region: &Region) -> Face {
    let point = |x: f32, y: f32| {
        let side = SIDE as f32;
        region.on_picture([anchor[0] + x / side, anchor[1] + y / side])
    };
    let &[x, y, width, height, lx, ly, rx, ry, nx, ny, mx, my, lex, ley, rex, rey] = numbers;
    let scale = region.width / SIDE as f32;
    let (middle, width, height) = (point(x, y), width * scale, height * scale);
    Face {
        area: Area { x: middle[0] - width / 2.0, y: middle[1] - height / 2.0, width, height },
        score,
        eyes: [point(lx, ly), point(rx, ry)],
        nose: point(nx, ny),
        mouth: point(mx, my),
        ears: [point(lex, ley), point(rex, rey)],
    }
}

/// One face for each group of overlapping boxes: their mean, weighted by score. The largest first;
/// a face in the middle counts more, one that is none, perhaps, less.
fn choose(all: &[Face], (width, _): (f32, f32)) -> Vec<Face> {
    let mut left: Vec<&Face> = all.iter().collect();
    left.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut faces = vec![];
    while let Some(best) = left.first().copied() {
        let (same, others): (Vec<&Face>, Vec<&Face>) =
            left.into_iter().partition(|one| is_same(&best.area, &one.area));
        faces.push(mean(&same, best.score));
        // A box that does not even cover itself would stay for ever.
        left = others.into_iter().filter(|one| !std::ptr::eq(*one, best)).collect();
    }
    let weight = |face: &Face| {
        let from_middle = (face.area.x + face.area.width / 2.0) / width * 2.0 - 1.0;
        let sure = (face.score / ALONE).min(1.0);
        face.area.width * sure * (1.0 - ASIDE * from_middle.abs().min(1.0))
    };
    faces.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    faces
}

/// Whether two boxes are of the same face: they share much of their area, or one is nearly inside the
/// other (a part of a face seen as a face in a part of the picture).
fn is_same(a: &Area, b: &Area) -> bool {
    let wide = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    let tall = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
    let shared = wide.max(0.0) * tall.max(0.0);
    let (first, second) = (a.width * a.height, b.width * b.height);
    shared > SAME_FACE * (first + second - shared) || shared > 0.6 * first.min(second)
}

fn mean(faces: &[&Face], score: f32) -> Face {
    let least = score.min(MAYBE);
    let faces: Vec<&&Face> = faces.iter().filter(|one| one.score >= least).collect();
    let total: f32 = faces.iter().map(|one| one.score).sum();
    let sum = |value: &dyn Fn(&Face) -> f32| {
        faces.iter().map(|one| value(one) * one.score).sum::<f32>() / total
    };
    let point =
        |value: &dyn Fn(&Face) -> Point| [sum(&|one| value(one)[0]), sum(&|one| value(one)[1])];
    Face {
        area: Area {
            x: sum(&|one| one.area.x),
            y: sum(&|one| one.area.y),
            width: sum(&|one| one.area.width),
            height: sum(&|one| one.area.height),
        },
        score,
        eyes: [point(&|one| one.eyes[0]), point(&|one| one.eyes[1])],
        nose: point(&|one| one.nose),
        mouth: point(&|one| one.mouth),
        ears: [point(&|one| one.ears[0]), point(&|one| one.ears[1])],
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;

    fn face(x: f32, width: f32, score: f32) -> Face {
        let area = Area { x, y: 100.0, width, height: width };
        Face { area, score, nose: [x, 0.0], ..Face::default() }
    }

    #[test]
    fn there_is_an_anchor_for_each_box() {
        let anchors: Vec<Point> = anchors().collect();
        assert_eq!(anchors.len(), BOXES);
        assert_eq!(anchors[0], [0.5 / 16.0, 0.5 / 16.0]);
        assert_eq!(anchors[1], anchors[0]);
        assert_eq!(anchors[2], [1.5 / 16.0, 0.5 / 16.0]);
        assert_eq!(anchors[512], [0.5 / 8.0, 0.5 / 8.0]);
        assert_eq!(anchors[895], [7.5 / 8.0, 7.5 / 8.0]);
    }

    #[test]
    fn a_box_is_counted_from_its_anchor_in_pixels_of_the_input() {
        let region = Region { centre: [128.0, 256.0], width: 256.0, height: 256.0, turn: 0.0 };
        let mut numbers = [0.0; NUMBERS];
        numbers[..6].copy_from_slice(&[8.0, -16.0, 32.0, 64.0, 4.0, 2.0]);
        let face = decode(&numbers, [0.5, 0.5], 0.9, &region);
        // Twice as large on the picture, whose middle is the anchor.
        assert_eq!(face.area, Area { x: 112.0, y: 160.0, width: 64.0, height: 128.0 });
        assert_eq!(face.eyes[0], [136.0, 260.0]);
        assert_eq!(face.ears[1], [128.0, 256.0]);
    }

    #[test]
    fn parts_cover_pictures_of_every_shape() {
        let number = |size| parts(size).count();
        assert_eq!(
            [number((480.0, 640.0)), number((640.0, 480.0)), number((500.0, 500.0))],
            [4; 3]
        );
        for size in [(1080.0, 1920.0), (1920.0, 1080.0), (300.0, 1000.0)] {
            let parts: Vec<Region> = parts(size).collect();
            // A face of an eighth of the longer side, wherever it is; larger ones are seen at once.
            let face = size.0.max(size.1) / 8.0;
            for place in 0..=40 {
                let along = (size.0.max(size.1) - face) * place as f32 / 40.0;
                let at = if size.0 > size.1 { [along, 20.0] } else { [20.0, along] };
                let is_in = |part: &Region| {
                    [0, 1].into_iter().all(|axis| {
                        let from = part.centre[axis] - part.width / 2.0;
                        from <= at[axis] && at[axis] + face <= from + part.width
                    })
                };
                assert!(parts.iter().any(is_in), "{size:?} {at:?}");
            }
        }
    }

    #[test]
    fn overlapping_boxes_become_one_by_their_scores() {
        let all = [face(100.0, 100.0, 0.5), face(112.0, 100.0, 1.0), face(300.0, 100.0, 0.9)];
        let faces = choose(&all, (480.0, 640.0));
        assert_eq!(faces.len(), 2);
        let both = faces.iter().find(|one| one.area.x < 200.0).unwrap();
        assert!((both.area.x - 108.0).abs() < 1e-3, "{both:?}");
        assert!((both.nose[0] - 108.0).abs() < 1e-3, "{both:?}");
        assert_eq!(both.score, 1.0);
    }

    #[test]
    fn a_part_of_a_face_is_no_second_one() {
        let inside = face(130.0, 40.0, 0.9);
        assert_eq!(choose(&[face(100.0, 100.0, 0.9), inside], (480.0, 640.0)).len(), 1);
    }

    #[test]
    fn the_largest_comes_first_but_for_one_at_the_side() {
        let first = |all: &[Face]| choose(all, (480.0, 640.0))[0].area.width;
        assert_eq!(first(&[face(10.0, 60.0, 0.9), face(200.0, 150.0, 0.9)]), 150.0);
        assert_eq!(first(&[face(340.0, 140.0, 0.9), face(170.0, 130.0, 0.9)]), 130.0);
        assert_eq!(first(&[face(150.0, 180.0, 0.31), face(20.0, 100.0, 0.9)]), 100.0);
    }

    #[test]
    fn no_score_is_beyond_its_range() {
        assert_eq!(sigmoid(0.0), 0.5);
        assert!(sigmoid(f32::INFINITY) <= 1.0 && sigmoid(f32::NEG_INFINITY) >= 0.0);
    }
}
