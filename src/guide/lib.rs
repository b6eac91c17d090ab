//! The student's way (指路): the next step and the next deadline, the timeline, the check on 学信网
//! (核对), the calendar, and what is kept on the phone.
//!
//! A program of its own that the page loads when it is needed. The page writes elements
//! `<tucai-guide part="…" notice="…" …>`; `public/boot.js` mounts the program in each and frees it when the
//! element goes.
//!
//! | part | shows |
//! | --- | --- |
//! | `strip` | the next step and the next deadline, on top of every tab of the kept class |
//! | `timeline` | the whole way of the kept class |
//! | `after` | the tab 核对 |
//! | `calendar` | the calendar of a class |
//! | `kept` | what is kept on this phone: export, import, wipe |

mod after;
mod answer;
mod calendar;
mod change;
mod kept;
mod platform;
mod record;
mod state;
mod strip;
mod timeline;

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
        "strip" => Some(strip::mount(element)),
        "timeline" => Some(timeline::mount(element)),
        "after" => Some(after::mount(element)),
        "calendar" => Some(calendar::mount(element)),
        "kept" => Some(kept::mount(element)),
        _ => None,
    };
    Mounted { _part: part }
}
