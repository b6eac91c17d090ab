use proptest::prelude::*;
use tucai_wire::portrait::{Area, Face, Marks, Measure, Measures};

use super::{
    Tones,
    colour::{self, lab},
    drawn::{self, Drawn},
    tones,
};
use crate::{
    picture::Picture,
    seen::{Mask, Seen},
};

fn get(tones: &Tones, measure: Measure) -> f32 {
    tones.measures.get(measure).unwrap_or_else(|| panic!("{measure:?} was not measured"))
}

#[test]
fn a_blurred_face_is_told_from_a_sharp_one_and_from_noise() {
    let sharpness = |blur: f32, noise: f32| {
        get(&Drawn { blur, noise, ..Drawn::default() }.tones(), Measure::Sharpness)
    };
    assert!(sharpness(0.7, 1.5) > 0.53, "{}", sharpness(0.7, 1.5));
    assert!(sharpness(3.0, 1.5) < 0.33, "{}", sharpness(3.0, 1.5));
    assert!(sharpness(3.0, 6.0) < 0.4, "{}", sharpness(3.0, 6.0));
}

#[test]
fn the_skin_s_lightness_is_the_skin_s_whatever_its_colour() {
    for skin in [[238.0, 205.0, 190.0], [190.0, 140.0, 112.0], [92.0, 60.0, 46.0]] {
        let tones = Drawn { skin, ..Drawn::default() }.tones();
        let is = get(&tones, Measure::SkinLightness);
        assert!((is - lab(skin)[0]).abs() < 1.5, "{is} for {skin:?}");
        // The same white eyes in every face, and nothing burnt or black.
        assert!(get(&tones, Measure::WhitesLightness) > 80.0);
        assert!(get(&tones, Measure::FrameLightest) > 85.0);
        assert!(get(&tones, Measure::SkinBurnt) < 0.01);
        assert!(get(&tones, Measure::SkinBlack) < 0.01);
        assert!(get(&tones, Measure::SideDifference).abs() < 2.0);
        // In little light all of it is darker.
        let dark = Drawn { skin, light: |_, _| [0.3; 3], ..Drawn::default() }.tones();
        assert!(get(&dark, Measure::SkinLightness) < 0.4 * is + 1.0);
        assert!(get(&dark, Measure::WhitesLightness) < 40.0);
        assert!(get(&dark, Measure::FrameLightest) < 40.0);
    }
    let burnt = Drawn { light: |_, _| [1.8; 3], ..Drawn::default() }.tones();
    assert!(get(&burnt, Measure::SkinBurnt) > 0.8);
}

#[test]
fn light_from_one_side_is_seen_from_that_side() {
    let right = Drawn { light: |x, _| [0.6 + x / 1000.0; 3], ..Drawn::default() }.tones();
    let left = Drawn { light: |x, _| [1.08 - x / 1000.0; 3], ..Drawn::default() }.tones();
    let (right, left) = (get(&right, Measure::SideDifference), get(&left, Measure::SideDifference));
    assert!(right > 4.0 && left < -4.0, "{right} {left}");
}

#[test]
fn a_shine_on_the_forehead_is_a_share_of_the_skin() {
    let shining = Drawn {
        light: |x, y| {
            let is_bright = (x - 240.0).hypot(y - 190.0) < 22.0;
            if is_bright { [1.17, 1.46, 1.68] } else { [1.0; 3] }
        },
        ..Drawn::default()
    };
    assert!(get(&shining.tones(), Measure::Shine) > 0.015);
    assert!(get(&Drawn::default().tones(), Measure::Shine) < 0.003);
}

#[test]
fn a_cast_shows_its_direction() {
    let cast = |light: drawn::Paint| {
        let tones = Drawn { light, ..Drawn::default() }.tones();
        [Measure::CastA, Measure::CastB, Measure::CastSure].map(|measure| get(&tones, measure))
    };
    let [a, b, sure] = cast(|_, _| [1.0; 3]);
    assert!(a.hypot(b) < 3.5 && sure > 0.5, "{a} {b} {sure}");
    let [_, b, sure] = cast(|_, _| [1.05, 0.95, 0.65]);
    assert!(b > 8.0 && sure > 0.45, "{b} {sure}");
    let [_, b, sure] = cast(|_, _| [0.75, 0.95, 1.1]);
    assert!(b < -8.0 && sure > 0.45, "{b} {sure}");
    let [a, ..] = cast(|_, _| [0.85, 1.05, 0.85]);
    assert!(a < -6.0, "{a}");
}

#[test]
fn a_grey_picture_has_no_colours_and_no_cast() {
    let grey = Drawn {
        skin: [170.0; 3],
        wall: |_, _| [220.0; 3],
        clothes: |_, _| [50.0; 3],
        noise: 0.0,
        ..Drawn::default()
    };
    let (mut bytes, seen) = grey.draw();
    for pixel in bytes.chunks_exact_mut(4) {
        let middle = pixel[1];
        pixel[..3].fill(middle);
    }
    let tones = tones(&Picture::new(&bytes, 480, 640).unwrap(), &seen);
    assert!(get(&tones, Measure::Colourless) > 0.99);
    assert!(get(&tones, Measure::CastSure) < 0.01);
}

#[test]
fn a_wall_with_noise_is_even_and_others_are_not() {
    let wall = |wall: drawn::Paint, noise: f32| {
        let tones = Drawn { wall, noise, ..Drawn::default() }.tones();
        let measures =
            [Measure::BackgroundSpread, Measure::BackgroundSlope, Measure::BackgroundEdges];
        (measures.map(|measure| get(&tones, measure)), tones)
    };
    let ([spread, slope, edges], tones) = wall(|_, _| [100.0, 197.0, 255.0], 8.0);
    assert!(spread < 3.0 && slope < 2.0 && edges < 0.01, "{spread} {slope} {edges}");
    assert_eq!(tones.background.len(), 1);
    let blue = lab([100.0, 197.0, 255.0]);
    assert!(colour::difference(tones.background[0].lab, blue) < 2.0);
    assert!(tones.background[0].share > 0.95);
    let seen = get(&tones, Measure::BackgroundSeen);
    assert!((0.3..0.7).contains(&seen), "{seen}");
    let ([_, slope, _], _) = wall(|x, _| [240.0 - x / 6.0; 3], 2.0);
    assert!((20.0..40.0).contains(&slope), "{slope}");
    let ([_, down, _], _) = wall(|_, y| [240.0 - y / 8.0; 3], 2.0);
    assert!((20.0..40.0).contains(&down), "{down}");
    let stripes: drawn::Paint = |x, _| if x % 40.0 < 20.0 { [220.0; 3] } else { [150.0; 3] };
    let ([spread, _, edges], tones) = wall(stripes, 2.0);
    assert!(spread > 10.0 && edges > 0.1, "{spread} {edges}");
    assert_eq!(tones.background.len(), 2);
}

#[test]
fn clothes_have_their_colours_and_the_skin_is_none_of_them() {
    let red = Drawn { clothes: |_, _| [170.0, 20.0, 30.0], ..Drawn::default() }.tones();
    assert!(get(&red, Measure::ClothesSeen) > 0.06);
    assert!(colour::difference(red.clothes[0].lab, lab([170.0, 20.0, 30.0])) < 3.0);
    assert!(red.clothes[0].share > 0.9, "{:?}", red.clothes);
    assert!(get(&red, Measure::ClothesEdges) < 0.05);
    let striped: drawn::Paint =
        |x, _| if x % 36.0 < 18.0 { [30.0, 60.0, 150.0] } else { [235.0; 3] };
    let striped = Drawn { clothes: striped, ..Drawn::default() }.tones();
    assert_eq!(striped.clothes.len(), 2, "{:?}", striped.clothes);
    assert!(get(&striped, Measure::ClothesEdges) > 0.15);
}

#[test]
fn black_on_black_has_a_weak_edge() {
    let dark: drawn::Paint = |_, _| [38.0, 38.0, 42.0];
    let weak = Drawn { wall: dark, clothes: dark, ..Drawn::default() }.tones();
    assert!(get(&weak, Measure::EdgeContrast) < 4.5);
    assert!(get(&Drawn::default().tones(), Measure::EdgeContrast) > 17.0);
}

#[test]
fn shoulders_are_both_seen_level_and_covered_or_bare() {
    let tones = Drawn::default().tones();
    assert!(get(&tones, Measure::ShoulderLeft) > 0.9);
    assert!(get(&tones, Measure::ShoulderRight) > 0.9);
    assert!(get(&tones, Measure::ShoulderSlope).abs() < 1.0);
    assert!(get(&tones, Measure::ShoulderSkin) < 0.02);
    let bare = Drawn { clothes: |_, _| [205.0, 158.0, 135.0], ..Drawn::default() }.tones();
    assert!(get(&bare, Measure::ShoulderSkin) > 0.9);
    // The picture ends beside the face.
    let (bytes, mut seen) = Drawn::default().draw();
    seen.cut = Area { x: 100.0, ..seen.cut };
    let cut = super::tones(&Picture::new(&bytes, 480, 640).unwrap(), &seen);
    let (left, right) = (get(&cut, Measure::ShoulderLeft), get(&cut, Measure::ShoulderRight));
    assert!(left < 0.8 && right > 0.9, "{left} {right}");
}

#[test]
fn a_frame_before_the_eyes_speaks_for_glasses_and_a_bare_face_does_not() {
    let glasses = |glasses| get(&Drawn { glasses, ..Drawn::default() }.tones(), Measure::Glasses);
    assert!(glasses(None) < 0.2, "{}", glasses(None));
    assert!(glasses(Some((5.0, [25.0; 3]))) > 0.8);
    assert!(glasses(Some((3.0, [90.0; 3]))) > 0.45);
}

#[test]
fn somebody_beside_is_another_person() {
    let (bytes, mut seen) = Drawn::default().draw();
    let picture = Picture::new(&bytes, 480, 640).unwrap();
    assert!(get(&tones(&picture, &seen), Measure::OtherPerson) < 0.001);
    for y in 100..300 {
        seen.mask.values[y * 480..y * 480 + 60].fill(1.0);
    }
    let share = get(&tones(&picture, &seen), Measure::OtherPerson);
    assert!((share - 200.0 * 60.0 / (480.0 * 640.0)).abs() < 0.005, "{share}");
}

/// Whether all is within what its description says.
fn check(tones: &Tones) -> Result<(), TestCaseError> {
    let range = |measure| match measure {
        Measure::SkinLightness | Measure::WhitesLightness | Measure::FrameLightest => 0.0..=100.1,
        Measure::SideDifference => -100.1..=100.1,
        Measure::CastA | Measure::CastB => -128.0..=128.0,
        Measure::BackgroundSpread | Measure::BackgroundSlope => 0.0..=300.0,
        Measure::EdgeContrast => 0.0..=150.0,
        Measure::ShoulderSlope => -90.0..=90.0,
        _ => 0.0..=1.0,
    };
    for measure in Measure::ALL {
        if let Some(value) = tones.measures.get(measure) {
            prop_assert!(range(measure).contains(&value), "{measure:?} is {value}");
        }
    }
    for swatches in [&tones.clothes, &tones.background] {
        prop_assert!(swatches.len() <= 4);
        let sum: f32 = swatches.iter().map(|swatch| swatch.share).sum();
        prop_assert!(sum < 1.001, "{swatches:?}");
        prop_assert!(swatches.windows(2).all(|two| two[0].share >= two[1].share));
    }
    Ok(())
}

fn number() -> impl Strategy<Value = f32> {
    prop_oneof![3 => -100.0_f32..300.0, 1 => any::<f32>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A good mesh, but any picture, any mask and any cut near it.
    #[test]
    fn any_pixels_and_any_mask_stay_within_the_ranges(
        pixels in prop::collection::vec(any::<u8>(), 60 * 80 * 3),
        mask in prop::collection::vec(0.0_f32..1.0, 12 * 16),
        (x, y, width) in (-20.0_f32..20.0, -20.0_f32..20.0, 30.0_f32..90.0),
    ) {
        let bytes: Vec<u8> = pixels.chunks(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 0]).collect();
        let picture = Picture::new(&bytes, 60, 80).unwrap();
        let mesh = drawn::mesh().iter().map(|[x, y, z]| [x / 8.0, y / 8.0, *z]).collect();
        let area = Area { x: 0.0, y: 0.0, width: 60.0, height: 80.0 };
        let mask = Mask { values: mask, columns: 12, rows: 16, area };
        let cut = Area { x, y, width, height: width * 4.0 / 3.0 };
        let seen = Seen { mesh, mask, cut, ..Seen::default() };
        check(&tones(&picture, &seen))?;
    }

    /// Nothing is as it should be.
    #[test]
    fn anything_is_borne(
        (wide, tall) in (1_usize..9, 1_usize..9),
        points in prop::collection::vec([number(), number(), number()], 0..480),
        mask in prop::collection::vec(any::<f32>(), 0..12),
        (columns, rows) in (0_usize..6, 0_usize..6),
        cut in [number(), number(), number(), number()],
        lies in [number(), number(), number(), number()],
    ) {
        let bytes: Vec<u8> = (0..wide * tall * 4).map(|at| (at * 37 % 251) as u8).collect();
        let area = |[x, y, width, height]: [f32; 4]| Area { x, y, width, height };
        let seen = Seen {
            face: Face::default(),
            mesh: points,
            mask: Mask { values: mask, columns, rows, area: area(lies) },
            marks: Marks::default(),
            cut: area(cut),
        };
        check(&tones(&Picture::new(&bytes, wide, tall).unwrap(), &seen))?;
    }
}

#[test]
fn without_a_face_nothing_is_measured() {
    let bytes = [7; 4 * 16];
    let tones = tones(&Picture::new(&bytes, 4, 4).unwrap(), &Seen::default());
    assert_eq!(tones.measures, Measures::default());
    assert!(tones.clothes.is_empty() && tones.background.is_empty());
}
