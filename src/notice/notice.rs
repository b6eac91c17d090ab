//! A notice as a whole, as it stands in `public/notices/<id>.json`.

use serde::{Deserialize, Serialize};

use crate::after::{Contact, Deadline, MakeUp, Verification};
use crate::fee::Fee;
use crate::point::{Id, Point};
use crate::prepare::{Arrival, CodeRules, Gate};
use crate::rules::Look;
use crate::slot::{Half, Schedule};
use crate::time::Day;

/// The school (学校).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct School {
    /// Its name.
    pub name: String,
    /// Set where the notice does not state the name: what it was inferred from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inferred: Option<String>,
    /// Other names that people search by (重科, 北师大).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// Whether the notice still holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing else is known.
    #[default]
    InForce,
    /// Postponed (延期): the times in it do not hold.
    Postponed {
        /// When that was announced.
        on: Day,
        /// In the announcement's own words.
        says: String,
    },
    /// Withdrawn (作废, 取消).
    Withdrawn {
        /// When that was announced.
        on: Day,
        /// In the announcement's own words.
        says: String,
    },
}

/// A place (地点): of the capture, of assembly, of waiting, of payment, of a make-up session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// Its id within the notice.
    pub id: Id,
    /// The fullest wording of the notice.
    pub name: String,
    /// A shorter wording of the notice (九教203).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The campus (校区).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campus: Option<String>,
    /// How many groups take pictures there at once, where the notice says (两组).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<u8>,
    /// Which way in and out (西门进,南门出), or how to find it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
}

/// An audience (采集对象): who the notice is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Audience {
    /// Its id within the notice.
    pub id: Id,
    /// Its name: 本科生, 研究生.
    pub name: String,
    /// Who exactly, in the notice's own words.
    pub says: String,
    /// What its members identify themselves by, where audiences differ (校园卡, 身份证).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<Point>,
}

/// Who might think that the notice is for them, and is told otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Excluded {
    /// Who: 珠海校区学生.
    pub who: String,
    /// Words by which they may search.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What they do instead.
    pub instead: String,
    /// The notice's own words.
    pub says: String,
}

/// A sum that the notice states, and what it is the sum of. Absent filters mean "all".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Total {
    /// The number of people, where the notice states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heads: Option<u32>,
    /// The number of units, where the notice states it or numbers them through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// Of one campus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campus: Option<String>,
    /// Of one day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// Of the half of a day in which a slot starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub half: Option<Half>,
    /// Of units whose name starts so (a cohort: `23`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The notice's own words.
    pub says: String,
}

/// Something that the notice leaves open, or that is not part of the text entered here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gap {
    /// Which part of the page it belongs to.
    pub about: GapAbout,
    /// What is missing, and where it may be found.
    pub text: String,
}

/// Which part of the page a gap belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names of the sections")]
pub enum GapAbout {
    Schedule,
    Place,
    Look,
    Fee,
    Code,
    Steps,
    Absence,
    MakeUp,
    Verification,
    Contacts,
    #[default]
    Source,
}

/// A notice on the capture of one school's graduates (图像采集通知).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "图采 notice"))]
pub struct Notice {
    /// Its id, the name of its file and of its address: `cqie-2027`.
    pub id: Id,
    /// The school.
    pub school: School,
    /// The title as printed.
    pub title: String,
    /// The graduating cohort as printed: 2027届.
    pub cohort: String,
    /// The office that issued it, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Its number as printed: 教函〔2026〕26号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The day printed on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Day>,
    /// Its own address on the web, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The day on which this data was last compared with the notice.
    pub checked: Day,
    /// Which revision of this data it is, from 1.
    pub revision: u32,
    /// Whether it still holds.
    #[serde(default)]
    pub standing: Standing,
    /// Who takes the pictures, as printed (新华社重庆分社, 中国图片社).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// What the pictures are for, in the notice's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Decrees that it cites, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// Who it is for.
    pub audiences: Vec<Audience>,
    /// Who it is not for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Excluded>,
    /// Places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Arrival and queue.
    #[serde(default)]
    pub arrival: Arrival,
    /// What has to be done before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// What to bring.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bring: Vec<Point>,
    /// The steps on site, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Point>,
    /// What to mind: no retake, no second session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Point>,
    /// What to do when the time clashes with a class (调课冲突).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Point>,
    /// What to do when one cannot come (请假, 外出实习).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absence: Vec<Point>,
    /// The fee.
    #[serde(default)]
    pub fee: Fee,
    /// The collection code.
    #[serde(default)]
    pub code: CodeRules,
    /// How to look.
    #[serde(default)]
    pub look: Look,
    /// Make-up sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub make_ups: Vec<MakeUp>,
    /// The check on 学信网.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// Dates by which things have to be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// What the notice leaves open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    /// Sums that the notice states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<Total>,
    /// The schedule.
    pub schedule: Schedule,
    /// The college's [`Division`](crate::division::Division) that was put into it, as a text; else
    /// empty. Never in a notice file.
    #[serde(skip)]
    pub plan: String,
    /// What has to be told of a division that could not be put in. Never in a notice file.
    #[serde(skip)]
    pub told: String,
    /// The pinyin initials of the Chinese characters in unit and college names, each character
    /// followed by its initials: `软r工g重cz`. Made by `tucai notice initials`, so that the page
    /// needs no pinyin table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub initials: String,
}

/// A line of `public/notices/index.json`: what the home screen needs to offer a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndexEntry {
    /// The notice's id.
    pub id: Id,
    /// The school.
    pub school: School,
    /// The graduating cohort as printed.
    pub cohort: String,
    /// The title as printed.
    pub title: String,
    /// The days of the capture, first to last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<crate::time::Days>,
    /// Whether it still holds.
    #[serde(default)]
    pub standing: Standing,
}

impl From<&Notice> for IndexEntry {
    fn from(notice: &Notice) -> Self {
        Self {
            id: notice.id.clone(),
            school: notice.school.clone(),
            cohort: notice.cohort.clone(),
            title: notice.title.clone(),
            dates: notice.schedule.dates.clone(),
            standing: notice.standing.clone(),
        }
    }
}

impl Notice {
    /// A place by its id.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// An audience by its id.
    pub fn audience(&self, id: &str) -> Option<&Audience> {
        self.audiences.iter().find(|audience| audience.id == id)
    }

    /// Reads a notice file.
    pub fn from_json(text: &str) -> Result<Self, NoticeError> {
        if text.len() > Self::MAX_BYTES {
            return Err(NoticeError::TooLarge);
        }
        Ok(serde_json::from_str(text)?)
    }

    /// The largest file that is read: ten thousand rows take about three million bytes.
    pub const MAX_BYTES: usize = 8 << 20;
}

impl From<serde_json::Error> for NoticeError {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken { line: error.line(), column: error.column(), truncated: error.is_eof() }
    }
}

/// Why a notice file cannot be used. The publisher's move is next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// Larger than [`Notice::MAX_BYTES`].
    #[error("文件过大")]
    TooLarge,
    /// Not a notice in JSON.
    #[error("第 {line} 行第 {column} 列无法读取")]
    Broken {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// Whether the file ends too early.
        truncated: bool,
    },
}
