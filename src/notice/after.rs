//! What comes after the slot: the make-up session, the check on 学信网, deadlines, whom to ask.

use serde::{Deserialize, Serialize};

use crate::fee::Mode;
use crate::point::{Id, Party, Point, is_default};
use crate::time::{Clock, Day, Days, Span};

/// Opening hours on some weekdays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hours {
    /// The days in the notice's words: 工作日, 周二至周六.
    pub days: String,
    /// The hours.
    pub spans: Vec<Span>,
}

/// A further chance for those who missed the session (补照, 补拍), or another way to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MakeUp {
    /// What it is: 自行前往补拍中心, 线上采集, 实习地新华社.
    pub title: String,
    /// On site or online.
    pub mode: Mode,
    /// Who may use it, where that is not everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// For one audience only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Id>,
    /// The first day, where the notice gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Where: the id of a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Id>,
    /// Opening hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
    /// Telephone numbers as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// The amount in fen, if the notice states one for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fen: Option<u32>,
    /// How many attempts are allowed, where that is limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u8>,
    /// Days within which one has to answer, where that is limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_days: Option<u8>,
    /// How to apply, what is checked, what to hand over afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Point>,
    /// The notice's own words.
    pub says: String,
}

/// When the picture can be checked on 学信网 (图像校对).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Fixed days: 5月5～25日.
    Days(Days),
    /// A month, no more is said: 2025年9月.
    Month {
        /// The year.
        year: u16,
        /// The month, 1 to 12.
        month: u8,
    },
    /// Until a day.
    Until(Day),
    /// Counted from the capture: 拍摄后40天.
    AfterCapture {
        /// So many days.
        days: u16,
        /// Whether only working days count.
        #[serde(default, skip_serializing_if = "is_default")]
        working: bool,
    },
    /// To be announced (待定).
    #[default]
    ToBeAnnounced,
}

/// The check on 学信网 after the capture (图像校对, 图像确认).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verification {
    /// When; absent where the notice says nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// The notice's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// Where, what to check, what to do about a mistake or a failed comparison.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Point>,
    /// Set where the notice says that the picture counts only once confirmed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub must_confirm: bool,
    /// Who may confirm in the student's place, where the notice says (辅导员代为校对).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// The day after which nothing can be changed, where the notice says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hard_end: Option<Day>,
}

/// A date by which somebody has to have done something. Those of colleges and monitors are not the
/// student's, and are shown as theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    /// Whose it is.
    pub party: Party,
    /// What has to be done.
    pub what: String,
    /// The day, or from when to when.
    pub days: Days,
    /// The time of day on the last day, where the notice gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Clock>,
    /// For one audience only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Id>,
    /// The notice's own words.
    pub says: String,
}

/// Whom to ask about what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// What for: 本科生图像采集, 临时调课.
    pub about: String,
    /// Who is meant to use it. Only numbers given to students become links.
    pub party: Party,
    /// The name and title as printed: 蔡老师.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For one audience only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Id>,
    /// Telephone numbers as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// The office as printed: 主楼A区111室.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The notice's own words, where more than the row of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
}
