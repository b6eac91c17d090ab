//! What to wear, shortly: doubles once, one rule of each topic first, advice last.

use tucai_notice::point::{Force, Gender};
use tucai_notice::rules::{Colour, Rule, Topic};

/// What is seen and cannot be mended on site comes first. Topics of one row are one topic to a reader.
const TOPICS: &[&[Topic]] = &[
    &[Topic::ClothesColour],
    &[Topic::Collar],
    &[Topic::HairCover],
    &[Topic::Glasses],
    &[Topic::Ornaments, Topic::EarOrnaments, Topic::Necklace],
    &[Topic::MakeUp],
    &[Topic::HairColour],
    &[Topic::Sleeves, Topic::Neckline],
    &[Topic::ContactLenses],
    &[Topic::Clothes],
    &[Topic::Hood],
    &[Topic::Pattern],
    &[Topic::Hair],
    &[Topic::HeadCover],
];

/// The row of what hair may not cover.
const HAIR_COVER: usize = 2;

/// What it may not cover.
const COVERED: &[&str] = &["眉毛", "眼睛", "耳朵"];
/// What says that there is no make-up at all, and no jewellery at all.
const NO_MAKE_UP: &[&str] = &["不化妆", "不得化妆", "禁止化妆", "严禁化妆"];
const NO_JEWELLERY: &[&str] = &["任何首饰", "任何饰", "不戴饰物", "不戴首饰"];

/// Months in which a rule for the winter, or for the summer, may be meant.
const WINTER: &[u32] = &[11, 12, 1, 2, 3];
const SUMMER: &[u32] = &[5, 6, 7, 8, 9];

/// Rules that are said together: of one topic, in one sentence of the notice.
struct Piece<'r> {
    topic: usize,
    strong: bool,
    says: Option<&'r str>,
    gender: Option<Gender>,
    text: String,
}

/// The rules in about `room` characters, those of these months; `more` says where the rest is. Not
/// empty where there is a rule for these months.
pub(super) fn shortly<'r>(
    rules: impl Iterator<Item = &'r Rule>,
    months: &[u32],
    room: usize,
    more: &str,
) -> String {
    let (fit, other): (Vec<&Rule>, Vec<&Rule>) = rules.partition(|rule| is_of(rule, months));
    let (mut all, advice): (Vec<&Rule>, Vec<&Rule>) = fit.into_iter().partition(|it| strong(it));
    all.extend(advice);
    let mut kept: Vec<&Rule> = Vec::new();
    let mut pieces: Vec<Piece<'r>> = Vec::new();
    for rule in all {
        if !repeats(rule, &kept) {
            kept.push(rule);
            add(rule, &mut pieces);
        }
    }
    let mut ranked: Vec<((bool, bool, usize), Piece<'r>)> = Vec::new();
    for piece in pieces {
        let is_again = |(_, other): &(_, Piece<'_>)| {
            (other.topic, other.strong) == (piece.topic, piece.strong)
        };
        // What hair may not cover is one topic, in however many sentences.
        let again = piece.topic != HAIR_COVER && ranked.iter().any(is_again);
        ranked.push(((!piece.strong, again, piece.topic), piece));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut said: Vec<String> = Vec::new();
    let mut length = 0;
    let mut is_whole = other.is_empty();
    for (_, piece) in ranked {
        let its = piece.text.chars().count() + 1;
        // No advice where a rule had to be left out.
        if !said.is_empty() && (length + its > room || (!piece.strong && !is_whole)) {
            is_whole = false;
            continue;
        }
        length += its;
        said.push(piece.text);
    }
    if !is_whole {
        said.push(["其余要求", more].concat());
    }
    said.join("；")
}

fn strong(rule: &Rule) -> bool {
    matches!(rule.force, Force::Must | Force::MustNot)
}

/// Whether it may be meant in one of these months: a rule for a season names it first.
fn is_of(rule: &Rule, months: &[u32]) -> bool {
    let season = match rule.text.get(..6) {
        Some("冬季") => WINTER,
        Some("夏季") => SUMMER,
        _ => return true,
    };
    months.is_empty() || months.iter().any(|month| season.contains(month))
}

fn topic(rule: &Rule) -> usize {
    TOPICS.iter().position(|row| row.contains(&rule.topic)).unwrap_or(TOPICS.len())
}

/// Whether what is kept already says it.
fn repeats(rule: &Rule, kept: &[&Rule]) -> bool {
    let text = bare(rule);
    let same = kept
        .iter()
        .filter(|other| other.gender.is_none() || other.gender == rule.gender)
        .filter(|other| topic(other) == topic(rule));
    let same: Vec<&Rule> = same.copied().collect();
    let holds = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let says = |words: &[&str]| same.iter().any(|other| holds(&other.text, words));
    if same.iter().any(|other| bare(other).contains(text)) {
        return true;
    }
    let colours: Vec<&Colour> = same.iter().flat_map(|other| &other.colours).collect();
    match rule.topic {
        Topic::ClothesColour => {
            !rule.colours.is_empty() && rule.colours.iter().all(|colour| colours.contains(&colour))
        }
        Topic::HairCover => {
            let its: Vec<&str> =
                COVERED.iter().copied().filter(|part| text.contains(part)).collect();
            !its.is_empty() && its.iter().all(|part| says(&[part]))
        }
        Topic::MakeUp => holds(text, NO_MAKE_UP) && says(NO_MAKE_UP),
        Topic::Ornaments | Topic::EarOrnaments | Topic::Necklace => {
            rule.force == Force::MustNot && says(NO_JEWELLERY)
        }
        _ => false,
    }
}

/// To the piece of the same sentence and topic, `不戴耳环` and `不戴项链` as `不戴耳环、项链`; or as its own.
fn add<'r>(rule: &'r Rule, pieces: &mut Vec<Piece<'r>>) {
    let (topic, strong, says) = (topic(rule), strong(rule), rule.says.as_deref());
    let own = |piece: &&mut Piece<'_>| {
        (piece.topic, piece.strong, piece.gender, piece.says) == (topic, strong, rule.gender, says)
    };
    // Manner and face are several topics in one row.
    let is_named = topic < TOPICS.len() && says.is_some();
    let text = bare(rule);
    if let Some(piece) = pieces.iter_mut().find(own).filter(|_| is_named) {
        let last = piece.text.rsplit('；').next().unwrap_or_default();
        let last = last.trim_start_matches(['女', '男', '生']);
        let merged = ["不穿", "不戴"].into_iter().find_map(|verb| {
            let rest = text.strip_prefix(verb)?;
            (last.starts_with(verb) && !last.contains(['，', '的'])).then_some(rest)
        });
        match merged {
            Some(rest) => piece.text.extend(["、", rest]),
            None => piece.text.extend(["；", &of(rule, text)]),
        }
        return;
    }
    pieces.push(Piece { topic, strong, says, gender: rule.gender, text: of(rule, text) });
}

/// `女生不穿吊带`.
fn of(rule: &Rule, text: &str) -> String {
    match rule.gender {
        Some(Gender::Women) => format!("女生{text}"),
        Some(Gender::Men) => format!("男生{text}"),
        None => text.to_owned(),
    }
}

/// Without where in the notice it stands, and why.
fn bare(rule: &Rule) -> &str {
    let text = rule.text.trim_end_matches('。');
    let text = text.split("（附件").next().unwrap_or(text);
    text.split("；以免").next().unwrap_or(text)
}
