//! Aligns the grid of a symbol's modules with a picture: from three finder patterns, by way of the
//! alignment patterns (校正图形), to the place of every module.

use crate::geometry::{Homography, Point, square};
use crate::group::Triple;
use crate::pyramid::View;
use crate::seed::Seed;
use crate::spec::{Layout, Role, has_alignment};

/// Where the modules of a symbol lie in a picture: a perspective, and what remains of it at the
/// alignment patterns, where paper is bent or a lens bends it.
#[derive(Debug, Clone)]
pub(crate) struct Mesh {
    /// Modules a side.
    pub side: usize,
    pub base: Homography,
    /// Rows and columns with an alignment pattern.
    lines: Vec<f32>,
    /// What to add at each crossing of the lines, row by row; empty where nothing is known.
    rest: Vec<Point>,
}

impl Mesh {
    /// A plain perspective.
    pub fn flat(side: usize, base: Homography) -> Self {
        Self { side, base, lines: Vec::new(), rest: Vec::new() }
    }

    /// Where a point, in modules from the top left corner, lies in the picture.
    pub fn map(&self, p: Point) -> Point {
        self.row(p.y).map(p.x)
    }

    /// Where the points of a row lie in the picture, for many of them.
    pub fn row(&self, y: f32) -> Row<'_> {
        let rest = match self.cell(y) {
            Some((row, down)) if !self.rest.is_empty() => {
                let lines = self.lines.len();
                let upper = self.rest.iter().skip(row * lines).take(lines);
                let lower = self.rest.iter().skip((row + 1) * lines);
                upper.zip(lower).map(|(upper, &lower)| upper.towards(lower, down)).collect()
            }
            _ => Vec::new(),
        };
        Row { mesh: self, y, rest }
    }

    /// The line before a place, and the share of the way to the next.
    fn cell(&self, at: f32) -> Option<(usize, f32)> {
        let last_cell = self.lines.len().checked_sub(2)?;
        let next = self.lines.iter().position(|&line| line > at).unwrap_or(last_cell + 1);
        let low = next.saturating_sub(1).min(last_cell);
        let (a, b) = (self.line(low), self.line(low + 1));
        // Beyond the last line the rest goes on as it was there.
        Some((low, ((at - a) / (b - a)).clamp(0.0, 1.0)))
    }

    fn line(&self, at: usize) -> f32 {
        self.lines.get(at).copied().unwrap_or(0.0)
    }

    /// The symbol's corners: top left, top right, bottom right, bottom left.
    pub fn corners(&self) -> [Point; 4] {
        square(self.side as f32).map(|corner| self.map(corner))
    }

    /// Pixels a module in the middle of the symbol.
    pub fn module(&self) -> f32 {
        let middle = Point::new(self.side as f32 / 2.0, self.side as f32 / 2.0);
        let here = self.map(middle);
        let right = self.map(middle + Point::new(1.0, 0.0)).distance(here);
        let down = self.map(middle + Point::new(0.0, 1.0)).distance(here);
        f32::midpoint(right, down)
    }
}

/// A row of a mesh.
pub(crate) struct Row<'a> {
    mesh: &'a Mesh,
    y: f32,
    /// What remains of the perspective at the lines that cross the row; empty where nothing does.
    rest: Vec<Point>,
}

impl Row<'_> {
    /// Where a point of the row lies in the picture.
    pub fn map(&self, x: f32) -> Point {
        let flat = self.mesh.base.map(Point::new(x, self.y));
        if self.rest.is_empty() {
            return flat;
        }
        let at = |line: usize| self.rest.get(line).copied().unwrap_or(Point::new(0.0, 0.0));
        match self.mesh.cell(x) {
            Some((line, share)) => flat + at(line).towards(at(line + 1), share),
            None => flat,
        }
    }
}

/// The place of every module: the alignment patterns are looked for one by one, each where those
/// found before it say, and all of them together make the map.
pub(crate) fn mesh(view: &View<'_>, triple: &Triple, layout: &Layout, seed: Seed) -> Option<Mesh> {
    let side = layout.side;
    let first = seed.map(triple, side as f32)?;
    let end = side as f32 - 3.5;
    let finders = [Point::new(3.5, 3.5), Point::new(end, 3.5), Point::new(3.5, end)];
    let mut known: Vec<(Point, Point, f32)> = Vec::new();
    for (place, seen) in finders.into_iter().zip(triple.middles()) {
        known.push((place, seen, 1.0));
    }
    let far = Point::new(end, end);
    // The guess holds until something better is found.
    known.push((far, first.map(far), 0.02));
    let lines = &layout.alignment;
    let mut missing: Vec<(usize, usize)> = Vec::new();
    for &y in lines {
        missing.extend(lines.iter().map(|&x| (x, y)).filter(|&(x, y)| has_alignment(side, x, y)));
    }
    let wanted = missing.len();
    let mut base = first;
    let middle = |&(x, y): &(usize, usize)| Point::new(x as f32 + 0.5, y as f32 + 0.5);
    while !missing.is_empty() {
        // The one that lies nearest to something that is known.
        let far_off = |place: &(usize, usize)| {
            let nearest = known.iter().filter(|known| known.2 > 0.5);
            nearest.map(|known| known.0.distance(middle(place))).fold(f32::MAX, f32::min)
        };
        let next = (0..missing.len()).min_by(|&a, &b| {
            let distance = |at: usize| missing.get(at).map_or(f32::MAX, far_off);
            distance(a).total_cmp(&distance(b))
        })?;
        let place = missing.swap_remove(next);
        let here = middle(&place);
        // Alone it may be far from where the three finder patterns put it.
        let reach = if wanted == 1 { 3.0 } else { 1.2 + 0.04 * far_off(&place) };
        let expected = base.map(here) + drift(&known, &base, here);
        if let Some((_, seen)) = search(view, &base, here, expected, reach.min(4.0)) {
            known.push((here, seen, 1.0));
            if let Some(better) = Homography::fit(&known).filter(|map| map.tame(side as f32)) {
                base = better;
            }
        }
    }
    if !base.tame(side as f32) {
        return None;
    }
    let mut mesh = Mesh::flat(side, base);
    if lines.len() > 2 {
        bend(&mut mesh, lines, &known);
    }
    Some(mesh)
}

/// How far what is known near a place lies from where the map puts it.
fn drift(known: &[(Point, Point, f32)], base: &Homography, place: Point) -> Point {
    let (mut sum, mut weights) = (Point::new(0.0, 0.0), 0.0);
    for &(from, to, weight) in known.iter().filter(|known| known.2 > 0.5) {
        let distance = from.distance(place).max(1.0);
        let weight = weight / (distance * distance);
        sum = sum + (to - base.map(from)).scaled(weight);
        weights += weight;
    }
    if weights > 0.0 { sum.scaled(1.0 / weights) } else { sum }
}

/// Fills the crossings of a mesh.
fn bend(mesh: &mut Mesh, lines: &[usize], known: &[(Point, Point, f32)]) {
    mesh.lines = lines.iter().map(|&line| line as f32 + 0.5).collect();
    let mut rest = Vec::with_capacity(lines.len() * lines.len());
    for &y in &mesh.lines {
        for &x in &mesh.lines {
            let here = Point::new(x, y);
            let seen = known.iter().find(|known| known.2 > 0.5 && known.0.distance(here) < 0.1);
            rest.push(match seen {
                Some(&(from, to, _)) => to - mesh.base.map(from),
                None => drift(known, &mesh.base, here),
            });
        }
    }
    mesh.rest = rest;
}

/// Looks for an alignment pattern: five modules a side, around a place of the symbol, near a point
/// of the picture, within so many modules. How much it looks like one, and its middle in the picture.
pub(crate) fn search(
    view: &View<'_>,
    base: &Homography,
    place: Point,
    expected: Point,
    reach: f32,
) -> Option<(f32, Point)> {
    let here = base.map(place);
    let right = base.map(place + Point::new(1.0, 0.0)) - here;
    let down = base.map(place + Point::new(0.0, 1.0)) - here;
    let at = |dx: f32, dy: f32| expected + right.scaled(dx) + down.scaled(dy);
    let likeness = |dx: f32, dy: f32| alignment_likeness(view, at(dx, dy), right, down);
    let mut best = (0.0f32, 0.0f32, 0.0f32);
    // Nearly always it is close by.
    let mut looked = -1i32;
    for reach in [1.0, reach] {
        let steps = (reach / 0.5) as i32;
        for step_y in -steps..=steps {
            for step_x in -steps..=steps {
                if step_x.abs().max(step_y.abs()) <= looked {
                    continue;
                }
                let (dx, dy) = (step_x as f32 * 0.5, step_y as f32 * 0.5);
                let likeness = likeness(dx, dy) - 0.015 * (dx.abs() + dy.abs());
                if likeness > best.0 {
                    best = (likeness, dx, dy);
                }
            }
        }
        if best.0 > 0.75 {
            break;
        }
        looked = steps;
    }
    for step in [0.25, 0.12] {
        let (_, x, y) = best;
        for (dx, dy) in [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
            let (dx, dy) = (x + dx as f32 * step, y + dy as f32 * step);
            let likeness = likeness(dx, dy) - 0.015 * (dx.abs() + dy.abs());
            if likeness > best.0 {
                best = (likeness, dx, dy);
            }
        }
    }
    (best.0 > 0.62).then(|| (best.0, at(best.1, best.2)))
}

/// How much a place looks like an alignment pattern: the correlation of its modules with one.
fn alignment_likeness(view: &View<'_>, middle: Point, right: Point, down: Point) -> f32 {
    // 17 of the 25 modules are dark.
    const MEAN: f32 = 17.0 / 25.0;
    let (mut sum, mut squares, mut product) = (0.0, 0.0, 0.0);
    for y in -2i8..=2 {
        for x in -2i8..=2 {
            let p = middle + right.scaled(f32::from(x)) + down.scaled(f32::from(y));
            let grey = view.at(p);
            let dark = x.abs().max(y.abs()) != 1;
            sum += grey;
            squares += grey * grey;
            product += grey * (if dark { 1.0 } else { 0.0 } - MEAN);
        }
    }
    let spread = (squares - sum * sum / 25.0).max(0.0).sqrt();
    // The square root of the pattern's own sum of squares.
    let own = (17.0 * (1.0 - MEAN) * (1.0 - MEAN) + 8.0 * MEAN * MEAN).sqrt();
    if spread < 15.0 { 0.0 } else { -product / (spread * own) }
}

/// Moves the corners of a mesh to and fro while that makes its modules stand out more.
pub(crate) fn settle(view: &View<'_>, mesh: &Mesh, layout: &Layout) -> Mesh {
    let side = mesh.side as f32;
    let ends = square(side);
    let mut corners = ends.map(|end| mesh.base.map(end));
    let fit = |corners: &[Point; 4]| {
        let pairs: Vec<_> = ends.iter().zip(corners).map(|(&end, &at)| (end, at, 1.0)).collect();
        Homography::fit(&pairs).filter(|map| map.tame(side))
    };
    let mut best = mesh.clone();
    let mut clear = clearness(view, &best, layout);
    let module = mesh.module();
    for step in [0.6, 0.3, 0.15] {
        for _ in 0..2 {
            let before = clear;
            for corner in [2, 1, 3, 0] {
                for (dx, dy) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
                    let mut moved = corners;
                    if let Some(point) = moved.get_mut(corner) {
                        *point = *point + Point::new(dx, dy).scaled(step * module);
                    }
                    let Some(base) = fit(&moved) else { continue };
                    let trial = Mesh { base, ..best.clone() };
                    let found = clearness(view, &trial, layout);
                    if found > clear {
                        (clear, best, corners) = (found, trial, moved);
                    }
                }
            }
            if clear <= before {
                break;
            }
        }
    }
    best
}

/// How clearly the modules stand out at their middles: the contrast of the fixed ones with what they
/// should be, and of all of them with what is around.
fn clearness(view: &View<'_>, mesh: &Mesh, layout: &Layout) -> f32 {
    let side = mesh.side;
    let greys = crate::sample::greys(view, mesh);
    let mut sum = 0.0;
    let rows = greys.chunks(side).zip(greys.chunks(side).skip(1)).zip(greys.chunks(side).skip(2));
    for (((above, here), below), roles) in rows.zip(layout.roles.chunks(side).skip(1)) {
        let middles = here.windows(3).zip(above.iter().zip(below).zip(roles).skip(1));
        for (near, ((up, down), role)) in middles {
            let &[left, grey, right] = near else { continue };
            let darker = (left + right + up + down) / 4.0 - grey;
            sum += match role {
                Role::Fixed { dark: true } => 2.0 * darker,
                Role::Fixed { dark: false } => -2.0 * darker,
                _ => darker.abs(),
            };
        }
    }
    sum
}
