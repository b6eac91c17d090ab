//! `tucai notice …`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use tucai_notice::Notice;
use tucai_notice::calendar::calendar;
use tucai_notice::check::{self, Finding, Severity};
use tucai_notice::lookup::{Found, Index};
use tucai_notice::seat::Seat;
use tucai_notice::wire::SlotLine;

use crate::error::CliError;
use crate::output::{Output, message};
use crate::{Answer, files, index, initials};

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
    /// One unit's slots as an RFC 5545 calendar.
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
    fn read(&self) -> Result<Notice, CliError> {
        files::notice(&self.notice, &self.dir)
    }
}

/// Runs a command.
pub fn run(command: &Command, output: &mut Output) -> Result<Answer, CliError> {
    match command {
        Command::Slot(asked) => slot(asked, output),
        Command::Slots(source) => slots(source, output),
        Command::Check { files } => check_files(files, output),
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
    let notice = asked.source.read()?;
    let found = Index::new(&notice).find(&asked.unit);
    let seats = seats(&notice, &found);
    let matches: Vec<SlotLine> = seats.iter().map(SlotLine::from).collect();
    let none = matches.is_empty();
    let nearest =
        none.then(|| found.nearest.iter().map(|near| near.name.as_str()).collect::<Vec<_>>());
    output.line(&SlotAnswer { notice: &notice.id, unit: &asked.unit, matches, nearest })?;
    if none {
        no_match(&notice, &found, &asked.unit);
    }
    Ok(if none { Answer::No } else { Answer::Yes })
}

fn seats<'a>(notice: &'a Notice, found: &Found) -> Vec<Seat<'a>> {
    found.matches.iter().filter_map(|found| Seat::new(notice, found)).collect()
}

/// Says why there is nothing, where the notice does.
fn no_match(notice: &Notice, found: &Found, unit: &str) {
    match found.excluded.and_then(|at| notice.excluded.get(at)) {
        Some(excluded) => message(&format!("{}：{}", excluded.who, excluded.instead)),
        None => message(&format!("通知里没有“{unit}”")),
    }
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
    let notice = asked.source.read()?;
    let found = Index::new(&notice).find(&asked.unit);
    let seats = seats(&notice, &found);
    if seats.is_empty() {
        no_match(&notice, &found, &asked.unit);
        return Ok(Answer::No);
    }
    if seats.iter().all(|seat| seat.slot.when.days().is_none()) {
        message("通知还没有给出日期，没有可以放进日历的内容");
        return Ok(Answer::No);
    }
    output.text(&calendar(&notice, &seats))?;
    Ok(Answer::Yes)
}

/// A finding in a file, as `tucai notice check` prints it.
#[derive(Serialize)]
struct FileFinding<'a> {
    file: String,
    #[serde(flatten)]
    finding: &'a Finding,
}

fn check_files(paths: &[PathBuf], output: &mut Output) -> Result<Answer, CliError> {
    let mut answer = Answer::Yes;
    for path in paths {
        if files::is_companion(path) {
            message(&format!("{}：不是通知，跳过", path.display()));
            continue;
        }
        let findings = findings(path)?;
        let count = |of| findings.iter().filter(|finding| finding.severity == of).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        for finding in &findings {
            output.line(&FileFinding { file: path.display().to_string(), finding })?;
        }
        message(&format!(
            "{}：{errors} 个错误，{warnings} 个警告，{} 个提示",
            path.display(),
            count(Severity::Remark)
        ));
        if errors > 0 {
            answer = Answer::No;
        }
    }
    Ok(answer)
}

/// The findings on one file: what is in it, and whether it bears the right name.
fn findings(path: &Path) -> Result<Vec<Finding>, CliError> {
    let text = match files::read(path) {
        Err(CliError::Read { source, .. }) if source.kind() == std::io::ErrorKind::InvalidData => {
            return Ok(vec![error("文件不是 UTF-8 编码")]);
        }
        text => text?,
    };
    let mut findings = check::check(&text);
    if let Ok(notice) = Notice::from_json(&text)
        && path.file_stem().is_none_or(|stem| stem != notice.id.as_str())
    {
        let name = path.file_name().unwrap_or_default().display();
        let words = format!("编号“{}”与文件名 {name} 不同", notice.id);
        findings.insert(0, Finding { path: "/id".to_owned(), ..error(&words) });
    }
    Ok(findings)
}

fn error(words: &str) -> Finding {
    Finding { severity: Severity::Error, path: String::new(), words: words.to_owned() }
}

fn schema(output: &mut Output) -> Result<Answer, CliError> {
    output.text(&tucai_notice::schema::text()?)?;
    Ok(Answer::Yes)
}
