//! From the sources to the folder that a static host serves.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result};
use pico_args::Arguments;
use serde_json::Value;

use crate::{
    compile::{self, Profile},
    compress, finish, index, minify,
    names::{self, Names},
    plain, precache,
    project::{root, step},
    site::{self, Files},
};

/// Makes `dist/`.
pub struct Build {
    into: PathBuf,
    profile: Profile,
}

/// A site that is ready to be served.
pub struct Bundle {
    /// Its files.
    pub files: Files,
    /// What each is called by, for those who know it by its name in the sources.
    pub names: Names,
}

impl Build {
    /// Reads the options.
    pub fn parse(mut args: Arguments) -> Result<Self> {
        let into: Option<PathBuf> = args.opt_value_from_str("--into")?;
        let profile = if args.contains("--debug") { Profile::Debug } else { Profile::Release };
        finish(args)?;
        Ok(Self { into: root().join(into.unwrap_or("dist".into())), profile })
    }

    /// The folder for a host, in the usual place.
    pub fn usual() -> Self {
        Self { into: root().join("dist"), profile: Profile::Release }
    }

    /// Where the site goes.
    pub fn folder(&self) -> &Path {
        &self.into
    }

    /// Builds, compresses and writes.
    pub fn run(&self) -> Result<Bundle> {
        let begun = Instant::now();
        let mut bundle = bundle(self.profile)?;
        if self.profile == Profile::Release {
            let mut siblings = step("compress", || compress::siblings(&bundle.files))?;
            bundle.files.append(&mut siblings);
        }
        site::write(&bundle.files, &self.into)?;
        let seconds = begun.elapsed().as_secs_f64();
        eprintln!("{} is ready ({seconds:.1} s)", self.into.display());
        Ok(bundle)
    }
}

/// The whole site but for compression.
pub fn bundle(profile: Profile) -> Result<Bundle> {
    let programs = compile::programs(profile)?;
    let mut files = sources()?;
    files.extend(programs);
    if profile == Profile::Release {
        step("minify", || minify::scripts_and_styles(&mut files))?;
    }
    let (mut files, names) = names::by_content(&files)?;
    precache::fill(&mut files)?;
    Ok(Bundle { files, names })
}

/// Everything that is not compiled: static files, styles, notices and their plain pages.
fn sources() -> Result<Files> {
    let mut files = site::under(&root().join("public"))?;
    let styles = site::under(&root().join("style"))?;
    files.insert("page.css".to_owned(), styles.into_values().collect::<Vec<_>>().concat());
    notices(&mut files)?;
    let html = std::fs::read_to_string(root().join("index.html")).context("index.html")?;
    let list = site::file(&files, "notices/index.json").unwrap_or(b"[]");
    files.insert("index.html".to_owned(), index::fill(&html, list)?.into_bytes());
    Ok(files)
}

/// Takes the white space out of the notices and puts a plain page beside each.
fn notices(files: &mut Files) -> Result<()> {
    let mut pages = Files::new();
    for (address, bytes) in files.iter_mut() {
        let Some(name) = address.strip_prefix("notices/").and_then(|a| a.strip_suffix(".json"))
        else {
            continue;
        };
        if !name.contains('.') && name != "index" {
            let page = plain::page(bytes).with_context(|| address.clone())?;
            pages.insert(format!("notices/{name}.html"), page.into_bytes());
        }
        let json: Value = serde_json::from_slice(bytes).with_context(|| address.clone())?;
        *bytes = serde_json::to_vec(&json)?;
    }
    files.append(&mut pages);
    Ok(())
}
