//! A small notice without findings, for the tests of the checks to damage.

use serde_json::{Value, json};

use super::check;

/// The notice.
pub(super) fn notice() -> Value {
    json!({
        "id": "sample-2026",
        "school": { "name": "样例大学" },
        "title": "关于图像采集的通知",
        "cohort": "2026届",
        "issued": "2026-04-02",
        "checked": "2026-04-03",
        "revision": 1,
        "audiences": [{ "id": "all", "name": "本科生", "says": "2026届本科毕业生" }],
        "places": [{ "id": "hall", "name": "图书馆一楼大厅", "campus": "南校区", "groups": 2 }],
        "arrival": { "minutes_before": 10 },
        "fee": { "fen": 1500, "says": "15元/生" },
        "schedule": {
            "dates": ["2026-04-15/2026-04-17"],
            "slots": [
                slot("23软工1班", "14:10-14:30"),
                slot("23软工2班", "14:10-14:30"),
                slot("23软工3班", "14:30-14:50"),
            ],
        },
        "initials": "软r工g班b",
    })
}

/// The notice with further rows.
pub(super) fn with(rows: &[Value]) -> Value {
    let mut value = notice();
    value["schedule"]["slots"].as_array_mut().unwrap().extend_from_slice(rows);
    value
}

/// A slot of the notice on 15 April.
pub(super) fn slot(unit: &str, span: &str) -> Value {
    json!({
        "when": { "clock": { "date": "2026-04-15", "span": span } },
        "says": format!("4月15日{span}"),
        "place": "hall",
        "units": [{ "name": unit }],
        "heads": 40,
    })
}

/// The findings on a notice as `severity path`.
pub(super) fn found(notice: &Value) -> Vec<String> {
    check(&notice.to_string())
        .into_iter()
        .map(|finding| {
            let severity = serde_json::to_value(finding.severity).unwrap();
            format!("{} {}", severity.as_str().unwrap(), finding.path)
        })
        .collect()
}

/// The words of the findings at one path.
pub(super) fn words(notice: &Value, path: &str) -> String {
    let findings = check(&notice.to_string());
    findings.into_iter().filter(|f| f.path == path).map(|f| f.words).collect()
}

#[test]
fn the_sample_is_clean() {
    assert_eq!(found(&notice()), Vec::<String>::new());
}
