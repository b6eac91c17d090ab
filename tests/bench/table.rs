//! The figures of `bench-code`: per class, per set, and which of those to be reached are.

use std::process::ExitCode;

use tucai_tests::Times;

use crate::{Read, Row};

/// The reader that is measured, and the one that it is held against.
const OURS: &str = "ours";
const RIVAL: &str = "zxing";

/// Milliseconds within which every picture has its answer.
const LONGEST: f64 = 1500.0;

/// At the 95th percentile we may be so many times as slow as the rival.
const TAIL: f64 = 5.0;

/// The worker's program may have so many bytes, compressed.
const PROGRAM: u64 = 90_000;

/// More pictures than this are not listed.
const LISTED: usize = 40;

/// The sets, with how many of how many pictures the best reader known read of the whole of it:
/// `WeChatQRCode`, and twice a prototype of ours. Of a part of them it is a hint and no more.
const SETS: [(&str, [u32; 2]); 3] =
    [("synthetic", [302, 318]), ("zxing, jsQR, rqrr", [525, 555]), ("BoofCV photos", [129, 137])];

/// The class of which `WeChatQRCode`, which no browser runs, reads every picture.
const WHOLE: &str = "crop";

/// Everything that was measured.
pub struct Table {
    /// The readers' names.
    pub readers: Vec<String>,
    /// A row a picture.
    pub rows: Vec<Row>,
    /// Bytes of the worker's program, compressed.
    pub program: u64,
}

impl Table {
    /// Prints all of it; success if every figure holds.
    pub fn report(&self) -> ExitCode {
        self.table();
        self.exceptions();
        println!();
        let mut all = true;
        for (claim, holds) in self.figures() {
            println!("{:<14} {claim}", if holds { "holds" } else { "DOES NOT HOLD" });
            all &= holds;
        }
        if all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn table(&self) {
        println!("Codes read; median / 95th percentile / longest of the successes in ms; and the");
        println!("ratios of ours to {RIVAL}: of the medians, of the 95th percentiles.\n");
        print!("{:<20}{:>4}", "", "n");
        for reader in &self.readers {
            print!("{reader:>8} {:>15}", "ms");
        }
        println!("   ratios");
        for (set, best) in SETS {
            let mut classes: Vec<&str> = Vec::new();
            for row in self.rows.iter().filter(|row| row.picture.set == set) {
                if classes.last() != Some(&row.picture.class.as_str()) {
                    classes.push(&row.picture.class);
                }
            }
            for class in &classes {
                self.line(class, &|row| row.picture.class == *class && row.picture.set == set);
            }
            if !classes.is_empty() {
                self.line(&format!("= {set}"), &|row| row.picture.set == set);
                println!("{:<20}best known of the whole: {} of {}", "", best[0], best[1]);
            }
        }
        self.line("= all", &|_| true);
        let below = |what: &str, of: fn(&Read) -> f64| {
            print!("{what:<24}");
            for reader in &self.readers {
                print!("{:>8} {:>15}", "", told(&self.times(&|_| true, reader, of)));
            }
            println!();
        };
        below("until the page has it", |read| read.trip);
        below("by its own clock", |read| read.said);
    }

    fn line(&self, name: &str, chosen: &dyn Fn(&Row) -> bool) {
        print!("{name:<20}{:>4}", self.rows.iter().filter(|row| chosen(row)).count());
        for reader in &self.readers {
            let times = self.times(chosen, reader, |read| read.ms);
            print!("{:>8} {:>15}", self.right(chosen, reader), told(&times));
        }
        let ratio = |share| {
            let time = |reader| self.times(chosen, reader, |read| read.ms).quantile(share);
            time(OURS) / time(RIVAL)
        };
        let (middle, tail) = (ratio(0.5), ratio(0.95));
        if middle.is_nan() {
            println!();
        } else {
            println!("   {middle:.2} {tail:.2}");
        }
    }

    /// Single pictures that one wants to know.
    fn exceptions(&self) {
        let list = |what: &str, chosen: &dyn Fn(&Row) -> Option<String>| {
            let found: Vec<_> = self.rows.iter().filter_map(chosen).collect();
            println!("\n{what}: {}", found.len());
            for picture in found.iter().take(LISTED) {
                println!("  {picture}");
            }
            if found.len() > LISTED {
                println!("  …");
            }
        };
        let path = |row: &Row| row.picture.path.clone();
        for reader in &self.readers {
            list(&format!("{reader} reads what is not there"), &|row| {
                (row.reads[reader].wrong > 0).then(|| path(row))
            });
        }
        list("read by another, not by us", &|row| {
            let others: Vec<_> =
                self.readers.iter().filter(|it| row.reads[*it].right).cloned().collect();
            (!row.reads[OURS].right && !others.is_empty())
                .then(|| format!("{}: {}", path(row), others.join(", ")))
        });
        list("ours without an answer", &|row| {
            row.reads[OURS].failed.as_ref().map(|why| format!("{}: {why}", path(row)))
        });
        let failures = self.rows.iter().map(|row| &row.reads[OURS]).filter(|read| !read.right);
        let failures: Times = failures.map(|read| read.ms).collect();
        println!("\nours, milliseconds until it gives up: {}", told(&failures));
    }

    /// What is to be reached, and whether it is.
    fn figures(&self) -> Vec<(String, bool)> {
        let mut figures = Vec::new();
        let mut classes: Vec<&str> = Vec::new();
        for row in &self.rows {
            let class = row.picture.class.as_str();
            if !classes.contains(&class) {
                classes.push(class);
            }
        }
        let behind: Vec<_> = classes
            .iter()
            .filter(|class| {
                let here = |row: &Row| row.picture.class == **class;
                self.right(&here, OURS) < self.right(&here, RIVAL)
            })
            .copied()
            .collect();
        let but = if behind.is_empty() { String::new() } else { format!(", but {behind:?}") };
        figures.push((format!("every class at least as many as {RIVAL}{but}"), behind.is_empty()));
        let whole = |row: &Row| row.picture.class == WHOLE;
        let missed = self.rows.iter().filter(|row| whole(row) && !row.reads[OURS].right).count();
        figures.push((format!("{WHOLE}: all, as WeChatQRCode; {missed} missed"), missed == 0));
        for (set, _) in SETS {
            let here = |row: &Row| row.picture.set == set;
            if self.rows.iter().any(here) {
                figures.extend(self.of_a_set(set, &here));
            }
        }
        let wrong = |row: &&Row| row.reads[OURS].wrong > 0;
        let wrong = self.rows.iter().filter(wrong).count();
        figures.push((format!("nothing read that is not there; {wrong} times it is"), wrong == 0));
        let longest: Times = self.rows.iter().map(|row| row.reads[OURS].trip).collect();
        let longest = longest.worst();
        let claim = format!("nothing over {LONGEST} ms; the longest took {longest:.0} ms");
        figures.push((claim, longest <= LONGEST));
        let claim =
            format!("the worker's program at most {PROGRAM} bytes; it has {}", self.program);
        figures.push((claim, self.program <= PROGRAM));
        figures
    }

    fn of_a_set(&self, set: &str, here: &dyn Fn(&Row) -> bool) -> [(String, bool); 3] {
        let ours = self.right(here, OURS);
        let others = self.readers.iter().filter(|reader| *reader != OURS);
        let most = others.map(|reader| self.right(here, reader)).max().unwrap_or_default();
        let time = |reader, share| self.times(here, reader, |read| read.ms).quantile(share);
        let compared = |share| (time(OURS, share), time(RIVAL, share));
        let (median, tail) = (compared(0.5), compared(0.95));
        [
            (format!("{set}: ahead of every reader here: {ours} against {most}"), ours > most),
            (
                format!("{set}: median {:.1} ms, {RIVAL}'s {:.1} ms", median.0, median.1),
                median.0 <= median.1,
            ),
            (
                format!(
                    "{set}: 95th percentile {:.1} ms, {TAIL} times {RIVAL}'s {:.1} ms",
                    tail.0,
                    tail.1 * TAIL
                ),
                tail.0 <= tail.1 * TAIL,
            ),
        ]
    }

    fn right(&self, chosen: &dyn Fn(&Row) -> bool, reader: &str) -> usize {
        self.rows.iter().filter(|row| chosen(row) && row.reads[reader].right).count()
    }

    /// The times of a reader's successes.
    fn times(&self, chosen: &dyn Fn(&Row) -> bool, reader: &str, of: fn(&Read) -> f64) -> Times {
        let rows = self.rows.iter().filter(|row| chosen(row));
        rows.map(|row| &row.reads[reader]).filter(|read| read.right).map(of).collect()
    }
}

/// Median, 95th percentile and longest.
fn told(times: &Times) -> String {
    // None, or none that was taken.
    if times.median().is_nan() {
        return "–".to_owned();
    }
    format!("{:.1}/{:.1}/{:.0}", times.median(), times.quantile(0.95), times.worst())
}
