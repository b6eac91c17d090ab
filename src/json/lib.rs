//! JSON as the browser parsed it, for the programs that read notices there: the page and the finder.

use js_sys::{Array, Reflect};
use tucai_notice::read::Json;
use wasm_bindgen::{JsCast, JsValue};

/// A value in a document that the browser parsed.
pub struct Value(JsValue);

impl Value {
    /// Wraps what the browser parsed.
    pub fn new(value: JsValue) -> Self {
        Self(value)
    }

    fn boxed(value: JsValue) -> Option<Box<dyn Json>> {
        let there = !value.is_null() && !value.is_undefined();
        there.then(|| Box::new(Self(value)) as Box<dyn Json>)
    }
}

impl Json for Value {
    fn part(&self, name: &str) -> Option<Box<dyn Json>> {
        Self::boxed(Reflect::get(&self.0, &name.into()).ok()?)
    }

    fn item(&self, index: u32) -> Option<Box<dyn Json>> {
        Self::boxed(self.0.dyn_ref::<Array>()?.get(index))
    }

    fn is_array(&self) -> bool {
        Array::is_array(&self.0)
    }

    fn is_object(&self) -> bool {
        self.0.is_object() && !self.is_array()
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<u32> {
        let number = self.0.as_f64()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "compared back")]
        let whole = number as u32;
        #[allow(clippy::float_cmp, reason = "a whole number is exactly itself")]
        (f64::from(whole) == number).then_some(whole)
    }
}
