//! Parts that several screens share.

use leptos::prelude::*;
use tucai_notice::html::Html;
use tucai_notice::notice::Standing;
use tucai_notice::time::{Clock, Day};
use tucai_notice::{Notice, words};

use crate::load::{LoadError, Loaded, Loading, Notices};
use crate::platform::clock;
use crate::platform::net::NetError;
use crate::route;
use crate::state::App;

/// A stretch of the screen that does not change by itself. Written as HTML, it costs the program a
/// tenth of what elements built one by one cost.
pub fn fixed(class: &'static str, html: Html) -> AnyView {
    view! { <div class=class inner_html=html.finish()></div> }.into_any()
}

/// The body of a screen: its name, for tests and styles, and its parts.
pub fn main(screen: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <main class="page" data-screen=screen>{parts}</main> }.into_any()
}

/// Draws what needs a notice: the skeleton while it loads, the error if it failed.
pub fn with_notice(
    app: App,
    id: &str,
    draw: impl Fn(Notices) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    app.need_notice(id);
    let body = move || {
        let drawn = match app.notice.get() {
            Loading::Idle | Loading::Waiting(_) => skeleton(),
            Loading::Ready(loaded) => draw(loaded),
            Loading::Failed(id, error) => failed(app, id, &error),
        };
        vec![as_of_banner(app), drawn].into_any()
    };
    body.into_any()
}

/// The same grey shapes that stand in the document before the program runs.
pub fn skeleton() -> AnyView {
    let mut html = Html::new();
    html.raw("<p class=\"sr\" role=\"status\">正在打开通知…</p>");
    html.raw(
        "<div class=\"pass skeleton\" aria-hidden=\"true\"><i></i><i></i><i></i><i></i></div>",
    );
    fixed("page", html)
}

/// Says that a file is not there, whose move is next, and offers it.
fn failed(app: App, id: String, error: &LoadError) -> AnyView {
    let mut html = failure(error);
    html.raw("<p class=\"row\"><a class=\"button\" href=\"notices/").text(&id);
    html.raw(".html\">纯文字版</a><a class=\"button\" href=\"#/\">选择学校</a></p>");
    main("error", vec![fixed("card problem", html), retry(move || app.load_notice(id.clone()))])
}

/// The button that asks the network once more.
pub fn retry(again: impl Fn() + 'static) -> AnyView {
    view! { <button class="primary" data-action="retry" on:click=move |_| again()>"重试"</button> }
        .into_any()
}

/// What failed, and the next step.
pub fn failure(error: &LoadError) -> Html {
    let (title, text) = match error {
        LoadError::Network(NetError::Unreachable) => {
            ("没有连上网络", "这份通知还没有存在手机里。请检查网络后重试。".to_owned())
        }
        LoadError::Network(NetError::Missing) => (
            "没有找到这份通知",
            "链接可能不完整，或通知已经撤下。请向辅导员要一次链接，或重新选择学校。".to_owned(),
        ),
        LoadError::Network(NetError::Refused(status)) => {
            ("服务器暂时打不开", format!("服务器的回答是{status}。请过一会儿重试。"))
        }
        LoadError::Broken(error) => (
            "通知数据不完整",
            format!("文件在传输或发布时损坏（{error}）。请重试；一直这样，请告诉发布通知的老师。"),
        ),
    };
    let mut html = Html::new();
    html.raw("<h1 tabindex=\"-1\" data-error>").raw(title).raw("</h1><p>").text(&text).raw("</p>");
    html
}

/// Says on every screen that it is shown as of another moment.
fn as_of_banner(app: App) -> AnyView {
    let Some(moment) = app.as_of.get() else {
        return ().into_any();
    };
    let mut html = Html::new();
    html.raw("<p class=\"banner\" role=\"note\" data-as-of>按");
    html.text(&words::day_full(Day::of(moment))).text(&Clock::of(moment).to_string());
    html.raw("显示，不是现在的时间</p>");
    fixed("", html)
}

/// The line at the top of a notice's screens: back, and which notice this is. Below it what has to
/// be said before anything else: the notice does not hold any more, or the copy is old.
pub fn top(loaded: &Loaded, here: bool) -> AnyView {
    let notice = &loaded.notice;
    let mut html = Html::new();
    html.raw("<header class=\"top\"><span>").text(&school_name(notice)).raw("</span><a href=\"");
    if here {
        html.raw("#/\">换学校</a></header>");
    } else {
        html.text(&route::notice_link(&notice.id)).raw("\">查其他班级</a></header>");
    }
    standing(&notice.standing, &mut html);
    if let Some(since) = &loaded.kept {
        html.raw("<p class=\"banner\" role=\"status\" data-fact=\"kept-from\" data-kept>没有连上网络，显示的是");
        html.text(&kept_since(since)).raw("存在手机里的内容，可能有更新</p>");
    }
    fixed("head", html)
}

fn school_name(notice: &Notice) -> String {
    let inferred = if notice.school.inferred.is_some() { "（校名为推断）" } else { "" };
    [notice.school.name.as_str(), inferred, " ", &notice.cohort].concat()
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
