//! Entries as RFC 5545 writes them, by the crate `icalendar`.

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};
use icalendar::{
    Alarm as Reminder, Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus,
};
use tucai_notice::Notice;
use tucai_notice::fold::fold;
use tucai_notice::notice::Standing;
use tucai_notice::seat::Seat;
use tucai_notice::words;

use crate::entry::{Entry, Hold, Times};

/// Octets on a line, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// The only zone there is: no daylight saving since 1991. The crate has no such component.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\n\
    DTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\n\
    END:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The whole file; empty without an entry, as a calendar of nothing is not valid.
pub fn write(notice: &Notice, seats: &[Seat<'_>], entries: &[Entry], link: Option<&str>) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let unit = crate::name(seats);
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//tucai//notice//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", &clean(&format!("图像采集：{unit}"))),
        ("X-WR-TIMEZONE", "Asia/Shanghai"),
    ] {
        calendar.append_property((key, value));
    }
    for entry in entries {
        calendar.push(event(notice, &unit, entry, link));
    }
    tidy(&calendar.to_string())
}

fn event(notice: &Notice, unit: &str, entry: &Entry, link: Option<&str>) -> Event {
    let uid = uid(notice, unit, &entry.key);
    let mut event = Event::with_uid(&uid);
    event
        .timestamp(stamp(notice))
        .sequence(notice.revision.saturating_sub(1))
        .summary(&clean(&[standing(notice), &entry.headline()].concat()))
        .description(&clean(&description(notice, entry, link).join("\n")))
        .status(match entry.hold {
            Hold::Sure => EventStatus::Confirmed,
            Hold::Unsure => EventStatus::Tentative,
            Hold::Void => EventStatus::Cancelled,
        })
        .add_property("TRANSP", if entry.free { "TRANSPARENT" } else { "OPAQUE" });
    match entry.times {
        Times::Clock { day, start, end } => {
            event.starts(local(day.at(start)));
            if let Some(end) = end {
                event.ends(local(day.at(end)));
            }
        }
        Times::Days(days) => {
            event.starts(days.first().date());
            if let Some(after) = Times::after(days) {
                event.ends(after);
            }
        }
    }
    if let Some(place) = &entry.place {
        event.location(&clean(place));
    }
    if let Some(url) = link.or(notice.url.as_deref()) {
        // A URI has no escapes of its own; what could end the line must not be in it.
        event.url(&url.chars().filter(char::is_ascii_graphic).collect::<String>());
    }
    for alarm in &entry.alarms {
        let mut reminder = Reminder::display(&clean(&alarm.text), Duration::minutes(alarm.after));
        // Without both the crate asks chance and the clock for them; `tidy` takes them out again.
        reminder.uid(alarm.key).timestamp(stamp(notice));
        event.alarm(reminder);
    }
    event
}

fn description(notice: &Notice, entry: &Entry, link: Option<&str>) -> Vec<String> {
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
    if entry.hold == Hold::Void {
        lines.push("原来的安排不再有效：".to_owned());
    }
    lines.push(entry.times.words());
    lines.extend(entry.lines().cloned());
    lines.extend(entry.more.iter().cloned());
    lines.push(words::source(notice));
    lines.extend(link.map(str::to_owned));
    lines
}

fn standing(notice: &Notice) -> &'static str {
    match notice.standing {
        Standing::InForce => "",
        Standing::Postponed { .. } => "【已延期】",
        Standing::Withdrawn { .. } => "【已取消】",
    }
}

/// When this edition was made: the day of its check, never the clock's.
fn stamp(notice: &Notice) -> DateTime<Utc> {
    notice.checked.date().and_time(NaiveTime::MIN).and_utc()
}

fn local(date_time: NaiveDateTime) -> CalendarDateTime {
    CalendarDateTime::WithTimezone { date_time, tzid: "Asia/Shanghai".to_owned() }
}

/// The same for the same entry of a unit in every edition of a notice, so that a calendar replaces
/// what it has.
fn uid(notice: &Notice, unit: &str, key: &str) -> String {
    format!("{}-{:016x}-{key}@tucai", notice.id, crate::hash(&fold(unit)))
}

/// A text without what no text of a calendar may hold; line ends are escaped by the crate.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// What the crate leaves to do: the zone, if a time names it; UID and DTSTAMP, which it writes into
/// alarms too, where RFC 5545 has none; an alarm at the start, for which it writes no days; and the last piece of a long line, which it lets run to 76
/// octets.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len() + ZONE.len());
    let zone = text.contains("TZID=");
    let (mut in_alarm, mut any) = (false, false);
    for line in text.split_terminator("\r\n") {
        if line == "BEGIN:VEVENT" && zone && !any {
            tidy.push_str(ZONE);
            any = true;
        }
        in_alarm = line == "BEGIN:VALARM" || (in_alarm && line != "END:VALARM");
        if in_alarm && (line.starts_with("DTSTAMP:") || line.starts_with("UID:")) {
            continue;
        }
        // The same nothing, as calendars write it.
        let line = if line == "TRIGGER:P0D" { "TRIGGER:PT0S" } else { line };
        let cut = line.floor_char_boundary(LINE);
        let (head, rest) = line.split_at_checked(cut).unwrap_or((line, ""));
        tidy.push_str(head);
        if !rest.is_empty() {
            tidy.push_str("\r\n ");
            tidy.push_str(rest);
        }
        tidy.push_str("\r\n");
    }
    tidy
}
