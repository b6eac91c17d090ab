//! The student's way: for students of the five notices as published, for shapes that those do not have,
//! and for anything at all. What is expected was read in the notices' own text and counted by hand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![allow(
    clippy::format_collect,
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "tables of a test read better so"
)]

mod any;
mod bnu;
mod colleges;
mod cqie;
mod shapes;
mod student;

use tucai_notice::time::Moment;

/// `2026-04-15T14:05`.
fn at(text: &str) -> Moment {
    Moment::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}
