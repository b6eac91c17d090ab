//! What leaves the page at the student's own hand: the clipboard, the share sheet, a saved file.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlTextAreaElement, Url};

use crate::page::window;

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let member = Reflect::get(object, &name.into()).ok()?;
    (!member.is_undefined() && !member.is_null()).then_some(member)
}

/// Copies a text; whether it is in the clipboard now. Call it from a press: browsers demand one.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().and_then(|window| member(&window.navigator(), "clipboard"));
    let write = clipboard.as_ref().and_then(|it| member(it, "writeText"));
    if let (Some(clipboard), Some(write)) = (clipboard, write) {
        let write: js_sys::Function = write.unchecked_into();
        if let Ok(promise) = write.call1(&clipboard, &text.into())
            && JsFuture::from(Promise::resolve(&promise)).await.is_ok()
        {
            return true;
        }
    }
    copy_as_of_old(text).unwrap_or(false)
}

/// By a text area and its selection: web views refuse the clipboard's own interface.
fn copy_as_of_old(text: &str) -> Option<bool> {
    let document = window()?.document()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.unchecked_into();
    area.set_value(text);
    area.set_attribute("readonly", "").ok()?;
    area.set_attribute("class", "sr").ok()?;
    // Inside an open dialog, else the focus cannot leave for it.
    let place = document.query_selector("dialog[open]").ok().flatten();
    let place = place.or_else(|| document.body().map(Into::into))?;
    place.append_child(&area).ok()?;
    area.select();
    let command: js_sys::Function = member(&document, "execCommand")?.unchecked_into();
    let copied = command.call1(&document, &"copy".into()).ok()?.as_bool();
    area.remove();
    copied
}

/// Whether there is a share sheet for texts.
pub fn can_share() -> bool {
    window().is_some_and(|window| member(&window.navigator(), "share").is_some())
}

/// Opens the share sheet with a text and an address; whether it took them. Call it from a press.
pub async fn share(title: &str, text: &str, url: &str) -> bool {
    let Some(navigator) = window().map(|window| JsValue::from(window.navigator())) else {
        return false;
    };
    let Some(share) = member(&navigator, "share") else {
        return false;
    };
    let data = Object::new();
    for (name, value) in [("title", title), ("text", text), ("url", url)] {
        if !value.is_empty() {
            // A fresh object takes any member.
            let _ = Reflect::set(&data, &name.into(), &value.into());
        }
    }
    let share: js_sys::Function = share.unchecked_into();
    match share.call1(&navigator, &data) {
        Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await.is_ok(),
        Err(_) => false,
    }
}

/// Saves bytes as a file of this name; whether the browser was asked to. Web views inside other apps
/// often ignore it: offer another way there.
pub fn save(name: &str, kind: &str, bytes: &[u8]) -> bool {
    try_save(name, kind, bytes).is_some()
}

fn try_save(name: &str, kind: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&js_sys::Uint8Array::from(bytes));
    let about = BlobPropertyBag::new();
    about.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &about).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let document = window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The browser reads it after this turn.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}
