//! Loading the list of notices and single notices, with each failure said by whose move is next.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tucai_notice::{IndexEntry, Notice, NoticeError, lookup};

use crate::platform::net::{self, Fetched, NetError};
use crate::state::App;

/// The list of notices.
pub type Index = Arc<Vec<IndexEntry>>;

/// A notice with what is worked out from it once.
pub type Notices = Arc<Loaded>;

/// A notice as loaded.
pub struct Loaded {
    /// The notice.
    pub notice: Notice,
    /// Its names, ready to be searched.
    pub names: lookup::Index,
    /// Since when it has been kept on the phone, if the network did not answer.
    pub kept: Option<String>,
}

/// A file on its way.
#[derive(Clone, Default)]
pub enum Loading<T> {
    /// Not asked for yet.
    #[default]
    Idle,
    /// Asked for: the id.
    Waiting(String),
    /// Here.
    Ready(T),
    /// Not to be had: the id, and why.
    Failed(String, LoadError),
}

/// Why a file is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The network's move: it did not bring the file.
    Network(NetError),
    /// The publisher's move: the file is no notice.
    Broken(NoticeError),
}

impl App {
    /// Loads the list of notices, unless it is here or on its way.
    pub fn need_index(self) {
        if matches!(self.index.get_untracked(), Loading::Ready(_) | Loading::Waiting(_)) {
            return;
        }
        self.index.set(Loading::Waiting(String::new()));
        spawn_local(async move {
            let read = |file: Fetched| {
                IndexEntry::list_from_json(&file.text).map(Arc::new).map_err(LoadError::Broken)
            };
            let index = net::notices_file("index.json").await.map_err(LoadError::Network);
            self.index.set(match index.and_then(read) {
                Ok(index) => Loading::Ready(index),
                Err(error) => Loading::Failed(String::new(), error),
            });
        });
    }

    /// Loads a notice, unless it is here or on its way.
    pub fn need_notice(self, id: &str) {
        let here = self.notice.with_untracked(|notice| match notice {
            Loading::Ready(loaded) => loaded.notice.id == id,
            Loading::Waiting(other) | Loading::Failed(other, _) => other == id,
            Loading::Idle => false,
        });
        if !here {
            self.load_notice(id.to_owned());
        }
    }

    /// Loads a notice, whatever is here.
    pub fn load_notice(self, id: String) {
        self.notice.set(Loading::Waiting(id.clone()));
        spawn_local(async move {
            let loaded = load(&id).await;
            // The reader may have gone on to another notice meanwhile.
            let still = self.notice.with_untracked(
                |notice| matches!(notice, Loading::Waiting(waiting) if *waiting == id),
            );
            if still {
                self.notice.set(match loaded {
                    Ok(loaded) => Loading::Ready(Arc::new(loaded)),
                    Err(error) => Loading::Failed(id, error),
                });
            }
        });
    }
}

async fn load(id: &str) -> Result<Loaded, LoadError> {
    let file = net::notices_file(&[id, ".json"].concat()).await.map_err(LoadError::Network)?;
    let mut notice = Notice::from_json(&file.text).map_err(LoadError::Broken)?;
    // The file's name is what the address asked for; a copy under another name still answers.
    id.clone_into(&mut notice.id);
    let names = lookup::Index::new(&notice);
    Ok(Loaded { notice, names, kept: file.kept })
}
