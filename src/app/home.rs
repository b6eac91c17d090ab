//! Home: my class on top, then the notices.

use leptos::prelude::*;
use tucai_notice::html::Html;
use tucai_notice::notice::Standing;
use tucai_notice::{IndexEntry, words};

use crate::load::Loading;
use crate::parts;
use crate::route;
use crate::screen::{Part, Screen, live};
use crate::state::App;

/// The home screen.
pub fn screen(app: App) -> Screen {
    app.need_index();
    let mut hero = Html::new();
    hero.raw("<h1 tabindex=\"-1\">图采</h1>");
    hero.raw("<p>毕业证照片哪天拍、几点集合、在哪里、怎么穿，一个链接看清楚。</p>");
    let list = app.index.with(|index| match index {
        Loading::Ready(_, index) => Part::Fixed("card", list(index)),
        Loading::Failed(_, error) => {
            let mut html = parts::failure(error);
            html.raw("<p><button class=\"primary\" data-action=\"retry\">重试</button></p>");
            Part::Fixed("card problem", html)
        }
        _ => parts::skeleton(),
    });
    let mut tail = Html::new();
    tail.raw("<p class=\"fine foot\">内容来自学校通知。你的选择只存在这台手机里，不会上传。</p>");
    Screen {
        name: "home",
        title: "图采 · 毕业生图像采集".to_owned(),
        body: vec![Part::Fixed("hero", hero), Part::Live("mine", live(move || mine(app))), list],
        tail,
        ..Screen::default()
    }
}

fn mine(app: App) -> Html {
    let mut html = Html::new();
    if let Some(mine) = app.mine.get() {
        html.raw("<section class=\"card\"><h2>我的班级</h2><a class=\"button primary\" data-mine href=\"");
        html.text(&mine.link()).raw("\">").text(&mine.unit).raw("</a></section>");
    }
    html
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
        html.raw(match entry.standing {
            Standing::InForce => "",
            Standing::Postponed { .. } => "<b class=\"mark alarm\">已延期</b>",
            Standing::Withdrawn { .. } => "<b class=\"mark alarm\">已撤回</b>",
        });
        html.raw("<small>采集时间 ").text(&words::dates(&entry.dates)).raw("</small></a></li>");
    }
    html.raw("</ul>");
    html
}
