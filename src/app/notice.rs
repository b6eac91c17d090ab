//! A notice: search a class, college or counselor, or find it in the list.

use tucai_notice::html::Html;
use tucai_notice::link::WHOLE;
use tucai_notice::lookup::HitKind;
use tucai_notice::sheet::Tab;
use tucai_notice::slot::{Slot, SlotKind};
use tucai_notice::{Notice, words};

use crate::find::Helper;
use crate::listing;
use crate::parts;
use crate::platform::document;
use crate::platform::finder::Hit;
use crate::route;
use crate::screen::{Screen, Slot as Place};
use crate::state::{Model, Wants};

/// So many hits are shown; who needs more types more.
const MOST_HITS: u32 = 12;

/// Up to so many slots are listed at once, more are grouped by college.
const MOST_LISTED: usize = 40;

/// The notice screen.
pub fn screen(model: &Model, id: &str, wants: &mut Wants) -> Screen {
    parts::with_notice(model, id, wants, &|loaded, wants| {
        let notice = &loaded.notice;
        // Whoever comes here is about to search.
        wants.finder = true;
        let title = [notice.school.name.as_str(), " ", &notice.cohort, " · 图采"];
        let mut screen = parts::screen_of(loaded, "notice", &title);
        let intro = screen.at(Place::Intro);
        intro.raw("<div class=\"hero\"><h1 tabindex=\"-1\">找到你的班级</h1><p>采集时间 ");
        intro.text(&words::dates(&notice.schedule.dates)).raw("</p></div>");
        let missing = notice.schedule.table_missing.as_deref().unwrap_or_default();
        intro.wrap(
            "<p class=\"banner\" data-missing>学校的具体安排表没有收录在这里：",
            missing,
            "</p>",
        );
        intro.raw("<section class=\"card\" role=\"search\"><label for=\"search\">班级、学院或辅导员</label>");
        intro.raw("<input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" enterkeyhint=\"search\"></section>");
        if let Some(hits) = hits(model) {
            *screen.at(Place::Hits) = hits;
        }
        let rest = screen.at(Place::Rest);
        for who in &notice.excluded {
            rest.raw("<p class=\"fine\">").text(&who.who).raw("：").text(&who.instead).raw("</p>");
        }
        all(notice, rest);
        *screen.at(Place::Details) = parts::details(model, notice, "source", &[], wants);
        screen
    })
}

/// What is found for the words typed so far; none while the finder is not here.
pub fn hits(model: &Model) -> Option<Html> {
    let loaded = model.loaded()?;
    let typed = model.typed.trim();
    let mut html = Html::new();
    if typed.is_empty() {
        return Some(html);
    }
    html.raw("<section class=\"card\"><p class=\"fine\" data-count>");
    match &model.helper {
        Helper::Here(of, finder) if *of == loaded.json => {
            let hits = document::measure_search(|| finder.hits(typed, MOST_HITS));
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
        }
        Helper::Failed => {
            html.raw("搜索没有打开，请在下面的列表里找</p>");
        }
        _ => return None,
    }
    html.raw("</section>");
    Some(html)
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
        html.raw("<section class=\"card\"><h2>全部安排</h2><a href=\"");
        html.text(&route::college_link(&notice.id, WHOLE))
            .raw("\">老师用：发通知、打印、名单</a><ul class=\"links\">");
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
    html.text(&slots().count().to_string())
        .raw("个班</small></summary><ul class=\"links\"><li><a href=\"");
    html.text(&route::college_link(&notice.id, college)).raw("\">学院全部安排</a></li>");
    for slot in slots() {
        listing::row(notice, slot, html);
    }
    html.raw("</ul></details>");
}
