//! A canvas: made, drawn on, read.

use futures_channel::oneshot;
use js_sys::{ArrayBuffer, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::page::document;
use super::picture;
use crate::sniff::Size;

/// The quality of a JPEG.
const QUALITY: f64 = 0.85;

/// An empty canvas.
pub fn empty((width, height): Size) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let options = Object::new();
    // Its pixels are read, not shown: a canvas on the graphics card would have to be fetched back.
    Reflect::set(&options, &"willReadFrequently".into(), &true.into()).ok()?;
    let context = canvas.get_context_with_context_options("2d", &options).ok()??;
    Some((canvas, context.unchecked_into()))
}

/// A few rows of a canvas, all over its height.
pub struct Rows(Vec<Vec<u8>>);

impl Rows {
    /// None where the browser does not give them.
    pub fn of(context: &CanvasRenderingContext2d, (width, height): Size) -> Option<Self> {
        let rows = (0..16).map(|at| {
            let y = u64::from(height - 1) * at / 15;
            let y = f64::from(u32::try_from(y).ok()?);
            Some(context.get_image_data(0.0, y, f64::from(width), 1.0).ok()?.data().0)
        });
        rows.collect::<Option<Vec<_>>>().map(Self)
    }

    /// Nothing was drawn: every pixel is as transparent as the canvas was made.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|row| row.iter().all(|byte| *byte == 0))
    }
}

/// The pixels of a canvas, to be given away.
pub fn pixels(canvas: &HtmlCanvasElement) -> Option<ArrayBuffer> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    let data = context.get_image_data(0.0, 0.0, width, height).ok()?;
    // Reached by its name: the binding would copy all of it into the program's memory.
    let data = super::member(&data, "data")?;
    super::member(&data, "buffer")?.dyn_into().ok()
}

/// A canvas as the bytes of a JPEG.
pub async fn jpeg(canvas: &HtmlCanvasElement) -> Option<Vec<u8>> {
    let (tell, told) = oneshot::channel();
    let tell = Closure::once_into_js(move |blob: JsValue| {
        tell.send(blob).ok();
    });
    canvas
        .to_blob_with_type_and_encoder_options(tell.unchecked_ref(), "image/jpeg", &QUALITY.into())
        .ok()?;
    let blob: Blob = told.await.ok()?.dyn_into().ok()?;
    picture::bytes(&blob, 0.0, blob.size()).await.ok()
}

/// Draws grey pixels on a canvas, which takes their size.
pub fn paint(canvas: &HtmlCanvasElement, side: usize, grey: &[u8]) -> Option<()> {
    let length = u32::try_from(side).ok()?;
    canvas.set_width(length);
    canvas.set_height(length);
    let rgba: Vec<u8> = grey.iter().flat_map(|&grey| [grey, grey, grey, 255]).collect();
    let data = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), length, length).ok()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    context.put_image_data(&data, 0.0, 0.0).ok()
}

/// Grey pixels as a canvas gives them back: what the screen would show.
pub fn drawn(side: usize, grey: &[u8]) -> Option<ArrayBuffer> {
    let length = u32::try_from(side).ok()?;
    let (canvas, _) = empty((length, length))?;
    paint(&canvas, side, grey)?;
    pixels(&canvas)
}
