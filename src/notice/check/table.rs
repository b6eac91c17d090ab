//! The table against itself: too many slots at once, a unit twice, rows without units.

use std::collections::{BTreeMap, HashMap};

use super::{Finding, Report, slot_path};
use crate::fold::key;
use crate::notice::Notice;
use crate::range::Pattern;
use crate::slot::{Certainty, Slot, SlotKind, Unit, UnitKind};
use crate::time::Span;

/// More slots at once at one place than it has groups. Where the notice states no groups, several
/// at once are a remark.
pub(super) fn simultaneous(notice: &Notice, found: &mut Vec<Finding>) {
    for place in &notice.places {
        let mut by_day: BTreeMap<String, Vec<(usize, Span)>> = BTreeMap::new();
        for (index, slot) in notice.schedule.slots.iter().enumerate() {
            // Opening periods of audiences are hours, not groups in front of a camera.
            let counts = place.groups.is_none() || !is_opening(slot);
            if slot.place.as_deref() == Some(&place.id)
                && counts
                && let (Some(day), (Some(start), Some(end))) = (slot.when.day(), slot.when.clock())
                && let Some(span) = Span::new(start, end)
            {
                by_day.entry(day.to_string()).or_default().push((index, span));
            }
        }
        for (day, slots) in by_day {
            for &(index, span) in &slots {
                // The slots under way when this one starts; the last of them tells.
                let under_way =
                    |other: Span| other.start() <= span.start() && span.start() < other.end();
                let at_once: Vec<usize> = slots
                    .iter()
                    .filter(|(_, other)| under_way(*other))
                    .map(|(index, _)| *index)
                    .collect();
                let tells = slots
                    .iter()
                    .filter(|(_, other)| other.start() == span.start())
                    .all(|(other, _)| *other <= index);
                if !tells {
                    continue;
                }
                let words = format!(
                    "{day} {}在{}有{}个时段同时进行",
                    span.start(),
                    place.name,
                    at_once.len()
                );
                match place.groups {
                    Some(groups) if at_once.len() > usize::from(groups) => {
                        found.error(slot_path(index), format!("{words}，而通知说分{groups}组"));
                    }
                    None if at_once.len() > 1 => {
                        found.remark(slot_path(index), format!("{words}，通知没有说分几组"));
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Whether a slot is an opening period of an audience.
pub(super) fn is_opening(slot: &Slot) -> bool {
    !slot.units.is_empty() && slot.units.iter().all(|unit| unit.kind == UnitKind::Audience)
}

/// The names that a unit stands for, in their normal form: one, or each of its range.
pub(super) fn members(unit: &Unit) -> Vec<String> {
    let Some(pattern) = Pattern::new(&unit.name) else {
        return vec![key(&unit.name)];
    };
    let mut names = Vec::new();
    for part in pattern.parts() {
        if part.spans().is_empty() {
            names.push(key(part.stem()));
        }
        for &(first, last) in part.spans() {
            names.extend((first..=last).map(|number| key(&part.alone(number))));
        }
    }
    names
}

/// How many units one stands for: each of its range, but a merged name (计数/软件) is one.
pub(super) fn counted(unit: &Unit) -> Vec<String> {
    let is_range = Pattern::new(&unit.name)
        .is_some_and(|pattern| pattern.parts().iter().any(|part| !part.spans().is_empty()));
    if is_range { members(unit) } else { vec![key(&unit.name)] }
}

/// A unit in two slots that are not said to be alternatives, parts, rounds or a make-up session.
pub(super) fn twice(notice: &Notice, found: &mut Vec<Finding>) {
    let slots = &notice.schedule.slots;
    let mut seen: HashMap<(Option<&str>, String), Vec<usize>> = HashMap::new();
    for (index, slot) in slots.iter().enumerate() {
        let mut told = false;
        for unit in &slot.units {
            for name in members(unit) {
                let places = seen.entry((slot.audience.as_deref(), name)).or_default();
                let clash = places.iter().copied().find(|&other| {
                    other == index
                        || slots.get(other).is_some_and(|other| !may_share(other, slot, unit))
                });
                if let Some(other) = clash
                    && !told
                {
                    told = true;
                    found.error(
                        slot_path(index),
                        format!(
                            "“{}”在第{}行和第{}行都有。若是分批或任选，请填写 choice；若是第二轮，请填写 round",
                            unit.name,
                            other + 1,
                            index + 1
                        ),
                    );
                }
                places.push(index);
            }
        }
    }
}

/// Whether one unit may stand in both slots.
fn may_share(one: &Slot, other: &Slot, unit: &Unit) -> bool {
    (one.choice.is_some() && one.choice == other.choice)
        || one.round.unwrap_or(1) != other.round.unwrap_or(1)
        || one.kind != other.kind
        || (unit.kind == UnitKind::Audience && one.when != other.when)
}

/// One position given to several times of one place and day: right where a row holds several times.
pub(super) fn orders(notice: &Notice, found: &mut Vec<Finding>) {
    let mut seen = HashMap::new();
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let (Some(order), Some(day)) = (slot.order, slot.when.day()) else {
            continue;
        };
        let first = *seen.entry((slot.place.as_deref(), day.to_string(), order)).or_insert(slot);
        if first.when != slot.when {
            found.remark(
                slot_path(index),
                format!("序号{order}在同一天同一地点用于不同的时间，请核对是否原文如此"),
            );
        }
    }
}

/// Slots without units, and empty reserves that name some.
pub(super) fn units(notice: &Notice, found: &mut Vec<Finding>) {
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        match slot.kind {
            SlotKind::Capture if slot.units.is_empty() => {
                found.error(slot_path(index), "这一行没有班级或其他单位");
            }
            SlotKind::Reserve if !slot.units.is_empty() => {
                found.warning(slot_path(index), "机动时段里填了单位");
            }
            _ => {}
        }
    }
    let schedule = &notice.schedule;
    if schedule.slots.is_empty() && schedule.table_missing.is_none() {
        found.warning("/schedule/slots", "没有任何时段；如果安排表另有文件，请填写 table_missing");
    }
}

/// Open windows of which nothing says who sets the class's time inside them.
pub(super) fn open_windows(notice: &Notice, found: &mut Vec<Finding>) {
    let schedule = &notice.schedule;
    if schedule.set_by.is_some() || schedule.table_missing.is_some() {
        return;
    }
    for (index, slot) in schedule.slots.iter().enumerate() {
        let open = slot.certainty.unwrap_or(schedule.certainty) == Certainty::Open;
        if open && slot.kind == SlotKind::Capture && slot.note.is_none() {
            found.remark(slot_path(index), "时段内的具体时间由谁安排，没有说明(set_by)");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice, slot};
    use serde_json::{Value, json};

    fn with(rows: &[Value]) -> Value {
        let mut value = notice();
        value["schedule"]["slots"].as_array_mut().unwrap().extend_from_slice(rows);
        value
    }

    #[test]
    fn more_at_once_than_groups() {
        let value = with(&[slot("23软工4班", "14:10-14:30")]);
        assert_eq!(found(&value), ["error /schedule/slots/3"]);
        // Overlap counts, not only the same span; touching ends do not overlap.
        let value = with(&[slot("23软工4班", "14:20-14:30")]);
        assert_eq!(found(&value), ["error /schedule/slots/3"]);
        assert!(found(&with(&[slot("23软工4班", "14:30-14:40")])).is_empty());
        // A reserve takes a group too.
        let mut reserve = slot("", "14:10-14:30");
        reserve["kind"] = json!("reserve");
        reserve["units"] = json!([]);
        assert_eq!(found(&with(&[reserve])), ["error /schedule/slots/3"]);
    }

    #[test]
    fn without_stated_groups_it_is_a_remark() {
        let mut value = notice();
        value["places"][0].as_object_mut().unwrap().remove("groups");
        assert_eq!(found(&value), ["remark /schedule/slots/1"]);
    }

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
    fn one_position_for_several_times_is_a_remark() {
        let mut value = notice();
        for row in [0, 2] {
            value["schedule"]["slots"][row]["order"] = json!(7);
        }
        assert_eq!(found(&value), ["remark /schedule/slots/2"]);
        value["schedule"]["slots"][2]["order"] = json!(8);
        assert!(found(&value).is_empty());
    }

    #[test]
    fn rows_have_units() {
        let mut value = notice();
        value["schedule"]["slots"][0]["units"] = json!([]);
        assert_eq!(found(&value), ["error /schedule/slots/0"]);
        value["schedule"]["slots"][0]["kind"] = json!("reserve");
        assert!(found(&value).is_empty());
        value["schedule"]["slots"][1]["kind"] = json!("reserve");
        assert_eq!(found(&value), ["warning /schedule/slots/1"]);
        value["schedule"]["slots"] = json!([]);
        assert_eq!(found(&value), ["warning /schedule/slots", "remark /places/0"]);
    }
}
