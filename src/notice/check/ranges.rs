//! Ranges of classes that hold none, or more than any school has.

use super::{Finding, Report, slot_path};
use crate::fold::plain;
use crate::notice::Notice;

/// No major has more classes.
const MOST: u64 = 200;

/// Ranges that go down (`5—1班`) or are absurdly long (`1—999班`).
pub(super) fn ranges(notice: &Notice, found: &mut Vec<Finding>) {
    let year = u64::try_from(chrono::Datelike::year(&notice.checked.date())).unwrap_or_default();
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        for (at, unit) in slot.units.iter().enumerate() {
            let path = format!("{}/units/{at}", slot_path(index));
            let aliases = unit.aliases.iter().enumerate();
            let names = std::iter::once((format!("{path}/name"), &unit.name))
                .chain(aliases.map(|(at, alias)| (format!("{path}/aliases/{at}"), alias)));
            for (path, name) in names {
                if let Some(words) = wrong(name, year) {
                    found.error(path, words);
                }
            }
        }
    }
}

/// What is wrong with the first wrong range of a name.
fn wrong(name: &str, year: u64) -> Option<String> {
    let chars = plain(name);
    let mut rest = chars.as_slice();
    while !rest.is_empty() {
        let Some((first, digits, tail)) = number(rest) else {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        rest = tail;
        let ['-', second @ ..] = past_word(tail) else { continue };
        let Some((last, last_digits, behind)) = number(second) else { continue };
        // What is behind it tells a range from the number of a house or a year.
        let counted = past_word(tail).len() < tail.len();
        if !counted && !matches!(behind, [] | ['班' | ',' | ')', ..]) {
            continue;
        }
        // 2301-04 is 2301-2304.
        let last = match (digits, last_digits) {
            (4, 2) => first / 100 * 100 + last,
            _ => last,
        };
        let is_cohort = !counted && is_cohort(first, digits, year);
        if last < first && !is_cohort {
            return Some(format!("“{name}”里{first}到{last}前后颠倒，没有一个班"));
        }
        if last.saturating_sub(first) >= MOST && !is_cohort {
            return Some(format!("“{name}”里{first}到{last}超过{MOST}个班，请核对"));
        }
    }
    None
}

/// Whether a number before a hyphen is a cohort: 23-1班, 2023-1班.
fn is_cohort(number: u64, digits: usize, year: u64) -> bool {
    let cohort = match digits {
        2 => year / 100 * 100 + number,
        4 => number,
        _ => return false,
    };
    (year.saturating_sub(10)..=year).contains(&cohort)
}

fn past_word(chars: &[char]) -> &[char] {
    chars.strip_prefix(&['班']).unwrap_or(chars)
}

/// The number at the start, how many digits it has, and what follows it.
fn number(chars: &[char]) -> Option<(u64, usize, &[char])> {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let (written, rest) = chars.split_at_checked(digits).filter(|_| digits > 0)?;
    let value = written
        .iter()
        .filter_map(|c| c.to_digit(10))
        .fold(0_u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(digit)));
    Some((value, digits, rest))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice};
    use serde_json::json;

    fn about(name: &str) -> Vec<String> {
        let mut value = notice();
        value["schedule"]["slots"][0]["units"][0]["name"] = json!(name);
        let errors = found(&value).into_iter().filter(|finding| finding.starts_with("error"));
        errors.collect()
    }

    #[test]
    fn ranges_that_go_down_or_never_end() {
        for name in [
            "软工5—1班",
            "软工11-6班",
            "22-[3-1]班",
            "软工5班-1班",
            "软工1—300班",
            "软工1-999999班",
            "软工2304-01班",
            "软工（5～1）班",
            "软工1—3、9—7班",
        ] {
            assert_eq!(about(name), ["error /schedule/slots/0/units/0/name"], "{name}");
        }
        let mut value = notice();
        value["schedule"]["slots"][0]["units"][0]["aliases"] = json!(["软件9-8班"]);
        assert!(found(&value).contains(&"error /schedule/slots/0/units/0/aliases/0".to_owned()));
    }

    #[test]
    fn ranges_and_what_is_none() {
        for name in [
            "软工1—5班",
            "23-1班",
            "2023-1班",
            "软工22-1班",
            "22-[1-3]班",
            "软工2301-04班",
            "软工1、2班",
            "软工1—200班",
            "23级软工(专升本)1-2班",
            "机械23（1-3）班",
        ] {
            assert_eq!(about(name), Vec::<String>::new(), "{name}");
        }
    }
}
