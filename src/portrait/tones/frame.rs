use tucai_wire::portrait::Point;

use super::{
    colour::{self, Colour},
    raster::Raster,
    region::{self, Region},
};
use crate::{picture::Picture, seen::Seen};

/// Pixels from side to side: half of the frame's, which shows every colour that matters.
const WIDTH: usize = 240;
/// Pixels from top to bottom.
const HEIGHT: usize = 320;

/// From here on the mask means a person.
const PERSON: f32 = 0.5;

/// The cut at half the frame's size, with what is known about each pixel.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The pixels.
    pub raster: Raster,
    /// The same in CIELAB.
    pub lab: Vec<Colour>,
    /// How far each is a person's, from 0 to 1.
    pub mask: Vec<f32>,
    /// Which are within the picture at all.
    pub inside: Region,
    /// The face's points, in pixels of the picture.
    pub mesh: &'a [[f32; 3]],
    /// From cheek to cheek, in pixels of this.
    pub face_width: f32,
    /// From the hairline to the chin, along the face.
    pub face_height: f32,
    /// Between the cheeks.
    pub middle: f32,
    /// The tip of the chin.
    pub chin: Point,
}

impl<'a> Frame<'a> {
    /// None where the cut or the face has no size.
    pub fn new(picture: &Picture<'_>, seen: &'a Seen) -> Option<Self> {
        let cut = seen.cut;
        let finite = [cut.x, cut.y, cut.width, cut.height].iter().all(|side| side.is_finite());
        if !finite || cut.width < 1.0 || cut.height < 1.0 {
            return None;
        }
        let raster = Raster::new(picture, cut, WIDTH, HEIGHT);
        let at = |point: usize| {
            let [x, y, _] = *seen.mesh.get(point)?;
            let [x, y] = raster.place([x, y]);
            (x.abs() < 1e4 && y.abs() < 1e4).then_some([x, y])
        };
        let (left, right, top, chin) = (at(234)?, at(454)?, at(10)?, at(152)?);
        let far = |[x, y]: Point, [to_x, to_y]: Point| (to_x - x).hypot(to_y - y);
        let (face_width, face_height) = (far(left, right), far(top, chin));
        // In profile the width is next to nothing; the height is not.
        let face_width = face_width.max(0.6 * face_height);
        if face_width < 4.0 {
            return None;
        }
        let middle = f32::midpoint(left[0], right[0]);
        let lab = raster.rgb.iter().map(|rgb| colour::lab(*rgb)).collect();
        let (mut mask, mut inside) = (Vec::new(), Vec::new());
        let (wide, tall) = picture.size();
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let [x, y] = raster.origin(x, y);
                let value = seen.mask.at(x, y);
                mask.push(if value.is_finite() { value } else { 0.0 });
                inside.push(x >= 0.0 && y >= 0.0 && x < wide && y < tall);
            }
        }
        let mesh = seen.mesh.as_slice();
        Some(Self { raster, lab, mask, inside, mesh, face_width, face_height, middle, chin })
    }

    /// Pixels from side to side.
    pub fn width(&self) -> usize {
        self.raster.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        self.raster.height
    }

    /// The colour at a place. None outside of the frame or of the picture.
    pub fn lab_at(&self, [x, y]: Point) -> Option<Colour> {
        let at = self.index([x, y])?;
        self.inside.get(at)?.then(|| self.lab.get(at).copied())?
    }

    /// Whose a place is: 0 to 1. None outside.
    pub fn mask_at(&self, point: Point) -> Option<f32> {
        let at = self.index(point)?;
        self.inside.get(at)?.then(|| self.mask.get(at).copied())?
    }

    /// The pixel of a place.
    fn index(&self, [x, y]: Point) -> Option<usize> {
        let is_in = x >= 0.0 && y >= 0.0 && x < self.width() as f32 && y < self.height() as f32;
        is_in.then(|| y as usize * self.width() + x as usize)
    }

    /// The pixels that fulfil something, by their number, column and row.
    pub fn region(&self, is: impl Fn(usize, f32, f32) -> bool) -> Region {
        let width = self.width().max(1);
        (0..self.lab.len())
            .map(|at| {
                let (x, y) = ((at % width) as f32 + 0.5, (at / width) as f32 + 0.5);
                self.inside.get(at).is_some_and(|is| *is) && is(at, x, y)
            })
            .collect()
    }

    /// The pixels that are a person's (or the background's), so far from the edge between them.
    pub fn side(&self, person: bool, away: f32) -> Region {
        let one = self
            .region(|at, _, _| self.mask.get(at).is_some_and(|mask| (*mask >= PERSON) == person));
        // What is outside of the picture is no foreign side.
        let all: Region =
            one.iter().zip(&self.inside).map(|(one, inside)| *one || !inside).collect();
        let far = region::eroded(&all, self.width(), away as usize);
        far.iter().zip(&self.inside).map(|(far, inside)| *far && *inside).collect()
    }

    /// The colours of a region.
    pub fn colours(&self, region: &[bool]) -> Vec<Colour> {
        let pairs = self.lab.iter().zip(region);
        pairs.filter(|(_, is)| **is).map(|(colour, _)| *colour).collect()
    }

    /// The pixels within an outline of the mesh.
    pub fn within(&self, points: &[usize]) -> Region {
        let mut region = region::within(&self.raster, self.mesh, points);
        for (is, inside) in region.iter_mut().zip(&self.inside) {
            *is &= inside;
        }
        region
    }
}
