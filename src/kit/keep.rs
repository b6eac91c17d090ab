//! What is kept: a code is proven, put away, renewed, named and removed.

use tucai_wire::code::Found;
use tucai_wire::symbol::Modules;
use tucai_wire::{Done, Job, Pixels};
use wasm_bindgen_futures::spawn_local;

use crate::error::{Problem, StoreError};
use crate::flow::{Candidate, Stage};
use crate::phone::{self, Lasting};
use crate::platform::picture::{self, Picture};
use crate::platform::{canvas, page, shelf as store, worker};
use crate::record::{self, About, Record, Source};
use crate::shelf::{self, Id, Kept};
use crate::tab::Tab;
use crate::work::STILL_MS;

/// Device pixels a module of the drawing that is read back before a code counts as proven: about
/// what a phone's screen has room for.
const PROOF_SCALE: usize = 6;

impl Tab {
    /// Proves and keeps the code that the student agreed to.
    pub fn keep(&self) {
        let agreed = self.with(|model| match &model.flow.stage {
            Stage::Confirm(candidate) => Some(candidate.clone()).zip(model.picture.clone()),
            _ => None,
        });
        let Some((candidate, (picture, source))) = agreed else {
            return;
        };
        let turn = self.turn(Stage::Keeping);
        let at = self.clone();
        spawn_local(async move {
            let (card, modules) = (candidate.card, candidate.modules.side());
            let record = at.record(candidate, &picture, source).await;
            let own = picture.keepsake(card, modules).await;
            let told = at.put_away(record, own).await;
            let goes_on = at.goes_on(turn);
            if goes_on {
                at.dismiss();
            }
            at.with(|model| model.told = told);
            at.draw();
            if goes_on {
                at.focus_codes();
            }
        });
    }

    async fn record(&self, candidate: Candidate, picture: &Picture, source: Source) -> Record {
        // Where the worker is gone nothing is proven, until a later visit.
        let proven = prove(&candidate.modules, &candidate.payload).await.unwrap_or(false);
        let crop = picture.card(candidate.card).await;
        let mut about = self.with(|model| {
            About::new(&model.notice, &model.unit, page::now(), source, picture.original)
        });
        let Candidate { payload, modules, .. } = candidate;
        about.side = modules.side();
        about.ecc = candidate.ecc;
        about.kind = candidate.kind;
        about.proven = proven;
        Record { about, payload, modules, crop }
    }

    /// Puts a code away, and says what came of it.
    async fn put_away(&self, record: Record, own: Vec<u8>) -> &'static str {
        let twin = self.with(|model| {
            // One code may serve several notices: each has it for itself.
            let mut codes = model.shelf.of(&record.about.notice);
            codes.find(|kept| kept.record.payload == record.payload).cloned()
        });
        if let Some(twin) = twin {
            if own.is_empty() {
                // Memory was short: the old picture is the better one.
                return "这个码已经存过了，没有重复保存";
            }
            match self.renew(twin, &record, &own).await {
                // Removed in another page meanwhile: then it is a new one.
                Err(StoreError::Gone) => {}
                Ok(()) => return "这个码已经存过，换成了这张图",
                Err(_) => return "这个码已经存过；新图没能存进手机，仍是原来那张",
            }
        }
        let kept = match store::add(&record, &own).await {
            // The code is what counts, and far smaller than the picture.
            Err(StoreError::Full) => store::add(&record, &[]).await,
            kept => kept,
        };
        let refused = kept.err();
        let (id, own, told) = match kept {
            Ok(key) => (Id::Stored(key), None, "存好了"),
            Err(error) => {
                let full = error == StoreError::Full;
                let lasting = if full { Lasting::Full } else { Lasting::Session };
                let id = shelf::keep_here(record.clone(), own.clone(), lasting);
                (id, Some(own), "现在可以出示，但关掉本页就没有了")
            }
        };
        // Asked once: some browsers ask the student in turn.
        let ask =
            refused.is_none() && self.with(|model| !std::mem::replace(&mut model.persist, true));
        let promised = if ask { page::persist().await } else { page::persisted().await };
        self.with(|model| {
            model.shelf.lasting = shelf::lasting_with(phone::lasting(&page::agent(), promised));
            model.shelf.codes.push(Kept::new(id, record, own));
            model.shelf.remember();
        });
        told
    }

    /// Puts the picture that was just read in the place of the one with which its code is kept.
    async fn renew(&self, twin: Kept, record: &Record, own: &[u8]) -> Result<(), StoreError> {
        let mut renewed = record.clone();
        let old = twin.record;
        renewed.about.label.clone_from(&old.about.label);
        if old.about.proven && !renewed.about.proven {
            // The symbol that was proven is the better one.
            (renewed.about.side, renewed.about.ecc) = (old.about.side, old.about.ecc);
            (renewed.about.proven, renewed.modules) = (true, old.modules);
        }
        let picture = matches!(twin.id, Id::Session(_)).then(|| own.to_vec());
        let renewed = Kept::new(twin.id, renewed, picture);
        let crop = renewed.crop.clone();
        let outcome = self.change(renewed, Some(own)).await;
        picture::hide(if outcome.is_ok() { &twin.crop } else { &crop });
        outcome
    }

    /// Proves what an earlier visit could not.
    pub async fn prove_the_rest(&self) {
        let unproven = self.with(|model| {
            let codes = model.shelf.codes.iter();
            codes.filter(|kept| !kept.record.about.proven).cloned().collect::<Vec<_>>()
        });
        for Kept { id, record, .. } in unproven {
            if !prove(&record.modules, &record.payload).await.unwrap_or(false) {
                continue;
            }
            let (now, shown) = self.with(|model| (model.shelf.find(id).cloned(), model.shows()));
            // Before the scanner nothing changes under the student's hands: then the next visit.
            if let (Some(mut kept), false) = (now, shown) {
                kept.record.about.proven = true;
                // Refused, or gone, there is nothing to say: nobody asked.
                self.change(kept, None).await.ok();
                self.draw();
            }
        }
    }

    /// Puts a changed code in its old place, with another picture if one is given. What the phone
    /// says to it; what is gone from there is let go of here.
    async fn change(&self, changed: Kept, picture: Option<&[u8]>) -> Result<(), StoreError> {
        let outcome = match changed.id {
            Id::Stored(key) => store::change(key, &changed.record, picture).await,
            Id::Session(_) => {
                shelf::change_here(changed.id, &changed.record, picture);
                Ok(())
            }
        };
        self.with(|model| {
            if outcome == Err(StoreError::Gone) {
                model.shelf.let_go(Some(changed.id));
            } else if outcome.is_err() && picture.is_some() {
                // What lies there and what is shown stay one.
            } else if let Some(kept) = model.shelf.codes.iter_mut().find(|it| it.id == changed.id) {
                // Refused, it holds until the page is closed.
                *kept = changed;
            }
            model.shelf.remember();
        });
        outcome
    }

    /// Gives a kept code a name.
    pub fn name(&self, id: Id, typed: &str) {
        let Some(mut kept) = self.with(|model| model.shelf.find(id).cloned()) else {
            return;
        };
        kept.record.about.label = record::label(typed);
        let at = self.clone();
        spawn_local(async move {
            let told = match at.change(kept, None).await {
                Ok(()) => "名字改好了",
                Err(StoreError::Gone) => "这个码已经在另一个页面里删除了",
                Err(_) => "名字没能存进手机，关掉本页就没有了",
            };
            at.with(|model| model.told = told);
            at.draw();
            at.focus_codes();
        });
    }

    /// Removes one code, or all and what cannot be used.
    pub fn remove(&self, id: Option<Id>) {
        let at = self.clone();
        spawn_local(async move {
            let removed = match id {
                Some(Id::Stored(key)) => store::remove(Some(key)).await,
                Some(Id::Session(_)) => Ok(()),
                None => store::remove(None).await,
            };
            at.with(|model| {
                let mut codes = model.shelf.codes.iter();
                let only_here = codes.all(|kept| matches!(kept.id, Id::Session(_)));
                if removed.is_ok() || only_here {
                    shelf::let_go_here(id);
                    model.shelf.let_go(id);
                    model.shelf.remember();
                    model.told = "已删除";
                } else {
                    model.told = "没有删成，请再试一次";
                }
            });
            at.draw();
            at.focus_codes();
        });
    }
}

/// Draws a code as it will be shown, and has the drawing read: whether to the same bytes.
async fn prove(modules: &Modules, payload: &[u8]) -> Result<bool, Problem> {
    let side = modules.drawn_side(PROOF_SCALE);
    let length = u32::try_from(side).map_err(|_| Problem::NoRoom)?;
    let buffer = canvas::drawn(side, &modules.draw(PROOF_SCALE)).ok_or(Problem::NoRoom)?;
    let pixels = Pixels::Rgba;
    let job = Job::ReadCodes { width: length, height: length, pixels, live: false };
    let (_asked, told) = worker::ask(job, buffer, STILL_MS);
    let (done, bytes) = told.await?;
    let same = |found: &Found| found.payload.of(&bytes) == Some(payload);
    Ok(matches!(&done, Done::ReadCodes(reading) if reading.codes.iter().any(same)))
}
