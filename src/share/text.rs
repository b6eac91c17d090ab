//! The text for a class group, complete without opening the link.
//!
//! Plain text in short lines, for chat programs: no markdown, the link last, alone on its line.

use tucai_notice::Notice;
use tucai_notice::seat::Seat;

/// Whose list of classes it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// A college's, by its name as in the notice.
    College(&'a str),
    /// A counselor's, by the name as in the notice.
    Counselor(&'a str),
}

/// The text for one class (or college, or audience): its seats in the notice, `link` the absolute
/// ASCII address of its page. Empty without a seat.
#[must_use]
pub fn class(_notice: &Notice, _seats: &[Seat<'_>], _link: &str) -> String {
    String::new()
}

/// The text for a college or a counselor: all their seats in order of time, in short lines.
#[must_use]
pub fn list(_notice: &Notice, _whose: Whose<'_>, _seats: &[Seat<'_>], _link: &str) -> String {
    String::new()
}
