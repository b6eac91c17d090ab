//! One thing in a calendar, whatever it is written as.

use chrono::{Days as Later, NaiveDate, NaiveDateTime, NaiveTime};
use tucai_notice::time::{Clock, Day, Days};
use tucai_notice::words;

/// When it is, by the clock of Asia/Shanghai.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// From a moment, to a moment if the end is known.
    Clock {
        /// The day.
        day: Day,
        /// From.
        start: Clock,
        /// To; after the start.
        end: Option<Clock>,
    },
    /// Whole days.
    Days(Days),
}

impl Times {
    /// The moment at which it starts; of whole days, the midnight before.
    pub fn first(&self) -> NaiveDateTime {
        match *self {
            Self::Clock { day, start, .. } => day.at(start),
            Self::Days(days) => days.first().date().and_time(NaiveTime::MIN),
        }
    }

    /// The day after the last; RFC 5545 ends whole days there.
    pub fn after(days: Days) -> Option<NaiveDate> {
        days.last().date().checked_add_days(Later::new(1))
    }

    /// `2026年4月15日(周三)14:10–14:30`.
    pub fn words(&self) -> String {
        match *self {
            Self::Clock { day, start, end: Some(end) } => {
                format!("{}{start}–{end}", words::day_full(day))
            }
            Self::Clock { day, start, end: None } => {
                format!("{}{start}开始", words::day_full(day))
            }
            Self::Days(days) if days.first() == days.last() => words::day_full(days.first()),
            Self::Days(days) => words::days_full(days),
        }
    }
}

/// When the phone reminds, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Its name within the entry.
    pub key: &'static str,
    /// Minutes after the start; negative before it.
    pub after: i64,
    /// What it says.
    pub text: String,
}

/// How far an entry can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// It is so.
    Sure,
    /// It may be otherwise: somebody else sets the time, or it was worked out.
    Unsure,
    /// It does not hold any more.
    Void,
}

/// One thing in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name among the unit's entries, the same in every edition: ASCII.
    pub key: String,
    /// The title.
    pub title: String,
    /// How far the time can be relied on, as a label on the title and as a sentence.
    pub certainty: Option<(String, String)>,
    /// When.
    pub times: Times,
    /// Where.
    pub place: Option<String>,
    /// What to know at a glance.
    pub brief: Vec<String>,
    /// What else to know.
    pub more: Vec<String>,
    /// How far it can be relied on.
    pub hold: Hold,
    /// Whether it leaves the hours free.
    pub free: bool,
    /// When the phone reminds; the most important first, as some programs keep only that.
    pub alarms: Vec<Alarm>,
}

impl Entry {
    /// The title with its label: `毕业生图像采集：教育学院（另行安排）`.
    pub fn headline(&self) -> String {
        match &self.certainty {
            Some((label, _)) if !label.is_empty() => format!("{}（{label}）", self.title),
            _ => self.title.clone(),
        }
    }

    /// What to know at a glance, without repeating when it is; and how far that can be relied on.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        let when = self.times.words();
        let brief = self.brief.iter().filter(move |line| **line != when);
        brief.chain(self.certainty.iter().map(|(_, sentence)| sentence))
    }

    /// It does not hold any more: no alarm, and nothing that says otherwise.
    pub fn strike_out(&mut self) {
        self.hold = Hold::Void;
        self.certainty = None;
        self.alarms.clear();
    }
}
