//! The ways by which a picture comes as a file.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, ClipboardEvent, DataTransfer, DragEvent, HtmlInputElement};

use super::page::{document, window};

/// The file that was chosen, and the field emptied: the same one may be chosen again.
pub fn chosen(field: &HtmlInputElement) -> Option<Blob> {
    let file = field.files()?.get(0)?;
    field.set_value("");
    Some(file.into())
}

/// Whether the clipboard can be asked for a picture.
pub fn can_paste() -> bool {
    clipboard().is_some_and(|clipboard| super::member(&clipboard, "read").is_some())
}

fn clipboard() -> Option<JsValue> {
    super::member(&window()?.navigator(), "clipboard")
}

/// The picture in the clipboard; none where there is none, or the student said no.
pub async fn pasted() -> Option<Blob> {
    let items = super::call(&clipboard()?, "read", &[]).await.ok()?;
    for item in Array::from(&items) {
        let kinds = Array::from(&super::member(&item, "types")?);
        let kind = kinds.iter().find(|kind| is_picture(&kind.as_string().unwrap_or_default()));
        if let Some(kind) = kind {
            return super::call(&item, "getType", &[kind]).await.ok()?.dyn_into().ok();
        }
    }
    None
}

fn is_picture(kind: &str) -> bool {
    kind.starts_with("image/")
}

/// The first picture among what is carried over; else the first file, so that it can be named.
fn carried(data: Option<DataTransfer>) -> Option<Blob> {
    let files = data?.files()?;
    let all: Vec<_> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    let picture = all.iter().find(|file| is_picture(&file.type_())).or(all.first());
    picture.map(|file| file.clone().into())
}

/// Calls back with every picture that is pasted into the page.
pub fn on_paste(tell: impl Fn(Blob) + 'static) -> Option<EventListener> {
    let document = document()?;
    Some(EventListener::new(&document, "paste", move |event| {
        let event: &ClipboardEvent = event.unchecked_ref();
        if let Some(file) = carried(event.clipboard_data()) {
            tell(file);
        }
    }))
}

/// Calls back with every file that is dropped on the page, and with whether one hovers over it. The
/// browser would open it in the page's place.
pub fn on_drop(
    tell: impl Fn(Blob) + 'static,
    hovers: impl Fn(bool) + Clone + 'static,
) -> Option<[EventListener; 3]> {
    let document = document()?;
    let over = hovers.clone();
    let left = hovers.clone();
    let options = EventListenerOptions::enable_prevent_default;
    Some([
        EventListener::new_with_options(&document, "dragover", options(), move |event| {
            let event: &DragEvent = event.unchecked_ref();
            let kinds = event.data_transfer().map(|data| data.types()).unwrap_or_default();
            if kinds.includes(&"Files".into(), 0) {
                event.prevent_default();
                over(true);
            }
        }),
        EventListener::new(&document, "dragleave", move |event| {
            // Out of the window, not from one element to the next.
            if event.unchecked_ref::<DragEvent>().related_target().is_none() {
                left(false);
            }
        }),
        EventListener::new_with_options(&document, "drop", options(), move |event| {
            let event: &DragEvent = event.unchecked_ref();
            hovers(false);
            if let Some(file) = carried(event.data_transfer()) {
                event.prevent_default();
                tell(file);
            }
        }),
    ])
}
