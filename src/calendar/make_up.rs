//! What there is for those who were not photographed, as `tucai_way` works it out.

use tucai_notice::Notice;
use tucai_notice::fee::Mode;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::Mark;
use tucai_notice::time::{Day, Days, Span};
use tucai_notice::words;
use tucai_way::due::Basis;
use tucai_way::missed::{self, Chance};

use crate::due::{DAY, EVENING, MORNING, basis, before_all, line};
use crate::entry::{Alarm, Entry, Hold, Times};

/// Minutes before a session for stragglers at which it is time to go.
const ON_THE_WAY: i64 = 60;

/// An entry for each way that has a day: the hours of a session, the days of a window, the last day of
/// what is only said to end.
pub fn entries(notice: &Notice, seats: &[Seat<'_>]) -> Vec<Entry> {
    let unit = crate::name(seats);
    let mut entries: Vec<Entry> = Vec::new();
    for way in missed::missed(notice, seats, before_all()).ways {
        // By its title, so that it stays the same one when its days move.
        let name = format!("make-up-{:016x}", crate::hash(&way.title));
        for (times, alarms, last) in parts(&way) {
            let nth = entries.iter().filter(|entry| entry.key.starts_with(&name)).count();
            let key = if nth == 0 { name.clone() } else { format!("{name}-{nth}") };
            let head = match (last, is_doubtful(&way)) {
                (false, _) => "",
                (true, false) => "最后一天：",
                (true, true) => "截止：",
            };
            entries.push(Entry {
                title: format!("{head}{}（图像采集：{unit}）", what(&way)),
                place: place(notice, &way),
                ..entry(&way, key, times, alarms)
            });
        }
    }
    entries
}

fn entry(way: &Chance, key: String, times: Times, alarms: Vec<Alarm>) -> Entry {
    let (unsure, others): (Vec<_>, Vec<_>) =
        way.lines.iter().partition(|line| line.mark == Mark::Unsure);
    let others = others.into_iter().filter(|line| line.mark != Mark::Theirs);
    // Closed on the last day itself: counted back.
    let worked_out = last_day(way) != way.until;
    // An entry of some hours says these itself.
    let whole = matches!(times, Times::Days(_));
    let brief = way.days.iter().filter(|_| whole).cloned();
    let hours = way.hours.iter().filter(|_| whole);
    let brief = brief.chain(hours.map(|hours| format!("开放时间：{hours}")));
    let brief = brief.chain(way.who.iter().map(|who| format!("限{who}")));
    let brief = brief.chain(unsure.iter().map(|it| line(it)));
    let phones = (!way.phones.is_empty()).then(|| format!("电话：{}", way.phones.join("，")));
    let more = way.way.iter().cloned().chain(phones).chain(others.map(line));
    Entry {
        key,
        title: String::new(),
        certainty: basis(if worked_out { Basis::WorkedOut } else { Basis::Notice }),
        times,
        place: None,
        brief: brief.collect(),
        more: more.chain([format!("原通知：{}", way.says)]).collect(),
        hold: if worked_out || is_doubtful(way) { Hold::Unsure } else { Hold::Sure },
        free: true,
        alarms,
    }
}

/// What to do: `补拍，自行前往补拍中心（符合条件的）`.
fn what(way: &Chance) -> String {
    let named = ["补拍", "补照", "补采"].iter().any(|name| way.title.contains(name));
    let head = if named || way.mode == Mode::Online { "" } else { "补拍，" };
    let tail = if way.who.is_some() { "（符合条件的）" } else { "" };
    [head, &way.title, tail].concat()
}

/// With the school, where it is there.
fn place(notice: &Notice, way: &Chance) -> Option<String> {
    let place = way.place.as_ref()?;
    let school = &notice.school.name;
    let here = way.mode == Mode::OnSite && !place.contains(school.as_str());
    Some(if here { format!("{school} {place}") } else { place.clone() })
}

/// The last day on which it is open.
fn last_day(way: &Chance) -> Option<Day> {
    let until = way.until?;
    Some(way.closes.map_or(until, |closes| Day::of(closes).min(until)))
}

/// Whether the notice's words leave something open, such as whether the last day counts.
fn is_doubtful(way: &Chance) -> bool {
    way.lines.iter().any(|line| line.mark == Mark::Unsure)
}

/// When it is, what reminds of it, and whether it is the last day alone of something longer.
fn parts(way: &Chance) -> Vec<(Times, Vec<Alarm>, bool)> {
    let whole = |first: Day, last: Day, alarms: Vec<Alarm>, alone: bool| {
        let days = Days::new(first, last).into_iter();
        days.map(|days| (Times::Days(days), alarms.clone(), alone)).collect()
    };
    let what = what(way);
    let alarm = |key, after, text: &str| Alarm { key, after, text: format!("{text}：{what}") };
    match (way.from, last_day(way)) {
        (Some(first), Some(last)) if first >= last => {
            let spans = spans(way, last);
            if spans.is_empty() {
                let alarms =
                    vec![alarm("evening", EVENING, "明天"), alarm("morning", MORNING, "今天")];
                return whole(last, last, alarms, false);
            }
            let session = |(nth, span): (usize, Span)| session(&what, last, span, nth == 0);
            spans.into_iter().enumerate().map(session).collect()
        }
        (Some(first), Some(last)) => {
            let mut alarms = vec![alarm("morning", MORNING, "今天起可以")];
            let length = first.days_until(last);
            if length >= 2 {
                alarms.push(alarm("last", (length - 1) * DAY + MORNING, "明天截止"));
            }
            whole(first, last, alarms, false)
        }
        (None, Some(last)) => {
            let week = format!("还有一周，{}前", words::day(last));
            // Where the last day itself may not count, there has to be one more.
            let near = if is_doubtful(way) {
                alarm("evening", EVENING - DAY, "后天截止（存疑，尽量提前）")
            } else {
                alarm("evening", EVENING, "最晚明天")
            };
            whole(last, last, vec![alarm("week", MORNING - 7 * DAY, &week), near], true)
        }
        (Some(first), None) => {
            whole(first, first, vec![alarm("morning", MORNING, "今天起可以")], false)
        }
        (None, None) => Vec::new(),
    }
}

/// A session for stragglers: the evening before, once a day, and when it is time to go.
fn session(what: &str, day: Day, span: Span, is_first: bool) -> (Times, Vec<Alarm>, bool) {
    let start = i64::from(span.start().minutes());
    let hours = words::span(span);
    let evening =
        Alarm { key: "evening", after: EVENING - start, text: format!("明天{hours}：{what}") };
    let go = Alarm {
        key: "assembly",
        after: -ON_THE_WAY.min(start),
        text: format!("今天{hours}：{what}"),
    };
    let alarms = [go].into_iter().chain(is_first.then_some(evening)).collect();
    (Times::Clock { day, start: span.start(), end: Some(span.end()) }, alarms, false)
}

/// The opening hours on a day.
fn spans(way: &Chance, day: Day) -> Vec<Span> {
    let weekday = format!("周{}", day.weekday());
    // All seven weekdays, or the notice's own words for the day.
    let read = way.table.len() == 7;
    let rows = way.table.iter().filter(|row| !read || row.day == weekday);
    rows.flat_map(|row| row.spans.iter().copied()).collect()
}
