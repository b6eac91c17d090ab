//! Where the counselor's tools touch the browser beyond `tucai_pane`.

mod canvas;
mod page;

pub use canvas::{Ruler, png};
pub use page::{bytes, fill, home, select, show_whole};
