//! The kept codes as the tab has them.

use std::fmt;

use crate::phone::Lasting;
use crate::platform::shelf::Key;
use crate::platform::{page, picture};
use crate::record::Record;

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

    /// A number for a code that is only in this page.
    pub fn next_in_session(&self) -> u32 {
        let numbers = self.codes.iter().filter_map(|kept| match kept.id {
            Id::Session(number) => Some(number),
            Id::Stored(_) => None,
        });
        numbers.max().unwrap_or(0).saturating_add(1)
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
        let about = stored.map(|kept| &kept.record.about);
        // Refused, the way leads over the tab.
        tucai_store::set_codes(about.map(|about| (about.notice.as_str(), about.unit.as_str())));
    }
}
