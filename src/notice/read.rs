//! Reading the timetable out of a notice file in the page, as little as the answer needs.
//!
//! serde's derived readers of a whole notice cost the page 38 kB of brotli, a JSON parser of its own
//! another 10, when the browser has one. Here each type is a table of names and places, and one
//! function walks them all. What else a notice says, the page takes from the plain page, where it
//! stands as HTML. The publisher's tools read whole notices with serde; a test holds that both read
//! the timetable alike.

use crate::notice::{Audience, Excluded, IndexEntry, Notice, Place, School, Standing};
use crate::prepare::Arrival;
use crate::slot::{Certainty, Choice, Half, Schedule, Slot, SlotKind, Unit, UnitKind, When};
use crate::time::{Clock, Day, Days, Span};

/// A value of a JSON document, whoever parsed it.
pub trait Json {
    /// A part of an object; none if it is absent or null, or this is no object.
    fn part(&self, name: &str) -> Option<Box<dyn Json>>;
    /// An item of an array; none past its end, or if this is no array.
    fn item(&self, index: u32) -> Option<Box<dyn Json>>;
    /// Whether it is an array.
    fn is_array(&self) -> bool;
    /// Whether it is an object.
    fn is_object(&self) -> bool;
    /// Its text, if it is a string.
    fn text(&self) -> Option<String>;
    /// Its number, if it is one without sign and fraction.
    fn number(&self) -> Option<u32>;
}

/// What could not be read, by its address in the file: `schedule.slots.3.when`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong(pub String);

impl Wrong {
    /// The same, seen from the value around it.
    pub(crate) fn inside(self, step: &str) -> Self {
        if self.0.is_empty() {
            return Self(step.to_owned());
        }
        Self([step, ".", &self.0].concat())
    }
}

/// Reads the timetable of a notice: everything but what the plain page says.
pub fn timetable(json: &dyn Json) -> Result<Notice, Wrong> {
    let mut notice = Notice::default();
    notice.read(json)?;
    Ok(notice)
}

impl Notice {
    /// The timetable alone, as [`timetable`] reads it: what a page has to fetch of a notice.
    #[must_use]
    pub fn timetable(self) -> Self {
        let audiences = self.audiences.into_iter();
        let mut schedule = self.schedule;
        for slot in &mut schedule.slots {
            // The words for a time are a fifteenth of the file, and no screen of the page quotes them.
            slot.says.clear();
        }
        Self {
            audiences: audiences.map(|it| Audience { credentials: Vec::new(), ..it }).collect(),
            arrival: Arrival {
                minutes_before: self.arrival.minutes_before,
                meet: self.arrival.meet,
                ..Arrival::default()
            },
            id: self.id,
            school: self.school,
            title: self.title,
            cohort: self.cohort,
            checked: self.checked,
            revision: self.revision,
            standing: self.standing,
            excluded: self.excluded,
            places: self.places,
            schedule,
            initials: self.initials,
            ..Self::default()
        }
    }
}

/// Reads the list of notices.
pub fn index(json: &dyn Json) -> Result<Vec<IndexEntry>, Wrong> {
    let mut list = Vec::new();
    list.read(json)?;
    Ok(list)
}

/// Something that takes its value from JSON, in place.
pub(crate) trait Read {
    /// Takes the value, or says which part of it could not be.
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong>;
}

/// One named part of an object: its name, its place, and whether it has to be there.
type Field<'a> = (&'static str, &'a mut dyn Read, bool);

/// Reads an object's parts; names that are not in the table are passed over, so that an older page
/// reads a newer file.
pub(crate) fn record(json: &dyn Json, fields: &mut [Field<'_>]) -> Result<(), Wrong> {
    if !json.is_object() {
        return Err(Wrong::default());
    }
    for (name, place, required) in fields {
        match json.part(name) {
            Some(part) => place.read(&*part).map_err(|wrong| wrong.inside(name))?,
            None if *required => return Err(Wrong::default().inside(name)),
            None => {}
        }
    }
    Ok(())
}

/// Reads an array's items into the places that `next` makes for them.
fn list(
    json: &dyn Json,
    next: &mut dyn FnMut(&dyn Json) -> Result<(), Wrong>,
) -> Result<(), Wrong> {
    if !json.is_array() {
        return Err(Wrong::default());
    }
    let mut index = 0;
    while let Some(item) = json.item(index) {
        next(&*item).map_err(|wrong| wrong.inside(&index.to_string()))?;
        index += 1;
    }
    Ok(())
}

impl<T: Read + Default> Read for Vec<T> {
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
        list(json, &mut |item| {
            self.push(T::default());
            self.last_mut().map_or(Ok(()), |place| place.read(item))
        })
    }
}

impl<T: Read + Default> Read for Option<T> {
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
        self.get_or_insert_with(T::default).read(json)
    }
}

impl Read for String {
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
        *self = json.text().ok_or_else(Wrong::default)?;
        Ok(())
    }
}

macro_rules! number {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
                let number = json.number().and_then(|number| number.try_into().ok());
                *self = number.ok_or_else(Wrong::default)?;
                Ok(())
            }
        }
    )*};
}

number!(u8, u16, u32);

macro_rules! written {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
                let value = json.text().and_then(|text| text.parse().ok());
                *self = value.ok_or_else(Wrong::default)?;
                Ok(())
            }
        }
    )*};
}

written!(Day, Clock, Span, Days);

/// A name of a fixed list.
macro_rules! names {
    ($($type:ident { $($name:literal $variant:ident),* })*) => {$(
        impl Read for $type {
            fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
                *self = match json.text().as_deref() {
                    $(Some($name) => Self::$variant,)*
                    _ => return Err(Wrong::default()),
                };
                Ok(())
            }
        }
    )*};
}

pub(crate) use names;

names! {
    SlotKind { "capture" Capture, "reserve" Reserve, "make_up" MakeUp }
    Half { "morning" Morning, "afternoon" Afternoon, "evening" Evening }
    Certainty {
        "binding" Binding, "movable" Movable, "advisory" Advisory, "open" Open,
        "estimated" Estimated
    }
    Choice { "any_one" AnyOne, "assigned" Assigned }
    UnitKind {
        "class" Class, "college" College, "major" Major, "level" Level, "cohort" Cohort,
        "campus" Campus, "group" Group, "audience" Audience, "catch_all" CatchAll
    }
}

/// Marks a part that has to be there.
pub(crate) const MUST: bool = true;

/// Objects: the parts to be read, those that have to be there marked so; behind the semicolon those
/// that are left to the plain page. The destructuring holds that none is forgotten.
macro_rules! records {
    ($($type:ident { $($field:ident $(= $must:ident)?),* $(,)? $(; $($left:ident),* $(,)?)? })*) => {$(
        impl Read for $type {
            fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
                let Self { $($field,)* $($($left: _,)*)? } = self;
                record(json, &mut [$((stringify!($field), $field, false $(|| $must)?)),*])
            }
        }
    )*};
}

pub(crate) use records;

records! {
    Unit { name = MUST, kind, aliases, certainty }
    Slot {
        kind, when = MUST, says = MUST, assemble, place, meet, audience, college, units, heads, exempt, counselor,
        order, certainty, round, choice, note, doubt, divided,
    }
    Schedule {
        dates, says, certainty, certainty_says, drift, set_by, set_by_says, order_name,
        table_missing, slots,
    }
    Arrival { minutes_before, meet; queue, late, says }
    School { name = MUST, inferred, aliases }
    Place { id = MUST, name = MUST, short, campus, groups, way }
    Audience { id = MUST, name = MUST, says = MUST; credentials }
    Excluded { who = MUST, aliases, instead = MUST, says = MUST }
    Notice {
        id = MUST, school = MUST, title = MUST, cohort = MUST, checked = MUST, revision = MUST, standing, audiences = MUST, excluded, places,
        arrival, schedule = MUST, initials, plan, told;
        issuer, number, issued, url, provider, purpose, cites, gates, bring, steps, warnings,
        conflicts, absence, fee, code, look, make_ups, verification, deadlines, contacts, gaps,
        totals,
    }
    IndexEntry { id = MUST, school = MUST, cohort = MUST, title = MUST, dates, standing }
}

/// Variants with parts, each written as an object with one entry: `{"clock": {…}}`.
macro_rules! variants {
    ($json:ident: $($name:literal => $variant:ident { $($field:ident $(= $must:ident)?),* })*) => {
        $(if let Some(inner) = $json.part($name) {
            $(let mut $field = Default::default();)*
            record(&*inner, &mut [$((stringify!($field), &mut $field, false $(|| $must)?)),*])
                .map_err(|wrong| wrong.inside($name))?;
            Self::$variant { $($field),* }
        } else)* {
            return Err(Wrong::default());
        }
    };
}

impl Read for When {
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
        if json.text().as_deref() == Some("to_be_announced") {
            *self = Self::ToBeAnnounced;
            return Ok(());
        }
        *self = variants! { json:
            "clock" => Clock { date = MUST, span = MUST }
            "from" => From { date = MUST, start = MUST }
            "half_day" => HalfDay { date = MUST, half = MUST }
            "day" => Day { days = MUST, hours }
            "period" => Period { date = MUST, first = MUST, last = MUST }
            "week" => Week { week = MUST, days }
            "order" => Order { date, span }
            "chained" => Chained { date = MUST, first = MUST, each = MUST, position = MUST }
        };
        Ok(())
    }
}

impl Read for Standing {
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
        if json.text().as_deref() == Some("in_force") {
            *self = Self::InForce;
            return Ok(());
        }
        *self = variants! { json:
            "postponed" => Postponed { on = MUST, says = MUST }
            "withdrawn" => Withdrawn { on = MUST, says = MUST }
        };
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::Value;

    use super::*;

    impl Json for Value {
        fn part(&self, name: &str) -> Option<Box<dyn Json>> {
            let part = self.get(name).filter(|part| !part.is_null())?;
            Some(Box::new(part.clone()))
        }

        fn item(&self, index: u32) -> Option<Box<dyn Json>> {
            Some(Box::new(self.as_array()?.get(index as usize)?.clone()))
        }

        fn is_array(&self) -> bool {
            self.is_array()
        }

        fn is_object(&self) -> bool {
            self.is_object()
        }

        fn text(&self) -> Option<String> {
            self.as_str().map(str::to_owned)
        }

        fn number(&self) -> Option<u32> {
            self.as_u64()?.try_into().ok()
        }
    }

    /// Every notice of the repository, the published ones and those of single structures.
    pub(crate) fn files() -> Vec<(String, String)> {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = [here.join("../../public/notices"), here.join("testdata")];
        let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let paths = entries.map(|entry| entry.unwrap().path());
        let json = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
        let name =
            |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
        json.map(|path| (name(&path), std::fs::read_to_string(&path).unwrap()))
            .filter(|(name, _)| name != "index.json" && name != "notice.schema.json")
            .collect()
    }

    #[test]
    fn the_page_and_the_tools_read_the_same_timetable() {
        let files = files();
        assert!(files.len() >= 5);
        for (name, text) in files {
            let whole = Notice::from_json(&text).unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            let read = timetable(&value).map(Notice::timetable);
            assert_eq!(read.as_ref(), Ok(&whole.timetable()), "{name}");
        }
    }

    #[test]
    fn a_file_that_is_no_notice_is_named_by_the_place_of_the_mistake() {
        let (_, text) = files().into_iter().find(|(name, _)| name == "cqie-2027.json").unwrap();
        let good: Value = serde_json::from_str(&text).unwrap();
        let broken = |pointer: &str, put: Value| {
            let mut value = good.clone();
            *value.pointer_mut(pointer).unwrap() = put;
            timetable(&value).unwrap_err().0
        };
        assert_eq!(broken("/schedule/slots/3/when", "soon".into()), "schedule.slots.3.when");
        assert_eq!(
            broken("/schedule/slots/0/when/clock/span", "14:30-14:10".into()),
            "schedule.slots.0.when.clock.span"
        );
        assert_eq!(broken("/id", Value::Null), "id");
        assert_eq!(broken("/schedule/slots", 3.into()), "schedule.slots");
        assert_eq!(timetable(&Value::Null), Err(Wrong(String::new())));
        assert_eq!(timetable(&Value::Array(Vec::new())), Err(Wrong(String::new())));
    }
}
