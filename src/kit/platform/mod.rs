//! The only place of the kit that touches the browser.

pub mod camera;
pub mod canvas;
pub mod drag;
pub mod files;
pub mod frame;
pub mod glance;
pub mod net;
pub mod networks;
pub mod page;
pub mod picture;
pub mod root;
pub mod worker;

pub use tucai_store::{shelf, tries};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A member of an object that not every browser has.
fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let member = Reflect::get(object, &name.into()).ok()?;
    (!member.is_undefined() && !member.is_null()).then_some(member)
}

/// Calls a method that not every browser has.
fn invoke(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = member(object, method).ok_or(JsValue::UNDEFINED)?.dyn_into()?;
    method.apply(object, &arguments.iter().collect())
}

/// The same, and waits for what it promises.
async fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let returned = invoke(object, method, arguments)?;
    JsFuture::from(Promise::resolve(&returned)).await
}

/// A member of an object that is a number.
fn number(object: &JsValue, name: &str) -> Option<f64> {
    member(object, name)?.as_f64()
}

/// The name of an exception: `NotAllowedError`.
fn name_of(error: &JsValue) -> String {
    member(error, "name").and_then(|name| name.as_string()).unwrap_or_default()
}
