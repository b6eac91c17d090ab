//! Nothing that names a student: served data holds no student's name or number.

use std::collections::HashSet;

use super::scan::half_width;
use super::texts::{Text, texts};
use super::{Finding, Report};
use crate::notice::Notice;

/// Identity-card numbers, mobile numbers, student numbers and masked names, anywhere but where a
/// notice states telephone numbers and addresses.
pub(super) fn identifiers(notice: &Notice, found: &mut Vec<Finding>) {
    let all = texts(notice);
    let public: HashSet<String> = all
        .iter()
        .filter(|text| text.field == "phones")
        .flat_map(|text| {
            let pieces = runs(&text.words).into_iter().map(|run| run.text);
            let whole = text.words.chars().filter(char::is_ascii_digit).collect();
            pieces.chain([whole]).collect::<Vec<String>>()
        })
        .collect();
    for Text { path, field, words } in &all {
        if matches!(field.as_str(), "url" | "phones" | "initials") {
            continue;
        }
        let text = without_addresses(words);
        let runs = runs(&text);
        if let Some(what) = runs.windows(3).find_map(in_pieces) {
            found.error(path, format!("疑似{what}：公开的数据里不得出现"));
            continue;
        }
        for run in runs {
            // A number that the notice gives as its office's own is not a student's.
            if public.contains(&run.text) || run.landline {
                continue;
            }
            if let Some(what) = run.kind() {
                found.error(path, format!("疑似{what}“{}”：公开的数据里不得出现", run.masked()));
            } else if run.is_date() {
                found.warning(path, "八位数字：如果是日期请写成 2026-04-15，如果是学号请删去");
            }
        }
        if has_masked_name(&text) {
            found.error(path, "汉字后面有星号：疑似打码的姓名，公开的数据里不得出现");
        }
    }
}

/// E-mail addresses and QQ numbers, which may be a person's, anywhere but among the contacts. A
/// group's number is nobody's own.
pub(super) fn accounts(notice: &Notice, found: &mut Vec<Finding>) {
    for Text { path, field, words } in texts(notice) {
        if path.starts_with("/contacts/") || field == "url" {
            continue;
        }
        let text: String = without_addresses(&words).chars().map(half_width).collect();
        let what = match (has_mail(&text), has_qq(&text)) {
            (true, _) => "邮箱",
            (_, true) => "QQ号",
            _ => continue,
        };
        found.warning(path, format!("疑似个人{what}：请删去；若是办公用的，请填在 contacts 里"));
    }
}

fn has_mail(text: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let mut pieces = text.split('@');
    let mut before = pieces.next().unwrap_or_default();
    for after in pieces {
        let host = after.split(|c| !part(c)).next().unwrap_or_default();
        let is_host = host.trim_matches('.').contains('.');
        if is_host && before.ends_with(part) {
            return true;
        }
        before = after;
    }
    false
}

/// QQ and five figures or more, but for what is said in between: QQ号：12345.
fn has_qq(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    upper.split("QQ").skip(1).any(|after| {
        let number = after.trim_start_matches(|c: char| " :号码为是".contains(c));
        number.chars().take_while(char::is_ascii_digit).count() >= 5
    })
}

/// Digits and mask characters on end.
struct Run {
    text: String,
    /// Whether an area code stands before it: `023-65022072`.
    landline: bool,
    /// Whether only a space or a hyphen parts it from the run before.
    joined: bool,
}

/// A number written in three pieces: `138 0000 0000`.
fn in_pieces(pieces: &[Run]) -> Option<&'static str> {
    let [first, second, third] = pieces else {
        return None;
    };
    if !(second.joined && third.joined) {
        return None;
    }
    match (first.text.len(), second.text.len(), third.text.len()) {
        (3, 4, 4) if first.text.starts_with('1') => Some("手机号"),
        (6, 8, 4) => Some("身份证号"),
        _ => None,
    }
}

impl Run {
    /// Whose number it may be.
    fn kind(&self) -> Option<&'static str> {
        let digits = self.text.chars().filter(char::is_ascii_digit).count();
        let masks = self.text.chars().count() - digits;
        let last_is_x = self.text.ends_with(['x', 'X']);
        if digits == 18 || (digits == 17 && masks == 1 && last_is_x) {
            Some("身份证号")
        } else if digits == 11 && masks == 0 && self.text.starts_with('1') {
            Some("手机号")
        } else if (masks == 0 && digits >= 8 && !self.is_date())
            || (masks >= 1 && digits >= 8)
            || (masks >= 2 && digits >= 3 && digits + masks >= 7)
        {
            Some("学号或其他个人号码")
        } else {
            None
        }
    }

    /// Whether it may be a date without its hyphens: `20171206`.
    fn is_date(&self) -> bool {
        let part = |range: std::ops::Range<usize>| {
            self.text.get(range).and_then(|part| part.parse::<u32>().ok())
        };
        self.text.len() == 8
            && matches!(
                (part(0..4), part(4..6), part(6..8)),
                (Some(1990..=2060), Some(1..=12), Some(1..=31))
            )
    }

    /// A part of it, so that the finding does not repeat what must not be shown.
    fn masked(&self) -> String {
        self.text.chars().take(3).chain("…".chars()).collect()
    }
}

/// The runs of digits and mask characters in a text.
fn runs(text: &str) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut run = String::new();
    let mut between = String::new();
    for c in text.chars().map(half_width).chain(['\n']) {
        if c.is_ascii_digit() || matches!(c, 'x' | 'X' | '*') {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            let text = std::mem::take(&mut run);
            let joined = !found.is_empty() && matches!(between.as_str(), " " | "-");
            let after_area_code = found.last().is_some_and(|before| {
                before.text.starts_with('0') && matches!(before.text.len(), 3 | 4)
            });
            let landline = joined && after_area_code && matches!(text.len(), 7 | 8);
            found.push(Run { text, landline, joined });
            between.clear();
        }
        between.push(c);
    }
    found
}

/// A text without the addresses in it, which are full of numbers.
fn without_addresses(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, address)) = ["http://", "https://", "www."]
        .iter()
        .filter_map(|start| split_at(rest, start))
        .min_by_key(|(before, _)| before.len())
    {
        kept.push_str(before);
        rest = address.trim_start_matches(|c: char| c.is_ascii_graphic());
        kept.push(' ');
    }
    kept.push_str(rest);
    kept
}

fn split_at<'a>(text: &'a str, start: &str) -> Option<(&'a str, &'a str)> {
    text.find(start).and_then(|at| text.split_at_checked(at))
}

fn has_masked_name(text: &str) -> bool {
    let chars: Vec<char> = text.chars().map(half_width).collect();
    chars.windows(2).any(|pair| matches!(pair, [han, '*'] if super::names::is_han(*han)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice, words};
    use serde_json::json;

    fn about(text: &str) -> Vec<String> {
        let mut value = notice();
        value["purpose"] = json!(text);
        found(&value)
    }

    #[test]
    fn numbers_of_persons_are_errors() {
        // The digits are those of no card: 00 is no province.
        for text in [
            "证件号00000019900101001X",
            "证件号000000199001010011",
            "电话13800000000",
            "物联网3班22998XXXX",
            "22998****",
            "学号2022001234",
            "学号\u{ff12}\u{ff10}\u{ff12}\u{ff12}001234",
            "138-0000-0000",
            "000000 19951301 0011",
            "138****0000",
            "何*",
        ] {
            assert_eq!(about(text), ["error /purpose"], "{text}");
        }
    }

    #[test]
    fn the_finding_does_not_repeat_the_number() {
        let mut value = notice();
        value["purpose"] = json!("电话13800000000");
        assert!(!words(&value, "/purpose").contains("1380"));
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "教学服〔2022〕10号",
            "2026年4月15日8:30-08:50",
            "480×640像素",
            "见https://jw.example.edu.cn/content.jsp?newsid=20260415123。",
            "联系电话：023-65022072",
            "2025-11-03",
        ] {
            assert!(about(text).is_empty(), "{text}");
        }
        assert_eq!(about("文件日期20171206"), ["warning /purpose"]);
    }

    #[test]
    fn accounts_of_persons_are_warnings() {
        for text in [
            "发至wang.fang@qq.com",
            "发至a＠b.edu.cn。",
            "QQ12345",
            "联系QQ号码：1234567",
            "qq: 66666",
        ] {
            let found = about(text);
            assert_eq!(found.last().map(String::as_str), Some("warning /purpose"), "{text}");
        }
        for text in ["加入QQ群1234567", "QQ", "@所有人", "见https://a.cn/@b.c", "用QQ5.0扫码"]
        {
            assert!(!about(text).contains(&"warning /purpose".to_owned()), "{text}");
        }
        let mut value = notice();
        value["contacts"] = json!([{ "about": "图像采集", "party": "student",
            "office": "jwc@a.edu.cn" }]);
        assert!(found(&value).is_empty());
    }

    #[test]
    fn a_number_that_the_notice_gives_out_may_stand_in_its_words() {
        let mut value = notice();
        value["contacts"] = json!([{ "about": "图像采集", "party": "student",
            "phones": ["18089293349", "58809264"], "says": "电话58809264,18089293349" }]);
        assert!(found(&value).is_empty());
        value["contacts"][0]["phones"] = json!(["58809264"]);
        assert_eq!(found(&value), ["error /contacts/0/says"]);
    }
}
