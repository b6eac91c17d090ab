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

/// A message for the person in front of the terminal. What would steer the terminal is shown as it
/// would be written in a program.
pub fn message(text: &str) {
    let shown: Vec<String> = text.split('\n').map(visible).collect();
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(io::stderr(), "{}", shown.join("\n"));
}

/// The most characters of what somebody asked for that a message repeats.
const REPEATED: usize = 60;

/// What somebody asked for, as a message repeats it.
pub fn short(text: &str) -> String {
    // No longer than what is shown is looked at.
    let start: String = text.chars().take(REPEATED + 1).collect();
    let shown = visible(&start);
    if shown.chars().count() <= REPEATED {
        return shown;
    }
    shown.chars().take(REPEATED - 1).chain(['…']).collect()
}

/// A text with what cannot be seen made visible: control characters and changes of direction.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                shown.extend(c.escape_unicode());
            }
            _ if c.is_control() => shown.extend(c.escape_default()),
            _ => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_repeated_is_short_and_visible() {
        assert_eq!(short("23软工1班"), "23软工1班");
        assert_eq!(short("a\u{1b}[2J\u{202e}\nb\0"), r"a\u{1b}[2J\u{202e}\nb\u{0}");
        assert_eq!(short(&"软".repeat(60)).chars().count(), 60);
        let long = short(&"软".repeat(61));
        assert_eq!(long.chars().count(), 60);
        assert!(long.ends_with('…'));
        assert_eq!(short(&"\u{1b}".repeat(100_000)).chars().count(), 60);
    }
}
