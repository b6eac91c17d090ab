//! Where the worker touches the browser.

use std::cell::OnceCell;

use js_sys::{Array, ArrayBuffer, Float64Array, Uint8Array};
use tucai_wire as wire;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

thread_local! {
    /// Lives as long as the worker, which ends by being terminated.
    static LISTENER: OnceCell<Closure<dyn FnMut(MessageEvent)>> = const { OnceCell::new() };
}

/// Listens for questions and says that it does. Returns quietly outside a worker, where the
/// tests load this program too.
#[wasm_bindgen(start)]
fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let replies = scope.clone();
    let listener = Closure::new(move |event: MessageEvent| reply(&replies, &event));
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    LISTENER.with(|kept| kept.set(listener).ok());
    // Posting fails only for what cannot be copied; a number always can.
    scope.post_message(&wire::VERSION.into()).ok();
}

fn reply(scope: &DedicatedWorkerGlobalScope, event: &MessageEvent) {
    // What is no array of numbers is as malformed as numbers that are no question.
    let parts = event.data().dyn_into::<Array>().unwrap_or_default();
    let numbers = parts.get(0).dyn_into::<Float64Array>().map(|numbers| numbers.to_vec());
    let buffer = parts.get(1).dyn_into::<ArrayBuffer>().ok();
    let bytes = buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default();
    let clock = scope.performance();
    let now = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
    let (answer, bytes) = crate::answer(&numbers.unwrap_or_default(), bytes, &now);
    let numbers = Float64Array::from(answer.write().as_slice());
    let buffer = Uint8Array::from(bytes.as_slice()).buffer();
    // Numbers and buffer can be posted always.
    let message = Array::of2(&numbers, &buffer);
    scope.post_message_with_transfer(&message, &Array::of1(&buffer)).ok();
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn outside_a_worker_the_program_is_quiet() {
        super::start();
    }
}
