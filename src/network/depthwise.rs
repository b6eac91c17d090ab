//! Convolutions within one channel, and other things done to the windows of a picture.

use fearless_simd::{f32x8, prelude::*};

use crate::{
    error::{NetworkError, Result},
    finish::Finisher,
    layout::{Budget, LANES, Layout},
    operation::Window,
};

/// How many channels are computed at once: the weights of a window of nine stay in registers.
#[cfg(target_arch = "wasm32")]
const GROUP: usize = 4;
#[cfg(not(target_arch = "wasm32"))]
const GROUP: usize = 8;
#[cfg(target_arch = "wasm32")]
type Group<S> = fearless_simd::f32x4<S>;
#[cfg(not(target_arch = "wasm32"))]
type Group<S> = f32x8<S>;

/// Height and width of the largest window.
const WIDEST: usize = 5;

/// The weights of a convolution within each channel.
pub struct Depthwise {
    window: Window,
    from: Layout,
    to: Layout,
    /// Group by group of channels: what it begins with, and its weights, line by line of the window.
    weights: Vec<[f32; GROUP]>,
}

impl Depthwise {
    /// `filter` has the weights of all channels of one place of the window after the other.
    pub fn pack(
        window: Window,
        [from, to]: [Layout; 2],
        filter: &[f32],
        bias: &[f32],
        budget: &mut Budget,
    ) -> Result<Self> {
        let [height, width] = window.size;
        if !from.is_wide() || height != width || !matches!(height, 3 | WIDEST) {
            return Err(NetworkError::Unsupported);
        }
        // The weights, and the lines that are at hand at a time.
        budget.allocate(&[height * width + 1, from.stride])?;
        budget.allocate(&[height, padded(window, to), from.stride])?;
        budget.compute(&[to.pixels(), height, width, from.stride])?;
        let mut weights = Vec::new();
        for group in (0..from.stride).step_by(GROUP) {
            for place in [bias].into_iter().chain(filter.chunks_exact(from.channels)) {
                let mut weight = [0.0; GROUP];
                let given = place.iter().skip(group);
                weight.iter_mut().zip(given).for_each(|(to, from)| *to = *from);
                weights.push(weight);
            }
        }
        Ok(Self { window, from, to, weights })
    }

    /// Computes and finishes all pixels. `lines` keeps its memory from call to call.
    ///
    /// A line of the input is copied once, group by group of channels and with zeros on both sides,
    /// and stays until no window needs it any longer.
    pub fn run<S: Simd>(
        &self,
        simd: S,
        from: &[f32],
        out: &mut [f32],
        lines: &mut Vec<f32>,
        (finisher, added): (&Finisher, Option<&[f32]>),
    ) {
        let [height, _] = self.window.size;
        let length = padded(self.window, self.to) * self.from.stride;
        lines.clear();
        lines.resize(height * length, 0.0);
        let added_line = self.to.width * finisher.added_stride();
        let mut added = added.map(|added| added.chunks_exact(added_line));
        let mut ready = 0;
        for (y, out) in out.chunks_exact_mut(self.to.line()).enumerate() {
            let first = y * self.window.step[0];
            let end = first + height;
            for y in ready.max(first)..end {
                self.copy(y, from, lines.get_mut(y % height * length..).unwrap_or_default());
            }
            ready = end;
            let mut at_hand: [&[f32]; WIDEST] = [&[]; WIDEST];
            for (line, y) in at_hand.iter_mut().zip(first..end) {
                *line = lines.get(y % height * length..).unwrap_or_default();
            }
            if height == 3 {
                self.line::<S, 3>(simd, &at_hand, out);
            } else {
                self.line::<S, WIDEST>(simd, &at_hand, out);
            }
            finisher.finish(simd, out, added.as_mut().and_then(Iterator::next));
        }
    }

    /// Copies a line, counted from where the first window begins, group by group.
    #[inline(never)]
    fn copy(&self, y: usize, from: &[f32], line: &mut [f32]) {
        let [above, left] = self.window.before;
        let given = y.checked_sub(above).and_then(|y| from.get(y * self.from.line()..));
        let given = given.and_then(|given| given.get(..self.from.line()));
        let groups = self.from.stride / GROUP;
        let (line, _) = line.as_chunks_mut::<GROUP>();
        let Some(given) = given else {
            // Above or below the picture.
            line.iter_mut()
                .take(padded(self.window, self.to) * groups)
                .for_each(|value| *value = [0.0; GROUP]);
            return;
        };
        let (given, _) = given.as_chunks();
        let lines = line.chunks_exact_mut(padded(self.window, self.to));
        for (group, line) in lines.take(groups).enumerate() {
            let pixels = given.iter().skip(group).step_by(groups);
            line.iter_mut().skip(left).zip(pixels).for_each(|(to, from)| *to = *from);
        }
    }

    #[inline(never)]
    fn line<S: Simd, const N: usize>(&self, simd: S, given: &[&[f32]], out: &mut [f32]) {
        simd.vectorize(
            #[inline(always)]
            || {
                let (out, _) = out.as_chunks_mut::<GROUP>();
                let mut lines: [&[[f32; GROUP]]; N] = [&[]; N];
                lines.iter_mut().zip(given).for_each(|(to, from)| *to = from.as_chunks().0);
                let groups = self.from.stride / GROUP;
                let right = self.window.step[1];
                let length = padded(self.window, self.to);
                for (group, given) in self.weights.chunks_exact(N * N + 1).enumerate() {
                    let [bias, given @ ..] = given else { continue };
                    let bias = Group::load_array_ref(simd, bias);
                    let mut weights = [[bias; N]; N];
                    for (weight, given) in weights.iter_mut().flatten().zip(given) {
                        *weight = Group::load_array_ref(simd, given);
                    }
                    let mut begin = group * length;
                    for out in out.iter_mut().skip(group).step_by(groups) {
                        let mut sum = bias;
                        for (line, weights) in lines.iter().zip(&weights) {
                            let window = line.get(begin..).and_then(<[_]>::first_chunk::<N>);
                            for (value, weight) in window.into_iter().flatten().zip(weights) {
                                sum = Group::load_array_ref(simd, value).mul_add(*weight, sum);
                            }
                        }
                        sum.store_array(out);
                        begin += right;
                    }
                }
            },
        );
    }
}

/// The pixels of a line with the zeros beside it, as far as windows reach.
fn padded(window: Window, to: Layout) -> usize {
    ((to.width - 1) * window.step[1] + window.size[1]).max(to.width)
}

/// The largest value of each window, or the mean of what of it lies in the picture.
#[inline(never)]
pub fn pool<S: Simd>(
    simd: S,
    largest: bool,
    window: Window,
    [from, to]: [Layout; 2],
    values: &[f32],
    out: &mut [f32],
) {
    simd.vectorize(
        #[inline(always)]
        || {
            let groups = from.stride / LANES;
            let (values, _) = values.as_chunks::<LANES>();
            let (out, _) = out.as_chunks_mut::<LANES>();
            let [down, right] = window.step;
            let [above, left] = window.before;
            let [height, width] = window.size;
            let range = |begin: usize, before: usize, size: usize, end: usize| {
                begin.saturating_sub(before)..(begin + size).saturating_sub(before).min(end)
            };
            for (y, line) in out.chunks_exact_mut(to.width * groups).enumerate() {
                let ys = range(y * down, above, height, from.height);
                for (x, pixel) in line.chunks_exact_mut(groups).enumerate() {
                    let xs = range(x * right, left, width, from.width);
                    let count = u16::try_from(ys.len() * xs.len()).map_or(1.0, f32::from);
                    for (group, out) in pixel.iter_mut().enumerate() {
                        // Both, which costs less than two programs.
                        let mut most = f32x8::splat(simd, f32::NEG_INFINITY);
                        let mut all = f32x8::splat(simd, 0.0);
                        for y in ys.clone() {
                            let begin = (y * from.width + xs.start) * groups + group;
                            let line = values.get(begin..).unwrap_or_default();
                            for value in line.iter().step_by(groups).take(xs.len()) {
                                let value = f32x8::load_array_ref(simd, value);
                                most = most.max(value);
                                all += value;
                            }
                        }
                        all = if largest { most } else { all * (1.0 / count) };
                        all.store_array(out);
                    }
                }
            }
        },
    );
}

/// What lies in a frame, a pixel for each of `out`. Outside the picture there are zeros or, if it
/// is to be continued, what lies at its border.
#[inline(never)]
pub fn sample<S: Simd>(
    simd: S,
    continued: bool,
    [from, to]: [Layout; 2],
    values: &[f32],
    matrix: &[f32],
    out: &mut [f32],
) {
    simd.vectorize(
        #[inline(always)]
        || {
            let groups = from.stride / LANES;
            let (values, _) = values.as_chunks::<LANES>();
            let (out, _) = out.as_chunks_mut::<LANES>();
            let &[xx, xy, _, x0, yx, yy, _, y0, ..] = matrix else { return };
            let [last_x, last_y] = [real(from.width - 1), real(from.height - 1)];
            for (y, line) in out.chunks_exact_mut(to.width * groups).enumerate() {
                for (x, pixel) in line.chunks_exact_mut(groups).enumerate() {
                    // Matrices are of places; the middle of a pixel is half a pixel into it.
                    let [x, y] = [real(x) + 0.5, real(y) + 0.5];
                    let [x, y] = [xx * x + xy * y + x0 - 0.5, yx * x + yy * y + y0 - 0.5];
                    let [near_x, near_y] = [x.max(0.0).min(last_x), y.max(0.0).min(last_y)];
                    let inside = (0.0..=last_x).contains(&x) && (0.0..=last_y).contains(&y);
                    if !continued && !inside {
                        pixel.fill([0.0; LANES]);
                        continue;
                    }
                    let [left, above] = [near_x.floor(), near_y.floor()];
                    // Of the pixels behind the last ones nothing is taken.
                    let at = |y: usize, x: usize| {
                        let at = y.min(from.height - 1) * from.width + x.min(from.width - 1);
                        values.get(at * groups..).unwrap_or_default()
                    };
                    let (y, x) = (whole(above), whole(left));
                    let corners = [at(y, x), at(y, x + 1), at(y + 1, x), at(y + 1, x + 1)];
                    blend(simd, corners, [near_x - left, near_y - above], pixel);
                }
            }
        },
    );
}

/// A pixel between four others.
#[inline(always)]
fn blend<S: Simd>(
    simd: S,
    [a, b, c, d]: [&[[f32; LANES]]; 4],
    [across, down]: [f32; 2],
    out: &mut [[f32; LANES]],
) {
    for ((((out, a), b), c), d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
        let [a, b, c, d] = [a, b, c, d].map(
            #[inline(always)]
            |value| f32x8::load_array_ref(simd, value),
        );
        let above = a * (1.0 - across) + b * across;
        let below = c * (1.0 - across) + d * across;
        (above * (1.0 - down) + below * down).store_array(out);
    }
}

/// A size or a place as a number; none of a picture's is too large for that.
fn real(size: usize) -> f32 {
    u16::try_from(size).map_or(f32::MAX, f32::from)
}

/// A place; what is before the first is the first.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn whole(place: f32) -> usize {
    place as usize
}
