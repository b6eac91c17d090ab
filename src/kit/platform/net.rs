//! What the kit fetches of a notice.

use js_sys::Promise;
use tucai_json::Value;
use tucai_notice::rules::Look;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{call, member};

#[wasm_bindgen]
extern "C" {
    /// Fetches a file of the site, revalidated; see `public/boot.js`.
    #[wasm_bindgen(js_namespace = tucai)]
    fn get(address: &str) -> Promise;
}

/// A notice's rules on how to look; none where they do not come or cannot be read.
pub async fn look(notice: &str) -> Option<Look> {
    let response = JsFuture::from(get(&["notices/", notice, ".look.json"].concat())).await.ok()?;
    if member(&response, "ok")? != JsValue::TRUE {
        return None;
    }
    let json = call(&response, "json", &[]).await.ok()?;
    tucai_notice::read_look::look(&Value::new(json)).ok()
}
