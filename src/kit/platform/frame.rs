//! One moment of the live camera, as soon as it can be had.
//!
//! Where the browser hands out a film's frames, the camera's own greys go to the worker and nothing
//! is drawn: drawing a frame on a canvas and taking its pixels back costs a slow phone a fifth of a
//! second, on the thread that the page lives on.

use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use tucai_wire::Pixels;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlVideoElement;

use super::picture::Picture;
use super::{call, canvas, invoke, member, number};
use crate::error::Problem;
use crate::geometry;
use crate::sniff::Size;

/// Pixels of a frame's longer side: enough for every code that a phone's camera can make out.
const LONGEST: f64 = 1280.0;

/// The same where it has to be drawn first.
const LONGEST_DRAWN: f64 = 960.0;

/// A frame.
pub struct Frame {
    size: Size,
    /// What makes it another frame than the last; none where that cannot be told.
    moment: Option<f64>,
    pixels: Pixels,
    buffer: ArrayBuffer,
    shown: Shown,
}

/// The frame as the picture that it is.
enum Shown {
    Film(FilmFrame),
    Drawn(Picture),
}

/// A `VideoFrame`: holds one of the camera's few buffers, and gives it back with its end.
struct FilmFrame(JsValue);

impl Drop for FilmFrame {
    fn drop(&mut self) {
        // It has the method; closing it twice costs nothing.
        invoke(&self.0, "close", &[]).ok();
    }
}

impl Frame {
    /// What a video shows now; none before its first frame, and where it still shows `last`.
    pub async fn of(video: &HtmlVideoElement, last: Option<f64>) -> Option<Self> {
        let size = (video.video_width(), video.video_height());
        if size.0 == 0 || size.1 == 0 {
            return None;
        }
        if let Some(film) = FilmFrame::of(video, size) {
            let moment = number(&film.0, "timestamp");
            if moment.is_some() && moment == last {
                return None;
            }
            if let Some(buffer) = film.greys(size).await {
                let shown = Shown::Film(film);
                return Some(Self { size, moment, pixels: Pixels::Luma, buffer, shown });
            }
        }
        let target = geometry::within(size, f64::INFINITY, LONGEST_DRAWN);
        let drawn = Picture::drawn(video, size, target)?;
        let (buffer, shown) = (drawn.pixels().ok()?, Shown::Drawn(drawn));
        Some(Self { size: target, moment: None, pixels: Pixels::Rgba, buffer, shown })
    }

    /// Its width and height, how its pixels lie, and they, to be given away.
    pub fn pixels(&self) -> (Size, Pixels, ArrayBuffer) {
        (self.size, self.pixels, self.buffer.clone())
    }

    /// What tells it from the next.
    pub fn moment(&self) -> Option<f64> {
        self.moment
    }

    /// It as a picture.
    pub fn picture(self) -> Result<Picture, Problem> {
        match self.shown {
            Shown::Film(film) => Picture::drawn(&film.0, self.size, self.size),
            Shown::Drawn(picture) => Some(picture),
        }
        .ok_or(Problem::NoRoom)
    }
}

impl FilmFrame {
    /// The frame that a video shows now, if its greys can be had as they are seen: upright, whole, a
    /// byte each, not more than are wanted.
    fn of(video: &HtmlVideoElement, size: Size) -> Option<Self> {
        let class: Function = member(&js_sys::global(), "VideoFrame")?.dyn_into().ok()?;
        let frame = Self(Reflect::construct(&class, &Array::of1(video)).ok()?);
        let is = |object: &JsValue, name: &str, length: u32| {
            number(object, name) == Some(f64::from(length))
        };
        let seen = member(&frame.0, "visibleRect")?;
        let upright = number(&frame.0, "rotation").unwrap_or(0.0) == 0.0
            && member(&frame.0, "flip").and_then(|flip| flip.as_bool()) != Some(true);
        let whole = is(&seen, "width", size.0) && is(&seen, "height", size.1);
        let small = f64::from(size.0.max(size.1)) <= LONGEST;
        // These begin with all greys, before any colour.
        let format = member(&frame.0, "format")?.as_string()?;
        let grey = matches!(format.as_str(), "I420" | "I420A" | "I422" | "I444" | "NV12");
        (upright && whole && small && grey).then_some(frame)
    }

    /// A grey byte a pixel, row by row, and the colours behind them.
    async fn greys(&self, (width, _): Size) -> Option<ArrayBuffer> {
        let bytes = invoke(&self.0, "allocationSize", &[]).ok()?.as_f64()?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a buffer's size"
        )]
        let buffer = Uint8Array::new_with_length(bytes as u32).buffer();
        let planes = call(&self.0, "copyTo", &[buffer.clone().into()]).await.ok()?;
        let greys = Array::from(&planes).get(0);
        let close = number(&greys, "offset") == Some(0.0)
            && number(&greys, "stride") == Some(f64::from(width));
        close.then_some(buffer)
    }
}

impl Picture {
    /// Something that can be drawn, of this size, on a canvas of that.
    fn drawn(source: &JsValue, original: Size, target: Size) -> Option<Self> {
        let (canvas, context) = canvas::empty(target)?;
        let (width, height) = (f64::from(target.0), f64::from(target.1));
        // By its name: the bindings do not know frames of a film yet.
        let place = [0.0, 0.0, width, height].map(JsValue::from);
        let [x, y, width, height] = place;
        invoke(&context, "drawImage", &[source.clone(), x, y, width, height]).ok()?;
        Some(Self::on(canvas, original))
    }
}
