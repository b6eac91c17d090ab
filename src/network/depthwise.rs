//! Convolutions within one channel, and other things done to the windows of a picture.

use fearless_simd::{f32x8, prelude::*};

use crate::{
    error::{NetworkError, Result},
    finish::Finisher,
    layout::{Budget, LANES, Layout},
    operation::Window,
};

/// The weights of a convolution within each channel.
pub struct Depthwise {
    pub window: Window,
    pub from: Layout,
    pub to: Layout,
    /// Line by line of the window; of each place the weights of all channels.
    weights: Vec<[f32; LANES]>,
    /// What each channel begins with.
    bias: Vec<[f32; LANES]>,
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
        if !from.is_wide() || height != width || !matches!(height, 3 | 5) {
            return Err(NetworkError::Unsupported("a convolution of these channels by themselves"));
        }
        budget.allocate(&[height, width, from.stride])?;
        budget.compute(&[to.pixels(), height, width, from.stride])?;
        let wide = |values: &[f32]| {
            let channels = values.chunks(LANES).map(|values| {
                let mut group = [0.0; LANES];
                group.iter_mut().zip(values).for_each(|(to, value)| *to = *value);
                group
            });
            channels.collect::<Vec<_>>()
        };
        let weights = filter.chunks_exact(from.channels).flat_map(wide).collect();
        Ok(Self { window, from, to, weights, bias: wide(bias) })
    }

    /// Computes and finishes all pixels.
    #[inline(always)]
    pub fn run<S: Simd>(
        &self,
        simd: S,
        from: &[f32],
        out: &mut [f32],
        finisher: &Finisher,
        added: Option<&[f32]>,
    ) {
        let [height, _] = self.window.size;
        let mut added =
            added.map(|added| added.chunks_exact(self.to.width * finisher.added_stride()));
        for (y, line) in out.chunks_exact_mut(self.to.line()).enumerate() {
            let (pixels, _) = line.as_chunks_mut();
            if height == 3 {
                self.line::<S, 3>(simd, y, from, pixels);
            } else {
                self.line::<S, 5>(simd, y, from, pixels);
            }
            finisher.finish(simd, line, added.as_mut().and_then(Iterator::next));
        }
    }

    #[inline(always)]
    fn line<S: Simd, const N: usize>(
        &self,
        simd: S,
        y: usize,
        from: &[f32],
        out: &mut [[f32; LANES]],
    ) {
        let groups = self.from.stride / LANES;
        let [down, right] = self.window.step;
        let [above, left] = self.window.before;
        // The lines under the window; what lies above or below the picture is an empty line.
        let mut lines: [&[[f32; LANES]]; N] = [&[]; N];
        for (dy, line) in lines.iter_mut().enumerate() {
            let inside = (y * down + dy).checked_sub(above).map(|y| y * self.from.line());
            let inside = inside.and_then(|at| from.get(at..)?.get(..self.from.line()));
            *line = inside.unwrap_or_default().as_chunks().0;
        }
        for group in 0..groups {
            let mut weights = [[f32x8::splat(simd, 0.0); N]; N];
            let given = self.weights.iter().skip(group).step_by(groups);
            for (weight, given) in weights.iter_mut().flatten().zip(given) {
                *weight = f32x8::load_array_ref(simd, given);
            }
            let Some(bias) = self.bias.get(group) else { continue };
            let bias = f32x8::load_array_ref(simd, bias);
            for (x, out) in out.iter_mut().skip(group).step_by(groups).enumerate() {
                let mut sum = bias;
                let begin = (x * right).wrapping_sub(left);
                for (line, weights) in lines.iter().zip(&weights) {
                    for (dx, weight) in weights.iter().enumerate() {
                        let x = begin.wrapping_add(dx);
                        // Beside the picture there are zeros.
                        if x < self.from.width
                            && let Some(value) = line.get(x * groups + group)
                        {
                            sum = f32x8::load_array_ref(simd, value).mul_add(*weight, sum);
                        }
                    }
                }
                sum.store_array(out);
            }
        }
    }
}

/// The largest value of each window, or the mean of what of it lies in the picture.
#[inline(always)]
pub fn pool<S: Simd>(
    simd: S,
    largest: bool,
    window: Window,
    [from, to]: [Layout; 2],
    values: &[f32],
    out: &mut [f32],
) {
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
                let start = if largest { f32::NEG_INFINITY } else { 0.0 };
                let mut all = f32x8::splat(simd, start);
                for y in ys.clone() {
                    let begin = (y * from.width + xs.start) * groups + group;
                    let line = values.get(begin..).unwrap_or_default();
                    for value in line.iter().step_by(groups).take(xs.len()) {
                        let value = f32x8::load_array_ref(simd, value);
                        all = if largest { all.max(value) } else { all + value };
                    }
                }
                if !largest {
                    all *= 1.0 / count;
                }
                all.store_array(out);
            }
        }
    }
}

/// Another size, by bilinear interpolation.
#[inline(always)]
pub fn resize<S: Simd>(
    simd: S,
    half_pixels: bool,
    [from, to]: [Layout; 2],
    values: &[f32],
    out: &mut [f32],
) {
    let groups = from.stride / LANES;
    let (values, _) = values.as_chunks::<LANES>();
    let (out, _) = out.as_chunks_mut::<LANES>();
    let between = |place: usize, from: usize, to: usize| -> (usize, usize, f32) {
        let [place, scale] = [real(place), real(from) / real(to)];
        let at = if half_pixels { (place + 0.5) * scale - 0.5 } else { place * scale };
        let low = at.max(0.0).floor();
        let first = whole(low).min(from - 1);
        // Before the first pixel's middle there is only that pixel.
        (first, (first + 1).min(from - 1), (at - low).max(0.0))
    };
    for (y, line) in out.chunks_exact_mut(to.width * groups).enumerate() {
        let (above, below, down) = between(y, from.height, to.height);
        for (x, pixel) in line.chunks_exact_mut(groups).enumerate() {
            let (left, right, across) = between(x, from.width, to.width);
            let corners = [(above, left), (above, right), (below, left), (below, right)];
            let corners = corners.map(|(y, x)| Some((y * from.width + x) * groups));
            blend(simd, values, corners, [across, down], pixel);
        }
    }
}

/// What lies in a frame, a pixel for each of `out`; zeros where it lies outside the picture.
#[inline(always)]
pub fn sample<S: Simd>(
    simd: S,
    [from, to]: [Layout; 2],
    values: &[f32],
    matrix: &[f32],
    out: &mut [f32],
) {
    let groups = from.stride / LANES;
    let (values, _) = values.as_chunks::<LANES>();
    let (out, _) = out.as_chunks_mut::<LANES>();
    let &[xx, xy, _, x0, yx, yy, _, y0, ..] = matrix else { return };
    for (y, line) in out.chunks_exact_mut(to.width * groups).enumerate() {
        for (x, pixel) in line.chunks_exact_mut(groups).enumerate() {
            // Matrices are of places; the middle of a pixel is half a pixel into it.
            let [x, y] = [real(x) + 0.5, real(y) + 0.5];
            let [x, y] = [xx * x + xy * y + x0 - 0.5, yx * x + yy * y + y0 - 0.5];
            let [last_x, last_y] = [real(from.width - 1), real(from.height - 1)];
            if !(0.0..=last_x).contains(&x) || !(0.0..=last_y).contains(&y) {
                pixel.fill([0.0; LANES]);
                continue;
            }
            let [left, above] = [x.floor(), y.floor()];
            let at = |dy: usize, dx: usize| {
                let (y, x) = (whole(above) + dy, whole(left) + dx);
                (y < from.height && x < from.width).then_some((y * from.width + x) * groups)
            };
            let corners = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)];
            blend(simd, values, corners, [x - left, y - above], pixel);
        }
    }
}

/// A pixel between four others; of those that are not there, zeros.
#[inline(always)]
fn blend<S: Simd>(
    simd: S,
    values: &[[f32; LANES]],
    corners: [Option<usize>; 4],
    [across, down]: [f32; 2],
    out: &mut [[f32; LANES]],
) {
    let [a, b, c, d] = corners.map(|at| at.and_then(|at| values.get(at..)).unwrap_or_default());
    let get = |pixel: &[[f32; LANES]], group: usize| {
        pixel
            .get(group)
            .map_or(f32x8::splat(simd, 0.0), |values| f32x8::load_array_ref(simd, values))
    };
    for (group, out) in out.iter_mut().enumerate() {
        let above = get(a, group) * (1.0 - across) + get(b, group) * across;
        let below = get(c, group) * (1.0 - across) + get(d, group) * across;
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
