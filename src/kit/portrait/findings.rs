//! What the findings look like: what to mend first, then what is not certain, then what only a person
//! can see, and folded what is fine.

use tucai_judge::{Finding, Verdict};
use tucai_notice::html::Html;
use tucai_notice::rules::Look;
use tucai_wire::portrait::{Area, Marks, Portrait, Spot};

use crate::geometry::{self, Part};
use crate::portrait::marks::{self, Line, whole};
use crate::portrait::{region, screen, words};
use crate::screen::{Means, album, button};

/// A group of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// To be mended.
    Fix,
    /// Measured, and not certain.
    Unsure,
    /// For a person's eyes.
    Ask,
    /// Worth a word: the place of the capture brings its own.
    Remark,
    /// Fine.
    Pass,
}

impl Group {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 5] = [Self::Fix, Self::Unsure, Self::Ask, Self::Remark, Self::Pass];

    /// The group of a finding.
    pub fn of(finding: &Finding) -> Self {
        match finding.verdict {
            Verdict::Fix if finding.remark => Self::Remark,
            Verdict::Fix => Self::Fix,
            Verdict::Unsure => Self::Unsure,
            Verdict::Ask => Self::Ask,
            Verdict::Pass => Self::Pass,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Fix => "fix",
            Self::Unsure => "unsure",
            Self::Ask => "ask",
            Self::Remark => "remark",
            Self::Pass => "pass",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Fix => "要改的",
            Self::Unsure => "说不准",
            Self::Ask => "请自己看",
            Self::Remark => "在家拍不必管",
            Self::Pass => "量到没问题",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Fix | Self::Pass => "",
            Self::Unsure => "这几样离要求的边上太近，或者这张照片里看不清。",
            Self::Ask => "这几样机器看不准。放大的是你照片里的这一处，旁边是要求的原话。",
            Self::Remark => "采集现场有自己的背景和灯光。",
        }
    }
}

/// How many findings a group has.
pub fn count(findings: &[Finding], group: Group) -> usize {
    findings.iter().filter(|finding| Group::of(finding) == group).count()
}

/// The findings in a few words: 3 处要改，2 处说不准.
pub fn sum(findings: &[Finding]) -> String {
    let [fix, unsure] = [Group::Fix, Group::Unsure].map(|group| count(findings, group));
    match (fix, unsure) {
        (0, 0) => "没有量到要改的".to_owned(),
        (0, unsure) => format!("没有量到要改的，{unsure} 处说不准"),
        (fix, 0) => format!("{fix} 处要改"),
        (fix, unsure) => format!("{fix} 处要改，{unsure} 处说不准"),
    }
}

/// The answer, and what to do with it. `keep` is what the button says that keeps it; empty where it
/// is kept already. `finer` are the bytes of a closer look at eyes and mouth, where one may help.
pub fn answer(
    findings: &[Finding],
    faces: usize,
    means: Means,
    finer: Option<u32>,
    keep: &'static str,
) -> Html {
    let mut html = Html::new();
    html.raw("<section class=\"card answer\"><h2 tabindex=\"-1\" data-answer>");
    html.text(&sum(findings)).raw("</h2>");
    if faces > 1 {
        html.raw("<p class=\"doubt\" data-several>照片里有 ").text(&faces.to_string());
        html.raw(" 张脸，量的是最大的那张。</p>");
    }
    html.raw("<p>还有 ").text(&count(findings, Group::Ask).to_string());
    html.raw(" 处请自己看。这些是建议，不能保证一定认可。</p><p class=\"row\">");
    screen::shoot(&mut html, "再拍一张", true, means);
    album(&mut html, "换一张", false);
    if !keep.is_empty() {
        button(&mut html, "", "keep", keep);
    }
    html.raw("</p>");
    if let Some(size) = finer {
        html.raw(
            "<p class=\"row\"><button type=\"button\" class=\"wide\" data-action=\"finer\">再看清眼睛和嘴<small>",
        );
        html.text(&words::size(size)).raw("</small></button></p>");
    }
    html.raw("</section>");
    html
}

/// The four lines as sliders, within the part of the picture that is seen.
pub fn sliders(marks: &Marks, seen: &Area, size: (f32, f32)) -> Html {
    let mut html = Html::new();
    let step = marks::step(marks, size);
    html.raw("<section class=\"card look-marks\"><h2 tabindex=\"-1\">挪一挪标线</h2>");
    html.raw("<p>拖照片上的圆点，或者用下面的滑块。结果跟着变，照片不会变。</p>");
    for line in Line::ALL {
        let (low, high) = line.ends(seen, step);
        html.raw("<label>").raw(line.title()).raw("<input type=\"range\" data-mark=\"");
        html.raw(line.name());
        for (name, value) in [
            ("\" min=\"", low),
            ("\" max=\"", high),
            ("\" step=\"", step),
            ("\" value=\"", line.slid(line.of(marks), seen, step)),
        ] {
            html.raw(name).text(&whole(value).to_string());
        }
        html.raw("\" aria-valuetext=\"").text(&line.value(marks, size)).raw("\"></label>");
    }
    html.raw("<p class=\"look-sum\" role=\"status\"></p><p class=\"row\">");
    button(&mut html, "primary", "moved", "挪好了");
    button(&mut html, "", "unmove", "恢复自动画的线");
    html.raw("</p></section>");
    html
}

/// One group; empty where it has no findings.
pub fn group(group: Group, findings: &[Finding], portrait: &Portrait, look: &Look) -> Html {
    let mut html = Html::new();
    let count = count(findings, group);
    if count == 0 {
        return html;
    }
    let folded = matches!(group, Group::Pass | Group::Remark);
    html.raw(if folded { "<details" } else { "<section" });
    html.raw(" class=\"card look-list\" data-group=\"").raw(group.name()).raw("\">");
    html.raw(if folded { "<summary>" } else { "<h2 tabindex=\"-1\">" });
    html.raw(group.title()).raw("（").text(&count.to_string()).raw("）");
    html.raw(if folded { "</summary>" } else { "</h2>" });
    html.wrap("<p class=\"fine\">", group.text(), "</p>").raw("<ul>");
    for finding in findings.iter().filter(|finding| Group::of(finding) == group) {
        one(&mut html, finding, portrait, look);
    }
    html.raw("</ul>").raw(if folded { "</details>" } else { "</section>" });
    html
}

fn one(html: &mut Html, finding: &Finding, portrait: &Portrait, look: &Look) {
    let item = finding.item;
    html.raw("<li data-item=\"").raw(item.name()).raw("\" data-verdict=\"");
    html.raw(finding.verdict.name()).raw("\"><div class=\"look-head\"><strong>");
    html.raw(item.title()).raw("</strong>");
    screen::basis(html, finding.basis);
    html.raw("</div>");
    let ask = finding.verdict == Verdict::Ask;
    let rules = finding.rules.iter().filter_map(|at| look.rules.get(*at));
    let mut quotes: Vec<&str> = Vec::new();
    for rule in rules {
        // Several rules may have been made of one sentence.
        let quote = rule.says.as_deref().unwrap_or(&rule.text);
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    html.raw("<div class=\"look-beside\">");
    if ask || finding.verdict == Verdict::Unsure {
        crops(html, &finding.spots, portrait, item.title());
    }
    html.raw("<div>").wrap("<p>", &finding.says, "</p>");
    if ask {
        quoted(html, &quotes);
    }
    html.raw("</div></div><details><summary>为什么？</summary>");
    html.wrap("<p>", &finding.why, "</p>");
    if !ask {
        quotes.retain(|quote| !finding.why.contains(quote));
        quoted(html, &quotes);
    }
    html.raw("</details></li>");
}

fn quoted(html: &mut Html, quotes: &[&str]) {
    for quote in quotes {
        html.raw("<q>").text(quote).raw("</q>");
    }
}

/// Enlarged places of the picture; painted once they stand there.
fn crops(html: &mut Html, spots: &[Spot], portrait: &Portrait, title: &'static str) {
    let there = spots.iter().filter_map(|spot| Some((*spot, portrait.spot(*spot)?)));
    let there: Vec<_> = there.filter(|(_, area)| area.width > 1.0 && area.height > 1.0).collect();
    if there.is_empty() {
        return;
    }
    html.raw("<div class=\"look-crops\">");
    for (spot, area) in there {
        let (width, height) = crop(&area);
        html.raw("<canvas role=\"img\" aria-label=\"放大：").raw(title);
        html.raw("\" data-spot=\"").number(spot as u32).raw("\" width=\"").number(width);
        html.raw("\" height=\"").number(height).raw("\"></canvas>");
    }
    html.raw("</div>");
}

/// Pixels of an enlarged place: larger than in the picture where that is small.
fn crop(area: &Area) -> (u32, u32) {
    let Part { width, height, .. } = region::part(area);
    let factor = (480.0 / width.max(height)).max(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let pixels = |length: f64| (length * factor).clamp(1.0, 8000.0) as u32;
    geometry::within((pixels(width), pixels(height)), f64::INFINITY, 480.0)
}

/// The place that an enlargement of our own names.
pub fn spot(number: &str) -> Option<Spot> {
    Spot::ALL.get(number.parse::<usize>().ok()?).copied()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use tucai_judge::{Basis, Item};
    use tucai_notice::rules::Rule;

    use super::*;

    fn finding(item: Item, verdict: Verdict) -> Finding {
        Finding {
            item,
            verdict,
            measure: None,
            unit: "",
            limit: None,
            basis: Basis::Notice,
            says: "<看>".to_owned(),
            why: "因为".to_owned(),
            rules: vec![0, 1, 7],
            spots: vec![Spot::Eyes, Spot::Mouth],
            remark: false,
        }
    }

    fn look() -> Look {
        let rule = Rule { says: Some("不戴“美瞳”".to_owned()), ..Rule::default() };
        Look { rules: vec![rule.clone(), rule], ..Look::default() }
    }

    fn portrait() -> Portrait {
        let area = Area { x: 10.0, y: 10.0, width: 120.0, height: 60.0 };
        Portrait { spots: vec![(Spot::Eyes, area)], ..Portrait::default() }
    }

    #[test]
    fn a_place_stands_beside_the_notices_own_words_said_once() {
        let findings = [finding(Item::Lenses, Verdict::Ask)];
        let html = group(Group::Ask, &findings, &portrait(), &look()).finish();
        assert_eq!(html.matches("<q>不戴“美瞳”</q>").count(), 1, "{html}");
        // One of its two places was found.
        assert_eq!(html.matches("<canvas").count(), 1, "{html}");
        assert!(html.contains("&lt;看&gt;") && html.contains("为什么？"), "{html}");
        assert_eq!(spot("2"), Some(Spot::Eyes));
        assert_eq!(spot("99"), None);
    }

    #[test]
    fn every_finding_stands_in_one_group_and_what_is_fine_is_folded() {
        let wall = Finding { remark: true, ..finding(Item::BackgroundEven, Verdict::Fix) };
        let findings = [
            finding(Item::Tilt, Verdict::Fix),
            finding(Item::Turn, Verdict::Unsure),
            finding(Item::Hair, Verdict::Ask),
            finding(Item::Nod, Verdict::Pass),
            wall,
        ];
        let html = |one| group(one, &findings, &portrait(), &look()).finish();
        for one in Group::ALL {
            assert_eq!(html(one).matches("<li data-item=").count(), 1, "{one:?}");
        }
        assert!(html(Group::Remark).contains("background_even"));
        assert!(html(Group::Pass).starts_with("<details") && !html(Group::Fix).contains("<canvas"));
        assert_eq!(sum(&findings), "1 处要改，1 处说不准");
        assert_eq!(sum(&findings[3..]), "没有量到要改的");
    }

    #[test]
    fn the_answer_names_a_second_face_and_keeps_once() {
        let said = |faces, keep| answer(&[], faces, Means::default(), None, keep).finish();
        assert!(!said(1, "留下").contains("张脸") && said(3, "留下").contains("3 张脸"));
        assert!(said(1, "留下").contains("data-action=\"keep\""));
        assert!(!said(1, "").contains("data-action=\"keep\""));
        // It promises nothing.
        assert!(said(1, "").contains("不能保证"));
    }

    #[test]
    fn a_closer_look_names_what_it_costs() {
        let said = |finer| answer(&[], 1, Means::default(), finer, "").finish();
        assert!(said(Some(2_114_134)).contains("2.2 MB") && !said(None).contains("finer"));
    }

    #[test]
    fn the_sliders_are_within_what_is_seen() {
        let marks = Marks { hair_top: 80.0, eye_line: 250.0, face_left: 120.0, face_right: 360.0 };
        let seen = Area { x: 0.0, y: 10.0, width: 480.0, height: 600.0 };
        let html = sliders(&marks, &seen, (480.0, 640.0)).finish();
        // From below: 610 and 10 without 80.
        let hair = "data-mark=\"hair_top\" min=\"10\" max=\"610\" step=\"1\" value=\"540\"";
        assert!(html.contains(hair), "{html}");
        let left = "data-mark=\"face_left\" min=\"0\" max=\"480\" step=\"1\" value=\"120\"";
        assert!(html.contains(left), "{html}");
        assert_eq!(html.matches("type=\"range\"").count(), 4);
    }
}
