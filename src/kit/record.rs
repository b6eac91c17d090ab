//! A kept code as it lies on the phone. What lies there is hostile input like any other: it may have
//! been written by another version, or by somebody else.

use serde::{Deserialize, Serialize};
use tucai_wire as wire;
use tucai_wire::code::Kind;
use tucai_wire::symbol::{Ecc, Modules};

/// Raised whenever an older page would misread a newer record.
const SCHEMA: u32 = 1;

/// Letters of a name that a student gives a code.
pub const LONGEST_LABEL: usize = 20;

/// The most bytes of a symbol's content: version 40 at the lowest level, in bytes.
const MOST_PAYLOAD: usize = 2953;

/// How a picture came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// From the album or a file.
    Album,
    /// Pasted.
    Paste,
    /// Dropped.
    Drop,
    /// By the live camera.
    Camera,
}

/// What is known of a kept code, besides its bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    schema: u32,
    /// The id of the notice for which it is kept.
    pub notice: String,
    /// The class, as the page calls it.
    pub unit: String,
    /// The student's own name for it; may be empty.
    pub label: String,
    /// Modules a side.
    pub side: usize,
    /// The error correction level.
    pub ecc: Ecc,
    /// What it looks like; the student may have overruled it.
    pub kind: Kind,
    /// Whether the symbol as this phone draws it was read back to the same bytes.
    pub proven: bool,
    /// When it was kept: milliseconds since 1970, UTC.
    pub kept: f64,
    /// How the picture came.
    pub source: Source,
    /// The picture's width and height in pixels.
    pub size: (u32, u32),
}

/// A kept code. Without `Debug`: its bytes are not for any log.
#[derive(Clone, PartialEq)]
pub struct Record {
    /// What is known of it.
    pub about: About,
    /// The content, opaque.
    pub payload: Vec<u8>,
    /// The symbol.
    pub modules: Modules,
    /// The card around the code, a JPEG; may be empty.
    pub crop: Vec<u8>,
}

/// What lies on the phone is not a code that this version can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is kept cannot be used")]
pub struct Unusable;

impl About {
    /// Of a code that is kept now.
    pub fn new(notice: &str, unit: &str, kept: f64, source: Source, size: (u32, u32)) -> Self {
        Self {
            schema: SCHEMA,
            notice: notice.to_owned(),
            unit: unit.to_owned(),
            label: String::new(),
            side: 0,
            ecc: Ecc::L,
            kind: Kind::Opaque,
            proven: false,
            kept,
            source,
            size,
        }
    }

    /// As a text.
    pub fn write(&self) -> String {
        // Plain fields always can be written; an empty text is refused when it is read.
        wire::write(self).unwrap_or_default()
    }
}

impl Record {
    /// Puts a record together from what lies on the phone.
    pub fn read(
        about: &str,
        payload: Vec<u8>,
        bits: &[u8],
        crop: Vec<u8>,
    ) -> Result<Self, Unusable> {
        let mut about: About = wire::read(about).map_err(|_| Unusable)?;
        let modules = Modules::from_bits(about.side, bits).ok_or(Unusable)?;
        let usable = about.schema == SCHEMA
            && !payload.is_empty()
            && payload.len() <= MOST_PAYLOAD
            && about.kept.is_finite();
        if !usable {
            return Err(Unusable);
        }
        about.label = label(&about.label);
        Ok(Self { about, payload, modules, crop })
    }
}

/// A name as it is kept: one line, short.
pub fn label(typed: &str) -> String {
    let words: Vec<&str> =
        typed.split(|char: char| char.is_whitespace() || char.is_control()).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_LABEL).collect()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn about() -> About {
        let mut about = About::new("cqie-2027", "23软工1班", 1.7e12, Source::Paste, (1080, 2400));
        about.side = 21;
        about.label = "专升本".to_owned();
        about
    }

    #[test]
    fn a_record_comes_back_as_it_was_kept() {
        let mut modules = Modules::light(21).unwrap();
        modules.set(20, 20, true);
        let record = Record::read(&about().write(), vec![0, 255], modules.bits(), vec![1]).ok();
        let expected = Record { about: about(), payload: vec![0, 255], modules, crop: vec![1] };
        assert!(record == Some(expected));
    }

    #[test]
    fn what_does_not_fit_together_is_not_used() {
        let bits = Modules::light(21).unwrap().bits().to_vec();
        let bad = |about: &str, payload: usize, bits: &[u8]| {
            Record::read(about, vec![7; payload], bits, vec![]).is_err()
        };
        let good = about().write();
        assert!(!bad(&good, 5, &bits));
        assert!(bad("", 5, &bits));
        assert!(bad("{}", 5, &bits));
        assert!(bad(&good, 0, &bits));
        assert!(bad(&good, 2954, &bits));
        assert!(bad(&good, 5, &bits[1..]));
        assert!(bad(&good.replace("\"schema\":1", "\"schema\":2"), 5, &bits));
        assert!(bad(&good.replace("\"side\":21", "\"side\":22"), 5, &bits));
        assert!(bad(&good.replace("\"opaque\"", "\"tomorrow\""), 5, &bits));
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(label("  专升本\n\u{0}2 "), "专升本 2");
        assert_eq!(label(&"长".repeat(50)).chars().count(), 20);
    }

    proptest! {
        #[test]
        fn anything_may_lie_there(about in any::<String>(), bits in any::<Vec<u8>>()) {
            prop_assert!(Record::read(&about, vec![1], &bits, vec![]).is_err());
        }
    }
}
