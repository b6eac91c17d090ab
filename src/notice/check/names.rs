//! Names that the page has to find: folded without Unicode's tables, and by pinyin initials.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::{Finding, Report};
use crate::fold::{fold, key};
use crate::notice::Notice;
use crate::quick::plain;

/// Whether a character is Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '\u{3007}')
}

/// Names with characters that the page's small table does not fold as NFKC does.
pub(super) fn foldable(notice: &Notice, found: &mut Vec<Finding>) {
    for (path, name) in names(notice) {
        let normal: String = name.nfkc().collect();
        if fold(&name) != fold(&normal) {
            found.warning(
                path,
                format!("“{name}”里有少见的字符，页面上搜不到：请改写成“{normal}”，或把它加为别名"),
            );
        }
    }
}

/// Chinese characters in names whose initials are missing.
pub(super) fn initials(notice: &Notice, found: &mut Vec<Finding>) {
    let Some(known) = parse(&notice.initials) else {
        found.error("/initials", "拼音首字母的格式不对：每个汉字后面是它的首字母，如“软r工g重cz”");
        return;
    };
    let missing: String = initial_characters(notice).difference(&known).collect();
    if !missing.is_empty() {
        let some: String = missing.chars().take(12).collect();
        found.warning(
            "/initials",
            format!("缺少拼音首字母({some}…),运行 tucai notice initials <文件> 补全"),
        );
    }
}

/// The Chinese characters whose initials a notice needs: those of units, their other names,
/// colleges, counselors, and of who is told that the notice is not for them.
pub fn initial_characters(notice: &Notice) -> BTreeSet<char> {
    names(notice)
        .into_iter()
        .flat_map(|(_, name)| name.chars().collect::<Vec<_>>())
        .filter(|c| is_han(*c))
        .collect()
}

/// The characters in `软r工g重cz`; none if it is not of that form.
fn parse(initials: &str) -> Option<BTreeSet<char>> {
    let mut known = BTreeSet::new();
    let mut pending = false;
    for c in initials.chars() {
        match c {
            'a'..='z' if !known.is_empty() => pending = false,
            _ if is_han(c) && !pending => pending = known.insert(c),
            _ => return None,
        }
    }
    (!pending).then_some(known)
}

/// Names by which people search, and where they stand.
fn names(notice: &Notice) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let path = super::slot_path(index);
        for (at, unit) in slot.units.iter().enumerate() {
            names.push((format!("{path}/units/{at}/name"), unit.name.clone()));
            for (alias_at, alias) in unit.aliases.iter().enumerate() {
                names.push((format!("{path}/units/{at}/aliases/{alias_at}"), alias.clone()));
            }
        }
        names.extend(slot.college.clone().map(|name| (format!("{path}/college"), name)));
        names.extend(slot.counselor.clone().map(|name| (format!("{path}/counselor"), name)));
    }
    for (index, excluded) in notice.excluded.iter().enumerate() {
        let path = format!("/excluded/{index}");
        names.push((format!("{path}/who"), excluded.who.clone()));
        for (at, alias) in excluded.aliases.iter().enumerate() {
            names.push((format!("{path}/aliases/{at}"), alias.clone()));
        }
    }
    names
}

/// One unit written in two ways: a link by one of them shows only the slots of that one, for the page
/// looks no further than [`quick`](crate::quick) where it finds a name.
pub(super) fn written_alike(notice: &Notice, found: &mut Vec<Finding>) {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for (slot, row) in notice.schedule.slots.iter().enumerate() {
        for (unit, it) in row.units.iter().enumerate() {
            let other = *first.entry(key(&it.name)).or_insert(&it.name);
            if plain(other) != plain(&it.name) {
                found.error(
                    format!("/schedule/slots/{slot}/units/{unit}/name"),
                    format!("“{}”在前面写作“{other}”：同一个单位请写成一样", it.name),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice};
    use serde_json::json;

    #[test]
    fn initials_are_complete_and_well_formed() {
        let mut value = notice();
        value["initials"] = json!("软r工g");
        assert_eq!(found(&value), ["warning /initials"]);
        for broken in ["r软", "软工g", "软r工g班b重", "软r 工g班b"] {
            value["initials"] = json!(broken);
            assert!(found(&value).contains(&"error /initials".to_owned()), "{broken}");
        }
        value["initials"] = json!("软r工g班b重cz");
        assert!(found(&value).is_empty());
    }

    #[test]
    fn counselors_and_colleges_are_searched_too() {
        let mut value = notice();
        value["schedule"]["slots"][0]["college"] = json!("软件学院");
        assert_eq!(found(&value), ["warning /initials"]);
    }

    #[test]
    fn names_are_folded_as_unicode_would() {
        let mut value = notice();
        value["schedule"]["slots"][0]["units"][0]["name"] = json!("２３软工１班");
        assert!(found(&value).is_empty());
        // A compatibility form of 隆.
        value["schedule"]["slots"][0]["units"][0]["name"] = json!("23\u{f9dc}工1班");
        assert!(found(&value).contains(&"warning /schedule/slots/0/units/0/name".to_owned()));
    }

    #[test]
    fn one_unit_in_two_rows_is_written_alike() {
        let mut value = notice();
        let slots = value["schedule"]["slots"].as_array_mut().unwrap();
        slots[0]["choice"] = json!("any_one");
        slots[2]["choice"] = json!("any_one");
        slots[2]["units"][0]["name"] = json!("23软工1班");
        assert!(found(&value).is_empty());
        value["schedule"]["slots"][2]["units"][0]["name"] = json!("23软工一班");
        assert!(found(&value).contains(&"error /schedule/slots/2/units/0/name".to_owned()));
    }
}
