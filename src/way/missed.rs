//! The ways of those who missed the session or cannot come.

use tucai_notice::Notice;
use tucai_notice::fee::Mode;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::Line;
use tucai_notice::time::{Day, Moment, Span};

use crate::verify::Phase;

/// A row of an opening table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day: 周二; or the notice's words where they name no weekdays (2025.11.7).
    pub day: String,
    /// The hours; none means closed.
    pub spans: Vec<Span>,
    /// Whether `now` is on such a day.
    pub today: bool,
}

/// One way to a make-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// What it is.
    pub title: String,
    /// On site, online or a make-up place.
    pub mode: Mode,
    /// Who may use it, where that is not everybody.
    pub who: Option<String>,
    /// Where it stands.
    pub phase: Phase,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The days in words; none where the notice gives none.
    pub days: Option<String>,
    /// Where: the name of the place.
    pub place: Option<String>,
    /// How to find it.
    pub way: Option<String>,
    /// The opening table.
    pub table: Vec<Row>,
    /// The opening hours in the notice's words: `周二至周六 09:00–11:40，13:00–17:40`.
    pub hours: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Fee, attempts, time to answer, what to hand in, what is checked, what is in doubt.
    pub lines: Vec<Line>,
    /// The notice's own words.
    pub says: String,
}

/// What there is for those who missed it or cannot come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missed {
    /// The ways, those that are open first, those that are over last.
    pub ways: Vec<Chance>,
    /// What the notice says of clashes and absence.
    pub absence: Vec<Line>,
    /// What the notice leaves open about it; says so where it has no way at all.
    pub gaps: Vec<Line>,
    /// Whom to ask: contacts that the notice gives to students, the counselor and college in the row.
    pub ask: Vec<Line>,
}

/// Works it out for a student with these seats.
pub fn missed(notice: &Notice, seats: &[Seat<'_>], now: Moment) -> Missed {
    let _ = (notice, seats, now);
    Missed::default()
}

/// The question 学信网上已有学历照片吗, before a make-up or a second session: a second capture does harm.
/// Lines of the general procedure.
pub fn already() -> Vec<Line> {
    Vec::new()
}

/// Students of the unit who need not come, as the notice counts them, and whom to ask. Empty where
/// it counts none.
pub fn exempt(notice: &Notice, seats: &[Seat<'_>]) -> Vec<Line> {
    let _ = (notice, seats);
    Vec::new()
}
