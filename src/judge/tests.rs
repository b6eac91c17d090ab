//! The verdicts and the words, by measures that are set by hand.

use std::collections::HashSet;

use proptest::prelude::*;
use tucai_notice::Notice;
use tucai_notice::rules::Look;
use tucai_wire::portrait::{Area, Face, Marks, Measure, Portrait, Swatch};

use crate::{Basis, Finding, Item, Verdict, checklist, findings, quoted, rest};

pub(crate) const SIZE: (f32, f32) = (1200.0, 1600.0);

pub(crate) fn look(id: &str) -> Look {
    let path = format!("{}/../../public/notices/{id}.json", env!("CARGO_MANIFEST_DIR"));
    Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap().look
}

pub(crate) const NOTICES: [&str; 5] =
    ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"];

/// Everything measured, and everything fine.
pub(crate) fn good() -> Portrait {
    let mut portrait = Portrait {
        faces: vec![Face { score: 0.95, ..Face::default() }],
        marks: Some(Marks {
            hair_top: 300.0,
            eye_line: 640.0,
            face_left: 360.0,
            face_right: 840.0,
        }),
        clothes: vec![Swatch { lab: [95.0, 0.0, 2.0], share: 1.0 }],
        background: vec![Swatch { lab: [76.0, -12.0, -38.0], share: 1.0 }],
        ..Portrait::default()
    };
    for (measure, value) in [
        (Measure::Tilt, 0.5),
        (Measure::Turn, 1.0),
        (Measure::Nod, 1.0),
        (Measure::LidGapLeft, 0.1),
        (Measure::LidGapRight, 0.1),
        (Measure::LipGap, 0.0),
        (Measure::Teeth, 0.0),
        (Measure::FaceSure, 1.0),
        (Measure::NextFace, 0.0),
        (Measure::HeadRoom, 300.0),
        (Measure::FaceOutside, 0.0),
        (Measure::HairTopSure, 1.0),
        (Measure::CheeksSure, 1.0),
        (Measure::Sharpness, 1.0),
        (Measure::SkinLightness, 68.0),
        (Measure::SkinBurnt, 0.0),
        (Measure::FrameLightest, 96.0),
        (Measure::WhitesLightness, 80.0),
        (Measure::SideDifference, 1.0),
        (Measure::Shine, 0.0),
        (Measure::CastA, 0.0),
        (Measure::CastB, 0.0),
        (Measure::CastSure, 1.0),
        (Measure::Colourless, 0.0),
        (Measure::BackgroundSeen, 0.4),
        (Measure::BackgroundSpread, 0.5),
        (Measure::BackgroundSlope, 0.5),
        (Measure::BackgroundEdges, 0.0),
        (Measure::OtherPerson, 0.0),
        (Measure::ClothesSeen, 0.2),
        (Measure::ClothesEdges, 0.0),
        (Measure::EdgeContrast, 40.0),
        (Measure::ShoulderLeft, 1.0),
        (Measure::ShoulderRight, 1.0),
        (Measure::ShoulderSlope, 0.5),
        (Measure::ShoulderSkin, 0.0),
        (Measure::Glasses, 0.0),
    ] {
        portrait.measures.set(measure, value);
    }
    portrait
}

pub(crate) fn with(changes: &[(Measure, f32)]) -> Portrait {
    let mut portrait = good();
    for (measure, value) in changes {
        portrait.measures.set(*measure, *value);
    }
    portrait
}

pub(crate) fn of(portrait: &Portrait, notice: &str, item: Item) -> Finding {
    let all = findings(portrait, None, SIZE, &look(notice));
    all.into_iter().find(|finding| finding.item == item).unwrap()
}

pub(crate) fn verdict(changes: &[(Measure, f32)], item: Item) -> Verdict {
    of(&with(changes), "hnust-2026", item).verdict
}

#[test]
fn there_is_one_finding_for_each_item_in_order() {
    for notice in NOTICES {
        for portrait in [good(), Portrait::default()] {
            let found = findings(&portrait, None, SIZE, &look(notice));
            assert!(found.iter().map(|finding| finding.item).eq(Item::ALL), "{notice}");
        }
        assert!(checklist(&look(notice)).iter().map(|check| check.item).eq(Item::ALL));
    }
    let names: HashSet<_> = Item::ALL.iter().map(|item| item.name()).collect();
    assert_eq!(names.len(), 32);
}

#[test]
fn a_good_portrait_passes_what_can_be_measured_and_nothing_else() {
    for notice in NOTICES {
        for finding in findings(&good(), None, SIZE, &look(notice)) {
            let by_eye = [
                Item::Glasses,
                Item::Lenses,
                Item::Eyebrows,
                Item::Ears,
                Item::Hair,
                Item::HeadCover,
                Item::Jewellery,
                Item::MakeUp,
                Item::Collar,
            ];
            let wanted = if by_eye.contains(&finding.item) { Verdict::Ask } else { Verdict::Pass };
            assert_eq!(finding.verdict, wanted, "{notice} {finding:?}");
        }
    }
}

#[test]
fn without_a_face_nothing_passes() {
    for finding in findings(&Portrait::default(), None, SIZE, &look("hnust-2026")) {
        let wanted = if finding.item == Item::FaceCount { Verdict::Fix } else { Verdict::Unsure };
        assert_eq!(finding.verdict, wanted, "{finding:?}");
    }
}

#[test]
fn what_was_not_measured_never_passes() {
    let bare = Portrait { faces: good().faces, ..Portrait::default() };
    for finding in findings(&bare, None, SIZE, &look("hnust-2026")) {
        if finding.item != Item::FaceCount {
            assert!(matches!(finding.verdict, Verdict::Unsure | Verdict::Ask), "{finding:?}");
        }
    }
}

#[test]
fn left_and_right_are_the_persons_own() {
    let says = |measure, value, item| of(&with(&[(measure, value)]), "hnust-2026", item).says;
    // Clockwise in the picture, towards its right: there is the person's left shoulder.
    assert!(
        says(Measure::Tilt, 6.0, Item::Tilt).starts_with("头往你的左边偏了约 6°，往你的右边正一点")
    );
    assert!(
        says(Measure::Tilt, -6.0, Item::Tilt)
            .starts_with("头往你的右边偏了约 6°，往你的左边正一点")
    );
    assert!(
        says(Measure::Turn, 20.0, Item::Turn).contains("转向了你的左边，约 20°，往你的右边转一点")
    );
    assert!(
        says(Measure::Turn, -20.0, Item::Turn).contains("转向了你的右边，约 20°，往你的左边转一点")
    );
    assert!(says(Measure::ShoulderSlope, 12.0, Item::Shoulders).starts_with("你的左肩低了"));
    assert!(says(Measure::ShoulderSlope, -12.0, Item::Shoulders).starts_with("你的右肩低了"));
    assert!(says(Measure::SideDifference, 30.0, Item::EvenLight).starts_with("你的左脸比右脸亮"));
    // At the left edge of a picture without room to cut: the person's right hand.
    let edge = Marks { hair_top: 300.0, eye_line: 640.0, face_left: 10.0, face_right: 490.0 };
    let found = findings(&good(), Some(&edge), SIZE, &look("hnust-2026"));
    let centring = found.iter().find(|finding| finding.item == Item::Centring).unwrap();
    assert_eq!(centring.verdict, Verdict::Fix);
    assert!(centring.says.starts_with("脸太靠你的右手边，往左挪"), "{}", centring.says);
}

#[test]
fn moved_marks_are_followed() {
    let hair = |marks: Option<&Marks>| {
        let found = findings(&good(), marks, SIZE, &look("hnust-2026"));
        found.into_iter().find(|finding| finding.item == Item::HairTop).unwrap()
    };
    let found = hair(None);
    assert_eq!((found.verdict, found.basis, found.unit), (Verdict::Pass, Basis::Standard, "px"));
    assert!((found.measure.unwrap() - 80.0).abs() < 1.0, "{found:?}");
    // The hair's top at the picture's edge: there is no room above.
    let high = Marks { hair_top: 4.0, eye_line: 344.0, face_left: 360.0, face_right: 840.0 };
    let found = hair(Some(&high));
    assert_eq!(found.verdict, Verdict::Fix, "{found:?}");
    assert_eq!(found.limit, Some(50.0));
    assert!(found.says.contains("头顶上方再留一些"), "{}", found.says);
    assert!(found.why.contains("50–110 像素（教毕指〔2017〕9号"), "{}", found.why);
}

#[test]
fn glasses_are_judged_by_the_notice_and_never_said_to_be_absent() {
    let with_glasses = with(&[(Measure::Glasses, 0.95)]);
    for notice in ["hnust-2026", "xaipe-2025"] {
        let found = of(&with_glasses, notice, Item::Glasses);
        assert_eq!((found.verdict, found.basis), (Verdict::Fix, Basis::Notice));
        assert!(found.says.contains("常戴眼镜者应佩戴"), "{}", found.says);
        assert!(found.says.contains("不一致；现场按通知来"), "{}", found.says);
        assert_eq!(found.rules.len(), 1);
    }
    for notice in ["cqust-2026", "bnu-2025", "cqie-2027"] {
        let found = of(&with_glasses, notice, Item::Glasses);
        assert_eq!((found.verdict, found.basis), (Verdict::Ask, Basis::Standard), "{notice}");
        assert!(found.says.contains("常戴眼镜者应佩戴"), "{}", found.says);
    }
    for score in [0.0, 0.2, 0.5, 0.9] {
        for notice in NOTICES {
            let found = of(&with(&[(Measure::Glasses, score)]), notice, Item::Glasses);
            assert_ne!(found.verdict, Verdict::Pass, "{notice} {score}");
        }
    }
}

#[test]
fn colours_of_clothes_are_judged_by_the_notice() {
    let dressed = |lab: [f32; 3]| Portrait { clothes: vec![Swatch { lab, share: 0.9 }], ..good() };
    // sRGB (255,215,0), gold, and (0,128,0), green, by published tables.
    let (yellow, green) = ([86.9, -1.9, 87.1], [46.2, -51.7, 49.9]);
    for (notice, lab, wanted, basis) in [
        ("hnust-2026", yellow, Verdict::Fix, Basis::Notice),
        ("xaipe-2025", yellow, Verdict::Fix, Basis::Notice),
        ("cqie-2027", yellow, Verdict::Pass, Basis::Notice),
        ("hnust-2026", green, Verdict::Fix, Basis::Notice),
        ("xaipe-2025", green, Verdict::Pass, Basis::Notice),
        // The standard's reference itself.
        ("cqie-2027", [76.0, -12.0, -38.0], Verdict::Fix, Basis::Notice),
        ("cqust-2026", [76.0, -12.0, -38.0], Verdict::Fix, Basis::Standard),
        // Navy, nearly black.
        ("hnust-2026", [13.0, 3.0, -12.0], Verdict::Unsure, Basis::Notice),
    ] {
        let found = of(&dressed(lab), notice, Item::ClothesColour);
        assert_eq!((found.verdict, found.basis), (wanted, basis), "{notice} {lab:?} {found:?}");
    }
    // In light that turns white into yellow, and back, nothing is said.
    let warm = Portrait {
        clothes: vec![Swatch { lab: [85.0, 4.0, 60.0], share: 0.9 }],
        ..with(&[(Measure::CastA, 4.0), (Measure::CastB, 55.0)])
    };
    assert_eq!(of(&warm, "hnust-2026", Item::ClothesColour).verdict, Verdict::Unsure);
}

#[test]
fn a_colour_is_said_to_be_forbidden_only_where_the_notice_names_it() {
    let pale =
        Portrait { clothes: vec![Swatch { lab: [76.0, -12.0, -38.0], share: 0.9 }], ..good() };
    let says = |notice| of(&pale, notice, Item::ClothesColour).says;
    assert!(says("hnust-2026").contains("通知不让穿蓝色、黄色、绿色、紫色，换一件"));
    let contrast = "通知要求和背景（浅蓝色）反差大（“应选择与背景颜色有较大反差的有领上装”）";
    assert!(says("bnu-2025").contains(contrast), "{}", says("bnu-2025"));
    assert!(!says("bnu-2025").contains("不让"), "{}", says("bnu-2025"));
}

#[test]
fn eyes_that_are_not_clearly_open_do_not_pass() {
    let lids = |gap| [(Measure::LidGapLeft, gap), (Measure::LidGapRight, 0.1)];
    assert_eq!(verdict(&lids(0.046), Item::EyesOpen), Verdict::Unsure);
    assert_eq!(verdict(&lids(0.1), Item::EyesOpen), Verdict::Pass);
    // One eye that is shut, as the attention mesh sees it.
    let fine = [(Measure::FineLidGapLeft, 0.012), (Measure::FineLidGapRight, 0.1)];
    assert_eq!(verdict(&fine, Item::EyesOpen), Verdict::Fix);
}

#[test]
fn a_rounding_is_no_cut() {
    assert_eq!(verdict(&[(Measure::FaceOutside, 1e-7)], Item::CutOff), Verdict::Pass);
    assert_eq!(verdict(&[(Measure::FaceOutside, 0.1)], Item::CutOff), Verdict::Fix);
    assert_eq!(verdict(&[(Measure::HeadRoom, 0.0)], Item::CutOff), Verdict::Fix);
    // Where the hair's top is a guess, what is above it is one, too.
    let guess = [(Measure::HairTopSure, 0.2)];
    assert_eq!(verdict(&guess, Item::CutOff), Verdict::Unsure);
}

#[test]
fn a_nod_is_a_hint_alone() {
    for nod in [-40.0, -10.0, 0.0, 15.0, 30.0, 60.0] {
        let found = verdict(&[(Measure::Nod, nod)], Item::Nod);
        assert!(matches!(found, Verdict::Pass | Verdict::Unsure), "{nod} {found:?}");
    }
}

#[test]
fn nothing_is_promised_and_every_limit_names_its_source() {
    let fixed = with(&[
        (Measure::Tilt, 20.0),
        (Measure::Turn, 30.0),
        (Measure::Sharpness, 0.1),
        (Measure::LipGap, 0.3),
        (Measure::SkinLightness, 20.0),
        (Measure::Glasses, 0.9),
    ]);
    for notice in NOTICES {
        for portrait in [good(), fixed.clone(), Portrait::default()] {
            for finding in findings(&portrait, None, SIZE, &look(notice)) {
                let words = [finding.says.as_str(), &finding.why].concat();
                for never in ["合格", "保证", "一定能", "分数", "美颜", "磨皮", "NaN", "inf"]
                {
                    assert!(!words.contains(never), "{never}: {words}");
                }
                let source = match finding.basis {
                    Basis::Notice => "通知写",
                    Basis::Standard => "规范",
                    Basis::Advice => "都没有写这一项",
                };
                assert!(finding.why.contains(source), "{finding:?}");
            }
        }
    }
}

#[test]
fn rules_find_their_items() {
    let texts = |notice: &str, item: Item| -> Vec<String> {
        let look = look(notice);
        let rules = checklist(&look).into_iter().find(|check| check.item == item).unwrap().rules;
        rules.into_iter().map(|index| look.rules[index].text.clone()).collect()
    };
    assert_eq!(texts("bnu-2025", Item::Jewellery), ["不戴饰物。"]);
    assert_eq!(texts("cqie-2027", Item::Jewellery), ["可戴简单小巧的耳钉。", "不戴夸张的耳环。"]);
    assert_eq!(texts("hnust-2026", Item::Ears), ["头发不遮眉毛、眼睛和耳朵。", "露出眉毛和耳朵。"]);
    assert_eq!(texts("cqie-2027", Item::Eyebrows).len(), 3);
    assert_eq!(texts("hnust-2026", Item::Tilt).len(), 2);
    assert!(texts("cqust-2026", Item::Collar).is_empty());
    // What no item is about, is left to the list's end.
    let look = look("hnust-2026");
    let left: Vec<_> =
        rest(&look).into_iter().map(|index| look.rules[index].text.as_str()).collect();
    assert_eq!(left, ["表情自然。", "两手自然下垂。"]);
}

#[test]
fn where_notice_and_standard_disagree_the_list_says_so() {
    let doubt = |notice: &str, item: Item| {
        checklist(&look(notice)).into_iter().find(|check| check.item == item).unwrap().doubt
    };
    assert!(doubt("hnust-2026", Item::Glasses).unwrap().contains("两者不一致"));
    // Found by us, where the notice's record does not speak of it.
    for (notice, item) in
        [("cqie-2027", Item::Jewellery), ("cqie-2027", Item::MakeUp), ("hnust-2026", Item::MakeUp)]
    {
        let doubt = doubt(notice, item).unwrap();
        assert!(doubt.contains("不一致；现场按通知来"), "{doubt}");
    }
    assert_eq!(doubt("xaipe-2025", Item::Jewellery), None);
    assert!(doubt("cqie-2027", Item::Collar).unwrap().contains("有领的上衣"));
}

#[test]
fn a_rule_says_for_whom() {
    let look = look("cqie-2027");
    let women = look.rules.iter().find(|rule| rule.gender.is_some()).unwrap();
    assert!(quoted(women).contains("女生"));
}

proptest! {
    #[test]
    fn any_measures_are_borne(
        values in prop::collection::vec(prop::option::of(any::<f32>()), Measure::ALL.len()),
        lines in prop::array::uniform4(any::<f32>()),
        lab in prop::array::uniform3(any::<f32>()),
        size in (any::<f32>(), any::<f32>()),
    ) {
        let [hair_top, eye_line, face_left, face_right] = lines;
        let mut portrait = Portrait {
            marks: Some(Marks { hair_top, eye_line, face_left, face_right }),
            clothes: vec![Swatch { lab, share: 0.7 }],
            background: vec![Swatch { lab, share: 0.7 }],
            faces: vec![Face { area: Area::default(), ..Face::default() }],
            ..Portrait::default()
        };
        for (measure, value) in Measure::ALL.into_iter().zip(values) {
            if let Some(value) = value {
                portrait.measures.set(measure, value);
            }
        }
        prop_assert_eq!(findings(&portrait, None, size, &look("xaipe-2025")).len(), 32);
        let _ = crate::guidance(&portrait.faces, size);
    }
}
