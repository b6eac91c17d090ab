//! Where to look at what only a person can judge.

use tucai_wire::portrait::{Area, Spot};

use crate::seen::Seen;

/// The areas, within the picture.
pub(crate) fn spots(seen: &Seen, size: (f32, f32)) -> Vec<(Spot, Area)> {
    let _ = (seen, size);
    vec![]
}
