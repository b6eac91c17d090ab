//! Home: my class on top, then the notices.

use leptos::prelude::*;
use tucai_notice::html::Html;
use tucai_notice::notice::Standing;
use tucai_notice::{IndexEntry, words};

use crate::load::Loading;
use crate::parts;
use crate::platform::document;
use crate::route;
use crate::state::App;

/// The home screen.
pub fn home(app: App) -> AnyView {
    app.need_index();
    document::set_title("图采 · 毕业生图像采集");
    let mut html = Html::new();
    html.raw("<h1 tabindex=\"-1\">图采</h1>");
    html.raw("<p>毕业证照片哪天拍、几点集合、在哪里、怎么穿，一个链接看清楚。</p>");
    let list = move || match app.index.get() {
        Loading::Idle | Loading::Waiting(_) => parts::skeleton(),
        Loading::Ready(index) => parts::fixed("card", list(&index)),
        Loading::Failed(_, error) => vec![
            parts::fixed("card problem", parts::failure(&error)),
            parts::retry(move || app.need_index()),
        ]
        .into_any(),
    };
    let mut foot = Html::new();
    foot.raw("<p class=\"fine\">内容来自学校通知。你的选择只存在这台手机里，不会上传。</p>");
    let body = vec![
        parts::fixed("hero", html),
        (move || mine(app)).into_any(),
        list.into_any(),
        parts::fixed("", foot),
    ];
    parts::main("home", body)
}

fn mine(app: App) -> AnyView {
    let Some(mine) = app.mine.get() else {
        return ().into_any();
    };
    let mut html = Html::new();
    html.raw("<h2>我的班级</h2><a class=\"button primary\" data-mine href=\"").text(&mine.link());
    html.raw("\">").text(&mine.unit).raw("</a>");
    parts::fixed("card mine", html)
}

fn list(index: &[IndexEntry]) -> Html {
    let mut html = Html::new();
    html.raw("<h2>选择学校的通知</h2><ul class=\"links\">");
    for entry in index {
        html.raw("<li><a href=\"").text(&route::notice_link(&entry.id)).raw("\" data-notice=\"");
        html.text(&entry.id).raw("\"><strong>").text(&entry.school.name).raw(" ");
        html.text(&entry.cohort).raw("</strong>");
        if entry.school.inferred.is_some() {
            html.raw("<em>校名为推断</em>");
        }
        match entry.standing {
            Standing::InForce => {}
            Standing::Postponed { .. } => {
                html.raw("<b class=\"mark alarm\">已延期</b>");
            }
            Standing::Withdrawn { .. } => {
                html.raw("<b class=\"mark alarm\">已撤回</b>");
            }
        }
        let days: Vec<String> = entry.dates.iter().map(|&days| words::days_full(days)).collect();
        html.raw("<small>采集时间 ").text(&days.join("、")).raw("</small></a></li>");
    }
    html.raw("</ul>");
    html
}
