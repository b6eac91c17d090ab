//! A QR symbol as its modules, and how it is drawn.

use serde::Serialize;

/// Light modules that a scanner wants around a symbol (静区), by ISO/IEC 18004.
pub const QUIET_ZONE: usize = 4;

/// The modules of a QR symbol, a square of 21 to 177 a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    side: usize,
    /// A bit a module, row by row from the top, the first module in the highest bit; 1 is dark.
    bits: Vec<u8>,
}

impl Modules {
    /// All light; none where no symbol has this many modules a side.
    pub fn light(side: usize) -> Option<Self> {
        let known = (21..=177).contains(&side) && side % 4 == 1;
        known.then(|| Self { side, bits: vec![0; (side * side).div_ceil(8)] })
    }

    /// From [`Self::bits`]; none where the two do not fit.
    pub fn from_bits(side: usize, bits: &[u8]) -> Option<Self> {
        let fits = Self::light(side).is_some_and(|light| light.bits.len() == bits.len());
        fits.then(|| Self { side, bits: bits.to_vec() })
    }

    /// Modules a side.
    pub fn side(&self) -> usize {
        self.side
    }

    /// The version (版本), 1 to 40.
    pub fn version(&self) -> usize {
        (self.side - 17) / 4
    }

    /// A bit a module, row by row from the top, the first module in the highest bit; 1 is dark.
    pub fn bits(&self) -> &[u8] {
        &self.bits
    }

    /// Whether a module is dark; light outside the symbol.
    pub fn dark(&self, x: usize, y: usize) -> bool {
        if x >= self.side || y >= self.side {
            return false;
        }
        let at = y * self.side + x;
        self.bits.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1)
    }

    /// Makes a module dark or light; outside the symbol nothing happens.
    pub fn set(&mut self, x: usize, y: usize, dark: bool) {
        if x >= self.side || y >= self.side {
            return;
        }
        let at = y * self.side + x;
        if let Some(byte) = self.bits.get_mut(at / 8) {
            let bit = 0x80 >> (at % 8);
            if dark { *byte |= bit } else { *byte &= !bit }
        }
    }

    /// Draws the symbol dark on light with its [`QUIET_ZONE`]: a grey byte a pixel, `scale` pixels
    /// a module, in a square of [`Self::drawn_side`] pixels.
    pub fn draw(&self, scale: usize) -> Vec<u8> {
        let side = self.drawn_side(scale);
        let mut pixels = Vec::with_capacity(side * side);
        for y in 0..side {
            for x in 0..side {
                // Left of the quiet zone's end there is no module: the subtraction wraps far out.
                let module = |at: usize| (at / scale.max(1)).wrapping_sub(QUIET_ZONE);
                pixels.push(if self.dark(module(x), module(y)) { 0 } else { 255 });
            }
        }
        pixels
    }

    /// Pixels a side of a drawing at `scale` pixels a module.
    pub fn drawn_side(&self, scale: usize) -> usize {
        (self.side + 2 * QUIET_ZONE) * scale
    }
}

/// How much of a symbol may be damaged (纠错等级). In this order on the wire and in what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Ecc {
    /// About 7 %.
    L,
    /// About 15 %.
    M,
    /// About 25 %.
    Q,
    /// About 30 %.
    H,
}

impl Ecc {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::L, Self::M, Self::Q, Self::H];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sides_of_the_forty_versions_are_symbols() {
        let sides: Vec<usize> = (0..400).filter(|&side| Modules::light(side).is_some()).collect();
        let versions: Vec<usize> = (1..=40).map(|version| 17 + 4 * version).collect();
        assert_eq!(sides, versions);
        assert_eq!(Modules::light(177).map(|modules| modules.version()), Some(40));
        assert_eq!(Modules::light(usize::MAX), None);
    }

    /// 441 modules take 56 bytes.
    #[test]
    fn bits_are_taken_where_they_fit() {
        for (side, length, fits) in
            [(21, 56, true), (21, 55, false), (21, 57, false), (25, 56, false), (0, 0, false)]
        {
            assert_eq!(Modules::from_bits(side, &vec![0; length]).is_some(), fits);
        }
    }

    #[test]
    fn a_module_is_a_bit_and_outside_it_is_light() {
        let mut modules = Modules::light(21).unwrap();
        modules.set(0, 0, true);
        modules.set(2, 1, true);
        modules.set(20, 20, true);
        for (x, y) in [(21, 0), (0, 21), (usize::MAX, 0)] {
            modules.set(x, y, true);
            assert!(!modules.dark(x, y));
        }
        // Module 23 is the last of the third byte, module 440 the first of the 56th.
        let mut bits = [0; 56];
        (bits[0], bits[2], bits[55]) = (0x80, 0x01, 0x80);
        assert_eq!(modules.bits(), bits);
        assert!(modules.dark(0, 0) && modules.dark(2, 1) && modules.dark(20, 20));
        modules.set(2, 1, false);
        assert!(!modules.dark(2, 1));
        assert_eq!(Modules::from_bits(21, modules.bits()), Some(modules));
    }

    #[test]
    fn a_drawing_has_whole_modules_and_a_quiet_zone() {
        let mut modules = Modules::light(21).unwrap();
        modules.set(0, 0, true);
        modules.set(20, 20, true);
        let (scale, side) = (3, 29 * 3);
        assert_eq!(modules.drawn_side(scale), side);
        let pixels = modules.draw(scale);
        assert_eq!(pixels.len(), side * side);
        for (at, pixel) in pixels.into_iter().enumerate() {
            let (x, y) = (at % side, at / side);
            let within =
                |from: usize| (from..from + 3).contains(&x) && (from..from + 3).contains(&y);
            let dark = within(4 * 3) || within(24 * 3);
            assert_eq!(pixel, if dark { 0 } else { 255 }, "{x}, {y}");
        }
    }
}
