//! What people and chat programs do to a link, links that name nothing, and moving about.

use tucai_tests::{Visit, journeys};

use crate::{CLASS, encoded, sees_the_class};

journeys! {
    a_mangled_link;
    a_link_with_a_query_before_the_fragment;
    a_name_as_people_write_it;
    a_name_with_something_around_it;
    a_class_that_is_not_listed;
    a_name_that_is_nothing_like_a_class;
    a_name_full_of_markup;
    a_notice_that_does_not_exist;
    an_address_of_noise;
    back_and_forth;
    another_class_in_the_same_tab;
}

/// Addresses that mean the class page of 23软工1班, for what design.md says an address accepts.
async fn a_mangled_link(visit: &mut Visit) {
    let once = encoded("23软工1班");
    let twice = once.replace('%', "%25");
    let appended = "from=singlemessage&isappinstalled=0";
    for address in [
        format!("#/cqie-2027/class/{twice}"),
        encoded("/cqie-2027/class/23软工1班").replacen('%', "#%", 1),
        format!("#/cqie-2027/class/{once}?{appended}"),
        format!("#/cqie-2027/class/{once}&{appended}"),
        format!("#/cqie-2027/class/{once}/?{appended}"),
        format!("#cqie-2027/class/{once}"),
        format!("#//cqie-2027//class/{once}//"),
        format!("#/cqie-2027/class/{once}/"),
        format!("#/ cqie-2027 / class / {once}"),
        format!("#/CQIE-2027/Class/{once}"),
        "#／ｃｑｉｅ－２０２７／class／23软工1班".to_owned(),
        format!("index.html#/cqie-2027/class/{once}"),
    ] {
        println!("{address}");
        visit.open(&address).await;
        sees_the_class(visit).await;
    }
}

async fn a_link_with_a_query_before_the_fragment(visit: &mut Visit) {
    visit.open(&format!("?from=singlemessage&isappinstalled=0{CLASS}")).await;
    sees_the_class(visit).await;
    let again = format!("?from=timeline{CLASS}?from=timeline");
    visit.open(&again).await;
    sees_the_class(visit).await;
}

async fn a_name_as_people_write_it(visit: &mut Visit) {
    for name in [
        "23 软工 1 班",
        "２３软工１班",
        "23软工1",
        "23软工一班",
        "23级软工1班",
        "2023软工1班",
        "2023级软工1班",
    ] {
        println!("{name}");
        visit.open(&format!("#/cqie-2027/class/{}", encoded(name))).await;
        sees_the_class(visit).await;
    }
}

/// What a sentence or a typist adds to a name leads to the class, or to a page with its name on top.
async fn a_name_with_something_around_it(visit: &mut Visit) {
    for name in
        ["23软工1班。", "23软工1班，", "“23软工1班”", "23软工(1)班", "23软工01班", "23软工1班的"]
    {
        println!("{name}");
        visit.open(&format!("#/cqie-2027/class/{}", encoded(name))).await;
        visit.sees_a("main[data-screen=class], main[data-screen=unknown]").await;
        if visit.has("main[data-screen=unknown]").await {
            visit.sees_a("[data-nearest] a").await;
            visit.presses_the("[data-nearest] a").await;
        }
        sees_the_class(visit).await;
    }
}

async fn a_class_that_is_not_listed(visit: &mut Visit) {
    visit.open("#/cqie-2027/class/23软工99班").await;
    visit.screen("unknown").await;
    visit.sees_in("[data-unknown]", &["23软工99班"]).await;
    let nearest = visit.texts_of("[data-nearest] a").await;
    assert!(nearest.iter().any(|name| name.starts_with("23软工")), "{nearest:?}");
    visit.sees(&["辅导员"]).await;
    visit.section("plan", "contacts", &["教务处", "袁老师"]).await;
    visit.title_has(&["23软工99班"]).await;
    visit.presses_the("[data-nearest] a").await;
    visit.screen("class").await;
    visit.back().await;
    visit.screen("unknown").await;
    visit.presses("查其他班级").await;
    visit.screen("notice").await;
}

async fn a_name_that_is_nothing_like_a_class(visit: &mut Visit) {
    visit.open("#/cqie-2027/class/临床医学").await;
    visit.screen("unknown").await;
    visit.sees_in("[data-unknown]", &["临床医学"]).await;
    visit.sees(&["辅导员", "查其他班级"]).await;
}

async fn a_name_full_of_markup(visit: &mut Visit) {
    let name = "<img src=x onerror=\"document.title='坏'\">";
    visit.open(&format!("#/cqie-2027/class/{}", encoded(name))).await;
    visit.screen("unknown").await;
    visit.sees_in("[data-unknown]", &["<img src=x"]).await;
    visit.sees_no("main img").await;
}

async fn a_notice_that_does_not_exist(visit: &mut Visit) {
    visit.expects_error("nowhere-2030.json");
    visit.open("#/nowhere-2030/class/23软工1班").await;
    visit.screen("error").await;
    visit.sees_in("[data-error]", &["没有找到"]).await;
    visit.presses("选择学校").await;
    visit.screen("home").await;
    visit.sees_a("a[data-notice=cqie-2027]").await;
}

/// Never an empty page, whatever the address.
async fn an_address_of_noise(visit: &mut Visit) {
    for address in ["#/%", "#%E8%BD", "#/🎓/class/x", "#?now=soon", "#/////"] {
        visit.open(address).await;
        visit.screen("home").await;
    }
    visit.open(&format!("#/cqie-2027/class/{}", "班".repeat(300))).await;
    visit.sees_a("main[data-screen=home], main[data-screen=unknown]").await;
    visit.open("#/cqie-2027/class/").await;
    visit.screen("notice").await;
    visit.open("#/cqie-2027/nothing/like/this").await;
    visit.screen("notice").await;
    visit.open("#/cqie-2027/class/23软工1班?now=yesterday").await;
    sees_the_class(visit).await;
    visit.sees_no("[data-as-of]").await;
}

async fn back_and_forth(visit: &mut Visit) {
    visit.open("#/").await;
    visit.screen("home").await;
    visit.reads("h1", &["图采"]).await;
    let notices = visit.texts_of("a[data-notice]").await;
    assert_eq!(notices.len(), 5, "{notices:?}");
    for school in ["重庆工程学院", "重庆科技大学", "湖南科技大学", "北京师范大学", "西安体育学院"]
    {
        assert!(notices.iter().any(|words| words.contains(school)), "{school}: {notices:?}");
    }
    visit.presses_the("a[data-notice=cqie-2027]").await;
    visit.screen("notice").await;
    visit.fills("#search", "23软工1班").await;
    visit.presses_the("[data-hits] a[data-unit='23软工1班']").await;
    sees_the_class(visit).await;
    visit.presses_the("nav.tabs a[data-tab=after]").await;
    visit.section("after", "verify", &["待定"]).await;
    assert_eq!(visit.address().await, "#/cqie-2027/class/23软工1班/after");
    visit.back().await;
    sees_the_class(visit).await;
    visit.back().await;
    visit.screen("notice").await;
    visit.back().await;
    visit.screen("home").await;
    visit.js("history.forward()", Vec::new()).await;
    visit.screen("notice").await;
}

async fn another_class_in_the_same_tab(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.js("scrollTo(0, 9999)", Vec::new()).await;
    // 13:30-13:50 数字经济与管理学院 65 23财管3班 52 秦丽, of 4月16日.
    let home = visit.site.home();
    visit.go(&format!("{home}#/cqie-2027/class/23财管3班")).await;
    visit.reads("h1", &["23财管3班"]).await;
    visit.reads("[data-fact=date]", &["2026年4月16日(周四)"]).await;
    visit.reads("[data-fact=time]", &["13:30–13:50"]).await;
    visit.reads("[data-fact=headcount]", &["52"]).await;
    visit.title_has(&["23财管3班"]).await;
    visit.until("the new page at its top", "scrollY === 0").await;
    visit.until("the focus on its heading", "document.activeElement.matches('h1')").await;
    // Another school's notice replaces this one.
    visit.go(&format!("{home}#/xaipe-2025/class/体育教育8班")).await;
    visit.fact("place", &["301教室"]).await;
    visit.section("plan", "fee", &["20元"]).await;
    visit.back().await;
    visit.reads("h1", &["23财管3班"]).await;
    visit.section("plan", "fee", &["15元"]).await;
}
