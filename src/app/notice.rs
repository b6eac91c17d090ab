//! A notice: search a class, college or counselor, or find it in the list.

use leptos::prelude::*;
use tucai_notice::html::Html;
use tucai_notice::search::{Hit, HitKind};
use tucai_notice::sheet::Tab;
use tucai_notice::slot::{Slot, SlotKind};
use tucai_notice::{Notice, words};

use crate::listing;
use crate::load::Loaded;
use crate::parts;
use crate::platform::document;
use crate::route;
use crate::screen::{Part, Screen, live};
use crate::state::App;

/// So many hits are shown; who needs more types more.
const MOST_HITS: usize = 12;

/// Up to so many slots are listed at once, more are grouped by college.
const MOST_LISTED: usize = 40;

/// The notice screen.
pub fn screen(app: App, id: &str) -> Screen {
    parts::with_notice(app, id, &|loaded| {
        let notice = &loaded.notice;
        let mut hero = Html::new();
        hero.raw("<h1 tabindex=\"-1\">找到你的班级</h1><p>采集时间 ");
        hero.text(&words::dates(&notice.schedule.dates)).raw("</p>");
        let missing = notice.schedule.table_missing.as_deref().unwrap_or_default();
        hero.wrap("<p class=\"banner\" data-missing>", missing, "</p>");
        let mut label = Html::new();
        label.raw("<label for=\"search\">班级、学院或辅导员</label>");
        let hits = {
            let loaded = loaded.clone();
            live(move || app.typed.with(|typed| hits(&loaded, typed)))
        };
        let search = vec![Part::Fixed("", label), Part::Search, Part::Live("hits", hits)];
        let mut rest = Html::new();
        for who in &notice.excluded {
            rest.raw("<p class=\"fine\">").text(&who.who).raw("：").text(&who.instead).raw("</p>");
        }
        all(notice, &mut rest);
        parts::freshness(notice, &mut rest);
        Screen {
            name: "notice",
            title: [&notice.school.name, " ", &notice.cohort, " · 图采"].concat(),
            head: parts::top(loaded, true),
            body: vec![
                Part::Fixed("hero", hero),
                Part::Box("card search", search),
                Part::Fixed("stack", rest),
                parts::details(app, notice, "stack show-source", None),
            ],
            ..Screen::default()
        }
    })
}

fn hits(loaded: &Loaded, typed: &str) -> Html {
    let mut html = Html::new();
    if typed.trim().is_empty() {
        return html;
    }
    let hits = document::measure_search(|| loaded.names.search(typed, MOST_HITS));
    html.raw("<p class=\"fine\" role=\"status\" data-count>");
    if hits.is_empty() {
        html.raw("没有找到，换个写法试试，或在下面的列表里找</p>");
    } else {
        html.raw("找到").text(&hits.len().to_string()).raw("项</p>");
    }
    html.raw("<ul class=\"links\" data-hits>");
    for hit in &hits {
        hit_row(&loaded.notice, hit, &mut html);
    }
    html.raw("</ul>");
    html
}

fn hit_row(notice: &Notice, hit: &Hit, html: &mut Html) {
    let address = match hit.kind {
        HitKind::Unit | HitKind::Excluded => route::class_link(&notice.id, &hit.name, Tab::Plan),
        HitKind::College => route::college_link(&notice.id, &hit.name),
        HitKind::Counselor => route::counselor_link(&notice.id, &hit.name),
    };
    html.raw("<li>");
    listing::link(&address, &hit.name, html);
    html.raw("<small>");
    match hit.kind {
        HitKind::Unit => {
            let slot = notice.schedule.slots.get(hit.slot);
            html.text(&slot.map(words::slot_line).unwrap_or_default())
        }
        HitKind::College => html.raw("学院的全部班级"),
        HitKind::Counselor => html.raw("辅导员的全部班级"),
        HitKind::Excluded => html.raw("不在这份通知的采集对象里"),
    };
    html.raw("</small></li>");
}

/// Every unit: in one list, or by college where there are many.
fn all(notice: &Notice, html: &mut Html) {
    let slots = &notice.schedule.slots;
    if slots.len() <= MOST_LISTED {
        html.raw("<section class=\"card\"><h2>全部安排</h2><ul class=\"links\">");
        for slot in slots {
            listing::row(notice, slot, html);
        }
        html.raw("</ul></section>");
        return;
    }
    html.raw("<section class=\"card\"><h2>按学院找</h2>");
    let mut colleges: Vec<&str> = Vec::new();
    for college in slots.iter().filter_map(|slot| slot.college.as_deref()) {
        if !colleges.contains(&college) {
            colleges.push(college);
            group(notice, college, html);
        }
    }
    html.raw("</section>");
}

/// A college and its classes, folded.
fn group(notice: &Notice, college: &str, html: &mut Html) {
    let is_its =
        |slot: &&Slot| slot.kind == SlotKind::Capture && slot.college.as_deref() == Some(college);
    let slots = || notice.schedule.slots.iter().filter(is_its);
    html.raw("<details class=\"group\"><summary><span>").text(college).raw("</span><small>");
    html.text(&slots().count().to_string()).raw("个班</small></summary><ul class=\"links\">");
    for slot in slots() {
        listing::row(notice, slot, html);
    }
    html.raw("</ul></details>");
}
