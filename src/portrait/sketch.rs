//! What a developer's drawing shows beyond what is measured.

use tucai_wire::portrait::{Area, Point, Portrait};

use crate::{Engine, Picture, PortraitError, mesh, seen::Seen};

/// What the networks saw.
#[derive(Debug)]
pub struct Sketch(Seen);

impl Sketch {
    /// Measures a picture and keeps what it was measured by; none without a face.
    pub fn of(
        engine: &mut Engine,
        picture: &Picture<'_>,
    ) -> Result<(Portrait, Option<Self>), PortraitError> {
        let (portrait, seen) = engine.look(picture)?;
        Ok((portrait, seen.map(Self)))
    }

    /// The mesh's points.
    pub fn points(&self) -> Vec<Point> {
        self.0.mesh.iter().map(|[x, y, _]| [*x, *y]).collect()
    }

    /// The points of the lips' and lids' edges and of the face's outline.
    pub fn contours(&self) -> Vec<Point> {
        let numbers = mesh::OUTLINE.iter().chain(&mesh::OUTER_LIPS);
        let numbers = numbers.chain(&mesh::EYE_CORNERS);
        numbers.map(|number| mesh::point(&self.0.mesh, *number)).collect()
    }

    /// How far a place is a person's, from 0 to 1.
    pub fn mask_at(&self, x: f32, y: f32) -> f32 {
        self.0.mask.at(x, y)
    }

    /// The best cut of 480×640.
    pub fn cut(&self) -> Area {
        self.0.cut
    }
}
