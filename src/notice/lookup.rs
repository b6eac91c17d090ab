//! From what somebody asks for to the slots that are theirs.
//!
//! A ladder, and the first rung that holds decides: the name as written or in its normal form; an
//! alias, a part of a merged name or a class inside a range; the college or major that the words
//! start with; a college's short name, if only one can be meant; everybody else (其他学院). What
//! finds nothing gets the nearest names instead: a wrong time is worse than none.

use crate::entries::Entries;
use crate::fold::{find, key};
pub use crate::names::How;
use crate::names::level::{levels, only_levels};
use crate::names::{Around, Row, Rung, UnitNames, Words, abbreviates, is_college, several};
use crate::notice::Notice;
use crate::search::alike;
pub use crate::search::{Hit, HitKind};
use crate::slot::{Half, Slot, UnitKind, When};
use crate::time::{Clock, Day, Days};

mod nearest;

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

/// The names of a notice, made ready for look-up once.
pub struct Index {
    pub(crate) units: Vec<UnitNames>,
    pub(crate) entries: Entries,
    around: Around,
    excluded: Vec<(usize, String)>,
    times: Vec<Time>,
}

/// When a slot is, for sorting: unknown days last.
pub type Time = (bool, Option<Day>, u16);

impl Index {
    /// Reads the names of a notice.
    pub fn new(notice: &Notice) -> Self {
        let mut index = Self {
            units: Vec::new(),
            entries: Entries::new(&notice.initials),
            around: Around::new(notice),
            excluded: Vec::new(),
            times: notice.schedule.slots.iter().map(time).collect(),
        };
        let mut colleges: Vec<&str> = Vec::new();
        let mut counselors: Vec<(&str, usize)> = Vec::new();
        let audiences = Audiences::new(notice);
        for (at, slot) in notice.schedule.slots.iter().enumerate() {
            let college = slot.college.as_deref().map(|name| {
                // Rows of one college stand together more often than not.
                colleges.iter().rposition(|known| *known == name).unwrap_or_else(|| {
                    // A college that is a unit itself is one hit, not two.
                    if slot.units.iter().all(|unit| unit.kind != UnitKind::College) {
                        index.entries.add_name(HitKind::College, at, name, name);
                    }
                    index.around.colleges.push(key(name));
                    colleges.push(name);
                    colleges.len() - 1
                })
            });
            let counselor = slot.counselor.as_deref().map(|name| {
                match counselors.binary_search_by_key(&name, |(known, _)| known) {
                    Ok(place) => counselors.get(place).map_or(at, |(_, first)| *first),
                    Err(place) => {
                        counselors.insert(place, (name, at));
                        index.entries.add_name(HitKind::Counselor, at, name, name);
                        at
                    }
                }
            });
            let place = slot.place.as_deref().and_then(|id| notice.place(id));
            let row = Row {
                college,
                counselor,
                campus: place.and_then(|it| index.around.campus(it.campus.as_deref()?)),
                levels: audiences.levels(slot),
                batch: slot.order.filter(|_| audiences.batches),
            };
            for (unit, named) in slot.units.iter().enumerate() {
                let Some(names) = UnitNames::new(at, slot, unit, row) else {
                    continue;
                };
                index.entries.add_unit(index.units.len(), &names, &named.aliases);
                index.units.push(names);
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
        let words = Words::new(asked, &self.around);
        let mut found = Found::default();
        if words.whole.is_empty() {
            return found;
        }
        let (rung, matches) = self.named(&words);
        let bare = words.bare.as_str();
        let named = self.excluded.iter().find(|(_, who)| {
            let begun = several(bare) && who.starts_with(bare);
            find(&words.whole, who).is_some() || rung.is_none() && begun
        });
        found.excluded = named.map(|(at, _)| *at);
        // A college's slot is not for those of it who are told to stay away.
        let own = rung.is_some_and(|rung| rung < Rung::College(0));
        let theirs = found.excluded.is_none() || own;
        found.matches = match rung {
            Some(_) if theirs => matches,
            None if theirs => self.meant(&words),
            _ => Vec::new(),
        };
        // They have to find nothing that they might take for theirs.
        if found.matches.is_empty() && found.excluded.is_none() {
            found.nearest = self.nearest(&words);
        }
        found
    }

    /// The slots of the units that the words name, by the first rung that holds.
    fn named(&self, words: &Words) -> (Option<Rung>, Vec<Match>) {
        let mut best: Option<Rung> = None;
        let mut matches = Vec::new();
        for names in &self.units {
            let Some((rung, how, name)) = names.answers(words) else {
                continue;
            };
            if best.is_none_or(|best| rung < best) {
                best = Some(rung);
                matches.clear();
            }
            if best == Some(rung) {
                self.push(&mut matches, names, how, name);
            }
        }
        (best, matches)
    }

    /// The slots that can only be meant by words that name no unit.
    fn meant(&self, words: &Words) -> Vec<Match> {
        let mut matches = self.by_short_name(words);
        if matches.is_empty() {
            matches = self.by_make_up(words);
        }
        if matches.is_empty() {
            matches = self.by_catch_all(words);
        }
        matches
    }

    /// All that the words lead to without a guess.
    fn all(&self, asked: &str) -> Vec<Match> {
        let words = Words::new(asked, &self.around);
        match self.named(&words) {
            (None, _) => self.by_short_name(&words),
            (_, matches) => matches,
        }
    }

    /// The make-up row for a unit of the table (管理学院补照): its own, or that for all.
    fn by_make_up(&self, words: &Words) -> Vec<Match> {
        let mut matches = Vec::new();
        let Some(who) = words.straggler() else { return matches };
        if self.all(who).is_empty() {
            return matches;
        }
        let who = Words::new(who, &self.around);
        let spare = || self.units.iter().filter(|names| names.spare);
        for names in spare().filter(|names| who.name(&names.key, names.row.college)) {
            self.push(&mut matches, names, How::Alias, None);
        }
        if matches.is_empty() {
            for names in spare().filter(|names| names.kind == UnitKind::CatchAll) {
                self.push(&mut matches, names, How::CatchAll, None);
            }
        }
        matches
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
        let Some((part, rest)) = words.college_part() else {
            return matches;
        };
        let colleges = || self.units.iter().filter(|it| it.kind == UnitKind::College && !it.spare);
        let mut meant: Option<&str> = None;
        for names in colleges() {
            let base = names.base();
            if shortened(part, base).is_none() {
                continue;
            }
            if meant.is_some_and(|meant| meant != base) {
                return Vec::new();
            }
            meant = Some(base);
        }
        for names in colleges().filter(|names| Some(names.base()) == meant) {
            let before = shortened(part, names.base()).unwrap_or_default();
            if names.suits(words, before, rest) {
                self.push(&mut matches, names, How::College, None);
            }
        }
        matches
    }

    /// 其他学院, for a college that is clearly not in the table.
    fn by_catch_all(&self, words: &Words) -> Vec<Match> {
        let mut matches = Vec::new();
        let Some((college, rest)) = words.college_part() else {
            return matches;
        };
        // Another school's or campus's.
        let foreign = ["大学", "校区"].iter().any(|name| find(college, name).is_some());
        if foreign {
            return matches;
        }
        // A listed college misspelt or shortened is not another college.
        let listed = self.units.iter().filter(|names| names.kind == UnitKind::College);
        if listed.into_iter().any(|names| !names.spare && alike(college, names.base())) {
            return matches;
        }
        for names in self.catch_alls().filter(|names| names.suits(words, "", rest)) {
            self.push(&mut matches, names, How::CatchAll, None);
        }
        matches
    }

    /// The units that take whatever college is not listed.
    fn catch_alls(&self) -> impl Iterator<Item = &UnitNames> {
        let kind = |names: &&UnitNames| names.kind == UnitKind::CatchAll && !names.spare;
        self.units.iter().filter(kind).filter(|names| is_college(&names.key))
    }
}

/// Whether a part of the words is a college's short name, and what levels stand before it.
fn shortened<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    let first = name.chars().next()?;
    let (before, short) = part.split_at(part.char_indices().find(|(_, c)| *c == first)?.0);
    (only_levels(before) && abbreviates(short, name)).then_some(before)
}

/// What the audiences' words say of a slot.
struct Audiences<'a> {
    levels: Vec<(&'a str, u16)>,
    /// Whether the notice's positions are batches (批次).
    batches: bool,
}

impl<'a> Audiences<'a> {
    fn new(notice: &'a Notice) -> Self {
        let said = |it: &'a crate::notice::Audience| {
            (it.id.as_str(), levels(&key(&it.name)) | levels(&key(&it.says)))
        };
        let order = notice.schedule.order_name.as_deref();
        Self {
            levels: notice.audiences.iter().map(said).collect(),
            batches: order.is_some_and(|name| name.starts_with('批')),
        }
    }

    /// The levels that the slot's audience mentions, or all audiences.
    fn levels(&self, slot: &Slot) -> u16 {
        let own = |id: &str| slot.audience.as_deref().is_none_or(|asked| asked == id);
        self.levels.iter().filter(|(id, _)| own(id)).fold(0, |all, (_, level)| all | level)
    }
}

/// Whom an excluded group's name names, in normal form: 珠海校区 of 珠海校区的学生.
fn who(name: &str) -> Option<String> {
    let key = key(name);
    let who = key.strip_suffix("学生").unwrap_or(&key).trim_end_matches('的');
    who.chars().nth(1).map(|_| who.to_owned())
}

/// When a slot is, as far as the order of slots goes.
pub fn time(slot: &Slot) -> Time {
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
