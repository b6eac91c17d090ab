//! What can go wrong, by whose move is next. Says nothing of a picture's or a code's content.

pub use tucai_store::StoreError;
use tucai_wire::code::Trouble;

use crate::queue::WorkerError;

/// Why there is no code to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file is no picture that is known.
    #[error("not a picture")]
    NotAPicture,
    /// The file is larger than any picture of a code has to be.
    #[error("the file is too large")]
    TooHeavy,
    /// The picture has more pixels than a phone can hold.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// HEIC or AVIF, which this browser may not know; or the file is damaged.
    #[error("the browser cannot decode what it may not know")]
    Heif,
    /// The file broke off.
    #[error("the file broke off")]
    BrokenOff,
    /// The browser cannot decode it.
    #[error("the browser cannot decode the picture")]
    Undecodable,
    /// It was decoded, and the canvas stayed blank or could not be had: memory is short.
    #[error("the browser has no room for the picture")]
    NoRoom,
    /// No code was read, for this reason.
    #[error("no code was read")]
    NoCode(Trouble),
    /// Nothing was read, because of the worker.
    #[error(transparent)]
    Worker(#[from] WorkerError),
    /// The clipboard holds no picture, or may not be looked at.
    #[error("no picture in the clipboard")]
    Clipboard,
    /// The camera does not come.
    #[error(transparent)]
    Camera(#[from] CameraError),
}

/// Why the camera does not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CameraError {
    /// The student, or the phone's settings, said no.
    #[error("the camera was refused")]
    Refused,
    /// There is none.
    #[error("there is no camera")]
    Missing,
    /// Another program has it.
    #[error("the camera is in use")]
    Busy,
    /// It went while it was on: unplugged, or taken by the phone.
    #[error("the camera went")]
    Lost,
    /// This browser, or this way of opening the page, has no live camera.
    #[error("the browser offers no camera")]
    NotOffered,
}
