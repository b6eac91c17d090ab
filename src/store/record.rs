//! A kept code as it lies on the phone. What lies there is hostile input like any other: it may have
//! been written by another version, or by somebody else.

use tucai_wire::Misread;
use tucai_wire::code::Kind;
use tucai_wire::numbers::{self, Numbers};
use tucai_wire::symbol::{Ecc, Modules};

/// Raised whenever an older page would misread a newer record.
const SCHEMA: u32 = 2;

/// Letters of a name that a student gives a code.
pub const LONGEST_LABEL: usize = 20;

/// The most bytes of a symbol's content: version 40 at the lowest level, in bytes.
const MOST_PAYLOAD: usize = 2953;

/// How a picture came. In this order in what is kept: a new one goes to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

const SOURCES: [Source; 4] = [Source::Album, Source::Paste, Source::Drop, Source::Camera];

/// What is known of a kept code, besides its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
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

    /// Its words as they are kept: notice, class, name.
    pub fn words(&self) -> [&str; 3] {
        [&self.notice, &self.unit, &self.label]
    }

    /// Its numbers as they are kept: schema, side, level, kind, proven, kept, source, size.
    pub fn numbers(&self) -> [f64; 9] {
        let (width, height) = self.size;
        [
            SCHEMA.into(),
            numbers::count(self.side),
            f64::from(self.ecc as u8),
            f64::from(self.kind as u8),
            f64::from(u8::from(self.proven)),
            self.kept,
            f64::from(self.source as u8),
            width.into(),
            height.into(),
        ]
    }

    fn read([notice, unit, typed]: [String; 3], kept: &[f64]) -> Result<Self, Misread> {
        let mut numbers = Numbers::of(kept);
        if numbers.whole()? != SCHEMA {
            return Err(Misread);
        }
        let about = Self {
            notice,
            unit,
            label: label(&typed),
            side: numbers.count()?,
            ecc: numbers.one_of(&Ecc::ALL)?,
            kind: numbers.one_of(&Kind::ALL)?,
            proven: numbers.flag()?,
            kept: numbers.finite()?,
            source: numbers.one_of(&SOURCES)?,
            size: (numbers.whole()?, numbers.whole()?),
        };
        if numbers.is_empty() { Ok(about) } else { Err(Misread) }
    }
}

impl Record {
    /// Puts a record together from what lies on the phone: [`About::words`], [`About::numbers`],
    /// the content, [`Modules::bits`], the crop.
    pub fn read(
        words: [String; 3],
        numbers: &[f64],
        payload: Vec<u8>,
        bits: &[u8],
        crop: Vec<u8>,
    ) -> Result<Self, Unusable> {
        let about = About::read(words, numbers).map_err(|Misread| Unusable)?;
        let modules = Modules::from_bits(about.side, bits).ok_or(Unusable)?;
        if payload.is_empty() || payload.len() > MOST_PAYLOAD {
            return Err(Unusable);
        }
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

    fn read(about: &About, payload: Vec<u8>, bits: &[u8]) -> Result<Record, Unusable> {
        Record::read(about.words().map(str::to_owned), &about.numbers(), payload, bits, vec![1])
    }

    #[test]
    fn a_record_comes_back_as_it_was_kept() {
        let mut modules = Modules::light(21).unwrap();
        modules.set(20, 20, true);
        let record = read(&about(), vec![0, 255], modules.bits()).ok();
        let expected = Record { about: about(), payload: vec![0, 255], modules, crop: vec![1] };
        assert!(record == Some(expected));
    }

    #[test]
    fn what_does_not_fit_together_is_not_used() {
        let bits = Modules::light(21).unwrap().bits().to_vec();
        let bad = |payload: usize, bits: &[u8]| read(&about(), vec![7; payload], bits).is_err();
        assert!(!bad(5, &bits));
        assert!(bad(0, &bits));
        assert!(!bad(2953, &bits));
        assert!(bad(2954, &bits));
        assert!(bad(5, &bits[1..]));
        // Each number but the schema, replaced by what it cannot be; the size may be anything.
        let wrong = [1.0, 22.0, 4.0, 11.0, 2.0, f64::INFINITY, 4.0, -1.0, 0.5];
        for (at, wrong) in wrong.into_iter().enumerate() {
            let mut numbers = about().numbers();
            numbers[at] = wrong;
            let words = about().words().map(str::to_owned);
            assert!(Record::read(words, &numbers, vec![7], &bits, vec![]).is_err(), "{at}");
        }
    }

    #[test]
    fn sources_are_in_the_order_of_what_is_kept() {
        assert!(SOURCES.iter().enumerate().all(|(at, one)| *one as usize == at));
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(label("  专升本\n\u{0}2 "), "专升本 2");
        assert_eq!(label(&"长".repeat(50)).chars().count(), 20);
    }

    proptest! {
        #[test]
        fn anything_may_lie_there(
            words in any::<[String; 3]>(), bits in any::<Vec<u8>>(),
            numbers in prop::collection::vec(any::<f64>(), 0..12),
        ) {
            prop_assert!(Record::read(words, &numbers, vec![1], &bits, vec![]).is_err());
        }
    }
}
