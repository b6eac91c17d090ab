//! One face, large enough, not cut, and the four lines of the standard.

use std::ops::RangeInclusive;

use tucai_wire::frame::{EYE_LINE, FACE_WIDTH, HAIR_TOP};
use tucai_wire::portrait::Measure;

use crate::Verdict;
use crate::case::{Case, Draft, own_side, percent, say, together, whole};
use crate::given::is_turned;
use crate::limits::{
    CHEEKS_SURE, FACE_OUTSIDE, FACE_PIXELS, FACE_SURE, FILLS, HAIR_TOP_SURE, HEAD_ROOM,
    LINE_MARGIN, NEXT_FACE, OFF_CENTRE, OTHER_FACE, OTHER_PERSON,
};
use crate::standard::citation;

pub(crate) fn face_count(case: &Case<'_>) -> Draft {
    let found = case.portrait.faces.len();
    #[allow(clippy::cast_precision_loss, reason = "a few faces")]
    let count = found as f32;
    let other = case.get(Measure::OtherPerson);
    let sure = case.get(Measure::FaceSure).unwrap_or(1.0);
    let verdict = match found {
        0 => Verdict::Fix,
        1 => together(&[
            FACE_SURE.judge(sure),
            other.map_or(Verdict::Pass, |share| match OTHER_PERSON.judge(share) {
                // A shape without a face: a coat on a chair may look so to the mask.
                Verdict::Fix => Verdict::Unsure,
                verdict => verdict,
            }),
        ]),
        _ if is_somebody_else(case) => Verdict::Fix,
        // A small face may be a picture on the wall, one of which little shows, none.
        _ => Verdict::Unsure,
    };
    let says = match (found, verdict) {
        (0, _) => "没有找到脸。请正对镜头，让整个头和肩膀都在画面里",
        (_, Verdict::Pass) => "画面里只找到一张脸",
        (1, _) => "旁边或身后好像还有人，请自己看一看",
        (_, Verdict::Fix) => "画面里不止一个人，请单独拍",
        _ => "旁边好像还有一张脸，请自己看一看",
    };
    let also =
        other.map_or(String::new(), |share| format!("；像是别人的部分占画面 {}", percent(share)));
    Draft::new(verdict, says, format!("找到 {found} 张脸{also}")).measured(
        Some(count),
        "faces",
        1.0,
    )
}

/// Whether there surely is another face, and not a small one.
pub(crate) fn is_somebody_else(case: &Case<'_>) -> bool {
    let Some((first, others)) = case.portrait.faces.split_first() else { return false };
    let width = first.area.width.max(1.0);
    others.iter().any(|face| {
        face.score >= OTHER_FACE && NEXT_FACE.judge(face.area.width / width) == Verdict::Fix
    })
}

pub(crate) fn face_size(case: &Case<'_>) -> Draft {
    let Some(marks) = case.marks else { return Draft::unmeasured("脸的大小") };
    let width = marks.face_right - marks.face_left;
    let verdict = FACE_PIXELS.judge(width);
    // Who fills the picture already need not come closer: it is the picture that is small.
    let fills = width >= FILLS * case.size.0;
    let (fix, unsure) = if fills {
        (
            "照片的像素太少，裁出来会模糊：用相机拍的原图，不用截图或压缩过的",
            "照片的像素偏少，裁出来要放大一点：用相机拍的原图，不用截图或压缩过的",
        )
    } else {
        (
            "脸在照片里太小，裁出来会模糊，再靠近一点",
            "脸在照片里偏小，裁出来要放大一点，再靠近一点更好",
        )
    };
    let says = say(verdict, "脸在照片里够大", fix, unsure);
    let why = format!(
        "量到脸宽占原图 {} 个像素；少于 {} 要放大才够，少于 {} 会明显模糊（后一个是我们的建议）",
        whole(width),
        whole(FACE_PIXELS.fine),
        whole(FACE_PIXELS.bad)
    );
    Draft::new(verdict, says, why).measured(Some(width), "px", FACE_PIXELS.told(verdict))
}

pub(crate) fn cut_off(case: &Case<'_>) -> Draft {
    let outside = case.get(Measure::FaceOutside).map(|share| share.max(0.0));
    let room = case.get(Measure::HeadRoom).map(|room| room / case.size.1.max(1.0));
    let judged = |value: Option<f32>, limit: crate::limits::Limit| {
        value.map_or(Verdict::Unsure, |value| limit.judge(value))
    };
    let is_guessed = case.get(Measure::HairTopSure).is_some_and(|sure| sure < HAIR_TOP_SURE);
    let face = judged(outside, FACE_OUTSIDE);
    let hair = match judged(room, HEAD_ROOM) {
        // A knot of hair may go on above what was found.
        _ if is_guessed => Verdict::Unsure,
        verdict => verdict,
    };
    let verdict = together(&[face, hair]);
    let says = match (verdict, face, hair) {
        (Verdict::Pass, ..) => "整张脸和头顶都在画面里",
        (_, Verdict::Fix, _) => "脸有一部分在画面外面，离镜头远一点，让整个头都进来",
        (_, _, Verdict::Fix) => "头顶到了照片上边，离镜头远一点，头顶上方多留一些",
        _ => "头顶离照片上边很近，可能被裁掉了一点，上方再多留一些更稳妥",
    };
    let why = match (outside, room) {
        (Some(outside), Some(room)) => format!(
            "量到脸有 {} 在画面外，头顶上方留了照片高度的 {}",
            percent(outside),
            percent(room)
        ),
        _ => "没有量全脸和头顶".to_owned(),
    };
    Draft::new(verdict, says, why).measured(outside, "ratio", FACE_OUTSIDE.told(face))
}

/// What a line has to be within, and what to do if it is under or over.
struct Line {
    name: &'static str,
    what: &'static str,
    range: RangeInclusive<f32>,
    under: &'static str,
    over: &'static str,
}

pub(crate) fn hair_top(case: &Case<'_>) -> Draft {
    let sure =
        case.moved || case.get(Measure::HairTopSure).is_none_or(|sure| sure >= HAIR_TOP_SURE);
    line(
        case,
        case.lines.map(|lines| lines.hair_top),
        &Line {
            name: "头顶的位置",
            what: "头顶离上边",
            range: HAIR_TOP,
            under: high_hair(case).unwrap_or("离镜头远一点，头顶上方再留一些"),
            over: "头顶上方留得太多，下面不够：手机往下放一点，让肩膀多拍进来一些",
        },
        sure,
        "头顶和背景分不太清，可以用手把头顶线拖准",
    )
}

/// Whether the hair's top is at the upper end of what the standard allows, or above it.
fn no_room_above(case: &Case<'_>) -> bool {
    case.lines.is_some_and(|lines| lines.hair_top < HAIR_TOP.start() + LINE_MARGIN)
}

/// What to do about high hair over a face that is narrow already: neither nearer nor farther helps.
fn high_hair(case: &Case<'_>) -> Option<&'static str> {
    let narrow =
        case.lines.is_some_and(|lines| lines.face_width < FACE_WIDTH.start() + LINE_MARGIN);
    // From the side any face is narrow.
    (narrow && no_room_above(case) && !is_turned(case))
        .then_some("头发偏高、脸偏小，两样难以兼顾：头发扎低或压平一些")
}

pub(crate) fn eye_line(case: &Case<'_>) -> Draft {
    // With the hair at the upper end, what lowers the eyes is the head's size.
    let over = if no_room_above(case) {
        high_hair(case).unwrap_or("头在框里偏大：离镜头远一点，头顶上方再留一些")
    } else {
        "眼睛位置偏低：手机往下放一点，让肩膀多拍进来一些"
    };
    line(
        case,
        case.lines.map(|lines| lines.eye_line),
        &Line {
            name: "眼睛的位置",
            what: "眼睛离上边",
            range: EYE_LINE,
            under: "眼睛位置偏高：手机往上抬一点，或者离镜头远一点，头顶上方再留一些",
            over,
        },
        true,
        "",
    )
}

pub(crate) fn face_width(case: &Case<'_>) -> Draft {
    let sure = case.moved || case.get(Measure::CheeksSure).is_none_or(|sure| sure >= CHEEKS_SURE);
    line(
        case,
        case.lines.map(|lines| lines.face_width),
        &Line {
            name: "脸的宽度",
            what: "脸宽",
            range: FACE_WIDTH,
            under: high_hair(case).unwrap_or("脸在框里偏小，再靠近一点"),
            over: "脸在框里偏大，离镜头远一点",
        },
        sure,
        "脸颊被头发挡住了，量不准，可以用手把两条脸颊线拖准",
    )
}

fn line(case: &Case<'_>, value: Option<f32>, line: &Line, sure: bool, doubt: &str) -> Draft {
    let Some(value) = value else { return Draft::unmeasured("这条线的位置") };
    let (low, high) = (*line.range.start(), *line.range.end());
    let beyond = (low - value).max(value - high);
    let verdict = match () {
        () if !sure => Verdict::Unsure,
        () if beyond <= -LINE_MARGIN => Verdict::Pass,
        () if beyond >= LINE_MARGIN => Verdict::Fix,
        () => Verdict::Unsure,
    };
    let is_low = value < f32::midpoint(low, high);
    let move_so = if is_low { line.under } else { line.over };
    let says = match verdict {
        Verdict::Pass => format!("{}：量到的在规范的范围内", line.name),
        Verdict::Fix => move_so.to_owned(),
        _ if !sure => doubt.to_owned(),
        _ => format!("差不多在界限上。{move_so}，更稳妥"),
    };
    let by_hand = if case.moved { "（线是手动放的）" } else { "" };
    let why = format!(
        "按最合适的 480×640 裁剪，量到{} {} 像素{by_hand}；规范写 {}–{} 像素（{}）",
        line.what,
        whole(value),
        whole(low),
        whole(high),
        citation(case.look)
    );
    Draft::new(verdict, says, why).measured(Some(value), "px", if is_low { low } else { high })
}

pub(crate) fn centring(case: &Case<'_>) -> Draft {
    let Some(off) = case.lines.map(|lines| lines.off_centre) else {
        return Draft::unmeasured("脸的左右位置");
    };
    let verdict = OFF_CENTRE.judge(off.abs());
    let (is, to) = own_side(off > 0.0);
    let says = say(
        verdict,
        "脸在左右正中：量到的在建议的范围内",
        format!("脸太靠你的{is}手边，往{to}挪一点"),
        format!("脸稍微靠你的{is}手边，往{to}挪一点点更好"),
    );
    let why = format!(
        "按最合适的 480×640 裁剪，脸的中线离正中 {} 像素；规范只写左右居中（{}），{} 像素以内算居中是我们的建议",
        whole(off.abs()),
        citation(case.look),
        whole(OFF_CENTRE.fine)
    );
    Draft::new(verdict, says, why).measured(Some(off), "px", OFF_CENTRE.told(verdict))
}

#[cfg(test)]
mod tests {
    use tucai_wire::portrait::{Area, Face, Marks, Portrait};

    use crate::tests::{good, look, of};
    use crate::{Finding, Item, Verdict, findings};

    #[test]
    fn another_face_is_somebody_only_if_it_surely_is_one() {
        let beside = |score: f32, width: f32| {
            let face = |score, width| Face {
                score,
                area: Area { width, ..Area::default() },
                ..Face::default()
            };
            let faces = vec![face(0.95, 400.0), face(score, width)];
            let portrait = Portrait { faces, ..good() };
            let of = |item| of(&portrait, "hnust-2026", item).verdict;
            [of(Item::FaceCount), of(Item::BackgroundEven)]
        };
        assert_eq!(beside(0.9, 300.0), [Verdict::Fix; 2]);
        assert_eq!(beside(0.4, 300.0), [Verdict::Unsure; 2]);
        assert_eq!(beside(0.9, 60.0), [Verdict::Unsure; 2]);
    }

    #[test]
    fn advice_on_framing_does_not_contradict_itself() {
        let says = |marks: Marks, size| -> Vec<String> {
            let portrait = Portrait { marks: Some(marks), ..good() };
            let found = findings(&portrait, None, size, &look("hnust-2026"));
            let line = |finding: &Finding| {
                finding.verdict != Verdict::Pass
                    && [Item::FaceSize, Item::HairTop, Item::EyeLine, Item::FaceWidth]
                        .contains(&finding.item)
            };
            found.into_iter().filter(line).map(|finding| finding.says).collect()
        };
        let about = |says: &[String], word: &str| says.iter().any(|one| one.contains(word));
        // A head that fills a small picture: there are too few pixels, and no room above.
        let full = Marks { hair_top: 10.0, eye_line: 190.0, face_left: 130.0, face_right: 295.0 };
        let found = says(full, (420.0, 426.0));
        assert!(about(&found, "像素") && about(&found, "离镜头远一点"), "{found:?}");
        assert!(!about(&found, "靠近"), "{found:?}");
        // High hair over a narrow face, in a large picture: neither nearer nor farther helps.
        let high =
            Marks { hair_top: 400.0, eye_line: 1000.0, face_left: 650.0, face_right: 1030.0 };
        let found = says(high, (1700.0, 2200.0));
        assert!(about(&found, "扎低或压平"), "{found:?}");
        assert!(!about(&found, "靠近") && !about(&found, "远一点"), "{found:?}");
    }
}
