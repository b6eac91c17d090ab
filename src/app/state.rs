//! What the page knows, and what changes it: the address, the clock, files that come in, buttons and
//! the search box. After each change the screen is worked out anew and shown.

use std::cell::RefCell;
use std::rc::Rc;

use tucai_notice::time::Moment;

use crate::find::Helper;
use crate::kept::Mine;
use crate::load::{self, Asked, Content, File, LoadError, Loaded};
use crate::platform::{clock, document, location};
use crate::route::{Address, Route};
use crate::screen::{Page, Screen, Slot};
use crate::{class, home, listing, notice, route};

/// What the page knows.
#[derive(Default)]
pub struct Model {
    /// The present address.
    pub address: Address,
    /// The files that were asked for.
    files: Vec<Asked>,
    /// The kept class.
    pub mine: Option<Mine>,
    /// What stands in the search box.
    pub typed: String,
    /// The finder.
    pub helper: Helper,
}

impl Model {
    /// Now, or the moment that the address asks for.
    pub fn now(&self) -> Moment {
        self.address.now.unwrap_or_else(clock::now)
    }

    /// A file that was asked for.
    pub fn asked(&self, file: &File) -> Option<&Asked> {
        self.files.iter().find(|asked| asked.file == *file)
    }

    /// Whether the class of the present address is the kept one.
    pub fn is_mine(&self) -> bool {
        self.mine.is_some() && self.mine == Mine::of(&self.address)
    }

    /// The file of a notice, with what the address puts into it.
    pub fn notice(&self, id: &str) -> File {
        File::Notice(id.to_owned(), self.address.plan.clone())
    }

    /// The notice of the present address, if it is here.
    pub fn loaded(&self) -> Option<&Loaded> {
        match &self.asked(&self.notice(self.address.route.notice()?))?.outcome {
            Some(Ok(Content::Notice(loaded))) => Some(loaded),
            _ => None,
        }
    }
}

/// The page at work.
#[derive(Clone)]
pub struct App {
    page: Page,
    model: Rc<RefCell<Model>>,
}

impl App {
    /// Reads the address and the clock, and keeps listening.
    pub fn start(page: Page) {
        let app = Self { page, model: Rc::default() };
        let mine = Mine::load();
        let mut address = Address::parse(&location::fragment());
        if let (Route::Start, Some(mine)) = (&address.route, &mine) {
            // A visit without an address opens on the kept class.
            location::replace(&mine.link());
            address = Address::parse(&mine.link());
        }
        app.with(|model| {
            model.mine = mine;
            model.address = address;
        });
        app.draw();
        let at = app.clone();
        location::on_change(move || at.go(Address::parse(&location::fragment())));
        let at = app.clone();
        clock::every_tick(move || at.tick());
        let at = app.clone();
        document::on_press(move |action| at.act(&action));
        document::on_typed(move |typed| app.search(typed));
    }

    /// Looks at the model, or changes it. Never calls back into the page from inside.
    pub fn with<T>(&self, look: impl FnOnce(&mut Model) -> T) -> T {
        look(&mut self.model.borrow_mut())
    }

    /// Works out the screen and shows it; asks for the files that it lacks.
    pub fn draw(&self) {
        let (screen, wanted) = self.with(|model| {
            let mut wants = Wants::default();
            (screen(model, &mut wants), wants)
        });
        self.page.show(screen);
        if let Some(file) = wanted.file {
            self.need(file);
        }
        if wanted.finder {
            crate::find::need_finder(self);
        }
    }

    /// Asks for a file, once.
    fn need(&self, file: File) {
        let new = self.with(|model| {
            let new = model.asked(&file).is_none();
            if new {
                // Of each sort, one is enough: a phone holds many notices, a reader one at a time.
                model.files.retain(|asked| {
                    std::mem::discriminant(&asked.file) != std::mem::discriminant(&file)
                });
                model.files.push(Asked { file: file.clone(), outcome: None });
            }
            new
        });
        if new {
            load::load(self, file);
        }
    }

    /// Takes in what came of a file.
    pub fn loaded(&self, file: &File, outcome: Result<Content, LoadError>) {
        self.with(|model| {
            if let Some(asked) = model.files.iter_mut().find(|asked| asked.file == *file) {
                asked.outcome = Some(outcome);
            }
        });
        self.draw();
    }

    /// Follows the clock.
    fn tick(&self) {
        let when = self.with(|model| class::when(model));
        if let Some(when) = when {
            self.page.renew(Slot::PassWhen, when);
        }
    }

    /// Shows another address.
    fn go(&self, address: Address) {
        let changed = self.with(|model| {
            let before = &model.address;
            if address.plan.is_empty()
                && !before.plan.is_empty()
                && address.route.notice() == before.route.notice()
            {
                // A division goes along from screen to screen of its notice: the address comes again.
                location::replace(&route::with_plan(location::fragment(), &before.plan));
                return false;
            }
            let changed = *before != address;
            model.address = address;
            model.typed.clear();
            changed
        });
        if changed {
            self.draw();
            document::begin_anew();
        }
    }

    /// Follows the search box.
    fn search(&self, typed: String) {
        let hits = self.with(|model| {
            model.typed = typed;
            notice::hits(model)
        });
        match hits {
            Some(hits) => self.page.renew(Slot::Hits, hits),
            None => crate::find::need_finder(self),
        }
    }

    /// Does what a button names.
    fn act(&self, action: &str) {
        match action {
            "keep" => self.with(keep),
            "retry" => self.with(|model| {
                model.files.retain(|asked| !matches!(asked.outcome, Some(Err(_))));
                if matches!(model.helper, Helper::Failed) {
                    model.helper = Helper::Away;
                }
            }),
            _ => return,
        }
        self.draw();
        document::focus_soon(if action == "keep" { "[data-action=keep]" } else { "#app h1" });
    }
}

/// What a screen needs to be complete.
#[derive(Default)]
pub struct Wants {
    /// A file.
    pub file: Option<File>,
    /// The finder.
    pub finder: bool,
}

/// The screen of the present address.
fn screen(model: &Model, wants: &mut Wants) -> Screen {
    match &model.address.route {
        Route::Start | Route::Home => home::screen(model, wants),
        Route::Notice(id) => notice::screen(model, id, wants),
        Route::Class(id, unit, tab) => class::screen(model, id, unit, *tab, wants),
        Route::College(id, name) => {
            listing::screen(model, id, name, wants, |slot| slot.college.as_deref())
        }
        Route::Counselor(id, name) => {
            listing::screen(model, id, name, wants, |slot| slot.counselor.as_deref())
        }
    }
}

/// Keeps the class of the present screen on the phone, or forgets it.
fn keep(model: &mut Model) {
    let this = Mine::of(&model.address);
    if model.mine == this {
        Mine::forget();
        model.mine = None;
    } else if let Some(this) = this {
        // Where the phone refuses, the choice holds until the page is closed.
        model.mine = Some(Mine { refused: !this.keep(), ..this });
    }
}
