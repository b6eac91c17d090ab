//! A phone's screen with a code on it, as students keep one.

use crate::draw::Symbol;
use crate::grey::Grey;

/// Pixels of the screen.
pub const SCREEN: [usize; 2] = [1080, 2400];

/// A screenshot: a line of signs at the top, a card with lines of writing and the code in it, more
/// writing below. The code's picture, quiet zone and all, has `share` of the screen's width.
pub fn screenshot(code: &Grey, share: f32, random: &mut fastrand::Rng) -> Grey {
    let [width, height] = SCREEN;
    let mut screen = Grey::plain(width, height, 242.0);
    writing(&mut screen, [40, 24], 26, 20, 30.0, random);
    writing(&mut screen, [width - 300, 24], 26, 8, 30.0, random);
    screen.fill([40, 160], [width - 80, 1500], 255.0);
    for line in 0..4 {
        let length = random.usize(8..18);
        writing(&mut screen, [100, 220 + 64 * line], 40, length, 60.0, random);
    }
    let code = code.scaled(share * width as f32 / code.width as f32);
    screen.paste(&code, [(width - code.width) / 2, 560]);
    for line in 0..5 {
        let length = random.usize(10..22);
        writing(&mut screen, [100, 1720 + 58 * line], 34, length, 130.0, random);
    }
    screen.fill([120, 2180], [width - 240, 110], 90.0);
    writing(&mut screen, [400, 2210], 48, 5, 255.0, random);
    screen
}

/// Something that looks like a line of Chinese writing: in each square a few strokes.
pub fn writing(
    page: &mut Grey,
    [left, top]: [usize; 2],
    size: usize,
    length: usize,
    ink: f32,
    random: &mut fastrand::Rng,
) {
    let thick = (size / 12).max(1);
    for at in 0..length {
        let left = left + at * (size + size / 8);
        for _ in 0..random.usize(3..8) {
            let (x, y) = (random.usize(..size * 3 / 4), random.usize(..size * 3 / 4));
            let long = random.usize(size / 4..size - x.max(y));
            let stroke = if random.bool() { [long, thick] } else { [thick, long] };
            page.fill([left + x, top + y], stroke, ink);
        }
    }
}

/// A symbol such as a collection code may be: versions 7 to 25, at least half full.
pub fn code(version: u8, ecc: tucai_code::Ecc, random: &mut fastrand::Rng) -> Symbol {
    let share = 0.5 + 0.5 * random.f32();
    Symbol::random(version, ecc, share, random)
}
