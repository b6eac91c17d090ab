//! What a build needs that cargo does not bring.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{
    compile::TARGET,
    project::{program, root, run, step},
};

/// Sees to it that the compiler can build for the browser.
pub fn wasm_target() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().context("rustc")?;
    let sysroot = PathBuf::from(String::from_utf8(sysroot.stdout)?.trim());
    if sysroot.join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    step("add the wasm target", || run(&mut program("rustup", ["target", "add", TARGET])))
}

/// The compiler flags that keep the folders of this
/// machine out of what is served.
pub fn without_paths_of_this_machine() -> Result<Vec<String>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.context("no home directory")?.join("registry/src");
    let mut flags = vec![format!("--remap-path-prefix={}=", root().display())];
    // The folder is made by the first build that downloads something.
    if sources.is_dir() {
        for registry in fs::read_dir(&sources)? {
            flags.push(format!("--remap-path-prefix={}=crates", registry?.path().display()));
        }
    }
    Ok(flags)
}

/// The tools from npm, as `package-lock.json` pins them.
pub struct Npm(PathBuf);

impl Npm {
    /// The tools, installed if they are not those of the lock file.
    pub fn ready() -> Result<Self> {
        let folder = Self::folder();
        let stamp = folder.join("node_modules/.installed-lock.json");
        let lock = Self::lock()?;
        if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
            return Ok(Self(folder));
        }
        step("install the tools from npm", || {
            let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
            let quiet = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
            run(program(npm, quiet).current_dir(&folder).stdout(Stdio::null()))?;
            Ok(fs::write(&stamp, &lock)?)
        })?;
        Ok(Self(folder))
    }

    /// What pins the tools.
    pub fn lock() -> Result<Vec<u8>> {
        let path = Self::folder().join("package-lock.json");
        fs::read(&path).with_context(|| path.display().to_string())
    }

    /// A tool by the path of its script.
    pub fn program(&self, script: &str) -> Command {
        let mut command = program("node", []);
        command.arg(self.0.join("node_modules").join(script));
        command
    }

    fn folder() -> PathBuf {
        root().join("src/xtask")
    }
}
