//! What all parts have in common: the notice is fetched, what fails is said with the next step, and
//! then the part is drawn and lives.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use tucai_notice::html::Html;
use tucai_pane::Root;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::Part;
use crate::subject::{self, About, Subject, SubjectError};

/// Draws a part in its element, once what it is about is there; what it gives back lives as long as
/// the element.
pub type Start = fn(Rc<Root>, Rc<Subject>) -> Box<dyn Part>;

struct Frame {
    root: Rc<Root>,
    start: Start,
    part: RefCell<Option<Box<dyn Part>>>,
    presses: RefCell<Option<EventListener>>,
}

struct Framed(Rc<Frame>);

impl Part for Framed {}

impl Drop for Framed {
    fn drop(&mut self) {
        // What a press holds must not outlive the element.
        self.0.presses.take();
        self.0.part.take();
    }
}

/// A part in its frame.
pub fn mount(element: HtmlElement, start: Start) -> Box<dyn Part> {
    let frame = Rc::new(Frame {
        root: Rc::new(Root::new(element)),
        start,
        part: RefCell::default(),
        presses: RefCell::default(),
    });
    fetch(&frame);
    Box::new(Framed(frame))
}

fn fetch(frame: &Rc<Frame>) {
    frame.presses.take();
    let mut html = Html::new();
    html.raw("<p class=\"fine\" role=\"status\">正在打开通知…</p>");
    frame.root.put("", html);
    let about = About::of(&frame.root);
    let frame = Rc::downgrade(frame);
    spawn_local(async move {
        let outcome = subject::fetch(about).await;
        let Some(frame) = frame.upgrade() else {
            return;
        };
        match outcome {
            Ok(subject) => {
                frame.root.put("", Html::new());
                let part = (frame.start)(Rc::clone(&frame.root), Rc::new(subject));
                frame.part.replace(Some(part));
            }
            Err(error) => failed(&frame, error),
        }
    });
}

/// Says what failed, and offers the next step.
fn failed(frame: &Rc<Frame>, error: SubjectError) {
    let mut html = Html::new();
    html.raw("<div class=\"problem\" role=\"alert\"><p>").text(&error.to_string()).raw("</p>");
    match error {
        SubjectError::Network | SubjectError::Broken => {
            html.raw("<p><button class=\"primary\" data-action=\"retry\">重试</button></p>");
        }
        SubjectError::OtherRevision => {
            html.raw("<p><button class=\"primary\" data-action=\"reload\">刷新</button></p>");
        }
        SubjectError::Unknown => {}
    }
    html.raw("</div>");
    frame.root.put("", html);
    let weak: Weak<Frame> = Rc::downgrade(frame);
    let presses = frame.root.on_press(move |action, _| match (action, weak.upgrade()) {
        ("retry", Some(frame)) => {
            // After this press, whose listener it ends.
            spawn_local(async move { fetch(&frame) });
        }
        ("reload", _) => tucai_pane::reload(),
        _ => {}
    });
    frame.presses.replace(Some(presses));
}
