//! Levels of study (层次) in names and questions, a bit for each.

use crate::fold::find;

/// Undergraduates.
const FIRST_DEGREE: u16 = 4;

/// A word, and the levels that it may mean.
const LEVELS: &[(&str, u16)] = &[
    ("研究生", 3),
    ("硕", 1),
    ("博士", 2),
    ("本科", FIRST_DEGREE),
    ("专升本", 8),
    ("专接本", 8),
    ("专转本", 8),
    ("专科", 16),
    ("高职", 16),
    ("大专", 16),
    ("留学生", 32),
    ("国际学生", 32),
    ("国际生", 32),
    ("来华", 32),
    ("境外", 32),
    ("第二学士", 64),
    ("二学位", 64),
    ("2学位", 64),
    ("双学位", 64),
    ("辅修", 64),
    ("成教", 128),
    ("成人教育", 128),
    ("继续教育", 128),
    ("网络教育", 128),
    ("函授", 128),
    ("自考", 128),
    ("预科", 256),
];

/// What may follow such a word.
const TAILS: [&str; 7] = ["研究生", "学位", "毕业生", "学生", "士", "生", "的"];

/// The levels that words mention.
pub(crate) fn levels(words: &str) -> u16 {
    let mut mentioned = 0;
    for (word, level) in LEVELS {
        if find(words, word).is_some() {
            mentioned |= level;
        }
    }
    mentioned
}

/// Whether somebody of the asked levels may be meant by a unit that mentions `own`, in a notice for
/// those that `audience` mentions. A unit that names its level is for nobody else.
pub(crate) fn suits(asked: u16, own: u16, audience: u16) -> bool {
    let named = if own == 0 { audience } else { own };
    asked == 0 || asked & named != 0 || asked == FIRST_DEGREE && named == 0
}

/// Whether these are nothing but cohorts and levels: what may stand before a college.
pub(crate) fn only_levels(mut words: &str) -> bool {
    while !words.is_empty() {
        let rest = words.trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '级' | '届' | '年' | '的' | '-' | ',')
        });
        let level = LEVELS.iter().find_map(|(word, _)| rest.strip_prefix(word));
        let rest = level.map_or(rest, |rest| {
            TAILS.iter().find_map(|tail| rest.strip_prefix(tail)).unwrap_or(rest)
        });
        if rest.len() == words.len() {
            return false;
        }
        words = rest;
    }
    true
}
