//! What holds no symbol gives none, what holds several gives those, and never other bytes.

use proptest::prelude::*;
use tucai_code::{Code, Ecc};

use crate::check::{cases, read_at_leisure};
use crate::distort::{blur, inverted, noise};
use crate::draw::{LEVELS, Symbol, capacity};
use crate::grey::Grey;
use crate::phone::{screenshot, writing};

fn codes(picture: &Grey) -> Vec<Code> {
    read_at_leisure(&picture.picture()).codes
}

/// The positions among `symbols` of what was read, in their order; a test fails where something
/// else was read.
fn which(picture: &Grey, symbols: &[&Symbol]) -> Vec<usize> {
    let position = |code: &Code| {
        let is =
            |symbol: &&Symbol| symbol.payload == code.payload && symbol.modules == code.modules;
        symbols.iter().position(is).unwrap_or_else(|| panic!("a wrong reading"))
    };
    let mut read: Vec<usize> = codes(picture).iter().map(position).collect();
    read.sort_unstable();
    read
}

fn side_by_side(pictures: &[&Grey], gap: usize) -> Grey {
    let width = pictures.iter().map(|picture| picture.width + gap).sum();
    let height = pictures.iter().map(|picture| picture.height).max().unwrap();
    let mut page = Grey::plain(width, height, 255.0);
    let mut left = 0;
    for picture in pictures {
        page.paste(picture, [left, 0]);
        left += picture.width + gap;
    }
    page
}

proptest! {
    #![proptest_config(cases(10))]

    /// Grains of any size from one pixel to twelve, dark or light by chance.
    #[test]
    fn noise_is_no_symbol(seed: u64, grain in 1.0..12f32, share in 0.2..0.8f32) {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut grains = Grey::plain(60, 60, 255.0);
        for pixel in &mut grains.pixels {
            *pixel = if random.f32() < share { 0.0 } else { 255.0 };
        }
        prop_assert!(codes(&grains.scaled(grain)).is_empty());
    }

    #[test]
    fn writing_is_no_symbol(seed: u64, size in 8..60usize, dark: bool) {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut page = Grey::plain(500, 400, 250.0);
        for line in 0..380 / (size + 4) {
            writing(&mut page, [8, 8 + line * (size + 4)], size, 460 / (size + size / 8), 20.0, &mut random);
        }
        let page = if dark { inverted(&page) } else { page };
        prop_assert!(codes(&page).is_empty());
    }

    /// Finder patterns where a symbol has them, and chance between them.
    #[test]
    fn finder_patterns_alone_are_no_symbol(seed: u64, version in 1..16u8, scale in 3.0..5f32) {
        let mut random = fastrand::Rng::with_seed(seed);
        let symbol = Symbol::random(version, Ecc::L, 1.0, &mut random);
        let side = symbol.side();
        let mut modules = symbol.modules.clone();
        for y in 0..side {
            for x in 0..side {
                let finder = (x < 8 && (y < 8 || y + 8 >= side)) || (x + 8 >= side && y < 8);
                if !finder && x != 6 && y != 6 {
                    modules.set(x, y, random.bool());
                }
            }
        }
        let picture = Symbol { modules, ..symbol }.upright(scale);
        prop_assert!(codes(&picture).is_empty());
    }

    /// A share of all modules turned over, from none to beyond what the level corrects: either the
    /// bytes or nothing.
    #[test]
    fn damage_gives_the_bytes_or_nothing(
        (version, level) in (1..26u8, 0..4usize),
        (seed, share, scale) in (any::<u64>(), 0.0..0.3f32, 3.0..5f32),
    ) {
        let mut random = fastrand::Rng::with_seed(seed);
        let symbol = Symbol::random(version, LEVELS[level], 0.9, &mut random);
        let mut broken = symbol.clone();
        for y in 0..symbol.side() {
            for x in 0..symbol.side() {
                if random.f32() < share {
                    broken.modules.set(x, y, !symbol.modules.dark(x, y));
                }
            }
        }
        which(&broken.upright(scale), &[&symbol]);
    }

    /// The middle is covered, from four tenths of the height on, up to nearly all: what is unsure
    /// may count as missing, and a symbol of level H may do without so much.
    #[test]
    fn a_symbol_half_covered_gives_the_bytes_or_nothing(
        (version, level) in (1..20u8, 0..4usize),
        (seed, share) in (any::<u64>(), 0.4..0.8f32),
        grey in 0.0..255f32,
    ) {
        let mut random = fastrand::Rng::with_seed(seed);
        let symbol = Symbol::random(version, LEVELS[level], 1.0, &mut random);
        let mut drawn = symbol.grey(4);
        let side = symbol.side() - 9;
        let height = (symbol.side() as f32 * share) as usize;
        drawn.fill([13, 13], [side, height.min(side)], grey);
        which(&drawn.scaled(3.5), &[&symbol]);
    }

    /// Each module is of one symbol or of another, by chance: all that is the same in both is as it
    /// should be, and the codewords mean nothing.
    #[test]
    fn two_symbols_mixed_give_nothing(
        (version, level) in (1..16u8, 0..4usize),
        (seed, scale, grain) in (any::<u64>(), 3.0..5f32, 0.0..40f32),
    ) {
        let mut random = fastrand::Rng::with_seed(seed);
        let mask = Some(random.u8(..8));
        let ecc = LEVELS[level];
        let mut symbol = || {
            let payload: Vec<u8> = (0..capacity(version, ecc)).map(|_| random.u8(..)).collect();
            Symbol::of(version, ecc, mask, &payload)
        };
        let (mut mixed, other) = (symbol(), symbol());
        for y in 0..mixed.side() {
            for x in 0..mixed.side() {
                if random.bool() {
                    mixed.modules.set(x, y, other.modules.dark(x, y));
                }
            }
        }
        let picture = noise(&mixed.upright(scale), grain, &mut random);
        prop_assert!(codes(&picture).is_empty());
    }

    /// Blurred and noisy beyond reading, now and then: the bytes or nothing.
    #[test]
    fn what_is_hardly_seen_gives_the_bytes_or_nothing(
        (version, level) in (1..26u8, 0..4usize),
        (seed, scale, sigma, grain) in (any::<u64>(), 1.2..4f32, 0.4..0.8f32, 0.0..60f32),
    ) {
        let mut random = fastrand::Rng::with_seed(seed);
        let symbol = Symbol::random(version, LEVELS[level], 0.9, &mut random);
        let picture = blur(&symbol.upright(scale), sigma * scale);
        which(&noise(&picture, grain, &mut random), &[&symbol]);
    }

    /// The start of the data is whole, and what follows is another symbol's here and there: a
    /// correction that only nearly fits would pass for a payload. The smaller symbols of the lower
    /// levels have the longest blocks for their number, so that chance has the best of chances.
    #[test]
    fn damage_of_long_blocks_gives_the_bytes_or_nothing(
        (version, level) in (3..7u8, 0..2usize),
        (seed, share, reach, grain) in (any::<u64>(), 0.1..0.35f32, 0.3..0.7f32, 0.0..45f32),
    ) {
        let mut random = fastrand::Rng::with_seed(seed);
        let symbol = Symbol::random(version, LEVELS[level], 1.0, &mut random);
        let other = Symbol::random(version, LEVELS[level], 1.0, &mut random);
        let picture = partly(&symbol, &other, share, reach, &mut random).upright(3.5);
        which(&noise(&picture, grain, &mut random), &[&symbol]);
    }

    /// Two different symbols beside each other are both read, of whatever versions and sizes.
    #[test]
    fn two_symbols_are_two_codes(
        (one, other) in (1..26u8, 1..26u8),
        (first, second) in (3.0..6f32, 3.0..6f32),
        (gap, seed) in (0..60usize, any::<u64>()),
    ) {
        let mut random = fastrand::Rng::with_seed(seed);
        let one = Symbol::random(one, Ecc::M, 1.0, &mut random);
        let other = Symbol::random(other, Ecc::Q, 1.0, &mut random);
        let page = side_by_side(&[&one.upright(first), &other.upright(second)], gap);
        prop_assert_eq!(which(&page, &[&one, &other]), [0, 1]);
    }
}

/// A symbol in which a share of the modules, between its upper finder patterns and so far down, is
/// another's.
fn partly(
    symbol: &Symbol,
    other: &Symbol,
    share: f32,
    reach: f32,
    random: &mut fastrand::Rng,
) -> Symbol {
    let mut mixed = symbol.clone();
    let side = mixed.side();
    for y in 9..(side as f32 * reach) as usize {
        for x in (0..side - 9).filter(|&x| x != 6) {
            if random.f32() < share {
                mixed.modules.set(x, y, other.modules.dark(x, y));
            }
        }
    }
    mixed
}

/// Pictures of the kind of which a reader that keeps too little for checking gets one in fifteen wrong.
#[test]
fn a_correction_by_chance_is_not_believed() {
    for seed in 0..40 {
        let mut random = fastrand::Rng::with_seed(seed);
        let symbol = Symbol::random(5, Ecc::L, 1.0, &mut random);
        let other = Symbol::random(5, Ecc::L, 1.0, &mut random);
        let picture = partly(&symbol, &other, 0.3, 0.5, &mut random).upright(3.5);
        which(&noise(&picture, 30.0, &mut random), &[&symbol]);
    }
}

/// Codes of two school registers in one screenshot's card.
#[test]
fn two_codes_on_a_phone() {
    let mut random = fastrand::Rng::with_seed(7);
    let one = Symbol::random(12, Ecc::M, 0.8, &mut random);
    let other = Symbol::random(12, Ecc::M, 0.8, &mut random);
    let both = side_by_side(&[&one.upright(5.0), &other.upright(5.0)], 10);
    let screen = screenshot(&both, 0.9, &mut random);
    assert_eq!(which(&screen, &[&one, &other]), [0, 1]);
}

#[test]
fn the_same_code_twice_is_one() {
    let symbol = Symbol::random(9, Ecc::M, 0.8, &mut fastrand::Rng::with_seed(3));
    let page = side_by_side(&[&symbol.upright(4.0), &symbol.upright(6.3)], 40);
    assert_eq!(which(&page, &[&symbol]), [0]);
}

/// The corners are in the symbol's own order, in pixels of the picture.
#[test]
fn corners_lie_where_the_symbol_does() {
    let symbol = Symbol::random(10, Ecc::M, 1.0, &mut fastrand::Rng::with_seed(5));
    let (start, end) = (4.0 * 5.0, (4.0 + symbol.side() as f32) * 5.0);
    let upright = symbol.upright(5.0);
    // A quarter turn puts the first corner on the right.
    for (picture, expected) in [
        (upright.clone(), [[start, start], [end, start], [end, end], [start, end]]),
        (upright.turned(), [[end, start], [end, end], [start, end], [start, start]]),
    ] {
        let codes = codes(&picture);
        let corners = codes[0].corners;
        for (corner, expected) in corners.into_iter().flatten().zip(expected.into_iter().flatten())
        {
            assert!((corner - expected).abs() < 2.5, "{corners:?}");
        }
    }
}
