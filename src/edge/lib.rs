//! Where a program beside the page touches the browser: it listens, greets, and answers every message
//! with what a function of numbers and bytes makes of it.

use std::cell::OnceCell;

use js_sys::{Array, ArrayBuffer, Float64Array, Uint8Array};
use tucai_wire::{self as wire, Answer};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

thread_local! {
    /// Lives as long as the worker, which ends by being terminated.
    static LISTENER: OnceCell<Closure<dyn FnMut(MessageEvent)>> = const { OnceCell::new() };
}

/// Listens for questions and says that it does. Returns quietly outside a worker, where tests load
/// such programs too.
///
/// `answer` is given a message's numbers, the bytes that came with it, and a clock that tells
/// milliseconds since a fixed moment; it returns the answer and the bytes that travel with that.
pub fn serve(
    mut answer: impl FnMut(&[f64], Vec<u8>, &dyn Fn() -> f64) -> (Answer, Vec<u8>) + 'static,
) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let replies = scope.clone();
    let clock = scope.performance();
    let now = move || clock.as_ref().map_or(0.0, web_sys::Performance::now);
    let listener = Closure::new(move |event: MessageEvent| {
        let (numbers, bytes) = question(&event);
        let (answer, bytes) = answer(&numbers, bytes, &now);
        reply(&replies, &answer, &bytes);
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    LISTENER.with(|kept| kept.set(listener).ok());
    // Posting fails only for what cannot be copied; a number always can.
    scope.post_message(&wire::VERSION.into()).ok();
}

/// What is no array of numbers is as malformed as numbers that are no question.
fn question(event: &MessageEvent) -> (Vec<f64>, Vec<u8>) {
    let parts = event.data().dyn_into::<Array>().unwrap_or_default();
    let numbers = parts.get(0).dyn_into::<Float64Array>().map(|numbers| numbers.to_vec());
    let buffer = parts.get(1).dyn_into::<ArrayBuffer>().ok();
    let bytes = buffer.map(|buffer| Uint8Array::new(&buffer).to_vec());
    (numbers.unwrap_or_default(), bytes.unwrap_or_default())
}

fn reply(scope: &DedicatedWorkerGlobalScope, answer: &Answer, bytes: &[u8]) {
    let numbers = Float64Array::from(answer.write().as_slice());
    let buffer = Uint8Array::from(bytes).buffer();
    // Numbers and buffer can be posted always.
    let message = Array::of2(&numbers, &buffer);
    scope.post_message_with_transfer(&message, &Array::of1(&buffer)).ok();
}
