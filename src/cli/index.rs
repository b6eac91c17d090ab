//! `tucai notice index`: the index.json of a folder of notices.

use std::cmp::Reverse;
use std::path::Path;

use tucai_notice::{IndexEntry, Notice};

use crate::error::CliError;
use crate::files;
use crate::output::message;

/// Writes the index of a folder.
pub fn write(dir: &Path) -> Result<(), CliError> {
    let path = dir.join("index.json");
    files::write(&path, &text(dir)?)?;
    message(&format!("已更新 {}", path.display()));
    Ok(())
}

/// The index of a folder as it is written.
pub fn text(dir: &Path) -> Result<String, CliError> {
    let mut entries = Vec::new();
    for path in files::notices_in(dir)? {
        let notice = Notice::from_json(&files::read(&path)?)
            .map_err(|source| CliError::Notice { path, source })?;
        entries.push(IndexEntry::from(&notice));
    }
    // The newest capture first, those without days last; of the same day, by id.
    entries.sort_by_key(|entry| {
        let last = entry.dates.iter().map(|days| days.last()).max();
        (Reverse(last), entry.id.clone())
    });
    let mut text = serde_json::to_string_pretty(&entries)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_index_is_current() {
        let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices"));
        let published = files::read(&dir.join("index.json")).unwrap_or_default();
        assert!(
            published == text(dir).unwrap(),
            "run: cargo run -p tucai-cli -- notice index public/notices"
        );
    }
}
