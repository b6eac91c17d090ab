//! The only place that touches the browser.

mod boot;
pub mod clock;
pub mod document;
pub mod finder;
pub mod location;
pub mod net;
