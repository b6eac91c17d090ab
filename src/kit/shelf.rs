//! The kept codes as the tab has them.

use std::cell::RefCell;
use std::fmt;

use crate::phone::Lasting;
use crate::platform::{page, picture};
use crate::record::Record;
use tucai_store::Key;

/// Which kept code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Id {
    /// On the phone, under this key.
    Stored(Key),
    /// In this page only: the phone refused.
    Session(u32),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stored(key) => write!(f, "k{key}"),
            Self::Session(number) => write!(f, "s{number}"),
        }
    }
}

impl Id {
    /// The id that a button of our own names.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |rest: &str| rest.parse().ok();
        match text.strip_prefix('k') {
            Some(rest) => number(rest).map(Self::Stored),
            None => number(text.strip_prefix('s')?).map(Self::Session),
        }
    }
}

/// A kept code.
#[derive(Clone)]
pub struct Kept {
    /// Which.
    pub id: Id,
    /// The code.
    pub record: Record,
    /// Where the page shows the crop from; empty without one.
    pub crop: String,
    /// The day on which it was kept: 4月15日.
    pub day: String,
    /// The student's own picture, where it is only here.
    pub picture: Option<Vec<u8>>,
}

impl Kept {
    /// A code that is kept.
    pub fn new(id: Id, record: Record, picture: Option<Vec<u8>>) -> Self {
        let crop = picture::show(&record.crop);
        let day = page::day(record.about.kept);
        Self { id, record, crop, day, picture }
    }

    /// What the student calls it, or else the class.
    pub fn name(&self) -> &str {
        let about = &self.record.about;
        if about.label.is_empty() { &about.unit } else { &about.label }
    }
}

/// All of them.
#[derive(Clone)]
pub struct Shelf {
    /// Oldest first.
    pub codes: Vec<Kept>,
    /// How many lie there that cannot be used.
    pub unusable: usize,
    /// How long they will last.
    pub lasting: Lasting,
    /// The phone was asked.
    pub is_read: bool,
}

impl Default for Shelf {
    fn default() -> Self {
        Self { codes: Vec::new(), unusable: 0, lasting: Lasting::Loose, is_read: false }
    }
}

impl Shelf {
    /// Those of a notice.
    pub fn of(&self, notice: &str) -> impl Iterator<Item = &Kept> {
        self.codes.iter().filter(move |kept| kept.record.about.notice == notice)
    }

    /// One of them.
    pub fn find(&self, id: Id) -> Option<&Kept> {
        self.codes.iter().find(|kept| kept.id == id)
    }

    /// Lets go of one, or of all.
    pub fn let_go(&mut self, id: Option<Id>) {
        self.codes.retain(|kept| {
            let stays = id.is_some_and(|id| kept.id != id);
            if !stays {
                picture::hide(&kept.crop);
            }
            stays
        });
        if id.is_none() {
            self.unusable = 0;
        }
    }

    /// Tells the page for which notices there is a code to show.
    pub fn remember(&self) {
        let stored = self.codes.iter().filter(|kept| matches!(kept.id, Id::Stored(_)));
        let stored = stored.map(|kept| place(&kept.record));
        // Refused, the way leads over the tab.
        if self.is_read {
            tucai_store::set_codes(stored);
        } else {
            // The tab was left meanwhile: what else it had is not known here any more.
            stored.for_each(|(notice, unit)| tucai_store::add_code(notice, unit));
        }
    }
}

fn place(record: &Record) -> (&str, &str) {
    (&record.about.notice, &record.about.unit)
}

/// A code that the phone did not take.
struct Unkept {
    number: u32,
    record: Record,
    picture: Vec<u8>,
    lasting: Lasting,
}

thread_local! {
    /// What the phone did not take: it stays while the page does, also where the tab is left.
    static SESSION: RefCell<Vec<Unkept>> = const { RefCell::new(Vec::new()) };
}

fn session<T>(look: impl FnOnce(&mut Vec<Unkept>) -> T) -> T {
    SESSION.with_borrow_mut(|codes| {
        let outcome = look(codes);
        tucai_store::set_codes_here(codes.iter().map(|code| place(&code.record)));
        outcome
    })
}

/// Has the page keep a code that the phone did not take, for that reason.
pub fn keep_here(record: Record, picture: Vec<u8>, lasting: Lasting) -> Id {
    session(|codes| {
        let number = codes.iter().map(|code| code.number).max().unwrap_or(0).saturating_add(1);
        codes.push(Unkept { number, record, picture, lasting });
        Id::Session(number)
    })
}

/// Puts a changed code in its old place in the page, if it is there; with a new picture, if any.
pub fn change_here(id: Id, record: &Record, picture: Option<&[u8]>) {
    session(|codes| {
        if let Some(code) = codes.iter_mut().find(|code| Id::Session(code.number) == id) {
            code.record = record.clone();
            if let Some(picture) = picture {
                code.picture = picture.to_vec();
            }
        }
    });
}

/// Lets the page forget one, or all.
pub fn let_go_here(id: Option<Id>) {
    session(|codes| codes.retain(|code| id.is_some_and(|id| id != Id::Session(code.number))));
}

/// What only the page has.
pub fn all_here() -> Vec<Kept> {
    let kept = |code: &Unkept| {
        let id = Id::Session(code.number);
        Kept::new(id, code.record.clone(), Some(code.picture.clone()))
    };
    session(|codes| codes.iter().map(kept).collect())
}

/// How long what is kept lasts at worst, where the rest lasts so long.
pub fn lasting_with(rest: Lasting) -> Lasting {
    session(|codes| codes.iter().map(|code| code.lasting).fold(rest, Lasting::max))
}
