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
    let address = ["notices/", name].concat();
    let promise = begun(&address).or_else(|| Some(window()?.fetch_with_str(&address)));
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

/// The request that the first script began for this file; a response can be read once.
fn begun(address: &str) -> Option<Promise> {
    let early = handed_over("early")?;
    let property = |name: &str| js_sys::Reflect::get(&early, &name.into()).ok();
    if property("address")?.as_string()? != address {
        return None;
    }
    let response = property("response")?.dyn_into().ok()?;
    js_sys::Reflect::set(&early, &"address".into(), &JsValue::NULL).ok()?;
    Some(response)
}
