//! For those who missed the session, cannot come, or were photographed before.

use tucai_notice::html::Html;
use tucai_notice::words;
use tucai_way::general::{self, LABEL};
use tucai_way::missed::{self, Chance, Row};
use tucai_way::steps::{Captured, Way};
use tucai_way::verify::Phase;

use super::badge;
use super::general::known_from;
use crate::state::Here;
use crate::timeline::list;
use crate::{answer, record};

/// The notice's own ways, what it says of absence, what it leaves open, and whom to ask.
pub fn missed(here: &Here<'_>, way: &Way, html: &mut Html) {
    let missed = missed::missed(here.notice, here.seats, here.now);
    html.raw("<section class=\"card\" data-tab=\"after\" data-section=\"make-up\">");
    html.raw("<h2 tabindex=\"-1\">错过了怎么补</h2>");
    if record::is_mine(here.about) && way.void.is_none() {
        html.raw("<p class=\"row\">");
        answer::cannot_come(here, way, "我来不了", html);
        html.raw("</p>");
    }
    if !missed.ways.is_empty() {
        html.raw("<p class=\"doubt\"><b class=\"mark\">先看一眼</b>学信网上已经有学历照片的，不要再拍，见下面“以前拍过”。</p>");
    }
    for one in &missed.ways {
        chance(one, html);
    }
    if !missed.absence.is_empty() {
        html.raw("<h3>有课、请假、来不了</h3>");
        list(&missed.absence, html);
    }
    list(&missed.gaps, html);
    if !missed.ask.is_empty() {
        html.raw("<h3>问谁</h3>");
        list(&missed.ask, html);
    }
    html.raw("</section>");
}

fn chance(chance: &Chance, html: &mut Html) {
    html.raw("<article class=\"chance\"><div class=\"headline\"><h3>");
    html.text(&chance.title).raw("</h3>");
    if chance.phase != Phase::Unknown {
        badge(chance.phase, "chance", html);
    }
    html.raw("</div><dl class=\"facts\">");
    fact("谁可以", chance.who.as_deref(), html);
    fact("时间", chance.days.as_deref(), html);
    fact("地点", chance.place.as_deref(), html);
    fact("怎么走", chance.way.as_deref(), html);
    if chance.table.is_empty() {
        let hours = chance.hours.join("；");
        fact("开放", (!hours.is_empty()).then_some(&*hours), html);
    }
    if !chance.phones.is_empty() {
        html.raw("<div><dt>电话</dt><dd>");
        for phone in &chance.phones {
            html.raw("<a class=\"tel\" href=\"tel:").text(phone).raw("\">");
            html.text(phone).raw("</a>");
        }
        html.raw("</dd></div>");
    }
    html.raw("</dl>");
    table(chance, html);
    list(&chance.lines, html);
    html.says(Some(&chance.says));
    html.raw("</article>");
}

fn fact(name: &'static str, text: Option<&str>, html: &mut Html) {
    if let Some(text) = text {
        html.raw("<div><dt>").raw(name).raw("</dt><dd>").text(text).raw("</dd></div>");
    }
}

/// The opening hours, a row a day.
fn table(chance: &Chance, html: &mut Html) {
    if chance.table.is_empty() {
        return;
    }
    html.raw("<table class=\"hours\"><caption>开放时间");
    html.wrap("<small>通知原话：", &chance.hours.join("；"), "</small>").raw("</caption><tbody>");
    for row in &chance.table {
        self::row(row, html);
    }
    html.raw("</tbody></table>");
}

fn row(row: &Row, html: &mut Html) {
    html.raw(if row.today {
        "<tr class=\"today\"><th scope=\"row\">"
    } else {
        "<tr><th scope=\"row\">"
    });
    html.text(&row.day);
    html.raw(if row.today { " <small>今天</small></th><td>" } else { "</th><td>" });
    if row.spans.is_empty() {
        html.raw("不开放");
    }
    for (at, span) in row.spans.iter().enumerate() {
        html.raw(if at > 0 { "<br>" } else { "" }).text(&words::span(*span));
    }
    html.raw("</td></tr>");
}

/// Photographed before: a second capture does harm. Who need not come, as the notice counts them.
pub fn already(here: &Here<'_>, html: &mut Html) {
    let lines = missed::already();
    let exempt = missed::exempt(here.notice, here.seats);
    if lines.is_empty() && exempt.is_empty() {
        return;
    }
    html.raw("<section class=\"card\" data-tab=\"after\" data-section=\"already\">");
    html.raw("<h2>以前拍过</h2>");
    list(&exempt, html);
    if !lines.is_empty() {
        html.raw("<h3>学信网上已有学历照片？</h3><p><b class=\"mark general\">").raw(LABEL);
        html.raw("</b></p>");
        list(&lines, html);
        if let Some(part) = general::part("already") {
            known_from(part, html);
        }
    }
    if record::is_mine(here.about) {
        if here.known.ticks.captured == Some(Captured::Earlier) {
            html.raw("<p>你说：已有学历照片，不再拍。</p><p class=\"row\"><button data-action=\"captured\" data-at=\"\">改一下</button></p>");
        } else {
            html.raw("<p class=\"row\"><button data-action=\"captured\" data-at=\"earlier\">查过了，已有学历照片</button></p>");
        }
    }
    html.raw("</section>");
}
