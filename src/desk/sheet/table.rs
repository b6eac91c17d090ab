//! The run sheet as a table, on the screen and on paper, and its clashes.

use tucai_notice::html::Html;
use tucai_notice::link;
use tucai_notice::seat::{self, Seat};
use tucai_notice::sheet::Tab;
use tucai_notice::slot::{Certainty, SlotKind};
use tucai_notice::{Notice, words};
use tucai_share::sheet::{self, Heads};

use crate::subject::{Kind, Subject};

/// The absolute address of the page of a subject.
pub fn link(subject: &Subject) -> String {
    let (id, name) = (&subject.notice.id, subject.name());
    let link = match subject.about.kind {
        Kind::College => link::college_link(id, &name),
        Kind::Counselor => link::counselor_link(id, &name),
        Kind::Class => link::class_link(id, &name, Tab::Plan),
    };
    tucai_pane::absolute(&link).unwrap_or(link)
}

/// What has to be said before anything else, where the notice does not hold any more.
pub fn standing(notice: &Notice) -> Html {
    let mut html = Html::new();
    if let Some((title, on, says)) = words::standing_headline(&notice.standing) {
        html.raw("<p class=\"doubt\"><strong>").raw(title).raw("</strong> ");
        html.text(&words::day_plain(on)).raw("：「").text(says).raw("」</p>");
    }
    html
}

/// The rows day by day. The roles are written out: on a phone the rows are laid out as blocks, and
/// browsers forget then that they are rows.
pub fn table(subject: &Subject, seats: &[Seat<'_>]) -> Html {
    let mut html = Html::new();
    let with_counselor = subject.about.kind == Kind::College;
    // Once, not under every class of it.
    for sentence in sheet::divisions(seats) {
        html.raw("<p class=\"doubt\" data-division>写着“学院安排”的班：")
            .text(sentence)
            .raw("</p>");
    }
    for day in sheet::by_day(seats) {
        html.raw("<table class=\"desk-run\" role=\"table\"><caption>").text(&day.name);
        let rows = u32::try_from(day.heads.rows).unwrap_or(u32::MAX);
        html.raw(" <small>").number(rows).raw("场").wrap("，", &day.heads.words(), "");
        html.raw("</small></caption><thead role=\"rowgroup\"><tr role=\"row\">");
        for name in ["时间", "集合", "班级", "人数", "地点"] {
            html.raw("<th role=\"columnheader\">").raw(name).raw("</th>");
        }
        let order = subject.notice.schedule.order_name.as_deref().unwrap_or("序号");
        html.raw("<th role=\"columnheader\">").text(order).raw("</th>");
        if with_counselor {
            html.raw("<th role=\"columnheader\">辅导员</th>");
        }
        html.raw("</tr></thead><tbody role=\"rowgroup\">");
        for seat in &day.seats {
            row(seat, seats, order, with_counselor, &mut html);
        }
        html.raw("</tbody></table>");
    }
    let heads = Heads::of(seats);
    html.wrap("<p class=\"desk-sum\">合计 ", &heads.words(), "</p>");
    html
}

fn row(seat: &Seat<'_>, seats: &[Seat<'_>], order: &str, with_counselor: bool, html: &mut Html) {
    let slot = seat.slot;
    html.raw("<tr role=\"row\"><td role=\"cell\" class=\"t\">").text(&words::slot_time(&slot.when));
    html.raw("</td><td role=\"cell\" class=\"a\">").text(&assembly(seat));
    html.raw("</td><th role=\"rowheader\" scope=\"row\" class=\"c\">");
    if slot.units.is_empty() {
        html.text(&seat::label(slot));
    }
    for (at, unit) in slot.units.iter().enumerate() {
        html.raw(if at > 0 { "、<a href=\"" } else { "<a href=\"" });
        html.text(&link::class_link(&seat.notice.id, &unit.name, Tab::Plan)).raw("\">");
        html.text(&unit.name).raw("</a>");
    }
    if slot.divided.is_some() {
        html.raw(" <small>学院安排</small>");
    }
    html.raw("</th><td role=\"cell\" class=\"h\">");
    if let Some(heads) = slot.heads {
        html.number(heads).raw("人");
    }
    html.raw("</td><td role=\"cell\" class=\"p\">").text(&place(seat));
    html.raw("</td><td role=\"cell\" class=\"o\">");
    if let Some(number) = slot.order {
        // The heading is out of sight on a phone.
        html.raw("<i>").text(order).raw("</i>").number(number);
    }
    html.raw("</td>");
    if with_counselor {
        let counselor = slot.counselor.as_deref().unwrap_or_default();
        html.raw("<td role=\"cell\" class=\"w\">").text(counselor).raw("</td>");
    }
    html.raw("</tr>");
    let notes = notes(seat, seats);
    if !notes.is_empty() {
        html.raw("<tr role=\"row\" class=\"n\"><td role=\"cell\" colspan=\"7\">");
        html.text(&notes.join("；")).raw("</td></tr>");
    }
}

/// `14:00集合`, `提前20分钟`; nothing where the notice says nothing.
pub fn assembly(seat: &Seat<'_>) -> String {
    match (seat.assemble(), seat.minutes_before()) {
        (Some(clock), _) => format!("{clock}集合"),
        (None, Some(minutes)) => format!("提前{minutes}分钟"),
        (None, None) => String::new(),
    }
}

/// Campus and place, and where to gather if that is elsewhere.
pub fn place(seat: &Seat<'_>) -> String {
    let Some(place) = seat.place() else {
        return "地点未注明".to_owned();
    };
    let campus = place.campus.as_deref().unwrap_or_default();
    let name = place.short.as_deref().unwrap_or(&place.name);
    let campus = if name.contains(campus) { "" } else { campus };
    match seat.meet() {
        Some(meet) => format!("{campus}{name}（在{}集合）", meet.name),
        None => format!("{campus}{name}"),
    }
}

/// What has to be known of a row besides: that its time is not sure, who need not come, remarks. What
/// is said above a divided window is not said again at each of its classes.
fn notes(seat: &Seat<'_>, seats: &[Seat<'_>]) -> Vec<String> {
    let mut notes = Vec::new();
    if sheet::window(seat, seats).is_some() {
        return notes;
    }
    let certainty = seat.certainty();
    let holds = words::standing_headline(&seat.notice.standing).is_none();
    if holds && sheet::is_divided(seat, seats) {
        notes.push("通知给学院的整个时段，下面是学院分的班".to_owned());
    } else if certainty != Certainty::Binding || seat.slot.kind != SlotKind::Capture {
        notes.push(words::certainty(seat));
    }
    if let Some(exempt) = seat.slot.exempt {
        notes.push(format!("按通知有{exempt}人以前拍过，本次不参加"));
    }
    notes.extend(seat.slot.note.clone());
    notes.extend(seat.doubt().map(|doubt| format!("存疑：{doubt}")));
    notes
}

/// What collides, as facts.
pub fn clashes(seats: &[Seat<'_>]) -> Html {
    let mut html = Html::new();
    let found = sheet::clashes(seats);
    html.raw("<section class=\"desk-clashes\" data-clashes><h2>时间上要留意的</h2>");
    if found.is_empty() {
        let open = seats.iter().all(Seat::is_open);
        html.raw(if open {
            "<p>这里只有整个时段，班级的时间还没有定，所以看不出哪些班会碰在一起。</p></section>"
        } else {
            "<p>没有同一时间的班，也没有半天跑两个校区或首尾相连的。</p></section>"
        });
        return html;
    }
    html.raw(
        "<p class=\"fine\">按通知的时间算出来的事实，不一定要改：有的学校本来就几组同时拍。</p>",
    );
    html.raw("<ul class=\"lines\">");
    for clash in &found {
        html.raw("<li><b class=\"mark\">").raw(clash.label()).raw("</b>");
        html.text(&clash.words()).raw("</li>");
    }
    html.raw("</ul></section>");
    html
}

/// The sheet on paper: what it is, the rows, what collides, from when it is and where to look again.
pub fn paper(subject: &Subject, seats: &[Seat<'_>], link: &str) -> Html {
    let notice = &subject.notice;
    let mut html = Html::new();
    html.raw("<article class=\"print-sheet\"><h1>").text(&subject.name()).raw("</h1><p>");
    html.text(&notice.school.name).raw(" ");
    if notice.school.inferred.is_some() {
        html.raw("（校名为推断） ");
    }
    html.text(&notice.cohort).raw("毕业生图像采集安排表</p>");
    html.html(&standing(notice)).html(&table(subject, seats));
    let found = sheet::clashes(seats);
    if !found.is_empty() {
        html.raw("<h2>时间上要留意的</h2><ul>");
        for clash in &found {
            html.raw("<li>").raw(clash.label()).raw("：").text(&clash.words()).raw("</li>");
        }
        html.raw("</ul>");
    }
    foot(notice, link, &mut html);
    html.raw("</article>");
    html
}

/// From when the data is, and where to look again.
pub fn foot(notice: &Notice, link: &str, html: &mut Html) {
    html.raw("<p class=\"foot\">数据第").number(notice.revision).raw("版，");
    html.text(&words::day_plain(notice.checked)).raw("与通知核对。以最新通知为准：");
    html.text(link).raw("</p>");
}
