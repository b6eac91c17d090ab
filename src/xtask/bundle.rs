//! From the sources to the folder that a static host serves.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result};
use pico_args::Arguments;
use serde_json::Value;
use tucai_notice::Notice;

use crate::{
    compile::{self, Profile},
    compress, finish, index, minify,
    names::{self, Names},
    networks::Networks,
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
    let networks = Networks::ready()?;
    let programs = compile::programs(profile, &networks)?;
    let mut files = sources()?;
    files.extend(programs);
    files.extend(networks.files());
    if profile == Profile::Release {
        step("minify", || minify::scripts_and_styles(&mut files))?;
    }
    let (mut files, names) = names::by_content(&files)?;
    precache::fill(&mut files)?;
    if profile == Profile::Release {
        files.extend(networks.siblings());
    }
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

/// Puts a plain page, the rules on how to look and the whole notice beside each notice, and of the
/// notice itself leaves the timetable, which is all that the app reads there.
fn notices(files: &mut Files) -> Result<()> {
    let mut beside = Files::new();
    for (address, bytes) in files.iter_mut() {
        let Some(name) = address.strip_prefix("notices/").and_then(|a| a.strip_suffix(".json"))
        else {
            continue;
        };
        *bytes = if name.contains('.') || name == "index" {
            serde_json::to_vec(&serde_json::from_slice::<Value>(bytes).context(address.clone())?)?
        } else {
            let page = plain::page(bytes).with_context(|| address.clone())?;
            beside.insert(format!("notices/{name}.html"), page.into_bytes());
            let notice = Notice::from_json(std::str::from_utf8(bytes)?)?;
            let look = serde_json::to_vec(&notice.look)?;
            beside.insert(format!("notices/{name}.look.json"), look);
            let whole = serde_json::to_vec(&notice)?;
            beside.insert(format!("notices/{name}.whole.json"), whole);
            serde_json::to_vec(&notice.timetable())?
        };
    }
    files.append(&mut beside);
    Ok(())
}

#[cfg(test)]
mod tests {
    use tucai_notice::{rules::Look, seat::Seat, wire::SlotLine};

    use super::*;

    fn lines(notice: &Notice) -> Vec<SlotLine> {
        let rows = (0..notice.schedule.slots.len()).filter_map(|row| Seat::row(notice, row));
        // The notice's own words for a time are left to the whole notice.
        rows.map(|seat| SlotLine { when: String::new(), ..SlotLine::from(&seat) }).collect()
    }

    #[test]
    fn the_notices_served_are_the_timetables_of_the_sources() -> Result<()> {
        let public = site::under(&root().join("public"))?;
        let mut served = public.clone();
        notices(&mut served)?;
        let pages = served.keys().filter_map(|it| it.strip_suffix(".html"));
        let mut notices = 0;
        for address in pages.filter(|it| it.starts_with("notices/")) {
            let address = format!("{address}.json");
            let whole = Notice::from_json(site::text(&public, &address)?)?;
            let lean = Notice::from_json(site::text(&served, &address)?)?;
            assert_eq!(lines(&lean), lines(&whole), "{address}");
            assert!(!lines(&lean).is_empty(), "{address}");
            let look = address.replace(".json", ".look.json");
            let look: Look = serde_json::from_str(site::text(&served, &look)?)?;
            assert_eq!(look, whole.look, "{address}");
            let beside = address.replace(".json", ".whole.json");
            assert_eq!(Notice::from_json(site::text(&served, &beside)?)?, whole, "{address}");
            assert_eq!(lean, whole.timetable(), "{address}");
            notices += 1;
        }
        assert!(notices >= 5);
        Ok(())
    }
}
