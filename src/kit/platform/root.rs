//! The element that the kit draws in.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Blob, Element, HtmlCanvasElement, HtmlDialogElement, HtmlElement, HtmlInputElement,
    HtmlVideoElement,
};

use super::{canvas, files, page};
use crate::geometry;

/// A part that is drawn on its own. Of the tab of the code or of the self-check, or of both.
#[derive(Clone, Copy)]
pub enum Slot {
    /// What happened last, told to screen readers too.
    Told,
    /// What is kept.
    List,
    /// Where the student stands.
    Stage,
    /// What the scanner sees.
    Show,
    /// The picture that is checked.
    Picture,
    /// The lines over it.
    Lines,
    /// What moves them.
    Adjust,
    /// The findings in a few words, while they are moved.
    Sum,
    /// What is to be mended, and the other groups of findings.
    Fix,
    /// What is not certain.
    Unsure,
    /// What only a person sees.
    Ask,
    /// What is worth a word.
    Remark,
    /// What is fine.
    Pass,
    /// What is asked for before any picture.
    Checks,
    /// What the live view says.
    Say,
    /// How far its countdown is.
    Count,
}

impl Slot {
    fn selector(self) -> &'static str {
        match self {
            Self::Told => ".told",
            Self::List => ".kit-list",
            Self::Stage => ".kit-stage",
            Self::Show => "dialog",
            Self::Picture => ".look-picture",
            Self::Lines => ".look-picture .look-lines",
            Self::Adjust => ".look-adjust",
            Self::Sum => ".look-sum",
            Self::Fix => ".look-fix",
            Self::Unsure => ".look-unsure",
            Self::Ask => ".look-ask",
            Self::Remark => ".look-remark",
            Self::Pass => ".look-pass",
            Self::Checks => ".look-checks",
            Self::Say => ".look-say",
            Self::Count => ".look-count",
        }
    }
}

const FRAME: &str = "<div class=\"kit\"><p class=\"told\" role=\"status\"></p><div class=\"kit-list\"></div><div class=\"kit-stage\"></div><div class=\"drop-here\" aria-hidden=\"true\">松手，读这张图</div></div><dialog class=\"show\" aria-label=\"采集码\"></dialog>";

/// The element.
pub struct Root {
    element: HtmlElement,
    /// The attribute that names the stage.
    state: &'static str,
    /// What was drawn last in each slot, and in which element: a slot may lie within another.
    drawn: RefCell<Vec<(&'static str, Element, String)>>,
}

impl Root {
    /// Takes the place of whatever an element holds, for the collection code.
    pub fn new(element: HtmlElement) -> Self {
        Self::framed(element, FRAME, "data-code-state")
    }

    /// The same for a frame of slots, whose stage is named in this attribute.
    pub fn framed(element: HtmlElement, frame: &str, state: &'static str) -> Self {
        element.set_inner_html(frame);
        Self { element, state, drawn: RefCell::default() }
    }

    /// The element itself.
    pub fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.element.query_selector(selector).ok()?
    }

    /// Draws a part, if it is there and has changed. Whether it has.
    pub fn put(&self, slot: Slot, html: String) -> bool {
        let selector = slot.selector();
        let Some(element) = self.find(selector) else {
            return false;
        };
        let mut drawn = self.drawn.borrow_mut();
        let at = drawn.iter_mut().find(|(name, ..)| *name == selector);
        let last = at.as_ref().filter(|(_, place, _)| *place == element);
        let changed = last.map_or(!html.is_empty(), |(_, _, last)| *last != html);
        if changed {
            element.set_inner_html(&html);
        }
        match at {
            Some(at) => (at.1, at.2) = (element, html),
            None => drawn.push((selector, element, html)),
        }
        changed
    }

    /// Names the stage, for tests and styles.
    pub fn name_stage(&self, name: &str, hovered: bool) {
        if let Some(kit) = self.find(".kit") {
            // Names of our own are always allowed.
            let _ = kit.set_attribute(self.state, name);
            let _ = kit.class_list().toggle_with_force("hovered", hovered);
        }
    }

    /// Goes on with the focus at what a selector finds: what had it was drawn anew.
    pub fn focus(&self, selector: &str) {
        if let Some(found) = self.find(selector) {
            // What cannot take the focus costs nothing.
            let _ = found.unchecked_into::<HtmlElement>().focus();
        }
    }

    /// Scrolls to what a selector finds.
    pub fn reveal(&self, selector: &str) {
        if let Some(found) = self.find(selector) {
            found.scroll_into_view();
        }
    }

    /// What stands in the field for a code's name.
    pub fn typed_name(&self, id: &str) -> Option<String> {
        let field = self.find(&format!("[data-name=\"{id}\"]"))?;
        Some(field.unchecked_into::<HtmlInputElement>().value())
    }

    /// The cards of the stage, in order.
    pub fn cards(&self) -> Vec<HtmlCanvasElement> {
        self.canvases("canvas.crop")
    }

    /// The canvases that a selector finds, in order.
    pub fn canvases(&self, selector: &str) -> Vec<HtmlCanvasElement> {
        let Ok(found) = self.element.query_selector_all(selector) else {
            return Vec::new();
        };
        let found = (0..found.length()).filter_map(|at| found.get(at));
        found.map(JsCast::unchecked_into).collect()
    }

    /// The camera's view, if the stage has one.
    pub fn video(&self) -> Option<HtmlVideoElement> {
        Some(self.find("video")?.unchecked_into())
    }

    /// Changes an attribute of what a selector finds.
    pub fn set(&self, selector: &str, name: &str, value: &str) {
        if let Some(found) = self.find(selector) {
            // Names of our own are always allowed.
            let _ = found.set_attribute(name, value);
        }
    }

    /// Moves a slider (`data-mark`) to a value, and has it say this of it.
    pub fn slide(&self, name: &str, value: f64, text: &str) {
        let slider = self.find(&["input[data-mark=", name, "]"].concat());
        if let Some(slider) = slider.map(JsCast::unchecked_into::<HtmlInputElement>) {
            slider.set_value_as_number(value);
            // As above.
            let _ = slider.set_attribute("aria-valuetext", text);
        }
    }

    /// Calls back with the name and the value of a slider that is moved.
    pub fn on_slide(&self, tell: impl Fn(&str, f64) + 'static) -> EventListener {
        EventListener::new(&self.element, "input", move |event| {
            let slider =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some((slider, name)) =
                slider.and_then(|slider| slider.get_attribute("data-mark").map(|it| (slider, it)))
            {
                tell(&name, slider.value_as_number());
            }
        })
    }

    /// Opens or closes the overlay.
    pub fn show(&self, open: bool) {
        let dialog = self.find("dialog").map(JsCast::unchecked_into::<HtmlDialogElement>);
        match dialog {
            Some(dialog) if open && !dialog.open() => {
                // Refused where it is not in the document any more; then nobody sees it either.
                let _ = dialog.show_modal();
                // Not on what would change the code: whoever touches a key by accident only leaves.
                self.focus("dialog [data-action=close]");
            }
            Some(dialog) if !open && dialog.open() => dialog.close(),
            _ => {}
        }
    }

    /// The overlay's canvas, as a stage for a symbol of so many modules a side: draws it by `draw`
    /// at a scale, where that has changed, and puts it in its place.
    pub fn lay_out(&self, modules: usize, draw: impl FnOnce(usize) -> Vec<u8>) -> Option<()> {
        let canvas: HtmlCanvasElement = self.find("dialog canvas")?.unchecked_into();
        let (left, top, width, height) = page::place(&canvas.parent_element()?);
        let fit = geometry::fit(modules, (left, top), (width, height), page::pixel_ratio());
        let scale = fit.scale.to_string();
        if canvas.get_attribute("data-scale").as_ref() != Some(&scale) {
            canvas::paint(&canvas, fit.pixels, &draw(fit.scale))?;
        }
        let style = canvas.style();
        let sides =
            [("left", fit.left), ("top", fit.top), ("width", fit.side), ("height", fit.side)];
        for (name, length) in sides {
            // By the browser, which knows how to write a number; in here that takes 20 kB.
            let length =
                js_sys::Number::from(length).to_string_with_radix(10).ok()?.concat(&"px".into());
            style.set_property(name, &String::from(length)).ok()?;
        }
        canvas.set_attribute("data-scale", &scale).ok()
    }

    /// Calls back with what the pressed button names, and what it is about.
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

    /// Calls back with a file that was chosen in the album.
    pub fn on_file(&self, tell: impl Fn(Blob) + 'static) -> EventListener {
        EventListener::new(&self.element, "change", move |event| {
            let field =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(file) = field.as_ref().and_then(files::chosen) {
                tell(file);
            }
        })
    }

    /// Keeps typing from the page, which takes it for the search box's.
    pub fn keep_typing(&self) -> EventListener {
        EventListener::new(&self.element, "input", web_sys::Event::stop_propagation)
    }

    /// Calls back when the overlay is to be closed by Escape or a gesture.
    pub fn on_cancel(&self, tell: impl Fn() + 'static) -> EventListener {
        let options = EventListenerOptions {
            // The event does not rise from the overlay.
            phase: gloo::events::EventListenerPhase::Capture,
            passive: false,
        };
        EventListener::new_with_options(&self.element, "cancel", options, move |event| {
            let target =
                event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
            // A file field, too, says that its dialog was closed.
            if target.is_some() {
                event.prevent_default();
                tell();
            }
        })
    }
}
