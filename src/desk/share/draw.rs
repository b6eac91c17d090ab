//! What the part shows.

use tucai_notice::html::Html;

use crate::poster::{Format, Poster};

/// Everything but the poster itself, which comes a moment later.
pub fn all(link: &str, text: &str) -> Html {
    let mut html = Html::new();
    html.raw("<div class=\"share\">");
    html.raw("<section><h3>链接</h3><input readonly data-link aria-label=\"本页的链接\" value=\"");
    html.text(link).raw("\"><p class=\"row\"><button data-action=\"copy-link\">复制链接</button>");
    if tucai_pane::can_share() {
        html.raw("<button data-action=\"share\">分享到…</button>");
    }
    html.raw("</p><p class=\"told\" role=\"status\" data-told=\"link\"></p></section>");
    if !text.is_empty() {
        html.raw("<section><h3>发到群里的文字</h3><p class=\"fine\">不打开链接也看得明白。</p>");
        html.raw("<p class=\"row\"><button class=\"primary\" data-action=\"copy-text\">复制文字");
        html.raw("</button></p><p class=\"told\" role=\"status\" data-told=\"text\"></p>");
        html.raw("<textarea readonly data-text rows=\"8\" aria-label=\"发到群里的文字\">\n")
            .text(text);
        html.raw("</textarea></section>");
    }
    html.raw("<section><h3>海报</h3><div data-poster></div>");
    html.raw("<p class=\"told\" role=\"status\" data-told=\"poster\"></p></section></div>");
    html
}

/// What is said where the link is too long for a code; a college's division in it is the usual reason,
/// and the split's form has the way to a shorter one.
pub fn too_long(has_division: bool) -> Html {
    let mut html = Html::new();
    html.raw("<p class=\"doubt\">这个链接太长，做成二维码手机扫不出来，所以没有画海报。");
    html.raw("现在可以发上面的文字，里面有完整的链接。</p>");
    if has_division {
        html.raw("<p>链接长，是因为学院的分班安排写在链接里。要做海报，请到学院页的“把学院时段分到班级”里选");
        html.raw("“改用文件，链接更短”，文件放到网站上以后，用新的链接打开这一页。</p>");
    }
    html
}

/// The poster in a format: being drawn, drawn, or what is said where it could not be.
pub fn poster(format: Format, pictures: Option<&[String]>, alt: &str) -> Html {
    let mut html = Html::new();
    html.raw("<div class=\"choice\" role=\"group\" aria-label=\"海报的大小\">");
    for (its, name, words) in [(Format::Phone, "phone", "手机图片"), (Format::A4, "a4", "A4 张贴")]
    {
        let pressed = if its == format { "true" } else { "false" };
        html.raw("<button data-action=\"format\" data-at=\"").raw(name);
        html.raw("\" aria-pressed=\"").raw(pressed).raw("\">").raw(words).raw("</button>");
    }
    html.raw("</div>");
    match pictures {
        None => {
            html.raw("<p class=\"fine\" role=\"status\">正在画海报…</p>");
        }
        Some([]) => {
            html.raw("<p>这个浏览器画不出海报。请换一个浏览器打开链接，或直接发文字。</p>");
        }
        Some(pictures) => drawn(format, pictures, alt, &mut html),
    }
    html
}

fn drawn(format: Format, pictures: &[String], alt: &str, html: &mut Html) {
    let elsewhere = tucai_pane::in_another_app();
    if elsewhere {
        html.raw("<p class=\"hold\" data-hold>长按图片，选“保存图片”或“发送给朋友”</p>");
    }
    let (width, height) = format.size();
    for (at, picture) in pictures.iter().enumerate() {
        html.raw(if format == Format::A4 { "<img class=\"a4\" alt=\"" } else { "<img alt=\"" });
        html.text(alt);
        if pictures.len() > 1 {
            html.text(&format!("（第{}页，共{}页）", at + 1, pictures.len()));
        }
        html.raw("\" width=\"").text(&width.to_string()).raw("\" height=\"");
        html.text(&height.to_string()).raw("\" src=\"").text(picture).raw("\">");
    }
    html.raw("<p class=\"row\"><button data-action=\"save\">保存图片</button>");
    match (format, elsewhere) {
        (Format::A4, false) => {
            html.raw("<button data-action=\"print\">打印 A4</button></p>");
        }
        (Format::A4, true) => {
            html.raw("</p><p class=\"fine\">要打印，请先保存图片，或用浏览器打开链接。</p>");
        }
        (Format::Phone, _) => {
            html.raw("</p>");
        }
    }
    if !elsewhere {
        html.raw("<p class=\"fine\" data-hold>长按图片也可以保存或转发。</p>");
    }
}

/// What a picture says for who does not see it.
pub fn alt(poster: &Poster) -> String {
    let standing = poster.standing.as_ref().map(|(title, _)| [title, "。"].concat());
    [
        &poster.name,
        "的海报。",
        &standing.unwrap_or_default(),
        "内容与上面的文字相同；二维码是本页的链接：",
        &poster.link,
    ]
    .concat()
}
