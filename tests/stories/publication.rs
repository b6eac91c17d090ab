//! Sites that a host serves later than the built one: a newer program, newer data, none at all.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;
use tucai_tests::dist;

/// The built site in a folder of its own.
pub fn copy() -> TempDir {
    fn copy_all(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().flatten() {
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy_all(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy_all(&dist(), folder.path());
    folder
}

/// The names of the files at the root that carry a hash, such as `app-672ca9018db4.js`.
pub fn hashed(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let is_hashed = |name: &String| {
        name.split_once('.').and_then(|(stem, _)| stem.rsplit_once('-')).is_some_and(|(_, hash)| {
            hash.len() == 12 && hash.chars().all(|char| char.is_ascii_hexdigit())
        })
    };
    names.filter(is_hashed).collect()
}

/// The next version of the program: every hashed file under another name, each reference changed
/// with it, and a mark on the page.
pub fn next_version() -> TempDir {
    let folder = copy();
    let names = hashed(folder.path());
    let renamed = |name: &str| name.replacen('.', "e.", 1);
    let mut texts: Vec<PathBuf> = Vec::new();
    for name in &names {
        fs::rename(folder.path().join(name), folder.path().join(renamed(name))).unwrap();
    }
    for file in fs::read_dir(folder.path()).unwrap().flatten() {
        let is_text = |end: &str| ["html", "js", "css", "webmanifest"].contains(&end);
        if file.path().extension().and_then(|end| end.to_str()).is_some_and(is_text) {
            texts.push(file.path());
        }
    }
    for path in texts {
        let mut text = fs::read_to_string(&path).unwrap();
        for name in &names {
            text = text.replace(name.as_str(), &renamed(name));
        }
        if path.ends_with("index.html") {
            text = text.replacen("<body>", "<body data-version=\"2\">", 1);
        }
        if path.ends_with("sw.js") {
            text = newer_worker(&text);
        }
        fs::write(&path, text).unwrap();
    }
    for page in fs::read_dir(folder.path().join("notices")).unwrap().flatten() {
        if page.path().extension().is_some_and(|end| end == "html") {
            let mut text = fs::read_to_string(page.path()).unwrap();
            for name in &names {
                text = text.replace(name.as_str(), &renamed(name));
            }
            fs::write(page.path(), text).unwrap();
        }
    }
    folder
}

/// Another version, and no hashes: the bytes behind them have changed.
fn newer_worker(text: &str) -> String {
    let is_version = |part: &&str| part.len() == 12 && part.chars().all(|c| c.is_ascii_hexdigit());
    let version = text.split('"').find(is_version).unwrap();
    let mut newer = text.replacen(version, "00000000000e", 1);
    let hashes: Vec<&str> = text.split('"').filter(|part| part.starts_with("sha256-")).collect();
    for hash in hashes {
        newer = newer.replace(hash, "");
    }
    newer
}

/// The same program, with the next revision of cqie-2027: an edit of its timetable and of the whole
/// notice.
pub fn revised(edit: impl Fn(&mut Value)) -> TempDir {
    let folder = copy();
    for name in ["cqie-2027.json", "cqie-2027.whole.json"] {
        let path = folder.path().join("notices").join(name);
        let mut notice: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        notice["revision"] = 2.into();
        edit(&mut notice);
        fs::write(&path, notice.to_string()).unwrap();
    }
    let page = folder.path().join("notices/cqie-2027.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("data-revision=\"1\"", "data-revision=\"2\"")).unwrap();
    folder
}

/// Moves 23软工1班 an hour later.
pub fn later(notice: &mut Value) {
    let slots = notice["schedule"]["slots"].as_array_mut().unwrap();
    let its = slots.iter_mut().find(|slot| slot["units"][0]["name"] == "23软工1班").unwrap();
    its["when"]["clock"]["span"] = "15:10-15:30".into();
}

/// The same program, with a timetable of the next revision: 23软工1班 an hour later.
pub fn with_later_time() -> TempDir {
    revised(later)
}

/// The same site, its notice postponed.
pub fn postponed() -> TempDir {
    let folder = copy();
    let path = folder.path().join("notices/cqie-2027.json");
    let mut notice: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    notice["standing"] =
        serde_json::json!({"postponed": {"on": "2026-04-10", "says": "因故延期，时间另行通知。"}});
    fs::write(&path, notice.to_string()).unwrap();
    folder
}

/// The same site with the service worker switched off as `sw-off.js` says: copied over `sw.js`.
pub fn switched_off() -> TempDir {
    let folder = copy();
    fs::copy(folder.path().join("sw-off.js"), folder.path().join("sw.js")).unwrap();
    folder
}
