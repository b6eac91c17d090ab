//! The picture as the reader takes it: one grey byte a pixel.

/// A buffer that is not the picture it is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// A grey picture of at least one pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Row by row.
    pub(crate) luma: Vec<u8>,
}

impl Picture {
    /// From a grey byte a pixel, row by row.
    pub fn from_luma(width: usize, height: usize, luma: Vec<u8>) -> Result<Self, Malformed> {
        let size = width.checked_mul(height).filter(|&size| size > 0).ok_or(Malformed)?;
        if luma.len() == size { Ok(Self { width, height, luma }) } else { Err(Malformed) }
    }

    /// From red, green, blue and alpha, a byte each, row by row. What is transparent lies on white.
    pub fn from_rgba(width: usize, height: usize, rgba: &[u8]) -> Result<Self, Malformed> {
        let (pixels, rest) = rgba.as_chunks::<4>();
        if !rest.is_empty() {
            return Err(Malformed);
        }
        Self::from_luma(width, height, pixels.iter().map(grey).collect())
    }
}

/// Luma by ITU-R BT.601, over white.
fn grey(&[red, green, blue, alpha]: &[u8; 4]) -> u8 {
    let luma = (u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8;
    let alpha = u32::from(alpha);
    // At most 255: an average of two bytes.
    u8::try_from((luma * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
}
