//! The seats of a unit.

use tucai_notice::point::Party;
use tucai_notice::seat::Seat;
use tucai_notice::slot::{Certainty, SlotKind, UnitKind};
use tucai_notice::time::Day;
use tucai_notice::words;

use crate::entry::{Alarm, Entry, Hold, Times};

/// Eight in the evening before a day, counted from its midnight.
const EVENING: i64 = -4 * 60;
/// Seven in the morning.
const MORNING: i64 = 7 * 60;

/// An entry for each seat that has a day and is wanted. Of the windows on one day only the first reminds the evening
/// before.
pub fn entries(seats: &[Seat<'_>], is_wanted: impl Fn(&Seat<'_>) -> bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut reminded: Vec<Day> = Vec::new();
    // A seat keeps its number, whatever else is wanted.
    for (nth, seat) in seats.iter().enumerate().filter(|(_, seat)| is_wanted(seat)) {
        let Some(times) = times(seat) else {
            continue;
        };
        let first = Day::of(times.first());
        let is_first = !reminded.contains(&first);
        reminded.push(first);
        entries.push(Entry {
            key: nth.to_string(),
            title: title(seat),
            certainty: Some(certainty(seat)),
            place: place(seat),
            brief: brief(seat),
            more: more(seat),
            hold: match seat.certainty() {
                Certainty::Advisory | Certainty::Open | Certainty::Estimated => Hold::Unsure,
                _ => Hold::Sure,
            },
            free: matches!(times, Times::Days(_)) || seat.is_open(),
            alarms: alarms(seat, &times, is_first),
            times,
        });
    }
    entries
}

fn times(seat: &Seat<'_>) -> Option<Times> {
    let when = &seat.slot.when;
    if let (Some(day), (Some(start), end)) = (when.day(), when.clock()) {
        return Some(Times::Clock { day, start, end });
    }
    when.days().map(Times::Days)
}

/// The evening before, and when it is time to be there. In a window whose times somebody else sets,
/// that is when the first of them has to be there, and is told as no more than that.
fn alarms(seat: &Seat<'_>, times: &Times, is_first: bool) -> Vec<Alarm> {
    let Times::Clock { start, .. } = *times else {
        let evening = format!("明天：{}", title(seat));
        let morning = format!("今天：{}", title(seat));
        return vec![
            Alarm { key: "evening", after: EVENING, text: evening },
            Alarm { key: "morning", after: MORNING, text: morning },
        ];
    };
    let start_minutes = i64::from(start.minutes());
    let evening = Alarm {
        key: "evening",
        after: EVENING - start_minutes,
        text: format!("明天{}", short(seat)),
    };
    if seat.is_open() {
        let early = i64::from(seat.minutes_before().unwrap_or_default());
        let opens = Alarm { key: "assembly", after: -early.min(start_minutes), text: opens(seat) };
        return is_first.then_some(evening).into_iter().chain([opens]).collect();
    }
    let (assemble, what) = match seat.assemble() {
        Some(clock) => (clock, "现在集合"),
        None => (start, "现在开始"),
    };
    let at = seat.meet().or_else(|| seat.place()).map(|place| format!("，{}", place.name));
    let there = Alarm {
        key: "assembly",
        after: i64::from(assemble.minutes()) - start_minutes,
        text: format!("图像采集{what}{}", at.unwrap_or_default()),
    };
    vec![there, evening]
}

/// What a window says when the first have to be there: `毕业生图像采集14:00时段开始；你班的时间由学院安排`.
fn opens(seat: &Seat<'_>) -> String {
    let start = seat.slot.when.clock().0.map(|clock| clock.to_string()).unwrap_or_default();
    let mut opens = format!("{}{start}时段开始", what(seat.slot.kind));
    match seat.slot.kind {
        SlotKind::Capture => {
            let by = seat.notice.schedule.set_by.as_deref().unwrap_or("学院");
            // A window for everybody of an audience is divided among students, not among classes.
            let everybody = seat.unit.is_some_and(|unit| unit.kind == UnitKind::Audience);
            let whose = if everybody { "你" } else { "你班" };
            opens.extend(["；", whose, "的时间由", by, "安排"]);
            if let Some(minutes) = seat.minutes_before() {
                opens.extend(["，提前", &minutes.to_string(), "分钟到"]);
            }
        }
        SlotKind::MakeUp | SlotKind::Reserve => {
            opens.extend(["；", &words::certainty(seat)]);
        }
    }
    opens
}

/// `14:10–14:30图像采集，14:00集合`.
fn short(seat: &Seat<'_>) -> String {
    let mut short = format!("{}{}", words::slot_time(&seat.slot.when), what(seat.slot.kind));
    if seat.is_open() {
        short.push_str("（整个时段）");
    }
    if let Some(clock) = seat.assemble() {
        short.extend(["，", &clock.to_string(), "集合"]);
    }
    if seat.notice.code.lead.is_some() {
        short.push_str("，带好采集码");
    }
    short
}

fn what(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Capture => "毕业生图像采集",
        SlotKind::Reserve => "图像采集机动时段",
        SlotKind::MakeUp => "图像采集补照",
    }
}

fn title(seat: &Seat<'_>) -> String {
    format!("{}：{}", what(seat.slot.kind), seat.called())
}

fn certainty(seat: &Seat<'_>) -> (String, String) {
    let label = match seat.certainty() {
        Certainty::Binding => "",
        other => words::certainty_label(other),
    };
    (label.to_owned(), words::certainty(seat))
}

/// The place as a map might find it: with school and campus.
fn place(seat: &Seat<'_>) -> Option<String> {
    let place = seat.place()?;
    let school = &seat.notice.school.name;
    let campus = place.campus.as_deref().filter(|campus| !place.name.contains(campus));
    let school = Some(school.as_str()).filter(|school| !place.name.contains(school));
    let parts: Vec<&str> = school.into_iter().chain(campus).chain([place.name.as_str()]).collect();
    Some(parts.join(" "))
}

fn brief(seat: &Seat<'_>) -> Vec<String> {
    let slot = seat.slot;
    let mut lines = Vec::new();
    if matches!(times(seat), Some(Times::Days(_))) {
        // The entry itself only has the day.
        lines.push(words::slot_line(slot));
    }
    if let Some(assemble) = seat.assemble() {
        lines.push(format!("{assemble}集合"));
    } else if let Some(minutes) = seat.minutes_before() {
        lines.push(format!("比班级的时间提前{minutes}分钟到"));
    }
    lines.extend(seat.meet().map(|meet| format!("集合地点：{}", meet.name)));
    lines.extend(seat.doubt().map(str::to_owned));
    lines
}

fn more(seat: &Seat<'_>) -> Vec<String> {
    let (notice, slot) = (seat.notice, seat.slot);
    let mut lines = Vec::new();
    if let Some(order) = slot.order {
        let called = notice.schedule.order_name.as_deref().unwrap_or("序号");
        lines.push(format!("{called}：{order}"));
    }
    lines.extend(seat.place().and_then(|place| place.way.clone()));
    lines.extend(slot.note.clone());
    let bring: Vec<&str> = notice
        .bring
        .iter()
        .filter(|point| point.party == Party::Student)
        .filter(|point| point.audience.is_none() || point.audience == slot.audience)
        .map(|point| point.text.trim_end_matches('。'))
        .collect();
    if !bring.is_empty() {
        lines.push(format!("要带：{}", bring.join("；")));
    }
    lines.push(format!("原通知：{}", slot.says));
    lines
}
