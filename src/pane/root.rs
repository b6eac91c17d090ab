//! The element that a program draws in.

mod held;

use std::cell::RefCell;

use gloo::events::EventListener;
use tucai_notice::html::Html;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// The element, and what was drawn last in each part of it.
pub struct Root {
    element: HtmlElement,
    drawn: RefCell<Vec<(&'static str, Element, String)>>,
}

impl Root {
    /// Takes the place of whatever an element holds.
    pub fn new(element: HtmlElement) -> Self {
        element.set_inner_html("");
        Self { element, drawn: RefCell::default() }
    }

    /// The element itself.
    pub fn element(&self) -> &HtmlElement {
        &self.element
    }

    /// An attribute that the page wrote; empty if absent.
    pub fn attribute(&self, name: &str) -> String {
        self.element.get_attribute(name).unwrap_or_default()
    }

    /// What a selector finds in the element; the element itself for an empty one.
    pub fn find(&self, selector: &str) -> Option<Element> {
        if selector.is_empty() {
            return Some(self.element.clone().into());
        }
        self.element.query_selector(selector).ok()?
    }

    /// Draws the part that a selector finds, if it is there and what it shows has changed. Whether
    /// it has. What has the focus in it keeps it, and what is unfolded (`details` with a `data-fold`)
    /// stays so.
    pub fn put(&self, selector: &'static str, html: Html) -> bool {
        let Some(element) = self.find(selector) else {
            return false;
        };
        let html = html.finish();
        let mut drawn = self.drawn.borrow_mut();
        let at = drawn.iter_mut().find(|(name, ..)| *name == selector);
        let last = at.as_ref().filter(|(_, place, _)| *place == element);
        let changed = last.map_or(!html.is_empty(), |(_, _, last)| *last != html);
        if changed {
            let before = held::Held::of(&element);
            element.set_inner_html(&html);
            before.put_back(&element);
        }
        match at {
            Some(at) => (at.1, at.2) = (element, html),
            None => drawn.push((selector, element, html)),
        }
        changed
    }

    /// Goes on with the focus at what a selector finds: what had it was drawn anew.
    pub fn focus(&self, selector: &str) {
        if let Some(found) = self.find(selector) {
            // What cannot take the focus costs nothing.
            let _ = found.unchecked_into::<HtmlElement>().focus();
        }
    }

    /// Changes an attribute of what a selector finds.
    pub fn set(&self, selector: &str, name: &str, value: &str) {
        if let Some(found) = self.find(selector) {
            // Names of our own are always allowed.
            let _ = found.set_attribute(name, value);
        }
    }

    /// What stands in the field that a selector finds: an input, a choice or a text area.
    pub fn value(&self, selector: &str) -> Option<String> {
        let field = self.find(selector)?;
        if let Some(field) = field.dyn_ref::<HtmlTextAreaElement>() {
            return Some(field.value());
        }
        Some(field.unchecked_into::<HtmlInputElement>().value())
    }

    /// Calls back with what the pressed button names (`data-action`), and what it is about
    /// (`data-at`).
    pub fn on_press(&self, tell: impl Fn(&str, &str) + 'static) -> EventListener {
        EventListener::new(&self.element, "click", move |event| {
            // The page listens for presses everywhere, and has actions of its own.
            event.stop_propagation();
            let target = event.target().map(JsCast::unchecked_into::<Element>);
            let button = target.and_then(|target| target.closest("[data-action]").ok().flatten());
            if let Some(button) = button {
                let of = |name: &str| button.get_attribute(name).unwrap_or_default();
                tell(&of("data-action"), &of("data-at"));
            }
        })
    }

    /// Calls back with the name of a field (`data-field`) that was changed, and what stands in it;
    /// for a tick box `on` or nothing.
    pub fn on_change(&self, tell: impl Fn(&str, &str) + 'static) -> EventListener {
        EventListener::new(&self.element, "change", move |event| {
            event.stop_propagation();
            if let Some((name, value)) = field(event) {
                tell(&name, &value);
            }
        })
    }

    /// The same while it is being typed. Keeps typing from the page in any case, which takes it for
    /// the search box's.
    pub fn on_typing(&self, tell: impl Fn(&str, &str) + 'static) -> EventListener {
        EventListener::new(&self.element, "input", move |event| {
            event.stop_propagation();
            if let Some((name, value)) = field(event) {
                tell(&name, &value);
            }
        })
    }
}

fn field(event: &Event) -> Option<(String, String)> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let name = element.get_attribute("data-field")?;
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return Some((name, area.value()));
    }
    let input: HtmlInputElement = element.unchecked_into();
    let ticked = if input.checked() { "on" } else { "" };
    let is_tick = matches!(input.type_().as_str(), "checkbox" | "radio");
    Some((name, if is_tick { ticked.to_owned() } else { input.value() }))
}
