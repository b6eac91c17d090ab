//! Parts that several screens share.

use leptos::prelude::*;
use tucai_notice::html::Html;
use tucai_notice::notice::Standing;
use tucai_notice::time::{Clock, Day};
use tucai_notice::{Notice, words};

use crate::load::{LoadError, Loaded, Loading};
use crate::platform::net::NetError;
use crate::platform::{clock, document};
use crate::route;
use crate::screen::{Part, Screen, live};
use crate::state::App;

/// A screen that needs a notice: the skeleton while it loads, the error if it failed.
pub fn with_notice(app: App, id: &str, draw: &dyn Fn(&std::sync::Arc<Loaded>) -> Screen) -> Screen {
    app.need_notice(id);
    let mut screen = app.notice.with(|notice| match notice {
        Loading::Ready(_, loaded) => draw(loaded),
        Loading::Failed(id, error) => failed(id, error),
        _ => Screen { name: "loading", body: vec![skeleton()], ..Screen::default() },
    });
    if let Some(moment) = app.address.with(|address| address.now) {
        let mut banner = Html::new();
        banner.raw("<p class=\"banner\" role=\"note\" data-as-of>按");
        banner.text(&words::day_full(Day::of(moment))).text(&Clock::of(moment).to_string());
        banner.raw("显示，不是现在的时间</p>").html(&screen.head);
        screen.head = banner;
    }
    screen
}

/// The same grey shapes that stand in the document before the program runs.
pub fn skeleton() -> Part {
    let mut html = Html::new();
    html.raw("<p class=\"sr\" role=\"status\">正在打开通知…</p>");
    html.raw(
        "<div class=\"pass skeleton\" aria-hidden=\"true\"><i></i><i></i><i></i><i></i></div>",
    );
    Part::Fixed("", html)
}

/// Says that a file is not there, whose move is next, and offers it.
fn failed(id: &str, error: &LoadError) -> Screen {
    let mut html = failure(error);
    html.raw("<p class=\"row\"><button class=\"primary\" data-action=\"retry\">重试</button>");
    html.raw("<a class=\"button\" href=\"notices/").text(id);
    html.raw(".html\">纯文字版</a><a class=\"button\" href=\"#/\">选择学校</a></p>");
    let title = "通知没有打开 · 图采".to_owned();
    let body = vec![Part::Fixed("card problem", html)];
    Screen { name: "error", title, body, ..Screen::default() }
}

/// What failed, and the next step.
pub fn failure(error: &LoadError) -> Html {
    let (title, text) = match error {
        LoadError::Network(NetError::Unreachable) => {
            ("没有连上网络", "这份通知还没有存在手机里。请检查网络后重试。")
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

/// The line at the top of a notice's screens: back, and which notice this is. Below it what has to
/// be said before anything else: the notice does not hold any more, or the copy is old.
pub fn top(loaded: &Loaded, here: bool) -> Html {
    let notice = &loaded.notice;
    let mut html = Html::new();
    html.raw("<header class=\"top\"><span>").text(&notice.school.name);
    html.raw(if notice.school.inferred.is_some() { "（校名为推断） " } else { " " });
    html.text(&notice.cohort).raw("</span><a href=\"");
    if here {
        html.raw("#/\">换学校</a></header>");
    } else {
        html.text(&route::notice_link(&notice.id)).raw("\">查其他班级</a></header>");
    }
    standing(&notice.standing, &mut html);
    if let Some(since) = &loaded.kept {
        html.raw("<p class=\"banner\" role=\"status\" data-kept>没有连上网络，显示的是");
        html.text(&kept_since(since)).raw("存在手机里的内容，可能有更新</p>");
    }
    html
}

fn standing(standing: &Standing, html: &mut Html) {
    let (title, on, says) = match standing {
        Standing::InForce => return,
        Standing::Postponed { on, says } => ("已延期，下面的时间不再有效", on, says),
        Standing::Withdrawn { on, says } => ("通知已撤回，下面的内容不再有效", on, says),
    };
    html.raw("<div class=\"banner alarm\" role=\"alert\" data-standing><strong>").raw(title);
    html.raw("</strong><p>")
        .text(&words::day_plain(*on))
        .raw("：「")
        .text(says)
        .raw("」</p></div>");
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

/// What the plain page says besides the timetable: the sections of one tab, or one section.
pub fn details(app: App, notice: &Notice, show: &'static str, audience: Option<&str>) -> Part {
    app.need_details(&notice.id, notice.revision);
    let (id, audience) = (notice.id.clone(), audience.map(str::to_owned));
    Part::Live(
        show,
        live(move || app.details.with(|details| details_html(details, &id, audience.as_deref()))),
    )
}

fn details_html(details: &Loading<String>, id: &str, audience: Option<&str>) -> Html {
    let mut html = Html::new();
    match details {
        Loading::Ready(of, text) if of == id => {
            match audience {
                Some(audience) => html.page(&document::only_for(text, audience)),
                None => html.page(text),
            };
        }
        Loading::Failed(..) => {
            html.raw("<section class=\"card problem\" data-tab=\"plan\" data-section=\"missing\">");
            html.raw("<h2>通知的其他内容没有打开</h2><p class=\"row\">");
            html.raw(
                "<button data-action=\"retry\">重试</button><a class=\"button\" href=\"notices/",
            );
            html.text(id).raw(".html\">纯文字版</a></p></section>");
        }
        _ => {
            html.raw("<p class=\"fine\" role=\"status\">正在打开通知的其他内容…</p>");
        }
    }
    html
}
