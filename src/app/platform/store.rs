//! What is kept on the phone: a few words in `localStorage`. It may be missing, refused or
//! forgotten (private mode, web views): then nothing is kept, and nothing fails.

use web_sys::Storage;

use super::document::window;

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// Keys carry the folder of the page, for other pages of the same host keep things too.
fn key(name: &str) -> String {
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
