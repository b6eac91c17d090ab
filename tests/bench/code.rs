//! How many codes the product's reader reads, and how fast, beside zxing-wasm, jsQR and the
//! browser's own `BarcodeDetector` (where it has one): in one Chromium, each in a worker of its own.
//!
//! The argument is a folder of pictures, `<set>/<class>/<picture>` with what the code says beside
//! each (`.txt`). Each picture is decoded once and read by all, one after another; times are taken
//! in the worker around the call that reads. No payload is printed.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark fails by panicking"
)]

mod table;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};
use tempfile::TempDir;
use tucai_tests::{Phone, Visit, dist, measured, package};

use table::Table;

/// The page and the workers of this benchmark.
const PAGE: [(&str, &str); 6] = [
    ("index.html", include_str!("readers/index.html")),
    ("page.js", include_str!("readers/page.js")),
    ("ours.js", include_str!("readers/ours.js")),
    ("zxing.js", include_str!("readers/zxing.js")),
    ("jsqr.js", include_str!("readers/jsqr.js")),
    ("detector.js", include_str!("readers/detector.js")),
];

/// So many pictures are read once before it counts, spread over all: programs get faster while
/// they run.
const WARM_UP: usize = 24;

/// A picture, by its path below the folder of all.
struct Picture {
    /// Which of the sets that are summed up.
    set: &'static str,
    class: String,
    path: String,
}

/// What one reader made of one picture.
struct Read {
    /// Milliseconds of the call that reads, as the worker took them.
    ms: f64,
    /// Milliseconds by the reader's own clock, if it has one.
    said: f64,
    /// Milliseconds until the page had the answer.
    trip: f64,
    /// Whether the expected code is among those that were read.
    right: bool,
    /// Codes that nobody else read and nobody expected.
    wrong: u64,
    /// Why there is no answer.
    failed: Option<String>,
}

/// A picture with what each reader made of it, by the reader's name.
struct Row {
    picture: Picture,
    reads: BTreeMap<String, Read>,
}

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("name the folder of the pictures: <set>/<class>/<picture>, a .txt beside each");
        return ExitCode::from(2);
    };
    let pictures = pictures(&folder);
    if pictures.is_empty() {
        eprintln!("{} has no pictures: <set>/<class>/<picture>", folder.display());
        return ExitCode::from(2);
    }
    let program = Program::of(&dist());
    let site = site(&program, &folder);
    let (readers, rows) =
        measured("bench-code", &Phone::default(), site.path(), async |visit: &mut Visit| {
            visit.open("").await;
            visit.until("the page", "globalThis.ready").await;
            let readers = visit.awaits("return ready()", Vec::new()).await;
            let readers: Vec<String> = serde_json::from_value(readers).unwrap();
            for picture in pictures.iter().step_by(pictures.len().div_ceil(WARM_UP)) {
                read(visit, picture).await;
            }
            let mut rows = Vec::new();
            for picture in pictures {
                let reads = read(visit, &picture).await;
                rows.push(Row { picture, reads });
            }
            (readers, rows)
        });
    Table { readers, rows, program: program.brotli }.report()
}

/// All pictures of a folder, by set and class.
fn pictures(folder: &Path) -> Vec<Picture> {
    let mut pictures = Vec::new();
    for above in names(folder) {
        for class in names(&folder.join(&above)) {
            let here = folder.join(&above).join(&class);
            let set = match above.as_str() {
                "synthetic" => "synthetic",
                _ if class.starts_with("boof-") => "BoofCV photos",
                _ => "zxing, jsQR, rqrr",
            };
            let pictures_here = names(&here).into_iter().filter(|name| {
                let name = Path::new(name);
                name.extension().is_some_and(|it| it != "txt")
                    && here.join(name).with_extension("txt").is_file()
            });
            pictures.extend(pictures_here.map(|name| Picture {
                set,
                class: class.clone(),
                path: format!("{above}/{class}/{name}"),
            }));
        }
    }
    // The order of the names is that of the classes in a set, but not of the sets.
    pictures.sort_by_key(|picture| {
        ["synthetic", "zxing, jsQR, rqrr"].iter().position(|it| *it == picture.set).unwrap_or(2)
    });
    pictures
}

/// The names in a folder, in order; none in what is no folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The worker's program of the built site.
struct Program {
    script: PathBuf,
    wasm: PathBuf,
    /// Bytes of both, compressed.
    brotli: u64,
}

impl Program {
    fn of(dist: &Path) -> Self {
        let part = |start: &str, end: &str| {
            let mut names = names(dist).into_iter();
            let name = names.find(|name| name.starts_with(start) && name.ends_with(end));
            dist.join(name.unwrap_or_else(|| panic!("{start}*{end} is missing in dist")))
        };
        let size = |path: &Path| fs::metadata(path.with_added_extension("br")).unwrap().len();
        let (script, wasm) = (part("worker-", ".js"), part("worker_bg-", ".wasm"));
        let brotli = size(&script) + size(&wasm);
        Self { script, wasm, brotli }
    }
}

/// The page of this benchmark with everything it loads.
fn site(program: &Program, pictures: &Path) -> TempDir {
    let site = tempfile::Builder::new().prefix("tucai-bench-").tempdir().unwrap();
    for (name, text) in PAGE {
        fs::write(site.path().join(name), text).unwrap();
    }
    let here = site.path().join("program");
    fs::create_dir(&here).unwrap();
    fs::copy(&program.script, here.join("worker.js")).unwrap();
    // The script knows the other by its name in dist.
    fs::copy(&program.wasm, here.join(program.wasm.file_name().unwrap())).unwrap();
    symlink(pictures.canonicalize().unwrap(), site.path().join("pictures")).unwrap();
    for name in ["zxing-wasm", "jsqr"] {
        symlink(package(name), site.path().join(name)).unwrap();
    }
    site
}

/// Has a picture read by all.
async fn read(visit: &Visit, picture: &Picture) -> BTreeMap<String, Read> {
    let path = Path::new("pictures").join(&picture.path);
    let addresses = vec![json!(path), json!(path.with_extension("txt"))];
    let reads = visit.awaits("return read(given[0], given[1])", addresses).await;
    let reads = reads.as_object().unwrap_or_else(|| panic!("{}: {reads}", picture.path));
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let one = |read: &Value| Read {
        ms: number(&read["ms"]),
        said: number(&read["said"]),
        trip: number(&read["trip"]),
        right: read["right"] == json!(true),
        wrong: read["wrong"].as_u64().unwrap_or_default(),
        failed: read["failed"].as_str().map(ToOwned::to_owned),
    };
    reads.iter().map(|(name, read)| (name.clone(), one(read))).collect()
}
