//! The small pieces that every part of a notice is made of: a statement with its force, for whom it
//! holds, and the notice's own words.

use serde::{Deserialize, Serialize};

/// The id of a place, an audience or a notice: lower-case ASCII letters, digits and `-`.
pub type Id = String;

/// How strongly a notice puts a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// A plain statement, neither asked nor forbidden.
    #[default]
    Fact,
    /// Required (必须, 须, 务必).
    Must,
    /// Forbidden (禁止, 不得, 严禁, 不).
    MustNot,
    /// Asked for without being required (建议, 最好, 为宜).
    Should,
    /// Advised against (不宜, 避免).
    ShouldNot,
    /// Allowed (可).
    May,
}

/// Whose concern a statement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The student (学生本人).
    #[default]
    Student,
    /// The class monitor (班长).
    Monitor,
    /// The counselor (辅导员).
    Counselor,
    /// The college or department (二级学院, 培养单位).
    College,
    /// The registrar (教务处, 本科生院).
    Registrar,
    /// The company or agency that takes the pictures (采集单位).
    Provider,
}

impl Party {
    /// The party's name as a reader would say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Student => "学生本人",
            Self::Monitor => "班长",
            Self::Counselor => "辅导员",
            Self::College => "学院",
            Self::Registrar => "学校教务部门",
            Self::Provider => "采集单位",
        }
    }
}

/// For whom of one audience a rule holds, where women and men are told different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// 女生
    #[default]
    Women,
    /// 男生
    Men,
}

/// One statement of a notice: something to bring, a step on site, a warning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point {
    /// In plain words, short enough for a phone.
    pub text: String,
    /// The notice's own words, where a reader may want to check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// How strongly it is put.
    #[serde(default, skip_serializing_if = "is_default")]
    pub force: Force,
    /// Whose concern it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub party: Party,
    /// The audience it holds for; everybody if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Id>,
    /// Where it happens, the id of a place (等候室, 缴费处).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Id>,
    /// An address that the notice gives for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Why the reading is unsure, where the source is damaged or contradicts itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

/// Whether a value is its type's default; such values are left out of the file.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
