//! Names taken apart for searching, and what is typed taken apart the same way.

use crate::fold::{fold, is_digit, number_at};
use crate::names::UnitNames;
use crate::search::HitKind;

/// No more of what is typed is read.
const MOST_WORDS: usize = 40;
/// What says nothing about which unit is meant.
const COMMON: &str = "学院系部班级专业工程科与和";

/// A character and the letters that its pinyin may start with, a bit for each.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    pub c: char,
    pub initials: u32,
}

/// What is searched: the names taken apart, end to end in few allocations.
pub(crate) struct Entries {
    initials: Vec<(char, u32)>,
    glyphs: Vec<Glyph>,
    spans: Vec<(u16, u16)>,
    names: Vec<String>,
    list: Vec<Entry>,
}

/// One name.
pub(crate) struct Entry {
    pub kind: HitKind,
    /// A unit's place in the index; else the first slot or the position in `excluded`.
    pub at: usize,
    /// The name to show, if it is no unit.
    name: Option<usize>,
    /// Which part of the unit's pattern.
    pub part: Option<usize>,
    pub cohort: Option<u16>,
    glyphs: (usize, usize),
    spans: (usize, usize),
}

/// What is typed, taken apart.
pub(crate) struct Query {
    pub cohort: Option<u16>,
    pub words: Vec<Glyph>,
    /// Those of the words that tell units apart.
    pub telling: Vec<char>,
    pub numbers: Vec<u16>,
    /// Whether the last number may go on.
    pub open: bool,
}

impl Query {
    /// Takes folded words apart.
    pub fn new(folded: &str) -> Self {
        let chars: Vec<char> = folded.chars().take(2 * MOST_WORDS).collect();
        let (cohort, mut words, numbers) = take_apart(&chars);
        words.truncate(MOST_WORDS);
        let telling = words.iter().copied().filter(|c| !COMMON.contains(*c)).collect();
        let words = words.into_iter().map(|c| Glyph { c, initials: letter(c) }).collect();
        Self { cohort, words, telling, numbers, open: is_digit(chars.last()) }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.numbers.is_empty()
    }
}

/// The bit of a letter.
fn letter(c: char) -> u32 {
    if c.is_ascii_lowercase() { 1 << (u32::from(c) - u32::from('a')) } else { 0 }
}

/// Cohort, words and numbers of a folded name.
fn take_apart(chars: &[char]) -> (Option<u16>, Vec<char>, Vec<u16>) {
    let (mut cohort, mut words, mut numbers) = (None, Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if let Some((number, end)) = number_at(chars, at) {
            let two = end == 2 && number >= 10;
            if two && !matches!(chars.get(2), None | Some('班' | '批' | '组' | '队' | '号' | ','))
            {
                cohort = Some(number);
            } else {
                numbers.push(number);
            }
            at = end;
            // Neither word tells units apart.
            if matches!(chars.get(at), Some('班' | '级')) {
                at += 1;
            }
            continue;
        }
        let last = c == '班' && at + 1 == chars.len() && at > 0;
        if !matches!(c, '-' | ',') && !c.is_ascii_digit() && !last {
            words.push(c);
        }
        at += 1;
    }
    (cohort, words, numbers)
}

impl Entries {
    /// No entries yet. `initials` is the notice's table of pinyin initials.
    pub fn new(initials: &str) -> Self {
        let mut table: Vec<(char, u32)> = Vec::new();
        let mut current = None;
        for c in initials.chars() {
            if c.is_ascii() {
                let entry = current.and_then(|place: usize| table.get_mut(place));
                if let Some((_, letters)) = entry {
                    *letters |= letter(c.to_ascii_lowercase());
                }
                continue;
            }
            let place = table.partition_point(|(known, _)| *known < c);
            if table.get(place).is_none_or(|(known, _)| *known != c) {
                table.insert(place, (c, 0));
            }
            current = Some(place);
        }
        Self {
            initials: table,
            glyphs: Vec::new(),
            spans: Vec::new(),
            names: Vec::new(),
            list: Vec::new(),
        }
    }

    /// Adds a unit by its name and aliases; `place` is its place in the index.
    pub fn add_unit(&mut self, place: usize, names: &UnitNames, aliases: &[String]) {
        let parts = names.pattern.as_ref().map_or(&[][..], |pattern| pattern.parts());
        if parts.is_empty() {
            self.add(HitKind::Unit, place, &names.key);
        }
        for (at, part) in parts.iter().enumerate() {
            let spans = self.spans.len();
            self.add(HitKind::Unit, place, &part.normal());
            // Its own numbers in place of the one that stood for them.
            if !part.spans().is_empty() {
                self.spans.truncate(spans);
                self.spans.extend_from_slice(part.spans());
            }
            if let Some(entry) = self.list.last_mut() {
                entry.part = Some(at);
                entry.spans = (spans, self.spans.len());
            }
        }
        for alias in aliases {
            if parts.iter().all(|part| part.stem() != alias) {
                self.add(HitKind::Unit, place, &fold(alias));
            }
        }
    }

    /// Adds something else by a name, to be shown as `shown`.
    pub fn add_name(&mut self, kind: HitKind, at: usize, name: &str, shown: &str) {
        self.add(kind, at, &fold(name));
        if let Some(entry) = self.list.last_mut() {
            entry.name = Some(self.names.len());
            self.names.push(shown.to_owned());
        }
    }

    fn add(&mut self, kind: HitKind, at: usize, folded: &str) {
        let chars: Vec<char> = folded.chars().collect();
        let (cohort, words, numbers) = take_apart(&chars);
        let (glyphs, spans) = (self.glyphs.len(), self.spans.len());
        for c in words {
            let known = self.initials.binary_search_by_key(&c, |(known, _)| *known);
            let known = known.ok().and_then(|place| self.initials.get(place));
            self.glyphs.push(Glyph { c, initials: known.map_or(0, |(_, letters)| *letters) });
        }
        self.spans.extend(numbers.into_iter().map(|number| (number, number)));
        self.list.push(Entry {
            kind,
            at,
            name: None,
            part: None,
            cohort,
            glyphs: (glyphs, self.glyphs.len()),
            spans: (spans, self.spans.len()),
        });
    }

    /// The entries, in the order of the notice.
    pub fn list(&self) -> &[Entry] {
        &self.list
    }

    /// An entry's words.
    pub fn words(&self, entry: &Entry) -> &[Glyph] {
        self.glyphs.get(entry.glyphs.0..entry.glyphs.1).unwrap_or_default()
    }

    /// An entry's class numbers.
    pub fn numbers(&self, entry: &Entry) -> &[(u16, u16)] {
        self.spans.get(entry.spans.0..entry.spans.1).unwrap_or_default()
    }

    /// The name of an entry that is no unit.
    pub fn name(&self, entry: &Entry) -> Option<&str> {
        entry.name.and_then(|place| self.names.get(place)).map(String::as_str)
    }
}
