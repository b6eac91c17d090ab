//! `tucai code …`

use std::path::{Path, PathBuf};
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Subcommand;
use serde::Serialize;
use tucai_code::{BUDGET, Code, Ecc, Kind, Limits, Picture, Trouble};

use crate::Answer;
use crate::error::CliError;
use crate::output::Output;
use crate::picture::{FileTrouble, are_files, decoded};

/// What can be asked of pictures.
#[derive(Subcommand)]
pub enum Command {
    /// The codes in pictures: one JSON object a picture.
    Read {
        /// The pictures.
        #[arg(required = true)]
        pictures: Vec<PathBuf>,
    },
}

/// What a picture gave.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a Path,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    codes: Vec<CodeLine>,
    ms: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Found,
    Several,
    None,
    Unreadable,
}

/// Why there is no code: the picture's fault, or the file's.
#[derive(Serialize)]
#[serde(untagged)]
enum Reason {
    Picture(Trouble),
    File(FileTrouble),
}

#[derive(Serialize)]
struct CodeLine {
    bytes_base64: String,
    version: usize,
    ecc: Ecc,
    kind: Kind,
}

impl From<&Code> for CodeLine {
    fn from(code: &Code) -> Self {
        Self {
            bytes_base64: STANDARD.encode(&code.payload),
            version: code.modules.version(),
            ecc: code.ecc,
            kind: code.kind,
        }
    }
}

/// Does what was asked.
pub fn run(command: Command, output: &mut Output) -> Result<Answer, CliError> {
    let Command::Read { pictures } = command;
    are_files(&pictures)?;
    let mut answer = Answer::Yes;
    for file in &pictures {
        let line = line(file);
        if !matches!(line.status, Status::Found | Status::Several) {
            answer = Answer::No;
        }
        output.line(&line)?;
    }
    Ok(answer)
}

#[allow(clippy::disallowed_methods, reason = "a command of a machine that has a clock")]
fn line(file: &Path) -> Line<'_> {
    let picture = match decoded(file) {
        Ok(picture) => picture.into_rgba8(),
        Err(trouble) => {
            let reason = Some(Reason::File(trouble));
            return Line { file, status: Status::Unreadable, reason, codes: Vec::new(), ms: 0.0 };
        }
    };
    let start = Instant::now();
    let now = || start.elapsed().as_secs_f64() * 1000.0;
    let size = (picture.width() as usize, picture.height() as usize);
    let (codes, trouble) = match Picture::from_rgba(size.0, size.1, picture.as_raw()) {
        Ok(picture) => {
            let limits = Limits { now: &now, budget: BUDGET, live: false };
            let reading = tucai_code::read(&picture, &limits);
            (reading.codes, reading.trouble)
        }
        Err(_) => (Vec::new(), Some(Trouble::NoCode)),
    };
    let ms = (now() * 1000.0).round() / 1000.0;
    let status = match (codes.len(), trouble) {
        (0, None | Some(Trouble::NoCode)) => Status::None,
        (0, _) => Status::Unreadable,
        (1, _) => Status::Found,
        _ => Status::Several,
    };
    let reason = trouble.map(Reason::Picture);
    Line { file, status, reason, codes: codes.iter().map(CodeLine::from).collect(), ms }
}
