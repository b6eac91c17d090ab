//! The clothes' colour and pattern.

use tucai_notice::point::Force;
use tucai_notice::rules::{Colour, Look, Rule, Topic};
use tucai_wire::portrait::{Measure, Swatch};

use crate::case::{Case, Draft, percent, say, together, whole};
use crate::colour::{self, Named};
use crate::light::exposure;
use crate::limits::{CLOTHES_EDGES, CLOTHES_SEEN, COLOURLESS, EDGE_CONTRAST, NEAR, SHARE};
use crate::pose::OURS;
use crate::{Basis, Verdict, quoted};

/// The reference of the standard.
const REFERENCE: [u8; 3] = [100, 197, 255];

/// The L* at which a cast shows as it is measured: about that of skin.
const LIT: f32 = 70.0;

/// The swatches twice: as they are, and with the cast of colour taken away. What is decided has to
/// be the same for both, else the light decides and not the cloth.
pub(crate) fn lit(case: &Case<'_>, swatches: &[Swatch]) -> [Vec<Swatch>; 2] {
    let (a, b) = (Measure::CastA, Measure::CastB);
    let [a, b] = [a, b].map(|part| case.get(part).unwrap_or_default());
    let without = |swatch: &Swatch| {
        let [light, red, yellow] = swatch.lab;
        // Little light has little of the cast.
        let part = (light / LIT).clamp(0.0, 1.0);
        Swatch { lab: [light, red - a * part, yellow - b * part], share: swatch.share }
    };
    [swatches.to_vec(), swatches.iter().map(without).collect()]
}

/// The same verdict for both lights, or none.
pub(crate) fn agreed([one, other]: [Verdict; 2]) -> Verdict {
    if one == other { one } else { Verdict::Unsure }
}

pub(crate) fn is_colourless(case: &Case<'_>) -> bool {
    case.get(Measure::Colourless).is_some_and(|share| COLOURLESS.judge(share) == Verdict::Fix)
}

/// The names of colours, each once: 蓝色、黄色.
pub(crate) fn names(colours: &[Colour]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in colours.iter().map(|colour| colour.name()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("、")
}

/// What the main colours are called, if they surely have names.
pub(crate) fn called(swatches: &[Swatch]) -> Option<String> {
    let large = swatches.iter().filter(|swatch| swatch.share >= SHARE.fine);
    let colours: Vec<Colour> = large.filter_map(|swatch| colour::name(swatch.lab)).collect();
    (!colours.is_empty()).then(|| names(&colours))
}

/// Whether clothes have one of the forbidden colours.
fn banned(swatches: &[Swatch], colours: &[Colour]) -> Verdict {
    let share = |wanted: fn(Named) -> bool| -> f32 {
        let any =
            |swatch: &&Swatch| colours.iter().any(|colour| wanted(colour::is(swatch.lab, *colour)));
        swatches.iter().filter(any).map(|swatch| swatch.share).sum()
    };
    match () {
        () if share(|named| named == Named::Surely) >= SHARE.bad => Verdict::Fix,
        () if share(|named| named != Named::Not) <= SHARE.fine => Verdict::Pass,
        () => Verdict::Unsure,
    }
}

/// Whether clothes are near the background that the picture will have.
fn near(swatches: &[Swatch], backgrounds: &[[f32; 3]]) -> Verdict {
    let judged = |swatch: &Swatch| {
        let least = backgrounds.iter().map(|other| colour::difference(swatch.lab, *other));
        NEAR.judge(least.fold(f32::INFINITY, f32::min))
    };
    let share = |verdict: Verdict| -> f32 {
        swatches.iter().filter(|swatch| judged(swatch) == verdict).map(|it| it.share).sum()
    };
    match () {
        () if share(Verdict::Fix) >= SHARE.bad => Verdict::Fix,
        () if share(Verdict::Fix) + share(Verdict::Unsure) <= SHARE.fine => Verdict::Pass,
        () => Verdict::Unsure,
    }
}

/// The colours of the background at the capture, as far as somebody says them.
fn backgrounds(look: &Look) -> Vec<[f32; 3]> {
    let Some(background) = &look.background else { return vec![colour::lab(REFERENCE)] };
    if let Some(exact) = background.hex.as_deref().and_then(colour::hex) {
        return vec![exact];
    }
    let named = background.colours.iter().filter_map(|colour| match colour {
        Colour::Blue | Colour::LightBlue => Some(REFERENCE),
        Colour::White => Some([255; 3]),
        Colour::LightGrey => Some([240; 3]),
        _ => None,
    });
    named.map(colour::lab).collect()
}

/// What rules ask of the clothes' colour. Only a colour that a rule's own words name is said to be
/// forbidden: some ask for a contrast to the background alone.
fn demand(rules: &[&Rule]) -> String {
    let words = |rule: &Rule| rule.says.clone().unwrap_or_else(|| rule.text.clone());
    let is_named = |rule: &Rule, colour: &Colour| words(rule).contains(colour.name());
    let (mut named, mut parts) = (Vec::new(), Vec::new());
    for rule in rules {
        let (said, other): (Vec<Colour>, Vec<Colour>) =
            rule.colours.iter().partition(|colour| is_named(rule, colour));
        named.extend(said);
        if other.is_empty() {
            continue;
        }
        parts.push(if words(rule).contains("反差") {
            format!("通知要求和背景（{}）反差大（{}）", names(&other), quoted(rule))
        } else {
            format!("通知写的是{}", quoted(rule))
        });
    }
    if !named.is_empty() {
        parts.insert(0, format!("通知不让穿{}", names(&named)));
    }
    parts.join("；")
}

pub(crate) fn clothes_colour(case: &Case<'_>) -> Draft {
    let seen = case.get(Measure::ClothesSeen).unwrap_or_default();
    let swatches = &case.portrait.clothes;
    if swatches.is_empty() || seen < CLOTHES_SEEN || is_colourless(case) {
        return Draft::unmeasured("衣服的颜色");
    }
    let lights = lit(case, swatches);
    let of = |force: &[Force]| -> Vec<&Rule> {
        let about = |rule: &&Rule| {
            rule.topic == Topic::ClothesColour
                && force.contains(&rule.force)
                && !rule.colours.is_empty()
        };
        case.look.rules.iter().filter(about).collect()
    };
    let colours = |rules: &[&Rule]| -> Vec<Colour> {
        rules.iter().flat_map(|rule| rule.colours.iter().copied()).collect()
    };
    let forbidden = of(&[Force::MustNot, Force::ShouldNot]);
    let asked = colours(&of(&[Force::Must]));
    let not = colours(&forbidden);
    let mut by_rule = agreed(lights.each_ref().map(|swatches| banned(swatches, &not)));
    if by_rule == Verdict::Fix && forbidden.iter().all(|rule| rule.gender.is_some()) {
        // Whose picture it is, nobody was told.
        by_rule = Verdict::Unsure;
    }
    let wanted = if asked.is_empty() {
        Verdict::Pass
    } else {
        // What has the colour that is asked for is right; everything else is left to the eye.
        let has = lights.each_ref().map(|swatches| banned(swatches, &asked));
        if has == [Verdict::Fix; 2] { Verdict::Pass } else { Verdict::Unsure }
    };
    let apart = backgrounds(case.look);
    let by_background = agreed(lights.each_ref().map(|swatches| near(swatches, &apart)));
    let verdict = together(&[by_rule, wanted, by_background]);
    let [swatches, _] = lights;
    let called = called(&swatches);
    let are = called.as_ref().map_or("衣服".to_owned(), |name| format!("衣服是{name}，"));
    let says = match (verdict, by_rule) {
        (Verdict::Pass, _) if not.is_empty() => format!("{are}和背景分得开"),
        (Verdict::Pass, _) => format!("{are}和通知写的不冲突：{}", demand(&forbidden)),
        (_, Verdict::Fix) => {
            let look = called.as_ref().map_or(String::new(), |name| format!("看起来是{name}"));
            format!("衣服{look}；{}，换一件", demand(&forbidden))
        }
        (Verdict::Fix, _) => "衣服的颜色和证件照的背景太接近，换一件差别大的".to_owned(),
        _ if not.is_empty() => "看不准衣服的颜色和背景差多少，请自己看一看".to_owned(),
        _ => format!("看不准衣服的颜色，请自己看一看：{}", demand(&forbidden)),
    };
    let called = called.unwrap_or_else(|| "说不准名字".to_owned());
    let why = format!("量到的主要颜色：{called}。光线会让颜色走样，只在差得很远时才下判断；{OURS}");
    let main = swatches.first().map(|swatch| {
        let all = apart.iter().map(|other| colour::difference(swatch.lab, *other));
        all.fold(f32::INFINITY, f32::min)
    });
    let main = main.filter(|difference| difference.is_finite());
    let mut draft = Draft::new(verdict, says, why).measured(main, "ΔE", NEAR.told(verdict));
    if by_rule != Verdict::Fix && verdict == Verdict::Fix {
        draft = draft.by(Basis::Standard);
    }
    draft
}

pub(crate) fn clothes_pattern(case: &Case<'_>) -> Draft {
    let edges = case.get(Measure::ClothesEdges);
    let seen = case.get(Measure::ClothesSeen).unwrap_or_default();
    let Some(edges) = edges.filter(|_| seen >= CLOTHES_SEEN) else {
        return Draft::unmeasured("衣服的图案");
    };
    let verdict = CLOTHES_EDGES.judge(edges);
    let says = say(
        verdict,
        "衣服上没有量到复杂的图案",
        "衣服上好像有图案或条纹，换一件素色的",
        "看不准衣服上有没有图案、条纹，请自己看一看",
    );
    let why = format!(
        "量到衣服上的花纹边缘占 {}；{} 以内不用改，{} 起要改。{OURS}",
        percent(edges),
        percent(CLOTHES_EDGES.fine),
        percent(CLOTHES_EDGES.bad)
    );
    Draft::new(verdict, says, why).measured(Some(edges), "ratio", CLOTHES_EDGES.told(verdict))
}

pub(crate) fn edge_contrast(case: &Case<'_>) -> Draft {
    let Some(value) = case.get(Measure::EdgeContrast) else {
        return Draft::unmeasured("衣服和背景的边");
    };
    let verdict = match EDGE_CONTRAST.judge(value) {
        // In a burnt or black picture nothing stands out from anything.
        Verdict::Fix if exposure(case).verdict != Verdict::Pass => Verdict::Unsure,
        verdict => verdict,
    };
    let says = say(
        verdict,
        "衣服和这张照片的背景分得开",
        "衣服和这张照片的背景有一段分不开；现场用自己的背景，也别穿和它接近的颜色",
        "衣服和这张照片的背景有一段可能分不清，请自己看一看",
    );
    let why = format!(
        "量到衣服和背景交界处最接近的一段相差 {}（CIEDE2000）；{} 以上不用改，{} 以下要改。{OURS}",
        whole(value),
        whole(EDGE_CONTRAST.fine),
        whole(EDGE_CONTRAST.bad)
    );
    Draft::new(verdict, says, why)
        .measured(Some(value), "ΔE", EDGE_CONTRAST.told(verdict))
        .remark(true)
}
