//! The upper rungs of the look-up, for a page that has to be there fast.
//!
//! A link names its unit as the notice does, so the names themselves, aliases and the classes inside
//! ranges answer nearly every one. What they leave open is for the whole look-up, which the page
//! loads then.

use crate::fold::key;
use crate::lookup::{Match, preambles, time, who};
use crate::names::{Rung, UnitNames, Words};
use crate::notice::Notice;

/// The slots of the unit that is asked for by its name, an alias or as a class inside a range, in
/// the order of time: those that [`Index::find`](crate::lookup::Index::find) finds, or none, where
/// only that can tell.
pub fn quick(notice: &Notice, asked: &str) -> Vec<Match> {
    let mut matches = Vec::new();
    let slots = &notice.schedule.slots;
    let mut colleges: Vec<&str> = Vec::new();
    for slot in slots {
        if let Some(name) = slot.college.as_deref()
            && !colleges.contains(&name)
        {
            colleges.push(name);
        }
    }
    let keys: Vec<String> = colleges.iter().map(|name| key(name)).collect();
    let words = Words::new(asked, &preambles(notice), &keys);
    // Whoever the notice is not for has to be told so.
    let excluded =
        notice.excluded.iter().flat_map(|it| std::iter::once(&it.who).chain(&it.aliases));
    if words.whole.is_empty()
        || excluded.filter_map(|name| who(name)).any(|who| words.bare.contains(&who))
    {
        return matches;
    }
    let mut best = Rung::Part;
    for (at, slot) in slots.iter().enumerate() {
        let college = slot.college.as_deref();
        let college = college.and_then(|name| colleges.iter().position(|known| *known == name));
        for unit in 0..slot.units.len() {
            let names = UnitNames::new(at, slot, unit, college);
            let Some((names, (rung, how, name))) =
                names.and_then(|names| names.answers(&words).map(|answer| (names, answer)))
            else {
                continue;
            };
            if rung < best {
                best = rung;
                matches.clear();
            }
            // A slot with two such units is one match.
            if rung > best || matches.iter().any(|known: &Match| known.slot == at) {
                continue;
            }
            let later = |known: &Match| slots.get(known.slot).map(time) > Some(time(slot));
            let place = matches.iter().position(later).unwrap_or(matches.len());
            let name = name.unwrap_or(names.name);
            matches.insert(place, Match { slot: at, unit, name, how });
        }
    }
    matches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::Index;
    use crate::range::Pattern;

    const NOTICES: [&str; 5] = [
        include_str!("../../public/notices/bnu-2025.json"),
        include_str!("../../public/notices/cqie-2027.json"),
        include_str!("../../public/notices/cqust-2026.json"),
        include_str!("../../public/notices/hnust-2026.json"),
        include_str!("../../public/notices/xaipe-2025.json"),
    ];

    /// Every name of a notice's units: as written, as aliases, class by class.
    fn names(notice: &Notice) -> Vec<String> {
        let mut names = Vec::new();
        for unit in notice.schedule.slots.iter().flat_map(|slot| &slot.units) {
            names.push(unit.name.clone());
            names.extend(unit.aliases.clone());
            let pattern = Pattern::new(&unit.name);
            for part in pattern.iter().flat_map(Pattern::parts) {
                names.extend(part.spans().is_empty().then(|| part.stem().to_owned()));
                let numbers = part.spans().iter().flat_map(|&(lo, hi)| lo..=hi);
                names.extend(numbers.map(|number| part.alone(number)));
            }
        }
        names
    }

    /// The same name as people write it.
    fn writings(name: &str) -> [String; 5] {
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            c => c,
        };
        [
            name.to_owned(),
            name.chars().flat_map(|c| [c, ' ']).collect(),
            name.chars().map(wide).collect(),
            format!("\u{3000}{}", name.replace('班', "")),
            name.chars().flat_map(|c| [wide(c), '\u{200B}']).collect(),
        ]
    }

    #[test]
    fn every_name_class_and_alias_is_found_as_by_the_whole_look_up() {
        for json in NOTICES {
            let notice = Notice::from_json(json).unwrap();
            let index = Index::new(&notice);
            for name in names(&notice) {
                for asked in writings(&name) {
                    let quick = quick(&notice, &asked);
                    assert!(!quick.is_empty(), "{asked}");
                    assert_eq!(quick, index.find(&asked).matches, "{asked}");
                }
            }
        }
    }
}
