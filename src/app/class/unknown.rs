//! A class that the notice does not list: the nearest that it does, and whom to ask. Never an empty
//! page.

use leptos::prelude::*;
use tucai_notice::html::{self, Html};
use tucai_notice::lookup::Found;
use tucai_notice::sheet::{self, Tab};

use crate::load::Loaded;
use crate::parts;
use crate::platform::document;
use crate::route;

/// The screen for a name that matches nothing.
pub fn screen(loaded: &Loaded, asked: &str, found: &Found) -> AnyView {
    let notice = &loaded.notice;
    document::set_title(&["没有找到 ", asked, " · 图采"].concat());
    let mut page = Html::new();
    if let Some(who) = found.excluded.and_then(|index| notice.excluded.get(index)) {
        page.raw("<section class=\"card\" data-excluded><h1 tabindex=\"-1\">").text(&who.who);
        page.raw("</h1><p>").text(&who.instead).raw("</p>").says(Some(&who.says)).raw("</section>");
    } else {
        page.raw("<section class=\"card\" data-unknown><h1 tabindex=\"-1\">通知里没有“")
            .text(asked);
        page.raw("”</h1><p>名称可能和通知里的写法不同，也可能不在这份通知的安排里。拿不准时，请问辅导员或学院，不要自己推断时间。</p>");
        if !found.nearest.is_empty() {
            page.raw("<h2>是不是这些</h2><ul class=\"links\">");
            for near in &found.nearest {
                let link = route::class_link(&notice.id, &near.name, Tab::Plan);
                page.raw("<li><a data-nearest href=\"").text(&link).raw("\">");
                page.text(&near.name).raw("</a></li>");
            }
            page.raw("</ul>");
        }
        page.raw("</section>");
    }
    for section in sheet::sections(notice, None, Tab::Plan) {
        if section.id == "contacts" {
            page.html(&html::section(&section));
        }
    }
    page.raw("<p><a class=\"button\" href=\"").text(&route::notice_link(&notice.id));
    page.raw("\">查其他班级</a></p>");
    vec![parts::top(loaded, false), parts::main("unknown", vec![parts::fixed("stack", page)])]
        .into_any()
}
