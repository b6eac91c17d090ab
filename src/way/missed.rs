//! The ways of those who missed the session or cannot come.

use chrono::Datelike;
use tucai_notice::after::{Hours, MakeUp};
use tucai_notice::fee::Mode;
use tucai_notice::notice::GapAbout;
use tucai_notice::seat::{self, Seat};
use tucai_notice::sheet::{Line, Mark, Tab};
use tucai_notice::slot::{Slot, SlotKind, UnitKind};
use tucai_notice::time::{Day, Moment, Span, weekday_name};
use tucai_notice::{Notice, words};

use crate::own::{self, Own, end_of, line, said};
use crate::verify::Phase;
use crate::{general, holidays};

/// Open on working days.
const WORKING: &str = "工作日";

/// A row of an opening table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day: 周二; or the notice's words where they name no weekdays (2025.11.7).
    pub day: String,
    /// The hours; none means closed.
    pub spans: Vec<Span>,
    /// Whether `now` is on such a day.
    pub today: bool,
}

/// One way to a make-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// What it is.
    pub title: String,
    /// On site, online or a make-up place.
    pub mode: Mode,
    /// Who may use it, where that is not everybody.
    pub who: Option<String>,
    /// Where it stands.
    pub phase: Phase,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// When it closes for the last time: the end of the last opening hours up to the last day, else the
    /// end of that day. None where no last day is known.
    pub closes: Option<Moment>,
    /// The days in words; none where the notice gives none.
    pub days: Option<String>,
    /// Where: the name of the place.
    pub place: Option<String>,
    /// How to find it.
    pub way: Option<String>,
    /// The opening table: all seven weekdays where the notice's words can be read so.
    pub table: Vec<Row>,
    /// The opening hours in the notice's words: `周二至周六 09:00–11:40，13:00–17:40`.
    pub hours: Vec<String>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Fee, attempts, time to answer, what to hand in, what is checked, what is in doubt.
    pub lines: Vec<Line>,
    /// The notice's own words.
    pub says: String,
}

/// What there is for those who missed it or cannot come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missed {
    /// The ways, those that are open first, those that are over last.
    pub ways: Vec<Chance>,
    /// What the notice says of clashes and absence.
    pub absence: Vec<Line>,
    /// What the notice leaves open about it; says so where it has no way at all.
    pub gaps: Vec<Line>,
    /// Whom to ask: contacts that the notice gives to students, the counselor and college in the row.
    pub ask: Vec<Line>,
}

/// Works it out for a student with these seats. Empty where the notice does not hold any more.
pub fn missed(notice: &Notice, seats: &[Seat<'_>], now: Moment) -> Missed {
    let own = Own::new(notice, seats);
    if words::standing(&notice.standing).is_some() {
        return Missed { ask: ask(&own), ..Missed::default() };
    }
    let make_ups = notice.make_ups.iter().filter(|one| own.concerns(one.audience.as_ref()));
    let mut ways: Vec<Chance> = make_ups.map(|one| chance(&own, one, now)).collect();
    for slot in notice.schedule.slots.iter().filter(|slot| for_stragglers(&own, slot)) {
        let day = slot.when.days().map(tucai_notice::time::Days::first);
        if day.is_none() || ways.iter().all(|way| way.from != day) {
            ways.push(of_slot(notice, slot, now));
        }
    }
    ways.sort_by_key(|way| match way.phase {
        Phase::Open(_) => 0,
        Phase::Ahead(_) => 1,
        Phase::Unknown => 2,
        Phase::Over => 3,
    });
    // A gap names no audience; what is open about an online way of others is none of this student's.
    let online = |one: &MakeUp| one.mode == Mode::Online;
    let others =
        notice.make_ups.iter().any(online) && ways.iter().all(|way| way.mode != Mode::Online);
    let gaps = notice
        .gaps
        .iter()
        .filter(|gap| gap.about == GapAbout::MakeUp && !(others && gap.text.contains("线上")));
    let mut gaps: Vec<Line> = gaps.map(|gap| line(Mark::Gap, "", gap.text.clone())).collect();
    if ways.is_empty() && gaps.is_empty() {
        gaps.push(line(Mark::Gap, "", "通知没有写补拍安排，请尽早问学院。"));
    }
    Missed { ways, absence: own.section(Tab::Plan, "conflicts"), gaps, ask: ask(&own) }
}

fn chance(own: &Own<'_>, one: &MakeUp, now: Moment) -> Chance {
    let notice = own.notice;
    let place = one.place.as_ref().and_then(|id| notice.place(id));
    let mut lines = Vec::new();
    let mut add = |label: &str, text: Option<String>| {
        lines.extend(text.map(|text| line(Mark::Plain, label, text)));
    };
    let route = notice.fee.routes.iter().find(|route| {
        route.mode == Some(one.mode)
            && one.mode != Mode::OnSite
            && own.concerns(route.audience.as_ref())
    });
    let fee = one.fen.map(words::yuan).or_else(|| route.map(words::fee_route));
    let silent = fee.is_none() && notice.fee.fen.is_some();
    add("费用", fee);
    add("次数", one.attempts.map(|count| format!("最多{count}次，交之前先自检")));
    add("答复", one.reply_days.map(|days| format!("被退回后{days}天内要重新提交")));
    if silent {
        lines.push(line(Mark::Gap, "费用", "通知没有写这样拍收多少"));
    }
    lines.extend(one.hours.iter().filter_map(|hours| unusual(hours, now)));
    lines.extend(points(own, one));
    let closes = closes(&one.hours, one.from, one.until);
    Chance {
        title: one.title.clone(),
        mode: one.mode,
        who: one.who.clone(),
        phase: phase(one.from, one.until, closes, now),
        from: one.from,
        until: one.until,
        closes,
        days: words::open_days(one.from, one.until),
        place: place.map(|place| place.name.clone()),
        way: place.and_then(|place| place.way.clone()),
        table: table(&one.hours, one.from == one.until && one.from == Some(Day::of(now)), now),
        hours: one.hours.iter().map(in_words).collect(),
        phones: one.phones.clone(),
        lines,
        says: one.says.clone(),
    }
}

/// What is said of a make-up besides, as the page's own section says it.
fn points(own: &Own<'_>, one: &MakeUp) -> Vec<Line> {
    let alone = Notice {
        audiences: own.notice.audiences.clone(),
        places: own.notice.places.clone(),
        absence: one.points.clone(),
        ..Notice::default()
    };
    Own::new(&alone, own.seats).section(Tab::Plan, "conflicts")
}

/// Whether a slot of the schedule is a make-up session for this student.
fn for_stragglers(own: &Own<'_>, slot: &Slot) -> bool {
    let mine =
        |name: &str| own.seats.iter().any(|seat| seat.name == name || seat.college() == Some(name));
    slot.kind == SlotKind::MakeUp
        && own.concerns(slot.audience.as_ref())
        && (slot.units.is_empty()
            || slot.units.iter().any(|it| it.kind == UnitKind::CatchAll || mine(&it.name)))
}

fn of_slot(notice: &Notice, slot: &Slot, now: Moment) -> Chance {
    let place = slot.place.as_ref().and_then(|id| notice.place(id));
    let (first, last) = match slot.when.days() {
        Some(days) => (Some(days.first()), Some(days.last())),
        None => (None, None),
    };
    let end = slot.when.clock().1;
    let closes = last.map(|last| end.map_or_else(|| end_of(last), |end| last.at(end)));
    let note = slot.note.iter().map(|note| line(Mark::Plain, "备注", note.clone()));
    let doubt = slot.doubt.iter().map(|doubt| line(Mark::Unsure, "", doubt.clone()));
    Chance {
        title: seat::label(slot),
        mode: Mode::MakeUp,
        who: None,
        phase: phase(first, last, closes, now),
        from: first,
        until: last,
        closes,
        days: Some(words::slot_line(slot)),
        place: place.map(|place| place.name.clone()),
        way: place.and_then(|place| place.way.clone()),
        table: match slot.when.clock() {
            (Some(start), Some(end)) => vec![Row {
                day: words::slot_day(&slot.when),
                spans: Span::new(start, end).into_iter().collect(),
                today: first == Some(Day::of(now)),
            }],
            _ => Vec::new(),
        },
        hours: Vec::new(),
        phones: Vec::new(),
        lines: note.chain(doubt).collect(),
        says: slot.says.clone(),
    }
}

/// Where a way stands: once it has closed for the last time it is over, whatever is left of the day.
fn phase(from: Option<Day>, until: Option<Day>, closes: Option<Moment>, now: Moment) -> Phase {
    if closes.is_some_and(|closes| now >= closes) {
        return Phase::Over;
    }
    Phase::of(from, until, now)
}

/// When opening hours end for the last time on a day from `from` to `until`; the end of the last day
/// where they cannot be read or name no day in it.
fn closes(hours: &[Hours], from: Option<Day>, until: Option<Day>) -> Option<Moment> {
    let until = until?;
    // What is open on one day alone names it in words of its own (2025.11.7).
    let open = |one: &Hours, day: Day| match weekdays(&one.days) {
        Some(days) => {
            let weekday = day.date().weekday().num_days_from_monday();
            let named = usize::try_from(weekday).is_ok_and(|at| days.get(at) == Some(&true));
            // A weekend day that is worked instead is not counted on: whether they open is to be asked.
            Some(named && (one.days != WORKING || holidays::is_working(day)))
        }
        None => (from == Some(until)).then_some(true),
    };
    let last = |day: Day| -> Option<Option<Moment>> {
        let mut end = None;
        for one in hours {
            if open(one, day)? {
                end = one.spans.iter().map(|span| day.at(span.end())).max().max(end);
            }
        }
        Some(end)
    };
    // The longest holidays are shorter than three weeks.
    let days = (0..21).map_while(|back| own::before(until, back));
    let days = days.take_while(|&day| from.is_none_or(|from| day >= from));
    let found: Option<Vec<Option<Moment>>> = days.map(last).collect();
    found.and_then(|ends| ends.into_iter().flatten().max()).or_else(|| Some(end_of(until)))
}

fn in_words(hours: &Hours) -> String {
    let spans: Vec<String> = hours.spans.iter().map(|&span| words::span(span)).collect();
    format!("{} {}", hours.days, spans.join("，"))
}

/// The opening table. `its_day` is set where the way is open on one day alone, and that is today.
fn table(hours: &[Hours], its_day: bool, now: Moment) -> Vec<Row> {
    let read: Option<Vec<([bool; 7], &Hours)>> =
        hours.iter().map(|one| Some((weekdays(&one.days)?, one))).collect();
    let Some(read) = read.filter(|read| !read.is_empty()) else {
        let row =
            |one: &Hours| Row { day: one.days.clone(), spans: one.spans.clone(), today: its_day };
        return hours.iter().map(row).collect();
    };
    let today = now.weekday().num_days_from_monday();
    (0..7u32)
        .map(|day| {
            let open =
                |days: &[bool; 7]| usize::try_from(day).is_ok_and(|at| days.get(at) == Some(&true));
            let spans = read.iter().filter(|(days, _)| open(days)).flat_map(|(_, one)| &one.spans);
            Row {
                day: format!("周{}", weekday_name(day + 1)),
                spans: spans.copied().collect(),
                today: day == today,
            }
        })
        .collect()
}

/// The weekdays that the words name, Monday first; none where they name something else besides.
fn weekdays(text: &str) -> Option<[bool; 7]> {
    let text = text.replace("星期", "周").replace("礼拜", "周");
    match text.as_str() {
        WORKING => return Some([true, true, true, true, true, false, false]),
        "周末" | "双休日" => return Some([false, false, false, false, false, true, true]),
        "每天" | "每日" | "天天" => return Some([true; 7]),
        _ => {}
    }
    let mut open = [false; 7];
    let (mut last, mut range): (Option<usize>, bool) = (None, false);
    for char in text.chars() {
        let day = match char {
            '一' => 0,
            '二' => 1,
            '三' => 2,
            '四' => 3,
            '五' => 4,
            '六' => 5,
            '日' | '天' => 6,
            '周' | '、' | '，' | ',' | '和' | ' ' => continue,
            '至' | '到' | '—' | '–' | '-' | '~' | '～' => {
                range = true;
                continue;
            }
            _ => return None,
        };
        let first = if range { last? } else { day };
        open.get_mut(first..=day)?.fill(true);
        (last, range) = (Some(day), false);
    }
    (last.is_some() && !range).then_some(open)
}

/// Where opening on working days meets a holiday, or a weekend day that is worked instead.
fn unusual(hours: &Hours, now: Moment) -> Option<Line> {
    let today = Day::of(now);
    let calendar = holidays::calendar(today.date().year());
    let weekday = today.date().weekday().num_days_from_monday() < 5;
    let swapped =
        hours.days == WORKING && calendar.is_some() && holidays::is_working(today) != weekday;
    let what = if weekday { "放假" } else { "调休上班" };
    let text = format!("今天按国务院办公厅的安排{what}，开不开门请先打电话问");
    swapped.then(|| line(Mark::Unsure, "", text))
}

/// Whom to ask: contacts that the notice gives to students, then the counselor and the college of the
/// row, then nobody in particular.
fn ask(own: &Own<'_>) -> Vec<Line> {
    let contacts = own.section(Tab::Plan, "contacts").into_iter();
    let mut ask: Vec<Line> =
        contacts.filter(|line| !matches!(line.mark, Mark::Theirs | Mark::Gap)).collect();
    let mut add = |label: &str, name: Option<&str>| {
        let name = name.filter(|name| ask.iter().all(|line| line.text != *name));
        ask.extend(name.map(|name| line(Mark::Plain, label, name)));
    };
    for seat in own.seats {
        add("辅导员", seat.slot.counselor.as_deref());
        add("学院", seat.college());
    }
    if ask.is_empty() {
        ask.push(line(Mark::Plain, "", "通知没有写学生可以联系谁，请问辅导员或所在学院。"));
    }
    ask
}

/// The question 学信网上已有学历照片吗, before a make-up or a second session: a second capture does harm.
/// Lines of the general procedure; its sources are in [`general::part`] `already`.
pub fn already() -> Vec<Line> {
    let said = general::part("already").map(|part| part.said).unwrap_or_default();
    said.iter().map(general::Said::line).collect()
}

/// Students of the unit who need not come, as the notice counts them, and whom to ask. Empty where
/// it counts none.
pub fn exempt(notice: &Notice, seats: &[Seat<'_>]) -> Vec<Line> {
    let text = |seat: &Seat<'_>| {
        let count = seat.slot.exempt.filter(|&count| count > 0)?;
        let whom = seat.slot.counselor.as_deref().unwrap_or_default();
        let unit = &seat.name;
        let text = format!(
            "通知写明，{unit}有{count}人本次不用参加。名单不在这里，是不是你，请问辅导员{whom}。"
        );
        let about = format!("{count}人");
        let says = notice.excluded.iter().map(|one| &one.says).find(|says| says.contains(&about));
        Some(said(line(Mark::Plain, "", text), says))
    };
    seats.iter().filter_map(text).collect()
}
