//! Names that stand for several classes: 体育教育1—5班, 康复治疗1、2班, 22-[1-3]班, 计数/软件.

use crate::fold::{fold, is_digit, key, leading_digits, number_at, plain};

/// No range holds more classes; a longer one is read as a plain name.
const MAX_CLASSES: u16 = 999;
/// No name lists more parts, and no part more spans.
const MAX_PARTS: usize = 64;

/// A name that stands for several units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
}

/// One part of such a name: the classes of one major, or one of several merged names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What stands before the class number, as the notice writes it.
    stem: String,
    /// What stands behind it, 班 included.
    suffix: String,
    /// First and last class number of each span; empty for a merged name.
    spans: Vec<(u16, u16)>,
    /// What an asked class of it looks like.
    sample: Asked,
}

/// An asked class: what stands before its number, the number, what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    stem: String,
    number: Option<u16>,
    rest: String,
}

impl Asked {
    /// Takes a folded name apart; a name without a number is all stem.
    pub fn new(folded: &str) -> Self {
        let bytes = folded.as_bytes();
        let mut end = bytes.len();
        while end > 0 && !bytes.get(end - 1).is_some_and(u8::is_ascii_digit) {
            end -= 1;
        }
        let start = end - trailing_digits(folded.get(..end).unwrap_or_default());
        let (stem, number) = folded.get(..end).unwrap_or_default().split_at(start);
        let rest = folded.get(end..).unwrap_or_default();
        match number.parse() {
            Ok(number) => Self {
                stem: tidy_stem(stem),
                number: Some(number),
                rest: rest.strip_prefix('班').unwrap_or(rest).to_owned(),
            },
            // A 班 at the end says no more than it does behind a number.
            Err(_) => Self {
                stem: folded.strip_suffix('班').unwrap_or(folded).to_owned(),
                number: None,
                rest: String::new(),
            },
        }
    }

    /// Whether the other is the same but for a cohort in front.
    fn is_without_cohort(&self, other: &Self) -> bool {
        leading_digits(&other.stem) == 2 && other.stem.get(2..) == Some(&self.stem)
    }
}

/// Spans in order, those that touch as one.
fn merged(spans: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<(u16, u16)> = Vec::new();
    for (lo, hi) in sorted {
        match merged.last_mut() {
            Some((_, last)) if lo <= last.saturating_add(1) => *last = hi.max(*last),
            _ => merged.push((lo, hi)),
        }
    }
    merged
}

fn trailing_digits(words: &str) -> usize {
    let mut digits = 0;
    for byte in words.bytes().rev() {
        if !byte.is_ascii_digit() {
            break;
        }
        digits += 1;
    }
    digits
}

/// 22- and 22级 are the cohort 22; 软件22- is 22软件.
fn tidy_stem(stem: &str) -> String {
    let short = stem.strip_suffix('-').or(stem.strip_suffix('级')).unwrap_or(stem);
    let digits = trailing_digits(short);
    let stem = if digits > 0 { short } else { stem };
    let (words, cohort) = stem.split_at(stem.len() - digits);
    if digits == 2 && !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return [cohort, words].concat();
    }
    stem.to_owned()
}

impl Pattern {
    /// The pattern of a unit's name; `None` if it names one thing only.
    pub fn new(name: &str) -> Option<Self> {
        Self::of(&plain(name))
    }

    /// The pattern of a name in plain characters.
    pub(crate) fn of(chars: &[char]) -> Option<Self> {
        if !chars.contains(&',') && !chars.contains(&'-') {
            return None;
        }
        let mut parts = Vec::new();
        let mut at = 0;
        while at < chars.len() && parts.len() < MAX_PARTS {
            let (part, end) = read_part(chars, at);
            parts.extend(part);
            at = end + 1;
        }
        let several = match parts.as_slice() {
            [] => false,
            [part] => match part.spans.as_slice() {
                [] => false,
                [(lo, hi)] => lo < hi,
                _ => true,
            },
            _ => true,
        };
        if several { Some(Self { parts }) } else { None }
    }

    /// The parts in the order of the name.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether the name covers the asked class, and what that class is called alone. A cohort in
    /// the question is ignored where the name has none.
    pub fn covers(&self, asked: &Asked) -> Option<(&Part, String)> {
        for part in &self.parts {
            if let Some(name) = part.covers(asked) {
                return Some((part, name));
            }
        }
        None
    }
}

impl Pattern {
    /// Whether it names the same classes, however they are listed: 1-2班 is 1、2班. A cohort in the
    /// question is ignored where the name has none, unless it is a `stranger`.
    pub(crate) fn same(&self, asked: &Self, stranger: bool) -> bool {
        self.parts.len() == asked.parts.len()
            && self.parts.iter().zip(&asked.parts).all(|(own, asked)| own.same(asked, stranger))
    }
}

impl Part {
    /// Whether it is of one cohort.
    pub(crate) fn cohort(&self) -> bool {
        leading_digits(&self.sample.stem) > 1
    }

    /// Whether its classes, each called by its own name, are in it.
    fn holds_together(&self) -> bool {
        let found = |number| self.covers(&Asked::new(&fold(&self.alone(number)))).is_some();
        self.spans.iter().all(|&(lo, hi)| found(lo) && found(hi))
    }

    fn same(&self, asked: &Self, stranger: bool) -> bool {
        let (own, sought) = (&self.sample, &asked.sample);
        let ageless = !stranger && own.is_without_cohort(sought);
        (own.stem == sought.stem || ageless)
            && own.rest == sought.rest
            && self.spans.is_empty() == asked.spans.is_empty()
            && merged(&self.spans) == merged(&asked.spans)
    }

    /// What stands before the class number.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// First and last class number of each span; empty for a merged name.
    pub fn spans(&self) -> &[(u16, u16)] {
        &self.spans
    }

    /// What the class of that number is called alone.
    pub fn alone(&self, number: u16) -> String {
        let mut name = self.stem.clone();
        name.push_str(&number.to_string());
        name.push_str(&self.suffix);
        name
    }

    /// Its first class, or the merged name, in normal form.
    pub(crate) fn normal(&self) -> String {
        let number = if self.spans.is_empty() { "" } else { "1" };
        [&self.sample.stem, number, &self.sample.rest].concat()
    }

    fn covers(&self, asked: &Asked) -> Option<String> {
        let sample = &self.sample;
        let Some(number) = asked.number.filter(|_| !self.spans.is_empty()) else {
            return if asked == sample { Some(self.stem.clone()) } else { None };
        };
        if !self.spans.iter().any(|&(lo, hi)| lo <= number && number <= hi) {
            return None;
        }
        if asked.stem != sample.stem && !sample.is_without_cohort(asked) {
            return None;
        }
        // A remark in brackets may be left out.
        let remark = || self.suffix.strip_prefix('班').unwrap_or(&self.suffix).starts_with('(');
        let rest = asked.rest == sample.rest || asked.rest.is_empty() && remark();
        if rest { Some(self.alone(number)) } else { None }
    }
}

/// The part that starts at `start`, and where it ends.
fn read_part(chars: &[char], start: usize) -> (Option<Part>, usize) {
    let mut at = start;
    let mut depth = 0u32;
    while let Some(&c) = chars.get(at) {
        let numbers = match c {
            '(' => read_bracketed(chars, at),
            '0'..='9' if at == start || !is_digit(chars.get(at - 1)) => read_numbers(chars, at),
            _ => None,
        };
        if let Some((spans, tail)) = numbers {
            let end = part_end(chars, tail);
            let rest = chars.get(tail..end).unwrap_or_default();
            // With another number behind it (1班2组), a number is part of a name; before 级 it is a
            // cohort.
            let behind = rest.iter().find(|c| !matches!(c, '(' | ')' | '-'));
            let counted = chars.get(at..tail).is_some_and(|read| read.contains(&'班'));
            if behind != Some(&'级') && !rest.iter().any(char::is_ascii_digit) {
                let mut suffix = String::new();
                if counted {
                    suffix.push('班');
                }
                push_all(&mut suffix, rest);
                let mut stem = String::new();
                push_all(&mut stem, chars.get(start..at).unwrap_or_default());
                // Two numbers stay two: 软件22(1-3)班.
                if trailing_digits(&stem) > 0 {
                    stem.push('-');
                }
                let part = part(stem, spans, suffix);
                // Where a class's own name would say something else, it is one name: 2010(双培).
                if part.as_ref().is_none_or(Part::holds_together) {
                    return (part, end);
                }
            }
        }
        if c == ',' && depth == 0 {
            break;
        }
        depth = deeper(depth, c);
        at += 1;
    }
    let mut stem = String::new();
    push_all(&mut stem, chars.get(start..at).unwrap_or_default());
    (part(stem, Vec::new(), String::new()), at)
}

/// The next comma outside brackets, or the end.
fn part_end(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0u32;
    while let Some(&c) = chars.get(at).filter(|&&c| c != ',' || depth > 0) {
        depth = deeper(depth, c);
        at += 1;
    }
    at
}

fn deeper(depth: u32, c: char) -> u32 {
    match c {
        '(' => depth + 1,
        ')' => depth.saturating_sub(1),
        _ => depth,
    }
}

/// Appends characters; one loop for all, where `collect` is one for each kind of iterator.
pub(crate) fn push_all(text: &mut String, chars: &[char]) {
    for &c in chars {
        text.push(c);
    }
}

fn part(stem: String, spans: Vec<(u16, u16)>, suffix: String) -> Option<Part> {
    if spans.is_empty() && stem.is_empty() {
        return None;
    }
    let sample = if spans.is_empty() { key(&stem) } else { fold(&[&stem, "1", &suffix].concat()) };
    Some(Part { sample: Asked::new(&sample), stem, suffix, spans })
}

/// Class numbers in brackets: (1-3), (1,2,5).
fn read_bracketed(chars: &[char], at: usize) -> Option<(Vec<(u16, u16)>, usize)> {
    let (spans, end) = read_list(chars, at + 1)?;
    (chars.get(end) == Some(&')')).then_some((spans, end + 1))
}

/// Class numbers: 1-5, 1,2, 1-3,5, 1班,2班. A lone number is one only where 班, a bracket, a comma or
/// the end follows; else it is a cohort or part of a name.
fn read_numbers(chars: &[char], at: usize) -> Option<(Vec<(u16, u16)>, usize)> {
    let (spans, end) = read_list(chars, at)?;
    let counted = chars.get(at..end).is_some_and(|read| read.contains(&'班'));
    let closed = match chars.get(end) {
        None | Some('班' | ',' | '(') => true,
        // Years, and a cohort before bracketed classes.
        Some('级' | '届' | '年' | '-') => false,
        _ => counted || matches!(spans.as_slice(), [(lo, hi)] if lo < hi) || spans.len() > 1,
    };
    closed.then_some((spans, end))
}

fn read_list(chars: &[char], start: usize) -> Option<(Vec<(u16, u16)>, usize)> {
    let mut spans = Vec::new();
    let (mut at, mut end) = (start, start);
    while let Some((span, after)) = read_span(chars, at) {
        // A number behind a comma belongs to the list unless a name follows it: 1班,23软工2班.
        let next = chars.get(after);
        let listed = matches!(next, None | Some('班' | ',' | '(' | ')' | '-'))
            || chars.get(after - 1) == Some(&'班');
        if !spans.is_empty() && !listed {
            break;
        }
        spans.push(span);
        end = after;
        at = after + 1;
        if next != Some(&',') || !is_digit(chars.get(at)) || spans.len() >= MAX_PARTS {
            break;
        }
    }
    (!spans.is_empty()).then_some((spans, end))
}

/// One number or a span of them: 3, 3班, 1-5, 1班-5班, 2301-04.
fn read_span(chars: &[char], at: usize) -> Option<((u16, u16), usize)> {
    let past_word = |end: usize| {
        if chars.get(end) == Some(&'班') { end + 1 } else { end }
    };
    let (lo, end) = number_at(chars, at)?;
    let end = past_word(end);
    if chars.get(end) != Some(&'-') {
        return Some(((lo, lo), end));
    }
    let Some((hi, hi_end)) = number_at(chars, end + 1) else {
        return Some(((lo, lo), end));
    };
    let hi = if hi < lo && lo >= 1000 && hi_end - end == 3 { lo / 100 * 100 + hi } else { hi };
    // Going down it is no span: the first number is a cohort (23-1班).
    (lo < hi && hi - lo < MAX_CLASSES).then(|| ((lo, hi), past_word(hi_end)))
}

#[cfg(test)]
mod tests;
