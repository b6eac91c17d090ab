//! The live view: what the camera sees is looked at, guided, and taken when the face has held still.

use gloo::timers::future::TimeoutFuture;
use web_sys::HtmlVideoElement;

use crate::error::{CameraError, Problem};
use crate::platform::glance::{GLANCE, Glances};
use crate::platform::picture::Picture;
use crate::platform::root::Slot;
use crate::platform::{camera, page};
use crate::portrait::ask;
use crate::portrait::flow::{Stage, Trouble};
use crate::portrait::hold::{Hold, Next};
use crate::portrait::tab::Tab;
use crate::queue::WorkerError;

/// Milliseconds from one glance to the next, at least: about fourteen a second. A warm phone is a
/// slow phone.
const PAUSE_MS: u32 = 70;

/// Milliseconds after which the camera is asked again whether it has another picture.
const FRAMELESS_MS: u32 = 20;

/// Milliseconds for which a sentence stays before another takes its place: it is read, and spoken.
const SENTENCE_MS: f64 = 700.0;

/// What is said before the first face was looked for.
const LOOK_HERE: &str = "看着镜头";

impl Tab {
    /// Looks through the camera until the picture is taken, or the view goes.
    pub async fn watch(&self, video: HtmlVideoElement) {
        let turn = self.with(|model| model.flow.turn());
        while self.goes_on(turn) {
            if page::is_hidden() {
                // Out of sight the camera is off.
                TimeoutFuture::new(500).await;
                continue;
            }
            match camera::turn_to_the_student().await {
                Ok(camera) => {
                    camera.show_in(&video);
                    self.look_through(turn, &camera, &video).await;
                }
                // Not asked again: the student was told.
                Err(error) => return self.fail(turn, Problem::from(error)),
            }
        }
    }

    async fn look_through(&self, turn: u32, camera: &camera::Camera, video: &HtmlVideoElement) {
        let (Some(mut glances), mut hold) = (Glances::new(), Hold::default()) else {
            return self.fail(turn, Problem::NoRoom);
        };
        self.root.put(Slot::Say, LOOK_HERE.to_owned());
        let mut said_at = f64::NEG_INFINITY;
        while self.goes_on(turn) && !page::is_hidden() {
            if !camera.is_live() {
                return self.fail(turn, Problem::from(CameraError::Lost));
            }
            let pause = TimeoutFuture::new(PAUSE_MS);
            let Some(pixels) = glances.next(video) else {
                TimeoutFuture::new(FRAMELESS_MS).await;
                continue;
            };
            let faces = match ask::faces_in(GLANCE, pixels, true).await {
                Ok(faces) => faces,
                // Another picture comes.
                Err(Trouble::Problem(Problem::Worker(WorkerError::TooLong))) => continue,
                Err(trouble) => return self.fail(turn, trouble),
            };
            if !self.goes_on(turn) {
                return;
            }
            #[allow(clippy::cast_precision_loss, reason = "a glance is small")]
            let size = (GLANCE.0 as f32, GLANCE.1 as f32);
            let guidance = tucai_judge::guidance(&faces, size);
            let now = page::now();
            let count = match hold.look(now, faces.first(), guidance.ready) {
                Next::Look => String::new(),
                Next::Count(count) => count.to_string(),
                Next::Take => return self.shoot(),
            };
            self.root.put(Slot::Count, count);
            if now - said_at > SENTENCE_MS && self.root.put(Slot::Say, guidance.says) {
                said_at = now;
            }
            pause.await;
        }
        self.root.put(Slot::Count, String::new());
    }

    /// Takes what the camera sees now.
    pub fn shoot(&self) {
        if self.with(|model| model.flow.stage) != Stage::Camera {
            return;
        }
        let video = self.root.video().filter(|video| video.video_width() > 0);
        match video.map(|video| Picture::of_video(&video)) {
            // Before its first picture there is none to take.
            None => {}
            Some(Some(picture)) => self.take(picture),
            Some(None) => self.fail(self.with(|model| model.flow.turn()), Problem::NoRoom),
        }
    }
}
