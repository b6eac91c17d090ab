//! Parts that several screens share.

use leptos::prelude::*;
use tucai_notice::notice::Standing;
use tucai_notice::sheet::{Line, Mark, Section};
use tucai_notice::{Notice, words};

use crate::load::{LoadError, Loaded, Loading, Notices};
use crate::platform::net::NetError;
use crate::route;
use crate::state::App;

/// Draws what needs a notice: the skeleton while it loads, the error if it failed.
pub fn with_notice(
    app: App,
    id: &str,
    draw: impl Fn(Notices) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    app.need_notice(id);
    let body = move || match app.notice.get() {
        Loading::Idle | Loading::Waiting(_) => skeleton(),
        Loading::Ready(loaded) => draw(loaded),
        Loading::Failed(id, error) => failed(app, id, &error),
    };
    view! { {as_of_banner(app)} {body} }.into_any()
}

/// The same grey shapes that stand in the document before the program runs.
pub fn skeleton() -> AnyView {
    view! {
        <main class="page" aria-busy="true">
            <p class="sr">"正在打开通知…"</p>
            <div class="pass skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
        </main>
    }
    .into_any()
}

/// Says that a file is not there, whose move is next, and offers it.
fn failed(app: App, id: String, error: &LoadError) -> AnyView {
    let plain = ["notices/", &id, ".html"].concat();
    let (title, text) = failure_words(error);
    let retry = move |_| app.load_notice(id.clone());
    view! {
        <main class="page">
            <section class="card problem" data-error>
                <h1 tabindex="-1">{title}</h1>
                <p>{text}</p>
                <p class="row">
                    <button class="primary" on:click=retry>"重试"</button>
                    <a class="button" href=plain>"纯文字版"</a>
                    <a class="button" href="#/">"选择学校"</a>
                </p>
            </section>
        </main>
    }
    .into_any()
}

/// The title and the next step of a failure.
pub fn failure_words(error: &LoadError) -> (&'static str, String) {
    match error {
        LoadError::Network(NetError::Unreachable) => (
            "没有连上网络",
            "这份通知还没有存在手机里。请检查网络后重试。".to_owned(),
        ),
        LoadError::Network(NetError::Missing) => (
            "没有找到这份通知",
            "链接可能不完整，或通知已经撤下。请向辅导员要一次链接，或重新选择学校。".to_owned(),
        ),
        LoadError::Network(NetError::Refused(status)) => (
            "服务器暂时打不开",
            format!("服务器的回答是{status}。请过一会儿重试。"),
        ),
        LoadError::Broken(error) => (
            "通知数据不完整",
            format!("文件在传输或发布时损坏（{error}）。请重试；一直这样，请告诉发布通知的老师。"),
        ),
    }
}

/// Says under every screen that it is shown as of another moment.
fn as_of_banner(app: App) -> AnyView {
    let banner = move || {
        app.as_of.get().map(|moment| {
            let text = [
                "按",
                &words::day_full(tucai_notice::time::Day::of(moment)),
                &tucai_notice::time::Clock::of(moment).to_string(),
                "显示，不是现在的时间",
            ]
            .concat();
            view! { <p class="banner" role="note" data-as-of>{text}</p> }
        })
    };
    banner.into_any()
}

/// What has to be said before anything else: the notice does not hold any more, or the copy is old.
pub fn notice_banners(loaded: &Loaded) -> AnyView {
    let standing = match &loaded.notice.standing {
        Standing::InForce => None,
        Standing::Postponed { on, says } => Some(("已延期，下面的时间不再有效", *on, says.clone())),
        Standing::Withdrawn { on, says } => Some(("通知已撤回，下面的内容不再有效", *on, says.clone())),
    };
    let standing = standing.map(|(title, on, says)| {
        let day = words::day_plain(on);
        view! {
            <div class="banner alarm" role="alert" data-standing>
                <strong>{title}</strong>
                <p>{day}"：「"{says}"」"</p>
            </div>
        }
    });
    let kept = loaded.kept.as_deref().map(|since| {
        let text = ["没有连上网络，显示的是", &kept_since(since), "存在手机里的内容，可能有更新"].concat();
        view! { <p class="banner" role="status" data-kept>{text}</p> }
    });
    view! { {standing} {kept} }.into_any()
}

/// `2026-04-02T06:30:00Z` → `4月2日14:30`, by the clock of Asia/Shanghai.
fn kept_since(instant: &str) -> String {
    let parsed = instant.parse::<chrono::DateTime<chrono::Utc>>().ok();
    let Some(moment) = parsed.map(|at| at.naive_utc() + chrono::TimeDelta::hours(8)) else {
        return "以前".to_owned();
    };
    [
        words::day_short(tucai_notice::time::Day::of(moment)),
        tucai_notice::time::Clock::of(moment).to_string(),
    ]
    .concat()
}

/// The line at the top of a notice's screens: back, and which notice this is.
pub fn top(notice: &Notice, here: bool) -> AnyView {
    let name = [notice.school.name.as_str(), " ", &notice.cohort].concat();
    let link = if here { "#/".to_owned() } else { route::notice_link(&notice.id) };
    let label = if here { "换学校" } else { "查其他班级" };
    view! {
        <header class="top">
            <span>{name}{notice.school.inferred.is_some().then_some("（校名为推断）")}</span>
            <a href=link>{label}</a>
        </header>
    }
    .into_any()
}

/// A section as a card.
pub fn section(section: Section) -> AnyView {
    let lines: Vec<_> = section.lines.into_iter().map(line).collect();
    let id = ["s-", section.id].concat();
    view! {
        <section class="card" data-section=section.id aria-labelledby=id.clone()>
            <h2 id=id>{section.title}</h2>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

/// One line of a section.
pub fn line(line: Line) -> AnyView {
    let class = match line.mark {
        Mark::Plain => "",
        Mark::Do => "do",
        Mark::Dont => "dont",
        Mark::Advise => "advise",
        Mark::AdviseNot => "advise-not",
        Mark::May => "may",
        Mark::Unsure => "unsure",
        Mark::Gap => "gap",
        Mark::Theirs => "theirs",
    };
    let word = line.mark.word();
    let mark = (!word.is_empty()).then(|| view! { <b class="mark">{word}</b> });
    let label = (!line.label.is_empty()).then(|| view! { <b class="label">{line.label}</b> });
    let phones: Vec<_> = line
        .phones
        .into_iter()
        .map(|phone| {
            let link = ["tel:", &phone].concat();
            view! { <a class="tel" href=link>{phone}</a> }
        })
        .collect();
    let url = line.url.map(|url| {
        view! { <a href=url.clone() rel="noreferrer" class="url">{url}</a> }
    });
    let says = line.says.map(|says| {
        view! { <details><summary>"原文"</summary><q>{says}</q></details> }
    });
    view! { <li class=class>{mark}{label}<span>{line.text}</span>{phones}{url}{says}</li> }.into_any()
}
