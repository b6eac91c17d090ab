//! The `tucai` command: the same notices, look-up and checks as the page, for registrars, IT and
//! tests. JSON on standard output, messages on standard error.

mod check;
mod code;
mod error;
mod files;
mod index;
mod initials;
mod notice;
mod output;
mod picture;
mod portrait;
mod tell;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::CliError;
use crate::output::Output;

/// What a command's answer was, where nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// It was found, it is fine.
    Yes,
    /// No match, or an error was found.
    No,
}

/// 图采: when and where the diploma photo is taken.
#[derive(Parser)]
#[command(name = "tucai", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Notices: look-up, checks, calendar, schema.
    #[command(subcommand)]
    Notice(notice::Command),
    /// Collection codes (采集码): what a picture holds.
    #[command(subcommand)]
    Code(code::Command),
    /// Portraits: what they show, judged by a notice.
    #[command(subcommand)]
    Portrait(portrait::Command),
}

fn main() -> ExitCode {
    // A wrong use ends here, with clap's message and exit code 2.
    let cli = Cli::parse();
    let mut output = Output::new();
    let answer = match cli.command {
        Command::Notice(command) => notice::run(&command, &mut output),
        Command::Code(command) => code::run(command, &mut output),
        Command::Portrait(command) => portrait::run(command, &mut output),
    };
    match answer.and_then(|answer| output.finish().map(|()| answer)) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(error) => {
            output::message(&error.to_string());
            error.exit_code()
        }
    }
}

impl CliError {
    fn exit_code(&self) -> ExitCode {
        ExitCode::from(if self.is_wrong_use() { 2 } else { 1 })
    }
}
