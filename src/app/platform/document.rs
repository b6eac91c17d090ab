//! The document around the program: title, focus, the hand-over from the skeleton.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Window};

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// The element that the program draws in, emptied of the skeleton.
pub fn take_root() -> Option<HtmlElement> {
    let root: HtmlElement = document()?.get_element_by_id("app")?.dyn_into().ok()?;
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

/// Moves the focus to the heading of the screen, so that a screen reader begins there.
pub fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("#app h1").ok()?);
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        // A heading that cannot take the focus costs nothing.
        let _ = heading.focus();
    }
}

/// Scrolls to the top, as a change of page would.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// A property of `globalThis.tucai`, where the page's first script leaves things for the program.
pub(super) fn handed_over(name: &str) -> Option<JsValue> {
    let shared = js_sys::Reflect::get(&js_sys::global(), &"tucai".into()).ok()?;
    let value = js_sys::Reflect::get(&shared, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// Shows the panic screen. `place` is a line of our own source, never anything of the student's.
pub fn show_panic(place: &str) {
    let show = handed_over("panic").and_then(|show| show.dyn_into::<js_sys::Function>().ok());
    if let Some(show) = show {
        // There is nobody left to tell.
        let _ = show.call2(&JsValue::UNDEFINED, &"crash".into(), &place.into());
    }
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
