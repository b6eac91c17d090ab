//! What is expected here was counted by hand in the schedules of the notices.

use tucai_notice::Notice;
use tucai_notice::division::{Division, Row, Window};
use tucai_notice::notice::Place;
use tucai_notice::slot::{Schedule, Slot, Unit};

use super::*;

const CQIE: &str = include_str!("../../../public/notices/cqie-2027.json");
const CQUST: &str = include_str!("../../../public/notices/cqust-2026.json");
const HNUST: &str = include_str!("../../../public/notices/hnust-2026.json");

fn rows_of<'a>(notice: &'a Notice, name: &str) -> Vec<Seat<'a>> {
    let its = |slot: &Slot| {
        slot.counselor.as_deref() == Some(name) || slot.college.as_deref() == Some(name)
    };
    let slots = notice.schedule.slots.iter().enumerate().filter(|(_, slot)| its(slot));
    in_order(slots.filter_map(|(at, _)| Seat::row(notice, at)).collect())
}

fn labels(seats: &[&Seat<'_>]) -> Vec<String> {
    seats.iter().map(|seat| seat::label(seat.slot)).collect()
}

/// Those of one sort, as the units in each.
fn same_times(seats: &[Seat<'_>]) -> Vec<Vec<String>> {
    let clashes = clashes(seats);
    let same = clashes.iter().filter_map(|clash| match clash {
        Clash::SameTime { seats } => Some(labels(seats)),
        _ => None,
    });
    same.collect()
}

fn chains(seats: &[Seat<'_>]) -> Vec<(Vec<String>, Vec<String>)> {
    let clashes = clashes(seats);
    let chains = clashes.iter().filter_map(|clash| match clash {
        Clash::BackToBack { before, after } => Some((labels(before), labels(after))),
        _ => None,
    });
    chains.collect()
}

/// Rows 1, 19, 20, 44, 65 and 66: two at 11:30 on the 15th, two at 13:30 on the 16th.
#[test]
fn two_classes_of_a_counselor_at_the_same_time() {
    let notice = Notice::from_json(CQIE).unwrap();
    let seats = rows_of(&notice, "秦丽");
    assert_eq!(
        same_times(&seats),
        [
            ["23人资1班", "23人资3班"].map(String::from),
            ["23财管3班", "23财管4班"].map(String::from)
        ]
    );
    assert_eq!(clashes(&seats).len(), 2);
    assert_eq!(
        clashes(&seats)[0].words(),
        "4月15日(周三)11:30–11:50：23人资1班、23人资3班，通知写明这里分两组同时拍"
    );
}

/// Rows 6 (9:10), 7 and 8 (9:30), 9 (9:50), 51 and 84: ten minutes before 9:30 the class of 9:10 is
/// still there, and so at 9:50.
#[test]
fn one_class_assembles_while_another_is_photographed() {
    let notice = Notice::from_json(CQIE).unwrap();
    let seats = rows_of(&notice, "周思琦");
    let pair = || ["23计科2班", "23计科3班"].map(String::from).to_vec();
    assert_eq!(same_times(&seats), [pair()]);
    assert_eq!(
        chains(&seats),
        [(vec!["23计科5班".to_owned()], pair()), (pair(), vec!["23计科1班".to_owned()]),]
    );
    assert_eq!(
        clashes(&seats)[1].words(),
        "4月15日(周三)09:20，23计科2班、23计科3班集合时，23计科5班还没结束（到09:30）"
    );
}

/// Rows 15 and 16 (10:50), 52 (9:30), 53 (9:50), 57 (10:30), 59 (10:50): between 10:10 and 10:20
/// there is room.
#[test]
fn a_gap_of_the_assembly_minutes_is_no_clash() {
    let notice = Notice::from_json(CQIE).unwrap();
    let seats = rows_of(&notice, "郑阳春");
    let one = |name: &str| vec![name.to_owned()];
    assert_eq!(
        chains(&seats),
        [(one("23信安2班"), one("23信安3班")), (one("23物联网1班"), one("23物联网2班"))]
    );
}

/// Of 新媒体电商学院 23网媒1班 (row 87, 8:30) is on 南泉, and three of 双桥's rows (1, 7, 20) are in
/// the morning of the 17th too; in the afternoon all are on 双桥.
#[test]
fn a_college_on_two_campuses_the_same_half_day() {
    let notice = Notice::from_json(CQIE).unwrap();
    let seats = rows_of(&notice, "新媒体电商学院");
    let found = clashes(&seats);
    let split: Vec<_> = found
        .iter()
        .filter_map(|clash| match clash {
            Clash::TwoCampuses { half, seats, .. } => Some((*half, labels(seats))),
            _ => None,
        })
        .collect();
    let morning = ["23网媒1班", "25网媒10班", "25电商8班", "25电商7班"].map(String::from);
    assert_eq!(split, [(Half::Morning, morning.to_vec())]);
    let same = found.iter().find(|clash| clash.words().contains("25网媒10班")).unwrap().words();
    assert_eq!(
        same,
        "4月17日(周五)08:30–08:50：23网媒1班在南泉校区图书馆二部一楼大厅，\
         25网媒10班在双桥校区党员实践教育中心"
    );
    // No counselor of this notice has classes on both.
    for seat in &seats {
        let counselor = seat.slot.counselor.as_deref().unwrap();
        let own = rows_of(&notice, counselor);
        let split = |clash: &Clash<'_, '_>| matches!(clash, Clash::TwoCampuses { .. });
        assert!(!clashes(&own).iter().any(split), "{counselor}");
    }
}

/// A college's two windows are parts of it, and when in them a class stands is not known.
#[test]
fn windows_collide_with_nothing() {
    for (json, name) in [(CQUST, "计算机科学与工程学院(人工智能学院)"), (HNUST, "研究生院")]
    {
        let notice = Notice::from_json(json).unwrap();
        let seats = rows_of(&notice, name);
        assert!(seats.len() > 1, "{name}");
        assert_eq!(clashes(&seats).len(), 0, "{name}");
    }
}

#[test]
fn days_and_their_heads() {
    let notice = Notice::from_json(CQIE).unwrap();
    let rows = rows_of(&notice, "秦丽");
    let days = by_day(&rows);
    let days: Vec<_> = days.iter().map(|day| (day.name.as_str(), day.heads.sum)).collect();
    // 44+46+43+44, 52+48.
    assert_eq!(days, [("2026年4月15日(周三)", 177), ("2026年4月16日(周四)", 100)]);
    assert_eq!(Heads::of(&rows).words(), "共277人");
    let notice = Notice::from_json(CQUST).unwrap();
    let rows = rows_of(&notice, "计算机科学与工程学院(人工智能学院)");
    // 650 and 180.
    assert_eq!(Heads::of(&rows).sum, 830);
}

#[test]
fn rows_of_one_time_stand_by_place_and_position() {
    let places = ["b", "a"].map(|id| Place { id: id.into(), ..Place::default() }).to_vec();
    let slot = |name: &str, place: &str, order: u32, start: &str| Slot {
        when: When::From { date: "2026-04-15".parse().unwrap(), start: start.parse().unwrap() },
        units: vec![Unit { name: name.into(), ..Unit::default() }],
        place: Some(place.into()),
        order: Some(order),
        ..Slot::default()
    };
    let slots = vec![
        slot("late", "b", 1, "9:00"),
        slot("second place", "a", 1, "8:00"),
        slot("second", "b", 12, "8:00"),
        slot("first", "b", 9, "8:00"),
    ];
    let schedule = Schedule { slots, ..Schedule::default() };
    let notice = Notice { places, schedule, ..Notice::default() };
    let rows = in_order((0..4).filter_map(|at| Seat::row(&notice, at)).collect());
    let names: Vec<String> = rows.iter().map(|seat| seat::label(seat.slot)).collect();
    assert_eq!(names, ["first", "second", "second place", "late"]);
    // Where no end is announced, nothing is said of clashes.
    assert_eq!(clashes(&rows).len(), 0);
}

#[test]
fn times_that_reach_into_one_another_are_one_fact() {
    let mut notice = Notice::default();
    let slot = |name: &str, span: &str| Slot {
        when: When::Clock { date: "2026-04-15".parse().unwrap(), span: span.parse().unwrap() },
        units: vec![Unit { name: name.into(), ..Unit::default() }],
        ..Slot::default()
    };
    notice.schedule.slots =
        vec![slot("甲", "8:00-9:00"), slot("乙", "8:30-9:30"), slot("丙", "9:30-10:00")];
    let rows: Vec<Seat<'_>> = (0..3).filter_map(|at| Seat::row(&notice, at)).collect();
    assert_eq!(same_times(&rows), [["甲", "乙"].map(String::from)]);
    assert_eq!(
        clashes(&rows)[0].words(),
        "时间有重叠：甲（4月15日(周三)08:00–09:00）、乙（4月15日(周三)08:30–09:30）"
    );
}

/// A college of cqust with a division of four classes of 40, 44, 46 and 40 people, ten minutes each,
/// in its window of the 3rd, nine to twelve, for which the notice counts 670.
fn divided() -> Notice {
    let mut notice = Notice::from_json(CQUST).unwrap();
    let row = |class: &str, span: &str, heads: u32| Row {
        class: class.into(),
        window: 0,
        span: span.parse().unwrap(),
        heads,
    };
    let division = Division {
        notice: notice.id.clone(),
        revision: 1,
        college: ELECTRIC.into(),
        made: "2025-10-20".parse().unwrap(),
        windows: vec![Window {
            date: "2025-11-03".parse().unwrap(),
            span: "9:00-12:00".parse().unwrap(),
            place: "gym".into(),
        }],
        rows: vec![
            row("电气2201", "9:00-9:10", 40),
            row("电气2202", "9:10-9:20", 44),
            row("电气2203", "9:20-9:30", 46),
            row("电气2204", "9:30-9:40", 40),
        ],
    };
    assert_eq!(division.apply(&mut notice).unwrap().classes, 4);
    notice
}

const ELECTRIC: &str = "电子与电气工程学院";

#[test]
fn a_divided_window_is_the_heading_of_its_classes() {
    let notice = divided();
    let rows = rows_of(&notice, ELECTRIC);
    assert_eq!(rows.len(), 5);
    let headings: Vec<bool> = rows.iter().map(|row| is_divided(row, &rows)).collect();
    assert_eq!(headings, [true, false, false, false, false]);
    // 40+44+46+40; never 670 on top of it.
    let days = by_day(&rows);
    assert_eq!((days[0].heads.rows, days[0].heads.sum), (4, 170));
    assert_eq!(Heads::of(&rows).words(), "共170人（通知写670人）");
    // The window alone, and a class alone, are what they are.
    assert_eq!(Heads::of(&rows[..1]).words(), "共670人");
    assert_eq!(Heads::of(&rows[1..2]).words(), "共40人");
    assert_eq!(window(&rows[2], &rows).map(|it| it.index), Some(rows[0].index));
    assert_eq!(
        divisions(&rows),
        ["学院自己的分班安排，不是通知原文。2025年10月20日按通知第1版排的"]
    );
}

/// The window that is not divided counts by itself, and a notice without numbers is not compared.
#[test]
fn what_is_not_divided_counts_beside_what_is() {
    let mut notice = divided();
    let other = Slot {
        when: When::Clock {
            date: "2025-11-04".parse().unwrap(),
            span: "9:00-10:00".parse().unwrap(),
        },
        college: Some(ELECTRIC.into()),
        heads: Some(180),
        ..Slot::default()
    };
    notice.schedule.slots.push(other);
    // 170+180, 670+180.
    let heads = Heads::of(&rows_of(&notice, ELECTRIC));
    assert_eq!((heads.rows, heads.words().as_str()), (5, "共350人（通知写850人）"));
    for slot in notice.schedule.slots.iter_mut().filter(|slot| slot.heads == Some(670)) {
        slot.heads = None;
    }
    assert_eq!(Heads::of(&rows_of(&notice, ELECTRIC)).words(), "共350人");
}

/// Twenty minutes before 9:10, 9:20 and 9:30 somebody is still there: one fact, not three. A class
/// that the notice itself places after them is told as ever.
#[test]
fn the_classes_of_a_division_are_one_fact() {
    let mut notice = divided();
    let words = |notice: &Notice| -> Vec<String> {
        clashes(&rows_of(notice, ELECTRIC)).iter().map(Clash::words).collect()
    };
    let once = "学院分的班一个接一个：后面的班集合（提前20分钟）时，前面的班还没结束";
    assert_eq!(words(&notice), [once]);
    let theirs = Slot {
        when: When::Clock {
            date: "2025-11-03".parse().unwrap(),
            span: "9:40-9:50".parse().unwrap(),
        },
        college: Some(ELECTRIC.into()),
        certainty: Some(tucai_notice::slot::Certainty::Binding),
        units: vec![Unit { name: "电气2209".into(), ..Unit::default() }],
        ..Slot::default()
    };
    notice.schedule.slots.push(theirs);
    // Of those before 9:40 the last two end after 9:20.
    let pair = "11月3日(周一)09:20，电气2209集合时，电气2203、电气2204还没结束（到09:40）";
    assert_eq!(words(&notice), [pair, once]);
    let mut apart = divided();
    apart.schedule.slots.retain(|slot| slot.divided.is_none() || slot.heads == Some(46));
    assert_eq!(words(&apart), Vec::<String>::new());
}
