//! What the phone knows of the student's way, and what changes it.

use std::cell::RefCell;

use tucai_pane::About;
use tucai_way::steps::{Captured, Known, StepId, Ticks};

thread_local! {
    static TICKS: RefCell<Ticks> = RefCell::default();
}

/// What is known.
pub fn known(about: &About) -> Known {
    let code = tucai_store::codes().iter().any(|(notice, _)| *notice == about.notice);
    Known { code, tries: false, ticks: TICKS.with_borrow(Clone::clone) }
}

/// Whether this is the class that is kept (这是我的班级): only there something can be ticked.
pub fn is_mine() -> bool {
    // The page writes the strip for it and for no other, also where the phone keeps nothing.
    tucai_pane::exists("tucai-guide[part=strip]")
}

/// Remembers that a step is done, or that it is not.
pub fn tick(_about: &About, step: &str, done: bool) {
    TICKS.with_borrow_mut(|ticks| {
        let step = StepId(step.to_owned());
        if done {
            ticks.done.insert(step);
        } else {
            ticks.done.remove(&step);
        }
    });
}

/// Remembers the answer to 拍过了吗; none takes it back.
pub fn answer(_about: &About, captured: Option<Captured>) {
    TICKS.with_borrow_mut(|ticks| ticks.captured = captured);
}
