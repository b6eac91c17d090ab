//! Days, times of day and spans of both, all in Asia/Shanghai.
//!
//! They are strings in the notice file (`2026-04-15`, `14:10`, `14:10-14:30`,
//! `2026-04-15/2026-04-17`) and cannot hold an impossible value: a span that ends before it starts
//! does not parse.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// A moment by the clock of Asia/Shanghai (UTC+8, no daylight saving since 1991).
pub type Moment = NaiveDateTime;

/// What is wrong with a written day, time or span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not `YYYY-MM-DD`, or no such day.
    #[error("not a day: expected YYYY-MM-DD")]
    Day,
    /// Not `HH:MM`, or no such time.
    #[error("not a time of day: expected HH:MM")]
    Clock,
    /// Not `HH:MM-HH:MM`, or it does not end after it starts.
    #[error("not a span of time: expected HH:MM-HH:MM, the end after the start")]
    Span,
    /// Not `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`, or it ends before it starts.
    #[error("not a span of days: expected YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD, in order")]
    Days,
}

/// A calendar day (日期), written `2026-04-15`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

impl Day {
    /// The day of a moment.
    pub fn of(moment: Moment) -> Self {
        Self(moment.date())
    }

    /// The day as chrono's type.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// This day at a time of day.
    pub fn at(self, clock: Clock) -> Moment {
        self.0.and_time(clock.time())
    }

    /// Whole days from `self` to `other`; negative if `other` is earlier.
    pub fn days_until(self, other: Day) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// The weekday as a Chinese numeral: `一` for Monday … `日` for Sunday.
    pub fn weekday(self) -> char {
        weekday_name(self.0.weekday().number_from_monday())
    }
}

/// The Chinese name of a weekday, 1 (Monday, 一) to 7 (Sunday, 日).
pub fn weekday_name(number_from_monday: u32) -> char {
    match number_from_monday {
        1 => '一',
        2 => '二',
        3 => '三',
        4 => '四',
        5 => '五',
        6 => '六',
        _ => '日',
    }
}

impl FromStr for Day {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let mut parts = text.splitn(3, '-');
        let mut next = |digits| {
            parts.next().filter(|part| part.len() == digits).and_then(number).ok_or(TimeError::Day)
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .map(Self)
            .ok_or(TimeError::Day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A time of day to the minute (时刻), written `14:10`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Clock(u16);

impl Clock {
    /// Noon.
    pub const NOON: Clock = Clock(12 * 60);

    /// The time of day of a moment, seconds dropped.
    pub fn of(moment: Moment) -> Self {
        use chrono::Timelike;
        Self(u16::try_from(moment.hour() * 60 + moment.minute()).unwrap_or(0))
    }

    /// Minutes since midnight, 0 to 1439.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// This time `minutes` earlier; midnight at the earliest.
    #[must_use]
    pub fn earlier(self, minutes: u16) -> Self {
        Self(self.0.saturating_sub(minutes))
    }

    /// This time `minutes` later, if it is the same day.
    pub fn later(self, minutes: u16) -> Option<Self> {
        self.0.checked_add(minutes).filter(|&sum| sum < 24 * 60).map(Self)
    }

    fn time(self) -> NaiveTime {
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(self.0) * 60, 0)
            .unwrap_or(NaiveTime::MIN)
    }
}

impl FromStr for Clock {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (hours, minutes) = text.split_once(':').ok_or(TimeError::Clock)?;
        if minutes.len() != 2 || !(1..=2).contains(&hours.len()) {
            return Err(TimeError::Clock);
        }
        match (number(hours), number(minutes)) {
            (Some(hours @ 0..=23), Some(minutes @ 0..=59)) => {
                u16::try_from(hours * 60 + minutes).map(Self).map_err(|_| TimeError::Clock)
            }
            _ => Err(TimeError::Clock),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A stretch of one day (时段), written `14:10-14:30`; it ends after it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    start: Clock,
    end: Clock,
}

impl Default for Span {
    fn default() -> Self {
        Self { start: Clock(0), end: Clock(1) }
    }
}

impl Span {
    /// A span, if `end` is after `start`.
    pub fn new(start: Clock, end: Clock) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// When it starts.
    pub fn start(self) -> Clock {
        self.start
    }

    /// When it ends.
    pub fn end(self) -> Clock {
        self.end
    }

    /// Its length in minutes.
    pub fn minutes(self) -> u16 {
        self.end.0 - self.start.0
    }

    /// Whether the two share a moment (touching ends do not).
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl FromStr for Span {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (start, end) = text.split_once('-').ok_or(TimeError::Span)?;
        match (start.parse(), end.parse()) {
            (Ok(start), Ok(end)) => Self::new(start, end).ok_or(TimeError::Span),
            _ => Err(TimeError::Span),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// One day or several on end (日期区间), written `2026-04-15` or `2026-04-15/2026-04-17`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Days {
    first: Day,
    last: Day,
}

impl Days {
    /// A span of days, if `last` is not before `first`.
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day; the first if it is one day.
    pub fn last(self) -> Day {
        self.last
    }

    /// Whether the day is one of these.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

impl FromStr for Days {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) => Self::new(first, last).ok_or(TimeError::Days),
            _ => Err(TimeError::Days),
        }
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}/{}", self.first, self.last)
        }
    }
}

fn number(text: &str) -> Option<u32> {
    // `parse` alone would take a sign.
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// The parts that every type written as a string shares.
macro_rules! written {
    ($($type:ident $pattern:literal),*) => {$(
        impl TryFrom<String> for $type {
            type Error = TimeError;

            fn try_from(text: String) -> Result<Self, TimeError> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> String {
                value.to_string()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    )*};
}

written!(
    Day r"^\d{4}-\d{2}-\d{2}$",
    Clock r"^\d{1,2}:\d{2}$",
    Span r"^\d{1,2}:\d{2}-\d{1,2}:\d{2}$",
    Days r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_values_do_not_parse() {
        for text in ["2025-02-29", "2025-4-1", "2025-13-01", "2025-04-1x", "", "2025-04-01-02"] {
            assert_eq!(text.parse::<Day>(), Err(TimeError::Day), "{text}");
        }
        for text in ["24:00", "9:5", "+9:05", "09:60", "0905", "", "009:05"] {
            assert_eq!(text.parse::<Clock>(), Err(TimeError::Clock), "{text}");
        }
        for text in ["14:30-14:10", "14:10-14:10", "14:10", "14:10—14:30"] {
            assert_eq!(text.parse::<Span>(), Err(TimeError::Span), "{text}");
        }
        assert_eq!("2025-04-13/2025-04-12".parse::<Days>(), Err(TimeError::Days));
    }

    #[test]
    fn weekdays_are_those_that_the_notices_print() {
        // bnu-2025: 4月12～13日(周六～周日); xaipe-2025: 2024年4月21日(第八周星期日).
        for (text, name) in [("2025-04-12", '六'), ("2025-04-13", '日'), ("2024-04-21", '日')] {
            assert_eq!(text.parse::<Day>().unwrap().weekday(), name);
        }
    }

    #[test]
    fn what_is_written_is_what_was_read() {
        let days: Days = "2026-04-15/2026-04-17".parse().unwrap();
        assert_eq!(days.to_string(), "2026-04-15/2026-04-17");
        assert!(days.contains("2026-04-17".parse().unwrap()));
        assert!(!days.contains("2026-04-18".parse().unwrap()));
        let span: Span = "8:30-08:50".parse().unwrap();
        assert_eq!((span.to_string().as_str(), span.minutes()), ("08:30-08:50", 20));
    }
}
