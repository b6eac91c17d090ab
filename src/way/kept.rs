//! What is kept of the way on the phone: versioned, migrated, set aside when damaged.
//!
//! One record for all classes and lists of this phone, as JSON. What lies there is hostile input like
//! any other: another version of the program wrote it, or somebody else. Whatever a later program of
//! the same version added is carried along untouched.

use chrono::Datelike;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tucai_notice::notice::Standing;
use tucai_notice::time::Day;

use crate::facts::{Facts, SeatFacts};
use crate::steps::{Captured, Ticks};

/// Raised whenever an older program would misread a newer record.
pub const VERSION: u32 = 1;

/// The longest record that is read, in bytes: twelve lists of a hundred seats take half of it.
pub const MOST_BYTES: usize = 512 << 10;

/// How many classes are kept, and how many lists; the one used longest ago goes first.
const MOST: usize = 12;

/// How many seats of a class or list.
const MOST_SEATS: usize = 400;

/// How many ticks of a class; no notice has half as many steps.
const MOST_TICKS: usize = 100;

/// Days between a capture and the last look at its notice: make-ups may be a year later, and notices are
/// read again when they are over.
const FARTHEST: u64 = 3 * 366;

/// Letters of a name.
const LONGEST: usize = 200;

/// Everything that is kept of the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The classes, the one used last at the end.
    pub classes: Vec<Class>,
    /// The lists of a college or counselor, the one used last at the end.
    pub lists: Vec<List>,
    /// What a later program keeps besides.
    rest: Map<String, Value>,
}

/// What is kept of a class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Class {
    /// The notice's id.
    pub notice: String,
    /// The unit, as the address names it.
    pub unit: String,
    /// What the student has ticked.
    #[serde(default)]
    pub ticks: Ticks,
    /// What was last seen of its seats; none before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Facts>,
    /// What a later program keeps besides.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// What is kept of a college's or counselor's list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The notice's id.
    pub notice: String,
    /// `college` or `counselor`, as in the address.
    pub kind: String,
    /// The name of either, as the address names it.
    pub name: String,
    /// What was last seen of its seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Facts>,
    /// What a later program keeps besides.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// How a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Whole, or not there at all.
    Whole,
    /// Of an earlier version, all of it carried over.
    Migrated,
    /// Damaged: what could still be used was; the text is to be set aside.
    Damaged,
    /// Of a newer version of the program: it is to be left alone.
    Newer,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What can be used.
    pub kept: Kept,
    /// How it was found.
    pub state: State,
}

/// Reads a record. Any text has an answer.
pub fn read(text: &str) -> Reading {
    let damaged = || Reading { kept: Kept::default(), state: State::Damaged };
    if text.len() > MOST_BYTES {
        return damaged();
    }
    let Ok(Value::Object(mut record)) = serde_json::from_str::<Value>(text) else {
        return damaged();
    };
    let version = match record.remove("version") {
        None => 0,
        Some(version) => match version.as_u64() {
            Some(version) => version,
            None => return damaged(),
        },
    };
    if version > VERSION.into() {
        return Reading { kept: Kept::default(), state: State::Newer };
    }
    let mut state = State::Whole;
    if version == 0 {
        record = from_version_0(record);
        state = State::Migrated;
    }
    let (Some(classes), Some(lists)) = (array(&mut record, "classes"), array(&mut record, "lists"))
    else {
        return damaged();
    };
    let ((classes, are_whole), (lists, are_whole_too)) = (usable(classes), usable(lists));
    if !are_whole || !are_whole_too {
        state = State::Damaged;
    }
    let mut kept = Kept { classes, lists, rest: record };
    kept.classes.iter_mut().for_each(Class::believe);
    kept.trim();
    Reading { kept, state }
}

/// Before the version was written, a record held one class and no lists.
fn from_version_0(mut record: Map<String, Value>) -> Map<String, Value> {
    if record.contains_key("classes") {
        return record;
    }
    let classes = if record.is_empty() { json!([]) } else { json!([record]) };
    record = Map::new();
    record.insert("classes".to_owned(), classes);
    record
}

/// Takes a list out of a record; an empty one where it is not there, none where it is no list.
fn array(record: &mut Map<String, Value>, name: &str) -> Option<Vec<Value>> {
    match record.remove(name) {
        None => Some(Vec::new()),
        Some(Value::Array(values)) => Some(values),
        Some(_) => None,
    }
}

/// The entries that can be used, and whether all of them could, with all of what was seen. What was seen
/// is nothing where it is not whole: the ticks go on without it.
fn usable<T: Entry>(mut values: Vec<Value>) -> (Vec<T>, bool) {
    let (all, mut are_whole) = (values.len(), true);
    for entry in values.iter_mut().filter_map(Value::as_object_mut) {
        are_whole &= entry.get("seen").is_none_or(is_seen);
        entry.retain(|name, value| name != "seen" || is_seen(value));
    }
    let read = values.into_iter().filter_map(|value| serde_json::from_value(value).ok());
    let entries: Vec<T> = read.filter(T::is_sound).collect();
    are_whole &= entries.len() == all;
    (entries, are_whole)
}

/// Whether this is what could have been seen of seats.
fn is_seen(value: &Value) -> bool {
    value.is_null() || Facts::deserialize(value).is_ok_and(|facts| are_sound(&facts))
}

/// What classes and lists share.
trait Entry: for<'a> Deserialize<'a> {
    /// Whether it could be ours: named, and not larger than anything of ours.
    fn is_sound(&self) -> bool;
}

impl Entry for Class {
    fn is_sound(&self) -> bool {
        let done = &self.ticks.done;
        let are_ticks = done.len() <= MOST_TICKS && done.iter().all(|step| is_name(&step.0));
        is_name(&self.notice) && is_name(&self.unit) && are_ticks
    }
}

impl Entry for List {
    fn is_sound(&self) -> bool {
        let is_kind = ["college", "counselor"].contains(&self.kind.as_str());
        is_kind && is_name(&self.notice) && is_name(&self.name)
    }
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && is_short(text)
}

fn are_sound(facts: &Facts) -> bool {
    let says = match &facts.standing {
        Standing::InForce => "",
        Standing::Postponed { says, .. } | Standing::Withdrawn { says, .. } => says,
    };
    let is_sound = |seat: &SeatFacts| {
        let names = [&seat.campus, &seat.place, &seat.meet];
        let days = seat.when.days();
        is_name(&seat.unit)
            && names.into_iter().flatten().all(|name| is_short(name))
            && days.is_none_or(|days| is_day(days.first()) && is_day(days.last()))
    };
    facts.revision > 0
        && is_day(facts.checked)
        && facts.seats.len() <= MOST_SEATS
        && is_short(says)
        && facts.seats.iter().all(is_sound)
}

/// Whether a day could be one of a notice's: 图像采集 is of this century, and so is this program.
fn is_day(day: Day) -> bool {
    (2000..2100).contains(&day.date().year())
}

impl Class {
    /// Lets go of a day of the capture that cannot be it; that it was taken stays said. A field for a
    /// day gives such ones too, while its year is being typed.
    fn believe(&mut self) {
        let Some(Captured::Yes { on }) = &mut self.ticks.captured else {
            return;
        };
        let checked = self.seen.as_ref().map(|seen| seen.checked);
        let is_near = |day: Day| {
            checked.is_none_or(|checked| checked.days_until(day).unsigned_abs() <= FARTHEST)
        };
        *on = on.filter(|&day| is_day(day) && is_near(day));
    }
}

impl Kept {
    /// The record as text.
    pub fn text(&self) -> String {
        let mut record = self.rest.clone();
        record.insert("version".to_owned(), VERSION.into());
        for (name, value) in [
            ("classes", serde_json::to_value(&self.classes)),
            ("lists", serde_json::to_value(&self.lists)),
        ] {
            // Plain data is always a value.
            record.insert(name.to_owned(), value.unwrap_or_default());
        }
        Value::Object(record).to_string()
    }

    /// What is kept of a class.
    pub fn class(&self, notice: &str, unit: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.notice == notice && class.unit == unit)
    }

    /// The same to change; begun where there is nothing yet.
    pub fn class_mut(&mut self, notice: &str, unit: &str) -> &mut Class {
        let is_it = |class: &Class| class.notice == notice && class.unit == unit;
        let class = take(&mut self.classes, is_it).unwrap_or_else(|| Class {
            notice: notice.to_owned(),
            unit: unit.to_owned(),
            ..Class::default()
        });
        put(&mut self.classes, class)
    }

    /// What is kept of a college's (`college`) or counselor's (`counselor`) list.
    pub fn list(&self, notice: &str, kind: &str, name: &str) -> Option<&List> {
        self.lists
            .iter()
            .find(|list| (&*list.notice, &*list.kind, &*list.name) == (notice, kind, name))
    }

    /// The same to change; begun where there is nothing yet.
    pub fn list_mut(&mut self, notice: &str, kind: &str, name: &str) -> &mut List {
        let is_it = |list: &List| (&*list.notice, &*list.kind, &*list.name) == (notice, kind, name);
        let list = take(&mut self.lists, is_it).unwrap_or_else(|| List {
            notice: notice.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            ..List::default()
        });
        put(&mut self.lists, list)
    }

    /// Forgets what was seen of a class, and the class if nothing is ticked.
    pub fn forget_seen(&mut self, notice: &str, unit: &str) {
        let class = self.class_mut(notice, unit);
        class.seen = None;
        if class.ticks == Ticks::default() {
            self.classes.pop();
        }
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.lists.is_empty() && self.rest.is_empty()
    }

    /// Takes in another record, of a file for one: of the same class or list, ticks of both hold, the
    /// answer given here goes before the other, and what was last seen is what the later edition said.
    /// How many classes and lists came or say more than before.
    pub fn take_in(&mut self, other: Self) -> usize {
        let before = self.clone();
        for theirs in other.classes {
            let mine = self.class_mut(&theirs.notice, &theirs.unit);
            mine.ticks.done.extend(theirs.ticks.done);
            mine.ticks.captured = mine.ticks.captured.or(theirs.ticks.captured);
            later(&mut mine.seen, theirs.seen);
        }
        for theirs in other.lists {
            let mine = self.list_mut(&theirs.notice, &theirs.kind, &theirs.name);
            later(&mut mine.seen, theirs.seen);
        }
        for (name, value) in other.rest {
            self.rest.entry(name).or_insert(value);
        }
        let classes = self.classes.iter().filter(|&it| !before.classes.contains(it)).count();
        classes + self.lists.iter().filter(|&it| !before.lists.contains(it)).count()
    }

    fn trim(&mut self) {
        self.classes.drain(..self.classes.len().saturating_sub(MOST));
        self.lists.drain(..self.lists.len().saturating_sub(MOST));
    }
}

fn later(mine: &mut Option<Facts>, theirs: Option<Facts>) {
    if let Some(theirs) = theirs
        && mine.as_ref().is_none_or(|mine| mine.is_older_than(&theirs))
    {
        *mine = Some(theirs);
    }
}

fn take<T>(entries: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> Option<T> {
    entries.iter().position(is_it).map(|at| entries.remove(at))
}

/// Puts an entry at the end, where the one used last stands; the oldest go where there are too many.
fn put<T>(entries: &mut Vec<T>, entry: T) -> &mut T {
    while entries.len() >= MOST {
        entries.remove(0);
    }
    entries.push_mut(entry)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
