//! bnu-2025: opening periods for two audiences, a fee paid on site, a check with fixed days, two ways for
//! those who cannot come.

use tucai_way::due::Basis;
use tucai_way::steps::{Captured, State, StepKind, Tick, Ticks};
use tucai_way::verify::Phase;

use crate::at;
use crate::student::{Student, due, text, yes};

fn bnu() -> Student {
    Student::new("bnu-2025", "本科生")
}

#[test]
fn bnu_before() {
    // 4月12～13日 9:00～12:00；13:30～17:00; the departments set the time inside.
    let way = bnu().way("2025-04-01T10:00");
    let counted = way.counted.as_ref().unwrap();
    assert!(
        counted.contains("4个时段")
            && counted.contains("各培养单位")
            && counted.contains("4月12日(周六)09:00"),
        "{counted}"
    );
    // 提前生成采集码: no day is said, so the first possible session counts.
    let lead = way.step("code").unwrap().due.as_ref().unwrap();
    assert_eq!((lead.by, lead.basis), (at("2025-04-12T09:00"), Basis::WorkedOut));
    // 必须携带本人的图像采集码和学生卡（或学生证）; 现场收取人民币20元/人，只可通过扫码支付.
    let prepare = text(&way, "prepare");
    for asked in ["学生卡", "学生证", "20元", "只可扫码支付", "有领"] {
        assert!(prepare.contains(asked), "{asked}: {prepare}");
    }
    // Paid on site: no step of its own.
    assert!(way.steps.iter().all(|step| step.kind != StepKind::Fee));
    assert!(text(&way, "go").contains("教四楼一层西门进，南门出"));
    // 于2025年3月31日前 is the departments' deadline.
    assert_eq!(bnu().due("2025-03-30T10:00"), due("2025-04-12T09:00", "2025-04-12", 13));
}

#[test]
fn bnu_between_its_periods() {
    let student = bnu().with_code().ticked("prepare");
    // In the gap at noon, the afternoon is next; nobody is asked before all periods are over.
    assert_eq!(student.next("2025-04-12T12:30"), "go");
    assert_eq!(student.due("2025-04-12T12:30"), due("2025-04-12T13:30", "2025-04-12", 0));
    // Inside a period nobody is late: the class's own time may come.
    assert_eq!(student.due("2025-04-12T10:00"), due("2025-04-12T12:00", "2025-04-12", 0));
    assert_eq!(bnu().way("2025-04-12T10:00").step("code").unwrap().state, State::Now);
    assert!(student.way("2025-04-12T10:00").begun);
    assert_eq!(student.next("2025-04-12T18:00"), "go");
    assert_eq!(student.next("2025-04-13T17:00"), "captured");
    // The graduates' periods run on to the 20th.
    assert_eq!(Student::new("bnu-2025", "研究生").with_code().next("2025-04-19T18:00"), "prepare");
    assert_eq!(Student::new("bnu-2025", "研究生").next("2025-04-20T17:00"), "captured");
}

#[test]
fn bnu_can_answer_between_its_periods() {
    // 4月12～13日: some periods are over, others still to come.
    for (unit, now) in [("本科生", "2025-04-12T18:00"), ("研究生", "2025-04-14T10:00")] {
        let asked = Student::new("bnu-2025", unit).way(now);
        let step = asked.step("captured").unwrap();
        assert!(asked.begun, "{unit}");
        assert_eq!((step.tick, step.state), (Tick::Answer, State::Now), "{unit}");
        // Photographed: no session is left, and the check is what comes.
        let done = Student::new("bnu-2025", unit).answers(yes("2025-04-12")).way(now);
        for id in ["code", "go"] {
            let step = done.step(id).unwrap();
            assert_eq!((step.state, step.due.as_ref()), (State::Done, None), "{unit} {id}");
        }
        assert_eq!(done.next_step().unwrap().id.0, "confirm");
        assert_eq!(done.due.unwrap().by, at("2025-05-26T00:00"));
    }
    // Before the first period nobody was photographed.
    let ahead = bnu().way("2025-04-11T10:00");
    assert_eq!((ahead.begun, ahead.step("captured").unwrap().state), (false, State::Later));
}

#[test]
fn bnu_who_cannot_come_may_say_so_before() {
    let way = bnu().answers(Captured::No).way("2025-04-10T10:00");
    assert_eq!(way.next_step().unwrap().id.0, "make-up");
    assert_eq!(way.step("captured").unwrap().title, "来不了");
    let make_up = way.step("make-up").unwrap().due.as_ref().unwrap();
    assert_eq!(make_up.by, at("2025-04-30T16:00"));
    // The session is still ahead, and is told.
    let go = way.step("go").unwrap();
    assert_eq!(go.state, State::Later);
    assert_eq!(go.due.as_ref().unwrap().by, at("2025-04-12T09:00"));
    assert_eq!(way.due.as_ref().unwrap().by, at("2025-04-12T09:00"));
    assert!(text(&way, "make-up").contains("还有时段没有过"));
    // After the last period only the make-up is left.
    let over = bnu().answers(Captured::No).way("2025-04-13T17:00");
    assert_eq!(over.step("go").unwrap().state, State::Over);
    assert_eq!(over.due.unwrap().by, at("2025-04-30T16:00"));
    // After it the answer can be changed.
    assert_eq!(over.steps.iter().find(|step| step.id.0 == "captured").unwrap().tick, Tick::Answer);
}

#[test]
fn bnu_check() {
    // 须于2025年5月5～25日期间.
    let student = bnu().answers(yes("2025-04-12"));
    let ahead = student.way("2025-04-20T10:00");
    let confirm = ahead.next_step().unwrap();
    assert_eq!((confirm.id.0.as_str(), confirm.state), ("confirm", State::Later));
    assert_eq!(student.check("2025-04-20T10:00").phase, Phase::Ahead(15));
    assert_eq!(student.due("2025-04-20T10:00"), due("2025-05-26T00:00", "2025-05-25", 35));
    assert_eq!(student.check("2025-05-05T00:00").phase, Phase::Open(Some(20)));
    assert_eq!(student.way("2025-05-05T00:00").next_step().unwrap().state, State::Now);
    assert_eq!(student.check("2025-05-25T23:59").phase, Phase::Open(Some(0)));
    assert_eq!(student.due("2025-05-25T23:59"), due("2025-05-26T00:00", "2025-05-25", 0));
    let over = student.way("2025-05-26T00:00");
    assert_eq!(student.check("2025-05-26T00:00").phase, Phase::Over);
    assert_eq!((over.next_step().unwrap().state, over.due.as_ref()), (State::Missed, None));
    assert_eq!(student.check("2025-05-05T00:00").basis, Basis::Notice);
    let lines: String =
        student.check("2025-05-05T00:00").lines.iter().map(|line| line.text.clone()).collect();
    assert!(lines.contains("学籍档案") && lines.contains("相关证明材料"));
}

#[test]
fn bnu_missed() {
    // Everybody: 中国图片社（北京）, 4月30日前, 工作日9：00-16：00, 010-63076145. Graduates: 线上 4月21-25日.
    let under = bnu().answers(Captured::No);
    let found = under.missed("2025-04-22T10:00");
    assert_eq!(found.ways.len(), 1);
    let agency = &found.ways[0];
    assert_eq!(agency.phase, Phase::Open(Some(8)));
    assert_eq!(agency.phones, ["010-63076145"]);
    assert!(agency.place.as_ref().unwrap().contains("宣武门外大街甲1号"));
    let open: Vec<(&str, usize)> =
        agency.table.iter().map(|row| (row.day.as_str(), row.spans.len())).collect();
    assert_eq!(
        open,
        [("周一", 1), ("周二", 1), ("周三", 1), ("周四", 1), ("周五", 1), ("周六", 0), ("周日", 0)]
    );
    assert_eq!(agency.table[0].spans[0].to_string(), "09:00-16:00");
    // Tuesday.
    assert_eq!(agency.table.iter().position(|row| row.today), Some(1));
    // 通知没有写 what it costs there, nor whether the 30th is in.
    assert!(agency.lines.iter().any(|line| line.label == "费用" && line.text.contains("没有写")));
    assert!(agency.lines.iter().any(|line| line.text.contains("30日当天算不算")));
    // What is open about the graduates' online way is not told to others.
    assert!(found.gaps.iter().all(|gap| !gap.text.contains("线上")));
    // 蔡老师 58809264 is for undergraduates, 白老师 for graduates.
    let whom: String =
        found.ask.iter().map(|line| format!("{}{:?}", line.text, line.phones)).collect();
    assert!(whom.contains("58809264") && !whom.contains("58804188"));
    // The 30th is a Wednesday: open until 16:00.
    assert_eq!(under.due("2025-04-22T10:00"), due("2025-04-30T16:00", "2025-04-30", 8));
    let words = under.way("2025-04-22T10:00").due.unwrap().words;
    assert!(words.starts_with("4月30日(周三)16:00前") && words.contains("当天算不算"), "{words}");

    let found = Student::new("bnu-2025", "研究生").missed("2025-04-20T18:00");
    assert_eq!(found.ways.len(), 2);
    assert_eq!(
        (found.ways[0].phase, found.ways[1].phase),
        (Phase::Open(Some(10)), Phase::Ahead(1))
    );
    assert!(found.gaps.iter().any(|gap| gap.text.contains("线上采集申请通过后")));
    assert!(found.ways[1].who.as_ref().unwrap().contains("京外"));
    assert!(found.absence.iter().any(|line| line.text.contains("集中采集期间的其他时间")));
    // 27 April 2025, a Sunday, is worked instead of 2 May (国办发明电〔2024〕12号).
    let sunday = under.missed("2025-04-27T10:00");
    assert!(sunday.ways[0].lines.iter().any(|line| line.text.contains("调休上班")));
    assert!(found.ways[0].lines.iter().all(|line| !line.text.contains("调休上班")));
    let over = under.missed("2025-05-01T00:00");
    assert_eq!(over.ways[0].phase, Phase::Over);
    assert!(text(&under.way("2025-05-01T00:00"), "make-up").contains("马上问学院"));
}

#[test]
fn bnu_a_make_up_ends_with_its_last_opening_hour() {
    let student = bnu().answers(Captured::No);
    assert_eq!(student.due("2025-04-30T15:59"), due("2025-04-30T16:00", "2025-04-30", 0));
    // 工作日9：00-16：00, 4月30日前: closed at 16:00.
    assert_eq!(student.due("2025-04-30T16:00"), None);
    assert_eq!(student.missed("2025-04-30T16:00").ways[0].phase, Phase::Over);
    assert!(text(&student.way("2025-04-30T16:00"), "make-up").contains("马上问学院"));
}

#[test]
fn bnu_unanswered_the_make_up_is_the_next_deadline() {
    // 本科生: 中国图片社 4月30日前, the check until 5月25日.
    assert_eq!(bnu().due("2025-04-30T10:00"), due("2025-04-30T16:00", "2025-04-30", 0));
    let asked = bnu().way("2025-04-30T10:00");
    assert_eq!(asked.next_step().unwrap().id.0, "captured");
    assert!(asked.due.unwrap().what.starts_with("没拍到的：补拍"));
    assert_eq!(bnu().due("2025-04-30T16:00"), due("2025-05-26T00:00", "2025-05-25", 25));
    // 研究生: 线上采集申请 4月21-25日.
    let graduate = Student::new("bnu-2025", "研究生");
    assert_eq!(graduate.due("2025-04-21T10:00"), due("2025-04-26T00:00", "2025-04-25", 4));
    let told = graduate.way("2025-04-21T10:00").due.unwrap();
    // 21-25日: the 25th counts.
    assert_eq!(told.words, "最晚4月25日(周五)");
    let what = told.what;
    assert!(what.contains("没拍到的") && what.contains("线上采集"), "{what}");
    // Who was photographed is not told of it.
    let done = bnu().answers(yes("2025-04-12"));
    assert_eq!(done.due("2025-04-30T10:00"), due("2025-05-26T00:00", "2025-05-25", 25));
}

#[test]
fn what_is_kept_may_name_steps_of_the_past() {
    let json = r#"{"done":["code","gate-00000000","no such step"],"captured":{"yes":{"on":"2025-04-12"}}}"#;
    let ticks: Ticks = serde_json::from_str(json).unwrap();
    assert_eq!(ticks.captured, Some(yes("2025-04-12")));
    let mut student = bnu();
    student.known.ticks = ticks.clone();
    assert_eq!(student.next("2025-05-06T10:00"), "confirm");
    let again: Ticks = serde_json::from_str(&serde_json::to_string(&ticks).unwrap()).unwrap();
    assert_eq!(again, ticks);
    // An answer of a later version is no answer, and no error.
    for json in [
        r#"{"captured":{"maybe":1}}"#,
        r#"{"captured":7}"#,
        "{}",
        r#"{"captured":{"yes":{"on":"2025-02-30"}}}"#,
    ] {
        assert_eq!(serde_json::from_str::<Ticks>(json).unwrap().captured, None, "{json}");
    }
    let no: Ticks = serde_json::from_str(r#"{"captured":"no"}"#).unwrap();
    assert_eq!(no.captured, Some(Captured::No));
}
