//! Looks at a portrait: where the face is, the lines that the diploma standard measures by, and what
//! can be measured of pose, picture, clothes and background.
//!
//! In the order of the pipeline: detector → mesh → mask → marks → cut → pose and tones. No clock, no
//! browser, no files: the networks' bytes are handed in, and who asks takes the time.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels, colours and places: whole numbers far below 2^24, made of floats that were bounded"
)]

mod cheeks;
mod detector;
mod engine;
mod fine;
mod look;
mod marks;
mod mask;
mod mesh;
mod mouth;
mod net;
mod picture;
mod pose;
mod seen;
#[doc(hidden)]
pub mod sketch;
mod spots;
mod tones;

pub use engine::{Engine, PortraitError};
pub use picture::{MOST_PIXELS, Picture};
