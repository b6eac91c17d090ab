use proptest::prelude::*;
use tucai_portrait::{Engine, MOST_PIXELS, Picture, PortraitError};
use tucai_wire::portrait::{Measure, Network, Portrait};

use super::with_engine;

fn look(rgba: &[u8], width: usize, height: usize) -> Portrait {
    let picture = Picture::new(rgba, width, height).unwrap();
    with_engine(|engine| {
        engine.find_faces(&picture).unwrap();
        engine.measure(&picture).unwrap()
    })
}

fn assert_is_sound(portrait: &Portrait) {
    for measure in Measure::ALL {
        assert!(portrait.measures.get(measure).is_none_or(f32::is_finite), "{measure:?}");
    }
    if let Some(marks) = portrait.marks {
        let all = [marks.hair_top, marks.eye_line, marks.face_left, marks.face_right];
        assert!(all.into_iter().all(f32::is_finite), "{marks:?}");
    }
}

#[test]
fn pictures_of_any_shape_are_borne() {
    for (width, height) in [(1, 1), (1, 4000), (4000, 1), (2, 3), (4096, 1024), (7, 500)] {
        for value in [0, 128, 255] {
            let portrait = look(&vec![value; width * height * 4], width, height);
            assert!(portrait.faces.is_empty(), "{width}×{height} of {value}");
        }
    }
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    let most = MOST_PIXELS;
    for (bytes, width, height, error) in [
        (0, 0, 0, PortraitError::NotAPicture),
        (0, 0, 7, PortraitError::NotAPicture),
        (3, 1, 1, PortraitError::NotAPicture),
        (8, 1, 1, PortraitError::NotAPicture),
        (8, most, 2, PortraitError::TooLarge),
        (8, usize::MAX, 2, PortraitError::TooLarge),
    ] {
        assert_eq!(Picture::new(&vec![0; bytes], width, height).err(), Some(error));
    }
}

#[test]
fn without_networks_it_says_which_is_missing() {
    let picture = Picture::new(&[0; 4], 1, 1).unwrap();
    let mut engine = Engine::new();
    let missing = PortraitError::NoNetwork(Network::Detector);
    assert_eq!(engine.find_faces(&picture), Err(missing));
    assert_eq!(engine.measure(&picture), Err(missing));
    let broken = PortraitError::NotANetwork(Network::Mesh);
    assert_eq!(engine.load(Network::Mesh, b"no network"), Err(broken));
    // One network in another's place.
    let mask = tucai_weights::Weights::Mask.bytes().unwrap();
    assert_eq!(engine.load(Network::Mesh, &mask), Err(broken));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn noise_is_borne(
        (width, height) in (1_usize..200, 1_usize..200), seed in any::<u32>(), coarse in 1_usize..40,
    ) {
        // Patches of a colour each: more like a face, at times, than single pixels.
        let value = |x: usize, y: usize, channel: usize| {
            let place = x / coarse * 31 + y / coarse * 17 + channel * 7;
            (place as u32).wrapping_add(seed).wrapping_mul(2_654_435_761).to_be_bytes()[0]
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgba: Vec<u8> =
            places.flat_map(|(x, y)| [0, 1, 2, 3].map(|channel| value(x, y, channel))).collect();
        assert_is_sound(&look(&rgba, width, height));
    }

    /// A face of which only a part is left, down to a line.
    #[test]
    fn a_face_at_the_edge_is_borne(
        x in 0_u32..470, y in 0_u32..600, width in 1_u32..480, height in 1_u32..639,
    ) {
        let file = include_bytes!("../testdata/astronaut.jpg");
        let astronaut = image::load_from_memory(file).unwrap();
        let part = astronaut.crop_imm(x, y, width.min(480 - x), height.min(639 - y)).into_rgba8();
        let (width, height) = (part.width() as usize, part.height() as usize);
        assert_is_sound(&look(part.as_raw(), width, height));
    }
}
