//! The app on the developer's own machine, rebuilt on every edit.

use std::{
    path::PathBuf,
    time::{Duration, Instant, SystemTime},
};

use anyhow::{Context, Result};
use pico_args::Arguments;

use crate::{
    bundle,
    compile::Profile,
    finish,
    http::{self, Stage},
    project::root,
    site::{self, Files},
};

/// How often the sources are looked at.
const GLANCE: Duration = Duration::from_millis(300);

/// Asks for a number that changes with the site, for as long as it takes.
const RELOAD: &str = "\
let seen = 0;
for (;;) {
  const now = await fetch(`reload?${seen}`).then((answer) => answer.text());
  if (seen && now !== seen) location.reload();
  seen = now;
}
";

/// Serves the app at a port of this machine.
pub struct Serve {
    port: u16,
    profile: Profile,
}

impl Serve {
    /// Reads the options.
    pub fn parse(mut args: Arguments) -> Result<Self> {
        let port = args.opt_value_from_str("--port")?.unwrap_or(8080);
        let profile = if args.contains("--release") { Profile::Release } else { Profile::Debug };
        finish(args)?;
        Ok(Self { port, profile })
    }

    /// Builds, serves and rebuilds until it is stopped.
    pub fn run(&self) -> Result<()> {
        let begun = Instant::now();
        // Taken first: a port that is taken already is worth knowing before a build.
        let server = http::bind(self.port)?;
        let mut seen = newest_edit()?;
        let stage = Stage::default();
        stage.show(self.site()?);
        let seconds = begun.elapsed().as_secs_f64();
        eprintln!("→ http://127.0.0.1:{}/ ({seconds:.1} s; Ctrl-C stops)", self.port);
        std::thread::scope(|scope| {
            scope.spawn(|| http::listen(&server, &stage));
            loop {
                std::thread::sleep(GLANCE);
                // An editor may be replacing a file at this very moment.
                let now = newest_edit().unwrap_or(seen);
                if now != seen {
                    seen = now;
                    self.rebuild(&stage);
                }
            }
        })
    }

    /// Shows what the edit made; after one that does not build, the last good site stays.
    fn rebuild(&self, stage: &Stage) {
        let begun = Instant::now();
        match self.site() {
            Ok(files) => {
                stage.show(files);
                eprintln!("→ rebuilt in {:.1} s", begun.elapsed().as_secs_f64());
            }
            Err(error) => eprintln!("error: {error:#}"),
        }
    }

    /// The site as a host would serve it, but that it reloads itself and that nothing is kept:
    /// the service worker is the one that takes itself away.
    fn site(&self) -> Result<Files> {
        let mut files = bundle::bundle(self.profile)?.files;
        let html = site::text(&files, "index.html")?;
        let html =
            html.replace("</body>", "<script type=\"module\" src=\"reload.js\"></script></body>");
        files.insert("index.html".to_owned(), html.into_bytes());
        files.insert("reload.js".to_owned(), RELOAD.as_bytes().to_vec());
        let off = site::file(&files, "sw-off.js")?.to_vec();
        files.insert("sw.js".to_owned(), off);
        Ok(files)
    }
}

/// When the youngest source was written, and how many there are: a removal is an edit as well.
fn newest_edit() -> Result<(SystemTime, usize)> {
    let mut paths: Vec<PathBuf> = vec![root().join("index.html"), root().join("Cargo.lock")];
    for folder in ["src", "public", "style"] {
        paths.extend(site::paths_under(&root().join(folder))?);
    }
    let times = paths.iter().filter_map(|path| path.metadata().ok()?.modified().ok());
    Ok((times.max().context("no sources")?, paths.len()))
}
