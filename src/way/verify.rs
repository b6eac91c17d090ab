//! The window of the check on 学信网 (图像校对), resolved to days where that is possible.

use tucai_notice::after::{Verification, Window};
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{Line, Mark, Tab};
use tucai_notice::time::{Day, Moment};
use tucai_notice::{Notice, words};

use crate::due::{Basis, Due};
use crate::holidays;
use crate::own::{self, Own, line};
use crate::steps::Captured;

/// Where something that opens and closes stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It opens so many days from now (1 is tomorrow).
    Ahead(i64),
    /// Open; so many days are left after today, where the last day is known.
    Open(Option<i64>),
    /// Over.
    Over,
    /// No day is known.
    Unknown,
}

impl Phase {
    /// Where days from `first` to `last` stand at `now`.
    pub fn of(first: Option<Day>, last: Option<Day>, now: Moment) -> Self {
        let today = Day::of(now);
        match (first, last) {
            (None, None) => Self::Unknown,
            (_, Some(last)) if today > last => Self::Over,
            (Some(first), _) if today < first => Self::Ahead(today.days_until(first)),
            (_, last) => Self::Open(last.map(|last| today.days_until(last))),
        }
    }

    /// The phase in a few words: 还有20天开始, 进行中，还有3天, 今天截止, 已结束.
    pub fn words(self) -> String {
        match self {
            Self::Ahead(1) => "明天开始".to_owned(),
            Self::Ahead(days) => format!("还有{days}天开始"),
            Self::Open(Some(0)) => "今天截止".to_owned(),
            Self::Open(Some(days)) => format!("进行中，还有{days}天"),
            Self::Open(None) => "进行中".to_owned(),
            Self::Over => "已结束".to_owned(),
            Self::Unknown => "时间未知".to_owned(),
        }
    }
}

/// The check on 学信网 for one student at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Where it stands.
    pub phase: Phase,
    /// The first day, where it is known or can be worked out.
    pub first: Option<Day>,
    /// The last day, likewise.
    pub last: Option<Day>,
    /// When, in words: `2025年5月5日至25日`.
    pub words: String,
    /// The notice's own words for that.
    pub says: Option<String>,
    /// What these days rest on; `General` where the notice names no time at all.
    pub basis: Basis,
    /// How the days were worked out, what is not certain about them.
    pub notes: Vec<Line>,
    /// What the notice says of it besides: where, what to check, what to do about a mistake, who may do
    /// it, what it leaves open. Where it is silent, only its gaps; then [`crate::general`] helps.
    pub lines: Vec<Line>,
    /// Set where the notice says that the picture counts only once confirmed.
    pub must_confirm: bool,
    /// The day from which nothing can be changed, where this notice names it.
    pub hard_end: Option<Day>,
}

impl Check {
    /// The deadline of the check, where the notice gives one.
    pub fn due(&self, now: Moment) -> Option<Due> {
        let end = self.hard_end.and_then(|day| own::before(day, 1));
        let by_end = end.is_some_and(|end| self.last.is_none_or(|last| end < last));
        let day = if by_end { end } else { self.last }?;
        let (basis, how) = if by_end {
            (Basis::Notice, Some("通知写明，过了这天不能再更改".to_owned()))
        } else {
            (self.basis, self.notes.first().map(|note| note.text.clone()))
        };
        Some(Due {
            what: "在学信网核对照片和信息".to_owned(),
            by: own::end_of(day),
            day,
            words: format!("最晚{}", words::day(day)),
            left: Day::of(now).days_until(day),
            basis,
            how,
            says: self.says.clone(),
        })
    }

    fn between(self, first: Option<Day>, last: Option<Day>, now: Moment) -> Self {
        Self { phase: Phase::of(first, last, now), first, last, ..self }
    }

    fn note(mut self, mark: Mark, text: impl Into<String>) -> Self {
        self.notes.push(line(mark, "", text));
        self
    }
}

/// Works it out. `captured` is what the student said; without it, days are counted from the seat's.
pub fn check(
    notice: &Notice,
    seats: &[Seat<'_>],
    captured: Option<Captured>,
    now: Moment,
) -> Check {
    let own = Own::new(notice, seats);
    let mut empty = Check {
        phase: Phase::Unknown,
        first: None,
        last: None,
        words: String::new(),
        says: None,
        basis: Basis::General,
        notes: Vec::new(),
        lines: Vec::new(),
        must_confirm: false,
        hard_end: None,
    };
    if let Some(standing) = words::standing(&notice.standing) {
        empty.words = format!("{standing}，原来的时间不再有效");
        empty.basis = Basis::Notice;
        return empty;
    }
    empty.lines = own.section(Tab::After, "verify");
    let Some(verification) = &notice.verification else {
        return Check { words: "通知没有提到核对".to_owned(), ..empty };
    };
    // The first of the section's lines is the time, which is told here in full.
    if !empty.lines.is_empty() {
        empty.lines.remove(0);
    }
    let base = Check {
        words: words::window(verification.window.as_ref()),
        says: verification.says.clone(),
        must_confirm: verification.must_confirm,
        hard_end: verification.hard_end,
        ..empty
    };
    resolve(base, verification, &own, captured, now)
}

fn resolve(
    base: Check,
    verification: &Verification,
    own: &Own<'_>,
    captured: Option<Captured>,
    now: Moment,
) -> Check {
    match verification.window {
        None => base,
        Some(Window::ToBeAnnounced) => Check { basis: Basis::Notice, ..base },
        Some(Window::Days(days)) => Check { basis: Basis::Notice, ..base }.between(
            Some(days.first()),
            Some(days.last()),
            now,
        ),
        Some(Window::Until(day)) => {
            Check { basis: Basis::Notice, ..base }.between(None, Some(day), now)
        }
        Some(Window::Month { year, month }) => match own::month(year, month) {
            Some(days) => {
                let last = words::day_short(days.last());
                Check { basis: Basis::WorkedOut, ..base }
                    .between(Some(days.first()), Some(days.last()), now)
                    .note(
                        Mark::Unsure,
                        format!("通知只说到月份，这里按最后一天{last}算，请早些核对"),
                    )
            }
            None => base,
        },
        Some(Window::AfterCapture { days, working }) => after_capture(
            Check { basis: Basis::WorkedOut, ..base },
            own,
            captured,
            (days, working),
            now,
        ),
    }
}

/// A window that opens so many days after the capture; such notices do not say when it closes.
fn after_capture(
    base: Check,
    own: &Own<'_>,
    captured: Option<Captured>,
    (count, working): (u16, bool),
    now: Moment,
) -> Check {
    let told = match captured {
        Some(Captured::Yes { on }) => on,
        Some(Captured::No | Captured::Earlier) => {
            return base.note(Mark::Plain, "从拍摄那天数起，拍过以后才能算");
        }
        None => None,
    };
    let Some(from) = told.or_else(|| own.days().map(tucai_notice::time::Days::first)) else {
        return base.note(Mark::Plain, "从拍摄那天数起，拍摄日期还不知道，暂时算不出");
    };
    let counted = if working {
        holidays::after(from, count).map(|counted| (counted.day, counted.estimated))
    } else {
        own::later(from, count.into()).map(|day| (day, false))
    };
    let Some((first, estimated)) = counted else {
        return base;
    };
    // Nothing can be changed from the hard end on; that is the last day only for what has no other.
    let last = base.hard_end.and_then(|day| own::before(day, 1)).filter(|&last| first <= last);
    let unit = if working { "个工作日" } else { "天" };
    let from_words = words::day(from);
    let mut check = base.between(Some(first), last, now);
    check.words = format!("{}，约{}起", check.words, words::day_plain(first));
    check = if told.is_some() {
        check.note(Mark::Plain, format!("从你拍摄的{from_words}往后数{count}{unit}"))
    } else {
        let text = format!("估算：先按通知上的{from_words}往后数{count}{unit}，填了拍摄日期再算准");
        check.note(Mark::Unsure, text)
    };
    if working {
        let (mark, text) = if estimated {
            (Mark::Unsure, "有的年份放假安排还没有公布，按周一至周五估算")
        } else {
            (Mark::Plain, "工作日按国务院办公厅公布的放假安排计算")
        };
        check = check.note(mark, text);
    }
    if last.is_none() {
        check = check.note(Mark::Gap, "通知没有写到哪天为止，到时间就尽早核对");
    }
    check
}
