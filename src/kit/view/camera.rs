//! Looking through the camera.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlVideoElement;

use super::load::album;
use crate::platform::{camera, page, picture};
use crate::tab::Tab;

/// Milliseconds from one attempt to the next, at least: a phone that is warm is a phone that is slow.
const PAUSE_MS: u32 = 100;

/// Pixels of a frame's longer side.
const FRAME: f64 = 1280.0;

/// The camera's picture, and attempts to read it until one succeeds.
pub fn view(tab: Tab) -> impl IntoView {
    let video = NodeRef::<leptos::html::Video>::new();
    // While the page is out of sight the camera is off.
    let visible = RwSignal::new(true);
    let listener = StoredValue::new_local(page::on_visibility(move |hidden| visible.set(!hidden)));
    on_cleanup(move || listener.dispose());
    Effect::new(move || {
        if let Some(video) = video.get()
            && visible.get()
        {
            spawn_local(run(tab, HtmlVideoElement::clone(&video), visible));
        }
    });
    view! {
        <section class="card camera">
            <h2 tabindex="-1">"把码放进画面"</h2>
            <video node_ref=video muted playsinline data-camera></video>
            <p>"整个码都在画面里，离它约一个手掌。读到就会停下。"</p>
            <p class="row">
                <button type="button" data-action="cancel" on:click=move |_| tab.dismiss()>
                    "停止"
                </button>
                {album(tab, "从相册选图", false)}
            </p>
        </section>
    }
}

async fn run(tab: Tab, video: HtmlVideoElement, visible: RwSignal<bool>) {
    let camera = match camera::turn_on().await {
        Ok(camera) => camera,
        Err(error) => {
            if video.is_connected() {
                tab.camera_failed(error.into());
            }
            return;
        }
    };
    camera.show_in(&video).await;
    // The element goes when the student leaves the view, the tab or the class.
    while video.is_connected() && visible.try_get_untracked() == Some(true) {
        if let Some(frame) = picture::frame(&video, FRAME)
            && tab.read_frame(frame).await
        {
            break;
        }
        camera::next_frame(PAUSE_MS).await;
    }
}
