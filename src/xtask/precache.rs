//! The list and the version of the service worker, both made from the bytes.

use anyhow::{Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    names, networks,
    site::{self, Files},
};

/// Placeholders in the source of the service worker; with them it is still a valid script.
const VERSION: &str = "\"@version\"";
const FILES: &str = "[\"@files\"]";
const NETWORKS: &str = "[\"@networks\"]";

/// Fills in the service worker of a site whose other files are final.
pub fn fill(files: &mut Files) -> Result<()> {
    let list: Vec<_> = files
        .iter()
        .filter(|(address, _)| is_kept(address))
        .map(|(address, bytes)| json!([request(address), integrity(bytes)]))
        .collect();
    let list = serde_json::to_string(&list)?;
    let is_network = |address: &&String| site::extension(address) == "tflite";
    let networks: Vec<_> = files.keys().filter(is_network).collect();
    let networks = serde_json::to_string(&networks)?;
    let template = site::text(files, "sw.js")?;
    for placeholder in [VERSION, FILES, NETWORKS] {
        let found = template.matches(placeholder).count();
        ensure!(found == 1, "sw.js holds {placeholder} {found} times instead of once");
    }
    // The version covers the worker's own source as well.
    let version = names::short_hash(format!("{template}{list}{networks}").as_bytes());
    let filled = template.replace(VERSION, &json!(version).to_string());
    let filled = filled.replace(FILES, &list).replace(NETWORKS, &networks);
    files.insert("sw.js".to_owned(), filled.into_bytes());
    Ok(())
}

/// Whether a file belongs to the program, which is kept whole. Notices have a life of their own,
/// networks are kept when they were of use, and bitmap icons are fetched by the system when the page
/// is installed.
fn is_kept(address: &str) -> bool {
    !address.starts_with("notices/")
        && !address.starts_with(networks::FOLDER)
        && !matches!(address, "sw.js" | "sw-off.js")
        && site::extension(address) != "png"
}

/// Some hosts redirect index.html to its folder, and a redirected answer must not be kept.
fn request(address: &str) -> &str {
    if address == "index.html" { "./" } else { address }
}

/// The hash by which a browser refuses any other bytes.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(sw: &str, css: &str) -> Result<String> {
        let entries = [
            ("index.html", "<!doctype html>"),
            ("page-0.css", css),
            ("icon-0.png", "png"),
            ("networks/NOTICE-0.txt", "by"),
            ("networks/mesh-0.tflite", "TFL3"),
            ("notices/a.json", "{}"),
            ("sw-off.js", ""),
            ("sw.js", sw),
        ];
        let mut files: Files = entries
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect();
        fill(&mut files)?;
        Ok(site::text(&files, "sw.js")?.to_owned())
    }

    const SW: &str = "const V = \"@version\", N = [\"@networks\"], F = [\"@files\"];";

    #[test]
    fn the_list_holds_the_program_and_its_hashes() -> Result<()> {
        let sw = filled(SW, "a{}")?;
        let list = sw.split_once("F = ").map(|(_, list)| list.trim_end_matches(';'));
        assert_eq!(
            list,
            Some(
                r#"[["./","sha256-/ibFnpGsjeaUslMdw73Bt/r0cdPX5OAIcK9g9fIol8s="],["page-0.css","sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk="]]"#
            )
        );
        Ok(())
    }

    #[test]
    fn networks_are_known_and_not_of_the_program() -> Result<()> {
        let sw = filled(SW, "a{}")?;
        assert!(sw.contains(r#"N = ["networks/mesh-0.tflite"], F"#), "{sw}");
        Ok(())
    }

    #[test]
    fn the_version_covers_every_byte_that_is_kept_and_the_worker_itself() -> Result<()> {
        let sw = filled(SW, "a{}")?;
        assert_eq!(sw, filled(SW, "a{}")?);
        assert_ne!(sw, filled(SW, "b{}")?);
        let version = |sw: &str| sw.split('"').nth(1).map(ToOwned::to_owned);
        assert_ne!(version(&sw), version(&filled(&format!("{SW}//"), "a{}")?));
        Ok(())
    }

    #[test]
    fn a_worker_without_its_placeholders_is_an_error() {
        assert!(filled("", "a{}").is_err());
    }
}
