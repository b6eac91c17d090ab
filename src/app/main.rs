//! The page: hooks the panic, and mounts.

mod class;
mod find;
mod home;
mod kept;
mod listing;
mod load;
mod notice;
mod parts;
mod platform;
mod route;
mod screen;
mod state;

use leptos::prelude::*;

use crate::platform::document;
use crate::screen::Page;
use crate::state::App;

fn main() {
    // A panic's message may quote what it choked on; the place in our own source never does.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        document::show_panic(&place);
    }));
    let Some(root) = document::take_root() else {
        return;
    };
    mount_to(root, || {
        let page = Page::new();
        App::start(page);
        screen::view(page)
    })
    .forget();
}
