//! Ids, and what refers to them.

use std::collections::HashSet;

use super::texts::{Text, texts};
use super::{Finding, Report, slot_path};
use crate::notice::Notice;
use crate::slot::UnitKind;

/// Ids that are no ids, or stand twice.
pub(super) fn ids(notice: &Notice, found: &mut Vec<Finding>) {
    id(&notice.id, "/id".to_owned(), &mut HashSet::new(), found);
    let mut seen = HashSet::new();
    for (index, place) in notice.places.iter().enumerate() {
        id(&place.id, format!("/places/{index}/id"), &mut seen, found);
    }
    let mut seen = HashSet::new();
    for (index, audience) in notice.audiences.iter().enumerate() {
        id(&audience.id, format!("/audiences/{index}/id"), &mut seen, found);
    }
}

fn id<'a>(id: &'a str, path: String, seen: &mut HashSet<&'a str>, found: &mut Vec<Finding>) {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    // An empty id is already found as an empty text.
    if !id.chars().all(fits) {
        found.error(path, format!("编号“{id}”只能由小写字母、数字和 - 组成"));
    } else if !seen.insert(id) {
        found.error(path, format!("编号“{id}”重复"));
    }
}

/// Places and audiences that are referred to and not there.
pub(super) fn references(notice: &Notice, found: &mut Vec<Finding>) {
    for Text { path, field, words } in texts(notice) {
        match field.as_str() {
            "place" | "meet" if notice.place(&words).is_none() => {
                found.error(path, format!("没有编号为“{words}”的地点"));
            }
            "audience" if notice.audience(&words).is_none() => {
                found.error(path, format!("没有编号为“{words}”的采集对象"));
            }
            _ => {}
        }
    }
}

/// Places that nothing refers to.
pub(super) fn unused_places(notice: &Notice, found: &mut Vec<Finding>) {
    let used: HashSet<String> = texts(notice)
        .into_iter()
        .filter(|text| matches!(text.field.as_str(), "place" | "meet"))
        .map(|text| text.words)
        .collect();
    for (index, place) in notice.places.iter().enumerate() {
        if !used.contains(&place.id) {
            found.remark(format!("/places/{index}"), format!("没有哪里用到地点“{}”", place.name));
        }
    }
}

/// Opening periods whose unit does not bear the name of its audience, so that no link finds it.
pub(super) fn audience_units(notice: &Notice, found: &mut Vec<Finding>) {
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let audience = slot.audience.as_deref().and_then(|id| notice.audience(id));
        for unit in slot.units.iter().filter(|unit| unit.kind == UnitKind::Audience) {
            let Some(audience) = audience else { continue };
            if unit.name != audience.name && !unit.aliases.contains(&audience.name) {
                found.warning(
                    slot_path(index),
                    format!("单位“{}”与所属对象“{}”名称不同", unit.name, audience.name),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice};
    use serde_json::json;

    #[test]
    fn ids_are_lower_case_and_single() {
        let mut value = notice();
        value["id"] = json!("Sample_2026");
        assert_eq!(found(&value), ["error /id"]);
        let mut value = notice();
        value["audiences"] = json!([
            { "id": "all", "name": "本科生", "says": "本科毕业生" },
            { "id": "all", "name": "研究生", "says": "毕业研究生" },
        ]);
        assert_eq!(found(&value), ["error /audiences/1/id"]);
    }

    #[test]
    fn references_lead_somewhere() {
        for (pointer, path) in [
            ("/arrival/meet", "/arrival/meet"),
            ("/schedule/slots/0/place", "/schedule/slots/0/place"),
            ("/schedule/slots/2/audience", "/schedule/slots/2/audience"),
        ] {
            let mut value = notice();
            let (parent, field) = pointer.rsplit_once('/').unwrap();
            value.pointer_mut(parent).unwrap()[field] = json!("nowhere");
            assert_eq!(found(&value), [format!("error {path}")]);
        }
        let mut value = notice();
        value["steps"] = json!([{ "text": "先缴费", "place": "desk" }]);
        assert_eq!(found(&value), ["error /steps/0/place"]);
    }

    #[test]
    fn a_place_that_nothing_uses_is_a_remark() {
        let mut value = notice();
        value["places"].as_array_mut().unwrap().push(json!({ "id": "gate", "name": "南门" }));
        assert_eq!(found(&value), ["remark /places/1"]);
        value["arrival"]["meet"] = json!("gate");
        assert!(found(&value).is_empty());
    }

    #[test]
    fn an_opening_period_bears_its_audience_s_name() {
        let mut value = notice();
        value["schedule"]["slots"][2]["units"] = json!([{ "name": "本科", "kind": "audience" }]);
        value["schedule"]["slots"][2]["audience"] = json!("all");
        assert!(found(&value).contains(&"warning /schedule/slots/2".to_owned()));
        value["schedule"]["slots"][2]["units"][0]["name"] = json!("本科生");
        assert!(!found(&value).contains(&"warning /schedule/slots/2".to_owned()));
    }
}
