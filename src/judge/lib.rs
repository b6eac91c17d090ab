//! What the measures of a portrait mean by a school's notice and by the standard: findings, with the
//! words for a screen.
//!
//! Plain data and plain functions: no clock, no browser, no picture. It advises: nothing here
//! promises that a picture will be accepted.

mod item;

use tucai_notice::rules::Look;
use tucai_wire::portrait::{Face, Marks, Portrait, Spot};

pub use item::{Basis, Item, Verdict};

/// What came out for one item of the self-check.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// About what.
    pub item: Item,
    /// What came out.
    pub verdict: Verdict,
    /// What was measured, in [`Self::unit`]; none where nothing was.
    pub measure: Option<f64>,
    /// The unit of measure and limit: `px`, `deg`, `ratio`, … Empty where there is none.
    pub unit: &'static str,
    /// The limit that is nearest to the measure; none where there is none.
    pub limit: Option<f64>,
    /// Whose demand it is.
    pub basis: Basis,
    /// What to do, or what was found: one or two sentences.
    pub says: String,
    /// What was measured, the limit, and the source: the answer to 为什么?
    pub why: String,
    /// The rules of the notice that it is about: indices into [`Look::rules`].
    pub rules: Vec<usize>,
    /// Where to look at it.
    pub spots: Vec<Spot>,
    /// A `fix` that is only worth a remark: the place of the capture brings its own.
    pub remark: bool,
}

/// One item of the list that is shown before there is any picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// About what.
    pub item: Item,
    /// Whose demand it is.
    pub basis: Basis,
    /// What is asked, where no rule of the notice says so.
    pub says: String,
    /// The rules of the notice that ask for it: indices into [`Look::rules`].
    pub rules: Vec<usize>,
    /// Whether only a person can judge it.
    pub by_eye: bool,
}

/// What to say to somebody in front of the camera.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guidance {
    /// One short sentence.
    pub says: String,
    /// Whether the picture may be taken now.
    pub ready: bool,
}

/// Judges a portrait by a notice: one finding for each of [`Item::ALL`], in that order.
///
/// `marks` are those that a person moved; `size` is the picture's, in pixels.
pub fn findings(
    portrait: &Portrait,
    marks: Option<&Marks>,
    size: (f32, f32),
    look: &Look,
) -> Vec<Finding> {
    let _ = (portrait, marks, size, look);
    let finding = |item: Item| Finding {
        item,
        verdict: Verdict::Unsure,
        measure: None,
        unit: "",
        limit: None,
        basis: Basis::Advice,
        says: "还没有量".to_owned(),
        why: String::new(),
        rules: Vec::new(),
        spots: item.spots().to_vec(),
        remark: false,
    };
    Item::ALL.into_iter().map(finding).collect()
}

/// What to say while the camera runs, by the detector's faces alone. `size` is that of the camera's
/// picture, which is not mirrored; the words are for somebody who sees it mirrored.
pub fn guidance(faces: &[Face], size: (f32, f32)) -> Guidance {
    let _ = size;
    match faces {
        [] => Guidance { says: "看着镜头，把脸放到框里".to_owned(), ready: false },
        [_] => Guidance { says: "好，保持不动".to_owned(), ready: true },
        _ => Guidance { says: "画面里只留你一个人".to_owned(), ready: false },
    }
}

/// What a notice, the standard and we ask, item by item, before there is any picture.
pub fn checklist(look: &Look) -> Vec<Check> {
    let _ = look;
    let check = |item: Item| Check {
        item,
        basis: Basis::Advice,
        says: item.title().to_owned(),
        rules: Vec::new(),
        by_eye: false,
    };
    Item::ALL.into_iter().map(check).collect()
}
