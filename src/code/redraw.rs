//! Redraws a code, and proves the drawing: it counts only if it is read back to the same bytes.

use crate::{Code, Limits, Picture, read};

/// Pixels a module of the drawing that is read back.
const SCALE: usize = 4;

/// Milliseconds that reading a drawing may take: it is small and without a fault.
const BUDGET: f64 = 400.0;

/// Whether the code, drawn from its modules, is read back to the same bytes and the same modules.
/// `now` tells milliseconds since any fixed moment.
pub fn proven(code: &Code, now: &dyn Fn() -> f64) -> bool {
    let side = code.modules.drawn_side(SCALE);
    let Ok(drawing) = Picture::from_luma(side, side, code.modules.draw(SCALE)) else {
        return false;
    };
    let reading = read(&drawing, &Limits { now, budget: BUDGET, live: false });
    matches!(reading.codes.as_slice(), [only] if only.payload == code.payload && only.modules == code.modules)
}
