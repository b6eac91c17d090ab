//! How fast the product looks at portraits, and what that costs, beside `MediaPipe`'s own programs: face
//! mesh and selfie segmentation, in one Chromium.
//!
//! The argument is a folder of pictures. Each is decoded once; the product's inspector has it in a
//! worker, `MediaPipe`'s programs in documents of their own, as they need WebGL, which is software on a
//! machine without a graphics processor: there the comparison says little of a phone's. Of three
//! turns the quickest counts; all have been warmed up. Then the live view of the built site, with
//! page and worker slowed four times.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark fails by panicking"
)]

mod film;
mod slow;

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tucai_tests::{Phone, Times, Visit, dist, measured, package};

/// The page of this benchmark, and the workers and documents that it loads.
const PAGE: [(&str, &str); 6] = [
    ("index.html", include_str!("inspectors/index.html")),
    ("page.js", include_str!("inspectors/page.js")),
    ("ours.js", include_str!("inspectors/ours.js")),
    ("peer.js", include_str!("inspectors/peer.js")),
    ("mesh.html", include_str!("inspectors/mesh.html")),
    ("mask.html", include_str!("inspectors/mask.html")),
];

/// The networks by their names, with their places on the wire.
const NETWORKS: [(&str, u32); 3] = [("detector", 0), ("mesh", 1), ("mask", 3)];

/// Everything that `MediaPipe`'s programs fetch.
const THEIRS: [&str; 11] = [
    "face_mesh/face_mesh.js",
    "face_mesh/face_mesh.binarypb",
    "face_mesh/face_mesh_solution_packed_assets.data",
    "face_mesh/face_mesh_solution_packed_assets_loader.js",
    "face_mesh/face_mesh_solution_simd_wasm_bin.js",
    "face_mesh/face_mesh_solution_simd_wasm_bin.wasm",
    "selfie_segmentation/selfie_segmentation.js",
    "selfie_segmentation/selfie_segmentation.binarypb",
    "selfie_segmentation/selfie_segmentation.tflite",
    "selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.js",
    "selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm",
];

/// So many pictures are looked at before it counts.
const WARM_UP: usize = 4;

/// So often each is looked at in each way.
const TURNS: usize = 3;

/// Our bytes by theirs, at most.
const SHARE: f64 = 0.25;

/// The worker's memory after all pictures stays below this.
const MEMORY: f64 = 40e6;

/// The live view is slowed so many times, and looks at more pictures a second than this.
const SLOWED: u32 = 4;
const RATE: f64 = 10.0;

/// So long the live view is watched, once it has begun.
const WATCHED: Duration = Duration::from_secs(10);

const LIVE: &str = "#/cqie-2027/class/23软工1班/portrait";

/// Notes when a worker answers with faces, and how long that took.
const WATCH: &str = "
    const Usual = Worker;
    globalThis.benchGlances = [];
    globalThis.Worker = class extends Usual {
        constructor(...given) {
            super(...given);
            this.addEventListener('message', ({ data }) => {
                const now = performance.now();
                const faces = Array.isArray(data) && data[0][1] === 4;
                const found = faces && data[0][3] > 0;
                if (faces) benchGlances.push({ now, ms: now - this.sent, found });
            });
        }
        postMessage(...given) {
            this.sent = performance.now();
            super.postMessage(...given);
        }
    };
";

/// What was measured of the pictures.
#[derive(Default)]
struct Table {
    detector: Times,
    ours: Times,
    theirs: Times,
    memory: f64,
    /// Pictures with a face, as ours and theirs see it.
    faces: [usize; 2],
}

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("name the folder of the pictures");
        return ExitCode::from(2);
    };
    let pictures: Vec<_> =
        names(&folder).into_iter().filter(|name| has_end(name, &["jpg", "png"])).collect();
    if pictures.is_empty() {
        eprintln!("{} has no pictures", folder.display());
        return ExitCode::from(2);
    }
    let table = compared(&folder, &pictures);
    let bytes = [our_bytes(&dist()), their_bytes()];
    table.print(pictures.len(), bytes);
    let rate = live();
    figures(&table, bytes, rate)
}

/// What each makes of all pictures.
fn compared(folder: &Path, pictures: &[String]) -> Table {
    let dist = dist();
    let site = site(&dist, folder);
    measured("bench-portrait", &Phone::default(), site.path(), async |visit: &mut Visit| {
        // WebGL tells what it does.
        visit.expects_error("");
        visit.open("").await;
        visit.until("the page", "globalThis.ready").await;
        for (name, place) in NETWORKS {
            let address =
                json!(format!("networks/{}", named(&dist.join("networks"), name, "tflite")));
            let loaded =
                visit.awaits("return load(given[0], given[1])", vec![json!(place), address]);
            println!("{name} loaded in {:.0} ms", number(&loaded.await["ms"]));
        }
        let prepared = visit.awaits("return prepare()", Vec::new()).await;
        assert!(prepared.is_number(), "{prepared}");
        println!("MediaPipe's programs prepared in {:.0} ms", number(&prepared));
        for picture in pictures.iter().take(WARM_UP) {
            for way in ["faces", "portrait", "mesh", "mask"] {
                look(visit, picture, way, 1).await;
            }
        }
        let mut table = Table::default();
        for picture in pictures {
            let faces = look(visit, picture, "faces", TURNS).await;
            let portrait = look(visit, picture, "portrait", TURNS).await;
            let mesh = look(visit, picture, "mesh", TURNS).await;
            let mask = look(visit, picture, "mask", TURNS).await;
            table.detector.push(number(&faces["ms"]));
            table.ours.push(number(&portrait["ms"]));
            table.theirs.push(number(&mesh["ms"]) + number(&mask["ms"]));
            table.memory = table.memory.max(number(&portrait["memory"]));
            for (count, of) in table.faces.iter_mut().zip([faces, mesh]) {
                *count += usize::from(number(&of["found"]) > 0.0);
            }
        }
        table
    })
}

/// What comes of looking at a picture in one way, the quickest of so many turns.
async fn look(visit: &Visit, picture: &str, way: &str, turns: usize) -> Value {
    let given = vec![json!(Path::new("pictures").join(picture)), json!(way), json!(turns)];
    let seen = visit.awaits("return look(...given)", given).await;
    assert!(seen.is_object(), "{picture}, {way}: {seen}");
    seen
}

/// Pictures a second that the live view looks at, with a face before the camera that is too small to be
/// taken.
fn live() -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let film = film::far_away(folder.path());
    measured("bench-portrait", &Phone::default().with_camera(&film), &dist(), async |visit| {
        let visit: &mut Visit = visit;
        for source in [WATCH.to_owned(), slow::workers(SLOWED)] {
            visit.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
        }
        visit.slowed(SLOWED).await;
        visit.open(LIVE).await;
        visit.does("camera").await;
        visit.until("the live view", "benchSlowed && benchGlances.length > 3").await;
        visit.js("benchGlances = []", Vec::new()).await;
        visit.pause(WATCHED).await;
        let trips = visit.js("return benchGlances.map(({ ms }) => ms)", Vec::new()).await;
        let trips: Times = trips.as_array().unwrap().iter().map(number).collect();
        println!("live, slowed {SLOWED} times: the worker answers after {:.0} ms", trips.median());
        let found = visit.js("return benchGlances.every(({ found }) => found)", Vec::new()).await;
        assert_eq!(found, json!(true), "the face in the film is found");
        let rate = "const [first] = benchGlances, last = benchGlances.at(-1);
            return 1000 * (benchGlances.length - 1) / (last.now - first.now)";
        visit.number(rate).await
    })
}

impl Table {
    fn print(&self, pictures: usize, [ours, theirs]: [u64; 2]) {
        let told = |times: &Times| format!("{:.0} / {:.0}", times.median(), times.quantile(0.95));
        println!(
            "\n{pictures} pictures; milliseconds until the page has it, median / 95th percentile\n"
        );
        println!("{:<40}{:>12}{:>12}", "", "ours", "MediaPipe");
        println!("{:<40}{:>12}", "the faces alone", told(&self.detector));
        println!("{:<40}{:>12}{:>12}", "everything", told(&self.ours), told(&self.theirs));
        println!("{:<40}{ours:>12}{theirs:>12}", "bytes, brotli");
        println!("{:<40}{:>12}{:>12}", "pictures with a face", self.faces[0], self.faces[1]);
        println!("{:<40}{:>12}\n", "bytes of the worker's memory", self.memory);
    }
}

fn figures(table: &Table, [ours, theirs]: [u64; 2], rate: f64) -> ExitCode {
    #[allow(clippy::cast_precision_loss, reason = "a few million")]
    let share = ours as f64 / theirs as f64;
    let quicker = table.theirs.median() / table.ours.median();
    let figures = [
        (format!("{share:.2} of MediaPipe's bytes, at most {SHARE}"), share <= SHARE),
        (
            format!("{quicker:.1} times as fast as MediaPipe with WebGL as it is here"),
            quicker > 1.0,
        ),
        (format!("the worker's memory below {MEMORY:.0} bytes"), table.memory < MEMORY),
        (
            format!("the live view, slowed {SLOWED} times: {rate:.1} a second, at least {RATE}"),
            rate >= RATE,
        ),
    ];
    for (claim, holds) in &figures {
        println!("{:<14} {claim}", if *holds { "holds" } else { "DOES NOT HOLD" });
    }
    if figures.iter().all(|(_, holds)| *holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The page of this benchmark with everything it loads.
fn site(dist: &Path, pictures: &Path) -> TempDir {
    let site = tempfile::Builder::new().prefix("tucai-bench-").tempdir().unwrap();
    for (name, text) in PAGE {
        fs::write(site.path().join(name), text).unwrap();
    }
    let here = site.path().join("program");
    fs::create_dir(&here).unwrap();
    fs::copy(dist.join(named(dist, "inspector", "js")), here.join("inspector.js")).unwrap();
    // The script knows the other by its name in dist.
    let wasm = named(dist, "inspector_bg", "wasm");
    fs::copy(dist.join(&wasm), here.join(&wasm)).unwrap();
    for (name, target) in [
        ("pictures", pictures),
        ("networks", &dist.join("networks")),
        ("mediapipe", &package("@mediapipe")),
    ] {
        symlink(target.canonicalize().unwrap(), site.path().join(name)).unwrap();
    }
    site
}

/// The bytes of the inspector and its networks, compressed.
fn our_bytes(dist: &Path) -> u64 {
    let size = |path: PathBuf| fs::metadata(path.with_added_extension("br")).unwrap().len();
    let networks = dist.join("networks");
    let of = NETWORKS.map(|(name, _)| size(networks.join(named(&networks, name, "tflite"))));
    let program = [("inspector", "js"), ("inspector_bg", "wasm")];
    let program = program.map(|(name, end)| size(dist.join(named(dist, name, end))));
    of.iter().chain(&program).sum()
}

/// The bytes of `MediaPipe`'s programs, compressed in the same way.
fn their_bytes() -> u64 {
    let script = "const { readFileSync } = require('fs'), { brotliCompressSync } = require('zlib');
        const sizes = process.argv.slice(1).map(name => brotliCompressSync(readFileSync(name)).length);
        console.log(sizes.reduce((a, b) => a + b));";
    let files = THEIRS.map(|name| package("@mediapipe").join(name));
    let output = Command::new("node").arg("-e").arg(script).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

/// The file of a folder that is called so but for the hash in its name.
fn named(folder: &Path, stem: &str, end: &str) -> String {
    let is_it = |name: &String| {
        let middle = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(&format!(".{end}")));
        middle.is_some_and(|hash| hash.len() == 13 && hash.starts_with('-'))
    };
    let found = names(folder).into_iter().find(is_it);
    found.unwrap_or_else(|| panic!("{stem}-*.{end} is missing in {}", folder.display()))
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

fn has_end(name: &str, ends: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| ends.contains(&end))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}
