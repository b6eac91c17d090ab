//! The words of a question, made comparable.

use crate::fold::{find, fold, key, number_at, plain};
use crate::names::level::levels;
use crate::names::{behind, is_college, several, split_cohort};
use crate::notice::Notice;
use crate::range::{Asked, Pattern, push_all};

/// What a notice knows of the words that may stand around a unit's name.
#[derive(Default)]
pub(crate) struct Around {
    /// What may stand in front, the longest first, each with the campus that it names.
    preambles: Vec<(String, Option<usize>)>,
    /// The campuses by name.
    campuses: Vec<String>,
    /// The colleges of a table of classes, in normal form.
    pub colleges: Vec<String>,
    /// The cohorts that the notice is for, in two digits, if it says.
    cohorts: Vec<u16>,
}

impl Around {
    /// Reads what a notice says of its school, campuses and audiences.
    pub fn new(notice: &Notice) -> Self {
        let mut around = Self::default();
        let school = &notice.school;
        for name in [&school.name, &notice.cohort].into_iter().chain(&school.aliases) {
            let name = key(name);
            if let Some(short) = name.strip_suffix("大学").or(name.strip_suffix("学院")) {
                around.add(short, None);
            }
            around.add(&name, None);
        }
        for place in &notice.places {
            let Some(campus) = &place.campus else { continue };
            if around.campuses.contains(campus) {
                continue;
            }
            let name = key(campus);
            let at = Some(around.campuses.len());
            if let Some(short) = name.strip_suffix("校区") {
                around.add(short, at);
            }
            around.add(&name, at);
            around.campuses.push(campus.clone());
        }
        for audience in &notice.audiences {
            cohorts(&plain(&audience.says), &mut around.cohorts);
        }
        around
    }

    fn add(&mut self, name: &str, campus: Option<usize>) {
        if several(name) {
            let place = self.preambles.partition_point(|(known, _)| known.len() >= name.len());
            self.preambles.insert(place, (name.to_owned(), campus));
        }
    }

    /// A campus's place in the list.
    pub fn campus(&self, name: &str) -> Option<usize> {
        self.campuses.iter().position(|campus| campus == name)
    }

    /// The campus that the words name, and nothing more.
    pub fn is_campus(&self, words: &str) -> Option<usize> {
        self.preambles.iter().find(|(name, _)| name == words)?.1
    }

    /// Whether the words start with a cohort that the notice is not for.
    fn stranger(&self, words: &str) -> bool {
        let cohort = split_cohort(words).0.parse();
        !self.cohorts.is_empty() && cohort.is_ok_and(|cohort| !self.cohorts.contains(&cohort))
    }
}

/// The cohorts that a text states, in two digits: 2021级, 2020、2021级, 2019—2021级.
fn cohorts(text: &[char], found: &mut Vec<u16>) {
    let mut last: Option<(u16, bool)> = None;
    let mut listed: Vec<u16> = Vec::new();
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        match (number_at(text, at), c) {
            (Some((number, end)), _) => {
                let year = number % 100;
                match last {
                    Some((first, true)) if first <= year => listed.extend(first..=year),
                    _ => listed.push(year),
                }
                last = Some((year, false));
                at = end;
                continue;
            }
            (None, '-') => last = last.map(|(first, _)| (first, true)),
            (None, ',' | '和' | '及' | '与') => last = None,
            (None, '级') => {
                found.append(&mut listed);
                last = None;
            }
            _ => {
                listed.clear();
                last = None;
            }
        }
        at += 1;
    }
}

/// A question's words in the forms in which they may name a unit.
pub(crate) struct Words<'a> {
    /// As typed, without spaces around.
    pub written: &'a str,
    /// In the normal form.
    pub whole: String,
    /// Without punctuation around, and without school, campus and graduating cohort in front.
    pub bare: String,
    /// Whether they end with 班, so that a class number before it is whole.
    pub closed: bool,
    /// The campus that stood in front.
    pub campus: Option<usize>,
    /// Whether they name a cohort that the notice is not for: no unit without a cohort is theirs.
    pub stranger: bool,
    /// Without the class's cohort too; such words name only units that are written without one.
    ageless: String,
    pub asked: Asked,
    /// The classes that they list: 体育教育1-5班.
    pub pattern: Option<Pattern>,
    /// The college of the table that stands in front of a class, and the class.
    pub within: Option<Within>,
}

/// A class behind its college.
pub(crate) struct Within {
    pub college: usize,
    class: String,
    pub asked: Asked,
    pub stranger: bool,
}

impl<'a> Words<'a> {
    /// Reads a question.
    pub fn new(written: &'a str, around: &Around) -> Self {
        let tidy = tidy(written);
        let closed = fold(tidy).ends_with('班');
        let mut bare = key(tidy);
        let mut campus = None;
        for _ in 0..4 {
            for (name, place) in &around.preambles {
                let Some(rest) = behind(&bare, name) else { continue };
                // Another school's name may start as this one's (湖南科技学院), and 双桥 is no
                // more than 双桥校区.
                if !["大学", "学院", "学校", "校区"].iter().any(|school| rest.starts_with(school))
                {
                    campus = campus.or(*place);
                    bare = rest;
                }
            }
        }
        let mut within: Option<Within> = None;
        let mut longest = 0;
        for (college, name) in around.colleges.iter().enumerate() {
            if name.len() > longest
                && let Some(class) = behind(&bare, name)
            {
                longest = name.len();
                let stranger = around.stranger(&class);
                within = Some(Within { college, asked: Asked::new(&class), class, stranger });
            }
        }
        let chars: Vec<char> = bare.chars().collect();
        let (_, ageless) = split_cohort(&bare);
        Self {
            written: written.trim(),
            whole: key(written),
            closed,
            campus,
            stranger: around.stranger(&bare),
            ageless: ageless.to_owned(),
            asked: Asked::new(&bare),
            pattern: Pattern::of(&chars),
            bare,
            within,
        }
    }

    /// The part that names a college, where it is clear that one is meant, and what stands behind
    /// it: 计算机学院 of 计算机学院软工1班.
    pub fn college_part(&self) -> Option<(&str, &str)> {
        let (_, words) = split_cohort(&self.bare);
        let end = match find(words, "院") {
            Some(at) => at + '院'.len_utf8(),
            None if is_college(words) => words.len(),
            None => return None,
        };
        words.split_at_checked(end).filter(|(part, _)| several(part))
    }

    /// Who asks for a make-up session (管理学院补照): the words without the asking.
    pub fn straggler(&self) -> Option<&str> {
        let at = make_up(&self.bare)?;
        let (before, after) = self.bare.split_at(at);
        let after = after.get("补照".len()..).unwrap_or_default();
        let who = if before.is_empty() { after } else { before }.trim_matches('的');
        several(who).then_some(who)
    }

    /// The colleges that the words name one behind the other, unless one is all they are.
    pub fn colleges(&self) -> impl Iterator<Item = &str> {
        let ends = |piece: &&str| piece.ends_with('院') && *piece != self.bare;
        self.bare.split_inclusive('院').filter(ends).take(4).map(|piece| {
            // A connecting word would hide the name.
            piece.trim_start_matches(['和', '与', '及', '或', ',', '的'])
        })
    }

    /// Whether they name a unit of that college by this name.
    pub fn name(&self, key: &str, college: Option<usize>) -> bool {
        if self.whole == key || self.bare == key || !self.stranger && self.ageless == key {
            return true;
        }
        match &self.within {
            Some(within) if Some(within.college) == college => {
                let ageless = || split_cohort(&within.class).1 == key;
                within.class == key || !within.stranger && ageless()
            }
            _ => false,
        }
    }
}

/// What is typed without the punctuation and pictures around it.
pub(crate) fn tidy(typed: &str) -> &str {
    let kept = |c: char| c.is_alphanumeric() || "()[]（）【】〔〕".contains(c);
    typed.trim_matches(|c| !kept(c))
}

/// Where words ask for a make-up session.
fn make_up(words: &str) -> Option<usize> {
    ["补照", "补拍", "补采", "补摄", "补录"].iter().find_map(|word| find(words, word))
}

/// What stands behind a college's name, as far as it decides which of its slots is meant.
pub(crate) struct Behind {
    /// The levels that are mentioned there.
    pub levels: u16,
    /// The batch that is named: 第二批.
    pub batch: Option<u32>,
}

impl Behind {
    /// Reads it; `None` if another college or a make-up session is asked for too.
    pub fn new(rest: &str) -> Option<Self> {
        let mut before = ' ';
        for c in rest.chars() {
            // Not 附属医院, where classes are too.
            if c == '院' && before != '医' {
                return None;
            }
            before = c;
        }
        let asks = make_up(rest).is_some();
        (!asks).then(|| Self { levels: levels(rest), batch: batch(rest) })
    }
}

/// The number of the batch that words name.
pub(crate) fn batch(words: &str) -> Option<u32> {
    let before = words.get(..find(words, "批")?)?;
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    before.get(before.len() - digits..)?.parse().ok()
}

/// The names of a merged or bracketed unit that stand outside brackets, and those inside.
pub(crate) fn bracketed(name: &[char]) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    for (at, piece) in name.split(|c| matches!(c, '(' | ')')).enumerate() {
        // Every other piece stands inside brackets; nobody nests them.
        if at % 2 == 0 {
            push_all(&mut outside, piece);
        } else {
            let mut text = String::new();
            push_all(&mut text, piece);
            inside.push(text);
        }
    }
    (outside, inside)
}
