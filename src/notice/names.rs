//! The names of a unit, and the words of a question, made comparable.

use crate::fold::{find, fold, key, leading_digits, plain};
use crate::range::{Asked, Pattern, push_all};
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
    ageless: String,
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
            for name in preambles {
                if let Some(rest) = behind(&bare, name) {
                    bare = rest;
                }
            }
        }
        let mut within = None;
        let mut longest = 0;
        for (at, name) in colleges.iter().enumerate() {
            if name.len() > longest
                && let Some(class) = behind(&bare, name)
            {
                longest = name.len();
                let asked = Asked::new(&class);
                within = Some((at, class, asked));
            }
        }
        let (_, ageless) = split_cohort(&bare);
        Self {
            written: written.trim(),
            ageless: ageless.to_owned(),
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
        let end = match find(words, "院") {
            Some(at) => at + '院'.len_utf8(),
            None if is_college(words) => words.len(),
            None => return None,
        };
        words.get(..end).filter(|part| several(part))
    }

    /// Whether they name a unit of that college by this name.
    fn name(&self, key: &str, college: Option<usize>) -> bool {
        if self.whole == key || self.bare == key || self.ageless == key {
            return true;
        }
        match &self.within {
            Some((at, class, _)) if Some(*at) == college => {
                class == key || split_cohort(class).1 == key
            }
            _ => false,
        }
    }
}

/// Whether there is more than one character.
pub(crate) fn several(words: &str) -> bool {
    words.chars().nth(1).is_some()
}

impl UnitNames {
    /// Reads the names of one unit of a slot.
    pub fn new(at: usize, slot: &Slot, unit: usize, college: Option<usize>) -> Option<Self> {
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
            let mut outside = String::new();
            for (at, bracketed) in name.split(|c| matches!(c, '(' | ')')).enumerate() {
                // Every other piece stands inside brackets; nobody nests them.
                if at % 2 == 0 {
                    push_all(&mut outside, bracketed);
                    continue;
                }
                let mut inside = String::new();
                push_all(&mut inside, bracketed);
                let key = key(&inside);
                if is_college(&key) {
                    others.push(Other { key, shown: None, base: false });
                }
            }
            others.push(Other { key: key(&outside), shown: None, base: true });
        }
        Some(Self {
            slot: at,
            unit,
            key: key(&named.name),
            name: named.name.clone(),
            pattern,
            kind: named.kind,
            spare: slot.kind != SlotKind::Capture,
            college,
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
        if words.name(&self.key, self.college) {
            return Some((Rung::Name, How::Normalised, None));
        }
        for other in &self.others {
            // A college without its batch is the whole college: the rung below.
            if words.name(&other.key, self.college)
                && !(other.base && self.kind == UnitKind::College)
            {
                return Some((Rung::Part, How::Alias, other.shown.clone()));
            }
        }
        if let Some(pattern) = &self.pattern {
            let covered = pattern.covers(&words.asked).or_else(|| match &words.within {
                Some((at, _, asked)) if Some(*at) == self.college => pattern.covers(asked),
                _ => None,
            });
            if let Some((_, name)) = covered {
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
        let mut most = self.named_in(&words.bare, &self.key);
        for other in &self.others {
            most = most.max(self.named_in(&words.bare, &other.key));
        }
        if most == 0 { None } else { Some((Rung::College(usize::MAX - most), How::College, None)) }
    }

    /// How much of the words names this college or major, if they name a part of it. The name has to
    /// start them or follow a number or another institution's name: 继续教育学院 is not 教育学院.
    fn named_in(&self, bare: &str, name: &str) -> usize {
        let college = self.kind == UnitKind::College;
        if !college && self.kind != UnitKind::Major {
            return 0;
        }
        let Some(at) = find(bare, name) else { return 0 };
        let (before, rest) = bare.split_at(at);
        let rest = rest.get(name.len()..).unwrap_or_default();
        let starts = before.as_bytes().last().is_none_or(u8::is_ascii)
            || before.ends_with("大学")
            || before.ends_with("校区");
        let ends = rest.as_bytes().first().is_none_or(u8::is_ascii_digit)
            || college && (is_college(name) || rest.starts_with("学院") || rest.starts_with('系'));
        if !starts || !ends {
            return 0;
        }
        // Of two batches the one that is named.
        let batch = find(rest, "批").and_then(|end| rest.get(..end + '批'.len_utf8()));
        name.len() + batch.filter(|batch| self.key.ends_with(batch)).map_or(0, str::len)
    }
}

/// The words behind a name that starts them, the cohort kept in front.
fn behind(words: &str, name: &str) -> Option<String> {
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
fn split_cohort(words: &str) -> (&str, &str) {
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
