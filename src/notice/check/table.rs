//! The table against itself: positions given twice, rows without units.

use std::collections::HashMap;

use super::{Finding, Report, slot_path};
use crate::fold::key;
use crate::notice::Notice;
use crate::range::Pattern;
use crate::slot::{Certainty, Slot, SlotKind, Unit};

/// The names that a unit's name stands for, in their normal form: one, or each of its range.
pub(super) fn members(name: &str) -> Vec<String> {
    let Some(pattern) = Pattern::new(name) else {
        return vec![key(name)];
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
    if is_range { members(&unit.name) } else { vec![key(&unit.name)] }
}

/// One position given to several times of one place and day: right where a row holds several times.
/// Where the notice numbers its rows through, one number for two rows of one time is a slip.
pub(super) fn orders(notice: &Notice, found: &mut Vec<Finding>) {
    let numbered = notice.schedule.order_name.as_deref() == Some("序号");
    let mut seen: HashMap<_, Vec<&Slot>> = HashMap::new();
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let (Some(order), Some(day)) = (slot.order, slot.when.day()) else {
            continue;
        };
        let others = seen.entry((slot.place.as_deref(), day.to_string(), order)).or_default();
        if others.iter().any(|other| other.when != slot.when) {
            found.remark(
                slot_path(index),
                format!("序号{order}在同一天同一地点用于不同的时间，请核对是否原文如此"),
            );
        } else if numbered && others.iter().any(|other| other.units != slot.units) {
            found.warning(
                slot_path(index),
                format!("序号{order}在同一天同一地点同一时间用于不同的单位，请核对"),
            );
        }
        others.push(slot);
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
    use super::super::sample::{found, notice};
    use serde_json::json;

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
    fn one_number_for_two_rows_of_one_time() {
        let mut value = notice();
        for row in [0, 1] {
            value["schedule"]["slots"][row]["order"] = json!(7);
        }
        assert!(found(&value).is_empty());
        value["schedule"]["order_name"] = json!("序号");
        assert_eq!(found(&value), ["warning /schedule/slots/1"]);
        value["schedule"]["order_name"] = json!("批次");
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
