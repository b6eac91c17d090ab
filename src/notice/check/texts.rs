//! Texts as texts: empty ones, stray spaces, addresses, telephone numbers.

use serde_json::Value;

use super::{Finding, Report, read};
use crate::notice::Notice;

/// A string of a notice.
pub(super) struct Text {
    /// Where it stands, as a JSON pointer.
    pub path: String,
    /// The field it belongs to; that of the list for a string in a list.
    pub field: String,
    /// What it says.
    pub words: String,
}

/// Every string of a notice.
pub(super) fn texts(notice: &Notice) -> Vec<Text> {
    let mut texts = Vec::new();
    // A notice always serialises: it has no map with odd keys. If not, there is nothing to check.
    if let Ok(value) = serde_json::to_value(notice) {
        walk(&value, String::new(), "", &mut texts);
    }
    texts
}

fn walk(value: &Value, path: String, field: &str, texts: &mut Vec<Text>) {
    match value {
        Value::String(text) => {
            texts.push(Text { path, field: field.to_owned(), words: text.clone() });
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                walk(value, format!("{path}/{index}"), field, texts);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                walk(value, format!("{path}/{}", read::escape(name)), name, texts);
            }
        }
        _ => {}
    }
}

/// Whether a character cannot be seen and changes what is: a control character, or one that turns
/// the direction of what follows.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that nobody sees: line ends within a text, escapes, changes of direction.
pub(super) fn hidden(notice: &Notice, found: &mut Vec<Finding>) {
    for Text { path, words, .. } in texts(notice) {
        if let Some(c) = words.chars().find(|c| is_hidden(*c)) {
            found.error(path, format!("有看不见的控制字符 U+{:04X}：请删去", u32::from(c)));
        }
    }
}

/// Texts that say nothing.
pub(super) fn empty(notice: &Notice, found: &mut Vec<Finding>) {
    for Text { path, words, .. } in texts(notice) {
        if words.trim().is_empty() && path != "/initials" {
            found.error(path, "内容为空：请填写，或删去这个字段");
        }
    }
}

/// Spaces that are not between Latin words or figures: traces of the page layout.
pub(super) fn spaces(notice: &Notice, found: &mut Vec<Finding>) {
    for Text { path, words, .. } in texts(notice) {
        let told = words.trim().is_empty() || words.contains(is_hidden);
        if !told && has_stray_space(&words) {
            found.warning(path, format!("多余的空格：“{words}”。只有英文单词之间才留空格"));
        }
    }
}

fn has_stray_space(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.iter().enumerate().any(|(at, c)| {
        let latin =
            |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_graphic);
        c.is_whitespace() && !(*c == ' ' && latin(at.checked_sub(1)) && latin(Some(at + 1)))
    })
}

/// Addresses that a page must not link to.
pub(super) fn addresses(notice: &Notice, found: &mut Vec<Finding>) {
    for Text { path, field, words } in texts(notice) {
        let plain = words.starts_with("https://") || words.starts_with("http://");
        if field == "url" && !plain {
            found.error(path, format!("网址“{words}”要以 https:// 或 http:// 开头"));
        }
    }
}

/// A background without a colour, or whose exact colour is none.
pub(super) fn background(notice: &Notice, found: &mut Vec<Finding>) {
    let Some(background) = &notice.look.background else {
        return;
    };
    if background.colours.is_empty() {
        found.warning("/look/background/colours", "背景没有颜色");
    }
    let is_hex = |hex: &str| {
        hex.strip_prefix('#').is_some_and(|digits| {
            digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit())
        })
    };
    if let Some(hex) = background.hex.as_deref().filter(|hex| !is_hex(hex)) {
        found.error("/look/background/hex", format!("颜色“{hex}”要写成 #64c5ff 的样子"));
    }
}

/// Telephone numbers that are none.
pub(super) fn phones(notice: &Notice, found: &mut Vec<Finding>) {
    for Text { path, field, words } in texts(notice) {
        let digits = words.chars().filter(char::is_ascii_digit).count();
        let written = words.chars().all(|c| c.is_ascii_digit() || "+-() 转".contains(c));
        if field == "phones" && !(written && (3..=20).contains(&digits)) {
            found.warning(path, format!("“{words}”不像一个电话号码：一项只写一个号码"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice};
    use serde_json::json;

    #[test]
    fn empty_texts() {
        let mut value = notice();
        value["fee"]["says"] = json!(" ");
        assert_eq!(found(&value), ["error /fee/says"]);
    }

    #[test]
    fn spaces_only_between_latin_words() {
        let mut value = notice();
        value["title"] = json!("关于做好 2026 届图像采集的通知");
        assert_eq!(found(&value), ["warning /title"]);
        value["title"] = json!("用 App 采集");
        assert_eq!(found(&value), ["warning /title"]);
        value["title"] = json!("用Microsoft Office 2024采集");
        assert!(found(&value).is_empty());
    }

    #[test]
    fn characters_that_nobody_sees() {
        for hidden in
            ['\0', '\n', '\u{1b}', '\u{1f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}']
        {
            let mut value = notice();
            value["title"] = json!(format!("图像{hidden}采集"));
            assert_eq!(found(&value), ["error /title"], "{hidden:?}");
        }
        let mut value = notice();
        value["schedule"]["slots"][1]["note"] = json!("\u{202e}");
        assert_eq!(found(&value), ["error /schedule/slots/1/note"]);
    }

    #[test]
    fn addresses_are_web_addresses() {
        let mut value = notice();
        value["url"] = json!("javascript:alert(1)");
        assert_eq!(found(&value), ["error /url"]);
        value["url"] = json!("https://www.chsi.com.cn/");
        assert!(found(&value).is_empty());
    }

    #[test]
    fn backgrounds_have_a_colour() {
        let mut value = notice();
        value["look"] = json!({ "background": { "colours": [], "hex": "blue", "says": "蓝色" } });
        assert_eq!(
            found(&value),
            ["error /look/background/hex", "warning /look/background/colours"]
        );
        value["look"]["background"] =
            json!({ "colours": ["light_blue"], "hex": "#64c5ff", "says": "浅蓝色" });
        assert!(found(&value).is_empty());
    }

    #[test]
    fn one_telephone_number_at_a_time() {
        let mut value = notice();
        value["contacts"] = json!([
            { "about": "图像采集", "party": "student", "phones": ["029-81154835;18089293349"] }
        ]);
        assert_eq!(found(&value), ["warning /contacts/0/phones/0"]);
        value["contacts"][0]["phones"] = json!(["029-81154835", "18089293349"]);
        assert!(found(&value).is_empty());
    }
}
