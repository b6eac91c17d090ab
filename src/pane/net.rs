//! Files of the site.

use js_sys::Promise;
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

/// The text of a file of the site, by its address relative to the page.
pub async fn get_text(address: &str) -> Result<String, NetError> {
    let response = JsFuture::from(get(address)).await.map_err(|_| NetError::Unreachable)?;
    let response: Response = response.unchecked_into();
    match response.status() {
        200 => {}
        404 | 410 => return Err(NetError::Missing),
        status => return Err(NetError::Refused(status)),
    }
    let text = response.text().map_err(|_| NetError::Garbled)?;
    let text = JsFuture::from(text).await.map_err(|_| NetError::Garbled)?;
    text.as_string().ok_or(NetError::Garbled)
}
