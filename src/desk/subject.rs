//! What an element is about: a class, a college or a counselor of a notice. All parts on a screen share
//! one notice.

pub use tucai_pane::{About, Kind, Subject, SubjectError, fetch};
