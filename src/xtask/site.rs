//! The files of the site, in memory.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The bytes of each file by the address it is served under, relative to the root of the site.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The file of this address; its absence is an error that names it.
pub fn file<'a>(files: &'a Files, address: &str) -> Result<&'a [u8]> {
    let bytes = files.get(address).with_context(|| format!("{address} is missing"))?;
    Ok(bytes)
}

/// A file that has to be text.
pub fn text<'a>(files: &'a Files, address: &str) -> Result<&'a str> {
    std::str::from_utf8(file(files, address)?).with_context(|| format!("{address} is not UTF-8"))
}

/// Whether a file is text that browsers read, by the ending of its address.
pub fn is_text(address: &str) -> bool {
    matches!(extension(address), "css" | "html" | "js" | "json" | "svg" | "txt" | "webmanifest")
}

/// What follows the last dot of an address.
pub fn extension(address: &str) -> &str {
    address.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Every file under a folder; a folder that is not there has none.
pub fn under(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for path in paths_under(folder)? {
        let address = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        files.insert(address, bytes);
    }
    Ok(files)
}

/// The path of every file under a folder, without those that begin with a dot.
pub fn paths_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    if !folder.is_dir() {
        return Ok(paths);
    }
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if hidden || path.ends_with("node_modules") {
            continue;
        }
        if path.is_dir() {
            paths.append(&mut paths_under(&path)?);
        } else {
            paths.push(path);
        }
    }
    Ok(paths)
}

/// Puts the files into a folder, in place of whatever it holds.
pub fn write(files: &Files, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    for (address, bytes) in files {
        let path = folder.join(address);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
