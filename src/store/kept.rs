//! The record of the student's way and of the counselor's lists ([`tucai_way::kept`]) on the phone: read
//! whatever lies there, changed where it lies, so that several pages do not undo each other.

use std::cell::{Cell, RefCell};

use gloo::events::EventListener;
use tucai_way::kept::{self, Kept, State};
use wasm_bindgen::JsCast;
use web_sys::{StorageEvent, window};

use crate::{get, key, remove, set, set_aside};

/// The name under which it lies.
pub const NAME: &str = "way";

/// What is to be said of how it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// What lay there could not be read, or not all of it: it was set aside, and the rest goes on.
    SetAside,
    /// A newer version of the program wrote it: it is left alone, and this page keeps its own until it
    /// is closed.
    Newer,
    /// The phone refuses to keep anything, or is full: it lasts until the page is closed.
    Refused,
}

thread_local! {
    /// What the phone did not take: it lasts as long as the page does.
    static HERE: RefCell<Option<Kept>> = const { RefCell::new(None) };
    /// Something was set aside since the page was opened.
    static SET_ASIDE: Cell<bool> = const { Cell::new(false) };
}

/// What is kept. What cannot be read is set aside at once.
pub fn load() -> Kept {
    if let Some(here) = HERE.with_borrow(Clone::clone) {
        return here;
    }
    let Some(text) = get(NAME) else {
        return Kept::default();
    };
    let reading = kept::read(&text);
    if reading.state == State::Damaged {
        SET_ASIDE.set(true);
        set_aside(NAME, &text);
        if !reading.kept.is_empty() {
            set(NAME, &reading.kept.text());
        }
    }
    reading.kept
}

/// Changes what is kept, as it is at this moment: another page may have changed it meanwhile. Whether
/// the phone keeps it beyond this page.
pub fn change<T>(by: impl FnOnce(&mut Kept) -> T) -> (T, bool) {
    let mut kept = load();
    let outcome = by(&mut kept);
    let is_newer = is_newer();
    let is_kept = !is_newer && if kept.is_empty() { is_gone() } else { set(NAME, &kept.text()) };
    HERE.set((!is_kept).then_some(kept));
    (outcome, is_kept)
}

/// Removes the record; whether it is gone.
fn is_gone() -> bool {
    remove(NAME);
    get(NAME).is_none()
}

/// Whether a newer version of the program wrote what lies there.
fn is_newer() -> bool {
    get(NAME).is_some_and(|text| kept::read(&text).state == State::Newer)
}

/// What is to be said of how it is kept.
pub fn trouble() -> Option<Trouble> {
    if SET_ASIDE.get() {
        Some(Trouble::SetAside)
    } else if is_newer() {
        Some(Trouble::Newer)
    } else {
        HERE.with_borrow(Option::is_some).then_some(Trouble::Refused)
    }
}

/// Forgets what only this page has.
pub(crate) fn forget_here() {
    HERE.set(None);
    SET_ASIDE.set(false);
}

/// Calls back whenever another page has changed what is kept, while it lives.
pub fn follow(tell: impl Fn() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        let changed = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
        // No name: everything was removed.
        if changed.is_none_or(|changed| changed == key(NAME)) {
            tell();
        }
    }))
}
