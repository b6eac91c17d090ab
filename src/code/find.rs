//! Finds finder patterns (位置探测图形): a dark square of three modules, a light ring, a dark ring.
//!
//! A row through the middle of one crosses dark, light, dark, light, dark in the ratio 1:1:3:1:1,
//! at any angle. What a row suggests is checked along the column, and then by rays in all
//! directions, which also measure the module in each direction. The outer ring may melt into a dark
//! surround, where a picture was cropped to the symbol and put on a dark page.

use std::f32::consts::TAU;
use std::sync::LazyLock;

use crate::geometry::Point;
use crate::prepare::Binary;

/// Rays around a finder pattern.
const RAYS: usize = 32;

/// The directions of the rays.
static DIRECTIONS: LazyLock<[Point; RAYS]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let (sine, cosine) = (at as f32 / RAYS as f32 * TAU).sin_cos();
        Point::new(cosine, sine)
    })
});

/// Finder patterns that are looked at in a picture.
const MOST: usize = 2000;

/// The share of rays that see all of a finder pattern that is whole.
const WHOLE: f32 = 0.85;

/// A finder pattern.
#[derive(Debug, Clone)]
pub(crate) struct Finder {
    /// Its middle, in pixels.
    pub middle: Point,
    /// Pixels a module, over all directions.
    pub module: f32,
    /// Light on dark, as in dark mode.
    pub inverted: bool,
    /// The share of rays that saw the whole pattern, the outer ring with it.
    pub whole: f32,
    /// Rows that crossed it.
    pub rows: u32,
    /// Pixels a module in each direction, from the middle.
    rays: [f32; RAYS],
}

impl Finder {
    /// Whether nearly all rays saw the whole pattern: hardly anything else looks like that.
    pub fn is_whole(&self) -> bool {
        self.whole > WHOLE
    }

    /// Pixels a module in the direction of a vector. Along the symbol's own axes it is a module's
    /// side; elsewhere more.
    pub fn module_towards(&self, direction: Point) -> f32 {
        let turn = direction.y.atan2(direction.x).rem_euclid(TAU) / TAU * RAYS as f32;
        let (low, share) = (turn.floor(), turn.fract());
        let ray = |at: usize| self.rays.get(at % RAYS).copied().unwrap_or(self.module);
        ray(low as usize) * (1.0 - share) + ray(low as usize + 1) * share
    }

    /// The same in a picture that is larger by a factor.
    pub fn scaled(&self, factor: f32) -> Self {
        Self {
            middle: self.middle.scaled(factor),
            module: self.module * factor,
            rays: self.rays.map(|ray| ray * factor),
            ..*self
        }
    }
}

/// The finder patterns of a picture, best first. Of its rows each is looked at, or every other one:
/// the middle of a finder pattern is three modules high. Ends early once it is `late`.
pub(crate) fn finders(picture: &Binary, step: usize, late: &dyn Fn() -> bool) -> Vec<Finder> {
    let mut found = Vec::new();
    let mut refused = Vec::new();
    let mut edges = Vec::new();
    for y in (0..picture.height).step_by(step) {
        edges_of(picture.row(y), &mut edges);
        for window in edges.windows(6) {
            let &[a, b, c, d, e, f] = window else { continue };
            let runs = [b - a, c - b, d - c, e - d, f - e];
            if let Some(module) = crossing(runs) {
                let first_is_dark = picture.row(y).get(a as usize) == Some(&1);
                let middle = Point::new((c + d) as f32 / 2.0, y as f32 + 0.5);
                look(picture, middle, module, !first_is_dark, &mut found, &mut refused);
            }
        }
        if found.len() >= MOST || (y % 32 == 0 && late()) {
            break;
        }
    }
    found.sort_unstable_by(|a, b| quality(b).total_cmp(&quality(a)));
    found
}

fn quality(finder: &Finder) -> f32 {
    finder.whole + (finder.rows as f32 / (3.0 * finder.module)).min(1.0)
}

/// Where the runs of a row begin, and its end.
fn edges_of(row: &[u8], edges: &mut Vec<u32>) {
    edges.clear();
    edges.push(0);
    let mut before = row.first().copied().unwrap_or(0);
    let (eights, rest) = row.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        // Eight pixels in one number, compared with the same, one pixel later.
        let here = u64::from_le_bytes(*eight);
        let mut changes = here ^ (here << 8 | u64::from(before));
        while changes != 0 {
            edges.push(at as u32 * 8 + changes.trailing_zeros() / 8);
            changes &= changes - 1;
        }
        before = (here >> 56) as u8;
    }
    for (at, &pixel) in rest.iter().enumerate() {
        if pixel != before {
            edges.push((eights.len() * 8 + at) as u32);
        }
        before = pixel;
    }
    edges.push(row.len() as u32);
}

/// Pixels a module, if five runs may be a line through a finder pattern.
fn crossing([first, light, dark, other, last]: [u32; 5]) -> Option<f32> {
    // Whole numbers first: nearly every window ends here.
    if dark < light || dark < other || 6 * light < dark || 6 * other < dark {
        return None;
    }
    let module = (light + dark + other) as f32 / 5.0;
    let within = |run: u32, modules: f32, slack: f32| {
        (run as f32 - modules * module).abs() <= slack * module + 0.6
    };
    let inner = within(dark, 3.0, 0.7) && within(light, 1.0, 0.4) && within(other, 1.0, 0.4);
    // The outer ring is as thick, or melts into what is around.
    let outer = |run: u32| run as f32 >= 0.5 * module - 0.3;
    (inner && outer(first) && outer(last)).then_some(module)
}

/// Looks at a place that a row suggests.
fn look(
    picture: &Binary,
    middle: Point,
    module: f32,
    inverted: bool,
    found: &mut Vec<Finder>,
    refused: &mut Vec<(Point, f32)>,
) {
    if crosses_known(found, middle, inverted) {
        return;
    }
    let Some(centred) = column(picture, middle, module, inverted) else { return };
    if refused.iter().rev().take(40).any(|&(place, size)| place.near(centred, 0.4 * size)) {
        return;
    }
    let finder = star(picture, centred, module, inverted)
        .and_then(|first| star(picture, first.middle, first.module, inverted));
    match finder {
        Some(finder) => {
            if !crosses_known(found, finder.middle, inverted) {
                found.push(finder);
            }
        }
        None => refused.push((centred, module)),
    }
}

/// Whether a place is that of a finder pattern that is known already; its row is counted there.
fn crosses_known(found: &mut [Finder], middle: Point, inverted: bool) -> bool {
    let known = found
        .iter_mut()
        .find(|known| known.inverted == inverted && known.middle.near(middle, 1.5 * known.module));
    known.map(|known| known.rows += 1).is_some()
}

/// Checks a place along its column, and moves it to the middle there.
fn column(picture: &Binary, middle: Point, module: f32, inverted: bool) -> Option<Point> {
    let x = middle.x;
    let runs_towards = |step: f32| -> Option<[u32; 2]> {
        let mut runs = [0u32; 2];
        let mut y = middle.y;
        let limit = (4.0 * module + 2.0) as u32;
        for (at, run) in runs.iter_mut().enumerate() {
            while *run <= limit && picture.dark(x, y)? == ((at == 0) != inverted) {
                *run += 1;
                y += step;
            }
            if *run > limit {
                return None;
            }
        }
        // A dark pixel follows, or the walk would have left the picture.
        Some(runs)
    };
    let [up, light_up] = runs_towards(-1.0)?;
    let [down, light_down] = runs_towards(1.0)?;
    let dark = (up + down).saturating_sub(1);
    let upright = (light_up + dark + light_down) as f32 / 5.0;
    let within = |run: u32, modules: f32, slack: f32| {
        (run as f32 - modules * upright).abs() <= slack * upright + 0.6
    };
    let fits = within(dark, 3.0, 0.8)
        && within(light_up, 1.0, 0.45)
        && within(light_down, 1.0, 0.45)
        && upright < 2.5 * module
        && module < 2.5 * upright;
    fits.then(|| Point::new(x, middle.y + (down as f32 - up as f32) / 2.0))
}

/// Rays from a place: how far it is to light, to dark and to light again in each direction.
fn star(picture: &Binary, middle: Point, module: f32, inverted: bool) -> Option<Finder> {
    let step = if module < 4.0 { 0.5 } else { 1.0 };
    let mut rays = [0f32; RAYS];
    let mut sizes = [0f32; RAYS];
    let (mut good, mut seen, mut whole, mut sum) = (0, 0, 0, 0.0);
    let mut shift = Point::new(0.0, 0.0);
    // The diagonals first, for row and column are known to fit: most places are refused by those.
    let eighth = RAYS / 8;
    let order =
        (0..eighth).flat_map(|first| (first + eighth..first + eighth + RAYS).step_by(eighth));
    let order = order.map(|at| at % RAYS);
    let diagonals = (eighth..RAYS).step_by(2 * eighth);
    for at in diagonals.chain(order.filter(|at| at % (2 * eighth) != eighth)) {
        if (seen == 4 || seen == 8) && good * 8 < seen * 5 {
            return None;
        }
        seen += 1;
        let Some((&direction, (ray, size_seen))) =
            DIRECTIONS.get(at).zip(rays.get_mut(at).zip(sizes.get_mut(at)))
        else {
            continue;
        };
        let [light, dark, end] =
            distances(picture, middle, direction.scaled(step), 6.5 * module / step + 4.0, inverted)
                .map(|steps| steps.map(|steps| steps * step));
        let (Some(light), Some(dark)) = (light, dark) else { continue };
        let size = (light + dark) / 4.0;
        shift = shift + direction.scaled(light + dark);
        *size_seen = size;
        if (light - 1.5 * size).abs() <= 0.3 * size + 0.6 {
            good += 1;
            let outer = end.filter(|end| (end - 3.5 * size).abs() <= 0.6 * size + 0.7);
            whole += usize::from(outer.is_some());
            *ray = outer.map_or(size, |end| (light + dark + end) / 7.5);
            sum += *ray;
        }
    }
    if good * 4 < RAYS * 3 || !even(&sizes) {
        return None;
    }
    let mean = sum / good as f32;
    rays.iter_mut().filter(|ray| **ray == 0.0).for_each(|ray| *ray = mean);
    // A square's boundary lies as far one way as the other; a middle that is off by some sees the
    // sums of opposite rays differ by four times that.
    let shift = shift.scaled(0.5 / RAYS as f32);
    let whole = whole as f32 / RAYS as f32;
    // With so few pixels a module, anything has a dark middle and a light ring.
    if mean < 2.0 && whole < WHOLE {
        return None;
    }
    let middle = middle + shift;
    // Seen from the middle outwards a square's side is nearer than its mean radius.
    Some(Finder { middle, module: mean * 0.89, inverted, whole, rows: 1, rays })
}

/// Whether rays see as far one way as the opposite way, as from the middle of a square.
fn even(sizes: &[f32; RAYS]) -> bool {
    let (one_way, other_way) = sizes.split_at(RAYS / 2);
    let alike = one_way
        .iter()
        .zip(other_way)
        .filter(|&(&a, &b)| a > 0.0 && b > 0.0 && (a - b).abs() <= 0.15 * (a + b) + 1.0);
    alike.count() * 8 >= RAYS * 3
}

/// Steps along a ray until light, dark and light; none where the picture or the patience ends.
fn distances(
    picture: &Binary,
    middle: Point,
    towards: Point,
    limit: f32,
    inverted: bool,
) -> [Option<f32>; 3] {
    let room = |at: f32, step: f32, size: usize| {
        if step > 0.0 {
            (size as f32 - at) / step
        } else if step < 0.0 {
            -at / step
        } else {
            f32::MAX
        }
    };
    let inside =
        room(middle.x, towards.x, picture.width).min(room(middle.y, towards.y, picture.height));
    let ends_inside = limit < inside;
    let last = limit.min(inside) as u32;
    // In 65536ths of a pixel: whole numbers are added and cut quickly.
    let fixed = |value: f32| (value * 65536.0) as i32;
    let (mut x, mut y) = (fixed(middle.x), fixed(middle.y));
    let (step_x, step_y) = (fixed(towards.x), fixed(towards.y));
    let mut turns = [None; 3];
    let mut wanted = u8::from(!inverted);
    let mut places = turns.iter_mut();
    let mut place = places.next();
    for steps in 0..last {
        let at = ((y >> 16) as usize).wrapping_mul(picture.width).wrapping_add((x >> 16) as usize);
        if picture.dark.get(at).is_some_and(|&dark| dark != wanted) {
            let Some(turn) = place.take() else { break };
            *turn = Some(steps as f32 - 0.5);
            wanted ^= 1;
            place = places.next();
            if place.is_none() {
                return turns;
            }
        }
        (x, y) = (x.wrapping_add(step_x), y.wrapping_add(step_y));
    }
    // The border of the picture ends the outer ring as a light module would.
    if let [_, Some(_), None] = turns
        && !ends_inside
    {
        turns = [turns[0], turns[1], Some(last as f32 - 0.5)];
    }
    turns
}
