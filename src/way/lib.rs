//! The student's whole way from the link to the confirmed photo: its steps and deadlines, the check on
//! 学信网, the ways for those who missed the session, and what a phone remembers of all that.
//!
//! Plain data and plain functions: no clock, no browser. What is not the notice's own word is the
//! general procedure (`general`), and labelled so.

mod course;
pub mod due;
mod early;
pub mod facts;
pub mod general;
pub mod holidays;
pub mod kept;
mod late;
pub mod missed;
mod own;
pub mod steps;
pub mod verify;
