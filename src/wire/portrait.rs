//! The results of looking at a portrait, and what they are measured in.
//!
//! All places are in pixels of the picture as it was sent, from its left top corner; "left" and
//! "right" are those of the picture, not of the person.

use crate::Misread;
use crate::numbers::Numbers;
use crate::part::Part;

pub use crate::measure::{Measure, Measures};

/// A place: x and y.
pub type Point = [f32; 2];

/// The networks that the worker is given before it is asked. In this order on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// Finds faces: a box and six points.
    Detector,
    /// 468 points of one face.
    Mesh,
    /// The same, and its lids and lips once more: taken instead of [`Self::Mesh`], once it is there.
    AttentionMesh,
    /// Which pixels are a person's.
    Mask,
}

impl Network {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Detector, Self::Mesh, Self::AttentionMesh, Self::Mask];
}

/// A part of the picture with its sides along the picture's. It may reach beyond the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// The left side.
    pub x: f32,
    /// The upper side.
    pub y: f32,
    /// From side to side.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// A face as the detector found it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Face {
    /// From the brows to the chin and from cheek to cheek, roughly.
    pub area: Area,
    /// How sure the detector is, from 0 to 1.
    pub score: f32,
    /// The eyes: left, right.
    pub eyes: [Point; 2],
    /// The tip of the nose.
    pub nose: Point,
    /// The middle of the mouth.
    pub mouth: Point,
    /// The fronts of the ears: left, right.
    pub ears: [Point; 2],
}

/// What the detector alone found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Faces {
    /// The faces, the largest first.
    pub faces: Vec<Face>,
    /// Milliseconds that it took.
    pub ms: f64,
}

/// The four lines that the standard measures by. A person may move them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Marks {
    /// The top of the hair (头顶发际): y.
    pub hair_top: f32,
    /// Between the eyes: y.
    pub eye_line: f32,
    /// The left cheek's outer edge: x.
    pub face_left: f32,
    /// The right cheek's outer edge: x.
    pub face_right: f32,
}

/// One of the main colours of something.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Swatch {
    /// CIELAB, D65, as the picture has it: no white balance applied.
    pub lab: [f32; 3],
    /// The share of the thing that has about this colour, from 0 to 1.
    pub share: f32,
}

/// A place that only a person can judge, to be shown enlarged. In this order on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// From the hair's top to the brows.
    Hair,
    /// Both brows, with the fringe above.
    Brows,
    /// Both eyes, with the lids and what is before them.
    Eyes,
    /// The mouth.
    Mouth,
    /// The left ear and the hair around it.
    LeftEar,
    /// The right ear.
    RightEar,
    /// From the chin to the collar.
    Collar,
    /// The whole face.
    Face,
    /// The upper body.
    Clothes,
}

impl Spot {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::Hair,
        Self::Brows,
        Self::Eyes,
        Self::Mouth,
        Self::LeftEar,
        Self::RightEar,
        Self::Collar,
        Self::Face,
        Self::Clothes,
    ];
}

/// What was seen of a portrait.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portrait {
    /// The faces, the largest first: the one that everything else is about.
    pub faces: Vec<Face>,
    /// Its lines; none without a face.
    pub marks: Option<Marks>,
    /// Everything that was measured.
    pub measures: Measures,
    /// The main colours of the clothes, the most frequent first.
    pub clothes: Vec<Swatch>,
    /// The main colours of the background, the most frequent first.
    pub background: Vec<Swatch>,
    /// Where to look at what only a person can judge.
    pub spots: Vec<(Spot, Area)>,
    /// Milliseconds that it took.
    pub ms: f64,
}

impl Portrait {
    /// Where to look for something.
    pub fn spot(&self, spot: Spot) -> Option<Area> {
        self.spots.iter().find(|(one, _)| *one == spot).map(|(_, area)| *area)
    }
}

impl Part for Area {
    fn write(&self, message: &mut Vec<f64>) {
        [self.x, self.y, self.width, self.height].write(message);
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let [x, y, width, height] = Part::read(numbers)?;
        Ok(Self { x, y, width, height })
    }
}

impl Part for Face {
    fn write(&self, message: &mut Vec<f64>) {
        self.area.write(message);
        self.score.write(message);
        self.eyes.write(message);
        self.nose.write(message);
        self.mouth.write(message);
        self.ears.write(message);
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        Ok(Self {
            area: Part::read(numbers)?,
            score: Part::read(numbers)?,
            eyes: Part::read(numbers)?,
            nose: Part::read(numbers)?,
            mouth: Part::read(numbers)?,
            ears: Part::read(numbers)?,
        })
    }
}

impl Part for Marks {
    fn write(&self, message: &mut Vec<f64>) {
        [self.hair_top, self.eye_line, self.face_left, self.face_right].write(message);
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let [hair_top, eye_line, face_left, face_right] = Part::read(numbers)?;
        Ok(Self { hair_top, eye_line, face_left, face_right })
    }
}

impl Part for Swatch {
    fn write(&self, message: &mut Vec<f64>) {
        self.lab.write(message);
        self.share.write(message);
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        Ok(Self { lab: Part::read(numbers)?, share: Part::read(numbers)? })
    }
}

impl Part for (Spot, Area) {
    fn write(&self, message: &mut Vec<f64>) {
        message.push(f64::from(self.0 as u8));
        self.1.write(message);
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        Ok((numbers.one_of(&Spot::ALL)?, Part::read(numbers)?))
    }
}

impl Faces {
    /// Appends the milliseconds and the faces.
    pub(crate) fn write(&self, message: &mut Vec<f64>) {
        message.push(self.ms);
        self.faces.write(message);
    }

    pub(crate) fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let ms = numbers.finite()?;
        Ok(Self { faces: Part::read(numbers)?, ms })
    }
}

impl Portrait {
    /// Appends the milliseconds, faces, marks, measures, colours and spots.
    pub(crate) fn write(&self, message: &mut Vec<f64>) {
        message.push(self.ms);
        self.faces.write(message);
        self.marks.write(message);
        self.measures.write(message);
        self.clothes.write(message);
        self.background.write(message);
        self.spots.write(message);
    }

    pub(crate) fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let ms = numbers.finite()?;
        Ok(Self {
            faces: Part::read(numbers)?,
            marks: Part::read(numbers)?,
            measures: Part::read(numbers)?,
            clothes: Part::read(numbers)?,
            background: Part::read(numbers)?,
            spots: Part::read(numbers)?,
            ms,
        })
    }
}
