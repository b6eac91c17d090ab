//! The document around the program: title, focus, the hand-over from the skeleton.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, Window};

use super::boot;

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// The element that the program draws in, emptied of the skeleton.
pub fn take_root() -> Option<HtmlElement> {
    let root: HtmlElement = document()?.get_element_by_id("app")?.unchecked_into();
    root.set_inner_html("");
    root.set_attribute("aria-busy", "false").ok()?;
    Some(root)
}

/// Sets the title: what a chat program or a tab shows of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Begins a new screen as a new page would: at the top, and for a screen reader at the heading.
pub fn begin_anew() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus_soon("#app h1");
}

/// Focuses what the selector finds once the screen is drawn: what is drawn anew has lost the focus.
pub fn focus_soon(selector: &'static str) {
    Timeout::new(0, move || {
        let element = document().and_then(|document| document.query_selector(selector).ok()?);
        if let Some(element) = element {
            // What cannot take the focus costs nothing.
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    })
    .forget();
}

/// Waits until what was drawn is on the screen.
pub async fn painted() {
    let promise = Promise::new(&mut |resolve, _| {
        // A frame begins before it is painted; the timer after it fires when it has been.
        let then = Closure::once_into_js(move || {
            Timeout::new(0, move || {
                // Nobody is there to hear of a failure, and nothing depends on it.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            })
            .forget();
        });
        let asked = window().map(|window| window.request_animation_frame(then.unchecked_ref()));
        drop(asked);
    });
    // The promise is never refused.
    let _ = JsFuture::from(promise).await;
}

/// Calls back with what the pressed button names in `data-action`, for as long as the page lives.
pub fn on_press(tell: impl Fn(String) + 'static) {
    listen("click", move |element| {
        let button = element.closest("[data-action]").ok().flatten();
        if let Some(action) = button.and_then(|button| button.get_attribute("data-action")) {
            tell(action);
        }
    });
}

/// Calls back with what stands in the search box whenever that changes.
pub fn on_typed(tell: impl Fn(String) + 'static) {
    listen("input", move |element| tell(element.unchecked_into::<HtmlInputElement>().value()));
}

/// One listener for the whole page: what is drawn anew needs no new one.
fn listen(event: &'static str, tell: impl Fn(Element) + 'static) {
    // One closure type for all, so that the machinery behind it is compiled once.
    let tell: Box<dyn Fn(Element)> = Box::new(tell);
    if let Some(document) = document() {
        EventListener::new(&document, event, move |event| {
            if let Some(target) = event.target() {
                tell(target.unchecked_into());
            }
        })
        .forget();
    }
}

/// The sections of a plain page, if it is of this revision.
pub fn cut_details(page: &str, revision: u32) -> Option<String> {
    let holder = holder(page)?;
    let wanted = ["[data-revision=\"", &revision.to_string(), "\"]"].concat();
    let details = holder.query_selector(&wanted).ok()??;
    // A page that broke off would silently lose what stands at its end.
    details.query_selector("[data-end]").ok()??;
    // What is printed open is folded on a phone.
    while let Ok(Some(folded)) = details.query_selector("details[open]") {
        folded.remove_attribute("open").ok()?;
    }
    Some(details.inner_html())
}

/// HTML without the lines that are of other audiences than these.
pub fn only_for(html: &str, audiences: &[&str]) -> Option<String> {
    let holder = holder(html)?;
    let mut others = "[data-audience]".to_owned();
    for audience in audiences {
        others.push_str(&[":not([data-audience=\"", audience, "\"])"].concat());
    }
    while let Ok(Some(other)) = holder.query_selector(&others) {
        other.remove();
    }
    // A section without a line says nothing.
    while let Ok(Some(empty)) = holder.query_selector("ul:empty") {
        empty.parent_element()?.remove();
    }
    Some(holder.inner_html())
}

/// An element outside the page that holds some HTML.
fn holder(html: &str) -> Option<Element> {
    let holder = document()?.create_element("div").ok()?;
    holder.set_inner_html(html);
    Some(holder)
}

/// Shows the panic screen. `place` is a line of our own source, never anything of the student's.
pub fn show_panic(place: &str) {
    boot::panic("crash", place);
}

/// Notes how long the handling of one search took, for the benchmark: `tucai-search` among the
/// browser's performance measures.
pub fn measure_search<T>(search: impl FnOnce() -> T) -> T {
    const START: &str = "tucai-search-start";
    let timeline = window().and_then(|window| window.performance());
    let Some(timeline) = timeline else {
        return search();
    };
    // Measuring is a courtesy: where it fails, the search still answers.
    let _ = timeline.mark(START);
    let found = search();
    let _ = timeline.measure_with_start_mark("tucai-search", START);
    found
}
