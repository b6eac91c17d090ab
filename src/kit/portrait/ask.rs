//! What the inspector is asked: the program beside the page that looks at portraits.

use js_sys::ArrayBuffer;
use tucai_wire::portrait::{Face, Network, Portrait};
use tucai_wire::{Done, Job};

use crate::error::Problem;
use crate::networks::{NetworkTrouble, Progress};
use crate::platform::networks::{self, Loading};
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

/// What the first answer needs.
const FIRST: [Network; 1] = [Network::Detector];

/// How closely a portrait is measured. What either needs is over 500 kB: only fetched where the
/// student agreed, or where it costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// With the plain mesh, which leaves many eyes and mouths open to doubt.
    Plain,
    /// With the attention mesh.
    Fine,
}

impl Care {
    fn networks(self) -> [Network; 2] {
        match self {
            Self::Plain => [Network::Mesh, Network::Mask],
            Self::Fine => [Network::AttentionMesh, Network::Mask],
        }
    }

    /// The most that may come unasked: it is on this phone, or known to cost nothing.
    pub async fn unasked() -> Option<Self> {
        for care in [Self::Fine, Self::Plain] {
            if networks::is_unmetered() || networks::are_here(&care.networks()).await {
                return Some(care);
            }
        }
        None
    }

    /// The bytes of what it needs that are not on this phone.
    pub fn size(self) -> u32 {
        networks::size(&self.networks())
    }
}

/// Sees to it that faces can be looked for.
pub async fn prepare() -> Result<(), Trouble> {
    let (_loading, loaded) = networks::ensure(&FIRST, |_| {});
    Ok(loaded.await?)
}

/// Fetches what measuring needs, and tells how far that is, of a hundred. Given up with [`Loading`].
pub fn fetch(
    care: Care,
    tell: impl Fn(u8) + 'static,
) -> (Loading, impl Future<Output = Result<(), Trouble>>) {
    let (loading, loaded) = networks::ensure(&care.networks(), move |progress: Progress| {
        let part = u64::from(progress.done) * 100 / u64::from(progress.all.max(1));
        tell(u8::try_from(part.min(100)).unwrap_or(100));
    });
    (loading, async { Ok(loaded.await?) })
}

impl From<NetworkTrouble> for Trouble {
    fn from(trouble: NetworkTrouble) -> Self {
        match trouble {
            NetworkTrouble::Away | NetworkTrouble::Broken => Self::Networks,
            NetworkTrouble::GivenUp => Self::Problem(WorkerError::GivenUp.into()),
            NetworkTrouble::Worker(error) => Self::Problem(error.into()),
        }
    }
}

/// The faces in a picture, the largest first.
pub async fn faces(picture: &Picture) -> Result<Vec<Face>, Trouble> {
    faces_in(picture.size(), picture.pixels()?, false).await
}

/// The faces in what a buffer holds.
pub async fn faces_in(
    (width, height): Size,
    pixels: ArrayBuffer,
    live: bool,
) -> Result<Vec<Face>, Trouble> {
    prepare().await?;
    let limit = if live { GLANCE_MS } else { FACES_MS };
    // Never given up, which would end the worker: it is over sooner than another has started.
    let (_asked, told) = worker::ask(Job::FindFaces { width, height }, pixels, limit);
    match told.await.map_err(Problem::from)?.0 {
        Done::FindFaces(faces) => Ok(faces.faces),
        _ => Err(Problem::from(WorkerError::Misunderstood).into()),
    }
}

/// Everything that can be measured of a picture.
pub async fn portrait(tab: &Tab, picture: &Picture) -> Result<Portrait, Trouble> {
    let (width, height) = picture.size();
    let pixels = picture.pixels()?;
    let (asked, told) = worker::ask(Job::MeasurePortrait { width, height }, pixels, PORTRAIT_MS);
    let _last = tab.with(|model| model.asked.replace(asked));
    match told.await.map_err(Problem::from)?.0 {
        Done::MeasurePortrait(portrait) => Ok(*portrait),
        _ => Err(Problem::from(WorkerError::Misunderstood).into()),
    }
}
