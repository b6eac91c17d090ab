//! All classes of a college or of a counselor, by time.

use leptos::prelude::*;
use tucai_notice::sheet::Tab;
use tucai_notice::slot::Slot;
use tucai_notice::words;

use crate::load::Loaded;
use crate::parts;
use crate::platform::document;
use crate::route;
use crate::state::App;

/// All classes of a college.
pub fn college(app: App, id: &str, name: String) -> AnyView {
    list(app, id, name, |slot| slot.college.as_deref())
}

/// All classes of a counselor.
pub fn counselor(app: App, id: &str, name: String) -> AnyView {
    list(app, id, name, |slot| slot.counselor.as_deref())
}

fn list(app: App, id: &str, name: String, key: fn(&Slot) -> Option<&str>) -> AnyView {
    parts::with_notice(app, id, move |loaded| {
        let wanted = tucai_notice::fold::fold(&name);
        let is_wanted = |slot: &&Slot| key(slot).is_some_and(|name| tucai_notice::fold::fold(name) == wanted);
        let mut slots: Vec<&Slot> = loaded.notice.schedule.slots.iter().filter(is_wanted).collect();
        slots.sort_by_key(|slot| (slot.when.day(), slot.when.clock().0));
        draw(&loaded, &name, &slots)
    })
}

fn draw(loaded: &Loaded, name: &str, slots: &[&Slot]) -> AnyView {
    let notice = &loaded.notice;
    document::set_title(&[name, " · 图采"].concat());
    let rows: Vec<_> = slots.iter().map(|slot| row(loaded, slot)).collect();
    let empty = rows.is_empty().then(|| view! { <p>"这份通知里没有这个名称的班级。"</p> });
    let heads: u32 = slots.iter().filter_map(|slot| slot.heads).sum();
    let sum = [&slots.len().to_string(), "个时段，共", &heads.to_string(), "人"].concat();
    view! {
        {parts::top(notice, false)}
        <main class="page">
            {parts::notice_banners(loaded)}
            <section class="card">
                <h1 tabindex="-1">{name.to_owned()}</h1>
                {(heads > 0).then(|| view! { <p class="fine">{sum}</p> })}
                {empty}
                <ul class="links" data-list>{rows}</ul>
            </section>
        </main>
    }
    .into_any()
}

/// A slot as a link to its class: name, time, place.
pub fn row(loaded: &Loaded, slot: &Slot) -> AnyView {
    let notice = &loaded.notice;
    let name = tucai_notice::seat::label(slot);
    let place = slot.place.as_deref().and_then(|id| notice.place(id)).map(|place| {
        place.short.clone().unwrap_or_else(|| place.name.clone())
    });
    let line = [words::slot_line(slot), place.unwrap_or_default()].join(" ");
    match slot.units.first() {
        Some(unit) => {
            let link = route::class_link(&notice.id, &unit.name, Tab::Plan);
            view! { <li><a href=link><strong>{name}</strong><small>{line}</small></a></li> }.into_any()
        }
        None => view! { <li><p><strong>{name}</strong><small>{line}</small></p></li> }.into_any(),
    }
}
