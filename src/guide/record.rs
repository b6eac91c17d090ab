//! What the phone knows of the student's way, and what changes it.

use std::cell::RefCell;

use tucai_pane::About;
use tucai_store::{kept, tries};
use tucai_way::steps::{Captured, Known, StepId, Ticks};

thread_local! {
    /// The notices by which a kept portrait was tried; none before somebody has looked.
    static TRIES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// The class that the phone was seen to keep, its notice first.
    static KEPT: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// What is known.
pub fn known(about: &About) -> Known {
    let code = tucai_store::codes().iter().any(|(notice, _)| *notice == about.notice);
    let ticks = if is_mine(about) { ticks(about) } else { Ticks::default() };
    let tries = TRIES.with_borrow(|tries| tries.contains(&about.notice));
    Known { code, tries, ticks }
}

fn ticks(about: &About) -> Ticks {
    let kept = kept::load();
    kept.class(&about.notice, &about.name).map(|class| class.ticks.clone()).unwrap_or_default()
}

/// Looks which tries are kept. Whether that is news.
pub async fn look_for_tries() -> bool {
    let Ok((found, _)) = tries::all().await else {
        return false;
    };
    let found: Vec<String> = found.into_iter().map(|(_, shot, _)| shot.notice).collect();
    TRIES.with_borrow_mut(|tries| std::mem::replace(tries, found.clone()) != found)
}

/// Whether this is the class that is kept (这是我的班级): only there something can be ticked.
pub fn is_mine(about: &About) -> bool {
    // The page writes the strip for it and for no other, also where the phone keeps nothing.
    tucai_pane::exists("tucai-guide[part=strip]") && !was_let_go(about)
}

/// Whether the phone kept this class and does not any more: another page of this program let it go.
fn was_let_go(about: &About) -> bool {
    let is_it = |kept: &Option<(String, String)>| {
        kept.as_ref().is_some_and(|(notice, name)| *notice == about.notice && *name == about.name)
    };
    let mine = tucai_store::mine();
    if is_it(&mine) {
        KEPT.set(mine);
        return false;
    }
    KEPT.with_borrow(is_it)
}

/// Remembers that a step is done, or that it is not.
pub fn tick(about: &About, step: &str, done: bool) {
    let step = StepId(step.to_owned());
    change(about, |ticks| {
        if done {
            ticks.done.insert(step);
        } else {
            ticks.done.remove(&step);
        }
    });
}

/// Remembers the answer to 拍过了吗; none takes it back.
pub fn answer(about: &About, captured: Option<Captured>) {
    change(about, |ticks| ticks.captured = captured);
}

fn change(about: &About, by: impl FnOnce(&mut Ticks)) {
    // Where the phone keeps nothing, it lasts until the page is closed; `kept` says so.
    kept::change(|kept| by(&mut kept.class_mut(&about.notice, &about.name).ticks));
}
