//! The general procedure: what is looked at on 学信网, what its buttons and words mean. Not this notice's.

use tucai_notice::after::Verification;
use tucai_notice::html::Html;
use tucai_way::general::{self, FIELDS, LABEL, PARTS, Part, Source};
use tucai_way::verify::{Check, Phase};

/// All of it, folded but for what is looked at; unfolded where the notice itself is silent or the
/// check is open. What the notice says itself is not said otherwise here.
pub fn general(verification: Option<&Verification>, check: &Check, html: &mut Html) {
    html.raw("<section class=\"card\" data-tab=\"after\" data-section=\"general\">");
    html.raw("<h2>核对什么，怎么按</h2><p><b class=\"mark general\">").raw(LABEL).raw("</b></p>");
    let is_open = matches!(check.phase, Phase::Open(_));
    // Whoever was photographed before has a section of their own.
    for part in PARTS.iter().filter(|part| part.id != "already") {
        let open = matches!(part.id, "where" | "fields") || (is_open && part.id == "confirm");
        one(part, verification, open, html);
    }
    html.raw("</section>");
}

fn one(part: &Part, verification: Option<&Verification>, open: bool, html: &mut Html) {
    html.raw("<details class=\"group\" data-fold=\"general-").raw(part.id);
    html.raw(if open { "\" open><summary>" } else { "\"><summary>" });
    html.raw(part.title).raw("</summary>");
    if part.id == "fields" {
        html.raw("<ul class=\"fields\">");
        for field in FIELDS {
            html.raw("<li>").raw(field).raw("</li>");
        }
        html.raw("</ul>");
    }
    html.raw("<ul class=\"lines\">");
    for said in part.said {
        let own = general::yields_to(part, said);
        html.raw("<li>");
        if let Some(own) = own.filter(|own| verification.is_some_and(|it| own.is_said_by(it))) {
            html.raw("<b>").raw(own.words()).raw("</b></li>");
            continue;
        }
        html.wrap("<b class=\"label\">", said.label, "</b>").text(said.text).raw("</li>");
    }
    html.raw("</ul>");
    known_from(part, html);
    html.raw("</details>");
}

/// Where a part is known from, each page once.
pub fn known_from(part: &Part, html: &mut Html) {
    let mut sources: Vec<Source> = Vec::new();
    for source in part.said.iter().flat_map(|said| said.sources) {
        if !sources.contains(source) {
            sources.push(*source);
        }
    }
    if sources.is_empty() {
        return;
    }
    html.raw("<p class=\"fine\">见于：");
    for (at, source) in sources.iter().enumerate() {
        if at > 0 {
            html.raw("、");
        }
        html.raw("<a rel=\"noreferrer\" href=\"").raw(source.url).raw("\">");
        html.raw(source.name).raw("</a>");
    }
    html.raw("</p>");
}
