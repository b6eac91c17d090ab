//! A unit's seats, deadlines and windows as an RFC 5545 calendar, and the same facts as plain words
//! for where no file can be saved.
//!
//! What is no fixed time is no fixed event: a window in which somebody else sets the class's time is
//! entered as such and leaves the hours free, a day without hours is an all-day event, and what has
//! no day has no event. Deadlines of colleges and monitors are none of the student's.

mod due;
mod entry;
mod file;
mod make_up;
mod seats;

use tucai_notice::Notice;
use tucai_notice::notice::Standing;
use tucai_notice::seat::Seat;
use tucai_notice::slot::SlotKind;
use tucai_notice::time::Moment;
use tucai_notice::words as say;

use crate::entry::Entry;

pub use tucai_way::steps::Captured;

/// What the student answered to 拍过了吗.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub captured: Captured,
    /// When the calendar is asked for, by the clock of Asia/Shanghai: which sessions are over then.
    pub now: Moment,
}

/// The calendar of a unit's seats: one `VCALENDAR` with the seats, the student's own deadlines and
/// the check on 学信网. Empty where nothing has a day. The same arguments always give the same bytes,
/// and the same thing of the same unit has the same UID in every edition of a notice. `link` is the
/// address of the unit's page, where there is one: absolute, ASCII.
///
/// Without an answer it is what a unit has of the notice, and no make-up. Whoever was not photographed
/// has the make-ups instead of the sessions that are over and of the check; whoever was has the check
/// alone, with what is due after the session.
#[must_use]
pub fn calendar(
    notice: &Notice,
    seats: &[Seat<'_>],
    answer: Option<Answer>,
    link: Option<&str>,
) -> String {
    file::write(notice, seats, &entries(notice, seats, answer), link)
}

/// The same facts as lines of plain words, to copy where a file cannot be saved. Empty where nothing
/// has a day.
#[must_use]
pub fn words(
    notice: &Notice,
    seats: &[Seat<'_>],
    answer: Option<Answer>,
    link: Option<&str>,
) -> String {
    let entries = entries(notice, seats, answer);
    if entries.is_empty() {
        return String::new();
    }
    let mut lines: Vec<String> = Vec::new();
    if let Some((headline, on, says)) = say::standing_headline(&notice.standing) {
        lines.push(headline.to_owned());
        lines.push(format!("{}：{says}", say::day_plain(on)));
        lines.push(String::new());
    }
    for entry in &entries {
        lines.push(entry.times.words());
        lines.push(entry.headline());
        lines.extend(entry.place.iter().map(|place| format!("地点：{place}")));
        // How far several times can be relied on is mostly the same, and said once.
        let sentence = entry.certainty.as_ref().map(|(_, sentence)| sentence);
        let told = sentence.is_some_and(|sentence| lines.contains(sentence));
        lines.extend(entry.lines().filter(|&line| !told || Some(line) != sentence).cloned());
        lines.push(String::new());
    }
    lines.push(say::source(notice));
    lines.extend(link.map(str::to_owned));
    lines.join("\n")
}

/// A name for the file, in ASCII: `cqie-2027.ics`.
#[must_use]
pub fn file_name(notice: &Notice) -> String {
    [notice.id.as_str(), ".ics"].concat()
}

/// Everything that has a day, by time.
fn entries(notice: &Notice, seats: &[Seat<'_>], answer: Option<Answer>) -> Vec<Entry> {
    // What no longer holds is still entered, to be struck out in calendars that have it: so it is
    // worked out as if it held.
    let held = Notice { standing: Standing::InForce, ..notice.clone() };
    let held_seats: Vec<Seat<'_>> =
        seats.iter().map(|seat| Seat { notice: &held, ..seat.clone() }).collect();
    let is_wanted = |seat: &Seat<'_>| match answer {
        None => true,
        // Sessions for stragglers are among the make-ups.
        Some(Answer { captured: Captured::No, now }) => {
            seat.slot.kind != SlotKind::MakeUp && seat.ends().is_none_or(|end| now < end)
        }
        Some(_) => false,
    };
    let captured = answer.map(|answer| answer.captured);
    let mut entries = seats::entries(&held_seats, is_wanted);
    entries.extend(due::entries(&held, &held_seats, captured, is_wanted));
    if captured == Some(Captured::No) {
        entries.extend(make_up::entries(&held, &held_seats));
    }
    if notice.standing != Standing::InForce {
        for entry in &mut entries {
            entry.strike_out();
        }
    }
    entries.sort_by_key(|entry| entry.times.first());
    entries
}

/// Which unit it is of.
fn name(seats: &[Seat<'_>]) -> String {
    seats.first().map(Seat::called).unwrap_or_default()
}

/// A name in Chinese as plain digits, nothing more (FNV-1a).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
