//! The reader: tries what is likely to work, what is cheap first, until the time is up.

use tucai_wire::code::Trouble;

use crate::align::{self, Mesh, Seed, View};
use crate::classify::classify;
use crate::decode::{self, Decoded, Failure};
use crate::find;
use crate::geometry::Point;
use crate::group::{self, Triple};
use crate::picture::Picture;
use crate::prepare::{Binary, Threshold};
use crate::sample::{self, Manner};
use crate::spec::Layout;
use crate::{Code, Limits, Reading};

/// Pixels of a picture in which finder patterns are looked for first.
const FIRST_LOOK: usize = 900_000;

/// Triples that are tried in one preparation of a picture.
const TRIPLES: usize = 12;

/// Pixels a module that sampling wants at least; beyond twice that a smaller picture will do.
const MODULE: f32 = 3.5;

/// A picture in its sizes: each half the one before.
struct Pyramid {
    levels: Vec<Picture>,
}

impl Pyramid {
    fn new(picture: &Picture) -> Self {
        let mut levels = vec![picture.clone()];
        while levels.len() < 6
            && let Some(half) = levels.last().filter(|last| last.width.min(last.height) > 60)
            && let Some(half) = half.halved()
        {
            levels.push(half);
        }
        Self { levels }
    }
}

/// One reading under way.
struct Search<'a> {
    pyramid: Pyramid,
    limits: &'a Limits<'a>,
    start: f64,
    codes: Vec<Code>,
    /// The corners of the codes that were read.
    taken: Vec<[Point; 4]>,
    saw: Vec<Failure>,
    debug: bool,
}

/// Reads the codes of a picture.
pub fn read(picture: &Picture, limits: &Limits<'_>) -> Reading {
    let mut search = Search {
        pyramid: Pyramid::new(picture),
        limits,
        start: (limits.now)(),
        codes: Vec::new(),
        taken: Vec::new(),
        saw: Vec::new(),
        debug: std::env::var("TUCAI_DEBUG").is_ok(),
    };
    search.run();
    let trouble = search.codes.is_empty().then_some(Trouble::NoCode);
    Reading { codes: search.codes, trouble }
}

impl Search<'_> {
    fn late(&self) -> bool {
        (self.limits.now)() - self.start > self.limits.budget
    }

    fn run(&mut self) {
        let sizes: Vec<usize> =
            self.pyramid.levels.iter().map(|level| level.width * level.height).collect();
        let first = sizes.iter().position(|&size| size <= FIRST_LOOK).unwrap_or(sizes.len() - 1);
        let mut plan = vec![(first, Threshold::Local, false)];
        for level in (0..first).rev() {
            plan.push((level, Threshold::Local, false));
        }
        plan.push((first, Threshold::Local, true));
        plan.push((first + 1, Threshold::Local, false));
        plan.push((first, Threshold::Global, false));
        plan.push((first + 2, Threshold::Local, false));
        if first > 0 {
            plan.push((first - 1, Threshold::Local, true));
        }
        plan.push((first + 1, Threshold::Global, true));
        for (level, threshold, blur) in plan {
            if self.late() {
                break;
            }
            let Some(picture) = self.pyramid.levels.get(level) else { continue };
            let blurred;
            let picture = if blur {
                blurred = picture.blurred();
                &blurred
            } else {
                picture
            };
            let binary = Binary::new(picture, threshold);
            let scale = (1usize << level) as f32;
            let finders: Vec<_> =
                find::finders(&binary).iter().map(|finder| finder.scaled(scale)).collect();
            if self.debug {
                eprintln!("{level} {threshold:?} blur {blur}: {} finders", finders.len());
                for f in finders.iter().take(8) {
                    eprintln!("   {:?} m {:.2} inv {} whole {:.2} rows {}", f.middle, f.module, f.inverted, f.whole, f.rows);
                }
            }
            self.try_triples(&group::triples(&finders));
            if !self.codes.is_empty() {
                break;
            }
        }
    }

    fn try_triples(&mut self, triples: &[Triple]) {
        let mut tried = 0;
        for triple in triples {
            if tried >= TRIPLES || self.late() {
                break;
            }
            if triple.touches(|p| self.taken.iter().any(|corners| inside(corners, p))) {
                continue;
            }
            tried += 1;
            if self.debug {
                eprintln!(" triple side {:.1} strain {:.2} at {:?}", triple.side, triple.strain, triple.middles());
            }
            if let Some((mesh, decoded)) = self.try_triple(triple, 0.35) {
                tried = 0;
                self.taken.push(mesh.corners());
                self.keep(&mesh, decoded);
            }
        }
    }

    fn keep(&mut self, mesh: &Mesh, decoded: Decoded) {
        if self.codes.iter().any(|code| code.payload == decoded.payload) {
            return;
        }
        let kind = classify(&decoded.payload);
        let corners = mesh.corners().map(|corner| [corner.x, corner.y]);
        self.codes.push(Code {
            payload: decoded.payload,
            modules: decoded.modules,
            ecc: decoded.ecc,
            kind,
            proven: false,
            corners,
        });
    }

    /// The picture in which a module has the pixels that sampling wants.
    fn view(&self, triple: &Triple) -> Option<View<'_>> {
        let [a, b, c] = [&triple.top_left, &triple.top_right, &triple.bottom_left].map(|f| f.module);
        let mut module = a.min(b).min(c);
        let mut level = 0;
        while module / 2.0 >= MODULE && level + 1 < self.pyramid.levels.len() {
            module /= 2.0;
            level += 1;
        }
        let picture = self.pyramid.levels.get(level)?;
        Some(View { picture, inverted: triple.top_left.inverted, factor: (1usize << level) as f32 })
    }

    fn try_triple(&mut self, triple: &Triple, least: f32) -> Option<(Mesh, Decoded)> {
        let view = self.view(triple)?;
        let mut failures = Vec::new();
        let mut found = None;
        let mut layouts: Vec<Layout> = Vec::new();
        'search: for seed in [Seed::Perspective, Seed::Parallel] {
            for (timed, side) in align::sides(&view, triple, seed).into_iter().take(2) {
                if timed < least {
                    continue;
                }
                if !layouts.iter().any(|layout| layout.side == side) {
                    layouts.push(Layout::new((side - 17) / 4));
                }
                let Some(layout) = layouts.iter().find(|layout| layout.side == side) else { continue };
                let Some(mesh) = align::mesh(&view, triple, layout, seed) else { continue };
                match attempt(&view, mesh, layout) {
                    Ok(done) => {
                        found = Some(done);
                        break 'search;
                    }
                    Err(failure) => {
                        if self.debug {
                            eprintln!("   {seed:?} {side} timed {timed:.2}: {failure:?}");
                        }
                        failures.push(failure);
                    }
                }
            }
        }
        self.saw.extend(failures);
        found
    }
}

/// Samples and decodes along a mesh.
fn attempt(view: &View<'_>, mesh: Mesh, layout: &Layout) -> Result<(Mesh, Decoded), Failure> {
    let first = tell_and_decode(view, &mesh, layout);
    match first {
        Ok(decoded) => Ok((mesh, decoded)),
        Err(Failure::NoSymbol(right)) if right < 0.62 => Err(Failure::NoSymbol(right)),
        Err(failure) => {
            let settled = align::settle(view, &mesh, layout);
            match tell_and_decode(view, &settled, layout) {
                Ok(decoded) => Ok((settled, decoded)),
                Err(_) => Err(failure),
            }
        }
    }
}

fn tell_and_decode(view: &View<'_>, mesh: &Mesh, layout: &Layout) -> Result<Decoded, Failure> {
    let greys = sample::greys(view, mesh);
    let mut failure = None;
    for (manner, erase) in [
        (Manner { reach: 6, sharpen: 0.0 }, false),
        (Manner { reach: 6, sharpen: 0.6 }, false),
        (Manner { reach: 200, sharpen: 0.0 }, false),
        (Manner { reach: 6, sharpen: 1.2 }, false),
        (Manner { reach: 6, sharpen: 0.0 }, true),
        (Manner { reach: 6, sharpen: 0.6 }, true),
        (Manner { reach: 6, sharpen: 1.2 }, true),
    ] {
        let samples = sample::tell(&greys, mesh.side, manner);
        match decode::decode(&samples, layout, erase) {
            Ok(decoded) => return Ok(decoded),
            Err(Failure::NoSymbol(right)) if failure.is_none() && right < 0.62 => {
                return Err(Failure::NoSymbol(right));
            }
            Err(other) => failure = failure.or(Some(other)),
        }
    }
    Err(failure.unwrap_or(Failure::Damaged))
}

/// Whether a point lies in a quadrilateral.
fn inside(corners: &[Point; 4], p: Point) -> bool {
    let [a, b, c, d] = *corners;
    let sides = [(a, b), (b, c), (c, d), (d, a)];
    let turns = sides.map(|(from, to)| crate::geometry::cross(to - from, p - from) > 0.0);
    turns.iter().all(|&turn| turn) || turns.iter().all(|&turn| !turn)
}
