//! The kept codes.

use leptos::prelude::*;

use crate::platform::page;
use crate::record::{LONGEST_LABEL, Source};
use crate::shelf::{Id, Kept};
use crate::tab::Tab;
use crate::words;

/// All of them: those of this notice first, the others folded.
pub fn list(tab: Tab) -> impl IntoView {
    move || {
        tab.shelf.with(|shelf| {
            let notice = tab.notice.get_value();
            let here: Vec<_> = shelf.of(&notice).cloned().collect();
            let away: Vec<_> = shelf
                .codes
                .iter()
                .filter(|kept| kept.record.about.notice != notice)
                .cloned()
                .collect();
            let lasting = words::lasting(shelf.lasting);
            let (count, others) = (here.len(), away.len());
            let total = shelf.codes.len() + shelf.unusable;
            let unusable = shelf.unusable;
            view! {
                {(!here.is_empty())
                    .then(|| {
                        view! {
                            <section class="card kept" data-kept=count>
                                <h2 tabindex="-1">"存好的采集码"</h2>
                                {(count > 1)
                                    .then(|| {
                                        view! {
                                            <p class="doubt">
                                                "这里有几个码，出示前看清学校和层次。"
                                            </p>
                                        }
                                    })}
                                <ul class="codes">
                                    {here.into_iter().map(|kept| one(tab, kept)).collect_view()}
                                </ul>
                                <p class="fine" data-lasting>{lasting}</p>
                            </section>
                        }
                    })}
                {(!away.is_empty())
                    .then(|| {
                        view! {
                            <details class="card" data-away=others>
                                <summary>{format!("在别的通知里存的码（{others}）")}</summary>
                                <ul class="codes">
                                    {away.into_iter().map(|kept| one(tab, kept)).collect_view()}
                                </ul>
                            </details>
                        }
                    })}
                {(unusable > 0)
                    .then(|| {
                        view! {
                            <p class="doubt" data-unusable=unusable>
                                {format!("有 {unusable} 份存下的内容已经损坏，无法使用。请重新存一次。")}
                            </p>
                        }
                    })}
                {(total > 1 || unusable > 0)
                    .then(|| {
                        view! {
                            <p>
                                <button
                                    type="button"
                                    class="plain-button"
                                    data-action="remove-all"
                                    on:click=move |_| remove(tab, None)
                                >
                                    "全部删除"
                                </button>
                            </p>
                        }
                    })}
            }
        })
    }
}

fn one(tab: Tab, kept: Kept) -> impl IntoView {
    let about = kept.record.about.clone();
    let id = kept.id;
    let came = match about.source {
        Source::Album => "来自相册",
        Source::Paste => "粘贴",
        Source::Drop => "拖入",
        Source::Camera => "相机扫描",
    };
    let made = format!("{}存 · {came} {}×{}", page::day(about.kept), about.size.0, about.size.1);
    let name = if about.label.is_empty() { about.unit.clone() } else { about.label.clone() };
    let typed = RwSignal::new(about.label);
    let like = words::looks_like(about.kind);
    view! {
        <li data-code>
            <div class="code-head">
                {(!kept.crop.is_empty())
                    .then(|| view! { <img class="thumb" src=kept.crop.clone() alt="存下的码和它周围的部分" /> })}
                <div>
                    <strong>{name}</strong>
                    <small>{made}</small>
                    {like.map(|like| view! { <small class="doubt">{format!("像是{like}，由你确认为采集码")}</small> })}
                </div>
            </div>
            <button type="button" class="primary" data-action="show" on:click=move |_| tab.show(id)>
                "出示"
            </button>
            <details>
                <summary>"改名或删除"</summary>
                <div class="row">
                    <label>
                        "给它起个名字"
                        <input
                            type="text"
                            maxlength=LONGEST_LABEL
                            placeholder="如 本科、专升本"
                            prop:value=move || typed.get()
                            on:input=move |event| typed.set(event_target_value(&event))
                        />
                    </label>
                    <button
                        type="button"
                        data-action="name"
                        on:click=move |_| tab.name(id, &typed.get_untracked())
                    >
                        "保存名字"
                    </button>
                    <button
                        type="button"
                        class="danger"
                        data-action="remove"
                        on:click=move |_| remove(tab, Some(id))
                    >
                        "删除这个码"
                    </button>
                </div>
            </details>
        </li>
    }
}

fn remove(tab: Tab, id: Option<Id>) {
    let question = if id.is_some() {
        "删除这个采集码？删除后要重新选图才能再存。"
    } else {
        "删除这台手机里存的所有采集码？"
    };
    if page::sure(question) {
        tab.remove(id);
    }
}
