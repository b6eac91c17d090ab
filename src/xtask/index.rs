//! The only document: what a build fills in, and what its content security policy rests on.

use anyhow::{Context, Result, bail, ensure};
use tucai_notice::IndexEntry;

/// Where the links to the plain pages go.
const NOTICES: &str = "<!-- notices -->";

/// The document with links to the plain pages of the notices, without what only Trunk reads.
pub fn fill(html: &str, notices: &[u8]) -> Result<String> {
    ensure!(html.matches(NOTICES).count() == 1, "index.html: one `{NOTICES}` is needed");
    refuse_inline(html)?;
    let lines = html.lines().filter(|line| !line.contains("data-trunk"));
    let html = lines.collect::<Vec<_>>().join("\n") + "\n";
    Ok(html.replace(NOTICES, &links(notices)?))
}

fn links(notices: &[u8]) -> Result<String> {
    let notices: Vec<IndexEntry> = serde_json::from_slice(notices).context("notices/index.json")?;
    let links = notices.iter().map(|notice| {
        let name = escape(&format!("{} {}", notice.school.name, notice.cohort));
        let title = escape(&notice.title);
        format!("<li><a href=\"notices/{}.html\">{name}</a> {title}</li>", notice.id)
    });
    Ok(links.collect::<Vec<_>>().join("\n"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The policy lets nothing inline run or style; better to hear of it now than from a browser.
fn refuse_inline(html: &str) -> Result<()> {
    ensure!(html.contains("http-equiv=\"Content-Security-Policy\""), "index.html has no policy");
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let inline_script = tag.starts_with("script") && !tag.contains(" src=");
        let handler = |word: &str| word.starts_with("on") && word.contains('=');
        let handlers = tag.split_whitespace().any(handler);
        if inline_script || handlers || tag.starts_with("style") || tag.contains(" style=") {
            bail!("index.html: `<{tag}>` is inline, which the policy forbids");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"<meta http-equiv="Content-Security-Policy" content="">"#;

    const INDEX: &str =
        r#"[{"id":"a-2026","school":{"name":"甲"},"cohort":"2026届","title":"甲 & 乙"}]"#;

    #[test]
    fn the_plain_pages_are_linked() -> Result<()> {
        let html = format!("{HEAD}\n<link data-trunk rel=\"rust\">\n<ul><!-- notices --></ul>");
        let filled = fill(&html, INDEX.as_bytes())?;
        let link = r#"<li><a href="notices/a-2026.html">甲 2026届</a> 甲 &amp; 乙</li>"#;
        assert_eq!(filled, format!("{HEAD}\n<ul>{link}</ul>\n"));
        Ok(())
    }

    #[test]
    fn nothing_inline_gets_past() {
        for inline in
            ["<script>1</script>", "<style></style>", "<p style=\"\">", "<p onclick=\"\">"]
        {
            assert!(fill(&format!("{HEAD}{inline}{NOTICES}"), b"[]").is_err(), "{inline}");
        }
    }
}
