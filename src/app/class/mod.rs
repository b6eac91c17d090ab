//! The class page: the answer first, then everything that has to do with it, in four tabs.

mod pass;
mod unknown;

use std::sync::Arc;

use leptos::prelude::*;
use tucai_notice::html::Html;
use tucai_notice::lookup::Found;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::Tab;
use tucai_notice::words;

use crate::kept::Mine;
use crate::load::Loaded;
use crate::parts;
use crate::route;
use crate::screen::{Part, Screen, live};
use crate::state::App;

/// The four tabs, in the order of a student's way: name, and the style that shows its sections.
const TABS: [(Tab, &str, &str); 4] = [
    (Tab::Plan, "安排", "stack show-plan"),
    (Tab::Code, "采集码", "stack show-code"),
    (Tab::Look, "自检", "stack show-look"),
    (Tab::After, "核对", "stack show-after"),
];

/// The class screen.
pub fn screen(app: App, id: &str, unit: &str, tab: Tab) -> Screen {
    parts::with_notice(app, id, &|loaded| {
        let found = loaded.names.find(unit);
        if found.matches.is_empty() {
            unknown::screen(app, loaded, unit, &found)
        } else {
            known(app, loaded, &found, unit, tab)
        }
    })
}

fn known(app: App, loaded: &Arc<Loaded>, found: &Found, asked: &str, tab: Tab) -> Screen {
    let notice = &loaded.notice;
    let seats: Vec<Seat<'_>> =
        found.matches.iter().filter_map(|one| Seat::new(notice, one)).collect();
    let name = pass::title(&seats);
    let mut body = match tab {
        Tab::Plan => vec![
            pass::pass(app, loaded, found, &seats),
            Part::Live("card keep", live(move || keep(app))),
        ],
        _ => vec![Part::Fixed("hero", heading(tab, &name))],
    };
    let show = TABS.iter().find(|(it, ..)| *it == tab).map_or("", |(_, _, show)| show);
    let audience = seats.first().and_then(|seat| seat.slot.audience.as_deref());
    body.push(parts::details(app, notice, show, audience));
    Screen {
        name: "class",
        title: title(&name, &seats),
        head: parts::top(loaded, false),
        body,
        tail: tabs(&notice.id, asked, tab),
    }
}

/// The title, which chat programs and tabs show: class, time, and whose page it is.
fn title(name: &str, seats: &[Seat<'_>]) -> String {
    let when = match seats {
        [only] => words::slot_line(only.slot),
        _ => ["共", &seats.len().to_string(), "个时段"].concat(),
    };
    [name, " ", &when, " · 图采"].concat()
}

fn heading(tab: Tab, name: &str) -> Html {
    let (title, text) = match tab {
        Tab::Plan | Tab::Code => ("采集码", "现场凭它拍照。下面是通知里关于采集码的全部要求。"),
        Tab::Look => ("自检", "出门前照着镜子，对照本校通知的要求看一遍。"),
        Tab::After => ("核对", "拍完以后还要在学信网核对；错过了怎么补，也在这里。"),
    };
    let mut html = Html::new();
    html.raw("<p class=\"who\">").text(name).raw("</p><h1 tabindex=\"-1\">").raw(title);
    html.raw("</h1><p>").raw(text).raw("</p>");
    html
}

fn tabs(id: &str, unit: &str, current: Tab) -> Html {
    let mut html = Html::new();
    html.raw("<nav class=\"tabs\" aria-label=\"班级页\">");
    for (tab, name, _) in TABS {
        html.raw("<a href=\"").text(&route::class_link(id, unit, tab)).raw("\" data-tab=\"");
        html.raw(tab.name()).raw(if tab == current { "\" aria-current=\"page\">" } else { "\">" });
        html.raw(name).raw("</a>");
    }
    html.raw("</nav>");
    html
}

/// "这是我的班级": keeps the choice on the phone, or forgets it.
fn keep(app: App) -> Html {
    let this = app.address.with(Mine::of);
    let (words, note) = match app.mine.get() {
        kept if kept != this => ("这是我的班级", "记住后，下次打开直接到这一页"),
        Some(Mine { refused: true, .. }) => {
            ("已选定，点此取消", "这个浏览器不让网页保存内容，关掉后要重新打开链接")
        }
        _ => (
            "已记住，点此取消",
            "下次打开直接到这一页。只存在这台手机里；微信可能会清掉，请同时收藏链接",
        ),
    };
    let mut html = Html::new();
    html.raw("<button class=\"primary\" data-action=\"keep\">").raw(words);
    html.raw("</button><p class=\"fine\" role=\"status\">").raw(note).raw("</p>");
    html
}
