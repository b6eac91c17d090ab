//! How many rows and people a list has. A window that the college has divided among its classes is a
//! heading above them: its people are theirs, and are counted once.

use tucai_notice::seat::Seat;
use tucai_notice::slot::{Slot, SlotKind, When};

/// Whether a row is a window around a class of a college's own division.
fn is_around(window: &Slot, class: &Slot) -> bool {
    let (When::Clock { date, span }, When::Clock { date: its, span: inner }) =
        (&window.when, &class.when)
    else {
        return false;
    };
    class.divided.is_some()
        && window.divided.is_none()
        && window.kind == SlotKind::Capture
        && window.college == class.college
        && window.place == class.place
        && date == its
        && span.start() <= inner.start()
        && inner.end() <= span.end()
}

/// Whether a row is a window that the college has divided among classes of this list.
pub fn is_divided<'a: 's, 's>(
    seat: &Seat<'_>,
    seats: impl IntoIterator<Item = &'s Seat<'a>>,
) -> bool {
    seats.into_iter().any(|class| is_around(seat.slot, class.slot))
}

/// The divided window that a class stands in, if this list has it.
pub fn window<'a, 's>(class: &Seat<'_>, seats: &'s [Seat<'a>]) -> Option<&'s Seat<'a>> {
    seats.iter().find(|window| is_around(window.slot, class.slot))
}

/// Whose arrangement the classes of a list are, and from when: each sentence once, in the order of the
/// rows. Nothing where the notice alone speaks.
pub fn divisions<'a>(seats: &[Seat<'a>]) -> Vec<&'a str> {
    let mut said: Vec<&str> = Vec::new();
    for sentence in seats.iter().filter_map(|seat| seat.slot.divided.as_deref()) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}

/// How many people stand in some rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// How many are counted, together: of a divided window those of its classes.
    pub sum: u32,
    /// Rows for which there is no number.
    pub uncounted: usize,
    /// Rows that stand for units, those kept free (机动) and divided windows left out.
    pub rows: usize,
    /// How many the notice counts, where the classes of a division are others than that.
    pub announced: Option<u32>,
}

impl Heads {
    /// Counts them.
    pub fn of<'a: 's, 's>(seats: impl IntoIterator<Item = &'s Seat<'a>>) -> Self {
        let seats: Vec<&Seat<'a>> = seats.into_iter().collect();
        let mut heads = Self::default();
        // What the notice says of windows in the place of what their classes are.
        let (mut announced, mut is_known) = (0_u32, true);
        let windows: Vec<&Slot> = seats
            .iter()
            .filter(|seat| is_divided(seat, seats.iter().copied()))
            .map(|seat| seat.slot)
            .collect();
        for slot in seats.iter().map(|seat| seat.slot) {
            if slot.kind == SlotKind::Reserve {
                continue;
            }
            let number = slot.heads.unwrap_or_default();
            if windows.iter().any(|window| std::ptr::eq(*window, slot)) {
                is_known &= slot.heads.is_some();
                announced = announced.saturating_add(number);
                continue;
            }
            heads.rows += 1;
            heads.uncounted += usize::from(slot.heads.is_none());
            heads.sum = heads.sum.saturating_add(number);
            if !windows.iter().any(|window| is_around(window, slot)) {
                announced = announced.saturating_add(number);
            }
        }
        let differs = !windows.is_empty() && is_known && announced != heads.sum;
        heads.announced = differs.then_some(announced);
        heads
    }

    /// `共237人`, `共237人，另有2行通知没有写人数`, `共170人（通知写670人）`; nothing where nobody is
    /// counted.
    pub fn words(self) -> String {
        let mut words = match (self.sum, self.uncounted) {
            (0, _) => return String::new(),
            (sum, 0) => format!("共{sum}人"),
            (sum, uncounted) => format!("共{sum}人，另有{uncounted}行通知没有写人数"),
        };
        if let Some(announced) = self.announced {
            words = format!("{words}（通知写{announced}人）");
        }
        words
    }
}
