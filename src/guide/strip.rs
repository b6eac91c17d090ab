//! The part `strip`: the next step and the next deadline, on top of every tab of the kept class.

use tucai_pane::Root;
use web_sys::HtmlElement;

use crate::Part;

struct Drawn {
    _root: Root,
}

impl Part for Drawn {}

/// Draws it.
pub fn mount(element: HtmlElement) -> Option<Box<dyn Part>> {
    Some(Box::new(Drawn { _root: Root::new(element) }))
}
