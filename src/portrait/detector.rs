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
/// From here on a box is a face.
const LEAST_SCORE: f32 = 0.5;
/// Boxes that share more of their common area than this are of the same face.
const SAME_FACE: f32 = 0.3;
/// How much smaller a face at the picture's side counts than one in the middle.
const ASIDE: f32 = 0.3;
/// A face of less than this share of the picture's shorter side may stand beside others that are too
/// small to be found at the first look, or be none.
const TINY: f32 = 0.16;

/// Faces in the picture, the largest first. `thorough` looks again at the picture's parts, for others
/// beside the first.
pub(crate) fn find(
    net: &mut Network,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
    thorough: bool,
) -> Option<Vec<Face>> {
    let size = picture.size();
    let whole = Region::around(size);
    let mut all = see(net, input, picture, &whole)?;
    let mut faces = choose(&all, size);
    let short = size.0.min(size.1);
    let is_tiny = |faces: &[Face]| faces.first().is_none_or(|one| one.area.width < TINY * short);
    if thorough || is_tiny(&faces) {
        for region in second_looks(size) {
            all.extend(see(net, input, picture, &region)?);
        }
        faces = choose(&all, size);
    }
    Some(faces)
}

/// Where to look again: from farther away, for a face that fills the picture; and at overlapping
/// parts, for small ones and for those at the edge.
fn second_looks((width, height): (f32, f32)) -> Vec<Region> {
    let short = width.min(height);
    let mut looks = vec![];
    let far = Region::around((width, height));
    looks.push(Region { width: far.width * 1.8, height: far.height * 1.8, ..far });
    let side = short * 0.75;
    for y in [side / 2.0, height - side / 2.0] {
        for x in [side / 2.0, width - side / 2.0] {
            looks.push(Region { centre: [x, y], width: side, height: side, turn: 0.0 });
        }
    }
    looks
}

/// What the detector sees in a region, in picture pixels.
fn see(
    net: &mut Network,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
    region: &Region,
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
                (score >= LEAST_SCORE).then(|| decode(numbers, anchor, score, region))
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

/// One face for each group of overlapping boxes: their mean, weighted by score. The largest first,
/// among those of about a size the one nearest to the middle.
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
        face.area.width * (1.0 - ASIDE * from_middle.abs().min(1.0))
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
