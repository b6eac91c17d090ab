//! What is kept of the way on the phone: versioned, migrated, set aside when damaged.
//!
//! One record for all classes and lists of this phone, as JSON. What lies there is hostile input like
//! any other: another version of the program wrote it, or somebody else. Whatever a later program of
//! the same version added is carried along untouched.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tucai_notice::notice::Standing;

use crate::facts::{Facts, SeatFacts};
use crate::steps::Ticks;

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
    let (all, also) = (classes.len(), lists.len());
    let mut kept = Kept { classes: usable(classes), lists: usable(lists), rest: record };
    if kept.classes.len() < all || kept.lists.len() < also {
        state = State::Damaged;
    }
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

fn usable<T: Entry>(values: Vec<Value>) -> Vec<T> {
    let read = values.into_iter().filter_map(|value| serde_json::from_value(value).ok());
    read.filter(T::is_sound).collect()
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
        let is_named = is_name(&self.notice) && is_name(&self.unit);
        is_named && are_ticks && self.seen.as_ref().is_none_or(are_sound)
    }
}

impl Entry for List {
    fn is_sound(&self) -> bool {
        let is_kind = ["college", "counselor"].contains(&self.kind.as_str());
        let is_named = is_name(&self.notice) && is_name(&self.name);
        is_kind && is_named && self.seen.as_ref().is_none_or(are_sound)
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
        is_short(&seat.unit) && names.into_iter().flatten().all(|name| is_short(name))
    };
    facts.seats.len() <= MOST_SEATS && is_short(says) && facts.seats.iter().all(is_sound)
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
    pub fn take_in(&mut self, other: Self) {
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::steps::{Captured, StepId};

    fn ticked(unit: &str) -> Kept {
        let mut kept = Kept::default();
        let class = kept.class_mut("cqie-2027", unit);
        class.ticks.done.insert(StepId("code".to_owned()));
        class.ticks.captured = Some(Captured::No);
        class.seen = Some(Facts { revision: 3, ..Facts::default() });
        kept.list_mut("cqie-2027", "counselor", "周老师").seen = Some(Facts::default());
        kept
    }

    #[test]
    fn a_record_comes_back_as_it_was_kept() {
        let kept = ticked("23软工1班");
        assert_eq!(read(&kept.text()), Reading { kept, state: State::Whole });
        let nothing = read(&Kept::default().text());
        assert!(nothing.kept.is_empty() && nothing.state == State::Whole);
    }

    /// As records looked before the version was written: one class, nothing else.
    const VERSION_0: &str = r#"{"notice":"cqie-2027","unit":"23软工1班",
        "ticks":{"done":["code","prepare"],"captured":{"yes":{"on":"2026-04-15"}}}}"#;

    #[test]
    fn an_older_record_is_carried_over() {
        let Reading { mut kept, state } = read(VERSION_0);
        assert_eq!(state, State::Migrated);
        let class = kept.class("cqie-2027", "23软工1班").unwrap();
        let done: Vec<&str> = class.ticks.done.iter().map(|step| step.0.as_str()).collect();
        assert_eq!(done, ["code", "prepare"]);
        assert_eq!(class.ticks.captured, Some(Captured::Yes { on: "2026-04-15".parse().ok() }));
        // Written again, it is of this version.
        kept.class_mut("cqie-2027", "23软工1班").seen = None;
        let text = kept.text();
        assert!(text.contains(r#""version":1"#), "{text}");
        assert_eq!(read(&text), Reading { kept, state: State::Whole });
    }

    #[test]
    fn a_newer_record_is_left_alone() {
        let reading = read(r#"{"version":2,"classes":"in another shape"}"#);
        assert_eq!(reading, Reading { kept: Kept::default(), state: State::Newer });
    }

    #[test]
    fn what_a_later_program_added_is_carried_along() {
        let text = r#"{"version":1,"theme":"x","lists":[],"classes":[{"notice":"a-1","unit":"甲",
            "ticks":{},"memo":[1,2]}]}"#;
        let mut kept = read(text).kept;
        kept.class_mut("a-1", "甲").ticks.captured = Some(Captured::No);
        let text = kept.text();
        let all = [r#""theme":"x""#, r#""memo":[1,2]"#, r#""captured":"no""#];
        assert!(all.iter().all(|part| text.contains(part)), "{text}");
    }

    #[test]
    fn damaged_text_is_told_from_whole_and_what_is_left_is_used() {
        for text in [
            "",
            "x",
            "[]",
            "null",
            r#"{"version":1"#,
            r#"{"version":"1"}"#,
            r#"{"version":-1}"#,
            r#"{"version":1,"classes":{}}"#,
            r#"{"version":1,"classes":[],"lists":7}"#,
            r#"{"notice":"cqie-2027"}"#,
        ] {
            let reading = read(text);
            assert_eq!(reading.state, State::Damaged, "{text}");
            assert!(reading.kept.is_empty(), "{text}");
        }
        let whole = ticked("23软工1班").text();
        let spoilt = whole.replacen(r#""classes":["#, r#""classes":[{"unit":7},"#, 1);
        let reading = read(&spoilt);
        assert_eq!(reading.state, State::Damaged);
        assert_eq!(reading.kept, ticked("23软工1班"), "the class that is whole goes on");
        assert_eq!(read(&"x".repeat(MOST_BYTES + 1)).state, State::Damaged);
        assert_eq!(read(&"[".repeat(MOST_BYTES)).state, State::Damaged);
    }

    #[test]
    fn what_is_larger_than_anything_of_ours_is_not_used() {
        let long = "长".repeat(LONGEST + 1);
        for class in [
            json!({"notice": "a", "unit": long}),
            json!({"notice": "", "unit": "甲"}),
            json!({"notice": "a", "unit": "甲", "ticks": {"done": vec!["x"; 3], "captured": 7},
                   "seen": {"seats": vec![json!({"unit": "甲"}); MOST_SEATS + 1]}}),
            json!({"notice": "a", "unit": "甲", "seen": {"seats": [{"place": long}]}}),
            json!({"notice": "a", "unit": "甲", "seen": {"standing":
                   {"withdrawn": {"on": "2026-04-10", "says": long}}}}),
        ] {
            let text = json!({"version": 1, "classes": [class]}).to_string();
            assert_eq!(read(&text).state, State::Damaged, "{text:.80}");
        }
    }

    #[test]
    fn the_class_used_longest_ago_goes_first() {
        let mut kept = Kept::default();
        for at in 0..MOST {
            kept.class_mut("a-1", &format!("{at}班"));
        }
        kept.class_mut("a-1", "0班");
        kept.class_mut("a-1", "新班");
        assert_eq!(kept.classes.len(), MOST);
        assert!(kept.class("a-1", "0班").is_some() && kept.class("a-1", "1班").is_none());
    }

    #[test]
    fn letting_go_of_what_was_seen_keeps_the_ticks() {
        let mut kept = ticked("甲");
        kept.class_mut("b-1", "乙").seen = Some(Facts::default());
        kept.forget_seen("cqie-2027", "甲");
        kept.forget_seen("b-1", "乙");
        assert!(kept.class("cqie-2027", "甲").is_some_and(|class| class.seen.is_none()));
        assert!(kept.class("b-1", "乙").is_none());
    }

    #[test]
    fn two_records_are_joined() {
        let mut mine = ticked("甲");
        let mut theirs = Kept::default();
        let class = theirs.class_mut("cqie-2027", "甲");
        class.ticks.done.insert(StepId("prepare".to_owned()));
        class.ticks.captured = Some(Captured::Earlier);
        class.seen = Some(Facts { revision: 2, ..Facts::default() });
        theirs.class_mut("b-1", "乙");
        mine.take_in(theirs);
        let class = mine.class("cqie-2027", "甲").unwrap();
        assert_eq!(class.ticks.done.len(), 2);
        assert_eq!(class.ticks.captured, Some(Captured::No), "the answer given here");
        assert_eq!(class.seen.as_ref().map(|seen| seen.revision), Some(3), "the later edition");
        assert!(mine.class("b-1", "乙").is_some());
    }

    /// Something like JSON: of the names that a record has, and of whatever else.
    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
            Just(Value::from("2026-04-15")),
        ];
        let names = prop::sample::select(vec![
            "version", "classes", "lists", "notice", "unit", "ticks", "done", "captured", "seen",
            "revision", "seats", "when", "clock", "date", "kind", "name", "standing", "x",
        ]);
        leaf.prop_recursive(6, 64, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((names.clone(), inner), 0..6).prop_map(|pairs| {
                    Value::Object(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in ".{0,400}") {
            let _ = read(&text);
        }

        #[test]
        fn anything_like_a_record_has_an_answer(mut value in value(), version in 0..3_u64) {
            if let Value::Object(record) = &mut value {
                record.insert("version".to_owned(), version.into());
            }
            let Reading { mut kept, state } = read(&value.to_string());
            kept.class_mut("a-1", "甲").ticks.captured = Some(Captured::No);
            // What was used once is whole from then on.
            prop_assert!(state == State::Newer || read(&kept.text()).state == State::Whole);
        }
    }
}
