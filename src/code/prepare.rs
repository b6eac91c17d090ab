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
        let dark = match threshold {
            Threshold::Local if picture.width.min(picture.height) >= 5 * BLOCK => local(picture),
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
    let mut dark = Vec::with_capacity(picture.luma.len());
    let mut thresholds = vec![0u8; across];
    for y in 0..picture.height {
        if y % BLOCK == 0 {
            for (x, threshold) in thresholds.iter_mut().enumerate() {
                *threshold = around(&points, across, down, x, y / BLOCK);
            }
        }
        let (blocks, rest) = picture.row(y).as_chunks::<BLOCK>();
        for (block, &threshold) in blocks.iter().zip(&thresholds) {
            dark.extend_from_slice(&block.map(|grey| u8::from(grey <= threshold)));
        }
        let threshold = thresholds.last().copied().unwrap_or(0);
        dark.extend(rest.iter().map(|&grey| u8::from(grey <= threshold)));
    }
    dark
}

/// The mean of the black points in reach.
fn around(points: &[u8], across: usize, down: usize, x: usize, y: usize) -> u8 {
    let side = 2 * REACH + 1;
    let left = x.saturating_sub(REACH).min(across.saturating_sub(side));
    let top = y.saturating_sub(REACH).min(down.saturating_sub(side));
    let (mut sum, mut count) = (0u32, 0u32);
    for row in points.chunks(across).skip(top).take(side) {
        for &point in row.iter().skip(left).take(side) {
            sum += u32::from(point);
            count += 1;
        }
    }
    (sum / count.max(1)) as u8
}

/// For each block the grey between its dark and its light.
fn black_points(picture: &Picture, across: usize, down: usize) -> Vec<u8> {
    let mut points: Vec<u8> = Vec::with_capacity(across * down);
    let mut blocks = vec![(0u32, u8::MAX, 0u8, 0u32); across];
    for block_y in 0..down {
        blocks.fill((0, u8::MAX, 0, 0));
        for y in block_y * BLOCK..picture.height.min((block_y + 1) * BLOCK) {
            for (pixels, (sum, least, most, count)) in
                picture.row(y).chunks(BLOCK).zip(&mut blocks)
            {
                *sum += pixels.iter().map(|&grey| u32::from(grey)).sum::<u32>();
                *least = pixels.iter().fold(*least, |a, &b| a.min(b));
                *most = pixels.iter().fold(*most, |a, &b| a.max(b));
                *count += pixels.len() as u32;
            }
        }
        for (block_x, &(sum, least, most, count)) in blocks.iter().enumerate() {
            let mut point = (sum / count.max(1)) as u8;
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
