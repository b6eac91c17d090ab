//! The reader as it runs in the product, compiled for the browser.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    dead_code,
    reason = "a test fails by panicking, and borrows what it needs of the other tests' drawing"
)]

mod draw;
mod grey;

use tucai_code::{BUDGET, Ecc, Limits, read};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use draw::Symbol;

wasm_bindgen_test_configure!(run_in_browser);

/// The small, the middle and the largest version, of levels that differ, upright, turned and in a
/// mirror.
#[wasm_bindgen_test]
fn drawn_symbols_are_read_in_a_browser() {
    let mut random = fastrand::Rng::with_seed(1);
    for (version, ecc) in [(1, Ecc::H), (7, Ecc::M), (21, Ecc::Q), (40, Ecc::L)] {
        let symbol = Symbol::random(version, ecc, 1.0, &mut random);
        let upright = symbol.upright(3.3);
        for picture in [upright.turned(), upright.mirrored(), upright] {
            let limits = Limits { now: &|| 0.0, budget: BUDGET, live: false };
            let codes = read(&picture.picture(), &limits).codes;
            assert!(codes.len() == 1 && codes[0].payload == symbol.payload, "version {version}");
            assert!(codes[0].modules == symbol.modules, "version {version}");
        }
    }
}
