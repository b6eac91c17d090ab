//! Names that stand for several classes: 体育教育1—5班, 康复治疗1、2班, 22-[1-3]班, 计数/软件.

use crate::fold::{fold, is_digit, number_at, plain};

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
    /// Takes a folded name apart; a name without a number at its end is all stem.
    pub fn new(folded: &str) -> Self {
        let chars: Vec<char> = folded.chars().collect();
        let end = chars.iter().rposition(char::is_ascii_digit).map_or(0, |last| last + 1);
        let start =
            chars.iter().take(end).rposition(|c| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let number = number_at(&chars, start).map(|(number, _)| number);
        let (stem, rest) = match number {
            Some(_) => (chars.get(..start), chars.get(end..)),
            // A 班 at the end says no more than it does behind a number.
            None => (chars.strip_suffix(&['班']).or(chars.get(..)), None),
        };
        let rest: String = rest.unwrap_or_default().iter().collect();
        Self {
            stem: tidy_stem(stem.unwrap_or_default()),
            number,
            rest: rest.strip_prefix('班').unwrap_or(&rest).to_owned(),
        }
    }
}

/// 22- and 22级 are the cohort 22; 软件22- is 22软件.
fn tidy_stem(stem: &[char]) -> String {
    let stem = match stem {
        [rest @ .., '-' | '级'] if is_digit(rest.last()) => rest,
        _ => stem,
    };
    let words = stem.iter().rposition(|c| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (words, cohort) = stem.split_at(words);
    match cohort.len() {
        2 if !words.iter().any(char::is_ascii_digit) => cohort.iter().chain(words).collect(),
        _ => stem.iter().collect(),
    }
}

/// A stem without the cohort in front of it.
fn without_cohort(stem: &str) -> Option<&str> {
    let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    (stem.len() - rest.len() == 2).then_some(rest)
}

impl Pattern {
    /// The pattern of a unit's name; `None` if it names one thing only.
    pub fn new(name: &str) -> Option<Self> {
        Self::of(&plain(name))
    }

    /// The pattern of a name in plain characters.
    pub(crate) fn of(chars: &[char]) -> Option<Self> {
        if !chars.iter().any(|c| matches!(c, ',' | '-')) {
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
            [part] => part.classes() > 1,
            _ => true,
        };
        several.then_some(Self { parts })
    }

    /// The parts in the order of the name.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether the name covers the asked class, and what that class is called alone. A cohort in
    /// the question is ignored where the name has none.
    pub fn covers(&self, asked: &Asked) -> Option<(&Part, String)> {
        self.parts.iter().find_map(|part| part.covers(asked).map(|name| (part, name)))
    }
}

impl Part {
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

    fn classes(&self) -> u16 {
        self.spans.iter().fold(0, |sum, (lo, hi)| sum.saturating_add(hi - lo).saturating_add(1))
    }

    fn covers(&self, asked: &Asked) -> Option<String> {
        let stem = &self.sample.stem;
        if asked.stem != *stem && without_cohort(&asked.stem) != Some(stem) {
            return None;
        }
        // A remark in brackets may be left out.
        let rest = asked.rest == self.sample.rest || asked.rest.is_empty() && self.remark();
        match asked.number {
            None if self.spans.is_empty() && !stem.is_empty() => Some(self.stem.clone()),
            Some(number) if rest && self.spans.iter().any(|s| (s.0..=s.1).contains(&number)) => {
                Some(self.alone(number))
            }
            _ if self.spans.is_empty() && *asked == self.sample => Some(self.stem.clone()),
            _ => None,
        }
    }

    fn remark(&self) -> bool {
        self.suffix.trim_start_matches('班').starts_with('(')
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
            let rest = text(chars, tail, end);
            // With another number behind it (1班2组), a number is part of a name; before 级 it is a
            // cohort.
            let cohort = rest.trim_start_matches(['(', ')', '-']).starts_with('级');
            if !cohort && !rest.contains(|c: char| c.is_ascii_digit()) {
                let counted = chars.get(at..tail).is_some_and(|read| read.contains(&'班'));
                let suffix = [if counted { "班" } else { "" }, &rest].concat();
                let mut stem = text(chars, start, at);
                // Two numbers stay two: 软件22(1-3)班.
                if stem.ends_with(|c: char| c.is_ascii_digit()) {
                    stem.push('-');
                }
                return (part(stem, spans, suffix), end);
            }
        }
        if c == ',' && depth == 0 {
            break;
        }
        depth = deeper(depth, c);
        at += 1;
    }
    (part(text(chars, start, at), Vec::new(), String::new()), at)
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

fn text(chars: &[char], start: usize, end: usize) -> String {
    chars.get(start..end).unwrap_or_default().iter().collect()
}

fn part(stem: String, spans: Vec<(u16, u16)>, suffix: String) -> Option<Part> {
    let mut sample = stem.clone();
    if !spans.is_empty() {
        sample.push('1');
        sample.push_str(&suffix);
    } else if stem.is_empty() {
        return None;
    }
    let sample = Asked::new(&fold(&sample));
    Some(Part { stem, suffix, spans, sample })
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
