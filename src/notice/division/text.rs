//! A division as a short text of letters, digits, `-` and `_`, for a link.
//!
//! A digit for the version of the form, then base64url of: the division in numbers of variable length
//! (LEB128) and texts with their length before them, each class's name as what it shares with the one
//! before and the rest; and a CRC-32 of all that. A class costs about twelve characters. Chat programs
//! cut links off and put things behind them: a text that is not whole is recognised, never half applied.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Division, DivisionError, Row, Window};
use crate::time::{Clock, Day, Span};

/// The version of the form that is written, and the only one that is read.
const VERSION: char = '1';

/// The longest text that travels in a link. The page looks at no fragment above 2,000 bytes; of those, the
/// notice's id and a class's name of forty characters, percent-encoded twice by a chat program, take up
/// to 700, and 100 are for what such programs add.
pub const MAX_IN_LINK: usize = 1200;

/// The longest text that is looked at: in an attribute, where a file was its source.
const MAX_BYTES: usize = 60_000;

impl Division {
    /// The text; none if the division is not sound.
    pub fn to_text(&self) -> Result<String, DivisionError> {
        self.check()?;
        let mut out = Writer::default();
        out.text(&self.notice);
        out.number(self.revision);
        out.text(&self.college);
        out.number(days(self.made)?);
        out.count(self.windows.len());
        for window in &self.windows {
            out.number(days(window.date)?);
            out.span(window.span);
            out.text(&window.place);
        }
        out.count(self.rows.len());
        let mut before = Row::default();
        for row in &self.rows {
            out.number(row.window);
            let shared = row.class.bytes().zip(before.class.bytes());
            let shared = shared.take_while(|(one, other)| one == other).count();
            out.count(shared);
            out.bytes(row.class.as_bytes().get(shared..).unwrap_or_default());
            out.span(row.span);
            out.number(row.heads);
            before = row.clone();
        }
        let sum = crc32fast::hash(&out.0);
        out.0.extend(sum.to_le_bytes());
        Ok(format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(out.0)))
    }

    /// Reads a text, whatever it is. What follows a whole text in other characters is passed over.
    pub fn from_text(text: &str) -> Result<Self, DivisionError> {
        let own = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
        let length = text.bytes().take_while(|byte| own(byte)).count();
        let text = text.get(..length).unwrap_or_default();
        let Some(body) = text.strip_prefix(VERSION) else {
            let newer = text.starts_with(|first: char| first.is_ascii_digit() && first > VERSION);
            return Err(if newer { DivisionError::Newer } else { DivisionError::Cut });
        };
        if body.len() > MAX_BYTES {
            return Err(DivisionError::Unsound);
        }
        let bytes = URL_SAFE_NO_PAD.decode(body).map_err(|_| DivisionError::Cut)?;
        let (body, sum) = bytes.split_last_chunk::<4>().ok_or(DivisionError::Cut)?;
        if crc32fast::hash(body) != u32::from_le_bytes(*sum) {
            return Err(DivisionError::Cut);
        }
        let mut reader = Reader(body);
        let division = reader.division().filter(|_| reader.0.is_empty());
        let division = division.ok_or(DivisionError::Unsound)?;
        division.check()?;
        Ok(division)
    }
}

/// Days since the first of 2000, which every notice is after.
fn days(day: Day) -> Result<u32, DivisionError> {
    let count = epoch().and_then(|epoch| u32::try_from(epoch.days_until(day)).ok());
    count.ok_or(DivisionError::Unsound)
}

fn epoch() -> Option<Day> {
    "2000-01-01".parse().ok()
}

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u32) {
        while number > 0x7F {
            self.0.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
            number >>= 7;
        }
        self.0.push(u8::try_from(number).unwrap_or_default());
    }

    fn count(&mut self, count: usize) {
        // Checked before: no count is large.
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.extend(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn span(&mut self, span: Span) {
        self.number(span.start().minutes().into());
        self.number(span.minutes().into());
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        // Nothing in a division has more than 28 bits.
        None
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn bytes(&mut self) -> Option<&[u8]> {
        let length = self.count()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?.to_vec()).ok()
    }

    fn day(&mut self) -> Option<Day> {
        let days = self.number()?;
        let date = epoch()?.date().checked_add_days(chrono::Days::new(days.into()))?;
        Some(Day::of(date.and_time(chrono::NaiveTime::MIN)))
    }

    fn span(&mut self) -> Option<Span> {
        let start = u16::try_from(self.number()?).ok()?;
        let minutes = u16::try_from(self.number()?).ok()?;
        let start = Clock::default().later(start)?;
        Span::new(start, start.later(minutes)?)
    }

    fn division(&mut self) -> Option<Division> {
        let mut division = Division {
            notice: self.text()?,
            revision: self.number()?,
            college: self.text()?,
            made: self.day()?,
            ..Division::default()
        };
        for _ in 0..self.count()? {
            let (date, span, place) = (self.day()?, self.span()?, self.text()?);
            division.windows.push(Window { date, span, place });
        }
        let mut before: Vec<u8> = Vec::new();
        for _ in 0..self.count()? {
            let window = self.number()?;
            let shared = self.count()?;
            let mut class = before.get(..shared)?.to_vec();
            class.extend(self.bytes()?);
            before.clone_from(&class);
            let class = String::from_utf8(class).ok()?;
            let (span, heads) = (self.span()?, self.number()?);
            division.rows.push(Row { class, window, span, heads });
        }
        Some(division)
    }
}
