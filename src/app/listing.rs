//! All classes of a college or of a counselor, by time.

use leptos::prelude::*;
use tucai_notice::fold::fold;
use tucai_notice::html::Html;
use tucai_notice::seat;
use tucai_notice::sheet::Tab;
use tucai_notice::slot::Slot;
use tucai_notice::{Notice, words};

use crate::load::Loaded;
use crate::parts;
use crate::platform::document;
use crate::route;
use crate::state::App;

/// All classes of a college.
pub fn college(app: App, id: &str, name: String) -> AnyView {
    screen(app, id, name, |slot| slot.college.as_deref())
}

/// All classes of a counselor.
pub fn counselor(app: App, id: &str, name: String) -> AnyView {
    screen(app, id, name, |slot| slot.counselor.as_deref())
}

fn screen(app: App, id: &str, name: String, key: fn(&Slot) -> Option<&str>) -> AnyView {
    parts::with_notice(app, id, move |loaded| {
        let wanted = fold(&name);
        let slots = loaded.notice.schedule.slots.iter();
        let slots = slots.filter(|slot| key(slot).is_some_and(|name| fold(name) == wanted));
        draw(&loaded, &name, &slots.collect::<Vec<_>>())
    })
}

fn draw(loaded: &Loaded, name: &str, slots: &[&Slot]) -> AnyView {
    document::set_title(&[name, " · 图采"].concat());
    let mut html = Html::new();
    html.raw("<h1 tabindex=\"-1\">").text(name).raw("</h1>");
    let heads: u32 = slots.iter().filter_map(|slot| slot.heads).sum();
    let count = slots.len().to_string();
    if slots.is_empty() {
        html.raw("<p>这份通知里没有这个名称的班级。</p>");
    } else if heads > 0 {
        let sum = [&count, "个时段，共", &heads.to_string(), "人"].concat();
        html.wrap("<p class=\"fine\">", &sum, "</p>");
    }
    html.raw("<ul class=\"links\" data-list>");
    for slot in slots {
        row(&loaded.notice, slot, &mut html);
    }
    html.raw("</ul>");
    vec![parts::top(loaded, false), parts::main("list", vec![parts::fixed("card", html)])]
        .into_any()
}

/// A slot as a link to its class: name, time, place.
pub fn row(notice: &Notice, slot: &Slot, html: &mut Html) {
    let place = slot.place.as_deref().and_then(|id| notice.place(id));
    let place = place.map(|place| place.short.as_deref().unwrap_or(&place.name));
    html.raw("<li>");
    match slot.units.as_slice() {
        [] => html.raw("<p><strong>").text(&seat::label(slot)).raw("</strong>"),
        units => {
            for unit in units {
                let link = route::class_link(&notice.id, &unit.name, Tab::Plan);
                html.raw("<a href=\"").text(&link).raw("\" data-unit=\"").text(&unit.name);
                html.raw("\"><strong>").text(&unit.name).raw("</strong></a>");
            }
            html.raw("<p>")
        }
    };
    html.raw("<small>").text(&words::slot_line(slot)).raw(" ").text(place.unwrap_or_default());
    html.raw("</small></p></li>");
}
