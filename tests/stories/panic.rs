//! The panic screen: when the program itself does not come, or breaks.

use serde_json::json;
use tucai_tests::{Phone, Trouble, Visit, journeys};

use crate::{CLASS, sees_the_class};

journeys! {
    a_program_that_is_cut_off;
    a_program_that_is_corrupt;
    a_program_that_is_missing;
    a_crash;
    an_error_of_somebody_elses_script;
    scripts_are_off with Phone::default().without_scripts();
}

async fn fails_to_load(visit: &mut Visit, pattern: &str, trouble: Trouble) {
    println!("{pattern} {trouble:?}");
    visit.expects_error(pattern.split('*').next().unwrap_or_default());
    visit.expects_error("wasm");
    visit.expects_error("sw.js");
    visit.expects_error("when fetching the script");
    visit.site.trouble("sw.js", Trouble::Status(404));
    visit.site.trouble(pattern, trouble);
    visit.open(CLASS).await;
    visit.sees_a("#panic").await;
    visit.sees_a("#panic [data-cause=load]").await;
    visit.sees_no("#app").await;
    assert_eq!(visit.texts_of("#panic [data-cause]").await.len(), 1);
    its_next_steps(visit).await;
    visit.site.relieve(pattern);
    visit.presses_the("#panic-reload").await;
    sees_the_class(visit).await;
}

/// The plain page is one press away, and the report quotes nothing of the visitor's.
async fn its_next_steps(visit: &Visit) {
    let link = visit.js("return document.querySelector('#panic-plain').href", Vec::new()).await;
    assert_eq!(link, json!(format!("{}notices/cqie-2027.html", visit.site.home())));
    visit.sees_a("#panic-plain").await;
    let report = visit.js("return document.querySelector('#panic-report').textContent", Vec::new());
    let report = report.await;
    let report = report.as_str().unwrap();
    for part in ["软工", "23", "class", "cqie", "%E8"] {
        let agent = visit.js("return navigator.userAgent", Vec::new()).await;
        let own = report.replace(agent.as_str().unwrap(), "");
        // A line or column may happen to hold the digits.
        let digits = part.chars().all(|char| char.is_ascii_digit());
        assert!(digits || !own.contains(part), "the report has {part}: {report}");
    }
}

async fn a_program_that_is_cut_off(visit: &mut Visit) {
    fails_to_load(visit, "app_bg-*.wasm", Trouble::CutOff(50_000)).await;
    fails_to_load(visit, "app-*.js", Trouble::CutOff(3000)).await;
}

async fn a_program_that_is_corrupt(visit: &mut Visit) {
    let mut bytes = b"\0asm\x01\0\0\0".to_vec();
    bytes.extend([0xff; 4000]);
    fails_to_load(visit, "app_bg-*.wasm", Trouble::Other(bytes)).await;
    let page = "<!doctype html><title>登录</title>".as_bytes().to_vec();
    fails_to_load(visit, "app_bg-*.wasm", Trouble::Other(page)).await;
}

async fn a_program_that_is_missing(visit: &mut Visit) {
    fails_to_load(visit, "app_bg-*.wasm", Trouble::Status(404)).await;
    fails_to_load(visit, "app-*.js", Trouble::Status(404)).await;
}

async fn a_crash(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.js("tucai.panic('crash', 'src/app/main.rs:1:1')", Vec::new()).await;
    visit.sees_a("#panic [data-cause=crash]").await;
    visit.sees_no("#app").await;
    assert_eq!(visit.texts_of("#panic [data-cause]").await.len(), 1);
    its_next_steps(visit).await;
    visit.is_accessible("the panic screen").await;
    visit.presses("给维护者的报告").await;
    visit.sees_in("#panic-report", &["src/app/main.rs:1:1"]).await;
    visit.presses_the("#panic-copy").await;
    visit.presses_the("#panic-plain").await;
    visit.sees(&["重庆工程学院", "23软工1班", "14:10–14:30"]).await;
    visit.back().await;
    // The address is the same: the class is there again.
    visit.reload().await;
    sees_the_class(visit).await;
}

/// Chat programs put scripts into pages; their errors are not a crash of ours.
async fn an_error_of_somebody_elses_script(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.expects_error("of a chat program");
    visit.expects_error("cannot load undefined");
    let script = "setTimeout(() => { throw new Error('of a chat program'); });
        Promise.reject(new Error('of a chat program')); dispatchEvent(new ErrorEvent('error', {}));";
    visit.js(script, Vec::new()).await;
    visit.pause(std::time::Duration::from_millis(300)).await;
    visit.sees_no("#panic").await;
    sees_the_class(visit).await;
}

async fn scripts_are_off(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.sees(&["纯文字版"]).await;
    for school in ["重庆工程学院", "重庆科技大学", "湖南科技大学", "北京师范大学", "西安体育学院"]
    {
        visit.sees(&[school]).await;
    }
    visit.sees_nothing_of(&["页面出错了", "有新版本"]).await;
    visit.presses("重庆工程学院").await;
    visit.sees(&["23软工1班", "14:10–14:30", "图书馆二部一楼大厅"]).await;
}
