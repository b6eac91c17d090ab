//! Loading the list of notices, a notice's timetable and its details, with each failure said by whose
//! move is next.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tucai_notice::html::MARK;
use tucai_notice::read::{self, Wrong};
use tucai_notice::{IndexEntry, Notice, lookup};

use crate::platform::net::{self, NetError};
use crate::platform::{document, json};
use crate::state::App;

/// The list of notices.
pub type Index = Vec<IndexEntry>;

/// A notice's timetable with what is worked out from it once.
pub struct Loaded {
    /// The timetable; the rest of the notice is left to the plain page.
    pub notice: Notice,
    /// Its names, ready to be searched.
    pub names: lookup::Index,
    /// Since when it has been kept on the phone, if the network did not answer.
    pub kept: Option<String>,
}

/// A file on its way, or here.
pub enum Loading<T> {
    /// Not asked for yet.
    Idle,
    /// Asked for: of which notice.
    Waiting(String),
    /// Here: of which notice, and what.
    Ready(String, Arc<T>),
    /// Not to be had: of which notice, and why.
    Failed(String, LoadError),
}

impl<T> Loading<T> {
    /// Whether it was asked for, of this notice.
    fn is_of(&self, wanted: &str) -> bool {
        match self {
            Self::Idle => false,
            Self::Waiting(id) | Self::Ready(id, _) | Self::Failed(id, _) => id == wanted,
        }
    }
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

/// Loads into a signal, unless it is there or on its way.
fn load<T: Send + Sync + 'static>(
    signal: RwSignal<Loading<T>>,
    id: &str,
    fetch: impl Future<Output = Result<T, LoadError>> + 'static,
) {
    if signal.with_untracked(|loading| loading.is_of(id)) {
        return;
    }
    let id = id.to_owned();
    signal.set(Loading::Waiting(id.clone()));
    spawn_local(async move {
        let outcome = fetch.await;
        // The reader may have gone on to another notice meanwhile.
        if signal.with_untracked(|loading| matches!(loading, Loading::Waiting(it) if *it == id)) {
            signal.set(match outcome {
                Ok(value) => Loading::Ready(id, Arc::new(value)),
                Err(error) => Loading::Failed(id, error),
            });
        }
    });
}

impl App {
    /// Loads the list of notices.
    pub fn need_index(self) {
        load(self.index, "", async {
            let (json, _) = net::json("index.json").await?;
            Ok(read::index(&json::Value::new(json))?)
        });
    }

    /// Loads a notice's timetable.
    pub fn need_notice(self, id: &str) {
        let name = [id, ".json"].concat();
        load(self.notice, id, async move {
            let (json, kept) = net::json(&name).await?;
            let notice = read::timetable(&json::Value::new(json))?;
            Ok(Loaded { names: lookup::Index::new(&notice), notice, kept })
        });
    }

    /// Loads what else a notice says, once the answer is on the screen.
    pub fn need_details(self, id: &str, revision: u32) {
        let name = [id, ".html"].concat();
        load(self.details, id, async move {
            document::painted().await;
            let page = net::text(&name).await?;
            let of_revision = ["data-revision=\"", &revision.to_string(), "\""].concat();
            match page.split(MARK).nth(1) {
                Some(details) if page.contains(&of_revision) => {
                    Ok(details.replace("<details open>", "<details>"))
                }
                // The timetable and the plain page are not of one publication.
                _ => Err(LoadError::Broken(Wrong(name))),
            }
        });
    }

    /// Asks again for whatever is not there.
    pub fn retry(self) {
        fn forget<T: Send + Sync + 'static>(signal: RwSignal<Loading<T>>) {
            if signal.with_untracked(|loading| matches!(loading, Loading::Failed(..))) {
                signal.set(Loading::Idle);
            }
        }
        forget(self.index);
        forget(self.notice);
        forget(self.details);
    }
}
