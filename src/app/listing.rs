//! All classes of a college or of a counselor, by time.

use tucai_notice::html::Html;
use tucai_notice::link::WHOLE;
use tucai_notice::lookup::time;
use tucai_notice::quick::plain;
use tucai_notice::seat;
use tucai_notice::sheet::Tab;
use tucai_notice::slot::Slot;
use tucai_notice::{Notice, words};

use crate::parts;
use crate::route;
use crate::screen::{Screen, Slot as Place};
use crate::state::{Model, Wants};

/// What a counselor or a college does with its classes, and what it is called.
const TOOLS: [(&str, &str); 4] = [
    ("share", "发给班级：链接、群里的文字、海报"),
    ("sheet", "打印安排表，查看撞期和变动"),
    ("list", "名单：排队、点名、补照通知"),
    ("split", "把学院时段分到班级"),
];

/// All slots that `key` gives the name, of a college or of a counselor.
pub fn screen(
    model: &Model,
    id: &str,
    name: &str,
    wants: &mut Wants,
    key: fn(&Slot) -> Option<&str>,
) -> Screen {
    parts::with_notice(model, id, wants, &|loaded, _| {
        let notice = &loaded.notice;
        let wanted = plain(name);
        let mut slots: Vec<&Slot> = Vec::new();
        for slot in &notice.schedule.slots {
            if wanted == WHOLE || key(slot).is_some_and(|name| plain(name) == wanted) {
                let later = slots.iter().position(|other| time(other) > time(slot));
                slots.insert(later.unwrap_or(slots.len()), slot);
            }
        }
        let mut screen = parts::screen_of(loaded, "list", &[name, " · 图采"]);
        let html = screen.at(Place::Rest);
        html.raw("<section class=\"card\"><h1 tabindex=\"-1\">").text(name).raw("</h1>");
        // A division counts the same heads again.
        let counted = slots.iter().filter(|slot| slot.divided.is_none());
        let heads: u32 = counted.filter_map(|slot| slot.heads).sum();
        if heads > 0 {
            html.raw("<p class=\"fine\">共").number(heads).raw("人</p>");
        } else if slots.is_empty() {
            html.raw("<p>这份通知里没有这个名称。</p>");
        }
        if !notice.plan.is_empty() {
            html.raw(
                "<p class=\"doubt\">标明“学院安排”的时间来自链接，不是学校通知，本站没有核实</p>",
            );
        }
        html.raw("<ul class=\"links\" data-list>");
        for slot in &slots {
            row(notice, slot, html);
        }
        html.raw("</ul></section>");
        if !slots.is_empty() {
            // A window is one college's to divide.
            for (part, words) in TOOLS.into_iter().take(if wanted == WHOLE { 3 } else { 4 }) {
                parts::folded(model, notice, ("tucai-desk", part), words, html);
            }
        }
        parts::freshness(notice, html);
        screen
    })
}

/// A slot as links to its units, with time and place.
pub fn row(notice: &Notice, slot: &Slot, html: &mut Html) {
    html.raw("<li>");
    if slot.units.is_empty() {
        html.raw("<strong>").text(&seat::label(slot)).raw("</strong>");
    }
    for unit in &slot.units {
        link(&route::class_link(&notice.id, &unit.name, Tab::Plan), &unit.name, html);
    }
    let place = slot.place.as_deref().and_then(|id| notice.place(id));
    let place = place.map(|place| place.short.as_deref().unwrap_or(&place.name));
    html.raw("<small>").text(&words::slot_line(slot)).raw(" ").text(place.unwrap_or_default());
    html.raw("</small></li>");
}

/// A link to a unit, a college or a counselor.
pub fn link(address: &str, name: &str, html: &mut Html) {
    html.raw("<a href=\"").text(address).raw("\" data-unit=\"").text(name).raw("\">");
    html.text(name).raw("</a>");
}
