//! The page.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tucai)]
    fn panic(cause: &str, report: &str);

    #[wasm_bindgen(thread_local_v2, js_namespace = tucai, js_name = early)]
    static EARLY: Early;

    type Early;
    #[wasm_bindgen(method, getter)]
    fn response(this: &Early) -> js_sys::Promise;
}

/// For now: the first data, as it came.
#[component]
fn App() -> impl IntoView {
    let text = RwSignal::new(String::new());
    spawn_local(async move {
        let read = async {
            let response = JsFuture::from(EARLY.with(Early::response)).await?;
            JsFuture::from(response.unchecked_into::<web_sys::Response>().text()?).await
        };
        let read: Result<JsValue, JsValue> = read.await;
        text.set(
            read.ok()
                .and_then(|text| text.as_string())
                .unwrap_or_default(),
        );
    });
    view! { <pre>{text}</pre> }
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        // The place only: a message could quote what a student entered.
        panic(
            "crash",
            &info.location().map(ToString::to_string).unwrap_or_default(),
        );
    }));
    let Some(root) = document().get_element_by_id("app") else {
        return;
    };
    root.set_inner_html("");
    root.remove_attribute("aria-busy").ok();
    mount_to(root.unchecked_into(), App).forget();
}
