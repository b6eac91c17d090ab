//! What a visit costs, in bytes.

use anyhow::{Context, Result, ensure};
use pico_args::Arguments;

use crate::{
    bundle::{Build, Bundle},
    compress, finish, site,
};

/// What may be fetched, brotli-compressed, until a class page shows its answer.
const BUDGET: usize = 70_000;

/// Everything that is fetched until a class page shows its answer.
const FIRST_VISIT: [&str; 6] =
    ["index.html", "page.css", "boot.js", "app.js", "app_bg.wasm", "notices/cqie-2027.json"];

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
    println!("{:>9} {:>9}  first visit of a class page", "raw", "brotli");
    let mut total = (0, 0);
    for name in FIRST_VISIT {
        let served = bundle.names.get(name).with_context(|| format!("{name} is missing"))?;
        let (raw, packed) = line(bundle, served)?;
        total = (total.0 + raw, total.1 + packed);
    }
    println!("{:>9} {:>9}  together, of {BUDGET} allowed", total.0, total.1);
    println!("{:>9} {:>9}  later, or never", "raw", "brotli");
    for (_, served) in bundle.names.iter().filter(|(name, _)| !FIRST_VISIT.contains(&name.as_str()))
    {
        line(bundle, served)?;
    }
    ensure!(total.1 <= BUDGET, "the first visit is {} bytes over its budget", total.1 - BUDGET);
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
