//! What has to be given before other things can be told: enough light, true colours, and a whole face
//! that looks into the camera. Where it is not, they are unsure, and the words say why.

use tucai_wire::portrait::Measure;

use crate::case::{Case, Draft};
use crate::light::{colour_cast, exposure};
use crate::limits::{FACE_OUTSIDE, HALVES_SEEN};
use crate::{Item, Verdict};

/// Far too dark or too light: nothing is told by colours and edges that are hardly there.
const BY_LIGHT: &[Item] = &[
    Item::EvenLight,
    Item::ColourCast,
    Item::ClothesColour,
    Item::ClothesPattern,
    Item::BackgroundEven,
    Item::BackgroundColour,
    Item::EdgeContrast,
];

/// A picture with a cast shows colours that are not those of the things.
const BY_COLOUR: &[Item] = &[Item::ClothesColour, Item::BackgroundColour];

/// Of a face that is turned or cut one half is not seen as the other is.
const BY_HALVES: &[Item] = &[Item::EvenLight, Item::FaceWidth];

/// A finding, held back where something that it needs is not given.
pub(crate) fn held(case: &Case<'_>, item: Item, draft: Draft) -> Draft {
    let decided = matches!(draft.verdict, Verdict::Pass | Verdict::Fix);
    let says = match () {
        // Lines that a person set are not the engine's.
        () if item == Item::FaceWidth && case.moved => None,
        () if BY_HALVES.contains(&item) && is_turned(case) => Some("脸没有正对镜头，这一项看不准"),
        () if BY_HALVES.contains(&item) && case.by(FACE_OUTSIDE) == Verdict::Fix => {
            Some("脸没有拍全，这一项看不准")
        }
        () if !decided => None,
        () if BY_COLOUR.contains(&item) && colour_cast(case).verdict == Verdict::Fix => {
            Some("照片偏色，这一项看不准；先把颜色调正常再看")
        }
        () if BY_LIGHT.contains(&item)
            && draft.verdict == Verdict::Pass
            && exposure(case).verdict == Verdict::Fix =>
        {
            Some("照片太暗或太亮，这一项看不准；先把光线调好再看")
        }
        () => None,
    };
    match says {
        Some(says) => Draft { verdict: Verdict::Unsure, says: says.to_owned(), ..draft },
        None => draft,
    }
}

fn is_turned(case: &Case<'_>) -> bool {
    case.get(Measure::Turn).is_none_or(|turn| turn.abs() > HALVES_SEEN)
}

#[cfg(test)]
mod tests {
    use tucai_wire::portrait::{Portrait, Swatch};

    use super::*;
    use crate::findings;
    use crate::tests::{SIZE, good, look, of, verdict, with};

    #[test]
    fn what_lacks_light_colour_or_half_a_face_is_not_told() {
        let dark = [(Measure::SkinLightness, 15.0), (Measure::FrameLightest, 30.0)];
        let burnt = [(Measure::SkinBurnt, 0.8)];
        for item in [Item::EvenLight, Item::ColourCast, Item::ClothesColour, Item::BackgroundEven] {
            assert_eq!(verdict(&dark, item), Verdict::Unsure, "{item:?}");
            assert_eq!(verdict(&burnt, item), Verdict::Unsure, "{item:?}");
        }
        // Too dark to be called even, but what is uneven stays so.
        let uneven = [&dark[..], &[(Measure::BackgroundSpread, 25.0)]].concat();
        assert_eq!(verdict(&uneven, Item::BackgroundEven), Verdict::Fix);
        // Blue light makes clothes blue; the clothes are not to be changed.
        let blue = Portrait {
            clothes: vec![Swatch { lab: [40.0, 10.0, -70.0], share: 0.9 }],
            ..with(&[(Measure::CastB, -12.0)])
        };
        let found = of(&blue, "hnust-2026", Item::ClothesColour);
        assert_eq!(found.verdict, Verdict::Unsure);
        assert!(found.says.contains("照片偏色"), "{}", found.says);
        for half in [[(Measure::FaceOutside, 0.25)], [(Measure::Turn, -40.0)]] {
            for item in [Item::EvenLight, Item::FaceWidth] {
                let found = of(&with(&half), "hnust-2026", item);
                assert_eq!(found.verdict, Verdict::Unsure, "{half:?} {item:?}");
                assert!(!found.says.contains("亮"), "{}", found.says);
            }
        }
        // Lines that were set by hand hold for a turned face, too.
        let marks = good().marks;
        let found =
            findings(&with(&[(Measure::Turn, -40.0)]), marks.as_ref(), SIZE, &look("hnust-2026"));
        let width = found.iter().find(|finding| finding.item == Item::FaceWidth).unwrap();
        assert_eq!(width.verdict, Verdict::Pass);
    }
}
