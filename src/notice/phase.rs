//! What is next for a seat at a moment.

use crate::seat::Seat;
use crate::time::{Clock, Day, Moment};

/// Where a seat stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The notice gives no day.
    Undated,
    /// On a later day, so many days away (1 is tomorrow).
    Days(i64),
    /// Today, but the hour is not known or a window has not opened yet.
    Today,
    /// Today, so many minutes before assembly, or before the start where no assembly is announced.
    Minutes(i64),
    /// From the assembly time to the start (集合中).
    Assembling,
    /// From the start to the end (拍摄中).
    Running,
    /// Inside a window in which somebody else sets the class's time.
    WindowOpen,
    /// Over (已结束).
    Over,
}

impl Phase {
    /// The phase of a seat at `now`.
    pub fn of(seat: &Seat<'_>, now: Moment) -> Self {
        let Some(days) = seat.slot.when.days() else {
            return Self::Undated;
        };
        let today = Day::of(now);
        let ahead = today.days_until(days.first());
        if ahead > 0 {
            return Self::Days(ahead);
        }
        if today > days.last() {
            return Self::Over;
        }
        let (start, end) = seat.slot.when.clock();
        let Some(start) = start else {
            return Self::Today;
        };
        let clock = Clock::of(now);
        if end.is_some_and(|end| clock >= end) {
            Self::Over
        } else if clock >= start {
            if seat.is_open() { Self::WindowOpen } else { Self::Running }
        } else {
            let first = seat.assemble().unwrap_or(start);
            if clock >= first {
                Self::Assembling
            } else {
                Self::Minutes(i64::from(first.minutes()) - i64::from(clock.minutes()))
            }
        }
    }

    /// The state in a word or two, as it stands on the pass.
    pub fn words(self, seat: &Seat<'_>) -> String {
        match self {
            Self::Undated => "时间待定".to_owned(),
            Self::Days(1) => "明天".to_owned(),
            Self::Days(2) => "后天".to_owned(),
            Self::Days(days) => format!("还有{days}天"),
            Self::Today => "就在今天".to_owned(),
            Self::Minutes(minutes) => {
                let what = match (seat.assemble(), seat.is_open()) {
                    (Some(_), _) => "集合",
                    (None, true) => "时段开始",
                    (None, false) => "开始",
                };
                match (minutes / 60, minutes % 60) {
                    (0, minutes) => format!("{minutes}分钟后{what}"),
                    (hours, 0) => format!("{hours}小时后{what}"),
                    (hours, minutes) => format!("{hours}小时{minutes}分钟后{what}"),
                }
            }
            Self::Assembling => "集合中".to_owned(),
            Self::Running => "拍摄中".to_owned(),
            Self::WindowOpen => "时段进行中".to_owned(),
            Self::Over => "已结束".to_owned(),
        }
    }
}
