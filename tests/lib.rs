//! The harness of the journeys: real browsers on a dumb static host.
//!
//! A journey is an async function over a [`Visit`]: one person, one phone, one site. [`journeys!`]
//! makes a test of it for each engine. Every journey ends with the promises that hold always: a
//! clean console, GET requests for plain files, and nothing outside the origin.
#![allow(
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and runs where there are threads and clocks"
)]

mod browser;
pub mod decode;
mod film;
mod hands;
mod http;
mod journey;
mod look;
mod measure;
mod npm;
mod process;
mod server;
mod visit;
mod watch;

pub use browser::{Engine, Phone};
pub use fantoccini::key::Key;
pub use film::{Frame, code_on_a_desk, film, somebody};
pub use http::Request;
pub use journey::{dist, run};
pub use measure::{Times, measured};
pub use npm::package;
pub use server::{BASE, Server, Trouble};
pub use visit::Visit;
