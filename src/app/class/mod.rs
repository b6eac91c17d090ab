//! The class page: the answer first, then everything that has to do with it, in four tabs.

mod pass;
mod unknown;

use leptos::prelude::*;
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
    let link_name = if seats.len() == 1 { first.name.clone() } else { name.clone() };
    document::set_title(&page_title(&name, &seats));
    let audience = first.slot.audience.clone();
    let sections: Vec<_> =
        sheet::sections(notice, audience.as_deref(), tab).into_iter().map(parts::section).collect();
    let head = match tab {
        Tab::Plan => pass::pass(app, loaded, found),
        _ => heading(tab, &name),
    };
    let tail = (tab == Tab::Plan).then(|| {
        view! {
            {keep_button(app, &notice.id, &link_name)}
            {parts::section(sheet::source(notice))}
        }
    });
    view! {
        {parts::top(notice, false)}
        <main class="page">
            {parts::notice_banners(loaded)}
            {head}
            {sections}
            {tail}
        </main>
        {tabs(&notice.id, &link_name, tab)}
    }
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

fn heading(tab: Tab, name: &str) -> AnyView {
    let (title, text) = match tab {
        Tab::Plan | Tab::Code => ("采集码", "现场凭它拍照。下面是通知里关于采集码的全部要求。"),
        Tab::Look => ("自检", "对照本校通知的要求看一遍镜子。"),
        Tab::After => ("核对", "拍完以后还要在学信网核对，错过了怎么补也在这里。"),
    };
    view! {
        <header class="hero">
            <p class="who">{name.to_owned()}</p>
            <h1 tabindex="-1">{title}</h1>
            <p>{text}</p>
        </header>
    }
    .into_any()
}

fn tabs(id: &str, unit: &str, current: Tab) -> AnyView {
    let links: Vec<_> = TABS
        .into_iter()
        .map(|(tab, name)| {
            let mark = (tab == current).then_some("page");
            let link = route::class_link(id, unit, tab);
            view! { <a href=link aria-current=mark data-tab=name>{name}</a> }
        })
        .collect();
    view! { <nav class="tabs" aria-label="班级页">{links}</nav> }.into_any()
}

/// "这是我的班级": keeps the choice on the phone, or forgets it.
fn keep_button(app: App, id: &str, unit: &str) -> AnyView {
    let this = Mine { notice: id.to_owned(), unit: unit.to_owned() };
    let refused = RwSignal::new(false);
    let mine = this.clone();
    let is_mine = move || app.mine.with(|kept| kept.as_ref() == Some(&mine));
    let is_kept = Memo::new(move |_| is_mine());
    let toggle = move |_| {
        if is_kept.get_untracked() {
            Mine::forget();
            app.mine.set(None);
        } else {
            refused.set(!this.keep());
            app.mine.set(Some(this.clone()));
        }
    };
    let words = move || if is_kept.get() { "已记住，取消" } else { "这是我的班级" };
    let note = move || {
        match (is_kept.get(), refused.get()) {
            (true, true) => "这个浏览器不让网页保存内容，关掉后要重新打开链接",
            (true, false) => "下次打开直接到这一页。只存在这台手机里；微信里可能会被清掉，请同时收藏链接",
            (false, _) => "记住后，下次打开直接到这一页",
        }
    };
    view! {
        <section class="card keep">
            <button class="primary" aria-pressed=move || is_kept.get().to_string() on:click=toggle data-keep>
                {words}
            </button>
            <p class="fine" role="status">{note}</p>
        </section>
    }
    .into_any()
}
