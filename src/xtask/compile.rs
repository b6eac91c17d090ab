//! The programs: from Rust to wasm with its glue.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::{
    names,
    networks::{self, Networks},
    project::{cargo, root, run, step, target_dir},
    prune, shorten,
    site::{self, Files},
    tools::{self, Npm},
};

/// What the programs run on.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// How much time a build spends on making the result small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Built fast.
    Debug,
    /// Built small.
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// A program of the site.
struct Program {
    package: &'static str,
    /// The file that cargo makes of it.
    artifact: &'static str,
    /// The first part of the name of everything that comes of it.
    name: &'static str,
    /// What wasm-opt optimises for: what a page waits for is small, a worker fast.
    effort: &'static str,
}

/// What wasm-opt does for speed.
const FAST: &str = "-O3";

const PROGRAMS: [Program; 7] = [
    Program { package: "tucai-app", artifact: "tucai-app.wasm", name: "app", effort: "-Oz" },
    Program {
        package: "tucai-finder",
        artifact: "tucai_finder.wasm",
        name: "finder",
        effort: "-Oz",
    },
    Program { package: "tucai-kit", artifact: "tucai_kit.wasm", name: "kit", effort: "-Oz" },
    Program { package: "tucai-guide", artifact: "tucai_guide.wasm", name: "guide", effort: "-Oz" },
    Program { package: "tucai-desk", artifact: "tucai_desk.wasm", name: "desk", effort: "-Oz" },
    Program {
        package: "tucai-worker",
        artifact: "tucai_worker.wasm",
        name: "worker",
        effort: FAST,
    },
    Program {
        package: "tucai-inspector",
        artifact: "tucai_inspector.wasm",
        name: "inspector",
        effort: FAST,
    },
];

/// All that happens to a program after cargo, in its own words: what was kept of another recipe is
/// not taken.
const RECIPE: &str =
    concat!(include_str!("compile.rs"), include_str!("prune.rs"), include_str!("shorten.rs"));

/// Builds the programs: `app.js` and `app_bg.wasm`, and so on. The kit knows these networks.
pub fn programs(profile: Profile, networks: &Networks) -> Result<Files> {
    tools::wasm_target()?;
    build(profile, networks)?;
    let target = target_dir()?;
    let mut files = Files::new();
    for program in &PROGRAMS {
        let wasm = target.join(TARGET).join(profile.folder()).join(program.artifact);
        let kept = target.join("xtask").join(profile.folder()).join(program.name);
        files.append(&mut program.bind(profile, &wasm, &kept)?);
    }
    Ok(files)
}

fn build(profile: Profile, networks: &Networks) -> Result<()> {
    // What is fast may use the processor's wide registers: every browser above the floor has them.
    // Elsewhere they would only add bytes.
    for (fast, features) in [(false, None), (true, Some("-Ctarget-feature=+simd128"))] {
        let mut command = cargo(["build", "--target", TARGET]);
        command.env(networks::TABLE, networks.table());
        for program in PROGRAMS.iter().filter(|program| program.is_fast() == fast) {
            command.args(["--package", program.package]);
        }
        if profile == Profile::Release {
            let mut flags = tools::without_paths_of_this_machine()?;
            flags.extend(features.map(str::to_owned));
            command.arg("--release").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        }
        run(&mut command)?;
    }
    Ok(())
}

impl Program {
    /// Whether it is optimised for speed.
    fn is_fast(&self) -> bool {
        self.effort == FAST
    }

    /// Makes glue and final wasm of what cargo built, or takes them from the last time.
    fn bind(&self, profile: Profile, wasm: &Path, kept: &Path) -> Result<Files> {
        let built = fs::read(wasm).with_context(|| wasm.display().to_string())?;
        // The lock files hold the versions of wasm-bindgen and of wasm-opt.
        let locks = [fs::read(root().join("Cargo.lock"))?, Npm::lock()?].concat();
        let stamp = names::hash(&[&built, locks.as_slice(), RECIPE.as_bytes()].concat());
        let stamp_file = kept.with_extension("stamp");
        if fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
            return site::under(kept);
        }
        let mut files = step(&format!("bind {}", self.name), || self.glue(profile, built))?;
        if profile == Profile::Release {
            let name = format!("{}_bg.wasm", self.name);
            let small = step(&format!("optimise {}", self.name), || {
                self.optimise(site::file(&files, &name)?, kept)
            })?;
            files.insert(name, small);
        }
        site::write(&files, kept)?;
        fs::write(stamp_file, stamp)?;
        Ok(files)
    }

    fn glue(&self, profile: Profile, wasm: Vec<u8>) -> Result<Files> {
        let mut bindgen = Bindgen::new();
        match profile {
            Profile::Debug => bindgen.input_bytes(self.name, wasm),
            Profile::Release => {
                bindgen.input_module(self.name, prune::foreign_exports(&wasm, self.package)?)
            }
        };
        let mut output = bindgen
            .web(true)?
            .typescript(false)
            .omit_default_module_path(false)
            // Every browser above the floor has TextEncoder.encodeInto.
            .encode_into(EncodeInto::Always)
            .generate_output()?;
        let mut js = output.js().to_owned();
        if profile == Profile::Release {
            js = shorten::names(&js, self.name, output.wasm_mut())?;
        }
        let mut files = Files::new();
        files.insert(format!("{}.js", self.name), js.into_bytes());
        for (module, code) in output.local_modules() {
            files.insert(format!("snippets/{module}"), code.as_bytes().to_vec());
        }
        for (crate_name, snippets) in output.snippets() {
            for (i, code) in snippets.iter().enumerate() {
                let name = format!("snippets/{crate_name}/inline{i}.js");
                files.insert(name, code.as_bytes().to_vec());
            }
        }
        files.insert(format!("{}_bg.wasm", self.name), output.wasm_mut().emit_wasm());
        Ok(files)
    }

    fn optimise(&self, wasm: &[u8], kept: &Path) -> Result<Vec<u8>> {
        let (before, after) = (kept.with_extension("in.wasm"), kept.with_extension("out.wasm"));
        if let Some(folder) = kept.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&before, wasm)?;
        let mut command = Npm::ready()?.program("binaryen/bin/wasm-opt");
        command.arg(self.effort).args(["--strip-debug", "--strip-producers"]);
        run(command.arg(&before).arg("-o").arg(&after))?;
        let small = fs::read(&after)?;
        fs::remove_file(before)?;
        fs::remove_file(after)?;
        Ok(small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_is_a_package_of_the_workspace() {
        for program in &PROGRAMS {
            let room = program.package.replace("tucai-", "src/");
            assert!(root().join(room).join("Cargo.toml").exists(), "{}", program.package);
        }
    }
}
