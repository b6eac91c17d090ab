//! A page of a poster on a canvas.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::poster::{FONTS, Font, Ink, Mark, Measure, Page, dark};

/// Measures text as the browser will draw it.
pub struct Ruler(CanvasRenderingContext2d);

impl Ruler {
    /// None where there is no canvas.
    pub fn new() -> Option<Self> {
        Some(Self(canvas(1, 1)?.1))
    }
}

impl Measure for Ruler {
    fn width(&self, text: &str, font: Font) -> f64 {
        self.0.set_font(&name(font));
        self.0.measure_text(text).map(|it| it.width()).unwrap_or_default()
    }
}

fn name(font: Font) -> String {
    let weight = if font.bold { "700 " } else { "" };
    format!("{weight}{}px {FONTS}", font.size)
}

fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let options = Object::new();
    // Nothing shines through: a smaller file, and white where nothing is drawn in any viewer.
    Reflect::set(&options, &"alpha".into(), &false.into()).ok()?;
    let context = canvas.get_context_with_context_options("2d", &options).ok()??;
    Some((canvas, context.unchecked_into()))
}

/// The page as a PNG in a `data:` address, so many pixels to the unit. Web views save such a picture
/// at a long press, which they do not with those of a `blob:` address.
pub fn png(page: &Page, scale: u32) -> Option<String> {
    let factor = f64::from(scale);
    let (canvas, context) = canvas(pixels(page.width * factor), pixels(page.height * factor))?;
    context.scale(factor, factor).ok()?;
    fill(&context, [0.0, 0.0, page.width, page.height], Ink::White);
    for mark in &page.marks {
        match mark {
            Mark::Fill { area, ink } => fill(&context, *area, *ink),
            Mark::Text { at: [x, y], font, ink, text, .. } => {
                context.set_font(&name(*font));
                context.set_fill_style_str(ink.hex());
                context.fill_text(text, *x, *y).ok()?;
            }
            Mark::Code { at, module, code } => {
                let side = f64::from(code.whole() * module);
                let [left, top] = at.map(f64::from);
                fill(&context, [left, top, side, side], Ink::White);
                for area in dark(*at, *module, code) {
                    fill(&context, area, Ink::Black);
                }
            }
        }
    }
    let png = canvas.to_data_url().ok()?;
    // A canvas that was too large for the phone gives `data:,`.
    png.starts_with("data:image/png").then_some(png)
}

fn fill(context: &CanvasRenderingContext2d, [x, y, width, height]: [f64; 4], ink: Ink) {
    context.set_fill_style_str(ink.hex());
    context.fill_rect(x, y, width, height);
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page in pixels")]
fn pixels(units: f64) -> u32 {
    units.round().clamp(1.0, 10_000.0) as u32
}
