//! What is kept on the phone in a few words: `localStorage`, for all programs of the page. It may be
//! missing, refused or forgotten (private mode, web views): then nothing is kept, and nothing fails.

use web_sys::{Storage, window};

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// A name as the whole host knows it: it carries the folder of the page, for other pages of the same
/// host keep things too.
pub fn key(name: &str) -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("tucai:{folder}/:{name}")
}

/// What was kept under a name.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// Keeps a text; whether that worked.
pub fn set(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&key(name), value).is_ok())
}

/// Forgets a text.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        // What cannot be removed was never kept.
        let _ = storage.remove_item(&key(name));
    }
}

/// The name under which the notices stand for which a collection code is kept, a line each. The
/// codes themselves are elsewhere; this tells the page whether there is one to show.
pub const CODES: &str = "codes";

/// Whether a collection code is kept for a notice.
pub fn has_code(notice: &str) -> bool {
    get(CODES).is_some_and(|notices| notices.lines().any(|line| line == notice))
}
