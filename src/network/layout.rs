//! How values lie in memory.

use crate::error::{NetworkError, Result};

/// Channels are computed eight at a time.
pub const LANES: usize = 8;

/// A picture in memory: pixel by pixel, each with its channels and, from eight channels on, with as
/// many zeros as make their number a multiple of eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub height: usize,
    pub width: usize,
    pub channels: usize,
    /// Values from one pixel to the next.
    pub stride: usize,
}

impl Layout {
    pub fn new([height, width, channels]: [usize; 3]) -> Self {
        let stride = if channels < LANES { channels } else { channels.next_multiple_of(LANES) };
        Self { height, width, channels, stride }
    }

    pub fn pixels(self) -> usize {
        self.height.saturating_mul(self.width)
    }

    /// The values of one line of pixels.
    pub fn line(self) -> usize {
        self.width.saturating_mul(self.stride)
    }

    /// All values, and as many more as make them whole groups of eight.
    pub fn len(self) -> usize {
        self.pixels().saturating_mul(self.stride).next_multiple_of(LANES)
    }

    /// Whether each pixel is whole groups of eight.
    pub fn is_wide(self) -> bool {
        self.stride.is_multiple_of(LANES)
    }

    /// Copies channels that lie close together into this layout.
    #[inline(never)]
    pub fn spread(self, close: &[f32], out: &mut [f32]) {
        if self.stride == self.channels {
            let (out, _) = out.split_at_mut(close.len().min(out.len()));
            out.copy_from_slice(close.get(..out.len()).unwrap_or_default());
        } else {
            let pixels = close.chunks_exact(self.channels).zip(out.chunks_exact_mut(self.stride));
            for (from, to) in pixels {
                to.fill(0.0);
                to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            }
        }
    }

    /// The channels alone.
    #[inline(never)]
    pub fn gather(self, values: &[f32], close: &mut Vec<f32>) {
        close.clear();
        if self.stride == self.channels {
            close
                .extend_from_slice(values.get(..self.pixels() * self.channels).unwrap_or_default());
            return;
        }
        let pixels = values.chunks_exact(self.stride).take(self.pixels());
        pixels.for_each(|pixel| close.extend(pixel.iter().take(self.channels)));
    }
}

/// What may still be allocated. A file of a few bytes can ask for any amount.
pub struct Budget {
    values: usize,
    products: usize,
}

impl Budget {
    /// Several times what the largest published network needs: 64 MB, and a billion products a
    /// run.
    pub fn new() -> Self {
        Self { values: 1 << 24, products: 1 << 30 }
    }

    /// Takes a product of sizes from what is left of memory.
    pub fn allocate(&mut self, sizes: &[usize]) -> Result<usize> {
        take(&mut self.values, sizes)
    }

    /// Takes a product of sizes from what is left of time.
    pub fn compute(&mut self, sizes: &[usize]) -> Result<usize> {
        take(&mut self.products, sizes)
    }
}

#[inline(never)]
fn take(left: &mut usize, sizes: &[usize]) -> Result<usize> {
    let product = sizes.iter().try_fold(1_usize, |product, size| product.checked_mul(*size));
    let product = product.ok_or(NetworkError::TooLarge)?;
    *left = left.checked_sub(product).ok_or(NetworkError::TooLarge)?;
    Ok(product)
}
