//! 拍过了吗: the question that only the student can answer, in the strip and in the timeline.

use tucai_notice::html::Html;
use tucai_notice::time::Day;
use tucai_way::steps::Captured;

use crate::record;
use crate::state::{self, Here};

/// The question with its two answers, in one row.
pub fn question(title: &str, html: &mut Html) {
    html.raw("<div class=\"ask\" role=\"group\" aria-label=\"").text(title).raw("\"><b>");
    html.text(title).raw("</b>");
    html.raw("<button data-action=\"captured\" data-at=\"yes\">拍过了</button>");
    html.raw("<button data-action=\"captured\" data-at=\"no\">没拍到</button></div>");
}

/// Does what a button of an answer names. Whether it was one.
pub fn pressed(action: &str, at: &str) -> bool {
    if action != "captured" {
        return false;
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
    state::renew();
    true
}

/// The day of the capture, where only one is possible.
fn day(here: &Here<'_>) -> Option<Day> {
    let today = Day::of(here.now);
    match here.seats {
        [seat] => seat.slot.when.day().filter(|day| *day <= today),
        _ => None,
    }
}
