//! The background: whether it is even, and its colour.

use tucai_notice::rules::{Colour, Look};
use tucai_wire::portrait::{Measure, Swatch};

use crate::Verdict;
use crate::case::{Case, Draft, say, together, whole};
use crate::clothes::{agreed, called, is_colourless, lit, names};
use crate::colour;
use crate::framing::is_somebody_else;
use crate::limits::{BACKGROUND_SEEN, EDGES, OTHER_PERSON, SLOPE, SPREAD, WALL};
use crate::pose::OURS;

/// That the place of the capture brings its own background.
const ON_SITE: &str = "现场有自己的背景，在家试拍不用为它换地方";

pub(crate) fn background_even(case: &Case<'_>) -> Draft {
    let seen = case.get(Measure::BackgroundSeen).unwrap_or_default();
    let spread = case.get(Measure::BackgroundSpread).filter(|_| seen >= BACKGROUND_SEEN);
    let Some(spread) = spread else { return Draft::unmeasured("背景") };
    let other = case.get(Measure::OtherPerson).unwrap_or_default();
    let someone = OTHER_PERSON.judge(other) == Verdict::Fix || is_somebody_else(case);
    let even = together(&[SPREAD.judge(spread), case.by(SLOPE), case.by(EDGES)]);
    let verdict = match even {
        _ if someone => Verdict::Fix,
        Verdict::Pass if case.portrait.faces.len() > 1 => Verdict::Unsure,
        even => even,
    };
    let says = match verdict {
        _ if someone => "背景里好像有别人，请换个没有人的地方".to_owned(),
        Verdict::Pass => "背景是均匀的".to_owned(),
        Verdict::Fix => format!("背景不均匀或有东西。{ON_SITE}；想看效果，可以对着白墙拍"),
        _ => format!("背景可能不太均匀。{ON_SITE}"),
    };
    let why = format!(
        "量到背景颜色的起伏 {}（CIELAB），{} 以内算均匀，{} 起算不均匀。{OURS}",
        whole(spread),
        whole(SPREAD.fine),
        whole(SPREAD.bad)
    );
    Draft::new(verdict, says, why)
        .measured(Some(spread), "ΔE", SPREAD.told(verdict))
        .remark(!someone)
}

/// What the standard allows.
const WALLS: [Colour; 3] = [Colour::LightBlue, Colour::White, Colour::LightGrey];

/// From a colour to the nearest of these names.
fn away(lab: [f32; 3], colours: &[Colour]) -> f32 {
    colours.iter().map(|colour| colour::away(lab, *colour)).fold(f32::INFINITY, f32::min)
}

/// Whether a background has one of these colours, nearly all of it.
fn painted(swatches: &[Swatch], colours: &[Colour]) -> Verdict {
    let share = |wanted: fn(Verdict) -> bool| -> f32 {
        let any = |swatch: &&Swatch| wanted(WALL.judge(away(swatch.lab, colours)));
        swatches.iter().filter(any).map(|swatch| swatch.share).sum()
    };
    match () {
        () if share(|verdict| verdict == Verdict::Pass) >= 0.85 => Verdict::Pass,
        () if share(|verdict| verdict != Verdict::Fix) <= 0.4 => Verdict::Fix,
        () => Verdict::Unsure,
    }
}

/// What a notice tells of the background at the capture; empty if it does not.
fn on_site(look: &Look) -> String {
    let Some(background) = &look.background else { return String::new() };
    let colours = names(&background.colours);
    // Words about clothes are no rule on backgrounds.
    if look.rules.iter().any(|rule| rule.says.as_deref() == Some(&background.says)) {
        return format!("。从通知对衣服的要求看，现场的背景是{colours}");
    }
    format!("。通知说到的背景是{colours}（“{}”）", background.says.trim_end_matches('。'))
}

/// By the standard: what a notice says of the background is about the place of the capture.
pub(crate) fn background_colour(case: &Case<'_>) -> Draft {
    let seen = case.get(Measure::BackgroundSeen).unwrap_or_default();
    let swatches = &case.portrait.background;
    if swatches.is_empty() || seen < BACKGROUND_SEEN || is_colourless(case) {
        return Draft::unmeasured("背景的颜色");
    }
    let lights = lit(case, swatches);
    let by = |colours: &[Colour]| agreed(lights.each_ref().map(|lit| painted(lit, colours)));
    let own = case.look.background.as_ref().map_or(&[][..], |background| &background.colours);
    let verdict = match by(&WALLS) {
        // The standard's blue is a light one; but nobody is told to mend what the notice has itself.
        Verdict::Fix if by(own) != Verdict::Fix => Verdict::Unsure,
        verdict => verdict,
    };
    let surely = called(swatches);
    let is = surely.as_ref().map_or("背景的颜色和规范写的相近".to_owned(), |name| {
        format!("背景看起来是{name}")
    });
    // Of several colours those that the standard has are no reason.
    let others: Vec<Swatch> = swatches
        .iter()
        .filter(|swatch| WALL.judge(away(swatch.lab, &WALLS)) != Verdict::Pass)
        .copied()
        .collect();
    let other = called(&others);
    let other = other.as_ref();
    let wanted = "规范写的是浅蓝色，也可以是白色或浅灰色";
    let differs = other.map_or("背景的颜色和规范写的不一样".to_owned(), |name| {
        format!("背景看起来是{name}")
    });
    let doubtful = other
        .map_or("背景的颜色说不准".to_owned(), |name| format!("背景好像有{name}，说不准"));
    let says = say(
        verdict,
        format!("{is}；{wanted}"),
        format!("{differs}；{wanted}。{ON_SITE}"),
        format!("{doubtful}；{wanted}。{ON_SITE}"),
    );
    let main = swatches.first().map(|swatch| away(swatch.lab, &WALLS));
    let main = main.filter(|difference| difference.is_finite());
    let apart =
        main.map_or(String::new(), |by| format!("，和规范的颜色相差 {}（CIELAB）", whole(by)));
    let why = format!(
        "量到背景的主要颜色：{}{apart}；{} 以内不用改，{} 起算别的颜色。{OURS}{}。{ON_SITE}",
        surely.as_deref().unwrap_or("说不准名字"),
        whole(WALL.fine),
        whole(WALL.bad),
        on_site(case.look),
    );
    Draft::new(verdict, says, why).measured(main, "ΔE", WALL.told(verdict)).remark(true)
}

#[cfg(test)]
mod tests {
    use tucai_wire::portrait::Portrait;

    use super::*;
    use crate::tests::{NOTICES, good, of, with};
    use crate::{Basis, Item};

    #[test]
    fn the_wall_at_home_is_a_remark_and_somebody_in_it_is_not() {
        let wall = with(&[(Measure::BackgroundSpread, 25.0)]);
        let found = of(&wall, "hnust-2026", Item::BackgroundEven);
        assert_eq!(
            (found.verdict, found.basis, found.remark),
            (Verdict::Fix, Basis::Standard, true)
        );
        let people = with(&[(Measure::OtherPerson, 0.3)]);
        let found = of(&people, "hnust-2026", Item::BackgroundEven);
        assert_eq!((found.verdict, found.remark), (Verdict::Fix, false));
    }

    #[test]
    fn the_wall_s_colour_is_judged_by_the_standard_whatever_the_notice_s_own_is() {
        let wall =
            |lab: [f32; 3]| Portrait { background: vec![Swatch { lab, share: 0.95 }], ..good() };
        for notice in NOTICES {
            for (lab, wanted) in [
                ([97.0, 0.0, 2.0], Verdict::Pass),     // white
                ([82.0, 0.0, -1.0], Verdict::Pass),    // light grey
                ([76.0, -12.0, -38.0], Verdict::Pass), // the reference
                ([93.0, 1.0, 12.0], Verdict::Unsure),  // cream
                ([46.2, -51.7, 49.9], Verdict::Fix),   // green
                ([35.0, 0.0, 0.0], Verdict::Fix),      // dark grey
            ] {
                let found = of(&wall(lab), notice, Item::BackgroundColour);
                assert_eq!((found.verdict, found.basis), (wanted, Basis::Standard), "{found:?}");
                assert_eq!(found.remark, wanted == Verdict::Fix);
                assert!(found.measure.is_some() && found.limit.is_some(), "{found:?}");
                assert!(found.why.contains("现场有自己的背景"), "{}", found.why);
            }
        }
        // Some of it is light grey: what is named is the other part.
        let part = |light, share| Swatch { lab: [light, 0.0, 0.0], share };
        let parts = vec![part(82.0, 0.3), part(10.0, 0.7)];
        let found =
            of(&Portrait { background: parts, ..good() }, "hnust-2026", Item::BackgroundColour);
        assert_eq!(found.verdict, Verdict::Fix);
        assert!(found.says.starts_with("背景看起来是黑色；"), "{}", found.says);
        let why = |notice| of(&wall([97.0, 0.0, 2.0]), notice, Item::BackgroundColour).why;
        assert!(why("hnust-2026").contains("背景是蓝色（“因图像采集背景是蓝色”）"));
        assert!(why("cqie-2027").contains("现场的背景是蓝色"));
        assert!(!why("cqie-2027").contains("上衣"), "{}", why("cqie-2027"));
        // A dark blue one is not the standard's, but it is the notice's.
        let blue = wall([30.0, 10.0, -45.0]);
        assert_eq!(of(&blue, "hnust-2026", Item::BackgroundColour).verdict, Verdict::Unsure);
        assert_eq!(of(&blue, "cqust-2026", Item::BackgroundColour).verdict, Verdict::Fix);
    }
}
