//! The queue sheet on paper: numbered, with a box to tick for each.

use tucai_notice::html::Html;
use tucai_notice::seat::Seat;
use tucai_notice::words;
use tucai_share::money;
use tucai_share::people::Order;
use tucai_share::roll::{Group, Mark, Roll, announced};

use crate::sheet::table::{assembly, foot, place, standing};

/// More people than this stand in two columns.
const ONE_COLUMN: usize = 25;

/// The sheet.
pub fn sheet(seat: &Seat<'_>, roll: &Roll, link: &str) -> Html {
    let notice = seat.notice;
    let count = u32::try_from(roll.entries.len()).unwrap_or(u32::MAX);
    let mut html = Html::new();
    html.raw("<article class=\"print-sheet\"><h1>").text(&class(seat, roll)).raw(" 排队表</h1><p>");
    html.text(&notice.school.name).raw(" ").text(&notice.cohort).raw("毕业生图像采集</p>");
    html.html(&standing(notice)).raw("<dl>");
    let when = [words::slot_day(&seat.slot.when), words::slot_time(&seat.slot.when)].concat();
    let heads = match announced(seat.slot) {
        Some((heads, whose)) if heads != count => format!("名单{count}人（{whose}写{heads}人）"),
        _ => format!("{count}人"),
    };
    let audience = seat.slot.audience.as_deref();
    let total = money::total(notice, audience, count).unwrap_or_default();
    let who = money::who(notice, audience).join("；");
    let fee = if total.is_empty() { who } else { format!("{total}。{who}") };
    let (asked, why) = Order::asked(notice);
    let order =
        if roll.order == asked { why } else { format!("{why}本表{}排。", roll.order.name()) };
    for (name, text) in [
        ("时间", when),
        ("集合", assembly(seat).trim_end_matches("集合").to_owned()),
        ("地点", place(seat)),
        ("人数", heads),
        ("费用", fee),
        ("顺序", order),
    ] {
        if !text.is_empty() {
            html.raw("<div><dt>").raw(name).raw("</dt><dd>").text(&text).raw("</dd></div>");
        }
    }
    html.raw("</dl>");
    let groups = roll.groups();
    for group in &groups {
        if groups.len() > 1 {
            html.raw("<h2>").text(group.name()).raw(" ");
            html.number(u32::try_from(group.entries.len()).unwrap_or(u32::MAX)).raw("人</h2>");
        }
        people(group, &mut html);
    }
    foot(notice, link, &mut html);
    html.raw("</article>");
    html
}

/// Those of one class, counted from 1.
fn people(group: &Group<'_>, html: &mut Html) {
    html.raw(if group.entries.len() > ONE_COLUMN { "<ol class=\"two\">" } else { "<ol>" });
    for (place, (_, entry)) in group.entries.iter().enumerate() {
        html.raw("<li><i class=\"box\"></i><b>")
            .number(u32::try_from(place + 1).unwrap_or(u32::MAX));
        html.raw("</b><span>").text(&entry.person.number).raw("</span><span>");
        html.text(&entry.person.name).raw("</span>");
        if entry.mark != Mark::Open {
            html.raw("<em>").raw(entry.mark.name()).raw("</em>");
        }
        html.raw("</li>");
    }
    html.raw("</ol>");
}

/// The class: the seat's unit; where that is a whole college, the class that all of the list are of.
fn class(seat: &Seat<'_>, roll: &Roll) -> String {
    match roll.groups().as_slice() {
        [group] if roll.names_classes() => format!("{} {}", seat.name, group.class),
        _ => seat.name.clone(),
    }
}
