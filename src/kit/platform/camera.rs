//! The live camera.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamTrack};

use super::page::window;
use super::{call, member, name_of};
use crate::error::CameraError;

/// A camera that is on; goes off with its owner.
pub struct Camera {
    stream: MediaStream,
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.stream.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

/// Whether this browser has a live camera to offer here.
pub fn is_offered() -> bool {
    devices().is_some()
}

fn devices() -> Option<JsValue> {
    // Missing where the page did not come over a secure connection, and in some web views.
    let devices = member(&window()?.navigator(), "mediaDevices")?;
    member(&devices, "getUserMedia")?;
    Some(devices)
}

/// Turns the camera on that looks away from the student.
pub async fn turn_on() -> Result<Camera, CameraError> {
    turn_on_any("environment", (1280, 720)).await
}

/// Turns the camera on that looks at the student.
pub async fn turn_to_the_student() -> Result<Camera, CameraError> {
    turn_on_any("user", (1280, 960)).await
}

/// Turns a camera on that faces this way, with about so many pixels.
async fn turn_on_any(facing: &str, (width, height): (u32, u32)) -> Result<Camera, CameraError> {
    let devices = devices().ok_or(CameraError::NotOffered)?;
    let video = object(&[
        ("facingMode", facing.into()),
        ("width", object(&[("ideal", width.into())])),
        ("height", object(&[("ideal", height.into())])),
    ]);
    let wanted = object(&[("video", video), ("audio", false.into())]);
    match call(&devices, "getUserMedia", &[wanted]).await {
        Ok(stream) => Ok(Camera { stream: stream.unchecked_into() }),
        Err(error) => Err(match name_of(&error).as_str() {
            "NotAllowedError" | "SecurityError" => CameraError::Refused,
            "NotFoundError" | "OverconstrainedError" => CameraError::Missing,
            "NotReadableError" | "AbortError" => CameraError::Busy,
            _ => CameraError::NotOffered,
        }),
    }
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

impl Camera {
    /// Whether it still sends a picture: the phone may take it, or somebody unplug it.
    pub fn is_live(&self) -> bool {
        self.stream.active()
    }

    /// Shows its picture in an element of the page.
    pub fn show_in(&self, video: &HtmlVideoElement) {
        video.set_muted(true);
        video.set_src_object(Some(&self.stream));
        let video = video.clone();
        // Not waited for: some browsers answer with the first frame, which a camera that goes never
        // sends. One that wants a touch first shows a still picture; frames come all the same.
        spawn_local(async move {
            call(&video, "play", &[]).await.ok();
        });
    }
}
