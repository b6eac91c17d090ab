//! The whole way, from the link to the confirmed photo, for a student of each of the five notices: before,
//! on, between and after the dates. What is expected was read in the notices.

use tucai_tests::{Visit, journeys};

use crate::CLASS;

journeys! {
    a_class_with_a_time_of_its_own;
    opening_periods_and_a_make_up;
    only_those_who_have_paid;
    a_college_in_two_batches;
    a_time_that_was_worked_out_and_a_silent_notice;
}

/// Opens a class, or a tab of it (`/after`), as of a moment.
async fn opens(visit: &mut Visit, class: &str, now: &str) {
    println!("{class} as of {now}");
    visit.open(&format!("{class}?now={now}")).await;
}

/// Keeps a class as one's own, as of a moment.
async fn keeps(visit: &mut Visit, class: &str, now: &str) {
    opens(visit, class, now).await;
    visit.does("keep").await;
    visit.sees_a("[data-section=timeline]").await;
}

/// Says in the timeline that a step is done.
async fn ticks(visit: &Visit, step: &str) {
    visit.presses_the(&format!("[data-step={step}] label.tick")).await;
    visit.sees_a(&format!("[data-step={step}][data-state=done]")).await;
}

/// What the strip says is next.
async fn is_next(visit: &Visit, step: &str) {
    visit.reads("[data-fact=next-step]", &[step]).await;
}

/// Answers 拍过了吗 in the strip.
async fn answers(visit: &Visit, answer: &str) {
    visit.sees_in("tucai-guide[part=strip] .ask", &["拍过了吗"]).await;
    // A second tap of the same finger is none.
    visit.sees_no("[data-settling]").await;
    visit.presses_the(&format!("tucai-guide[part=strip] .ask [data-at={answer}]")).await;
    visit.sees_no("tucai-guide[part=strip] .ask").await;
}

/// Unfolds what a step of the timeline says.
async fn unfolds(visit: &Visit, step: &str, words: &[&str]) {
    visit.presses_the(&format!("[data-fold={step}] summary")).await;
    visit.sees_in(&format!("[data-step={step}]"), words).await;
}

/// cqie-2027: 提前两天 the code, the monitor collects 15 yuan, 4月15日14:10-14:30, 10 minutes before; the
/// check is 待定.
async fn a_class_with_a_time_of_its_own(visit: &mut Visit) {
    keeps(visit, CLASS, "2026-04-02T10:00").await;
    is_next(visit, "获取采集码").await;
    visit.fact("next-due", &["4月13日(周一)", "还有11天"]).await;
    visit.sees_in("[data-step=code]", &["提前2天", "一天只有5次验证机会"]).await;
    ticks(visit, "code").await;
    visit.sees_in("[data-fact=next-step]", &["15元", "班长"]).await;
    ticks(visit, "fee").await;
    is_next(visit, "自检一张照片（可选）").await;
    visit.fact("next-due", &["4月15日(周三)14:00集合"]).await;
    // The evening before, what to bring comes before a try.
    opens(visit, CLASS, "2026-04-14T20:00").await;
    is_next(visit, "准备穿着和要带的东西").await;
    visit.sees_in("[data-step=prepare]", &["采集码", "纸巾"]).await;
    ticks(visit, "prepare").await;
    is_next(visit, "到场拍摄").await;
    visit.sees_in("[data-step=go]", &["14:00", "南泉校区", "图书馆二部一楼大厅"]).await;
    // The day itself, while they queue.
    opens(visit, CLASS, "2026-04-15T14:05").await;
    is_next(visit, "到场拍摄").await;
    visit.sees_no("tucai-guide[part=strip] .ask").await;
    opens(visit, CLASS, "2026-04-15T14:30").await;
    answers(visit, "yes").await;
    is_next(visit, "在学信网核对照片").await;
    visit.sees_no("[data-fact=next-due]").await;
    opens(visit, &format!("{CLASS}/after"), "2026-05-20T10:00").await;
    visit.fact("window-days", &["待定"]).await;
    visit.presses_the("[data-section=verify] label.tick").await;
    visit.fact("window", &["已核对"]).await;
    // The end of the way asks nothing any more.
    visit.sees_no("[data-fact=next-step]").await;
    opens(visit, CLASS, "2026-06-01T10:00").await;
    visit.sees_a("[data-step=done][data-state=done]").await;
}

/// bnu-2025, undergraduates: 4月12～13日 in four periods, code and student card, 20 yuan by scanning; missed,
/// 中国图片社 until 30 April; 5月5～25日 the check.
async fn opening_periods_and_a_make_up(visit: &mut Visit) {
    let class = "#/bnu-2025/class/本科生";
    keeps(visit, class, "2025-04-01T10:00").await;
    is_next(visit, "获取采集码").await;
    visit.fact("next-due", &["4月12日(周六)09:00"]).await;
    visit.sees_in("[data-section=timeline]", &["4个时段", "各培养单位", "最早"]).await;
    unfolds(visit, "prepare", &["学生卡", "学生证", "20元", "只可扫码支付"]).await;
    ticks(visit, "code").await;
    ticks(visit, "prepare").await;
    // Between two periods nobody is asked.
    opens(visit, class, "2025-04-12T12:30").await;
    is_next(visit, "到场拍摄").await;
    visit.fact("next-due", &["4月12日(周六)13:30"]).await;
    opens(visit, class, "2025-04-14T09:00").await;
    answers(visit, "no").await;
    is_next(visit, "补拍").await;
    visit.fact("next-due", &["4月30日(周三)"]).await;
    opens(visit, &format!("{class}/after"), "2025-04-14T09:00").await;
    let first = "tucai-guide[part=after] [data-section=make-up]";
    visit.sees_in(first, &["中国图片社", "宣武门外大街甲1号", "010-63076145"]).await;
    visit.sees_in(".hours tr:nth-child(1)", &["周一", "09:00–16:00"]).await;
    visit.sees_in(".hours tr:nth-child(7)", &["周日", "不开放"]).await;
    visit.sees_in("tucai-guide[part=after]", &["蔡老师", "58809264"]).await;
    // 线上采集 is for graduates, 白老师 too.
    visit.sees_nothing_of(&["申请线上采集", "白老师"]).await;
    // Photographed after all.
    opens(visit, class, "2025-04-16T17:00").await;
    visit.presses_the("[data-step=captured] [data-action=captured]").await;
    answers(visit, "yes").await;
    visit.fact("next-due", &["5月25日(周日)"]).await;
    opens(visit, &format!("{class}/after"), "2025-05-10T09:00").await;
    visit.fact("window-days", &["2025年5月5日至25日"]).await;
    visit.fact("window", &["还有15天"]).await;
    visit.presses_the("[data-section=verify] label.tick").await;
    visit.fact("window", &["已核对"]).await;
}

/// hnust-2026: 已缴费 students only, the colleges pay by 29 March and divide their hours; no make-up; 2025年9月.
async fn only_those_who_have_paid(visit: &mut Visit) {
    let class = "#/hnust-2026/class/计算机科学与工程学院";
    keeps(visit, class, "2025-03-20T10:00").await;
    is_next(visit, "先缴费").await;
    // 3月29日 is the college's day; the first class of the window has to be there a quarter of an hour before it.
    visit.fact("next-due", &["4月12日(周六)13:15"]).await;
    visit.presses_the("[data-step^=gate] label.tick").await;
    is_next(visit, "获取采集码").await;
    unfolds(visit, "go", &["提前15分钟", "第九教学楼103室", "学院安排"]).await;
    opens(visit, class, "2025-04-12T18:00").await;
    answers(visit, "no").await;
    is_next(visit, "问清楚怎么补拍").await;
    opens(visit, &format!("{class}/after"), "2025-04-12T18:00").await;
    visit
        .sees_in("tucai-guide[part=after] [data-section=make-up]", &["没有安排补拍", "退费"])
        .await;
    opens(visit, class, "2025-04-13T12:00").await;
    visit.presses_the("[data-step=captured] [data-action=captured]").await;
    answers(visit, "yes").await;
    visit.fact("next-due", &["9月30日"]).await;
    opens(visit, &format!("{class}/after"), "2025-09-29T12:00").await;
    visit.sees_in("tucai-guide [data-section=verify]", &["2025年9月", "通知只说到月份"]).await;
    visit.fact("window", &["还有1天"]).await;
    opens(visit, &format!("{class}/after"), "2025-10-01T00:00").await;
    visit.fact("window", &["已结束"]).await;
}

/// cqust-2026: 第一批 11.4 14:00~17:00, 第二批 11.5 9:00~10:00, the code before 3 November, 补照 11.7; nothing
/// on a check.
async fn a_college_in_two_batches(visit: &mut Visit) {
    let class = "#/cqust-2026/class/计算机科学与工程学院";
    keeps(visit, class, "2025-10-30T10:00").await;
    is_next(visit, "获取采集码").await;
    visit.fact("next-due", &["11月3日采集前", "还有3天"]).await;
    opens(visit, class, "2025-11-03T10:00").await;
    visit.sees_a("[data-step=code][data-state=missed]").await;
    visit.sees_in("[data-step=code]", &["现在就去获取"]).await;
    ticks(visit, "code").await;
    ticks(visit, "prepare").await;
    opens(visit, class, "2025-11-04T18:00").await;
    is_next(visit, "到场拍摄").await;
    visit.fact("next-due", &["11月5日(周三)08:40", "明天"]).await;
    opens(visit, class, "2025-11-05T10:00").await;
    answers(visit, "no").await;
    visit.fact("next-due", &["11月7日(周五)17:00前"]).await;
    opens(visit, class, "2025-11-07T17:30").await;
    visit.presses_the("[data-step=captured] [data-action=captured]").await;
    answers(visit, "yes").await;
    is_next(visit, "在学信网核对照片").await;
    visit.sees_no("[data-fact=next-due]").await;
    opens(visit, &format!("{class}/after"), "2025-12-01T10:00").await;
    visit.sees_in("tucai-guide [data-section=verify]", &["没有提到"]).await;
    visit.sees_in("[data-section=general]", &["一般流程，不是本校通知", "证件号码"]).await;
    // 刘恒 is for the colleges' papers.
    visit.sees_nothing_of(&["刘恒"]).await;
}

/// xaipe-2025: 舞蹈学 in room 401 at a time read out of a scattered table; 20 yuan to the monitor; missed, the
/// centre until 31 December.
async fn a_time_that_was_worked_out_and_a_silent_notice(visit: &mut Visit) {
    let class = "#/xaipe-2025/class/舞蹈学2班";
    keeps(visit, class, "2024-04-15T10:00").await;
    is_next(visit, "获取采集码").await;
    unfolds(visit, "go", &["11:00", "教学楼前空地", "401教室", "请向学院核实"]).await;
    ticks(visit, "code").await;
    visit.sees_in("[data-fact=next-step]", &["20元", "班长"]).await;
    opens(visit, class, "2024-04-21T12:00").await;
    answers(visit, "no").await;
    is_next(visit, "补拍").await;
    visit.fact("next-due", &["12月31日(周二)"]).await;
    opens(visit, &format!("{class}/after"), "2024-05-07T10:00").await;
    visit.sees_in(".hours tr:nth-child(1)", &["周一", "不开放"]).await;
    visit.sees_in(".hours tr.today", &["周二", "09:00–11:40", "13:00–17:40"]).await;
    visit.sees_in("[data-section=make-up]", &["029-81154835", "18089293349", "丈八一路1号"]).await;
    opens(visit, &format!("{class}/after"), "2025-01-01T00:00").await;
    visit.fact("chance", &["已结束"]).await;
}
