//! Every version, level and mask, plainly drawn.

use rqrr::{Grid, SimpleGrid};
use tucai_code::Ecc;

use crate::check::wants;
use crate::draw::{LEVELS, Symbol, capacity};

/// Pixels a module: not whole, so that modules and pixels do not keep step.
const SCALE: f32 = 3.3;

/// A full symbol and one with room left, of each version and level.
fn every(versions: std::ops::RangeInclusive<u8>, see: impl Fn(&Symbol)) {
    for version in versions {
        for (at, ecc) in LEVELS.into_iter().enumerate() {
            let mut random = fastrand::Rng::with_seed(u64::from(version) * 4 + at as u64);
            see(&Symbol::random(version, ecc, 1.0, &mut random));
            see(&Symbol::random(version, ecc, 0.7, &mut random));
        }
    }
}

fn reads(versions: std::ops::RangeInclusive<u8>) {
    every(versions, |symbol| wants(&symbol.upright(SCALE), symbol));
}

#[test]
fn versions_1_to_20_at_every_level() {
    reads(1..=20);
}

#[test]
fn versions_21_to_30_at_every_level() {
    reads(21..=30);
}

#[test]
fn versions_31_to_40_at_every_level() {
    reads(31..=40);
}

#[test]
fn every_mask() {
    for version in [1, 2, 6, 7, 13, 21, 32] {
        for mask in 0..8 {
            let ecc = LEVELS[usize::from(mask % 4)];
            let payload: Vec<u8> = (0..capacity(version, ecc)).map(|at| at as u8).collect();
            let symbol = Symbol::of(version, ecc, Some(mask), &payload);
            wants(&symbol.upright(SCALE), &symbol);
        }
    }
}

/// A payload that masks cannot break up well: all zeros, and all ones.
#[test]
fn payloads_of_one_byte_value() {
    for version in [1, 5, 14, 25, 40] {
        for value in [0x00, 0xFF] {
            let payload = vec![value; capacity(version, Ecc::M)];
            let symbol = Symbol::of(version, Ecc::M, None, &payload);
            wants(&symbol.upright(SCALE), &symbol);
        }
    }
}

/// A second decoder agrees with the first on what the drawn symbols hold, so that a slip in the
/// drawing would show. Not of version 21, where rqrr 0.11 has the last alignment patterns at 92
/// instead of 94.
#[test]
fn another_decoder_reads_the_drawn_symbols() {
    every(1..=40, |symbol| {
        if symbol.modules.version() != 21 {
            let dark = |x, y| symbol.modules.dark(x, y);
            let mut payload = Vec::new();
            let read =
                Grid::new(SimpleGrid::from_func(symbol.side(), dark)).decode_to(&mut payload);
            assert!(read.is_ok() && payload == symbol.payload, "{:?}", symbol.modules.version());
        }
    });
}
