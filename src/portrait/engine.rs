use thiserror::Error;
use tucai_wire::portrait::{Face, Network, Portrait};

use crate::picture::Picture;

/// Why a portrait could not be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PortraitError {
    /// A network that is needed was not loaded.
    #[error("the network {0:?} was not loaded")]
    NoNetwork(Network),
    /// The bytes are not the network that they were said to be.
    #[error("the bytes are not the network {0:?}")]
    NotANetwork(Network),
    /// More pixels than [`crate::MOST_PIXELS`].
    #[error("the picture has too many pixels")]
    TooLarge,
    /// No pixels, or not four bytes for each.
    #[error("the bytes are no picture of this size")]
    NotAPicture,
}

/// The networks that were loaded, and the memory that they work in.
#[derive(Default)]
pub struct Engine {}

impl Engine {
    /// An engine without networks.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a network. Again for the same one: the last counts.
    pub fn load(&mut self, network: Network, bytes: &[u8]) -> Result<(), PortraitError> {
        let _ = bytes;
        Err(PortraitError::NotANetwork(network))
    }

    /// The faces, the largest first. Needs the detector.
    pub fn find_faces(&mut self, picture: &Picture<'_>) -> Result<Vec<Face>, PortraitError> {
        let _ = picture;
        Err(PortraitError::NoNetwork(Network::Detector))
    }

    /// Everything. Needs the detector, the mesh and the mask; takes the attention mesh if it is there.
    /// The milliseconds are left at 0.
    pub fn measure(&mut self, picture: &Picture<'_>) -> Result<Portrait, PortraitError> {
        let _ = picture;
        Err(PortraitError::NoNetwork(Network::Detector))
    }
}
