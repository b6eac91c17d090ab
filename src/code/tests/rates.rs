//! A small corpus, drawn from seeds, of the ways in which students come to hold their codes. Each
//! class guards a count below which it must not fall, and the time of every picture.
//!
//! All pictures are to be read, so the count is all of them: each class states its bounds, no module
//! in it is blurred, covered or drowned in noise beyond what its symbol's correction makes good, and a
//! picture that fails is a student without a code.

use tucai_code::Ecc;

use crate::camera::{View, seen};
use crate::check::{fault, read_in_time};
use crate::distort::{blur, inverted, jpeg, noise, screen_grid, shaded, tones};
use crate::draw::Symbol;
use crate::grey::Grey;
use crate::phone::{SCREEN, code, screenshot, writing};

/// Pictures of a class.
const PICTURES: u64 = 8;

/// Reads the pictures of a class and wants so many of them read; a wrong reading is never right.
fn class(name: &str, least: usize, make: impl Fn(&mut fastrand::Rng, u8) -> (Grey, Symbol)) {
    let mut read = 0;
    for seed in 0..PICTURES {
        let mut random = fastrand::Rng::with_seed(1000 + seed);
        // Spread over versions 7 to 25.
        let version = 7 + (seed * 18 / (PICTURES - 1)) as u8;
        let (picture, symbol) = make(&mut random, version);
        let (reading, ms) = read_in_time(&picture.picture());
        let fault = fault(&reading, &symbol);
        println!("{name} {seed}: version {version}, {ms:.0} ms, {}", fault.unwrap_or("read"));
        assert!(fault.is_none_or(|fault| !fault.starts_with("WRONG")), "{name} {seed}: {fault:?}");
        read += usize::from(fault.is_none());
    }
    assert!(read >= least, "{name}: {read} of {PICTURES} were read, at least {least} are wanted");
}

/// Level M is what most generators take.
fn usual(version: u8, random: &mut fastrand::Rng) -> Symbol {
    code(version, Ecc::M, random)
}

fn shot(symbol: &Symbol, random: &mut fastrand::Rng) -> Grey {
    let share = 0.55 + 0.35 * random.f32();
    screenshot(&symbol.grey(4), share, random)
}

#[test]
fn clean() {
    class("clean", 8, |random, version| {
        let symbol = usual(version, random);
        (shot(&symbol, random), symbol)
    });
}

/// Sent through a chat: 720 or 540 pixels wide, JPEG of quality 30 to 60. A module has at least 2.1
/// pixels: two is what a module's middle needs to be told from its neighbours'.
#[test]
fn wechat() {
    class("wechat", 8, |random, version| {
        let symbol = usual(version, random);
        let width = if random.bool() { 720.0 } else { 540.0 };
        let modules = (symbol.side() + 8) as f32;
        let share = (2.1 * modules / width).max(0.55 + 0.35 * random.f32());
        let small = screenshot(&symbol.grey(4), share, random).scaled(width / SCREEN[0] as f32);
        (jpeg(&small, random.u8(30..61)), symbol)
    });
}

#[test]
fn dark() {
    class("dark", 8, |random, version| {
        let symbol = usual(version, random);
        (jpeg(&inverted(&shot(&symbol, random)).scaled(0.6), 80), symbol)
    });
}

#[test]
fn quarter_turns() {
    class("quarter turns", 8, |random, version| {
        let symbol = usual(version, random);
        let picture = shot(&symbol, random).turned();
        (if random.bool() { picture } else { picture.turned().turned() }, symbol)
    });
}

/// Turned by 5 to 30 degrees.
#[test]
fn slight_rotation() {
    class("slight rotation", 8, |random, version| {
        let symbol = usual(version, random);
        let turn = 5.0 + 25.0 * random.f32();
        let view = View { turn, ..View::straight(5.0 + 2.0 * random.f32()) };
        (jpeg(&seen(&symbol.grey(4), &view, 255.0), 75), symbol)
    });
}

/// Cropped to the symbol: half of them are the whole picture, half lie on a dark page.
#[test]
fn crop() {
    class("crop", 8, |random, version| {
        let symbol = usual(version, random);
        let cropped = symbol.grey(0).scaled(4.0 + 4.0 * random.f32());
        let border = if version % 2 == 0 { 80 } else { 0 };
        (jpeg(&cropped.framed(border, 20.0), 75), symbol)
    });
}

/// Dark and light 30 greys apart, with a grain of 2.
#[test]
fn low_contrast() {
    class("low contrast", 8, |random, version| {
        let symbol = usual(version, random);
        let low = 30.0 + 180.0 * random.f32();
        let picture = tones(&shot(&symbol, random).scaled(0.7), low, low + 30.0);
        (noise(&picture, 2.0, random), symbol)
    });
}

/// Blurred by 0.5 to 0.54 modules: beyond that no decoder that is known reads on, so that one so near
/// the edge may be missed.
#[test]
fn blurred() {
    class("blur", 7, |random, version| {
        let symbol = usual(version, random);
        let scale = 5.0;
        let picture = blur(&symbol.upright(scale), (0.5 + 0.04 * random.f32()) * scale);
        (noise(&picture, 3.0, random), symbol)
    });
}

/// Noise of 60 to 90 greys at 5 pixels a module.
#[test]
fn noisy() {
    class("noise", 8, |random, version| {
        let symbol = usual(version, random);
        let sigma = 60.0 + 30.0 * random.f32();
        (noise(&symbol.upright(5.0), sigma, random), symbol)
    });
}

/// A sign in the middle of level H, 18 % of the side: about 5 % of the codewords of 30 %.
#[test]
fn logo() {
    class("logo", 8, |random, version| {
        let symbol = code(version, Ecc::H, random);
        let mut drawn = symbol.grey(4).scaled(6.0);
        let side = (symbol.side() as f32 * 0.18 * 6.0) as usize;
        let corner = (drawn.width - side) / 2;
        drawn.fill([corner; 2], [side; 2], 255.0);
        drawn.fill([corner + 8; 2], [side - 16; 2], 110.0);
        writing(&mut drawn, [corner + 10; 2], side - 20, 1, 255.0, random);
        (jpeg(&screenshot(&drawn, 0.85, random), 80), symbol)
    });
}

/// A laptop's screen, photographed: perspective, the screen's grid, light from a side, a little
/// blurred and noisy.
#[test]
fn photo() {
    class("photo", 8, |random, version| {
        let symbol = usual(version, random);
        let mut page = Grey::plain(2 * symbol.side(), 2 * symbol.side(), 235.0);
        page.paste(&symbol.grey(4), [symbol.side() / 2 - 4; 2]);
        let tilt = std::array::from_fn(|_| std::array::from_fn(|_| 0.12 * (random.f32() - 0.5)));
        let scale = 5.0;
        let turn = 24.0 * (random.f32() - 0.5);
        let picture = seen(&page, &View { scale, turn, tilt }, 60.0);
        let picture = screen_grid(&blur(&picture, 0.25 * scale), 2.7, 0.2);
        let picture = shaded(&tones(&picture, 30.0, 230.0), 0.6, 360.0 * random.f32());
        (jpeg(&noise(&picture, 8.0, random), 70), symbol)
    });
}

/// Photographed and then sent through a chat.
#[test]
fn combo() {
    class("combo", 8, |random, version| {
        let symbol = usual(version, random);
        let tilt = std::array::from_fn(|_| std::array::from_fn(|_| 0.06 * (random.f32() - 0.5)));
        let scale = 3.5 + random.f32();
        let turn = 30.0 * (random.f32() - 0.5);
        let picture = seen(&symbol.grey(4), &View { scale, turn, tilt }, 200.0);
        let picture = blur(&tones(&picture, 50.0, 200.0), 0.25 * scale);
        (jpeg(&noise(&picture, 6.0, random), random.u8(40..71)), symbol)
    });
}
