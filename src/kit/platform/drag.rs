//! Handles in a picture that are dragged.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use super::page;

/// Calls back while a handle (`data-mark`) is dragged: with its name, and where in its picture
/// (`.look-view`) the pointer is, from 0 to 1 across and down.
pub fn on_drag(
    element: &HtmlElement,
    tell: impl Fn(&str, (f64, f64)) + 'static,
) -> [EventListener; 4] {
    // The handle is drawn anew while it is dragged; the picture stays, and so holds the pointer.
    let held: Rc<RefCell<Option<(String, Element)>>> = Rc::default();
    let [begins, moves, ends, lost] = std::array::from_fn(|_| held.clone());
    let options = EventListenerOptions::enable_prevent_default();
    [
        EventListener::new_with_options(element, "pointerdown", options, move |event| {
            let target = event.target().map(JsCast::unchecked_into::<Element>);
            let handle = target.and_then(|target| target.closest("g[data-mark]").ok().flatten());
            let Some(handle) = handle else {
                return;
            };
            let Ok(Some(picture)) = handle.closest(".look-view") else {
                return;
            };
            event.prevent_default();
            let pointer = event.unchecked_ref::<PointerEvent>().pointer_id();
            // Refused for a pointer that is gone already; then nothing follows.
            let _ = picture.set_pointer_capture(pointer);
            let name = handle.get_attribute("data-mark").unwrap_or_default();
            begins.replace(Some((name, picture)));
        }),
        EventListener::new(element, "pointermove", move |event| {
            let now = moves.borrow().clone();
            if let Some((name, picture)) = now {
                let event: &PointerEvent = event.unchecked_ref();
                let (left, top, width, height) = page::place(&picture);
                let x = (f64::from(event.client_x()) - left) / width.max(1.0);
                let y = (f64::from(event.client_y()) - top) / height.max(1.0);
                tell(&name, (x, y));
            }
        }),
        EventListener::new(element, "pointerup", move |_| drop(ends.take())),
        EventListener::new(element, "pointercancel", move |_| drop(lost.take())),
    ]
}
