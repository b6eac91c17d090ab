//! A unit in two rows: by its name, as a class of a range, or by one of its other names.

use std::collections::{BTreeSet, HashMap};

use super::{Finding, Report, slot_path, table};
use crate::notice::Notice;
use crate::slot::{Slot, SlotKind, Unit, UnitKind};

/// A unit in two slots that are not said to be alternatives, parts, rounds or a make-up session.
pub(super) fn units(notice: &Notice, found: &mut Vec<Finding>) {
    let slots = &notice.schedule.slots;
    let mut seen: HashMap<(Option<&str>, String), Vec<usize>> = HashMap::new();
    for (index, slot) in slots.iter().enumerate() {
        let mut told = false;
        for unit in &slot.units {
            let own = table::members(&unit.name);
            let aliases: BTreeSet<String> = unit
                .aliases
                .iter()
                .flat_map(|alias| table::members(alias))
                .filter(|alias| !own.contains(alias))
                .collect();
            let count = own.len();
            for (at, name) in own.into_iter().chain(aliases).enumerate() {
                let is_alias = at >= count;
                let places = seen.entry((slot.audience.as_deref(), name.clone())).or_default();
                let clash = places.iter().copied().find(|&other| {
                    // Two units of one row may share another name: the answer is the same.
                    (other == index && !is_alias)
                        || slots
                            .get(other)
                            .is_some_and(|row| other != index && !may_share(row, slot, unit))
                });
                if let Some(other) = clash
                    && !told
                {
                    told = true;
                    let named = if is_alias { &name } else { &unit.name };
                    found.error(slot_path(index), words(slots, named, other, index));
                }
                places.push(index);
            }
        }
    }
}

fn words(slots: &[Slot], name: &str, first: usize, second: usize) -> String {
    let both = format!("“{name}”在第{}行和第{}行都有", first + 1, second + 1);
    let is_reserve = |at: usize| slots.get(at).is_some_and(|slot| slot.kind == SlotKind::Reserve);
    if is_reserve(first) != is_reserve(second) {
        return format!("{both}，其中一行是机动时段：有自己时间的单位不必填在机动时段里");
    }
    format!("{both}(别名也算)。若是分批或任选，请填写 choice；若是第二轮，请填写 round")
}

/// Whether one unit may stand in both slots.
fn may_share(one: &Slot, other: &Slot, unit: &Unit) -> bool {
    (one.choice.is_some() && one.choice == other.choice)
        || one.round.unwrap_or(1) != other.round.unwrap_or(1)
        || (one.kind != other.kind
            && one.kind != SlotKind::Reserve
            && other.kind != SlotKind::Reserve)
        || (unit.kind == UnitKind::Audience && one.when != other.when)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, slot, with};
    use serde_json::{Value, json};

    #[test]
    fn a_unit_twice() {
        let again = slot("23软工1班", "15:10-15:30");
        assert_eq!(found(&with(std::slice::from_ref(&again))), ["error /schedule/slots/3"]);
        let written_otherwise = slot("23 软工 1 班", "15:10-15:30");
        assert!(found(&with(&[written_otherwise])).contains(&"error /schedule/slots/3".to_owned()));
        // Said to be a part of it, or another round, or the make-up session.
        let mut value = with(std::slice::from_ref(&again));
        for row in [0, 3] {
            value["schedule"]["slots"][row]["choice"] = json!("assigned");
        }
        assert!(found(&value).is_empty());
        let mut second = again.clone();
        second["round"] = json!(2);
        assert!(found(&with(&[second])).is_empty());
        let mut make_up = again;
        make_up["kind"] = json!("make_up");
        assert!(found(&with(&[make_up])).is_empty());
    }

    #[test]
    fn overlapping_ranges_are_a_unit_twice() {
        let mut value =
            with(&[slot("体育教育1—5班", "15:10-15:30"), slot("体育教育5—8班", "15:30-15:50")]);
        value["initials"] = json!("软r工g班b体t育y教j");
        assert_eq!(found(&value), ["error /schedule/slots/4"]);
        value["schedule"]["slots"][4]["units"][0]["name"] = json!("体育教育6—8班");
        assert!(found(&value).is_empty());
    }

    #[test]
    fn an_audience_may_have_several_opening_periods() {
        let period = |span: &str| {
            let mut period = slot("本科生", span);
            period["units"][0]["kind"] = json!("audience");
            period["certainty"] = json!("open");
            period["audience"] = json!("all");
            period
        };
        let mut value = with(&[period("09:00-12:00"), period("13:30-17:00")]);
        value["initials"] = json!("软r工g班b本b科k生s");
        value["schedule"]["table_missing"] = json!("附件二");
        assert!(found(&value).is_empty());
        value["schedule"].as_object_mut().unwrap().remove("table_missing");
        assert_eq!(found(&value), ["remark /schedule/slots/3", "remark /schedule/slots/4"]);
    }

    #[test]
    fn a_unit_of_a_reserve_that_has_its_own_time() {
        let mut reserve = slot("23软工1班", "15:10-15:30");
        reserve["kind"] = json!("reserve");
        assert_eq!(
            found(&with(std::slice::from_ref(&reserve))),
            ["error /schedule/slots/3", "warning /schedule/slots/3"]
        );
        reserve["units"][0]["name"] = json!("23软工9班");
        assert_eq!(found(&with(&[reserve])), ["warning /schedule/slots/3"]);
    }

    #[test]
    fn a_unit_twice_by_another_name() {
        let row = |aliases: Value| {
            let mut row = slot("23软工9班", "15:10-15:30");
            row["units"][0]["aliases"] = aliases;
            row
        };
        let error = ["error /schedule/slots/3"];
        assert_eq!(found(&with(&[row(json!(["２３软工（1）班"]))])), error);
        // Two units of the same other name, wherever the name stands first.
        let mut value = with(&[row(json!(["软工班"]))]);
        value["schedule"]["slots"][0]["units"][0]["aliases"] = json!(["软工"]);
        assert_eq!(found(&value), error);
        for slot in [0, 3] {
            value["schedule"]["slots"][slot]["choice"] = json!("assigned");
        }
        assert!(found(&value).is_empty());
        // Its own name again, or that of a neighbour in its row, is nothing.
        let mut value = with(&[row(json!(["软工9班", "23软工9班"]))]);
        value["schedule"]["slots"][3]["units"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "name": "23软工8班", "aliases": ["软工9班"] }));
        assert!(found(&value).is_empty());
    }
}
