//! What can go wrong with what is kept.

/// Why the phone did not keep or give back something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser has no such store, or refuses it (private mode, web views).
    #[error("the store is refused")]
    Refused,
    /// It is full.
    #[error("the store is full")]
    Full,
    /// It is not there any more: another page has removed it.
    #[error("it is not there any more")]
    Gone,
}
