//! The class page: the answer first, then everything that has to do with it, in four tabs.

mod pass;
mod unknown;

use leptos::prelude::*;
use tucai_notice::html::{self, Html};
use tucai_notice::lookup::Found;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{self, Tab};
use tucai_notice::words;

use crate::kept::Mine;
use crate::load::Notices;
use crate::parts;
use crate::platform::document;
use crate::route;
use crate::state::App;

/// The four tabs, in the order of a student's way.
const TABS: [(Tab, &str); 4] =
    [(Tab::Plan, "安排"), (Tab::Code, "采集码"), (Tab::Look, "自检"), (Tab::After, "核对")];

/// The class screen.
pub fn screen(app: App, id: &str, unit: String, tab: Tab) -> AnyView {
    parts::with_notice(app, id, move |loaded| {
        let found = loaded.names.find(&unit);
        if found.matches.is_empty() {
            return unknown::screen(&loaded, &unit, &found);
        }
        known(app, &loaded, &found, tab)
    })
}

fn known(app: App, loaded: &Notices, found: &Found, tab: Tab) -> AnyView {
    let notice = &loaded.notice;
    let seats: Vec<Seat<'_>> =
        found.matches.iter().filter_map(|one| Seat::new(notice, one)).collect();
    let Some(first) = seats.first() else {
        return parts::skeleton();
    };
    let name = pass::title(&seats);
    document::set_title(&page_title(&name, &seats));
    let mut sections = Html::new();
    for section in sheet::sections(notice, first.slot.audience.as_deref(), tab) {
        sections.html(&html::section(&section));
    }
    let body = match tab {
        Tab::Plan => {
            sections.html(&html::section(&sheet::source(notice)));
            vec![
                pass::pass(app, loaded, found, &seats),
                keep_button(app, &notice.id, &name),
                parts::fixed("stack", sections),
            ]
        }
        _ => vec![parts::fixed("hero", heading(tab, &name)), parts::fixed("stack", sections)],
    };
    vec![
        parts::top(loaded, false),
        parts::main("class", body),
        parts::fixed("tabbar", tabs(&notice.id, &name, tab)),
    ]
    .into_any()
}

/// The title, which chat programs and tabs show: class, time, and whose page it is.
fn page_title(name: &str, seats: &[Seat<'_>]) -> String {
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
        Tab::After => ("核对", "拍完以后还要在学信网核对，错过了怎么补也在这里。"),
    };
    let mut html = Html::new();
    html.raw("<p class=\"who\">").text(name).raw("</p><h1 tabindex=\"-1\">").raw(title);
    html.raw("</h1><p>").raw(text).raw("</p>");
    html
}

fn tabs(id: &str, unit: &str, current: Tab) -> Html {
    let mut html = Html::new();
    html.raw("<nav class=\"tabs\" aria-label=\"班级页\">");
    for (tab, name) in TABS {
        html.raw("<a href=\"").text(&route::class_link(id, unit, tab)).raw("\" data-tab=\"");
        html.raw(name).raw(if tab == current { "\" aria-current=\"page\">" } else { "\">" });
        html.raw(name).raw("</a>");
    }
    html.raw("</nav>");
    html
}

/// "这是我的班级": keeps the choice on the phone, or forgets it.
fn keep_button(app: App, id: &str, unit: &str) -> AnyView {
    let this = Mine { notice: id.to_owned(), unit: unit.to_owned() };
    let refused = RwSignal::new(false);
    let mine = this.clone();
    let is_kept = Memo::new(move |_| app.mine.with(|kept| kept.as_ref() == Some(&mine)));
    let toggle = move |_| {
        if is_kept.get_untracked() {
            Mine::forget();
            app.mine.set(None);
        } else {
            refused.set(!this.keep());
            app.mine.set(Some(this.clone()));
        }
    };
    let words = move || {
        if is_kept.get() { "已记住，点此取消" } else { "这是我的班级" }
    };
    let note = move || match (is_kept.get(), refused.get()) {
        (true, true) => "这个浏览器不让网页保存内容，关掉后要重新打开链接",
        (true, false) => "下次打开直接到这一页。只存在这台手机里；微信可能会清掉，请同时收藏链接",
        (false, _) => "记住后，下次打开直接到这一页",
    };
    view! {
        <section class="card keep">
            <button class="primary" on:click=toggle data-action="keep">{words}</button>
            <p class="fine" role="status">{note}</p>
        </section>
    }
    .into_any()
}
