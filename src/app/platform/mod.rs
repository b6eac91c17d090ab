//! The only place that touches the browser.

pub mod clock;
pub mod document;
pub mod finder;
pub mod json;
pub mod location;
pub mod net;
pub mod store;
