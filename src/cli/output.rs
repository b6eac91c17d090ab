//! Standard output, which may be closed before the end (`tucai … | head`), and standard error.

use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

use serde::Serialize;

use crate::error::CliError;

/// Standard output. Once its reader is gone the rest is dropped: the exit code still tells.
pub struct Output {
    writer: BufWriter<StdoutLock<'static>>,
    closed: bool,
}

impl Output {
    /// Standard output, for this process's life.
    pub fn new() -> Self {
        Self { writer: BufWriter::new(io::stdout().lock()), closed: false }
    }

    /// Writes text as it is.
    pub fn text(&mut self, text: &str) -> Result<(), CliError> {
        if self.closed {
            return Ok(());
        }
        let result = self.writer.write_all(text.as_bytes());
        self.survive(result)
    }

    /// Writes a value as a line of JSON.
    pub fn line<T: Serialize>(&mut self, value: &T) -> Result<(), CliError> {
        let mut json = serde_json::to_string(value)?;
        json.push('\n');
        self.text(&json)
    }

    /// Writes out what is still held back.
    pub fn finish(&mut self) -> Result<(), CliError> {
        let result = self.writer.flush();
        self.survive(result)
    }

    fn survive(&mut self, result: io::Result<()>) -> Result<(), CliError> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other.map_err(CliError::Output),
        }
    }
}

/// A message for the person in front of the terminal.
pub fn message(text: &str) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "{text}");
}
