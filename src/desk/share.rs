//! The part `share`: link, text for the group, poster.

use std::rc::Rc;

use tucai_pane::Root;

use crate::Part;
use crate::subject::Subject;

struct Drawn {
    _root: Rc<Root>,
    _subject: Rc<Subject>,
}

impl Part for Drawn {}

/// Draws it.
pub fn start(root: Rc<Root>, subject: Rc<Subject>) -> Box<dyn Part> {
    Box::new(Drawn { _root: root, _subject: subject })
}
