//! Finds, reads and classifies QR codes, and among them the collection code (采集码).
//!
//! In the order of the pipeline: prepare → find → align → sample → decode → classify. How a symbol
//! is drawn again is `tucai_wire::symbol`'s.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "greys, pixels and modules: whole numbers far below 2^24, made of floats that were bounded"
)]
#![allow(
    clippy::many_single_char_names,
    reason = "the coefficients of a map and the corners of a square have no better names"
)]

mod align;
mod classify;
mod correct;
mod decode;
mod diagnose;
mod find;
mod geometry;
mod group;
mod payload;
mod picture;
mod prepare;
mod pyramid;
mod read;
mod sample;
mod seed;
mod spec;

pub use picture::{Malformed, Picture};
pub use read::read;
pub use tucai_wire::code::{Kind, Trouble};
pub use tucai_wire::symbol::{Ecc, Modules};

/// How long and how hard a picture is searched.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Milliseconds since any fixed moment. The engine has no clock of its own.
    pub now: &'a dyn Fn() -> f64,
    /// Milliseconds after which the search ends with what it has.
    pub budget: f64,
    /// A frame of a camera: another comes soon, so only what is quick is tried.
    pub live: bool,
}

/// Milliseconds that a picture may take.
pub const BUDGET: f64 = 1200.0;

/// What came of reading a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The codes, in no order; the same payload once.
    pub codes: Vec<Code>,
    /// Why there is none.
    pub trouble: Option<Trouble>,
}

/// A code that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// The bytes of the symbol, no charset applied.
    pub payload: Vec<u8>,
    /// The symbol without the errors of the picture.
    pub modules: Modules,
    /// Its error correction level.
    pub ecc: Ecc,
    /// What the payload looks like.
    pub kind: Kind,
    /// The symbol's corners in pixels of the picture, in the symbol's own order: top left, top
    /// right, bottom right, bottom left.
    pub corners: [[f32; 2]; 4],
}
