//! What the tab looks like: strings of HTML, as the page's own screens are, and for the same reason.
//! A picture, a name or a class comes in by [`Html::text`]; a code's content never does.

use tucai_notice::html::Html;

use crate::error::Problem;
use crate::flow::{Candidate, Stage};
use crate::phone::Lasting;
use crate::record::{LONGEST_LABEL, Source};
use crate::shelf::{Id, Kept, Shelf};
use crate::words::{self, Next};

/// What the browser offers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Means {
    /// A live camera.
    pub camera: bool,
    /// A look at the clipboard.
    pub paste: bool,
}

/// A button that opens the album.
pub fn album(html: &mut Html, words: &'static str, primary: bool) {
    html.raw(if primary {
        "<label class=\"button file primary\">"
    } else {
        "<label class=\"button file\">"
    });
    html.raw("<input type=\"file\" accept=\"image/*\" data-album>").raw(words).raw("</label>");
}

/// A button that does an action.
pub fn button(html: &mut Html, class: &'static str, action: &'static str, words: &'static str) {
    html.raw("<button type=\"button\" class=\"").raw(class).raw("\" data-action=\"").raw(action);
    html.raw("\">").raw(words).raw("</button>");
}

/// Where the student stands, and the next step.
pub fn stage(stage: &Stage, has_code: bool, means: Means) -> Html {
    let mut html = Html::new();
    match stage {
        Stage::Idle => choose_picture(&mut html, has_code, means),
        Stage::Camera => camera(&mut html),
        Stage::Decoding => waiting(&mut html, "正在打开图片…", true),
        Stage::Reading => waiting(&mut html, "正在读码…", true),
        Stage::Keeping => waiting(&mut html, "正在核对并保存…", false),
        Stage::Choose(candidates) => choose(&mut html, candidates),
        Stage::Doubt(candidate) => doubt(&mut html, candidate),
        Stage::Confirm(candidate) => confirm(&mut html, candidate),
        Stage::Stuck(problem) => stuck(&mut html, *problem),
    }
    html
}

fn choose_picture(html: &mut Html, has_code: bool, means: Means) {
    let (title, text) = if has_code {
        ("再存一个码", "有几个学籍就有几个码。换了更清楚的图，也可以再存一次。")
    } else {
        (
            "存采集码",
            "选出保存采集码的那张图，马上知道这张图读不读得出来，读得出就存在这台手机里。图不会上传。",
        )
    };
    html.raw("<section class=\"card\"><h2 tabindex=\"-1\">").raw(title).raw("</h2><p>").raw(text);
    html.raw("</p><div class=\"ways\">");
    album(html, "从相册选图", !has_code);
    if means.camera {
        button(html, "", "camera", "用相机扫");
    }
    if means.paste {
        button(html, "", "paste", "粘贴图片");
    }
    html.raw(
        "</div><p class=\"fine by-mouse\">也可以把图拖到这一页，或按 Ctrl+V 粘贴。</p></section>",
    );
}

fn camera(html: &mut Html) {
    html.raw("<section class=\"card camera\"><h2 tabindex=\"-1\">把码放进画面</h2>");
    html.raw("<video muted playsinline data-camera></video>");
    html.raw("<p>整个码都在画面里，离它约一个手掌。读到就会停下。</p><p class=\"row\">");
    button(html, "", "dismiss", "停止");
    album(html, "从相册选图", false);
    html.raw("</p></section>");
}

fn waiting(html: &mut Html, words: &'static str, can_stop: bool) {
    html.raw("<section class=\"card\"><h2 tabindex=\"-1\" role=\"status\">").raw(words);
    html.raw("</h2><div class=\"bar\" aria-hidden=\"true\"><i></i></div>");
    if can_stop {
        html.raw("<p>");
        button(html, "", "dismiss", "取消");
        html.raw("</p>");
    }
    html.raw("</section>");
}

/// One code that may be a collection code: is it the right one?
fn confirm(html: &mut Html, candidate: &Candidate) {
    answer(html, "读出来了。学校和层次对吗？");
    crop(html, candidate);
    html.raw("<p>请看图上的姓名、学校和层次，是不是这次要采集的那个学籍。</p><p class=\"row\">");
    button(html, "primary", "use", "就用它");
    album(html, "换一张", false);
    html.raw("</p><details><summary>哪些情况会拿错码</summary><ul class=\"plain\">");
    html.raw("<li>一个学籍一个码。读过专科、本科的人，学信网里有几个学籍，先选对再保存。</li>");
    html.raw("<li>专升本：用本科的码，不是以前专科的。</li>");
    html.raw("<li>第二学位、研究生：用现在这个学籍的码，不是上一个的。</li>");
    html.raw("<li>帮同学存的、同学发来的：看清姓名再用。</li></ul></details>");
    end(html);
}

/// A code that is recognisably something else.
fn doubt(html: &mut Html, candidate: &Candidate) {
    html.raw("<section class=\"card answer\"><h2 tabindex=\"-1\" data-answer>这像是");
    html.raw(words::looks_like(candidate.kind).unwrap_or_default()).raw("，不像采集码</h2>");
    crop(html, candidate);
    html.raw("<p>采集码在学信网的“图像采集码”卡片上，上面有学校和层次。请换那张图。</p><p class=\"row\">");
    album(html, "换一张", true);
    button(html, "", "overrule", "这就是学校发的采集码，仍然保存");
    html.raw("</p>");
    end(html);
}

/// Several codes in one picture.
fn choose(html: &mut Html, candidates: &[Candidate]) {
    answer(html, "图里有几个码，用哪一个？");
    html.raw("<ul class=\"several-codes\">");
    for (at, candidate) in candidates.iter().enumerate() {
        html.raw("<li><button type=\"button\" data-action=\"choose\" data-at=\"")
            .text(&at.to_string());
        html.raw("\">");
        crop(html, candidate);
        html.raw("<span>第 ").text(&(at + 1).to_string()).raw(" 个</span>");
        html.wrap("<small>像是", words::looks_like(candidate.kind).unwrap_or_default(), "</small>");
        html.raw("</button></li>");
    }
    html.raw("</ul>");
    end(html);
}

/// It did not work.
fn stuck(html: &mut Html, problem: Problem) {
    let (title, text, next) = words::problem(problem);
    html.raw("<section class=\"card answer\" data-problem=\"").text(&format!("{problem:?}"));
    html.raw("\"><h2 tabindex=\"-1\" data-answer>").raw(title).raw("</h2><p>").raw(text);
    html.raw("</p><p class=\"row\">");
    match next {
        Next::Another => album(html, "换一张图", true),
        Next::Album => album(html, "从相册选图", true),
        Next::Camera => {
            button(html, "primary", "camera", "再开相机");
            album(html, "从相册选图", false);
        }
        Next::Again => button(html, "primary", "again", "再试一次"),
        Next::Reload => button(html, "primary", "reload", "重新打开"),
    }
    html.raw("</p>");
    end(html);
}

fn answer(html: &mut Html, title: &'static str) {
    html.raw("<section class=\"card answer\"><h2 tabindex=\"-1\" data-answer>")
        .raw(title)
        .raw("</h2>");
}

fn end(html: &mut Html) {
    button(html, "plain-button", "dismiss", "返回");
    html.raw("</section>");
}

fn crop(html: &mut Html, candidate: &Candidate) {
    // Painted once it stands there; the place is kept free until then.
    let (width, height) = candidate.card.shown();
    html.raw("<canvas class=\"crop\" role=\"img\" aria-label=\"图里码和它周围的部分\" width=\"");
    html.text(&width.to_string()).raw("\" height=\"").text(&height.to_string()).raw("\"></canvas>");
}

/// The kept codes: those of this notice first, the others folded.
pub fn list(shelf: &Shelf, notice: &str) -> Html {
    let mut html = Html::new();
    let here: Vec<&Kept> = shelf.of(notice).collect();
    let away: Vec<&Kept> =
        shelf.codes.iter().filter(|kept| kept.record.about.notice != notice).collect();
    if !here.is_empty() {
        html.raw("<section class=\"card\" data-kept=\"").text(&here.len().to_string());
        html.raw("\"><h2 tabindex=\"-1\">存好的采集码</h2>");
        if here.len() > 1 {
            html.raw("<p class=\"doubt\">这里有几个码，出示前看清学校和层次。</p>");
        }
        codes(&mut html, &here);
        html.raw(if shelf.lasting > Lasting::Loose {
            "<p class=\"doubt\" data-lasting>"
        } else {
            "<p class=\"fine\" data-lasting>"
        });
        html.raw(words::lasting(shelf.lasting));
        html.raw("</p></section>");
    }
    if !away.is_empty() {
        html.raw("<details class=\"card\" data-away><summary>在别的通知里存的码（");
        html.text(&away.len().to_string()).raw("）</summary>");
        codes(&mut html, &away);
        html.raw("</details>");
    }
    if shelf.unusable > 0 {
        html.raw("<p class=\"doubt\" data-unusable>有 ").text(&shelf.unusable.to_string());
        html.raw(" 份存下的内容已经损坏，用不了。请重新选图再存。</p>");
    }
    if shelf.codes.len() + shelf.unusable > 1 || shelf.unusable > 0 {
        button(&mut html, "plain-button", "remove-all", "全部删除");
    }
    html
}

fn codes(html: &mut Html, codes: &[&Kept]) {
    html.raw("<ul class=\"codes\">");
    for kept in codes {
        code(html, kept);
    }
    html.raw("</ul>");
}

fn code(html: &mut Html, kept: &Kept) {
    let about = &kept.record.about;
    let id = kept.id.to_string();
    html.raw("<li data-code data-proven=\"").raw(if about.proven { "yes" } else { "no" });
    html.raw("\"><div class=\"code-head\">");
    html.wrap("<img class=\"thumb\" alt=\"存下的码和它周围的部分\" src=\"", &kept.crop, "\">");
    html.raw("<div><strong>")
        .text(kept.name())
        .raw("</strong><small>")
        .text(&kept.day)
        .raw("存 · ");
    html.raw(match about.source {
        Source::Album => "来自相册",
        Source::Paste => "粘贴",
        Source::Drop => "拖入",
        Source::Camera => "相机扫描",
    });
    html.raw(" ").text(&format!("{}×{}", about.size.0, about.size.1)).raw("</small>");
    let like = words::looks_like(about.kind).unwrap_or_default();
    html.wrap("<small class=\"doubt\">像是", like, "，由你确认为采集码</small>");
    if matches!(kept.id, Id::Session(_)) {
        html.raw("<small class=\"doubt\" data-unkept>只在本页，关掉就没有了</small>");
    }
    html.raw(
        "</div></div><button type=\"button\" class=\"primary\" data-action=\"show\" data-at=\"",
    );
    html.text(&id).raw("\">出示</button><details><summary>改名或删除</summary>");
    // For the Enter key, which presses its first button of type submit; it goes nowhere itself.
    html.raw("<form method=\"dialog\" class=\"row\"><label>");
    html.raw("给它起个名字<input type=\"text\" placeholder=\"如 本科、专升本\" maxlength=\"");
    html.text(&LONGEST_LABEL.to_string())
        .raw("\" value=\"")
        .text(&about.label)
        .raw("\" data-name=\"");
    html.text(&id)
        .raw("\"></label><button type=\"submit\" data-action=\"name\" data-at=\"")
        .text(&id);
    html.raw("\">保存名字</button><button type=\"button\" class=\"danger\" data-action=\"remove\" data-at=\"");
    html.text(&id).raw("\">删除这个码</button></form></details></li>");
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod tests {
    use tucai_wire::code::Kind;
    use tucai_wire::symbol::{Ecc, Modules};

    use super::*;
    use crate::error::CameraError;
    use crate::geometry::Part;
    use crate::queue::WorkerError;
    use crate::record::{About, Record};

    /// A kept code that could not be proven.
    pub(crate) fn kept(id: u32, notice: &str, label: &str) -> Kept {
        let mut about = About::new(notice, "<b>班", 0.0, Source::Album, (1, 2));
        about.label = label.to_owned();
        let payload = b"SECRET<&>".to_vec();
        let record = Record { about, payload, modules: Modules::light(21).unwrap(), crop: vec![] };
        let (crop, day) = ("blob:crop".to_owned(), "4月15日".to_owned());
        Kept { id: Id::Stored(id), record, crop, day, picture: None }
    }

    fn candidate(kind: Kind) -> Candidate {
        let modules = Modules::light(21).unwrap();
        let card = Part { x: 0.0, y: 0.0, width: 9.0, height: 9.0 };
        Candidate { payload: b"SECRET<&>".to_vec(), modules, ecc: Ecc::L, kind, card }
    }

    #[test]
    fn every_stage_has_one_way_on_and_no_content() {
        // While something goes on by itself, and among equals, nothing stands out.
        let stages = [
            (Stage::Idle, "data-album", 1),
            (Stage::Camera, "data-album", 0),
            (Stage::Decoding, "dismiss", 0),
            (Stage::Reading, "dismiss", 0),
            (Stage::Keeping, "role=\"status\"", 0),
            (Stage::Choose(vec![candidate(Kind::Opaque), candidate(Kind::Url)]), "choose", 0),
            (Stage::Doubt(candidate(Kind::Alipay)), "overrule", 1),
            (Stage::Confirm(candidate(Kind::Opaque)), "use", 1),
            (Stage::Stuck(Problem::NoRoom), "data-album", 1),
            (Stage::Stuck(Problem::Clipboard), "data-album", 1),
            (Stage::Stuck(Problem::Worker(WorkerError::Away)), "again", 1),
            (Stage::Stuck(Problem::Worker(WorkerError::OtherVersion)), "reload", 1),
            (Stage::Stuck(Problem::Camera(CameraError::Lost)), "camera", 1),
        ];
        for (one, way, primary) in stages {
            let html = stage(&one, false, Means::default()).finish();
            assert!(html.contains(way), "{html}");
            assert!(!html.contains("SECRET"), "{html}");
            let stand_out = html.matches("class=\"button file primary\"").count()
                + html.matches("class=\"primary\"").count();
            assert_eq!(stand_out, primary, "{html}");
        }
    }

    #[test]
    fn a_list_holds_names_as_text_and_no_content() {
        let mut shelf = Shelf { unusable: 1, ..Shelf::default() };
        shelf.codes = vec![kept(1, "a", ""), kept(2, "a", "专升本\"><script>"), kept(3, "b", "")];
        let html = list(&shelf, "a").finish();
        assert!(html.contains("data-kept=\"2\"") && html.contains("data-away"), "{html}");
        assert!(html.contains("&lt;b&gt;班") && !html.contains("<script>"), "{html}");
        assert!(!html.contains("SECRET"), "{html}");
        assert!(list(&Shelf::default(), "a").finish().is_empty());
    }
}
