//! What a program beside the page needs of the browser: an element to draw in, presses and fields,
//! files of the site, the clipboard, the share sheet, saving a file. For the programs of the student's
//! way (`guide`) and of the counselor's tools (`desk`), which touch the browser nowhere else but in
//! their own `platform`.

mod net;
mod out;
mod page;
mod paper;
mod root;
mod subject;

pub use net::{NetError, get_json};
pub use out::{can_share, copy, save, share};
pub use page::{
    InPlaceOf, Ticking, absolute, exists, in_another_app, is_another_app, is_hidden, now,
    on_visibility, plan, print, reload, report_panics, show, sure,
};
pub use paper::print_alone;
pub use root::Root;
pub use subject::{About, Kind, Subject, SubjectError, fetch};
