//! What the screens share: the address, the clock, what is loaded, the kept class.

use leptos::prelude::*;
use tucai_notice::time::Moment;

use crate::kept::Mine;
use crate::load::{Index, Loaded, Loading};
use crate::platform::{clock, document, location};
use crate::route::{Address, Route};

/// The page's state: signals, to be copied about freely.
#[derive(Clone, Copy)]
pub struct App {
    /// The present address.
    pub address: RwSignal<Address>,
    /// Now, or the moment that the address asks for.
    pub now: RwSignal<Moment>,
    /// The list of notices.
    pub index: RwSignal<Loading<Index>>,
    /// The notice of the present address.
    pub notice: RwSignal<Loading<Loaded>>,
    /// What the plain page of that notice says besides the timetable.
    pub details: RwSignal<Loading<String>>,
    /// The kept class.
    pub mine: RwSignal<Option<Mine>>,
    /// What stands in the search box.
    pub typed: RwSignal<String>,
}

impl App {
    /// Reads the address and the clock, and keeps reading them.
    pub fn start() -> Self {
        let mine = Mine::load();
        let mut address = Address::parse(&location::fragment());
        if let (Route::Start, Some(mine)) = (&address.route, &mine) {
            // A visit without an address opens on the kept class.
            location::replace(&mine.link());
            address = Address::parse(&mine.link());
        }
        let app = Self {
            now: RwSignal::new(address.now.unwrap_or_else(clock::now)),
            address: RwSignal::new(address),
            index: RwSignal::new(Loading::Idle),
            notice: RwSignal::new(Loading::Idle),
            details: RwSignal::new(Loading::Idle),
            mine: RwSignal::new(mine),
            typed: RwSignal::new(String::new()),
        };
        clock::every_tick(move || app.tick());
        location::on_change(move || app.go(Address::parse(&location::fragment())));
        app
    }

    fn tick(self) {
        self.now.set(self.address.with_untracked(|it| it.now).unwrap_or_else(clock::now));
    }

    /// Shows another address.
    fn go(self, address: Address) {
        if self.address.with_untracked(|before| *before == address) {
            return;
        }
        self.typed.set(String::new());
        self.address.set(address);
        self.tick();
        document::begin_anew();
    }

    /// Does what a button names.
    pub fn act(self, action: &str) {
        match action {
            "keep" => self.keep(),
            "retry" => self.retry(),
            _ => {}
        }
    }

    /// Keeps the class of the present screen on the phone, or forgets it.
    fn keep(self) {
        let this = self.address.with_untracked(Mine::of);
        let kept = self.mine.get_untracked();
        if kept == this {
            Mine::forget();
            self.mine.set(None);
        } else if let Some(this) = this {
            // Where the phone refuses, the choice holds until the page is closed.
            self.mine.set(Some(Mine { refused: !this.keep(), ..this }));
        }
    }
}
