//! What the self-check looks like until there are findings: strings of HTML, as everywhere.

use tucai_judge::{Basis, Check};
use tucai_notice::html::Html;
use tucai_wire::portrait::Face;

use crate::portrait::flow::{Stage, Trouble};
use crate::portrait::{region, view, words};
use crate::screen::{Means, album, button};
use crate::words::Next;

/// Where the student stands, and the next step. `faces` are those that were found, the largest first,
/// `size` the bytes that would have to come for the rest.
pub fn stage(stage: Stage, faces: &[Face], size: u32, means: Means) -> Html {
    let mut html = Html::new();
    match stage {
        Stage::Idle => choose(&mut html, means),
        Stage::Camera => camera(&mut html),
        Stage::Decoding => waiting(&mut html, "正在打开照片…", None),
        Stage::Finding => waiting(&mut html, "正在找脸…", None),
        Stage::Fetching(part) => waiting(&mut html, "正在下载自检用的程序…", Some(part)),
        Stage::Measuring => waiting(&mut html, "正在仔细量…", None),
        Stage::Found => found(&mut html, faces, size, means),
        Stage::Done => {}
        Stage::Stuck(trouble) => stuck(&mut html, trouble, means),
    }
    html
}

/// The way to a picture of oneself: the live camera, or else the phone's own.
pub fn shoot(html: &mut Html, words: &'static str, primary: bool, means: Means) {
    if means.camera {
        button(html, if primary { "primary" } else { "" }, "camera", words);
    } else {
        own_camera(html, words, primary);
    }
}

/// The phone's own camera program. Where there is none, browsers offer the album.
fn own_camera(html: &mut Html, words: &'static str, primary: bool) {
    html.raw(if primary {
        "<label class=\"button file primary\">"
    } else {
        "<label class=\"button file\">"
    });
    html.raw("<input type=\"file\" accept=\"image/*\" capture=\"user\" data-capture>").raw(words);
    html.raw("</label>");
}

fn choose(html: &mut Html, means: Means) {
    html.raw("<section class=\"card\"><h2 tabindex=\"-1\">先给自己拍一张，看看差在哪</h2>");
    html.raw("<p>照片只在这台手机里量，不上传，你不点“留下”就不保存。</p><div class=\"ways\">");
    shoot(html, "拍一张", true, means);
    album(html, "选一张", false);
    if means.paste {
        button(html, "", "paste", "粘贴照片");
    }
    html.raw("</div><p class=\"fine by-mouse\">也可以把照片拖到这一页，或按 Ctrl+V 粘贴。</p>");
    html.raw("<p class=\"fine\">量出来的是建议，不能保证学校或学信网一定认可。</p></section>");
}

/// What this school's notice asks for, before any picture.
pub fn checklist(checks: &[Check], has_rules: bool) -> Html {
    let mut html = Html::new();
    if !has_rules {
        html.raw("<p class=\"doubt\" data-no-look>没有取到本校通知的要求，下面只按国家规范和一般建议看。联网后重新打开本页就有。</p>");
    }
    for (by_eye, name, title) in
        [(false, "measured", "手机会帮你量的"), (true, "by-eye", "要你自己看的")]
    {
        html.raw("<details class=\"card look-list\" data-checks=\"").raw(name);
        html.raw("\"><summary>").raw(title);
        let here = checks.iter().filter(|check| check.by_eye == by_eye);
        html.raw("（").text(&here.clone().count().to_string()).raw("项）</summary><ul>");
        for check in here {
            html.raw("<li data-item=\"").raw(check.item.name()).raw("\"><strong>");
            html.raw(check.item.title()).raw("</strong>");
            basis(&mut html, check.basis);
            html.wrap("<span>", &check.says, "</span>");
            html.raw("</li>");
        }
        html.raw("</ul></details>");
    }
    html
}

/// Whose demand it is.
pub fn basis(html: &mut Html, basis: Basis) {
    html.raw("<span class=\"mark\">").raw(basis.title()).raw("</span>");
}

fn camera(html: &mut Html) {
    html.raw("<section class=\"card look-live\"><h2 tabindex=\"-1\">把脸放进框里</h2>");
    html.raw("<div class=\"look-view\"><video muted playsinline data-camera></video>");
    html.raw("<div class=\"look-lines\">");
    view::live(html);
    html.raw("</div><div class=\"look-count\" aria-live=\"assertive\"></div></div>");
    html.raw("<p class=\"look-say\" role=\"status\">正在打开相机…</p><p class=\"row\">");
    button(html, "primary", "shutter", "现在就拍");
    button(html, "", "dismiss", "停止");
    html.raw("</p><p class=\"fine\">脸在框里不动，会自己倒数 3、2、1 拍下。画面像照镜子，拍下的照片不会左右翻转。</p></section>");
}

fn waiting(html: &mut Html, words: &'static str, part: Option<u8>) {
    html.raw("<section class=\"card\"><h2 tabindex=\"-1\" role=\"status\">").raw(words);
    html.raw("</h2>");
    match part {
        // Its value is told as it grows; see `told_part`.
        Some(_) => {
            html.raw("<progress max=\"100\" value=\"0\" aria-label=\"下载进度\"></progress>")
        }
        None => html.raw("<div class=\"bar\" aria-hidden=\"true\"><i></i></div>"),
    };
    html.raw("<p>");
    button(html, "", "dismiss", "取消");
    html.raw("</p></section>");
}

fn found(html: &mut Html, faces: &[Face], size: u32, means: Means) {
    html.raw("<section class=\"card answer\"><h2 tabindex=\"-1\" data-answer>");
    if region::is_too_small(faces) {
        html.raw("脸太小，量不准：靠近一点再拍</h2>");
        if faces.len() > 1 {
            html.raw("<p>");
            several(html, faces.len());
            html.raw("。</p>");
        }
        html.raw("<p class=\"row\">");
        shoot(html, "再拍一张", true, means);
        album(html, "换一张", false);
        measure(html, "", "还是量一遍", size);
    } else {
        several(html, faces.len());
        html.raw("</h2><p class=\"row\">");
        measure(html, "primary ", "仔细量一遍", size);
        shoot(html, "重拍", false, means);
        album(html, "换一张", false);
    }
    html.raw("</p></section>");
}

/// The way to the findings, and what it costs where that is not here.
fn measure(html: &mut Html, class: &'static str, words: &'static str, size: u32) {
    html.raw("<button type=\"button\" class=\"").raw(class);
    html.raw("wide\" data-action=\"measure\">").raw(words);
    if size > 0 {
        html.raw("<small>").text(&words::size(size)).raw("</small>");
    }
    html.raw("</button>");
}

/// How many faces there are.
fn several(html: &mut Html, faces: usize) {
    if faces > 1 {
        html.raw("找到了 ").text(&faces.to_string()).raw(" 张脸，量最大的那张");
    } else {
        html.raw("找到了你的脸");
    }
}

fn stuck(html: &mut Html, trouble: Trouble, means: Means) {
    let (title, text, next) = words::trouble(trouble);
    html.raw("<section class=\"card answer\" data-problem=\"").text(&format!("{trouble:?}"));
    html.raw("\"><h2 tabindex=\"-1\" data-answer>").raw(title).raw("</h2><p>").raw(text);
    html.raw("</p><p class=\"row\">");
    match next {
        Next::Another => {
            shoot(html, "再拍一张", true, means);
            album(html, "换一张", false);
        }
        // The live camera does not come: the phone's own may.
        Next::Album => {
            own_camera(html, "用手机相机拍", true);
            album(html, "从相册选", false);
        }
        Next::Camera => {
            button(html, "primary", "camera", "再开相机");
            own_camera(html, "用手机相机拍", false);
            album(html, "从相册选", false);
        }
        Next::Again => {
            button(html, "primary", "again", "再试一次");
            album(html, "换一张", false);
        }
        Next::Reload => button(html, "primary", "reload", "重新打开"),
    }
    html.raw("</p>");
    button(html, "plain-button", "dismiss", "返回");
    html.raw("</section>");
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use tucai_wire::portrait::Area;

    use super::*;
    use crate::error::{CameraError, Problem};
    use crate::queue::WorkerError;

    fn face(width: f32) -> Face {
        Face { area: Area { width, ..Area::default() }, ..Face::default() }
    }

    #[test]
    fn every_stage_has_one_way_on() {
        let stages = [
            (Stage::Idle, "data-album", 1),
            (Stage::Camera, "shutter", 1),
            (Stage::Decoding, "dismiss", 0),
            (Stage::Finding, "dismiss", 0),
            (Stage::Found, "measure", 1),
            (Stage::Fetching(7), "dismiss", 0),
            (Stage::Measuring, "dismiss", 0),
            (Stage::Stuck(Trouble::NoFace), "data-album", 1),
            (Stage::Stuck(Trouble::Networks), "again", 1),
            (Stage::Stuck(Problem::from(CameraError::Refused).into()), "data-capture", 1),
            (Stage::Stuck(Problem::from(CameraError::Lost).into()), "camera", 1),
            (Stage::Stuck(Problem::from(WorkerError::Broke).into()), "again", 1),
            (Stage::Stuck(Problem::from(WorkerError::TooLong).into()), "again", 1),
            (Stage::Stuck(Problem::from(WorkerError::OtherVersion).into()), "reload", 1),
        ];
        for (one, way, primary) in stages {
            for camera in [false, true] {
                let means = Means { camera, paste: false };
                let html = stage(one, &[face(200.0)], 1_300_000, means).finish();
                assert!(html.contains(way), "{html}");
                let stand_out = html.matches("file primary\"").count()
                    + html.matches("class=\"primary").count();
                assert_eq!(stand_out, primary, "{html}");
            }
        }
    }

    #[test]
    fn what_is_fetched_is_named_before_it_is() {
        let faces = [face(200.0), face(150.0), face(90.0)];
        let html = stage(Stage::Found, &faces, 1_249_000, Means::default()).finish();
        assert!(html.contains("1.3 MB") && html.contains("3 张脸"), "{html}");
    }

    #[test]
    fn of_a_face_too_small_another_picture_comes_first() {
        let means = Means { camera: true, paste: false };
        let html = stage(Stage::Found, &[face(60.0)], 1_249_000, means).finish();
        assert!(html.contains("脸太小，量不准") && html.contains("1.3 MB"), "{html}");
        assert!(html.contains("class=\"primary\" data-action=\"camera\""), "{html}");
        assert!(html.contains("class=\"wide\" data-action=\"measure\""), "{html}");
        // Where nothing has to come, none is named.
        let html = stage(Stage::Found, &[face(60.0), face(50.0)], 0, means).finish();
        assert!(!html.contains("MB") && html.contains("2 张脸"), "{html}");
    }

    #[test]
    fn a_notice_without_rules_says_so() {
        let checks = tucai_judge::checklist(&tucai_notice::rules::Look::default());
        assert!(checklist(&checks, false).finish().contains("data-no-look"));
        let html = checklist(&checks, true).finish();
        assert!(!html.contains("data-no-look"));
        assert_eq!(html.matches("<li data-item=").count(), checks.len());
    }
}
