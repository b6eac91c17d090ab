use tucai_wire::portrait::{Measure, Measures, Swatch};

use super::{
    colour::{self, Colour},
    frame::Frame,
    main_colours::main_colours,
    region, sharp,
};

/// How far from the person the background is looked at: loose hair and the mask's soft edge.
const AWAY: f32 = 5.0;
/// So many pixels are enough.
const ENOUGH: usize = 200;
/// A step of L*, a* or b* a pixel that is an edge, after a slight blur.
const STEP: f32 = 2.2;
/// How far colours are blurred before edges are looked for, in pixels: noise and JPEG's blocks.
const SOFT: f32 = 1.3;
/// The side of the squares that stand for the wall as a whole.
const SQUARE: usize = 16;

/// What is seen beside and above the person, and how even it is.
pub(super) fn measure(frame: &Frame<'_>) -> (Measures, Vec<Swatch>) {
    let mut measures = Measures::default();
    let background = frame.region(|at, _, _| frame.mask.get(at).is_some_and(|mask| *mask < 0.5));
    let inside = region::size(&frame.inside).max(1) as f32;
    measures.set(Measure::BackgroundSeen, region::size(&background) as f32 / inside);
    let sure = frame.side(false, AWAY);
    if region::size(&sure) < ENOUGH {
        return (measures, Vec::new());
    }
    let smooth = smoothed(frame, &sure);
    let colours: Vec<Colour> =
        smooth.iter().zip(&sure).filter(|(_, is)| **is).map(|(colour, _)| *colour).collect();
    if let Some(middle) = colour::median(&colours) {
        let mut far: Vec<f32> =
            colours.iter().map(|colour| colour::distance(*colour, middle)).collect();
        if let Some(spread) = colour::quantile(&mut far, 0.9) {
            measures.set(Measure::BackgroundSpread, spread);
        }
    }
    if let Some(slope) = slope(frame.width(), &smooth, &sure) {
        measures.set(Measure::BackgroundSlope, slope);
    }
    measures.set(Measure::BackgroundEdges, edges(frame, &smooth, &sure));
    (measures, main_colours(&colours))
}

/// The colours with noise and the blocks of JPEG taken out, never across the person's edge: means of
/// the neighbours that belong to the region.
pub(super) fn smoothed(frame: &Frame<'_>, region: &[bool]) -> Vec<Colour> {
    let width = frame.width().max(1);
    let mut out = frame.lab.clone();
    // Only the rows that have some of it: clothes are in few.
    let is_in = |row: &[bool]| row.iter().any(|is| *is);
    let Some(first) = region.chunks_exact(width).position(is_in) else { return out };
    let last = region.chunks_exact(width).rposition(is_in).unwrap_or(first);
    let range = first * width..(last + 1) * width;
    let (Some(region), Some(lab), Some(out_rows)) =
        (region.get(range.clone()), frame.lab.get(range.clone()), out.get_mut(range))
    else {
        return out;
    };
    let weight: Vec<f32> = region.iter().map(|is| if *is { 1.0 } else { 0.0 }).collect();
    let weights = sharp::blurred(&weight, width, SOFT);
    for axis in 0..3 {
        let part: Vec<f32> = lab
            .iter()
            .zip(&weight)
            .map(|(colour, weight)| colour::part(*colour, axis) * weight)
            .collect();
        let part = sharp::blurred(&part, width, SOFT);
        for ((out, part), weight) in out_rows.iter_mut().zip(part).zip(&weights) {
            if let Some(out) = out.get_mut(axis).filter(|_| *weight > 0.01) {
                *out = part / weight;
            }
        }
    }
    out
}

/// The share of a region that lies on an edge of some colour.
pub(super) fn edges(frame: &Frame<'_>, smooth: &[Colour], region: &[bool]) -> f32 {
    let width = frame.width();
    // The slope at a pixel looks at its neighbours: they must be of the region, too.
    let inner = region::eroded(region, width, 1);
    let colour = |at: usize| smooth.get(at).copied().unwrap_or_default();
    region::share(&inner, |at| {
        let column = at % width.max(1);
        if column == 0 || column + 1 == width || at < width || at + width >= smooth.len() {
            return false;
        }
        let across = colour::distance(colour(at + 1), colour(at - 1));
        let down = colour::distance(colour(at + width), colour(at - width));
        across * across + down * down > 4.0 * STEP * STEP
    })
}

/// The middle colour of a square, and where it is: from -0.5 to 0.5 in the frame.
struct Square {
    x: f32,
    y: f32,
    colour: Colour,
}

/// How much the colour changes over the frame, from side to side or from top to bottom, by the plane
/// that lies best through the squares that are seen.
fn slope(width: usize, smooth: &[Colour], region: &[bool]) -> Option<f32> {
    let height = smooth.len() / width.max(1);
    let mut squares: Vec<Square> = Vec::new();
    for top in (0..height).step_by(SQUARE) {
        for left in (0..width).step_by(SQUARE) {
            let mut colours = Vec::new();
            for y in top..(top + SQUARE).min(height) {
                for x in left..(left + SQUARE).min(width) {
                    let at = y * width + x;
                    if region.get(at).is_some_and(|is| *is) {
                        colours.extend(smooth.get(at));
                    }
                }
            }
            if let Some(colour) = colour::median(&colours)
                && colours.len() >= SQUARE * SQUARE / 4
            {
                let place = |at: usize, all: usize| (at + SQUARE / 2) as f32 / all as f32 - 0.5;
                squares.push(Square { x: place(left, width), y: place(top, height), colour });
            }
        }
    }
    let count = squares.len() as f32;
    if count < 6.0 {
        return None;
    }
    let mean = |of: &dyn Fn(&Square) -> f32| squares.iter().map(of).sum::<f32>() / count;
    let (x, y) = (mean(&|one| one.x), mean(&|one| one.y));
    let (xx, yy) = (mean(&|one| (one.x - x).powi(2)), mean(&|one| (one.y - y).powi(2)));
    let xy = mean(&|one| (one.x - x) * (one.y - y));
    // A little more than nothing: squares in one column say nothing of the rows.
    let whole = xx * yy - xy * xy + 1e-4;
    let (mut across, mut down) = (0.0_f32, 0.0_f32);
    for axis in 0..3 {
        let part = |one: &Square| colour::part(one.colour, axis);
        let middle = mean(&part);
        let with_x = mean(&|one| (one.x - x) * (part(one) - middle));
        let with_y = mean(&|one| (one.y - y) * (part(one) - middle));
        across = colour::length(across, (with_x * yy - with_y * xy) / whole);
        down = colour::length(down, (with_y * xx - with_x * xy) / whole);
    }
    Some(across.max(down).min(200.0))
}
