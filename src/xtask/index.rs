//! The only document: what a build fills in, and what its content security policy rests on.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// Where the links to the plain pages go.
const NOTICES: &str = "<!-- notices -->";

/// The document with links to the plain pages of the notices, without what only Trunk reads.
pub fn fill(html: &str, notices: &[u8]) -> Result<String> {
    ensure!(
        html.matches(NOTICES).count() == 1,
        "index.html: one `{NOTICES}` is needed"
    );
    refuse_inline(html)?;
    let lines = html.lines().filter(|line| !line.contains("data-trunk"));
    let html = lines.collect::<Vec<_>>().join("\n") + "\n";
    Ok(html.replace(NOTICES, &links(notices)?))
}

fn links(notices: &[u8]) -> Result<String> {
    let notices: Vec<Value> = serde_json::from_slice(notices).context("notices/index.json")?;
    let links = notices.iter().map(|notice| {
        let text = |key| notice.get(key).and_then(Value::as_str).map(escape);
        let (id, title) = text("id")
            .zip(text("title"))
            .context("a notice without id or title")?;
        Ok(format!(
            "<li><a href=\"notices/{id}.html\">{title}</a></li>"
        ))
    });
    Ok(links.collect::<Result<Vec<_>>>()?.join("\n"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// The policy lets nothing inline run or style; better to hear of it now than from a browser.
fn refuse_inline(html: &str) -> Result<()> {
    ensure!(
        html.contains("http-equiv=\"Content-Security-Policy\""),
        "index.html has no policy"
    );
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

    #[test]
    fn the_plain_pages_are_linked() -> Result<()> {
        let html = format!("{HEAD}\n<link data-trunk rel=\"rust\">\n<ul><!-- notices --></ul>");
        let filled = fill(&html, r#"[{"id":"a-2026","title":"甲 & 乙"}]"#.as_bytes())?;
        let link = r#"<li><a href="notices/a-2026.html">甲 &amp; 乙</a></li>"#;
        assert_eq!(filled, format!("{HEAD}\n<ul>{link}</ul>\n"));
        Ok(())
    }

    #[test]
    fn nothing_inline_gets_past() {
        for inline in [
            "<script>1</script>",
            "<style></style>",
            "<p style=\"\">",
            "<p onclick=\"\">",
        ] {
            assert!(
                fill(&format!("{HEAD}{inline}{NOTICES}"), b"[]").is_err(),
                "{inline}"
            );
        }
    }
}
