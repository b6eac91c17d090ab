//! 拍过了吗: the question that only the student can answer, in the strip, in the timeline and on 核对.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use tucai_notice::html::Html;
use tucai_notice::time::Day;
use tucai_notice::words;
use tucai_pane::Root;
use tucai_way::steps::{Captured, Way};

use crate::record;
use crate::state::{self, Here};

/// How long a second tap of the same finger may take, in milliseconds. What it would hit by then is
/// not what the student saw.
const SETTLES: u32 = 400;

thread_local! {
    /// Runs while an answer settles.
    static SETTLING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// The question with its two answers, in one row.
pub fn question(title: &str, html: &mut Html) {
    html.raw("<div class=\"ask\" role=\"group\" aria-label=\"").text(title).raw("\"><b>");
    html.text(title).raw("</b>");
    html.raw("<button data-action=\"captured\" data-at=\"yes\">拍过了</button>");
    html.raw("<button data-action=\"captured\" data-at=\"no\">没拍到</button></div>");
}

/// The button of who cannot come, at any time before the session has begun.
pub fn cannot_come(here: &Here<'_>, way: &Way, words: &'static str, html: &mut Html) {
    if here.known.ticks.captured.is_none() && !way.begun {
        html.raw("<button class=\"quiet\" data-action=\"captured\" data-at=\"no\">");
        html.raw(words).raw("</button>");
    }
}

/// What was answered, and the way to take it back.
pub fn given(captured: Captured, way: &Way, html: &mut Html) {
    html.raw("<p>").text(&said(captured, way)).raw("</p>");
    html.raw("<p class=\"row\"><button data-action=\"captured\" data-at=\"\">改一下</button></p>");
}

fn said(captured: Captured, way: &Way) -> String {
    match captured {
        Captured::Yes { on: Some(day) } => ["你说：", &words::day(day), "拍过了。"].concat(),
        Captured::Yes { on: None } => "你说：拍过了。".to_owned(),
        Captured::No if way.begun => "你说：没拍到。".to_owned(),
        Captured::No => "你说：来不了。".to_owned(),
        Captured::Earlier => "你说：以前拍过，学信网上已有学历照片。".to_owned(),
    }
}

/// Does what a button of an answer names, in the part that this is. Whether it was one.
pub fn pressed(root: &Root, action: &str, at: &str) -> bool {
    if action != "captured" {
        return false;
    }
    // The second tap of a double tap.
    if SETTLING.with_borrow(Option::is_some) {
        return true;
    }
    state::with(|here| {
        let captured = match at {
            "yes" => Some(Captured::Yes { on: day(here) }),
            "no" => Some(Captured::No),
            "earlier" => Some(Captured::Earlier),
            _ => None,
        };
        record::answer(here.about, captured);
    });
    settle(root);
    state::renew();
    true
}

/// For a while nothing can be pressed here: what comes in the place of the buttons may be a link.
fn settle(root: &Root) {
    root.set("", "data-settling", "");
    let element = root.element().clone();
    let end = Timeout::new(SETTLES, move || {
        // An attribute that is gone already is what was wanted.
        let _ = element.remove_attribute("data-settling");
        SETTLING.take();
    });
    SETTLING.set(Some(end));
}

/// The day of the capture, where only one is possible.
fn day(here: &Here<'_>) -> Option<Day> {
    let today = Day::of(here.now);
    match here.seats {
        [seat] => seat.slot.when.day().filter(|day| *day <= today),
        _ => None,
    }
}
