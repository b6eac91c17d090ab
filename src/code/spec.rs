//! What ISO/IEC 18004 says of a symbol: where its fixed patterns lie and how its codewords are laid
//! out. A version (版本) is a number from 1 to 40, and a symbol of it has `17 + 4 * version` modules a
//! side.

use tucai_wire::symbol::Ecc;

/// Codewords for error correction in a block, by level (L, M, Q, H) and version.
const ECC_PER_BLOCK: [[u8; 40]; 4] = [
    [
        7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30,
        30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28,
        28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ],
    [
        13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30,
        30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
    [
        17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30,
        30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
];

/// Blocks, by level (L, M, Q, H) and version.
const BLOCKS: [[u8; 40]; 4] = [
    [
        1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13,
        14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
    ],
    [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23,
        25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ],
    [
        1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29,
        34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    [
        1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35,
        37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
];

/// How the codewords of a symbol are cut into blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blocks {
    /// All codewords.
    pub total: usize,
    /// Blocks; the first ones may be a codeword shorter than the last ones.
    pub count: usize,
    /// Codewords for correction in each.
    pub ecc: usize,
}

impl Blocks {
    /// Of a version and level.
    pub fn of(version: usize, level: Ecc) -> Self {
        let row = match level {
            Ecc::L => 0,
            Ecc::M => 1,
            Ecc::Q => 2,
            Ecc::H => 3,
        };
        let cell = |table: &[[u8; 40]; 4]| {
            let value = table.get(row).and_then(|row| row.get(version.wrapping_sub(1)));
            value.copied().map_or(1, usize::from)
        };
        Self { total: data_modules(version) / 8, count: cell(&BLOCKS), ecc: cell(&ECC_PER_BLOCK) }
    }

    /// Codewords of data in a block.
    pub fn data(&self, block: usize) -> usize {
        let short = self.total / self.count - self.ecc;
        let long_ones = self.total % self.count;
        if block < self.count - long_ones { short } else { short + 1 }
    }
}

/// Modules that hold codewords and the few bits after them.
fn data_modules(version: usize) -> usize {
    let mut modules = (16 * version + 128) * version + 64;
    if version >= 2 {
        let aligned = version / 7 + 2;
        modules -= (25 * aligned - 10) * aligned - 55;
        if version >= 7 {
            modules -= 36;
        }
    }
    modules
}

/// The middles of the alignment patterns (校正图形) along a side, from the left.
fn alignment(version: usize) -> Vec<usize> {
    if version < 2 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = if version == 32 { 26 } else { (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2 };
    let last = 4 * version + 10;
    let mut middles: Vec<usize> = (0..count - 1).map(|at| last - at * step).collect();
    middles.push(6);
    middles.reverse();
    middles
}

/// The colour of the modules that are the same in every symbol of a version: none for those that
/// hold data, format or version.
struct Fixed {
    side: usize,
    alignment: Vec<usize>,
}

/// What a module of a symbol is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Always dark or always light.
    Fixed { dark: bool },
    /// The format (level and mask) or the version.
    Header,
    /// A bit of a codeword, or one of the few left over.
    Data,
}

impl Fixed {
    fn new(version: usize) -> Self {
        Self { side: 17 + 4 * version, alignment: alignment(version) }
    }

    /// What a module is for.
    fn role(&self, x: usize, y: usize) -> Role {
        let side = self.side;
        // Finder patterns with their separators, by the distance from their middles.
        for (fx, fy) in [(3, 3), (side - 4, 3), (3, side - 4)] {
            let ring = x.abs_diff(fx).max(y.abs_diff(fy));
            if ring <= 4 {
                return Role::Fixed { dark: ring != 2 && ring != 4 };
            }
        }
        if x == 6 || y == 6 {
            return Role::Fixed { dark: (x + y).is_multiple_of(2) };
        }
        if x == 8 && y == side - 8 {
            return Role::Fixed { dark: true };
        }
        let near_start = |at: usize| at < 9;
        let near_end = |at: usize| at + 8 >= side;
        if (x == 8 && (near_start(y) || near_end(y))) || (y == 8 && (near_start(x) || near_end(x)))
        {
            return Role::Header;
        }
        if side >= 45 {
            let strip = |at: usize| at + 11 >= side && at + 8 < side;
            if (x < 6 && strip(y)) || (y < 6 && strip(x)) {
                return Role::Header;
            }
        }
        match self.aligned(x).zip(self.aligned(y)) {
            Some((ax, ay)) if has_alignment(self.side, ax, ay) => {
                Role::Fixed { dark: x.abs_diff(ax).max(y.abs_diff(ay)) != 1 }
            }
            _ => Role::Data,
        }
    }

    /// The middle of the alignment patterns within whose reach a row or column lies.
    fn aligned(&self, at: usize) -> Option<usize> {
        self.alignment.iter().copied().find(|middle| middle.abs_diff(at) <= 2)
    }
}

/// Whether a symbol of so many modules a side has an alignment pattern where these lines of middles
/// cross: not on the finder patterns.
pub(crate) fn has_alignment(side: usize, x: usize, y: usize) -> bool {
    let end = side - 7;
    !((x == 6 && (y == 6 || y == end)) || (x == end && y == 6))
}

/// A version's symbol: what every module is for.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// 1 to 40.
    pub version: usize,
    /// Modules a side.
    pub side: usize,
    /// Row by row.
    pub roles: Vec<Role>,
    /// The modules that hold codewords, in their order: columns of two from the right, up and down
    /// by turns.
    pub path: Vec<(usize, usize)>,
    /// The middles of the alignment patterns along a side.
    pub alignment: Vec<usize>,
}

impl Layout {
    /// Of a version from 1 to 40.
    pub fn new(version: usize) -> Self {
        let fixed = Fixed::new(version);
        let side = fixed.side;
        let mut roles = Vec::with_capacity(side * side);
        for y in 0..side {
            roles.extend((0..side).map(|x| fixed.role(x, y)));
        }
        let path = data_path(side, &roles);
        Self { version, side, roles, path, alignment: fixed.alignment }
    }
}

fn data_path(side: usize, roles: &[Role]) -> Vec<(usize, usize)> {
    let mut path = Vec::new();
    let mut upwards = true;
    // The column of the timing pattern is left out.
    let pairs = (7..side).rev().step_by(2).chain([5, 3, 1]);
    for right in pairs {
        for step in 0..side {
            let y = if upwards { side - 1 - step } else { step };
            for x in [right, right - 1] {
                if roles.get(y * side + x) == Some(&Role::Data) {
                    path.push((x, y));
                }
            }
        }
        upwards = !upwards;
    }
    path
}

/// Whether a mask (掩模) turns a module over.
pub(crate) fn masked(mask: u8, x: usize, y: usize) -> bool {
    match mask {
        0 => (x + y).is_multiple_of(2),
        1 => y.is_multiple_of(2),
        2 => x.is_multiple_of(3),
        3 => (x + y).is_multiple_of(3),
        4 => (y / 2 + x / 3).is_multiple_of(2),
        5 => (x * y) % 2 + (x * y) % 3 == 0,
        6 => ((x * y) % 2 + (x * y) % 3).is_multiple_of(2),
        _ => ((x + y) % 2 + (x * y) % 3).is_multiple_of(2),
    }
}

/// The format (格式信息) of a level and a mask: 15 bits.
pub(crate) fn format_word(format: u8) -> u32 {
    (u32::from(format) << 10 | remainder(u32::from(format) << 10, 0x537, 10)) ^ 0x5412
}

/// The version word (版本信息): 18 bits.
pub(crate) fn version_word(version: u32) -> u32 {
    version << 12 | remainder(version << 12, 0x1F25, 12)
}

/// The remainder of a division of polynomials over two elements.
fn remainder(mut value: u32, divisor: u32, degree: u32) -> u32 {
    while value >> degree != 0 {
        value ^= divisor << (value.ilog2() - degree);
    }
    value
}

/// The modules of the format, highest bit first: around the top left finder pattern, and split
/// between the other two.
pub(crate) fn format_places(side: usize) -> [[(usize, usize); 15]; 2] {
    let near = [
        (0, 8),
        (1, 8),
        (2, 8),
        (3, 8),
        (4, 8),
        (5, 8),
        (7, 8),
        (8, 8),
        (8, 7),
        (8, 5),
        (8, 4),
        (8, 3),
        (8, 2),
        (8, 1),
        (8, 0),
    ];
    let far =
        std::array::from_fn(|bit| if bit < 7 { (8, side - 1 - bit) } else { (side - 15 + bit, 8) });
    [near, far]
}

/// The modules of the version, highest bit first: beside the top right finder pattern. The other
/// copy, above the bottom left one, is the same with x and y exchanged.
pub(crate) fn version_places(side: usize) -> [(usize, usize); 18] {
    std::array::from_fn(|bit| {
        let place = 17 - bit;
        (side - 11 + place % 3, place / 3)
    })
}

/// The level that two bits of the format mean.
pub(crate) fn level(bits: u8) -> Ecc {
    match bits & 3 {
        0 => Ecc::M,
        1 => Ecc::L,
        2 => Ecc::H,
        _ => Ecc::Q,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the standard's table of alignment patterns (annex E).
    #[test]
    fn alignment_patterns_lie_where_the_standard_has_them() {
        let table: [(usize, &[usize]); 10] = [
            (1, &[]),
            (2, &[6, 18]),
            (6, &[6, 34]),
            (7, &[6, 22, 38]),
            (14, &[6, 26, 46, 66]),
            (15, &[6, 26, 48, 70]),
            (21, &[6, 28, 50, 72, 94]),
            (32, &[6, 34, 60, 86, 112, 138]),
            (36, &[6, 24, 50, 76, 102, 128, 154]),
            (39, &[6, 26, 54, 82, 110, 138, 166]),
        ];
        for (version, middles) in table {
            assert_eq!(Layout::new(version).alignment, middles, "version {version}");
        }
    }

    /// The codewords and the bits left over by the standard's table of capacities.
    #[test]
    fn the_path_passes_every_bit_once() {
        for version in 1..=40 {
            let layout = Layout::new(version);
            let left_over = match version {
                2..=6 => 7,
                14..=20 | 28..=34 => 3,
                21..=27 => 4,
                _ => 0,
            };
            assert_eq!(layout.path.len() % 8, left_over, "version {version}");
            let mut passed = layout.path.clone();
            passed.sort_unstable();
            passed.dedup();
            assert_eq!(passed.len(), layout.path.len(), "version {version}");
        }
        for (version, codewords) in [(1, 26), (2, 44), (7, 196), (21, 1156), (40, 3706)] {
            assert_eq!(Layout::new(version).path.len() / 8, codewords, "version {version}");
        }
    }

    /// The standard's own examples: level M with mask 5, and version 7.
    #[test]
    fn words_of_format_and_version() {
        assert_eq!(format_word(0b00_101), 0b100_0000_1100_1110);
        assert_eq!(version_word(7), 0b00_0111_1100_1001_0100);
        assert_eq!([0b01, 0b00, 0b11, 0b10].map(level), [Ecc::L, Ecc::M, Ecc::Q, Ecc::H]);
    }

    /// From the standard's table of blocks: 5-Q has two of 15 and two of 16 codewords of data.
    #[test]
    fn blocks_of_two_lengths() {
        let blocks = Blocks::of(5, Ecc::Q);
        assert_eq!(blocks, Blocks { total: 134, count: 4, ecc: 18 });
        assert_eq!([0, 1, 2, 3].map(|block| blocks.data(block)), [15, 15, 16, 16]);
    }
}
