//! What is measured of pictures: of one that is here, of those that lie beside the repository, and of
//! what is no portrait at all.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_cmp,
    clippy::cast_possible_truncation,
    reason = "tests"
)]

mod fixtures;
mod hostile;

use std::{cell::RefCell, path::Path};

use tucai_portrait::{Engine, Picture};
use tucai_weights::Weights;
use tucai_wire::portrait::{Network, Portrait};

thread_local! {
    /// Reading the networks takes longer than running them.
    static ENGINE: RefCell<Engine> = RefCell::new(engine());
}

fn engine() -> Engine {
    let mut engine = Engine::new();
    for (network, weights) in [
        (Network::Detector, Weights::Detector),
        (Network::AttentionMesh, Weights::AttentionMesh),
        (Network::Mask, Weights::Mask),
    ] {
        engine.load(network, &weights.bytes().unwrap()).unwrap();
    }
    engine
}

fn with_engine<T>(ask: impl FnOnce(&mut Engine) -> T) -> T {
    ENGINE.with_borrow_mut(ask)
}

/// A picture's portrait, and how many faces the detector alone finds.
fn measured(path: &Path) -> (Portrait, usize) {
    let picture = image::open(path).unwrap().into_rgba8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let picture = Picture::new(picture.as_raw(), width, height).unwrap();
    with_engine(|engine| {
        (engine.measure(&picture).unwrap(), engine.find_faces(&picture).unwrap().len())
    })
}
