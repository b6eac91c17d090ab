//! What a visit costs, in bytes.

use anyhow::{Context, Result, ensure};
use pico_args::Arguments;

use crate::{
    bundle::{Build, Bundle},
    compress, finish, site,
};

/// Files that are fetched together, by their names in the sources.
struct Group {
    what: &'static str,
    files: &'static [&'static str],
    /// How many bytes they may have, brotli-compressed.
    budget: Option<usize>,
}

const GROUPS: [Group; 6] = [
    Group {
        what: "first visit of a class page",
        files: &[
            "index.html",
            "page.css",
            "boot.js",
            "app.js",
            "app_bg.wasm",
            "notices/cqie-2027.json",
        ],
        budget: Some(70_000),
    },
    Group {
        what: "the way of a class that is kept, and the tab after the capture",
        files: &["guide.css", "guide.js", "guide_bg.wasm", "notices/cqie-2027.whole.json"],
        budget: None,
    },
    Group {
        what: "the counselor's tools, when one is unfolded",
        files: &["desk.css", "desk.js", "desk_bg.wasm", "notices/cqie-2027.whole.json"],
        budget: None,
    },
    Group {
        what: "a portrait's face, found without a tap that names a size",
        files: &["inspector.js", "inspector_bg.wasm", "networks/detector.tflite"],
        budget: Some(500_000),
    },
    Group {
        what: "a portrait's measures, after such a tap",
        files: &["networks/mesh.tflite", "networks/mask.tflite"],
        budget: None,
    },
    Group {
        what: "a closer look at eyes and mouth, after another",
        files: &["networks/attention_mesh.tflite"],
        budget: None,
    },
];

/// Prints the bytes of each part and fails over the budget.
pub struct Size(Build);

impl Size {
    /// Takes no options.
    pub fn parse(args: Arguments) -> Result<Self> {
        finish(args)?;
        Ok(Self(Build::usual()))
    }

    /// Builds and measures.
    pub fn run(&self) -> Result<()> {
        report(&self.0.run()?)
    }
}

/// Measures a site that is built.
pub fn report(bundle: &Bundle) -> Result<()> {
    let mut over = Vec::new();
    for Group { what, files, budget } in &GROUPS {
        println!("{:>9} {:>9}  {what}", "raw", "brotli");
        let mut total = (0, 0);
        for name in *files {
            let served = bundle.names.get(*name).with_context(|| format!("{name} is missing"))?;
            let (raw, packed) = line(bundle, served)?;
            total = (total.0 + raw, total.1 + packed);
        }
        let allowed = budget.map_or_else(String::new, |budget| format!(", of {budget} allowed"));
        println!("{:>9} {:>9}  together{allowed}", total.0, total.1);
        over.extend(budget.filter(|budget| total.1 > *budget).map(|_| *what));
    }
    println!("{:>9} {:>9}  later, or never", "raw", "brotli");
    let grouped = |name: &str| GROUPS.iter().any(|group| group.files.contains(&name));
    for (_, served) in bundle.names.iter().filter(|(name, _)| !grouped(name)) {
        line(bundle, served)?;
    }
    ensure!(over.is_empty(), "over the budget: {}", over.join("; "));
    Ok(())
}

fn line(bundle: &Bundle, served: &str) -> Result<(usize, usize)> {
    let raw = site::file(&bundle.files, served)?;
    let packed = match bundle.files.get(&format!("{served}.br")) {
        Some(sibling) => sibling.len(),
        None => compress::brotli(raw)?.len(),
    };
    println!("{:>9} {packed:>9}  {served}", raw.len());
    Ok((raw.len(), packed))
}
