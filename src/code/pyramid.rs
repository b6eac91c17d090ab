//! A picture in several sizes, and the size that suits a symbol.

use std::cell::OnceCell;

use crate::geometry::Point;
use crate::picture::Picture;

/// Pixels a module that sampling wants at least; beyond twice that a smaller picture will do.
const MODULE: f32 = 3.5;

/// A picture in its sizes, made when they are wanted: each half the one before.
pub(crate) struct Pyramid<'a> {
    original: &'a Picture,
    smaller: [OnceCell<Option<Picture>>; 5],
}

impl<'a> Pyramid<'a> {
    pub fn new(original: &'a Picture) -> Self {
        Self { original, smaller: Default::default() }
    }

    /// The original is level 0. None where nothing would be left, or is wanted.
    pub fn level(&self, level: usize) -> Option<&Picture> {
        let Some(above) = level.checked_sub(1) else { return Some(self.original) };
        let cell = self.smaller.get(above)?;
        let make =
            || self.level(above).filter(|picture| picture.width.min(picture.height) > 60)?.halved();
        cell.get_or_init(make).as_ref()
    }

    /// The first level of at most so many pixels; the smallest, if there is none.
    pub fn first_of(&self, pixels: usize) -> usize {
        let mut smallest = 0;
        for level in 0..=self.smaller.len() {
            let Some(picture) = self.level(level) else { break };
            smallest = level;
            if picture.width * picture.height <= pixels {
                break;
            }
        }
        smallest
    }

    /// The picture in which a module of so many pixels of the original has what sampling wants.
    pub fn view(&self, module: f32, inverted: bool) -> View<'_> {
        let mut module = module;
        let mut view = View { picture: self.original, inverted, factor: 1.0 };
        for level in 1..=self.smaller.len() {
            module /= 2.0;
            if module < MODULE {
                break;
            }
            let Some(picture) = self.level(level) else { break };
            view = View { picture, inverted, factor: view.factor * 2.0 };
        }
        view
    }
}

/// A picture with the symbol dark on light.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub picture: &'a Picture,
    pub inverted: bool,
    /// Pixels of the original a pixel.
    pub factor: f32,
}

impl View<'_> {
    /// The grey at a point of the original.
    pub fn at(&self, p: Point) -> f32 {
        let grey = self.picture.at(p.scaled(1.0 / self.factor));
        if self.inverted { 255.0 - grey } else { grey }
    }
}
