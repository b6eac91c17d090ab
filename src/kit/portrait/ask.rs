//! What the inspector is asked: the programs beside the page that looks at portraits.

use js_sys::ArrayBuffer;
use tucai_wire::portrait::{Face, Portrait};
use tucai_wire::{Done, Job};

use crate::error::Problem;
use crate::platform::picture::Picture;
use crate::platform::worker;
use crate::portrait::flow::Trouble;
use crate::portrait::tab::Tab;
use crate::queue::WorkerError;
use crate::sniff::Size;

/// Milliseconds that the inspector may take over a portrait, on a slow phone.
const PORTRAIT_MS: u32 = 15_000;

/// Milliseconds that it may take to look for faces in a picture, and in a glance of the live view.
const FACES_MS: u32 = 8000;
const GLANCE_MS: u32 = 3000;

/// Whether everything that a portrait needs is on this phone.
pub async fn is_here() -> bool {
    false
}

/// Fetches what is missing, and tells how far that is, of a hundred.
pub async fn fetch(tell: impl Fn(u8) + 'static) -> Result<(), Trouble> {
    for part in [20, 60, 100] {
        tell(part);
        gloo::timers::future::TimeoutFuture::new(150).await;
    }
    Ok(())
}

/// The faces in a picture, the largest first.
pub async fn faces(tab: &Tab, picture: &Picture) -> Result<Vec<Face>, Trouble> {
    faces_in(tab, picture.size(), picture.pixels()?, false).await
}

/// The faces in what a buffer holds.
pub async fn faces_in(
    tab: &Tab,
    (width, height): Size,
    pixels: ArrayBuffer,
    live: bool,
) -> Result<Vec<Face>, Trouble> {
    let limit = if live { GLANCE_MS } else { FACES_MS };
    match ask(tab, Job::FindFaces { width, height }, pixels, limit).await? {
        Done::FindFaces(faces) => Ok(faces.faces),
        _ => Err(Problem::from(WorkerError::Misunderstood).into()),
    }
}

/// Everything that can be measured of a picture.
pub async fn portrait(tab: &Tab, picture: &Picture) -> Result<Portrait, Trouble> {
    let (width, height) = picture.size();
    let pixels = picture.pixels()?;
    match ask(tab, Job::MeasurePortrait { width, height }, pixels, PORTRAIT_MS).await? {
        Done::MeasurePortrait(portrait) => Ok(*portrait),
        _ => Err(Problem::from(WorkerError::Misunderstood).into()),
    }
}

async fn ask(tab: &Tab, job: Job, pixels: ArrayBuffer, limit: u32) -> Result<Done, Trouble> {
    let (asked, told) = worker::ask(job, pixels, limit);
    let _last = tab.with(|model| model.asked.replace(asked));
    let (done, _) = told.await.map_err(Problem::from)?;
    Ok(done)
}
