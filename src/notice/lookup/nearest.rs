//! What may have been meant by words that match nothing. There is always something, as a reader who
//! is in the wrong place has to see what the notice lists.

use super::{Index, Suggestion};
use crate::entries::{Entry, Query};
use crate::names::level::levels;
use crate::names::{UnitNames, Words, abbreviates};
use crate::search::{HitKind, Mode};
use crate::slot::UnitKind;

/// How many units are suggested.
pub(super) const NEAREST: usize = 8;
/// How many colleges are, where nothing tells which one.
pub(super) const COLLEGES: usize = 32;
/// No more characters are compared.
const TELLING: usize = 12;

impl Index {
    pub(super) fn nearest(&self, words: &Words) -> Vec<Suggestion> {
        let mut nearest = Vec::new();
        // A level that the college's slot is not for may have a row of its own.
        let asked = levels(&words.bare);
        let level = |names: &&UnitNames| names.levels & asked != 0;
        suggest(self.own().filter(level), NEAREST, &mut nearest);
        for piece in words.colleges().chain(words.straggler()) {
            self.suggest_all(piece, &mut nearest);
        }
        // A college of a table of classes is no unit: its classes are what is near.
        if let Some(college) = self.college(words) {
            suggest(self.of_college(college), NEAREST, &mut nearest);
        }
        if let Some(campus) = self.around.is_campus(&words.bare) {
            let there = self.own().filter(|names| names.row.campus == Some(campus));
            suggest(there, NEAREST, &mut nearest);
        }
        let mut query = Query::new(&words.bare);
        query.open &= !words.closed;
        self.suggest_hits(&query, Mode::Strict, &mut nearest);
        if nearest.is_empty() {
            self.suggest_rows(&query, &mut nearest);
        }
        self.suggest_hits(&query, Mode::Loose, &mut nearest);
        if let Some(within) = words.within.as_ref().filter(|_| nearest.is_empty()) {
            suggest(self.of_college(within.college), NEAREST, &mut nearest);
        }
        if words.college_part().is_some() {
            suggest(self.catch_alls(), NEAREST + 1, &mut nearest);
        }
        if nearest.is_empty() {
            self.suggest_any(&query, &mut nearest);
        }
        nearest
    }

    /// The units that have a capture of their own.
    fn own(&self) -> impl Iterator<Item = &UnitNames> {
        self.units.iter().filter(|names| !names.spare)
    }

    fn of_college(&self, college: usize) -> impl Iterator<Item = &UnitNames> {
        self.own().filter(move |names| names.row.college == Some(college))
    }

    /// The college of the table that the words name, and nothing more.
    fn college(&self, words: &Words) -> Option<usize> {
        let colleges = &self.around.colleges;
        colleges.iter().position(|college| *college == words.bare).or_else(|| {
            let (short, _) = words.college_part().filter(|(short, _)| *short == words.bare)?;
            let mut meant = (0..).zip(colleges).filter(|(_, name)| abbreviates(short, name));
            let (at, _) = meant.next()?;
            meant.next().is_none().then_some(at)
        })
    }

    /// All that a part of the words leads to.
    fn suggest_all(&self, piece: &str, nearest: &mut Vec<Suggestion>) {
        for found in self.all(piece) {
            if nearest.len() < NEAREST && nearest.iter().all(|known| known.name != found.name) {
                let (slot, unit) = (found.slot, found.unit);
                nearest.push(Suggestion { slot, unit, name: found.name });
            }
        }
    }

    /// What a search finds, unless something else is near.
    fn suggest_hits(&self, query: &Query, mode: Mode, nearest: &mut Vec<Suggestion>) {
        if nearest.is_empty() {
            let hits = self.ranked(query, mode, NEAREST, Some(HitKind::Unit)).into_iter();
            nearest.extend(hits.map(|hit| Suggestion {
                slot: hit.slot,
                unit: hit.unit,
                name: hit.name,
            }));
        }
    }

    /// The classes of a college or counselor that a search finds.
    fn suggest_rows(&self, query: &Query, nearest: &mut Vec<Suggestion>) {
        for hit in self.ranked(query, Mode::Strict, NEAREST, Some(HitKind::College)) {
            let first = self.units.iter().find(|names| names.slot == hit.slot);
            if let Some(college) = first.and_then(|names| names.row.college) {
                suggest(self.of_college(college), NEAREST, nearest);
            }
        }
        for hit in self.ranked(query, Mode::Strict, NEAREST, Some(HitKind::Counselor)) {
            let theirs = self.own().filter(|names| names.row.counselor == Some(hit.slot));
            suggest(theirs, NEAREST, nearest);
        }
    }

    /// Without a hint all colleges and audiences, else classes; those first that have most in common
    /// with the words.
    fn suggest_any(&self, query: &Query, nearest: &mut Vec<Suggestion>) {
        let telling = query.telling.get(..TELLING).unwrap_or(&query.telling);
        let coarse = self.own().any(|names| is_coarse(names.kind));
        let most = if coarse { COLLEGES } else { NEAREST };
        let cohort = query.cohort.or(query.numbers.first().copied());
        let common = |entry: &Entry| {
            let words = self.entries.words(entry);
            let shared = telling.iter().filter(|c| words.iter().any(|glyph| glyph.c == **c));
            2 * shared.count() + usize::from(cohort.is_some() && entry.cohort == cohort)
        };
        let mut ranked: Vec<(usize, &UnitNames)> = Vec::new();
        for entry in self.entries.list().iter().filter(|entry| entry.kind == HitKind::Unit) {
            let Some(names) = self.units.get(entry.at) else { continue };
            if names.spare || coarse && !is_coarse(names.kind) {
                continue;
            }
            ranked.push((common(entry), names));
        }
        // Stable: else in the order of the notice.
        ranked.sort_by_key(|(common, _)| usize::MAX - common);
        suggest(ranked.into_iter().map(|(_, names)| names), most, nearest);
    }
}

/// Whether such a unit holds more than classes of one major.
fn is_coarse(kind: UnitKind) -> bool {
    !matches!(kind, UnitKind::Class | UnitKind::Group)
}

/// Suggests units that are not suggested yet, until there are `most`.
fn suggest<'a>(
    units: impl Iterator<Item = &'a UnitNames>,
    most: usize,
    nearest: &mut Vec<Suggestion>,
) {
    for names in units {
        if nearest.len() >= most {
            break;
        }
        if nearest.iter().all(|known| known.name != names.name) {
            nearest.push(Suggestion {
                slot: names.slot,
                unit: names.unit,
                name: names.name.clone(),
            });
        }
    }
}
