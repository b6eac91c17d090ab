//! What this program alone needs of the browser: a file that the student chose.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    /// The text of a file: all browsers above the floor have it.
    #[wasm_bindgen(extends = web_sys::Blob, js_name = File)]
    type TextFile;

    #[wasm_bindgen(method)]
    fn text(this: &TextFile) -> Promise;

    /// Says something that has to be seen before the page goes.
    #[wasm_bindgen(js_name = alert)]
    pub fn say(words: &str);
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// More bytes than were allowed.
    TooLarge,
    /// The browser cannot read it.
    Unreadable,
}

/// The text of the file that was chosen in a field, which is emptied: the same may be chosen again. None
/// where nothing was chosen.
pub async fn chosen(field: Element, most: usize) -> Option<Result<String, FileError>> {
    let field: HtmlInputElement = field.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    if file.size() > f64::from(u32::try_from(most).unwrap_or(u32::MAX)) {
        field.set_value("");
        return Some(Err(FileError::TooLarge));
    }
    let file: TextFile = file.unchecked_into();
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    field.set_value("");
    Some(text.ok_or(FileError::Unreadable))
}
