//! What counselors send and print: texts for a group, the run sheet, clashes, the class list. Plain
//! data and plain functions.

pub mod changes;
pub mod money;
pub mod people;
pub mod roll;
pub mod sheet;
pub mod text;
