//! From modules to codewords: the format, the order, and the correction of errors.

use tucai_wire::symbol::{Ecc, Modules};

use crate::correct::correct;
use crate::payload::payload;
use crate::sample::Samples;
use crate::spec::{self, Blocks, Layout, Role};

/// A symbol that was decoded.
#[derive(Debug, Clone)]
pub(crate) struct Decoded {
    pub payload: Vec<u8>,
    /// Without the errors of the picture.
    pub modules: Modules,
    pub ecc: Ecc,
}

/// Why modules were not decoded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Failure {
    /// Too few of the modules that are the same in every symbol are as they should be, or the
    /// format is beyond help: this is no symbol, or the grid lies badly. Their share.
    NoSymbol(f32),
    /// A block has more errors than can be corrected.
    Damaged,
    /// The bits are whole and mean nothing.
    Meaningless,
}

/// Codewords for correction that are left to tell a correction from chance: with four, two hundred
/// codewords of noise pass for whole less than once in ten million times.
const CHECKING: usize = 4;

/// How many modules that are always dark or light must be right.
const FIXED_RIGHT: f32 = 0.72;

/// Decodes a symbol. `erase` lets codewords that are unsure count as missing, which corrects twice
/// as many, at the risk of making sense where there is none.
pub(crate) fn decode(samples: &Samples, layout: &Layout, erase: bool) -> Result<Decoded, Failure> {
    let right = fixed_right(samples, layout);
    if right < FIXED_RIGHT {
        return Err(Failure::NoSymbol(right));
    }
    match decode_as_seen(samples, layout, erase) {
        // The fixed patterns are the same in a mirror.
        Err(failure) => decode_as_seen(&samples.mirrored(), layout, erase).map_err(|_| failure),
        decoded => decoded,
    }
}

/// The share of fixed modules that are as they should be, without the finder patterns: those were
/// what was looked for.
fn fixed_right(samples: &Samples, layout: &Layout) -> f32 {
    let side = layout.side;
    let (mut right, mut all) = (0, 0);
    for (y, (roles, row)) in
        layout.roles.chunks(side).zip(samples.darkness.chunks(side)).enumerate()
    {
        for (x, (role, darkness)) in roles.iter().zip(row).enumerate() {
            let finder = (x < 8 && (y < 8 || y + 8 >= side)) || (x + 8 >= side && y < 8);
            if let &Role::Fixed { dark } = role
                && !finder
            {
                all += 1;
                right += usize::from((*darkness > 0.0) == dark);
            }
        }
    }
    right as f32 / all.max(1) as f32
}

fn decode_as_seen(samples: &Samples, layout: &Layout, erase: bool) -> Result<Decoded, Failure> {
    let (side, version) = (layout.side, layout.version);
    let (format, wrong) = read_format(samples);
    if wrong > 3 {
        return Err(Failure::NoSymbol(1.0));
    }
    let (ecc, mask) = (spec::level(format >> 3), format & 7);
    let (mut codewords, mut sureness) = (Vec::new(), Vec::new());
    for places in layout.path.chunks_exact(8) {
        let (mut word, mut sure) = (0u8, f32::MAX);
        for &(x, y) in places {
            let darkness = samples.darkness.get(y * side + x).copied().unwrap_or(0.0);
            word = word << 1 | u8::from((darkness > 0.0) != spec::masked(mask, x, y));
            sure = sure.min(darkness.abs());
        }
        codewords.push(word);
        sureness.push(sure);
    }
    let blocks = Blocks::of(version, ecc);
    let corrected = correct_all(&codewords, &sureness, blocks, version, ecc, erase)?;
    let data = data(&corrected, blocks);
    let payload = payload(&data, version).ok_or(Failure::Meaningless)?;
    let modules = draw(layout, format, &corrected).ok_or(Failure::Meaningless)?;
    Ok(Decoded { payload, modules, ecc })
}

/// The format nearest to what either copy shows, and the bits that are wrong in it.
fn read_format(samples: &Samples) -> (u8, u32) {
    let copies = spec::format_places(samples.side).map(|places| {
        places.iter().fold(0u32, |word, &(x, y)| word << 1 | u32::from(samples.dark(x, y)))
    });
    let best = copies.into_iter().flat_map(|word| {
        (0..32u8).map(move |format| ((spec::format_word(format) ^ word).count_ones(), format))
    });
    best.min().map_or((0, u32::MAX), |(wrong, format)| (format, wrong))
}

/// Errors that a block is let have: one less where a wrong correction would be likely, as the
/// standard has it for the smallest symbols.
fn allowed(blocks: Blocks, version: usize, ecc: Ecc) -> usize {
    let spare = match (version, ecc) {
        (1, Ecc::L) => 3,
        (1, Ecc::M) | (2, Ecc::L) => 2,
        (1, _) | (3, Ecc::L) => 1,
        _ => 0,
    };
    (blocks.ecc - spare) / 2
}

/// Corrects every block, and puts the codewords back in their places.
fn correct_all(
    codewords: &[u8],
    sureness: &[f32],
    blocks: Blocks,
    version: usize,
    ecc: Ecc,
    erase: bool,
) -> Result<Vec<u8>, Failure> {
    let mut corrected = codewords.to_vec();
    for block in 0..blocks.count {
        let places = places(blocks, block);
        let seen: Vec<u8> =
            places.iter().map(|&at| codewords.get(at).copied().unwrap_or(0)).collect();
        let mut whole = seen.clone();
        let limit = allowed(blocks, version, ecc);
        let plain = correct(&mut whole, blocks.ecc, &[]).filter(|&wrong| wrong <= limit);
        if plain.is_none() {
            if !erase {
                return Err(Failure::Damaged);
            }
            whole = erased(&seen, &places, sureness, blocks).ok_or(Failure::Damaged)?;
        }
        for (at, word) in places.into_iter().zip(whole) {
            if let Some(place) = corrected.get_mut(at) {
                *place = word;
            }
        }
    }
    Ok(corrected)
}

/// Corrects a block with its least sure codewords taken as missing: few at first.
fn erased(seen: &[u8], places: &[usize], sureness: &[f32], blocks: Blocks) -> Option<Vec<u8>> {
    let mut order: Vec<usize> = (0..seen.len()).collect();
    let sure =
        |at: usize| places.get(at).and_then(|&place| sureness.get(place)).copied().unwrap_or(0.0);
    order.sort_unstable_by(|&a, &b| sure(a).total_cmp(&sure(b)));
    let most = blocks.ecc.saturating_sub(CHECKING + 2);
    for count in (2..=most).step_by(2) {
        let mut whole = seen.to_vec();
        let (missing, believed) = order.split_at_checked(count)?;
        if correct(&mut whole, blocks.ecc, missing).is_some() {
            let wrong = believed.iter().filter(|&&at| whole.get(at) != seen.get(at)).count();
            if 2 * wrong + CHECKING <= blocks.ecc - count {
                return Some(whole);
            }
        }
    }
    None
}

/// Where the codewords of a block stand in the symbol: the blocks take turns, first the data, then
/// the correction.
fn places(blocks: Blocks, block: usize) -> Vec<usize> {
    let short = blocks.data(0);
    let long_ones = blocks.total % blocks.count;
    let data = blocks.data(block);
    let data_total = blocks.total - blocks.ecc * blocks.count;
    let mut places: Vec<usize> = (0..short).map(|row| row * blocks.count + block).collect();
    if data > short {
        places.push(short * blocks.count + block - (blocks.count - long_ones));
    }
    places.extend((0..blocks.ecc).map(|row| data_total + row * blocks.count + block));
    places
}

/// The codewords of data, block after block.
fn data(corrected: &[u8], blocks: Blocks) -> Vec<u8> {
    let of_block = |block| {
        let mut places = places(blocks, block);
        places.truncate(blocks.data(block));
        places.into_iter().filter_map(|at| corrected.get(at).copied())
    };
    (0..blocks.count).flat_map(of_block).collect()
}

/// The symbol as it was meant.
fn draw(layout: &Layout, format: u8, codewords: &[u8]) -> Option<Modules> {
    let (side, version, mask) = (layout.side, layout.version, format & 7);
    let mut modules = Modules::light(side)?;
    for (at, role) in layout.roles.iter().enumerate() {
        modules.set(at % side, at / side, *role == Role::Fixed { dark: true });
    }
    for places in spec::format_places(side) {
        for (bit, (x, y)) in places.into_iter().enumerate() {
            modules.set(x, y, spec::format_word(format) >> (14 - bit) & 1 == 1);
        }
    }
    if version >= 7 {
        let word = spec::version_word(version as u32);
        for (bit, (x, y)) in spec::version_places(side).into_iter().enumerate() {
            let dark = word >> (17 - bit) & 1 == 1;
            modules.set(x, y, dark);
            modules.set(y, x, dark);
        }
    }
    for (at, &(x, y)) in layout.path.iter().enumerate() {
        // Bits left over after the last codeword are zero.
        let word = codewords.get(at / 8).copied().unwrap_or(0);
        modules.set(x, y, (word >> (7 - at % 8) & 1 == 1) != spec::masked(mask, x, y));
    }
    Some(modules)
}
