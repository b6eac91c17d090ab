//! Groups finder patterns to symbols: three that stand at a right angle.

use crate::find::Finder;
use crate::geometry::{Point, cross};

/// Finder patterns that are combined with each other: the best.
const MOST: usize = 22;

/// Three finder patterns that may belong to one symbol.
#[derive(Debug, Clone)]
pub(crate) struct Triple {
    /// Where the two sides meet.
    pub top_left: Finder,
    /// Clockwise from it, on a symbol that is not mirrored.
    pub top_right: Finder,
    /// Counterclockwise from it.
    pub bottom_left: Finder,
    /// Modules a side, as the distances between them say.
    pub side: f32,
    /// How badly the three fit together; 0 is perfect.
    pub strain: f32,
    /// The least share of rays that saw a whole finder pattern, of the three.
    pub whole: f32,
}

impl Triple {
    /// The middles: top left, top right, bottom left.
    pub fn middles(&self) -> [Point; 3] {
        [self.top_left.middle, self.top_right.middle, self.bottom_left.middle]
    }

    /// Pixels a module where they are fewest.
    pub fn module(&self) -> f32 {
        self.top_left.module.min(self.top_right.module).min(self.bottom_left.module)
    }

    /// Whether one of the three lies in an area.
    pub fn touches(&self, inside: impl Fn(Point) -> bool) -> bool {
        self.middles().into_iter().any(inside)
    }

    /// The same in a picture that is larger by a factor.
    pub fn scaled(&self, factor: f32) -> Self {
        Self {
            top_left: self.top_left.scaled(factor),
            top_right: self.top_right.scaled(factor),
            bottom_left: self.bottom_left.scaled(factor),
            ..*self
        }
    }
}

/// The triples among finder patterns, the most likely first.
pub(crate) fn triples(finders: &[Finder]) -> Vec<Triple> {
    let best = finders.get(..MOST.min(finders.len())).unwrap_or_default();
    let mut triples = Vec::new();
    for (i, a) in best.iter().enumerate() {
        for (j, b) in best.iter().enumerate().skip(i + 1) {
            if !alike(a, b) {
                continue;
            }
            for c in best.iter().skip(j + 1) {
                if alike(a, c) && alike(b, c) {
                    // The corner lies opposite the longest side, unless the picture is taken from
                    // very near.
                    triples
                        .extend([[a, b, c], [b, c, a], [c, a, b]].into_iter().filter_map(triple));
                }
            }
        }
    }
    triples.sort_unstable_by(|a, b| a.strain.total_cmp(&b.strain));
    triples
}

fn alike(a: &Finder, b: &Finder) -> bool {
    a.inverted == b.inverted && a.module < 2.5 * b.module && b.module < 2.5 * a.module
}

/// Three finder patterns as a symbol, the first of them at the corner.
fn triple([corner, p, q]: [&Finder; 3]) -> Option<Triple> {
    let longest = p.middle.distance(q.middle);
    let (one, other) = (corner.middle.distance(p.middle), corner.middle.distance(q.middle));
    let short = (one.max(other) / longest - 1.0).max(0.0);
    if short > 0.4 {
        return None;
    }
    let clockwise = cross(p.middle - corner.middle, q.middle - corner.middle);
    // The sine of the angle at the corner.
    let upright = clockwise.abs() / (one * other);
    if upright < 0.5 {
        return None;
    }
    let (right, bottom) = if clockwise > 0.0 { (p, q) } else { (q, p) };
    let (across, down) = (modules_between(corner, right), modules_between(corner, bottom));
    let side = f32::midpoint(across, down) + 7.0;
    let uneven = (across - down).abs() / (across + down);
    if uneven > 0.25 || !(18.0..200.0).contains(&side) {
        return None;
    }
    let sizes = [corner.module, right.module, bottom.module];
    let least = sizes.iter().copied().fold(f32::MAX, f32::min);
    let most = sizes.iter().copied().fold(0.0, f32::max);
    let incomplete = 3.0 - corner.whole - right.whole - bottom.whole;
    let strain =
        2.0 * uneven + (1.0 - upright) + 0.5 * (most / least - 1.0) + 0.1 * incomplete + short;
    Some(Triple {
        top_left: corner.clone(),
        top_right: right.clone(),
        bottom_left: bottom.clone(),
        side,
        strain,
        whole: corner.whole.min(right.whole).min(bottom.whole),
    })
}

/// Modules from one finder pattern to another, by the mean of their own.
fn modules_between(a: &Finder, b: &Finder) -> f32 {
    let (way, back) = (b.middle - a.middle, a.middle - b.middle);
    let module = f32::midpoint(a.module_towards(way), b.module_towards(back));
    a.middle.distance(b.middle) / module
}
