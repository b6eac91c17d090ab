//! The benchmarks, each against its peers.

use anyhow::{Context, Result, bail};
use pico_args::Arguments;

use crate::{
    bundle::Build,
    finish,
    project::{cargo, run},
};

/// The benchmarks there are, with the program that runs each.
const BENCHES: [(&str, &str); 2] = [("load", "bench-load"), ("search", "bench-search")];

/// Runs one benchmark, or all.
pub struct Bench(Option<String>);

impl Bench {
    /// Reads which.
    pub fn parse(mut args: Arguments) -> Result<Self> {
        let which: Option<String> = args.subcommand()?;
        finish(args)?;
        if let Some(name) = &which
            && !BENCHES.iter().any(|(bench, _)| bench == name)
        {
            let names: Vec<_> = BENCHES.iter().map(|(bench, _)| *bench).collect();
            bail!("no benchmark is called `{name}`; there are {}", names.join(", "));
        }
        Ok(Self(which))
    }

    /// Builds and runs.
    pub fn run(&self) -> Result<()> {
        let build = Build::usual();
        build.run()?;
        for (name, program) in BENCHES {
            if self.0.as_deref().is_none_or(|which| which == name) {
                let args = ["run", "--package", "tucai-tests", "--bin", program];
                run(cargo(args).env("TUCAI_DIST", build.folder())).context(name)?;
            }
        }
        Ok(())
    }
}
