//! The part `after`: the tab 核对: the check on 学信网, and what there is for those who missed the
//! session, cannot come or were photographed before.

mod general;
mod missed;
mod verify;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::html::Html;
use tucai_pane::{About, InPlaceOf, Root};
use tucai_way::steps::{Captured, StepKind, Way};
use tucai_way::verify::Phase;
use web_sys::HtmlElement;

use crate::state::{self, Here, Member, Shown};
use crate::{Part, answer, record};

struct Drawn {
    _member: Member,
    _listeners: [EventListener; 2],
}

impl Part for Drawn {}

const FRAME: &str = "<div class=\"stack guide-after\"></div><p class=\"sr\" role=\"status\"></p>";

/// Draws it.
pub fn mount(element: HtmlElement) -> Box<dyn Part> {
    let root = Rc::new(Root::new(element));
    let mut frame = Html::new();
    frame.raw(FRAME);
    root.put("", frame);
    let about = About::of(&root);
    let told = root.clone();
    let presses = root.on_press(move |action, at| {
        if answer::pressed(&told, action, at) {
            tell(&told, if at.is_empty() { "已取消" } else { "已记住" });
            if at == "no" {
                tucai_pane::show("tucai-guide [data-section=make-up] h2");
            }
        } else {
            state::pressed(action);
        }
    });
    let told = root.clone();
    let changes = root.on_change(move |field, value| {
        if let Some(step) = field.strip_prefix("step-") {
            state::with(|here| record::tick(here.about, step, value == "on"));
            state::renew();
            tell(&told, if value == "on" { "已记住：核对过了" } else { "已取消" });
        }
    });
    // The page's own words on this stand there until they can be said here.
    let instead = RefCell::new(None);
    let member = state::join(about, move |shown| {
        let html = match shown {
            Shown::Here(here) => {
                instead.borrow_mut().get_or_insert_with(|| InPlaceOf::new("main > .details"));
                after(here)
            }
            other => {
                instead.take();
                state::instead(other).unwrap_or_default()
            }
        };
        root.put(".guide-after", html);
    });
    Box::new(Drawn { _member: member, _listeners: [presses, changes] })
}

fn tell(root: &Root, words: &'static str) {
    let mut html = Html::new();
    html.raw(words);
    root.put("[role=status]", html);
}

fn after(here: &Here<'_>) -> Html {
    let mut html = Html::new();
    let captured = here.known.ticks.captured;
    let check = tucai_way::verify::check(here.notice, here.seats, captured, here.now);
    let way = here.way();
    // Whoever was not photographed looks for the make-up; everybody else for the check.
    let missed_first = captured == Some(Captured::No);
    answered(here, &way, &mut html);
    if missed_first {
        missed::missed(here, &way, &mut html);
    }
    verify::verify(here, &check, &way, &mut html);
    general::general(here.notice.verification.as_ref(), &check, &mut html);
    if !missed_first {
        missed::missed(here, &way, &mut html);
    }
    missed::already(here, &mut html);
    html
}

/// 拍过了吗, once the session has begun, unless the strip above asks it; and what was answered.
fn answered(here: &Here<'_>, way: &Way, html: &mut Html) {
    let asked_above = way.next_step().is_some_and(|step| step.kind == StepKind::Captured);
    let captured = here.known.ticks.captured;
    let is_open = captured.is_none() && way.begun && !asked_above;
    // Whoever was photographed before is told so in a section of its own.
    let given = captured.filter(|captured| *captured != Captured::Earlier);
    if !record::is_mine(here.about) || way.void.is_some() || (!is_open && given.is_none()) {
        return;
    }
    html.raw("<section class=\"card\" data-tab=\"after\" data-section=\"captured\">");
    match given {
        Some(captured) => answer::given(captured, way, html),
        None => answer::question("拍过了吗？", html),
    }
    html.raw("</section>");
}

/// Where something that opens and closes stands, as a badge.
fn badge(phase: Phase, fact: &'static str, html: &mut Html) {
    html.raw(match phase {
        Phase::Open(_) => "<b class=\"phase now\" data-fact=\"",
        Phase::Over => "<b class=\"phase over\" data-fact=\"",
        Phase::Ahead(_) | Phase::Unknown => "<b class=\"phase\" data-fact=\"",
    });
    html.raw(fact).raw("\">").text(&phase.words()).raw("</b>");
}
