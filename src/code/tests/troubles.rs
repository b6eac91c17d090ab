//! Pictures without a code that can be read, each spoilt in one way, and the reason that is told.

use tucai_code::{Ecc, Trouble};

use crate::check::read_in_time;
use crate::distort::{blur, tones};
use crate::draw::Symbol;
use crate::grey::Grey;
use crate::phone::{SCREEN, code, screenshot, writing};

/// Symbols of several versions, each as a picture of its own at so many pixels a module.
fn each(scale: f32, spoil: impl Fn(&Grey, &Symbol) -> Grey, expected: Trouble) {
    for (version, seed) in [(8, 1), (12, 2), (16, 3), (20, 4)] {
        let symbol = code(version, Ecc::M, &mut fastrand::Rng::with_seed(seed));
        let picture = spoil(&symbol.upright(scale), &symbol);
        let (reading, _) = read_in_time(&picture.picture());
        assert_eq!(reading.trouble, Some(expected), "version {version}");
    }
}

/// What lies between two corners, in shares of the picture.
fn part(picture: &Grey, [left, top]: [f32; 2], [right, bottom]: [f32; 2]) -> Grey {
    let at = |share: f32, side: usize| (share * side as f32) as usize;
    let (x, y) = (at(left, picture.width), at(top, picture.height));
    let size = [at(right, picture.width) - x, at(bottom, picture.height) - y];
    picture.warped(size, 255.0, |[dx, dy]| [dx + x as f32, dy + y as f32])
}

#[test]
fn what_is_cut_off() {
    each(6.0, |picture, _| part(picture, [0.0, 0.0], [0.8, 1.0]), Trouble::CutOff);
    each(6.0, |picture, _| part(picture, [0.0, 0.0], [1.0, 0.75]), Trouble::CutOff);
    each(6.0, |picture, _| part(picture, [0.2, 0.0], [1.0, 1.0]), Trouble::CutOff);
    each(6.0, |picture, _| part(picture, [0.0, 0.25], [1.0, 1.0]), Trouble::CutOff);
}

#[test]
fn what_is_covered() {
    // More than half of the symbol, none of its finder patterns.
    let middle = |picture: &Grey, _: &Symbol| {
        let mut covered = picture.clone();
        let at = |share: f32| (share * picture.width as f32) as usize;
        covered.fill([at(0.27), at(0.27)], [at(0.55), at(0.55)], 120.0);
        covered
    };
    each(6.0, middle, Trouble::Covered);
}

#[test]
fn what_is_blurred() {
    each(8.0, |picture, _| blur(picture, 10.0), Trouble::Blurred);
}

/// At a pixel a module the finder patterns themselves are lost more often than not.
#[test]
fn what_is_too_small() {
    let symbol = code(20, Ecc::M, &mut fastrand::Rng::with_seed(4));
    let picture = symbol.upright(8.0).scaled(0.9 / 8.0);
    assert_eq!(read_in_time(&picture.picture()).0.trouble, Some(Trouble::TooSmall));
}

#[test]
fn what_is_washed_out() {
    // Twenty greys between dark and light, and a covered part so that nothing is read.
    let faint = |picture: &Grey, _: &Symbol| {
        let mut covered = picture.clone();
        let at = |share: f32| (share * picture.width as f32) as usize;
        covered.fill([at(0.27), at(0.27)], [at(0.55), at(0.55)], 120.0);
        tones(&covered, 120.0, 140.0)
    };
    each(6.0, faint, Trouble::LowContrast);
}

/// Writing is no code, and neither is an empty page.
#[test]
fn what_holds_none() {
    let mut random = fastrand::Rng::with_seed(5);
    let blank = Grey::plain(200, 120, 255.0);
    let screen = screenshot(&blank, 0.5, &mut random);
    let mut lines = Grey::plain(SCREEN[0], SCREEN[1] / 2, 250.0);
    for line in 0..12 {
        writing(&mut lines, [60, 60 + 80 * line], 48, 16, 20.0, &mut random);
    }
    for page in [screen, lines, Grey::plain(300, 300, 255.0)] {
        assert_eq!(read_in_time(&page.picture()).0.trouble, Some(Trouble::NoCode));
    }
}
