//! The page: hooks the panic, and mounts.

mod class;
mod home;
mod kept;
mod listing;
mod load;
mod notice;
mod parts;
mod platform;
mod route;
mod state;

use leptos::prelude::*;

use crate::platform::document;
use crate::route::Route;
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
        let app = App::start();
        move || screen(app)
    })
    .forget();
}

/// The screen of the present address.
fn screen(app: App) -> AnyView {
    match app.route.get() {
        Route::Start | Route::Home => home::home(app),
        Route::Notice(id) => notice::screen(app, &id),
        Route::Class(id, unit, tab) => class::screen(app, &id, unit, tab),
        Route::College(id, name) => listing::college(app, &id, name),
        Route::Counselor(id, name) => listing::counselor(app, &id, name),
    }
}
