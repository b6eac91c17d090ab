//! The ways of those who cannot come or were absent, as a text says them.

use chrono::Datelike;
use tucai_notice::fee::Mode;
use tucai_notice::notice::GapAbout;
use tucai_notice::sheet::{Line, Mark};
use tucai_notice::slot::SlotKind;
use tucai_notice::time::{Day, Span, weekday_name};
use tucai_notice::{Notice, words};
use tucai_way::missed::{Chance, Missed};

/// What the notice allows besides the ways: its points about absence that no way says already.
pub(crate) fn besides(missed: &Missed) -> impl Iterator<Item = &Line> {
    let is_new = |line: &&Line| {
        let says = line.says.as_deref().unwrap_or_default();
        !matches!(line.mark, Mark::Theirs | Mark::Gap)
            && missed.ways.iter().all(|way| !says.contains(&way.says) && !way.says.contains(says))
    };
    missed.absence.iter().filter(is_new)
}

/// When it is open: `2025年11月7日(周五)15:30–17:00` of one day, else the days and the hours.
pub(crate) fn when(way: &Chance) -> (Option<String>, Option<String>) {
    if let (Some(day), Some(spans)) = (way.from.filter(|_| way.from == way.until), its_hours(way)) {
        let spans: Vec<String> = spans.iter().map(|&span| words::span(span)).collect();
        return (Some(words::day_full(day) + &spans.join("，")), None);
    }
    let hours = way.hours.join("；");
    let hours = Some(hours).filter(|hours| way.mode != Mode::Online && !hours.is_empty());
    (way.days.clone(), hours)
}

/// The hours of a way of one day.
fn its_hours(way: &Chance) -> Option<&[Span]> {
    let name = format!("周{}", weekday_name(way.from?.date().weekday().number_from_monday()));
    let row = match way.table.as_slice() {
        [row] => Some(row),
        rows => rows.iter().find(|row| row.day == name),
    };
    row.map(|row| row.spans.as_slice()).filter(|spans| !spans.is_empty())
}

/// Whether it is held by the school at the place or in the schedule of the session itself: then
/// its fee is that of the session.
pub(crate) fn is_of_the_session(notice: &Notice, way: &Chance) -> bool {
    notice.schedule.slots.iter().any(|slot| {
        let place = slot.place.as_ref().and_then(|id| notice.place(id)).map(|place| &place.name);
        let first = slot.when.days().map(tucai_notice::time::Days::first);
        let here = place.is_some() && place == way.place.as_ref();
        (way.mode == Mode::OnSite && here)
            || (slot.kind == SlotKind::MakeUp && first.is_some() && first == way.from)
    })
}

/// Whether the notice's own gaps say that the fee of this way is not known.
pub(crate) fn fee_is_open(notice: &Notice, way: &Chance) -> bool {
    let fee = notice.gaps.iter().filter(|gap| gap.about == GapAbout::Fee);
    fee.flat_map(|gap| gap.text.split(['。', '；'])).any(|clause| is_about(clause, way))
}

/// Whether a clause names a way: by four characters of its title in a row, or by what it is.
fn is_about(clause: &str, way: &Chance) -> bool {
    let title: Vec<char> = way.title.chars().collect();
    title.windows(4).any(|part| clause.contains(&part.iter().collect::<String>()))
        || (way.mode == Mode::MakeUp && (clause.contains("补拍") || clause.contains("补照")))
}

/// A way in one line: who, what, until when, when, where, the number to call.
pub(super) fn one_line(way: &Chance) -> String {
    let (days, hours) = when(way);
    let place = way.place.as_deref().map(|place| match place.split_once('，') {
        // The title names it already.
        Some((name, address)) if way.title.contains(name) => address,
        _ => place,
    });
    let phones = way.phones.join("、");
    let phones = if phones.is_empty() { phones } else { format!("电话{phones}") };
    let place = match (place, way.way.as_deref()) {
        (Some(place), Some(way)) => Some(format!("{place}（{way}）")),
        (place, _) => place.map(str::to_owned),
    };
    let parts = [days, hours, place, Some(phones)].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let who = way.who.as_ref().map(|who| format!("{who}：")).unwrap_or_default();
    let stop = if parts.is_empty() { "" } else { "，" };
    [&who, &way.title, stop, &parts.join("，")].concat()
}

/// What has to be known of a way besides, without its days, which [`one_line`] says.
pub(super) fn details(way: &Chance) -> Option<String> {
    let said = |text: &str| {
        let of = |day: Option<Day>| day.map(words::day_short);
        [of(way.from), of(way.until)]
            .into_iter()
            .flatten()
            .any(|day| text.contains(day.trim_end_matches('日')))
    };
    let lines = way.lines.iter().filter(|line| {
        line.label.is_empty() && line.mark != Mark::Theirs && line.mark != Mark::Gap
    });
    let lines: Vec<&str> =
        lines.map(|line| line.text.trim_end_matches('。')).filter(|text| !said(text)).collect();
    (!lines.is_empty()).then(|| lines.join("；"))
}
