//! Search, lists, and the way through the site by keyboard alone.

use tucai_tests::{Key, Visit, journeys};

use crate::sees_the_class;

journeys! {
    a_class_by_many_names;
    a_result_opens_the_class;
    a_college_and_a_counselor;
    a_major_of_another_school;
    nothing_found;
    by_keyboard_alone;
    every_class_is_in_the_list;
}

async fn finds(visit: &Visit, typed: &str, unit: &str) {
    println!("{typed}");
    visit.fills("#search", typed).await;
    visit.sees_a(&format!("[data-hits] a[data-unit='{unit}']")).await;
}

async fn a_class_by_many_names(visit: &mut Visit) {
    visit.open("#/cqie-2027").await;
    visit.screen("notice").await;
    for typed in ["软工1", "rg1", "23软件工程1", "23软工1班", "２３软工１", "软工一班", "23 rg 1"]
    {
        finds(visit, typed, "23软工1班").await;
    }
    finds(visit, "电商5", "23电商5班").await;
    finds(visit, "大数据技", "23大数据技1班").await;
    visit.fills("#search", "23软工1班").await;
    visit
        .until(
            "the exact class first",
            "document.querySelector('[data-hits] a').dataset.unit === '23软工1班'",
        )
        .await;
    visit.sees_in("[data-hits]", &["4月15日(周三)14:10–14:30"]).await;
    visit.sees_in("[data-count]", &["找到"]).await;
}

async fn a_result_opens_the_class(visit: &mut Visit) {
    visit.open("#/cqie-2027").await;
    finds(visit, "rg1", "23软工1班").await;
    visit.presses_the("[data-hits] a[data-unit='23软工1班']").await;
    sees_the_class(visit).await;
    // The next search begins empty.
    visit.presses("查其他班级").await;
    visit.screen("notice").await;
    visit.until("an empty box", "document.querySelector('#search').value === ''").await;
    visit.sees_no("[data-hits] a").await;
}

/// 软件学院: 23软工1—11班, 44+48+50+47+48+48+48+44+39+36+35 = 487; 王芳: the first five, 237.
async fn a_college_and_a_counselor(visit: &mut Visit) {
    visit.open("#/cqie-2027").await;
    finds(visit, "软件学院", "软件学院").await;
    visit.presses_the("[data-hits] a[data-unit='软件学院']").await;
    visit.screen("list").await;
    visit.reads("h1", &["软件学院"]).await;
    visit.sees(&["487"]).await;
    let classes = visit.texts_of("[data-list] a[data-unit]").await;
    let expected: Vec<String> = (1..=11).map(|n| format!("23软工{n}班")).collect();
    assert_eq!(classes, expected);
    visit.sees_in("[data-list]", &["4月15日(周三)15:50–16:10"]).await;
    visit.title_has(&["软件学院"]).await;

    visit.open("#/cqie-2027").await;
    finds(visit, "王芳", "王芳").await;
    visit.presses_the("[data-hits] a[data-unit='王芳']").await;
    visit.screen("list").await;
    visit.sees(&["237"]).await;
    let classes = visit.texts_of("[data-list] a[data-unit]").await;
    assert_eq!(classes, ["23软工1班", "23软工2班", "23软工3班", "23软工4班", "23软工5班"]);
    visit.presses_the("[data-list] a[data-unit='23软工1班']").await;
    sees_the_class(visit).await;
    visit.presses_the("[data-fact=counselor] a").await;
    visit.screen("list").await;
    assert_eq!(visit.address().await, "#/cqie-2027/counselor/王芳");
}

/// A class inside a range is found by its own name.
async fn a_major_of_another_school(visit: &mut Visit) {
    visit.open("#/xaipe-2025").await;
    visit.screen("notice").await;
    visit.fills("#search", "体育教育8").await;
    visit.sees_a("[data-hits] a[data-unit^='体育教育']").await;
    visit.presses_the("[data-hits] a[data-unit^='体育教育']").await;
    visit.screen("class").await;
    visit.fact("place", &["301教室"]).await;
    visit.open("#/hnust-2026").await;
    finds(visit, "马克思", "马克思主义学院").await;
    visit.open("#/bnu-2025").await;
    finds(visit, "研究生", "研究生").await;
    finds(visit, "珠海", "珠海校区学生").await;
    visit.sees_in("[data-missing]", &["安排表"]).await;
}

async fn nothing_found(visit: &mut Visit) {
    visit.open("#/cqie-2027").await;
    visit.fills("#search", "qqqqqq").await;
    visit.sees_in("[data-count]", &["没有找到"]).await;
    visit.sees_no("[data-hits] a").await;
    visit.fills("#search", "<qqqq>&\"'").await;
    visit.sees_in("[data-count]", &["没有找到"]).await;
}

async fn by_keyboard_alone(visit: &mut Visit) {
    visit.open("#/").await;
    visit.screen("home").await;
    visit.sees_a("a[data-notice=cqie-2027]").await;
    visit.tabs_to("a[data-notice=cqie-2027]").await;
    visit.key(Key::Enter).await;
    visit.screen("notice").await;
    visit.tabs_to("#search").await;
    visit.types("软工1").await;
    visit.sees_a("[data-hits] a[data-unit='23软工1班']").await;
    visit.tabs_to("[data-hits] a[data-unit='23软工1班']").await;
    visit.key(Key::Enter).await;
    sees_the_class(visit).await;
    visit.until("the focus on the heading", "document.activeElement.matches('h1')").await;
    visit.tabs_to("[data-action=keep]").await;
    visit.key(Key::Enter).await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    visit.section("plan", "fee", &["15元"]).await;
    visit.tabs_to("section[data-section=fee] summary").await;
    visit.key(Key::Enter).await;
    visit.sees_in("section[data-section=fee]", &["按15元/生收取"]).await;
    for (tab, section) in [("code", "code"), ("portrait", "look"), ("after", "verify")] {
        visit.tabs_to(&format!("nav.tabs a[data-tab={tab}]")).await;
        visit.key(Key::Enter).await;
        visit.sees_a(&format!("nav.tabs a[data-tab={tab}][aria-current=page]")).await;
        visit.sees_a(&format!("section[data-section={section}]")).await;
    }
}

/// 101 classes and 28: each is a link in the list of the notice.
async fn every_class_is_in_the_list(visit: &mut Visit) {
    visit.open("#/cqie-2027").await;
    visit.screen("notice").await;
    let script = "return new Set([...document.querySelectorAll('main a[data-unit]')]
        .map(a => a.dataset.unit).filter(name => name.endsWith('班'))).size";
    assert_eq!(visit.js(script, Vec::new()).await, 129);
    visit.presses("软件学院").await;
    visit.sees_a("a[data-unit='23软工1班']").await;
    for (id, slots) in [("hnust-2026", 25), ("xaipe-2025", 12), ("cqust-2026", 16)] {
        visit.open(&format!("#/{id}")).await;
        visit.screen("notice").await;
        let rows = visit.texts_of("main li:has(a[data-unit])").await.len();
        assert_eq!(rows, slots, "{id}");
    }
}
