//! Fetching the files that are the same for everyone.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::boot;

/// Why a file did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetError {
    /// No answer.
    Unreachable,
    /// The server has no such file.
    Missing,
    /// The server answered with another status.
    Refused(u16),
    /// The answer broke off, or is not what its name says.
    Garbled,
}

/// Fetches and parses `notices/<name>`, and puts the division into it that a link carries; and since when it was kept, an ISO 8601 instant, if it comes
/// from the phone because the network did not answer.
pub async fn json(name: &str, plan: &str) -> Result<(JsValue, Option<String>), NetError> {
    let response = get(name).await?;
    let kept = response.headers().get("x-tucai-kept").ok().flatten();
    let json = body(boot::json(&response, plan)).await;
    // More often than a file that broke off, it is the finder that did not come.
    Ok((json.map_err(|error| if plan.is_empty() { error } else { NetError::Unreachable })?, kept))
}

/// Fetches `notices/<name>` as text.
pub async fn text(name: &str) -> Result<String, NetError> {
    let text = body(get(name).await?.text()).await?;
    text.as_string().ok_or(NetError::Garbled)
}

async fn body(promise: Result<Promise, JsValue>) -> Result<JsValue, NetError> {
    let promise = promise.map_err(|_| NetError::Garbled)?;
    JsFuture::from(promise).await.map_err(|_| NetError::Garbled)
}

/// A response that is what was asked for.
async fn get(name: &str) -> Result<Response, NetError> {
    let promise = boot::get(&["notices/", name].concat()).map_err(|_| NetError::Unreachable)?;
    let response = JsFuture::from(promise).await.map_err(|_| NetError::Unreachable)?;
    let response: Response = response.unchecked_into();
    match response.status() {
        200..=299 => Ok(response),
        404 | 410 => Err(NetError::Missing),
        status => Err(NetError::Refused(status)),
    }
}
