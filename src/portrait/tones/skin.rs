use tucai_wire::portrait::{Measure, Measures};

use super::{
    colour::{self, Colour},
    frame::Frame,
    region::{self, BROWS, CHEEKS, EYES, FOREHEAD, LIPS, MOUTH, NOSE, OVAL, Region},
};

/// A channel from here on is burnt out, and so is what is as light as this, in L*.
const BURNT: (f32, f32) = (250.0, 95.5);
/// L* below which nothing of the skin can be told.
const BLACK: f32 = 6.0;
/// How much lighter than the skin a shine is, in L*.
const SHINE: f32 = 12.0;
/// How many pixels a patch of skin needs to say anything.
const ENOUGH: usize = 20;
/// How far a patch may be from the cheeks to be skin: more is a fringe, a hand or paint.
const LIKE_CHEEKS: f32 = 30.0;

/// The face's skin.
#[derive(Debug, Clone)]
pub(super) struct Skin {
    /// Its middle colour.
    pub colour: Colour,
    /// The patches that show it for sure: cheeks, forehead and the ridge of the nose.
    pub sure: Region,
    /// All of the face but for eyes, brows and lips. Beards and shadows are in it.
    pub face: Region,
}

impl Skin {
    /// None where the face is too small, or outside.
    pub fn new(frame: &Frame<'_>) -> Option<Self> {
        let cheeks = CHEEKS.map(|cheek| frame.within(cheek));
        let seen: Vec<Colour> = cheeks.iter().flat_map(|cheek| frame.colours(cheek)).collect();
        let cheek_colour = colour::median(&seen).filter(|_| seen.len() >= ENOUGH)?;
        let mut sure = either(&cheeks[0], &cheeks[1]);
        for patch in [FOREHEAD, NOSE] {
            let patch = frame.within(patch);
            let colour = colour::median(&frame.colours(&patch));
            if colour.is_some_and(|colour| colour::distance(colour, cheek_colour) < LIKE_CHEEKS) {
                sure = either(&sure, &patch);
            }
        }
        let mut face = frame.within(OVAL);
        for part in [LIPS, EYES[0], EYES[1], BROWS[0], BROWS[1]] {
            let outline = region::outline(&frame.raster, frame.mesh, part);
            let outline = region::widened(&outline, 1.35);
            region::fill(&mut face, &frame.raster, &outline, false);
            region::fill(&mut sure, &frame.raster, &outline, false);
        }
        let colour = colour::median(&frame.colours(&sure))?;
        Some(Self { colour, sure, face })
    }

    /// Whether a colour may be this skin, in more light or in shadow: its hue, and not much more or less
    /// colour than the face has. Brown and beige clothes may be, too.
    pub fn is_like(&self, colour: Colour) -> bool {
        let [l, a, b] = colour;
        let [skin_l, skin_a, skin_b] = self.colour;
        let (chroma, skin) = (colour::chroma(colour), colour::chroma(self.colour).max(4.0));
        // The sine of the angle between the hues: a third is about 20 degrees.
        let turned = (a * skin_b - b * skin_a).abs() / (chroma * skin).max(1.0);
        let same_side = a * skin_a + b * skin_b > 0.0;
        // In shadow there is less colour; in the light, skin is not white.
        let light = (l / skin_l.max(1.0)).clamp(0.0, 1.0);
        let share = chroma / skin;
        same_side
            && turned < 0.34
            && (0.25 + 0.3 * light..2.2).contains(&share)
            && l > 0.15 * skin_l
            && l < skin_l + 22.0
    }

    /// Light and shadow on it.
    pub fn measure(&self, frame: &Frame<'_>) -> Measures {
        let mut measures = Measures::default();
        let sure = frame.colours(&self.sure);
        let mut lightness: Vec<f32> = sure.iter().map(|colour| colour[0]).collect();
        if let Some(median) = colour::quantile(&mut lightness, 0.5) {
            measures.set(Measure::SkinLightness, median.clamp(0.0, 100.0));
        }
        let rgb = |at: usize| frame.raster.rgb.get(at).copied().unwrap_or_default();
        let lab = |at: usize| frame.lab.get(at).copied().unwrap_or_default();
        let burnt = |at: usize| {
            let channels = rgb(at).iter().filter(|channel| **channel >= BURNT.0).count();
            channels >= 2 || lab(at)[0] >= BURNT.1
        };
        measures.set(Measure::SkinBurnt, region::share(&self.face, burnt));
        measures.set(Measure::SkinBlack, region::share(&self.sure, |at| lab(at)[0] < BLACK));
        let shine = |at: usize| {
            let colour = lab(at);
            let paler = colour::chroma(colour) < 0.75 * colour::chroma(self.colour) + 1.0;
            colour[0] > self.colour[0] + SHINE && (paler || colour[0] > 93.0)
        };
        measures.set(Measure::Shine, region::share(&self.face, shine));
        if let Some(whites) = whites(frame) {
            measures.set(Measure::WhitesLightness, whites.clamp(0.0, 100.0));
        }
        if let Some(difference) = side_difference(frame) {
            measures.set(Measure::SideDifference, difference);
        }
        measures
    }
}

/// How light the lightest part of the eyes is: the whites, or the teeth where they are lighter.
fn whites(frame: &Frame<'_>) -> Option<f32> {
    let light = |points: &[usize]| {
        let mut light: Vec<f32> = frame
            .colours(&frame.within(points))
            .into_iter()
            .filter(|colour| colour::chroma(*colour) < 25.0)
            .map(|colour| colour[0])
            .collect();
        colour::quantile(&mut light, 0.85).filter(|_| light.len() >= ENOUGH)
    };
    [EYES[0], EYES[1], MOUTH].into_iter().filter_map(light).max_by(f32::total_cmp)
}

/// How much lighter the right half of the face is, in L*: pairs of patches, the middle one of their
/// differences, so that hair over one of them does not count.
fn side_difference(frame: &Frame<'_>) -> Option<f32> {
    const PAIRS: [[&[usize]; 2]; 4] = [
        // The cheeks, near the nose and outside.
        CHEEKS,
        [&[116, 117, 123, 147, 187, 177, 93, 227], &[345, 346, 352, 376, 411, 401, 323, 447]],
        // Beside the chin, and the halves of the forehead.
        [&[207, 214, 192, 135, 169, 210, 212, 216], &[427, 434, 416, 364, 394, 430, 432, 436]],
        [&[69, 104, 105, 66, 107, 108], &[299, 333, 334, 296, 336, 337]],
    ];
    let light = |points: &[usize]| {
        let colours = frame.colours(&frame.within(points));
        colour::median(&colours).filter(|_| colours.len() >= ENOUGH).map(|[l, ..]| l)
    };
    let mut all: Vec<f32> =
        PAIRS.iter().filter_map(|[left, right]| Some(light(right)? - light(left)?)).collect();
    let low = colour::quantile(&mut all, 0.34)?;
    let high = colour::quantile(&mut all, 0.66)?;
    Some(f32::midpoint(low, high))
}

/// Both.
fn either(one: &[bool], other: &[bool]) -> Region {
    one.iter().zip(other).map(|(one, other)| *one || *other).collect()
}
