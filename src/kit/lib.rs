//! The kit (随身): what the student carries. The collection code, read from a picture, kept on the
//! phone, shown to the scanner; and the self-check of a portrait ([`portrait`]).
//!
//! A program of its own that the page loads when one of its tabs is opened. The page writes an element
//! `<tucai-code notice="…" unit="…">` or `<tucai-portrait …>`; `public/boot.js` mounts the kit in it
//! and frees it when the element goes. What decides something is plain Rust; `platform` touches the browser.

mod error;
mod flow;
mod geometry;
mod keep;
mod networks;
mod overlay;
mod phone;
mod platform;
mod portrait;
mod queue;
mod screen;
mod shelf;
mod sniff;
mod tab;
mod words;
mod work;

use tucai_store::record;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// The kit in an element; freeing it ends it.
#[wasm_bindgen]
pub struct Mounted {
    _code: Option<tab::Mounted>,
    _portrait: Option<portrait::Mounted>,
}

/// Draws a tab in its element of the page: the self-check in `<tucai-portrait>`, else the collection
/// code.
#[wasm_bindgen]
pub fn mount(element: HtmlElement) -> Mounted {
    platform::page::report_panics();
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    let (notice, unit) = (attribute("notice"), attribute("unit"));
    if element.local_name() == "tucai-portrait" {
        let portrait = portrait::mount(element, notice);
        return Mounted { _code: None, _portrait: Some(portrait) };
    }
    Mounted { _code: Some(tab::mount(element, notice, unit)), _portrait: None }
}
