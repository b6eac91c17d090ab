//! A slot as one unit reads it: its assembly time, place, certainty, and who is before and after.

use crate::lookup::Match;
use crate::notice::{Notice, Place};
use crate::slot::{Certainty, Slot, SlotKind, Unit, UnitKind};
use crate::time::{Clock, Moment};

/// One unit's seat in a schedule.
#[derive(Clone, Debug)]
pub struct Seat<'a> {
    /// The notice.
    pub notice: &'a Notice,
    /// The slot, one of the notice's.
    pub slot: &'a Slot,
    /// The position of the slot in the notice, from 0.
    pub index: usize,
    /// The unit of the slot that covers the one asked for; absent when the row is read as a whole.
    pub unit: Option<&'a Unit>,
    /// The name of the unit asked for, alone: `体育教育8班`. Empty when the row is read as a whole.
    pub name: String,
}

/// Who stands in the queue around a seat, at the same place on the same day.
#[derive(Clone, Debug, Default)]
pub struct Neighbours<'a> {
    /// The slots of the time before.
    pub before: Vec<&'a Slot>,
    /// Other slots of the same time.
    pub beside: Vec<&'a Slot>,
    /// The slots of the time after.
    pub after: Vec<&'a Slot>,
}

impl<'a> Seat<'a> {
    /// The seat that a look-up found.
    pub fn new(notice: &'a Notice, found: &Match) -> Option<Self> {
        Self::at(notice, found.slot, found.unit, &found.name)
    }

    /// The seat of a unit, by the positions of the slot and of the unit in it, and by the name that
    /// was asked for.
    pub fn at(notice: &'a Notice, index: usize, unit: usize, name: &str) -> Option<Self> {
        let slot = notice.schedule.slots.get(index)?;
        let unit = slot.units.get(unit);
        Some(Self { notice, slot, index, unit, name: name.to_owned() })
    }

    /// A whole row or cell, as announced.
    pub fn row(notice: &'a Notice, index: usize) -> Option<Self> {
        let slot = notice.schedule.slots.get(index)?;
        Some(Self { notice, slot, index, unit: None, name: String::new() })
    }

    /// What it is called: the unit asked for, or the row's units.
    pub fn called(&self) -> String {
        if self.name.is_empty() { label(self.slot) } else { self.name.clone() }
    }

    /// How far the time can be relied on.
    pub fn certainty(&self) -> Certainty {
        if self.slot.divided.is_some() {
            return Certainty::Divided;
        }
        let of_unit = self.unit.and_then(|unit| unit.certainty);
        let told = of_unit.or(self.slot.certainty);
        told.unwrap_or_else(|| match (self.slot.when.precision(), self.slot.kind) {
            // Nobody is assigned, or nothing is published.
            (_, SlotKind::Reserve) | ("none", _) => Certainty::Open,
            _ if self.notice.schedule.certainty == Certainty::Binding
                && self.notice.schedule.drift.is_some() =>
            {
                Certainty::Movable
            }
            _ => self.notice.schedule.certainty,
        })
    }

    /// Why the reading of this time is unsure. Where only some units of a cell are inferred, the
    /// others are not troubled with it.
    pub fn doubt(&self) -> Option<&'a str> {
        let sure = self.unit.is_some_and(|unit| unit.certainty.is_none());
        let others = self.slot.units.iter().any(|unit| unit.certainty.is_some());
        self.slot.doubt.as_deref().filter(|_| !(sure && others))
    }

    /// Whether somebody else sets the class's own time inside this window.
    pub fn is_open(&self) -> bool {
        self.certainty() == Certainty::Open
    }

    /// When to be there (集合时间): as printed, else worked out from the arrival rule. `None` where
    /// it depends on a class time that is not announced here.
    pub fn assemble(&self) -> Option<Clock> {
        if let Some(clock) = self.slot.assemble {
            return Some(clock);
        }
        if self.is_open() {
            return None;
        }
        let (start, _) = self.slot.when.clock();
        Some(start?.earlier(self.minutes_before()?))
    }

    /// The minutes of the arrival rule; none where a printed time or nothing at all decides. The rule
    /// is for classes: what a notice leaves to a reserve or make-up slot it has to say there.
    pub fn minutes_before(&self) -> Option<u16> {
        self.notice.arrival.minutes_before.filter(|_| self.slot.kind == SlotKind::Capture)
    }

    /// Where the picture is taken.
    pub fn place(&self) -> Option<&'a Place> {
        self.notice.place(self.slot.place.as_deref()?)
    }

    /// Where to gather, if elsewhere.
    pub fn meet(&self) -> Option<&'a Place> {
        let meet = self.slot.meet.as_deref().or(self.notice.arrival.meet.as_deref());
        self.notice.place(meet?)
    }

    /// The college: that of the row, or the unit itself where it is one.
    pub fn college(&self) -> Option<&'a str> {
        self.slot.college.as_deref().or_else(|| {
            let unit = self.unit.or_else(|| self.slot.units.first())?;
            (unit.kind == UnitKind::College).then_some(unit.name.as_str())
        })
    }

    /// The moment it starts: the clock time, else the start of its first day.
    pub fn starts(&self) -> Option<Moment> {
        let first = self.slot.when.days()?.first();
        Some(first.at(self.slot.when.clock().0.unwrap_or_default()))
    }

    /// The moment it is over: the clock time, else the end of its last day.
    pub fn ends(&self) -> Option<Moment> {
        let last = self.slot.when.days()?.last();
        match self.slot.when.clock().1 {
            Some(end) => Some(last.at(end)),
            None => Some(last.date().succ_opt()?.and_time(chrono::NaiveTime::MIN)),
        }
    }

    /// Who is before, beside and after: the slots at the same place on the same day, by time.
    pub fn neighbours(&self) -> Neighbours<'a> {
        let mut around = Neighbours::default();
        let (Some(day), Some(place), Some(mine)) =
            (self.slot.when.day(), self.slot.place.as_deref(), rank(self.slot))
        else {
            return around;
        };
        // The classes of a division stand inside a window that is announced beside them.
        let divided = self.slot.divided.is_some();
        let same = |slot: &&Slot| {
            slot.place.as_deref() == Some(place)
                && slot.when.day() == Some(day)
                && slot.divided.is_some() == divided
        };
        let all = || self.notice.schedule.slots.iter().filter(same);
        let previous = all().filter_map(rank).filter(|&rank| rank < mine).max();
        let next = all().filter_map(rank).filter(|&rank| rank > mine).min();
        for slot in all() {
            let its = rank(slot);
            if its.is_none() || std::ptr::eq(slot, self.slot) {
                continue;
            }
            if its == previous {
                around.before.push(slot);
            } else if its == Some(mine) {
                around.beside.push(slot);
            } else if its == next {
                around.after.push(slot);
            }
        }
        around
    }
}

/// What puts the slots of one place and day in order: the start, or the printed position where there
/// is no time.
fn rank(slot: &Slot) -> Option<u32> {
    match slot.when.clock().0 {
        Some(start) => Some(u32::from(start.minutes())),
        None => slot.order,
    }
}

/// What a slot is called in a list: its units, or what it is kept for.
pub fn label(slot: &Slot) -> String {
    if slot.units.is_empty() {
        return match slot.kind {
            SlotKind::Reserve => "机动",
            SlotKind::MakeUp => "补照",
            SlotKind::Capture => "未注明",
        }
        .to_owned();
    }
    let names: Vec<&str> = slot.units.iter().map(|unit| unit.name.as_str()).collect();
    names.join("、")
}
