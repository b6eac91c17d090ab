//! The picture as the reader takes it: one grey byte a pixel.

use crate::geometry::Point;

/// A buffer that is not the picture it is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the buffer does not hold a picture of this size")]
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
        let mut luma = Vec::with_capacity(pixels.len());
        for pixels in pixels.chunks(STRETCH) {
            // Nearly every picture is opaque, and sums without a question are done many at once.
            let all = pixels.iter().fold(u32::MAX, |all, &pixel| all & u32::from_le_bytes(pixel));
            if all >> 24 == 255 {
                luma.extend(pixels.iter().map(|&pixel| grey(u32::from_le_bytes(pixel))));
            } else {
                luma.extend(pixels.iter().map(|&pixel| on_white(u32::from_le_bytes(pixel))));
            }
        }
        Self::from_luma(width, height, luma)
    }

    /// A row; empty below the picture.
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        self.luma.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// Half as wide and high: each pixel the mean of four. None where nothing would be left.
    pub(crate) fn halved(&self) -> Option<Self> {
        let (width, height) = (self.width / 2, self.height / 2);
        if width == 0 || height == 0 {
            return None;
        }
        let mut luma = Vec::with_capacity(width * height);
        for y in 0..height {
            let (upper, lower) = (self.row(2 * y), self.row(2 * y + 1));
            let pairs = upper.as_chunks::<2>().0.iter().zip(lower.as_chunks::<2>().0);
            luma.extend(pairs.map(|(&[a, b], &[c, d])| {
                ((u16::from(a) + u16::from(b) + u16::from(c) + u16::from(d) + 2) / 4) as u8
            }));
        }
        Some(Self { width, height, luma })
    }

    /// Each pixel the mean of the nine around it.
    pub(crate) fn blurred(&self) -> Self {
        let across = |row: &[u8]| -> Vec<u16> {
            let last = row.len().saturating_sub(1);
            let at = |x: usize| row.get(x.min(last)).copied().map_or(0, u16::from);
            (0..row.len()).map(|x| at(x.saturating_sub(1)) + at(x) + at(x + 1)).collect()
        };
        let mut luma = Vec::with_capacity(self.luma.len());
        let mut above = across(self.row(0));
        let mut here = above.clone();
        for y in 0..self.height {
            let below = if y + 1 < self.height { across(self.row(y + 1)) } else { here.clone() };
            let sums = above.iter().zip(&here).zip(&below);
            luma.extend(sums.map(|((a, b), c)| ((a + b + c + 4) / 9) as u8));
            above = std::mem::replace(&mut here, below);
        }
        Self { width: self.width, height: self.height, luma }
    }

    /// The grey at a point, between pixels by linear interpolation; at the border it goes on.
    #[inline]
    pub(crate) fn at(&self, p: Point) -> f32 {
        // What is not a number ends at zero, too.
        let x = (p.x - 0.5).max(0.0).min(self.width as f32 - 1.0);
        let y = (p.y - 0.5).max(0.0).min(self.height as f32 - 1.0);
        let (left, top) = (x as usize, y as usize);
        let (right_share, bottom_share) = (x - left as f32, y - top as f32);
        // The last row and column have no next one, and no share of it.
        let upper = self.pair(top * self.width + left);
        let lower = self.pair((top + 1).min(self.height - 1) * self.width + left);
        let mix = |[a, b]: [u8; 2]| f32::from(a) + (f32::from(b) - f32::from(a)) * right_share;
        mix(upper) + (mix(lower) - mix(upper)) * bottom_share
    }

    /// A pixel and the next.
    #[inline]
    fn pair(&self, at: usize) -> [u8; 2] {
        match self.luma.get(at..at + 2) {
            Some(&[a, b]) => [a, b],
            _ => [self.luma.last().copied().unwrap_or(255); 2],
        }
    }

    /// How far outside the picture a point lies; below 0 it lies that far inside.
    pub(crate) fn outside(&self, p: Point) -> f32 {
        let across = (-p.x).max(p.x - self.width as f32);
        let down = (-p.y).max(p.y - self.height as f32);
        across.max(down)
    }
}

/// Pixels that are made grey in one go.
const STRETCH: usize = 4096;

/// Luma by ITU-R BT.601 of a pixel with red in its lowest byte.
#[inline]
fn grey(pixel: u32) -> u8 {
    // The weights add up to 256: the sum fits 16 bits.
    (((pixel & 255) * 77 + (pixel >> 8 & 255) * 150 + (pixel >> 16 & 255) * 29) >> 8) as u8
}

/// The same, of a pixel that white shines through.
fn on_white(pixel: u32) -> u8 {
    let (luma, alpha) = (u32::from(grey(pixel)), pixel >> 24);
    // An average of two bytes.
    ((luma * alpha + 255 * (255 - alpha)) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: usize, luma: &[u8]) -> Picture {
        Picture::from_luma(width, luma.len() / width, luma.to_vec()).unwrap()
    }

    /// The weights of ITU-R BT.601: 0.299, 0.587 and 0.114.
    #[test]
    fn colours_become_grey_and_what_is_transparent_white() {
        let pixels = [
            [255, 255, 255, 255],
            [0, 0, 0, 255],
            [255, 0, 0, 255],
            [0, 255, 0, 255],
            [0, 0, 255, 255],
            [0, 0, 0, 0],
            [0, 0, 0, 128],
        ];
        let expected: [u8; 7] = [255, 0, 76, 150, 29, 255, 127];
        // Alone, and in a row that is long enough to be worked on in more than one stretch.
        for times in [1, 2000] {
            let rgba = pixels.repeat(times).concat();
            let grey = Picture::from_rgba(7, times, &rgba).unwrap();
            for (got, expected) in grey.luma.iter().zip(expected.iter().cycle()) {
                assert!(got.abs_diff(*expected) <= 1, "{got} is not {expected}");
            }
        }
    }

    #[test]
    fn half_the_size_is_the_mean_of_four() {
        let half = picture(5, &[0, 10, 100, 200, 9, 20, 30, 100, 0, 9, 7, 7, 7, 7, 7]).halved();
        assert_eq!(half, Some(picture(2, &[15, 100])));
        assert_eq!(picture(1, &[1, 2, 3]).halved(), None);
    }

    #[test]
    fn a_blur_spreads_a_point_over_nine_and_keeps_a_plain_picture() {
        let mut luma = [0; 25];
        luma[12] = 90;
        let blurred = picture(5, &luma).blurred();
        for (at, grey) in blurred.luma.iter().enumerate() {
            let near = (at % 5).abs_diff(2).max((at / 5).abs_diff(2)) <= 1;
            assert_eq!(*grey, if near { 10 } else { 0 });
        }
        for width in [1, 2, 6] {
            assert_eq!(picture(width, &[77; 6]).blurred(), picture(width, &[77; 6]));
        }
    }

    #[test]
    fn between_pixels_lies_their_mean_and_beyond_the_border_the_last() {
        let picture = picture(2, &[0, 100, 200, 60]);
        for ((x, y), expected) in [
            ((0.5, 0.5), 0.0),
            ((1.5, 1.5), 60.0),
            ((1.0, 0.5), 50.0),
            ((0.5, 1.0), 100.0),
            ((1.0, 1.0), 90.0),
            ((-9.0, -9.0), 0.0),
            ((9.0, 0.5), 100.0),
            ((9.0, 9.0), 60.0),
            ((f32::NAN, f32::NAN), 0.0),
            ((f32::INFINITY, f32::NEG_INFINITY), 100.0),
        ] {
            let grey = picture.at(Point::new(x, y));
            assert!((grey - expected).abs() < 0.01, "{grey} at {x}, {y}");
        }
    }
}
