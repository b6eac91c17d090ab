//! What of a notice concerns one student: the audience, the sessions, the sections.

use chrono::{NaiveDate, NaiveTime};
use tucai_notice::Notice;
use tucai_notice::point::Id;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{self, Line, Mark, Tab};
use tucai_notice::slot::SlotKind;
use tucai_notice::time::{Day, Days, Moment};

use crate::holidays;

/// A notice as one student reads it.
#[derive(Clone, Copy)]
pub(crate) struct Own<'a> {
    pub(crate) notice: &'a Notice,
    pub(crate) seats: &'a [Seat<'a>],
}

impl<'a> Own<'a> {
    pub(crate) fn new(notice: &'a Notice, seats: &'a [Seat<'a>]) -> Self {
        Self { notice, seats }
    }

    /// Whether something said of an audience (of everybody if none) is said of this student, as far as
    /// the seats tell.
    pub(crate) fn concerns(&self, audience: Option<&Id>) -> bool {
        let mut mine = self.seats.iter().filter_map(|seat| seat.slot.audience.as_ref()).peekable();
        audience.is_none_or(|audience| mine.peek().is_none() || mine.any(|it| it == audience))
    }

    /// The lines of one section of the class page that concern the student.
    pub(crate) fn section(&self, tab: Tab, id: &str) -> Vec<Line> {
        let sections = sheet::sections(self.notice, tab).into_iter();
        let lines = sections.filter(|section| section.id == id).flat_map(|section| section.lines);
        lines.filter(|line| self.concerns(line.audience.as_ref())).collect()
    }

    /// The seats at which the student may be photographed, in the order of time, undated ones last.
    /// Reserve is nobody's; make-up slots count only for whoever looks at nothing else.
    pub(crate) fn sessions(&self) -> Vec<&'a Seat<'a>> {
        let of = |kind| self.seats.iter().filter(move |seat| seat.slot.kind == kind);
        let mut sessions: Vec<&Seat<'_>> = of(SlotKind::Capture).collect();
        if sessions.is_empty() {
            sessions = of(SlotKind::MakeUp).collect();
        }
        sessions.sort_by_key(|seat| (seat.starts().is_none(), seat.starts()));
        sessions
    }

    /// The first to the last day on which the student may be photographed: of the dated sessions, else
    /// of the whole capture.
    pub(crate) fn days(&self) -> Option<Days> {
        let of_seats = self.sessions().into_iter().filter_map(|seat| seat.slot.when.days());
        hull(of_seats).or_else(|| hull(self.notice.schedule.dates.iter().copied()))
    }
}

/// The first to the last day of several stretches.
fn hull(days: impl Iterator<Item = Days>) -> Option<Days> {
    days.reduce(|all, one| {
        Days::new(all.first().min(one.first()), all.last().max(one.last())).unwrap_or(all)
    })
}

/// The first moment after a day. The end of time has none; the day's own start stands for it.
pub(crate) fn end_of(day: Day) -> Moment {
    holidays::next(day).unwrap_or(day).date().and_time(NaiveTime::MIN)
}

/// The day so many days before another.
pub(crate) fn before(day: Day, days: u64) -> Option<Day> {
    day.date().checked_sub_days(chrono::Days::new(days)).map(holidays::on)
}

/// The day so many days after another.
pub(crate) fn later(day: Day, days: u64) -> Option<Day> {
    day.date().checked_add_days(chrono::Days::new(days)).map(holidays::on)
}

/// The first and last day of a month, if there is such a month.
pub(crate) fn month(year: u16, month: u8) -> Option<Days> {
    let first = NaiveDate::from_ymd_opt(year.into(), month.into(), 1)?;
    let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
    Days::new(holidays::on(first), holidays::on(last))
}

/// Whether the words name a day with 前 (4月30日前), which leaves open whether that day counts; 4月30日前往
/// does not.
pub(crate) fn leaves_the_day_open(says: &str) -> bool {
    says.match_indices("日前")
        .any(|(at, found)| says.get(at + found.len()..).is_none_or(|rest| !rest.starts_with('往')))
}

/// A line.
pub(crate) fn line(mark: Mark, label: impl Into<String>, text: impl Into<String>) -> Line {
    Line { mark, label: label.into(), text: text.into(), ..Line::default() }
}

/// The line with the notice's own words.
pub(crate) fn said(line: Line, says: Option<&String>) -> Line {
    Line { says: says.cloned(), ..line }
}
