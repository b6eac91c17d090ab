//! From what somebody asks for to the slots that are theirs.
//!
//! A ladder, and the first rung that holds decides: the name as written or in its normal form; an
//! alias, a part of a merged name or a class inside a range; the college or major that the words
//! start with; a college's short name, if only one can be meant; everybody else (其他学院). What
//! finds nothing gets the nearest names instead: a wrong time is worse than none.

use crate::entries::{Entries, Query};
use crate::fold::key;
pub use crate::names::How;
use crate::names::{Rung, UnitNames, Words, abbreviates, is_college};
use crate::notice::Notice;
pub use crate::search::{Hit, HitKind};
use crate::search::{Mode, alike};
use crate::slot::{Half, Slot, UnitKind, When};
use crate::time::{Clock, Day, Days};

/// A slot of the asked unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The slot's position in the schedule.
    pub slot: usize,
    /// The unit's position in the slot.
    pub unit: usize,
    /// What the asked unit is called alone: 体育教育8班 inside 体育教育6—11班.
    pub name: String,
    /// How it was found.
    pub how: How,
}

/// A unit that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The position of its first slot in the schedule.
    pub slot: usize,
    /// The unit's position in the slot.
    pub unit: usize,
    /// Its name; asking for it finds it.
    pub name: String,
}

/// The answer to a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The slots of the asked unit in the order of time.
    pub matches: Vec<Match>,
    /// Without a match, what may have been meant, best first.
    pub nearest: Vec<Suggestion>,
    /// The position in the notice's `excluded` of whoever the words name, if the notice is not for
    /// them.
    pub excluded: Option<usize>,
}

/// How many units are suggested.
const NEAREST: usize = 8;

/// The names of a notice, made ready for look-up once.
pub struct Index {
    pub(crate) units: Vec<UnitNames>,
    pub(crate) entries: Entries,
    /// The colleges of a table of classes, in normal form.
    colleges: Vec<String>,
    excluded: Vec<(usize, String)>,
    /// What may stand before a class and says nothing: the school, the graduating cohort.
    preambles: Vec<String>,
    times: Vec<Time>,
}

/// When a slot is, for sorting: unknown days last.
pub(crate) type Time = (bool, Option<Day>, u16);

impl Index {
    /// Reads the names of a notice.
    pub fn new(notice: &Notice) -> Self {
        let mut index = Self {
            units: Vec::new(),
            entries: Entries::new(&notice.initials),
            colleges: Vec::new(),
            excluded: Vec::new(),
            preambles: preambles(notice),
            times: notice.schedule.slots.iter().map(time).collect(),
        };
        let mut colleges: Vec<&str> = Vec::new();
        let mut counselors: Vec<&str> = Vec::new();
        for (at, slot) in notice.schedule.slots.iter().enumerate() {
            let college = slot.college.as_deref().map(|name| {
                // Rows of one college stand together more often than not.
                colleges.iter().rposition(|known| *known == name).unwrap_or_else(|| {
                    // A college that is a unit itself is one hit, not two.
                    if slot.units.iter().all(|unit| unit.kind != UnitKind::College) {
                        index.entries.add_name(HitKind::College, at, name, name);
                    }
                    index.colleges.push(key(name));
                    colleges.push(name);
                    colleges.len() - 1
                })
            });
            for (unit, named) in slot.units.iter().enumerate() {
                let Some(names) = UnitNames::new(at, slot, unit, college) else {
                    continue;
                };
                index.entries.add_unit(index.units.len(), &names, &named.aliases);
                index.units.push(names);
            }
            if let Some(name) = slot.counselor.as_deref()
                && let Err(place) = counselors.binary_search(&name)
            {
                counselors.insert(place, name);
                index.entries.add_name(HitKind::Counselor, at, name, name);
            }
        }
        for (at, excluded) in notice.excluded.iter().enumerate() {
            for name in std::iter::once(&excluded.who).chain(&excluded.aliases) {
                index.entries.add_name(HitKind::Excluded, at, name, &excluded.who);
                index.excluded.extend(who(name).map(|who| (at, who)));
            }
        }
        index
    }

    /// The slots of the unit that is asked for; without a match, the nearest units.
    pub fn find(&self, asked: &str) -> Found {
        let words = Words::new(asked, &self.preambles, &self.colleges);
        let mut found = Found::default();
        if words.whole.is_empty() {
            return found;
        }
        let mut best: Option<Rung> = None;
        for names in &self.units {
            let Some((rung, how, name)) = names.answers(&words) else {
                continue;
            };
            if best.is_none_or(|best| rung < best) {
                best = Some(rung);
                found.matches.clear();
            }
            if best == Some(rung) {
                self.push(&mut found.matches, names, how, name);
            }
        }
        let asked = words.bare.as_str();
        let named = self.excluded.iter().find(|(_, who)| {
            let begun = asked.chars().nth(1).is_some() && who.starts_with(asked);
            asked.contains(who) || found.matches.is_empty() && begun
        });
        found.excluded = named.map(|(at, _)| *at);
        if found.matches.is_empty() && found.excluded.is_none() {
            found.matches = self.by_short_name(&words);
            if found.matches.is_empty() {
                found.matches = self.by_catch_all(&words);
            }
        }
        if found.matches.is_empty() {
            found.nearest = self.nearest(&words);
        }
        found
    }

    /// Adds a match in the order of time, once for each slot.
    fn push(&self, matches: &mut Vec<Match>, names: &UnitNames, how: How, name: Option<String>) {
        if matches.iter().any(|known| known.slot == names.slot) {
            return;
        }
        let name = name.unwrap_or_else(|| names.name.clone());
        let time = self.times.get(names.slot);
        let place = matches.partition_point(|known| self.times.get(known.slot) <= time);
        matches.insert(place, Match { slot: names.slot, unit: names.unit, name, how });
    }

    /// A college by its short name (马院, 计算机学院软工1班), if only one can be meant.
    fn by_short_name(&self, words: &Words) -> Vec<Match> {
        let mut matches = Vec::new();
        let Some(short) = words.college_part() else {
            return matches;
        };
        let mut meant: Option<&str> = None;
        for names in self.units.iter().filter(|names| names.kind == UnitKind::College) {
            let base = names.base();
            if names.spare || !abbreviates(short, base) {
                continue;
            }
            if meant.is_some_and(|meant| meant != base) {
                return Vec::new();
            }
            meant = Some(base);
            self.push(&mut matches, names, How::College, None);
        }
        matches
    }

    /// 其他学院, for a college that is clearly not in the table.
    fn by_catch_all(&self, words: &Words) -> Vec<Match> {
        let mut matches = Vec::new();
        let Some(college) = words.college_part() else {
            return matches;
        };
        // A listed college misspelt or shortened is not another college.
        let listed = self.units.iter().filter(|names| names.kind == UnitKind::College);
        if listed.into_iter().any(|names| !names.spare && alike(college, names.base())) {
            return matches;
        }
        for names in self.catch_alls() {
            self.push(&mut matches, names, How::CatchAll, None);
        }
        matches
    }

    /// The units that take whatever college is not listed.
    fn catch_alls(&self) -> impl Iterator<Item = &UnitNames> {
        let kind = |names: &&UnitNames| names.kind == UnitKind::CatchAll && !names.spare;
        self.units.iter().filter(kind).filter(|names| is_college(&names.key))
    }

    fn nearest(&self, words: &Words) -> Vec<Suggestion> {
        let mut nearest = Vec::new();
        // A college of a table of classes is no unit: its classes are what is near.
        if let Some(college) = self.college(words) {
            let classes = self.units.iter().filter(|names| names.college == Some(college));
            suggest(classes, &mut nearest);
        }
        let mut query = Query::new(&words.bare);
        query.open &= !words.closed;
        for mode in [Mode::Strict, Mode::Loose] {
            if nearest.is_empty() {
                let hits = self.ranked(&query, mode, NEAREST, Some(HitKind::Unit));
                let hits = hits.into_iter().map(|hit| Suggestion {
                    slot: hit.slot,
                    unit: hit.unit,
                    name: hit.name,
                });
                nearest.extend(hits);
            }
        }
        if words.college_part().is_some() {
            suggest(self.catch_alls(), &mut nearest);
        }
        if nearest.is_empty() {
            // Everybody belongs to one of the audiences.
            let audiences = self.units.iter().filter(|names| names.kind == UnitKind::Audience);
            suggest(audiences, &mut nearest);
        }
        nearest
    }

    /// The college of the table that the words name, and nothing more.
    fn college(&self, words: &Words) -> Option<usize> {
        self.colleges.iter().position(|college| *college == words.bare).or_else(|| {
            let short = words.college_part().filter(|short| *short == words.bare)?;
            let mut meant = (0..).zip(&self.colleges).filter(|(_, name)| abbreviates(short, name));
            let (at, _) = meant.next()?;
            meant.next().is_none().then_some(at)
        })
    }
}

fn suggest<'a>(units: impl Iterator<Item = &'a UnitNames>, nearest: &mut Vec<Suggestion>) {
    for names in units {
        if nearest.len() < NEAREST && nearest.iter().all(|known| known.name != names.name) {
            nearest.push(Suggestion {
                slot: names.slot,
                unit: names.unit,
                name: names.name.clone(),
            });
        }
    }
}

/// What may stand before a class and says nothing, in normal form.
fn preambles(notice: &Notice) -> Vec<String> {
    let school = &notice.school;
    let names = [&school.name, &notice.cohort].into_iter().chain(&school.aliases);
    names.map(|name| key(name)).filter(|key| key.chars().nth(1).is_some()).collect()
}

/// Whom an excluded group's name names, in normal form: 珠海校区 of 珠海校区的学生.
fn who(name: &str) -> Option<String> {
    let key = key(name);
    let who = key.strip_suffix("学生").unwrap_or(&key).trim_end_matches('的');
    who.chars().nth(1).map(|_| who.to_owned())
}

/// When a slot is, as far as the order of slots goes.
pub(crate) fn time(slot: &Slot) -> Time {
    let day = slot.when.days().map(Days::first);
    let minutes = match &slot.when {
        When::HalfDay { half: Half::Morning, .. } => 0,
        When::HalfDay { half: Half::Afternoon, .. } => 12 * 60,
        When::HalfDay { half: Half::Evening, .. } => 18 * 60,
        // About a period an hour, from eight on.
        When::Period { first, .. } => 7 * 60 + 60 * u16::from(*first),
        When::Order { span: Some(span), .. } => span.start().minutes(),
        when => when.clock().0.map_or(0, Clock::minutes),
    };
    (day.is_none(), day, minutes)
}

#[cfg(test)]
mod tests;
