//! The reader: tries what is likely to work, what is cheap first, until the time is up.

use std::rc::Rc;

use crate::align::{self, Mesh};
use crate::classify::classify;
use crate::decode::{self, Decoded, Failure};
use crate::diagnose::{self, Suspect};
use crate::find::{self, Finder};
use crate::geometry::Point;
use crate::group::{self, Triple};
use crate::picture::Picture;
use crate::prepare::{Binary, Threshold};
use crate::pyramid::{Pyramid, View};
use crate::sample::{self, Manner};
use crate::seed::Seed;
use crate::spec::Layout;
use crate::{Code, Limits, Reading};

/// Pixels of a picture in which finder patterns are looked for first.
const FIRST_LOOK: usize = 300_000;

/// Pixels of a picture in which they are looked for with more care.
const SECOND_LOOK: usize = 900_000;

/// Pixels of a picture beyond which looking for finder patterns takes too long.
const LARGEST: usize = 16_000_000;

/// How much is tried.
#[derive(Debug, Clone, Copy)]
struct Effort {
    /// Triples of one preparation.
    triples: usize,
    /// The most strain of a triple.
    strain: f32,
    /// The least share of rays that saw a whole finder pattern.
    whole: f32,
    /// How well timing patterns alternate at least.
    timed: f32,
    /// Whether the perspective is searched for, if the sizes of the modules mislead.
    tune: bool,
}

/// What is likely to work.
const QUICK: Effort = Effort { triples: 6, strain: 0.45, whole: 0.4, timed: 0.5, tune: false };

/// What may work where nothing else did.
const THOROUGH: Effort = Effort { triples: 24, strain: 2.0, whole: 0.0, timed: 0.3, tune: true };

/// What a second symbol must be like in a picture where one was read.
const ANOTHER: Effort = Effort { triples: 6, strain: 0.25, whole: 0.7, timed: 0.6, tune: false };

/// One reading under way.
struct Search<'a> {
    pyramid: &'a Pyramid<'a>,
    limits: &'a Limits<'a>,
    start: f64,
    codes: Vec<Code>,
    /// The corners of the codes that were read.
    taken: Vec<[Point; 4]>,
    /// Whether all that is likely to work was tried.
    looked: bool,
    /// What looked most like a symbol.
    suspect: Option<Suspect>,
    /// The finder patterns of the preparation that showed the best ones.
    finders: Vec<Finder>,
    layouts: Vec<Rc<Layout>>,
}

/// Reads the codes of a picture.
pub fn read(picture: &Picture, limits: &Limits<'_>) -> Reading {
    let pyramid = Pyramid::new(picture);
    let mut search = Search {
        pyramid: &pyramid,
        limits,
        start: (limits.now)(),
        codes: Vec::new(),
        taken: Vec::new(),
        looked: false,
        suspect: None,
        finders: Vec::new(),
        layouts: Vec::new(),
    };
    search.run();
    let trouble = search.codes.is_empty().then(|| {
        diagnose::trouble(picture, search.suspect.as_ref(), &search.finders, !search.looked)
    });
    Reading { codes: search.codes, trouble }
}

/// A preparation of the picture in which finder patterns are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Preparation {
    level: usize,
    threshold: Threshold,
    blur: bool,
    /// Every how many rows are looked at.
    rows: usize,
}

impl Search<'_> {
    fn late(&self) -> bool {
        (self.limits.now)() - self.start > self.limits.budget
    }

    /// The preparations, what is cheap and likely first.
    fn plan(&self) -> Vec<Preparation> {
        let first = self.pyramid.first_of(FIRST_LOOK);
        let largest = self.pyramid.first_of(LARGEST);
        let local =
            |level| Preparation { level, threshold: Threshold::Local, blur: false, rows: 2 };
        let mut plan = vec![local(first)];
        plan.extend((largest..first).rev().map(local));
        if self.limits.live {
            return plan;
        }
        let second = self.pyramid.first_of(SECOND_LOOK);
        let close = |level| Preparation { rows: 1, ..local(level) };
        let blurred = |level| Preparation { blur: true, ..close(level) };
        let by = |threshold, preparation| Preparation { threshold, ..preparation };
        plan.push(blurred(second));
        plan.push(close(second + 1));
        plan.push(by(Threshold::Global, close(second)));
        plan.push(close(second + 2));
        if second > largest {
            plan.push(blurred(second - 1));
        }
        plan.push(by(Threshold::Global, blurred(second + 1)));
        plan.push(by(Threshold::Faint, blurred(second)));
        plan.push(close(second));
        plan
    }

    fn run(&mut self) {
        let mut seen = Vec::new();
        for preparation in self.plan() {
            if self.late() {
                return;
            }
            let Some(triples) = self.triples(preparation) else { continue };
            self.try_triples(&triples, QUICK);
            if !self.codes.is_empty() {
                return;
            }
            seen.push(triples);
        }
        self.looked = true;
        if self.limits.live {
            return;
        }
        for triples in seen {
            self.try_triples(&triples, THOROUGH);
            if !self.codes.is_empty() || self.late() {
                return;
            }
        }
    }

    /// The triples that a preparation shows, in pixels of the original.
    fn triples(
        &mut self,
        Preparation { level, threshold, blur, rows }: Preparation,
    ) -> Option<Vec<Triple>> {
        let picture = self.pyramid.level(level)?;
        let binary = if blur {
            Binary::new(&picture.blurred(), threshold)
        } else {
            Binary::new(picture, threshold)
        };
        let finders = find::finders(&binary, rows, &|| self.late());
        let scale = (1usize << level) as f32;
        let triples = group::triples(&finders).iter().map(|triple| triple.scaled(scale)).collect();
        let whole = |finders: &[Finder]| finders.iter().filter(|it| it.is_whole()).count();
        if self.finders.is_empty() || whole(&finders).min(3) > whole(&self.finders).min(3) {
            self.finders = finders.iter().take(12).map(|finder| finder.scaled(scale)).collect();
        }
        Some(triples)
    }

    fn try_triples(&mut self, triples: &[Triple], effort: Effort) {
        let mut effort = effort;
        let mut tried = 0;
        for triple in triples {
            if tried >= effort.triples || triple.strain > effort.strain || self.late() {
                break;
            }
            let known = |p| self.taken.iter().any(|corners| inside(corners, p));
            if triple.whole < effort.whole || triple.touches(known) {
                continue;
            }
            match self.try_triple(triple, effort) {
                Tried::Read(mesh, decoded) => {
                    effort = ANOTHER;
                    tried = 0;
                    self.taken.push(mesh.corners());
                    self.keep(&mesh, decoded);
                }
                Tried::InVain => tried += 1,
                Tried::Unlikely => {}
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
            corners,
        });
    }

    fn suspect(&mut self, suspect: Suspect) {
        if self.suspect.as_ref().is_none_or(|best| best.weight() < suspect.weight()) {
            self.suspect = Some(suspect);
        }
    }

    fn layout(&mut self, side: usize) -> Rc<Layout> {
        if let Some(layout) = self.layouts.iter().find(|layout| layout.side == side) {
            return Rc::clone(layout);
        }
        let layout = Rc::new(Layout::new((side - 17) / 4));
        self.layouts.push(Rc::clone(&layout));
        layout
    }

    fn try_triple(&mut self, triple: &Triple, effort: Effort) -> Tried {
        let mut likely = false;
        let pyramid = self.pyramid;
        let view = pyramid.view(triple.module(), triple.top_left.inverted);
        let mut seeds = vec![Seed::perspective(triple), Seed::PARALLEL];
        if effort.tune {
            seeds.push(Seed::tuned(&view, triple));
        }
        for seed in seeds {
            for (timed, side) in seed.sides(&view, triple).into_iter().take(2) {
                if timed < effort.timed || self.late() {
                    continue;
                }
                likely = true;
                let layout = self.layout(side);
                let mut damaged = false;
                if let Some(mesh) = align::mesh(&view, triple, &layout, seed) {
                    match attempt(&view, mesh, &layout) {
                        Ok((mesh, decoded)) => return Tried::Read(mesh, decoded),
                        Err(failure) => damaged = failure == Failure::Damaged,
                    }
                }
                self.suspect(Suspect { triple: triple.clone(), timed, side, damaged });
            }
        }
        if likely { Tried::InVain } else { Tried::Unlikely }
    }
}

/// What came of a triple.
enum Tried {
    Read(Mesh, Decoded),
    InVain,
    /// Its timing patterns do not alternate: nothing was tried.
    Unlikely,
}

/// Samples and decodes along a mesh.
fn attempt(view: &View<'_>, mesh: Mesh, layout: &Layout) -> Result<(Mesh, Decoded), Failure> {
    let first = tell_and_decode(view, &mesh, layout);
    match first {
        Ok(decoded) => Ok((mesh, decoded)),
        Err(Failure::NoSymbol(right)) if right < HOPELESS => Err(Failure::NoSymbol(right)),
        Err(failure) => {
            let settled = align::settle(view, &mesh, layout);
            match tell_and_decode(view, &settled, layout) {
                Ok(decoded) => Ok((settled, decoded)),
                Err(_) => Err(failure),
            }
        }
    }
}

/// The share of right fixed modules below which a grid lies too badly to be settled.
const HOPELESS: f32 = 0.62;

/// How modules are told dark from light, in order: by their mean greys or those of their middles.
const MANNERS: [(bool, Manner); 5] = [
    (false, Manner { reach: 6, sharpen: 0.0 }),
    (false, Manner { reach: 6, sharpen: 0.6 }),
    (true, Manner { reach: 6, sharpen: 0.0 }),
    (false, Manner { reach: 200, sharpen: 0.0 }),
    (false, Manner { reach: 6, sharpen: 1.2 }),
];

/// Those of them, in order, where the least sure codewords are then given up as erased.
const ERASING: [usize; 4] = [0, 2, 1, 4];

fn tell_and_decode(view: &View<'_>, mesh: &Mesh, layout: &Layout) -> Result<Decoded, Failure> {
    let greys = sample::greys(view, mesh);
    let mut told = Vec::with_capacity(MANNERS.len());
    let mut failure = None;
    for (wide, manner) in MANNERS {
        let samples = if wide {
            sample::tell(&sample::mean_greys(view, mesh), mesh.side, manner)
        } else {
            sample::tell(&greys, mesh.side, manner)
        };
        match decode::decode(&samples, layout, false) {
            Ok(decoded) => return Ok(decoded),
            Err(Failure::NoSymbol(right)) if failure.is_none() && right < HOPELESS => {
                return Err(Failure::NoSymbol(right));
            }
            Err(other) => failure = failure.or(Some(other)),
        }
        told.push(samples);
    }
    ERASING
        .iter()
        .filter_map(|&at| told.get(at))
        .find_map(|samples| decode::decode(samples, layout, true).ok())
        .ok_or(failure.unwrap_or(Failure::Damaged))
}

/// Whether a point lies in a quadrilateral.
fn inside(corners: &[Point; 4], p: Point) -> bool {
    let [a, b, c, d] = *corners;
    let sides = [(a, b), (b, c), (c, d), (d, a)];
    let turns = sides.map(|(from, to)| crate::geometry::cross(to - from, p - from) > 0.0);
    turns.iter().all(|&turn| turn) || turns.iter().all(|&turn| !turn)
}
