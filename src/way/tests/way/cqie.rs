//! cqie-2027: a class with its own slot, a lead of two days, a fee that the monitor collects, a check to be
//! announced, no make-up.

use tucai_way::due::Basis;
use tucai_way::missed;
use tucai_way::steps::{Captured, State, Tick};
use tucai_way::verify::Phase;

use crate::student::{Student, due, text, yes};

fn cqie() -> Student {
    Student::new("cqie-2027", "23软工1班")
}

#[test]
fn cqie_before() {
    // 4月15日14:10-14:30, 提前10分钟排好队; 提前两天获取采集码; 班长收费.
    let way = cqie().way("2026-04-02T10:00");
    let ids: Vec<&str> = way.steps.iter().map(|step| step.id.0.as_str()).collect();
    assert_eq!(ids, ["fee", "code", "try", "prepare", "go", "captured", "confirm", "done"]);
    assert_eq!(way.counted, None);
    assert!(!way.begun);
    let code = way.step("code").unwrap();
    let lead = code.due.as_ref().unwrap();
    assert_eq!((lead.basis, lead.words.as_str()), (Basis::WorkedOut, "最晚4月13日(周一)"));
    assert!(lead.says.as_ref().unwrap().contains("提前两天"));
    assert_eq!(code.tick, Tick::Phone);
    // The monitor collects; nobody says when, so it is no deadline and does not stand before one.
    let fee = way.step("fee").unwrap();
    assert_eq!((fee.due.as_ref(), fee.tick), (None, Tick::Student));
    assert!(fee.title.contains("15元") && fee.title.contains("班长"));
    assert_eq!(cqie().next("2026-04-02T10:00"), "code");
    assert_eq!(cqie().due("2026-04-02T10:00"), due("2026-04-14T00:00", "2026-04-13", 11));
    assert_eq!(cqie().with_code().next("2026-04-02T10:00"), "fee");
    let student = cqie().with_code().ticked("fee");
    assert_eq!(student.next("2026-04-02T10:00"), "try");
    assert_eq!(student.due("2026-04-02T10:00"), due("2026-04-15T14:00", "2026-04-15", 13));
    assert_eq!(student.tried().next("2026-04-02T10:00"), "prepare");
    // No deadline of counselors (13日—17日), colleges (20日) or the registrar (13日) is the student's.
    let text: String =
        way.steps.iter().filter_map(|step| step.due.as_ref()).map(|due| due.what.clone()).collect();
    assert!(!text.contains("提交") && !text.contains("核对电子"), "{text}");
}

#[test]
fn cqie_when_the_lead_is_over() {
    let way = cqie().way("2026-04-14T09:00");
    let code = way.step("code").unwrap();
    assert_eq!(code.state, State::Missed);
    assert!(code.lines[0].text.contains("现在就去获取"));
    assert_eq!(way.next_step().unwrap().id.0, "code");
    // What is over is no next deadline.
    assert_eq!(cqie().due("2026-04-14T09:00"), due("2026-04-15T14:00", "2026-04-15", 1));
    // The evening before, no try any more.
    assert_eq!(cqie().with_code().ticked("fee").next("2026-04-14T20:00"), "prepare");
}

#[test]
fn cqie_on_the_day() {
    let student = cqie().with_code();
    // On the day the fee that the monitor has or has not does not stand in the way.
    assert_eq!(student.next("2026-04-15T08:00"), "prepare");
    let student = student.ticked("prepare");
    assert_eq!(student.next("2026-04-15T08:00"), "go");
    assert_eq!(student.due("2026-04-15T13:59"), due("2026-04-15T14:00", "2026-04-15", 0));
    assert!(student.way("2026-04-15T14:00").begun);
    // Assembled, it can be reached until it is over.
    assert_eq!(student.due("2026-04-15T14:05"), due("2026-04-15T14:30", "2026-04-15", 0));
    let told = student.way("2026-04-15T14:05").due.unwrap();
    assert_eq!(told.what, "拍摄");
    assert_eq!(told.words, "4月15日(周三)14:10–14:30，集合已在14:00");
    assert_eq!(student.next("2026-04-15T14:29"), "go");
    let go = text(&student.way("2026-04-15T08:00"), "go");
    for fact in ["4月15日(周三)14:10–14:30", "14:00", "图书馆二部一楼大厅", "南泉校区"]
    {
        assert!(go.contains(fact), "{fact}: {go}");
    }
}

#[test]
fn cqie_after() {
    let asked = cqie().way("2026-04-15T14:30");
    assert_eq!(asked.next_step().unwrap().id.0, "captured");
    assert_eq!(asked.next_step().unwrap().tick, Tick::Answer);
    assert_eq!(asked.due, None);
    assert!(asked.steps.iter().take(5).all(|step| step.state == State::Over));
    // 电子图像信息网上查询: 待定(后续通知).
    assert_eq!(asked.step("confirm").unwrap().tick, Tick::Nothing);
    let early = cqie().ticked("confirm").way("2026-04-02T10:00");
    assert_eq!(early.step("confirm").unwrap().state, State::Later);
    let done = cqie().answers(yes("2026-04-15"));
    let way = done.way("2026-05-20T10:00");
    let next = way.next_step().unwrap();
    assert_eq!(
        (next.id.0.as_str(), next.state, next.due.as_ref()),
        ("confirm", State::Later, None)
    );
    assert_eq!(way.due, None);
    let check = done.check("2026-05-20T10:00");
    assert_eq!((check.phase, check.basis), (Phase::Unknown, Basis::Notice));
    assert!(check.words.contains("待定"));
    assert_eq!(check.says.as_deref(), Some("待定（后续通知）"));
    let end = done.ticked("confirm").way("2026-06-20T10:00");
    assert_eq!((end.next, end.steps.last().unwrap().state), (None, State::Done));
}

#[test]
fn cqie_missed() {
    // The notice has no make-up; row 26 names counselor 王芳 of 软件学院.
    let student = cqie().answers(Captured::No);
    let way = student.way("2026-04-16T10:00");
    assert_eq!(way.next_step().unwrap().id.0, "make-up");
    let found = student.missed("2026-04-16T10:00");
    assert!(found.ways.is_empty());
    assert!(found.gaps.iter().any(|gap| gap.text.contains("没有写")));
    assert!(found.absence.iter().any(|line| line.text.contains("不得请假")));
    // 袁老师 is for colleges; counselor and college of the row are there to ask.
    assert!(found.ask.iter().all(|line| !line.text.contains("袁老师")));
    let row: Vec<(&str, &str)> =
        found.ask.iter().map(|line| (line.label.as_str(), line.text.as_str())).collect();
    assert!(row.contains(&("辅导员", "王芳")) && row.contains(&("学院", "软件学院")), "{row:?}");
    // Whoever cannot come is told that the session is still ahead.
    let before = student.way("2026-04-14T10:00");
    assert!(text(&before, "make-up").contains("你的时段还没有过：4月15日(周三)14:10–14:30"));
}

#[test]
fn cqie_exempt() {
    // 附件5: 23物联网3班, 2人, 以前年度已摄像; no name is told.
    let student = Student::new("cqie-2027", "23物联网3班");
    let lines = missed::exempt(&student.notice, &student.seats());
    assert_eq!(lines.len(), 1);
    assert!(lines[0].text.contains("23物联网3班有2人") && lines[0].text.contains("郑阳春"));
    assert!(lines[0].says.as_ref().unwrap().contains("2人以前年度已摄像"));
    assert!(missed::exempt(&student.notice, &cqie().seats()).is_empty());
}
