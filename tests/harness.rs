//! The harness against a page of its own: what the journeys rely on is true in both engines.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use tucai_tests::{Engine, Frame, Key, Phone, Trouble, Visit, film, journeys, run};

const PAGE: &str = r#"<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>小页 甲</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'">
<link rel="icon" href="icon.svg"><link rel="stylesheet" href="page.css">
<script type="module" src="page.js"></script></head>
<body><main data-screen="tiny"><h1>小页</h1>
<p data-fact="time">14:10–<b>14:30</b></p><p data-fact="answer"></p>
<noscript><p>没有脚本</p></noscript>
<label>班级 <input id="search"></label>
<p><button data-action="fetch">取数据</button> <a href="second.html">第二页</a></p>
</main></body></html>"#;

const SCRIPT: &str = r"
document.querySelector('button').onclick = async () => {
    const answer = document.querySelector('[data-fact=answer]');
    answer.textContent = '';
    try {
        const response = await fetch('data.json');
        if (!response.ok) throw new Error('status ' + response.status);
        answer.textContent = (await response.json()).answer;
    } catch (error) { answer.textContent = '取不到:' + error.name; }
};
navigator.serviceWorker.register('sw.js');
";

const WORKER: &str = r"
self.addEventListener('install', e => e.waitUntil(caches.open('tiny').then(
    c => c.addAll(['./', 'page.js', 'page.css', 'icon.svg'])).then(() => self.skipWaiting())));
self.addEventListener('activate', e => e.waitUntil(clients.claim()));
self.addEventListener('fetch', e => e.respondWith(
    fetch(e.request).catch(async () => (await caches.match(e.request)) ?? Response.error())));
";

const STYLE: &str = "
body { font: 1rem/1.5 sans-serif; color: #111; background: #fff }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }
a, button, input { padding: .5rem; font: inherit }
";

const SECOND: &str = r#"<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<title>第二页</title><link rel="icon" href="icon.svg"></head><body><main><h1>第二页</h1>
<img src="missing.png" alt=""><div style="width: 500px">宽</div></main></body></html>"#;

fn tiny() -> PathBuf {
    static SITE: OnceLock<TempDir> = OnceLock::new();
    SITE.get_or_init(|| site("十四点")).path().to_owned()
}

fn site(answer: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = json!({ "answer": answer }).to_string();
    let icon = r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#;
    for (name, text) in [
        ("index.html", PAGE),
        ("second.html", SECOND),
        ("page.js", SCRIPT),
        ("sw.js", WORKER),
        ("page.css", STYLE),
        ("icon.svg", icon),
        ("data.json", &data),
    ] {
        fs::write(Path::new(folder.path()).join(name), text).unwrap();
    }
    folder
}

journeys! {
    at tiny();
    a_visitor_reads_and_presses;
    a_visitor_uses_only_keys;
    a_file_in_trouble;
    a_deploy_between_two_answers;
    the_host_is_gone;
    an_inline_script_is_noticed;
    a_missing_picture_is_noticed;
    what_leaves_the_origin_is_caught;
    a_phone_far_away_in_the_dark with Phone::default().in_zone("America/New_York").dark().calm();
    large_text with Phone::default().with_large_text();
    no_scripts with Phone::default().without_scripts();
    the_page_at_every_width;
}

async fn a_visitor_reads_and_presses(visit: &mut Visit) {
    visit.open("").await;
    visit.screen("tiny").await;
    visit.fact("time", &["14:10–14:30"]).await;
    visit.title_has(&["小页甲"]).await;
    visit.sees_nothing_of(&["没有脚本"]).await;
    visit.presses("取 数据").await;
    visit.fact("answer", &["十四点"]).await;
    assert_eq!(visit.site.requests_for("data.json").len(), 1);
    assert_eq!(visit.site.requests_for("*.js*").iter().filter(|r| r.status != 200).count(), 0);
    visit.screenshot_of_all("harness-tiny").await;
    if visit.engine == Engine::Chromium {
        assert_eq!(visit.prints("harness-tiny").await, 1);
    }
    visit.is_accessible("the tiny page").await;
}

async fn a_visitor_uses_only_keys(visit: &mut Visit) {
    visit.open("").await;
    visit.tabs_to("#search").await;
    visit.types("软工1").await;
    let value = visit.js("return document.querySelector('input').value", Vec::new()).await;
    assert_eq!(value, json!("软工1"));
    visit.tabs_to("button").await;
    visit.key(Key::Enter).await;
    visit.fact("answer", &["十四点"]).await;
    visit.tabs_to("a").await;
    visit.expects_error("missing.png");
    visit.key(Key::Enter).await;
    visit.sees(&["第二页"]).await;
    visit.back().await;
    visit.fills("#search", "一").await;
    visit.fills("#search", "二").await;
    let value = visit.js("return document.querySelector('input').value", Vec::new()).await;
    assert_eq!(value, json!("二"));
}

async fn a_file_in_trouble(visit: &mut Visit) {
    visit.open("").await;
    visit.expects_error("data.json");
    for (trouble, words) in [
        (Trouble::Status(404), "取不到:Error"),
        (Trouble::CutOff(3), "取不到:"),
        (Trouble::Other(b"{".to_vec()), "取不到:SyntaxError"),
        (Trouble::Slow(Duration::from_millis(300)), "十四点"),
        (Trouble::Redirect("second.html".to_owned()), "取不到:SyntaxError"),
    ] {
        visit.site.trouble("data.json", trouble);
        visit.does("fetch").await;
        visit.fact("answer", &[words]).await;
        visit.site.heal();
        visit.does("fetch").await;
        visit.fact("answer", &["十四点"]).await;
    }
    visit.site.trouble("data.json", Trouble::Status(404));
    visit.does("fetch").await;
    visit.fact("answer", &["取不到"]).await;
    visit.site.trouble("data.json", Trouble::Held);
    let before = visit.site.requests_for("data.json").len();
    visit.does("fetch").await;
    visit.asks_again("data.json", before).await;
    let status = || visit.site.requests_for("data.json").last().map(|request| request.status);
    assert_eq!(status(), Some(0), "an answer that is held back is none yet");
    visit.site.heal();
    visit.fact("answer", &["十四点"]).await;
}

async fn a_deploy_between_two_answers(visit: &mut Visit) {
    visit.open("").await;
    visit.does("fetch").await;
    visit.fact("answer", &["十四点"]).await;
    let newer = site("十五点");
    visit.site.deploy(newer.path());
    visit.does("fetch").await;
    visit.fact("answer", &["十五点"]).await;
}

async fn the_host_is_gone(visit: &mut Visit) {
    visit.open("").await;
    visit.until("the worker", "navigator.serviceWorker.controller").await;
    visit.site.stop();
    visit.open("#/again").await;
    visit.fact("time", &["14:10–14:30"]).await;
    assert_eq!(visit.address().await, "#/again");
    visit.expects_error("data.json");
    visit.does("fetch").await;
    visit.fact("answer", &["取不到"]).await;
    visit.site.restart().unwrap();
    visit.does("fetch").await;
    visit.fact("answer", &["十四点"]).await;
}

async fn an_inline_script_is_noticed(visit: &mut Visit) {
    visit.open("").await;
    let script = "const script = document.createElement('script');
        script.textContent = \"document.title = '坏'\"; document.body.append(script)";
    visit.js(script, Vec::new()).await;
    visit.title_has(&["小页甲"]).await;
    let errors = visit.console_errors().await;
    assert!(errors.iter().any(|error| error.contains("Content Security Policy")), "{errors:?}");
    visit.expects_error("Content Security Policy");
}

async fn a_missing_picture_is_noticed(visit: &mut Visit) {
    visit.open("second.html").await;
    if visit.engine == Engine::Chromium {
        let errors = visit.console_errors().await;
        assert!(errors.iter().any(|error| error.contains("missing.png")), "{errors:?}");
    }
    visit.expects_error("missing.png");
    assert_eq!(visit.site.requests_for("missing.png")[0].status, 404);
}

async fn what_leaves_the_origin_is_caught(visit: &mut Visit) {
    visit.open("second.html").await;
    visit.expects_error("");
    let script = "for (const address of ['http://outside.example/a?b', 'https://outside.example/c',
        arguments[0]]) new Image().src = address";
    visit.js(script, vec![json!(visit.outside.origin() + "/d")]).await;
    // The browser's own requests may come between.
    let encrypted = match visit.engine {
        Engine::Chromium => "outside.example:443",
        Engine::WebKit => "something other than HTTP",
    };
    for expected in ["http://outside.example/a?b", encrypted, "/d"] {
        let is_there = async || visit.outside.requests().iter().any(|r| r.target == expected);
        let targets = || visit.outside.requests().into_iter().map(|r| r.target);
        assert!(
            visit.awaited(is_there).await,
            "no {expected}: {:?}",
            targets().collect::<Vec<_>>()
        );
    }
    visit.outside.forget();
}

async fn a_phone_far_away_in_the_dark(visit: &mut Visit) {
    visit.open("").await;
    let offset = "return new Date(Date.UTC(2026, 3, 15)).getTimezoneOffset()";
    assert_eq!(visit.js(offset, Vec::new()).await, json!(240));
    visit.until("the dark", "matchMedia('(prefers-color-scheme: dark)').matches").await;
    visit.until("the calm", "matchMedia('(prefers-reduced-motion: reduce)').matches").await;
    visit.is_accessible("the tiny page in the dark").await;
    visit.screenshot("harness-dark").await;
}

async fn large_text(visit: &mut Visit) {
    visit.open("").await;
    let size = "return getComputedStyle(document.body).fontSize";
    assert_eq!(visit.js(size, Vec::new()).await, json!("32px"));
    assert_eq!(visit.js("return innerWidth", Vec::new()).await, json!(360));
}

async fn no_scripts(visit: &mut Visit) {
    visit.open("").await;
    visit.sees(&["没有脚本"]).await;
}

async fn the_page_at_every_width(visit: &mut Visit) {
    visit.open("").await;
    for width in [320, 360, 390, 768, 1280] {
        visit.resize(width, 740).await;
        visit.fits("the tiny page").await;
    }
}

/// The brightness of the film's mark, asked until it has been both, and the size of the picture.
const LOOK: &str = "
    const video = document.createElement('video');
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    await video.play();
    const context = new OffscreenCanvas(8, 8).getContext('2d');
    const seen = new Set();
    for (let turn = 0; turn < 400 && seen.size < 2; turn += 1) {
        context.drawImage(video, 8, 8, 8, 8, 0, 0, 8, 8);
        seen.add(context.getImageData(4, 4, 1, 1).data[0] > 128);
        await new Promise(done => setTimeout(done, 25));
    }
    return [seen.size, video.videoWidth, video.videoHeight];
";

#[test]
fn a_camera_shows_its_film() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.y4m");
    let desk = Frame::desk(640, 480);
    film(&path, 10, &[(desk.clone(), 5), (desk.with_code(b"tucai", 5), 5)]).unwrap();
    let phone = Phone::default().with_camera(&path);
    run(Engine::Chromium, "a_camera_shows_its_film", &phone, &tiny(), async |visit: &mut Visit| {
        visit.open("").await;
        assert_eq!(visit.awaits(LOOK, Vec::new()).await, json!([2, 640, 480]));
    });
}
