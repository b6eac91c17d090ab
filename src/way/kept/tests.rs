use proptest::prelude::*;

use super::*;
use crate::steps::{Captured, StepId};

/// Of an edition, with no seat in it.
fn facts(revision: u32) -> Facts {
    Facts { revision, checked: "2026-04-02".parse().unwrap(), ..Facts::default() }
}

fn ticked(unit: &str) -> Kept {
    let mut kept = Kept::default();
    let class = kept.class_mut("cqie-2027", unit);
    class.ticks.done.insert(StepId("code".to_owned()));
    class.ticks.captured = Some(Captured::No);
    class.seen = Some(facts(3));
    kept.list_mut("cqie-2027", "counselor", "周老师").seen = Some(facts(1));
    kept
}

#[test]
fn a_record_comes_back_as_it_was_kept() {
    let kept = ticked("23软工1班");
    assert_eq!(read(&kept.text()), Reading { kept, state: State::Whole });
    let nothing = read(&Kept::default().text());
    assert!(nothing.kept.is_empty() && nothing.state == State::Whole);
}

/// As records looked before the version was written: one class, nothing else.
const VERSION_0: &str = r#"{"notice":"cqie-2027","unit":"23软工1班",
    "ticks":{"done":["code","prepare"],"captured":{"yes":{"on":"2026-04-15"}}}}"#;

#[test]
fn an_older_record_is_carried_over() {
    let Reading { mut kept, state } = read(VERSION_0);
    assert_eq!(state, State::Migrated);
    let class = kept.class("cqie-2027", "23软工1班").unwrap();
    let done: Vec<&str> = class.ticks.done.iter().map(|step| step.0.as_str()).collect();
    assert_eq!(done, ["code", "prepare"]);
    assert_eq!(class.ticks.captured, Some(Captured::Yes { on: "2026-04-15".parse().ok() }));
    // Written again, it is of this version.
    kept.class_mut("cqie-2027", "23软工1班").seen = None;
    let text = kept.text();
    assert!(text.contains(r#""version":1"#), "{text}");
    assert_eq!(read(&text), Reading { kept, state: State::Whole });
}

#[test]
fn a_newer_record_is_left_alone() {
    let reading = read(r#"{"version":2,"classes":"in another shape"}"#);
    assert_eq!(reading, Reading { kept: Kept::default(), state: State::Newer });
}

#[test]
fn what_a_later_program_added_is_carried_along() {
    let text = r#"{"version":1,"theme":"x","lists":[],"classes":[{"notice":"a-1","unit":"甲",
        "ticks":{},"memo":[1,2]}]}"#;
    let mut kept = read(text).kept;
    kept.class_mut("a-1", "甲").ticks.captured = Some(Captured::No);
    let text = kept.text();
    let all = [r#""theme":"x""#, r#""memo":[1,2]"#, r#""captured":"no""#];
    assert!(all.iter().all(|part| text.contains(part)), "{text}");
}

#[test]
fn damaged_text_is_told_from_whole_and_what_is_left_is_used() {
    for text in [
        "",
        "x",
        "[]",
        "null",
        r#"{"version":1"#,
        r#"{"version":"1"}"#,
        r#"{"version":-1}"#,
        r#"{"version":1,"classes":{}}"#,
        r#"{"version":1,"classes":[],"lists":7}"#,
        r#"{"notice":"cqie-2027"}"#,
    ] {
        let reading = read(text);
        assert_eq!(reading.state, State::Damaged, "{text}");
        assert!(reading.kept.is_empty(), "{text}");
    }
    let whole = ticked("23软工1班").text();
    let spoilt = whole.replacen(r#""classes":["#, r#""classes":[{"unit":7},"#, 1);
    let reading = read(&spoilt);
    assert_eq!(reading.state, State::Damaged);
    assert_eq!(reading.kept, ticked("23软工1班"), "the class that is whole goes on");
    assert_eq!(read(&"x".repeat(MOST_BYTES + 1)).state, State::Damaged);
    assert_eq!(read(&"[".repeat(MOST_BYTES)).state, State::Damaged);
}

#[test]
fn what_is_larger_than_anything_of_ours_is_not_used() {
    let long = "长".repeat(LONGEST + 1);
    for class in [
        json!({"notice": "a", "unit": long}),
        json!({"notice": "", "unit": "甲"}),
        json!({"notice": "a", "unit": "甲", "ticks": {"done": vec!["x"; 3], "captured": 7},
               "seen": {"seats": vec![json!({"unit": "甲"}); MOST_SEATS + 1]}}),
        json!({"notice": "a", "unit": "甲", "seen": {"seats": [{"place": long}]}}),
        json!({"notice": "a", "unit": "甲", "seen": {"standing":
               {"withdrawn": {"on": "2026-04-10", "says": long}}}}),
    ] {
        let text = json!({"version": 1, "classes": [class]}).to_string();
        assert_eq!(read(&text).state, State::Damaged, "{text:.80}");
    }
}

#[test]
fn what_was_not_seen_whole_was_not_seen() {
    let seat = json!({"unit": "甲", "kind": "capture", "when":
        {"half_day": {"date": "2026-04-15", "half": "morning"}}});
    let seen = json!({"revision": 1, "checked": "2026-04-02", "standing": "in_force",
        "seats": [seat]});
    let class = |seen: &Value| {
        json!({"version": 1, "classes": [{"notice": "a", "unit": "甲", "ticks": {"done": ["code"]},
            "seen": seen}]})
        .to_string()
    };
    let Reading { kept, state } = read(&class(&seen));
    assert_eq!(state, State::Whole);
    assert!(kept.classes[0].seen.is_some());
    for (path, value) in [
        ("", json!({"x": 1})),
        ("", json!(7)),
        ("/revision", json!(0)),
        ("/revision", json!(-1)),
        ("/checked", json!("1970-01-01")),
        ("/checked", json!("9999-12-31")),
        ("/seats", Value::Null),
        ("/seats/0", json!({})),
        ("/seats/0/unit", json!("")),
        ("/seats/0/when/half_day/date", json!("0001-01-01")),
    ] {
        let mut spoilt = seen.clone();
        *spoilt.pointer_mut(path).unwrap() = value;
        let Reading { kept, state } = read(&class(&spoilt));
        assert_eq!(state, State::Damaged, "{spoilt}");
        assert_eq!(kept.classes[0].seen, None, "{spoilt}");
        assert_eq!(kept.classes[0].ticks.done.len(), 1, "what was ticked goes on");
        let list = json!({"version": 1, "lists": [{"notice": "a", "kind": "college", "name": "甲",
            "seen": spoilt}]});
        let Reading { kept, state } = read(&list.to_string());
        assert!(state == State::Damaged && kept.lists[0].seen.is_none(), "{spoilt}");
    }
}

#[test]
fn a_day_of_the_capture_that_cannot_be_it_is_not_believed() {
    let on = |day: &str, seen: Option<Facts>| {
        let mut kept = Kept::default();
        let class = kept.class_mut("a-1", "甲");
        class.ticks.captured = Some(Captured::Yes { on: day.parse().ok() });
        class.seen = seen;
        match read(&kept.text()) {
            Reading { kept, state: State::Whole } => kept.classes[0].ticks.captured,
            other => panic!("{other:?}"),
        }
    };
    let yes = |day: &str| Some(Captured::Yes { on: day.parse().ok() });
    assert_eq!(on("2026-04-15", Some(facts(1))), yes("2026-04-15"));
    assert_eq!(on("2027-04-15", Some(facts(1))), yes("2027-04-15"));
    assert_eq!(on("2036-04-15", None), yes("2036-04-15"));
    for (day, seen) in [
        ("9999-12-31", None),
        ("0002-04-15", None),
        ("2036-04-15", Some(facts(1))),
        ("2016-04-15", Some(facts(1))),
    ] {
        assert_eq!(on(day, seen), Some(Captured::Yes { on: None }), "{day}");
    }
}

#[test]
fn the_class_used_longest_ago_goes_first() {
    let mut kept = Kept::default();
    for at in 0..MOST {
        kept.class_mut("a-1", &format!("{at}班"));
    }
    kept.class_mut("a-1", "0班");
    kept.class_mut("a-1", "新班");
    assert_eq!(kept.classes.len(), MOST);
    assert!(kept.class("a-1", "0班").is_some() && kept.class("a-1", "1班").is_none());
}

#[test]
fn letting_go_of_what_was_seen_keeps_the_ticks() {
    let mut kept = ticked("甲");
    kept.class_mut("b-1", "乙").seen = Some(facts(1));
    kept.forget_seen("cqie-2027", "甲");
    kept.forget_seen("b-1", "乙");
    assert!(kept.class("cqie-2027", "甲").is_some_and(|class| class.seen.is_none()));
    assert!(kept.class("b-1", "乙").is_none());
}

#[test]
fn two_records_are_joined() {
    let mut mine = ticked("甲");
    let mut theirs = Kept::default();
    let class = theirs.class_mut("cqie-2027", "甲");
    class.ticks.done.insert(StepId("prepare".to_owned()));
    class.ticks.captured = Some(Captured::Earlier);
    class.seen = Some(facts(2));
    theirs.class_mut("b-1", "乙");
    assert_eq!(mine.take_in(theirs), 2, "the ticks of one, and another one");
    let class = mine.class("cqie-2027", "甲").unwrap();
    assert_eq!(class.ticks.done.len(), 2);
    assert_eq!(class.ticks.captured, Some(Captured::No), "the answer given here");
    assert_eq!(class.seen.as_ref().map(|seen| seen.revision), Some(3), "the later edition");
    assert!(mine.class("b-1", "乙").is_some());
}

#[test]
fn a_record_that_is_here_already_brings_nothing() {
    let mut mine = ticked("甲");
    mine.class_mut("b-1", "乙");
    assert_eq!(mine.take_in(ticked("甲")), 0);
    let mut theirs = ticked("甲");
    theirs.list_mut("cqie-2027", "counselor", "周老师").seen =
        Some(Facts { checked: "2026-04-05".parse().unwrap(), ..facts(2) });
    assert_eq!(mine.take_in(theirs.clone()), 1, "a later edition of the list");
    assert_eq!(mine.take_in(theirs), 0);
}

/// Something like JSON: of the names that a record has, and of whatever else.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("2026-04-15")),
    ];
    let names = prop::sample::select(vec![
        "version", "classes", "lists", "notice", "unit", "ticks", "done", "captured", "seen",
        "revision", "seats", "when", "clock", "date", "kind", "name", "standing", "x",
    ]);
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..6).prop_map(|pairs| {
                Value::Object(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in ".{0,400}") {
        let _ = read(&text);
    }

    #[test]
    fn anything_like_a_record_has_an_answer(mut value in value(), version in 0..3_u64) {
        if let Value::Object(record) = &mut value {
            record.insert("version".to_owned(), version.into());
        }
        let Reading { mut kept, state } = read(&value.to_string());
        kept.class_mut("a-1", "甲").ticks.captured = Some(Captured::No);
        // What was used once is whole from then on.
        prop_assert!(state == State::Newer || read(&kept.text()).state == State::Whole);
    }
}
