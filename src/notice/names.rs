//! The names of a unit, and the words of a question, made comparable.

use crate::fold::{fold, key, plain};
use crate::range::{Asked, Part, Pattern};
use crate::slot::{Slot, SlotKind, UnitKind};

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
    pub college: Option<usize>,
    others: Vec<Other>,
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

/// A question's words in the forms in which they may name a unit.
pub(crate) struct Words<'a> {
    /// As typed, without spaces around.
    pub written: &'a str,
    /// In the normal form.
    pub whole: String,
    /// Without the school and the graduating cohort in front.
    pub bare: String,
    /// Whether they end with 班, so that a class number before it is whole.
    pub closed: bool,
    /// Without the class's cohort too; such words name only units that are written without one.
    ageless: Option<String>,
    asked: Asked,
    /// The college of the table that stands in front of a class, and the class.
    within: Option<(usize, String, Asked)>,
}

impl<'a> Words<'a> {
    /// Reads a question. `preambles` and `colleges` are what may stand in front, in normal form.
    pub fn new(written: &'a str, preambles: &[String], colleges: &[String]) -> Self {
        let closed = fold(written).ends_with('班');
        let whole = key(written);
        let mut bare = whole.clone();
        for _ in preambles {
            if let Some(rest) = preambles.iter().find_map(|name| behind(&bare, name)) {
                bare = rest;
            }
        }
        let within = (0..)
            .zip(colleges)
            .filter_map(|(at, name)| Some((at, name.len(), behind(&bare, name)?)))
            .max_by_key(|(_, len, _)| *len)
            .map(|(at, _, class)| {
                let asked = Asked::new(&class);
                (at, class, asked)
            });
        let (_, ageless) = split_cohort(&bare);
        Self {
            written: written.trim(),
            ageless: (ageless.len() < bare.len()).then(|| ageless.to_owned()),
            asked: Asked::new(&bare),
            whole,
            bare,
            closed,
            within,
        }
    }

    /// The part that names a college, where it is clear that one is meant: 计算机学院 of
    /// 计算机学院软工1班.
    pub fn college_part(&self) -> Option<&str> {
        let (_, words) = split_cohort(&self.bare);
        let part = match words.find('院') {
            Some(at) => words.get(..at + '院'.len_utf8())?,
            None => Some(words).filter(|words| is_college(words))?,
        };
        part.chars().nth(1).map(|_| part)
    }

    fn name(&self, key: &str) -> bool {
        self.whole == key || self.bare == key || self.ageless.as_deref() == Some(key)
    }
}

impl UnitNames {
    /// Reads the names of one unit of a slot.
    pub fn new(at: usize, slot: &Slot, unit: usize, college: Option<usize>) -> Option<Self> {
        let named = slot.units.get(unit)?;
        let mut others: Vec<Other> = Vec::new();
        let name = plain(&named.name);
        for alias in &named.aliases {
            // A part of a merged name is what the asked unit is called alone.
            let alias_name = plain(alias);
            let part = name.split(|&c| c == ',').any(|part| part == alias_name);
            let shown = part.then(|| alias.clone());
            others.push(Other { key: key(alias), shown, base: false });
        }
        if let Some((base, inner)) = split_brackets(&name) {
            others.push(Other { key: key(&base), shown: None, base: true });
            let inner =
                inner.into_iter().map(|inner| key(&inner)).filter(|inner| is_college(inner));
            others.extend(inner.map(|key| Other { key, shown: None, base: false }));
        }
        Some(Self {
            slot: at,
            unit,
            key: key(&named.name),
            name: named.name.clone(),
            pattern: Pattern::of(&name),
            kind: named.kind,
            spare: slot.kind != SlotKind::Capture,
            college,
            others,
        })
    }

    /// The name that several batches of one college share.
    pub fn base(&self) -> &str {
        self.others.iter().find(|other| other.base).map_or(&self.key, |other| &other.key)
    }

    /// Whether and how the words name this unit, and what to call it if not by its name.
    pub fn answers(&self, words: &Words) -> Option<(Rung, How, Option<String>)> {
        if self.name == words.written {
            return Some((Rung::Name, How::Exact, None));
        }
        let within = words.within.as_ref().filter(|(at, ..)| Some(*at) == self.college);
        let named = |key: &str| {
            words.name(key)
                || within.is_some_and(|(_, class, _)| class == key || split_cohort(class).1 == key)
        };
        if named(&self.key) {
            return Some((Rung::Name, How::Normalised, None));
        }
        if let Some(pattern) = &self.pattern {
            let covered = pattern.covers(&words.asked);
            let covered = covered.or_else(|| pattern.covers(&within?.2));
            if let Some((part, name)) = covered {
                let how = if part.spans().is_empty() { How::Alias } else { How::Range };
                return Some((Rung::Part, how, Some(name)));
            }
        }
        if let Some(other) = self.others.iter().find(|other| named(&other.key)) {
            // A college without its batch is the whole college: the rung below.
            if !(other.base && self.kind == UnitKind::College) {
                return Some((Rung::Part, How::Alias, other.shown.clone()));
            }
        }
        if self.spare {
            // 补照 asks for every make-up row, 各学院补照 for this one; a college only for its own.
            let behind = words.bare.strip_prefix(self.key.as_str());
            let asked = behind.unwrap_or(&words.bare);
            let make_up = asked.starts_with('补') && asked.chars().nth(4).is_none();
            return make_up.then_some((Rung::Part, How::Alias, None));
        }
        self.contains(&words.bare).map(|rung| (rung, How::College, None))
    }

    /// Whether the words name a part of this college or major.
    fn contains(&self, bare: &str) -> Option<Rung> {
        if !matches!(self.kind, UnitKind::College | UnitKind::Major) {
            return None;
        }
        let keys = std::iter::once(&self.key).chain(self.others.iter().map(|other| &other.key));
        let parts = self.pattern.iter().flat_map(Pattern::parts).map(Part::stem);
        keys.map(String::as_str)
            .chain(parts)
            .filter_map(|name| {
                let rest = named_in(bare, name, self.kind)?;
                // Of two batches the one that is named.
                let batch = rest.find('批').and_then(|end| rest.get(..end + '批'.len_utf8()));
                let batch = batch.filter(|batch| self.key.ends_with(batch)).map_or(0, str::len);
                Some(Rung::College(usize::MAX - name.len() - batch))
            })
            .min()
    }
}

/// What stands behind a college's or major's name in the words. The name has to start them or follow
/// a number or another institution's name: 继续教育学院 is not 教育学院.
fn named_in<'a>(bare: &'a str, name: &str, kind: UnitKind) -> Option<&'a str> {
    let at = bare.find(name).filter(|_| !name.is_empty())?;
    let (before, rest) = (bare.get(..at)?, bare.get(at + name.len()..)?);
    let starts = before.is_empty()
        || before.ends_with(|c: char| c.is_ascii())
        || before.ends_with("大学")
        || before.ends_with("校区");
    let ends = rest.is_empty()
        || rest.starts_with(|c: char| c.is_ascii_digit())
        || kind == UnitKind::College && (is_college(name) || rest.starts_with(['院', '系']))
        || kind == UnitKind::College && rest.starts_with("学院");
    (starts && ends).then_some(rest)
}

/// The words behind a name that starts them, the cohort kept in front.
fn behind(words: &str, name: &str) -> Option<String> {
    let (cohort, rest) = split_cohort(words);
    let rest = words.strip_prefix(name).or_else(|| {
        let rest = rest.strip_prefix(name)?;
        Some(rest)
    });
    let rest = rest.filter(|rest| !rest.is_empty())?;
    let cohort = if rest.starts_with(|c: char| c.is_ascii_digit()) || words.starts_with(name) {
        ""
    } else {
        cohort
    };
    Some([cohort, rest].concat())
}

/// The cohort in front of a folded name, and the rest.
fn split_cohort(words: &str) -> (&str, &str) {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    match words.len() - rest.len() {
        2 if rest.chars().nth(1).is_some() => words.split_at(2),
        _ => ("", words),
    }
}

/// Whether a name ends as those of colleges and departments do.
pub(crate) fn is_college(name: &str) -> bool {
    name.ends_with(['院', '系', '部', '所'])
}

/// Whether a college's name can be shortened so: 马院, 计算机学院.
pub(crate) fn abbreviates(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    short.len() < name.len()
        && short.chars().next() == name.chars().next()
        && short.chars().next_back() == name.chars().next_back()
        && short.chars().all(|c| rest.any(|other| other == c))
}

/// A name without its bracketed parts, and those parts; `None` if it has none.
fn split_brackets(name: &[char]) -> Option<(String, Vec<String>)> {
    let mut base = String::new();
    let mut inner: Vec<String> = Vec::new();
    let mut depth = 0u32;
    for &c in name {
        match c {
            '(' => {
                depth += 1;
                inner.push(String::new());
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => base.push(c),
            _ => inner.last_mut()?.push(c),
        }
    }
    (!inner.is_empty() && !base.is_empty()).then_some((base, inner))
}
