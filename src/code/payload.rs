//! From bits to bytes: the segments of a symbol, by ISO/IEC 18004, and the one for Chinese characters
//! (汉字) that GB/T 18284 adds.
//!
//! No charset is applied: what a segment says of its charset is skipped, and characters come out as
//! the bytes that their segment's own encoding has for them.

/// What alphanumeric segments hold.
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// What parts fields in data by the rules of GS1, where a symbol says that its data is such.
const SEPARATOR: u8 = 0x1D;

/// The bytes that codewords of data mean; none where they mean nothing.
pub(crate) fn payload(data: &[u8], version: usize) -> Option<Vec<u8>> {
    let mut bits = Bits { data, at: 0 };
    let mut bytes = Vec::new();
    let mut gs1 = false;
    // Fewer than four bits left over stand for the end as well.
    while let Some(mode) = bits.take(4) {
        match mode {
            0 => break,
            1 => numeric(&mut bits, version, &mut bytes)?,
            2 => alphanumeric(&mut bits, version, gs1, &mut bytes)?,
            // One of several symbols that belong together: its place among them, and their parity.
            3 => drop(bits.take(16)?),
            4 => {
                for _ in 0..bits.count(version, [8, 16, 16])? {
                    bytes.push(bits.take(8)? as u8);
                }
            }
            5 => gs1 = true,
            7 => charset(&mut bits)?,
            8 => {
                for _ in 0..bits.count(version, [8, 10, 12])? {
                    let packed = bits.take(13)?;
                    let code = ((packed / 0xC0) << 8) | (packed % 0xC0);
                    push(&mut bytes, code + if code < 0x1F00 { 0x8140 } else { 0xC140 });
                }
            }
            // Data by the rules of another body, which has a number.
            9 => {
                gs1 = true;
                bits.take(8)?;
            }
            13 => {
                // The only set of characters there is, GB 2312.
                if bits.take(4)? != 1 {
                    return None;
                }
                for _ in 0..bits.count(version, [8, 10, 12])? {
                    let packed = bits.take(13)?;
                    let code = ((packed / 0x60) << 8) | (packed % 0x60);
                    push(&mut bytes, code + if code < 0x0A00 { 0xA1A1 } else { 0xA6A1 });
                }
            }
            _ => return None,
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

fn push(bytes: &mut Vec<u8>, code: usize) {
    bytes.extend([(code >> 8) as u8, code as u8]);
}

fn numeric(bits: &mut Bits<'_>, version: usize, bytes: &mut Vec<u8>) -> Option<()> {
    let mut left = bits.count(version, [10, 12, 14])?;
    while left > 0 {
        let digits = left.min(3);
        let number = bits.take([0, 4, 7, 10].get(digits).copied()?)?;
        // A number with more digits than it may have is damage that correction did not see.
        if number >= 10usize.pow(digits as u32) {
            return None;
        }
        for place in [100, 10, 1].get(3 - digits..)? {
            bytes.push(b'0' + (number / place % 10) as u8);
        }
        left -= digits;
    }
    Some(())
}

fn alphanumeric(bits: &mut Bits<'_>, version: usize, gs1: bool, bytes: &mut Vec<u8>) -> Option<()> {
    let start = bytes.len();
    let mut left = bits.count(version, [9, 11, 13])?;
    while left > 0 {
        if left == 1 {
            bytes.push(*ALPHANUMERIC.get(bits.take(6)?)?);
            break;
        }
        let pair = bits.take(11)?;
        bytes.push(*ALPHANUMERIC.get(pair / 45)?);
        bytes.push(*ALPHANUMERIC.get(pair % 45)?);
        left -= 2;
    }
    if gs1 {
        // A percent sign parts fields; two stand for one.
        let mut written = bytes.split_off(start).into_iter().peekable();
        while let Some(byte) = written.next() {
            let twice = byte == b'%' && written.next_if_eq(&b'%').is_some();
            bytes.push(if byte == b'%' && !twice { SEPARATOR } else { byte });
        }
    }
    Some(())
}

/// Skips the number of a charset: one to three bytes.
fn charset(bits: &mut Bits<'_>) -> Option<()> {
    let first = bits.take(8)?;
    let more = match first >> 5 {
        0..=3 => 0,
        4 | 5 => 8,
        6 => 16,
        _ => return None,
    };
    bits.take(more).map(drop)
}

/// Bits that are taken from the front.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// The next bits as a number; none where there are too few.
    fn take(&mut self, count: usize) -> Option<usize> {
        let mut value = 0;
        for at in self.at..self.at + count {
            let byte = self.data.get(at / 8)?;
            value = value << 1 | usize::from(byte >> (7 - at % 8) & 1);
        }
        self.at += count;
        Some(value)
    }

    /// How many characters a segment has; the number is as long as the version's group says.
    fn count(&mut self, version: usize, [small, middle, large]: [usize; 3]) -> Option<usize> {
        self.take(match version {
            ..=9 => small,
            10..=26 => middle,
            _ => large,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::payload;

    /// Codewords of a row of numbers, each with its length in bits; filled up with zeros.
    fn bits(parts: &[(u32, u32)]) -> Vec<u8> {
        let each = |&(value, length): &(u32, u32)| {
            (0..length).rev().map(move |bit| u8::from(value >> bit & 1 == 1))
        };
        let mut bits: Vec<u8> = parts.iter().flat_map(each).collect();
        bits.resize(bits.len().next_multiple_of(8), 0);
        let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
        bits.chunks(8).map(byte).collect()
    }

    /// The standard's worked example (annex I): 01234567 as a symbol 1-M.
    #[test]
    fn the_standards_example() {
        let data = [
            0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
            0xEC, 0x11,
        ];
        assert_eq!(payload(&data, 1).as_deref(), Some(&b"01234567"[..]));
    }

    /// The standard's example of alphanumeric data: AC-42.
    #[test]
    fn the_standards_characters() {
        let (ac, dash_four) = (0b001_1100_1110, 0b111_0011_1001);
        let data = bits(&[(2, 4), (5, 9), (ac, 11), (dash_four, 11), (0b00_0010, 6), (0, 4)]);
        assert_eq!(payload(&data, 1).as_deref(), Some(&b"AC-42"[..]));
    }

    /// A symbol may end with its last segment, with no room for the four bits that end it.
    #[test]
    fn the_end_may_be_left_out() {
        assert_eq!(payload(&bits(&[(4, 4), (1, 8), (0xA7, 8)]), 1), Some(vec![0xA7]));
        assert_eq!(payload(&bits(&[(1, 4), (1, 10), (7, 4)]), 1), Some(vec![b'7']));
    }

    #[test]
    fn what_means_nothing_is_refused() {
        for (why, parts) in [
            ("nothing", &[][..]),
            ("an end at once", &[(0, 4)]),
            ("a segment of no bytes", &[(4, 4), (0, 8), (0, 4)]),
            ("fewer bytes than said", &[(4, 4), (3, 8), (0x4142, 16)]),
            ("three digits above 999", &[(1, 4), (3, 10), (1000, 10)]),
            ("two digits above 99", &[(1, 4), (2, 10), (100, 7)]),
            ("a digit above 9", &[(1, 4), (1, 10), (10, 4)]),
            ("two of 45 characters above 45 * 45", &[(2, 4), (2, 9), (2025, 11)]),
            ("one of 45 characters above 44", &[(2, 4), (1, 9), (45, 6)]),
            (
                "a charset's number of no known length",
                &[(7, 4), (0xE0, 8), (4, 4), (1, 8), (65, 8)],
            ),
            ("an unknown set of Chinese characters", &[(13, 4), (2, 4), (1, 8), (0, 13)]),
            ("a mode that there is not", &[(6, 4), (0, 32)]),
            ("another", &[(15, 4), (0, 32)]),
        ] {
            assert_eq!(payload(&bits(parts), 1), None, "{why}");
        }
    }

    #[test]
    fn any_data_ends_in_bytes_or_nothing() {
        let mut random = fastrand::Rng::with_seed(1);
        for version in (1..=40).cycle().take(20_000) {
            let data: Vec<u8> = (0..random.usize(..60)).map(|_| random.u8(..)).collect();
            // Digits are the closest packed: three in ten bits.
            assert!(
                payload(&data, version).is_none_or(|bytes| bytes.len() <= data.len() * 24 / 10)
            );
        }
    }
}
