//! What is wrong with a file that cannot be read, in Chinese.

use std::borrow::Cow;

/// No quotation from a file is longer in a finding.
const QUOTED: usize = 40;

/// What is wrong with the JSON, with line and column.
pub(super) fn broken(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    // The parser puts the position at the end of its own words.
    let cause = text.rsplit_once(" at line ").map_or(text.as_str(), |(cause, _)| cause);
    if error.is_eof() {
        return format!("文件不完整：到第 {line} 行第 {column} 列就结束了");
    }
    if error.is_data() {
        return format!("第 {line} 行第 {column} 列的内容不合要求：{}", data(cause));
    }
    format!("第 {line} 行第 {column} 列不是正确的 JSON：{}", syntax(cause))
}

/// The parser's complaints about what is no JSON.
fn syntax(cause: &str) -> &'static str {
    const KNOWN: &[(&str, &str)] = &[
        ("trailing comma", "多了一个逗号"),
        ("trailing characters", "结尾有多余的内容"),
        ("key must be a string", "字段名要用双引号"),
        ("expected value", "这里缺少内容"),
        ("expected ident", "这里只能是 true、false 或 null"),
        ("expected `,` or `}`", "这里缺少逗号或右花括号"),
        ("expected `,` or `]`", "这里缺少逗号或右方括号"),
        ("expected `:`", "这里缺少冒号"),
        ("expected `\"`", "这里缺少双引号"),
        ("invalid escape", "反斜杠后面的字符不对"),
        ("invalid number", "数字写得不对"),
        ("number out of range", "数字太大"),
        ("invalid unicode code point", "有不存在的字符编码"),
        ("lone leading surrogate", "有不完整的字符编码"),
        ("unexpected end of hex escape", "有不完整的字符编码"),
        ("control character", "双引号里有换行或控制字符"),
        ("recursion limit exceeded", "嵌套太深"),
    ];
    let known = KNOWN.iter().find(|(english, _)| cause.starts_with(english));
    known.map_or("写法不对", |(_, chinese)| chinese)
}

/// serde's complaints about JSON that is no notice, and those of our own types.
fn data(cause: &str) -> Cow<'static, str> {
    const KNOWN: &[(&str, &str)] = &[
        ("not a day", "日期要写成 2026-04-15，而且确有这一天"),
        ("not a time of day", "时刻要写成 14:10"),
        ("not a span of time", "时段要写成 14:10-14:30，结束晚于开始"),
        ("not a span of days", "日期区间要写成 2026-04-15/2026-04-17，先后有序"),
    ];
    if let Some((_, chinese)) = KNOWN.iter().find(|(english, _)| cause.starts_with(english)) {
        return Cow::Borrowed(chinese);
    }
    if let Some(field) = cause.strip_prefix("missing field ") {
        return format!("缺少字段 {}", quoted(field)).into();
    }
    if let Some(field) = cause.strip_prefix("duplicate field ") {
        return format!("字段重复 {}", quoted(field)).into();
    }
    if let Some(rest) = cause.strip_prefix("unknown variant ") {
        let (name, choices) = rest.rsplit_once(", expected ").unwrap_or((rest, ""));
        let choices = choices.trim_start_matches("one of ").replace(" or ", ", ");
        return format!("没有这个选项 {}，应为其中之一：{choices}", quoted(name)).into();
    }
    let what = cause
        .strip_prefix("invalid type: ")
        .or_else(|| cause.strip_prefix("invalid value: "))
        .and_then(|rest| rest.rsplit_once(", expected "));
    if let Some((what, expected)) = what {
        return format!("这里是{}，应为{}", unexpected(what), wanted(expected)).into();
    }
    if let Some((length, expected)) =
        cause.strip_prefix("invalid length ").and_then(|rest| rest.split_once(", expected "))
    {
        return format!("这里是{length}项的列表，应为{}", wanted(expected)).into();
    }
    Cow::Borrowed("写法不对")
}

/// What stands there, by serde's name for it.
fn unexpected(what: &str) -> String {
    let value = |name: &str| what.strip_prefix(name).map(|value| quoted(value.trim()));
    if let Some(text) = value("string ") {
        return format!("文字 {text}");
    }
    if let Some(number) = value("integer ").or_else(|| value("floating point ")) {
        return format!("数字 {number}");
    }
    match what {
        "null" | "unit value" => "空值 null",
        "sequence" => "列表 […]",
        "map" => "对象 {…}",
        _ if what.starts_with("boolean") => "true 或 false",
        _ if what.ends_with("variant") => "另一种写法的选项",
        _ => "别的内容",
    }
    .to_owned()
}

/// What should stand there, by serde's name for it.
fn wanted(expected: &str) -> &'static str {
    match expected {
        "a string" | "a borrowed string" | "string" => "双引号里的文字",
        "a boolean" => "true 或 false",
        "a sequence" => "列表 […]",
        "u8" => "0 到 255 的整数",
        "u16" => "0 到 65535 的整数",
        "u32" | "u64" | "usize" => "不带小数和负号的整数",
        "a map" => "对象 {…}",
        "string or map" | "variant identifier" => "规定的选项之一",
        _ if expected.starts_with("struct") => "对象 {…}",
        _ if expected.starts_with("enum") => "规定的选项之一",
        _ if expected.starts_with("unit") => "不带内容的选项名",
        _ if expected.starts_with("tuple") => "列表 […]",
        _ => "别的内容",
    }
}

/// A piece of the file, shortened.
fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::super::sample::notice;
    use serde_json::{Value, json};

    /// No English but names of fields and choices, which stand in backticks, what is quoted, and JSON's own words.
    fn is_chinese(words: &str) -> bool {
        let prose: String = words.split(['`', '"']).step_by(2).collect();
        let known = ["JSON", "true", "false", "null"];
        let rest = known.iter().fold(prose, |rest, word| rest.replace(word, ""));
        !rest.contains(|c: char| c.is_ascii_alphabetic())
    }

    #[test]
    fn what_is_no_json_is_said_in_chinese() {
        for text in [
            "",
            "[]",
            "[1]",
            "{}",
            "null",
            "5",
            "1.5",
            "\"\"",
            "true",
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "[1 2]",
            "{\"a\":1 \"b\":2}",
            "{\"a\":\"\\x\"}",
            "{\"a\":01}",
            "{\"a\":1e999}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\n\"}",
            "{\"a\":tru}",
            "{\"a\":nul}",
            "{\"a\":-}",
            "{\"id\":\"a\",\"id\":\"b\"}",
            "<html>",
            "'",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"\\ud800\\u0020\"}",
            "@",
        ] {
            let findings = check(text);
            assert_eq!(findings.len(), 1, "{text}: {findings:?}");
            assert!(is_chinese(&findings[0].words), "{text}: {}", findings[0].words);
        }
        let deep = format!("{{\"a\":{}", "[".repeat(500));
        assert!(is_chinese(&check(&deep)[0].words));
    }

    #[test]
    fn what_is_no_notice_is_said_in_chinese() {
        let values = [
            json!(null),
            json!(true),
            json!(-1),
            json!(300),
            json!(1.5),
            json!(99_999_999_999_u64),
            json!("x"),
            json!([]),
            json!([1]),
            json!({}),
            json!({ "x": 1 }),
            json!({ "clock": 1 }),
            json!({ "clock": [] }),
            json!({ "clock": "a", "from": 1 }),
            json!("clock"),
            json!("expected at line 3"),
        ];
        for pointer in [
            "",
            "/id",
            "/school",
            "/school/name",
            "/revision",
            "/checked",
            "/audiences",
            "/places/0",
            "/places/0/groups",
            "/fee",
            "/fee/fen",
            "/schedule",
            "/schedule/slots",
            "/schedule/dates/0",
            "/schedule/slots/0",
            "/schedule/slots/0/when",
            "/arrival",
            "/schedule/slots/0/when/clock",
            "/schedule/slots/0/when/clock/span",
            "/standing",
            "/schedule/slots/0/units",
            "/schedule/slots/0/kind",
            "/code/lead",
            "/code/attempts_per_day",
        ] {
            for new in &values {
                let mut value = notice();
                value["code"] = json!({ "lead": "before_capture", "attempts_per_day": 5 });
                value["standing"] = json!("in_force");
                value["schedule"]["slots"][0]["kind"] = json!("capture");
                *value.pointer_mut(pointer).unwrap() = new.clone();
                let unread = serde_json::from_value::<crate::Notice>(value.clone()).is_err();
                for finding in check(&value.to_string()).iter().filter(|_| unread) {
                    let words = &finding.words;
                    assert!(is_chinese(words), "{pointer} {new}: {words}");
                }
            }
        }
        let words = |value: Value| check(&value.to_string()).remove(0).words;
        assert!(words(json!([])).contains("这里是0项的列表，应为对象 {…}"));
        let mut value = notice();
        value["title"] = json!(["字"]);
        assert!(words(value).contains("这里是列表 […]，应为双引号里的文字"));
    }
}
