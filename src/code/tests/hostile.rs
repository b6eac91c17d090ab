//! Pictures that nobody would call one: no panic, no code, and an end in time.
//!
//! `any_luma` is the target for fuzzing; it runs wherever tests do. More of it:
//! `TUCAI_CASES=1000 cargo test -p tucai-code any_luma`.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use tucai_code::{BUDGET, Ecc, Limits, Malformed, Picture, Reading, read};

use crate::check::{cases, read_in_time};
use crate::draw::Symbol;
use crate::grey::Grey;
use crate::phone::screenshot;

fn luma(width: usize, height: usize, grey: impl Fn(usize, usize) -> u8) -> Picture {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Picture::from_luma(width, height, places.map(|(x, y)| grey(x, y)).collect()).unwrap()
}

fn nothing(picture: &Picture) {
    let (reading, _) = read_in_time(picture);
    assert!(reading.codes.is_empty());
    assert!(reading.trouble.is_some(), "no code and no reason");
}

const SIZES: [(usize, usize); 14] = [
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (7, 7),
    (8, 8),
    (20, 20),
    (21, 21),
    (39, 41),
    (1, 5000),
    (5000, 1),
    (65_535, 1),
    (1, 65_535),
    (3, 20_000),
];

#[test]
fn pictures_of_one_grey() {
    for (width, height) in SIZES {
        for grey in [0, 127, 255] {
            nothing(&luma(width, height, |_, _| grey));
        }
    }
}

#[test]
fn gradients_and_stripes() {
    for (width, height) in SIZES.into_iter().chain([(900, 700)]) {
        nothing(&luma(width, height, |x, y| (x + y) as u8));
        nothing(&luma(width, height, |x, y| (x * 255 / width.max(2) + y % 2) as u8));
        nothing(&luma(width, height, |x, _| if x % 2 == 0 { 0 } else { 255 }));
        nothing(&luma(width, height, |_, y| if y % 3 == 0 { 0 } else { 255 }));
    }
}

#[test]
fn checkerboards() {
    for side in 1..=8 {
        for (width, height) in SIZES.into_iter().chain([(1080, 1080)]) {
            nothing(&luma(
                width,
                height,
                |x, y| if (x / side + y / side) % 2 == 0 { 0 } else { 255 },
            ));
        }
    }
}

/// Runs of 1:1:3:1:1 in every row and column: all that the search for finder patterns begins with.
fn woven(side: usize, module: usize) -> Picture {
    let dark = |at: usize| matches!(at / module % 8, 0 | 2..=4 | 6);
    luma(side, side, |x, y| if dark(x) && dark(y) { 0 } else { 255 })
}

/// A page full of finder patterns: each three of them may be a symbol.
fn paved(side: usize, module: usize) -> Picture {
    let ring = |x: usize, y: usize| (x / module % 8).abs_diff(3).max((y / module % 8).abs_diff(3));
    luma(side, side, |x, y| if matches!(ring(x, y), 0 | 1 | 3) { 0 } else { 255 })
}

#[test]
fn pages_full_of_finder_patterns() {
    for module in [1, 2, 3, 5, 9] {
        nothing(&woven(1200, module));
        nothing(&paved(1200, module));
    }
    nothing(&paved(3000, 3));
}

#[test]
fn a_module_may_be_large() {
    let symbol = Symbol::random(2, Ecc::M, 1.0, &mut fastrand::Rng::with_seed(1));
    for scale in [40.0, 90.0] {
        let (reading, _) = read_in_time(&symbol.upright(scale).picture());
        assert!(reading.codes.iter().map(|code| &code.payload).eq([&symbol.payload]));
    }
}

#[test]
fn a_symbol_may_touch_the_border() {
    for version in [1, 7, 20] {
        let symbol = Symbol::random(version, Ecc::M, 1.0, &mut fastrand::Rng::with_seed(2));
        let (reading, _) = read_in_time(&symbol.grey(0).scaled(4.0).picture());
        assert!(reading.codes.iter().map(|code| &code.payload).eq([&symbol.payload]));
    }
}

#[test]
fn a_buffer_that_is_no_picture_is_refused() {
    for (width, height, length) in [
        (0, 0, 0),
        (0, 5, 0),
        (5, 0, 0),
        (2, 2, 3),
        (2, 2, 5),
        (usize::MAX, 2, 2),
        (1 << 33, 1 << 33, 0),
    ] {
        assert_eq!(Picture::from_luma(width, height, vec![0; length]), Err(Malformed));
        assert_eq!(Picture::from_rgba(width, height, &vec![0; 4 * length]), Err(Malformed));
    }
    assert_eq!(Picture::from_rgba(1, 1, &[0; 3]), Err(Malformed));
}

/// How often a reader asked for the time, and what came of it, when each answer is so much later
/// than the one before.
fn asked(picture: &Picture, step: f64, live: bool) -> (f64, Reading) {
    let time = Cell::new(0.0);
    let now = || {
        time.set(time.get() + step);
        time.get()
    };
    let reading = read(picture, &Limits { now: &now, budget: BUDGET, live });
    (time.get() / step, reading)
}

/// A reader asks for the time before each thing that takes any, and ends soon after it is up: not
/// more than a few more questions, on the way out.
#[test]
fn the_end_comes_soon_after_the_time_is_up() {
    let mut random = fastrand::Rng::with_seed(4);
    let blank = Grey::plain(100, 100, 255.0);
    let hard = [woven(900, 3), paved(900, 2), screenshot(&blank, 0.6, &mut random).picture()];
    for picture in &hard {
        for step in [BUDGET + 1.0, BUDGET / 2.0, BUDGET / 10.0, BUDGET / 100.0] {
            for live in [false, true] {
                let (questions, reading) = asked(picture, step, live);
                let fitting = BUDGET / step;
                assert!(questions <= fitting + 12.0, "{questions} questions, {fitting} fit");
                assert!(reading.codes.is_empty());
            }
        }
    }
}

/// A clock that goes backwards, jumps or is no number at all may spoil the search, not the program.
#[test]
fn a_clock_may_be_mad() {
    let symbol = Symbol::random(5, Ecc::M, 1.0, &mut fastrand::Rng::with_seed(6));
    let picture = symbol.upright(4.0).picture();
    let turns = Cell::new(0.0);
    let backwards = || {
        turns.set(turns.get() - 1e6);
        turns.get()
    };
    for now in [&backwards as &dyn Fn() -> f64, &|| f64::NAN, &|| f64::INFINITY, &|| f64::MIN] {
        for budget in [BUDGET, 0.0, -1.0, f64::NAN] {
            let reading = read(&picture, &Limits { now, budget, live: false });
            assert!(reading.codes.iter().all(|code| code.payload == symbol.payload));
        }
    }
}

/// A page on which bytes lay out rectangles, finder patterns and stretches of raw luma: what a
/// search by chance would hardly put there.
fn scene(width: usize, height: usize, ground: u8, things: &[[u8; 6]]) -> Picture {
    let mut page = Grey::plain(width, height, f32::from(ground));
    for &[kind, x, y, a, b, grey] in things {
        let left = usize::from(x) * width / 256;
        let top = usize::from(y) * height / 256;
        let tone = f32::from(grey);
        match kind % 5 {
            0 => page.fill([left, top], [usize::from(a), usize::from(b)], tone),
            1 | 2 => {
                // A finder pattern, square or oblong.
                let [across, down] = [a % 12 + 1, b % 12 + 1].map(usize::from);
                for (ring, shade) in [(0, tone), (1, 255.0 - tone), (2, tone)] {
                    let at = [left + ring * across, top + ring * down];
                    page.fill(at, [(7 - 2 * ring) * across, (7 - 2 * ring) * down], shade);
                }
            }
            3 => {
                let mut random = fastrand::Rng::with_seed(u64::from(a) << 8 | u64::from(b));
                let mut patch = Grey::plain(usize::from(a) + 1, usize::from(b) + 1, 0.0);
                patch.pixels.fill_with(|| f32::from(random.u8(..)));
                page.paste(&patch, [left, top]);
            }
            _ => {
                let mut random = fastrand::Rng::with_seed(u64::from(grey));
                let symbol = Symbol::random(a % 10 + 1, Ecc::M, 1.0, &mut random);
                page.paste(&symbol.upright(f32::from(b % 40 + 10) / 10.0), [left, top]);
            }
        }
    }
    page.picture()
}

proptest! {
    #![proptest_config(cases(60))]

    /// Luma of any size and content ends in time, and never in a panic.
    #[test]
    fn any_luma(
        (width, height) in prop_oneof![
            (1..400usize, 1..400usize),
            (1..12usize, 1..4000usize),
            (1..4000usize, 1..12usize),
        ],
        ground: u8,
        things in vec(any::<[u8; 6]>(), 0..24),
    ) {
        read_in_time(&scene(width, height, ground, &things));
    }

    /// Bytes as they come.
    #[test]
    fn any_bytes(width in 1..120usize, bytes in vec(any::<u8>(), 1..6000)) {
        let width = width.min(bytes.len());
        let height = bytes.len() / width;
        let picture = Picture::from_luma(width, height, bytes[..width * height].to_vec()).unwrap();
        nothing(&picture);
    }
}
