//! Values that no notice can mean: a chain's zeroth place, month 13, a fee of 15 fen.

use super::{Finding, Report, slot_path};
use crate::after::Window;
use crate::notice::{Notice, Standing};
use crate::prepare::Lead;
use crate::slot::{Certainty, When};
use crate::time::Day;

/// Times within a slot.
pub(super) fn times(notice: &Notice, found: &mut Vec<Finding>) {
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let path = format!("{}/when", slot_path(index));
        match slot.when {
            When::Chained { position: 0, .. } => found.error(path, "顺次排列的位置从 1 数起"),
            When::Chained { each: 0, .. } => found.error(path, "每班的分钟数不能是 0"),
            When::Chained { .. } if slot.when.clock().1.is_none() => {
                found.error(path, "推算出来的时间超过了当天");
            }
            When::Period { first, last, .. } if first == 0 || first > last || last > 20 => {
                found.error(path, format!("没有第{first}—{last}节课"));
            }
            When::Week { week, .. } if !(1..=30).contains(&week) => {
                found.error(path, format!("没有第{week}教学周"));
            }
            _ => {}
        }
        if let (Some(assemble), (Some(start), _)) = (slot.assemble, slot.when.clock())
            && assemble > start
        {
            found.error(
                format!("{}/assemble", slot_path(index)),
                format!("集合时间 {assemble} 晚于开始时间 {start}"),
            );
        }
    }
}

/// Assembly times of slots that are not as long before the start as the arrival rule says.
pub(super) fn assembly(notice: &Notice, found: &mut Vec<Finding>) {
    let Some(minutes) = notice.arrival.minutes_before else {
        return;
    };
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        if let (Some(assemble), (Some(start), _)) = (slot.assemble, slot.when.clock())
            && assemble < start
            && assemble != start.earlier(minutes)
        {
            found.warning(
                format!("{}/assemble", slot_path(index)),
                format!("集合时间 {assemble} 不是开始时间 {start} 前{minutes}分钟"),
            );
        }
    }
}

/// A college's own division is never a part of the notice.
pub(super) fn divided(notice: &Notice, found: &mut Vec<Finding>) {
    const WORDS: &str = "学院自己的分班安排不写进通知文件";
    let is_it = |certainty: Option<Certainty>| certainty == Some(Certainty::Divided);
    if is_it(Some(notice.schedule.certainty)) {
        found.error("/schedule/certainty", WORDS);
    }
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        if is_it(slot.certainty) || slot.units.iter().any(|unit| is_it(unit.certainty)) {
            found.error(format!("{}/certainty", slot_path(index)), WORDS);
        }
    }
}

/// Counts.
pub(super) fn numbers(notice: &Notice, found: &mut Vec<Finding>) {
    if notice.revision == 0 {
        found.error("/revision", "版本从 1 数起");
    }
    for (index, place) in notice.places.iter().enumerate() {
        if place.groups == Some(0) {
            found.error(format!("/places/{index}/groups"), "组数不能是 0；不知道就不填");
        }
    }
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let path = slot_path(index);
        if slot.heads == Some(0) {
            found.warning(format!("{path}/heads"), "人数是 0");
        }
        if slot.exempt == Some(0) || slot.exempt > slot.heads.or(slot.exempt) {
            found.error(format!("{path}/exempt"), "不必参加的人数是 0 或多于总人数");
        }
        if slot.round == Some(0) {
            found.error(format!("{path}/round"), "轮次从 1 数起");
        }
    }
    if notice.arrival.minutes_before.is_some_and(|minutes| minutes == 0 || minutes > 180) {
        found.warning("/arrival/minutes_before", "提前的分钟数是 0 或超过三小时");
    }
    if notice.schedule.drift.is_some_and(|minutes| minutes == 0 || minutes > 240) {
        found.warning("/schedule/drift", "可能相差的分钟数是 0 或超过四小时");
    }
    if notice.code.attempts_per_day == Some(0) {
        found.error("/code/attempts_per_day", "每天的次数不能是 0");
    }
    for (index, make_up) in notice.make_ups.iter().enumerate() {
        if make_up.attempts == Some(0) || make_up.reply_days == Some(0) {
            found.error(format!("/make_ups/{index}"), "次数或天数不能是 0");
        }
    }
}

/// Amounts, which are in fen.
pub(super) fn money(notice: &Notice, found: &mut Vec<Finding>) {
    let routes = notice.fee.routes.iter().enumerate();
    let make_ups = notice.make_ups.iter().enumerate();
    let amounts = std::iter::once(("/fee/fen".to_owned(), notice.fee.fen))
        .chain(routes.map(|(index, route)| (format!("/fee/routes/{index}/fen"), route.fen)))
        .chain(make_ups.map(|(index, make_up)| (format!("/make_ups/{index}/fen"), make_up.fen)));
    for (path, fen) in amounts {
        match fen {
            Some(0) => found.warning(path, "金额是 0：原文真的说免费吗？没有写就不填"),
            Some(1..100) => found.error(path, "金额以分计：15元写作 1500"),
            Some(20_001..) => found.warning(path, "金额超过 200 元；金额以分计，15元写作 1500"),
            _ => {}
        }
    }
}

/// The notice's own days: issued, checked, postponed or withdrawn.
pub(super) fn standing(notice: &Notice, found: &mut Vec<Finding>) {
    let last = notice.schedule.dates.last().map(|days| days.last());
    if let Some(issued) = notice.issued {
        if notice.checked < issued {
            found.error("/checked", format!("核对日期 {} 早于通知日期 {issued}", notice.checked));
        }
        if last.is_some_and(|last| last < issued) {
            found.warning("/issued", format!("通知日期 {issued} 晚于采集日期"));
        }
    }
    let (Standing::Postponed { on, .. } | Standing::Withdrawn { on, .. }) = notice.standing else {
        return;
    };
    if notice.issued.is_some_and(|issued| on < issued) {
        found.error("/standing", format!("{on} 延期或撤回，早于通知日期"));
    } else if on > notice.checked {
        found.error("/standing", format!("{on} 延期或撤回，晚于核对日期 {}", notice.checked));
    }
}

/// The collection code before the capture, the check on 学信网 after it.
pub(super) fn after_capture(notice: &Notice, found: &mut Vec<Finding>) {
    let first = notice.schedule.dates.first().map(|days| days.first());
    let last = notice.schedule.dates.last().map(|days| days.last());
    match notice.code.lead {
        Some(Lead::DaysBefore(0)) => found.error("/code/lead", "提前的天数不能是 0"),
        Some(Lead::Before(day)) if last.is_some_and(|last| last < day) => {
            found.error("/code/lead", format!("{day} 已在采集之后"));
        }
        _ => {}
    }
    let Some(verification) = &notice.verification else {
        return;
    };
    let path = "/verification/window";
    let end: Option<Day> = match verification.window {
        Some(Window::Month { month, .. }) if !(1..=12).contains(&month) => {
            found.error(path, format!("没有{month}月"));
            None
        }
        Some(Window::Month { year, month }) => format!("{year:04}-{month:02}-28")
            .parse()
            .map_err(|_| {
                found.error(path, format!("年份 {year} 不对"));
            })
            .ok(),
        Some(Window::AfterCapture { days: 0, .. }) => {
            found.error(path, "采集之后的天数不能是 0");
            None
        }
        Some(Window::Days(days)) => Some(days.last()),
        Some(Window::Until(day)) => Some(day),
        _ => None,
    };
    if let (Some(end), Some(first)) = (end, first)
        && end < first
    {
        found.error(path, format!("核对到 {end} 为止，早于采集"));
    }
    if let (Some(end), Some(hard)) = (end, verification.hard_end)
        && hard < end
    {
        found.warning("/verification/hard_end", format!("{hard} 之后不能更改，而核对期到 {end}"));
    }
}

/// Make-up sessions that end before they start, or before there is anything to make up for.
pub(super) fn make_ups(notice: &Notice, found: &mut Vec<Finding>) {
    let first = notice.schedule.dates.iter().map(|days| days.first()).min();
    for (index, make_up) in notice.make_ups.iter().enumerate() {
        let path = format!("/make_ups/{index}");
        if let (Some(from), Some(until)) = (make_up.from, make_up.until)
            && until < from
        {
            found.error(&path, format!("补照到 {until} 为止，早于开始的 {from}"));
        }
        if let (Some(first), Some(until)) = (first, make_up.until)
            && until < first
        {
            found.error(
                format!("{path}/until"),
                format!("补照到 {until} 为止，早于采集的第一天 {first}"),
            );
        }
        for (at, hours) in make_up.hours.iter().enumerate() {
            let path = format!("{path}/hours/{at}");
            if hours.spans.is_empty() {
                found.warning(&path, "没有开放的钟点");
            }
            for pair in hours.spans.windows(2) {
                if let [before, after] = pair
                    && before.end() > after.start()
                {
                    found.warning(&path, format!("{before} 与 {after} 重叠，或没有按先后排列"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice};
    use serde_json::{Value, json};

    /// The findings after setting one field, given by its pointer.
    fn after(pointer: &str, new: Value) -> Vec<String> {
        let mut value = notice();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        value.pointer_mut(parent).unwrap()[field] = new;
        found(&value)
    }

    #[test]
    fn a_division_is_no_notice() {
        let wrong = ["error /schedule/slots/0/certainty"];
        assert_eq!(after("/schedule/slots/0/certainty", json!("divided")), wrong);
        // A part that no notice has: told as such.
        assert_eq!(after("/schedule/slots/0/divided", json!("学院安排")).len(), 1);
    }

    #[test]
    fn times_that_cannot_be() {
        let chained = |first: &str, each: u16, position: u16| {
            json!({ "chained": { "date": "2026-04-15", "first": first, "each": each,
                "position": position } })
        };
        let when = "/schedule/slots/2/when";
        let wrong = [format!("error {when}")];
        assert_eq!(after(when, chained("14:30", 15, 0)), wrong);
        assert_eq!(after(when, chained("14:30", 0, 1)), wrong);
        assert_eq!(after(when, chained("23:30", 15, 9)), wrong);
        assert!(after(when, chained("14:30", 15, 9)).is_empty());
        let period = |first: u8, last: u8| json!({ "period": { "date": "2026-04-15", "first": first, "last": last } });
        assert_eq!(after(when, period(5, 3)), wrong);
        assert!(after(when, period(3, 5)).is_empty());
        assert_eq!(after(when, json!({ "week": { "week": 0 } })), wrong);
        assert_eq!(
            after("/schedule/slots/0/assemble", json!("14:15")),
            ["error /schedule/slots/0/assemble"]
        );
        assert!(after("/schedule/slots/0/assemble", json!("14:00")).is_empty());
        // The rule says ten minutes.
        assert_eq!(
            after("/schedule/slots/0/assemble", json!("13:50")),
            ["warning /schedule/slots/0/assemble"]
        );
    }

    #[test]
    fn numbers_that_cannot_be() {
        for (pointer, new) in [
            ("/revision", json!(0)),
            ("/places/0/groups", json!(0)),
            ("/schedule/slots/0/exempt", json!(41)),
            ("/schedule/slots/0/exempt", json!(0)),
            ("/schedule/slots/0/round", json!(0)),
        ] {
            let error = format!("error {pointer}");
            assert!(after(pointer, new).contains(&error), "{pointer}");
        }
        assert!(after("/schedule/slots/0/exempt", json!(2)).is_empty());
        assert_eq!(after("/schedule/slots/0/heads", json!(0)), ["warning /schedule/slots/0/heads"]);
        assert_eq!(after("/arrival/minutes_before", json!(0)), ["warning /arrival/minutes_before"]);
        assert_eq!(after("/schedule/drift", json!(0)), ["warning /schedule/drift"]);
        assert_eq!(
            after("/code", json!({ "attempts_per_day": 0 })),
            ["error /code/attempts_per_day"]
        );
    }

    #[test]
    fn amounts_are_in_fen() {
        assert_eq!(after("/fee", json!({ "fen": 15 })), ["error /fee/fen"]);
        assert_eq!(after("/fee", json!({ "fen": 0 })), ["warning /fee/fen"]);
        assert_eq!(after("/fee", json!({ "fen": 150_000 })), ["warning /fee/fen"]);
        assert!(after("/fee", json!({ "fen": 1350 })).is_empty());
    }

    #[test]
    fn the_notice_s_own_days_are_in_order() {
        assert_eq!(after("/checked", json!("2026-04-01")), ["error /checked"]);
        let postponed = |on: &str| json!({ "postponed": { "on": on, "says": "延期" } });
        assert_eq!(after("/standing", postponed("2026-04-01")), ["error /standing"]);
        assert_eq!(after("/standing", postponed("2026-04-10")), ["error /standing"]);
        assert!(after("/standing", postponed("2026-04-03")).is_empty());
        let mut value = notice();
        value["issued"] = json!("2026-04-18");
        value["checked"] = json!("2026-04-18");
        assert_eq!(found(&value), ["warning /issued"]);
    }

    #[test]
    fn what_comes_before_and_after_the_capture() {
        assert_eq!(after("/code", json!({ "lead": { "days_before": 0 } })), ["error /code/lead"]);
        assert_eq!(
            after("/code", json!({ "lead": { "before": "2026-04-18" } })),
            ["error /code/lead"]
        );
        assert!(after("/code", json!({ "lead": { "before": "2026-04-15" } })).is_empty());
        let window = |window: Value| after("/verification", json!({ "window": window }));
        let wrong = ["error /verification/window"];
        assert_eq!(window(json!({ "month": { "year": 2026, "month": 13 } })), wrong);
        assert_eq!(window(json!({ "month": { "year": 2026, "month": 3 } })), wrong);
        assert_eq!(window(json!({ "after_capture": { "days": 0 } })), wrong);
        assert_eq!(window(json!({ "until": "2026-04-01" })), wrong);
        assert!(window(json!({ "month": { "year": 2026, "month": 9 } })).is_empty());
        assert!(window(json!({ "after_capture": { "days": 40 } })).is_empty());
        assert_eq!(
            after(
                "/verification",
                json!({ "window": { "until": "2026-08-01" }, "hard_end": "2026-07-01" })
            ),
            ["warning /verification/hard_end"]
        );
    }

    #[test]
    fn nothing_is_made_up_for_before_the_capture() {
        let make_up = |until: &str| json!([{ "title": "补拍", "mode": "make_up", "until": until, "says": "补拍" }]);
        assert_eq!(after("/make_ups", make_up("2026-04-14")), ["error /make_ups/0/until"]);
        assert!(after("/make_ups", make_up("2026-04-15")).is_empty());
    }

    #[test]
    fn make_up_sessions_end_after_they_start() {
        let make_up = |until: &str, spans: Value| {
            json!([{ "title": "补拍", "mode": "make_up", "from": "2026-05-01", "until": until,
                "hours": [{ "days": "工作日", "spans": spans }], "says": "补拍" }])
        };
        let spans = json!(["09:00-11:40", "13:00-17:40"]);
        assert_eq!(after("/make_ups", make_up("2026-04-30", spans.clone())), ["error /make_ups/0"]);
        assert!(after("/make_ups", make_up("2026-05-31", spans)).is_empty());
        assert_eq!(
            after("/make_ups", make_up("2026-05-31", json!([]))),
            ["warning /make_ups/0/hours/0"]
        );
        assert_eq!(
            after("/make_ups", make_up("2026-05-31", json!(["13:00-17:40", "09:00-11:40"]))),
            ["warning /make_ups/0/hours/0"]
        );
    }
}
