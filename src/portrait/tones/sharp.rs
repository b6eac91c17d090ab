use tucai_wire::portrait::Area;

use super::{
    colour::{self, length},
    raster::Raster,
    region::{self, BROWS, EYES, LIPS, OVAL},
};
use crate::{picture::Picture, seen::Seen};

/// How far the picture is blurred before it is compared with itself, in pixels.
const SOFTER: f32 = 1.0;
/// So many edges say something.
const ENOUGH: usize = 24;
/// A face has at least so many pixels from side to side, or is brought to them.
const LEAST: f32 = 150.0;
/// The blur of a picture that is as sharp as a picture of this size can be, in pixels.
const SHARP: f32 = 0.6;

/// The face, as large as it is in the frame. A picture of somewhat fewer pixels is taken as it is,
/// one of far fewer is soft in the frame.
pub(super) fn face(picture: &Picture<'_>, seen: &Seen) -> Option<Raster> {
    let points = OVAL.iter().filter_map(|point| seen.mesh.get(*point));
    let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
    for [x, y, _] in points {
        low = [low[0].min(*x), low[1].min(*y)];
        high = [high[0].max(*x), high[1].max(*y)];
    }
    let area = Area { x: low[0], y: low[1], width: high[0] - low[0], height: high[1] - low[1] };
    let size = picture.size().0.max(picture.size().1);
    let sane = |at: f32| at.is_finite() && at.abs() < 2.0 * size;
    if !(sane(low[0]) && sane(low[1]) && sane(area.width) && sane(area.height)) {
        return None;
    }
    let least = LEAST / area.width.max(1.0);
    let scale = (tucai_wire::frame::WIDTH / seen.cut.width.max(1.0)).min(least.max(1.0));
    let pixels = |length: f32| (length * scale).round();
    let (width, height) = (pixels(area.width), pixels(area.height));
    // A face that is larger than the frame is not in it.
    let fits = |length: f32, most: f32| length >= 24.0 && length <= most;
    (fits(width, 960.0) && fits(height, 1280.0))
        .then(|| Raster::new(picture, area, width as usize, height as usize))
}

/// How sharp the edges of eyes, brows and lips are, from 0 to 1.
///
/// An edge that is blurred by so many pixels loses by a further blur what its own is small against
/// (Zhuo, Sim 2011): the ratio of both slopes gives its width, whatever its contrast. The sharpest of
/// the clear edges count, since skin is soft in every picture.
pub(super) fn sharpness(face: &Raster, mesh: &[[f32; 3]]) -> Option<f32> {
    let (width, height) = (face.width, face.height);
    let bright = face.brightness();
    let softer = blurred(&bright, width, SOFTER);
    let mut looked_at = vec![false; bright.len()];
    for part in [EYES[0], EYES[1], BROWS[0], BROWS[1], LIPS] {
        let outline = region::outline(face, mesh, part);
        region::fill(&mut looked_at, face, &region::widened(&outline, 1.3), true);
    }
    let (sharp, soft) = (gradients(&bright, width), gradients(&softer, width));
    let mut edges: Vec<Edge> = (0..bright.len())
        .filter(|at| {
            let (x, y) = (at % width, at / width);
            let is_in = x >= 2 && y >= 2 && x + 2 < width && y + 2 < height;
            is_in && looked_at.get(*at).is_some_and(|is| *is)
        })
        .filter_map(|at| {
            let ([_, sharp], [turn, soft]) = (polar(*sharp.get(at)?), polar(*soft.get(at)?));
            let ratio = (sharp / soft.max(0.01)).max(1.001);
            let blur = SOFTER / (ratio * ratio - 1.0).sqrt();
            Some(Edge { direction: turn, slope: soft, blur })
        })
        .collect();
    // The clear edges: an eighth of what is looked at.
    edges.sort_by(|one, other| other.slope.total_cmp(&one.slope));
    let clear = edges.len() / 8;
    edges.truncate(clear);
    let blur = |edges: &mut dyn Iterator<Item = &Edge>| {
        let mut widths: Vec<f32> = edges.map(|edge| edge.blur).collect();
        colour::quantile(&mut widths, 0.25).filter(|_| widths.len() >= ENOUGH)
    };
    let all = blur(&mut edges.iter())?;
    // A hand that shook blurs along one line only.
    let worst = [0.0, 45.0, 90.0, 135.0]
        .into_iter()
        .filter_map(|line: f32| {
            blur(&mut edges.iter().filter(|edge| {
                let off = (edge.direction - line).rem_euclid(180.0);
                off.min(180.0 - off) < 30.0
            }))
        })
        .fold(all, f32::max);
    Some((SHARP / worst.max(SHARP)).clamp(0.0, 1.0))
}

/// A place where the brightness changes.
struct Edge {
    /// Where it rises to, in degrees.
    direction: f32,
    /// How much, after a slight blur.
    slope: f32,
    /// How far it is blurred, in pixels.
    blur: f32,
}

/// Direction in degrees, and length.
fn polar([x, y]: [f32; 2]) -> [f32; 2] {
    [y.atan2(x).to_degrees(), length(x, y)]
}

/// A Gaussian blur. Beyond an edge all is as the edge.
pub(super) fn blurred(values: &[f32], width: usize, sigma: f32) -> Vec<f32> {
    let reach = (2.5 * sigma).ceil() as usize;
    let weight = |tap: usize| {
        let off = tap as f32 - reach as f32;
        (-off * off / (2.0 * sigma * sigma)).exp()
    };
    let weights: Vec<f32> = (0..=2 * reach).map(weight).collect();
    let sum: f32 = weights.iter().sum();
    let weights: Vec<f32> = weights.iter().map(|weight| weight / sum).collect();
    let width = width.max(1);
    let height = values.len() / width;
    let mut across = vec![0.0; values.len()];
    let mut padded = vec![0.0; width + 2 * reach];
    for (from, to) in values.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
        let (first, last) = (from.first(), from.last());
        padded.fill(first.copied().unwrap_or_default());
        let (_, rest) = padded.split_at_mut(reach);
        let (inner, after) = rest.split_at_mut(width);
        inner.copy_from_slice(from);
        after.fill(last.copied().unwrap_or_default());
        for (shifted, weight) in padded.windows(width).zip(&weights) {
            add(to, shifted, *weight);
        }
    }
    let mut down = vec![0.0; values.len()];
    for (y, to) in down.chunks_exact_mut(width).enumerate() {
        for (tap, weight) in weights.iter().enumerate() {
            let row = (y + tap).saturating_sub(reach).min(height.saturating_sub(1));
            let from = across.get(row * width..(row + 1) * width).unwrap_or_default();
            add(to, from, *weight);
        }
    }
    down
}

fn add(to: &mut [f32], from: &[f32], weight: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += weight * from;
    }
}

/// How each pixel rises to the right and down, by its neighbours. 0 at the edges.
fn gradients(values: &[f32], width: usize) -> Vec<[f32; 2]> {
    let width = width.max(1);
    let mut all = vec![[0.0; 2]; values.len()];
    let rows: Vec<&[f32]> = values.chunks_exact(width).collect();
    for (three, out) in rows.windows(3).zip(all.chunks_exact_mut(width).skip(1)) {
        let &[above, here, below] = three else { continue };
        let sides = here.iter().zip(here.iter().skip(2));
        let down = above.iter().zip(below).skip(1);
        for ((out, (left, right)), (above, below)) in out.iter_mut().skip(1).zip(sides).zip(down) {
            *out = [(right - left) / 2.0, (below - above) / 2.0];
        }
    }
    all
}
