//! How long a search takes among ten thousand units, in Chromium with the processor slowed four
//! times: the page's own measure `tucai-search`, one for each keystroke.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark fails by panicking")]

use std::fs;
use std::process::ExitCode;

use serde_json::{Value, json};
use tucai_tests::{Phone, Times, Trouble, Visit, dist, measured};

/// So many units.
const UNITS: usize = 10_000;

/// A search is shorter than this, in milliseconds.
const LIMIT: f64 = 16.0;

/// What is typed, and a unit that must be among the hits; none for nonsense.
const QUERIES: [(&str, &str, Option<&str>); 8] = [
    ("exact", "23软工1班", Some("23软工1班")),
    ("abbreviated", "软工1", Some("23软工1班")),
    ("initials", "rg1", Some("23软工1班")),
    ("cohort and initials", "23rg1", Some("23软工1班")),
    ("as spoken", "2023级软件工程一班", None),
    ("one character", "工", None),
    ("nonsense", "qzxqzxqzx", None),
    ("nonsense in Chinese", "龘靐齉爩麤灪", None),
];

fn main() -> ExitCode {
    let body = notice().to_string().into_bytes();
    measured("bench-search", &Phone::default(), &dist(), async |visit: &mut Visit| {
        let mut all = Times::default();
        visit.site.trouble("notices/bench-10k.json", Trouble::Other(body));
        visit.expects_error("bench-10k.html");
        visit.open("#/cqie-2027").await;
        visit.screen("notice").await;
        visit.slowed(4).await;
        visit.open("#/bench-10k").await;
        visit.sees_a("#search").await;
        let ready = visit.number("return performance.now()").await;
        println!("the screen of {UNITS} units stood there after {ready:.0} ms");
        for (kind, typed, unit) in QUERIES {
            let times = search(visit, typed).await;
            println!("{kind:>20}  {typed}: {}", line(&times));
            if let Some(unit) = unit {
                visit.sees_a(&format!("[data-hits] a[data-unit='{unit}']")).await;
            }
            all.extend(times);
        }
        println!("{:>20}  {}, below {LIMIT} ms", "altogether", line(&all));
        if all.worst() < LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// Types a query key by key; how long each search took.
async fn search(visit: &Visit, typed: &str) -> Times {
    visit.fills("#search", "").await;
    visit
        .js("performance.clearMeasures(); document.querySelector('#search').focus()", vec![])
        .await;
    visit.types(typed).await;
    let keys = typed.chars().count();
    let measures = "performance.getEntriesByName('tucai-search')";
    visit.until("a measure for each key", &format!("{measures}.length >= {keys}")).await;
    let times = visit.js(&format!("return {measures}.map(entry => entry.duration)"), vec![]).await;
    times.as_array().unwrap().iter().filter_map(Value::as_f64).collect()
}

/// cqie-2027 with ten thousand classes in the place of its own: four cohorts, a hundred majors,
/// twenty-five classes each, among them its own names.
fn notice() -> Value {
    let source = fs::read(dist().join("notices/cqie-2027.json")).unwrap();
    let mut notice: Value = serde_json::from_slice(&source).unwrap();
    let first = "软数电机计网土环财营";
    let second = "工智商艺物信媒造设拟";
    let mut majors = Vec::new();
    for one in first.chars() {
        majors.extend(second.chars().map(|other| format!("{one}{other}")));
    }
    let pattern = notice["schedule"]["slots"][0].clone();
    let mut slots = Vec::new();
    for cohort in 22..26 {
        for (at, major) in majors.iter().enumerate() {
            for class in 1..=25 {
                let mut slot = pattern.clone();
                slot["units"] = json!([{ "name": format!("{cohort}{major}{class}班") }]);
                slot["college"] = json!(format!("{}学院", majors[at / 5 * 5]));
                slot["counselor"] = json!(format!("王{}", majors[(at * 7 + class) % 100]));
                slot["order"] = json!(slots.len() + 1);
                slots.push(slot);
            }
        }
    }
    assert_eq!(slots.len(), UNITS);
    notice["id"] = json!("bench-10k");
    notice["schedule"]["slots"] = Value::Array(slots);
    notice["totals"] = json!([]);
    notice
}

fn line(times: &Times) -> String {
    format!("median {:.1} ms, worst {:.1} ms", times.median(), times.worst())
}
