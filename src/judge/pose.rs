//! How the head and the shoulders are held, eyes and mouth.

use tucai_wire::portrait::Measure;

use crate::Verdict;
use crate::case::{Case, Draft, own_side, percent, say, together, whole};
use crate::limits::{
    FINE_LID_GAP, FINE_LIP_GAP, HALVES_SEEN, LID_GAP, LIP_GAP, LOOKS_BARE, Limit, NOD, NOD_LEVEL,
    NOD_MIDDLE, SHOULDER_IN, SHOULDER_SKIN, SHOULDER_SLOPE, TEETH, TILT, TURN,
};

/// That a number is ours: said wherever one is.
pub(crate) const OURS: &str = "规范没有写具体数字，这里的界限是我们的建议";

pub(crate) fn tilt(case: &Case<'_>) -> Draft {
    let Some(tilt) = case.get(Measure::Tilt) else { return Draft::unmeasured("头歪不歪") };
    let verdict = TILT.judge(tilt.abs());
    // Clockwise in the picture is towards its right, the person's left shoulder.
    let (is, to) = own_side(tilt > 0.0);
    let by = whole(tilt.abs());
    let says = say(
        verdict,
        "头是正的",
        format!("头往你的{is}边偏了约 {by}°，往你的{to}边正一点"),
        format!("头可能稍微往你的{is}边偏（约 {by}°），往你的{to}边正一点点更好"),
    );
    let why = format!(
        "量到头偏 {by}°；{} 以内不用改，{} 起要改。{OURS}",
        degrees(TILT.fine),
        degrees(TILT.bad)
    );
    Draft::new(verdict, says, why).measured(Some(tilt), "deg", TILT.told(verdict))
}

pub(crate) fn turn(case: &Case<'_>) -> Draft {
    let Some(turn) = case.get(Measure::Turn) else { return Draft::unmeasured("脸的朝向") };
    let verdict = TURN.judge(turn.abs());
    let (is, to) = own_side(turn > 0.0);
    let by = whole(turn.abs());
    let says = say(
        verdict,
        "脸正对着镜头",
        format!("脸转向了你的{is}边，约 {by}°，往你的{to}边转一点，正对镜头"),
        format!("脸可能稍微转向你的{is}边（约 {by}°），往你的{to}边转一点点更好"),
    );
    let why = format!(
        "量到脸转了 {by}°；{} 以内不用改，{} 起要改。{OURS}",
        degrees(TURN.fine),
        degrees(TURN.bad)
    );
    Draft::new(verdict, says, why).measured(Some(turn), "deg", TURN.told(verdict))
}

fn degrees(value: f32) -> String {
    format!("{}°", whole(value))
}

pub(crate) fn nod(case: &Case<'_>) -> Draft {
    let Some(nod) = case.get(Measure::Nod) else { return Draft::unmeasured("抬头低头") };
    let off = nod - NOD_MIDDLE;
    let verdict = NOD.judge(off.abs());
    let (low, high) = NOD_LEVEL;
    let hint = match () {
        () if nod > high => "头可能抬高了一点，请自己看看：头再低一点，平视镜头",
        () if nod < low => "头可能低了一点，请自己看看：头再抬一点，平视镜头",
        () => "看不准有没有抬头或低头，请自己看看：平视镜头",
    };
    let says = say(verdict, "没有明显的抬头或低头", hint, hint);
    let why = format!(
        "量到 {}；每个人的脸不同，平视时也会量到 {} 到 {}，所以只作提示。{OURS}",
        degrees(nod),
        degrees(low),
        degrees(high)
    );
    let limit = NOD_MIDDLE + NOD.fine * off.signum();
    Draft::new(verdict, says, why).measured(Some(nod), "deg", limit)
}

pub(crate) fn shoulders(case: &Case<'_>) -> Draft {
    let sides = case.get(Measure::ShoulderLeft).zip(case.get(Measure::ShoulderRight));
    let Some((left, right)) = sides else { return Draft::unmeasured("肩膀") };
    let (slope, skin) = (case.get(Measure::ShoulderSlope), case.get(Measure::ShoulderSkin));
    let seen = match SHOULDER_IN.judge(left.min(right)) {
        // Shoulders may lie outside the cut of a good picture: no page numbers them.
        Verdict::Fix if left.max(right) > SHOULDER_IN.bad => Verdict::Unsure,
        verdict => verdict,
    };
    let level = slope.map_or(Verdict::Unsure, |slope| SHOULDER_SLOPE.judge(slope.abs()));
    let bare = skin.map_or(Verdict::Unsure, |skin| SHOULDER_SKIN.judge(skin));
    let verdict = together(&[seen, level, bare]);
    let says = match (verdict, bare, level, seen) {
        (Verdict::Pass, ..) => "两边肩膀都在画面里，高低差不多".to_owned(),
        (Verdict::Fix, _, Verdict::Fix, _) => {
            // The lower one in the picture's right is the person's left.
            let (low, _) = own_side(slope.unwrap_or_default() > 0.0);
            format!("你的{low}肩低了一些，坐正，两边肩膀放平")
        }
        (Verdict::Fix, ..) => "肩膀没有拍进来，离镜头远一点，手机往下放一点".to_owned(),
        (_, Verdict::Unsure, ..) if skin.is_some_and(|share| share >= LOOKS_BARE) => {
            "肩上的颜色接近皮肤，请自己看一看：衣服有没有露肩".to_owned()
        }
        (_, Verdict::Unsure, ..) => "请自己看一看：衣服有没有露肩".to_owned(),
        (_, _, Verdict::Unsure, _) => "请自己看一看：两边肩膀平不平".to_owned(),
        _ => "请自己看一看：两边肩膀是不是都在画面里".to_owned(),
    };
    let slope_words =
        slope.map_or(String::new(), |slope| format!("，高低相差 {}°", whole(slope.abs())));
    let why = format!(
        "量到你的左肩入画 {}、右肩入画 {}{slope_words}。{OURS}",
        percent(right),
        percent(left)
    );
    Draft::new(verdict, says, why).measured(slope, "deg", SHOULDER_SLOPE.told(level))
}

/// What the attention mesh says, with its limit; without it what the plain one says.
fn finer(
    (fine, fine_limit): (Option<f32>, Limit),
    (plain, limit): (Option<f32>, Limit),
) -> Option<(f32, Limit)> {
    fine.map(|value| (value, fine_limit)).or(plain.map(|value| (value, limit)))
}

pub(crate) fn eyes_open(case: &Case<'_>) -> Draft {
    let least = |one, other| case.get(one).zip(case.get(other)).map(|(a, b)| a.min(b));
    let fine = least(Measure::FineLidGapLeft, Measure::FineLidGapRight);
    let plain = least(Measure::LidGapLeft, Measure::LidGapRight);
    let Some((value, limit)) = finer((fine, FINE_LID_GAP), (plain, LID_GAP)) else {
        return Draft::unmeasured("眼睛睁没睁开");
    };
    let verdict = limit.judge(value);
    let says = say(
        verdict,
        "眼睛睁着",
        "眼睛好像闭上了或只睁了一点，自然睁开，看着镜头",
        "看不准眼睛睁得够不够，请放大看一看",
    );
    let why = format!(
        "量到眼皮之间的缝是眼睛到下巴距离的 {}，{} 以上才算看清是睁着；闭着的眼睛也会量到接近的数，所以宁可说不准。{OURS}",
        percent(value),
        percent(limit.fine)
    );
    Draft::new(verdict, says, why).measured(Some(value), "ratio", limit.told(verdict))
}

pub(crate) fn mouth_closed(case: &Case<'_>) -> Draft {
    let fine = (case.get(Measure::FineLipGap), FINE_LIP_GAP);
    let plain = (case.get(Measure::LipGap), LIP_GAP);
    let Some((gap, limit)) = finer(fine, plain) else { return Draft::unmeasured("嘴唇") };
    let teeth = case.get(Measure::Teeth).unwrap_or(0.0);
    let (lips, bright) = (limit.judge(gap), TEETH.judge(teeth));
    // Of a mouth that is seen from the side the gap says little.
    let turned = case.get(Measure::Turn).is_none_or(|turn| turn.abs() > HALVES_SEEN);
    let verdict = match together(&[lips, bright]) {
        Verdict::Pass if turned => Verdict::Unsure,
        verdict => verdict,
    };
    let fix = if bright == Verdict::Fix {
        "露出了牙齿，嘴唇自然合上"
    } else {
        "嘴张开了一点，嘴唇自然合上"
    };
    let says = say(verdict, "嘴唇是合上的", fix, "看不准嘴唇有没有完全合上，请放大看一看");
    let why = format!(
        "量到嘴唇之间的缝是眼睛到下巴距离的 {}（{} 以内算合上），像牙齿的亮处占 {}。{OURS}",
        percent(gap),
        percent(limit.fine),
        percent(teeth)
    );
    Draft::new(verdict, says, why).measured(Some(gap), "ratio", limit.told(lips))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{good, of, with};
    use crate::{Basis, Item};

    #[test]
    fn a_nod_that_level_faces_have_is_called_neither_high_nor_low() {
        let found = |nod| of(&with(&[(Measure::Nod, nod)]), "hnust-2026", Item::Nod);
        for (nod, low, high) in
            [(-8.0, false, false), (12.0, false, false), (-20.0, true, false), (25.0, false, true)]
        {
            let found = found(nod);
            assert_eq!(found.verdict, Verdict::Unsure, "{nod}");
            assert_eq!(found.says.contains("可能低了"), low, "{}", found.says);
            assert_eq!(found.says.contains("可能抬高了"), high, "{}", found.says);
        }
        let why = found(-8.0).why;
        assert!(
            why.contains("量到 −8°") && why.contains("−9° 到 16°") && !why.contains('-'),
            "{why}"
        );
    }

    #[test]
    fn ears_alike_and_level_shoulders_are_no_words_about_a_turn() {
        for (notice, basis) in [
            ("hnust-2026", Basis::Standard),
            ("cqie-2027", Basis::Notice),
            ("xaipe-2025", Basis::Notice),
        ] {
            assert_eq!(of(&good(), notice, Item::Turn).basis, basis, "{notice}");
        }
        assert_eq!(of(&good(), "hnust-2026", Item::Tilt).basis, Basis::Notice);
    }
}
