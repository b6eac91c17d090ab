//! The benchmarks, each against its peers.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use pico_args::Arguments;

use crate::{
    bundle::Build,
    finish,
    project::{cargo, root, run},
};

/// A benchmark and the programs that run it.
struct Program {
    name: &'static str,
    binaries: &'static [&'static str],
    pictures: Option<Pictures>,
}

/// The pictures that a benchmark needs.
struct Pictures {
    /// Where they are looked for, seen from the workspace. They are not part of it: whose photos may
    /// be given on is not known of each.
    folder: &'static str,
    /// How they lie in there.
    shape: &'static str,
}

/// The benchmarks there are.
const BENCHES: [Program; 5] = [
    Program { name: "load", binaries: &["bench-load"], pictures: None },
    Program { name: "search", binaries: &["bench-search"], pictures: None },
    Program { name: "camera", binaries: &["bench-camera"], pictures: None },
    Program {
        name: "code",
        binaries: &["bench-code"],
        pictures: Some(Pictures {
            folder: "../shared/fixtures/qr",
            shape: "<set>/<class>/<picture> with the expected text beside each as .txt",
        }),
    },
    Program {
        name: "portrait",
        binaries: &["bench-verdicts", "bench-portrait"],
        pictures: Some(Pictures { folder: "../shared/fixtures/faces", shape: "<picture>" }),
    },
];

/// Runs one benchmark, or all.
pub struct Bench {
    which: Option<&'static Program>,
    /// Where its pictures are instead.
    folder: Option<PathBuf>,
}

impl Bench {
    /// Reads which, and for those that need pictures their folder.
    pub fn parse(mut args: Arguments) -> Result<Self> {
        let name: Option<String> = args.subcommand()?;
        let find = |name: &String| BENCHES.iter().find(|bench| bench.name == name);
        let which = name.as_ref().and_then(find);
        if let (Some(name), None) = (name, which) {
            let names: Vec<_> = BENCHES.iter().map(|bench| bench.name).collect();
            bail!("no benchmark is called `{name}`; there are {}", names.join(", "));
        }
        let pictures = which.and_then(|bench| bench.pictures.as_ref());
        let folder: Option<PathBuf> =
            if pictures.is_some() { args.opt_free_from_str()? } else { None };
        finish(args)?;
        let folder = folder.map(std::path::absolute).transpose()?;
        if let (Some(bench), Some(pictures)) = (which, pictures) {
            let folder = folder.clone().unwrap_or_else(|| root().join(pictures.folder));
            ensure!(
                folder.is_dir(),
                "{} is no folder: `cargo xtask bench {} <folder>` wants {}",
                folder.display(),
                bench.name,
                pictures.shape
            );
        }
        Ok(Self { which, folder })
    }

    /// Builds and runs.
    pub fn run(self) -> Result<()> {
        let build = Build::usual();
        build.run()?;
        let Some(bench) = self.which else {
            return BENCHES.iter().try_for_each(|bench| bench.run(&build, None));
        };
        bench.run(&build, self.folder)
    }
}

impl Program {
    fn run(&self, build: &Build, folder: Option<PathBuf>) -> Result<()> {
        let folder = match &self.pictures {
            None => None,
            Some(pictures) => {
                let folder = folder.unwrap_or_else(|| root().join(pictures.folder));
                if !folder.is_dir() {
                    let wanted = pictures.folder;
                    println!("{} is left out: there are no pictures in {wanted}", self.name);
                    return Ok(());
                }
                Some(folder)
            }
        };
        let one = |binary: &&str| {
            let mut command = cargo(["run", "--package", "tucai-tests", "--bin", binary, "--"]);
            run(command.args(&folder).env("TUCAI_DIST", build.folder())).context(self.name)
        };
        // A figure that is not reached is no reason to keep the others back.
        let outcomes: Vec<_> = self.binaries.iter().map(one).collect();
        outcomes.into_iter().collect()
    }
}
