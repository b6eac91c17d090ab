//! The student's own deadlines, and the check on 学信网. Both as `tucai_way` works them out.

use chrono::{NaiveDate, NaiveTime};
use tucai_notice::Notice;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{Line, Mark};
use tucai_notice::slot::Certainty;
use tucai_notice::time::{Day, Days, Moment};
use tucai_notice::words;
use tucai_way::due::{Basis, Due};
use tucai_way::steps::{self, Captured, Known, State, StepKind, Ticks};
use tucai_way::verify;

use crate::entry::{Alarm, Entry, Hold, Times};

/// Eight in the evening before a day, counted from its midnight.
pub(crate) const EVENING: i64 = -4 * 60;
/// Nine in the morning.
pub(crate) const MORNING: i64 = 9 * 60;
/// Minutes of a day.
pub(crate) const DAY: i64 = 24 * 60;

/// A moment before anything is over: a calendar holds all of it, whenever it is asked for.
pub(crate) fn before_all() -> Moment {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN)
}

/// What the student has to have done by a day, and the days of the check; of whoever answered 拍过了吗,
/// what is left of it. `is_entered` tells the seats that have an entry of their own.
pub fn entries(
    notice: &Notice,
    seats: &[Seat<'_>],
    captured: Option<Captured>,
    is_entered: impl Fn(&Seat<'_>) -> bool,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let known = Known { ticks: Ticks { captured, ..Ticks::default() }, ..Known::default() };
    for step in steps::way(notice, seats, &known, before_all()).steps {
        // The session itself is a seat; a make-up is for those who missed it, not for everybody; the
        // check is below, with its first day too.
        let is_own = matches!(
            step.kind,
            StepKind::Gate | StepKind::Fee | StepKind::Code | StepKind::Task | StepKind::Prepare
        ) && step.state != State::Over;
        // What is due when the session starts is said by the seat, and reminded of the evening before.
        let with_seat = |due: &Due| {
            seats.iter().filter(|seat| is_entered(seat)).any(|seat| {
                seat.starts().is_some_and(|start| Day::of(start) == due.day && due.by <= start)
            })
        };
        if let Some(due) = step.due.filter(|due| is_own && !with_seat(due)) {
            entries.extend(deadline(&step.id.0, &due, &crate::name(seats)));
        }
    }
    // Without a picture there is nothing to check.
    if captured != Some(Captured::No) {
        entries.extend(check(notice, seats, captured));
    }
    entries
}

fn deadline(id: &str, due: &Due, unit: &str) -> Option<Entry> {
    let mut brief = vec![due.words.clone()];
    brief.extend(due.how.clone());
    let what = &due.what;
    let midnight = due.day.date().and_time(NaiveTime::MIN);
    let by = (due.by - midnight).num_minutes();
    // What is due at an hour is not reminded of after it.
    let on_the_day = if by < DAY { (by - 2 * 60).max(0) } else { MORNING };
    Some(Entry {
        key: id.to_owned(),
        title: format!("最后一天：{what}（图像采集：{unit}）"),
        certainty: basis(due.basis),
        times: Times::Days(Days::new(due.day, due.day)?),
        place: None,
        brief,
        more: due.says.iter().map(|says| format!("原通知：{says}")).collect(),
        hold: if due.basis == Basis::Notice { Hold::Sure } else { Hold::Unsure },
        free: true,
        alarms: vec![
            Alarm { key: "morning", after: on_the_day, text: format!("最晚今天：{what}") },
            Alarm { key: "evening", after: EVENING, text: format!("最晚明天：{what}") },
        ],
    })
}

/// The window of the check, where its days are known or can be worked out from what the notice says.
fn check(notice: &Notice, seats: &[Seat<'_>], captured: Option<Captured>) -> Option<Entry> {
    let check = verify::check(notice, seats, captured, before_all());
    if check.basis == Basis::General {
        return None;
    }
    let first = check.first.or(check.last)?;
    let days = Days::new(first, check.last.unwrap_or(first))?;
    let unit = crate::name(seats);
    let what = "登录学信网核对照片和信息";
    let mut alarms =
        vec![Alarm { key: "morning", after: MORNING, text: format!("今天起可以{what}") }];
    let worked_out = check.basis == Basis::WorkedOut;
    let length = days.first().days_until(days.last());
    if length >= 3 {
        let after = (length - 1) * DAY + MORNING;
        let text = if worked_out {
            format!("按通知推算，明天是最后一天：{what}")
        } else {
            format!("明天截止：{what}")
        };
        alarms.push(Alarm { key: "last", after, text });
    }
    let mut brief = vec![check.words.clone()];
    brief.extend(check.notes.iter().map(line));
    brief.extend(check.must_confirm.then(|| "确认后本次采集才生效".to_owned()));
    let said = check.lines.iter().filter(|line| line.mark != Mark::Gap);
    let mut more: Vec<String> = said.map(line).collect();
    more.extend(check.hard_end.map(|day| format!("{}起不能再更改", words::day_plain(day))));
    Some(Entry {
        key: "confirm".to_owned(),
        title: format!("{what}：{unit}"),
        certainty: basis(check.basis),
        times: Times::Days(days),
        place: None,
        brief,
        more,
        hold: if check.basis == Basis::Notice { Hold::Sure } else { Hold::Unsure },
        free: true,
        alarms,
    })
}

/// What is not the notice's own word, as a label and as a sentence.
pub(crate) fn basis(basis: Basis) -> Option<(String, String)> {
    let label = words::certainty_label(Certainty::Estimated);
    (basis != Basis::Notice).then(|| (label.to_owned(), basis.label().to_owned()))
}

pub(crate) fn line(line: &Line) -> String {
    if line.label.is_empty() {
        line.text.clone()
    } else {
        format!("{}：{}", line.label, line.text)
    }
}
