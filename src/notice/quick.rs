//! The first rung of the look-up, for a page that has to be there fast.
//!
//! A link names its unit as the notice does, but for white space and full-width letters that crept in
//! on its way. What is written otherwise is for the whole look-up, which the page loads then.

use crate::lookup::{How, Match, time};
use crate::notice::Notice;

/// The slots of the unit of exactly this name, in the order of time: those that
/// [`Index::find`](crate::lookup::Index::find) finds, or none, where only that can tell. The checks
/// hold that no notice is published for which the two differ.
pub fn quick(notice: &Notice, asked: &str) -> Vec<Match> {
    let mut matches: Vec<Match> = Vec::new();
    let wanted = plain(asked);
    let slots = &notice.schedule.slots;
    let starts = |it: &Match| slots.get(it.slot).map(time);
    for (slot, row) in slots.iter().enumerate() {
        let named = row.units.iter().position(|it| plain(&it.name) == wanted);
        if let Some((unit, it)) = named.and_then(|unit| Some((unit, row.units.get(unit)?))) {
            let found = Match { slot, unit, name: it.name.clone(), how: How::Exact };
            let later = matches.iter().position(|other| starts(other) > starts(&found));
            matches.insert(later.unwrap_or(matches.len()), found);
        }
    }
    matches
}

/// A text without white space and invisible characters, its full-width letters made plain.
pub fn plain(text: &str) -> String {
    let char = |char: char| match char {
        ' ' | '\t' | '\u{A0}' | '\u{3000}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => None,
        '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0),
        _ => Some(char),
    };
    text.chars().filter_map(char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::Index;

    const NOTICES: [&str; 5] = [
        include_str!("../../public/notices/bnu-2025.json"),
        include_str!("../../public/notices/cqie-2027.json"),
        include_str!("../../public/notices/cqust-2026.json"),
        include_str!("../../public/notices/hnust-2026.json"),
        include_str!("../../public/notices/xaipe-2025.json"),
    ];

    /// The same name after a way through chat programs.
    fn writings(name: &str) -> [String; 4] {
        let wide = |char: char| match char {
            '!'..='~' => char::from_u32(u32::from(char) + 0xFEE0).unwrap(),
            _ => char,
        };
        [
            name.to_owned(),
            name.chars().flat_map(|char| [char, ' ']).collect(),
            name.chars().map(wide).collect(),
            name.chars().flat_map(|char| [wide(char), '\u{200B}']).collect(),
        ]
    }

    #[test]
    fn every_unit_is_found_as_by_the_whole_look_up() {
        for json in NOTICES {
            let notice = Notice::from_json(json).unwrap();
            let index = Index::new(&notice);
            let places = |found: Vec<Match>| -> Vec<(usize, usize, String)> {
                found.into_iter().map(|it| (it.slot, it.unit, it.name)).collect()
            };
            for unit in notice.schedule.slots.iter().flat_map(|slot| &slot.units) {
                for asked in writings(&unit.name) {
                    let quick = places(quick(&notice, &asked));
                    assert!(!quick.is_empty(), "{asked}");
                    assert_eq!(quick, places(index.find(&asked).matches), "{asked}");
                }
            }
        }
    }

    #[test]
    fn another_name_is_left_to_the_whole_look_up() {
        let notice = Notice::from_json(NOTICES[4]).unwrap();
        for asked in ["体育教育8班", "体育教育", "", "21体育教育1—5班"] {
            assert_eq!(quick(&notice, asked), [], "{asked}");
        }
    }
}
