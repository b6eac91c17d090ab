//! What there is to judge, and a finding on its way.

use tucai_notice::rules::Look;
use tucai_wire::frame::{self, Lines};
use tucai_wire::portrait::{Marks, Measure, Portrait};

use crate::limits::Limit;
use crate::{Basis, Verdict};

/// A portrait, and what it is judged by.
pub(crate) struct Case<'a> {
    pub portrait: &'a Portrait,
    pub look: &'a Look,
    /// The picture's, in pixels.
    pub size: (f32, f32),
    /// The lines: those that a person moved, else those that were found.
    pub marks: Option<Marks>,
    /// Whether a person moved them.
    pub moved: bool,
    /// The lines within the best cut by them.
    pub lines: Option<Lines>,
}

impl<'a> Case<'a> {
    pub fn new(
        portrait: &'a Portrait,
        moved: Option<&Marks>,
        size: (f32, f32),
        look: &'a Look,
    ) -> Self {
        let marks = moved.or(portrait.marks.as_ref()).copied();
        let cut = marks.and_then(|marks| frame::cut(&marks, size));
        let lines = marks.zip(cut).and_then(|(marks, cut)| Lines::within(&marks, &cut));
        Self { portrait, look, size, marks, moved: moved.is_some(), lines }
    }

    pub fn get(&self, measure: Measure) -> Option<f32> {
        self.portrait.measures.get(measure)
    }

    /// A measure and what it means by a limit; unsure if it was not measured.
    pub fn by(&self, limit: Limit) -> Verdict {
        self.get(limit.of).map_or(Verdict::Unsure, |value| limit.judge(value))
    }
}

/// What several measures of one thing mean together: one to be mended is enough, and it is fine
/// only if all are.
pub(crate) fn together(verdicts: &[Verdict]) -> Verdict {
    let any = |one| verdicts.contains(&one);
    match () {
        () if any(Verdict::Fix) => Verdict::Fix,
        () if any(Verdict::Unsure) => Verdict::Unsure,
        () if any(Verdict::Ask) => Verdict::Ask,
        () => Verdict::Pass,
    }
}

/// A finding before basis, rules and spots are added.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub verdict: Verdict,
    pub measure: Option<f32>,
    pub unit: &'static str,
    pub limit: Option<f32>,
    pub says: String,
    pub why: String,
    /// The basis, where it is not that of the item.
    pub basis: Option<Basis>,
    pub remark: bool,
}

impl Draft {
    pub fn new(verdict: Verdict, says: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            verdict,
            measure: None,
            unit: "",
            limit: None,
            says: says.into(),
            why: why.into(),
            basis: None,
            remark: false,
        }
    }

    pub fn measured(mut self, measure: Option<f32>, unit: &'static str, limit: f32) -> Self {
        self.measure = measure;
        self.unit = unit;
        self.limit = Some(limit);
        self
    }

    pub fn by(mut self, basis: Basis) -> Self {
        self.basis = Some(basis);
        self
    }

    pub fn remark(mut self, remark: bool) -> Self {
        self.remark = remark;
        self
    }

    /// What could not be measured.
    pub fn unmeasured(what: &str) -> Self {
        Self::new(
            Verdict::Unsure,
            format!("这张图里没量出{what}，请自己看一看"),
            format!("没有量出{what}"),
        )
    }
}

/// Chooses the words by the verdict.
pub(crate) fn say(
    verdict: Verdict,
    fine: impl Into<String>,
    fix: impl Into<String>,
    unsure: impl Into<String>,
) -> String {
    match verdict {
        Verdict::Pass => fine.into(),
        Verdict::Fix => fix.into(),
        Verdict::Unsure | Verdict::Ask => unsure.into(),
    }
}

/// A whole number for a screen, with a true minus sign (U+2212).
pub(crate) fn whole(value: f32) -> String {
    let rounded = value.round();
    // No "−0".
    let sign = if rounded < 0.0 { "−" } else { "" };
    format!("{sign}{:.0}", rounded.abs())
}

/// A share as per cent.
pub(crate) fn percent(share: f32) -> String {
    let value = share * 100.0;
    if value >= 10.0 || value == 0.0 { format!("{value:.0}%") } else { format!("{value:.1}%") }
}

/// The side of the person who is seen at this side of the picture: a picture's right is the left hand
/// of who looks out of it, and the left of a mirror.
pub(crate) fn own_side(towards_picture_right: bool) -> (&'static str, &'static str) {
    if towards_picture_right { ("左", "右") } else { ("右", "左") }
}
