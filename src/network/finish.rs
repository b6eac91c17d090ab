//! Functions of single values, and sums: what follows a convolution, and what stands alone.

use fearless_simd::{f32x8, i32x8, prelude::*};

use crate::{
    error::{NetworkError, Result},
    graph::Graph,
    layout::Layout,
    operation::Act,
};

/// A function of each value, ready to be applied.
pub enum Function {
    None,
    Relu,
    HardSwish,
    Logistic,
    /// A slope for each channel, with zeros up to the pixel's length.
    Prelu(Vec<f32>),
}

impl Function {
    #[inline(never)]
    pub fn new(act: Act, layout: Layout, graph: &Graph) -> Result<Self> {
        Ok(match act {
            Act::None => Self::None,
            Act::Relu => Self::Relu,
            Act::HardSwish => Self::HardSwish,
            // What lies between pixels must stay zero, and this is one half of zero.
            Act::Logistic if layout.stride == layout.channels => Self::Logistic,
            Act::Prelu(slopes) if layout.is_wide() => {
                let mut slopes = graph.constant(slopes)?;
                slopes.resize(layout.stride, 0.0);
                Self::Prelu(slopes)
            }
            _ => return Err(NetworkError::Unsupported),
        })
    }

    /// Applies it to sums in registers. None of a convolution ends with the logistic function.
    #[inline(always)]
    fn apply_to_sums<S, V, const N: usize>(&self, simd: S, sums: &mut [V], channel: usize)
    where
        S: Simd,
        V: SimdFloat<S, Element = f32, Array = [f32; N]>,
    {
        let zero = V::splat(simd, 0.0);
        match self {
            Self::None | Self::Logistic => {}
            Self::Relu => {
                for sum in sums {
                    *sum = sum.max(zero);
                }
            }
            Self::HardSwish => {
                let (three, six) = (V::splat(simd, 3.0), V::splat(simd, 6.0));
                let sixth = V::splat(simd, 1.0 / 6.0);
                for sum in sums {
                    *sum = *sum * (*sum + three).max(zero).min(six) * sixth;
                }
            }
            Self::Prelu(slopes) => {
                let slopes = load::<S, V, N>(simd, slopes, channel);
                for sum in sums {
                    *sum = slopes.mul_add(sum.min(zero), sum.max(zero));
                }
            }
        }
    }

    /// Applies it to whole pixels.
    #[inline(never)]
    pub fn apply<S: Simd>(&self, simd: S, values: &mut [f32], layout: Layout) {
        simd.vectorize(
            #[inline(always)]
            || self.apply_here(simd, values, layout),
        );
    }

    #[inline(always)]
    fn apply_here<S: Simd>(&self, simd: S, values: &mut [f32], layout: Layout) {
        let zero = f32x8::splat(simd, 0.0);
        match self {
            Self::None => {}
            Self::Relu => each(
                simd,
                values,
                #[inline(always)]
                |value| value.max(zero),
            ),
            Self::HardSwish => {
                let (three, six) = (f32x8::splat(simd, 3.0), f32x8::splat(simd, 6.0));
                let sixth = f32x8::splat(simd, 1.0 / 6.0);
                each(
                    simd,
                    values,
                    #[inline(always)]
                    |value| value * (value + three).max(zero).min(six) * sixth,
                );
            }
            Self::Logistic => {
                each(
                    simd,
                    values,
                    #[inline(always)]
                    |value| logistic(simd, value),
                );
            }
            Self::Prelu(slopes) => {
                let (slopes, _) = slopes.as_chunks();
                for pixel in values.chunks_exact_mut(layout.stride) {
                    for (value, slope) in pixel.as_chunks_mut().0.iter_mut().zip(slopes) {
                        let x = f32x8::load_array_ref(simd, value);
                        let slope = f32x8::load_array_ref(simd, slope);
                        slope.mul_add(x.min(zero), x.max(zero)).store_array(value);
                    }
                }
            }
        }
    }
}

/// What is done to the sums of a convolution.
pub struct Finisher {
    pub first: Function,
    /// How the values that are added lie, if any are.
    pub added: Option<Layout>,
    pub last: Function,
    /// How the sums lie.
    pub layout: Layout,
}

impl Finisher {
    /// Values from one pixel to the next of what is added.
    pub fn added_stride(&self) -> usize {
        self.added.map_or(1, |added| added.stride)
    }

    /// Finishes whole pixels of groups of channels.
    pub fn finish<S: Simd>(&self, simd: S, out: &mut [f32], added: Option<&[f32]>) {
        self.first.apply(simd, out, self.layout);
        if let Some(added) = added {
            if self.added_stride() == self.layout.stride {
                combine(simd, false, out, added);
            } else {
                let pixels = out.chunks_exact_mut(self.layout.stride);
                for (out, added) in pixels.zip(added.chunks_exact(self.added_stride())) {
                    combine(simd, false, out, added);
                }
            }
        }
        self.last.apply(simd, out, self.layout);
    }

    /// Finishes sums that are in registers yet: some channels, from `channel` on, of a few pixels.
    #[inline(always)]
    pub fn finish_sums<S, V, const N: usize>(
        &self,
        simd: S,
        sums: &mut [V],
        channel: usize,
        added: Option<&[f32]>,
    ) where
        S: Simd,
        V: SimdFloat<S, Element = f32, Array = [f32; N]>,
    {
        self.first.apply_to_sums(simd, sums, channel);
        if let Some(added) = added {
            for (sum, added) in sums.iter_mut().zip(added.chunks_exact(self.added_stride())) {
                *sum += load::<S, V, N>(simd, added, channel);
            }
        }
        self.last.apply_to_sums(simd, sums, channel);
    }
}

/// Some channels of a pixel. What it does not have is zero.
#[inline(always)]
fn load<S, V, const N: usize>(simd: S, pixel: &[f32], channel: usize) -> V
where
    S: Simd,
    V: SimdFloat<S, Element = f32, Array = [f32; N]>,
{
    let values = pixel.get(channel..).unwrap_or_default();
    if let Some(values) = values.first_chunk() {
        V::load_array_ref(simd, values)
    } else {
        let mut some = [0.0; N];
        some.iter_mut().zip(values).for_each(|(to, from)| *to = *from);
        V::load_array(simd, some)
    }
}

/// Adds to values others, or multiplies them with others.
#[inline(never)]
pub fn combine<S: Simd>(simd: S, product: bool, out: &mut [f32], other: &[f32]) {
    simd.vectorize(
        #[inline(always)]
        || {
            for (out, other) in out.as_chunks_mut().0.iter_mut().zip(other.as_chunks().0) {
                let (a, b) = (f32x8::load_array_ref(simd, out), f32x8::load_array_ref(simd, other));
                if product { a * b } else { a + b }.store_array(out);
            }
        },
    );
}

#[inline(always)]
fn each<S: Simd>(simd: S, values: &mut [f32], function: impl Fn(f32x8<S>) -> f32x8<S>) {
    for group in values.as_chunks_mut().0 {
        function(f32x8::load_array_ref(simd, group)).store_array(group);
    }
}

/// 1 / (1 + e⁻ˣ)
#[inline(always)]
fn logistic<S: Simd>(simd: S, x: f32x8<S>) -> f32x8<S> {
    let one = f32x8::splat(simd, 1.0);
    one / (one + exponential(simd, -x))
}

/// eˣ to within about two units of the last place, for a sum that is then divided by.
///
/// eˣ = 2ⁿ × eʳ with n the whole number nearest to x / ln 2, so that r is at most ln 2 / 2 off
/// zero, where six terms of the series suffice. 2ⁿ is made of its exponent. (Cody and Waite,
/// Software Manual for the Elementary Functions, 1980: ln 2 in two parts, for the sake of r.)
#[inline(always)]
fn exponential<S: Simd>(simd: S, x: f32x8<S>) -> f32x8<S> {
    let constant = |value| f32x8::splat(simd, value);
    let x = x.max(constant(-87.0)).min(constant(87.0));
    let n = (x * constant(std::f32::consts::LOG2_E)).round_ties_even();
    let r = n.mul_add(constant(-0.693_359_4), x);
    let r = n.mul_add(constant(2.121_944_4e-4), r);
    let mut series = constant(1.0 / 720.0);
    for term in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        series = series.mul_add(r, constant(term));
    }
    let exponent = (n.to_int::<i32x8<S>>() + i32x8::splat(simd, 127)) << 23;
    series * exponent.bitcast::<f32x8<S>>()
}
