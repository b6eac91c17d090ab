//! Which rules of a notice are about which item, and where notice and standard disagree.

use tucai_notice::point::{Force, Gender};
use tucai_notice::rules::{Look, Rule, Topic};

use crate::standard::{Stance, clause};
use crate::{Basis, Item};

/// A kind of rules that is about an item: a topic, and one of these words, if there are any.
type About = (Item, Topic, &'static [&'static str]);

const ABOUT: &[About] = &[
    (Item::Tilt, Topic::Pose, &["端正", "对称"]),
    (Item::Turn, Topic::Pose, &["正面"]),
    (Item::Nod, Topic::Eyes, &["平视"]),
    (Item::Shoulders, Topic::Pose, &["端正", "肩"]),
    (Item::Shoulders, Topic::Sleeves, &[]),
    (Item::Shoulders, Topic::Neckline, &["肩"]),
    (Item::EyesOpen, Topic::Eyes, &[]),
    (Item::MouthClosed, Topic::Mouth, &[]),
    (Item::Glasses, Topic::Glasses, &[]),
    (Item::Lenses, Topic::ContactLenses, &[]),
    (Item::Eyebrows, Topic::HairCover, &["眉", "眼"]),
    (Item::Eyebrows, Topic::Hair, &["刘海"]),
    (Item::Ears, Topic::HairCover, &["耳"]),
    (Item::Hair, Topic::Hair, &[]),
    (Item::Hair, Topic::HairColour, &[]),
    (Item::HeadCover, Topic::HeadCover, &[]),
    (Item::Jewellery, Topic::EarOrnaments, &[]),
    (Item::Jewellery, Topic::Necklace, &[]),
    (Item::Jewellery, Topic::Ornaments, &[]),
    (Item::MakeUp, Topic::MakeUp, &[]),
    (Item::ClothesColour, Topic::ClothesColour, &[]),
    (Item::ClothesPattern, Topic::Pattern, &[]),
    (Item::Collar, Topic::Collar, &[]),
    (Item::Collar, Topic::Neckline, &[]),
    (Item::Collar, Topic::Sleeves, &[]),
    (Item::Collar, Topic::Hood, &[]),
    (Item::Collar, Topic::Clothes, &[]),
    (Item::Highlights, Topic::Face, &["汗", "油"]),
    (Item::Highlights, Topic::MakeUp, &["高光"]),
];

/// The words by which a notice's doubt speaks of an item.
const DOUBTS: &[(Item, &[&str])] = &[
    (Item::Glasses, &["眼镜"]),
    (Item::Collar, &["领"]),
    (Item::ClothesColour, &["蓝色", "衣服"]),
    (Item::Hair, &["染发"]),
    (Item::MakeUp, &["假睫毛", "化妆"]),
    (Item::HeadCover, &["免冠"]),
    (Item::Shoulders, &["吊带", "无袖"]),
    (Item::Tilt, &["姿态"]),
    (Item::MouthClosed, &["表情"]),
];

fn is_about(rule: &Rule, item: Item) -> bool {
    ABOUT.iter().any(|(of, topic, words)| {
        *of == item
            && *topic == rule.topic
            && (words.is_empty() || words.iter().any(|word| rule.text.contains(word)))
    })
}

/// The rules about an item, in the notice's order: indices into [`Look::rules`].
pub(crate) fn rules(look: &Look, item: Item) -> Vec<usize> {
    let all = look.rules.iter().enumerate();
    all.filter(|(_, rule)| is_about(rule, item)).map(|(index, _)| index).collect()
}

/// The rules that no item is about: indices into [`Look::rules`].
pub fn rest(look: &Look) -> Vec<usize> {
    let none = |rule: &Rule| !Item::ALL.iter().any(|item| is_about(rule, *item));
    let all = look.rules.iter().enumerate();
    all.filter(|(_, rule)| none(rule)).map(|(index, _)| index).collect()
}

/// Whose demand an item is, with the rules about it.
pub(crate) fn basis(item: Item, rules: &[usize]) -> Basis {
    if !rules.is_empty() {
        Basis::Notice
    } else if clause(item).is_some() {
        Basis::Standard
    } else {
        Basis::Advice
    }
}

/// A rule for a screen: the notice's own words, and for whom.
pub fn quoted(rule: &Rule) -> String {
    let words = rule.says.as_deref().unwrap_or(&rule.text).trim_end_matches('。');
    let whom = match rule.gender {
        Some(Gender::Women) if !words.contains("女生") => "（女生）",
        Some(Gender::Men) if !words.contains("男生") => "（男生）",
        _ => "",
    };
    format!("“{words}”{whom}")
}

/// Where these rules of the notice say something else than the standard: how they do.
pub(crate) fn conflict(look: &Look, item: Item, rules: &[usize]) -> Option<String> {
    let clause = clause(item)?;
    let opposite = |rule: &&Rule| match clause.stance {
        Stance::For => matches!(rule.force, Force::MustNot | Force::ShouldNot),
        Stance::Against => rule.force == Force::May,
        Stance::How => false,
    };
    let rule = rules.iter().filter_map(|index| look.rules.get(*index)).find(opposite)?;
    let allows = if rule.force == Force::May { "（允许）" } else { "" };
    Some(format!(
        "通知写的是{}{allows}，公开资料转述的国家规范写的是“{}”，两者不一致；现场按通知来",
        quoted(rule),
        clause.says
    ))
}

/// What the notice's doubt says of an item, in whole sentences.
pub(crate) fn doubt(look: &Look, item: Item) -> Option<String> {
    let (_, words) = DOUBTS.iter().find(|(of, _)| *of == item)?;
    let sentences = look.doubt.as_deref()?.split_inclusive('。');
    let about: String =
        sentences.filter(|one| words.iter().any(|word| one.contains(word))).collect();
    (!about.is_empty()).then_some(about)
}
