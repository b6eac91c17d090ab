//! Fetching the files that are the same for everyone.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::document::{handed_over, window};

/// A file's text, and since when it was kept if it comes from the phone instead of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The text.
    pub text: String,
    /// When the kept copy was fetched, an ISO 8601 instant; none if the network answered.
    pub kept: Option<String>,
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetError {
    /// No answer.
    Unreachable,
    /// The server has no such file.
    Missing,
    /// The server answered with another status.
    Refused(u16),
}

/// Fetches `notices/<name>`. The page's first script may already be on its way.
pub async fn notices_file(name: &str) -> Result<Fetched, NetError> {
    let promise = begun(name).or_else(|| {
        let window = window()?;
        Some(window.fetch_with_str(&format!("notices/{name}")))
    });
    let promise = promise.ok_or(NetError::Unreachable)?;
    let response = JsFuture::from(promise).await.map_err(|_| NetError::Unreachable)?;
    let response: Response = response.dyn_into().map_err(|_| NetError::Unreachable)?;
    match response.status() {
        200..=299 => {}
        404 | 410 => return Err(NetError::Missing),
        status => return Err(NetError::Refused(status)),
    }
    let text = response.text().map_err(|_| NetError::Unreachable)?;
    let text = JsFuture::from(text).await.map_err(|_| NetError::Unreachable)?;
    Ok(Fetched {
        text: text.as_string().unwrap_or_default(),
        kept: response.headers().get("x-tucai-kept").ok().flatten(),
    })
}

/// The request that the first script began for this file, once.
fn begun(name: &str) -> Option<Promise> {
    let notice = handed_over("notice")?;
    let property = |name: &str| js_sys::Reflect::get(&notice, &name.into()).ok();
    let id = property("id")?.as_string()?;
    let promise = property("promise")?.dyn_into().ok()?;
    if name.strip_suffix(".json")? != id {
        return None;
    }
    // A response can be read once.
    js_sys::Reflect::set(&notice, &"id".into(), &JsValue::NULL).ok()?;
    Some(promise)
}
