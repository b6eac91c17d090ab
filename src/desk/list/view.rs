//! What the class list shows.

use tucai_notice::html::Html;
use tucai_notice::seat::Seat;
use tucai_notice::words;
use tucai_share::money;
use tucai_share::people::{Order, Person};
use tucai_share::roll::{Counts, Group, Mark, Roll, announced};

use super::{Model, keep};
use crate::sheet::table::{assembly, place};

/// What there is to show.
pub struct View<'a> {
    /// The chosen seat.
    pub seat: &'a Seat<'a>,
    /// Its list, if there is one.
    pub roll: Option<&'a Roll>,
    /// What the counselor sees and has done so far.
    pub model: &'a Model,
}

type Draw = fn(&View<'_>, &mut Html);

/// The parts that are drawn anew when something changes, and by what.
pub const PLACES: [(&str, Draw); 6] = [
    ("[data-about]", about),
    ("[data-paste]", paste),
    ("[data-report]", report),
    ("[data-queue]", queue),
    ("[data-roll]", roll),
    ("[data-told]", told),
];

/// What stands all the time: how the list is treated, the choice of the class, and the places of the
/// rest.
pub fn frame(seats: &[Seat<'_>], html: &mut Html) {
    html.raw("<div class=\"desk-list\"><p class=\"fine\">名单只在这台设备的这一页里：");
    html.raw("不上传，不进链接，不存下来（除非您在下面勾选）。</p>");
    if seats.len() > 1 {
        html.raw("<label>班级<select data-field=\"unit\">");
        for (at, seat) in seats.iter().enumerate() {
            html.raw("<option value=\"").number(u32::try_from(at).unwrap_or(u32::MAX)).raw("\">");
            html.text(&seat.name).raw(" ").text(&words::slot_line(seat.slot)).raw("</option>");
        }
        html.raw("</select></label>");
    }
    html.raw("<div data-about></div><div data-paste></div><div data-report></div>");
    html.raw("<p class=\"fine\" role=\"status\" data-told></p>");
    html.raw("<div data-queue></div><div data-roll></div><div data-absent></div></div>");
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn about(view: &View<'_>, html: &mut Html) {
    let seat = view.seat;
    html.raw("<p>").text(&words::slot_line(seat.slot));
    html.wrap("，", &assembly(seat), "").raw("，").text(&place(seat));
    if let Some((heads, whose)) = announced(seat.slot) {
        html.raw("，").raw(whose).raw("写").number(heads).raw("人");
    }
    html.raw("</p>");
}

fn paste(view: &View<'_>, html: &mut Html) {
    let again = view.roll.is_some();
    if again {
        html.raw("<details data-fold=\"paste\"><summary>换一份名单</summary>");
    }
    html.raw("<label>从Excel、Word或聊天里复制，粘贴在这里");
    html.raw("<textarea data-field=\"pasted\" rows=\"5\" autocomplete=\"off\" ");
    html.raw("autocapitalize=\"off\" spellcheck=\"false\" placeholder=\"每人一行：学号 姓名\">");
    html.raw("</textarea></label>");
    html.raw("<p class=\"row\"><button data-action=\"read\"");
    html.raw(if again { ">" } else { " class=\"primary\">" });
    html.raw("读入名单</button></p>");
    if again {
        html.raw("</details>");
    }
}

/// Doubts that are shown at once; the rest is more of the same.
const MOST_DOUBTS: usize = 30;

fn report(view: &View<'_>, html: &mut Html) {
    if let Some(error) = view.model.error {
        html.raw("<p class=\"doubt\" role=\"alert\">").text(&error.to_string()).raw("</p>");
    }
    let doubts = &view.model.doubts;
    if doubts.is_empty() {
        return;
    }
    html.raw("<div class=\"doubt\" role=\"alert\"><p>请看一下这").number(number(doubts.len()));
    html.raw("处：</p><ul class=\"desk-lines\" data-doubts>");
    for doubt in doubts.iter().take(MOST_DOUBTS) {
        html.raw("<li>").text(&doubt.words()).raw("</li>");
    }
    if doubts.len() > MOST_DOUBTS {
        html.raw("<li>还有").number(number(doubts.len() - MOST_DOUBTS)).raw("处</li>");
    }
    html.raw("</ul></div>");
}

fn told(view: &View<'_>, html: &mut Html) {
    html.text(&view.model.told);
}

/// The queue sheet: its order, printing, keeping and wiping.
fn queue(view: &View<'_>, html: &mut Html) {
    let Some(roll) = view.roll else {
        // Lists of other classes can be got rid of here too.
        wipe_all(html);
        return;
    };
    let notice = view.seat.notice;
    let (asked, why) = Order::asked(notice);
    html.raw("<section><h2>排队表</h2>");
    html.wrap("<p data-heads>", &roll.compared(view.seat.slot).unwrap_or_default(), "</p>");
    html.raw("<p data-order>").text(&why);
    let numbered = roll.entries.iter().any(|entry| !entry.person.number.is_empty());
    if roll.order != asked {
        html.raw(if numbered { " 现在" } else { " 名单里没有学号，现在" });
        html.text(roll.order.name()).raw("排。");
    }
    if roll.groups().len() > 1 {
        html.raw(" 名单里有几个班，各班分开排，各自编号。");
    }
    html.raw(
        "</p><p class=\"row\"><button class=\"primary\" data-action=\"print\">打印排队表</button>",
    );
    if numbered {
        let by_number = if asked == Order::Pasted { Order::Number } else { asked };
        let other = if roll.order == Order::Pasted { by_number } else { Order::Pasted };
        html.raw("<button data-action=\"order\">改为").text(other.name()).raw("</button>");
    }
    html.raw("</p>");
    let audience = view.seat.slot.audience.as_deref();
    if let Some(total) = money::total(notice, audience, number(roll.entries.len())) {
        html.raw("<p data-fee>费用（按名单）：").text(&total).raw("。");
        html.text(&money::who(notice, audience).join("；")).raw("</p>");
    }
    html.raw("<label class=\"desk-tick\"><input type=\"checkbox\" data-field=\"keep\"");
    let kept = keep::is_kept(&roll.notice, &roll.unit);
    html.raw(if kept { " checked>" } else { ">" });
    html.raw("<span>保存在这台设备上（包括点名）。不勾选，关掉或刷新这一页就没有了</span></label>");
    html.raw("<p class=\"row\"><button data-action=\"wipe\">清除本班名单</button>");
    if keep::count() > 1 {
        html.raw("<button data-action=\"wipe-all\">清除全部名单</button>");
    }
    html.raw("</p></section>");
}

fn wipe_all(html: &mut Html) {
    let count = keep::count();
    if count > 0 {
        html.raw("<p class=\"row\"><button data-action=\"wipe-all\">清除这台设备上的全部名单（");
        html.number(number(count)).raw("份）</button></p>");
    }
}

/// A mark by the name that buttons have for it.
pub fn mark(name: &str) -> Option<Mark> {
    [Mark::Open, Mark::Present, Mark::Absent, Mark::MakeUp].into_iter().find(|it| id(*it) == name)
}

fn id(mark: Mark) -> &'static str {
    match mark {
        Mark::Open => "open",
        Mark::Present => "present",
        Mark::Absent => "absent",
        Mark::MakeUp => "make-up",
    }
}

/// One letter for a button that a thumb hits.
fn short(mark: Mark) -> &'static str {
    match mark {
        Mark::Open => "未",
        Mark::Present => "到",
        Mark::Absent => "缺",
        Mark::MakeUp => "补",
    }
}

/// Who was there: counts, and three buttons for each.
fn roll(view: &View<'_>, html: &mut Html) {
    let Some(roll) = view.roll else {
        return;
    };
    let counts = roll.counts();
    html.raw("<section><h2>现场点名</h2>");
    filters(counts, view.model.filter, html);
    if counts.present > 0 {
        let audience = view.seat.slot.audience.as_deref();
        let total = money::total(view.seat.notice, audience, number(counts.present));
        html.wrap("<p data-fee-present>费用（按到场）：", &total.unwrap_or_default(), "</p>");
    }
    let mut shown = 0;
    for group in roll.groups() {
        shown += people(&group, roll.names_classes(), view.model.filter, html);
    }
    if shown == 0 {
        html.raw("<p class=\"fine\">这一类现在没有人。</p>");
    }
    if counts.open > 0 && counts.open < counts.all {
        html.raw("<p class=\"row\"><button data-action=\"rest\">其余");
        html.number(number(counts.open)).raw("人都到场</button></p>");
    }
    html.raw("</section>");
}

/// Those of one class that are to be seen, and how many these are. Each has its number in the queue of
/// the class, whether others are to be seen or not.
fn people(group: &Group<'_>, is_named: bool, filter: Option<Mark>, html: &mut Html) -> usize {
    let is_seen = |mark: Mark| filter.is_none_or(|filter| filter == mark);
    let seen = group.entries.iter().filter(|(_, entry)| is_seen(entry.mark)).count();
    if seen == 0 {
        return 0;
    }
    if is_named {
        html.raw("<h3 data-class>").text(group.name()).raw(" <small>");
        html.number(number(group.entries.len())).raw("人</small></h3>");
    }
    html.raw("<ol class=\"desk-people\" data-people>");
    for (place, (at, entry)) in group.entries.iter().enumerate() {
        if !is_seen(entry.mark) {
            continue;
        }
        let person = &entry.person;
        let who = if person.name.is_empty() { &person.number } else { &person.name };
        html.raw("<li class=\"").raw(id(entry.mark)).raw("\"><span class=\"whom\"><i>");
        html.number(number(place + 1)).raw("</i> <b>").text(&person.name).raw("</b>");
        html.wrap(" <small>", &person.number, "</small>").raw("</span>");
        html.raw("<span class=\"marks\">");
        for mark in Mark::TICKS {
            html.raw("<button data-action=\"tick\" data-at=\"").number(number(*at)).raw(":");
            html.raw(id(mark)).raw("\" aria-pressed=\"");
            html.raw(if entry.mark == mark { "true" } else { "false" }).raw("\" aria-label=\"");
            html.raw(mark.name()).raw("：").text(who).raw("\">").raw(short(mark)).raw("</button>");
        }
        html.raw("</span></li>");
    }
    html.raw("</ol>");
    seen
}

fn filters(counts: Counts, filter: Option<Mark>, html: &mut Html) {
    html.raw("<div class=\"desk-filters\" role=\"group\" aria-label=\"只看\" data-counts>");
    let all = [None, Some(Mark::Open), Some(Mark::Present), Some(Mark::Absent), Some(Mark::MakeUp)];
    for mark in all {
        html.raw("<button data-action=\"filter\" data-at=\"").raw(mark.map_or("", id));
        html.raw("\" aria-pressed=\"").raw(if filter == mark { "true" } else { "false" });
        html.raw("\">").raw(mark.map_or("全部", Mark::name)).raw(" <b>");
        html.number(number(mark.map_or(counts.all, |mark| counts.of(mark)))).raw("</b></button>");
    }
    html.raw("</div>");
}

/// The text for those who were not there.
pub fn absent(text: &str, missing: usize, html: &mut Html) {
    html.raw("<section><h2>给没拍上的").number(number(missing)).raw("人</h2>");
    html.wrap("<pre class=\"desk-text\" data-text>", text, "</pre>");
    html.raw(
        "<p class=\"row\"><button class=\"primary\" data-action=\"copy\">复制，不带姓名</button>",
    );
    html.raw("<button data-action=\"copy-named\">复制，带姓名</button></p>");
    html.raw(
        "<p class=\"fine\">带姓名的话里有学生的姓名，发到哪里请您斟酌；单独发给本人更合适。</p>",
    );
    html.raw("</section>");
}

/// `请下面的同学留意：…（共3人）`.
pub fn names(missing: &[&Person]) -> String {
    let name = |person: &&Person| {
        if person.name.is_empty() { person.number.clone() } else { person.name.clone() }
    };
    let names: Vec<String> = missing.iter().map(name).collect();
    format!("请下面{}位同学留意：{}", names.len(), names.join("、"))
}
