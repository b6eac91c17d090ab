//! `tucai notice …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;
use tucai_calendar::calendar;
use tucai_notice::Notice;
use tucai_notice::fold::fold;
use tucai_notice::lookup::{Found, Index};
use tucai_notice::seat::Seat;
use tucai_notice::wire::SlotLine;

use crate::error::CliError;
use crate::output::{Output, message};
use crate::{Answer, check, files, index, initials, tell};

/// What can be asked of notices.
#[derive(Subcommand)]
pub enum Command {
    /// When and where for one unit: one JSON object.
    Slot(Asked),
    /// Each row or cell as announced: one JSON object a line.
    Slots(Source),
    /// What is wrong with notice files: one JSON object a finding.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// One unit's slots, the student's deadlines and the check on 学信网 as an RFC 5545 calendar.
    Calendar(Asked),
    /// The JSON Schema of a notice file.
    Schema,
    /// Fill in the pinyin initials of the files.
    Initials {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Write the index.json of a folder of notices.
    Index {
        /// The folder.
        dir: PathBuf,
    },
}

/// Which notice.
#[derive(Args)]
pub struct Source {
    /// The id of a notice, or a file.
    notice: String,
    /// The folder in which ids are looked up.
    #[arg(long, default_value = "public/notices")]
    dir: PathBuf,
}

/// Which unit of which notice.
#[derive(Args)]
pub struct Asked {
    #[command(flatten)]
    source: Source,
    /// A class, college, major or audience.
    unit: String,
}

impl Source {
    /// Reads the notice; that it no longer holds is said before anything else.
    fn read(&self) -> Result<Notice, CliError> {
        let notice = files::notice(&self.notice, &self.dir)?;
        tell::standing(&notice);
        Ok(notice)
    }
}

impl Asked {
    /// Reads the notice and looks the unit up.
    fn find(&self) -> Result<(Notice, Found), CliError> {
        if fold(&self.unit).is_empty() {
            return Err(CliError::NoUnit);
        }
        let notice = self.source.read()?;
        let found = Index::new(&notice).find(&self.unit);
        Ok((notice, found))
    }
}

/// Runs a command.
pub fn run(command: &Command, output: &mut Output) -> Result<Answer, CliError> {
    match command {
        Command::Slot(asked) => slot(asked, output),
        Command::Slots(source) => slots(source, output),
        Command::Check { files } => check::files(files, output),
        Command::Calendar(asked) => calendar_of(asked, output),
        Command::Schema => schema(output),
        Command::Initials { files } => {
            files.iter().try_for_each(|file| initials::fill(file))?;
            Ok(Answer::Yes)
        }
        Command::Index { dir } => {
            index::write(dir)?;
            Ok(Answer::Yes)
        }
    }
}

/// The answer of `tucai notice slot`.
#[derive(Serialize)]
struct SlotAnswer<'a> {
    notice: &'a str,
    unit: &'a str,
    matches: Vec<SlotLine>,
    /// Only without a match.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<Vec<&'a str>>,
}

fn slot(asked: &Asked, output: &mut Output) -> Result<Answer, CliError> {
    let (notice, found) = asked.find()?;
    let seats = seats(&notice, &found);
    let matches: Vec<SlotLine> = seats.iter().map(SlotLine::from).collect();
    let none = matches.is_empty();
    let nearest =
        none.then(|| found.nearest.iter().map(|near| near.name.as_str()).collect::<Vec<_>>());
    output.line(&SlotAnswer { notice: &notice.id, unit: &asked.unit, matches, nearest })?;
    if none {
        tell::no_match(&notice, &found, &asked.unit);
    } else {
        tell::excluded(&notice, &found);
    }
    Ok(if none { Answer::No } else { Answer::Yes })
}

fn seats<'a>(notice: &'a Notice, found: &Found) -> Vec<Seat<'a>> {
    found.matches.iter().filter_map(|found| Seat::new(notice, found)).collect()
}

fn slots(source: &Source, output: &mut Output) -> Result<Answer, CliError> {
    let notice = source.read()?;
    for index in 0..notice.schedule.slots.len() {
        if let Some(seat) = Seat::row(&notice, index) {
            output.line(&SlotLine::from(&seat))?;
        }
    }
    Ok(Answer::Yes)
}

fn calendar_of(asked: &Asked, output: &mut Output) -> Result<Answer, CliError> {
    let (notice, found) = asked.find()?;
    let seats = seats(&notice, &found);
    if seats.is_empty() {
        tell::no_match(&notice, &found, &asked.unit);
        return Ok(Answer::No);
    }
    let calendar = calendar(&notice, &seats, None, None);
    if calendar.is_empty() {
        message("通知还没有给出日期，没有可以放进日历的内容");
        return Ok(Answer::No);
    }
    output.text(&calendar)?;
    Ok(Answer::Yes)
}

fn schema(output: &mut Output) -> Result<Answer, CliError> {
    output.text(&tucai_notice::schema::text()?)?;
    Ok(Answer::Yes)
}
