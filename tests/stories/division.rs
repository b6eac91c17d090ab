//! A college divides its window among its classes: from the desk over the link to the student. The figures
//! are counted by hand from cqust-2026: 电子与电气工程学院, 670 people, 9:00–12:00 on 3 November 2025, in the
//! gym, and 20 minutes before.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use tucai_notice::division::{Division, Row, Window};
use tucai_tests::{Trouble, Visit, journeys};

use crate::encoded;
use crate::publication::copy;

journeys! {
    a_college_makes_a_link_and_a_student_goes_by_it;
    it_goes_along_to_every_tab_and_is_kept;
    a_link_that_was_cut_off_is_told;
    a_window_that_a_newer_notice_moved_is_told;
    a_class_that_is_not_in_it_is_led_to_the_college;
    a_long_one_comes_as_a_file;
    what_does_not_fit_is_refused;
    a_table_is_read_and_a_list_of_persons_is_not;
    where_nothing_is_left_to_divide_it_says_so;
    the_finder_does_not_come;
}

const COLLEGE: &str = "电子与电气工程学院";

fn college() -> String {
    format!("#/cqust-2026/college/{}", encoded(COLLEGE))
}

fn class(name: &str, plan: &str) -> String {
    format!("#/cqust-2026/class/{}?plan={plan}", encoded(name))
}

fn row(class: &str, span: &str, heads: u32) -> Row {
    Row { class: class.to_owned(), window: 0, span: span.parse().unwrap(), heads }
}

/// Three classes of the window.
fn division() -> Division {
    Division {
        notice: "cqust-2026".to_owned(),
        revision: 1,
        college: COLLEGE.to_owned(),
        made: "2025-10-20".parse().unwrap(),
        windows: vec![Window {
            date: "2025-11-03".parse().unwrap(),
            span: "09:00-12:00".parse().unwrap(),
            place: "gym".to_owned(),
        }],
        rows: vec![
            row("电气2201", "09:00-09:10", 40),
            row("电气2202", "09:10-09:20", 36),
            row("自动化2201", "09:20-09:30", 44),
        ],
    }
}

fn plan() -> String {
    division().to_text().unwrap()
}

async fn unfolds(visit: &mut Visit) {
    visit.until("the part", "document.querySelector('tucai-desk[part=split]')").await;
    let unfold = "document.querySelector('tucai-desk[part=split]').closest('details').open = true";
    visit.js(unfold, Vec::new()).await;
}

/// Fills a field of the form as hands would, the change told.
async fn puts(visit: &Visit, field: &str, text: &str) {
    visit.sees_a(&format!("tucai-desk [data-field={field}]")).await;
    let script = "const field = document.querySelector(`tucai-desk [data-field=${arguments[0]}]`);
        field.value = arguments[1];
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    visit.js(script, vec![json!(field), json!(text)]).await;
}

async fn value_of(visit: &Visit, selector: &str) -> String {
    visit.sees_a(selector).await;
    let script = "return document.querySelector(arguments[0]).value";
    visit.js(script, vec![json!(selector)]).await.as_str().unwrap().to_owned()
}

/// The page of 电气2202 by the college's division.
async fn sees_the_divided_class(visit: &Visit) {
    visit.screen("class").await;
    visit.reads("h1", &["电气2202"]).await;
    visit.fact("date", &["11月3日"]).await;
    visit.fact("time", &["09:10–09:20"]).await;
    visit.fact("assemble", &["08:50 集合"]).await;
    visit.fact("before", &["电气2201"]).await;
    visit.fact("after", &["自动化2201"]).await;
    visit.fact("certainty", &["学院安排", "学院自己的分班安排", "不是通知原文", "第1版"]).await;
    // The window of the notice.
    visit.sees_in(".stub", &["11月3日(周一)09:00–12:00"]).await;
    visit.sees_nothing_of(&["按通知，这就是本班的时间"]).await;
    visit.sees_no("[data-told]").await;
}

async fn a_college_makes_a_link_and_a_student_goes_by_it(visit: &mut Visit) {
    visit.open(&format!("{}?now=2025-10-20T10:00", college())).await;
    unfolds(visit).await;
    // 670 people in three hours.
    visit.sees_in("[data-implied]", &["每小时约224人", "建议按230人"]).await;
    assert_eq!(value_of(visit, "tucai-desk [data-field=per-hour]").await, "230");
    // To the minute, 670 in 179 minutes.
    puts(visit, "round", "1").await;
    visit.sees_in("[data-implied]", &["建议按225人"]).await;
    assert_eq!(value_of(visit, "tucai-desk [data-field=per-hour]").await, "225");
    puts(visit, "round", "5").await;
    puts(visit, "text", "电气2201 40\n电气2202 36\n自动化2201 44").await;
    puts(visit, "per-hour", "240").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.sees_in("[data-sum]", &["3个班", "120人"]).await;
    visit.sees_in("[data-facts]", &["通知写670人，这里共120人"]).await;
    visit.sees_in("[data-rows]", &["09:00–09:10", "09:10–09:20", "09:20–09:30"]).await;
    let text = value_of(visit, "tucai-desk [data-text]").await;
    assert!(text.contains("电气2201") && text.contains("08:40"), "{text}");
    assert!(text.contains("学院自己的分班安排") && text.contains("2025年10月20日"), "{text}");
    // The link leads to the college's page with its classes.
    let link = value_of(visit, "tucai-desk [data-link]").await;
    assert!(link.is_ascii() && link.len() < 500, "{link}");
    visit.leave().await;
    visit.go(&link).await;
    visit.screen("list").await;
    visit.sees_in("[data-list]", &["电气2202", "09:10–09:20", "学院安排"]).await;
    visit.sees(&["共670人"]).await;
    visit.presses_the("[data-list] a[data-unit='电气2202']").await;
    sees_the_divided_class(visit).await;
    assert!(visit.address().await.contains("plan="), "the plan is in the address");
    // Another order is another time.
    visit.open(&college()).await;
    unfolds(visit).await;
    puts(visit, "text", "电气2201 40\n电气2202 36").await;
    puts(visit, "per-hour", "240").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.presses_the("tucai-desk [data-action=up][data-at='1']").await;
    // 36 people take nine minutes.
    visit.reads("tucai-desk [data-rows] th[scope=row]", &["电气2202", "电气2201"]).await;
}

async fn it_goes_along_to_every_tab_and_is_kept(visit: &mut Visit) {
    visit.open(&class("电气2202", &plan())).await;
    sees_the_divided_class(visit).await;
    for tab in ["code", "portrait", "after", "plan"] {
        visit.presses_the(&format!(".tabs a[data-tab={tab}]")).await;
        visit.sees_a(&format!("main[data-part={tab}]")).await;
        assert!(visit.address().await.contains(&plan()), "{tab}");
    }
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    visit.open("").await;
    sees_the_divided_class(visit).await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    // Written as people write it, and with what a chat puts behind it.
    let written = class("电气 2202 班", &plan());
    visit.open(&format!("{written}&from=singlemessage")).await;
    sees_the_divided_class(visit).await;
}

async fn a_link_that_was_cut_off_is_told(visit: &mut Visit) {
    let plan = plan();
    for end in [1, 20, plan.len() - 1] {
        visit.open(&class("电气2202", plan.get(..end).unwrap())).await;
        visit.screen("unknown").await;
        visit.sees_in("[data-told]", &["不完整", "没有采用"]).await;
        visit.sees_no("[data-fact]").await;
    }
    // The notice itself is as it was.
    visit.open(&class(COLLEGE, plan.get(..20).unwrap())).await;
    visit.screen("class").await;
    visit.fact("time", &["09:00–12:00"]).await;
    visit.sees_in("[data-told]", &["不完整"]).await;
}

/// The second revision, in which the window is half an hour earlier.
fn moved() -> TempDir {
    let folder = copy();
    for name in ["cqust-2026.json", "cqust-2026.whole.json"] {
        edit(&folder.path().join("notices").join(name), &|notice| {
            notice["revision"] = 2.into();
            let slots = notice["schedule"]["slots"].as_array_mut().unwrap();
            let its = slots.iter_mut().find(|slot| slot["college"] == COLLEGE).unwrap();
            its["when"]["clock"]["span"] = "08:30-11:30".into();
        });
    }
    let page = folder.path().join("notices/cqust-2026.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("data-revision=\"1\"", "data-revision=\"2\"")).unwrap();
    folder
}

fn edit(path: &Path, change: &dyn Fn(&mut Value)) {
    let mut value: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    change(&mut value);
    fs::write(path, value.to_string()).unwrap();
}

async fn a_window_that_a_newer_notice_moved_is_told(visit: &mut Visit) {
    let folder = moved();
    visit.open(&class("电气2202", &plan())).await;
    sees_the_divided_class(visit).await;
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    visit.site.deploy(folder.path());
    visit.open(&class("电气2202", &plan())).await;
    visit.screen("unknown").await;
    visit
        .sees_in("[data-told]", &["通知改过了", "09:00–12:00", "第1版", "第2版", "以通知为准"])
        .await;
    visit.sees(&["原来记住的班级在新版通知里没有了"]).await;
    visit.sees_nothing_of(&["09:10"]).await;
    // To what the notice says now.
    visit.presses_the("[data-nearest] a").await;
    visit.screen("class").await;
    visit.fact("time", &["08:30–11:30"]).await;
}

async fn a_class_that_is_not_in_it_is_led_to_the_college(visit: &mut Visit) {
    visit.open(&class("电气2299", &plan())).await;
    visit.screen("unknown").await;
    visit.sees_no("[data-told]").await;
    let near = visit.texts_of("[data-nearest] a").await;
    assert_eq!(near.iter().filter(|name| *name == COLLEGE).count(), 1, "{near:?}");
    visit.sees_nothing_of(&["原来记住"]).await;
}

async fn a_long_one_comes_as_a_file(visit: &mut Visit) {
    let folder = copy();
    let file = folder.path().join("notices/cqust-2026.plan-dzydqgcxy.json");
    visit.site.deploy(folder.path());
    // Before it is put there.
    visit.expects_error("plan-dzydqgcxy.json");
    visit.open(&class("电气2202", "@dzydqgcxy")).await;
    visit.screen("unknown").await;
    visit.sees_in("[data-told]", &["文件没有打开"]).await;
    fs::write(file, division().to_json()).unwrap();
    visit.open(&class("电气2202", "@dzydqgcxy")).await;
    sees_the_divided_class(visit).await;
    visit.presses_the(".tabs a[data-tab=after]").await;
    visit.sees_a("main[data-part=after]").await;
    assert!(visit.address().await.ends_with("?plan=@dzydqgcxy"));
    // Many classes of long names do not fit into a link, and the desk says what to do.
    visit.open(&college()).await;
    unfolds(visit).await;
    let lines: Vec<String> =
        (1..=100).map(|at| format!("第{at}个{}班 6", "很".repeat(at % 9 + 1))).collect();
    puts(visit, "text", &lines.join("\n")).await;
    puts(visit, "per-hour", "300").await;
    puts(visit, "round", "1").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.sees_in("tucai-desk [data-file]", &["cqust-2026.plan-dzydqgcxy.json"]).await;
    let link = value_of(visit, "tucai-desk [data-link]").await;
    assert!(link.ends_with("?plan=@dzydqgcxy"), "{link}");
}

async fn what_does_not_fit_is_refused(visit: &mut Visit) {
    visit.open(&college()).await;
    unfolds(visit).await;
    puts(visit, "text", "电气2201 300\n电气2202 300").await;
    puts(visit, "per-hour", "150").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    // 450 in three hours; 600 need 200 an hour.
    visit
        .sees_in("[data-outcome]", &["排得下300人", "一共有600人", "“电气2202”", "每小时200人"])
        .await;
    visit.sees_no("tucai-desk [data-link]").await;
    puts(visit, "text", "电气2201").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.sees_in("[data-outcome]", &["“电气2201”的人数"]).await;
    // Half a pause is none.
    puts(visit, "text", "电气2201 30").await;
    puts(visit, "from", "10:00").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.sees_in("[data-outcome]", &["开始和结束都要填"]).await;
    puts(visit, "text", "电气2201").await;
    // A draft stays only when asked.
    let kept = "Object.keys(localStorage).some(key => key.includes('split'))";
    assert_eq!(visit.js(&format!("return {kept}"), Vec::new()).await, false);
    visit.presses_the("tucai-desk [data-field=draft]").await;
    visit.until("a draft", kept).await;
    visit.reload().await;
    unfolds(visit).await;
    assert_eq!(value_of(visit, "tucai-desk [data-field=text]").await, "电气2201");
    visit.presses_the("tucai-desk [data-field=draft]").await;
    visit.until("no draft", &format!("!{kept}")).await;
}

async fn a_table_is_read_and_a_list_of_persons_is_not(visit: &mut Visit) {
    visit.open(&college()).await;
    unfolds(visit).await;
    puts(visit, "text", "序号\t班级\t人数\n1\t电气1班\t４５\n2\t电气2班\t44人\n合计\t\t89").await;
    puts(visit, "per-hour", "240").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.reads("tucai-desk [data-rows] th[scope=row]", &["电气1班", "电气2班"]).await;
    visit.sees_in("[data-facts]", &["是表头", "是合计", "序号没有算进班名"]).await;
    // Names go into no link unless somebody says that they are none.
    puts(visit, "text", "自动化甲 1\n自动化乙 1").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.sees_in("[data-outcome]", &["这像是名单，不是班级；名单不要放进链接"]).await;
    visit.sees_no("tucai-desk [data-link]").await;
    visit.presses_the("tucai-desk [data-action=are-classes]").await;
    visit.reads("tucai-desk [data-rows] th[scope=row]", &["自动化甲", "自动化乙"]).await;
    // What was said holds in another order, and for no other text.
    visit.presses_the("tucai-desk [data-action=up][data-at='1']").await;
    visit.reads("tucai-desk [data-rows] th[scope=row]", &["自动化乙", "自动化甲"]).await;
    puts(visit, "text", "自动化甲 1\n自动化丙 1").await;
    visit.presses_the("tucai-desk [data-action=divide]").await;
    visit.sees_no("tucai-desk [data-link]").await;
    visit.sees_in("[data-outcome]", &["这像是名单"]).await;
}

async fn where_nothing_is_left_to_divide_it_says_so(visit: &mut Visit) {
    visit.open(&format!("#/cqie-2027/college/{}", encoded("大数据与人工智能学院"))).await;
    visit.screen("list").await;
    unfolds(visit).await;
    visit.sees_in("tucai-desk[part=split]", &["通知没有给这里可以再分的时段"]).await;
}

async fn the_finder_does_not_come(visit: &mut Visit) {
    visit.site.trouble("finder*", Trouble::Status(503));
    visit.expects_error("finder");
    visit.open(&class("电气2202", &plan())).await;
    visit.screen("error").await;
    visit.site.heal();
    visit.does("retry").await;
    sees_the_divided_class(visit).await;
}
