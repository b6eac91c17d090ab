//! The sums that a notice states against those of its rows.

use std::collections::HashSet;

use super::{Finding, Report, days, table};
use crate::notice::{Notice, Total};
use crate::slot::{Choice, Slot, SlotKind};

/// Stated totals that the rows do not add up to.
pub(super) fn totals(notice: &Notice, found: &mut Vec<Finding>) {
    for (index, total) in notice.totals.iter().enumerate() {
        let path = format!("/totals/{index}");
        let rows = rows(notice, total);
        if rows.is_empty() {
            found.error(path, format!("没有一行符合“{}”的范围", total.says));
            continue;
        }
        if let Some(stated) = total.heads {
            heads(stated, &rows, total, &path, found);
        }
        if let Some(stated) = total.units {
            let units = units(&rows);
            if units != u64::from(stated) {
                found.error(
                    format!("{path}/units"),
                    format!("各行共有{units}个单位，而通知是{stated}个：“{}”", total.says),
                );
            }
        }
    }
}

fn heads(stated: u32, rows: &[&Slot], total: &Total, path: &str, found: &mut Vec<Finding>) {
    let mut seen = HashSet::new();
    let (mut sum, mut unknown) = (0_u64, 0_usize);
    for row in rows {
        // Alternatives count the same people again.
        let again = !seen.insert(key(row)) && row.choice == Some(Choice::AnyOne);
        match row.heads {
            _ if again => {}
            Some(heads) => sum += u64::from(heads),
            None => unknown += 1,
        }
    }
    let path = format!("{path}/heads");
    let stated = u64::from(stated);
    let without = match unknown {
        0 => String::new(),
        _ => format!("，另有{unknown}行没有人数"),
    };
    if sum != stated {
        found.error(
            path,
            format!("各行相加得{sum}人{without}，而通知是{stated}人：“{}”", total.says),
        );
    } else if unknown > 0 {
        found.warning(path, format!("有{unknown}行没有人数，而其余各行已够“{}”", total.says));
    }
}

/// How many different units the rows hold; a range is as many as it names.
fn units(rows: &[&Slot]) -> u64 {
    let all: HashSet<_> = rows
        .iter()
        .flat_map(|row| {
            row.units.iter().flat_map(table::counted).map(|name| (row.audience.clone(), name))
        })
        .collect();
    u64::try_from(all.len()).unwrap_or(u64::MAX)
}

fn key(row: &Slot) -> (Option<&str>, Vec<String>) {
    (
        row.audience.as_deref(),
        row.units.iter().flat_map(|unit| table::members(&unit.name)).collect(),
    )
}

/// The rows that a total is the sum of: captures of its campus, day, half and cohort.
fn rows<'a>(notice: &'a Notice, total: &Total) -> Vec<&'a Slot> {
    let campus = |slot: &Slot| {
        slot.place
            .as_deref()
            .and_then(|id| notice.place(id))
            .and_then(|place| place.campus.as_ref())
    };
    notice
        .schedule
        .slots
        .iter()
        .filter(|slot| slot.kind == SlotKind::Capture)
        .filter(|slot| total.campus.as_ref().is_none_or(|of| campus(slot) == Some(of)))
        .filter(|slot| total.date.is_none_or(|of| slot.when.day() == Some(of)))
        .filter(|slot| total.half.is_none_or(|of| days::half(&slot.when) == Some(of)))
        .filter(|slot| {
            total.prefix.as_deref().is_none_or(|of| {
                !slot.units.is_empty() && slot.units.iter().all(|unit| unit.name.starts_with(of))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice, words};
    use serde_json::{Value, json};

    fn with(total: &Value) -> Value {
        let mut value = notice();
        value["totals"] = json!([total.clone()]);
        value["totals"][0]["says"] = json!("合计");
        value
    }

    #[test]
    fn sums_come_out() {
        let right = json!({ "heads": 120, "units": 3, "campus": "南校区", "date": "2026-04-15",
            "half": "afternoon", "prefix": "23" });
        assert!(found(&with(&right)).is_empty());
        assert_eq!(found(&with(&json!({ "heads": 121 }))), ["error /totals/0/heads"]);
        assert_eq!(found(&with(&json!({ "units": 4 }))), ["error /totals/0/units"]);
        assert!(words(&with(&json!({ "heads": 121 })), "/totals/0/heads").contains("120"));
    }

    #[test]
    fn filters_that_nothing_passes() {
        for total in [
            json!({ "heads": 120, "campus": "北校区" }),
            json!({ "heads": 120, "date": "2026-04-16" }),
            json!({ "heads": 120, "half": "morning" }),
            json!({ "heads": 120, "prefix": "25" }),
        ] {
            assert_eq!(found(&with(&total)), ["error /totals/0"]);
        }
    }

    #[test]
    fn rows_without_a_count_are_said() {
        let mut value = with(&json!({ "heads": 120 }));
        value["schedule"]["slots"][0].as_object_mut().unwrap().remove("heads");
        assert_eq!(found(&value), ["error /totals/0/heads"]);
        assert!(words(&value, "/totals/0/heads").contains("另有1行没有人数"));
        value["totals"][0]["heads"] = json!(80);
        assert_eq!(found(&value), ["warning /totals/0/heads"]);
    }

    #[test]
    fn alternatives_and_parts_are_one_unit() {
        let mut value = with(&json!({ "heads": 120, "units": 3 }));
        let mut again = value["schedule"]["slots"][0].clone();
        again["when"]["clock"] = json!({ "date": "2026-04-16", "span": "09:00-09:20" });
        again["says"] = json!("4月16日9:00-9:20");
        again["choice"] = json!("any_one");
        value["schedule"]["slots"][0]["choice"] = json!("any_one");
        value["schedule"]["slots"].as_array_mut().unwrap().push(again);
        assert!(found(&value).is_empty());
        for row in [0, 3] {
            value["schedule"]["slots"][row]["choice"] = json!("assigned");
        }
        value["totals"][0]["heads"] = json!(160);
        assert!(found(&value).is_empty());
    }
}
