//! The counselor's tools (工作台): sharing and posters, the run sheet, the class list, the division of a
//! long slot.
//!
//! A program of its own that the page loads when it is needed. The page writes elements
//! `<tucai-desk part="…" notice="…" …>`; `public/boot.js` mounts the program in each and frees it when the
//! element goes.
//!
//! | part | shows |
//! | --- | --- |
//! | `share` | link, text for the group, poster |
//! | `sheet` | the run sheet, clashes, changes |
//! | `list` | the class list: queue sheet and who was there |
//! | `split` | the division of a college's slot |
//!
//! All parts on a screen share one notice: see [`subject`].

mod frame;
mod list;
mod platform;
pub mod poster;
mod share;
mod sheet;
mod split;
pub mod subject;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A part in its element; freeing it ends it.
#[wasm_bindgen]
pub struct Mounted {
    _part: Option<Box<dyn Part>>,
}

/// What lives in an element until it is dropped.
trait Part {}

/// Draws the part that the element's attribute names.
#[wasm_bindgen]
pub fn mount(element: HtmlElement) -> Mounted {
    tucai_pane::report_panics();
    let part = element.get_attribute("part").unwrap_or_default();
    let part: Option<Box<dyn Part>> = match part.as_str() {
        "share" => Some(frame::mount(element, share::start)),
        "sheet" => Some(frame::mount(element, sheet::start)),
        "list" => Some(frame::mount(element, list::start)),
        "split" => Some(frame::mount(element, split::start)),
        _ => None,
    };
    Mounted { _part: part }
}
