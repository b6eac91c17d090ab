//! What only a person can judge: the question, and where to look. And glasses, which may be seen,
//! but never be said to be absent.

use tucai_notice::point::Force;
use tucai_notice::rules::Look;
use tucai_wire::portrait::Measure;

use crate::case::{Case, Draft};
use crate::limits::{GLASSES, GLASSES_SHINE};
use crate::school::{conflict, quoted};
use crate::standard::{citation, clause};
use crate::{Item, Verdict};

/// The question of an item that no machine here answers.
pub(crate) const fn question(item: Item) -> Option<&'static str> {
    Some(match item {
        Item::Lenses => "有没有戴美瞳或有颜色的隐形眼镜",
        Item::Eyebrows => "刘海和头发有没有遮住眉毛、眼睛",
        Item::Ears => "两边耳朵有没有被头发遮住",
        Item::Hair => "头发梳整齐了没有，发色是不是平常的颜色",
        Item::HeadCover => "有没有帽子、头巾、发箍这类遮住头的东西",
        Item::Jewellery => "耳朵和脖子上有没有耳环、耳钉、项链",
        Item::MakeUp => "脸上的妆和要求对不对得上",
        Item::Collar => "衣领和上衣的样式和要求对不对得上",
        Item::Glasses => "有没有戴眼镜",
        _ => return None,
    })
}

pub(crate) fn ask(item: Item) -> Draft {
    let question = question(item).unwrap_or_default();
    Draft::new(Verdict::Ask, format!("请自己看一看：{question}"), "这一项机器看不准，不替你判断")
}

pub(crate) fn glasses(case: &Case<'_>, rules: &[usize]) -> Draft {
    let score = case.get(Measure::Glasses);
    let seen = score.map_or(Verdict::Unsure, |score| GLASSES.judge(score));
    let shines = case.get(Measure::GlassesShine).is_some_and(|it| it >= GLASSES_SHINE);
    let asked = wish(case.look, rules);
    let looks = match seen {
        Verdict::Fix => "看起来戴着眼镜",
        Verdict::Pass => "没看出眼镜，但细框、无框的看不出来",
        _ => "看不准有没有戴眼镜",
    };
    let verdict = match (seen, is_forbidden(case.look, rules)) {
        (Verdict::Fix, true) => Verdict::Fix,
        (Verdict::Unsure, _) if score.is_some() => Verdict::Unsure,
        _ => Verdict::Ask,
    };
    let says = if seen == Verdict::Fix && shines && verdict == Verdict::Ask {
        format!("{looks}，镜片上可能有反光，请放大看一看。{asked}")
    } else {
        format!("{looks}。{asked}")
    };
    let why = "镜框和反光只能看个大概，所以这里从不说“没戴眼镜”";
    Draft::new(verdict, says, why).measured(score, "ratio", GLASSES.bad)
}

fn is_forbidden(look: &Look, rules: &[usize]) -> bool {
    rules
        .iter()
        .filter_map(|index| look.rules.get(*index))
        .any(|rule| matches!(rule.force, Force::MustNot | Force::ShouldNot))
}

/// What is asked about glasses, and by whom; that notice and standard disagree, where they do.
fn wish(look: &Look, rules: &[usize]) -> String {
    let first = rules.iter().find_map(|index| look.rules.get(*index));
    match (first, conflict(look, Item::Glasses, rules), clause(Item::Glasses)) {
        (_, Some(conflict), _) => format!("{conflict}。"),
        (Some(rule), None, _) => format!("通知写{}。", quoted(rule)),
        (None, None, Some(clause)) => {
            format!("通知没有提眼镜；国家规范写“{}”（{}）。", clause.says, citation(look))
        }
        (None, None, None) => String::new(),
    }
}

/// What is asked of an item where no measure and no rule speaks.
pub(crate) fn advice(item: Item) -> &'static str {
    match item {
        Item::Hair => "头发梳整齐，发色自然",
        Item::Collar => "穿有领的上衣",
        Item::Sharpness => "脸上清晰，不糊",
        Item::Exposure => "脸上不太暗，也不发白",
        Item::ColourCast => "颜色自然，不用滤镜",
        _ => item.title(),
    }
}
