//! How the face is lit and how sharp it is.

use tucai_wire::portrait::Measure;

use crate::case::{Case, Draft, own_side, percent, say, together, whole};
use crate::limits::{
    BURNT, BURNT_SPOTS, CAST, CAST_SURE, COLOURLESS, DARK_SKIN, DARK_SKIN_LIGHTEST, LIGHTEST,
    SHARPNESS, SHINE, SIDES, SKIN, WHITES,
};
use crate::pose::OURS;
use crate::{Basis, Verdict};

pub(crate) fn sharpness(case: &Case<'_>) -> Draft {
    let Some(value) = case.get(Measure::Sharpness) else { return Draft::unmeasured("清晰度") };
    let verdict = SHARPNESS.judge(value);
    let says = say(
        verdict,
        "脸上是清晰的",
        "脸上是糊的：擦一下镜头，手机拿稳，光线亮一点再拍",
        "脸上可能有点糊，请放大看一看",
    );
    let why = format!(
        "脸上的细节是同样大小的清晰照片的 {}；{} 以上算清晰，{} 以下算糊。{OURS}",
        percent(value),
        percent(SHARPNESS.fine),
        percent(SHARPNESS.bad)
    );
    Draft::new(verdict, says, why).measured(Some(value), "ratio", SHARPNESS.told(verdict))
}

/// Whether there is enough light. The skin alone does not tell dark skin from little light, so the
/// whites of the eyes and the lightest parts of the frame are asked, too.
fn light(case: &Case<'_>, skin: f32) -> Verdict {
    let Some(lightest) = case.get(Measure::FrameLightest) else { return Verdict::Unsure };
    let whites = case.get(Measure::WhitesLightness).unwrap_or_default();
    let dark_skin = DARK_SKIN_LIGHTEST.judge(lightest);
    match (SKIN.judge(skin), LIGHTEST.judge(lightest)) {
        (_, Verdict::Fix) => Verdict::Fix,
        (Verdict::Fix, _) if dark_skin == Verdict::Fix => Verdict::Fix,
        (Verdict::Pass, Verdict::Pass) => Verdict::Pass,
        _ if skin >= DARK_SKIN && dark_skin == Verdict::Pass && whites >= WHITES => Verdict::Pass,
        _ => Verdict::Unsure,
    }
}

pub(crate) fn exposure(case: &Case<'_>) -> Draft {
    let Some(skin) = case.get(Measure::SkinLightness) else {
        return Draft::unmeasured("脸上的亮度");
    };
    let (dark, bright) = (light(case, skin), case.by(BURNT));
    let verdict = together(&[dark, bright]);
    let says = match (verdict, dark, bright) {
        (Verdict::Pass, ..) => "脸上的亮度：量到的在建议的范围内",
        (_, _, Verdict::Fix) => "脸上太亮，有的地方已经发白：避开直射的强光再拍",
        (_, Verdict::Fix, _) => "光线太暗：面对窗户，或换个亮一点的地方",
        (_, _, Verdict::Unsure) => "脸上可能偏亮，请自己看看五官是不是清楚",
        _ => "脸上可能偏暗，面对着光再亮一点更好",
    };
    let burnt = case.get(Measure::SkinBurnt).unwrap_or_default();
    let lightest = case.get(Measure::FrameLightest).unwrap_or_default();
    let why = format!(
        "量到脸的亮度（0–100）是 {}，照片里最亮处是 {}，发白的皮肤占 {}；最亮处不到 {} 算太暗，发白的皮肤到 {} 算太亮。肤色有深有浅，所以不只看脸的亮度。{OURS}",
        whole(skin),
        whole(lightest),
        percent(burnt),
        whole(LIGHTEST.bad),
        percent(BURNT.bad)
    );
    let draft = Draft::new(verdict, says, why);
    if bright == Verdict::Pass {
        draft.measured(Some(skin), "L*", SKIN.told(dark))
    } else {
        draft.measured(Some(burnt), "ratio", BURNT.told(bright))
    }
}

pub(crate) fn even_light(case: &Case<'_>) -> Draft {
    let Some(value) = case.get(Measure::SideDifference) else {
        return Draft::unmeasured("两侧的光线");
    };
    let verdict = SIDES.judge(value.abs());
    // Lighter at the picture's right: the person's left cheek.
    let (light, dark) = own_side(value > 0.0);
    let says = say(
        verdict,
        "两边脸的亮度差不多",
        format!("你的{light}脸比{dark}脸亮不少：转到光线从正面来的地方"),
        format!("你的{light}脸可能比{dark}脸亮一点，让光线从正面来更好"),
    );
    let why = format!(
        "量到两边脸的亮度（0–100）相差 {}；{} 以内不用改，{} 起要改。{OURS}",
        whole(value.abs()),
        whole(SIDES.fine),
        whole(SIDES.bad)
    );
    Draft::new(verdict, says, why).measured(Some(value), "L*", SIDES.told(verdict))
}

pub(crate) fn highlights(case: &Case<'_>) -> Draft {
    let Some(value) = case.get(Measure::Shine) else { return Draft::unmeasured("皮肤反光") };
    let verdict = together(&[SHINE.judge(value), case.by(BURNT_SPOTS)]);
    let burnt = case.get(Measure::SkinBurnt).unwrap_or_default();
    let says = say(
        verdict,
        "脸上没有明显的反光",
        "脸上有一块块反光：擦去汗和油，避开直射的灯",
        "脸上可能有一点反光，请放大看一看",
    );
    let why = format!(
        "量到皮肤上发白的光斑占 {}（{} 起要改），反光占 {}（{} 以内不用管）。{OURS}",
        percent(burnt),
        percent(BURNT_SPOTS.bad),
        percent(value),
        percent(SHINE.fine)
    );
    Draft::new(verdict, says, why).measured(Some(burnt), "ratio", BURNT_SPOTS.told(verdict))
}

pub(crate) fn colour_cast(case: &Case<'_>) -> Draft {
    if let Some(share) = case.get(Measure::Colourless)
        && COLOURLESS.judge(share) == Verdict::Fix
    {
        let why = format!("量到没有颜色的像素占 {}；规范写的是 24 位真彩色照片", percent(share));
        return Draft::new(Verdict::Fix, "这是黑白照片，请用彩色照片", why)
            .measured(Some(share), "ratio", COLOURLESS.bad)
            .by(Basis::Standard);
    }
    let measured = case.get(Measure::CastA).zip(case.get(Measure::CastB));
    let Some((a, b)) = measured else { return Draft::unmeasured("偏色") };
    let value = a.hypot(b);
    let sure = case.get(Measure::CastSure).unwrap_or_default();
    let verdict = match (CAST.judge(value), CAST_SURE.judge(sure)) {
        (verdict, Verdict::Pass) => verdict,
        (Verdict::Fix, Verdict::Unsure) => Verdict::Fix,
        _ => Verdict::Unsure,
    };
    let towards = match (a.abs() > b.abs(), a > 0.0, b > 0.0) {
        (true, true, _) => "红",
        (true, false, _) => "绿",
        (false, _, true) => "黄",
        (false, _, false) => "蓝",
    };
    let says = say(
        verdict,
        "颜色看起来正常",
        format!("照片偏{towards}：换到自然光或白色的灯下，关掉滤镜"),
        "看不准有没有偏色，请自己看看肤色像不像平时",
    );
    let why = format!(
        "量到颜色偏离 {}（CIELAB）；{} 以内不用改，{} 起要改。{OURS}",
        whole(value),
        whole(CAST.fine),
        whole(CAST.bad)
    );
    Draft::new(verdict, says, why).measured(Some(value), "ΔE", CAST.told(verdict))
}
