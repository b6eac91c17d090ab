//! The tab at work: what the student does, and what follows from it.

use leptos::prelude::*;
use tucai_wire::code::{Found, Reading, Trouble};
use tucai_wire::symbol::Modules;
use tucai_wire::{Done, Job};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::error::Problem;
use crate::flow::{Candidate, Flow, Stage};
use crate::geometry;
use crate::phone::{self, Lasting};
use crate::platform::picture::{self, Picture};
use crate::platform::worker::{self, Asked};
use crate::platform::{page, shelf};
use crate::queue::WorkerError;
use crate::record::{About, Record, Source};
use crate::shelf::{Id, Kept, Shelf};

/// Milliseconds that the worker may take over a still picture, on a slow phone.
const STILL_MS: u32 = 8000;

/// Milliseconds that it may take over a frame of the camera.
const FRAME_MS: u32 = 3000;

/// Device pixels a module of the drawing that is read back before a code counts as proven: about
/// what a phone's screen has room for.
const PROOF_SCALE: usize = 6;

/// The card around a code: pixels a side, and quality as a JPEG.
const CROP: (f64, f64) = (900.0, 0.85);

/// The tab.
#[derive(Clone, Copy)]
pub struct Tab {
    /// The notice's id.
    pub notice: StoredValue<String>,
    /// The class, as the page calls it.
    pub unit: StoredValue<String>,
    /// From a picture to a kept code.
    pub flow: RwSignal<Flow>,
    /// The kept codes.
    pub shelf: RwSignal<Shelf>,
    /// Whether a code is shown to the scanner.
    pub showing: RwSignal<bool>,
    /// Which one; none is the first of this notice.
    pub shown: RwSignal<Option<Id>>,
    /// The last thing that happened, told to screen readers too.
    pub told: RwSignal<&'static str>,
    /// The picture that is worked on, and how it came.
    picture: StoredValue<Option<(Picture, Source)>, LocalStorage>,
    /// The job that the worker has for this tab.
    asked: StoredValue<Option<Asked>, LocalStorage>,
    /// The page itself asked by the address to show a code, so "back" leads here.
    pushed: StoredValue<bool>,
}

impl Tab {
    /// A tab of a class.
    pub fn new(notice: String, unit: String) -> Self {
        let tab = Self {
            notice: StoredValue::new(notice),
            unit: StoredValue::new(unit),
            flow: RwSignal::default(),
            shelf: RwSignal::default(),
            showing: RwSignal::new(page::asks_to_show()),
            shown: RwSignal::new(None),
            told: RwSignal::new(""),
            picture: StoredValue::new_local(None),
            asked: StoredValue::new_local(None),
            pushed: StoredValue::new(false),
        };
        spawn_local(tab.look_up());
        tab
    }

    /// Finds what lies on the phone.
    async fn look_up(self) {
        let found = shelf::all().await;
        let lasting = phone::lasting(&page::agent(), page::persisted().await);
        let changed = self.shelf.try_update(|shelf| {
            shelf.is_read = true;
            shelf.lasting = lasting;
            match found {
                Ok((records, unusable)) => {
                    shelf.unusable = unusable;
                    for (key, record) in records {
                        shelf.codes.push(Kept::new(Id::Stored(key), record, None));
                    }
                }
                Err(_) => shelf.lasting = Lasting::Session,
            }
            shelf.remember();
        });
        if changed.is_some() {
            self.nothing_to_show();
        }
    }

    /// An address that asks to show a code, where there is none, is only the tab's.
    fn nothing_to_show(self) {
        let asked = self.shown.try_get_untracked().flatten();
        let none = self
            .shelf
            .try_with_untracked(|shelf| shelf.is_read && self.of_here_or(shelf, asked).is_empty());
        if none == Some(true) && self.showing.try_get_untracked() == Some(true) {
            page::do_not_ask_to_show();
            self.showing.set(false);
        }
    }

    /// The codes that are kept for this notice.
    pub fn of_here(self, shelf: &Shelf) -> Vec<Kept> {
        let notice = self.notice.try_get_value().unwrap_or_default();
        shelf.of(&notice).cloned().collect()
    }

    /// The same; and if another is to be shown, that alone.
    pub fn of_here_or(self, shelf: &Shelf, asked: Option<Id>) -> Vec<Kept> {
        let here = self.of_here(shelf);
        let elsewhere = asked.filter(|id| here.iter().all(|kept| kept.id != *id));
        match elsewhere.and_then(|id| shelf.find(id)) {
            Some(kept) => vec![kept.clone()],
            None => here,
        }
    }

    // --- From a picture to a code ---

    /// Begins anew; whatever was under way is given up.
    fn begin(self, stage: Stage) -> u32 {
        self.asked.try_set_value(None);
        self.told.set("");
        let mut turn = 0;
        self.flow.update(|flow| {
            release(&flow.stage);
            turn = flow.begin(stage);
        });
        turn
    }

    fn goes_on(self, turn: u32) -> bool {
        self.flow.try_with_untracked(|flow| flow.goes_on(turn)).unwrap_or(false)
    }

    /// Takes a file, however it came.
    pub fn load(self, file: Blob, source: Source) {
        let turn = self.begin(Stage::Decoding);
        spawn_local(async move {
            match picture::decode(&file).await {
                Ok(picture) if self.goes_on(turn) => {
                    self.picture.try_set_value(Some((picture, source)));
                    self.read(turn).await;
                }
                Ok(_) => {}
                Err(problem) => self.answer(turn, Err(problem)),
            }
        });
    }

    /// Takes what the clipboard holds.
    pub fn paste(self) {
        let turn = self.begin(Stage::Decoding);
        spawn_local(async move {
            match crate::platform::files::pasted().await {
                Some(file) if self.goes_on(turn) => self.load(file, Source::Paste),
                Some(_) => {}
                None => self.answer(turn, Err(Problem::Clipboard)),
            }
        });
    }

    /// Reads the same picture once more.
    pub fn again(self) {
        if self.picture.with_value(Option::is_some) {
            let turn = self.begin(Stage::Reading);
            spawn_local(self.read(turn));
        } else {
            self.dismiss();
        }
    }

    /// Back to the start.
    pub fn dismiss(self) {
        self.begin(Stage::Idle);
        self.picture.set_value(None);
    }

    /// Opens the camera's view.
    pub fn look(self) {
        self.begin(Stage::Camera);
    }

    /// The camera does not come.
    pub fn camera_failed(self, problem: Problem) {
        self.begin(Stage::Stuck(problem));
    }

    fn answer(self, turn: u32, outcome: Result<Vec<Candidate>, Problem>) {
        self.flow.update(|flow| {
            flow.read(turn, outcome);
        });
    }

    async fn read(self, turn: u32) {
        self.flow.update(|flow| {
            flow.go(turn, Stage::Reading);
        });
        let Some(Some((picture, _))) = self.picture.try_get_value() else {
            return;
        };
        let outcome = match self.ask(&picture, false).await {
            Ok((reading, bytes)) if reading.codes.is_empty() => {
                Err(no_code(&reading, &bytes, &picture))
            }
            Ok((reading, bytes)) => Ok(candidates(&reading, &bytes, &picture).await),
            Err(problem) => Err(problem),
        };
        self.answer(turn, outcome);
    }

    /// Reads a frame of the camera. Whether the camera is done with.
    pub async fn read_frame(self, frame: Picture) -> bool {
        let turn = self.flow.try_with_untracked(|flow| (flow.turn(), flow.stage == Stage::Camera));
        let Some((turn, true)) = turn else {
            return true;
        };
        match self.ask(&frame, true).await {
            // Another frame comes.
            Ok((reading, _)) if reading.codes.is_empty() => !self.goes_on(turn),
            Err(Problem::Worker(WorkerError::TooLong)) => !self.goes_on(turn),
            Ok((reading, bytes)) => {
                let found = candidates(&reading, &bytes, &frame).await;
                if self.goes_on(turn) {
                    self.picture.try_set_value(Some((frame, Source::Camera)));
                    self.answer(turn, Ok(found));
                }
                true
            }
            Err(problem) => {
                self.answer(turn, Err(problem));
                true
            }
        }
    }

    async fn ask(self, picture: &Picture, live: bool) -> Result<(Reading, Vec<u8>), Problem> {
        let (width, height) = picture.size();
        let job = Job::ReadCodes { width, height, live };
        let limit = if live { FRAME_MS } else { STILL_MS };
        let (asked, told) = worker::ask(job, picture.pixels()?, limit);
        self.asked.try_set_value(Some(asked));
        match told.await? {
            (Done::ReadCodes(reading), bytes) => Ok((reading, bytes)),
            (Done::Ping, _) => Err(WorkerError::Misunderstood.into()),
        }
    }

    // --- Keep ---

    /// Proves and keeps the code that the student agreed to.
    pub fn keep(self) {
        let candidate = self.flow.with_untracked(|flow| match &flow.stage {
            Stage::Confirm(candidate) => Some(candidate.clone()),
            _ => None,
        });
        let Some((candidate, (picture, source))) = candidate.zip(self.picture.get_value()) else {
            return;
        };
        let turn = self.begin(Stage::Keeping);
        spawn_local(async move {
            let record = self.record(candidate, &picture, source).await;
            if !self.goes_on(turn) {
                return;
            }
            let told = self.put_away(record, picture.keepsake().await).await;
            if self.goes_on(turn) {
                self.dismiss();
            }
            self.told.set(told);
        });
    }

    async fn record(self, candidate: Candidate, picture: &Picture, source: Source) -> Record {
        let proven = match prove(&candidate).await {
            Ok(proven) => proven,
            // The worker is gone; it had said itself whether it can read its drawing.
            Err(_) => candidate.proven,
        };
        let notice = self.notice.try_get_value().unwrap_or_default();
        let unit = self.unit.try_get_value().unwrap_or_default();
        let mut about = About::new(&notice, &unit, page::now(), source, picture.original);
        about.side = candidate.modules.side();
        about.ecc = candidate.ecc;
        about.kind = candidate.kind;
        about.proven = proven;
        let Candidate { payload, modules, crop, .. } = candidate;
        Record { about, payload, modules, crop }
    }

    /// Puts a code away, and says what came of it.
    async fn put_away(self, record: Record, picture: Vec<u8>) -> &'static str {
        let twin = self.shelf.try_with_untracked(|shelf| {
            shelf.codes.iter().find(|kept| kept.record.payload == record.payload).cloned()
        });
        if let Some(Some(mut twin)) = twin {
            twin.record.about.notice = record.about.notice;
            twin.record.about.unit = record.about.unit;
            self.change(twin).await;
            return "这个码已经存过了，没有重复保存";
        }
        let (id, in_memory, told) = match shelf::add(&record, &picture).await {
            Ok(key) => (Id::Stored(key), None, "存好了"),
            Err(_) => (
                Id::Session(page::now().to_bits()),
                Some(picture),
                "现在可以出示，但关掉本页就没有了",
            ),
        };
        let refused = in_memory.is_some();
        let promised = !refused && page::persist().await;
        self.shelf.update(|shelf| {
            shelf.lasting =
                if refused { Lasting::Session } else { phone::lasting(&page::agent(), promised) };
            shelf.codes.push(Kept::new(id, record, in_memory));
            shelf.remember();
        });
        told
    }

    /// Puts a changed code in its old place.
    async fn change(self, changed: Kept) {
        if let Id::Stored(key) = changed.id {
            // Refused, it holds until the page is closed.
            shelf::change(key, &changed.record).await.ok();
        }
        self.shelf.update(|shelf| {
            if let Some(kept) = shelf.codes.iter_mut().find(|kept| kept.id == changed.id) {
                *kept = changed;
            }
            shelf.remember();
        });
    }

    /// Gives a kept code a name.
    pub fn name(self, id: Id, typed: &str) {
        let label = crate::record::label(typed);
        let kept = self.shelf.with_untracked(|shelf| shelf.find(id).cloned());
        if let Some(mut kept) = kept {
            kept.record.about.label = label;
            spawn_local(async move {
                self.change(kept).await;
                self.told.set("名字改好了");
            });
        }
    }

    /// Removes one code, or all and what cannot be used.
    pub fn remove(self, id: Option<Id>) {
        spawn_local(async move {
            let removed = match id {
                Some(Id::Stored(key)) => shelf::remove(Some(key)).await,
                Some(Id::Session(_)) => Ok(()),
                None => shelf::remove(None).await,
            };
            if removed.is_err() {
                self.told.set("没有删成，请再试一次");
                return;
            }
            self.shelf.update(|shelf| {
                shelf.let_go(id);
                shelf.remember();
            });
            self.told.set("已删除");
        });
    }

    // --- Show ---

    /// Shows a code to the scanner.
    pub fn show(self, id: Id) {
        self.shown.set(Some(id));
        self.pushed.set_value(true);
        page::ask_to_show();
    }

    /// Follows the address.
    pub fn follow_address(self) {
        self.showing.set(page::asks_to_show());
        self.nothing_to_show();
    }

    /// Ends showing.
    pub fn stop_showing(self) {
        if self.pushed.get_value() {
            self.pushed.set_value(false);
            page::back();
        } else {
            page::do_not_ask_to_show();
            self.showing.set(false);
        }
    }
}

/// Gives back the addresses of the crops of a stage that is left.
fn release(stage: &Stage) {
    let release = |candidate: &Candidate| picture::hide(&candidate.address);
    match stage {
        Stage::Choose(candidates) => candidates.iter().for_each(release),
        Stage::Doubt(candidate) | Stage::Confirm(candidate) => release(candidate),
        _ => {}
    }
}

fn no_code(reading: &Reading, _bytes: &[u8], picture: &Picture) -> Problem {
    if picture.broken_off {
        Problem::BrokenOff
    } else {
        Problem::NoCode(reading.trouble.unwrap_or(Trouble::NoCode))
    }
}

async fn candidates(reading: &Reading, bytes: &[u8], picture: &Picture) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for found in &reading.codes {
        if let Some((payload, modules)) = parts(found, bytes) {
            let card = geometry::card(&found.corners, picture.size());
            let crop = picture.cut(card, CROP.0, CROP.1).await;
            let address = picture::show(&crop);
            let Found { ecc, kind, proven, .. } = *found;
            candidates.push(Candidate { payload, modules, ecc, kind, proven, crop, address });
        }
    }
    candidates
}

fn parts(found: &Found, bytes: &[u8]) -> Option<(Vec<u8>, Modules)> {
    let modules = Modules::from_bits(found.side, found.modules.of(bytes)?)?;
    Some((found.payload.of(bytes)?.to_vec(), modules))
}

/// Draws a code as it will be shown, and has the drawing read.
async fn prove(candidate: &Candidate) -> Result<bool, Problem> {
    let modules = &candidate.modules;
    let side = modules.drawn_side(PROOF_SCALE);
    let length = u32::try_from(side).map_err(|_| Problem::NoRoom)?;
    let buffer = picture::drawn(side, &modules.draw(PROOF_SCALE)).ok_or(Problem::NoRoom)?;
    let job = Job::ReadCodes { width: length, height: length, live: false };
    let (_asked, told) = worker::ask(job, buffer, STILL_MS);
    let (done, bytes) = told.await?;
    Ok(match done {
        Done::ReadCodes(reading) => {
            reading.codes.iter().any(|found| found.payload.of(&bytes) == Some(&candidate.payload))
        }
        Done::Ping => false,
    })
}
