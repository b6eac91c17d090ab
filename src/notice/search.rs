//! Search as you type: units, colleges, counselors and who is excluded, best first.
//!
//! Names are taken apart once into cohort, words and class numbers. What is typed is compared with
//! each, words against words and numbers against numbers, so that 软工1 finds 23软工1班 before
//! 23软工10班, rg1 finds it by its pinyin initials and 23软件工程1 by the major's full name.

use crate::entries::{Entry, Glyph, Query};
use crate::fold::fold;
use crate::lookup::Index;
use crate::names::{abbreviates, tidy};
use crate::range::Pattern;

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitKind {
    /// A unit of the schedule.
    Unit,
    /// A college of the table.
    College,
    /// A counselor.
    Counselor,
    /// Somebody whom the notice is not for.
    Excluded,
}

/// Something that was found while typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The position of its first slot in the schedule; of an excluded group, its position in
    /// `excluded`.
    pub slot: usize,
    /// A unit's position in the slot; else 0.
    pub unit: usize,
    /// Its name. Asking for a unit by it finds the unit; inside a range it is the class's own.
    pub name: String,
}

/// How closely the words have to agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In full, in part, by initials, or shortened.
    Strict,
    /// One wrong character, another number, or many of the same characters.
    Loose,
}

/// No more hits are kept.
const MOST_HITS: usize = 200;

/// A hit before it gets its name: score, place among the entries, class number inside a range.
type Ranked = (i32, usize, Option<u16>);

impl Index {
    /// What may be meant by the words typed so far, at most `most` hits, best first.
    pub fn search(&self, typed: &str, most: usize) -> Vec<Hit> {
        let query = Query::new(&fold(tidy(typed)));
        let hits = self.ranked(&query, Mode::Strict, most, None);
        if hits.is_empty() { self.ranked(&query, Mode::Loose, most, None) } else { hits }
    }

    /// The best entries of one kind or of all.
    pub(crate) fn ranked(
        &self,
        query: &Query,
        mode: Mode,
        most: usize,
        only: Option<HitKind>,
    ) -> Vec<Hit> {
        let most = most.min(MOST_HITS);
        let mut best: Vec<Ranked> = Vec::with_capacity(most + 1);
        if query.is_empty() {
            return Vec::new();
        }
        for (place, entry) in self.entries.list().iter().enumerate() {
            if only.is_some_and(|only| only != entry.kind) {
                continue;
            }
            let Some((score, number)) = self.score(query, entry, mode) else {
                continue;
            };
            let full = best.len() >= most;
            if full && best.last().is_none_or(|(last, ..)| *last >= score) {
                continue;
            }
            // The same name in several slots, or found by several of its names, is one hit.
            let same = best.iter().position(|(_, known, _)| self.same(*known, entry));
            match same.and_then(|known| Some((known, best.get(known)?.0))) {
                Some((_, known)) if known >= score => continue,
                Some((known, _)) => drop(best.remove(known)),
                None => {}
            }
            let rank = best.partition_point(|(known, ..)| *known >= score);
            best.insert(rank, (score, place, number));
            best.truncate(most);
        }
        best.into_iter().filter_map(|ranked| self.hit(ranked)).collect()
    }

    fn same(&self, known: usize, entry: &Entry) -> bool {
        self.entries.list().get(known).is_some_and(|known| {
            known.kind == entry.kind
                && known.part == entry.part
                && self.shown(known) == self.shown(entry)
        })
    }

    fn shown(&self, entry: &Entry) -> &str {
        let unit = || self.units.get(entry.at).map_or("", |unit| unit.name.as_str());
        self.entries.name(entry).unwrap_or_else(unit)
    }

    fn hit(&self, (_, place, number): Ranked) -> Option<Hit> {
        let entry = self.entries.list().get(place)?;
        let mut name = self.shown(entry).to_owned();
        let (mut slot, mut unit) = (entry.at, 0);
        if entry.kind == HitKind::Unit {
            let names = self.units.get(entry.at)?;
            (slot, unit) = (names.slot, names.unit);
            let parts = names.pattern.as_ref().map(Pattern::parts);
            if let Some(part) = entry.part.and_then(|part| parts?.get(part)) {
                match number {
                    Some(number) => name = part.alone(number),
                    None if part.spans().is_empty() => part.stem().clone_into(&mut name),
                    None => {}
                }
            }
        }
        Some(Hit { kind: entry.kind, slot, unit, name })
    }

    /// How well an entry answers, more being better; and the class number inside its range.
    fn score(&self, query: &Query, entry: &Entry, mode: Mode) -> Option<(i32, Option<u16>)> {
        let words = self.entries.words(entry);
        let mut score = match words_agree(&query.words, words) {
            0 if mode == Mode::Loose => words_resemble(query, words, entry.kind),
            score => score,
        };
        if score == 0 {
            return None;
        }
        let loose = mode == Mode::Loose && !query.words.is_empty();
        match (query.cohort, entry.cohort) {
            (Some(asked), Some(cohort)) if asked == cohort => score += 30,
            (Some(_), None) => score -= 10,
            (Some(_), Some(_)) if loose => score -= 90,
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let numbers = self.entries.numbers(entry);
        let mut covered = None;
        let mut from = 0;
        for (at, &number) in query.numbers.iter().enumerate() {
            let rest = numbers.get(from..).unwrap_or_default();
            let last = at + 1 == query.numbers.len();
            if let Some(found) = rest.iter().position(|(lo, hi)| (*lo..=*hi).contains(&number)) {
                from += found + 1;
                covered = Some(number);
                score += if rest.get(found).is_some_and(|(lo, hi)| lo == hi) { 60 } else { 55 };
            } else if entry.cohort == Some(number) {
                score += 15;
            } else if in_one(number, entry.cohort, numbers) {
                score += 50;
            } else if last && query.open && rest.iter().any(|span| starts(number, *span)) {
                score += 20;
            } else if loose && entry.kind == HitKind::Unit {
                let near =
                    numbers.iter().map(|(lo, hi)| number.abs_diff(*lo).min(number.abs_diff(*hi)));
                score -= 20 + i32::from(near.min().unwrap_or(50).min(50));
            } else {
                return None;
            }
        }
        // A list of numbers names no single class.
        let covered = covered.filter(|_| query.numbers.len() == 1 && entry.part.is_some());
        Some((score, covered))
    }
}

/// 2301 is class 1 of cohort 23.
fn in_one(number: u16, cohort: Option<u16>, numbers: &[(u16, u16)]) -> bool {
    let class = number % 100;
    number >= 1000
        && cohort == Some(number / 100)
        && numbers.iter().any(|(lo, hi)| (*lo..=*hi).contains(&class))
}

/// Whether a single class number goes on from the digits typed so far.
fn starts(typed: u16, (lo, hi): (u16, u16)) -> bool {
    lo == hi && typed > 0 && [lo / 10, lo / 100, lo / 1000].contains(&typed)
}

/// How well typed words agree with those of a name; 0 for not at all.
fn words_agree(typed: &[Glyph], name: &[Glyph]) -> i32 {
    if typed.is_empty() {
        return 100;
    }
    let longer = length(name) - length(typed);
    if longer < 0 {
        return shortened(typed, name);
    }
    let mut best = 0;
    for (at, run) in name.windows(typed.len()).enumerate() {
        let Some(initials) = run_agrees(typed, run) else {
            continue;
        };
        let place = match at {
            0 if longer == 0 => 1000,
            0 => 900 - longer.min(40),
            _ => 800 - longer.min(40),
        };
        best = best.max(if initials { place - 150 } else { place });
    }
    if best > 0 { best } else { scattered(typed, name) - longer.min(40) }.max(0)
}

/// Whether each typed character is the one that stands there, or an initial of it; and whether any
/// was an initial.
fn run_agrees(typed: &[Glyph], run: &[Glyph]) -> Option<bool> {
    let mut initials = false;
    for (typed, glyph) in typed.iter().zip(run) {
        if typed.c != glyph.c {
            if typed.initials & glyph.initials == 0 {
                return None;
            }
            initials = true;
        }
    }
    Some(initials)
}

/// Typed characters that stand in the name in their order, with others between: 数统学院.
fn scattered(typed: &[Glyph], name: &[Glyph]) -> i32 {
    let mut left = typed.iter();
    let mut next = left.next();
    let (mut gaps, mut initials, mut begun) = (0, false, false);
    for (at, glyph) in name.iter().enumerate() {
        let Some(wanted) = next else { break };
        if wanted.c == glyph.c || wanted.initials & glyph.initials != 0 {
            initials |= wanted.c != glyph.c;
            begun |= at == 0;
            next = left.next();
        } else {
            gaps += 10;
        }
    }
    match (next, initials, begun) {
        (Some(_), ..) | (None, true, false) => 0,
        (None, initials, begun) => {
            600 - gaps.min(150) + if begun { 60 } else { 0 } - if initials { 100 } else { 0 }
        }
    }
}

/// The name as a short form of what is typed: 软工 of 软件工程.
fn shortened(typed: &[Glyph], name: &[Glyph]) -> i32 {
    let mut rest = typed.iter();
    if name.len() < 2 || !name.iter().all(|glyph| rest.any(|typed| typed.c == glyph.c)) {
        return 0;
    }
    let begun = typed.first().map(|typed| typed.c) == name.first().map(|glyph| glyph.c);
    let left = length(typed) - length(name);
    500 + (10 * length(name)).min(100) + if begun { 40 } else { 0 } - left.min(40)
}

/// How well words resemble those of a name that do not agree with them; 0 for not at all.
fn words_resemble(query: &Query, name: &[Glyph], kind: HitKind) -> i32 {
    let typed = &query.words;
    // Of two characters one is too much to be wrong, unless a number or cohort holds them.
    let held = kind == HitKind::Unit && !query.numbers.is_empty() && name.len() == 2;
    if (typed.len() > 2 || typed.len() == 2 && held) && one_wrong(typed, name) {
        return 300 - (length(name) - length(typed)).abs().min(40);
    }
    if kind != HitKind::Unit {
        return 0;
    }
    let common = |c: &&char| name.iter().any(|glyph| glyph.c == **c);
    let shared = query.telling.iter().filter(common).count();
    if shared >= 2 && 2 * shared >= query.telling.len() {
        return 150 + 10 * i32::try_from(shared).unwrap_or(0) - length(name).min(40);
    }
    0
}

/// Whether one character is wrong, missing or too much; the name may go on.
fn one_wrong(typed: &[Glyph], name: &[Glyph]) -> bool {
    let same = typed.iter().zip(name).take_while(|(typed, glyph)| typed.c == glyph.c).count();
    let agree = |typed: Option<&[Glyph]>, name: Option<&[Glyph]>| {
        let (Some(typed), Some(name)) = (typed, name) else {
            return false;
        };
        typed.len() <= name.len() && typed.iter().zip(name).all(|(typed, glyph)| typed.c == glyph.c)
    };
    agree(typed.get(same + 1..), name.get(same + 1..))
        || agree(typed.get(same..), name.get(same + 1..))
        || agree(typed.get(same + 1..), name.get(same..))
}

fn length(glyphs: &[Glyph]) -> i32 {
    i32::try_from(glyphs.len()).unwrap_or(i32::MAX)
}

/// Whether two colleges' names may be writings of one: shortened, or with one wrong character.
pub(crate) fn alike(asked: &str, listed: &str) -> bool {
    let (asked_words, listed_words) = (Query::new(asked).words, Query::new(listed).words);
    abbreviates(asked, listed)
        || abbreviates(listed, asked)
        // 文学院 is not 商学院: four characters before 学院 make a slip likelier than another name.
        || asked_words.len() > 5
            && (one_wrong(&asked_words, &listed_words) || one_wrong(&listed_words, &asked_words))
}

#[cfg(test)]
mod tests;
