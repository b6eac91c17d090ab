//! What is printed alone: a sheet in the place of the page.

use gloo::events::EventListener;
use tucai_notice::html::Html;
use web_sys::Document;

use crate::page::{print, window};

/// The class of the sheet. It is out of sight but on paper, where nothing else is; the style sees to
/// it, by the attribute below on the document.
const SHEET: &str = "paper-only";
const ATTRIBUTE: &str = "data-paper";

/// Prints a sheet and nothing else of the page. Whether there is a print dialog.
pub fn print_alone(html: Html) -> bool {
    lay(html).is_some() && print()
}

fn lay(html: Html) -> Option<()> {
    let window = window()?;
    let document = window.document()?;
    // One from before that was never told that it is printed.
    clear(&document);
    let sheet = document.create_element("div").ok()?;
    sheet.set_attribute("class", SHEET).ok()?;
    sheet.set_inner_html(&html.finish());
    document.body()?.append_child(&sheet).ok()?;
    document.document_element()?.set_attribute(ATTRIBUTE, "").ok()?;
    // Some browsers come back from the dialog at once, and read the page later.
    EventListener::once(&window, "afterprint", move |_| clear(&document)).forget();
    Some(())
}

fn clear(document: &Document) {
    let sheet = document.query_selector(&[".", SHEET].concat()).ok().flatten();
    if let Some(sheet) = sheet {
        sheet.remove();
    }
    if let Some(root) = document.document_element() {
        root.remove_attribute(ATTRIBUTE).ok();
    }
}
