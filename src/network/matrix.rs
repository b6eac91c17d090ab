//! Rows of values times a matrix of weights: what nearly all of the time goes into.

use fearless_simd::{f32x8, f32x16, prelude::*};

use crate::{
    error::Result,
    finish::Finisher,
    layout::{Budget, LANES},
};

/// How many columns are computed at once, if there are so many: as many registers as a processor
/// with 16 of 256 bits has. A browser's have 128 bits, so there it is eight.
const WIDE: usize = 16;

/// The weights of a convolution: blocks of columns, within a block row by row, the rows in groups
/// of eight.
pub struct Matrix {
    /// Groups of rows.
    groups: usize,
    wide: Vec<[[f32; WIDE]; LANES]>,
    narrow: Vec<[[f32; LANES]; LANES]>,
    /// What each column begins with.
    bias: Vec<f32>,
}

impl Matrix {
    /// Packs the weights of `bias.len()` columns, which lie one after the other.
    ///
    /// A column is `runs` times `stride` rows, of which only the first ones have weights, as many
    /// as there are.
    pub fn pack(
        weights: &[f32],
        bias: &[f32],
        [runs, stride]: [usize; 2],
        budget: &mut Budget,
    ) -> Result<Self> {
        let groups = runs.saturating_mul(stride).div_ceil(LANES);
        let columns = bias.len().next_multiple_of(LANES);
        let run = weights.len() / bias.len().max(1) / runs.max(1);
        let wides = if cfg!(target_arch = "wasm32") { 0 } else { columns / WIDE };
        budget.allocate(&[groups, LANES, columns])?;
        let narrows = (columns - wides * WIDE) / LANES;
        let mut wide = vec![[[0.0; WIDE]; LANES]; wides * groups];
        let mut narrow = vec![[[0.0; LANES]; LANES]; narrows * groups];
        for (column, weights) in weights.chunks_exact((run * runs).max(1)).enumerate() {
            for (n, weights) in weights.chunks_exact(run).enumerate() {
                for (row, weight) in (n * stride..).zip(weights) {
                    let (group, row) = (row / LANES, row % LANES);
                    let place = if let Some(column) = column.checked_sub(wides * WIDE) {
                        let group = narrow.get_mut(column / LANES * groups + group);
                        let row = group.and_then(|group| group.get_mut(row));
                        row.and_then(|row| row.get_mut(column % LANES))
                    } else {
                        let group = wide.get_mut(column / WIDE * groups + group);
                        let row = group.and_then(|group| group.get_mut(row));
                        row.and_then(|row| row.get_mut(column % WIDE))
                    };
                    if let Some(place) = place {
                        *place = *weight;
                    }
                }
            }
        }
        let mut bias = bias.to_vec();
        bias.resize(columns, 0.0);
        Ok(Self { groups, wide, narrow, bias })
    }

    /// The number of values of each row that is multiplied.
    pub fn rows(&self) -> usize {
        self.groups * LANES
    }

    /// Multiplies each of `rows`, with [`Self::rows`] values from one to the next, and writes the
    /// result to a pixel of `out`, finished.
    #[inline(never)]
    pub fn times<S: Simd>(
        &self,
        simd: S,
        rows: &[f32],
        out: &mut [f32],
        finisher: &Finisher,
        added: Option<&[f32]>,
    ) {
        simd.vectorize(
            #[inline(always)]
            || {
                // As many sums at once as the processor keeps in registers.
                if cfg!(not(target_arch = "wasm32")) && rows.len() == self.rows() {
                    self.blocks::<S, 1>(simd, rows, out, finisher, added);
                } else if S::f32s::LEN == 16 {
                    self.blocks::<S, 12>(simd, rows, out, finisher, added);
                } else if S::f32s::LEN == 8 {
                    self.blocks::<S, 6>(simd, rows, out, finisher, added);
                } else if cfg!(any(target_arch = "wasm32", target_arch = "aarch64")) {
                    self.blocks::<S, 4>(simd, rows, out, finisher, added);
                } else {
                    self.blocks::<S, 2>(simd, rows, out, finisher, added);
                }
            },
        );
    }

    /// The wide blocks; in a browser the compiler shall see that there are none.
    fn wide(&self) -> &[[[f32; WIDE]; LANES]] {
        if cfg!(target_arch = "wasm32") { &[] } else { &self.wide }
    }

    #[inline(always)]
    fn blocks<S: Simd, const ROWS: usize>(
        &self,
        simd: S,
        rows: &[f32],
        out: &mut [f32],
        finisher: &Finisher,
        added: Option<&[f32]>,
    ) {
        let length = self.rows();
        let stride = finisher.layout.stride;
        let mut added = added.map(|added| added.chunks(ROWS * finisher.added_stride()));
        for (rows, out) in rows.chunks(ROWS * length).zip(out.chunks_mut(ROWS * stride)) {
            let added = added.as_mut().and_then(Iterator::next);
            // The last block may have fewer rows: what is computed in their place is not kept.
            let mut block = [rows.as_chunks().0; ROWS];
            for (block, row) in block.iter_mut().zip(rows.chunks_exact(length)) {
                *block = row.as_chunks().0;
            }
            let mut column = 0;
            let (bias, _) = self.bias.as_chunks::<WIDE>();
            for (weights, bias) in self.wide().chunks_exact(self.groups).zip(bias) {
                let mut sums = sums::<S, f32x16<S>, ROWS, WIDE>(simd, &block, weights, bias);
                finisher.finish_sums::<S, f32x16<S>, WIDE>(simd, &mut sums, column, added);
                store::<S, f32x16<S>, ROWS, WIDE>(&sums, out, stride, column);
                column += WIDE;
            }
            let (bias, _) = self.bias.as_chunks::<LANES>();
            let bias = bias.iter().skip(column / LANES);
            for (weights, bias) in self.narrow.chunks_exact(self.groups).zip(bias) {
                let mut sums = sums::<S, f32x8<S>, ROWS, LANES>(simd, &block, weights, bias);
                finisher.finish_sums::<S, f32x8<S>, LANES>(simd, &mut sums, column, added);
                store::<S, f32x8<S>, ROWS, LANES>(&sums, out, stride, column);
                column += LANES;
            }
        }
    }
}

/// Stands where a row is shorter than it should be, which none is.
const NOTHING: [f32; LANES] = [0.0; LANES];

#[inline(always)]
fn sums<
    S: Simd,
    V: SimdFloat<S, Element = f32, Array = [f32; N]>,
    const ROWS: usize,
    const N: usize,
>(
    simd: S,
    rows: &[&[[f32; LANES]]; ROWS],
    weights: &[[[f32; N]; LANES]],
    bias: &[f32; N],
) -> [V; ROWS] {
    let mut sums = [V::load_array_ref(simd, bias); ROWS];
    for (group, weights) in weights.iter().enumerate() {
        let mut values = [&NOTHING; ROWS];
        for (values, row) in values.iter_mut().zip(rows) {
            *values = row.get(group).unwrap_or(&NOTHING);
        }
        for (lane, weights) in weights.iter().enumerate() {
            let weights = V::load_array_ref(simd, weights);
            for (sum, values) in sums.iter_mut().zip(&values) {
                let value = values.get(lane).copied().unwrap_or_default();
                *sum = V::splat(simd, value).mul_add(weights, *sum);
            }
        }
    }
    sums
}

#[inline(always)]
fn store<
    S: Simd,
    V: SimdFloat<S, Element = f32, Array = [f32; N]>,
    const ROWS: usize,
    const N: usize,
>(
    sums: &[V; ROWS],
    out: &mut [f32],
    stride: usize,
    column: usize,
) {
    for (sums, out) in sums.iter().zip(out.chunks_exact_mut(stride)) {
        let Some(out) = out.get_mut(column..) else { continue };
        if let Some(out) = out.first_chunk_mut::<N>() {
            sums.store_array(out);
        } else {
            for (out, sum) in out.iter_mut().zip(sums.as_slice()) {
                *out = *sum;
            }
        }
    }
}
