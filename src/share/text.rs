//! The text for a class group, complete without opening the link.
//!
//! Plain text in short lines, for chat programs: no markdown, the link last, alone on its line.

mod about;
pub(crate) mod ways;
mod wear;

use tucai_notice::Notice;
use tucai_notice::seat::{self, Seat};
use tucai_notice::slot::{Certainty, Slot};
use tucai_notice::words;
use tucai_way::missed;

pub use self::about::{About, Line};
pub(crate) use self::about::{before_all, head, place, void};
use crate::sheet;

/// Characters of the text for a class, its link not counted. What is least needed is left out first.
const CLASS: usize = 650;

/// Characters for what to wear in it.
const WEAR_LEAST: usize = 110;
const WEAR_MOST: usize = 300;

/// Before what is in doubt, in a line of the way.
const DOUBT: &str = "（存疑：";

/// Whose list of classes it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// A college's, by its name as in the notice.
    College(&'a str),
    /// A counselor's, by the name as in the notice.
    Counselor(&'a str),
}

/// How much a line is needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// The text is nothing without it.
    Must,
    /// It helps.
    Helps,
    /// It may be looked up.
    Spare,
}

/// The text for one class (or college, or audience): its seats in the notice, `link` the absolute
/// ASCII address of its page. Empty without a seat.
#[must_use]
pub fn class(notice: &Notice, seats: &[Seat<'_>], link: &str) -> String {
    if seats.is_empty() {
        return String::new();
    }
    let about = About::new(notice, seats);
    let mut lines = vec![(Need::Must, head("", &common(seats)))];
    if let Some(void) = void(notice) {
        lines.extend(void.into_iter().map(|line| (Need::Must, line)));
        lines.extend(seats.iter().map(|seat| (Need::Must, was(seat))));
        return finish(lines, notice, link);
    }
    when(seats, &mut lines);
    unique(seats.iter().map(words::certainty), Need::Must, &mut lines);
    unique(seats.iter().filter_map(|seat| seat.doubt().map(str::to_owned)), Need::Must, &mut lines);
    lines.extend(about.exempt(seats).map(|line| (Need::Helps, line)));
    lines.extend(about.queue().map(|line| (Need::Helps, line.to_string())));
    let must = [about.gates(), about.code(seats), about.bring()].into_iter().flatten();
    lines.extend(must.map(|line| (Need::Must, line.to_string())));
    let wear = lines.len();
    lines.push((Need::Must, about.fee().to_string()));
    lines.extend(about.attempts().map(|line| (Need::Helps, line)));
    lines.extend(about.late_words().map(|line| (Need::Must, line)));
    lines.extend(absence(notice, seats));
    // As much of it as there is room for: it is what one would open the link for.
    let needed = lines.iter().filter(|(need, _)| *need != Need::Spare);
    let used = length(needed) + words::source(notice).chars().count() + 15;
    let about = about.with_room(CLASS.saturating_sub(used).clamp(WEAR_LEAST, WEAR_MOST));
    lines.insert(wear, (Need::Must, about.wear().to_string()));
    finish(lines, notice, link)
}

/// What those can do who cannot come, complete: the ways with their days, hours, place and number.
fn absence(notice: &Notice, seats: &[Seat<'_>]) -> Vec<(Need, String)> {
    let missed = missed::missed(notice, seats, before_all());
    let mut lines = Vec::new();
    for line in ways::besides(&missed) {
        let (text, doubt) = line.text.split_once(DOUBT).unwrap_or((&line.text, ""));
        lines.push((Need::Must, text.trim_end_matches('。').to_owned()));
        let doubt = doubt.trim_end_matches('）').trim_end_matches('。');
        lines.extend((!doubt.is_empty()).then(|| (Need::Spare, doubt.to_owned())));
    }
    for way in &missed.ways {
        lines.push((Need::Must, ways::one_line(way)));
        lines.extend(ways::details(way).map(|line| (Need::Helps, line)));
    }
    lines
}

/// The text for a college or a counselor: all their seats in order of time, in short lines.
#[must_use]
pub fn list(notice: &Notice, whose: Whose<'_>, seats: &[Seat<'_>], link: &str) -> String {
    let seats = sheet::in_order(seats.to_vec());
    if seats.is_empty() {
        return String::new();
    }
    let about = About::new(notice, &seats);
    let mut lines = vec![match whose {
        Whose::College(name) => head("", name),
        Whose::Counselor(name) => head("", &format!("{name}老师的班级")),
    }];
    let void = void(notice);
    let is_void = void.is_some();
    lines.extend(void.into_iter().flatten());
    let heads = sheet::Heads::of(&seats).words();
    let heads = if heads.is_empty() { heads } else { ["，", &heads].concat() };
    // A window that is divided is a heading above its classes.
    let rows = seats.iter().filter(|seat| !sheet::is_divided(seat, &seats)).count();
    lines.push(format!("按时间排列，{rows}个时段{heads}"));
    for day in sheet::by_day(&seats) {
        lines.push(String::new());
        lines.push(day.name);
        let mut at: Option<String> = None;
        for seat in day.seats {
            let its = place(seat);
            if its != at {
                lines.extend(its.as_ref().map(|place| format!("地点：{place}")));
                at = its;
            }
            lines.push(row(seat, whose));
        }
    }
    if !is_void {
        lines.push(String::new());
        lines.extend(for_all(&about, &seats));
    }
    lines.push(words::source(notice));
    lines.push(link.to_owned());
    lines.join("\n")
}

/// What is said once for a whole list.
fn for_all(about: &About<'_>, seats: &[Seat<'_>]) -> Vec<String> {
    // Of a single class it would say that this is its time; that goes without saying here.
    let unsure = seats.iter().filter(|seat| seat.certainty() != Certainty::Binding);
    let mut said = Vec::new();
    unique(unsure.map(words::certainty), Need::Must, &mut said);
    let mut lines: Vec<String> = said.into_iter().map(|(_, line)| line).collect();
    if seats.iter().any(|seat| seat.assemble().is_none()) {
        let minutes = seats.iter().find_map(Seat::minutes_before);
        lines.extend(minutes.map(|minutes| format!("比班级的时间提前{minutes}分钟到")));
    }
    let meet = seats.first().and_then(Seat::meet);
    lines.extend(meet.map(|meet| format!("集合地点：{}", meet.name)));
    let maybe = [about.queue(), about.gates(), about.lead(), about.bring()];
    let said = maybe.into_iter().flatten().chain([about.wear(), about.fee()]);
    lines.extend(said.map(|line| line.to_string()));
    lines
}

/// What the seats' names have in common; a college may stand in two parts (第一批, 第二批).
pub(crate) fn common(seats: &[Seat<'_>]) -> String {
    let mut common = seats.first().map(Seat::called).unwrap_or_default();
    for seat in seats {
        let its = seat.called();
        let same = common.chars().zip(its.chars()).take_while(|(one, other)| one == other);
        let same: String = same.map(|(one, _)| one).collect();
        if same.len() < common.len() {
            same.trim_end_matches(['第', '(', '（']).clone_into(&mut common);
        }
    }
    common
}

/// What was announced and does not hold any more.
fn was(seat: &Seat<'_>) -> String {
    format!("原来是：{}（不再有效）", words::slot_line(seat.slot))
}

/// `14:10–14:30 23软工1班，14:00集合`.
fn row(seat: &Seat<'_>, whose: Whose<'_>) -> String {
    let kind = words::slot_kind(seat.slot.kind);
    let mut row = format!("{} {}", words::slot_time(&seat.slot.when), seat.called());
    if !kind.is_empty() && !words::holds(&row, kind) {
        row.extend(["（", kind, "）"]);
    }
    if let (Whose::College(_), Some(counselor)) = (whose, &seat.slot.counselor) {
        row.extend(["（", counselor, "）"]);
    }
    if words::standing(&seat.notice.standing).is_some() {
        return row;
    }
    if let Some(clock) = seat.assemble() {
        row.extend(["，", &clock.to_string(), "集合"]);
    }
    match seat.certainty() {
        Certainty::Binding | Certainty::Open => {}
        other => row.extend(["，", words::certainty_label(other)]),
    }
    row
}

/// Day, time, assembly, place, order and who is around.
fn when(seats: &[Seat<'_>], lines: &mut Vec<(Need, String)>) {
    let [seat] = seats else {
        lines.push((Need::Must, words::several(seats)));
        let whole = common(seats);
        let one_place = seats.iter().all(|seat| place(seat) == seats.first().and_then(place));
        for seat in seats {
            let mut line = format!("· {}", words::slot_line(seat.slot));
            let name = seat.called();
            let part = name.strip_prefix(&whole).unwrap_or_default();
            let part = part.trim_matches(['(', ')', '（', '）']);
            if !part.is_empty() {
                line.extend(["，", part]);
            }
            if let Some(clock) = seat.assemble() {
                line.extend(["，", &clock.to_string(), "集合"]);
            }
            if let (false, Some(place)) = (one_place, place(seat)) {
                line.extend(["，", &place]);
            }
            lines.push((Need::Must, line));
        }
        if let Some(first) = seats.first() {
            arrive(first, lines);
            if let (true, Some(place)) = (one_place, place(first)) {
                lines.push((Need::Must, format!("地点：{place}")));
            }
        }
        return;
    };
    lines.push((Need::Must, format!("时间：{}", words::slot_line(seat.slot))));
    if let Some(clock) = seat.assemble() {
        lines.push((Need::Must, format!("集合：{clock}")));
    }
    arrive(seat, lines);
    if let Some(place) = place(seat) {
        lines.push((Need::Must, format!("地点：{place}")));
    }
    if let Some(way) = seat.place().and_then(|place| place.way.clone()) {
        lines.push((Need::Helps, way));
    }
    if let Some(order) = seat.slot.order {
        let called = seat.notice.schedule.order_name.as_deref().unwrap_or("序号");
        lines.push((Need::Must, format!("{called}：{order}")));
    }
    if !seat.is_open() {
        lines.extend(around(seat).map(|line| (Need::Spare, line)));
    }
}

/// When and where to be there, as far as that is the same for all seats.
fn arrive(seat: &Seat<'_>, lines: &mut Vec<(Need, String)>) {
    if let (None, Some(minutes)) = (seat.assemble(), seat.minutes_before()) {
        lines.push((Need::Must, format!("集合：比班级的时间提前{minutes}分钟")));
    }
    if let Some(meet) = seat.meet() {
        lines.push((Need::Must, format!("集合地点：{}", meet.name)));
    }
}

/// `前面：23网工1班；同时：25大数据技2班`, of few neighbours only.
fn around(seat: &Seat<'_>) -> Option<String> {
    let around = seat.neighbours();
    let say = |label: &str, slots: &[&Slot]| {
        let names: Vec<String> = slots.iter().map(|slot| seat::label(slot)).collect();
        (1..=3).contains(&names.len()).then(|| format!("{label}：{}", names.join("、")))
    };
    let parts: Vec<String> =
        [say("前面", &around.before), say("同时", &around.beside), say("后面", &around.after)]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

/// Each line once.
fn unique(said: impl Iterator<Item = String>, need: Need, lines: &mut Vec<(Need, String)>) {
    for line in said {
        if !line.is_empty() && lines.iter().all(|(_, other)| *other != line) {
            lines.push((need, line));
        }
    }
}

fn length<'l>(lines: impl Iterator<Item = &'l (Need, String)>) -> usize {
    lines.map(|(_, line)| line.chars().count() + 1).sum()
}

/// As many lines as there is room for, then where they come from and the link.
fn finish(mut lines: Vec<(Need, String)>, notice: &Notice, link: &str) -> String {
    lines.push((Need::Must, words::source(notice)));
    for need in [Need::Spare, Need::Helps] {
        while length(lines.iter()) > CLASS
            && let Some(last) = lines.iter().rposition(|(its, _)| *its == need)
        {
            lines.remove(last);
        }
    }
    let mut text: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    text.push(link.to_owned());
    text.join("\n")
}
