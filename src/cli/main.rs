//! The `tucai` command.
fn main() {}
