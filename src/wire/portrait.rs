//! The results of looking at a portrait, and what they are measured in.
//!
//! All places are in pixels of the picture as it was sent, from its left top corner; "left" and
//! "right" are those of the picture, not of the person.

use crate::Misread;
use crate::numbers::{self, Numbers};

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

/// Something that was measured. In this order on the wire. "Frame" is the cut of [`crate::frame`] by
/// the marks as found, "frame pixel" a pixel of 480×640.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// How far the head leans, in degrees, positive clockwise in the picture.
    Tilt,
    /// How far the face is turned, in degrees, positive towards the picture's right.
    Turn,
    /// How far it nods, in degrees, positive upwards. A hint only.
    Nod,
    /// The gap between the lids by the eye-to-chin distance, as the plain mesh has it: left.
    LidGapLeft,
    /// Right.
    LidGapRight,
    /// The same as the attention mesh has it, instead: left.
    FineLidGapLeft,
    /// Right.
    FineLidGapRight,
    /// The gap between the lips by the eye-to-chin distance, as the plain mesh has it.
    LipGap,
    /// The same as the attention mesh has it, instead.
    FineLipGap,
    /// The share of bright, colourless pixels between the lips' outer edges, from 0 to 1.
    Teeth,
    /// How sure the mesh is that it lies on a face, from 0 to 1.
    FaceSure,
    /// The width of the next largest face by that of the largest; 0 if there is none.
    NextFace,
    /// From the hair's top to the picture's upper edge, in pixels. 0 where it is cut.
    HeadRoom,
    /// The share of the face's area that is outside the picture, from 0 to 1.
    FaceOutside,
    /// How well the hair's top stands out from the background, from 0 (a guess) to 1.
    HairTopSure,
    /// How well the cheeks' edges are seen (not covered by hair), from 0 to 1.
    CheeksSure,
    /// Edges on the face against those that a sharp picture of this size would have; 1 is sharp.
    Sharpness,
    /// The face's lightness: the median L* (CIELAB) of the skin, from 0 to 100.
    SkinLightness,
    /// The share of skin that is burnt out, from 0 to 1.
    SkinBurnt,
    /// The share of skin that is too dark to tell, from 0 to 1.
    SkinBlack,
    /// The difference of L* between the face's halves, positive where the right is lighter.
    SideDifference,
    /// The share of skin with a shine, from 0 to 1.
    Shine,
    /// The cast of colour: how far in a*.
    CastA,
    /// And in b*.
    CastB,
    /// How far the picture's colours can be judged, from 0 (not at all) to 1.
    CastSure,
    /// The share of pixels without any colour, from 0 to 1: a black-and-white picture has 1.
    Colourless,
    /// The share of the frame that is background, from 0 to 1.
    BackgroundSeen,
    /// How uneven it is: a robust deviation in CIELAB.
    BackgroundSpread,
    /// How much it changes from side to side, or from top to bottom, in CIELAB.
    BackgroundSlope,
    /// Edges in it, a share of its pixels from 0 to 1.
    BackgroundEdges,
    /// The share of the frame with another person, from 0 to 1.
    OtherPerson,
    /// The share of the frame that is clothes, from 0 to 1.
    ClothesSeen,
    /// Edges in the clothes, a share of their pixels from 0 to 1.
    ClothesEdges,
    /// The difference (CIEDE2000) between hair or clothes and background along their common edge: the
    /// tenth part of it with the least.
    EdgeContrast,
    /// How much of the left shoulder is within the frame, from 0 to 1.
    ShoulderLeft,
    /// Of the right.
    ShoulderRight,
    /// How much lower the right shoulder is, in degrees.
    ShoulderSlope,
    /// The share of skin among the shoulders, from 0 to 1.
    ShoulderSkin,
    /// What speaks for glasses, from 0 to 1.
    Glasses,
    /// What speaks for a shine on them, from 0 to 1.
    GlassesShine,
    /// The L* of the whites of the eyes, and of the teeth if they show: what is white in every face
    /// tells dark skin from little light.
    WhitesLightness,
    /// The L* that only a fiftieth of the frame exceeds.
    FrameLightest,
}

impl Measure {
    /// All of them, in order.
    pub const ALL: [Self; 42] = [
        Self::Tilt,
        Self::Turn,
        Self::Nod,
        Self::LidGapLeft,
        Self::LidGapRight,
        Self::FineLidGapLeft,
        Self::FineLidGapRight,
        Self::LipGap,
        Self::FineLipGap,
        Self::Teeth,
        Self::FaceSure,
        Self::NextFace,
        Self::HeadRoom,
        Self::FaceOutside,
        Self::HairTopSure,
        Self::CheeksSure,
        Self::Sharpness,
        Self::SkinLightness,
        Self::SkinBurnt,
        Self::SkinBlack,
        Self::SideDifference,
        Self::Shine,
        Self::CastA,
        Self::CastB,
        Self::CastSure,
        Self::Colourless,
        Self::BackgroundSeen,
        Self::BackgroundSpread,
        Self::BackgroundSlope,
        Self::BackgroundEdges,
        Self::OtherPerson,
        Self::ClothesSeen,
        Self::ClothesEdges,
        Self::EdgeContrast,
        Self::ShoulderLeft,
        Self::ShoulderRight,
        Self::ShoulderSlope,
        Self::ShoulderSkin,
        Self::Glasses,
        Self::GlassesShine,
        Self::WhitesLightness,
        Self::FrameLightest,
    ];
}

/// What was measured; what could not be, is absent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measures([Option<f32>; Measure::ALL.len()]);

impl Default for Measures {
    fn default() -> Self {
        Self([None; Measure::ALL.len()])
    }
}

impl Measures {
    /// What a measure came to.
    pub fn get(&self, measure: Measure) -> Option<f32> {
        self.0.get(measure as usize).copied().flatten()
    }

    /// Notes what a measure came to. What is no finite number was not measured.
    pub fn set(&mut self, measure: Measure, value: f32) {
        if let Some(place) = self.0.get_mut(measure as usize) {
            *place = value.is_finite().then_some(value);
        }
    }

    /// Takes over what another part measured.
    pub fn add(&mut self, other: &Self) {
        for (mine, others) in self.0.iter_mut().zip(other.0) {
            *mine = others.or(*mine);
        }
    }
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

/// How a value lies on the wire.
trait Part: Sized {
    fn write(&self, message: &mut Vec<f64>);
    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread>;
}

impl Part for f32 {
    fn write(&self, message: &mut Vec<f64>) {
        message.push(f64::from(*self));
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        #[allow(clippy::cast_possible_truncation, reason = "was of this size before it was sent")]
        let short = numbers.finite()? as f32;
        Ok(short)
    }
}

impl<const N: usize> Part for [f32; N] {
    fn write(&self, message: &mut Vec<f64>) {
        message.extend(self.iter().copied().map(f64::from));
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let mut all = [0.0; N];
        for one in &mut all {
            *one = Part::read(numbers)?;
        }
        Ok(all)
    }
}

/// A flag, and what it announces.
impl<T: Part> Part for Option<T> {
    fn write(&self, message: &mut Vec<f64>) {
        message.push(f64::from(u8::from(self.is_some())));
        if let Some(one) = self {
            one.write(message);
        }
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        Ok(if numbers.flag()? { Some(T::read(numbers)?) } else { None })
    }
}

/// How many, and each.
impl<T: Part> Part for Vec<T> {
    fn write(&self, message: &mut Vec<f64>) {
        message.push(numbers::count(self.len()));
        for one in self {
            one.write(message);
        }
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        // One after the other, and no room for as many as a broken message may claim.
        (0..numbers.whole()?).map(|_| T::read(numbers)).collect()
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
        for point in [self.eyes[0], self.eyes[1], self.nose, self.mouth, self.ears[0], self.ears[1]]
        {
            point.write(message);
        }
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let (area, score) = (Part::read(numbers)?, Part::read(numbers)?);
        let mut point = || Part::read(numbers);
        Ok(Self {
            area,
            score,
            eyes: [point()?, point()?],
            nose: point()?,
            mouth: point()?,
            ears: [point()?, point()?],
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

impl Part for Measures {
    fn write(&self, message: &mut Vec<f64>) {
        for one in &self.0 {
            one.write(message);
        }
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let mut all = Self::default();
        for one in &mut all.0 {
            *one = Part::read(numbers)?;
        }
        Ok(all)
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
