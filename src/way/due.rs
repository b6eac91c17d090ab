//! A deadline of the student's, and what a date rests on.

use tucai_notice::time::{Day, Moment};

use crate::own;

/// What a date or a sentence rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The notice's own words.
    Notice,
    /// Worked out by us from what the notice says.
    WorkedOut,
    /// The general procedure, known from other schools' published notices; not this one.
    General,
}

impl Basis {
    /// The basis in words, as it stands beside a date.
    pub fn label(self) -> &'static str {
        match self {
            Self::Notice => "按通知",
            Self::WorkedOut => "按通知推算",
            Self::General => "一般流程，不是本校通知",
        }
    }
}

/// A deadline of the student's. Those of monitors, colleges and registrars are never one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What has to be done by then: 获取并保存采集码.
    pub what: String,
    /// The first moment at which it is too late, by the clock of Asia/Shanghai. What is due on a day
    /// is too late when that day has ended.
    pub by: Moment,
    /// The last day on which it can still be done.
    pub day: Day,
    /// The deadline as people say it: `最晚4月13日(周一)`.
    pub words: String,
    /// Whole days from the day of `now` to `day`: 0 is today, 1 tomorrow; negative when it is over.
    pub left: i64,
    /// What it rests on.
    pub basis: Basis,
    /// How it was worked out, where it was: `通知要求提前2天，从4月15日往前数`.
    pub how: Option<String>,
    /// The notice's own words.
    pub says: Option<String>,
}

impl Due {
    /// The same deadline with the notice's own words; where they leave open whether the last day
    /// counts, the deadline's words say so.
    pub(crate) fn said(mut self, says: &str) -> Self {
        if own::leaves_the_day_open(says) {
            self.words.push_str("（存疑：当天算不算，通知没有说明；尽量提前）");
        }
        self.says = Some(says.to_owned()).filter(|says| !says.is_empty());
        self
    }

    /// Whether it is too late at `now`.
    pub fn is_over(&self, now: Moment) -> bool {
        now >= self.by
    }

    /// The days left in words: 今天, 明天, 还有3天, 已过.
    pub fn countdown(&self, now: Moment) -> String {
        match self.left {
            _ if self.is_over(now) => "已过".to_owned(),
            ..=0 => "就在今天".to_owned(),
            1 => "明天".to_owned(),
            left => format!("还有{left}天"),
        }
    }
}
