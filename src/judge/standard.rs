//! The national standard, as far as public pages restate it, item by item, with the pages.
//!
//! No page with its full official text was found; those below agree with each other digit for digit.
//! Where a clause has no number, none is made up here: the tolerances are in [`crate::limits`], and
//! are advice.

use tucai_notice::rules::Look;

use crate::Item;

/// A page that restates the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub name: &'static str,
    /// Its address.
    pub address: &'static str,
}

/// "全国高等学校毕业照片要求": the one that names universities.
const A: Source = Source {
    name: "全国高等学校毕业照片要求",
    address: "https://size.gaitubao.com/1546.html",
};
/// Names the standard by another number, and an edition for another recipient.
const B: Source = Source {
    name: "自考照片要求（转述）",
    address: "https://www.zikaosw.cn/news/13081689.html",
};
/// The edition for self-taught examinations, with the same numbers.
const C: Source = Source {
    name: "自学考试毕业照片规范（同样的数字）",
    address: "https://www.eol.cn/baokao/zk-wyw/20250810222216.html",
};
/// The same, as a province restates it.
const D: Source = Source {
    name: "新疆自学考试毕业照片要求（同样的数字）",
    address: "https://zhankao.com/zikao/xq/8164.html",
};

/// Which way a clause points. For finding where a notice says the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// It asks for it: who usually wears glasses should wear them.
    For,
    /// It forbids it, or advises against it.
    Against,
    /// It says how it has to be.
    How,
}

/// What the standard says of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// About what.
    pub item: Item,
    /// What it says, in few words.
    pub says: &'static str,
    /// Which way.
    pub stance: Stance,
    /// The pages that restate it.
    pub sources: &'static [Source],
}

/// The number under which most notices cite the standard.
const NUMBER: &str = "教毕指〔2017〕99号";

/// How to cite the standard: with the number as the notice prints it.
pub(crate) fn citation(look: &Look) -> String {
    let printed = look.standard.as_deref().and_then(|name| {
        let from = name.rfind(['(', '（'])?;
        name.get(from..)?.trim_matches(['(', ')', '（', '）']).split_whitespace().next()
    });
    format!("{}，转述自公开页面", printed.unwrap_or(NUMBER))
}

/// What the standard says of an item, if it does.
pub fn clause(item: Item) -> Option<&'static Clause> {
    CLAUSES.iter().find(|clause| clause.item == item)
}

const fn how(item: Item, says: &'static str, sources: &'static [Source]) -> Clause {
    Clause { item, says, stance: Stance::How, sources }
}

const fn against(item: Item, says: &'static str, sources: &'static [Source]) -> Clause {
    Clause { item, says, stance: Stance::Against, sources }
}

/// All clauses.
pub const CLAUSES: &[Clause] = &[
    how(Item::FaceCount, "背景里没有其他人", &[A, C, D]),
    how(Item::FaceSize, "照片 480×640 像素，脸宽不少于 180 像素", &[A, C, D]),
    how(Item::CutOff, "头顶离上边 50–110 像素，头部左右居中", &[A, C, D]),
    how(Item::HairTop, "头顶发际离上边 50–110 像素", &[A, C, D]),
    how(Item::EyeLine, "眼睛离上边 200–300 像素", &[A, C, D]),
    how(Item::FaceWidth, "脸宽（两脸颊之间）180–300 像素", &[A, C, D]),
    how(Item::Centring, "头部左右居中、对称", &[A, C, D]),
    how(Item::Tilt, "坐姿端正，耳朵对称", &[A, B, C, D]),
    how(Item::Turn, "坐姿端正，耳朵对称", &[A, B, C, D]),
    how(Item::Nod, "双眼平视", &[A, B, C, D]),
    how(Item::Shoulders, "左右肩膀平衡", &[A, B, C, D]),
    how(Item::EyesOpen, "双眼自然睁开并平视", &[A, B, C, D]),
    how(Item::MouthClosed, "嘴唇自然闭合", &[A, B, C, D]),
    Clause {
        item: Item::Glasses,
        says: "常戴眼镜者应佩戴；镜框不遮眼睛，镜片不反光、不带颜色",
        stance: Stance::For,
        sources: &[A, B, C, D],
    },
    against(Item::Lenses, "不戴有颜色的镜片，包括隐形眼镜", &[A, B, C, D]),
    how(Item::Eyebrows, "头发不遮眉毛、眼睛和耳朵", &[A, B, C, D]),
    how(Item::Ears, "头发不遮眉毛、眼睛和耳朵", &[A, B, C, D]),
    against(
        Item::HeadCover,
        "不戴头部覆盖物；宗教、医疗、文化需要的，不能遮挡脸部或造成阴影",
        &[A, B, C, D],
    ),
    against(Item::Jewellery, "不戴耳环、项链等饰品", &[A, B, C, D]),
    against(Item::MakeUp, "不宜化妆", &[A, B, C, D]),
    how(Item::ClothesColour, "衣服和背景明显不同", &[A, B, C, D]),
    how(Item::ClothesPattern, "避免复杂图案、条纹", &[A, B, C, D]),
    how(Item::EvenLight, "脸部曝光均匀", &[C, D]),
    how(Item::Highlights, "脸上没有可见的或不对称的高光、光斑", &[C, D]),
    how(Item::BackgroundEven, "背景均匀，没有渐变、阴影、其他人或物", &[A, C, D]),
    how(Item::BackgroundColour, "浅蓝色，参考值 (100,197,255)；也可以是白色或浅灰色", &[A, C, D]),
    how(Item::EdgeContrast, "衣服和背景明显不同", &[A, B, C, D]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_printed_as_the_notice_prints_it() {
        let cited = |standard: &str| {
            citation(&Look { standard: Some(standard.to_owned()), ..Look::default() })
        };
        assert!(cited("《高等教育…规范》(教毕指〔2017〕9号)").starts_with("教毕指〔2017〕9号，"));
        assert!(cited("《…标准》（教毕指[2017]99号）").starts_with("教毕指[2017]99号，"));
        assert!(citation(&Look::default()).starts_with("教毕指〔2017〕99号，"));
        assert!(cited("没有号的规范").starts_with(NUMBER));
    }

    #[test]
    fn an_item_has_one_clause_with_pages() {
        for clause in CLAUSES {
            assert_eq!(CLAUSES.iter().filter(|it| it.item == clause.item).count(), 1);
            assert!(!clause.sources.is_empty(), "{:?}", clause.item);
            assert!(clause.sources.iter().all(|page| page.address.starts_with("https://")));
        }
    }
}
