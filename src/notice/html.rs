//! Text as HTML. What does not change while a page is open is written as HTML once, by the same code
//! for the page and for the plain page; elements built one by one cost the page's program several
//! times as much.

use crate::sheet::{Line, Mark, Section, Tab};

/// HTML as it is being written. Everything that comes from a notice or from an address goes through
/// [`Html::text`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

// Not inlined: there are hundreds of calls, and the page's program travels over slow networks.
impl Html {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Markup of our own.
    #[inline(never)]
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, or the value of an attribute in double quotes.
    #[inline(never)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        for char in text.chars() {
            match char {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(char),
            }
        }
        self
    }

    /// A number.
    #[inline(never)]
    pub fn number(&mut self, number: u32) -> &mut Self {
        self.text(&number.to_string())
    }

    /// Markup of a page of our own that was made with this module.
    #[inline(never)]
    pub fn page(&mut self, page: &str) -> &mut Self {
        self.0.push_str(page);
        self
    }

    /// HTML written elsewhere.
    #[inline(never)]
    pub fn html(&mut self, html: &Html) -> &mut Self {
        self.0.push_str(&html.0);
        self
    }

    /// Text between two pieces of markup, if there is any.
    #[inline(never)]
    pub fn wrap(&mut self, before: &'static str, text: &str, after: &'static str) -> &mut Self {
        if text.is_empty() { self } else { self.raw(before).text(text).raw(after) }
    }

    /// The notice's own words, folded away.
    #[inline(never)]
    pub fn says(&mut self, says: Option<&str>) -> &mut Self {
        let says = says.unwrap_or_default();
        self.wrap("<details><summary>原文</summary><q>", says, "</q></details>")
    }

    /// The HTML.
    pub fn finish(self) -> String {
        self.0
    }
}

/// A section of a tab: heading and lines.
pub fn section(section: &Section, tab: Tab) -> Html {
    let mut html = Html::new();
    html.raw("<section class=\"card\" data-tab=\"").raw(tab.name()).raw("\" data-section=\"");
    html.raw(section.id).raw("\"><h2>");
    html.raw(section.title).raw("</h2><ul class=\"lines\">");
    for one in &section.lines {
        line(one, &mut html);
    }
    html.raw("</ul></section>\n");
    html
}

/// One line of a section, in a list of the class `lines`.
pub fn line(line: &Line, html: &mut Html) {
    html.raw("<li class=\"").raw(class(line.mark)).raw("\"");
    html.wrap(" data-audience=\"", line.audience.as_deref().unwrap_or_default(), "\"").raw(">");
    html.wrap("<b class=\"mark\">", line.mark.word(), "</b>");
    html.wrap("<b class=\"label\">", &line.label, "</b>");
    html.wrap("<span>", &line.text, "</span>");
    for phone in &line.phones {
        html.raw("<a class=\"tel\" href=\"tel:").text(phone).raw("\">").text(phone).raw("</a>");
    }
    if let Some(url) = line.url.as_deref().filter(|url| is_web_address(url)) {
        html.raw("<a class=\"url\" rel=\"noreferrer\" href=\"").text(url).raw("\">");
        html.text(url).raw("</a>");
    }
    if let Some(says) = &line.says {
        // A reader who hears only the summary has to know what it is the wording of.
        html.raw("<details><summary aria-label=\"原文：")
            .text(&line.text)
            .raw("\">原文</summary><q>");
        html.text(says).raw("</q></details>");
    }
    html.raw("</li>");
}

/// Whether a notice's address may become a link: no other scheme than the web's.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "",
        Mark::Do => "do",
        Mark::Dont => "dont",
        Mark::Advise => "advise",
        Mark::AdviseNot => "advise-not",
        Mark::May => "may",
        Mark::Unsure => "unsure",
        Mark::Gap => "gap",
        Mark::Theirs => "theirs",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        let mut html = Html::new();
        html.text(r#"<img src="x" onerror=alert(1)>&"#);
        assert_eq!(html.finish(), "&lt;img src=&quot;x&quot; onerror=alert(1)&gt;&amp;");
    }

    #[test]
    fn an_address_of_another_scheme_becomes_no_link() {
        let line = Line { url: Some("javascript:alert(1)".to_owned()), ..Line::default() };
        let html = section(&Section { id: "x", title: "x", lines: vec![line] }, Tab::Plan).finish();
        assert!(!html.contains("href"), "{html}");
    }
}
