//! The page around the tools.

use std::cell::RefCell;

use gloo::events::EventListener;
use tucai_notice::html::Html;
use tucai_pane::Root;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

thread_local! {
    /// Waits for the end of the present printing.
    static PRINTING: RefCell<Option<EventListener>> = const { RefCell::new(None) };
}

/// The address of the site's home, without fragment and query.
pub fn home() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |it: Option<String>| it.unwrap_or_default();
    let origin = part(location.as_ref().and_then(|it| it.origin().ok()));
    let path = part(location.as_ref().and_then(|it| it.pathname().ok()));
    let folder = path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or("/");
    [origin.as_str(), folder].concat()
}

/// Selects all that stands in a field, for a long press to copy.
pub fn select(root: &Root, selector: &str) {
    let Some(field) = root.find(selector) else {
        return;
    };
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        // What cannot take the focus can still be marked by hand.
        let _ = area.focus();
        area.select();
    } else if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
        let _ = field.focus();
        field.select();
    }
}

/// Makes a text area as high as its text.
pub fn show_whole(root: &Root, selector: &str) {
    if let Some(area) = root.find(selector) {
        let area: HtmlElement = area.unchecked_into();
        let border = area.offset_height() - area.client_height();
        let height = format!("{}px", area.scroll_height() + border);
        // Else it scrolls.
        let _ = area.style().set_property("height", &height);
    }
}

/// The bytes of a `data:` address in base64.
pub fn bytes(address: &str) -> Option<Vec<u8>> {
    let (_, text) = address.split_once(";base64,")?;
    let binary = web_sys::window()?.atob(text).ok()?;
    binary.chars().map(|char| u8::try_from(u32::from(char)).ok()).collect()
}

/// Prints this and nothing else of the page. `class` names its paper: see `desk.css`. Whether there is
/// a print dialog.
pub fn print_only(class: &'static str, html: Html) -> bool {
    try_print(class, html).unwrap_or(false)
}

fn try_print(class: &str, html: Html) -> Option<bool> {
    let window = web_sys::window()?;
    let body = window.document()?.body()?;
    let clear = |body: &HtmlElement| {
        while let Some(old) = body.query_selector(".only-print").ok().flatten() {
            old.remove();
        }
    };
    clear(&body);
    let sheet = window.document()?.create_element("div").ok()?;
    sheet.set_class_name(&["only-print ", class].concat());
    sheet.set_inner_html(&html.finish());
    body.append_child(&sheet).ok()?;
    body.class_list().add_1("prints-only").ok()?;
    let place = body.clone();
    let done = EventListener::new(&window, "afterprint", move |_| {
        clear(&place);
        // A class of our own can always go.
        let _ = place.class_list().remove_1("prints-only");
    });
    PRINTING.set(Some(done));
    Some(tucai_pane::print())
}
