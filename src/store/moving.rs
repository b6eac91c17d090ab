//! Everything that is kept, at once: counted, taken out into a file, taken in from one, wiped.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use idb::Factory;
use tucai_way::kept as way;
use wasm_bindgen_futures::spawn_local;

use crate::error::StoreError;
use crate::parcel::{MOST_PICTURES, Parcel};
use crate::value::Key;
use crate::{
    CODES, LISTS, MINE, add_code, get, is_set_aside, kept, key, names, remove, set, shelf, tries,
};

/// How many tries the self-check keeps side by side.
pub const MOST_TRIES: usize = 3;

/// How long the removal of a database may take: another page may just be using it. In milliseconds.
const PATIENCE: u32 = 3000;

/// How often to look whether it is done.
const LOOK: u32 = 30;

/// What lies in the databases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Codes, and how many of them cannot be used.
    pub codes: (usize, usize),
    /// Tries, and how many of them cannot be used.
    pub tries: (usize, usize),
}

/// Counts what lies in the databases.
pub async fn count() -> Result<Counts, StoreError> {
    let (codes, bad_codes) = shelf::all().await?;
    let (tries, bad_tries) = tries::all().await?;
    Ok(Counts {
        codes: (codes.len() + bad_codes, bad_codes),
        tries: (tries.len() + bad_tries, bad_tries),
    })
}

/// What was taken out.
pub struct Taken {
    /// All that can be used.
    pub parcel: Parcel,
    /// How many of the students' own pictures were left out, for they are too large.
    pub left_out: usize,
    /// The databases could not be read: what is in them is not in the parcel.
    pub unread: bool,
}

/// Takes out what is kept, as it is; what is damaged or was set aside stays behind.
pub async fn take_out() -> Taken {
    let mut parcel = Parcel::default();
    for name in names() {
        // Which codes there are is seen by the codes; a class list stays on the device it was entered on.
        if !is_set_aside(&name)
            && name != CODES
            && name != LISTS
            && let Some(text) = get(&name)
        {
            parcel.words.insert(name, text);
        }
    }
    if parcel.words.get(MINE).is_some_and(|text| !crate::is_mine(text)) {
        parcel.words.remove(MINE);
    }
    if parcel.words.contains_key(kept::NAME) {
        // What is damaged in it is set aside now.
        let record = kept::load();
        parcel.words.remove(kept::NAME);
        if !record.is_empty() {
            parcel.words.insert(kept::NAME.to_owned(), record.text());
        }
    }
    let (mut left_out, mut bytes) = (0, 0);
    let codes = shelf::all().await;
    let shots = tries::all().await;
    let unread = codes.is_err() || shots.is_err();
    for (key, record) in codes.map(|(codes, _)| codes).unwrap_or_default() {
        let mut picture = shelf::picture(key).await;
        if bytes + picture.len() > MOST_PICTURES {
            left_out += 1;
            picture = Vec::new();
        }
        bytes += picture.len();
        parcel.codes.push((record, picture));
    }
    for (_, shot, picture) in shots.map(|(shots, _)| shots).unwrap_or_default() {
        parcel.tries.push((shot, picture));
    }
    Taken { parcel, left_out, unread }
}

/// What came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Came {
    /// Words that were new or were joined.
    pub words: usize,
    /// The class that is now the student's own came with it.
    pub mine: bool,
    /// Classes and lists of the way that came or were joined.
    pub ways: usize,
    /// Codes.
    pub codes: usize,
    /// Tries.
    pub tries: usize,
    /// What was here already, or has no room: it stayed as it was here.
    pub already: usize,
}

/// Takes a parcel in. What is here stays: of two codes with the same content for the same notice, of two
/// tries of the same moment, of two words of the same name, the one that is here goes before; the ways
/// are joined ([`way::Kept::take_in`]). Only a class whose notice is not there (`mine_is_gone`) makes room
/// for another one. All of it, or nothing.
pub async fn take_in(parcel: Parcel, mine_is_gone: bool) -> Result<Came, StoreError> {
    let mut undo = Undo { mine_is_gone, ..Undo::default() };
    match undo.take_in(parcel).await {
        Ok(came) => Ok(came),
        Err(error) => {
            undo.back().await;
            Err(error)
        }
    }
}

/// What has come in so far.
#[derive(Default)]
struct Undo {
    codes: Vec<Key>,
    tries: Vec<Key>,
    words: Vec<(String, Option<String>)>,
    /// The notice of the class that is kept here is not there.
    mine_is_gone: bool,
}

impl Undo {
    async fn take_in(&mut self, parcel: Parcel) -> Result<Came, StoreError> {
        let mut came = Came::default();
        if !parcel.codes.is_empty() {
            self.codes(parcel.codes, &mut came).await?;
        }
        if !parcel.tries.is_empty() {
            self.tries(parcel.tries, &mut came).await?;
        }
        for (name, text) in parcel.words {
            self.word(&name, text, &mut came)?;
        }
        Ok(came)
    }

    async fn codes(
        &mut self,
        codes: Vec<(crate::record::Record, Vec<u8>)>,
        came: &mut Came,
    ) -> Result<(), StoreError> {
        let (mut here, _) = shelf::all().await?;
        for (record, picture) in codes {
            let is_it = |it: &(Key, crate::record::Record)| {
                it.1.about.notice == record.about.notice && it.1.payload == record.payload
            };
            if here.iter().any(is_it) {
                came.already += 1;
                continue;
            }
            let key = shelf::add(&record, &picture).await?;
            self.codes.push(key);
            self.before(CODES);
            add_code(&record.about.notice, &record.about.unit);
            came.codes += 1;
            here.push((key, record));
        }
        Ok(())
    }

    async fn tries(
        &mut self,
        shots: Vec<(crate::shot::Shot, Vec<u8>)>,
        came: &mut Came,
    ) -> Result<(), StoreError> {
        let (here, unusable) = tries::all().await?;
        let mut here: Vec<_> = here.into_iter().map(|(_, shot, _)| shot).collect();
        for (shot, picture) in shots {
            if here.contains(&shot) || here.len() + unusable >= MOST_TRIES {
                came.already += 1;
                continue;
            }
            self.tries.push(tries::add(&shot, &picture, None).await?);
            came.tries += 1;
            here.push(shot);
        }
        Ok(())
    }

    fn word(&mut self, name: &str, text: String, came: &mut Came) -> Result<(), StoreError> {
        let text = match (name, get(name)) {
            (CODES, _) => return Ok(()),
            (kept::NAME, _) => {
                let mut mine = kept::load();
                let ways = mine.take_in(way::read(&text).kept);
                came.ways += ways;
                came.already += usize::from(ways == 0);
                mine.text()
            }
            (MINE, Some(here)) if makes_room(&here, &text, self.mine_is_gone) => text,
            (_, Some(_)) => {
                came.already += 1;
                return Ok(());
            }
            (_, None) => text,
        };
        self.before(name);
        if !set(name, &text) {
            return Err(StoreError::Full);
        }
        match name {
            MINE => came.mine = true,
            kept::NAME => {}
            _ => came.words += 1,
        }
        Ok(())
    }

    /// Remembers how a word was.
    fn before(&mut self, name: &str) {
        if self.words.iter().all(|(known, _)| known != name) {
            self.words.push((name.to_owned(), get(name)));
        }
    }

    /// Takes it all back.
    async fn back(self) {
        for (name, text) in self.words {
            match text {
                Some(text) => {
                    set(&name, &text);
                }
                None => remove(&name),
            }
        }
        for key in self.codes {
            shelf::remove(Some(key)).await.ok();
        }
        for key in self.tries {
            tries::remove(Some(key)).await.ok();
        }
    }
}

/// Whether the kept class (`here`) goes for another one of a file: damaged, or of a notice that is not there.
fn makes_room(here: &str, text: &str, is_gone: bool) -> bool {
    let notice = |of: &str| of.split('\n').next().map(str::to_owned);
    !crate::is_mine(here) || (is_gone && notice(here) != notice(text))
}

/// Wipes everything that this app keeps, and nothing of other pages of the host. Whether nothing is
/// left.
pub async fn wipe() -> bool {
    let shelf_gone = gone(shelf::DATABASE).await || shelf::remove(None).await.is_ok();
    let tries_gone = gone(tries::DATABASE).await || tries::remove(None).await.is_ok();
    for name in names() {
        remove(&name);
    }
    kept::forget_here();
    shelf_gone && tries_gone && names().is_empty()
}

/// Removes a database; whether it is gone in time.
async fn gone(name: &str) -> bool {
    let outcome = Rc::new(Cell::new(None));
    let (told, name) = (outcome.clone(), key(name));
    spawn_local(async move {
        let removal = async { Factory::new()?.delete(&name)?.await };
        told.set(Some(removal.await.is_ok()));
    });
    for _ in 0..PATIENCE / LOOK {
        TimeoutFuture::new(LOOK).await;
        if let Some(is_gone) = outcome.get() {
            return is_gone;
        }
    }
    false
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_kept_class_stays_unless_its_notice_is_not_there() {
        let (here, text) = ("nope\n23软工1班", "cqie-2027\n23软工1班");
        assert!(makes_room(here, text, true));
        assert!(!makes_room(here, text, false));
        assert!(!makes_room(here, "nope\n23软工2班", true), "no better than the one that is here");
        assert!(makes_room("x", text, false), "damaged");
    }
}
