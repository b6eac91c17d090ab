//! The finder: the second program of the page, for names that are not written as in the notice.

use js_sys::Array;
use tucai_notice::lookup::HitKind;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::boot;
use crate::find::{Found, Match};

#[wasm_bindgen]
extern "C" {
    /// The finder of one notice.
    pub type Finder;

    #[wasm_bindgen(method)]
    fn find(this: &Finder, asked: &str) -> Array;

    #[wasm_bindgen(method)]
    fn search(this: &Finder, typed: &str, most: u32) -> Array;
}

/// Something that was found while typing.
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The position of its first slot.
    pub slot: usize,
    /// Its name.
    pub name: String,
}

/// Fetches the finder of a notice, given its file as the browser parsed it.
pub async fn fetch(notice: &JsValue) -> Option<Finder> {
    let promise = boot::finder(notice).ok()?;
    Some(JsFuture::from(promise).await.ok()?.unchecked_into())
}

impl Finder {
    /// Looks for a unit.
    pub fn look_for(&self, asked: &str) -> Found {
        let answer = self.find(asked);
        let matches = rows(&answer.get(0)).filter_map(|row| {
            let (slot, unit, name) = (index(&row, 0)?, index(&row, 1)?, row.get(2).as_string()?);
            Some(Match { slot, unit, name })
        });
        let nearest: Array = answer.get(1).unchecked_into();
        Found {
            matches: matches.collect(),
            nearest: nearest.iter().filter_map(|name| name.as_string()).collect(),
            excluded: index(&answer, 2),
            failed: false,
        }
    }

    /// What may be meant by the words typed so far, best first.
    pub fn hits(&self, typed: &str, most: u32) -> Vec<Hit> {
        let hit = |row: Array| {
            let kind = match index(&row, 0)? {
                0 => HitKind::Unit,
                1 => HitKind::College,
                2 => HitKind::Counselor,
                _ => HitKind::Excluded,
            };
            Some(Hit { kind, slot: index(&row, 1)?, name: row.get(2).as_string()? })
        };
        rows(&self.search(typed, most)).filter_map(hit).collect()
    }
}

fn rows(list: &JsValue) -> impl Iterator<Item = Array> + use<> {
    let list: Array = list.clone().unchecked_into();
    (0..list.length()).map(move |at| list.get(at).unchecked_into())
}

fn index(row: &Array, at: u32) -> Option<usize> {
    let number = row.get(at).as_f64()?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "made by the finder"
    )]
    Some(number as usize)
}
