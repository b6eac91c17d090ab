use thiserror::Error;

/// Why a network could not be read or run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NetworkError {
    /// The bytes are no TensorFlow Lite file, or it contradicts itself.
    #[error("the file is not a whole network")]
    Broken,
    /// A sound file, perhaps, with an operation or a setting that the published networks do not
    /// have.
    #[error("the network needs an operation that is not known here")]
    Unsupported,
    /// More memory or work than any of the published networks needs.
    #[error("the network is too large")]
    TooLarge,
    /// The input has another number of values than [`crate::Network::input`] says.
    #[error("the input has {found} values and not {expected}")]
    Input {
        /// Height × width × channels.
        expected: usize,
        /// What was given.
        found: usize,
    },
}

pub(crate) type Result<T, E = NetworkError> = std::result::Result<T, E>;
