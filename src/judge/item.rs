//! The items of the self-check: their names in data, and on a screen.

use tucai_wire::portrait::Spot;

/// One item of the self-check. The order is that of the list on the screen: what has to be right
/// for anything else to be judged comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it; `Item::title` says it in Chinese")]
pub enum Item {
    FaceCount,
    FaceSize,
    CutOff,
    HairTop,
    EyeLine,
    FaceWidth,
    Centring,
    Tilt,
    Turn,
    Nod,
    Shoulders,
    EyesOpen,
    MouthClosed,
    Glasses,
    Lenses,
    Eyebrows,
    Ears,
    Hair,
    HeadCover,
    Jewellery,
    MakeUp,
    ClothesColour,
    ClothesPattern,
    Collar,
    Sharpness,
    Exposure,
    EvenLight,
    Highlights,
    ColourCast,
    BackgroundEven,
    BackgroundColour,
    EdgeContrast,
}

impl Item {
    /// All of them, in order.
    pub const ALL: [Self; 32] = [
        Self::FaceCount,
        Self::FaceSize,
        Self::CutOff,
        Self::HairTop,
        Self::EyeLine,
        Self::FaceWidth,
        Self::Centring,
        Self::Tilt,
        Self::Turn,
        Self::Nod,
        Self::Shoulders,
        Self::EyesOpen,
        Self::MouthClosed,
        Self::Glasses,
        Self::Lenses,
        Self::Eyebrows,
        Self::Ears,
        Self::Hair,
        Self::HeadCover,
        Self::Jewellery,
        Self::MakeUp,
        Self::ClothesColour,
        Self::ClothesPattern,
        Self::Collar,
        Self::Sharpness,
        Self::Exposure,
        Self::EvenLight,
        Self::Highlights,
        Self::ColourCast,
        Self::BackgroundEven,
        Self::BackgroundColour,
        Self::EdgeContrast,
    ];

    /// Its name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FaceCount => "face_count",
            Self::FaceSize => "face_size",
            Self::CutOff => "cut_off",
            Self::HairTop => "hair_top",
            Self::EyeLine => "eye_line",
            Self::FaceWidth => "face_width",
            Self::Centring => "centring",
            Self::Tilt => "tilt",
            Self::Turn => "turn",
            Self::Nod => "nod",
            Self::Shoulders => "shoulders",
            Self::EyesOpen => "eyes_open",
            Self::MouthClosed => "mouth_closed",
            Self::Glasses => "glasses",
            Self::Lenses => "lenses",
            Self::Eyebrows => "eyebrows",
            Self::Ears => "ears",
            Self::Hair => "hair",
            Self::HeadCover => "head_cover",
            Self::Jewellery => "jewellery",
            Self::MakeUp => "make_up",
            Self::ClothesColour => "clothes_colour",
            Self::ClothesPattern => "clothes_pattern",
            Self::Collar => "collar",
            Self::Sharpness => "sharpness",
            Self::Exposure => "exposure",
            Self::EvenLight => "even_light",
            Self::Highlights => "highlights",
            Self::ColourCast => "colour_cast",
            Self::BackgroundEven => "background_even",
            Self::BackgroundColour => "background_colour",
            Self::EdgeContrast => "edge_contrast",
        }
    }

    /// Its name on a screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::FaceCount => "一个人",
            Self::FaceSize => "清晰度够用的大小",
            Self::CutOff => "没有被裁掉",
            Self::HairTop => "头顶位置",
            Self::EyeLine => "眼睛位置",
            Self::FaceWidth => "脸的宽度",
            Self::Centring => "左右居中",
            Self::Tilt => "头不歪",
            Self::Turn => "正对镜头",
            Self::Nod => "不抬头不低头",
            Self::Shoulders => "肩膀",
            Self::EyesOpen => "眼睛睁开",
            Self::MouthClosed => "嘴唇闭合",
            Self::Glasses => "眼镜",
            Self::Lenses => "美瞳",
            Self::Eyebrows => "眉毛和刘海",
            Self::Ears => "耳朵",
            Self::Hair => "发型和发色",
            Self::HeadCover => "帽子、头饰",
            Self::Jewellery => "首饰",
            Self::MakeUp => "妆容",
            Self::ClothesColour => "衣服颜色",
            Self::ClothesPattern => "衣服图案",
            Self::Collar => "衣领",
            Self::Sharpness => "清晰",
            Self::Exposure => "亮度",
            Self::EvenLight => "两侧光线",
            Self::Highlights => "皮肤反光",
            Self::ColourCast => "偏色",
            Self::BackgroundEven => "背景均匀",
            Self::BackgroundColour => "背景颜色",
            Self::EdgeContrast => "衣服和背景分得开",
        }
    }

    /// Where a person looks to judge it.
    pub const fn spots(self) -> &'static [Spot] {
        match self {
            Self::EyesOpen | Self::Glasses | Self::Lenses => &[Spot::Eyes],
            Self::MouthClosed => &[Spot::Mouth],
            Self::Eyebrows => &[Spot::Brows],
            Self::Ears => &[Spot::LeftEar, Spot::RightEar],
            Self::Hair | Self::HeadCover => &[Spot::Hair],
            Self::Jewellery => &[Spot::LeftEar, Spot::RightEar, Spot::Collar],
            Self::MakeUp | Self::Highlights => &[Spot::Face],
            Self::Collar => &[Spot::Collar],
            Self::ClothesColour | Self::ClothesPattern | Self::Shoulders => &[Spot::Clothes],
            _ => &[],
        }
    }
}

/// What came out for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Measured, and within the limit.
    Pass,
    /// Measured, and to be mended.
    Fix,
    /// Measured, and too near the limit; or it could not be measured.
    Unsure,
    /// Only a person can judge it.
    Ask,
}

impl Verdict {
    /// Its name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fix => "fix",
            Self::Unsure => "unsure",
            Self::Ask => "ask",
        }
    }
}

/// Whose demand it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The school's notice.
    Notice,
    /// The standard, as public pages restate it.
    Standard,
    /// Nobody's: our advice.
    Advice,
}

impl Basis {
    /// Its name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Standard => "standard",
            Self::Advice => "advice",
        }
    }

    /// Its name on a screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Notice => "学校通知",
            Self::Standard => "国家规范",
            Self::Advice => "我们的建议",
        }
    }
}
