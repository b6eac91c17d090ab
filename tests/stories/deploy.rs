//! A deploy between two visits: a newer program by consent and never mixed, newer data at once,
//! and the way to switch the service worker off.

use std::time::Duration;

use serde_json::json;
use tucai_tests::{Trouble, Visit, dist, journeys};

use crate::publication::{hashed, next_version, postponed, switched_off, with_later_time};
use crate::{CLASS, is_kept, sees_the_class};

journeys! {
    a_newer_program_comes_by_consent;
    a_deploy_in_the_middle_of_a_visit;
    a_newer_program_that_does_not_come_whole;
    a_newer_timetable_is_there_at_once;
    a_postponed_notice_says_so_first;
    the_service_worker_is_switched_off;
    other_pages_of_the_host_keep_theirs;
}

async fn version(visit: &Visit) -> bool {
    visit.js("return document.body.dataset.version === '2'", Vec::new()).await == json!(true)
}

async fn a_newer_program_comes_by_consent(visit: &mut Visit) {
    let newer = next_version();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.sees_no("#update").await;
    visit.site.deploy(newer.path());
    visit.site.forget();
    // The old page keeps working, from one version's files only.
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.section("plan", "fee", &["15元"]).await;
    assert!(!version(visit).await, "the newer version came without consent");
    visit.sees_a("#update").await;
    visit.is_accessible("the bar that offers an update").await;
    visit.screenshot("update").await;
    sees_the_class(visit).await;
    for name in hashed(&dist()) {
        let asked = visit.site.requests_for(&name);
        assert!(asked.is_empty(), "{name} was asked for after the deploy: {asked:?}");
    }
    visit.presses("更新").await;
    visit.until("the newer version", "document.body.dataset.version === '2'").await;
    sees_the_class(visit).await;
    visit.section("plan", "fee", &["15元"]).await;
    visit.sees_no("#update").await;
    let old = "return caches.keys().then(names => names.filter(n => n.startsWith('tucai')).length)";
    let one = visit.awaited(async || visit.awaits(old, Vec::new()).await == 2).await;
    assert!(one, "one program and the notices are not all that is kept");
    visit.site.stop();
    visit.expects_error("notices/");
    visit.expects_error("sw.js");
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    assert!(version(visit).await);
}

/// The page is open while the host changes: what it loads later fits it, or it says what is amiss.
async fn a_deploy_in_the_middle_of_a_visit(visit: &mut Visit) {
    let newer = next_version();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.site.deploy(newer.path());
    visit.js("location.hash = '#/hnust-2026/class/马克思主义学院'", Vec::new()).await;
    visit.reads("[data-fact=time]", &["10:15–11:30"]).await;
    visit.section("plan", "fee", &["15元"]).await;
    let started = visit.awaits("return Boolean((await tucai.startWorker()).ready)", Vec::new());
    assert_eq!(started.await, json!(true), "the worker of the old version");
    visit.reload().await;
    visit.reads("[data-fact=time]", &["10:15–11:30"]).await;
    visit.sees_a("#update").await;
}

/// A file of the newer version is missing: the old one stays whole.
async fn a_newer_program_that_does_not_come_whole(visit: &mut Visit) {
    let newer = next_version();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.site.deploy(newer.path());
    visit.expects_error("app_bg");
    visit.site.trouble("app_bg-*", Trouble::Status(404));
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.pause(Duration::from_secs(3)).await;
    visit.sees_no("#update").await;
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    assert!(!version(visit).await);
    visit.site.heal();
    visit.open(CLASS).await;
    visit.sees_a("#update").await;
}

async fn a_newer_timetable_is_there_at_once(visit: &mut Visit) {
    let later = with_later_time();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.site.deploy(later.path());
    visit.open(CLASS).await;
    visit.reads("[data-fact=time]", &["15:10–15:30"]).await;
    visit.title_has(&["15:10–15:30"]).await;
    visit.section("plan", "fee", &["15元"]).await;
    visit.sees_no("main[data-screen=class] .problem").await;
}

async fn a_postponed_notice_says_so_first(visit: &mut Visit) {
    let postponed = postponed();
    visit.site.deploy(postponed.path());
    for address in [CLASS, "#/cqie-2027", "#/cqie-2027/college/软件学院", "#/cqie-2027/class/x"]
    {
        visit.open(address).await;
        visit.sees_in("[data-standing]", &["已延期", "4月10日", "因故延期，时间另行通知。"]).await;
        let first = "
            const said = document.querySelector('[data-standing]');
            const main = document.querySelector('main[data-screen]');
            return Boolean(said.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING)
                && said.getBoundingClientRect().top < 120";
        assert_eq!(visit.js(first, Vec::new()).await, json!(true), "{address}");
    }
}

/// `sw-off.js`: copied over sw.js, it takes the service worker away with everything it kept.
async fn the_service_worker_is_switched_off(visit: &mut Visit) {
    let off = switched_off();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.site.deploy(off.path());
    visit.expects_error("ServiceWorker");
    visit.expects_error("service worker");
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    let gone = "
        for (let tries = 0; tries < 200; tries += 1) {
            const kept = (await caches.keys()).filter(name => name.startsWith('tucai'));
            if (kept.length === 0) return true;
            await new Promise(resolve => setTimeout(resolve, 100));
        }
        return [await caches.keys()]";
    assert_eq!(visit.awaits(gone, Vec::new()).await, json!(true));
    for _ in 0..2 {
        visit.open(CLASS).await;
        sees_the_class(visit).await;
        visit.until("no service worker", "!navigator.serviceWorker.controller").await;
        visit.pause(Duration::from_secs(2)).await;
    }
    assert_eq!(visit.awaits(gone, Vec::new()).await, json!(true), "it came back");
    visit.sees_no("#update").await;
}

/// Caches and storage of other pages on the same origin, also of this app in another folder.
async fn other_pages_of_the_host_keep_theirs(visit: &mut Visit) {
    let newer = next_version();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    let foreign = [
        "somebody-elses-v1".to_owned(),
        format!("tucai {} notices", visit.site.origin()),
        format!("tucai {}other/ 123456789abc", visit.site.home()),
        format!("tucai {}/ 123456789abc", visit.site.origin()),
    ];
    let put = "for (const name of given[0]) {
            await (await caches.open(name)).put('/theirs', new Response('theirs'));
        }
        localStorage.setItem('theirs', '1');";
    visit.awaits(put, vec![json!(foreign)]).await;
    visit.does("keep").await;
    visit.site.deploy(newer.path());
    visit.open(CLASS).await;
    visit.sees_a("#update").await;
    visit.presses("更新").await;
    visit.until("the newer version", "document.body.dataset.version === '2'").await;
    let off = switched_off();
    visit.site.deploy(off.path());
    visit.expects_error("ServiceWorker");
    visit.expects_error("service worker");
    visit.open(CLASS).await;
    visit.does("keep").await;
    visit.pause(Duration::from_secs(4)).await;
    let left = "const names = await caches.keys();
        return given[0].filter(name => !names.includes(name))";
    assert_eq!(visit.awaits(left, vec![json!(foreign)]).await, json!([]), "these are gone");
    let theirs = visit.js("return localStorage.getItem('theirs')", Vec::new()).await;
    assert_eq!(theirs, json!("1"));
}
