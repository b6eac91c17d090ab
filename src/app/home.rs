//! Home: my class on top, then the notices.

use tucai_notice::html::Html;
use tucai_notice::{IndexEntry, words};

use crate::load::{Content, File};
use crate::parts;
use crate::route;
use crate::screen::{Screen, Slot};
use crate::state::{Model, Wants};

/// The home screen.
pub fn screen(model: &Model, wants: &mut Wants) -> Screen {
    let mut screen = Screen::new("home", &["图采 · 毕业生图像采集"]);
    screen
        .at(Slot::Intro)
        .raw("<div class=\"hero\"><h1 tabindex=\"-1\">图采</h1>")
        .raw("<p>毕业证照片哪天拍、几点集合、在哪里、怎么穿，一个链接看清楚。</p></div>");
    let html = screen.at(Slot::Rest);
    if let Some(mine) = &model.mine {
        html.raw("<section class=\"card mine\"><h2>我的班级</h2>");
        html.raw("<a class=\"button primary\" data-mine href=\"").text(&mine.link()).raw("\">");
        html.text(&mine.unit).raw("</a>");
        parts::code_link(&mine.notice, &mine.unit, html);
        html.raw("</section>");
    }
    let codes = tucai_store::codes();
    let on_top = |(notice, _): &(String, String)| {
        model.mine.as_ref().is_some_and(|mine| mine.notice == *notice)
    };
    for (notice, unit) in codes.iter().filter(|code| !on_top(code)) {
        html.raw("<section class=\"card mine\">");
        parts::show_code(notice, unit, unit, html);
        html.raw("</section>");
    }
    match model.asked(&File::Index).and_then(|asked| asked.outcome.as_ref()) {
        Some(Ok(Content::Index(index))) => list(index, html),
        Some(Err(error)) => {
            html.raw("<section class=\"card problem\">").html(&parts::failure(error));
            html.raw(
                "<p><button class=\"primary\" data-action=\"retry\">重试</button></p></section>",
            );
        }
        _ => {
            wants.file = Some(File::Index);
            html.raw(parts::SKELETON);
        }
    }
    html.raw("<details class=\"card tool\"><summary>这台手机里存了什么</summary>");
    html.raw("<tucai-guide part=\"kept\">").raw(parts::SKELETON).raw("</tucai-guide></details>");
    html.raw("<p class=\"fine\">内容来自学校通知。你的选择只存在这台手机里，不会上传。</p>");
    screen
}

fn list(index: &[IndexEntry], html: &mut Html) {
    html.raw("<section class=\"card\"><h2>选择学校的通知</h2><ul class=\"links\">");
    for entry in index {
        html.raw("<li><a href=\"").text(&route::notice_link(&entry.id)).raw("\" data-notice=\"");
        html.text(&entry.id).raw("\"><strong>").text(&entry.school.name).raw(" ");
        html.text(&entry.cohort).raw("</strong>");
        if entry.school.inferred.is_some() {
            html.raw("<em>校名为推断</em>");
        }
        let standing = words::standing(&entry.standing).unwrap_or_default();
        html.wrap("<b class=\"mark alarm\">", standing, "</b>");
        html.raw("<small>采集时间 ").text(&words::dates(&entry.dates)).raw("</small></a></li>");
    }
    if index.is_empty() {
        html.raw("<li>这里还没有通知。请向学校或辅导员要链接。</li>");
    }
    html.raw("</ul></section>");
}
