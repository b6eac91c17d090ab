//! What the page's first script, `public/boot.js`, leaves to the program.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    /// A request for a file of the site, revalidated: the one under way since before the program
    /// came, or a new one. Resolves to a `Response`.
    #[wasm_bindgen(js_namespace = tucai, catch)]
    pub fn get(address: &str) -> Result<Promise, JsValue>;

    /// The notice in a response, with the division in it that a link carries, if any.
    #[wasm_bindgen(js_namespace = tucai, catch)]
    pub fn json(response: &Response, plan: &str) -> Result<Promise, JsValue>;

    /// Loads the finder for a notice that the browser has parsed. Resolves to a `Finder`.
    #[wasm_bindgen(js_namespace = tucai, catch)]
    pub fn finder(notice: &JsValue) -> Result<Promise, JsValue>;

    /// Shows the panic screen: its cause and a report for the maintainers.
    #[wasm_bindgen(js_namespace = tucai)]
    pub fn panic(cause: &str, report: &str);
}
