//! A class that the notice does not list: the nearest that it does, and whom to ask. Never an empty
//! page.

use leptos::prelude::*;
use tucai_notice::lookup::Found;
use tucai_notice::sheet::{self, Tab};

use crate::load::Loaded;
use crate::parts;
use crate::platform::document;
use crate::route;

/// The screen for a name that matches nothing.
pub fn screen(loaded: &Loaded, asked: &str, found: &Found) -> AnyView {
    let notice = &loaded.notice;
    document::set_title(&["没有找到 ", asked, " · 图采"].concat());
    let excluded = found.excluded.and_then(|index| notice.excluded.get(index)).map(|who| {
        view! {
            <section class="card" data-excluded>
                <h2>{who.who.clone()}</h2>
                <p>{who.instead.clone()}</p>
                <details><summary>"原文"</summary><q>{who.says.clone()}</q></details>
            </section>
        }
    });
    let nearest: Vec<_> = found
        .nearest
        .iter()
        .map(|near| {
            let link = route::class_link(&notice.id, &near.name, Tab::Plan);
            view! { <li><a href=link data-nearest>{near.name.clone()}</a></li> }
        })
        .collect();
    let nearest = (!nearest.is_empty()).then(|| {
        view! { <h2>"是不是这些"</h2><ul class="links">{nearest}</ul> }
    });
    let contacts =
        sheet::sections(notice, None, Tab::Plan).into_iter().find(|one| one.id == "contacts");
    view! {
        {parts::top(notice, false)}
        <main class="page">
            {parts::notice_banners(loaded)}
            <section class="card" data-unknown>
                <h1 tabindex="-1">"通知里没有“"{asked.to_owned()}"”"</h1>
                <p>"名称可能和通知里的写法不同，也可能不在这份通知的安排里。拿不准时，请问辅导员或学院，不要自己推断时间。"</p>
                {nearest}
                <p><a class="button" href=route::notice_link(&notice.id)>"查其他班级"</a></p>
            </section>
            {excluded}
            {contacts.map(parts::section)}
        </main>
    }
    .into_any()
}
