//! The self-check (自检): a picture of the student, measured on this phone by the standard's lines and
//! this school's rules. It advises; it promises nothing, changes nothing and sends nothing.
//!
//! From a picture to findings: [`flow`] → [`work`] (decode, find, fetch the networks, measure) →
//! `tucai_judge` → [`screen`], [`findings`], [`view`]. What is kept: [`record`], [`tries`].

mod ask;
mod draw;
mod findings;
mod flow;
mod hold;
mod keep;
mod live;
mod marks;
mod region;
mod screen;
mod tab;
mod tries;
mod view;
mod words;
mod work;

pub use tab::{Mounted, mount};
use tucai_store::shot as record;
