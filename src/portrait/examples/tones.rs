//! Prints what was measured on the pixels of portraits, one line of comma-separated values each:
//! `cargo run -p tucai-portrait --example tones -- <picture>…`

use std::{error::Error, path::Path};

use tucai_portrait::{Engine, Picture};
use tucai_weights::Weights;
use tucai_wire::portrait::{Measure, Network, Swatch};

fn main() -> Result<(), Box<dyn Error>> {
    let mut engine = Engine::new();
    for (network, weights) in [
        (Network::Detector, Weights::Detector),
        (Network::AttentionMesh, Weights::AttentionMesh),
        (Network::Mask, Weights::Mask),
    ] {
        engine.load(network, &weights.bytes()?)?;
    }
    let names: Vec<String> = Measure::ALL.iter().map(|measure| format!("{measure:?}")).collect();
    println!("file,{},clothes,background", names.join(","));
    for path in std::env::args().skip(1) {
        let image = image::open(&path)?.into_rgba8();
        let (width, height) = (image.width() as usize, image.height() as usize);
        let portrait = engine.measure(&Picture::new(image.as_raw(), width, height)?)?;
        let values: Vec<String> = Measure::ALL
            .iter()
            .map(|measure| portrait.measures.get(*measure))
            .map(|value| value.map_or_else(String::new, |value| format!("{value:.3}")))
            .collect();
        let name = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy();
        let (clothes, background) = (colours(&portrait.clothes), colours(&portrait.background));
        println!("{name},{},{clothes},{background}", values.join(","));
    }
    Ok(())
}

/// Colours as L*, a*, b* and their share.
fn colours(swatches: &[Swatch]) -> String {
    let all: Vec<String> = swatches
        .iter()
        .map(|Swatch { lab: [l, a, b], share }| format!("{l:.0}/{a:.0}/{b:.0}*{share:.2}"))
        .collect();
    all.join(" ")
}
