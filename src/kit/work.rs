//! What takes time: decoding and reading; what is kept of it is in [`crate::keep`]. Each step asks
//! first whether its turn is still going on.

use gloo::timers::future::TimeoutFuture;
use js_sys::ArrayBuffer;
use tucai_wire::code::{Found, Reading, Trouble};
use tucai_wire::symbol::Modules;
use tucai_wire::{Done, Job, Pixels};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlVideoElement};

use crate::error::{CameraError, Problem};
use crate::flow::{Candidate, Stage};
use crate::geometry;
use crate::platform::frame::Frame;
use crate::platform::picture::{self, Picture};
use crate::platform::{camera, files, page, worker};
use crate::queue::WorkerError;
use crate::record::Source;
use crate::sniff::Size;
use crate::tab::Tab;

/// Milliseconds that the worker may take over a still picture, on a slow phone.
pub const STILL_MS: u32 = 8000;

/// Milliseconds that it may take over a frame of the camera.
const FRAME_MS: u32 = 3000;

/// Milliseconds from the start of one attempt to that of the next, at least: a warm phone is a slow
/// phone.
const PAUSE_MS: u32 = 100;

/// Milliseconds after which the camera is asked again whether it has another frame.
const FRAMELESS_MS: u32 = 20;

impl Tab {
    /// Begins anew at a stage; whatever was under way is given up.
    pub fn begin(&self, stage: Stage) {
        self.turn(stage);
        self.draw();
    }

    /// The same, and the turn.
    pub fn turn(&self, stage: Stage) -> u32 {
        // Dropped outside: giving a job up calls on the queue, not on the tab.
        let (turn, _asked) = self.with(|model| {
            model.told = "";
            (model.flow.begin(stage), model.asked.take())
        });
        turn
    }

    /// Whether a turn is still going on.
    pub fn goes_on(&self, turn: u32) -> bool {
        self.with(|model| model.flow.goes_on(turn))
    }

    /// Back to the choice among several codes, or to the start.
    pub fn back(&self) {
        if self.with(|model| model.flow.back()) {
            self.draw();
        } else {
            self.dismiss();
        }
    }

    /// Back to the start.
    pub fn dismiss(&self) {
        self.with(|model| model.picture = None);
        self.begin(Stage::Idle);
    }

    /// Takes a file, however it came.
    pub fn load(&self, file: Blob, source: Source) {
        if self.with(|model| model.shows()) {
            // Before the scanner nothing goes on underneath.
            return;
        }
        let turn = self.turn(Stage::Decoding);
        self.draw();
        let at = self.clone();
        spawn_local(async move {
            match picture::decode(&file).await {
                Ok(picture) if at.goes_on(turn) => {
                    at.with(|model| model.picture = Some((picture, source)));
                    at.read(turn).await;
                }
                Ok(_) => {}
                Err(problem) => at.answer(turn, Err(problem)),
            }
        });
    }

    /// Takes what the clipboard holds.
    pub fn paste(&self) {
        let turn = self.turn(Stage::Decoding);
        let at = self.clone();
        spawn_local(async move {
            match files::pasted().await {
                Some(file) if at.goes_on(turn) => at.load(file, Source::Paste),
                Some(_) => {}
                None => at.answer(turn, Err(Problem::Clipboard)),
            }
        });
    }

    /// Reads the same picture once more.
    pub fn again(&self) {
        if self.with(|model| model.picture.is_none()) {
            return self.dismiss();
        }
        let turn = self.turn(Stage::Reading);
        let at = self.clone();
        spawn_local(async move { at.read(turn).await });
    }

    fn answer(&self, turn: u32, outcome: Result<Vec<Candidate>, Problem>) {
        if self.with(|model| model.flow.read(turn, outcome)) {
            self.draw();
        }
    }

    async fn read(&self, turn: u32) {
        let picture = self.with(|model| {
            model.flow.go(turn, Stage::Reading);
            model.picture.clone()
        });
        let Some((picture, _)) = picture else {
            return;
        };
        self.draw();
        let outcome = match picture.pixels() {
            Ok(pixels) => self.ask((picture.size(), Pixels::Rgba, pixels), false).await,
            Err(problem) => Err(problem),
        };
        let outcome = match outcome {
            Ok((reading, _)) if reading.codes.is_empty() => {
                Err(no_code(reading.trouble.unwrap_or(Trouble::NoCode), &picture).await)
            }
            Ok((reading, bytes)) => Ok(candidates(&reading, &bytes, picture.size())),
            Err(problem) => Err(problem),
        };
        self.answer(turn, outcome);
    }

    async fn ask(
        &self,
        ((width, height), pixels, buffer): (Size, Pixels, ArrayBuffer),
        live: bool,
    ) -> Result<(Reading, Vec<u8>), Problem> {
        let job = Job::ReadCodes { width, height, pixels, live };
        let limit = if live { FRAME_MS } else { STILL_MS };
        let (asked, told) = worker::ask(job, buffer, limit);
        let _last = self.with(|model| model.asked.replace(asked));
        match told.await? {
            (Done::ReadCodes(reading), bytes) => Ok((reading, bytes)),
            _ => Err(WorkerError::Misunderstood.into()),
        }
    }

    // --- The camera ---

    /// Looks through the camera until a code is read, or the view goes.
    pub async fn watch(&self, video: HtmlVideoElement) {
        let turn = self.with(|model| model.flow.turn());
        while self.goes_on(turn) {
            if page::is_hidden() {
                // Out of sight the camera is off.
                TimeoutFuture::new(500).await;
                continue;
            }
            match camera::turn_on().await {
                Ok(camera) => {
                    camera.show_in(&video);
                    let mut last = None;
                    while self.goes_on(turn) && !page::is_hidden() {
                        if !camera.is_live() {
                            return self.answer(turn, Err(CameraError::Lost.into()));
                        }
                        let pause = TimeoutFuture::new(PAUSE_MS);
                        let Some(frame) = Frame::of(&video, last).await else {
                            TimeoutFuture::new(FRAMELESS_MS).await;
                            continue;
                        };
                        last = frame.moment();
                        self.read_frame(turn, frame).await;
                        pause.await;
                    }
                }
                // Not asked again: the student was told.
                Err(error) => return self.answer(turn, Err(error.into())),
            }
        }
    }

    async fn read_frame(&self, turn: u32, frame: Frame) {
        let (size, pixels, buffer) = frame.pixels();
        let found = match self.ask((size, pixels, buffer), true).await {
            // Another frame comes.
            Err(Problem::Worker(WorkerError::TooLong)) => return,
            Ok((reading, _)) if reading.codes.is_empty() => return,
            Ok((reading, bytes)) => Ok(candidates(&reading, &bytes, size)),
            Err(problem) => Err(problem),
        };
        if !self.goes_on(turn) {
            return;
        }
        let turn = self.with(|model| {
            model.picture = None;
            // A new turn: the last is the camera's, which goes off now.
            let turn = model.flow.begin(Stage::Reading);
            model.flow.read(turn, found);
            turn
        });
        // The answer first, then the picture, which takes a slow phone a while.
        self.draw();
        TimeoutFuture::new(0).await;
        if self.goes_on(turn) {
            match frame.picture() {
                Ok(picture) => {
                    self.with(|model| model.picture = Some((picture, Source::Camera)));
                    self.paint_cards();
                }
                Err(problem) => self.answer(turn, Err(problem)),
            }
        }
    }
}

async fn no_code(trouble: Trouble, picture: &Picture) -> Problem {
    // What was seen of the code itself is said; what else is missing may be missing from the file.
    let seen = matches!(trouble, Trouble::TooSmall | Trouble::Blurred | Trouble::LowContrast);
    if !seen && picture.broke_off().await { Problem::BrokenOff } else { Problem::NoCode(trouble) }
}

fn candidates(reading: &Reading, bytes: &[u8], size: Size) -> Vec<Candidate> {
    let candidate = |found: &Found| {
        let (payload, modules) = parts(found, bytes)?;
        let card = geometry::card(&found.corners, size);
        Some(Candidate { payload, modules, ecc: found.ecc, kind: found.kind, card })
    };
    reading.codes.iter().filter_map(candidate).collect()
}

fn parts(found: &Found, bytes: &[u8]) -> Option<(Vec<u8>, Modules)> {
    let modules = Modules::from_bits(found.side, found.modules.of(bytes)?)?;
    Some((found.payload.of(bytes)?.to_vec(), modules))
}
