//! The results of reading a picture for codes.

use serde::{Deserialize, Serialize};

/// What a payload looks like. What a collection code (采集码) holds is not public, so only what is
/// recognisably something else gets a name, and the rest is opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// Why no code could be read, from measures of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Nothing that looks like a code.
    NoCode,
    /// There is one, with too few pixels a module.
    TooSmall,
    /// There is one, and its edges are wider than its modules.
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

/// Bytes of the buffer that travels with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The payload's bytes.
    pub payload: Span,
    /// The symbol's modules, without the errors of the picture: [`crate::symbol::Modules::bits`].
    pub modules: Span,
    /// Modules a side.
    pub side: usize,
    /// The symbol's error correction level.
    pub ecc: crate::symbol::Ecc,
    /// What the payload looks like.
    pub kind: Kind,
    /// Whether the symbol, drawn from its modules, was read back to the same bytes.
    pub proven: bool,
    /// The symbol's corners in pixels of the picture, in the symbol's own order: top left, top
    /// right, bottom right, bottom left.
    pub corners: [[f32; 2]; 4],
}

/// What came of reading a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The codes, in no order; the same payload once.
    pub codes: Vec<Found>,
    /// Why there is none.
    pub trouble: Option<Trouble>,
    /// Milliseconds that the reading took.
    pub ms: f64,
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
