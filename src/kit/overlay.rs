//! What the overlay looks like: what the scanner sees.

use tucai_notice::html::Html;

use crate::record::Source;
use crate::screen;
use crate::shelf::{Id, Kept};

/// What the scanner sees, and below it what the student needs.
pub struct Showing<'a> {
    /// The codes to choose from.
    pub codes: &'a [Kept],
    /// The one that is shown.
    pub current: Id,
    /// The student asked for the own picture.
    pub own: bool,
    /// Where the page shows that from; empty until it is here.
    pub picture: &'a str,
}

/// The overlay's content.
pub fn showing(showing: &Showing<'_>) -> Html {
    let mut html = Html::new();
    let Some(kept) = showing.codes.iter().find(|kept| kept.id == showing.current) else {
        return html;
    };
    let proven = kept.record.about.proven;
    let own = showing.own || !proven;
    let pressed = |pressed: bool| {
        if pressed { "\" aria-pressed=\"true\">" } else { "\" aria-pressed=\"false\">" }
    };
    if showing.codes.len() > 1 {
        html.raw("<div class=\"switch\" role=\"group\" aria-label=\"选择采集码\">");
        for (at, each) in showing.codes.iter().enumerate() {
            html.raw("<button type=\"button\" data-action=\"switch\" data-at=\"")
                .text(&each.id.to_string());
            html.raw(pressed(each.id == showing.current));
            match each.record.about.label.as_str() {
                "" => html.raw("第 ").text(&(at + 1).to_string()).raw(" 个码"),
                label => html.text(label),
            };
            html.raw("</button>");
        }
        html.raw("</div>");
    }
    html.raw("<div class=\"stage\">");
    // It may be reduced, or the part around the code: not the picture itself.
    let by_camera = kept.record.about.source == Source::Camera;
    let picture = if by_camera { "镜头里的画面" } else { "你存的图" };
    if own {
        html.wrap("<img class=\"own\" data-own src=\"", showing.picture, "\" alt=\"");
        html.wrap("", if showing.picture.is_empty() { "" } else { picture }, "\">");
    } else {
        html.raw("<canvas role=\"img\" aria-label=\"采集码\"></canvas>");
    }
    html.raw("</div><div class=\"foot\"><p><strong>")
        .text(kept.name())
        .raw("</strong><span data-hint>");
    html.raw(match (own, proven) {
        (false, _) => "请把屏幕亮度调到最高，正对扫码器",
        (true, true) => "这是",
        (true, false) => "重画的码还没核对好，先出示",
    });
    if own {
        html.raw(picture).raw("。请把屏幕亮度调到最高");
    }
    html.raw("</span></p><div class=\"row\">");
    if proven {
        html.raw("<button type=\"button\" data-action=\"own").raw(pressed(own)).raw(if by_camera {
            "镜头画面</button>"
        } else {
            "存的图</button>"
        });
    }
    screen::button(&mut html, "primary", "close", "关闭");
    html.raw("</div></div>");
    html
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::screen::tests::kept;

    #[test]
    fn a_code_that_was_not_proven_is_shown_as_the_students_own_picture() {
        let mut codes = vec![kept(1, "a", "")];
        let show = |codes: &[Kept], own: bool| {
            let current = Id::Stored(1);
            showing(&Showing { codes, current, own, picture: "blob:own" }).finish()
        };
        assert!(
            !show(&codes, false).contains("<canvas") && show(&codes, false).contains("blob:own")
        );
        codes[0].record.about.proven = true;
        assert!(
            show(&codes, false).contains("<canvas") && !show(&codes, false).contains("blob:own")
        );
        assert!(!show(&codes, true).contains("<canvas"));
    }
}
