//! Texts that say what changed, and nothing else.

use tucai_notice::Notice;
use tucai_notice::seat::Seat;
use tucai_notice::time::{Clock, Day};

/// Where a counselor moved a class to. What is absent stays as announced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The new day.
    pub day: Option<Day>,
    /// The new start.
    pub start: Option<Clock>,
    /// The new end; only told together with a start.
    pub end: Option<Clock>,
    /// The new assembly time; else it is worked out from the notice's arrival rule.
    pub assemble: Option<Clock>,
    /// The new place, in the counselor's words.
    pub place: Option<String>,
}

/// The text that a class was moved: what was, what is now, in whose words. Empty where nothing
/// is changed by it.
#[must_use]
pub fn moved(_notice: &Notice, _seat: &Seat<'_>, _to: &Moved, _link: &str) -> String {
    String::new()
}

/// The text for those of a class who were absent: the ways to a make-up that the notice names, or,
/// where it names none, that it does not, and whom to ask. It names no student.
#[must_use]
pub fn absent(_notice: &Notice, _seats: &[Seat<'_>], _link: &str) -> String {
    String::new()
}
