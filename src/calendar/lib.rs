//! A unit's seats, deadlines and windows as an RFC 5545 calendar, and the same facts as plain words
//! for where no file can be saved.

use tucai_notice::Notice;
use tucai_notice::seat::Seat;

/// The calendar of a unit's seats: one `VCALENDAR` with the seats, the student's own deadlines and
/// the check on 学信网. It has no event where nothing has a day. The same arguments always give the
/// same bytes. `link` is the address of the unit's page, where there is one: absolute, ASCII.
#[must_use]
pub fn calendar(_notice: &Notice, _seats: &[Seat<'_>], _link: Option<&str>) -> String {
    String::new()
}

/// The same facts as lines of plain words, to copy where a file cannot be saved. Empty where nothing
/// has a day.
#[must_use]
pub fn words(_notice: &Notice, _seats: &[Seat<'_>], _link: Option<&str>) -> String {
    String::new()
}

/// A name for the file, in ASCII: `cqie-2027.ics`.
#[must_use]
pub fn file_name(notice: &Notice) -> String {
    [notice.id.as_str(), ".ics"].concat()
}
