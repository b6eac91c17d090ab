//! From a file to pixels: sniffed, decoded by the browser with its orientation applied once, reduced.

use std::cell::Cell;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::events::EventListener;
use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlImageElement,
    ImageBitmap, Url,
};

use super::canvas::{self, Rows};
use super::page::window;
use crate::error::Problem;
use crate::geometry::{self, Part};
use crate::sniff::{self, Format, Size};

/// The most bytes of a file.
const MOST_BYTES: f64 = 60.0 * 1024.0 * 1024.0;

/// The most pixels of a picture.
const MOST_PIXELS: u64 = 200_000_000;

/// Pixels up to which a picture is decoded whole, beside the page. A larger one goes through an
/// `<img>`, which browsers decode at the size that it is drawn at, where the format lets them.
const DECODED_WHOLE: u64 = 16_000_000;

/// Bytes and pixels a side up to which the student's own file is kept as it is.
const KEPT_AS_IT_IS: (f64, u32) = (1.5 * 1024.0 * 1024.0, 4096);

/// Pixels of the longer side of a picture that is kept otherwise, as a JPEG.
const KEPT_SIDE: f64 = 2400.0;

/// A decoded picture, reduced, on a canvas.
#[derive(Clone)]
pub struct Picture {
    canvas: HtmlCanvasElement,
    /// The size that the picture came with, in pixels.
    pub original: Size,
    /// The file as it came, where it is small enough to be kept.
    file: Option<Blob>,
    /// The file as it came, and what it is.
    came: Option<(Blob, Format)>,
}

/// Decodes a file.
pub async fn decode(file: &Blob) -> Result<Picture, Problem> {
    if file.size() > MOST_BYTES {
        return Err(Problem::TooHeavy);
    }
    let head = bytes(file, 0.0, f64::from(sniff::HEAD)).await?;
    let format = sniff::format(&head).ok_or(Problem::NotAPicture)?;
    let mut size = sniff::size(format, &head);
    if size.is_none() && format != Format::Heif && file.size() > f64::from(sniff::HEAD) {
        // Colour profiles and thumbnails may stand before the size.
        size = sniff::size(format, &bytes(file, 0.0, file.size()).await?);
    }
    if size.is_some_and(|size| area(size) > MOST_PIXELS) {
        return Err(Problem::TooManyPixels);
    }
    let (canvas, original) = match draw(file, size).await {
        Ok(drawn) => drawn,
        Err(Some(problem)) => return Err(problem),
        Err(None) if broke_off(file, format).await => return Err(Problem::BrokenOff),
        Err(None) if format == Format::Heif => return Err(Problem::Heif),
        Err(None) => return Err(Problem::Undecodable),
    };
    let small = file.size() <= KEPT_AS_IT_IS.0 && original.0.max(original.1) <= KEPT_AS_IT_IS.1;
    let keepable = small && matches!(format, Format::Jpeg | Format::Png | Format::Webp);
    let came = Some((file.clone(), format));
    Ok(Picture { canvas, original, file: keepable.then(|| file.clone()), came })
}

/// Whether a file lacks its end. Looks at all of it where its last bytes do not tell.
async fn broke_off(file: &Blob, format: Format) -> bool {
    let last = match format {
        Format::Jpeg => &[0xFF, 0xD9][..],
        Format::Png => b"IEND\xAE\x42\x60\x82",
        // Nothing tells it of these.
        Format::Gif | Format::Webp | Format::Bmp | Format::Heif => return false,
    };
    #[allow(clippy::cast_precision_loss, reason = "a few bytes")]
    let start = file.size() - last.len() as f64;
    if bytes(file, start.max(0.0), file.size()).await.is_ok_and(|end| end == last) {
        return false;
    }
    match bytes(file, 0.0, file.size()).await {
        Ok(bytes) => !sniff::is_whole(format, &bytes),
        Err(_) => false,
    }
}

fn area((width, height): Size) -> u64 {
    u64::from(width) * u64::from(height)
}

/// The bytes of a part of a file.
pub(super) async fn bytes(file: &Blob, start: f64, end: f64) -> Result<Vec<u8>, Problem> {
    // A file may have gone from the album since it was chosen.
    let part = file.slice_with_f64_and_f64(start, end).map_err(|_| Problem::Undecodable)?;
    let buffer = JsFuture::from(part.array_buffer()).await.map_err(|_| Problem::Undecodable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Draws a file on a canvas of its own; an error without a reason is the file's.
async fn draw(
    file: &Blob,
    stated: Option<Size>,
) -> Result<(HtmlCanvasElement, Size), Option<Problem>> {
    if stated.is_some_and(|size| area(size) <= DECODED_WHOLE)
        && let Some(bitmap) = bitmap(file).await
    {
        let size = (bitmap.width(), bitmap.height());
        let drawn = put(size, |context, width, height| {
            context
                .draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)
                .is_ok()
        });
        bitmap.close();
        if let Ok(canvas) = drawn {
            return Ok((canvas, size));
        }
    }
    let image = Loaded::of(file).await.ok_or(None)?;
    let size = (image.0.natural_width(), image.0.natural_height());
    if area(size) == 0 {
        return Err(None);
    }
    if area(size) > MOST_PIXELS {
        return Err(Some(Problem::TooManyPixels));
    }
    let canvas = put(size, |context, width, height| {
        context
            .draw_image_with_html_image_element_and_dw_and_dh(&image.0, 0.0, 0.0, width, height)
            .is_ok()
    });
    Ok((canvas.map_err(Some)?, size))
}

/// The whole picture beside the page, upright; none where this browser cannot.
async fn bitmap(file: &Blob) -> Option<ImageBitmap> {
    let options = Object::new();
    Reflect::set(&options, &"imageOrientation".into(), &"from-image".into()).ok()?;
    let promise = window()?
        .create_image_bitmap_with_blob_and_image_bitmap_options(file, options.unchecked_ref());
    Some(JsFuture::from(promise.ok()?).await.ok()?.unchecked_into())
}

/// A file as a picture of the page's, for as long as its owner lives: then what was decoded goes.
struct Loaded(HtmlImageElement, #[allow(dead_code, reason = "held")] Address);

impl Loaded {
    /// None where the browser cannot.
    async fn of(file: &Blob) -> Option<Self> {
        let image = Self(HtmlImageElement::new().ok()?, Address::of(file)?);
        let (tell, told) = oneshot::channel();
        let tell = Rc::new(Cell::new(Some(tell)));
        let says = |came: bool| {
            let tell = tell.clone();
            move |_: &Event| {
                if let Some(tell) = tell.take() {
                    tell.send(came).ok();
                }
            }
        };
        let _came = EventListener::once(&image.0, "load", says(true));
        let _failed = EventListener::once(&image.0, "error", says(false));
        image.0.set_src(image.1.0.as_str());
        told.await.unwrap_or(false).then_some(image)
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        self.0.set_src("");
    }
}

/// Reduces a picture of this size onto a canvas, and looks whether it arrived there.
fn put(
    size: Size,
    draw: impl FnOnce(&CanvasRenderingContext2d, f64, f64) -> bool,
) -> Result<HtmlCanvasElement, Problem> {
    let target = geometry::reduced(size);
    let (canvas, context) = canvas::empty(target).ok_or(Problem::NoRoom)?;
    context.set_image_smoothing_enabled(true);
    if !draw(&context, f64::from(target.0), f64::from(target.1)) {
        return Err(Problem::NoRoom);
    }
    // A canvas or a picture beyond a phone's means stays blank without a word. So does a picture that
    // is transparent all over: then the canvas takes a mark, and the picture is of a usual size.
    let is_blank = || Some(Rows::of(&context, target)?.is_blank());
    if is_blank().ok_or(Problem::NoRoom)? {
        context.fill_rect(0.0, 0.0, 1.0, 1.0);
        let takes_no_mark = is_blank().unwrap_or(true);
        context.clear_rect(0.0, 0.0, 1.0, 1.0);
        if takes_no_mark || area(size) > DECODED_WHOLE {
            return Err(Problem::NoRoom);
        }
    }
    Ok(canvas)
}

/// The address of a blob, for as long as its owner lives.
struct Address(String);

impl Address {
    fn of(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        Url::revoke_object_url(&self.0).ok();
    }
}

impl Picture {
    /// The size on the canvas.
    pub fn size(&self) -> Size {
        (self.canvas.width(), self.canvas.height())
    }

    /// Its pixels, to be given away.
    pub fn pixels(&self) -> Result<ArrayBuffer, Problem> {
        canvas::pixels(&self.canvas).ok_or(Problem::NoRoom)
    }

    /// What stands on a canvas, and came with this size.
    pub(super) fn on(canvas: HtmlCanvasElement, original: Size) -> Self {
        Self { canvas, original, file: None, came: None }
    }

    /// Whether the file that it came from lacks its end.
    pub async fn broke_off(&self) -> bool {
        match &self.came {
            Some((file, format)) => broke_off(file, *format).await,
            None => false,
        }
    }

    /// Paints a part of it on a canvas, as large as that is.
    pub fn paint(&self, part: Part, canvas: &HtmlCanvasElement) -> Option<()> {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        // A JPEG has no transparency: it would turn black.
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width, height);
        context
            .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                &self.canvas,
                part.x,
                part.y,
                part.width,
                part.height,
                0.0,
                0.0,
                width,
                height,
            )
            .ok()
    }

    /// The card around a code as a JPEG; empty where that fails.
    pub async fn card(&self, part: Part) -> Vec<u8> {
        self.cut(part, part.shown()).await.unwrap_or_default()
    }

    async fn cut(&self, part: Part, size: Size) -> Option<Vec<u8>> {
        let (canvas, _) = canvas::empty(size)?;
        self.paint(part, &canvas)?;
        canvas::jpeg(&canvas).await
    }

    /// The student's own picture, to be kept: the file itself where it is small, else reduced. Where
    /// the code, of so many modules a side, would become too small by that, the card around it alone.
    pub async fn keepsake(&self, card: Part, modules: usize) -> Vec<u8> {
        if let Some(file) = &self.file
            && let Ok(bytes) = bytes(file, 0.0, file.size()).await
        {
            return bytes;
        }
        let from = self.size();
        let to = geometry::within(from, f64::INFINITY, KEPT_SIDE);
        if !geometry::stays_legible(card, modules, from, to) {
            let kept = match self.cut_from_file(card).await {
                None => self.cut(card, card.at_most(KEPT_SIDE)).await,
                kept => kept,
            };
            return kept.unwrap_or_default();
        }
        let whole = Part { x: 0.0, y: 0.0, width: from.0.into(), height: from.1.into() };
        self.cut(whole, to).await.unwrap_or_default()
    }

    /// A part of it as a JPEG in the size that it came with, which the canvas has not any more.
    async fn cut_from_file(&self, part: Part) -> Option<Vec<u8>> {
        let (file, _) = self.came.as_ref()?;
        let part = part.scaled(self.size(), self.original);
        let size = part.at_most(KEPT_SIDE);
        let image = Loaded::of(file).await?;
        let (canvas, context) = canvas::empty(size)?;
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        context
            .draw_image_with_html_image_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                &image.0,
                part.x,
                part.y,
                part.width,
                part.height,
                0.0,
                0.0,
                width,
                height,
            )
            .ok()?;
        drop(image);
        if Rows::of(&context, size)?.is_blank() {
            return None;
        }
        // A JPEG has no transparency: it would turn black.
        context.set_global_composite_operation("destination-over").ok()?;
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width, height);
        canvas::jpeg(&canvas).await
    }
}

/// An address under which the page shows some bytes of a picture, to be given back; empty where
/// there are none.
pub fn show(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return String::new();
    }
    let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type(match sniff::format(bytes) {
        Some(Format::Png) => "image/png",
        Some(Format::Webp) => "image/webp",
        _ => "image/jpeg",
    });
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok();
    blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok()).unwrap_or_default()
}

/// Gives back an address.
pub fn hide(address: &str) {
    // What is no address costs nothing.
    Url::revoke_object_url(address).ok();
}
