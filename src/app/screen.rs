//! Screens as data, and the one view that draws them.
//!
//! A screen is a handful of strings of HTML, one for each slot of the page; a slot is drawn again
//! when its string changes, and only then. Elements built one by one, each a type of its own, cost
//! the page's program three times the bytes, and its first answer comes over a slow network.

use leptos::prelude::*;
use tucai_notice::html::Html;

use crate::platform::document;

/// A part of the page that is drawn on its own.
#[derive(Clone, Copy)]
pub enum Slot {
    /// Which notice this is, and what has to be said before anything else.
    Head,
    /// The heading of a screen, and the search box.
    Intro,
    /// The pass: whose it is.
    PassTitle,
    /// The pass: day, time and place, and the state, which follows the clock.
    PassWhen,
    /// The pass: the tear-off strip.
    PassStub,
    /// The button that keeps the class.
    Keep,
    /// What was found while typing.
    Hits,
    /// Lists.
    Rest,
    /// What else the notice says.
    Details,
    /// The tabs.
    Tail,
}

const SLOTS: usize = 10;

/// A screen.
#[derive(Default)]
pub struct Screen {
    /// Its name, for tests and styles.
    pub name: &'static str,
    /// Which part of it: the tab of a class page, else empty.
    pub part: &'static str,
    /// The document's title: what chat programs and tabs show.
    pub title: String,
    slots: [Html; SLOTS],
}

impl Screen {
    /// An empty screen.
    pub fn new(name: &'static str, title: &[&str]) -> Self {
        Self { name, title: title.concat(), ..Self::default() }
    }

    /// The HTML of a slot.
    pub fn at(&mut self, slot: Slot) -> &mut Html {
        // In bounds: there is one for each name, and `SLOTS` counts them.
        #[allow(clippy::indexing_slicing, reason = "the array has a place for every name")]
        &mut self.slots[slot as usize]
    }
}

/// The page as it stands: the strings that the view follows.
#[derive(Clone, Copy)]
pub struct Page {
    name: RwSignal<String>,
    part: RwSignal<String>,
    slots: [RwSignal<String>; SLOTS],
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        let fresh = || RwSignal::new(String::new());
        Self { name: fresh(), part: fresh(), slots: [(); SLOTS].map(|()| fresh()) }
    }

    /// Shows a screen.
    pub fn show(self, screen: Screen) {
        document::set_title(&screen.title);
        put(self.name, screen.name);
        put(self.part, screen.part);
        for (signal, html) in self.slots.into_iter().zip(screen.slots) {
            put(signal, &html.finish());
        }
    }

    /// Draws one slot again.
    pub fn renew(self, slot: Slot, html: Html) {
        if let Some(&signal) = self.slots.get(slot as usize) {
            put(signal, &html.finish());
        }
    }

    /// A slot as the view follows it.
    fn follow(self, slot: Slot) -> impl Fn() -> String + Send + Sync + Copy + 'static {
        follow(self.slots.get(slot as usize).copied().unwrap_or(self.name))
    }
}

/// A signal as the view follows it; one closure type for all.
fn follow(signal: RwSignal<String>) -> impl Fn() -> String + Send + Sync + Copy + 'static {
    move || signal.get()
}

/// Sets a signal if that changes anything.
fn put(signal: RwSignal<String>, text: &str) {
    if signal.with_untracked(|before| before != text) {
        signal.set(text.to_owned());
    }
}

/// The whole page.
pub fn view(page: Page) -> impl IntoView {
    view! {
        <header class="head" inner_html=page.follow(Slot::Head)></header>
        // Before the main part, for whoever goes by keyboard; on the screen they are at the thumb.
        <div inner_html=page.follow(Slot::Tail)></div>
        <main class="page" data-screen=follow(page.name) data-part=follow(page.part)>
            <div class="intro" inner_html=page.follow(Slot::Intro)></div>
            <article class="pass">
                <div class="title" inner_html=page.follow(Slot::PassTitle)></div>
                <div inner_html=page.follow(Slot::PassWhen)></div>
                <div class="stub" inner_html=page.follow(Slot::PassStub)></div>
            </article>
            <div class="keep" inner_html=page.follow(Slot::Keep)></div>
            <div class="hits" aria-live="polite" inner_html=page.follow(Slot::Hits)></div>
            <div class="stack" inner_html=page.follow(Slot::Rest)></div>
            <div class="stack details" inner_html=page.follow(Slot::Details)></div>
        </main>
    }
}
