//! The kit (随身): what the student carries. Now the collection code: read from a picture, kept on the
//! phone, shown to the scanner.
//!
//! A program of its own that the page loads when its tab is opened. The page writes an element
//! `<tucai-code notice="…" unit="…">`; `public/boot.js` mounts the kit in it and frees it when the
//! element goes. What decides something is plain Rust; `platform` touches the browser.

mod error;
mod flow;
mod geometry;
mod keep;
mod overlay;
mod phone;
mod platform;
mod queue;
mod record;
mod screen;
mod shelf;
mod sniff;
mod tab;
mod words;
mod work;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// The kit in an element; freeing it ends it.
#[wasm_bindgen]
pub struct Mounted {
    _tab: tab::Mounted,
}

/// Draws the tab of the collection code in an element of the page.
#[wasm_bindgen]
pub fn mount(element: HtmlElement) -> Mounted {
    platform::page::report_panics();
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    let (notice, unit) = (attribute("notice"), attribute("unit"));
    Mounted { _tab: tab::mount(element, notice, unit) }
}
