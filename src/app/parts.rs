//! Parts that several screens share.

use tucai_notice::html::Html;
use tucai_notice::notice::Standing;
use tucai_notice::sheet::Tab;
use tucai_notice::time::{Clock, Day};
use tucai_notice::{Notice, words};

use crate::load::{Content, File, LoadError, Loaded};
use crate::platform::net::NetError;
use crate::platform::{clock, document};
use crate::route::{self, Route};
use crate::screen::{Screen, Slot};
use crate::state::{Model, Wants};

/// A screen that needs a notice: the skeleton while it loads, the error if it failed.
pub fn with_notice(
    model: &Model,
    id: &str,
    wants: &mut Wants,
    draw: &dyn Fn(&Loaded, &mut Wants) -> Screen,
) -> Screen {
    let file = model.notice(id);
    let outcome = model.asked(&file).and_then(|asked| asked.outcome.as_ref());
    let mut screen = match outcome {
        Some(Ok(Content::Notice(loaded))) => draw(loaded, wants),
        Some(Err(error)) => failed(model, id, error),
        _ => {
            wants.file = Some(file);
            waiting()
        }
    };
    if let Some(moment) = model.address.now {
        let mut banner = Html::new();
        banner.raw("<p class=\"banner\" role=\"note\" data-as-of>按");
        banner.text(&words::day_full(Day::of(moment))).text(&Clock::of(moment).to_string());
        banner.raw("显示，不是现在的时间</p>").html(screen.at(Slot::Head));
        *screen.at(Slot::Head) = banner;
    }
    screen
}

/// The same grey shapes that stand in the document before the program runs.
pub fn waiting() -> Screen {
    let mut screen = Screen::new("loading", &["图采"]);
    screen.at(Slot::Rest).raw(SKELETON);
    screen
}

/// The grey shapes.
pub const SKELETON: &str = "<p class=\"sr\" role=\"status\">正在打开通知…</p><div class=\"card skeleton\" aria-hidden=\"true\"><i></i><i></i><i></i><i></i></div>";

/// Begins the element of a program beside the page (`tucai-guide`, `tucai-desk`), which lives in it:
/// see `public/boot.js`. It is told which part to draw, and of what: a class, a college or a counselor;
/// and in `plan` the division that was put into the notice, as a text.
pub fn program(
    model: &Model,
    notice: &Notice,
    element: &'static str,
    part: &'static str,
    html: &mut Html,
) {
    let (kind, name) = match &model.address.route {
        Route::Class(_, unit, _) => ("class", unit.as_str()),
        Route::College(_, name) => ("college", name.as_str()),
        Route::Counselor(_, name) => ("counselor", name.as_str()),
        _ => ("", ""),
    };
    html.raw("<").raw(element).raw(" part=\"").raw(part).raw("\" kind=\"").raw(kind);
    html.raw("\" name=\"").text(name).raw("\" notice=\"").text(&notice.id);
    html.raw("\" revision=\"").number(notice.revision);
    html.wrap("\" plan=\"", &notice.plan, "");
    if let Some(now) = model.address.now {
        html.raw("\" now=\"").text(&Day::of(now).to_string()).raw("T");
        html.text(&Clock::of(now).to_string());
    }
    // A hint that does not come is not worth a word; for what was asked for there are grey shapes.
    let shapes = if part == "strip" { "\" quiet>" } else { "\">" };
    html.raw(shapes);
    if part != "strip" && part != "timeline" {
        html.raw(SKELETON);
    }
    html.raw("</").raw(element).raw(">");
}

/// The same, folded: the program comes when somebody wants to see it.
pub fn folded(
    model: &Model,
    notice: &Notice,
    (element, part): (&'static str, &'static str),
    words: &'static str,
    html: &mut Html,
) {
    html.raw("<details class=\"card tool\"><summary>").raw(words).raw("</summary>");
    program(model, notice, element, part, html);
    html.raw("</details>");
}

/// One tap to the collection code, if one is kept for the notice.
pub fn code_link(id: &str, unit: &str, html: &mut Html) {
    if tucai_store::codes().iter().any(|(notice, _)| notice == id) {
        show_code(id, unit, "", html);
    }
}

/// The way to it, with the name of the class where the screen does not say which.
pub fn show_code(id: &str, unit: &str, name: &str, html: &mut Html) {
    html.raw("<a class=\"button primary\" data-show-code href=\"");
    html.text(&route::class_link(id, unit, Tab::Code)).raw("?show=1\">出示采集码");
    html.wrap(" · ", name, "").raw("</a>");
}

/// Says that a file is not there, whose move is next, and offers it.
fn failed(model: &Model, id: &str, error: &LoadError) -> Screen {
    let mut screen = Screen::new("error", &["通知没有打开 · 图采"]);
    let html = screen.at(Slot::Rest);
    html.raw("<section class=\"card problem\">").html(&failure(error));
    if model.is_mine() && matches!(error, LoadError::Network(NetError::Missing)) {
        html.raw("<p class=\"doubt\">记住的班级所属的通知，这里没有</p>");
        html.raw("<p><button data-action=\"keep\">不再记住</button></p>");
    }
    html.raw("<p class=\"row\"><button class=\"primary\" data-action=\"retry\">重试</button>");
    html.raw("<a class=\"button\" href=\"notices/").text(id).raw(".html\">纯文字版</a>");
    html.raw("<a class=\"button\" href=\"#/\">选择学校</a></p></section>");
    screen
}

/// What failed, and the next step.
pub fn failure(error: &LoadError) -> Html {
    let (title, text) = match error {
        LoadError::Network(NetError::Unreachable) => {
            ("没有连上网络", "要看的内容还没有存在手机里。请检查网络后重试。")
        }
        LoadError::Network(NetError::Missing) => (
            "没有找到这份通知",
            "链接可能不完整，或通知已经撤下。请向辅导员要一次链接，或重新选择学校。",
        ),
        LoadError::Network(NetError::Refused(_)) => ("服务器暂时打不开", "请过一会儿重试。"),
        LoadError::Network(NetError::Garbled) | LoadError::Broken(_) => {
            ("通知数据不完整", "文件在传输或发布时损坏。请重试；一直这样，请告诉发布通知的老师。")
        }
    };
    let mut html = Html::new();
    html.raw("<h1 tabindex=\"-1\" data-error>").raw(title).raw("</h1><p>").raw(text).raw("</p>");
    match error {
        LoadError::Broken(wrong) => html.wrap("<p class=\"fine\">位置：", &wrong.0, "</p>"),
        LoadError::Network(NetError::Refused(status)) => {
            html.raw("<p class=\"fine\">状态：").number((*status).into()).raw("</p>")
        }
        LoadError::Network(_) => &mut html,
    };
    html
}

/// A screen of a notice with what stands on top: which notice this is and the way back; below it what
/// has to be said before anything else: it does not hold any more, or the copy is old.
pub fn screen_of(loaded: &Loaded, name: &'static str, title: &[&str]) -> Screen {
    let notice = &loaded.notice;
    let mut screen = Screen::new(name, title);
    let html = screen.at(Slot::Head);
    standing(&notice.standing, html);
    html.raw("<div class=\"top\"><span>").text(&notice.school.name);
    html.raw(if notice.school.inferred.is_some() { "（校名为推断） " } else { " " });
    html.text(&notice.cohort).raw("</span><a href=\"");
    if name == "notice" {
        html.raw("#/\">换学校</a></div>");
    } else {
        html.text(&route::notice_link(&notice.id)).raw("\">查其他班级</a></div>");
    }
    html.wrap("<p class=\"banner\" data-told>", &notice.told, "</p>");
    if let Some(since) = &loaded.kept {
        html.raw("<p class=\"banner\" role=\"status\" data-kept>网络没有及时回应，显示的是");
        html.text(&kept_since(since)).raw("存在手机里的内容，可能有更新</p>");
    }
    screen
}

fn standing(standing: &Standing, html: &mut Html) {
    let Some((title, on, says)) = words::standing_headline(standing) else {
        return;
    };
    html.raw("<div class=\"banner alarm\" role=\"alert\" data-standing><strong>").raw(title);
    html.raw("</strong><p>").text(&words::day_plain(on)).raw("：「").text(says).raw("」</p></div>");
}

/// `2026-04-02T06:30:00Z` → `4月2日14:30`.
fn kept_since(instant: &str) -> String {
    match clock::read_instant(instant) {
        Some(moment) => [words::day_short(Day::of(moment)), Clock::of(moment).to_string()].concat(),
        None => "以前".to_owned(),
    }
}

/// From when the data is, for every screen that shows some.
pub fn freshness(notice: &Notice, html: &mut Html) {
    html.raw("<p class=\"fine\">数据第").number(notice.revision).raw("版，");
    html.text(&words::day_plain(notice.checked)).raw("与通知核对</p>");
}

/// What the plain page says besides the timetable: the sections that `show` names, of some audiences
/// or, if none is named, of all.
pub fn details(
    model: &Model,
    notice: &Notice,
    show: &'static str,
    audiences: &[&str],
    wants: &mut Wants,
) -> Html {
    let file = File::Details(notice.id.clone(), notice.revision);
    let mut html = Html::new();
    html.raw("<div class=\"stack show-").raw(show).raw("\">");
    match model.asked(&file).and_then(|asked| asked.outcome.as_ref()) {
        Some(Ok(Content::Details(text))) if audiences.is_empty() => html.page(text),
        Some(Ok(Content::Details(text))) => {
            html.page(&document::only_for(text, audiences).unwrap_or_default())
        }
        Some(Err(_)) => {
            html.raw(
                "<div class=\"card problem\"><h2>通知的其他内容没有打开</h2><p class=\"row\">",
            );
            html.raw(
                "<button data-action=\"retry\">重试</button><a class=\"button\" href=\"notices/",
            );
            html.text(&notice.id).raw(".html\">纯文字版</a></p></div>")
        }
        _ => {
            wants.file = Some(file);
            html.raw("<p class=\"fine\" role=\"status\">正在打开通知的其他内容…</p>")
        }
    };
    html.raw("</div>");
    html
}
