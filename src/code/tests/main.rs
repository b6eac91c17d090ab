//! The reader against pictures that these tests draw, so that the bytes to expect are those that
//! were drawn. Random cases are the same in every run; `TUCAI_CASES=100 cargo test -p tucai-code` tries
//! a hundred times as many others.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a test fails by panicking, runs where there are clocks, and draws in small numbers"
)]

mod camera;
mod check;
mod distort;
mod distorted;
mod draw;
mod grey;
mod hostile;
mod phone;
mod plain;
mod rates;
mod segments;
mod troubles;
mod wrong;
