//! Browsers and their drivers, which come from the system.

use std::{
    env,
    process::{Command, Stdio},
};

use anyhow::{Result, bail};

use crate::project::{program, run, step};

/// Something the browser tests need: the program to look for, the variable that names another
/// one, and the Debian package that brings it.
struct Need {
    program: &'static str,
    variable: &'static str,
    package: &'static str,
}

const NEEDS: [Need; 4] = [
    Need { program: "chromium", variable: "CHROMIUM", package: "chromium" },
    Need { program: "chromedriver", variable: "CHROMEDRIVER", package: "chromium-driver" },
    Need { program: "WebKitWebDriver", variable: "WEBKITDRIVER", package: "webkit2gtk-driver" },
    Need { program: "xvfb-run", variable: "XVFB_RUN", package: "xvfb" },
];

/// Without Chinese glyphs a screenshot shows boxes and no width is what it is on a phone.
const FONTS: &str = "fonts-noto-cjk";

/// Installs what the browser tests need, or says in one line what to install.
pub fn browsers() -> Result<()> {
    let missing = NEEDS.iter().filter(|need| !is_there(need)).map(|need| need.package);
    let missing: Vec<_> = missing.chain((!has_chinese_font()).then_some(FONTS)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let root = is_root();
    let answers = apt_get(root, &["--version"]).stderr(Stdio::null()).status();
    if !answers.is_ok_and(|status| status.success()) {
        bail!("the browser tests need what Debian calls {}: install it", missing.join(" "));
    }
    step(&format!("install {}", missing.join(" ")), || {
        let options = ["install", "--yes", "--no-install-recommends"];
        run(&mut apt_get(root, &["update"]))?;
        run(&mut apt_get(root, &[&options[..], &missing].concat()))
    })
}

/// The full path of a program that is named in a variable or found on the path.
pub fn find(name: &str, variable: &str) -> Option<String> {
    if let Ok(named) = env::var(variable) {
        return Some(named);
    }
    let folders = env::var_os("PATH")?;
    let found = env::split_paths(&folders).map(|folder| folder.join(name)).find(|p| p.is_file())?;
    Some(found.to_string_lossy().into_owned())
}

fn is_there(need: &Need) -> bool {
    find(need.program, need.variable).is_some()
}

fn has_chinese_font() -> bool {
    let listed = program("fc-list", [":lang=zh-cn", "family"]).stderr(Stdio::null()).output();
    listed.is_ok_and(|output| !output.stdout.is_empty())
}

fn is_root() -> bool {
    program("id", ["-u"]).output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Debian's package manager, which must not ask for anything: not for a password either.
fn apt_get(root: bool, args: &[&str]) -> Command {
    let mut command =
        if root { program("env", []) } else { program("sudo", ["--non-interactive", "env"]) };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(args).stdout(Stdio::null());
    command
}
