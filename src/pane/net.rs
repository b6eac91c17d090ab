//! Files of the site.

use js_sys::Promise;
use tucai_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    /// Fetches a file of the site, revalidated; see `public/boot.js`.
    #[wasm_bindgen(js_namespace = tucai)]
    fn get(address: &str) -> Promise;
}

/// Why a file did not come. The network's move is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetError {
    /// Nobody answered.
    Unreachable,
    /// There is no such file.
    Missing,
    /// The host answered with another status.
    Refused(u16),
    /// The answer broke off.
    Garbled,
}

/// A file of the site, as the browser parsed it, by its address relative to the page.
pub async fn get_json(address: &str) -> Result<Value, NetError> {
    let response = JsFuture::from(get(address)).await.map_err(|_| NetError::Unreachable)?;
    let response: Response = response.unchecked_into();
    match response.status() {
        200 => {}
        404 | 410 => return Err(NetError::Missing),
        status => return Err(NetError::Refused(status)),
    }
    let json = response.json().map_err(|_| NetError::Garbled)?;
    let json = JsFuture::from(json).await.map_err(|_| NetError::Garbled)?;
    Ok(Value::new(json))
}
