//! The address bar.

use gloo::events::EventListener;

use super::document::window;

/// The fragment, `#` included; empty where there is none.
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Calls back on every change of the fragment for as long as the page lives.
pub fn on_change(mut tell: impl FnMut() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "hashchange", move |_| tell()).forget();
    }
}

/// Puts another address in the place of this one, without a step in the history.
pub fn replace(fragment: &str) {
    if let Some(window) = window() {
        // A refusal leaves the page where it is.
        let _ = window.location().replace(fragment);
    }
}
