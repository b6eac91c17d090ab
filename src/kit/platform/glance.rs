//! What the live view is looked at by, and a picture drawn anew.

use js_sys::ArrayBuffer;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

use super::picture::Picture;
use super::{canvas, invoke};
use crate::geometry::Part;
use crate::sniff::Size;

/// The size of a glance: the frame of 480×640 is more than the detector sees.
pub const GLANCE: Size = (192, 256);

/// Glances at a film, each on the same small canvas.
pub struct Glances {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    last: f64,
}

impl Glances {
    /// None where the browser has no room for even that.
    pub fn new() -> Option<Self> {
        let (canvas, context) = canvas::empty(GLANCE)?;
        Some(Self { canvas, context, last: -1.0 })
    }

    /// What a video shows now within the frame on the screen, as its pixels; none before its first
    /// picture, and where it still shows the last one.
    pub fn next(&mut self, video: &HtmlVideoElement) -> Option<ArrayBuffer> {
        let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
        let now = video.current_time();
        #[allow(clippy::float_cmp, reason = "the very same moment or another")]
        if width < 1.0 || height < 1.0 || now == self.last {
            return None;
        }
        self.last = now;
        // As the style does: the middle of the film fills the frame.
        let (w, h) = (width.min(height * 0.75), height.min(width / 0.75));
        let (x, y) = ((width - w) / 2.0, (height - h) / 2.0);
        let to = (f64::from(GLANCE.0), f64::from(GLANCE.1));
        let places = [x, y, w, h, 0.0, 0.0, to.0, to.1].map(JsValue::from);
        let mut arguments = vec![JsValue::from(video)];
        arguments.extend(places);
        invoke(&self.context, "drawImage", &arguments).ok()?;
        canvas::pixels(&self.canvas)
    }
}

impl Picture {
    /// What a video shows now, all of it, as the camera sees it: not mirrored.
    pub fn of_video(video: &HtmlVideoElement) -> Option<Self> {
        let size = (video.video_width(), video.video_height());
        let (canvas, context) = canvas::empty(size)?;
        let arguments = [JsValue::from(video), 0.0.into(), 0.0.into()];
        invoke(&context, "drawImage", &arguments).ok()?;
        Some(Self::on(canvas, size))
    }

    /// A part of it as a picture of its own, of this size.
    pub fn part(&self, part: Part, size: Size) -> Option<Self> {
        let (canvas, _) = canvas::empty(size)?;
        self.paint(part, &canvas)?;
        Some(Self::on(canvas, self.original))
    }

    /// A part of it as the bytes of a JPEG of this size.
    pub async fn jpeg(&self, part: Part, size: Size) -> Option<Vec<u8>> {
        let (canvas, _) = canvas::empty(size)?;
        self.paint(part, &canvas)?;
        canvas::jpeg(&canvas).await
    }
}
