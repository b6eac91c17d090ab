//! A picture that is worked on: a grey a pixel, not yet rounded to bytes.

use tucai_code::Picture;

/// Points a side of a pixel at which a picture is looked at when another is made of it.
const POINTS: usize = 4;

/// A grey picture; 0 is black, 255 white.
#[derive(Debug, Clone)]
pub struct Grey {
    pub width: usize,
    pub height: usize,
    /// Row by row.
    pub pixels: Vec<f32>,
}

impl Grey {
    /// Of one grey.
    pub fn plain(width: usize, height: usize, grey: f32) -> Self {
        Self { width, height, pixels: vec![grey; width * height] }
    }

    /// From a function of the pixels' middles.
    pub fn from_fn(width: usize, height: usize, grey: impl Fn(f32, f32) -> f32) -> Self {
        let middles = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = middles.map(|(x, y)| grey(x as f32 + 0.5, y as f32 + 0.5)).collect();
        Self { width, height, pixels }
    }

    /// The grey at a point, if it lies on the picture.
    pub fn at(&self, x: f32, y: f32) -> Option<f32> {
        let inside = x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32;
        inside.then(|| self.pixels[y as usize * self.width + x as usize])
    }

    /// A picture whose pixels show the points of this one that `source` names, each the mean over
    /// its area; what lies outside is `ground`.
    pub fn warped(
        &self,
        [width, height]: [usize; 2],
        ground: f32,
        source: impl Fn([f32; 2]) -> [f32; 2],
    ) -> Self {
        let parts = || (0..POINTS).map(|part| (part as f32 + 0.5) / POINTS as f32 - 0.5);
        Self::from_fn(width, height, |x, y| {
            let mut sum = 0.0;
            for down in parts() {
                for across in parts() {
                    let [x, y] = source([x + across, y + down]);
                    sum += self.at(x, y).unwrap_or(ground);
                }
            }
            sum / (POINTS * POINTS) as f32
        })
    }

    /// Larger or smaller by a factor.
    pub fn scaled(&self, factor: f32) -> Self {
        let size = [self.width, self.height].map(|side| (side as f32 * factor).round() as usize);
        let ground = self.pixels[0];
        self.warped(size, ground, |[x, y]| [x / factor, y / factor])
    }

    /// With a light or dark border.
    pub fn framed(&self, border: usize, grey: f32) -> Self {
        let mut framed = Self::plain(self.width + 2 * border, self.height + 2 * border, grey);
        framed.paste(self, [border, border]);
        framed
    }

    /// Lays another picture over this one; what does not fit is left out.
    pub fn paste(&mut self, other: &Self, [left, top]: [usize; 2]) {
        for y in 0..other.height.min(self.height.saturating_sub(top)) {
            for x in 0..other.width.min(self.width.saturating_sub(left)) {
                self.pixels[(top + y) * self.width + left + x] = other.pixels[y * other.width + x];
            }
        }
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, at: [usize; 2], [width, height]: [usize; 2], grey: f32) {
        self.paste(&Self::plain(width, height, grey), at);
    }

    /// A quarter turn clockwise.
    pub fn turned(&self) -> Self {
        let width = self.height as f32;
        Self::from_fn(self.height, self.width, |x, y| self.at(y, width - x).unwrap())
    }

    /// As in a mirror.
    pub fn mirrored(&self) -> Self {
        let width = self.width as f32;
        Self::from_fn(self.width, self.height, |x, y| self.at(width - x, y).unwrap())
    }

    /// Rounded to bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.pixels.iter().map(|grey| grey.round().clamp(0.0, 255.0) as u8).collect()
    }

    /// As the reader takes it.
    pub fn picture(&self) -> Picture {
        Picture::from_luma(self.width, self.height, self.bytes()).unwrap()
    }
}
