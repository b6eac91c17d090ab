//! The check on 学信网 as this notice announces it.

use tucai_notice::html::Html;
use tucai_notice::words;
use tucai_way::due::Basis;
use tucai_way::steps::{State, Step, StepKind, Tick, Way};
use tucai_way::verify::{Check, Phase};

use super::badge;
use crate::record;
use crate::state::Here;
use crate::timeline::list;

/// When, what the notice says of it, and the tick of who has done it.
pub fn verify(here: &Here<'_>, check: &Check, way: &Way, html: &mut Html) {
    html.raw("<section class=\"card\" data-tab=\"after\" data-section=\"verify\">");
    html.raw("<div class=\"headline\"><h2>学信网核对</h2>");
    let step = way.steps.iter().find(|step| step.kind == StepKind::Confirm);
    let is_done = step.is_some_and(|step| step.state == State::Done);
    if is_done {
        html.raw("<b class=\"phase now\" data-fact=\"window\">已核对</b>");
    } else if check.phase != Phase::Unknown {
        badge(check.phase, "window", html);
    }
    html.raw("</div>");
    html.wrap("<p class=\"big\" data-fact=\"window-days\">", &check.words, "</p>");
    if check.basis != Basis::Notice {
        html.raw(if check.basis == Basis::General {
            "<p><b class=\"mark general\">"
        } else {
            "<p><b class=\"mark\">"
        });
        html.raw(check.basis.label()).raw("</b></p>");
    }
    list(&check.notes, html);
    list(&check.lines, html);
    if let Some(day) = check.hard_end {
        html.raw("<p class=\"doubt\" data-fact=\"hard-end\">").text(&words::day_plain(day));
        html.raw("起不能再更改</p>");
    }
    html.raw("<div class=\"row\">");
    // The notice's own link, where it gives one, is enough.
    if check.lines.iter().all(|line| line.url.is_none()) {
        html.raw("<a class=\"button\" rel=\"noreferrer\" href=\"https://www.chsi.com.cn/\">");
        html.raw("打开学信网</a>");
    }
    if let Some(step) = step.filter(|_| record::is_mine(here.about)) {
        tick(step, html);
    }
    html.raw("</div></section>");
}

fn tick(step: &Step, html: &mut Html) {
    if step.tick != Tick::Student {
        return;
    }
    html.raw("<label class=\"tick\"><input type=\"checkbox\" data-field=\"step-");
    html.text(&step.id.0);
    html.raw(if step.state == State::Done { "\" checked>" } else { "\">" });
    html.raw("<span>已核对，点了“正确”</span></label>");
}
