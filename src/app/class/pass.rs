//! The boarding pass: day, assembly, place, order, certainty. Whoever glances at it has understood.

use tucai_notice::html::Html;
use tucai_notice::phase::Phase;
use tucai_notice::seat::{self, Seat};
use tucai_notice::words;

use crate::route;
use crate::state::Model;

/// What the seats are called together: the unit asked for, the college that several slots share, or
/// all their names.
pub fn title(seats: &[Seat<'_>]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for seat in seats {
        if !names.contains(&seat.name.as_str()) {
            names.push(&seat.name);
        }
    }
    match seats.first().and_then(Seat::college) {
        Some(college) if names.len() > 1 => college.to_owned(),
        _ => names.join("、"),
    }
}

/// Whose pass it is.
pub fn title_html(seats: &[Seat<'_>], name: &str, html: &mut Html) {
    html.raw("<h1 tabindex=\"-1\">").text(name).raw("</h1>");
    if let Some((first, college)) = seats.first().and_then(|it| Some((it, it.college()?))) {
        html.raw("<p><a href=\"").text(&route::college_link(&first.notice.id, college)).raw("\">");
        html.text(if college == name { "学院全部安排" } else { college }).raw("</a></p>");
    }
}

/// Day, time, place and state of all seats of a unit.
pub fn when(model: &Model, seats: &[Seat<'_>]) -> Html {
    let mut html = Html::new();
    let Some(first) = seats.first() else {
        return html;
    };
    let several = seats.len() > 1;
    let one_place = seats.iter().all(|seat| seat.slot.place == first.slot.place);
    if several {
        html.wrap("<p class=\"several\">", &words::several(seats), "</p>");
    }
    let mut last = "";
    for seat in seats {
        html.raw(match (several, words::standing(&seat.notice.standing)) {
            (_, Some(_)) => "<div class=\"when void\">",
            (true, None) => "<div class=\"when part\">",
            (false, None) => "<div class=\"when\">",
        });
        state(model, seat, &mut html);
        facts(seat, seats, &mut html);
        if !(several && one_place) {
            place(seat, &mut html);
        }
        // What holds for several rows alike is said once.
        let why = seat.doubt().unwrap_or_default();
        if why != last {
            html.wrap("<p class=\"doubt\" data-doubt><b class=\"mark\">存疑</b>", why, "</p>");
            last = why;
        }
        html.raw("</div>");
    }
    if several && one_place {
        html.raw("<div class=\"when\">");
        place(first, &mut html);
        html.raw("</div>");
    }
    html
}

/// The state of one seat, which changes with the clock.
fn state(model: &Model, seat: &Seat<'_>, html: &mut Html) {
    if let Some(word) = words::standing(&seat.notice.standing) {
        html.wrap("<b class=\"phase alarm\" data-fact=\"countdown\">", word, "</b>");
        return;
    }
    let phase = Phase::of(seat, model.now());
    html.raw(match phase {
        Phase::Assembling | Phase::Running | Phase::WindowOpen => "<b class=\"phase now\"",
        Phase::Over => "<b class=\"phase over\"",
        _ => "<b class=\"phase\"",
    });
    html.raw(" data-fact=\"countdown\">").text(&phase.words(seat)).raw("</b>");
}

/// Day, assembly and time of one seat.
fn facts(seat: &Seat<'_>, seats: &[Seat<'_>], html: &mut Html) {
    let slot = seat.slot;
    if seats.len() > 1 && seats.iter().any(|other| other.name != seat.name) {
        html.wrap("<p class=\"who\">", &seat.name, "</p>");
    }
    let day = words::slot_day(&slot.when);
    html.raw("<p class=\"day\" data-fact=\"date\">");
    // The year is not what one looks for; it stands small above the day.
    match day.split_once('年') {
        Some((year, rest)) => html.wrap("<small>", year, "年</small>").text(rest),
        None => html.text(&day),
    };
    html.raw("</p><p class=\"time\">");
    match (seat.assemble(), seat.minutes_before()) {
        (Some(clock), _) => {
            html.raw("<strong data-fact=\"assemble\">")
                .text(&clock.to_string())
                .raw(" 集合</strong>");
        }
        (None, Some(minutes)) => {
            html.raw("<strong class=\"before\" data-fact=\"assemble\">按班级时间提前");
            html.number(minutes.into()).raw("分钟集合</strong>");
        }
        (None, None) => {}
    }
    html.raw("<span data-fact=\"time\">").text(&words::slot_time(&slot.when));
    html.wrap(" ", words::slot_kind(slot.kind), "").raw("</span></p>");
}

/// Where to go.
fn place(seat: &Seat<'_>, html: &mut Html) {
    if let Some(meet) = seat.meet() {
        html.raw("<p class=\"place\"><small>集合地点</small><strong data-fact=\"meet\">");
        html.text(&meet.name).raw("</strong></p>");
    }
    html.raw("<p class=\"place\"><small>拍摄地点");
    let Some(place) = seat.place() else {
        html.raw("</small><strong data-fact=\"place\">通知没有写地点</strong></p>");
        return;
    };
    // The notice's fullest wording may already name the campus.
    let campus = place.campus.as_deref().filter(|campus| !words::holds(&place.name, campus));
    html.wrap(" · ", campus.unwrap_or_default(), "").raw("</small><strong data-fact=\"place\">");
    html.text(&place.name).raw("</strong>");
    html.wrap("<small>", place.way.as_deref().unwrap_or_default(), "</small>").raw("</p>");
}

/// The tear-off strip: certainty, order, counts, who is before and after.
pub fn stub(seats: &[Seat<'_>], html: &mut Html) {
    let Some(first) = seats.first() else {
        return;
    };
    let schedule = &first.notice.schedule;
    html.raw("<p data-fact=\"certainty\"><b class=\"mark\">");
    html.raw(
        words::standing(&first.notice.standing)
            .unwrap_or(words::certainty_label(first.certainty())),
    );
    html.raw("</b>");
    html.text(&words::certainty(first)).raw("</p>");
    if first.is_open() {
        let missing = schedule.table_missing.as_deref().unwrap_or_default();
        html.wrap("<p class=\"fine\" data-missing>没有收录在这里：", missing, "</p>");
        html.says(schedule.set_by_says.as_deref());
    } else {
        html.says(schedule.certainty_says.as_deref());
    }
    if seats.len() == 1 {
        counts(first, html);
        around(first, html);
    }
    let mut last = "";
    for seat in seats {
        let note = seat.slot.note.as_deref().unwrap_or_default();
        if note != last {
            html.wrap("<p class=\"fine\">", note, "</p>");
            last = note;
        }
    }
}

/// Position, head count, counselor, exempt.
fn counts(seat: &Seat<'_>, html: &mut Html) {
    let slot = seat.slot;
    html.raw("<dl class=\"counts\">");
    if let Some(order) = slot.order {
        let name = seat.notice.schedule.order_name.as_deref().unwrap_or("顺序");
        html.raw("<div><dt>").text(name).raw("</dt><dd data-fact=\"order\">").number(order);
        html.raw("</dd></div>");
    }
    if let Some(heads) = slot.heads {
        html.raw("<div><dt>人数</dt><dd data-fact=\"headcount\">").number(heads).raw("</dd></div>");
    }
    if let Some(name) = &slot.counselor {
        let link = route::counselor_link(&seat.notice.id, name);
        html.raw("<div><dt>辅导员</dt><dd data-fact=\"counselor\"><a href=\"").text(&link);
        html.raw("\">").text(name).raw("</a></dd></div>");
    }
    html.raw("</dl>");
    if let Some(count) = slot.exempt {
        html.raw("<p class=\"fine\">有").number(count);
        html.raw("人以前年度已拍摄，不参加本次采集。是不是你，请问");
        html.text(slot.counselor.as_deref().unwrap_or("学院")).raw("</p>");
    }
}

/// Who is before, beside and after.
fn around(seat: &Seat<'_>, html: &mut Html) {
    let neighbours = seat.neighbours();
    html.raw("<dl class=\"around\">");
    for (open, slots) in [
        ("<div><dt>前面</dt><dd data-fact=\"before\">", neighbours.before),
        ("<div><dt>同时</dt><dd data-fact=\"beside\">", neighbours.beside),
        ("<div><dt>后面</dt><dd data-fact=\"after\">", neighbours.after),
    ] {
        let names: Vec<String> = slots.into_iter().map(seat::label).collect();
        html.wrap(open, &names.join("、"), "</dd></div>");
    }
    html.raw("</dl>");
}
