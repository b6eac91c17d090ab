//! A class list that a counselor pastes: read and put in order. It never leaves the device.
//!
//! It comes from Excel, Word, a text file or a chat: columns by tabs, commas, bars or spaces, in any
//! order, with or without a heading line. Which column is which is told by the heading where there is
//! one, else by what stands in the columns of lines of the same shape. Numbers of identity cards are
//! never taken over: nobody needs them in a queue.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tucai_notice::Notice;
use tucai_notice::prepare::QueueKey;

mod cells;

use cells::{Heading, Line, Shape};

/// The longest text that is read, in bytes.
pub const MOST_BYTES: usize = 200_000;

/// The most people that are read.
pub const MOST_PEOPLE: usize = 2_000;

/// Letters of a number, a name or a class; what is longer is none.
pub const LONGEST: usize = 60;

/// Somebody of a class list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The student number as pasted, full-width digits made plain; empty where there is none.
    pub number: String,
    /// The name; empty where there is none.
    pub name: String,
    /// The class, where the list has a column for it.
    pub class: String,
}

/// What a reader of the list should look at. Lines are counted from 1 as pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A line in which neither a name nor a number was found.
    Unread {
        /// The line.
        line: usize,
        /// How it begins.
        text: String,
    },
    /// The same number and name as before; left out.
    Twice {
        /// The line that is left out.
        line: usize,
        /// Where it stood before.
        first: usize,
    },
    /// The number of somebody else before; both are kept.
    SameNumber {
        /// The line.
        line: usize,
        /// Where it stood before.
        first: usize,
    },
    /// The name of somebody before, but not the same number; both are kept.
    SameName {
        /// The line.
        line: usize,
        /// Where it stood before.
        first: usize,
    },
    /// In several lines the name of somebody before, but not the same number; all are kept. In such
    /// numbers it is one fact, often that of a column which holds no names.
    SameNames {
        /// How many lines.
        lines: usize,
        /// The first of them.
        from: usize,
    },
    /// No number, where others have one.
    NoNumber {
        /// The line.
        line: usize,
    },
    /// No name, where others have one.
    NoName {
        /// The line.
        line: usize,
    },
    /// A spreadsheet has shortened the number (2.02304E+11); it is left out.
    Shortened {
        /// The line.
        line: usize,
    },
    /// Numbers of identity cards, in so many lines; they were not taken over.
    Identity {
        /// How many lines.
        lines: usize,
    },
}

impl Doubt {
    /// It in a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Unread { line, text } => format!("第{line}行没有读入：{text}"),
            Self::Twice { line, first } => format!("第{line}行与第{first}行相同，只留一行"),
            Self::SameNumber { line, first } => {
                format!("第{line}行与第{first}行学号相同、姓名不同，两行都留着，请核对")
            }
            Self::SameName { line, first } => {
                format!("第{line}行与第{first}行姓名相同，两行都留着，请核对")
            }
            Self::SameNames { lines, from } => {
                format!("有{lines}行的姓名与前面的行相同（从第{from}行起），都留着，请核对")
            }
            Self::NoNumber { line } => format!("第{line}行没有学号"),
            Self::NoName { line } => format!("第{line}行没有姓名"),
            Self::Shortened { line } => format!(
                "第{line}行的学号被表格软件写成了缩略形式（如2.02E+11），没有读入。请把那一列设成文本后重新复制"
            ),
            Self::Identity { lines } => {
                format!("有{lines}行带身份证号，排队用不到，没有读入")
            }
        }
    }
}

/// Why a text is no list that can be read. The counselor's move is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeopleError {
    /// Longer than [`MOST_BYTES`].
    #[error("粘贴的内容太长，请只粘贴一个班或几个班的名单")]
    TooLong,
    /// More than [`MOST_PEOPLE`] people.
    #[error("名单超过{MOST_PEOPLE}人，请分几次粘贴")]
    TooMany,
    /// Nobody in it.
    #[error("没有读到学号或姓名。每人一行，学号和姓名之间用空格、逗号或制表符隔开")]
    Nobody,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The people, in the order of the text, at least one.
    pub people: Vec<Person>,
    /// What to look at, in the order of the text.
    pub doubts: Vec<Doubt>,
}

/// Reads a pasted list. Any text has an answer.
pub fn read(text: &str) -> Result<Pasted, PeopleError> {
    if text.len() > MOST_BYTES {
        return Err(PeopleError::TooLong);
    }
    let lines = cells::lines(text);
    let mut shapes: BTreeMap<usize, Shape> = BTreeMap::new();
    for line in &lines {
        shapes.entry(line.cells.len()).or_default().add(line);
    }
    let mut heading: Option<Heading> = None;
    let mut reader = Reader::default();
    for line in &lines {
        if let Some(found) = Heading::of(line) {
            heading = Some(found);
            continue;
        }
        let by_heading = heading.as_ref().filter(|heading| heading.cells == line.cells.len());
        let columns = match by_heading {
            Some(heading) => heading.columns,
            None => shapes.get(&line.cells.len()).map(Shape::columns).unwrap_or_default(),
        };
        reader.take(line, columns.person(line))?;
    }
    reader.end()
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    people: Vec<(usize, Person)>,
    doubts: Vec<(usize, Doubt)>,
    numbers: BTreeMap<String, usize>,
    names: BTreeMap<String, usize>,
    identities: usize,
}

impl Reader {
    fn take(&mut self, line: &Line, person: Person) -> Result<(), PeopleError> {
        let at = line.number;
        self.identities += usize::from(line.has_identity());
        if line.is_shortened() && person.number.is_empty() {
            self.doubts.push((at, Doubt::Shortened { line: at }));
        }
        if person.number.is_empty() && person.name.is_empty() {
            let text = line.beginning();
            self.doubts.push((at, Doubt::Unread { line: at, text }));
            return Ok(());
        }
        let by_number = self.numbers.get(&person.number).copied();
        let by_name = self.names.get(&person.name).copied();
        let found = |first: usize| self.people.get(first);
        if let Some((first, before)) = by_number.and_then(found) {
            let is_same = before.name == person.name;
            let (line, first) = (at, *first);
            if is_same {
                self.doubts.push((at, Doubt::Twice { line, first }));
                return Ok(());
            }
            self.doubts.push((at, Doubt::SameNumber { line, first }));
        } else if let Some((first, _)) = by_name.and_then(found) {
            self.doubts.push((at, Doubt::SameName { line: at, first: *first }));
        }
        if self.people.len() >= MOST_PEOPLE {
            return Err(PeopleError::TooMany);
        }
        let place = self.people.len();
        if !person.number.is_empty() {
            self.numbers.entry(person.number.clone()).or_insert(place);
        }
        if !person.name.is_empty() {
            self.names.entry(person.name.clone()).or_insert(place);
        }
        self.people.push((at, person));
        Ok(())
    }

    fn end(mut self) -> Result<Pasted, PeopleError> {
        if self.people.is_empty() {
            return Err(PeopleError::Nobody);
        }
        for (line, person) in &self.people {
            let shortened = Doubt::Shortened { line: *line };
            let told = self.doubts.iter().any(|(_, doubt)| *doubt == shortened);
            if person.number.is_empty() && !self.numbers.is_empty() && !told {
                self.doubts.push((*line, Doubt::NoNumber { line: *line }));
            }
            if person.name.is_empty() && !self.names.is_empty() {
                self.doubts.push((*line, Doubt::NoName { line: *line }));
            }
        }
        self.doubts.sort_by_key(|(line, _)| *line);
        let doubts: Vec<Doubt> = self.doubts.into_iter().map(|(_, doubt)| doubt).collect();
        let mut doubts = same_names_together(doubts);
        if self.identities > 0 {
            doubts.push(Doubt::Identity { lines: self.identities });
        }
        Ok(Pasted { people: self.people.into_iter().map(|(_, person)| person).collect(), doubts })
    }
}

/// Several lines with the name of somebody before as one doubt, in the place of the first.
fn same_names_together(doubts: Vec<Doubt>) -> Vec<Doubt> {
    let same = |doubt: &&Doubt| matches!(doubt, Doubt::SameName { .. });
    let lines = doubts.iter().filter(same).count();
    let mut told = false;
    let one = |doubt: Doubt| match doubt {
        Doubt::SameName { line, .. } if lines > 1 => {
            let first = !std::mem::replace(&mut told, true);
            first.then_some(Doubt::SameNames { lines, from: line })
        }
        doubt => Some(doubt),
    };
    doubts.into_iter().filter_map(one).collect()
}

/// By what a queue is put in order here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By the student number, small to large.
    #[default]
    Number,
    /// By its last four digits.
    LastFour,
    /// By its last two digits.
    LastTwo,
    /// As pasted.
    Pasted,
}

impl Order {
    /// What a notice asks for, and why, in words for the counselor.
    pub fn asked(notice: &Notice) -> (Self, String) {
        let Some(queue) = &notice.arrival.queue else {
            return (Self::Number, "通知没有说明排队顺序，这里按学号从小到大排。".to_owned());
        };
        let (order, why) = match queue.key {
            QueueKey::StudentNumber => (Self::Number, "这里按学号从小到大排。"),
            QueueKey::LastFour => (Self::LastFour, "这里按学号后四位排。"),
            QueueKey::LastTwo => (Self::LastTwo, "这里按学号后两位排。"),
            QueueKey::PrintedList => {
                (Self::Pasted, "所以这里保持粘贴的顺序，不按学号重排：请照采集表的顺序粘贴。")
            }
            QueueKey::Signature | QueueKey::Arrival | QueueKey::Ticket => {
                (Self::Pasted, "这要到现场才定，所以这里保持粘贴的顺序。")
            }
            QueueKey::ChangesFirst => {
                (Self::Pasted, "名单上看不出谁有学籍异动，所以这里保持粘贴的顺序。")
            }
        };
        let text = queue.text.trim_end_matches(['。', '.']);
        (order, format!("通知的要求：{text}。{why}"))
    }

    /// Its name on a button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "按学号",
            Self::LastFour => "按学号后四位",
            Self::LastTwo => "按学号后两位",
            Self::Pasted => "按粘贴的顺序",
        }
    }

    /// The positions of people in this order. Who has no number stands at the end, as pasted.
    pub fn of<'a>(self, people: impl Iterator<Item = &'a Person>) -> Vec<usize> {
        let mut all: Vec<(usize, &Person)> = people.enumerate().collect();
        let last = |number: &'a str, most: usize| -> &'a str {
            let from = number.char_indices().rev().nth(most - 1).map_or(0, |(at, _)| at);
            number.get(from..).unwrap_or(number)
        };
        let by = |one: &Person,
                  other: &Person,
                  part: &dyn Fn(&'a str) -> &'a str,
                  a: &'a str,
                  b: &'a str| {
            let empty = one.number.is_empty().cmp(&other.number.is_empty());
            empty.then_with(|| numbers(part(a), part(b))).then_with(|| numbers(a, b))
        };
        all.sort_by(|(_, one), (_, other)| {
            let (a, b) = (one.number.as_str(), other.number.as_str());
            match self {
                Self::Number => by(one, other, &|it| it, a, b),
                Self::LastFour => by(one, other, &|it| last(it, 4), a, b),
                Self::LastTwo => by(one, other, &|it| last(it, 2), a, b),
                Self::Pasted => Ordering::Equal,
            }
        });
        all.into_iter().map(|(at, _)| at).collect()
    }
}

/// Student numbers as people count: runs of digits by their value, whatever their length, letters
/// by their place in the alphabet.
pub fn numbers(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one, other);
    loop {
        let (Some(a), Some(b)) = (one.chars().next(), other.chars().next()) else {
            return one.len().cmp(&other.len());
        };
        let (first, second) = (digits(one), digits(other));
        let order = if first.is_empty() || second.is_empty() {
            (one, other) = (rest(one, a.len_utf8()), rest(other, b.len_utf8()));
            a.to_ascii_uppercase().cmp(&b.to_ascii_uppercase())
        } else {
            (one, other) = (rest(one, first.len()), rest(other, second.len()));
            let (x, y) = (first.trim_start_matches('0'), second.trim_start_matches('0'));
            x.len().cmp(&y.len()).then_with(|| x.cmp(y))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

fn digits(text: &str) -> &str {
    let end = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests;
