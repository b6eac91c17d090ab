//! Random symbols of every version and level, distorted within the bounds that each test states, are
//! read to exactly their bytes and modules.

use proptest::prelude::*;
use tucai_code::Ecc;

use crate::camera::{View, seen};
use crate::check::{cases, wants};
use crate::distort::{blur, inverted, jpeg, noise, shaded, shadowed, tones};
use crate::draw::{LEVELS, Symbol};
use crate::grey::Grey;

/// A symbol of random bytes, in few words: what a failure tells is enough to draw it again.
#[derive(Debug, Clone)]
struct Sketch {
    version: u8,
    ecc: Ecc,
    /// How full it is.
    share: f32,
    seed: u64,
}

impl Sketch {
    fn symbol(&self) -> Symbol {
        let mut random = fastrand::Rng::with_seed(self.seed);
        Symbol::random(self.version, self.ecc, self.share, &mut random)
    }
}

/// Any version and level, and as full as may be.
fn any_symbol() -> impl Strategy<Value = Sketch> {
    (1..=40u8, prop::sample::select(&LEVELS[..]), 0.0..=1.0f32, any::<u64>())
        .prop_map(|(version, ecc, share, seed)| Sketch { version, ecc, share, seed })
}

/// How far the corners are drawn aside, at most so many shares of the side.
fn tilts(most: f32) -> impl Strategy<Value = [[f32; 2]; 4]> {
    prop::array::uniform4(prop::array::uniform2(-most..=most))
}

proptest! {
    #![proptest_config(cases(40))]

    /// Pixels a module: 2.5 to 9, not whole.
    #[test]
    fn scaled(sketch in any_symbol(), scale in 2.5..9f32) {
        let symbol = sketch.symbol();
        wants(&symbol.upright(scale), &symbol);
    }

    /// Any angle, 3 to 6 pixels a module, on light or dark.
    #[test]
    fn rotated(sketch in any_symbol(), scale in 3.0..6f32, turn in 0.0..360f32, dark: bool) {
        let symbol = sketch.symbol();
        let ground = if dark { 40.0 } else { 255.0 };
        wants(&seen(&symbol.grey(4), &View { turn, ..View::straight(scale) }, ground), &symbol);
    }

    /// Corners drawn aside by up to 6 % of the side, and any angle.
    #[test]
    fn in_perspective(sketch in any_symbol(), scale in 4.0..6f32, turn in 0.0..360f32, tilt in tilts(0.06)) {
        let symbol = sketch.symbol();
        wants(&seen(&symbol.grey(4), &View { scale, turn, tilt }, 255.0), &symbol);
    }

    /// Blurred by up to 0.4 modules.
    #[test]
    fn blurred(sketch in any_symbol(), scale in 3.0..7f32, sigma in 0.05..0.4f32) {
        let symbol = sketch.symbol();
        wants(&blur(&symbol.upright(scale), sigma * scale), &symbol);
    }

    /// Noise of up to 40 greys, from 4 pixels a module on.
    #[test]
    fn noisy(sketch in any_symbol(), scale in 4.0..6f32, sigma in 1.0..40f32, seed: u64) {
        let symbol = sketch.symbol();
        let mut random = fastrand::Rng::with_seed(seed);
        wants(&noise(&symbol.upright(scale), sigma, &mut random), &symbol);
    }

    /// Dark and light at least 48 greys apart, either of them the symbol's dark; a grain of 2.
    #[test]
    fn faint(sketch in any_symbol(), scale in 3.0..6f32, low in 0.0..200f32, apart in 48.0..255f32, swap: bool, seed: u64) {
        let symbol = sketch.symbol();
        let high = (low + apart).min(255.0);
        let (black, white) = if swap { (high, low) } else { (low, high) };
        let mut random = fastrand::Rng::with_seed(seed);
        wants(&noise(&tones(&symbol.upright(scale), black, white), 2.0, &mut random), &symbol);
    }

    /// Light on dark, at any angle.
    #[test]
    fn in_dark_mode(sketch in any_symbol(), scale in 3.0..6f32, turn in 0.0..360f32) {
        let symbol = sketch.symbol();
        let view = View { turn, ..View::straight(scale) };
        wants(&inverted(&seen(&symbol.grey(4), &view, 255.0)), &symbol);
    }

    /// Light that fades to a quarter across the picture.
    #[test]
    fn unevenly_lit(sketch in any_symbol(), scale in 3.0..6f32, least in 0.25..0.9f32, direction in 0.0..360f32) {
        let symbol = sketch.symbol();
        wants(&shaded(&symbol.upright(scale), least, direction), &symbol);
    }

    /// Half of it in a shadow that leaves at least 40 % of the light.
    #[test]
    fn in_a_shadow(sketch in any_symbol(), scale in 3.0..6f32, light in 0.4..0.9f32, direction in 0.0..360f32) {
        let symbol = sketch.symbol();
        wants(&shadowed(&symbol.upright(scale), light, direction), &symbol);
    }

    /// Cropped to the symbol itself, as the whole picture or on a page of any grey.
    #[test]
    fn without_quiet_zone(sketch in any_symbol(), scale in 3.0..6f32, border in 0..60usize, page in 0.0..255f32) {
        let symbol = sketch.symbol();
        wants(&symbol.grey(0).scaled(scale).framed(border, page), &symbol);
    }

    /// JPEG of quality 30 and more, from 3.5 pixels a module on.
    #[test]
    fn compressed(sketch in any_symbol(), scale in 3.5..7f32, quality in 30..96u8) {
        let symbol = sketch.symbol();
        wants(&jpeg(&symbol.upright(scale), quality), &symbol);
    }

    /// As in a mirror, at any angle.
    #[test]
    fn mirrored(sketch in any_symbol(), scale in 3.0..6f32, turn in 0.0..360f32) {
        let symbol = sketch.symbol();
        let view = View { turn, ..View::straight(scale) };
        wants(&seen(&symbol.grey(4).mirrored(), &view, 255.0), &symbol);
    }

    /// A bit of everything: corners drawn aside by 3 %, any angle, blur of 0.2 modules, noise of 12
    /// greys, light down to 60 %, tones 100 apart, JPEG from 50 on; from 4 pixels a module on.
    #[test]
    fn a_bit_of_everything(
        sketch in any_symbol(),
        (scale, turn, tilt) in (4.0..6f32, 0.0..360f32, tilts(0.03)),
        (sigma, grain, seed) in (0.05..0.2f32, 0.0..12f32, any::<u64>()),
        (least, direction, low) in (0.6..1f32, 0.0..360f32, 0.0..100f32),
        quality in 50..96u8,
    ) {
        let symbol = sketch.symbol();
        let picture = seen(&symbol.grey(4), &View { scale, turn, tilt }, 255.0);
        let picture = blur(&tones(&picture, low, 200.0), sigma * scale);
        let picture = shaded(&picture, least, direction);
        let picture = noise(&picture, grain, &mut fastrand::Rng::with_seed(seed));
        wants(&jpeg(&picture, quality), &symbol);
    }

    /// A blank square over the middle, as large as the level corrects with certainty.
    #[test]
    fn covered(at in 0..BLOCKS.len(), scale in 3.0..6f32, grey in 0.0..255f32, seed: u64) {
        let (version, ecc, ..) = BLOCKS[at];
        let symbol = Symbol::random(version, ecc, 1.0, &mut fastrand::Rng::with_seed(seed));
        let patch = patch(BLOCKS[at]);
        let mut drawn = symbol.grey(4);
        cover(&mut drawn, patch, grey);
        wants(&drawn.scaled(scale), &symbol);
    }
}

/// Large symbols in slight perspective, by their seeds and by how far their corners are drawn aside:
/// their timing patterns lie a module or more from where the finder patterns alone put them.
#[test]
fn large_symbols_in_perspective() {
    for (seed, most) in [(225, 0.03), (47, 0.04), (125, 0.06), (138, 0.06), (173, 0.06)] {
        let mut random = fastrand::Rng::with_seed(seed);
        let (version, ecc) = (random.u8(1..=40), LEVELS[random.usize(..4)]);
        let symbol = Symbol::random(version, ecc, 1.0, &mut random);
        let mut aside = || most * 2.0 * (random.f32() - 0.5);
        let tilt = std::array::from_fn(|_| [aside(), aside()]);
        let (scale, turn) = (4.0 + 2.0 * random.f32(), 360.0 * random.f32());
        wants(&seen(&symbol.grey(4), &View { scale, turn, tilt }, 255.0), &symbol);
    }
}

/// Version, level, blocks, and codewords for correction in each, from the table of ISO/IEC 18004 on
/// error correction.
const BLOCKS: [(u8, Ecc, usize, usize); 10] = [
    (2, Ecc::H, 1, 28),
    (5, Ecc::Q, 4, 18),
    (7, Ecc::H, 5, 26),
    (10, Ecc::M, 5, 26),
    (15, Ecc::H, 18, 24),
    (20, Ecc::H, 25, 28),
    (25, Ecc::Q, 29, 30),
    (30, Ecc::H, 48, 30),
    (35, Ecc::M, 37, 28),
    (40, Ecc::L, 25, 30),
];

/// Modules a side of the largest square that no block can fail by. It meets at most one pair of
/// columns more than half its side; in each it breaks a run of codewords, of four rows each, that
/// the blocks take in turns. Half of the codewords for correction is the number of errors that can
/// be corrected; two are kept for where data and correction meet.
fn patch((version, _, blocks, ecc): (u8, Ecc, usize, usize)) -> usize {
    let worst = |side: usize| {
        let (pairs, run) = (side.div_ceil(2) + 1, side.div_ceil(4) + 1);
        pairs * run.div_ceil(blocks)
    };
    // The finder patterns and what is around them stay as they are.
    let room = usize::from(version) * 4 - 1;
    (1..=room).rev().find(|&side| worst(side) + 2 <= ecc / 2).unwrap()
}

fn cover(drawn: &mut Grey, side: usize, grey: f32) {
    let corner = (drawn.width - side) / 2;
    drawn.fill([corner; 2], [side; 2], grey);
}
