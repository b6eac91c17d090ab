//! What the page and the worker say to each other.
//!
//! A message is an array of a JSON text and, where the text speaks of one, an `ArrayBuffer` that is
//! transferred with it. The page speaks first in every exchange but the greeting, which is a text
//! alone: a [`Question`] with an id of its choice, answered by an [`Answer`] with the same id. The
//! types live apart from the worker so that the page sees them without pulling in an engine.

pub mod code;
pub mod symbol;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Raised whenever an older page could misread a newer worker, or the other way round.
pub const VERSION: u32 = 2;

/// The worker's first message: it runs, and speaks this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// The worker's [`VERSION`].
    pub wire: u32,
}

/// A job for the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Chosen by the page; the answer repeats it.
    pub id: u32,
    /// What to do.
    pub job: Job,
}

/// What the worker can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Say that you are alive.
    Ping,
    /// Read the codes of the picture in the buffer: red, green, blue and alpha, a byte each, row by
    /// row, as in the browser's `ImageData`.
    ReadCodes {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
        /// A frame of a camera: another comes soon, so only what is quick is tried.
        live: bool,
    },
    /// A job of some other version of the wire; refused, never guessed at.
    #[serde(other)]
    Unknown,
}

/// The worker's answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The id of the question; none where the message was too broken to have one.
    pub id: Option<u32>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is done, with this result.
    Done(Done),
    /// It was not begun.
    Refused(Refusal),
}

/// The result of a job, a variant for each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Done {
    /// Alive.
    Ping,
    /// The picture was read; the bytes are in the buffer.
    ReadCodes(code::Reading),
}

/// Why a job was not begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The worker does not know this kind of job.
    #[error("the worker does not know this kind of job")]
    UnknownJob,
    /// The message is not a question, or its buffer is not what the question says.
    #[error("the message is not a question")]
    Malformed,
}

/// A message that is not what it should be. Says nothing of its content: that may be a student's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message does not belong to this wire")]
pub struct Misread;

/// The text of a message.
pub fn write(message: &impl Serialize) -> Result<String, Misread> {
    serde_json::to_string(message).map_err(|_| Misread)
}

/// The message in a text.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misread> {
    serde_json::from_str(text).map_err(|_| Misread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_is_what_the_other_side_expects() -> Result<(), Misread> {
        assert_eq!(write(&Ready { wire: 2 })?, r#"{"wire":2}"#);
        assert_eq!(
            write(&Question { id: 7, job: Job::Ping })?,
            r#"{"id":7,"job":{"kind":"ping"}}"#
        );
        assert_eq!(
            write(&Answer { id: Some(7), outcome: Outcome::Done(Done::Ping) })?,
            r#"{"id":7,"outcome":{"done":{"kind":"ping"}}}"#
        );
        assert_eq!(
            write(&Answer { id: None, outcome: Outcome::Refused(Refusal::Malformed) })?,
            r#"{"id":null,"outcome":{"refused":"malformed"}}"#
        );
        Ok(())
    }

    #[test]
    fn a_job_of_another_version_is_unknown_not_broken() {
        assert_eq!(
            read(r#"{"id":7,"job":{"kind":"paint","colour":"blue"}}"#),
            Ok(Question { id: 7, job: Job::Unknown })
        );
    }

    #[test]
    fn what_is_no_message_is_misread() {
        for text in ["", "null", "{}", r#"{"id":-1,"job":{"kind":"ping"}}"#] {
            assert_eq!(read::<Question>(text), Err(Misread), "{text}");
        }
    }
}
