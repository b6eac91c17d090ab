//! All classes of a college or of a counselor, by time.

use tucai_notice::fold::fold;
use tucai_notice::html::Html;
use tucai_notice::seat;
use tucai_notice::sheet::Tab;
use tucai_notice::slot::Slot;
use tucai_notice::{Notice, words};

use crate::load::Loaded;
use crate::parts;
use crate::route;
use crate::screen::{Part, Screen};
use crate::state::App;

/// All classes of a college.
pub fn college(app: App, id: &str, name: &str) -> Screen {
    screen(app, id, name, |slot| slot.college.as_deref())
}

/// All classes of a counselor.
pub fn counselor(app: App, id: &str, name: &str) -> Screen {
    screen(app, id, name, |slot| slot.counselor.as_deref())
}

fn screen(app: App, id: &str, name: &str, key: fn(&Slot) -> Option<&str>) -> Screen {
    parts::with_notice(app, id, &|loaded| {
        let wanted = fold(name);
        let slots = loaded.notice.schedule.slots.iter();
        let slots = slots.filter(|slot| key(slot).is_some_and(|name| fold(name) == wanted));
        draw(loaded, name, &slots.collect::<Vec<_>>())
    })
}

fn draw(loaded: &Loaded, name: &str, slots: &[&Slot]) -> Screen {
    let mut html = Html::new();
    html.raw("<h1 tabindex=\"-1\">").text(name).raw("</h1>");
    let heads: u32 = slots.iter().filter_map(|slot| slot.heads).sum();
    if slots.is_empty() {
        html.raw("<p>这份通知里没有这个名称的班级。</p>");
    } else if heads > 0 {
        html.raw("<p class=\"fine\">").text(&slots.len().to_string()).raw("个时段，共");
        html.number(heads).raw("人</p>");
    }
    html.raw("<ul class=\"links\" data-list>");
    for slot in slots {
        row(&loaded.notice, slot, &mut html);
    }
    html.raw("</ul>");
    parts::freshness(&loaded.notice, &mut html);
    Screen {
        name: "list",
        title: [name, " · 图采"].concat(),
        head: parts::top(loaded, false),
        body: vec![Part::Fixed("card", html)],
        ..Screen::default()
    }
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
