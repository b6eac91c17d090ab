//! The four lines that the standard measures by.

use tucai_wire::portrait::Area;

use crate::{
    mesh::{EYE_CORNERS, FOREHEAD, LIDS_MIDDLE, distance, eyes_to_chin, middle, point},
    picture::Picture,
    seen::Mask,
};

/// Where the mask changes from person to background.
const EDGE: f32 = 0.5;
/// Half of the width that the hair's top is looked for in, in widths of the face.
const CROWN: f32 = 0.6;
/// The width over which the hair's outline is smoothed, so that a flying hair is none, in widths of
/// the face.
const SMOOTH: f32 = 0.12;

/// From the eyes to the chin in widths of the face, for one that is not turned.
const LONG: f32 = 0.76;
/// No hair reaches farther above the eyes, in widths of the face.
const TALLEST: f32 = 1.6;
/// Where the picture's edge is reached only beyond this, it is not by the hair alone.
const TALL: f32 = 1.15;
/// How far above the eyes the hair's top usually is.
const USUAL: (f32, f32) = (0.65, 1.15);
/// A change of colour (of 255) at the hair's top from which it is plainly seen.
const SEEN: f32 = 40.0;

/// The points of the face's outline beside cheek and eye: left, right.
const CHEEKS: [[usize; 4]; 2] = [[127, 234, 93, 132], [356, 454, 323, 361]];

/// The lines of the face itself, and its width: what the mask's place is found by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FaceLines {
    pub eye_line: f32,
    pub left: f32,
    pub right: f32,
}

/// The top of the hair.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct HairTop {
    pub y: f32,
    /// From 0 (a guess) to 1.
    pub sure: f32,
    /// It touches the picture's upper edge.
    pub is_cut: bool,
}

/// Eyes and cheeks as the mesh has them.
pub(crate) fn face_lines(mesh: &[[f32; 3]]) -> FaceLines {
    let [a, b, c, d] = EYE_CORNERS.map(|number| point(mesh, number));
    let eyes = middle(middle(a, b), middle(c, d));
    let [left, right] = CHEEKS.map(|side| side.map(|number| point(mesh, number)[0]));
    FaceLines {
        eye_line: eyes[1],
        left: left.into_iter().fold(f32::INFINITY, f32::min),
        right: right.into_iter().fold(f32::NEG_INFINITY, f32::max),
    }
}

/// The hair's top by mask and picture.
pub(crate) fn hair_top(picture: &Picture<'_>, mask: &Mask, mesh: &[[f32; 3]]) -> Option<HairTop> {
    let lines = face_lines(mesh);
    let width = lines.right - lines.left;
    let forehead = point(mesh, FOREHEAD);
    if mask.values.is_empty() || !(width >= 1.0) {
        return None;
    }
    let step = (mask.area.width / mask.columns as f32).max(width / 100.0);
    let down = (mask.area.height / mask.rows as f32).min(width / 50.0).max(0.25);
    let count = (2.0 * CROWN * width / step) as usize;
    let from = forehead[0] - CROWN * width;
    let columns: Vec<(f32, f32)> = (0..=count)
        .map(|column| from + column as f32 * step)
        .filter(|x| (mask.area.x..mask.area.x + mask.area.width).contains(x))
        .filter_map(|x| Some((x, outline(mask, x, forehead[1], down)?)))
        .collect();
    let (x, y) = highest(&columns, SMOOTH * width)?;
    let near: Vec<(f32, f32)> =
        columns.iter().copied().filter(|(other, _)| (other - x).abs() < SMOOTH * width).collect();
    let reach = (2.5 * mask.area.height / mask.rows as f32).max(0.05 * width);
    let size = width.max(eyes_to_chin(mesh) / LONG);
    let is_at_edge = y <= 1.5 * down;
    if lines.eye_line - y > if is_at_edge { TALL } else { TALLEST } * size {
        // Somebody or something else is above the head: what the picture's own edges say is a guess.
        let (from, to) = (lines.eye_line - USUAL.1 * size, lines.eye_line - USUAL.0 * size);
        let (middle, reach) = (f32::midpoint(from, to), (to - from) / 2.0);
        let above = columns.iter().filter(|(x, _)| (x - forehead[0]).abs() < 0.3 * width);
        let edges = above.map(|(x, _)| edge(picture, *x, middle, reach, width).0).collect();
        return Some(HairTop { y: median(edges).max(0.0), sure: 0.0, is_cut: false });
    }
    let edges: Vec<(f32, f32)> =
        near.iter().map(|(x, y)| edge(picture, *x, *y, reach, width)).collect();
    let shift = median(edges.iter().zip(&near).map(|((edge, _), (_, y))| edge - y).collect());
    let strength = median(edges.iter().map(|(_, strength)| *strength).collect());
    let refined = (y + shift).max(0.0);
    // At the upper edge only a very plain edge of the hair tells that it ends below it.
    let is_cut = is_at_edge && (refined < 1.0 || strength < 2.0 * SEEN);
    let sure = if is_cut { 0.0 } else { (strength / SEEN).min(1.0) };
    Some(HairTop { y: if is_cut { 0.0 } else { refined }, sure, is_cut })
}

/// Where the person ends, straight above a place; 0 at the picture's upper edge.
fn outline(mask: &Mask, x: f32, from: f32, step: f32) -> Option<f32> {
    let mut y = from.min(mask.area.y + mask.area.height);
    let mut inside = mask.at(x, y);
    if inside < EDGE {
        return None;
    }
    while y > mask.area.y {
        let next = mask.at(x, y - step);
        if next < EDGE {
            return Some((y - step * (inside - EDGE) / (inside - next)).max(0.0));
        }
        (y, inside) = (y - step, next);
    }
    Some(mask.area.y.max(0.0))
}

/// The highest place of an outline that is smoothed by the median over so much of it.
fn highest(columns: &[(f32, f32)], over: f32) -> Option<(f32, f32)> {
    let smooth = columns.iter().map(|(x, _)| {
        let near = columns.iter().filter(|(other, _)| (other - x).abs() <= over / 2.0);
        (*x, median(near.map(|(_, y)| *y).collect()))
    });
    smooth.min_by(|a, b| a.1.total_cmp(&b.1))
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The strongest change of colour in a column near a place, and how strong it is.
fn edge(picture: &Picture<'_>, x: f32, y: f32, reach: f32, width: f32) -> (f32, f32) {
    let depth = (width / 60.0).round().clamp(1.0, 8.0) as isize;
    let column = x.floor() as isize;
    let mean = |from: isize| {
        let mut sum = [0.0_f32; 3];
        for row in from..from + depth {
            for (sum, value) in sum.iter_mut().zip(picture.rgb(column, row)) {
                *sum += f32::from(value) / depth as f32;
            }
        }
        sum
    };
    let mut best = (y, 0.0, 0.0);
    let (first, last) = ((y - reach).round() as isize, (y + reach).round() as isize);
    for row in first.max(0)..=last {
        let difference: f32 =
            mean(row - depth).iter().zip(mean(row)).map(|(a, b)| (a - b).powi(2)).sum::<f32>();
        let far = (row as f32 - y) / reach;
        let weighted = difference.sqrt() * (1.0 - 0.5 * far * far);
        if weighted > best.1 {
            best = (row as f32, weighted, difference.sqrt());
        }
    }
    (best.0, best.2)
}

/// The share of an area that is outside of a picture.
pub(crate) fn outside(area: &Area, (width, height): (f32, f32)) -> f32 {
    let wide = (area.x + area.width).min(width) - area.x.max(0.0);
    let tall = (area.y + area.height).min(height) - area.y.max(0.0);
    1.0 - wide.max(0.0) * tall.max(0.0) / (area.width * area.height).max(1e-3)
}

/// The gap between an eye's lids.
pub(crate) fn lid_gap(mesh: &[[f32; 3]], eye: usize) -> f32 {
    LIDS_MIDDLE
        .get(eye)
        .map_or(0.0, |[upper, lower]| distance(point(mesh, *upper), point(mesh, *lower)))
}
