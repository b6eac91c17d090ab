//! Where the lists are: in the program's memory as long as the page is open, and on the device for those
//! that are to be kept.

use std::cell::RefCell;

use tucai_share::roll::{Roll, Rolls, State};

/// The name under which those lie that are kept.
const NAME: &str = tucai_store::LISTS;

thread_local! {
    /// All lists of this page. A wrong press leads to another screen and back; the list must not be
    /// gone then.
    static HERE: RefCell<Rolls> = RefCell::default();
}

/// What lies on the device. What cannot be read is set aside at once, and the rest goes on.
fn load() -> (Rolls, State) {
    let Some(text) = tucai_store::get(NAME) else {
        return (Rolls::default(), State::Whole);
    };
    let (rolls, state) = Rolls::read(&text);
    if state == State::Damaged {
        tucai_store::set_aside(NAME, &text);
        if !rolls.is_empty() {
            tucai_store::set(NAME, &rolls.write());
        }
    }
    (rolls, state)
}

/// Changes what lies on the device, as it is at this moment; whether the device took it.
fn change(by: impl FnOnce(&mut Rolls)) -> bool {
    let (mut rolls, state) = load();
    if state == State::Newer {
        return false;
    }
    by(&mut rolls);
    if rolls.is_empty() {
        tucai_store::remove(NAME);
        return true;
    }
    tucai_store::set(NAME, &rolls.write())
}

/// What is to be said of what lies on the device.
pub fn trouble() -> &'static str {
    match load().1 {
        State::Whole => "",
        State::Damaged => "存在这台设备上的名单有损坏，读不出来的放到了一边，请重新粘贴。",
        State::Newer => "这台设备上的名单是更新版本的程序存的，这里不动它。",
    }
}

/// The list of a class.
pub fn roll(notice: &str, unit: &str) -> Option<Roll> {
    let here = HERE.with_borrow(|rolls| rolls.of(notice, unit).cloned());
    // Another page may have gone on with the one that is kept.
    load().0.of(notice, unit).cloned().or(here)
}

/// Whether the list of a class lies on the device.
pub fn is_kept(notice: &str, unit: &str) -> bool {
    load().0.of(notice, unit).is_some()
}

/// How many lists there are, in memory or kept.
pub fn count() -> usize {
    let kept = load().0;
    HERE.with_borrow(|here| {
        let only_here = here.iter().filter(|roll| kept.of(&roll.notice, &roll.unit).is_none());
        only_here.count() + kept.iter().count()
    })
}

/// Puts a list in the place of the one of the same class; whether the device took it, where that is
/// kept.
pub fn put(roll: &Roll) -> bool {
    let kept = is_kept(&roll.notice, &roll.unit);
    HERE.with_borrow_mut(|rolls| rolls.put(roll.clone()));
    if !kept || change(|rolls| rolls.put(roll.clone())) {
        return true;
    }
    // What could not be renewed must not come back in its place.
    change(|rolls| rolls.remove(&roll.notice, &roll.unit));
    false
}

/// Keeps a list on the device, or no longer; whether the device does as told.
pub fn keep(roll: &Roll, on: bool) -> bool {
    HERE.with_borrow_mut(|rolls| rolls.put(roll.clone()));
    change(
        |rolls| if on { rolls.put(roll.clone()) } else { rolls.remove(&roll.notice, &roll.unit) },
    )
}

/// Forgets the list of a class, and what was set aside.
pub fn forget(notice: &str, unit: &str) {
    HERE.with_borrow_mut(|rolls| rolls.remove(notice, unit));
    change(|rolls| rolls.remove(notice, unit));
    forget_set_aside();
}

/// Forgets all lists.
pub fn forget_all() {
    HERE.take();
    tucai_store::remove(NAME);
    forget_set_aside();
}

fn forget_set_aside() {
    let ours = |name: &&String| name.starts_with(NAME) && tucai_store::is_set_aside(name);
    for name in tucai_store::names().iter().filter(ours) {
        tucai_store::remove(name);
    }
}
