//! What takes time: decoding, finding, fetching, measuring. Each step asks first whether its turn is
//! still going on.

use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::error::Problem;
use crate::platform::picture::{self, Picture};
use crate::platform::{files, net};
use crate::portrait::ask::{self, Care};
use crate::portrait::flow::{Stage, Trouble};
use crate::portrait::region;
use crate::portrait::tab::Tab;

impl Tab {
    /// Finds the notice's rules.
    pub async fn look_up(&self) {
        let notice = self.with(|model| model.notice.clone());
        let look = net::look(&notice).await;
        self.with(|model| {
            model.checks = tucai_judge::checklist(&look.clone().unwrap_or_default());
            model.look = look;
            model.judge();
        });
        self.draw();
    }

    /// Begins anew at a stage; whatever was under way is given up.
    pub fn begin(&self, stage: Stage) {
        self.turn(stage);
        self.draw();
    }

    /// The same, and the turn.
    fn turn(&self, stage: Stage) -> u32 {
        // Dropped outside: giving a job up calls on the queue, not on the tab.
        let (turn, ..) = self.with(|model| {
            model.told = "";
            (model.flow.begin(stage), model.asked.take(), model.loading.take())
        });
        turn
    }

    /// Whether a turn is still going on.
    pub fn goes_on(&self, turn: u32) -> bool {
        self.with(|model| model.flow.goes_on(turn))
    }

    /// Back to the start; the picture goes.
    pub fn dismiss(&self) {
        self.with(|model| {
            model.forget();
        });
        self.begin(Stage::Idle);
    }

    /// Goes on to a stage and draws it, unless the turn is over. Whether it does.
    pub fn go(&self, turn: u32, stage: Stage) -> bool {
        let goes_on = self.with(|model| model.flow.go(turn, stage));
        if goes_on {
            self.draw();
        }
        goes_on
    }

    /// Says what went wrong in a turn.
    pub fn fail(&self, turn: u32, trouble: impl Into<Trouble>) {
        self.go(turn, Stage::Stuck(trouble.into()));
    }

    /// Takes a file, however it came.
    pub fn load(&self, file: Blob) {
        let turn = self.turn(Stage::Decoding);
        self.with(|model| {
            model.forget();
        });
        self.draw();
        let at = self.clone();
        spawn_local(async move {
            match picture::decode(&file).await {
                // What is missing may be measured as if it were there: grey, and even.
                Ok(picture) if picture.broke_off().await => at.fail(turn, Problem::BrokenOff),
                Ok(picture) => at.look_at(turn, picture, false).await,
                Err(problem) => at.fail(turn, problem),
            }
        });
    }

    /// Takes what the clipboard holds.
    pub fn paste(&self) {
        let turn = self.turn(Stage::Decoding);
        let at = self.clone();
        spawn_local(async move {
            match files::pasted().await {
                Some(file) if at.goes_on(turn) => at.load(file),
                Some(_) => {}
                None => at.fail(turn, Problem::Clipboard),
            }
        });
    }

    /// Takes a picture that the live view took.
    pub fn take(&self, picture: Picture) {
        let turn = self.turn(Stage::Finding);
        let at = self.clone();
        spawn_local(async move { at.look_at(turn, picture, true).await });
    }

    /// Looks for a face in a picture, and measures it where what that needs is here.
    async fn look_at(&self, turn: u32, picture: Picture, live: bool) {
        if !self.goes_on(turn) {
            return;
        }
        self.with(|model| {
            model.forget();
            model.picture = Some(picture.clone());
            model.live = live;
        });
        self.go(turn, Stage::Finding);
        self.find(turn, picture).await;
    }

    async fn find(&self, turn: u32, picture: Picture) {
        let size = picture.size();
        let small = region::detected(size);
        let found = match picture.part(region::whole(size), small) {
            Some(small) => ask::faces(&small).await,
            None => Err(Problem::NoRoom.into()),
        };
        let faces = match found {
            Ok(faces) => faces,
            Err(trouble) => return self.fail(turn, trouble),
        };
        if !self.goes_on(turn) {
            return;
        }
        // As they lie in the whole picture, and then in the part that is measured.
        let whole = region::whole(small);
        let faces: Vec<_> = faces.iter().map(|face| region::moved(face, whole, size)).collect();
        let Some(largest) = faces.first() else {
            return self.fail(turn, Trouble::NoFace);
        };
        let (part, to) = region::measured(largest, size);
        let Some(measured) = picture.part(part, to) else {
            return self.fail(turn, Problem::NoRoom);
        };
        let too_small = self.with(|model| {
            model.faces = faces.iter().map(|face| region::moved(face, part, to)).collect();
            model.picture = Some(measured);
            region::is_too_small(&model.faces)
        });
        match Care::unasked().await {
            Some(care) if !too_small => self.measure_in(turn, care).await,
            // What would come of it misleads: only where the student wants it all the same.
            _ => {
                self.go(turn, Stage::Found);
            }
        }
    }

    /// Fetches what is missing and measures the picture: the student agreed.
    pub fn measure(&self, care: Care) {
        if !matches!(self.with(|model| model.flow.stage), Stage::Found | Stage::Done) {
            return;
        }
        let turn = self.with(|model| model.flow.turn());
        let at = self.clone();
        spawn_local(async move {
            // What is here already may be the better.
            let care = match care {
                Care::Plain => Care::unasked().await.unwrap_or(care),
                Care::Fine => care,
            };
            at.measure_in(turn, care).await;
        });
    }

    async fn measure_in(&self, turn: u32, care: Care) {
        let at = self.clone();
        let tell = move |part| {
            at.go(turn, Stage::Fetching(part));
        };
        let (loading, loaded) = ask::fetch(care, tell);
        self.with(|model| model.loading = Some(loading));
        if let Err(trouble) = loaded.await {
            return self.fail(turn, trouble);
        }
        if !self.go(turn, Stage::Measuring) {
            return;
        }
        let Some(picture) = self.with(|model| model.picture.clone()) else {
            return;
        };
        match ask::portrait(self, &picture).await {
            Ok(portrait) if portrait.faces.is_empty() => self.fail(turn, Trouble::NoFace),
            Ok(portrait) if self.goes_on(turn) => {
                self.with(|model| {
                    model.portrait = Some(portrait);
                    model.judge();
                });
                self.go(turn, Stage::Done);
            }
            Ok(_) => {}
            Err(trouble) => self.fail(turn, trouble),
        }
    }

    /// The same picture once more.
    pub fn again(&self) {
        let Some(picture) = self.with(|model| model.picture.clone()) else {
            return self.dismiss();
        };
        let turn = self.turn(Stage::Finding);
        let at = self.clone();
        spawn_local(async move { at.find(turn, picture).await });
    }
}
