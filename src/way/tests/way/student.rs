//! A student of one of the five notices, as published, and what is asked of the way.

use tucai_notice::lookup::Index;
use tucai_notice::seat::Seat;
use tucai_notice::time::Moment;
use tucai_notice::{Notice, NoticeError};
use tucai_way::missed::{self, Missed};
use tucai_way::steps::{self, Captured, Known, StepId, Way};
use tucai_way::verify::{self, Check};

use crate::at;

/// A student of a notice, and what is known of the way.
pub(crate) struct Student {
    pub(crate) notice: Notice,
    pub(crate) unit: &'static str,
    pub(crate) known: Known,
}

impl Student {
    pub(crate) fn new(id: &str, unit: &'static str) -> Self {
        let path = format!("{}/../../public/notices/{id}.json", env!("CARGO_MANIFEST_DIR"));
        let read: Result<Notice, NoticeError> =
            Notice::from_json(&std::fs::read_to_string(path).unwrap());
        Self { notice: read.unwrap(), unit, known: Known::default() }
    }

    pub(crate) fn with_code(mut self) -> Self {
        self.known.code = true;
        self
    }

    pub(crate) fn tried(mut self) -> Self {
        self.known.tries = true;
        self
    }

    pub(crate) fn ticked(mut self, id: &str) -> Self {
        self.known.ticks.done.insert(StepId(id.to_owned()));
        self
    }

    pub(crate) fn answers(mut self, captured: Captured) -> Self {
        self.known.ticks.captured = Some(captured);
        self
    }

    pub(crate) fn seats(&self) -> Vec<Seat<'_>> {
        let found = Index::new(&self.notice).find(self.unit).matches;
        assert!(!found.is_empty(), "{}", self.unit);
        found.iter().filter_map(|it| Seat::new(&self.notice, it)).collect()
    }

    pub(crate) fn way(&self, now: &str) -> Way {
        steps::way(&self.notice, &self.seats(), &self.known, at(now))
    }

    pub(crate) fn next(&self, now: &str) -> String {
        self.way(now).next_step().map(|step| step.id.0.clone()).unwrap_or_default()
    }

    /// The next deadline: until when, on which day, how many days are left.
    pub(crate) fn due(&self, now: &str) -> Option<(Moment, String, i64)> {
        let due = self.way(now).due?;
        Some((due.by, due.day.to_string(), due.left))
    }

    pub(crate) fn check(&self, now: &str) -> Check {
        verify::check(&self.notice, &self.seats(), self.known.ticks.captured, at(now))
    }

    pub(crate) fn missed(&self, now: &str) -> Missed {
        missed::missed(&self.notice, &self.seats(), at(now))
    }
}

pub(crate) fn due(by: &str, day: &str, left: i64) -> Option<(Moment, String, i64)> {
    Some((at(by), day.to_owned(), left))
}

/// The text of a step's lines, and of what may be folded away.
pub(crate) fn text(way: &Way, id: &str) -> String {
    let step = way.step(id).unwrap();
    step.lines
        .iter()
        .chain(&step.more)
        .map(|line| format!("{}{}\n", line.label, line.text))
        .collect()
}

pub(crate) fn yes(day: &str) -> Captured {
    Captured::Yes { on: Some(day.parse().unwrap()) }
}
