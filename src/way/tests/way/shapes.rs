//! What the five notices do not have: relative windows, hard ends, attempts, gates with a last day,
//! alternatives, notices that were postponed, times without a clock. Data of our own, of the shapes
//! that domain.md 4.1 lists.

use serde_json::{Value, json};
use tucai_notice::Notice;
use tucai_notice::seat::Seat;
use tucai_way::due::Basis;
use tucai_way::missed;
use tucai_way::steps::{self, Captured, Known, State, Ticks, Way};
use tucai_way::verify::{self, Check, Phase};

use crate::at;

/// A notice with these slots of one class, and with these other fields.
fn notice(slots: &Value, other: Value) -> Notice {
    let mut slots = slots.clone();
    for slot in slots.as_array_mut().unwrap() {
        slot["says"] = json!("");
        if slot.get("units").is_none() {
            slot["units"] = json!([{ "name": "机械1班" }]);
        }
    }
    let mut file = json!({
        "id": "made-up", "school": { "name": "某校" }, "title": "通知", "cohort": "2026届",
        "checked": "2026-01-01", "revision": 1,
        "audiences": [{ "id": "all", "name": "毕业生", "says": "全体毕业生" }],
        "schedule": { "slots": slots },
    });
    for (key, value) in other.as_object().unwrap() {
        file[key] = value.clone();
    }
    Notice::from_json(&file.to_string()).unwrap()
}

fn clock(date: &str, span: &str) -> Value {
    json!({ "when": { "clock": { "date": date, "span": span } } })
}

fn seats(notice: &Notice) -> Vec<Seat<'_>> {
    let rows = 0..notice.schedule.slots.len();
    rows.filter_map(|row| Seat::at(notice, row, 0, "机械1班"))
        .filter(|seat| seat.unit.is_some_and(|unit| unit.name == "机械1班"))
        .collect()
}

fn known(captured: Option<Captured>) -> Known {
    Known { ticks: Ticks { captured, ..Ticks::default() }, ..Known::default() }
}

fn way(notice: &Notice, captured: Option<Captured>, now: &str) -> Way {
    steps::way(notice, &seats(notice), &known(captured), at(now))
}

fn check(notice: &Notice, captured: Option<Captured>, now: &str) -> Check {
    verify::check(notice, &seats(notice), captured, at(now))
}

fn yes(day: &str) -> Option<Captured> {
    Some(Captured::Yes { on: Some(day.parse().unwrap()) })
}

fn next(way: &Way) -> &str {
    way.next_step().map_or("", |step| step.id.0.as_str())
}

#[test]
fn so_many_days_after_the_capture() {
    let notice = notice(
        &json!([clock("2025-10-23", "09:00-11:30")]),
        json!({ "verification": { "window": { "after_capture": { "days": 40 } }, "must_confirm": true, "proxy": "特殊情况由辅导员代为校对" } }),
    );
    // 40 days after 23 October: 8 left in it, 30 in November, 2 December.
    let estimate = check(&notice, None, "2025-10-25T10:00");
    assert_eq!(estimate.first.unwrap().to_string(), "2025-12-02");
    assert_eq!((estimate.phase, estimate.basis), (Phase::Ahead(38), Basis::WorkedOut));
    assert!(estimate.notes[0].text.starts_with("估算"));
    assert!(estimate.must_confirm);
    assert!(estimate.lines.iter().any(|line| line.text.contains("确认后本次采集才生效")));
    assert!(estimate.lines.iter().any(|line| line.text.contains("辅导员代为校对")));
    // A day later, as the student says.
    let told = check(&notice, yes("2025-10-24"), "2025-12-03T00:00");
    assert_eq!(
        (told.first.unwrap().to_string(), told.phase),
        ("2025-12-03".to_owned(), Phase::Open(None))
    );
    assert!(told.notes.iter().all(|note| !note.text.contains("估算")));
    assert!(told.notes.iter().any(|note| note.text.contains("没有写到哪天为止")));
    assert_eq!(told.due(at("2025-12-03T00:00")), None);
    // Who was not photographed has nothing to count from.
    let missed = check(&notice, Some(Captured::No), "2025-12-03T00:00");
    assert_eq!((missed.phase, missed.first), (Phase::Unknown, None));
    let way = way(&notice, yes("2025-10-24"), "2025-12-03T00:00");
    assert_eq!((next(&way), way.next_step().unwrap().state), ("confirm", State::Now));
}

#[test]
fn so_many_working_days_after_the_capture() {
    let of = |date: &str| {
        notice(
            &json!([clock(date, "09:00-11:30")]),
            json!({ "verification": { "window": { "after_capture": { "days": 10, "working": true } } } }),
        )
    };
    // Friday 26 September 2025: 28 (Sunday, worked), 29, 30, 9, 10, 11 (Saturday, worked), 13, 14, 15,
    // 16 October.
    let national = check(&of("2025-09-26"), yes("2025-09-26"), "2025-10-15T10:00");
    assert_eq!(
        (national.first.unwrap().to_string(), national.phase),
        ("2025-10-16".to_owned(), Phase::Ahead(1))
    );
    assert!(national.notes.iter().any(|note| note.text.contains("国务院办公厅")));
    // Thursday 12 February 2026: 13, 14 (Saturday, worked), 24, 25, 26, 27, 28 (Saturday, worked), 2, 3,
    // 4 March.
    let spring = check(&of("2026-02-12"), yes("2026-02-12"), "2026-03-04T10:00");
    assert_eq!(
        (spring.first.unwrap().to_string(), spring.phase),
        ("2026-03-04".to_owned(), Phase::Open(None))
    );
    // 2027 has no calendar here: Monday to Friday, and said to be an estimate.
    let unknown = check(&of("2026-12-25"), yes("2026-12-25"), "2026-12-26T10:00");
    assert_eq!(unknown.first.unwrap().to_string(), "2027-01-08");
    assert!(unknown.notes.iter().any(|note| note.text.contains("估算")));
}

#[test]
fn a_hard_end_of_the_notice() {
    let notice = notice(
        &json!([clock("2025-10-23", "09:00-11:30")]),
        json!({ "verification": { "window": { "after_capture": { "days": 40 } }, "hard_end": "2026-07-01" } }),
    );
    let now = at("2026-06-29T10:00");
    let check = check(&notice, yes("2025-10-23"), "2026-06-29T10:00");
    // From 1 July nothing can be changed: 30 June is the last day.
    assert_eq!(check.phase, Phase::Open(Some(1)));
    assert_eq!(check.due(now).unwrap().by, at("2026-07-01T00:00"));
    let over = way(&notice, yes("2025-10-23"), "2026-07-01T00:00");
    assert_eq!(over.next_step().unwrap().state, State::Missed);
    // Before the window's own end it is what counts.
    let mut early = notice.clone();
    early.verification.as_mut().unwrap().window =
        Some(tucai_notice::after::Window::Until("2026-08-01".parse().unwrap()));
    let check = verify::check(&early, &seats(&early), yes("2025-10-23"), now);
    assert_eq!(
        (check.due(now).unwrap().day.to_string(), check.due(now).unwrap().basis),
        ("2026-06-30".to_owned(), Basis::Notice)
    );
}

#[test]
fn a_window_without_a_beginning_and_one_without_a_time() {
    let until = notice(
        &json!([clock("2025-10-23", "09:00-11:30")]),
        json!({ "verification": { "window": { "until": "2026-03-30" } } }),
    );
    let open = check(&until, yes("2025-10-23"), "2026-03-29T10:00");
    assert_eq!((open.phase, open.first), (Phase::Open(Some(1)), None));
    assert_eq!(check(&until, None, "2026-03-31T00:00").phase, Phase::Over);
    let silent = notice(
        &json!([clock("2025-10-23", "09:00-11:30")]),
        json!({ "verification": { "points": [{ "text": "核对照片。" }] } }),
    );
    let check = check(&silent, None, "2026-01-01T10:00");
    assert_eq!((check.phase, check.basis), (Phase::Unknown, Basis::General));
    assert_eq!(check.lines[0].text, "核对照片。");
    let december = notice(
        &json!([]),
        json!({ "verification": { "window": { "month": { "year": 2025, "month": 12 } } } }),
    );
    assert_eq!(
        verify::check(&december, &[], None, at("2025-12-31T23:59")).phase,
        Phase::Open(Some(0))
    );
    let never = notice(
        &json!([]),
        json!({ "verification": { "window": { "month": { "year": 2025, "month": 13 } } } }),
    );
    assert_eq!(verify::check(&never, &[], None, at("2025-12-31T23:59")).phase, Phase::Unknown);
}

#[test]
fn what_does_not_hold_any_more_has_no_way() {
    for standing in ["postponed", "withdrawn"] {
        let notice = notice(
            &json!([clock("2025-10-23", "09:00-11:30")]),
            json!({ "standing": { standing: { "on": "2025-10-20", "says": "因故改期" } }, "code": { "lead": { "days_before": 2 } },
                "make_ups": [{ "title": "补照", "mode": "make_up", "until": "2025-12-31", "says": "" }],
                "verification": { "window": { "days": "2025-11-01/2025-11-30" } } }),
        );
        for captured in [None, yes("2025-10-23"), Some(Captured::No)] {
            let way = way(&notice, captured, "2025-10-21T10:00");
            assert_eq!(way.void.as_ref().unwrap().says, "因故改期");
            assert_eq!((way.steps.len(), way.next, way.due.as_ref()), (0, None, None));
        }
        let check = check(&notice, None, "2025-10-21T10:00");
        assert_eq!((check.phase, check.due(at("2025-10-21T10:00"))), (Phase::Unknown, None));
        assert!(missed::missed(&notice, &seats(&notice), at("2025-10-21T10:00")).ways.is_empty());
    }
}

#[test]
fn nothing_is_asked_that_the_notice_does_not_ask() {
    let bare = notice(&json!([clock("2025-10-23", "09:00-11:30")]), json!({}));
    let way = way(&bare, None, "2025-10-01T10:00");
    let ids: Vec<&str> = way.steps.iter().map(|step| step.id.0.as_str()).collect();
    assert_eq!(ids, ["try", "go", "captured", "confirm", "done"]);
}

#[test]
fn gates_with_a_last_day_and_tasks() {
    let notice = notice(
        &json!([clock("2024-12-10", "09:00-09:15")]),
        json!({
            "gates": [
                { "what": { "text": "在系统里缴费，现场不收费。", "force": "must" }, "until": "2024-12-05" },
                { "what": { "text": "班长取号。", "force": "must", "party": "monitor" }, "until": "2024-12-01" },
                { "what": { "text": "打印采集单。", "force": "must" } },
            ],
            "fee": { "fen": 2000, "routes": [{ "moment": "before", "collector": "provider", "until": "2024-12-05", "says": "12月5日前" }] },
            "deadlines": [
                { "party": "student", "what": "上传采集码。", "days": "2024-12-01/2024-12-08", "time": "17:00", "says": "" },
                { "party": "student", "what": "交纸质照片。", "days": "2024-12-20", "says": "" },
                { "party": "counselor", "what": "报送名单。", "days": "2024-12-02", "says": "" },
            ],
            "code": { "lead": "before_capture" },
        }),
    );
    let before = way(&notice, None, "2024-12-01T10:00");
    let titles: Vec<&str> = before.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(&titles[..4], ["在系统里缴费", "打印采集单", "获取采集码", "自检一张照片（可选）"]);
    assert_eq!(titles[4], "上传采集码");
    assert_eq!(before.due.as_ref().unwrap().by, at("2024-12-06T00:00"));
    assert_eq!(before.steps[4].due.as_ref().unwrap().by, at("2024-12-08T17:00"));
    // The monitor's 1 December and the counselor's 2 December are never the student's.
    let days: Vec<String> =
        before.steps.iter().filter_map(|step| Some(step.due.as_ref()?.day.to_string())).collect();
    assert!(!days.contains(&"2024-12-01".to_owned()) && !days.contains(&"2024-12-02".to_owned()));
    let late = way(&notice, None, "2024-12-06T00:00");
    assert_eq!((late.steps[0].state, late.next), (State::Missed, Some(0)));
    assert_eq!(late.due.as_ref().unwrap().by, at("2024-12-08T17:00"));
    // What is to be done after the picture comes after it, before the check.
    let after = way(&notice, yes("2024-12-10"), "2024-12-11T10:00");
    assert_eq!(after.next_step().unwrap().title, "交纸质照片");
    assert_eq!(after.due.as_ref().unwrap().by, at("2024-12-21T00:00"));
    let mut done = known(yes("2024-12-10"));
    done.ticks.done.insert(after.next_step().unwrap().id.clone());
    assert_eq!(
        next(&steps::way(&notice, &seats(&notice), &done, at("2024-12-11T10:00"))),
        "confirm"
    );
}

#[test]
fn a_tick_lasts_as_long_as_the_step_says_the_same() {
    let with = |text: &str| {
        notice(
            &json!([clock("2024-12-10", "09:00-09:15")]),
            json!({ "gates": [{ "what": { "text": text } }] }),
        )
    };
    let id = |text: &str| way(&with(text), None, "2024-12-01T10:00").steps[0].id.clone();
    assert_eq!(id("打印采集单。"), id("打印采集单。"));
    assert_ne!(id("打印采集单。"), id("打印采集单，贴照片。"));
    // The published check value of FNV-1a (32 bits) for "foobar".
    assert_eq!(id("foobar").0, "gate-bf9cf968");
}

#[test]
fn any_one_of_several_will_do() {
    let any = |mut slot: Value| {
        slot["choice"] = json!("any_one");
        slot
    };
    let notice = notice(
        &json!([
            any(clock("2024-11-05", "09:00-16:00")),
            any(clock("2024-11-04", "09:00-16:00")),
            any(json!({ "when": "to_be_announced" })),
        ]),
        json!({ "code": { "lead": { "days_before": 1 } } }),
    );
    let first = way(&notice, None, "2024-11-01T10:00");
    assert!(first.counted.as_ref().unwrap().contains("任选一个"));
    assert_eq!(first.step("code").unwrap().due.as_ref().unwrap().day.to_string(), "2024-11-03");
    // The first is over: the second counts, and it is not too late for the code.
    let second = way(&notice, None, "2024-11-04T16:00");
    assert_eq!(second.step("code").unwrap().due.as_ref().unwrap().day.to_string(), "2024-11-04");
    assert_eq!(next(&second), "code");
    assert_eq!(next(&way(&notice, None, "2024-11-05T16:00")), "captured");
}

#[test]
fn times_without_a_clock() {
    let half = notice(
        &json!([{ "when": { "half_day": { "date": "2021-10-11", "half": "morning" } } }]),
        json!({ "code": { "lead": "before_capture" } }),
    );
    let way_half = way(&half, None, "2021-10-10T10:00");
    // The hour is not known: the day before is safe for the code, the day itself for being there.
    assert_eq!(way_half.due.as_ref().unwrap().by, at("2021-10-11T00:00"));
    let go = way_half.step("go").unwrap().due.as_ref().unwrap();
    assert_eq!((go.by, go.words.as_str()), (at("2021-10-12T00:00"), "10月11日(周一)上午"));
    assert_eq!(next(&way(&half, None, "2021-10-11T23:59")), "code");
    assert_eq!(next(&way(&half, None, "2021-10-12T00:00")), "captured");
    // Any of several days.
    let days =
        notice(&json!([{ "when": { "day": { "days": "2026-03-02/2026-03-20" } } }]), json!({}));
    let open = way(&days, None, "2026-03-10T10:00");
    assert_eq!((next(&open), open.begun), ("try", true));
    assert_eq!(open.due.as_ref().unwrap().by, at("2026-03-21T00:00"));
    // No time at all: the whole capture counts, else nobody is asked.
    let undated = notice(&json!([{ "when": "to_be_announced" }]), json!({}));
    let open = way(&undated, None, "2026-03-10T10:00");
    assert_eq!((open.due.as_ref(), open.begun, open.counted.as_ref()), (None, true, None));
    let mut dated = undated.clone();
    dated.schedule.dates = vec!["2026-03-01/2026-03-05".parse().unwrap()];
    assert_eq!(next(&way(&dated, None, "2026-03-06T00:00")), "captured");
    assert_eq!(next(&way(&dated, None, "2026-03-05T10:00")), "try");
}

#[test]
fn make_up_with_attempts_and_a_fee_of_its_own() {
    let notice = notice(
        &json!([
            clock("2024-03-12", "14:00-14:20"),
            { "kind": "make_up", "when": { "clock": { "date": "2024-03-12", "span": "16:00-17:00" } }, "units": [{ "name": "未采集学生", "kind": "catch_all" }] },
            { "kind": "make_up", "when": { "clock": { "date": "2024-03-13", "span": "16:00-17:00" } }, "units": [{ "name": "别的学院", "kind": "college" }] },
        ]),
        json!({
            "fee": { "fen": 2000, "routes": [{ "mode": "online", "fen": 3500, "moment": "before", "methods": ["app"], "says": "线上35元" }] },
            "make_ups": [
                { "title": "线上补采", "mode": "online", "from": "2024-03-20", "until": "2024-04-20", "attempts": 3, "reply_days": 2, "says": "" },
                { "title": "补拍点", "mode": "make_up", "fen": 2500, "hours": [{ "days": "周一、周三和周五", "spans": ["09:00-12:00"] }, { "days": "周六", "spans": ["13:00-17:00"] }], "says": "" },
                { "title": "窗口", "mode": "make_up", "hours": [{ "days": "双周周二", "spans": ["09:00-12:00"] }], "says": "" },
            ],
        }),
    );
    let found = missed::missed(&notice, &seats(&notice), at("2024-03-12T15:00"));
    let titles: Vec<(&str, Phase)> =
        found.ways.iter().map(|way| (way.title.as_str(), way.phase)).collect();
    assert_eq!(
        titles,
        [
            ("未采集学生", Phase::Open(Some(0))),
            ("线上补采", Phase::Ahead(8)),
            ("补拍点", Phase::Unknown),
            ("窗口", Phase::Unknown),
        ]
    );
    let lines = |at: usize| -> String {
        found.ways[at].lines.iter().map(|line| format!("{}{}\n", line.label, line.text)).collect()
    };
    assert!(
        lines(1).contains("35元") && lines(1).contains("最多3次") && lines(1).contains("2天内")
    );
    assert!(lines(2).contains("25元"));
    assert!(lines(3).contains("没有写这样拍收多少"));
    let spans: Vec<usize> = found.ways[2].table.iter().map(|row| row.spans.len()).collect();
    assert_eq!(spans, [1, 0, 1, 0, 1, 1, 0]);
    // Words that name more than weekdays stay words.
    assert_eq!(found.ways[3].table.len(), 1);
    assert_eq!(found.ways[3].table[0].day, "双周周二");
    // The same afternoon's session is the next deadline, until its end.
    let way = way(&notice, Some(Captured::No), "2024-03-12T15:00");
    assert_eq!(way.due.as_ref().unwrap().by, at("2024-03-12T17:00"));
    assert!(!missed::already().is_empty());
}
