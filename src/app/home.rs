//! Home: my class on top, then the notices.

use leptos::prelude::*;
use tucai_notice::notice::Standing;
use tucai_notice::{IndexEntry, words};

use crate::load::Loading;
use crate::parts;
use crate::platform::document;
use crate::route;
use crate::state::App;

/// The home screen.
pub fn home(app: App) -> AnyView {
    app.need_index();
    document::set_title("图采 · 毕业生图像采集");
    let mine = move || {
        app.mine.get().map(|mine| {
            view! {
                <section class="card mine">
                    <h2>"我的班级"</h2>
                    <a class="button primary" href=mine.link() data-mine>{mine.unit}</a>
                </section>
            }
        })
    };
    let list = move || match app.index.get() {
        Loading::Idle | Loading::Waiting(_) => view! { <p>"正在打开…"</p> }.into_any(),
        Loading::Ready(index) => {
            let rows: Vec<_> = index.iter().map(row).collect();
            view! { <ul class="links">{rows}</ul> }.into_any()
        }
        Loading::Failed(_, error) => {
            let (title, text) = parts::failure_words(&error);
            view! {
                <div class="problem" data-error>
                    <p><strong>{title}</strong></p>
                    <p>{text}</p>
                    <button class="primary" on:click=move |_| app.need_index()>"重试"</button>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <main class="page">
            <header class="hero">
                <h1 tabindex="-1">"图采"</h1>
                <p>"毕业证照片哪天拍、几点集合、在哪里、怎么穿，一个链接看清楚。"</p>
            </header>
            {mine}
            <section class="card">
                <h2>"选择学校的通知"</h2>
                {list}
            </section>
            <p class="fine">"内容来自学校通知。你的选择只存在这台手机里，不会上传。"</p>
        </main>
    }
    .into_any()
}

fn row(entry: &IndexEntry) -> AnyView {
    let days: Vec<String> = entry.dates.iter().map(|&days| words::days_full(days)).collect();
    let standing = match entry.standing {
        Standing::InForce => None,
        Standing::Postponed { .. } => Some("已延期"),
        Standing::Withdrawn { .. } => Some("已撤回"),
    };
    view! {
        <li>
            <a href=route::notice_link(&entry.id) data-notice=entry.id.clone()>
                <strong>{entry.school.name.clone()}" "{entry.cohort.clone()}</strong>
                {entry.school.inferred.is_some().then(|| view! { <small>"校名为推断"</small> })}
                {standing.map(|word| view! { <b class="mark alarm">{word}</b> })}
                <small>{["采集时间 ", &days.join("、")].concat()}</small>
            </a>
        </li>
    }
    .into_any()
}
