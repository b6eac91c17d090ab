//! The schedule: rows and cells of a notice's table, and its opening periods.

use serde::{Deserialize, Serialize};

use crate::point::{Id, is_default};
use crate::time::{Clock, Day, Days, Span};

/// What a slot is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// The units named in it are photographed.
    #[default]
    Capture,
    /// Kept free for whatever was delayed (机动).
    Reserve,
    /// For those who missed theirs (补照, 补拍).
    MakeUp,
}

/// A half of a day, where a notice names no clock time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// 上午
    #[default]
    Morning,
    /// 下午
    Afternoon,
    /// 晚上
    Evening,
}

impl Half {
    /// 上午, 下午 or 晚上.
    pub fn name(self) -> &'static str {
        match self {
            Self::Morning => "上午",
            Self::Afternoon => "下午",
            Self::Evening => "晚上",
        }
    }
}

/// When a slot is, as precisely as its notice says and no more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// A clock time on a day: 4月15日 14:10-14:30.
    Clock {
        /// The day.
        date: Day,
        /// From when to when.
        span: Span,
    },
    /// A first moment without an end: 4月15日 14:10 开始.
    From {
        /// The day.
        date: Day,
        /// The start.
        start: Clock,
    },
    /// Half a day: 4月15日上午.
    HalfDay {
        /// The day.
        date: Day,
        /// Which half.
        half: Half,
    },
    /// One whole day, or any of several: 4月15日, 4月15—17日.
    Day {
        /// The day or days.
        days: Days,
        /// The hours that hold on each of them, where the notice gives them (每天7:00—23:00).
        #[serde(skip_serializing_if = "Option::is_none")]
        hours: Option<Span>,
    },
    /// Teaching periods (第3—5节课), whose clock times the school's timetable knows.
    Period {
        /// The day.
        date: Day,
        /// The first period.
        first: u8,
        /// The last period.
        last: u8,
    },
    /// A teaching week (第八周), with its days where the notice gives them.
    Week {
        /// The number of the teaching week.
        week: u8,
        /// Its days, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        days: Option<Days>,
    },
    /// A place in an order, without a time of its own.
    Order {
        /// The day, where the notice gives it.
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<Day>,
        /// The hours within which the whole order is worked through, where the notice gives them.
        #[serde(skip_serializing_if = "Option::is_none")]
        span: Option<Span>,
    },
    /// A place in a chain: a first start and so many minutes a class. The time is worked out by us.
    Chained {
        /// The day.
        date: Day,
        /// The start of the first in the chain.
        first: Clock,
        /// Minutes for each.
        each: u16,
        /// The position in the chain, the first being 1.
        position: u16,
    },
    /// To be announced (待定, 另行通知).
    #[default]
    ToBeAnnounced,
}

impl When {
    /// The day, if there is exactly one.
    pub fn day(&self) -> Option<Day> {
        match *self {
            Self::Clock { date, .. }
            | Self::From { date, .. }
            | Self::HalfDay { date, .. }
            | Self::Period { date, .. }
            | Self::Chained { date, .. } => Some(date),
            Self::Order { date, .. } => date,
            Self::Day { days, .. } | Self::Week { days: Some(days), .. } => {
                (days.first() == days.last()).then_some(days.first())
            }
            Self::Week { days: None, .. } | Self::ToBeAnnounced => None,
        }
    }

    /// The first and last day it can be on, where the notice says.
    pub fn days(&self) -> Option<Days> {
        match *self {
            Self::Day { days, .. } => Some(days),
            Self::Week { days, .. } => days,
            _ => self.day().and_then(|day| Days::new(day, day)),
        }
    }

    /// The start and end by the clock, each where it is known or can be worked out.
    pub fn clock(&self) -> (Option<Clock>, Option<Clock>) {
        match *self {
            Self::Clock { span, .. } => (Some(span.start()), Some(span.end())),
            Self::From { start, .. } => (Some(start), None),
            Self::Chained { first, each, position, .. } => {
                let start = first.later(each.saturating_mul(position.saturating_sub(1)));
                (start, start.and_then(|start| start.later(each)))
            }
            // The hours of an order list are everybody's, not this unit's.
            _ => (None, None),
        }
    }

    /// How precise it is, by the name used on the wire.
    pub fn precision(&self) -> &'static str {
        match self {
            Self::Clock { .. } | Self::From { .. } | Self::Chained { .. } => "clock",
            Self::HalfDay { .. } => "half_day",
            Self::Day { .. } => "day",
            Self::Period { .. } => "period",
            Self::Week { .. } => "week",
            Self::Order { .. } => "order",
            Self::ToBeAnnounced => "none",
        }
    }
}

/// How far a time can be relied on for the unit that reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// This is the unit's time.
    #[default]
    Binding,
    /// The notice says that it may run early or late.
    Movable,
    /// The notice allows the unit to come at another time.
    Advisory,
    /// A window in which somebody else sets the class's time, or nothing is published.
    Open,
    /// Worked out by us from what the notice says.
    Estimated,
    /// Set by the college inside its window, in a division of its own ([`Slot::divided`]). Never
    /// the notice's word, and never in a notice file.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Divided,
}

/// Why one unit may stand in several slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Any one of them will do (两校区任选, 任一天).
    #[default]
    AnyOne,
    /// Somebody else says which part of the unit goes where (第一批, 第二批).
    Assigned,
}

/// What sort of thing a unit's name names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A class, or a range of classes of one major (班级).
    #[default]
    Class,
    /// A college or department (学院).
    College,
    /// A major (专业).
    Major,
    /// A level: 专升本, 第二学士学位, 硕士, 博士 (层次).
    Level,
    /// A cohort or a month of graduation (年级, 毕业批次).
    Cohort,
    /// Students of a campus or of classes elsewhere (校区, 市外班级).
    Campus,
    /// A number or letter that the notice gives to a group (组号).
    Group,
    /// A whole audience that has no table of units (对象).
    Audience,
    /// Everybody of its sort who is not named elsewhere (其他学院).
    CatchAll,
}

/// Who stands in a slot: a class, a range of classes, a college, an audience.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unit {
    /// The name as the notice writes it, spaces removed; a range as one string (`1—5班`).
    pub name: String,
    /// What the name names.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: UnitKind,
    /// Other names that people use, and the parts of a merged name (`计数/软件` → 计数, 软件).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// How far the slot's time can be relied on for this unit, where it differs from its neighbours
    /// in the cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// One row or cell of a schedule as announced, or one opening period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slot {
    /// What it is for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: SlotKind,
    /// When it is.
    pub when: When,
    /// The notice's own words for the time.
    pub says: String,
    /// An assembly time printed for this slot; else the notice's arrival rule decides (集合时间).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assemble: Option<Clock>,
    /// Where the picture is taken: the id of a place. Absent where the notice names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Id>,
    /// Where to gather for this slot, if elsewhere than the arrival rule says: the id of a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meet: Option<Id>,
    /// The audience it is for, where the notice has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Id>,
    /// The college in whose row the unit stands (二级学院).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub college: Option<String>,
    /// Who is in it; empty for reserve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Unit>,
    /// How many people the notice counts (人数).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heads: Option<u32>,
    /// How many of the unit need not come because they were photographed before; a count, never
    /// who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exempt: Option<u32>,
    /// The counselor in the row (辅导员).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counselor: Option<String>,
    /// The position that the notice gives (序号, 批次).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// How far the time can be relied on; the schedule's own certainty if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// Which round it belongs to, where there are several (第二轮).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<u8>,
    /// Why its units may stand in other slots too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
    /// A remark of the notice on this row (备注).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why the reading of this row is unsure, where the source is damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// Set where a college's own [`Division`](crate::division::Division) put a class here: a sentence
    /// that says so, and when and by which revision of the notice. Never in a notice file.
    #[serde(skip)]
    pub divided: Option<String>,
}

/// What holds for the schedule as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Schedule {
    /// The days on which the notice says that pictures are taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Days>,
    /// The notice's own words for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// How far its times can be relied on, unless a slot says otherwise.
    #[serde(default, skip_serializing_if = "is_default")]
    pub certainty: Certainty,
    /// The notice's words on that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty_says: Option<String>,
    /// Minutes by which it declares that times may differ (±30分钟).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift: Option<u16>,
    /// Who sets a class's own time inside an open window (学院, 培养单位).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by: Option<String>,
    /// The notice's words on that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by_says: Option<String>,
    /// What the notice calls the position: 序号, 批次.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_name: Option<String>,
    /// Set where the school has a table of units that is not part of the text entered here; the
    /// words say which (附件二).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table_missing: Option<String>,
    /// The rows and cells in the order of the notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
}
