//! Developer tasks: `cargo xtask help` lists them.
#![allow(
    clippy::disallowed_methods,
    reason = "the disallowed methods are those that wasm lacks; this program runs natively"
)]

mod bench;
mod bundle;
mod compile;
mod compress;
mod http;
mod index;
mod minify;
mod names;
mod networks;
mod plain;
mod precache;
mod project;
mod prune;
mod serve;
mod shorten;
mod site;
mod size;
mod suite;
mod system;
mod tools;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use pico_args::Arguments;

use crate::{bench::Bench, bundle::Build, serve::Serve, size::Size, suite::Suite};

const USAGE: &str = "\
cargo xtask serve [--port 8080] [--release]   build, serve, rebuild on edits
cargo xtask test                              every check and every test
cargo xtask build [--into dist] [--debug]     the folder for a static host
cargo xtask size                              bytes of the first visit against the budget
cargo xtask bench [load|search|camera|code [folder]|portrait [folder]]   the benchmarks";

fn main() -> ExitCode {
    match run(Arguments::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: Arguments) -> Result<()> {
    let task = args.subcommand()?.with_context(|| format!("which task?\n{USAGE}"))?;
    match task.as_str() {
        "serve" => Serve::parse(args)?.run(),
        "test" => Suite::parse(args)?.run(),
        "build" => Build::parse(args)?.run().map(drop),
        "size" => Size::parse(args)?.run(),
        "bench" => Bench::parse(args)?.run(),
        "help" => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("no task is called `{other}`\n{USAGE}"),
    }
}

/// Refuses what no option has claimed.
fn finish(args: Arguments) -> Result<()> {
    match args.finish().first() {
        None => Ok(()),
        Some(word) => bail!("`{}` means nothing here\n{USAGE}", word.to_string_lossy()),
    }
}
