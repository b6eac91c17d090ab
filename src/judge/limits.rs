//! From which value on a measure is fine, and from which it is to be mended.
//!
//! The standard has numbers for the four lines alone (they are in `tucai_wire::frame`). All of these
//! here are **advice**: no source states a tolerance for tilt, sharpness, light or colour, and nothing
//! is known of what the acceptance by machine asks. They were chosen on real pictures so that what is
//! called fine is clearly fine; what lies between the two values is called unsure.

use tucai_wire::portrait::Measure;

use crate::Verdict;

/// Two values of a measure: up to (or down to) `fine` it passes, from `bad` on it does not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Limit {
    pub of: Measure,
    pub fine: f32,
    pub bad: f32,
}

impl Limit {
    /// What a value means.
    pub fn judge(self, value: f32) -> Verdict {
        let (value, fine, bad) = if self.fine <= self.bad {
            (value, self.fine, self.bad)
        } else {
            (-value, -self.fine, -self.bad)
        };
        if value <= fine {
            Verdict::Pass
        } else if value >= bad {
            Verdict::Fix
        } else {
            Verdict::Unsure
        }
    }

    /// The limit to be told with a value: the one that was passed, or not reached.
    pub fn told(self, verdict: Verdict) -> f32 {
        if verdict == Verdict::Fix { self.bad } else { self.fine }
    }
}

const fn limit(of: Measure, fine: f32, bad: f32) -> Limit {
    Limit { of, fine, bad }
}

/// Never to be mended by this measure: it only tells what is clearly fine.
const NEVER: f32 = f32::INFINITY;

// Pose. In degrees, without their sign.
pub(crate) const TILT: Limit = limit(Measure::Tilt, 3.0, 5.0);
pub(crate) const TURN: Limit = limit(Measure::Turn, 5.0, 12.0);
/// Level faces read from −9° to 16°, raised ones from 9° on, lowered ones up to −14°: a hint alone.
pub(crate) const NOD_MIDDLE: f32 = -0.5;
pub(crate) const NOD: Limit = limit(Measure::Nod, 6.0, NEVER);
/// As level faces read: within, nothing is said to be raised or lowered.
pub(crate) const NOD_LEVEL: (f32, f32) = (-9.0, 16.0);
pub(crate) const SHOULDER_SLOPE: Limit = limit(Measure::ShoulderSlope, 6.0, 12.0);
pub(crate) const SHOULDER_IN: Limit = limit(Measure::ShoulderLeft, 0.8, 0.4);
/// Bare shoulders were seen from 0.04 on, wool of the colour of skin up to 1: nothing is said to be bare.
pub(crate) const SHOULDER_SKIN: Limit = limit(Measure::ShoulderSkin, 0.03, NEVER);
pub(crate) const LOOKS_BARE: f32 = 0.6;

// Eyes and mouth: gaps by the distance from eye to chin.
/// By the plain mesh closed eyes were seen up to 0.046, open ones from 0.045, narrowed ones to 0.088.
pub(crate) const LID_GAP: Limit = limit(Measure::LidGapLeft, 0.09, -NEVER);
/// By the attention mesh: closed 0.009, of one person; open from 0.045 on, narrowed up to 0.069.
pub(crate) const FINE_LID_GAP: Limit = limit(Measure::FineLidGapLeft, 0.07, 0.02);
/// By the plain mesh closed lips were seen up to 0.039, parted ones from 0.011.
pub(crate) const LIP_GAP: Limit = limit(Measure::LipGap, 0.008, 0.048);
/// By the attention mesh closed lips were seen up to 0.003, parted ones from 0.01 on; once, laid on
/// the teeth, 0.003.
pub(crate) const FINE_LIP_GAP: Limit = limit(Measure::FineLipGap, 0.005, 0.02);
/// Closed lips up to 0.001, once 0.037; teeth mostly above 0.09.
pub(crate) const TEETH: Limit = limit(Measure::Teeth, 0.003, 0.08);

// The face and its picture.
pub(crate) const FACE_SURE: Limit = limit(Measure::FaceSure, 0.5, 0.0);
pub(crate) const NEXT_FACE: Limit = limit(Measure::NextFace, 0.0, 0.3);
/// The detector's score from which on another face is surely one. (A camera beside a face: 0.6.)
pub(crate) const OTHER_FACE: f32 = 0.75;
pub(crate) const OTHER_PERSON: Limit = limit(Measure::OtherPerson, 0.0, 0.02);
pub(crate) const FACE_OUTSIDE: Limit = limit(Measure::FaceOutside, 0.002, 0.03);
/// By the height of the picture.
pub(crate) const HEAD_ROOM: Limit = limit(Measure::HeadRoom, 0.01, 0.001);
/// The widest face's pixels in the picture itself. The standard's least is 180 in a picture of
/// 480×640: a narrower face has to be enlarged.
pub(crate) const FACE_PIXELS: Limit = limit(Measure::FaceSure, 180.0, 120.0);
/// The face's share of the picture's width from which on it does not look small in it.
pub(crate) const FILLS: f32 = 0.3;
pub(crate) const HAIR_TOP_SURE: f32 = 0.4;
pub(crate) const CHEEKS_SURE: f32 = 0.4;
/// Off the middle, in frame pixels.
pub(crate) const OFF_CENTRE: Limit = limit(Measure::FaceSure, 12.0, 24.0);
/// How far inside the standard's limits a line has to be, in frame pixels.
pub(crate) const LINE_MARGIN: f32 = 4.0;

// Light.
pub(crate) const SHARPNESS: Limit = limit(Measure::Sharpness, 0.56, 0.33);
/// Light skin in good light, told by the skin; dark skin by what is white in the face, and by what is
/// lightest in the frame.
pub(crate) const SKIN: Limit = limit(Measure::SkinLightness, 59.0, 42.0);
pub(crate) const LIGHTEST: Limit = limit(Measure::FrameLightest, 72.0, 62.0);
pub(crate) const DARK_SKIN: f32 = 25.0;
pub(crate) const DARK_SKIN_LIGHTEST: Limit = limit(Measure::FrameLightest, 85.0, 78.0);
pub(crate) const WHITES: f32 = 62.0;
pub(crate) const BURNT: Limit = limit(Measure::SkinBurnt, 0.03, 0.25);
pub(crate) const SIDES: Limit = limit(Measure::SideDifference, 11.0, 22.0);
pub(crate) const SHINE: Limit = limit(Measure::Shine, 0.1, NEVER);
/// Burnt out places on the skin, as highlights: long before the whole face is.
pub(crate) const BURNT_SPOTS: Limit = limit(Measure::SkinBurnt, 0.01, 0.06);
/// Turned further than this, one half of the face is not seen as the other is.
pub(crate) const HALVES_SEEN: f32 = 22.0;
/// How far a* and b* are from where they belong.
pub(crate) const CAST: Limit = limit(Measure::CastA, 3.0, 8.0);
pub(crate) const CAST_SURE: Limit = limit(Measure::CastSure, 0.5, 0.45);
pub(crate) const COLOURLESS: Limit = limit(Measure::Colourless, 0.7, 0.9);

// Background and clothes.
pub(crate) const SPREAD: Limit = limit(Measure::BackgroundSpread, 3.0, 7.0);
pub(crate) const SLOPE: Limit = limit(Measure::BackgroundSlope, 4.5, 11.0);
pub(crate) const EDGES: Limit = limit(Measure::BackgroundEdges, 0.02, 0.045);
/// The least share of the frame from which anything is said.
pub(crate) const BACKGROUND_SEEN: f32 = 0.06;
pub(crate) const CLOTHES_SEEN: f32 = 0.03;
/// So much of them stands for the whole, even where shoulders look bare.
pub(crate) const MUCH_CLOTH: f32 = 0.1;
pub(crate) const CLOTHES_EDGES: Limit = limit(Measure::ClothesEdges, 0.09, 0.5);
pub(crate) const EDGE_CONTRAST: Limit = limit(Measure::EdgeContrast, 17.0, 4.5);
/// From a background's colour to the nearest that the standard names, in CIELAB.
pub(crate) const WALL: Limit = limit(Measure::BackgroundSeen, 2.0, 10.0);
/// Between clothes and the background of the finished picture, in CIELAB.
pub(crate) const NEAR: Limit = limit(Measure::EdgeContrast, 36.0, 18.0);
/// Shares of the clothes: up to which one does not matter, and from which one does.
pub(crate) const SHARE: Limit = limit(Measure::ClothesSeen, 0.12, 0.3);
/// "Fine" only means that nothing was seen: thin rims are not.
pub(crate) const GLASSES: Limit = limit(Measure::Glasses, 0.25, 0.45);
pub(crate) const GLASSES_SHINE: f32 = 0.08;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_are_judged() {
        for (limit, fine, between, bad) in
            [(TILT, 2.9, 4.0, 5.0), (SHARPNESS, 0.9, 0.5, 0.2), (FINE_LID_GAP, 0.1, 0.05, 0.01)]
        {
            assert_eq!(limit.judge(fine), Verdict::Pass, "{limit:?}");
            assert_eq!(limit.judge(between), Verdict::Unsure, "{limit:?}");
            assert_eq!(limit.judge(bad), Verdict::Fix, "{limit:?}");
        }
    }
}
