//! What a student does before the picture: fetch the collection code, pass the gates, arrive and
//! queue.

use serde::{Deserialize, Serialize};

use crate::point::{Id, Point};
use crate::time::Day;

/// One way to the collection code (获取途径).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Channel {
    /// 学信网 APP, 微信公众号"学信网", 学信网学信档案.
    pub name: String,
    /// The steps, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// The address that the notice gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// By when the collection code has to be on the phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// So many days before the student's own capture (提前两天).
    DaysBefore(u16),
    /// Before a day, the same for everybody (11月3日前).
    Before(Day),
    /// Before the capture, no more is said (提前).
    #[default]
    BeforeCapture,
}

/// The collection code (采集码): what the notice says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeRules {
    /// What it is, in the notice's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// By when to have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<Lead>,
    /// The notice's words on that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_says: Option<String>,
    /// How often one may try to log in on one day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts_per_day: Option<u8>,
    /// The notice's words on that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts_says: Option<String>,
    /// The ways to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// How to keep it (截图, 下载, 保存图片), where to find help, what to mind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Point>,
}

/// By what people are put in order while they queue (排队顺序).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueueKey {
    /// 学号
    #[default]
    StudentNumber,
    /// 学号后四位
    LastFour,
    /// 学号后两位
    LastTwo,
    /// 采集表上的排列顺序
    PrintedList,
    /// 签到顺序
    Signature,
    /// 到场顺序
    Arrival,
    /// 取号
    Ticket,
    /// 学籍异动学生先拍
    ChangesFirst,
}

/// The queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Queue {
    /// By what.
    pub key: QueueKey,
    /// In plain words: 以班级为单位,按学号从小到大列队.
    pub text: String,
}

/// What happens to somebody who comes late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LatePolicy {
    /// Photographed when everybody else of the day is done (排到当天最后).
    #[default]
    EndOfDay,
    /// Comes at another open time (另选时间).
    OtherTime,
    /// Is sent to the make-up session (参加补照).
    MakeUp,
    /// Not photographed again (过时不候, 不再安排).
    Refused,
}

impl LatePolicy {
    /// The policy in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::EndOfDay => "排到当天最后拍摄",
            Self::OtherTime => "另选开放时间来拍",
            Self::MakeUp => "错过了不再统一拍摄，要自行补照",
            Self::Refused => "过时不再安排",
        }
    }
}

/// Lateness.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lateness {
    /// What happens.
    pub policy: LatePolicy,
    /// The notice's own words.
    pub says: String,
}

/// When and where to be before the slot starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arrival {
    /// Minutes before the class's own time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_before: Option<u16>,
    /// Where to gather, if elsewhere than the capture: the id of a place (集合地点).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meet: Option<Id>,
    /// The queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<Queue>,
    /// Lateness.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Lateness>,
    /// The notice's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
}

/// Something that has to be done before one may be photographed (前置条件): pay, register, print a
/// slip, book the entry, check one's data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gate {
    /// What, in plain words, with the notice's own beside it.
    pub what: Point,
    /// The last day for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}
