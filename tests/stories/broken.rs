//! Files that are missing, cut off, broken, slow or somebody else's.

use tucai_tests::{Trouble, Visit, journeys};

use crate::{CLASS, is_kept, sees_the_class};

journeys! {
    a_missing_notice;
    a_notice_that_is_cut_off;
    a_notice_that_is_something_else;
    a_host_in_trouble;
    a_slow_notice_and_nothing_kept;
    a_slow_notice_and_a_kept_copy;
    a_kept_copy_is_not_replaced_by_a_broken_one;
    a_page_of_the_networks_own;
    missing_details;
    details_of_another_publication;
    a_missing_list_of_notices;
    a_missing_finder;
}

/// The service worker stays out of these journeys: they are about what the network brings.
fn without_worker(visit: &mut Visit) {
    visit.site.trouble("sw.js", Trouble::Status(404));
    visit.expects_error("sw.js");
    visit.expects_error("ServiceWorker");
    visit.expects_error("when fetching the script");
}

/// Presses the button; what was said before is gone when the host is asked once more.
async fn retries(visit: &Visit, path: &str) {
    let before = visit.site.requests_for(path).len();
    visit.does("retry").await;
    visit.asks_again(path, before).await;
}

/// An error that says whose move is next; retrying in vain says it again, and heals with the host.
async fn fails_and_heals(visit: &mut Visit, trouble: Trouble, words: &str) {
    println!("{trouble:?}");
    visit.expects_error("notices/cqie-2027.json");
    visit.site.trouble("notices/cqie-2027.json", trouble);
    visit.open(CLASS).await;
    visit.screen("error").await;
    visit.sees_in("[data-error]", &[words]).await;
    visit.sees_a("a[href='notices/cqie-2027.html']").await;
    retries(visit, "notices/cqie-2027.json").await;
    visit.screen("error").await;
    visit.site.relieve("notices/cqie-2027.json");
    visit.does("retry").await;
    sees_the_class(visit).await;
    visit.title_has(&["23软工1班"]).await;
    visit.section("plan", "fee", &["15元"]).await;
}

async fn a_missing_notice(visit: &mut Visit) {
    without_worker(visit);
    fails_and_heals(visit, Trouble::Status(404), "没有找到").await;
}

async fn a_notice_that_is_cut_off(visit: &mut Visit) {
    without_worker(visit);
    fails_and_heals(visit, Trouble::CutOff(9000), "不完整").await;
    fails_and_heals(visit, Trouble::CutOff(0), "").await;
}

async fn a_notice_that_is_something_else(visit: &mut Visit) {
    without_worker(visit);
    for body in [
        "",
        "{",
        "{}",
        "[]",
        "null",
        "<!doctype html><title>登录</title>",
        r#"{"id":"cqie-2027","schedule":{"slots":[{"when":7}]}}"#,
        "\u{0}\u{1}\u{2}",
    ] {
        fails_and_heals(visit, Trouble::Other(body.as_bytes().to_vec()), "不完整").await;
    }
    let deep = "[".repeat(100_000).into_bytes();
    fails_and_heals(visit, Trouble::Other(deep), "不完整").await;
}

async fn a_host_in_trouble(visit: &mut Visit) {
    without_worker(visit);
    for status in [500, 503, 403] {
        fails_and_heals(visit, Trouble::Status(status), "打不开").await;
    }
}

async fn a_slow_notice_and_nothing_kept(visit: &mut Visit) {
    visit.site.trouble("notices/cqie-2027.json", Trouble::Held);
    visit.open(CLASS).await;
    visit.sees_a(".skeleton").await;
    visit.sees_nothing_of(&["14:10", "没有"]).await;
    visit.site.heal();
    sees_the_class(visit).await;
    // What is folded away has grey shapes of its own, until somebody wants to see it.
    visit.sees_no(".stack > .skeleton").await;
    visit.sees_no("[data-kept]").await;
}

/// Fresh when the network answers within two seconds, else the kept copy with its age shown.
async fn a_slow_notice_and_a_kept_copy(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.site.trouble("notices/*", Trouble::Held);
    visit.leave().await;
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    let waited = visit.js("return performance.now()", Vec::new()).await.as_f64().unwrap();
    assert!(waited >= 2000.0, "the kept copy stood there after {waited} ms");
    let date = "const now = new Date(Date.now() + 8 * 36e5);
        return `${now.getUTCMonth() + 1}月${now.getUTCDate()}日`";
    let today = visit.js(date, Vec::new()).await;
    visit.sees_in("[data-kept]", &[today.as_str().unwrap(), "存在手机里"]).await;
    visit.site.heal();
    // A browser asks for an address once more only when it has the answer to the first question.
    let answered = visit.awaited(async || {
        visit.site.requests_for("notices/*").iter().all(|request| request.status != 0)
    });
    assert!(answered.await, "the host has not answered");
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.sees_no("[data-kept]").await;
}

async fn a_kept_copy_is_not_replaced_by_a_broken_one(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.expects_error("notices/cqie-2027.json");
    for trouble in [
        Trouble::CutOff(9000),
        Trouble::Other(b"<!doctype html>".to_vec()),
        Trouble::Status(500),
        Trouble::Status(404),
    ] {
        println!("{trouble:?}");
        visit.site.trouble("notices/cqie-2027.json", trouble);
        visit.open(CLASS).await;
        sees_the_class(visit).await;
        visit.sees_a("[data-kept]").await;
        visit.site.heal();
    }
    // Whole and well formed, but no notice.
    visit.site.trouble("notices/cqie-2027.json", Trouble::Other(b"{\"log\":\"in\"}".to_vec()));
    visit.open(CLASS).await;
    visit.sees_a("main[data-screen=class], main[data-screen=error]").await;
    visit.site.heal();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.sees_no("[data-kept]").await;
}

/// A log-in page of the campus network in the place of every file: nothing of it is kept.
async fn a_page_of_the_networks_own(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.expects_error("");
    let portal = format!("{}/login.html", visit.outside.origin());
    visit.site.trouble("*", Trouble::Redirect(portal));
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.sees_a("[data-kept]").await;
    visit.site.heal();
    visit.outside.forget();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.sees_no("[data-kept]").await;
    visit.outside.forget();
}

/// The pass does not wait for the rest, and stays when the rest is not to be had.
async fn missing_details(visit: &mut Visit) {
    without_worker(visit);
    visit.expects_error("notices/cqie-2027.html");
    for trouble in [Trouble::Status(404), Trouble::CutOff(20_000), Trouble::Other(b"x".to_vec())] {
        println!("{trouble:?}");
        visit.site.trouble("notices/cqie-2027.html", trouble);
        visit.open(CLASS).await;
        sees_the_class(visit).await;
        visit.sees_a("main[data-screen=class] .problem").await;
        visit.sees_a("main[data-screen=class] .problem a[href='notices/cqie-2027.html']").await;
        retries(visit, "notices/cqie-2027.html").await;
        visit.sees_a("main[data-screen=class] .problem").await;
        sees_the_class(visit).await;
        // Every tab says it, not only the first.
        visit.presses_the("nav.tabs a[data-tab=code]").await;
        visit.sees(&["没有打开"]).await;
        visit.presses_the("nav.tabs a[data-tab=plan]").await;
        visit.site.relieve("notices/cqie-2027.html");
        visit.does("retry").await;
        visit.section("plan", "fee", &["15元"]).await;
        sees_the_class(visit).await;
    }
}

/// Timetable and details of two publications are not mixed on one page.
async fn details_of_another_publication(visit: &mut Visit) {
    let page = std::fs::read_to_string(tucai_tests::dist().join("notices/cqie-2027.html")).unwrap();
    let newer = page.replace("data-revision=\"1\"", "data-revision=\"2\"");
    assert_ne!(page, newer);
    visit.site.trouble("notices/cqie-2027.html", Trouble::Other(newer.into_bytes()));
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.sees_a("main[data-screen=class] .problem").await;
    visit.sees_no("section[data-section=fee]").await;
}

async fn a_missing_list_of_notices(visit: &mut Visit) {
    without_worker(visit);
    visit.expects_error("notices/index.json");
    visit.site.trouble("notices/index.json", Trouble::Status(503));
    visit.open("").await;
    visit.sees_a("[data-error]").await;
    visit.site.relieve("notices/index.json");
    visit.does("retry").await;
    visit.screen("home").await;
    visit.sees_a("a[data-notice=cqie-2027]").await;
    assert_eq!(visit.texts_of("a[data-notice]").await.len(), 5);
}

/// Names that are not written as in the notice need a second program. Without it the exact name
/// opens all the same, and every other says what is amiss and can be tried again.
async fn a_missing_finder(visit: &mut Visit) {
    without_worker(visit);
    visit.expects_error("finder");
    visit.site.trouble("finder*", Trouble::Status(404));
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.open("#/cqie-2027").await;
    visit.fills("#search", "rg1").await;
    visit.sees_a("[data-count], [data-action=retry]").await;
    visit.sees_a("main a[data-unit], main details").await;
    visit.open("#/cqie-2027/class/23软工1").await;
    visit.sees_a("[data-action=retry]").await;
    visit.site.relieve("finder*");
    visit.does("retry").await;
    sees_the_class(visit).await;
}
