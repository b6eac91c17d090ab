//! Where the grid of a symbol may lie, as three finder patterns see it: the fourth corner, and the
//! number of modules.

use crate::align;
use crate::find::Finder;
use crate::geometry::{Homography, Point};
use crate::group::Triple;
use crate::pyramid::View;
use crate::spec;

/// Where the fourth corner may be, as three finder patterns see it: how much farther away the top
/// right and the bottom left one are than the one at the corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Seed {
    right: f32,
    down: f32,
}

impl Seed {
    /// A parallelogram.
    pub const PARALLEL: Self = Self { right: 1.0, down: 1.0 };

    /// From the sizes of the modules at the three: a perspective.
    pub fn perspective(triple: &Triple) -> Self {
        Self {
            right: depth(&triple.top_left, &triple.top_right),
            down: depth(&triple.top_left, &triple.bottom_left),
        }
    }

    /// The perspective in which the timing patterns alternate best and the alignment pattern of a
    /// small symbol looks most like one, for the likely sides of the symbol. Sizes of modules are
    /// measured with an error that a picture from very near makes large.
    pub fn tuned(view: &View<'_>, triple: &Triple) -> Self {
        const DEPTHS: [f32; 9] = [0.65, 0.75, 0.83, 0.91, 1.0, 1.1, 1.21, 1.35, 1.55];
        let mut best = (0.0, Self::PARALLEL);
        for right in DEPTHS {
            for down in DEPTHS {
                let seed = Self { right, down };
                for side in likely_sides(triple) {
                    let Some(map) = seed.map(triple, side as f32) else { continue };
                    let mut fitness = timing(view, &map, side);
                    if (25..45).contains(&side) && fitness > 0.4 {
                        let place = Point::new(side as f32 - 6.5, side as f32 - 6.5);
                        let looked = align::search(view, &map, place, map.map(place), 1.0);
                        fitness += looked.map_or(0.0, |(likeness, _)| likeness);
                    }
                    if fitness > best.0 {
                        best = (fitness, seed);
                    }
                }
            }
        }
        best.1
    }

    /// The map that three finder patterns suggest for a symbol of so many modules a side.
    pub fn map(self, triple: &Triple, side: f32) -> Option<Homography> {
        let [a, b, c] = triple.middles();
        let Self { right, down } = self;
        let w = right + down - 1.0;
        if w < 0.2 {
            return None;
        }
        let far = (b.scaled(right) + c.scaled(down) - a).scaled(1.0 / w);
        let (near, end) = (3.5, side - 3.5);
        Homography::fit(&[
            (Point::new(near, near), a, 1.0),
            (Point::new(end, near), b, 1.0),
            (Point::new(near, end), c, 1.0),
            (Point::new(end, end), far, 1.0),
        ])
    }

    /// The sides that a symbol may have, the most likely first: what its version bits say, then by how
    /// well its timing patterns (定位图形) alternate, from -1 to 1, which stands with each.
    pub fn sides(self, view: &View<'_>, triple: &Triple) -> Vec<(f32, usize)> {
        let mut rated: Vec<(f32, usize)> = Vec::new();
        for side in likely_sides(triple) {
            if let Some(map) = self.map(triple, side as f32) {
                rated.push((timing(view, &map, side), side));
            }
        }
        rated.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        if triple.side > 40.0
            && let Some((version, sure)) = self.version(view, triple)
        {
            let side = 17 + 4 * version;
            let known = rated.iter().position(|&(_, other)| other == side);
            let timed = known.map_or(0.5, |at| rated.remove(at).0);
            // The timing patterns of a large symbol are long: in perspective they are soon missed.
            let timed = if sure { timed.max(SURE) } else { timed };
            rated.insert(0, (timed, side));
        }
        rated
    }

    /// The version that the bits beside the finder patterns tell, and whether that is no chance.
    fn version(self, view: &View<'_>, triple: &Triple) -> Option<(usize, bool)> {
        // Counted from the finder pattern beside them, so the number of modules need not be known.
        let side = triple.side;
        let map = self.map(triple, side)?;
        let grey = |x: f32, y: f32, turned: bool| {
            view.at(map.map(if turned { Point::new(y, x) } else { Point::new(x, y) }))
        };
        let copies = [false, true].map(|turned| {
            // The finder pattern's own dark and light.
            let end = side - 3.5;
            let ring = |reach: f32| {
                [(-reach, 0.0), (reach, 0.0), (0.0, -reach), (0.0, reach)]
                    .map(|(dx, dy)| grey(end + dx, 3.5 + dy, turned))
                    .iter()
                    .sum::<f32>()
            };
            let threshold = (ring(0.5) + ring(2.0)) / 8.0;
            spec::version_places(0x100).iter().fold(0u32, |word, &(x, y)| {
                let x = end + (x as f32 - (0x100 as f32 - 4.0));
                word << 1 | u32::from(grey(x, y as f32 + 0.5, turned) < threshold)
            })
        });
        let wrong =
            |version: u32| copies.map(|word| (spec::version_word(version) ^ word).count_ones());
        let best = (7..=40u32).min_by_key(|&version| wrong(version).into_iter().min())?;
        let [one, other] = wrong(best);
        let expected = likely_sides(triple).any(|side| side == 17 + 4 * best as usize);
        // Three wrong bits can be corrected. One word in eight is as near to some version by chance,
        // two that agree are one pair in thousands.
        (one.min(other) <= 3).then_some((best as usize, expected && one + other <= 5))
    }
}

/// How well timing patterns alternate that need not be asked, because the version is certain.
const SURE: f32 = 0.75;

/// The sides of symbols that the distances of three finder patterns allow.
fn likely_sides(triple: &Triple) -> impl Iterator<Item = usize> + use<> {
    let version = (triple.side - 17.0) / 4.0;
    let reach = (version * 0.12).max(1.2);
    let lowest = (version - reach).ceil().max(1.0) as usize;
    let highest = (version + reach).floor().min(40.0) as usize;
    (lowest..=highest).map(|version| 17 + 4 * version)
}

/// How much farther away the second finder pattern is than the first.
fn depth(near: &Finder, far: &Finder) -> f32 {
    let way = far.middle - near.middle;
    let back = near.middle - far.middle;
    (near.module_towards(way) / far.module_towards(back)).sqrt().clamp(0.6, 1.6)
}

/// How well the timing patterns alternate, from -1 to 1.
fn timing(view: &View<'_>, map: &Homography, side: usize) -> f32 {
    let (mut sum, mut all) = (0.0, 0.001);
    for turned in [false, true] {
        let grey = |at: usize| {
            let (along, line) = (at as f32 + 0.5, 6.5);
            let p = if turned { Point::new(line, along) } else { Point::new(along, line) };
            view.at(map.map(p))
        };
        let mut before = grey(7);
        let mut here = grey(8);
        for at in 8..side - 8 {
            let after = grey(at + 1);
            let dark = f32::midpoint(before, after) - here;
            sum += if at % 2 == 0 { dark } else { -dark };
            all += dark.abs();
            (before, here) = (here, after);
        }
    }
    sum / all
}
