//! Corrects the codewords of a block: Reed–Solomon codes over the field of 256 elements, as
//! ISO/IEC 18004 has them.

/// The powers of the field's generator, twice over, and their logarithms.
struct Field {
    powers: [u8; 512],
    logarithms: [u8; 256],
}

static FIELD: Field = Field::new();

impl Field {
    #[allow(
        clippy::indexing_slicing,
        reason = "computed while compiling: out of bounds is an error there"
    )]
    const fn new() -> Self {
        let (mut powers, mut logarithms) = ([0; 512], [0; 256]);
        let mut value: u16 = 1;
        let mut power = 0;
        while power < 255 {
            powers[power] = value as u8;
            powers[power + 255] = value as u8;
            logarithms[value as usize] = power as u8;
            value <<= 1;
            if value & 0x100 != 0 {
                value ^= 0x11D;
            }
            power += 1;
        }
        Self { powers, logarithms }
    }

    /// The generator to a power below 512.
    fn power(&self, exponent: usize) -> u8 {
        self.powers.get(exponent).copied().unwrap_or(0)
    }

    fn logarithm(&self, value: u8) -> usize {
        self.logarithms.get(usize::from(value)).copied().map_or(0, usize::from)
    }

    fn times(&self, a: u8, b: u8) -> u8 {
        if a == 0 || b == 0 { 0 } else { self.power(self.logarithm(a) + self.logarithm(b)) }
    }

    /// `b` is not 0.
    fn over(&self, a: u8, b: u8) -> u8 {
        if a == 0 { 0 } else { self.power(self.logarithm(a) + 255 - self.logarithm(b)) }
    }
}

/// The value of a polynomial, lowest coefficient first.
fn value(polynomial: &[u8], x: u8) -> u8 {
    polynomial.iter().rev().fold(0, |sum, &c| FIELD.times(sum, x) ^ c)
}

/// The errors that a block shows: all zero where it is whole.
fn syndromes(block: &[u8], ecc: usize) -> Vec<u8> {
    let at = |power| {
        let x = FIELD.power(power);
        block.iter().fold(0, |sum, &codeword| FIELD.times(sum, x) ^ codeword)
    };
    (0..ecc).map(at).collect()
}

/// Corrects a block whose last `ecc` codewords are for correction, given the positions of codewords
/// that are not to be believed. Tells how many were wrong; none where it is beyond help.
pub(crate) fn correct(block: &mut [u8], ecc: usize, erased: &[usize]) -> Option<usize> {
    let seen = syndromes(block, ecc);
    if seen.iter().all(|&syndrome| syndrome == 0) {
        return Some(0);
    }
    if erased.len() > ecc || block.len() > 255 {
        return None;
    }
    let last = block.len() - 1;
    // The erasures' locator, lowest coefficient first; Berlekamp and Massey go on from it.
    let mut locator = vec![0; ecc + 1];
    *locator.first_mut()? = 1;
    for &at in erased {
        let root = FIELD.power(last.checked_sub(at)?);
        for i in (1..=ecc).rev() {
            let lower = *locator.get(i - 1)?;
            *locator.get_mut(i)? ^= FIELD.times(lower, root);
        }
    }
    let mut before = locator.clone();
    let mut length = erased.len();
    for n in erased.len()..ecc {
        let discrepancy = (0..=n).fold(0, |sum, i| {
            let of = |list: &[u8], at: usize| list.get(at).copied().unwrap_or(0);
            sum ^ FIELD.times(of(&locator, i), of(&seen, n - i))
        });
        before.insert(0, 0);
        before.truncate(ecc + 1);
        if discrepancy == 0 {
            continue;
        }
        let next: Vec<u8> =
            locator.iter().zip(&before).map(|(&a, &b)| a ^ FIELD.times(discrepancy, b)).collect();
        if 2 * length <= n + erased.len() {
            length = n + 1 + erased.len() - length;
            before = locator.iter().map(|&c| FIELD.over(c, discrepancy)).collect();
        }
        locator = next;
    }
    let degree = locator.iter().rposition(|&c| c != 0)?;
    if degree != length || 2 * (length.saturating_sub(erased.len())) + erased.len() > ecc {
        return None;
    }
    // The evaluator: the product with the syndromes, up to the number of syndromes.
    let evaluator: Vec<u8> = (0..ecc)
        .map(|n| {
            (0..=n).fold(0, |sum, i| {
                let of = |list: &[u8], at: usize| list.get(at).copied().unwrap_or(0);
                sum ^ FIELD.times(of(&locator, i), of(&seen, n - i))
            })
        })
        .collect();
    let mut found = 0;
    let mut wrong = 0;
    for (at, codeword) in block.iter_mut().enumerate() {
        let power = last - at;
        let inverse = FIELD.power(255 - power % 255);
        if value(&locator, inverse) != 0 {
            continue;
        }
        found += 1;
        // The derivative has the odd coefficients, each a place lower.
        let odd: Vec<u8> = locator
            .iter()
            .enumerate()
            .skip(1)
            .map(|(i, &c)| if i % 2 == 1 { c } else { 0 })
            .collect();
        let slope = value(&odd, inverse);
        if slope == 0 {
            return None;
        }
        let size = FIELD.over(value(&evaluator, inverse), slope);
        let size = FIELD.times(size, FIELD.power(power));
        wrong += usize::from(size != 0);
        *codeword ^= size;
    }
    let whole = found == degree && syndromes(block, ecc).iter().all(|&syndrome| syndrome == 0);
    whole.then_some(wrong)
}

#[cfg(test)]
mod tests {
    use super::correct;

    /// The standard's worked example (annex I): 01234567 as a symbol 1-M.
    const EXAMPLE: [u8; 26] = [
        0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
        0x11, 0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55,
    ];
    const ECC: usize = 10;

    /// The example with so many codewords spoilt, and their positions.
    fn spoilt(count: usize, random: &mut fastrand::Rng) -> ([u8; 26], Vec<usize>) {
        let mut places: Vec<usize> = (0..EXAMPLE.len()).collect();
        random.shuffle(&mut places);
        places.truncate(count);
        let mut block = EXAMPLE;
        for &at in &places {
            block[at] ^= random.u8(1..);
        }
        (block, places)
    }

    #[test]
    fn the_standards_example_is_whole() {
        let mut block = EXAMPLE;
        assert_eq!(correct(&mut block, ECC, &[]), Some(0));
        assert_eq!(block, EXAMPLE);
    }

    /// An error costs two codewords for correction, an erasure one.
    #[test]
    fn whatever_the_codewords_suffice_for_is_corrected() {
        let mut random = fastrand::Rng::with_seed(1);
        for erasures in 0..=ECC {
            for errors in 0..=(ECC - erasures) / 2 {
                for _ in 0..20 {
                    let (mut block, places) = spoilt(erasures + errors, &mut random);
                    let corrected = correct(&mut block, ECC, &places[..erasures]);
                    assert_eq!(corrected, Some(places.len()), "{erasures} and {errors}");
                    assert_eq!(block, EXAMPLE);
                }
            }
        }
    }

    /// What was said to be missing and is right after all does no harm, and is not counted.
    #[test]
    fn erasures_may_be_right() {
        let mut block = EXAMPLE;
        block[3] ^= 0x5A;
        assert_eq!(correct(&mut block, ECC, &[0, 3, 9, 20, 25]), Some(1));
        assert_eq!(block, EXAMPLE);
    }

    #[test]
    fn what_is_beyond_help_is_said_to_be() {
        let mut random = fastrand::Rng::with_seed(2);
        let mut refused = 0;
        for _ in 0..200 {
            let (mut block, _) = spoilt(12, &mut random);
            refused += usize::from(correct(&mut block, ECC, &[]).is_none());
        }
        // Being near another whole block by chance: C(26, 5) * 255^5 / 256^10, below 1 in 10^7.
        assert_eq!(refused, 200);
        let (mut block, places) = spoilt(11, &mut random);
        assert_eq!(correct(&mut block, ECC, &places), None);
    }

    #[test]
    fn odd_blocks_do_no_harm() {
        assert_eq!(correct(&mut [], 0, &[]), Some(0));
        assert_eq!(correct(&mut [1, 2, 3], 0, &[]), Some(0));
        assert_eq!(correct(&mut [1, 2, 3], 2, &[7]), None);
        assert_eq!(correct(&mut [1; 300], 30, &[]), None);
    }
}
