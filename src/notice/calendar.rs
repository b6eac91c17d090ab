//! A class's seats as an RFC 5545 calendar, for the phone's own calendar.
//!
//! What is no fixed time is no fixed event: a window in which somebody else sets the class's time is
//! entered as such and leaves the hours free, a day without hours is an all-day event, and what has
//! no day has no event.

use chrono::{Datelike, NaiveDate};

use crate::fold::fold;
use crate::notice::{Notice, Standing};
use crate::point::Party;
use crate::seat::{self, Seat};
use crate::slot::{Certainty, SlotKind};
use crate::time::{Clock, Day};
use crate::words;

/// Octets on a line, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// Minutes before assembly at which the phone reminds.
const REMIND: u16 = 30;

/// The calendar of some seats of one notice. It has no event where no seat has a day.
pub fn calendar(notice: &Notice, seats: &[Seat<'_>]) -> String {
    let mut file = File::default();
    file.put("BEGIN", "VCALENDAR");
    file.put("VERSION", "2.0");
    file.put("PRODID", "-//tucai//notice//ZH");
    file.put("CALSCALE", "GREGORIAN");
    file.put("METHOD", "PUBLISH");
    file.put("BEGIN", "VTIMEZONE");
    file.put("TZID", "Asia/Shanghai");
    file.put("BEGIN", "STANDARD");
    file.put("DTSTART", "19700101T000000");
    file.put("TZOFFSETFROM", "+0800");
    file.put("TZOFFSETTO", "+0800");
    file.put("TZNAME", "CST");
    file.put("END", "STANDARD");
    file.put("END", "VTIMEZONE");
    for (nth, seat) in seats.iter().enumerate() {
        if let Some(times) = Times::of(seat) {
            event(notice, seat, nth, &times, &mut file);
        }
    }
    file.put("END", "VCALENDAR");
    file.text
}

/// When an event is.
enum Times {
    /// From a moment, to a moment if the end is known.
    Clock { day: Day, start: Clock, end: Option<Clock> },
    /// Whole days; `after` is the day after the last.
    Days { first: Day, after: NaiveDate },
}

impl Times {
    fn of(seat: &Seat<'_>) -> Option<Self> {
        let when = &seat.slot.when;
        if let (Some(day), (Some(start), end)) = (when.day(), when.clock()) {
            return Some(Self::Clock { day, start, end });
        }
        let days = when.days()?;
        Some(Self::Days { first: days.first(), after: days.last().date().succ_opt()? })
    }
}

fn event(notice: &Notice, seat: &Seat<'_>, nth: usize, times: &Times, file: &mut File) {
    let cancelled = notice.standing != Standing::InForce;
    let all_day = matches!(times, Times::Days { .. });
    let stamp = format!("{}T000000Z", compact(notice.checked.date()));
    file.put("BEGIN", "VEVENT");
    file.put("UID", &uid(notice, seat, nth));
    file.put("DTSTAMP", &stamp);
    file.put("SEQUENCE", &notice.revision.saturating_sub(1).to_string());
    match *times {
        Times::Clock { day, start, end } => {
            file.put("DTSTART;TZID=Asia/Shanghai", &moment(day, start));
            if let Some(end) = end {
                file.put("DTEND;TZID=Asia/Shanghai", &moment(day, end));
            }
        }
        Times::Days { first, after } => {
            file.put("DTSTART;VALUE=DATE", &compact(first.date()));
            file.put("DTEND;VALUE=DATE", &compact(after));
        }
    }
    file.put("SUMMARY", &escape(&summary(notice, seat)));
    if let Some(place) = location(seat) {
        file.put("LOCATION", &escape(&place));
    }
    file.put("DESCRIPTION", &escape(&description(notice, seat).join("\n")));
    if let Some(url) = &notice.url {
        // A URI has no escapes of its own; what could end the line must not be in it.
        let url: String = url.chars().filter(char::is_ascii_graphic).collect();
        file.put("URL", &url);
    }
    file.put("STATUS", status(notice, seat));
    let free = all_day || seat.is_open();
    file.put("TRANSP", if free { "TRANSPARENT" } else { "OPAQUE" });
    if !cancelled {
        alarm(seat, times, file);
    }
    file.put("END", "VEVENT");
}

fn alarm(seat: &Seat<'_>, times: &Times, file: &mut File) {
    let trigger = match *times {
        // The evening before, at eight.
        Times::Days { .. } => "-PT4H".to_owned(),
        Times::Clock { .. } if seat.is_open() => "-P1D".to_owned(),
        Times::Clock { start, .. } => {
            let assemble = seat.assemble().unwrap_or(start);
            let early = start.minutes().saturating_sub(assemble.minutes()).saturating_add(REMIND);
            format!("-PT{early}M")
        }
    };
    file.put("BEGIN", "VALARM");
    file.put("ACTION", "DISPLAY");
    file.put("DESCRIPTION", &escape(&format!("图像采集：{}", name(seat))));
    file.put("TRIGGER", &trigger);
    file.put("END", "VALARM");
}

/// The asked unit, or the row's.
fn name(seat: &Seat<'_>) -> String {
    if seat.name.is_empty() { seat::label(seat.slot) } else { seat.name.clone() }
}

fn summary(notice: &Notice, seat: &Seat<'_>) -> String {
    let standing = match notice.standing {
        Standing::InForce => "",
        Standing::Postponed { .. } => "【已延期】",
        Standing::Withdrawn { .. } => "【已取消】",
    };
    let kind = match seat.slot.kind {
        SlotKind::Capture => "毕业生图像采集",
        SlotKind::Reserve => "图像采集机动时段",
        SlotKind::MakeUp => "图像采集补照",
    };
    let label = match seat.certainty() {
        Certainty::Binding => String::new(),
        // How sure it was says nothing any more.
        _ if notice.standing != Standing::InForce => String::new(),
        other => format!("（{}）", words::certainty_label(other)),
    };
    format!("{standing}{kind}：{}{label}", name(seat))
}

fn location(seat: &Seat<'_>) -> Option<String> {
    let place = seat.place()?;
    let school = &seat.notice.school.name;
    let campus = place.campus.as_deref().filter(|campus| !place.name.contains(campus));
    let school = Some(school.as_str()).filter(|school| !place.name.contains(school));
    let parts: Vec<&str> = school.into_iter().chain(campus).chain([place.name.as_str()]).collect();
    Some(parts.join(" "))
}

fn description(notice: &Notice, seat: &Seat<'_>) -> Vec<String> {
    let slot = seat.slot;
    let mut lines = Vec::new();
    match &notice.standing {
        Standing::InForce => {}
        Standing::Postponed { on, says } => {
            lines.push(format!("{}通知延期：{says}", words::day_plain(*on)));
        }
        Standing::Withdrawn { on, says } => {
            lines.push(format!("{}通知取消：{says}", words::day_plain(*on)));
        }
    }
    let cancelled = notice.standing != Standing::InForce;
    if cancelled {
        lines.push("以下是原来的安排，不再有效：".to_owned());
    }
    lines.push(words::slot_line(slot));
    if let Some(assemble) = seat.assemble() {
        lines.push(format!("{assemble}集合"));
    } else if let Some(minutes) = seat.minutes_before() {
        lines.push(format!("提前{minutes}分钟到达"));
    }
    lines.extend(seat.meet().map(|meet| format!("集合地点：{}", meet.name)));
    if let Some(place) = seat.place() {
        lines.push(format!("拍摄地点：{}", place.name));
        lines.extend(place.way.clone());
    }
    if !cancelled {
        lines.push(words::certainty(seat));
    }
    if let Some(order) = slot.order {
        let called = notice.schedule.order_name.as_deref().unwrap_or("序号");
        lines.push(format!("{called}：{order}"));
    }
    lines.extend(slot.note.clone());
    lines.extend(slot.doubt.clone());
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
    lines.push(format!(
        "据《{}》，{}核对。原通知：{}",
        notice.title,
        words::day_plain(notice.checked),
        slot.says
    ));
    lines
}

fn status(notice: &Notice, seat: &Seat<'_>) -> &'static str {
    if notice.standing != Standing::InForce {
        return "CANCELLED";
    }
    match seat.certainty() {
        Certainty::Binding | Certainty::Movable => "CONFIRMED",
        Certainty::Advisory | Certainty::Open | Certainty::Estimated => "TENTATIVE",
    }
}

/// The same for the same unit's nth seat in every edition of a notice, so that a calendar replaces
/// what it has.
fn uid(notice: &Notice, seat: &Seat<'_>, nth: usize) -> String {
    // FNV-1a: a name in Chinese as plain letters, nothing more.
    let hash = fold(&name(seat)).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{}-{hash:016x}-{nth}@tucai", notice.id)
}

fn compact(date: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn moment(day: Day, clock: Clock) -> String {
    let minutes = clock.minutes();
    format!("{}T{:02}{:02}00", compact(day.date()), minutes / 60, minutes % 60)
}

/// A text as RFC 5545 writes it (3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            _ if c.is_control() => {}
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The lines of the calendar.
#[derive(Default)]
struct File {
    text: String,
}

impl File {
    /// A content line, folded where it is longer than the RFC allows, never inside a character.
    fn put(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            self.text.push(c);
            room -= c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
