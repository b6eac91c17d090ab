//! Names made from bytes: a name of a served file stands for one content for ever.
//!
//! Leaves are renamed first, because a file that refers to another holds the other's new name in
//! its own bytes. References are found by the names of the files themselves, between quotes or
//! parentheses: `"app.js"`, `'./app.js'`, `url(tick.svg)`, `"icons.svg#tick"`.

use std::{collections::BTreeMap, fmt::Write as _};

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use crate::site::{Files, is_text};

/// Letters of a hash that end up in a name: 48 bits, for a few dozen files.
const LETTERS: usize = 12;

/// The name served for each name in the sources.
pub type Names = BTreeMap<String, String>;

/// Renames every file that may be renamed and rewrites the references to it.
pub fn by_content(files: &Files) -> Result<(Files, Names)> {
    let mut renaming =
        Renaming { files, open: Vec::new(), names: Names::new(), done: Files::new() };
    for name in files.keys() {
        renaming.visit(name)?;
    }
    Ok((renaming.done, renaming.names))
}

/// Files whose address is known outside: typed, bookmarked, installed or asked for by name.
pub fn is_stable(name: &str) -> bool {
    name.starts_with("notices/")
        || matches!(name, "index.html" | "manifest.webmanifest" | "sw.js" | "sw-off.js")
}

/// The letters of a hash that a name or a version is made of.
pub fn short_hash(bytes: &[u8]) -> String {
    hash(bytes).chars().take(LETTERS).collect()
}

/// The hash of some bytes, as text.
pub fn hash(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

struct Renaming<'a> {
    files: &'a Files,
    /// The files on the way from the first one visited to this one, to notice a circle.
    open: Vec<&'a str>,
    names: Names,
    done: Files,
}

impl<'a> Renaming<'a> {
    fn visit(&mut self, name: &'a str) -> Result<()> {
        if self.names.contains_key(name) {
            return Ok(());
        }
        if self.open.contains(&name) {
            bail!("{} → {name} refer to each other in a circle", self.open.join(" → "));
        }
        let Some(bytes) = self.files.get(name) else {
            return Ok(());
        };
        self.open.push(name);
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) if is_text(name) => self.rewrite(name, text)?.into_bytes(),
            _ => bytes.clone(),
        };
        self.open.pop();
        let served = if is_stable(name) { name.to_owned() } else { with_hash(name, &bytes) };
        self.done.insert(served.clone(), bytes);
        self.names.insert(name.to_owned(), served);
        Ok(())
    }

    /// The text of a file with every file it refers to under its new name.
    fn rewrite(&mut self, name: &'a str, text: &str) -> Result<String> {
        let mut text = text.to_owned();
        let files = self.files;
        for target in files.keys().filter(|target| *target != name && !is_stable(target)) {
            let path = relative(name, target);
            // A module's address must keep its dot.
            for dot in ["./", ""] {
                let spelling = format!("{dot}{path}");
                while let Some(at) = find(&text, &spelling) {
                    self.visit(target)?;
                    let Some(served) = self.names.get(target) else {
                        break;
                    };
                    let served = format!("{dot}{}", relative(name, served));
                    text.replace_range(at..at + spelling.len(), &served);
                }
            }
        }
        Ok(text)
    }
}

/// Where a text refers to this address.
fn find(text: &str, address: &str) -> Option<usize> {
    text.match_indices(address).map(|(at, _)| at).find(|&at| {
        let before = text.as_bytes().get(at.wrapping_sub(1));
        let after = text.as_bytes().get(at + address.len());
        before.is_some_and(|byte| b"\"'`(".contains(byte))
            && after.is_some_and(|byte| b"\"'`)#?".contains(byte))
    })
}

/// The address of one file as another file has to write it.
fn relative(from: &str, to: &str) -> String {
    let (mut from, mut to) = (from, to);
    while let (Some((a, from_rest)), Some((b, to_rest))) =
        (from.split_once('/'), to.split_once('/'))
        && a == b
    {
        (from, to) = (from_rest, to_rest);
    }
    "../".repeat(from.matches('/').count()) + to
}

/// The name of a file of these bytes.
pub fn with_hash(name: &str, bytes: &[u8]) -> String {
    let hash = short_hash(bytes);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> Files {
        entries.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn site(css: &str) -> Files {
        files(&[
            ("index.html", r#"<link href="page.css"><script src='./boot.js'></script>"#),
            ("boot.js", r#"import("./app.js"); fetch("app_bg.wasm")"#),
            ("app.js", "new URL('app_bg.wasm', import.meta.url)"),
            ("app_bg.wasm", "\0asm"),
            ("page.css", css),
            ("tick.svg", "<svg/>"),
            ("notices/plain.html", r#"<link href="../page.css">"#),
        ])
    }

    #[test]
    fn a_name_is_the_hash_of_the_bytes_served_under_it() -> Result<()> {
        let (served, names) = by_content(&site("a { background: url(tick.svg) }"))?;
        assert_eq!(served.len(), 7);
        for (name, bytes) in &served {
            assert!(is_stable(name) || name.contains(&short_hash(bytes)), "{name}");
        }
        let html = String::from_utf8(served["index.html"].clone())?;
        assert!(html.contains(&format!("href=\"{}\"", names["page.css"])), "{html}");
        assert!(html.contains(&format!("src='./{}'", names["boot.js"])), "{html}");
        let css = String::from_utf8(served[&names["page.css"]].clone())?;
        assert_eq!(css, format!("a {{ background: url({}) }}", names["tick.svg"]));
        let plain = String::from_utf8(served["notices/plain.html"].clone())?;
        assert_eq!(plain, format!("<link href=\"../{}\">", names["page.css"]));
        Ok(())
    }

    #[test]
    fn one_byte_of_css_changes_the_css_and_what_refers_to_it() -> Result<()> {
        let (one, _) = by_content(&site("a { color: red }"))?;
        let (two, _) = by_content(&site("a { color: tan }"))?;
        let gone: Vec<_> =
            one.iter().filter(|(name, bytes)| two.get(*name) != Some(bytes)).collect();
        let names: Vec<_> = gone.iter().map(|(name, _)| name.split('-').next()).collect();
        assert_eq!(names, [Some("index.html"), Some("notices/plain.html"), Some("page")]);
        Ok(())
    }

    #[test]
    fn the_same_files_get_the_same_names() -> Result<()> {
        assert_eq!(by_content(&site("a {}"))?, by_content(&site("a {}"))?);
        Ok(())
    }

    #[test]
    fn a_circle_is_an_error_that_names_it() {
        let circle = files(&[("a.js", r#"import "./b.js""#), ("b.js", r#"import "./a.js""#)]);
        let error = by_content(&circle).unwrap_err().to_string();
        assert_eq!(error, "a.js → b.js → a.js refer to each other in a circle");
    }

    #[test]
    fn a_name_that_ends_like_another_is_not_a_reference_to_it() -> Result<()> {
        let (served, names) = by_content(&files(&[
            ("index.html", r#""my-app.js" app.js "app.json""#),
            ("app.js", ""),
        ]))?;
        assert_ne!(names["app.js"], "app.js");
        assert_eq!(served["index.html"], br#""my-app.js" app.js "app.json""#);
        Ok(())
    }

    #[test]
    fn addresses_are_relative_to_the_file_that_holds_them() {
        assert_eq!(relative("index.html", "a/b.js"), "a/b.js");
        assert_eq!(relative("a/b.js", "a/c.js"), "c.js");
        assert_eq!(relative("a/b/c.js", "d.js"), "../../d.js");
        assert_eq!(relative("a/b.js", "c/d.js"), "../c/d.js");
    }
}
