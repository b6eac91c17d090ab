//! hnust-2026, cqust-2026 and xaipe-2025: windows of colleges, a fee before everything, two batches, a
//! month, silence.

use tucai_way::due::Basis;
use tucai_way::steps::{Captured, State, StepKind, Tick};
use tucai_way::verify::Phase;

use crate::at;
use crate::student::{Student, due, text, yes};

fn hnust() -> Student {
    Student::new("hnust-2026", "计算机科学与工程学院")
}

#[test]
fn hnust_photographs_who_has_paid() {
    let way = hnust().way("2025-04-01T10:00");
    let gate = &way.steps[0];
    assert_eq!((gate.kind, way.next), (StepKind::Gate, Some(0)));
    assert!(gate.lines[0].says.as_ref().unwrap().contains("已缴费的2026届"));
    // 3月29日 is the colleges' last day, never the student's; the fee is told once.
    assert_eq!(gate.due, None);
    assert!(way.steps.iter().all(|step| step.kind != StepKind::Fee));
    assert!(gate.more.iter().any(|line| line.text.contains("3月29日前是学院的截止时间")));
    let id = gate.id.0.clone();
    assert_eq!(hnust().ticked(&id).next("2025-04-01T10:00"), "code");
    // 4月12日13:30-17:30, 九教103; the college divides it.
    assert!(way.counted.as_ref().unwrap().contains("学院"));
    assert_eq!(hnust().due("2025-04-01T10:00"), due("2025-04-12T13:15", "2025-04-12", 11));
    assert!(text(&way, "go").contains("按班级时间提前15分钟"));
}

#[test]
fn hnust_unpaid_stays_in_sight_until_the_session() {
    // 采集对象：已缴费的…学生.
    let morning = hnust().way("2025-04-12T08:00");
    let code = morning.next_step().unwrap();
    assert_eq!(code.id.0, "code");
    assert!(code.title.contains("还没做：先缴费"), "{}", code.title);
    assert!(text(&morning, "go").contains("还没做先缴费"));
    let with_code = hnust().with_code();
    assert_eq!(with_code.way("2025-04-12T13:00").next_step().unwrap().kind, StepKind::Gate);
    // Queueing, 提前15分钟, what is next is the picture; the gate is still told with it.
    let queueing = with_code.way("2025-04-12T13:15");
    assert_eq!(queueing.next_step().unwrap().id.0, "go");
    assert!(text(&queueing, "go").contains("还没做先缴费"));
    // Paid, nothing of it is left.
    let paid = hnust().ticked(&morning.steps[0].id.0).way("2025-04-12T08:00");
    assert_eq!(paid.next_step().unwrap().title, "获取采集码");
    // The college's day stands in the open, as the college's.
    let lines: String = morning.steps[0].lines.iter().map(|line| line.text.clone()).collect();
    assert!(lines.contains("3月29日") && lines.contains("不是你的"), "{lines}");
}

#[test]
fn hnust_addresses_undergraduates() {
    let way = Student::new("hnust-2026", "研究生院").way("2025-04-01T10:00");
    let counted = way.counted.as_ref().unwrap();
    assert!(counted.contains("存疑") && counted.contains("本科学生"), "{counted}");
    assert!(way.next_step().unwrap().lines.iter().any(|line| line.text.contains("本科学生，")));
    assert!(!hnust().way("2025-04-01T10:00").counted.unwrap().contains("存疑"));
}

#[test]
fn cqust_between_its_batches() {
    let student = cqust().answers(yes("2025-11-04"));
    assert_eq!(cqust().way("2025-11-04T18:00").step("captured").unwrap().state, State::Now);
    let way = student.way("2025-11-04T18:00");
    assert_eq!((way.next_step().unwrap().id.0.as_str(), way.due.as_ref()), ("confirm", None));
    assert_eq!(way.step("go").unwrap().state, State::Done);
}

#[test]
fn hnust_deadlines_are_never_a_range() {
    // 国际教育学院 4月13日14:30-14:40, ten minutes: no second division; 提前15分钟排队.
    let student = Student::new("hnust-2026", "国际教育学院");
    let code = |now: &str| {
        let due = student.way(now).step("code").unwrap().due.clone().unwrap();
        (due.by, due.words)
    };
    let told = |by: &str, words: &str| (at(by), words.to_owned());
    assert_eq!(code("2025-04-10T10:00"), told("2025-04-13T14:15", "4月13日(周日)14:15集合以前"));
    assert_eq!(code("2025-04-13T14:20"), told("2025-04-13T14:30", "4月13日(周日)14:30以前"));
    // A window of a college: 13:30, the first class queues at 13:15.
    let due = hnust().way("2025-04-10T10:00").step("code").unwrap().due.clone().unwrap();
    assert_eq!((due.by, due.words.as_str()), (at("2025-04-12T13:15"), "4月12日(周六)13:15以前"));
}

#[test]
fn cqust_the_first_class_of_a_window_is_there_before_it() {
    // 管理学院 2025.11.3，14:00~17:00; 提前20分钟到达.
    let student = Student::new("cqust-2026", "管理学院").with_code();
    let due = student.way("2025-11-03T09:00").due.unwrap();
    assert_eq!((due.what.as_str(), due.by), ("到场", at("2025-11-03T13:40")));
    assert_eq!((due.words.as_str(), due.basis), ("11月3日(周一)13:40", Basis::WorkedOut));
    let how = due.how.unwrap();
    assert!(how.contains("提前20分钟") && how.contains("由学院安排"), "{how}");
    let counted = student.way("2025-11-03T09:00").counted.unwrap();
    assert!(counted.contains("14:00") && counted.contains("提前20分钟到场"), "{counted}");
    // Open, nobody is late: the class's own time may come.
    let open = student.way("2025-11-03T15:00").due.unwrap();
    assert_eq!((open.by, open.words.as_str()), (at("2025-11-03T17:00"), "11月3日(周一)17:00以前"));
}

#[test]
fn hnust_check_is_a_month() {
    let student = hnust().answers(Captured::Yes { on: None });
    let check = student.check("2025-08-31T10:00");
    assert_eq!((check.phase, check.basis), (Phase::Ahead(1), Basis::WorkedOut));
    assert!(check.notes[0].text.contains("通知只说到月份"));
    assert_eq!(student.check("2025-09-01T00:00").phase, Phase::Open(Some(29)));
    assert_eq!(student.due("2025-09-10T10:00"), due("2025-10-01T00:00", "2025-09-30", 20));
    assert_eq!(student.check("2025-10-01T00:00").phase, Phase::Over);
}

#[test]
fn hnust_check_cannot_be_ticked_before_september() {
    // 请参加此次图像采集的学生务必于2025年9月登录.
    let student = hnust().answers(Captured::Yes { on: None });
    let confirm = |student: &Student, now: &str| {
        let way = student.way(now);
        let step = way.step("confirm").unwrap();
        (step.state, step.tick)
    };
    assert_eq!(confirm(&student, "2025-04-20T10:00"), (State::Later, Tick::Nothing));
    assert_eq!(confirm(&student, "2025-09-01T00:00"), (State::Now, Tick::Student));
    // A tick from before it opened does not switch off what is still to come.
    let ticked = student.ticked("confirm");
    assert_eq!(confirm(&ticked, "2025-04-20T10:00"), (State::Later, Tick::Nothing));
    assert_eq!(ticked.due("2025-04-20T10:00"), due("2025-10-01T00:00", "2025-09-30", 163));
    assert_eq!(confirm(&ticked, "2025-09-10T10:00"), (State::Done, Tick::Student));
    // Nor can it be ticked before the capture, nor by whoever was not photographed.
    assert_eq!(confirm(&hnust(), "2025-04-01T10:00"), (State::Later, Tick::Nothing));
    let absent = hnust().answers(Captured::No);
    assert_eq!(confirm(&absent, "2025-09-10T10:00"), (State::Later, Tick::Nothing));
    assert_eq!(absent.due("2025-09-10T10:00"), None);
}

#[test]
fn hnust_has_no_make_up() {
    let found = hnust().missed("2025-04-14T10:00");
    assert!(found.ways.is_empty());
    assert!(found.gaps.iter().any(|gap| gap.text.contains("没有安排补拍")));
    assert!(found.absence.iter().any(|line| line.text.contains("退费")));
    // No contact is given: the college of the row.
    assert_eq!(found.ask.len(), 1);
    assert_eq!(found.ask[0].text, "计算机科学与工程学院");
}

fn cqust() -> Student {
    Student::new("cqust-2026", "计算机科学与工程学院")
}

#[test]
fn cqust_two_batches() {
    // 第一批 11.4 14:00~17:00, 第二批 11.5 9:00~10:00; 在11月3日…前…下载采集码.
    let way = cqust().way("2025-10-30T10:00");
    let lead = way.step("code").unwrap().due.as_ref().unwrap();
    assert_eq!((lead.by, lead.basis, lead.left), (at("2025-11-03T00:00"), Basis::WorkedOut, 3));
    // 在11月3日图像信息采集前: the 2nd is ours, and said to be.
    assert_eq!(lead.words, "11月3日采集前，最晚11月2日(周日)");
    assert!(lead.how.as_ref().unwrap().contains("11月3日当天算不算"));
    assert!(
        way.counted.as_ref().unwrap().contains("2个时段")
            && way.counted.as_ref().unwrap().contains("11月4日(周二)14:00")
    );
    // 10月31日17:00 is the colleges' deadline.
    assert_eq!(
        cqust().with_code().due("2025-10-30T10:00"),
        due("2025-11-04T13:40", "2025-11-04", 5)
    );
    assert_eq!(cqust().way("2025-11-03T00:00").step("code").unwrap().state, State::Missed);
    // 摄制人员现场扫码支付收取: brought along once, and no step before.
    let prepare = text(&way, "prepare");
    assert_eq!(prepare.matches("15元").count(), 1);
    assert!(way.steps.iter().all(|step| step.kind != StepKind::Fee));
    // Between the batches the second is next; after it the question.
    let student = cqust().with_code().ticked("prepare");
    assert_eq!(student.next("2025-11-04T18:00"), "go");
    assert_eq!(student.due("2025-11-04T18:00"), due("2025-11-05T08:40", "2025-11-05", 1));
    assert_eq!(student.next("2025-11-05T10:00"), "captured");
}

#[test]
fn cqust_is_silent_about_the_check() {
    let student = cqust().answers(yes("2025-11-04"));
    let check = student.check("2025-12-01T10:00");
    assert_eq!((check.phase, check.basis, check.last), (Phase::Unknown, Basis::General, None));
    let way = student.way("2025-12-01T10:00");
    let confirm = way.next_step().unwrap();
    assert_eq!(
        (confirm.id.0.as_str(), confirm.state, confirm.due.as_ref()),
        ("confirm", State::Now, None)
    );
    assert!(confirm.lines.iter().any(|line| line.label == "一般流程，不是本校通知"));
}

#[test]
fn cqust_missed() {
    // 各学院补照 11.7 15:30~17:00; 实习所在地的新华社.
    let student = cqust().answers(Captured::No);
    let found = student.missed("2025-11-05T12:00");
    let titles: Vec<&str> = found.ways.iter().map(|way| way.title.as_str()).collect();
    assert_eq!(titles, ["各学院补照", "实习所在地的新华社采集"]);
    assert_eq!(found.ways[0].phase, Phase::Ahead(2));
    assert_eq!(student.due("2025-11-05T12:00"), due("2025-11-07T17:00", "2025-11-07", 2));
    // 刘恒 023-65022072 is for colleges' papers.
    assert!(found.ask.iter().all(|line| !line.text.contains("刘恒") && line.phones.is_empty()));
    assert!(found.ask.iter().any(|line| line.text.contains("计算机科学与工程学院")));
    assert!(found.ways[1].lines.iter().any(|line| line.text.contains("学院教务办")));
    // Unanswered after the session, the make-up is not hidden.
    assert_eq!(cqust().due("2025-11-05T12:00"), due("2025-11-07T17:00", "2025-11-07", 2));
    let told = cqust().way("2025-11-05T12:00").due.unwrap();
    assert_eq!(
        (told.what.as_str(), told.words.as_str()),
        ("没拍到的：各学院补照", "11月7日(周五)17:00前")
    );
    assert!(told.how.unwrap().contains("15:30–17:00"));
    let after = student.missed("2025-11-08T00:00");
    assert_eq!(after.ways.last().unwrap().title, "各学院补照");
    assert_eq!(after.ways.last().unwrap().phase, Phase::Over);
}

fn xaipe() -> Student {
    Student::new("xaipe-2025", "体育教育8班")
}

#[test]
fn xaipe_way() {
    // 4月21日 9:00—9:50, 集合8:40 教学楼前空地, 301教室; 均可能提前; 班长代收20元.
    let way = xaipe().way("2024-04-15T10:00");
    assert!(way.step("fee").unwrap().title.contains("20元"));
    let lead = way.step("code").unwrap().due.as_ref().unwrap();
    assert_eq!(lead.by, at("2024-04-21T08:40"));
    let go = text(&way, "go");
    for fact in ["4月21日(周日)09:00–09:50", "08:40", "教学楼前空地", "301教室", "可能提前"]
    {
        assert!(go.contains(fact), "{fact}: {go}");
    }
    let prepare = text(&way, "prepare");
    assert!(prepare.contains("采集码") && prepare.contains("高领"));
    assert_eq!(xaipe().next("2024-04-21T09:50"), "captured");
    assert_eq!(xaipe().answers(yes("2024-04-21")).check("2024-05-01T10:00").basis, Basis::General);
}

#[test]
fn xaipe_missed() {
    // 2024年12月31日前, 丈八一路1号, 周二至周六 9:00-11:40；13:00-17:40, two numbers.
    let found = xaipe().missed("2024-05-06T10:00");
    let centre = &found.ways[0];
    assert_eq!(centre.phase, Phase::Open(Some(239)));
    assert_eq!(centre.phones, ["029-81154835", "18089293349"]);
    assert!(centre.place.as_ref().unwrap().contains("丈八一路1号"));
    assert_eq!(centre.way.as_deref(), Some("高新区管委会西侧"));
    let spans: Vec<usize> = centre.table.iter().map(|row| row.spans.len()).collect();
    assert_eq!(spans, [0, 2, 2, 2, 2, 2, 0]);
    assert!(centre.table[0].today, "6 May 2024 is a Monday");
    let lines: String = centre.lines.iter().map(|line| line.text.clone()).collect();
    assert!(lines.contains("检查妆发") && lines.contains("教务处教务科"));
    // The 31st is a Tuesday: open until 17:40.
    for student in [xaipe(), xaipe().answers(Captured::No)] {
        let last = due("2024-12-31T17:40", "2024-12-31", 0);
        assert_eq!(student.due("2024-12-31T10:00"), last);
        assert!(student.way("2024-12-31T10:00").due.unwrap().words.contains("当天算不算"));
        assert_eq!(student.due("2024-12-31T17:40"), None);
    }
    assert_eq!(xaipe().missed("2024-12-31T17:40").ways[0].phase, Phase::Over);
    assert_eq!(xaipe().missed("2025-01-01T00:00").ways[0].phase, Phase::Over);
}
