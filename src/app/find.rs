//! Finding a unit: at once where it is written as in the notice, else with the finder, a program of
//! its own that is loaded when it is needed.

use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::platform::finder::{self, Finder};
use crate::state::App;

/// A slot of the unit that was asked for.
#[derive(Clone, Debug)]
pub struct Match {
    /// The slot's position in the schedule.
    pub slot: usize,
    /// The unit's position in the slot.
    pub unit: usize,
    /// What the asked unit is called alone.
    pub name: String,
}

/// What came of looking for a unit.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The slots of the unit, in order of time.
    pub matches: Vec<Match>,
    /// Names near to it.
    pub nearest: Vec<String>,
    /// Who is told that the notice is not for them: a position in the notice's list.
    pub excluded: Option<usize>,
    /// Set where nobody could look: the finder did not come.
    pub failed: bool,
}

/// The finder's way to the page.
#[derive(Default)]
pub enum Helper {
    /// Not asked for.
    #[default]
    Away,
    /// On its way, for this file.
    Coming(JsValue),
    /// Here, for this file.
    Here(JsValue, Finder),
    /// Not to be had: lists must do.
    Failed,
}

/// Fetches the finder for the notice that is loaded, unless it is here or on its way.
pub fn need_finder(app: &App) {
    let wanted = app.with(|model| {
        let loaded = model.loaded()?;
        match &model.helper {
            Helper::Coming(of) | Helper::Here(of, _) if *of == loaded.json => None,
            // Lists must do, until the reader asks again.
            Helper::Failed => None,
            _ => Some(loaded.json.clone()),
        }
    });
    let Some(json) = wanted else {
        return;
    };
    app.with(|model| model.helper = Helper::Coming(json.clone()));
    let app = app.clone();
    spawn_local(async move {
        let helper = match finder::fetch(&json).await {
            Some(finder) => Helper::Here(json, finder),
            None => Helper::Failed,
        };
        app.with(|model| model.helper = helper);
        app.draw();
    });
}
