//! Reading a notice file in the page.
//!
//! serde's derived readers of these types cost the page 38 kB of brotli, more than the rest of the
//! program: each type and field becomes code of its own. Here each type is a table of names and
//! places, and one function walks them all. The publisher's tools keep to serde, and a test holds
//! that both read every file alike.

use serde_json::{Map, Value};

use crate::after::{Contact, Deadline, Hours, MakeUp, Verification, Window};
use crate::fee::{Fee, FeeRoute, Mode, PayMethod, PayMoment};
use crate::notice::{
    Audience, Excluded, Gap, GapAbout, IndexEntry, Notice, NoticeError, Place, School, Standing,
    Total,
};
use crate::point::{Force, Gender, Party, Point};
use crate::prepare::{
    Arrival, Channel, CodeRules, Gate, LatePolicy, Lateness, Lead, Queue, QueueKey,
};
use crate::rules::{Background, Colour, Look, Rule, Topic};
use crate::slot::{Certainty, Choice, Half, Schedule, Slot, SlotKind, Unit, UnitKind, When};
use crate::time::{Clock, Day, Days, Span};

/// What could not be read, by its address in the file: `schedule.slots.3.when`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(pub String);

impl Wrong {
    /// The same, seen from the value around it.
    fn inside(self, step: &str) -> Self {
        if self.0.is_empty() {
            return Self(step.to_owned());
        }
        Self([step, ".", &self.0].concat())
    }
}

/// The mistake at this very place.
fn wrong() -> Wrong {
    Wrong(String::new())
}

/// Something that takes its value from JSON, in place.
pub trait Read {
    /// Takes the value, or says which part of it could not be.
    fn read(&mut self, value: &Value) -> Result<(), Wrong>;
}

/// The largest file that is read: ten thousand rows take about three million bytes.
pub const MAX_BYTES: usize = 8 << 20;

/// Reads a file.
pub fn from_json<T: Read + Default>(text: &str) -> Result<T, NoticeError> {
    if text.len() > MAX_BYTES {
        return Err(NoticeError::TooLarge);
    }
    let value: Value = serde_json::from_str(text)?;
    fresh(&value).map_err(|wrong: Wrong| NoticeError::Wrong { at: wrong.0 })
}

/// One named part of an object: its name, its place, and whether it has to be there.
type Field<'a> = (&'static str, &'a mut dyn Read, bool);

/// Reads an object's parts; names that are not in the table are passed over, so that an older page
/// reads a newer file.
fn record(value: &Value, fields: &mut [Field<'_>]) -> Result<(), Wrong> {
    let object = value.as_object().ok_or_else(wrong)?;
    for (name, place, required) in fields {
        match object.get(*name) {
            Some(part) => place.read(part).map_err(|it| it.inside(name))?,
            None if *required => return Err(wrong().inside(name)),
            None => {}
        }
    }
    Ok(())
}

/// The only entry of an object: how an enum with data is written.
fn variant(value: &Value) -> Option<(&str, &Value)> {
    let object: &Map<String, Value> = value.as_object()?;
    let (name, value) = object.iter().next()?;
    (object.len() == 1).then_some((name.as_str(), value))
}

/// Reads into a fresh value.
fn fresh<T: Read + Default>(value: &Value) -> Result<T, Wrong> {
    let mut place = T::default();
    place.read(value)?;
    Ok(place)
}

impl Read for String {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        value.as_str().ok_or_else(wrong)?.clone_into(self);
        Ok(())
    }
}

impl Read for bool {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        *self = value.as_bool().ok_or_else(wrong)?;
        Ok(())
    }
}

impl<T: Read + Default> Read for Option<T> {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        *self = if value.is_null() { None } else { Some(fresh(value)?) };
        Ok(())
    }
}

impl<T: Read + Default> Read for Vec<T> {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        let items = value.as_array().ok_or_else(wrong)?;
        self.clear();
        for (index, item) in items.iter().enumerate() {
            self.push(fresh(item).map_err(|it: Wrong| it.inside(&index.to_string()))?);
        }
        Ok(())
    }
}

macro_rules! number {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read(&mut self, value: &Value) -> Result<(), Wrong> {
                let number = value.as_u64().ok_or_else(wrong)?;
                *self = number.try_into().map_err(|_| wrong())?;
                Ok(())
            }
        }
    )*};
}

number!(u8, u16, u32);

macro_rules! written {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read(&mut self, value: &Value) -> Result<(), Wrong> {
                *self = value.as_str().and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
                Ok(())
            }
        }
    )*};
}

written!(Day, Clock, Span, Days);

/// A name of a fixed list; written so, the list costs its names alone.
macro_rules! names {
    ($($type:ident { $($name:literal $variant:ident),* })*) => {$(
        impl Read for $type {
            fn read(&mut self, value: &Value) -> Result<(), Wrong> {
                *self = match value.as_str() {
                    $(Some($name) => Self::$variant,)*
                    _ => return Err(wrong()),
                };
                Ok(())
            }
        }
    )*};
}

/// Parts of an object in the order of the type; the destructuring holds that none is forgotten.
macro_rules! records {
    ($($type:ident { $($field:ident $($must:literal)?),* $(,)? })*) => {$(
        impl Read for $type {
            fn read(&mut self, value: &Value) -> Result<(), Wrong> {
                let Self { $($field),* } = self;
                record(value, &mut [$((stringify!($field), $field, false $(|| $must)?)),*])
            }
        }
    )*};
}

names! {
    Force {
        "fact" Fact, "must" Must, "must_not" MustNot, "should" Should, "should_not" ShouldNot,
        "may" May
    }
    Party {
        "student" Student, "monitor" Monitor, "counselor" Counselor, "college" College,
        "registrar" Registrar, "provider" Provider
    }
    Gender { "women" Women, "men" Men }
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
    PayMoment { "before" Before, "on_site" OnSite, "after" After }
    PayMethod {
        "wechat" Wechat, "alipay" Alipay, "scan" Scan, "cash" Cash, "bank_transfer" BankTransfer,
        "bank_debit" BankDebit, "registrar_system" RegistrarSystem, "app" App
    }
    Mode { "on_site" OnSite, "online" Online, "make_up" MakeUp }
    QueueKey {
        "student_number" StudentNumber, "last_four" LastFour, "last_two" LastTwo,
        "printed_list" PrintedList, "signature" Signature, "arrival" Arrival, "ticket" Ticket,
        "changes_first" ChangesFirst
    }
    LatePolicy {
        "end_of_day" EndOfDay, "other_time" OtherTime, "make_up" MakeUp, "refused" Refused
    }
    Colour {
        "black" Black, "blue" Blue, "brown" Brown, "green" Green, "grey" Grey,
        "light_blue" LightBlue, "light_grey" LightGrey, "orange" Orange, "purple" Purple,
        "red" Red, "white" White, "yellow" Yellow
    }
    Topic {
        "clothes" Clothes, "clothes_colour" ClothesColour, "pattern" Pattern, "collar" Collar,
        "neckline" Neckline, "sleeves" Sleeves, "hood" Hood, "hair" Hair, "hair_cover" HairCover,
        "hair_colour" HairColour, "make_up" MakeUp, "face" Face, "glasses" Glasses,
        "contact_lenses" ContactLenses, "ear_ornaments" EarOrnaments, "necklace" Necklace,
        "ornaments" Ornaments, "head_cover" HeadCover, "pose" Pose, "expression" Expression,
        "eyes" Eyes, "mouth" Mouth, "other" Other
    }
    GapAbout {
        "schedule" Schedule, "place" Place, "look" Look, "fee" Fee, "code" Code, "steps" Steps,
        "absence" Absence, "make_up" MakeUp, "verification" Verification, "contacts" Contacts,
        "source" Source
    }
}

records! {
    Point { text true, says, force, party, audience, place, url, doubt }
    Unit { name true, kind, aliases, certainty }
    Slot {
        kind, when true, says true, assemble, place, audience, college, units, heads, exempt,
        counselor, order, certainty, round, choice, note, doubt,
    }
    Schedule {
        dates, says, certainty, certainty_says, drift, set_by, set_by_says, order_name,
        table_missing, slots,
    }
    Rule { topic true, force true, text true, says, colours, gender, audience }
    Background { colours true, hex, says true }
    Look { background, rules, standard, consequence, doubt }
    FeeRoute {
        fen, audience, mode, collector, collector_name, moment, methods, only, excluded, until,
        until_for, onward, not_alone, says true,
    }
    Fee { fen, says, gets, routes, refund }
    Channel { name true, steps, url }
    CodeRules { what, lead, lead_says, attempts_per_day, attempts_says, channels, points }
    Queue { key true, text true }
    Lateness { policy true, says true }
    Arrival { minutes_before, meet, queue, late, says }
    Gate { what true, until }
    Hours { days true, spans true }
    MakeUp {
        title true, mode true, who, audience, from, until, place, hours, phones, fen, attempts,
        reply_days, points, says true,
    }
    Verification { window, says, points, must_confirm, proxy, hard_end }
    Deadline { party true, what true, days true, time, audience, says true }
    Contact { about true, party true, name, audience, phones, office, says }
    School { name true, inferred, aliases }
    Place { id true, name true, short, campus, groups, way }
    Audience { id true, name true, says true, credentials }
    Excluded { who true, aliases, instead true, says true }
    Total { heads, units, campus, date, half, prefix, says true }
    Gap { about true, text true }
    Notice {
        id true, school true, title true, cohort true, issuer, number, issued, url, checked true,
        revision true, standing, provider, purpose, cites, audiences true, excluded, places,
        arrival, gates, bring, steps, warnings, conflicts, absence, fee, code, look, make_ups,
        verification, deadlines, contacts, gaps, totals, schedule true, initials,
    }
    IndexEntry { id true, school true, cohort true, title true, dates, standing }
}

/// Reads the parts of a variant into fresh places and puts them together.
macro_rules! variants {
    ($value:ident, $from:ident, $($name:literal => $variant:ident { $($field:ident $($must:literal)?),* })*) => {
        match $from {
            $($name => {
                $(let mut $field = Default::default();)*
                record($value, &mut [$((stringify!($field), &mut $field, false $(|| $must)?)),*])
                    .map_err(|it| it.inside($name))?;
                Self::$variant { $($field),* }
            })*
            _ => return Err(wrong()),
        }
    };
}

impl Read for When {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        if value.as_str() == Some("to_be_announced") {
            *self = Self::ToBeAnnounced;
            return Ok(());
        }
        let (name, inner) = variant(value).ok_or_else(wrong)?;
        *self = variants! { inner, name,
            "clock" => Clock { date true, span true }
            "from" => From { date true, start true }
            "half_day" => HalfDay { date true, half true }
            "day" => Day { days true }
            "period" => Period { date true, first true, last true }
            "week" => Week { week true, days }
            "order" => Order { date, span }
            "chained" => Chained { date true, first true, each true, position true }
        };
        Ok(())
    }
}

impl Read for Standing {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        if value.as_str() == Some("in_force") {
            *self = Self::InForce;
            return Ok(());
        }
        let (name, inner) = variant(value).ok_or_else(wrong)?;
        *self = variants! { inner, name,
            "postponed" => Postponed { on true, says true }
            "withdrawn" => Withdrawn { on true, says true }
        };
        Ok(())
    }
}

impl Read for Lead {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        *self = match variant(value) {
            Some(("days_before", days)) => Self::DaysBefore(fresh(days)?),
            Some(("before", day)) => Self::Before(fresh(day)?),
            None if value.as_str() == Some("before_capture") => Self::BeforeCapture,
            _ => return Err(wrong()),
        };
        Ok(())
    }
}

impl Read for Window {
    fn read(&mut self, value: &Value) -> Result<(), Wrong> {
        *self = match variant(value) {
            Some(("days", days)) => Self::Days(fresh(days)?),
            Some(("until", day)) => Self::Until(fresh(day)?),
            Some((name, inner)) => variants! { inner, name,
                "month" => Month { year true, month true }
                "after_capture" => AfterCapture { days true, working }
            },
            None if value.as_str() == Some("to_be_announced") => Self::ToBeAnnounced,
            None => return Err(wrong()),
        };
        Ok(())
    }
}
