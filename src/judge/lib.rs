//! What the measures of a portrait mean by a school's notice and by the standard: findings, with the
//! words for a screen.
//!
//! Plain data and plain functions: no clock, no browser, no picture. It advises: nothing here
//! promises that a picture will be accepted.
//!
//! "Left" and "right" in the words are the person's own, which are also those of a mirror; in the
//! measures they are the picture's.

mod background;
mod by_eye;
mod case;
mod clothes;
mod colour;
mod framing;
mod given;
mod guidance;
mod item;
mod light;
mod limits;
mod pose;
mod school;
pub mod standard;
#[cfg(test)]
mod tests;

use tucai_notice::rules::Look;
use tucai_wire::portrait::{Marks, Portrait, Spot};

use case::{Case, Draft};

pub use guidance::{Guidance, guidance};
pub use item::{Basis, Item, Verdict};
pub use school::{quoted, rest};

/// What came out for one item of the self-check.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// About what.
    pub item: Item,
    /// What came out.
    pub verdict: Verdict,
    /// What was measured, in [`Self::unit`]; none where nothing was.
    pub measure: Option<f64>,
    /// The unit of measure and limit: `px`, `deg`, `ratio`, `L*`, `ΔE` or `faces`. Empty where there
    /// is none.
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
    /// What is asked: the rules in plain words, else the standard's sentence, else our advice.
    pub says: String,
    /// Where notice and standard disagree, and what the notice's own doubt says of it.
    pub doubt: Option<String>,
    /// The rules of the notice that ask for it: indices into [`Look::rules`].
    pub rules: Vec<usize>,
    /// Whether only a person can judge it.
    pub by_eye: bool,
}

/// Judges a portrait by a notice: one finding for each of [`Item::ALL`], in that order.
///
/// `marks` are those that a person moved: the cut and everything about framing follow them. `size` is
/// the picture's, in pixels.
pub fn findings(
    portrait: &Portrait,
    marks: Option<&Marks>,
    size: (f32, f32),
    look: &Look,
) -> Vec<Finding> {
    let case = Case::new(portrait, marks, size, look);
    Item::ALL.into_iter().map(|item| finding(&case, item)).collect()
}

fn finding(case: &Case<'_>, item: Item) -> Finding {
    let rules = school::rules(case.look, item);
    let draft = if case.portrait.faces.is_empty() && item != Item::FaceCount {
        Draft::new(Verdict::Unsure, "没有找到脸，这一项没法看", "没有找到脸")
    } else {
        given::held(case, item, draft(case, item, &rules))
    };
    // The standard alone is asked about the background: the notice's words on it are no rule of how
    // to look.
    let basis = draft.basis.unwrap_or_else(|| school::basis(item, &rules));
    Finding {
        item,
        verdict: draft.verdict,
        measure: draft.measure.map(f64::from),
        unit: draft.unit,
        limit: draft.limit.map(f64::from),
        basis,
        says: draft.says,
        why: why(case.look, item, &rules, basis, &draft.why),
        rules,
        spots: item.spots().to_vec(),
        remark: draft.remark && draft.verdict == Verdict::Fix,
    }
}

fn draft(case: &Case<'_>, item: Item, rules: &[usize]) -> Draft {
    match item {
        Item::FaceCount => framing::face_count(case),
        Item::FaceSize => framing::face_size(case),
        Item::CutOff => framing::cut_off(case),
        Item::HairTop => framing::hair_top(case),
        Item::EyeLine => framing::eye_line(case),
        Item::FaceWidth => framing::face_width(case),
        Item::Centring => framing::centring(case),
        Item::Tilt => pose::tilt(case),
        Item::Turn => pose::turn(case),
        Item::Nod => pose::nod(case),
        Item::Shoulders => pose::shoulders(case),
        Item::EyesOpen => pose::eyes_open(case),
        Item::MouthClosed => pose::mouth_closed(case),
        Item::Glasses => by_eye::glasses(case, rules),
        Item::Lenses
        | Item::Eyebrows
        | Item::Ears
        | Item::Hair
        | Item::HeadCover
        | Item::Jewellery
        | Item::MakeUp
        | Item::Collar => by_eye::ask(item),
        Item::ClothesColour => clothes::clothes_colour(case),
        Item::ClothesPattern => clothes::clothes_pattern(case),
        Item::Sharpness => light::sharpness(case),
        Item::Exposure => light::exposure(case),
        Item::EvenLight => light::even_light(case),
        Item::Highlights => light::highlights(case),
        Item::ColourCast => light::colour_cast(case),
        Item::BackgroundEven => background::background_even(case),
        Item::BackgroundColour => background::background_colour(case),
        Item::EdgeContrast => clothes::edge_contrast(case),
    }
}

/// What was measured and its limit, then whose demand it is in whose words, then any doubt.
fn why(look: &Look, item: Item, rules: &[usize], basis: Basis, measured: &str) -> String {
    let mut parts = vec![measured.to_owned()];
    if basis == Basis::Notice {
        let mut words: Vec<String> = Vec::new();
        for rule in rules.iter().filter_map(|index| look.rules.get(*index)) {
            let quoted = quoted(rule);
            if !words.contains(&quoted) {
                words.push(quoted);
            }
        }
        parts.push(["通知写", &words.join("、")].concat());
    } else if let Some(clause) = standard::clause(item)
        && basis == Basis::Standard
    {
        let citation = standard::citation(look);
        if !measured.contains(&citation) {
            parts.push(format!("规范写“{}”（{citation}）", clause.says));
        }
    } else if basis == Basis::Advice {
        parts.push("通知和公开的规范都没有写这一项".to_owned());
    }
    parts.extend(doubts(look, item, rules));
    let sentences = parts.iter().map(|part| part.trim_end_matches('。'));
    sentences.map(|part| [part, "。"].concat()).collect()
}

/// Where notice and standard disagree: in the notice's own record of it, else as we found it.
fn doubts(look: &Look, item: Item, rules: &[usize]) -> Option<String> {
    school::doubt(look, item).or_else(|| school::conflict(look, item, rules))
}

/// What a notice, the standard and we ask, item by item, before there is any picture. What the
/// notice asks besides, see [`rest`].
pub fn checklist(look: &Look) -> Vec<Check> {
    let check = |item: Item| {
        let rules = school::rules(look, item);
        let mut texts: Vec<&str> = Vec::new();
        for rule in rules.iter().filter_map(|index| look.rules.get(*index)) {
            if !texts.contains(&rule.text.as_str()) {
                texts.push(&rule.text);
            }
        }
        let says = match standard::clause(item) {
            _ if !texts.is_empty() => texts.concat(),
            Some(clause) => format!("{}。", clause.says),
            None => format!("{}。", by_eye::advice(item)),
        };
        Check {
            item,
            basis: school::basis(item, &rules),
            says,
            doubt: doubts(look, item, &rules),
            by_eye: by_eye::question(item).is_some(),
            rules,
        }
    };
    Item::ALL.into_iter().map(check).collect()
}
