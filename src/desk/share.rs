//! The part `share`: link, text for the group, poster.

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
