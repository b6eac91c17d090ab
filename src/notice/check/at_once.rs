//! Too much at once: more slots at one place than it has groups.

use std::collections::BTreeMap;

use super::{Finding, Report, days, slot_path};
use crate::notice::Notice;
use crate::slot::{Slot, UnitKind, When};
use crate::time::Span;

/// More slots at once at one place than it has groups. Where the notice states no groups, several
/// at once are a remark.
pub(super) fn groups(notice: &Notice, found: &mut Vec<Finding>) {
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
fn is_opening(slot: &Slot) -> bool {
    !slot.units.is_empty() && slot.units.iter().all(|unit| unit.kind == UnitKind::Audience)
}

/// Half days and whole days at a place where other slots of those hours have their own times: nobody
/// can tell whether the groups suffice.
pub(super) fn coarse(notice: &Notice, found: &mut Vec<Finding>) {
    let slots = &notice.schedule.slots;
    for (index, slot) in slots.iter().enumerate() {
        let is_coarse = matches!(slot.when, When::HalfDay { .. } | When::Day { .. });
        if slot.place.is_none() || !is_coarse || is_opening(slot) {
            continue;
        }
        let timed = slots.iter().filter(|other| {
            other.place == slot.place && !is_opening(other) && is_within(&other.when, &slot.when)
        });
        let count = timed.count();
        if count > 0 {
            found.remark(
                slot_path(index),
                format!(
                    "“{}”这一段里，同一地点还有{count}个写明钟点的时段，请核对能否同时进行",
                    slot.says
                ),
            );
        }
    }
}

/// Whether a clock time lies in a half day, or on a day at hours that are not others'.
fn is_within(clock: &When, coarse: &When) -> bool {
    let (Some(day), (Some(start), end)) = (clock.day(), clock.clock()) else {
        return false;
    };
    let span = end.and_then(|end| Span::new(start, end));
    coarse.days().is_some_and(|days| days.contains(day))
        && match *coarse {
            When::HalfDay { half, .. } => days::half(clock) == Some(half),
            When::Day { hours: Some(hours), .. } => span.is_none_or(|span| span.overlaps(hours)),
            _ => true,
        }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice, slot, with};
    use serde_json::json;

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
    fn a_half_day_among_clock_times_is_a_remark() {
        let mut half = slot("23软工4班", "14:10-14:30");
        half["when"] = json!({ "half_day": { "date": "2026-04-15", "half": "afternoon" } });
        half["says"] = json!("4月15日下午");
        assert_eq!(found(&with(&[half.clone()])), ["remark /schedule/slots/3"]);
        let mut day = half.clone();
        day["when"] = json!({ "day": { "days": "2026-04-15/2026-04-16" } });
        day["says"] = json!("4月15—16日");
        assert_eq!(found(&with(&[day])), ["remark /schedule/slots/3"]);
        half["when"] = json!({ "half_day": { "date": "2026-04-15", "half": "morning" } });
        half["says"] = json!("4月15日上午");
        assert!(found(&with(&[half])).is_empty());
    }
}
