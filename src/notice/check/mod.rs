//! What the types cannot exclude, found in a notice file before it is published.
//!
//! Every check is a small function from a notice to findings. The words are Chinese: who reads them
//! is a registrar.

mod at_once;
mod broken;
mod days;
mod limits;
mod names;
mod private;
mod ranges;
mod read;
mod refs;
mod said;
mod scan;
mod sums;
mod table;
mod texts;
mod twice;

#[cfg(test)]
mod sample;

pub use names::initial_characters;
use serde::Serialize;

use crate::notice::Notice;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look; nothing is wrong.
    Remark,
    /// Probably a slip.
    Warning,
    /// The notice must not be published so.
    Error,
}

/// Something found in a notice file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Where: a JSON pointer (RFC 6901), empty for the file as a whole.
    pub path: String,
    /// What, in plain Chinese.
    pub words: String,
}

type Check = fn(&Notice, &mut Vec<Finding>);

const CHECKS: &[Check] = &[
    refs::ids,
    refs::references,
    refs::unused_places,
    refs::audience_units,
    texts::hidden,
    texts::empty,
    texts::spaces,
    texts::addresses,
    texts::phones,
    texts::background,
    private::identifiers,
    private::accounts,
    days::slots_in_dates,
    days::slot_words,
    days::weekdays,
    days::order_of_dates,
    at_once::groups,
    at_once::coarse,
    twice::units,
    table::orders,
    table::units,
    table::open_windows,
    ranges::ranges,
    sums::totals,
    said::totals,
    said::people,
    said::fees,
    said::arrival,
    names::foldable,
    names::written_alike,
    names::initials,
    limits::times,
    limits::assembly,
    limits::numbers,
    limits::divided,
    limits::money,
    limits::standing,
    limits::after_capture,
    limits::make_ups,
];

/// Checks the text of a notice file. Findings come in the order of the checks, errors first.
pub fn check(json: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(notice) = read::read(json, &mut findings) {
        check_notice(&notice, &mut findings);
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// Checks a notice that has been read.
pub fn check_notice(notice: &Notice, findings: &mut Vec<Finding>) {
    for check in CHECKS {
        check(notice, findings);
    }
}

/// How a check reports what it found.
trait Report {
    fn add(&mut self, severity: Severity, path: impl Into<String>, words: impl Into<String>);

    fn error(&mut self, path: impl Into<String>, words: impl Into<String>) {
        self.add(Severity::Error, path, words);
    }

    fn warning(&mut self, path: impl Into<String>, words: impl Into<String>) {
        self.add(Severity::Warning, path, words);
    }

    fn remark(&mut self, path: impl Into<String>, words: impl Into<String>) {
        self.add(Severity::Remark, path, words);
    }
}

impl Report for Vec<Finding> {
    fn add(&mut self, severity: Severity, path: impl Into<String>, words: impl Into<String>) {
        self.push(Finding { severity, path: path.into(), words: words.into() });
    }
}

/// The JSON pointer of a slot.
fn slot_path(index: usize) -> String {
    format!("/schedule/slots/{index}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::sample::notice;
    use super::{Severity, check};

    #[test]
    fn the_worst_comes_first() {
        let mut value = notice();
        value["title"] = json!("多余 的空格");
        value["arrival"]["meet"] = json!("nowhere");
        let severities: Vec<_> = check(&value.to_string()).iter().map(|f| f.severity).collect();
        assert_eq!(severities, [Severity::Error, Severity::Warning]);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            prop_assert!(!check(&text).is_empty());
        }

        #[test]
        fn any_words_are_answered(
            text in "[0-9 :.~～—至年月日号周星期一二三天(第、和Xx*\\-]{0,40}|\\PC{0,40}",
        ) {
            for pointer in ["/title", "/schedule/says", "/schedule/slots/0/says", "/initials", "/id",
                "/schedule/slots/0/units/0/name", "/schedule/slots/0/place"]
            {
                let mut value = notice();
                if let Some(place) = value.pointer_mut(pointer) {
                    *place = json!(text);
                }
                value["schedule"]["says"] = json!(text);
                check(&value.to_string());
            }
        }
    }
}
