//! From grey to dark and light.

use crate::picture::Picture;

/// A picture of dark and light pixels.
pub(crate) struct Binary {
    pub width: usize,
    pub height: usize,
    /// Row by row; 1 is dark.
    pub dark: Vec<u8>,
}

/// How dark is told from light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Threshold {
    /// By the mean of the blocks around: for shadows and gradients.
    Local,
    /// The same, where dark and light hardly differ.
    Faint,
    /// By one grey for the whole picture, halfway between its two kinds of pixels.
    Global,
}

/// Pixels a side of a block of the local threshold.
const BLOCK: usize = 8;

/// Blocks to each side that count for a block's threshold.
const REACH: usize = 2;

/// Greys within a block that are no more than noise.
const FLAT: u8 = 24;

impl Binary {
    /// Tells dark from light.
    pub fn new(picture: &Picture, threshold: Threshold) -> Self {
        let large = picture.width.min(picture.height) >= 5 * BLOCK;
        let dark = match threshold {
            Threshold::Local if large => local(picture),
            Threshold::Faint if large => faint(picture),
            _ => global(picture),
        };
        Self { width: picture.width, height: picture.height, dark }
    }

    /// A row.
    pub fn row(&self, y: usize) -> &[u8] {
        self.dark.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// Whether a pixel is dark; none outside the picture.
    pub fn dark(&self, x: f32, y: f32) -> Option<bool> {
        if x < 0.0 || y < 0.0 {
            return None;
        }
        let (x, y) = (x as usize, y as usize);
        if x >= self.width {
            return None;
        }
        self.dark.get(y * self.width + x).map(|&dark| dark == 1)
    }
}

fn global(picture: &Picture) -> Vec<u8> {
    let mut counts = [0u32; 256];
    for &grey in &picture.luma {
        if let Some(count) = counts.get_mut(usize::from(grey)) {
            *count += 1;
        }
    }
    let threshold = otsu(&counts);
    picture.luma.iter().map(|&grey| u8::from(grey <= threshold)).collect()
}

/// Otsu's threshold: the grey that parts the pixels into the two most different halves.
fn otsu(counts: &[u32; 256]) -> u8 {
    let weighed = |(grey, &count): (usize, &u32)| grey as f64 * f64::from(count);
    let total: f64 = counts.iter().map(|&count| f64::from(count)).sum();
    let sum: f64 = counts.iter().enumerate().map(weighed).sum();
    let (mut below, mut below_sum, mut best, mut best_apart) = (0.0, 0.0, 127, 0.0);
    for (grey, count) in counts.iter().enumerate() {
        below += f64::from(*count);
        below_sum += weighed((grey, count));
        let above = total - below;
        if below == 0.0 || above == 0.0 {
            continue;
        }
        let apart = below_sum / below - (sum - below_sum) / above;
        let apart = below * above * apart * apart;
        if apart > best_apart {
            (best, best_apart) = (grey, apart);
        }
    }
    best as u8
}

/// Blocks of eight pixels; the threshold of each is the mean over the blocks around. A block that is
/// flat is light, or as its neighbours say.
fn local(picture: &Picture) -> Vec<u8> {
    let (across, down) = (picture.width.div_ceil(BLOCK), picture.height.div_ceil(BLOCK));
    let points = black_points(picture, across, down);
    by_blocks(picture, across, |y, thresholds| around(&points, across, down, y, thresholds))
}

/// The same for a picture whose dark and light hardly differ: what counts as flat is measured by the
/// rest of the picture, and only blocks with an edge in them have a say.
fn faint(picture: &Picture) -> Vec<u8> {
    let (across, down) = (picture.width.div_ceil(BLOCK), picture.height.div_ceil(BLOCK));
    let measured: Vec<_> =
        (0..down).flat_map(|y| blocks(picture, across, y)).map(|block| block.measure()).collect();
    let range = |&(least, most, _): &(u8, u8, u8)| most - least;
    let mut ranges: Vec<u8> = measured.iter().map(range).collect();
    ranges.sort_unstable();
    // A symbol that is worth reading fills a tenth of the picture.
    let usual = ranges.get(ranges.len() * 9 / 10).copied().unwrap_or(0);
    let least = (usual / 2).max(4);
    let edge = |block: &&(u8, u8, u8)| range(block) >= least;
    let middle = |&(least, most, _): &(u8, u8, u8)| u32::from(least.midpoint(most));
    by_blocks(picture, across, |y, thresholds| {
        for (x, threshold) in thresholds.iter_mut().enumerate() {
            let (left, top) = (x.saturating_sub(REACH), y.saturating_sub(REACH));
            let (width, height) = (x + REACH + 1 - left, y + REACH + 1 - top);
            let rows = measured.chunks(across).skip(top).take(height);
            let near = rows.flat_map(|row| row.iter().skip(left).take(width)).filter(edge);
            let (sum, count) = near.fold((0, 0), |(sum, count), it| (sum + middle(it), count + 1));
            // Where there is no edge far and wide, it is light.
            *threshold = (sum / count.max(1)) as u8;
        }
    })
}

/// Tells dark from light by a threshold for each block: `thresholds` fills in those of a row of
/// blocks.
fn by_blocks(
    picture: &Picture,
    across: usize,
    thresholds_of: impl Fn(usize, &mut [u8]),
) -> Vec<u8> {
    let mut dark = Vec::with_capacity(picture.luma.len());
    let mut thresholds = vec![0u8; across];
    for y in 0..picture.height {
        if y % BLOCK == 0 {
            thresholds_of(y / BLOCK, &mut thresholds);
        }
        let (blocks, rest) = picture.row(y).as_chunks::<BLOCK>();
        for (block, &threshold) in blocks.iter().zip(&thresholds) {
            dark.extend_from_slice(&at_most(*block, threshold));
        }
        let threshold = thresholds.last().copied().unwrap_or(0);
        dark.extend(rest.iter().map(|&grey| u8::from(grey <= threshold)));
    }
    dark
}

/// For each of eight greys 1 where it is at most the threshold, all at once: in a byte with its
/// highest bit set nothing is borrowed from the next.
#[inline]
fn at_most(greys: [u8; BLOCK], threshold: u8) -> [u8; BLOCK] {
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    let greys = u64::from_le_bytes(greys);
    let threshold = u64::from_le_bytes([threshold; BLOCK]);
    let low_bits = (threshold | HIGHEST) - (greys & !HIGHEST);
    let at_most = (threshold & !greys) | (!(threshold ^ greys) & low_bits);
    ((at_most & HIGHEST) >> 7).to_le_bytes()
}

/// For a row of blocks the mean of the black points in reach of each.
fn around(points: &[u8], across: usize, down: usize, y: usize, thresholds: &mut [u8]) {
    let side = 2 * REACH + 1;
    let top = y.saturating_sub(REACH).min(down.saturating_sub(side));
    let mut columns = vec![0u16; across];
    for row in points.chunks(across).skip(top).take(side) {
        columns.iter_mut().zip(row).for_each(|(sum, &point)| *sum += u16::from(point));
    }
    let count = (side * side.min(down)) as u16;
    let windows = columns.windows(side).map(|window| (window.iter().sum::<u16>() / count) as u8);
    let means: Vec<u8> = windows.collect();
    let last = means.len().saturating_sub(1);
    for (x, threshold) in thresholds.iter_mut().enumerate() {
        // At the borders the nearest whole square of blocks counts.
        *threshold = means.get(x.saturating_sub(REACH).min(last)).copied().unwrap_or(127);
    }
}

/// For each block the grey between its dark and its light.
fn black_points(picture: &Picture, across: usize, down: usize) -> Vec<u8> {
    let mut points: Vec<u8> = Vec::with_capacity(across * down);
    for block_y in 0..down {
        for (block_x, block) in blocks(picture, across, block_y).iter().enumerate() {
            let (least, most, mut point) = block.measure();
            if most.saturating_sub(least) <= FLAT {
                point = least / 2;
                let at = |dx: usize, dy: usize| {
                    let x = block_x.checked_sub(dx)?;
                    points.get((block_y.checked_sub(dy)?) * across + x).copied().map(u16::from)
                };
                // The left neighbour counts twice: it touches along a side, as the upper one does.
                if let (Some(up), Some(left), Some(both)) = (at(0, 1), at(1, 0), at(1, 1)) {
                    let near = (up + 2 * left + both) / 4;
                    if u16::from(least) < near {
                        point = near as u8;
                    }
                }
            }
            points.push(point);
        }
    }
    points
}

/// A row of blocks.
fn blocks(picture: &Picture, across: usize, block_y: usize) -> Vec<Block> {
    let mut blocks = vec![Block::EMPTY; across];
    for y in block_y * BLOCK..picture.height.min((block_y + 1) * BLOCK) {
        let (whole, rest) = picture.row(y).as_chunks::<BLOCK>();
        for (pixels, block) in whole.iter().zip(&mut blocks) {
            block.add(*pixels);
        }
        if let (&[first, ..], Some(block)) = (rest, blocks.last_mut()) {
            // The last block is narrower: its own pixels fill it up.
            let mut pixels = [first; BLOCK];
            pixels.iter_mut().zip(rest).for_each(|(pixel, &grey)| *pixel = grey);
            block.add(pixels);
        }
    }
    blocks
}

/// The pixels of a block, column by column, so that all columns are worked on at once.
#[derive(Clone, Copy)]
struct Block {
    sums: [u16; BLOCK],
    least: [u8; BLOCK],
    most: [u8; BLOCK],
    rows: u16,
}

impl Block {
    const EMPTY: Self =
        Self { sums: [0; BLOCK], least: [u8::MAX; BLOCK], most: [0; BLOCK], rows: 0 };

    #[inline]
    fn add(&mut self, pixels: [u8; BLOCK]) {
        self.sums.iter_mut().zip(pixels).for_each(|(sum, grey)| *sum += u16::from(grey));
        self.least.iter_mut().zip(pixels).for_each(|(least, grey)| *least = grey.min(*least));
        self.most.iter_mut().zip(pixels).for_each(|(most, grey)| *most = grey.max(*most));
        self.rows += 1;
    }

    /// The darkest and the lightest grey, and the mean.
    fn measure(&self) -> (u8, u8, u8) {
        let sum: u16 = self.sums.iter().sum();
        let mean = sum / (BLOCK as u16 * self.rows).max(1);
        let least = self.least.iter().copied().fold(u8::MAX, u8::min);
        let most = self.most.iter().copied().fold(0, u8::max);
        (least, most, mean as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_are_compared_as_one_by_one() {
        for threshold in 0..=255 {
            for grey in 0..=255u8 {
                let greys = [grey, !grey, 0, 255, threshold, grey / 2, 127, 128];
                let expected = greys.map(|grey| u8::from(grey <= threshold));
                assert_eq!(at_most(greys, threshold), expected, "{greys:?} {threshold}");
            }
        }
    }
}
