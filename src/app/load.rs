//! Loading the list of notices, a notice's timetable and its details, with each failure said by whose
//! move is next.

use leptos::task::spawn_local;
use tucai_json::Value;
use tucai_notice::read::{self, Wrong};
use tucai_notice::{IndexEntry, Notice};
use wasm_bindgen::JsValue;

use crate::platform::document;
use crate::platform::net::{self, NetError};
use crate::state::App;

/// A notice's timetable as loaded.
pub struct Loaded {
    /// The timetable; the rest of the notice is left to the plain page.
    pub notice: Notice,
    /// The file as the browser parsed it, for the finder.
    pub json: JsValue,
    /// Since when it has been kept on the phone, if the network did not answer.
    pub kept: Option<String>,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// The list of notices.
    Index,
    /// The timetable of a notice: its id, and what the address says of a division to be put into it.
    Notice(String, String),
    /// The plain page of a notice: its id and revision.
    Details(String, u32),
}

/// What came of a file.
pub enum Content {
    /// The list of notices.
    Index(Vec<IndexEntry>),
    /// A timetable.
    Notice(Box<Loaded>),
    /// The sections of a plain page.
    Details(String),
}

/// A file that was asked for: on its way, here, or not to be had.
pub struct Asked {
    /// Which.
    pub file: File,
    /// None while it is on its way.
    pub outcome: Option<Result<Content, LoadError>>,
}

/// Why a file is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The network's move: it did not bring the file.
    Network(NetError),
    /// The publisher's move: the file is not what it should be.
    Broken(Wrong),
}

impl From<NetError> for LoadError {
    fn from(error: NetError) -> Self {
        Self::Network(error)
    }
}

impl From<Wrong> for LoadError {
    fn from(wrong: Wrong) -> Self {
        Self::Broken(wrong)
    }
}

/// Fetches a file and hands what came of it to the page.
pub fn load(app: &App, file: File) {
    let app = app.clone();
    spawn_local(async move {
        let outcome = fetch(&file).await;
        app.loaded(&file, outcome);
    });
}

async fn fetch(file: &File) -> Result<Content, LoadError> {
    match file {
        File::Index => {
            let (value, _) = net::json("index.json", "").await?;
            Ok(Content::Index(read::index(&Value::new(value))?))
        }
        File::Notice(id, plan) => {
            let (json, kept) = net::json(&[id, ".json"].concat(), plan).await?;
            let notice = read::timetable(&Value::new(json.clone()))?;
            if notice.id != *id {
                return Err(Wrong("id".to_owned()).into());
            }
            Ok(Content::Notice(Box::new(Loaded { notice, json, kept })))
        }
        File::Details(id, revision) => {
            // What comes first is the answer; the rest waits until that can be seen.
            document::painted().await;
            let page = net::text(&[id, ".html"].concat()).await?;
            // None where the timetable and the plain page are not of one publication.
            let details = document::cut_details(&page, *revision);
            Ok(Content::Details(details.ok_or_else(|| Wrong([id, ".html"].concat()))?))
        }
    }
}
