//! Groups finder patterns to symbols: three that stand at a right angle.

use crate::find::Finder;
use crate::geometry::{Point, cross};

/// Finder patterns that are combined with each other: the best.
const MOST: usize = 28;

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
}

impl Triple {
    /// The middles: top left, top right, bottom left.
    pub fn middles(&self) -> [Point; 3] {
        [self.top_left.middle, self.top_right.middle, self.bottom_left.middle]
    }

    /// Whether one of the three lies in an area.
    pub fn touches(&self, inside: impl Fn(Point) -> bool) -> bool {
        self.middles().into_iter().any(inside)
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
                    triples.extend(triple([a, b, c]));
                }
            }
        }
    }
    triples.sort_by(|a, b| a.strain.total_cmp(&b.strain));
    triples
}

fn alike(a: &Finder, b: &Finder) -> bool {
    a.inverted == b.inverted && a.module < 2.5 * b.module && b.module < 2.5 * a.module
}

fn triple([a, b, c]: [&Finder; 3]) -> Option<Triple> {
    let (ab, bc, ca) =
        (a.middle.distance(b.middle), b.middle.distance(c.middle), c.middle.distance(a.middle));
    // The corner lies opposite the longest side.
    let (corner, p, q) = if bc >= ab && bc >= ca {
        (a, b, c)
    } else if ca >= ab {
        (b, c, a)
    } else {
        (c, a, b)
    };
    let clockwise = cross(p.middle - corner.middle, q.middle - corner.middle);
    let (right, bottom) = if clockwise > 0.0 { (p, q) } else { (q, p) };
    let (top, across) = along(corner, right);
    let (left, down) = along(corner, bottom);
    let side = (across + down) / 2.0 + 7.0;
    if !(18.0..200.0).contains(&side) {
        return None;
    }
    let uneven = (across - down).abs() / (across + down);
    // The sine of the angle at the corner.
    let upright = clockwise.abs() / (top * left);
    if uneven > 0.25 || upright < 0.5 {
        return None;
    }
    let sizes = [corner.module, right.module, bottom.module];
    let least = sizes.iter().copied().fold(f32::MAX, f32::min);
    let most = sizes.iter().copied().fold(0.0, f32::max);
    let incomplete = 3.0 - corner.whole - right.whole - bottom.whole;
    let strain =
        2.0 * uneven + (1.0 - upright) + 0.5 * (most / least - 1.0) + 0.1 * incomplete;
    Some(Triple {
        top_left: corner.clone(),
        top_right: right.clone(),
        bottom_left: bottom.clone(),
        side,
        strain,
    })
}

/// From one finder pattern to another: pixels, and modules by the mean of their own.
fn along(a: &Finder, b: &Finder) -> (f32, f32) {
    let way = b.middle - a.middle;
    let back = a.middle - b.middle;
    let module = (a.module_towards(way) + b.module_towards(back)) / 2.0;
    let distance = way.x.hypot(way.y);
    (distance, distance / module)
}
