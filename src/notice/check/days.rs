//! Days and times against each other: the schedule's dates, the slots, and the notice's own words.

use std::collections::HashSet;

use super::scan::{self, Token, WrittenDay};
use super::texts::{Text, texts};
use super::{Finding, Report, slot_path};
use crate::notice::Notice;
use crate::slot::{Half, Slot, When};
use crate::time::{Clock, Day, Span, weekday_name};

/// Slots on days that the notice does not name.
pub(super) fn slots_in_dates(notice: &Notice, found: &mut Vec<Finding>) {
    let dates = &notice.schedule.dates;
    let slots = &notice.schedule.slots;
    if dates.is_empty() {
        if slots.iter().any(|slot| slot.when.days().is_some()) {
            found.warning("/schedule/dates", "没有填写采集日期，首页和核对都要用到");
        }
        return;
    }
    for (index, slot) in slots.iter().enumerate() {
        let Some(days) = slot.when.days() else {
            continue;
        };
        let outside = |day: &Day| !dates.iter().any(|span| span.contains(*day));
        let Some(day) = [days.first(), days.last()].into_iter().find(outside) else {
            continue;
        };
        found.error(slot_path(index), format!("{day} 不在通知的采集日期之内"));
    }
}

/// Dates that are not in order.
pub(super) fn order_of_dates(notice: &Notice, found: &mut Vec<Finding>) {
    for (index, pair) in notice.schedule.dates.windows(2).enumerate() {
        if let [before, after] = pair
            && before.last() >= after.first()
        {
            found.warning(
                format!("/schedule/dates/{}", index + 1),
                format!("{after} 与前面的 {before} 重叠，或没有按先后排列"),
            );
        }
    }
}

/// A slot's own words that say another day, weekday or time than its data.
pub(super) fn slot_words(notice: &Notice, found: &mut Vec<Finding>) {
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let path = format!("{}/says", slot_path(index));
        let tokens = scan::tokens(&slot.says);
        if let Some(words) = other_day(slot, &tokens)
            .or_else(|| other_weekday(slot, &tokens))
            .or_else(|| other_time(slot, &tokens))
            .or_else(|| other_half(slot))
        {
            found.error(path, words);
        }
    }
}

fn other_day(slot: &Slot, tokens: &[Token]) -> Option<String> {
    let days = slot.when.days()?;
    let written: Vec<Day> = scan::days(tokens)
        .iter()
        .filter_map(|written| resolve(*written, &[days.first(), days.last()]))
        .collect();
    let (first, last) = (*written.iter().min()?, *written.iter().max()?);
    [days.first(), days.last()]
        .into_iter()
        .find(|&day| day < first || last < day)
        .map(|day| format!("原文“{}”里的日期与 {day} 不符", slot.says))
}

fn other_weekday(slot: &Slot, tokens: &[Token]) -> Option<String> {
    let day = slot.when.day()?;
    let weekdays: Vec<char> = scan::weekdays(tokens).into_iter().map(weekday_name).collect();
    (!weekdays.is_empty() && !weekdays.contains(&day.weekday()))
        .then(|| format!("原文“{}”里的星期与 {day}(周{})不符", slot.says, day.weekday()))
}

fn other_time(slot: &Slot, tokens: &[Token]) -> Option<String> {
    let clocks = scan::clocks(tokens);
    let has_span =
        |span: Span| clocks.contains(&(minutes(span.start()), Some(minutes(span.end()))));
    let is_said = match slot.when {
        When::Clock { span, .. } | When::Order { span: Some(span), .. } => {
            !clocks.iter().any(|(_, end)| end.is_some()) || has_span(span)
        }
        When::From { start, .. } => clocks.iter().any(|(said, _)| *said == minutes(start)),
        _ => true,
    };
    (!clocks.is_empty() && !is_said).then(|| format!("原文“{}”里的时间与数据不符", slot.says))
}

fn other_half(slot: &Slot) -> Option<String> {
    let half = half(&slot.when)?;
    let said: Vec<Half> = [Half::Morning, Half::Afternoon, Half::Evening]
        .into_iter()
        .filter(|half| slot.says.contains(half.name()))
        .collect();
    // At noon a notice may say either; several halves are the words of a whole day.
    let noon = slot.when.clock().0 == Some(Clock::NOON);
    let [said] = said.as_slice() else { return None };
    // An evening that starts before six is one all the same.
    let evening = *said == Half::Evening && half == Half::Afternoon;
    (*said != half && !noon && !evening)
        .then(|| format!("原文“{}”里的{}与数据不符", slot.says, said.name()))
}

/// The half of the day in which a slot starts: before noon, before six, later.
pub(super) fn half(when: &When) -> Option<Half> {
    let start = match *when {
        When::HalfDay { half, .. } => return Some(half),
        When::Order { span: Some(span), .. } => span.start(),
        _ => when.clock().0?,
    };
    Some(match start.minutes() / 60 {
        0..12 => Half::Morning,
        12..18 => Half::Afternoon,
        _ => Half::Evening,
    })
}

/// Weekdays right behind a day, anywhere in the notice, that are not that day's.
pub(super) fn weekdays(notice: &Notice, found: &mut Vec<Finding>) {
    let known: Vec<Day> =
        notice.schedule.dates.iter().flat_map(|days| [days.first(), days.last()]).collect();
    // A slot's words may already have been found to be wrong.
    let told: HashSet<String> = found.iter().map(|finding| finding.path.clone()).collect();
    for Text { path, words, .. } in texts(notice) {
        if told.contains(&path) {
            continue;
        }
        for written in scan::days(&scan::tokens(&words)) {
            let (Some(weekday), Some(day)) = (written.weekday, resolve(written, &known)) else {
                continue;
            };
            if weekday_name(weekday) != day.weekday() {
                found.error(
                    &path,
                    format!("{day} 是周{}，不是周{}", day.weekday(), weekday_name(weekday)),
                );
            }
        }
    }
}

/// The day that is written, with the year of the known days where it has none. A day that does not
/// exist, or whose year cannot be told, is none.
fn resolve(written: WrittenDay, known: &[Day]) -> Option<Day> {
    let years: Vec<u32> = known
        .iter()
        .filter_map(|day| day.to_string().get(0..4).and_then(|year| year.parse().ok()))
        .collect();
    let year = match (written.year, years.iter().min(), years.iter().max()) {
        (Some(year), _, _) => year,
        (None, Some(first), Some(last)) if first == last => *first,
        _ => return None,
    };
    format!("{year:04}-{:02}-{:02}", written.month, written.day).parse().ok()
}

fn minutes(clock: Clock) -> u32 {
    u32::from(clock.minutes())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice, words};
    use serde_json::{Value, json};

    fn with_slot(change: &[(&str, Value)]) -> Value {
        let mut value = notice();
        for (field, new) in change {
            value["schedule"]["slots"][0][field] = new.clone();
        }
        value
    }

    #[test]
    fn slots_are_on_the_notice_s_days() {
        let on = |date: &str| json!({ "clock": { "date": date, "span": "14:10-14:30" } });
        let mut value = with_slot(&[("when", on("2026-04-18")), ("says", json!("下午"))]);
        assert_eq!(found(&value), ["error /schedule/slots/0"]);
        // A make-up session too: its day is one of the notice's.
        value["schedule"]["slots"][0]["kind"] = json!("make_up");
        assert_eq!(found(&value), ["error /schedule/slots/0"]);
        value["schedule"]["dates"] = json!([]);
        assert_eq!(found(&value), ["warning /schedule/dates"]);
    }

    #[test]
    fn dates_are_in_order() {
        let mut value = notice();
        value["schedule"]["dates"] = json!(["2026-04-17", "2026-04-15/2026-04-16"]);
        assert_eq!(found(&value), ["warning /schedule/dates/1"]);
    }

    #[test]
    fn words_that_contradict_the_data() {
        for says in [
            "4月16日14:10-14:30",
            "2025.4.15 14:10-14:30",
            "4月15日(周四)14:10-14:30",
            "星期二下午",
            "4月15日14:10—14:40",
            "14:20-14:30",
            "4月15日上午",
            "4月15—16日(周三～周五)",
        ] {
            let value = with_slot(&[("says", json!(says))]);
            let errors: Vec<String> =
                found(&value).into_iter().filter(|f| f.starts_with("error")).collect();
            assert_eq!(errors, ["error /schedule/slots/0/says"], "{says}");
        }
    }

    #[test]
    fn words_that_agree_with_the_data() {
        for says in [
            "4月15日下午14:10-14:30",
            "2026年4月15日(周三)14:10~14:30",
            "4月15—17日(周三～周五)",
            "第八周星期三，14:10至14:30,集合时间：14:00",
            "14:10-14:30",
            "4月15日",
            "14:10开始",
        ] {
            let value = with_slot(&[("says", json!(says))]);
            assert!(
                !found(&value).iter().any(|f| f.starts_with("error")),
                "{says}: {}",
                words(&value, "/schedule/slots/0/says")
            );
        }
    }

    #[test]
    fn weekdays_anywhere_are_those_of_their_days() {
        let mut value = notice();
        value["schedule"]["says"] = json!("2026年4月15日(周三)至4月17日(周六)");
        assert_eq!(found(&value), ["error /schedule/says"]);
        value["schedule"]["says"] = json!("2026年4月15日(周三)至4月17日(周五)");
        assert!(found(&value).is_empty());
        value["deadlines"] = json!([{ "party": "monitor", "what": "交费", "days": "2026-04-10",
            "says": "4月10日(星期四)前" }]);
        assert_eq!(found(&value), ["error /deadlines/0/says"]);
    }
}
