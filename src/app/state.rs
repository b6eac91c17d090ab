//! What the screens share: the address, the clock, the loaded notice, the kept class.

use leptos::prelude::*;
use tucai_notice::time::Moment;

use crate::kept::Mine;
use crate::load::{Index, Loading, Notices};
use crate::platform::{clock, document, location};
use crate::route::{Address, Route};

/// The page's state: signals, to be copied about freely.
#[derive(Clone, Copy)]
pub struct App {
    /// The screen of the present address.
    pub route: Memo<Route>,
    /// Now, or the moment that the address asks for.
    pub now: Memo<Moment>,
    /// Set where the address asks for another moment than the present one.
    pub as_of: Memo<Option<Moment>>,
    /// The list of notices.
    pub index: RwSignal<Loading<Index>>,
    /// The notice of the present address.
    pub notice: RwSignal<Loading<Notices>>,
    /// The kept class.
    pub mine: RwSignal<Option<Mine>>,
}

impl App {
    /// Reads the address and the clock, and keeps reading them.
    pub fn start() -> Self {
        let mine = Mine::load();
        let mut first = Address::parse(&location::fragment());
        if let (Route::Start, Some(mine)) = (&first.route, &mine) {
            // A visit without an address opens on the kept class.
            location::replace(&mine.link());
            first = Address::parse(&mine.link());
        }
        let address = RwSignal::new(first);
        let ticking = RwSignal::new(clock::now());
        clock::every_tick(move || ticking.set(clock::now()));
        let as_of = Memo::new(move |_| address.with(|address| address.now));
        let app = Self {
            route: Memo::new(move |_| address.with(|address| address.route.clone())),
            now: Memo::new(move |_| as_of.get().unwrap_or_else(|| ticking.get())),
            as_of,
            index: RwSignal::new(Loading::Idle),
            notice: RwSignal::new(Loading::Idle),
            mine: RwSignal::new(mine),
        };
        location::on_change(move || {
            let before = app.route.get_untracked();
            address.set(Address::parse(&location::fragment()));
            if before != app.route.get_untracked() {
                document::scroll_to_top();
                // The screen is drawn in this turn of the event loop; its heading exists in the next.
                set_timeout(document::focus_heading, std::time::Duration::ZERO);
            }
        });
        app
    }
}
