//! Where the worker touches the browser.

use std::cell::OnceCell;

use js_sys::JsString;
use tucai_wire as wire;
use wasm_bindgen::{JsCast, JsError, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

thread_local! {
    /// Lives as long as the worker, which ends by being terminated.
    static LISTENER: OnceCell<Closure<dyn FnMut(MessageEvent)>> = const { OnceCell::new() };
}

/// Listens for questions and says that it does. Returns quietly outside a worker, where the
/// tests load this program too.
#[wasm_bindgen(start)]
fn start() -> Result<(), JsError> {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return Ok(());
    };
    let ready = wire::write(&wire::Ready { wire: wire::VERSION })?;
    let replies = scope.clone();
    let listener = Closure::new(move |event: MessageEvent| reply(&replies, &event));
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    LISTENER.with(|kept| kept.set(listener).ok());
    post(&scope, &ready);
    Ok(())
}

fn reply(scope: &DedicatedWorkerGlobalScope, event: &MessageEvent) {
    // What is no text is as malformed as a text that is no question.
    let message = event.data().as_string().unwrap_or_default();
    if let Ok(answer) = wire::write(&crate::answer(&message)) {
        post(scope, &answer);
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, text: &str) {
    // Posting fails only for what cannot be copied; a text always can.
    scope.post_message(&JsString::from(text)).ok();
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn outside_a_worker_the_program_is_quiet() {
        assert!(super::start().is_ok());
    }
}
