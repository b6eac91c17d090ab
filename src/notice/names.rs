//! The names of a unit made comparable, and whether they are what is asked for.

use crate::fold::{find, key, leading_digits, plain};
pub(crate) use crate::names::question::{Around, Behind, Words, tidy};
use crate::range::{Asked, Pattern};
use crate::slot::{Slot, SlotKind, UnitKind};

pub(crate) mod level;
mod question;

use level::{levels, only_levels, suits};
use question::{batch, bracketed};

/// One unit in one slot.
pub(crate) struct UnitNames {
    pub slot: usize,
    pub unit: usize,
    pub name: String,
    pub key: String,
    pub pattern: Option<Pattern>,
    pub kind: UnitKind,
    /// Whether the slot is no capture of its own: a college asked for is not sent to 各学院补照.
    pub spare: bool,
    pub row: Row,
    /// The levels that it names; of a class none.
    pub levels: u16,
    /// Which of several batches it is.
    batch: Option<u32>,
    others: Vec<Other>,
}

/// What the row of a unit says of it, by positions in the index's lists.
#[derive(Clone, Copy, Default)]
pub(crate) struct Row {
    pub college: Option<usize>,
    /// The first slot of its counselor.
    pub counselor: Option<usize>,
    pub campus: Option<usize>,
    /// The levels that its audience's words mention.
    pub levels: u16,
    /// Its batch, where the notice numbers its rows so.
    pub batch: Option<u32>,
}

/// Another name of a unit.
struct Other {
    key: String,
    /// What is shown when it is asked for, if not the unit's own name.
    shown: Option<String>,
    /// Whether it is the unit's own name without what stands in brackets.
    base: bool,
}

/// How a unit was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By its name as the notice writes it.
    Exact,
    /// By its name in another writing: full-width forms, spaces, numerals, 级, a missing 班.
    Normalised,
    /// As a class inside a range.
    Range,
    /// By another name, or as a part of a merged name.
    Alias,
    /// As part of a college or major.
    College,
    /// As one of those not named elsewhere.
    CatchAll,
}

/// Which rung of the ladder holds, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rung {
    Name,
    Part,
    /// Less is better: how little of the college's name the words hold.
    College(usize),
}

/// Whether there is more than one character.
pub(crate) fn several(words: &str) -> bool {
    words.chars().nth(1).is_some()
}

impl UnitNames {
    /// Reads the names of one unit of a slot.
    pub fn new(at: usize, slot: &Slot, unit: usize, row: Row) -> Option<Self> {
        let named = slot.units.get(unit)?;
        let name = plain(&named.name);
        let pattern = Pattern::of(&name);
        let mut others: Vec<Other> = Vec::new();
        // A part of a merged name is what the asked unit is called alone.
        for part in pattern.as_ref().map_or(&[][..], Pattern::parts) {
            if part.spans().is_empty() {
                let stem = part.stem().to_owned();
                others.push(Other { key: key(&stem), shown: Some(stem), base: false });
            }
        }
        for alias in &named.aliases {
            others.push(Other { key: key(alias), shown: None, base: false });
        }
        if name.contains(&'(') {
            let (outside, inside) = bracketed(&name);
            let colleges = inside.iter().map(|name| key(name)).filter(|key| is_college(key));
            others.extend(colleges.map(|key| Other { key, shown: None, base: false }));
            others.push(Other { key: key(&outside), shown: None, base: true });
        }
        let own = key(&named.name);
        let mut level = 0;
        if named.kind != UnitKind::Class {
            level = levels(&own);
            for other in &others {
                level |= levels(&other.key);
            }
        }
        Some(Self {
            slot: at,
            unit,
            batch: batch(&own).or(row.batch),
            key: own,
            name: named.name.clone(),
            pattern,
            kind: named.kind,
            spare: slot.kind != SlotKind::Capture,
            row,
            levels: level,
            others,
        })
    }

    /// The name that several batches of one college share.
    pub fn base(&self) -> &str {
        match self.others.last() {
            Some(other) if other.base => &other.key,
            _ => &self.key,
        }
    }

    /// Whether and how the words name this unit, and what to call it if not by its name.
    pub fn answers(&self, words: &Words) -> Option<(Rung, How, Option<String>)> {
        if self.name == words.written {
            return Some((Rung::Name, How::Exact, None));
        }
        // Another campus's class of that name is another class.
        if words.campus.is_some_and(|asked| self.row.campus.is_some_and(|own| own != asked)) {
            return None;
        }
        if words.name(&self.key, self.row.college) {
            return Some((Rung::Name, How::Normalised, None));
        }
        for other in &self.others {
            // A college without its batch is the whole college: the rung below.
            if words.name(&other.key, self.row.college)
                && !(other.base && self.kind == UnitKind::College)
            {
                return Some((Rung::Part, How::Alias, other.shown.clone()));
            }
        }
        if let Some(pattern) = &self.pattern {
            if words.pattern.as_ref().is_some_and(|asked| pattern.same(asked, words.stranger)) {
                return Some((Rung::Name, How::Normalised, None));
            }
            let covers = |asked: &Asked, stranger: bool| {
                let (part, name) = pattern.covers(asked)?;
                (!stranger || part.cohort()).then_some(name)
            };
            let covered = covers(&words.asked, words.stranger).or_else(|| match &words.within {
                Some(within) if Some(within.college) == self.row.college => {
                    covers(&within.asked, within.stranger)
                }
                _ => None,
            });
            if let Some(name) = covered {
                return Some((Rung::Part, How::Range, Some(name)));
            }
        }
        if self.spare {
            // 补照 asks for every make-up row, 各学院补照 for this one; a college only for its own.
            let behind = words.bare.strip_prefix(self.key.as_str());
            let asked = behind.unwrap_or(&words.bare);
            let make_up = asked.starts_with('补') && asked.chars().nth(4).is_none();
            return if make_up { Some((Rung::Part, How::Alias, None)) } else { None };
        }
        let mut most = self.named_in(words, &self.key);
        for other in &self.others {
            most = most.max(self.named_in(words, &other.key));
        }
        if most == 0 { None } else { Some((Rung::College(usize::MAX - most), How::College, None)) }
    }

    /// How much of the words names this college or major, if they name a part of it. Only cohorts
    /// and levels may stand before the name: 继续教育学院 is not 教育学院, and 湘潭大学商学院 is
    /// another school's.
    fn named_in(&self, words: &Words, name: &str) -> usize {
        let college = self.kind == UnitKind::College;
        if !college && self.kind != UnitKind::Major {
            return 0;
        }
        let Some(at) = find(&words.bare, name) else { return 0 };
        let (before, rest) = words.bare.split_at(at);
        let rest = rest.get(name.len()..).unwrap_or_default();
        let ends = rest.as_bytes().first().is_none_or(u8::is_ascii_digit)
            || college && (is_college(name) || rest.starts_with("学院") || rest.starts_with('系'));
        let rest = if is_college(name) { rest } else { rest.trim_start_matches("学院") };
        let named = ends && only_levels(before) && self.suits(words, before, rest);
        if named { name.len() } else { 0 }
    }

    /// Whether what stands around the college's name leaves it this slot's.
    pub fn suits(&self, words: &Words, before: &str, rest: &str) -> bool {
        let Some(behind) = Behind::new(rest).filter(|_| !words.stranger) else {
            return false;
        };
        suits(levels(before) | behind.levels, self.levels, self.row.levels)
            && behind.batch.is_none_or(|asked| self.batch == Some(asked))
    }
}

/// The words behind a name that starts them, the cohort kept in front.
pub(crate) fn behind(words: &str, name: &str) -> Option<String> {
    let (mut cohort, after) = split_cohort(words);
    let rest = match words.strip_prefix(name) {
        Some(rest) => {
            cohort = "";
            rest
        }
        None => after.strip_prefix(name)?,
    };
    if rest.is_empty() {
        return None;
    }
    // A cohort of the class's own comes first.
    Some(if leading_digits(rest) > 0 { rest.to_owned() } else { [cohort, rest].concat() })
}

/// The cohort in front of a folded name, and the rest.
pub(crate) fn split_cohort(words: &str) -> (&str, &str) {
    match words.split_at_checked(2) {
        Some((cohort, rest)) if leading_digits(words) == 2 && several(rest) => (cohort, rest),
        _ => ("", words),
    }
}

/// Whether a name ends as those of colleges and departments do.
pub(crate) fn is_college(name: &str) -> bool {
    matches!(name.chars().next_back(), Some('院' | '系' | '部' | '所'))
}

/// Whether a college's name can be shortened so: 马院, 计算机学院.
pub(crate) fn abbreviates(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    let mut first = true;
    for c in short.chars() {
        if rest.next() != Some(c) && (first || !rest.any(|other| other == c)) {
            return false;
        }
        first = false;
    }
    short.len() < name.len() && short.chars().next_back() == name.chars().next_back()
}
