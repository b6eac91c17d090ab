use crate::PortraitError;

/// The most pixels that a picture may have. More shows nothing that a network would see.
pub const MOST_PIXELS: usize = 4 << 20;

/// A picture as it was decoded, turned upright, not mirrored.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    rgba: &'a [u8],
    width: usize,
    height: usize,
}

impl<'a> Picture<'a> {
    /// A picture of four bytes a pixel (red, green, blue, opacity, which is not looked at), row by row.
    pub fn new(rgba: &'a [u8], width: usize, height: usize) -> Result<Self, PortraitError> {
        let pixels = width.checked_mul(height).ok_or(PortraitError::TooLarge)?;
        if pixels > MOST_PIXELS {
            return Err(PortraitError::TooLarge);
        }
        if pixels == 0 || rgba.len() != pixels * 4 {
            return Err(PortraitError::NotAPicture);
        }
        Ok(Self { rgba, width, height })
    }

    /// Pixels from side to side, at least 1.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels from top to bottom, at least 1.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Width and height.
    pub(crate) fn size(&self) -> (f32, f32) {
        (self.width as f32, self.height as f32)
    }

    /// Red, green and blue of a pixel; of the nearest one for what is outside.
    pub(crate) fn rgb(&self, x: isize, y: isize) -> [u8; 3] {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        let place = (y * self.width + x) * 4;
        self.rgba.get(place..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default()
    }

    /// A row's pixels; none below the picture.
    pub(crate) fn row(&self, y: usize) -> &'a [[u8; 4]] {
        let row = self.rgba.chunks_exact(self.width * 4).nth(y).unwrap_or_default();
        row.as_chunks().0
    }
}
