//! Payloads in other segments than bytes. Their bits are put together here by ISO/IEC 18004, and for
//! Chinese characters by GB/T 18284; the characters' bytes are those of Shift JIS and GB 2312.

use tucai_code::Ecc;

use crate::check::wants;
use crate::draw::{Symbol, capacity};

/// Versions of the three groups that count characters in numbers of different lengths.
const GROUPS: [(u8, usize); 6] = [(4, 0), (9, 0), (10, 1), (26, 1), (27, 2), (33, 2)];

/// Bits of a symbol's data.
#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn put(mut self, value: u32, length: u32) -> Self {
        self.0.extend((0..length).rev().map(|bit| value >> bit & 1 == 1));
        self
    }

    /// A segment of bytes.
    fn bytes(self, bytes: &[u8], group: usize) -> Self {
        let head = self.put(4, 4).put(bytes.len() as u32, [8, 16, 16][group]);
        bytes.iter().fold(head, |bits, &byte| bits.put(u32::from(byte), 8))
    }

    /// A segment of digits: three in ten bits, two in seven, one in four.
    fn digits(self, digits: &str, group: usize) -> Self {
        let head = self.put(1, 4).put(digits.len() as u32, [10, 12, 14][group]);
        digits.as_bytes().chunks(3).fold(head, |bits, chunk| {
            let number = std::str::from_utf8(chunk).unwrap().parse().unwrap();
            bits.put(number, [4, 7, 10][chunk.len() - 1])
        })
    }

    /// A segment of the 45 characters: two in eleven bits, one in six.
    fn characters(self, text: &str, group: usize) -> Self {
        const SET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        let number = |byte: &u8| SET.bytes().position(|of_set| of_set == *byte).unwrap() as u32;
        let head = self.put(2, 4).put(text.len() as u32, [9, 11, 13][group]);
        text.as_bytes().chunks(2).fold(head, |bits, chunk| match chunk {
            [a, b] => bits.put(number(a) * 45 + number(b), 11),
            _ => bits.put(number(&chunk[0]), 6),
        })
    }

    /// What follows the mode of a segment of characters that are packed into 13 bits.
    fn packed(self, packed: &[u32], group: usize) -> Self {
        let head = self.put(packed.len() as u32, [8, 10, 12][group]);
        packed.iter().fold(head, |bits, &character| bits.put(character, 13))
    }

    /// Ended and filled up as the standard has it.
    fn symbol(self, version: u8, payload: &[u8]) -> Symbol {
        // A segment of bytes that fills the symbol tells how many codewords there are.
        let head = if version < 10 { 12 } else { 20 };
        let codewords = (capacity(version, Ecc::M) * 8 + head).div_ceil(8);
        let mut bits = self.0;
        assert!(bits.len() <= codewords * 8, "too much for version {version}");
        bits.resize((bits.len() + 4).min(codewords * 8), false);
        bits.resize(bits.len().next_multiple_of(8), false);
        let byte = |bits: &[bool]| bits.iter().fold(0, |byte, &bit| byte << 1 | u8::from(bit));
        let mut data: Vec<u8> = bits.chunks(8).map(byte).collect();
        data.extend([0xEC, 0x11].into_iter().cycle().take(codewords - data.len()));
        Symbol::of_codewords(version, Ecc::M, &data, payload)
    }
}

/// Reads what `bits` draws for each group of versions.
fn reads(bits: impl Fn(usize) -> Bits, payload: &[u8]) {
    for (version, group) in GROUPS {
        let symbol = bits(group).symbol(version, payload);
        wants(&symbol.upright(3.3), &symbol);
    }
}

#[test]
fn digits_of_every_remainder_of_three() {
    for digits in ["0", "07", "007", "0123456789012345", "20260415", "00000000000000000"] {
        reads(|group| Bits::default().digits(digits, group), digits.as_bytes());
    }
}

#[test]
fn the_45_characters() {
    for text in
        ["A", "AC-42", "HTTP://EXAMPLE.COM/%20", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"]
    {
        reads(|group| Bits::default().characters(text, group), text.as_bytes());
    }
}

/// The two examples of the standard: 点 is 0x935F in Shift JIS and packed 0x0D9F, 茗 is 0xE4AA and
/// packed 0x1AAA.
#[test]
fn kanji() {
    let bits = |group| Bits::default().put(8, 4).packed(&[0x0D9F, 0x1AAA], group);
    reads(bits, &[0x93, 0x5F, 0xE4, 0xAA]);
}

/// In GB 2312 啊 is 0xB0A1, 中 0xD6D0, 齄 0xF7FE and the full-width A 0xA3C1. From the row 0xA1 is
/// taken for signs and 0xA6 for characters, from the column 0xA1; the row counts 0x60.
#[test]
fn chinese_characters() {
    let pack = |row: u32, column: u32, first: u32| (row - first) * 0x60 + column - 0xA1;
    let packed = [
        pack(0xB0, 0xA1, 0xA6),
        pack(0xD6, 0xD0, 0xA6),
        pack(0xF7, 0xFE, 0xA6),
        pack(0xA3, 0xC1, 0xA1),
    ];
    let bytes = [0xB0, 0xA1, 0xD6, 0xD0, 0xF7, 0xFE, 0xA3, 0xC1];
    reads(|group| Bits::default().put(13, 4).put(1, 4).packed(&packed, group), &bytes);
}

/// The number of a charset (ECI) takes a byte, two or three; the bytes stay as they are.
#[test]
fn bytes_with_a_charset_stay_as_they_are() {
    let bytes = "采集码".as_bytes();
    for (number, length) in [(26, 8), (0x8000 + 899, 16), (0xC0_0000 + 999_999, 24)] {
        reads(|group| Bits::default().put(7, 4).put(number, length).bytes(bytes, group), bytes);
    }
}

/// In data by the rules of GS1 a percent sign parts fields (byte 29), and two are one.
#[test]
fn data_of_gs1() {
    reads(|group| Bits::default().put(5, 4).characters("0195%%1%21X", group), b"0195%1\x1D21X");
    // Of another body, whose number takes eight bits.
    reads(|group| Bits::default().put(9, 4).put(37, 8).characters("A%B", group), b"A\x1DB");
    // Without that mode a percent sign is one.
    reads(|group| Bits::default().characters("A%B", group), b"A%B");
}

/// One of several symbols that belong together is read by itself.
#[test]
fn one_of_several_parts() {
    let part = || Bits::default().put(3, 4).put(0x13A5, 16);
    reads(|group| part().bytes(b"second of four", group), b"second of four");
}

#[test]
fn segments_one_after_another() {
    let bits = |group| {
        let start = Bits::default().bytes(&[0x00, 0xFF, 0x1D], group).digits("31415926", group);
        start.characters("XY Z", group).bytes(b"\r\n", group)
    };
    reads(bits, b"\x00\xFF\x1D31415926XY Z\r\n");
}
