//! Reading the file: broken JSON, a wrong shape, fields that no type knows.

use serde_ignored::Path as Ignored;
use serde_path_to_error::Segment;

use super::broken::broken;
use super::{Finding, Report};
use crate::notice::Notice;

/// Reads a notice and reports what is wrong with the file itself.
pub(super) fn read(json: &str, found: &mut Vec<Finding>) -> Option<Notice> {
    if json.len() > Notice::MAX_BYTES {
        found.error("", format!("文件过大：最多 {} 字节", Notice::MAX_BYTES));
        return None;
    }
    let mut unknown = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let mut note = |path: Ignored<'_>| unknown.push(pointer(&path));
    let watched = serde_ignored::Deserializer::new(&mut deserializer, &mut note);
    let notice: Result<Notice, _> = serde_path_to_error::deserialize(watched);
    let notice = match notice {
        Ok(notice) => notice,
        Err(error) => {
            let path = segments(error.path().iter());
            found.error(path, broken(error.inner()));
            return None;
        }
    };
    if let Err(error) = deserializer.end() {
        found.error("", broken(&error));
        return None;
    }
    // Editors take the schema's address from this field.
    for path in unknown.into_iter().filter(|path| path != "/$schema") {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        found.error(path, format!("不认识的字段“{name}”：多半是拼写错误，它的内容不会显示"));
    }
    Some(notice)
}

fn pointer(path: &Ignored<'_>) -> String {
    match path {
        Ignored::Root => String::new(),
        Ignored::Seq { parent, index } => format!("{}/{index}", pointer(parent)),
        Ignored::Map { parent, key } => format!("{}/{}", pointer(parent), escape(key)),
        Ignored::Some { parent }
        | Ignored::NewtypeStruct { parent }
        | Ignored::NewtypeVariant { parent } => pointer(parent),
    }
}

fn segments<'a>(path: impl Iterator<Item = &'a Segment>) -> String {
    let parts = path.filter_map(|segment| match segment {
        Segment::Seq { index } => Some(format!("/{index}")),
        Segment::Map { key } | Segment::Enum { variant: key } => Some(format!("/{}", escape(key))),
        Segment::Unknown => None,
    });
    parts.collect()
}

/// A key as a JSON pointer writes it.
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::super::sample::{found, notice};
    use serde_json::json;

    #[test]
    fn broken_json_is_placed_by_line_and_column() {
        let findings = check("{\n  \"id\": \"a\",\n  title: 1\n}");
        assert_eq!(findings.len(), 1);
        assert!(findings[0].words.starts_with("第 3 行第 3 列不是正确的 JSON"), "{findings:?}");
        let findings = check("{\"id\": \"a");
        assert!(findings[0].words.contains("文件不完整"), "{findings:?}");
        let findings = check(&format!("{} x", notice()));
        assert!(findings[0].words.contains("结尾有多余的内容"), "{findings:?}");
    }

    #[test]
    fn a_wrong_value_is_placed_by_its_pointer() {
        let mut value = notice();
        value["schedule"]["slots"][0]["when"] =
            json!({ "clock": { "date": "2026-02-30", "span": "14:10-14:30" } });
        let findings = check(&value.to_string());
        assert_eq!(findings[0].path, "/schedule/slots/0/when/clock/date");
        assert!(findings[0].words.contains("确有这一天"), "{findings:?}");
        value["schedule"]["slots"][0]["when"] =
            json!({ "clock": { "date": "2026-04-15", "span": "14:30-14:10" } });
        assert!(check(&value.to_string())[0].words.contains("结束晚于开始"));
    }

    #[test]
    fn a_field_that_no_type_knows_is_an_error() {
        let mut value = notice();
        value["schedule"]["slots"][0]["headcount"] = json!(44);
        value["$schema"] = json!("notice.schema.json");
        assert_eq!(found(&value), ["error /schedule/slots/0/headcount"]);
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let findings = check(&" ".repeat(crate::Notice::MAX_BYTES + 1));
        assert!(findings[0].words.starts_with("文件过大"));
    }
}
