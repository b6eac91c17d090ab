//! Operations and whole networks give what `LiteRT` gives.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::Deserialize;
use tucai_network::Network;
use tucai_weights::Weights;

/// A model of a few operations, and what `LiteRT` made of an input.
#[derive(Deserialize)]
struct Case {
    name: String,
    file: String,
    input: Vec<f32>,
    outputs: Vec<Vec<f32>>,
}

/// Some values of a network's result for [`picture`].
#[derive(Deserialize)]
struct Figures {
    network: String,
    output: usize,
    length: usize,
    every: usize,
    values: Vec<f32>,
}

/// The project's promise is 1e-4; numbers above one may differ by as much of their size, since
/// they have no more digits than others.
fn assert_close(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
        let allowed = 1e-4 * expected.abs().max(1.0);
        assert!((found - expected).abs() < allowed, "{what}, {index}: {found}, not {expected}");
    }
}

#[test]
fn every_operation_gives_what_litert_gives() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("operations.json")).unwrap();
    assert!(cases.len() > 30);
    for Case { name, file, input, outputs } in cases {
        let file = BASE64_STANDARD.decode(file).unwrap();
        let mut network = Network::read(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        // Twice: nothing of a run may be left in the next.
        for _ in 0..2 {
            let found = network.run(&input).unwrap();
            assert_eq!(found.iter().count(), outputs.len(), "{name}");
            for ((_, found), expected) in found.iter().zip(&outputs) {
                assert_close(found, expected, &name);
            }
        }
    }
}

#[test]
fn every_network_gives_what_litert_gives() {
    let figures: Vec<Figures> = serde_json::from_str(include_str!("networks.json")).unwrap();
    for weights in Weights::ALL {
        let mut network = Network::read(&weights.bytes().unwrap()).unwrap();
        let [side, width, 3] = network.input() else { panic!("{weights:?} is not for pictures") };
        assert_eq!(side, width);
        let mut input = picture(side);
        if weights == Weights::Detector {
            input = input.into_iter().map(|value| value * 2.0 - 1.0).collect();
        }
        let name = weights.file_name().strip_suffix(".tflite").unwrap();
        let figures: Vec<_> = figures.iter().filter(|figures| figures.network == name).collect();
        let found = network.run(&input).unwrap();
        assert_eq!(found.iter().count(), figures.len(), "{name}");
        for Figures { output, length, every, values, .. } in figures {
            let found = found.get(*output).unwrap();
            assert_eq!(found.len(), *length, "{name}");
            let found: Vec<f32> = found.iter().copied().step_by(*every).collect();
            assert_close(&found, values, &format!("{name}, output {output}"));
        }
    }
}

#[test]
fn results_have_the_names_of_the_file() {
    let mut mesh = Network::read(&Weights::AttentionMesh.bytes().unwrap()).unwrap();
    let outputs = mesh.run(&picture(192)).unwrap();
    assert_eq!(outputs.named("output_lips"), outputs.get(1));
    assert_eq!(outputs.named("output_left_eye").map(<[f32]>::len), Some(142));
    assert_eq!(outputs.named("output_left_ear"), None);
    assert_eq!(outputs.iter().next().unwrap().0, [1, 1, 1404]);
}

/// A head, a neck and shoulders in front of a wall: see `picture` in `reference.py`.
fn picture(side: usize) -> Vec<f32> {
    let ellipses = [
        (128, 270, 110, 80, [60, 60, 70]),
        (128, 190, 26, 50, [190, 140, 115]),
        (128, 110, 62, 86, [50, 35, 30]),
        (128, 122, 52, 70, [215, 165, 140]),
        (106, 96, 13, 3, [70, 50, 40]),
        (106, 110, 11, 5, [240, 240, 240]),
        (106, 110, 5, 5, [50, 35, 30]),
        (150, 96, 13, 3, [70, 50, 40]),
        (150, 110, 11, 5, [240, 240, 240]),
        (150, 110, 5, 5, [50, 35, 30]),
        (128, 138, 9, 5, [180, 125, 105]),
        (128, 160, 20, 6, [175, 80, 80]),
    ];
    let place = |at: usize| i32::try_from(at * 256 / side).unwrap();
    let mut values = Vec::new();
    for y in (0..side).map(place) {
        for x in (0..side).map(place) {
            let inside = ellipses.iter().rev().find(|(cx, cy, rx, ry, _)| {
                ((x - cx) * ry).pow(2) + ((y - cy) * rx).pow(2) < (rx * ry).pow(2)
            });
            let wall = [150 + u8::try_from((x * 3 + y * 5) % 11).unwrap(), 170, 200];
            let colour = inside.map_or(wall, |ellipse| ellipse.4);
            values.extend(colour.map(|value| f32::from(value) / 255.0));
        }
    }
    values
}
