//! The benchmarks, each against its peers.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use pico_args::Arguments;

use crate::{
    bundle::Build,
    finish,
    project::{cargo, root, run},
};

/// The benchmarks there are, with the program that runs each.
const BENCHES: [(&str, &str); 4] = [
    ("load", "bench-load"),
    ("search", "bench-search"),
    ("camera", "bench-camera"),
    (CODE, "bench-code"),
];

/// The benchmark that needs pictures.
const CODE: &str = "code";

/// Where its pictures are looked for, seen from the workspace. They are not part of it: whose
/// photos may be given on is not known of each.
const PICTURES: &str = "../shared/fixtures/qr";

/// Runs one benchmark, or all.
pub struct Bench {
    which: Option<String>,
    pictures: PathBuf,
}

impl Bench {
    /// Reads which, and for the one of the code reader the folder of the pictures.
    pub fn parse(mut args: Arguments) -> Result<Self> {
        let which: Option<String> = args.subcommand()?;
        let folder: Option<PathBuf> =
            if which.as_deref() == Some(CODE) { args.opt_free_from_str()? } else { None };
        finish(args)?;
        if let Some(name) = &which
            && !BENCHES.iter().any(|(bench, _)| bench == name)
        {
            let names: Vec<_> = BENCHES.iter().map(|(bench, _)| *bench).collect();
            bail!("no benchmark is called `{name}`; there are {}", names.join(", "));
        }
        let pictures = folder.map_or_else(|| Ok(root().join(PICTURES)), std::path::absolute)?;
        ensure!(
            which.as_deref() != Some(CODE) || pictures.is_dir(),
            "{} is no folder: `cargo xtask bench {CODE} <folder>` wants \
             <set>/<class>/<picture> with the expected text beside each as .txt",
            pictures.display()
        );
        Ok(Self { which, pictures })
    }

    /// Builds and runs.
    pub fn run(&self) -> Result<()> {
        let build = Build::usual();
        build.run()?;
        for (name, program) in BENCHES {
            if self.which.as_deref().is_some_and(|which| which != name) {
                continue;
            }
            if name == CODE && !self.pictures.is_dir() {
                println!("{CODE} is left out: there are no pictures in {PICTURES}");
                continue;
            }
            let mut command = cargo(["run", "--package", "tucai-tests", "--bin", program]);
            if name == CODE {
                command.arg("--").arg(&self.pictures);
            }
            run(command.env("TUCAI_DIST", build.folder())).context(name)?;
        }
        Ok(())
    }
}
