//! The page around the tools.

use tucai_pane::Root;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

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

/// Puts a text into a field.
pub fn fill(root: &Root, selector: &str, text: &str) {
    let Some(field) = root.find(selector) else {
        return;
    };
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    }
}
