//! What is left of the calendar once 拍过了吗 is answered, against the notices.

use tucai_calendar::{Answer, Captured, calendar};
use tucai_notice::notice::{Notice, Standing};
use tucai_notice::slot::SlotKind;

use crate::tests::{Part, key, published, read, whole, with_seats};

/// The calendar of whoever answered 拍过了吗 at a moment.
fn answered(notice: &Notice, unit: &str, captured: Captured, now: &str) -> Part {
    let answer = Some(Answer { captured, now: now.parse().unwrap() });
    read(&with_seats(notice, unit, |seats| calendar(notice, seats, answer, None)))
}

#[test]
fn who_was_not_photographed_has_the_make_up_and_no_session_that_is_over() {
    let no = |id: &str, unit: &str, now: &str| {
        let whole = answered(&published(id), unit, Captured::No, now);
        whole.parts.into_iter().filter(|part| part.kind == "VEVENT").collect::<Vec<_>>()
    };
    // 2025.11.7 15:30~17:00 各学院补照, 体育馆T124; 实习所在地 has no day.
    let events = no("cqust-2026", "管理学院", "2025-11-04T09:00:00");
    let [make_up] = &events[..] else { panic!() };
    assert_eq!(make_up.one("DTSTART;TZID=Asia/Shanghai"), "20251107T153000");
    assert_eq!(make_up.one("DTEND;TZID=Asia/Shanghai"), "20251107T170000");
    assert!(make_up.one("SUMMARY").contains("补照"));
    assert!(make_up.one("LOCATION").contains("体育馆"));
    assert_eq!(make_up.triggers().len(), 2);
    // 请于2024年12月31日前自行前往…补拍中心, 周二至周六; 12月31日 is a Tuesday. Whether the day itself
    // counts is not said.
    let events = no("xaipe-2025", "运动训练高水平班", "2024-04-22T09:00:00");
    let [make_up] = &events[..] else { panic!() };
    assert_eq!(make_up.one("DTSTART;VALUE=DATE"), "20241231");
    assert_eq!(make_up.one("STATUS"), "TENTATIVE");
    // Nine in the morning a week before; eight in the evening, two days before.
    let minutes = |days: i64, clock: i64| format!("-PT{}S", (days * 24 - clock) * 3600);
    assert_eq!(make_up.triggers(), [minutes(7, 9), minutes(2, 20)]);
    let says = make_up.one("DESCRIPTION");
    for word in ["周二至周六", "09:00–11:40", "029-81154835", "教务处教务科"] {
        assert!(says.contains(word), "{word} in {says}");
    }
    // 申请线上采集 4月21-25日 for graduates; 中国图片社 4月30日前 for everybody; no check.
    let events = no("bnu-2025", "研究生", "2025-04-20T18:00:00");
    let [online, agency] = &events[..] else { panic!("{}", events.len()) };
    let days = |event: &Part| {
        let end = event.one("DTEND;VALUE=DATE").to_owned();
        (event.one("DTSTART;VALUE=DATE").to_owned(), end)
    };
    assert_eq!(days(online), ("20250421".to_owned(), "20250426".to_owned()));
    assert!(online.one("SUMMARY").contains("线上采集"));
    assert_eq!(days(agency), ("20250430".to_owned(), "20250501".to_owned()));
    let events = no("bnu-2025", "本科生", "2025-04-14T18:00:00");
    assert!(events.iter().all(|event| !event.one("SUMMARY").contains("线上")));
    assert_eq!(events.len(), 1);
    // In the evening of the 13th, the 19th and the 20th are still to come, under their own names.
    let events = no("bnu-2025", "研究生", "2025-04-13T18:00:00");
    let keys: Vec<String> = events.iter().map(key).collect();
    assert_eq!(&keys[..4], ["1", "2", "3", "4"]);
    assert_eq!(keys.len(), 6);
}

#[test]
fn who_was_photographed_has_the_check_alone() {
    let notice = published("bnu-2025");
    let before = whole(&notice, "本科生");
    let check = before.of("VEVENT").into_iter().find(|event| key(event) == "confirm").unwrap();
    for captured in [Captured::Yes { on: None }, Captured::Earlier] {
        let after = answered(&notice, "本科生", captured, "2025-04-12T10:00:00");
        let [left] = after.of("VEVENT")[..] else { panic!() };
        assert_eq!(left.lines, check.lines);
    }
    // The check is 待定: nothing has a day.
    let notice = published("cqie-2027");
    let now = "2026-04-15T15:00:00".parse().unwrap();
    let answer = Some(Answer { captured: Captured::Yes { on: None }, now });
    let left = with_seats(&notice, "23软工1班", |seats| calendar(&notice, seats, answer, None));
    assert_eq!(left, "");
}

#[test]
fn a_make_up_that_moves_keeps_its_name_and_one_that_no_longer_holds_is_struck_out() {
    let mut notice = published("cqust-2026");
    let now = "2025-11-04T09:00:00";
    let was = answered(&notice, "管理学院", Captured::No, now);
    let make_up = &mut notice.make_ups[0];
    make_up.from = Some("2025-11-10".parse().unwrap());
    make_up.until = make_up.from;
    notice.schedule.slots.retain(|slot| slot.kind != SlotKind::MakeUp);
    notice.revision = 2;
    let moved = answered(&notice, "管理学院", Captured::No, now);
    let ([was], [moved]) = (&was.of("VEVENT")[..], &moved.of("VEVENT")[..]) else { panic!() };
    assert_eq!(was.one("UID"), moved.one("UID"));
    assert_eq!((was.one("SEQUENCE"), moved.one("SEQUENCE")), ("0", "1"));
    assert_eq!(moved.one("DTSTART;TZID=Asia/Shanghai"), "20251110T153000");
    let says = "另行通知".to_owned();
    notice.standing = Standing::Withdrawn { on: "2025-11-08".parse().unwrap(), says };
    let void = answered(&notice, "管理学院", Captured::No, now);
    let [void] = void.of("VEVENT")[..] else { panic!() };
    assert_eq!((void.one("UID"), void.one("STATUS")), (was.one("UID"), "CANCELLED"));
    assert!(void.triggers().is_empty());
}
