//! What is measured of a portrait.

use crate::Misread;
use crate::numbers::Numbers;
use crate::part::Part;

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

impl Part for Measures {
    fn write(&self, message: &mut Vec<f64>) {
        self.0.write(message);
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        Ok(Self(Part::read(numbers)?))
    }
}
