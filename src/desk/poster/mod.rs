//! The poster: what stands on it and where, in plain Rust; the browser only measures and draws.

mod body;
mod brief;
mod code;
mod draw;
mod facts;
mod layout;
mod list;
mod svg;
mod wrap;

pub use code::{Code, QUIET};
pub use draw::{Ink, Mark, Page, dark};
pub use facts::Poster;
pub use layout::{Format, pages};
pub use svg::{FONTS, svg};
pub use wrap::{Font, Measure};
