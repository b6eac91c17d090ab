//! The fee (图像采集费): how much, for what, and who pays whom, when and how.

use serde::{Deserialize, Serialize};

use crate::point::{Id, Party, Point, is_default};
use crate::time::Day;

/// When a payment is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayMoment {
    /// Before the day of the capture.
    #[default]
    Before,
    /// On site, before or after the picture.
    OnSite,
    /// After the capture.
    After,
}

/// How a payment is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayMethod {
    /// 微信
    #[default]
    Wechat,
    /// 支付宝
    Alipay,
    /// 扫码支付
    Scan,
    /// 现金
    Cash,
    /// 银行转账
    BankTransfer,
    /// 银行代扣
    BankDebit,
    /// 教务系统缴费
    RegistrarSystem,
    /// 采集单位的 App 或小程序
    App,
}

/// In which mode of capture a fee or a rule holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 现场采集
    #[default]
    OnSite,
    /// 线上采集
    Online,
    /// 补照
    MakeUp,
}

/// One way in which the fee is paid; a notice may have several (before or on site, by audience, by
/// mode).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeeRoute {
    /// The amount in fen (分) where it differs from the notice's general amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fen: Option<u32>,
    /// For one audience only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Id>,
    /// For one mode only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Who collects from the student (班长, 采集单位, 学院); absent where the notice does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collector: Option<Party>,
    /// The collector in the notice's words (中国图片社现场人员).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collector_name: Option<String>,
    /// When the student pays; absent where the notice does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<PayMoment>,
    /// By what the student pays, where the notice says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<PayMethod>,
    /// Set where the methods named are the only ones (只可扫码支付).
    #[serde(default, skip_serializing_if = "is_default")]
    pub only: bool,
    /// By what the student may not pay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<PayMethod>,
    /// The last day, and in `until_for` whose last day it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Whose deadline `until` is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until_for: Party,
    /// What the collector does with the money, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
    /// Set where nobody may pay singly (不能以个人为单位缴费).
    #[serde(default, skip_serializing_if = "is_default")]
    pub not_alone: bool,
    /// The notice's own words.
    pub says: String,
}

/// The fee as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fee {
    /// The amount for one person in fen (分): 1500 is 15元. Absent where the notice states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fen: Option<u32>,
    /// The notice's own words for the amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// What one gets for it (4张2寸照片和8张1寸照片).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gets: Option<String>,
    /// The ways of paying.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<FeeRoute>,
    /// What happens to the money of somebody who could not come (退费).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refund: Option<Point>,
}
