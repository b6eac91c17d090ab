//! Scripts and styles without comments and white space, and without what the floor does not know.

use std::{io::Write as _, process::Stdio};

use anyhow::{Context, Result, ensure};

use crate::{
    site::{Files, extension},
    tools::Npm,
};

/// The browsers that the page is made for; below them the plain pages answer.
const FLOOR: &str = "--target=chrome99,firefox115,ios16.4";

/// Makes every script and style small.
pub fn scripts_and_styles(files: &mut Files) -> Result<()> {
    let npm = Npm::ready()?;
    for (address, bytes) in files.iter_mut() {
        if matches!(extension(address), "css" | "js") {
            *bytes = minified(&npm, address, bytes).with_context(|| address.clone())?;
        }
    }
    Ok(())
}

fn minified(npm: &Npm, address: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut command = npm.program("esbuild/bin/esbuild");
    command.args(["--minify", "--charset=utf8", "--legal-comments=none"]);
    command.arg(format!("--loader={}", extension(address))).args(target(address));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    // Dropping the pipe is how esbuild learns that this was all.
    child.stdin.take().context("no standard input")?.write_all(bytes)?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "esbuild failed ({})", output.status);
    Ok(output.stdout)
}

/// What a file may ask of its browser. Two scripts have to be understood below the floor, to say
/// that it is one.
fn target(address: &str) -> &'static [&'static str] {
    match address {
        "old.js" => &["--format=iife", "--target=es5"],
        "boot.js" => &["--format=esm", "--target=es2018", "--supported:import-meta=true"],
        "sw.js" | "sw-off.js" => &["--format=iife", FLOOR],
        _ if extension(address) == "js" => &["--format=esm", FLOOR],
        _ => &[FLOOR],
    }
}
