//! What comes from npm, as `package-lock.json` pins it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::visit::must;

/// A file or folder of an installed package, such as `axe-core/axe.min.js`; the packages are
/// installed when it is missing.
pub fn package(path: &str) -> PathBuf {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wanted = room.join("node_modules").join(path);
    if !wanted.exists() {
        INSTALLED.get_or_init(|| install(room));
    }
    wanted
}

fn install(room: &Path) {
    let npm = env::var("NPM").unwrap_or_else(|_| "npm".to_owned());
    let mut command = Command::new(npm);
    command.args(["ci", "--ignore-scripts", "--no-fund", "--no-audit"]).current_dir(room);
    let output = must(command.output(), "npm is missing: install Node.js");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "npm ci in tests failed: {said}");
}
