//! A page as SVG, which prints as sharp as the printer can.

use tucai_notice::html::Html;

use super::draw::{Ink, Mark, Page, dark};

/// The fonts of the page, as the style has them.
pub const FONTS: &str = "system-ui, -apple-system, 'PingFang SC', 'HarmonyOS Sans SC', MiSans, 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// The page.
pub fn svg(page: &Page) -> Html {
    let mut html = Html::new();
    html.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0");
    numbers(&[page.width, page.height], &mut html);
    html.raw("\" font-family=\"").text(FONTS).raw("\">");
    fill([0.0, 0.0, page.width, page.height], Ink::White, &mut html);
    for mark in &page.marks {
        match mark {
            Mark::Fill { area, ink } => fill(*area, *ink, &mut html),
            Mark::Text { at: [x, y], font, ink, text, .. } => {
                html.raw("<text x=\"").text(&x.to_string()).raw("\" y=\"").text(&y.to_string());
                html.raw("\" font-size=\"").text(&font.size.to_string());
                html.raw(if font.bold { "\" font-weight=\"700\" fill=\"" } else { "\" fill=\"" });
                html.raw(ink.hex()).raw("\">").text(text).raw("</text>");
            }
            Mark::Code { at, module, code } => {
                let side = f64::from(code.whole() * module);
                let [left, top] = at.map(f64::from);
                fill([left, top, side, side], Ink::White, &mut html);
                html.raw("<path shape-rendering=\"crispEdges\" d=\"");
                for [x, y, width, height] in dark(*at, *module, code) {
                    html.raw("M");
                    numbers(&[x, y], &mut html);
                    html.raw("h").text(&width.to_string());
                    html.raw("v").text(&height.to_string());
                    html.raw("h-").text(&width.to_string()).raw("z");
                }
                html.raw("\"/>");
            }
        }
    }
    html.raw("</svg>");
    html
}

fn numbers(numbers: &[f64], html: &mut Html) {
    for number in numbers {
        html.raw(" ").text(&number.to_string());
    }
}

fn fill([x, y, width, height]: [f64; 4], ink: Ink, html: &mut Html) {
    html.raw("<rect x=\"").text(&x.to_string()).raw("\" y=\"").text(&y.to_string());
    html.raw("\" width=\"").text(&width.to_string()).raw("\" height=\"").text(&height.to_string());
    html.raw("\" fill=\"").raw(ink.hex()).raw("\"/>");
}
