//! What a school announced about the capture of its graduates (毕业生图像信息采集), and what follows
//! from it for one class at one moment.
//!
//! Plain data and plain functions: no clock, no browser, no input or output. `now` is always an
//! argument, by the clock of Asia/Shanghai.

pub mod after;
#[cfg(feature = "check")]
pub mod check;
pub mod division;
mod entries;
pub mod fee;
pub mod fold;
pub mod html;
pub mod link;
pub mod lookup;
mod names;
pub mod notice;
pub mod phase;
pub mod point;
pub mod prepare;
pub mod quick;
pub mod range;
pub mod read;
pub mod read_look;
pub mod read_whole;
pub mod rules;
#[cfg(feature = "schema")]
pub mod schema;
pub mod search;
pub mod seat;
pub mod sheet;
pub mod slot;
pub mod time;
pub mod wire;
pub mod words;

pub use notice::{IndexEntry, Notice, NoticeError};
