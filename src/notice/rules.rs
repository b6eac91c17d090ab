//! What a student is to look like: dress, hair, make-up, accessories, pose, and the background.
//!
//! Notices contradict each other and sometimes the standard they cite, so nothing here is built in:
//! every rule is data of one notice.

use serde::{Deserialize, Serialize};

use crate::point::{Force, Gender, Id, is_default};

/// A colour by name, as notices name them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Colour {
    #[default]
    Black,
    Blue,
    Brown,
    Green,
    Grey,
    LightBlue,
    LightGrey,
    Orange,
    Purple,
    Red,
    White,
    Yellow,
}

impl Colour {
    /// The colour's name in Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::Black => "黑色",
            Self::Blue => "蓝色",
            Self::Brown => "棕色",
            Self::Green => "绿色",
            Self::Grey => "灰色",
            Self::LightBlue => "浅蓝色",
            Self::LightGrey => "浅灰色",
            Self::Orange => "橙色",
            Self::Purple => "紫色",
            Self::Red => "红色",
            Self::White => "白色",
            Self::Yellow => "黄色",
        }
    }
}

/// What a rule is about; one notice may have several rules on one topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// 着装
    Clothes,
    /// 衣服颜色
    ClothesColour,
    /// 衣服图案
    Pattern,
    /// 领子: 有领, 高领, 毛领
    Collar,
    /// 领口开度: 低胸, 一字肩, 深V领
    Neckline,
    /// 袖子: 无袖, 吊带
    Sleeves,
    /// 帽子(衣服的)
    Hood,
    /// 发型
    Hair,
    /// 头发遮挡: 眉毛, 眼睛, 耳朵
    HairCover,
    /// 发色
    HairColour,
    /// 化妆
    MakeUp,
    /// 面部
    Face,
    /// 眼镜
    Glasses,
    /// 美瞳
    ContactLenses,
    /// 耳饰
    EarOrnaments,
    /// 项链
    Necklace,
    /// 饰品
    Ornaments,
    /// 头部覆盖物
    HeadCover,
    /// 姿态
    Pose,
    /// 表情
    Expression,
    /// 眼睛睁开平视
    Eyes,
    /// 嘴唇
    Mouth,
    /// 仪容, 其他
    #[default]
    Other,
}

/// One rule of dress, hair, make-up, accessories or pose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// What it is about.
    pub topic: Topic,
    /// How strongly it is put.
    pub force: Force,
    /// In plain words.
    pub text: String,
    /// The notice's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// The colours it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<Colour>,
    /// For women or men only; for all if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// For one audience only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Id>,
}

/// The background the picture is taken against (背景).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Background {
    /// Its colour; several where the notice leaves a choice.
    pub colours: Vec<Colour>,
    /// The exact colour, where the notice gives one, as `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hex: Option<String>,
    /// The notice's own words.
    pub says: String,
}

/// All rules of one notice on how to look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Look {
    /// The background, if the notice names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<Background>,
    /// The rules in the order of the notice. Empty means that the notice has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// The standard that the notice cites for them, with the number as the notice prints it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// What the notice says of breaking them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consequence: Option<String>,
    /// Whether the two lists in one notice, or the notice and its standard, disagree.
    #[serde(default, skip_serializing_if = "is_default")]
    pub doubt: Option<String>,
}
