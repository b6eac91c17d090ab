//! What a school announced about the capture of its graduates (毕业生图像信息采集), and what follows
//! from it for one class at one moment.
//!
//! Plain data and plain functions: no clock, no browser, no input or output. `now` is always an
//! argument, by the clock of Asia/Shanghai.

pub mod after;
pub mod fee;
pub mod notice;
pub mod point;
pub mod prepare;
pub mod rules;
pub mod slot;
pub mod time;

pub use notice::{IndexEntry, Notice, NoticeError};
