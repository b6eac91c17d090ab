//! The page around the kit: address, screen, focus, clock.

use gloo::events::EventListener;
use js_sys::Date;
pub use tucai_pane::{is_hidden, on_visibility, reload, report_panics, sure};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, Window};

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// Milliseconds since 1970, UTC.
pub fn now() -> f64 {
    Date::now()
}

/// The day of an instant in Asia/Shanghai: 11月21日.
pub fn day(instant: f64) -> String {
    let there = Date::new(&(instant + 8.0 * 3_600_000.0).into());
    format!("{}月{}日", there.get_utc_month() + 1, there.get_utc_date())
}

/// The same with the time of day: 11月21日 14:05.
pub fn moment(instant: f64) -> String {
    let there = Date::new(&(instant + 8.0 * 3_600_000.0).into());
    let (hour, minute) = (there.get_utc_hours(), there.get_utc_minutes());
    format!("{} {hour}:{minute:02}", day(instant))
}

/// The browser's name for itself.
pub fn agent() -> String {
    window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// The query in the fragment that asks to show the code.
const SHOW: &str = "show=1";

fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Whether the address asks to show the code.
pub fn asks_to_show() -> bool {
    let fragment = fragment();
    let (_, query) = fragment.split_once('?').unwrap_or_default();
    query.split('&').any(|pair| pair == SHOW)
}

/// Asks by the address to show the code: a step in the history, so that "back" ends it.
pub fn ask_to_show() {
    let fragment = fragment();
    let sign = if fragment.contains('?') { '&' } else { '?' };
    if let Some(window) = window() {
        window.location().set_hash(&format!("{fragment}{sign}{SHOW}")).ok();
    }
}

/// Takes that out of the address, without a step in the history.
pub fn do_not_ask_to_show() {
    let fragment = fragment();
    let (path, query) = fragment.split_once('?').unwrap_or((&fragment, ""));
    let rest: Vec<&str> =
        query.split('&').filter(|pair| !pair.is_empty() && *pair != SHOW).collect();
    let query = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    let history = window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}"))).ok();
    }
}

/// Goes back in the history.
pub fn back() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        history.back().ok();
    }
}

/// Calls back on every change of the address.
pub fn on_address(mut tell: impl FnMut() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| tell()))
}

/// Calls back whenever the screen has another size.
pub fn on_resize(mut tell: impl FnMut() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "resize", move |_| tell()))
}

/// Device pixels a CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// An element's place in the viewport, in CSS pixels: left, top, width, height.
pub fn place(element: &Element) -> (f64, f64, f64, f64) {
    let place = element.get_bounding_client_rect();
    (place.left(), place.top(), place.width(), place.height())
}

/// Keeps the screen awake while it lives, where the browser can.
pub struct Awake {
    lock: std::rc::Rc<std::cell::RefCell<Lock>>,
    _listener: Option<EventListener>,
}

#[derive(Default)]
struct Lock {
    held: Option<JsValue>,
    over: bool,
}

impl Awake {
    /// From now on; taken again when the page comes back into sight, for leaving it loses it.
    pub fn new() -> Self {
        let lock = std::rc::Rc::<std::cell::RefCell<Lock>>::default();
        let again = lock.clone();
        take(lock.clone());
        let listener = on_visibility(move |hidden| {
            if !hidden {
                take(again.clone());
            }
        });
        Self { lock, _listener: listener }
    }
}

fn take(lock: std::rc::Rc<std::cell::RefCell<Lock>>) {
    spawn_local(async move {
        let navigator: Option<JsValue> = window().map(|window| window.navigator().into());
        let Some(locks) = navigator.and_then(|navigator| super::member(&navigator, "wakeLock"))
        else {
            return;
        };
        // Refused where the battery is low; then the screen sleeps as usual.
        if let Ok(held) = super::call(&locks, "request", &["screen".into()]).await {
            if lock.borrow().over {
                super::call(&held, "release", &[]).await.ok();
            } else {
                lock.borrow_mut().held = Some(held);
            }
        }
    });
}

impl Drop for Awake {
    fn drop(&mut self) {
        let mut lock = self.lock.borrow_mut();
        lock.over = true;
        if let Some(held) = lock.held.take() {
            spawn_local(async move {
                super::call(&held, "release", &[]).await.ok();
            });
        }
    }
}

/// Asks the browser to keep what is stored; whether it promised.
pub async fn persist() -> bool {
    let Some(window) = window() else {
        return false;
    };
    let navigator: JsValue = window.navigator().into();
    let Some(storage) = super::member(&navigator, "storage") else {
        return false;
    };
    match super::call(&storage, "persist", &[]).await {
        Ok(promised) => promised.as_bool().unwrap_or(false),
        Err(_) => false,
    }
}

/// Whether the browser promised before to keep what is stored.
pub async fn persisted() -> bool {
    let Some(promise) = window().and_then(|window| window.navigator().storage().persisted().ok())
    else {
        return false;
    };
    JsFuture::from(promise).await.is_ok_and(|promised| promised.as_bool().unwrap_or(false))
}
