//! The general procedure after the capture, from published notices of other schools (not this one).

use tucai_notice::sheet::Line;

/// Stands on everything that is drawn from here.
pub const LABEL: &str = "一般流程，不是本校通知";

/// A page that a sentence is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The school or office.
    pub name: &'static str,
    /// Its address; none where only the school is known.
    pub url: Option<&'static str>,
}

/// One sentence, and where it is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is about, a few characters; may be empty.
    pub label: &'static str,
    /// The sentence.
    pub text: &'static str,
    /// Where it is known from.
    pub sources: &'static [Source],
}

/// A heading and its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// A stable name: `where`, `fields`, `confirm`, `wrong`, `words`, `papers`, `looks`, `end`.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The sentences.
    pub said: &'static [Said],
}

/// The whole of it, in reading order.
pub const PARTS: &[Part] = &[];

/// The fields that are looked at one by one on 学信网.
pub const FIELDS: &[&str] =
    &["照片", "姓名", "性别", "出生日期", "证件号码", "学校", "专业", "层次", "学制", "入学日期"];

impl Said {
    /// The sentence as a line of a section, without its sources.
    pub fn line(&self) -> Line {
        Line { label: self.label.to_owned(), text: self.text.to_owned(), ..Line::default() }
    }
}
