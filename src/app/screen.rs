//! Screens as data, and the one view that draws them.
//!
//! Most of a screen is written as HTML once; what lives in it are a few strings that follow the
//! clock or the search box. Elements built one by one, each a type of its own, cost the page ten
//! times the bytes, and its first answer comes over a slow network.

use leptos::prelude::*;
use tucai_notice::html::Html;

use crate::platform::document;
use crate::route::Route;
use crate::state::App;
use crate::{class, home, listing, notice};

/// A screen.
#[derive(Default)]
pub struct Screen {
    /// Its name, for tests and styles.
    pub name: &'static str,
    /// The document's title: what chat programs and tabs show.
    pub title: String,
    /// What stands above the main part.
    pub head: Html,
    /// The main part.
    pub body: Vec<Part>,
    /// What stands below the main part.
    pub tail: Html,
}

/// A stretch of a screen.
pub enum Part {
    /// It does not change while the screen stands: class and content.
    Fixed(&'static str, Html),
    /// It follows a signal: class and content.
    Live(&'static str, Memo<String>),
    /// A box with parts of its own: class and parts.
    Box(&'static str, Vec<Part>),
    /// The search box.
    Search,
}

/// Content that follows the signals it reads.
pub fn live(content: impl Fn() -> Html + Send + Sync + 'static) -> Memo<String> {
    // One closure type for all, so that the machinery behind it is compiled once.
    let content: Box<dyn Fn() -> Html + Send + Sync> = Box::new(content);
    Memo::new(move |_| content().finish())
}

/// The whole page.
pub fn view(app: App) -> impl IntoView {
    // One listener for all buttons: each names what it does.
    let act = move |event: leptos::ev::MouseEvent| {
        if let Some(action) = document::action_of(&event) {
            app.act(&action);
        }
    };
    view! { <div on:click=act>{move || draw(app)}</div> }
}

/// The screen of the present address.
fn draw(app: App) -> AnyView {
    let screen = app.address.with(|address| match &address.route {
        Route::Start | Route::Home => home::screen(app),
        Route::Notice(id) => notice::screen(app, id),
        Route::Class(id, unit, tab) => class::screen(app, id, unit, *tab),
        Route::College(id, name) => listing::college(app, id, name),
        Route::Counselor(id, name) => listing::counselor(app, id, name),
    });
    document::set_title(&screen.title);
    let body = parts(app, screen.body);
    let (head, tail) = (screen.head.finish(), screen.tail.finish());
    view! {
        <div class="head" inner_html=head></div>
        <main class="page" data-screen=screen.name>{body}</main>
        <div inner_html=tail></div>
    }
    .into_any()
}

fn parts(app: App, parts: Vec<Part>) -> Vec<AnyView> {
    parts.into_iter().map(|one| part(app, one)).collect()
}

fn part(app: App, part: Part) -> AnyView {
    match part {
        Part::Fixed(class, html) => {
            let html = html.finish();
            view! { <div class=class inner_html=html></div> }.into_any()
        }
        Part::Live(class, html) => view! { <div class=class inner_html=html></div> }.into_any(),
        Part::Box(class, inner) => view! { <div class=class>{parts(app, inner)}</div> }.into_any(),
        Part::Search => {
            let typed = move |event| app.typed.set(event_target_value(&event));
            view! {
                <input
                    id="search"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    on:input=typed
                />
            }
            .into_any()
        }
    }
}
