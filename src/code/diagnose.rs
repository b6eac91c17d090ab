//! Tells why nothing was read, from what was measured on the way.

use tucai_wire::code::Trouble;

use crate::find::Finder;
use crate::geometry::{Point, square};
use crate::group::Triple;
use crate::picture::Picture;
use crate::pyramid::View;
use crate::seed::Seed;

/// Pixels a module below which reading is luck.
const SMALL: f32 = 2.3;

/// Greys between dark and light below which a picture is washed out.
const FAINT: f32 = 28.0;

/// How much of the symbol's contrast is left in a light ring of one module where edges are blurred
/// over about half a module.
const BLURRED: f32 = 0.72;

/// The best reason to believe that there is a symbol: three finder patterns that fit together.
#[derive(Debug, Clone)]
pub(crate) struct Suspect {
    /// The finder patterns.
    pub triple: Triple,
    /// How well the timing patterns between them alternate, from -1 to 1.
    pub timed: f32,
    /// Modules a side.
    pub side: usize,
    /// Whether its fixed patterns and its format were seen, and its codewords were beyond correction.
    pub damaged: bool,
}

impl Suspect {
    /// How sure it is, for comparison.
    pub fn weight(&self) -> f32 {
        let seen = if self.damaged { 0.5 } else { 0.0 };
        self.timed + self.triple.whole - self.triple.strain + seen
    }

    /// Whether it is sure enough to speak of.
    fn convincing(&self) -> bool {
        self.triple.whole > 0.6 && self.triple.strain < 0.4 && self.timed > 0.5
    }
}

/// Why nothing was read. Each answer but the last two rests on a measure.
pub(crate) fn trouble(
    original: &Picture,
    suspect: Option<&Suspect>,
    finders: &[Finder],
    late: bool,
) -> Trouble {
    let known = suspect.filter(|suspect| suspect.convincing());
    at_border(original, finders)
        .or_else(|| known.and_then(|suspect| of_suspect(original, suspect)))
        .or_else(|| of_pair(original, finders))
        .or_else(|| blurred_all_over(original).then_some(Trouble::Blurred))
        .unwrap_or(if late { Trouble::OutOfTime } else { Trouble::NoCode })
}

fn of_suspect(original: &Picture, suspect: &Suspect) -> Option<Trouble> {
    let Suspect { triple, side, damaged, .. } = suspect;
    let map = Seed::perspective(triple).map(triple, *side as f32)?;
    let corners = square(*side as f32).map(|corner| map.map(corner));
    let finders = [&triple.top_left, &triple.top_right, &triple.bottom_left];
    if corners.iter().any(|&corner| original.outside(corner) > 1.5 * triple.module()) {
        return Some(Trouble::CutOff);
    }
    let fault = if *damaged { Trouble::Covered } else { Trouble::Unclear };
    Some(of_finders(original, &finders).unwrap_or(fault))
}

/// What is wrong with a symbol whose finder patterns lie well inside the picture, as these show it.
fn of_finders(original: &Picture, finders: &[&Finder]) -> Option<Trouble> {
    let inverted = finders.first().is_some_and(|finder| finder.inverted);
    let view = View { picture: original, inverted, factor: 1.0 };
    let least = |of: &dyn Fn(&Finder) -> f32| {
        finders.iter().map(|finder| of(finder)).fold(f32::MAX, f32::min)
    };
    if least(&|finder| finder.module) < SMALL {
        return Some(Trouble::TooSmall);
    }
    let greys = |finder: &Finder| Contrast::of(&view, finder);
    if least(&|finder| greys(finder).light - greys(finder).dark) < FAINT {
        Some(Trouble::LowContrast)
    } else if least(&|finder| greys(finder).sharpness()) < BLURRED {
        Some(Trouble::Blurred)
    } else {
        None
    }
}

/// Runs of modules along a border of the picture that are more than chance.
const RUNS: usize = 12;

/// A symbol that goes on beyond the picture: along a border, dark and light take turns as modules do.
fn at_border(original: &Picture, finders: &[Finder]) -> Option<Trouble> {
    let finder = finders.iter().find(|finder| finder.is_whole() && finder.module > 1.5)?;
    let view = View { picture: original, inverted: finder.inverted, factor: 1.0 };
    let greys = Contrast::of(&view, finder);
    let middle = f32::midpoint(greys.dark, greys.light);
    let (right, bottom) = (original.width as f32 - 0.5, original.height as f32 - 0.5);
    let borders = [
        (Point::new(0.5, 0.5), Point::new(right, 0.5)),
        (Point::new(0.5, bottom), Point::new(right, bottom)),
        (Point::new(0.5, 0.5), Point::new(0.5, bottom)),
        (Point::new(right, 0.5), Point::new(right, bottom)),
    ];
    let cut = borders.iter().any(|&(from, to)| {
        let length = from.distance(to);
        let (mut runs, mut run, mut before) = (0, 0.0, false);
        (0..length as usize).any(|step| {
            let dark = view.at(from.towards(to, step as f32 / length)) < middle;
            if dark == before {
                run += 1.0;
            } else {
                let fits = run > 0.5 * finder.module && run < 7.0 * finder.module;
                (runs, run, before) = (if fits { runs + 1 } else { 0 }, 1.0, dark);
            }
            runs >= RUNS
        })
    });
    cut.then_some(Trouble::CutOff)
}

/// Whether not even the sharpest edges of a picture are sharp.
fn blurred_all_over(picture: &Picture) -> bool {
    let (mut steepest, mut least, mut most) = (0, u8::MAX, 0);
    for row in (0..picture.height).step_by(3).map(|y| picture.row(y)) {
        let steps = row.iter().zip(row.iter().skip(3)).map(|(a, b)| a.abs_diff(*b));
        steepest = steps.fold(steepest, u8::max);
        least = row.iter().copied().fold(least, u8::min);
        most = row.iter().copied().fold(most, u8::max);
    }
    let range = most.saturating_sub(least);
    range > 60 && u16::from(steepest) * 5 < u16::from(range)
}

/// Two finder patterns without the third: it lies outside the picture, or under something.
fn of_pair(original: &Picture, finders: &[Finder]) -> Option<Trouble> {
    let mut good: Vec<&Finder> = finders.iter().filter(|finder| finder.is_whole()).collect();
    good.truncate(6);
    let mut seen = None;
    for (at, a) in good.iter().enumerate() {
        for b in good.iter().skip(at + 1) {
            let distance = a.middle.distance(b.middle);
            let module = f32::midpoint(a.module, b.module);
            let modules = distance / module;
            let alike = a.inverted == b.inverted
                && (a.module - b.module).abs() < 0.25 * module
                && (14.0..175.0).contains(&modules);
            if !alike {
                continue;
            }
            let way = b.middle - a.middle;
            let turned = Point::new(-way.y, way.x);
            let inside = |place: Point| original.outside(place) < -3.0 * module;
            let right = texture(original, a, b, turned);
            let left = texture(original, a, b, turned.scaled(-1.0));
            let whole = if right.max(left) > 2.0 * right.min(left) {
                // The symbol lies on the side that is not plain, the third at a right angle at
                // either end.
                let across = if right > left { turned } else { turned.scaled(-1.0) };
                inside(a.middle + across) && inside(b.middle + across)
            } else {
                // These two lie across from each other.
                let half = a.middle.towards(b.middle, 0.5);
                inside(half + turned.scaled(0.5)) && inside(half - turned.scaled(0.5))
            };
            if !whole {
                return Some(Trouble::CutOff);
            }
            // Where the third should be, in sight, something else is.
            seen = seen.or_else(|| of_finders(original, &[a, b])).or(Some(Trouble::Covered));
        }
    }
    seen
}

/// How much the grey changes along a line beside the one between two finder patterns.
fn texture(original: &Picture, a: &Finder, b: &Finder, beside: Point) -> f32 {
    let view = View { picture: original, inverted: false, factor: 1.0 };
    let shift = beside.scaled(0.15);
    let grey = |step: u8| view.at(a.middle.towards(b.middle, f32::from(step) / 100.0) + shift);
    (10..90u8).map(|step| (grey(step) - grey(step + 1)).abs()).sum()
}

/// The greys of a finder pattern.
struct Contrast {
    /// In the middle.
    dark: f32,
    /// In the light ring, one module wide.
    ring: f32,
    /// Of the lightest around.
    light: f32,
}

impl Contrast {
    fn of(view: &View<'_>, finder: &Finder) -> Self {
        let directions = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
        let at = |(x, y): (f32, f32), modules: f32| {
            let direction = Point::new(x, y);
            let module = finder.module_towards(direction);
            view.at(finder.middle + direction.scaled(module * modules))
        };
        let mean = |modules: f32| directions.map(|it| at(it, modules)).iter().sum::<f32>() / 4.0;
        let ring = [1.8, 2.0, 2.2].map(mean).into_iter().fold(0.0, f32::max);
        let around = [4.0, 4.5, 5.0, 6.0, 7.0, 8.0];
        let light = directions
            .iter()
            .flat_map(|&it| around.map(|modules| at(it, modules)))
            .fold(ring, f32::max);
        Self { dark: mean(0.0), ring, light }
    }

    /// The share of the contrast that is left in the ring; 1 where edges are sharp.
    fn sharpness(&self) -> f32 {
        (self.ring - self.dark) / (self.light - self.dark).max(1.0)
    }
}
