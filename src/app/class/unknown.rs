//! A class that the notice does not list: the nearest that it does, and whom to ask. Never an empty
//! page.

use tucai_notice::sheet::Tab;

use crate::find::Found;
use crate::listing;
use crate::load::Loaded;
use crate::parts;
use crate::route;
use crate::screen::{Screen, Slot};
use crate::state::{Model, Wants};

/// The screen for a name that matches nothing.
pub fn screen(
    model: &Model,
    loaded: &Loaded,
    asked: &str,
    found: &Found,
    wants: &mut Wants,
) -> Screen {
    let notice = &loaded.notice;
    let excluded = found.excluded.and_then(|index| notice.excluded.get(index));
    let title = match excluded {
        Some(who) => [who.who.as_str(), " 不在本次采集对象里 · 图采"].concat(),
        None => ["没有找到 ", asked, " · 图采"].concat(),
    };
    let mut screen = parts::screen_of(loaded, "unknown", &[&title]);
    let html = screen.at(Slot::Rest);
    html.raw("<section class=\"card\"><h1 tabindex=\"-1\"");
    if let Some(who) = excluded {
        html.raw(" data-excluded>").text(&who.who).raw("</h1><p>");
        html.text(&who.instead).raw("</p>").says(Some(&who.says));
    } else if found.failed {
        html.raw(" data-error>“").text(asked).raw("”还没有查到</h1>");
        html.raw("<p>查找没有打开，不能说通知里有没有。请检查网络后重试，或在列表里找。</p>");
        html.raw("<p><button class=\"primary\" data-action=\"retry\">重试</button></p>");
    } else {
        html.raw(" data-unknown>安排表里没有“").text(asked).raw("”</h1>");
        if model.is_mine() {
            html.raw("<p class=\"doubt\">原来记住的班级在新版通知里没有了</p>");
        }
        html.raw("<p>写法可能和通知不同，也可能不在这份通知里。拿不准就问辅导员或学院，不要自己推断时间。</p>");
    }
    if !found.nearest.is_empty() {
        html.raw("<h2>是不是这些</h2><ul class=\"links\" data-nearest>");
        for near in &found.nearest {
            html.raw("<li>");
            listing::link(&route::class_link(&notice.id, near, Tab::Plan), near, html);
            html.raw("</li>");
        }
        html.raw("</ul>");
    }
    html.raw("<p><a class=\"button\" href=\"").text(&route::notice_link(&notice.id));
    html.raw("\">查其他班级</a></p></section>");
    *screen.at(Slot::Details) = parts::details(model, notice, "contacts", &[], wants);
    screen
}
