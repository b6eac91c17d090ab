//! What a phone remembers of a unit's seats, and how two editions of a notice differ for it.
//!
//! Kept as the notice's own types and not as words: how a time is said may change with the program, and
//! nobody is to be told that theirs has changed because of it. Only what moves somebody is compared:
//! day, time, assembly, place, and whether the notice holds. Fees, rules and remarks stay quiet.

use serde::{Deserialize, Serialize};
use tucai_notice::Notice;
use tucai_notice::fold::fold;
use tucai_notice::notice::{Place, Standing};
use tucai_notice::seat::{self, Seat};
use tucai_notice::slot::{SlotKind, When};
use tucai_notice::time::{Clock, Day};
use tucai_notice::words;

/// What one edition of a notice says of some seats: those of a class, or of a whole list. Every part of
/// it has to be there: one made up where it is lacking would be told as a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The revision of the notice's data, from 1.
    pub revision: u32,
    /// The day on which that data was last compared with the notice.
    pub checked: Day,
    /// Whether the notice still holds.
    pub standing: Standing,
    /// The seats, in the order of the notice.
    pub seats: Vec<SeatFacts>,
}

/// What a notice says of one seat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatFacts {
    /// The unit's name; what the row is called, where it was read as a whole.
    pub unit: String,
    /// What the slot is for.
    pub kind: SlotKind,
    /// The day and the time, as precisely as the notice says.
    pub when: When,
    /// When to be there, where that is known.
    pub assemble: Option<Clock>,
    /// The minutes to be there before, where the class's own time is not announced.
    pub minutes_before: Option<u16>,
    /// The campus.
    pub campus: Option<String>,
    /// Where the picture is taken.
    pub place: Option<String>,
    /// Where to gather, if elsewhere.
    pub meet: Option<String>,
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The notice as a whole: in force, postponed, withdrawn.
    Standing,
    /// The day.
    Date,
    /// The time within the day.
    Time,
    /// When to be there.
    Assembly,
    /// The campus.
    Campus,
    /// Where the picture is taken.
    Place,
    /// Where to gather.
    Meet,
    /// A seat that was not there.
    Added,
    /// A seat that is not there any more.
    Removed,
}

impl What {
    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standing => "通知",
            Self::Date => "日期",
            Self::Time => "时间",
            Self::Assembly => "集合时间",
            Self::Campus => "校区",
            Self::Place => "地点",
            Self::Meet => "集合地点",
            Self::Added => "新增时段",
            Self::Removed => "取消时段",
        }
    }
}

/// One thing that two editions say differently: 原 `was`, 现 `now`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The unit; empty for the notice as a whole.
    pub unit: String,
    /// Which of its seats, in a line as the later edition has it; empty where it has only one.
    pub of: String,
    /// What it is about.
    pub what: What,
    /// What was said before; empty for a seat that was not there.
    pub was: String,
    /// What is said now; empty for a seat that is not there any more.
    pub now: String,
}

impl Facts {
    /// What a notice says of seats.
    pub fn new(notice: &Notice, seats: &[Seat<'_>]) -> Self {
        Self {
            revision: notice.revision,
            checked: notice.checked,
            standing: notice.standing.clone(),
            seats: seats.iter().map(SeatFacts::new).collect(),
        }
    }

    /// Whether these are of an earlier edition than others: a copy that a phone kept, for one. A
    /// publisher may begin to count revisions anew, but checks on a later day then.
    pub fn is_older_than(&self, other: &Self) -> bool {
        self.revision < other.revision && self.checked <= other.checked
    }
}

impl SeatFacts {
    /// What a notice says of a seat.
    pub fn new(seat: &Seat<'_>) -> Self {
        let name = |place: Option<&Place>| place.map(|place| place.name.clone());
        let unit = if seat.name.is_empty() { seat::label(seat.slot) } else { seat.name.clone() };
        let assemble = seat.assemble();
        Self {
            unit,
            kind: seat.slot.kind,
            when: seat.slot.when.clone(),
            assemble,
            minutes_before: seat.minutes_before().filter(|_| assemble.is_none()),
            campus: seat.place().and_then(|place| place.campus.clone()),
            place: name(seat.place()),
            meet: name(seat.meet()),
        }
    }

    /// The seat in a line: `补照 2026年4月15日(周三)14:10–14:30，图书馆二部一楼大厅`.
    pub fn line(&self) -> String {
        let mut line = self.when_line();
        if let Some(place) = &self.place {
            line.push('，');
            line.push_str(place);
        }
        line
    }

    /// Which seat it is, without its place.
    fn when_line(&self) -> String {
        let mut line = words::slot_kind(self.kind).to_owned();
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&words::slot_day(&self.when));
        if self.when != When::ToBeAnnounced {
            line.push_str(&words::slot_time(&self.when));
        }
        line
    }

    /// What is compared, in words; fields that nobody filled are said to be so.
    fn said(&self) -> [(What, String); 6] {
        let open = |text: &Option<String>| text.clone().unwrap_or_else(|| "未注明".to_owned());
        let assembly = match (self.assemble, self.minutes_before) {
            (Some(clock), _) => clock.to_string(),
            (None, Some(minutes)) => format!("提前{minutes}分钟"),
            (None, None) => "未注明".to_owned(),
        };
        [
            (What::Date, words::slot_day(&self.when)),
            (What::Time, words::slot_time(&self.when)),
            (What::Assembly, assembly),
            (What::Campus, open(&self.campus)),
            (What::Place, open(&self.place)),
            (What::Meet, open(&self.meet)),
        ]
    }

    /// Whether another seat is of the same kind and says the same, whatever its unit is called.
    fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind && self.likeness(other) == self.said().len()
    }

    /// How many of the compared facts are the same in another seat.
    fn likeness(&self, other: &Self) -> usize {
        let both = self.said().into_iter().zip(other.said());
        both.filter(|((what, mine), (_, theirs))| is_same(*what, mine, theirs)).count()
    }
}

/// Whether two wordings say the same: in names, spaces, full-width forms and brackets are spelling.
fn is_same(what: What, one: &str, other: &str) -> bool {
    let is_name = matches!(what, What::Campus | What::Place | What::Meet);
    one == other || (is_name && fold(one) == fold(other))
}

/// What differs for the remembered seats between two editions, in the order of the later one; seats
/// that are gone stand at the end of their unit's. A unit that is only called otherwise moves nobody.
pub fn differences(old: &Facts, new: &Facts) -> Vec<Difference> {
    let old = &by_later_names(old, new);
    let mut found = Vec::new();
    let (was, now) = (standing(&old.standing), standing(&new.standing));
    if was != now {
        found.push(Difference {
            unit: String::new(),
            of: String::new(),
            what: What::Standing,
            was: was.to_owned(),
            now: now.to_owned(),
        });
    }
    let mut units: Vec<&str> = Vec::new();
    for seat in new.seats.iter().chain(&old.seats) {
        if !units.contains(&seat.unit.as_str()) {
            units.push(&seat.unit);
        }
    }
    for unit in units {
        of_unit(unit, &of(old, unit), &of(new, unit), &mut found);
    }
    found
}

/// The old seats under the names that the later edition has for them: of units that one edition alone
/// names, those are the same that say the same. Where several could be it, none is: half a day is shared
/// by many classes.
fn by_later_names(old: &Facts, new: &Facts) -> Facts {
    let gone: Vec<usize> = alone(old, new);
    let came: Vec<&SeatFacts> =
        alone(new, old).iter().filter_map(|&at| new.seats.get(at)).collect();
    let gone_like = |seat: &SeatFacts| {
        let seats = gone.iter().filter_map(|&at| old.seats.get(at));
        seats.filter(|it| it.is_like(seat)).count()
    };
    let mut named = old.clone();
    for &at in &gone {
        if let Some(seat) = named.seats.get_mut(at)
            && let [only] = came.iter().filter(|it| it.is_like(seat)).collect::<Vec<_>>().as_slice()
            && gone_like(seat) == 1
        {
            seat.unit.clone_from(&only.unit);
        }
    }
    named
}

/// Where the seats stand whose units the other edition does not name.
fn alone(facts: &Facts, other: &Facts) -> Vec<usize> {
    let is_alone = |seat: &SeatFacts| other.seats.iter().all(|it| it.unit != seat.unit);
    let seats = facts.seats.iter().enumerate().filter(|(_, seat)| is_alone(seat));
    seats.map(|(at, _)| at).collect()
}

fn standing(standing: &Standing) -> &'static str {
    words::standing(standing).unwrap_or("有效")
}

fn of<'a>(facts: &'a Facts, unit: &str) -> Vec<&'a SeatFacts> {
    facts.seats.iter().filter(|seat| seat.unit == unit).collect()
}

fn of_unit(unit: &str, old: &[&SeatFacts], new: &[&SeatFacts], found: &mut Vec<Difference>) {
    let pairs = pairs(old, new);
    let is_one_of_several = new.len() > 1;
    let mut tell = |of: String, what, was, now| {
        found.push(Difference { unit: unit.to_owned(), of, what, was, now });
    };
    for (at, seat) in new.iter().enumerate() {
        let before = pairs.iter().find(|pair| pair.1 == at).and_then(|pair| old.get(pair.0));
        let Some(before) = before else {
            tell(String::new(), What::Added, String::new(), seat.line());
            continue;
        };
        for ((what, was), (_, now)) in before.said().into_iter().zip(seat.said()) {
            if !is_same(what, &was, &now) {
                let of = if is_one_of_several { seat.when_line() } else { String::new() };
                tell(of, what, was, now);
            }
        }
    }
    for (at, seat) in old.iter().enumerate() {
        if pairs.iter().all(|pair| pair.0 != at) {
            tell(String::new(), What::Removed, seat.line(), String::new());
        }
    }
}

/// Which old seat (by its position) became which new one: the likest first, of the same kind only.
fn pairs(old: &[&SeatFacts], new: &[&SeatFacts]) -> Vec<(usize, usize)> {
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for (at, was) in old.iter().enumerate() {
        for (to, now) in new.iter().enumerate() {
            if was.kind == now.kind {
                likely.push((was.likeness(now), at, to));
            }
        }
    }
    // Stable: among equally alike ones, the order of the notice.
    likely.sort_by_key(|&(likeness, ..)| std::cmp::Reverse(likeness));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, to) in likely {
        if pairs.iter().all(|pair| pair.0 != at && pair.1 != to) {
            pairs.push((at, to));
        }
    }
    pairs
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
