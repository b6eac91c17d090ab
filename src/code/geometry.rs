//! Points, and the maps between the plane of a symbol and the plane of a picture.

/// A point, in pixels of a picture (a pixel is a square of side 1) or in modules of a symbol.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub x: f32,
    pub y: f32,
}

impl Point {
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub fn distance(self, other: Self) -> f32 {
        ((self.x - other.x).powi(2) + (self.y - other.y).powi(2)).sqrt()
    }

    /// Whether another point is nearer than a distance.
    pub fn near(self, other: Self, distance: f32) -> bool {
        let (x, y) = (self.x - other.x, self.y - other.y);
        x * x + y * y < distance * distance
    }

    /// From here towards another point, by a share of the way.
    pub fn towards(self, other: Self, share: f32) -> Self {
        Self::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }

    pub fn scaled(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

impl std::ops::Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl std::ops::Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

/// The cross product of two vectors: positive where the second lies clockwise of the first on a
/// screen, whose y grows downwards.
pub(crate) fn cross(a: Point, b: Point) -> f32 {
    a.x * b.y - a.y * b.x
}

/// The corners of a square, in the order of a symbol's: top left, top right, bottom right, bottom left.
pub(crate) fn square(side: f32) -> [Point; 4] {
    [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(x, y)| Point::new(x, y))
}

/// A perspective map: a plane seen by a camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Homography(pub [f32; 8]);

impl Homography {
    /// Where a point comes to lie.
    pub fn map(&self, p: Point) -> Point {
        let [a, b, c, d, e, f, g, h] = self.0;
        let w = 1.0 / (g * p.x + h * p.y + 1.0);
        Point::new((a * p.x + b * p.y + c) * w, (d * p.x + e * p.y + f) * w)
    }

    /// The map that takes each first point to its second, or comes closest to it for more than four
    /// of them, by least squares. Each pair has a weight. None where they do not determine one.
    pub fn fit(pairs: &[(Point, Point, f32)]) -> Option<Self> {
        // Around the middle of the sources, in their size: the equations are tame there.
        let count = pairs.len().max(1) as f32;
        let middle = |of: fn(&(Point, Point, f32)) -> Point| {
            pairs.iter().fold(Point::new(0.0, 0.0), |sum, pair| sum + of(pair)).scaled(1.0 / count)
        };
        let spread = |of: fn(&(Point, Point, f32)) -> Point, middle: Point| {
            pairs.iter().map(|pair| of(pair).distance(middle)).sum::<f32>() / count
        };
        let (source, target) = (middle(|p| p.0), middle(|p| p.1));
        let (source_size, target_size) = (spread(|p| p.0, source), spread(|p| p.1, target));
        if !(source_size > 0.0 && target_size > 0.0) {
            return None;
        }
        let mut normal = [[0f64; 9]; 8];
        for &(from, to, weight) in pairs {
            let from = (from - source).scaled(1.0 / source_size);
            let to = (to - target).scaled(1.0 / target_size);
            let (x, y) = (f64::from(from.x), f64::from(from.y));
            let (u, v) = (f64::from(to.x), f64::from(to.y));
            let weight = f64::from(weight);
            let rows = [
                [x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u],
                [0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v],
            ];
            for row in &rows {
                for (sums, &left) in normal.iter_mut().zip(row) {
                    for (sum, &right) in sums.iter_mut().zip(row) {
                        *sum += weight * left * right;
                    }
                }
            }
        }
        let solved = solve(normal)?;
        let inner = Self(solved.map(|value| value as f32));
        inner.between(source, source_size, target, target_size)
    }

    /// The map from the plain coordinates, given the one between moved and scaled ones.
    fn between(self, source: Point, ss: f32, target: Point, ts: f32) -> Option<Self> {
        let [a, b, c, d, e, f, g, h] = self.0.map(f64::from);
        let (sx, sy, ss) = (f64::from(source.x), f64::from(source.y), f64::from(ss));
        let (tx, ty, ts) = (f64::from(target.x), f64::from(target.y), f64::from(ts));
        // Columns for x, y and 1 after putting (x - sx) / ss in.
        let row = |p: f64, q: f64, r: f64| [p / ss, q / ss, r - (p * sx + q * sy) / ss];
        let w = row(g, h, 1.0);
        let lift = |upper: [f64; 3], t: f64| {
            let [p, q, r] = upper;
            let [wp, wq, wr] = w;
            [ts * p + t * wp, ts * q + t * wq, ts * r + t * wr]
        };
        let [a, b, c] = lift(row(a, b, c), tx);
        let [d, e, f] = lift(row(d, e, f), ty);
        let [g, h, one] = w;
        let all = [a, b, c, d, e, f, g, h].map(|value| (value / one) as f32);
        all.iter().all(|value| value.is_finite()).then_some(Self(all))
    }

    /// Whether the map is tame on a square of this side: nothing in it comes near the horizon.
    pub fn tame(&self, side: f32) -> bool {
        let [.., g, h] = self.0;
        let corners = [1.0, 1.0 + g * side, 1.0 + h * side, 1.0 + (g + h) * side];
        let least = corners.iter().copied().fold(f32::MAX, f32::min);
        let most = corners.iter().copied().fold(0.0, f32::max);
        least > 0.0 && most < 8.0 * least
    }
}

/// Solves eight linear equations, each with its right side last.
fn solve(mut rows: [[f64; 9]; 8]) -> Option<[f64; 8]> {
    for column in 0..8 {
        let best = (column..8).max_by(|&a, &b| {
            let size = |row: usize| {
                rows.get(row).and_then(|row| row.get(column)).map_or(0.0, |value| value.abs())
            };
            size(a).total_cmp(&size(b))
        })?;
        rows.swap(column, best);
        let mut pivot = *rows.get(column)?;
        let head = *pivot.get(column)?;
        if head.abs() < 1e-9 {
            return None;
        }
        for value in &mut pivot {
            *value /= head;
        }
        *rows.get_mut(column)? = pivot;
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = *row.get(column)?;
            if at != column {
                row.iter_mut().zip(&pivot).for_each(|(value, top)| *value -= factor * top);
            }
        }
    }
    Some(rows.map(|[.., right]| right))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [Point; 4] = [
        Point::new(0.0, 0.0),
        Point::new(20.0, 0.0),
        Point::new(20.0, 20.0),
        Point::new(0.0, 20.0),
    ];

    fn pairs(to: [Point; 4]) -> Vec<(Point, Point, f32)> {
        SQUARE.into_iter().zip(to).map(|(from, to)| (from, to, 1.0)).collect()
    }

    #[test]
    fn four_points_come_to_lie_where_they_should() {
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..200 {
            let mut aside = || 800.0 * (random.f32() - 0.5);
            let to = SQUARE.map(|p| p.scaled(100.0) + Point::new(aside(), aside()));
            let map = Homography::fit(&pairs(to)).unwrap();
            for (from, to) in SQUARE.into_iter().zip(to) {
                assert!(map.map(from).near(to, 0.05), "{:?} is not {to:?}", map.map(from));
            }
        }
    }

    /// The diagonals of a square meet in its middle, and those of its picture do so too.
    #[test]
    fn straight_lines_stay_straight() {
        let to = [(10.0, 10.0), (110.0, 30.0), (90.0, 130.0), (0.0, 90.0)]
            .map(|(x, y)| Point::new(x, y));
        let map = Homography::fit(&pairs(to)).unwrap();
        let middle = map.map(Point::new(10.0, 10.0));
        let [a, b, c, d] = to;
        assert!(cross(c - a, middle - a).abs() < 0.5);
        assert!(cross(d - b, middle - b).abs() < 0.5);
    }

    #[test]
    fn of_more_points_a_wrong_one_counts_by_its_weight() {
        let mut many = pairs(SQUARE.map(|p| p.scaled(5.0)));
        many.push((Point::new(10.0, 10.0), Point::new(50.0, 50.0), 1.0));
        many.push((Point::new(10.0, 0.0), Point::new(90.0, 70.0), 0.0));
        let map = Homography::fit(&many).unwrap();
        assert!(map.map(Point::new(10.0, 0.0)).near(Point::new(50.0, 0.0), 0.01));
    }

    #[test]
    fn points_that_determine_no_map_give_none() {
        let one = Point::new(3.0, 4.0);
        assert_eq!(Homography::fit(&[]), None);
        assert_eq!(Homography::fit(&pairs([one; 4])), None);
        assert_eq!(Homography::fit(&pairs(SQUARE)[..3]), None);
        let line = [0.0, 1.0, 2.0, 3.0].map(|at| (Point::new(at, at), one.scaled(at), 1.0));
        assert_eq!(Homography::fit(&line), None);
        let nowhere = Point::new(f32::NAN, f32::INFINITY);
        assert_eq!(Homography::fit(&pairs([nowhere; 4])), None);
    }

    /// A map whose horizon crosses the square is not tame.
    #[test]
    fn a_horizon_is_not_tame() {
        assert!(Homography([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]).tame(20.0));
        assert!(!Homography([1.0, 0.0, 0.0, 0.0, 1.0, 0.0, -0.06, 0.0]).tame(20.0));
    }
}
