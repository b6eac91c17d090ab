//! The results of reading a picture for codes.

use serde::Serialize;

use crate::Misread;
use crate::numbers::{self, Numbers};
use crate::part::Part;
use crate::symbol::Ecc;

/// What a payload looks like. What a collection code (采集码) holds is not public, so only what is
/// recognisably something else gets a name, and the rest is opaque. In this order on the wire and in
/// what is kept: a new one goes to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nothing that is known: perhaps a collection code.
    Opaque,
    /// A link to a page (网址).
    Url,
    /// A payment code of 微信 (收付款).
    WechatPay,
    /// A payment code of Alipay (支付宝).
    Alipay,
    /// A payment code of another service (银联、云闪付).
    Payment,
    /// A person to add in a chat program, or a visiting card (名片).
    Contact,
    /// A group to join (群聊).
    Group,
    /// A wireless network (Wi-Fi).
    Wifi,
    /// Digits alone, as on a ticket or a parcel.
    Number,
    /// A mini program (小程序) or official account (公众号) of 微信.
    MiniProgram,
    /// A telephone number, a message or a mail address to write to.
    Message,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Self; 11] = [
        Self::Opaque,
        Self::Url,
        Self::WechatPay,
        Self::Alipay,
        Self::Payment,
        Self::Contact,
        Self::Group,
        Self::Wifi,
        Self::Number,
        Self::MiniProgram,
        Self::Message,
    ];
}

/// Why no code could be read, from measures of the picture. In this order on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Nothing that looks like a code.
    NoCode,
    /// There is one, with too few pixels a module.
    TooSmall,
    /// There is one whose edges are wider than its modules, or there is no sharp edge in the whole
    /// picture.
    Blurred,
    /// There is one, and a part of it lies outside the picture.
    CutOff,
    /// There is one, and something lies over it, or it is damaged.
    Covered,
    /// There is one, and dark and light hardly differ.
    LowContrast,
    /// There is one; what is wrong with it cannot be told.
    Unclear,
    /// The time was up before the search was through.
    OutOfTime,
}

impl Trouble {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::NoCode,
        Self::TooSmall,
        Self::Blurred,
        Self::CutOff,
        Self::Covered,
        Self::LowContrast,
        Self::Unclear,
        Self::OutOfTime,
    ];
}

/// Bytes of the buffer that travels with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The position of the first.
    pub at: usize,
    /// How many.
    pub len: usize,
}

impl Span {
    /// The bytes meant, if the buffer has them.
    pub fn of(self, buffer: &[u8]) -> Option<&[u8]> {
        buffer.get(self.at..self.at.checked_add(self.len)?)
    }
}

/// A code that was read. Its bytes lie in the buffer that travels with the message: a payload is
/// never text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The payload's bytes.
    pub payload: Span,
    /// The symbol's modules, without the errors of the picture: [`crate::symbol::Modules::bits`].
    pub modules: Span,
    /// Modules a side.
    pub side: usize,
    /// The symbol's error correction level.
    pub ecc: Ecc,
    /// What the payload looks like.
    pub kind: Kind,
    /// The symbol's corners in pixels of the picture, in the symbol's own order: top left, top
    /// right, bottom right, bottom left.
    pub corners: [[f32; 2]; 4],
}

/// What came of reading a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The codes, in no order; the same payload once.
    pub codes: Vec<Found>,
    /// Why there is none.
    pub trouble: Option<Trouble>,
    /// Milliseconds that the reading took.
    pub ms: f64,
}

impl Reading {
    /// Appends the milliseconds, one more than the trouble's place or 0, how many codes there are,
    /// and of each: payload, modules, side, level, kind and corners.
    pub(crate) fn write(&self, message: &mut Vec<f64>) {
        let trouble = self.trouble.map_or(0.0, |trouble| f64::from(trouble as u8) + 1.0);
        message.extend([self.ms, trouble]);
        self.codes.write(message);
    }

    pub(crate) fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let ms = numbers.finite()?;
        let trouble = match numbers.count()?.checked_sub(1) {
            Some(at) => Some(*Trouble::ALL.get(at).ok_or(Misread)?),
            None => None,
        };
        Ok(Self { codes: Part::read(numbers)?, trouble, ms })
    }
}

impl Part for Found {
    fn write(&self, message: &mut Vec<f64>) {
        for span in [self.payload, self.modules] {
            message.extend([numbers::count(span.at), numbers::count(span.len)]);
        }
        message.push(numbers::count(self.side));
        message.extend([f64::from(self.ecc as u8), f64::from(self.kind as u8)]);
        self.corners.write(message);
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let mut span = || Ok(Span { at: numbers.count()?, len: numbers.count()? });
        let (payload, modules) = (span()?, span()?);
        let (side, ecc) = (numbers.count()?, numbers.one_of(&Ecc::ALL)?);
        let kind = numbers.one_of(&Kind::ALL)?;
        Ok(Self { payload, modules, side, ecc, kind, corners: Part::read(numbers)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_within_its_buffer_or_nothing() {
        let buffer = [1, 2, 3, 4];
        for (at, len, expected) in [
            (0, 4, Some(&buffer[..])),
            (1, 2, Some(&[2, 3][..])),
            (4, 0, Some(&[][..])),
            (4, 1, None),
            (5, 0, None),
            (1, usize::MAX, None),
            (usize::MAX, 1, None),
        ] {
            assert_eq!(Span { at, len }.of(&buffer), expected, "{at} and {len}");
        }
    }
}
