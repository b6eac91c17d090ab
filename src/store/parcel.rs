//! Everything that is kept, in one file: what a student takes to another browser or phone. Read as what
//! it is, hostile input: each part is put through the reader that reads it from the phone, and one that
//! cannot be used spoils the file.
//!
//! The content of a code stands in it as base64, never as text.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tucai_way::kept::{self, State};

use crate::record::Record;
use crate::shot::{self, Shot};

/// What the file says it is.
const NAME: &str = "tucai kept";

/// Raised whenever an older program would misread a newer file.
const VERSION: u64 = 1;

/// The longest file that is read, in bytes.
pub const MOST_BYTES: usize = 48 << 20;

/// The most bytes of pictures that go into a file: what is over stays out, the codes themselves never.
pub const MOST_PICTURES: usize = 24 << 20;

/// How many of each; a phone has few.
const MOST_WORDS: usize = 64;
const MOST_CODES: usize = 40;
const MOST_TRIES: usize = 12;

/// Bytes of a name and of a text under it.
const LONGEST_NAME: usize = 200;
const LONGEST_TEXT: usize = kept::MOST_BYTES;

/// For whoever opens the file.
const NOTE: &str = "图采：一台手机上存的内容，可能含有采集码和照片。只给本人用，不要转发。";

/// Everything that is kept. Without `Debug`: codes are not for any log.
#[derive(Clone, Default, PartialEq)]
pub struct Parcel {
    /// What lies in `localStorage`: names and texts.
    pub words: BTreeMap<String, String>,
    /// The collection codes, each with the student's own picture; that may be empty.
    pub codes: Vec<(Record, Vec<u8>)>,
    /// The tries of the self-check, each with its picture.
    pub tries: Vec<(Shot, Vec<u8>)>,
}

/// Why a file is not taken in. Whose file it is, the student knows; the move is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// Larger than any of ours.
    #[error("这个文件太大，不是图采导出的文件。")]
    TooLarge,
    /// Something else.
    #[error("这不是图采导出的文件。")]
    NotOurs,
    /// Of a newer version of the program.
    #[error("这个文件是更新版本的图采导出的。请先刷新页面，再导入。")]
    Newer,
    /// Ours, and broken or changed.
    #[error("这个文件不完整，或者被改动过。请回到原来的手机重新导出一次。")]
    Damaged,
}

/// Bytes, in the file as base64.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&Encoded(&self.0))
    }
}

struct Encoded<'a>(&'a [u8]);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        base64::display::Base64Display::new(self.0, &BASE64_STANDARD).fmt(f)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        // What stands there is not for any message.
        let bytes = BASE64_STANDARD.decode(text).map_err(|_| serde::de::Error::custom("base64"))?;
        Ok(Self(bytes))
    }
}

#[derive(Deserialize)]
struct Head {
    tucai: String,
    version: u64,
}

#[derive(Serialize, Deserialize)]
struct File {
    tucai: String,
    version: u64,
    #[serde(default)]
    note: String,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    codes: Vec<Code>,
    #[serde(default)]
    tries: Vec<Try>,
}

#[derive(Serialize, Deserialize)]
struct Code {
    words: [String; 3],
    numbers: Vec<f64>,
    payload: Bytes,
    modules: Bytes,
    #[serde(default)]
    crop: Bytes,
    #[serde(default)]
    picture: Bytes,
}

#[derive(Serialize, Deserialize)]
struct Try {
    words: Vec<String>,
    numbers: Vec<f64>,
    picture: Bytes,
}

impl Parcel {
    /// The parcel as a file.
    pub fn text(&self) -> String {
        let code = |(record, picture): &(Record, Vec<u8>)| Code {
            words: record.about.words().map(str::to_owned),
            numbers: record.about.numbers().to_vec(),
            payload: Bytes(record.payload.clone()),
            modules: Bytes(record.modules.bits().to_vec()),
            crop: Bytes(record.crop.clone()),
            picture: Bytes(picture.clone()),
        };
        let shot = |(shot, picture): &(Shot, Vec<u8>)| Try {
            words: shot.words().map(str::to_owned).collect(),
            numbers: shot.numbers().to_vec(),
            picture: Bytes(picture.clone()),
        };
        let file = File {
            tucai: NAME.to_owned(),
            version: VERSION,
            note: NOTE.to_owned(),
            words: self.words.clone(),
            codes: self.codes.iter().map(code).collect(),
            tries: self.tries.iter().map(shot).collect(),
        };
        // Plain data is always text.
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// Reads a file: all of it, or why not.
    pub fn read(text: &str) -> Result<Self, ParcelError> {
        if text.len() > MOST_BYTES {
            return Err(ParcelError::TooLarge);
        }
        // Some programs put a mark in front of text.
        let text = text.trim_start_matches('\u{FEFF}');
        let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
            // Begun as one of ours, and broken off.
            serde_json::error::Category::Eof if text.contains(NAME) => ParcelError::Damaged,
            _ => ParcelError::NotOurs,
        })?;
        if head.tucai != NAME {
            return Err(ParcelError::NotOurs);
        }
        if head.version > VERSION {
            return Err(ParcelError::Newer);
        }
        let file: File = serde_json::from_str(text).map_err(|_| ParcelError::Damaged)?;
        file.usable().ok_or(ParcelError::Damaged)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.codes.is_empty() && self.tries.is_empty()
    }
}

impl File {
    /// What it holds, if all of it can be used.
    fn usable(self) -> Option<Parcel> {
        let fits = self.words.len() <= MOST_WORDS
            && self.codes.len() <= MOST_CODES
            && self.tries.len() <= MOST_TRIES;
        if !fits || !self.words.iter().all(|(name, text)| is_word(name, text)) {
            return None;
        }
        let code = |code: Code| {
            let Code { words, numbers, payload, modules, crop, picture } = code;
            let record = Record::read(words, &numbers, payload.0, &modules.0, crop.0).ok()?;
            Some((record, picture.0))
        };
        let shot = |one: Try| Some((shot::read(one.words, &one.numbers).ok()?, one.picture.0));
        Some(Parcel {
            words: self.words,
            codes: self.codes.into_iter().map(code).collect::<Option<_>>()?,
            tries: self.tries.into_iter().map(shot).collect::<Option<_>>()?,
        })
    }
}

/// Whether a word could be one of ours. Of those that are known here, the text has to be right too.
fn is_word(name: &str, text: &str) -> bool {
    let is_name = !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !name.chars().any(char::is_control)
        && !crate::is_set_aside(name);
    let is_right = match name {
        crate::MINE => crate::is_mine(text),
        crate::kept::NAME => matches!(kept::read(text).state, State::Whole | State::Migrated),
        _ => true,
    };
    is_name && is_right && text.len() <= LONGEST_TEXT
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use tucai_wire::symbol::Modules;

    use super::*;
    use crate::record::{About, Source};

    const SECRET: &[u8] = b"CONTENT-THAT-NOBODY-MAY-SEE";

    fn parcel() -> Parcel {
        let mut about = About::new("cqie-2027", "23软工1班", 1.7e12, Source::Album, (1080, 2400));
        about.side = 21;
        let modules = Modules::light(21).unwrap();
        let record = Record { about, payload: SECRET.to_vec(), modules, crop: vec![1, 2] };
        let fixes = vec!["头不歪".to_owned()];
        let shot = Shot { notice: "cqie-2027".to_owned(), kept: 1.7e12, fixes, unsure: 1 };
        let mut record_of_way = kept::Kept::default();
        record_of_way.class_mut("cqie-2027", "23软工1班");
        let words = [
            ("mine", "cqie-2027\n23软工1班".to_owned()),
            ("way", record_of_way.text()),
            ("roll:周老师", "{}".to_owned()),
        ];
        Parcel {
            words: words.map(|(name, text)| (name.to_owned(), text)).into(),
            codes: vec![(record, vec![0, 255, 7])],
            tries: vec![(shot, vec![9; 1000])],
        }
    }

    #[test]
    fn a_parcel_comes_back_as_it_was_sent() {
        let text = parcel().text();
        assert!(Parcel::read(&text).ok() == Some(parcel()));
        assert!(Parcel::read(&format!("\u{FEFF}{text}\n")).ok() == Some(parcel()));
    }

    #[test]
    fn a_code_is_no_text_in_the_file_and_whoever_opens_it_is_told() {
        let text = parcel().text();
        assert!(!text.contains("CONTENT-THAT"));
        assert!(text.contains("Q09OVEVOVC1USEFULU5PQk9EWS1NQVktU0VF"), "the same in base64");
        assert!(text.contains("只给本人用"));
    }

    /// The file with one place of it changed.
    fn spoilt(path: &str, value: Value) -> Result<Parcel, ParcelError> {
        let mut file: Value = serde_json::from_str(&parcel().text()).unwrap();
        *file.pointer_mut(path).unwrap() = value;
        Parcel::read(&file.to_string())
    }

    #[test]
    fn what_is_not_ours_is_told_from_what_is_newer_or_broken() {
        let error = |text: &str| Parcel::read(text).err();
        for text in ["", "x", "[]", "{}", "7", r#"{"tucai":"other","version":1}"#, "\u{0}\u{FFFD}"]
        {
            assert_eq!(error(text), Some(ParcelError::NotOurs), "{text}");
        }
        assert_eq!(spoilt("/version", json!(2)).err(), Some(ParcelError::Newer));
        let text = parcel().text();
        let half = text.get(..text.len() - 40).unwrap();
        assert_eq!(error(half), Some(ParcelError::Damaged));
        assert_eq!(error(&" ".repeat(MOST_BYTES + 1)), Some(ParcelError::TooLarge));
    }

    #[test]
    fn one_part_that_cannot_be_used_spoils_the_file() {
        let many = |one: &str, most: usize| {
            let file: Value = serde_json::from_str(&parcel().text()).unwrap();
            json!(vec![file.pointer(one).unwrap(); most + 1])
        };
        for (path, value) in [
            ("/codes/0/payload", json!("not base64!")),
            ("/codes/0/payload", json!("")),
            ("/codes/0/payload", json!(BASE64_STANDARD.encode(vec![7; 2954]))),
            ("/codes/0/modules", json!("AAAA")),
            ("/codes/0/numbers", json!([2, 21])),
            ("/codes/0/numbers/0", json!(3)),
            ("/codes/0/numbers/1", Value::Null),
            ("/codes/0/words", json!(["a", "b"])),
            ("/codes/0", json!(7)),
            ("/codes", many("/codes/0", MOST_CODES)),
            ("/tries/0/numbers/0", json!(2)),
            ("/tries/0/words", json!([])),
            ("/tries", many("/tries/0", MOST_TRIES)),
            ("/words/mine", json!("cqie-2027")),
            ("/words/mine", json!("../../etc\n<b>")),
            ("/words/way", json!("{")),
            ("/words/way", json!(r#"{"version":1,"classes":[7]}"#)),
            ("/words/way", json!(r#"{"version":2}"#)),
            ("/words", json!({"way.damaged": "x"})),
            ("/words", json!({"": "x"})),
            ("/words", json!({"a\u{0}b": "x"})),
            ("/words", json!({"x".repeat(LONGEST_NAME + 1): "x"})),
            ("/words", json!({"x": "x".repeat(LONGEST_TEXT + 1)})),
        ] {
            assert_eq!(spoilt(path, value).err(), Some(ParcelError::Damaged), "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in any::<String>()) {
            prop_assert!(Parcel::read(&text).is_err());
        }

        #[test]
        fn a_file_changed_anywhere_has_an_answer(at in any::<prop::sample::Index>(), by: char) {
            let mut text: Vec<char> = parcel().text().chars().collect();
            let at = at.index(text.len());
            text[at] = by;
            let _ = Parcel::read(&text.into_iter().collect::<String>());
        }
    }
}
