//! Texts that say what changed, and nothing else.

use tucai_notice::Notice;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{Line, Mark};
use tucai_notice::time::{Clock, Day};
use tucai_notice::words;
use tucai_way::facts::{Difference, What};
use tucai_way::general;
use tucai_way::missed::{self, Chance, Missed};

use crate::text::{About, before_all, common, head, place, void, ways};

/// The label that a way's fee has.
const FEE: &str = "费用";

/// The text that a notice was republished: what is different for a class or for a whole list, as
/// [`tucai_way::facts::differences`] finds it. `whose` is what the class or the list is called. Empty
/// without a difference.
#[must_use]
pub fn revised(notice: &Notice, whose: &str, differences: &[Difference], link: &str) -> String {
    if differences.is_empty() {
        return String::new();
    }
    let mut lines = vec![head("有变动", whose)];
    if let Some(void) = void(notice) {
        // No other time holds either.
        lines.extend(void);
        lines.extend([words::source(notice), link.to_owned()]);
        return lines.join("\n");
    }
    if let Some(back) = differences.iter().find(|it| it.what == What::Standing) {
        lines.push(format!("通知恢复有效（原来是：{}）", back.was));
    }
    let mut unit = whose;
    for difference in differences.iter().filter(|it| it.what != What::Standing) {
        if difference.unit != unit {
            unit = &difference.unit;
            lines.push(String::new());
            lines.push(unit.to_owned());
        }
        lines.push(differs(difference));
    }
    lines.push("这里没有写到的时间和地点不变".to_owned());
    lines.push(words::source(notice));
    lines.push(link.to_owned());
    lines.join("\n")
}

/// `日期：原 4月15日(周三)，现 4月16日(周四)`.
fn differs(difference: &Difference) -> String {
    let label = difference.what.name();
    let of =
        if difference.of.is_empty() { String::new() } else { format!("（{}）", difference.of) };
    let (was, now) = (&difference.was, &difference.now);
    match difference.what {
        What::Added => format!("{label}：{now}"),
        What::Removed => format!("{label}：{was}"),
        _ => format!("{label}{of}：原 {was}，现 {now}"),
    }
}

/// Where a counselor moved a class to. What is absent stays as announced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The new day.
    pub day: Option<Day>,
    /// The new start.
    pub start: Option<Clock>,
    /// The new end; only told together with a start.
    pub end: Option<Clock>,
    /// The new assembly time; else it is worked out from the notice's arrival rule.
    pub assemble: Option<Clock>,
    /// The new place, in the counselor's words.
    pub place: Option<String>,
}

/// The text that a class was moved: what was, what is now, in whose words. Empty where nothing
/// is changed by it.
#[must_use]
pub fn moved(notice: &Notice, seat: &Seat<'_>, to: &Moved, link: &str) -> String {
    let Some(changes) = changes(seat, to) else {
        return String::new();
    };
    let mut lines = vec![head("时间地点调整", &seat.called())];
    lines.extend(void(notice).into_iter().flatten());
    lines.extend(changes);
    lines.push("这次调整由老师发出，不在学校的通知里；链接里仍是通知原来的安排".to_owned());
    lines.push(format!("原安排{}", words::source(notice)));
    lines.push(link.to_owned());
    lines.join("\n")
}

/// A line for each of day, time, assembly and place; none where all of them stay.
fn changes(seat: &Seat<'_>, to: &Moved) -> Option<Vec<String>> {
    let when = &seat.slot.when;
    let mut lines = Vec::new();
    let mut any = false;
    let mut tell = |label: &str, was: Option<String>, now: Option<String>| {
        let now = now.filter(|now| !now.is_empty() && was.as_ref() != Some(now));
        any |= now.is_some();
        lines.extend(match (was, now) {
            (Some(was), Some(now)) => Some(format!("{label}：原 {was}，现 {now}")),
            (None, Some(now)) => Some(format!("{label}：{now}")),
            (Some(was), None) => Some(format!("{label}：{was}（不变）")),
            (None, None) => None,
        });
    };
    let day = when.day().map(words::day_full).or_else(|| when.days().map(words::days_full));
    // With the year: a slip of it, or a day long past, is seen before it is sent.
    tell("日期", day, to.day.map(words::day_full));
    let time = match (to.start, to.end) {
        (Some(start), Some(end)) if end > start => Some(format!("{start}–{end}")),
        (Some(start), _) => Some(format!("{start}开始")),
        (None, _) => None,
    };
    tell("时间", Some(words::slot_time(when)), time);
    let worked_out =
        || Some(to.start?.earlier(seat.minutes_before()?)).filter(|_| to.assemble.is_none());
    let assemble = match (to.assemble, worked_out(), seat.minutes_before()) {
        (Some(clock), ..) => Some(clock.to_string()),
        (None, Some(clock), Some(minutes)) if seat.assemble() != Some(clock) => {
            Some(format!("{clock}（按通知，提前{minutes}分钟）"))
        }
        _ => None,
    };
    // A printed assembly time says nothing of another start.
    let unknown = to.start.is_some() && assemble.is_none() && seat.minutes_before().is_none();
    let was = seat.assemble().map(|clock| clock.to_string());
    // The minutes before each class's own time, not before the window.
    let before = seat.minutes_before().filter(|_| was.is_none() && to.assemble.is_none());
    match was {
        None if before.is_some() => {}
        Some(was) if unknown => tell("集合", Some(was), Some("请问老师".to_owned())),
        was => tell("集合", was, assemble),
    }
    if let Some(minutes) = before {
        tell("集合", Some(format!("比班级的时间提前{minutes}分钟")), None);
    }
    tell("地点", place(seat), to.place.as_deref().map(str::trim).map(str::to_owned));
    any.then_some(lines)
}

/// The text for those of a class who were absent: the ways to a make-up that the notice names, or,
/// where it names none, that it does not, and whom to ask. It names no student.
#[must_use]
pub fn absent(notice: &Notice, seats: &[Seat<'_>], link: &str) -> String {
    if seats.is_empty() {
        return String::new();
    }
    let missed = missed::missed(notice, seats, before_all());
    let mut lines = vec![head("没有拍到的同学", &common(seats))];
    match void(notice) {
        Some(void) => lines.extend(void),
        None if missed.ways.is_empty() => {}
        None => lines.push("通知写了这些补拍办法：".to_owned()),
    }
    let several = missed.ways.len() > 1;
    for (at, way) in missed.ways.iter().enumerate() {
        let number = if several { format!("{}. ", at + 1) } else { String::new() };
        lines.push(format!("{number}{}", way.title));
        chance(notice, seats, way, &mut lines);
    }
    lines.extend(others(notice, &missed));
    lines.extend(missed.gaps.iter().map(|line| line.text.clone()));
    if let Some(refund) = &notice.fee.refund {
        lines.push(format!("退费：{}", refund.text));
    }
    lines.push(asks(&missed));
    if let Some(first) = missed::already().first() {
        lines.push(format!("{}（{}）", first.text.trim_end_matches('。'), general::LABEL));
    }
    lines.push(words::source(notice));
    lines.push(link.to_owned());
    lines.join("\n")
}

/// What else the notice allows to those who could not come, said neither by a way nor by the refund.
fn others(notice: &Notice, missed: &Missed) -> Vec<String> {
    let refund = notice.fee.refund.as_ref().and_then(|refund| refund.says.as_deref());
    let is_new = |line: &&Line| {
        !matches!(line.mark, Mark::Do | Mark::Dont)
            && (refund.is_none() || line.says.as_deref() != refund)
    };
    ways::besides(missed).filter(is_new).map(plain).collect()
}

fn chance(notice: &Notice, seats: &[Seat<'_>], way: &Chance, lines: &mut Vec<String>) {
    let mut add = |label: &str, text: Option<&str>| {
        lines.extend(text.map(|text| format!("{label}：{text}")));
    };
    let (days, hours) = ways::when(way);
    add("谁可以", way.who.as_deref());
    add("时间", days.as_deref());
    add("开放", hours.as_deref());
    add("地点", way.place.as_deref());
    add("怎么走", way.way.as_deref());
    add("电话", Some(way.phones.join("、").as_str()).filter(|phones| !phones.is_empty()));
    // That a fee is not known is said where the notice leaves it open, not where it only says nothing
    // new: a make-up of the session itself costs what the session costs.
    let of_the_session = ways::is_of_the_session(notice, way);
    let is_open = !of_the_session && ways::fee_is_open(notice, way);
    let is_priced = way.lines.iter().any(|line| line.label == FEE && line.mark != Mark::Gap);
    if of_the_session && !is_priced {
        lines.push(About::new(notice, seats).fee().to_string());
    }
    let fits = |line: &&Line| match line.mark {
        Mark::Theirs => false,
        Mark::Gap if line.label == FEE => is_open,
        _ => true,
    };
    lines.extend(way.lines.iter().filter(fits).map(plain));
}

/// Whom to ask: contacts of the notice that help after the session and that no way names already;
/// else our advice, as such.
fn asks(missed: &Missed) -> String {
    let is_row = |line: &&Line| matches!(line.label.as_str(), "" | "辅导员" | "学院");
    let is_said = |line: &Line| {
        missed.ways.iter().any(|way| {
            let by_phone = line.phones.iter().any(|phone| way.phones.contains(phone));
            by_phone || way.lines.iter().any(|other| other.text.contains(&line.text))
        })
    };
    let contacts = missed.ask.iter().filter(|line| !is_row(line) && !line.label.contains("现场"));
    let (said, new): (Vec<&Line>, Vec<&Line>) = contacts.partition(|line| is_said(line));
    let rows: Vec<&Line> =
        missed.ask.iter().filter(|line| is_row(line) && !line.label.is_empty()).collect();
    if new.is_empty() {
        let mut whom: Vec<String> = rows
            .iter()
            .map(|line| match line.label.as_str() {
                "辅导员" => format!("辅导员{}", line.text),
                _ => line.text.clone(),
            })
            .collect();
        if whom.is_empty() {
            whom.push("辅导员或学院".to_owned());
        }
        let what = if said.is_empty() { "没拍到该问谁" } else { "其他事该问谁" };
        return format!("{what}，通知没有写，可先问{}", whom.join("、"));
    }
    let all: Vec<String> = new
        .into_iter()
        .chain(rows)
        .map(|line| {
            let phones = line.phones.join("、");
            let parts = [line.text.as_str(), &phones].into_iter().filter(|part| !part.is_empty());
            format!("{} {}", line.label, parts.collect::<Vec<_>>().join("，"))
        })
        .collect();
    format!("有问题请问：{}", all.join("；"))
}

fn plain(line: &Line) -> String {
    if line.label.is_empty() {
        line.text.clone()
    } else {
        format!("{}：{}", line.label, line.text)
    }
}
