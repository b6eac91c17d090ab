//! All slots of a college or counselor in order of time, and where two of them collide.
//!
//! Clashes are told as plain facts: where a notice lets two groups shoot at once, two classes at the
//! same time are as intended. Windows in which a college sets the classes' times itself collide with
//! nothing: nobody knows yet when in them a class stands.

mod heads;

use std::cmp::Ordering;

use tucai_notice::lookup;
use tucai_notice::notice::Place;
use tucai_notice::seat::{self, Seat};
use tucai_notice::slot::{Half, SlotKind, When};
use tucai_notice::time::{Clock, Day, Span};
use tucai_notice::words;

pub use heads::{Heads, divisions, is_divided, window};

/// Seats in the order of time, then of the notice's places, then of the printed position.
pub fn in_order(mut seats: Vec<Seat<'_>>) -> Vec<Seat<'_>> {
    seats.sort_by(|one, other| {
        let rank = |seat: &Seat<'_>| {
            let place = seat.slot.place.as_deref();
            let place = seat.notice.places.iter().position(|it| Some(it.id.as_str()) == place);
            (lookup::time(seat.slot), place.unwrap_or(usize::MAX))
        };
        rank(one).cmp(&rank(other)).then_with(|| by_order(one, other))
    });
    seats
}

/// By the printed position; rows without one stay where they are.
fn by_order(one: &Seat<'_>, other: &Seat<'_>) -> Ordering {
    match (one.slot.order, other.slot.order) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => Ordering::Equal,
    }
}

/// The seats of one day, or of one announcement that is no day (第8周, 日期待定).
#[derive(Clone, Debug)]
pub struct DayOf<'a, 's> {
    /// What it is called: `2026年4月15日(周三)`.
    pub name: String,
    /// Its seats, in the order they were given in.
    pub seats: Vec<&'s Seat<'a>>,
    /// How many people the notice counts.
    pub heads: Heads,
}

/// Seats that are in order, day by day.
pub fn by_day<'a, 's>(seats: &'s [Seat<'a>]) -> Vec<DayOf<'a, 's>> {
    let mut days: Vec<DayOf<'a, 's>> = Vec::new();
    for seat in seats {
        let name = words::slot_day(&seat.slot.when);
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.seats.push(seat),
            None => days.push(DayOf { name, seats: vec![seat], heads: Heads::default() }),
        }
    }
    for day in &mut days {
        day.heads = Heads::of(day.seats.iter().copied());
    }
    days
}

/// Two or more rows that one person cannot attend in full. Each is a fact, not an error.
#[derive(Clone, Debug)]
pub enum Clash<'a, 's> {
    /// At the same time, or partly so.
    SameTime {
        /// The rows, two or more, in order.
        seats: Vec<&'s Seat<'a>>,
    },
    /// On two campuses the same half day.
    TwoCampuses {
        /// The day.
        day: Day,
        /// The half of it.
        half: Half,
        /// The rows, in order, those of at least two campuses.
        seats: Vec<&'s Seat<'a>>,
    },
    /// One is still being photographed when another has to assemble.
    BackToBack {
        /// Those that are being photographed.
        before: Vec<&'s Seat<'a>>,
        /// Those that start after them, all at the same time.
        after: Vec<&'s Seat<'a>>,
    },
    /// The same among the classes of a college's own division, which stand one after the other as
    /// they are meant to: one fact, however many they are.
    Division {
        /// How many minutes before its time a class has to assemble, where the notice says so.
        minutes: Option<u16>,
    },
}

/// When a class stands: on a day, from when to when.
fn stands(seat: &Seat<'_>) -> Option<(Day, Span)> {
    if seat.is_open() || seat.slot.kind == SlotKind::Reserve {
        return None;
    }
    let (Some(start), Some(end)) = seat.slot.when.clock() else {
        return None;
    };
    Some((seat.slot.when.day()?, Span::new(start, end)?))
}

/// The half of the day in which a seat starts, if that is known.
fn half(seat: &Seat<'_>) -> Option<(Day, Half)> {
    if seat.slot.kind == SlotKind::Reserve {
        return None;
    }
    let day = seat.slot.when.day()?;
    let half = match (&seat.slot.when, seat.slot.when.clock().0) {
        (When::HalfDay { half, .. }, _) => *half,
        (_, Some(start)) if start < Clock::NOON => Half::Morning,
        (_, Some(start)) if start.minutes() < 18 * 60 => Half::Afternoon,
        (_, Some(_)) => Half::Evening,
        _ => return None,
    };
    Some((day, half))
}

/// Whether two rows are chances or parts of one unit, which does not stand against itself.
fn share_a_unit(one: &Seat<'_>, other: &Seat<'_>) -> bool {
    let named = |name: &str| other.slot.units.iter().any(|unit| unit.name == name);
    one.slot.units.iter().any(|unit| named(&unit.name))
}

/// Whether both are the same counselor's, or the notice names none.
fn of_one(one: &Seat<'_>, other: &Seat<'_>) -> bool {
    one.slot.counselor == other.slot.counselor
}

/// What collides among seats that are [in order](in_order), in the order of time within each sort.
pub fn clashes<'a, 's>(seats: &'s [Seat<'a>]) -> Vec<Clash<'a, 's>> {
    let mut found = same_time(seats);
    found.extend(two_campuses(seats));
    found.extend(back_to_back(seats));
    found.extend(in_division(seats));
    found
}

fn same_time<'a, 's>(seats: &'s [Seat<'a>]) -> Vec<Clash<'a, 's>> {
    // What reaches into one another is one fact.
    let mut groups: Vec<(Day, Span, Vec<&'s Seat<'a>>)> = Vec::new();
    for seat in seats {
        let Some((day, span)) = stands(seat) else {
            continue;
        };
        let meets = |group: &&mut (Day, Span, Vec<&'s Seat<'a>>)| {
            group.0 == day
                && group.1.overlaps(span)
                && !group.2.iter().any(|other| share_a_unit(seat, other))
        };
        match groups.iter_mut().rev().find(meets) {
            Some((_, whole, group)) => {
                let end = whole.end().max(span.end());
                *whole = Span::new(whole.start().min(span.start()), end).unwrap_or(*whole);
                group.push(seat);
            }
            None => groups.push((day, span, vec![seat])),
        }
    }
    let several = groups.into_iter().filter(|(.., group)| group.len() > 1);
    several.map(|(.., seats)| Clash::SameTime { seats }).collect()
}

fn campus<'a>(seat: &Seat<'a>) -> Option<&'a str> {
    seat.place()?.campus.as_deref()
}

fn two_campuses<'a, 's>(seats: &'s [Seat<'a>]) -> Vec<Clash<'a, 's>> {
    let mut halves: Vec<(Day, Half, Vec<&'s Seat<'a>>)> = Vec::new();
    for seat in seats {
        if let (Some((day, half)), Some(_)) = (half(seat), campus(seat)) {
            match halves.iter_mut().find(|it| (it.0, it.1) == (day, half)) {
                Some((.., group)) => group.push(seat),
                None => halves.push((day, half, vec![seat])),
            }
        }
    }
    let is_split = |group: &[&Seat<'_>]| {
        let first = group.first().and_then(|seat| campus(seat));
        group.iter().any(|seat| campus(seat) != first)
    };
    let split = halves.into_iter().filter(|(.., group)| is_split(group));
    split.map(|(day, half, seats)| Clash::TwoCampuses { day, half, seats }).collect()
}

/// Whether a row is before another of this day and time, and still there when that assembles.
fn runs_into(before: &Seat<'_>, day: Day, span: Span, assemble: Clock) -> bool {
    stands(before).is_some_and(|(its, earlier)| {
        its == day && earlier.end() <= span.start() && earlier.end() > assemble
    })
}

fn both_divided(one: &Seat<'_>, other: &Seat<'_>) -> bool {
    one.slot.divided.is_some() && other.slot.divided.is_some()
}

fn in_division<'a, 's>(seats: &'s [Seat<'a>]) -> Option<Clash<'a, 's>> {
    seats.iter().find_map(|seat| {
        let ((day, span), assemble) = (stands(seat)?, seat.assemble()?);
        let found = seats
            .iter()
            .any(|other| both_divided(seat, other) && runs_into(other, day, span, assemble));
        found.then(|| Clash::Division { minutes: seat.minutes_before() })
    })
}

fn back_to_back<'a, 's>(seats: &'s [Seat<'a>]) -> Vec<Clash<'a, 's>> {
    let mut found: Vec<Clash<'a, 's>> = Vec::new();
    let mut told: Vec<&'s Seat<'a>> = Vec::new();
    for seat in seats {
        let (Some((day, span)), Some(assemble)) = (stands(seat), seat.assemble()) else {
            continue;
        };
        if told.iter().any(|other| std::ptr::eq(*other, seat)) {
            continue;
        }
        let is_before = |other: &&Seat<'a>| {
            runs_into(other, day, span, assemble)
                && of_one(seat, other)
                && !share_a_unit(seat, other)
                && !both_divided(seat, other)
        };
        let before: Vec<&Seat<'a>> = seats.iter().filter(is_before).collect();
        if before.is_empty() {
            continue;
        }
        let with = |other: &&Seat<'a>| {
            stands(other) == Some((day, span))
                && other.assemble() == Some(assemble)
                && of_one(seat, other)
        };
        let after: Vec<&Seat<'a>> = seats.iter().filter(with).collect();
        told.extend(&after);
        found.push(Clash::BackToBack { before, after });
    }
    found
}

/// `23软工2班、23软工3班`.
fn names(seats: &[&Seat<'_>]) -> String {
    let names: Vec<String> = seats.iter().map(|seat| seat::label(seat.slot)).collect();
    names.join("、")
}

/// The moment of a row within the clash's line: `4月15日(周三)14:30–14:50`.
fn line(seat: &Seat<'_>) -> String {
    words::slot_line(seat.slot)
}

fn place_name(place: &Place) -> &str {
    place.short.as_deref().unwrap_or(&place.name)
}

impl Clash<'_, '_> {
    /// What sort of fact it is, as a label.
    pub fn label(&self) -> &'static str {
        match self {
            Self::SameTime { .. } => "同一时间",
            Self::TwoCampuses { .. } => "半天两个校区",
            Self::BackToBack { .. } | Self::Division { .. } => "前后相连",
        }
    }

    /// The fact in a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::SameTime { seats } => same_time_words(seats),
            Self::TwoCampuses { day, half, seats } => {
                let mut parts: Vec<(&str, Vec<&Seat<'_>>)> = Vec::new();
                for &seat in seats {
                    let campus = campus(seat).unwrap_or_default();
                    match parts.iter_mut().find(|part| part.0 == campus) {
                        Some(part) => part.1.push(seat),
                        None => parts.push((campus, vec![seat])),
                    }
                }
                let part = |(campus, seats): &(&str, Vec<&Seat<'_>>)| {
                    let one = |seat: &&Seat<'_>| {
                        let time = words::slot_time(&seat.slot.when);
                        format!("{}（{time}）", seat::label(seat.slot))
                    };
                    let seats: Vec<String> = seats.iter().map(one).collect();
                    format!("{campus}有{}", seats.join("、"))
                };
                let parts: Vec<String> = parts.iter().map(part).collect();
                format!("{}{}：{}", words::day(*day), half.name(), parts.join("；"))
            }
            Self::BackToBack { before, after } => {
                let Some(first) = after.first() else {
                    return String::new();
                };
                let assemble = first.assemble().unwrap_or_default();
                let end = before.iter().filter_map(|seat| seat.slot.when.clock().1).max();
                let (end, before) = (end.unwrap_or_default(), names(before));
                let day = first.slot.when.day().map(words::day).unwrap_or_default();
                format!("{day}{assemble}，{}集合时，{before}还没结束（到{end}）", names(after))
            }
            Self::Division { minutes } => {
                let early = minutes.map(|it| format!("（提前{it}分钟）")).unwrap_or_default();
                format!("学院分的班一个接一个：后面的班集合{early}时，前面的班还没结束")
            }
        }
    }
}

fn same_time_words(seats: &[&Seat<'_>]) -> String {
    let Some(first) = seats.first() else {
        return String::new();
    };
    if seats.iter().any(|seat| seat.slot.when != first.slot.when) {
        let one = |seat: &&Seat<'_>| format!("{}（{}）", seat::label(seat.slot), line(seat));
        let parts: Vec<String> = seats.iter().map(one).collect();
        return format!("时间有重叠：{}", parts.join("、"));
    }
    let when = line(first);
    if seats.iter().all(|seat| seat.slot.place == first.slot.place) {
        let groups = first.place().and_then(|place| place.groups).filter(|groups| *groups > 1);
        let note = match groups {
            Some(2) => "，通知写明这里分两组同时拍",
            Some(_) => "，通知写明这里分几组同时拍",
            None => "",
        };
        return format!("{when}：{}{note}", names(seats));
    }
    let one = |seat: &&Seat<'_>| {
        let place = seat.place();
        let campus = place.and_then(|place| place.campus.as_deref()).unwrap_or_default();
        let place = place.map_or("地点未注明", place_name);
        format!("{}在{campus}{place}", seat::label(seat.slot))
    };
    let parts: Vec<String> = seats.iter().map(one).collect();
    format!("{when}：{}", parts.join("，"))
}

#[cfg(test)]
mod tests;
