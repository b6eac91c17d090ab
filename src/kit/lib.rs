//! The kit (随身): what the student carries. Now the collection code: read from a picture, kept on the
//! phone, shown to the scanner.
//!
//! A program of its own that the page loads when its tab is opened. The page writes an element
//! `<tucai-code notice="…" unit="…">`; `public/boot.js` mounts the kit in it and frees it when the
//! element goes. What decides something is plain Rust; `platform` touches the browser.

mod error;
mod flow;
mod geometry;
mod phone;
mod platform;
mod queue;
mod record;
mod shelf;
mod sniff;
mod tab;
mod view;
mod words;

use std::any::Any;

use gloo::events::EventListener;
use leptos::mount::mount_to;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::platform::{files, page};

/// The kit in an element; freeing it ends it.
#[wasm_bindgen]
pub struct Mounted {
    _view: Box<dyn Any>,
    _inside: [EventListener; 2],
}

/// Draws the tab of the collection code in an element of the page.
#[wasm_bindgen]
pub fn mount(element: HtmlElement) -> Mounted {
    page::report_panics();
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    let (notice, unit) = (attribute("notice"), attribute("unit"));
    let inside = files::keep_inside(&element);
    // The skeleton goes.
    element.set_inner_html("");
    let view = mount_to(element, move || view::tab(tab::Tab::new(notice, unit)));
    Mounted { _view: Box::new(view), _inside: inside }
}
