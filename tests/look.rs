//! What a page looks like: screenshots, overflow, and the accessibility checks of axe-core.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use fantoccini::wd::PrintConfigurationBuilder;
use serde_json::{Value, json};

use crate::npm::package;
use crate::visit::{Visit, must};

impl Visit {
    /// Saves what is on the screen as `target/screens/<engine>/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let bytes = self.client().screenshot().await.unwrap_or_default();
        self.save(&format!("{name}.png"), &bytes)
    }

    /// Saves the whole page, however long it is.
    pub async fn screenshot_of_all(&self, name: &str) -> PathBuf {
        let script = "return [innerWidth, innerHeight, document.documentElement.scrollHeight]";
        let sizes = self.js(script, Vec::new()).await;
        let size = |at: usize| sizes[at].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
        // More than this no screen has; the rest of such a page is more of the same.
        self.resize(size(0), size(2).min(4000)).await;
        let path = self.screenshot(name).await;
        self.resize(size(0), size(1)).await;
        path
    }

    /// Prints the page on A4, saves it as `target/screens/<engine>/<name>.pdf` and gives its
    /// number of pages (Chromium only: the other driver does not print).
    pub async fn prints(&self, name: &str) -> usize {
        let options = must(PrintConfigurationBuilder::default().build(), "paper");
        let bytes = must(self.client().print(options).await, "printing");
        self.save(&format!("{name}.pdf"), &bytes);
        let text = String::from_utf8_lossy(&bytes);
        text.matches("/Type /Page\n").count() + text.matches("/Type /Page ").count()
    }

    fn save(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let folder = target().join("screens").join(self.engine.name());
        let path = folder.join(name);
        must(fs::create_dir_all(&folder), "a folder for screenshots");
        must(fs::write(&path, bytes), "saving a screenshot");
        path
    }

    /// Nothing is wider than the page, and no text is cut off: no sideways scrolling but of boxes
    /// that are made for it.
    pub async fn fits(&self, what: &str) {
        let script = "
            const room = document.documentElement.clientWidth;
            const overflow = e => getComputedStyle(e).overflowX;
            const above = (e, kinds) => {
                for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
                    if (kinds.includes(overflow(p))) return p;
                }
            };
            const wide = [...document.body.querySelectorAll('*')]
                .filter(e => { const r = e.getBoundingClientRect();
                    return r.width > 0 && (r.right > room + 1 || r.left < -1); })
                .filter(e => !above(e, ['auto', 'scroll', 'hidden', 'clip']))
                .map(e => `${e.localName}.${e.className}: ${e.innerText?.slice(0, 20)}`);
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), cut = [];
            while (texts.nextNode()) {
                const text = texts.currentNode, box = above(text, ['hidden', 'clip']);
                const edge = box?.getBoundingClientRect();
                // What only a screen reader is to find stands in a box of one pixel.
                if (!box || edge.width < 2 || !text.data.trim()) continue;
                const range = document.createRange();
                range.selectNodeContents(text);
                const r = range.getBoundingClientRect();
                if (r.width > 0 && (r.right > edge.right + 1 || r.left < edge.left - 1)) {
                    cut.push(`cut off: ${text.data.trim().slice(0, 20)}`);
                }
            }
            const bar = document.documentElement.scrollWidth - room;
            return [bar > 0 ? [`the page scrolls by ${bar}`] : [], wide, cut].flat().slice(0, 9)";
        let found = self.js(script, Vec::new()).await;
        assert_eq!(found, json!([]), "{what} does not fit");
    }

    /// axe-core finds nothing wrong with the page as it is now.
    pub async fn is_accessible(&self, what: &str) {
        let violations = self.violations().await;
        let none = violations.as_array().is_some_and(Vec::is_empty);
        assert!(none, "{what} in {:?}: {:#}", self.engine, violations);
    }

    /// What axe-core finds wrong with the page as it is now.
    pub async fn violations(&self) -> Value {
        self.js(axe(), Vec::new()).await;
        let script = "
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                result => done(result.violations.map(v => ({
                    rule: v.id, help: v.help,
                    nodes: v.nodes.map(n => [n.target.join(' '), n.failureSummary]),
                }))),
                error => done([{ rule: 'axe itself', help: String(error) }]),
            )";
        must(self.client().execute_async(script, Vec::new()).await, "axe")
    }
}

/// The source of axe-core.
fn axe() -> &'static str {
    static AXE: OnceLock<String> = OnceLock::new();
    AXE.get_or_init(|| must(fs::read_to_string(package("axe-core/axe.min.js")), "reading axe-core"))
}

/// The folder for what builds and tests leave behind.
fn target() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    env::var_os("CARGO_TARGET_DIR").map_or_else(beside, PathBuf::from)
}
