//! Choosing a picture, and waiting for what comes of it.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::platform::{camera, files};
use crate::record::Source;
use crate::tab::Tab;

/// A button that opens the album.
pub fn album(tab: Tab, words: &'static str, primary: bool) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    let take = move |_| {
        let file = field.get_untracked().and_then(|field| {
            let field: &HtmlInputElement = &field;
            files::chosen(field)
        });
        if let Some(file) = file {
            tab.load(file, Source::Album);
        }
    };
    view! {
        <label class="button file" class:primary=primary>
            <input type="file" accept="image/*" node_ref=field on:change=take data-action="album" />
            {words}
        </label>
    }
}

/// The ways in.
pub fn choose(tab: Tab) -> impl IntoView {
    let some = move || tab.shelf.with(|shelf| !tab.of_here(shelf).is_empty());
    let title = move || if some() { "再存一个码" } else { "存采集码" };
    let text = move || {
        if some() {
            "有几个学籍就有几个码。换了更清楚的图，也可以再存一次。"
        } else {
            "选出保存采集码的那张图，马上知道它扫不扫得出，并存在这台手机里。图不会上传。"
        }
    };
    view! {
        <section class="card load">
            <h2 tabindex="-1">{title}</h2>
            <p>{text}</p>
            <div class="ways">
                {move || album(tab, "从相册选图", !some())}
                <Show when=camera::is_offered>
                    <button type="button" data-action="camera" on:click=move |_| tab.look()>
                        "用相机扫"
                    </button>
                </Show>
                <Show when=files::can_paste>
                    <button type="button" data-action="paste" on:click=move |_| tab.paste()>
                        "粘贴图片"
                    </button>
                </Show>
            </div>
            <p class="fine by-mouse">"也可以把图拖到这一页，或按 Ctrl+V 粘贴。"</p>
        </section>
    }
}

/// Something is under way, and may be given up.
pub fn waiting(tab: Tab, words: &'static str) -> impl IntoView {
    view! {
        <section class="card load">
            <h2 role="status">{words}</h2>
            <div class="bar" aria-hidden="true"><i></i></div>
            <p>
                <button type="button" data-action="cancel" on:click=move |_| tab.dismiss()>"取消"</button>
            </p>
        </section>
    }
}

/// The code is being proven and kept.
pub fn keeping() -> impl IntoView {
    view! {
        <section class="card load">
            <h2 role="status">"正在核对并保存…"</h2>
            <div class="bar" aria-hidden="true"><i></i></div>
        </section>
    }
}
