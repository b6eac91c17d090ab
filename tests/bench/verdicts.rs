//! What `tucai portrait check` says of pictures, held against what a careful person says of them:
//! by item, how often it is right, wrong, or unsure.
//!
//! The argument is the folder of the pictures. What they show stands in
//! `src/portrait/testdata/truth.csv` and `marks.csv`, set by eye before the program was asked.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a benchmark fails by panicking"
)]

mod truth;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde_json::Value;

use truth::{Marks, Truth, wanted};

/// The notice that forbids the most colours, and glasses.
const NOTICE: &str = "hnust-2026";

/// At most so many of a hundred findings may be a wrong pass.
const WRONG_PASS: f64 = 2.0;
/// At most so many of those that a machine can decide may be unsure.
const UNSURE: f64 = 0.25;
/// Degrees by which a roll may be off.
const ROLL: f64 = 2.0;
/// Of the picture's height, by which a mark may be off.
const MARK: f64 = 0.02;

/// How often a verdict was what a person says.
#[derive(Default, Clone, Copy)]
struct Score {
    right: u32,
    wrong_pass: u32,
    wrong_fix: u32,
    unsure: u32,
}

impl Score {
    fn all(self) -> u32 {
        self.right + self.wrong_pass + self.wrong_fix + self.unsure
    }

    fn add(&mut self, wanted: &[&str], verdict: &str) {
        match verdict {
            _ if wanted.contains(&verdict) => self.right += 1,
            "pass" => self.wrong_pass += 1,
            "fix" => self.wrong_fix += 1,
            _ => self.unsure += 1,
        }
    }
}

/// A picture, with what is known of it and what the program said.
struct Row {
    truth: Truth,
    marks: Option<Marks>,
    line: Value,
}

impl Row {
    fn verdict(&self, item: &str) -> &str {
        self.finding(item).map_or("none", |finding| finding["verdict"].as_str().unwrap())
    }

    fn measure(&self, item: &str) -> Option<f64> {
        self.finding(item)?["measure"].as_f64()
    }

    fn finding(&self, item: &str) -> Option<&Value> {
        self.line["findings"].as_array()?.iter().find(|finding| finding["item"] == item)
    }

    fn says(&self, column: &str) -> &str {
        self.truth.get(column)
    }
}

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("name the folder of the pictures");
        return ExitCode::from(2);
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let data = root.join("src/portrait/testdata");
    let truths = truth::truths(&data.join("truth.csv"));
    let mut marks = truth::marks(&data.join("marks.csv"));
    let files: Vec<PathBuf> = truths.iter().map(|truth| folder.join(&truth.file)).collect();
    let lines = check(&root, &files);
    assert_eq!(lines.len(), truths.len(), "a line a picture");
    let rows: Vec<Row> = truths
        .into_iter()
        .zip(lines)
        .map(|(truth, line)| Row { marks: marks.remove(&truth.file), truth, line })
        .collect();
    report(&rows)
}

/// What the command says of pictures. It may be named by `TUCAI`, else it is built.
fn check(root: &Path, files: &[PathBuf]) -> Vec<Value> {
    let mut command = if let Some(program) = env::var_os("TUCAI") {
        Command::new(program)
    } else {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["run", "--quiet", "--release", "--package", "tucai-cli", "--"]);
        cargo
    };
    command.args(["portrait", "check", "--rules", NOTICE]).args(files).current_dir(root);
    let output = command.stderr(std::process::Stdio::inherit()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Prints the table and the figures; success if every figure holds.
fn report(rows: &[Row]) -> ExitCode {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in rows {
        for item in truth::ITEMS {
            let Some(wanted) = wanted(item, &row.truth) else { continue };
            let verdict = row.verdict(item);
            scores.entry(item).or_default().add(wanted, verdict);
            if !wanted.contains(&verdict) && matches!(verdict, "pass" | "fix") {
                let measure = row.measure(item).map_or(String::new(), |it| format!(" ({it})"));
                wrong.push(format!("{item} {verdict}{measure}: {}", row.truth.file));
            }
        }
    }
    println!("{:<20}{:>6}{:>12}{:>11}{:>8}", "", "right", "wrong pass", "wrong fix", "unsure");
    let mut all = Score::default();
    for (item, score) in &scores {
        let Score { right, wrong_pass, wrong_fix, unsure } = score;
        println!("{item:<20}{right:>6}{wrong_pass:>12}{wrong_fix:>11}{unsure:>8}");
        all.right += right;
        all.wrong_pass += wrong_pass;
        all.wrong_fix += wrong_fix;
        all.unsure += unsure;
    }
    let Score { right, wrong_pass, wrong_fix, unsure } = all;
    println!("{:<20}{right:>6}{wrong_pass:>12}{wrong_fix:>11}{unsure:>8}\n", "all");
    for one in &wrong {
        println!("  {one}");
    }
    println!();
    let mut holds = true;
    for (claim, reached) in figures(rows, all) {
        println!("{:<14} {claim}", if reached { "holds" } else { "DOES NOT HOLD" });
        holds &= reached;
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is to be reached, and whether it is.
fn figures(rows: &[Row], all: Score) -> Vec<(String, bool)> {
    let mut figures = Vec::new();
    let mut none = |claim: &str, allowed: usize, wrong: &dyn Fn(&Row) -> bool| {
        let found: Vec<_> = rows.iter().filter(|row| wrong(row)).collect();
        let names: Vec<_> = found.iter().map(|row| row.truth.file.as_str()).collect();
        let but = if names.is_empty() { String::new() } else { format!(", but {names:?}") };
        figures.push((format!("{claim}{but}"), found.len() <= allowed));
    };
    let faces = |row: &Row| row.line["faces"].as_u64().unwrap();
    let verdict = |row: &Row, item: &str, is: &str| row.verdict(item) == is;
    none("a face where there is one", 0, &|row| row.says("faces") != "0" && faces(row) == 0);
    none("no face where there is none", 0, &|row| row.says("faces") == "0" && faces(row) > 0);
    none("several faces noticed", 0, &|row| {
        row.says("faces").parse::<u32>().is_ok_and(|count| count > 1)
            && verdict(row, "face_count", "pass")
    });
    none("the roll of the turned pictures within 2°", 0, &|row| {
        let turned = row.truth.file.contains("_roll");
        let off = row.measure("tilt").zip(row.says("tilt").parse().ok());
        turned && off.is_none_or(|(is, wanted): (f64, f64)| (is - wanted).abs() > ROLL)
    });
    none("teeth or an open mouth never called closed", 0, &|row| {
        ["teeth", "open"].contains(&row.says("mouth")) && verdict(row, "mouth_closed", "pass")
    });
    none("at most one closed mouth called open", 1, &|row| {
        row.says("mouth") == "closed" && verdict(row, "mouth_closed", "fix")
    });
    none("no closed eye called open", 0, &|row| {
        row.says("eyes") == "closed" && verdict(row, "eyes_open", "pass")
    });
    for (file, item) in [("blur4", "sharpness"), ("dark", "exposure"), ("over", "exposure")] {
        let made = format!("syn_obama_{file}.jpg");
        none(&format!("{made} flagged, the original not: {item}"), 0, &|row| {
            (row.truth.file == made && !verdict(row, item, "fix"))
                || (row.truth.file == "fr_obama_0.jpg" && verdict(row, item, "fix"))
        });
    }
    none("plain backgrounds not flagged", 0, &|row| {
        row.says("background_even") == "plain" && verdict(row, "background_even", "fix")
    });
    none("busy backgrounds flagged", 0, &|row| {
        row.says("background_even") == "busy" && !verdict(row, "background_even", "fix")
    });
    none("glasses never said to be absent", 0, &|row| verdict(row, "glasses", "pass"));
    figures.extend(marks_near(rows));
    let share = |count: u32| f64::from(count) / f64::from(all.all().max(1));
    let passes = share(all.wrong_pass) * 100.0;
    figures.push((
        format!("wrong passes at most {WRONG_PASS} in 100 findings: {passes:.1}"),
        passes <= WRONG_PASS,
    ));
    let unsure = share(all.unsure);
    figures.push((
        format!("unsure at most one in four of what can be decided: {unsure:.2}"),
        unsure <= UNSURE,
    ));
    figures
}

/// Whether the lines lie where a person saw them.
fn marks_near(rows: &[Row]) -> Vec<(String, bool)> {
    let mut figures = Vec::new();
    for name in ["hair_top", "eye_line", "face_left", "face_right", "face_width"] {
        let (mut count, mut far, mut worst) = (0, Vec::new(), 0.0_f64);
        for row in rows {
            let Some(wanted) = row.marks.as_ref().and_then(|marks| marks.get(name)) else {
                continue;
            };
            let found = |name: &str| row.line["marks"][name].as_f64();
            let is = match name {
                "face_width" => found("face_right").zip(found("face_left")).map(|(r, l)| r - l),
                name => found(name),
            };
            let height = row.marks.as_ref().unwrap().height;
            let off = is.map_or(f64::INFINITY, |is| (is - wanted).abs() / height);
            count += 1;
            worst = worst.max(off);
            if off > MARK {
                far.push(format!("{} {:.1}%", row.truth.file, off * 100.0));
            }
        }
        let but = if far.is_empty() { String::new() } else { format!(", but {far:?}") };
        figures.push((
            format!(
                "{name} within 2% of the height on {count} pictures; worst {:.1}%{but}",
                worst * 100.0
            ),
            far.is_empty(),
        ));
    }
    figures
}
