//! `tucai notice initials`: the pinyin initials of a notice's Chinese characters, put into its file
//! so that the page needs no pinyin table. The rest of the file stays as it is.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use pinyin::ToPinyinMulti;
use tucai_notice::Notice;
use tucai_notice::check::initial_characters;

use crate::error::CliError;
use crate::files;
use crate::output::message;

/// Computes the initials of one file and writes them into it.
pub fn fill(path: &Path) -> Result<(), CliError> {
    let text = files::read(path)?;
    let notice = Notice::from_json(&text)
        .map_err(|source| CliError::Notice { path: path.to_owned(), source })?;
    let initials = initials_of(&notice);
    let filled =
        replace(&text, &initials).ok_or_else(|| CliError::NotAnObject { path: path.to_owned() })?;
    if filled == text {
        message(&format!("{}：无需改动", path.display()));
        return Ok(());
    }
    message(&format!("{}：已填写拼音首字母", path.display()));
    files::write(path, &filled)
}

/// The initials of all characters by which a notice is searched: `软r工g重cz`.
fn initials_of(notice: &Notice) -> String {
    let mut initials = String::new();
    for c in initial_characters(notice) {
        let letters: BTreeSet<char> = c
            .to_pinyin_multi()
            .into_iter()
            .flatten()
            .filter_map(|reading| reading.plain().chars().next())
            .filter(char::is_ascii_lowercase)
            .collect();
        if letters.is_empty() {
            message(&format!("没有“{c}”的读音"));
            continue;
        }
        initials.push(c);
        initials.extend(letters);
    }
    initials
}

/// The file with its initials replaced, or put in at its end.
fn replace(text: &str, initials: &str) -> Option<String> {
    let value = format!("\"{initials}\"");
    if let Some(Range { start, end }) = value_of(text, "initials") {
        return Some([text.get(..start)?, &value, text.get(end..)?].concat());
    }
    let body = text.trim_end().strip_suffix('}')?.trim_end();
    let rest = text.get(body.len()..)?;
    Some(format!("{body},\n  \"initials\": {value}{rest}"))
}

/// Where the string value of a field of the outermost object stands, quotes included.
fn value_of(text: &str, field: &str) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    let mut strings = 0..0;
    let mut last: Option<(usize, Range<usize>)> = None;
    let mut inside = false;
    let mut escaped = false;
    // Whether the string before the latest colon is the field.
    let mut wanted = false;
    for (at, byte) in text.bytes().enumerate() {
        if inside {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    inside = false;
                    strings.end = at + 1;
                    if wanted && depth == 1 {
                        return Some(strings);
                    }
                    last = Some((depth, strings.clone()));
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => {
                inside = true;
                strings.start = at;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' => {
                wanted = last.take().is_some_and(|(at_depth, range)| {
                    at_depth == 1 && text.get(range) == Some(&format!("\"{field}\""))
                });
            }
            b',' => wanted = false,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_with_several_readings_have_all_initials() {
        let text = r#"{"id":"a","school":{"name":"b"},"title":"c","cohort":"d",
            "checked":"2026-04-01","revision":1,"audiences":[],"schedule":{"slots":[
            {"when":"to_be_announced","says":"待定","units":[{"name":"重A班"}]}]}}"#;
        let notice = Notice::from_json(text).unwrap();
        // The dictionary knows rare readings too; they do no harm.
        let initials = initials_of(&notice);
        let letters = initials.strip_prefix("班b重").unwrap();
        assert!(letters.contains('c') && letters.contains('z'), "{initials}");
    }

    #[test]
    fn only_the_value_changes() {
        let text = "{\n  \"a\": {\"initials\": \"x\"},\n  \"b\": \"initials\",\n  \"initials\" : \"软r\",\n  \"c\" : [1,2]\n}\n";
        let filled = replace(text, "软r工g").unwrap();
        assert_eq!(filled, text.replace("软r", "软r工g"));
        assert_eq!(replace(&filled, "软r").unwrap(), text);
    }

    #[test]
    fn a_file_without_initials_gets_them_at_its_end() {
        assert_eq!(
            replace("{\n  \"a\": \"}\\\"\"\n}\n", "软r").unwrap(),
            "{\n  \"a\": \"}\\\"\",\n  \"initials\": \"软r\"\n}\n"
        );
        assert_eq!(replace("[]", "软r"), None);
    }
}
