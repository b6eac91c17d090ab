//! What has to be given before other things can be told: enough light, true colours, and a whole face
//! that looks into the camera. Where it is not, they are unsure, and the words say why.

use tucai_wire::portrait::Measure;

use crate::case::{Case, Draft};
use crate::light::{colour_cast, exposure};
use crate::limits::{FACE_OUTSIDE, HALVES_SEEN, LOOKS_BARE, MUCH_CLOTH};
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

/// Cloth of the skin's colour is taken for skin: what is left of it stands for nothing.
const BY_CLOTH: &[Item] = &[Item::ClothesColour, Item::ClothesPattern];

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
        () if BY_CLOTH.contains(&item) && is_little_cloth(case) => {
            Some("肩上的颜色接近皮肤，衣服只认出一小块，这一项看不准，请自己看一看")
        }
        // What is uneven or dark stays so in any light; but nobody is to change clothes for it.
        () if BY_LIGHT.contains(&item)
            && (draft.verdict == Verdict::Pass || item == Item::ClothesColour)
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

fn is_little_cloth(case: &Case<'_>) -> bool {
    case.get(Measure::ShoulderSkin).is_some_and(|share| share >= LOOKS_BARE)
        && case.get(Measure::ClothesSeen).is_none_or(|share| share < MUCH_CLOTH)
}

/// Whether the face is turned so far that its halves do not show alike, as far as is known.
pub(crate) fn is_turned(case: &Case<'_>) -> bool {
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
        // Burnt out, dark blue looks blue.
        let bright = Portrait {
            clothes: vec![Swatch { lab: [40.0, 10.0, -70.0], share: 0.9 }],
            ..with(&burnt)
        };
        assert_eq!(of(&bright, "hnust-2026", Item::ClothesColour).verdict, Verdict::Unsure);
        // A top of the skin's colour, of which a strap is left.
        let strap = [(Measure::ShoulderSkin, 0.8), (Measure::ClothesSeen, 0.05)];
        assert_eq!(verdict(&strap, Item::ClothesPattern), Verdict::Unsure);
        assert_eq!(verdict(&strap[1..], Item::ClothesPattern), Verdict::Pass);
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
