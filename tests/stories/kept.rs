//! What is kept on the phone: told when it changes, carried to another browser, wiped, and whatever else
//! may lie there.

use serde_json::{Value, json};
use tucai_tests::{Visit, journeys};

use crate::album::{self, png};
use crate::publication::{later, revised, with_later_time};
use crate::{CLASS, code, sees_the_class};

journeys! {
    a_moved_time_is_told_until_it_was_seen;
    what_moves_nobody_stays_quiet;
    a_record_that_is_damaged;
    what_was_seen_that_is_damaged;
    a_kept_class_that_is_damaged;
    a_kept_class_whose_notice_is_not_there;
    a_record_of_a_newer_version;
    to_another_browser_by_a_file;
    a_file_from_somebody_else;
    wiped;
    a_phone_that_refuses;
    two_tabs;
    for_everybody;
}

/// The class page before the session: later there is less to tick.
const BEFORE: &str = "#/cqie-2027/class/23软工1班?now=2026-04-10T10:00";

/// The text under one of our names, or null.
const TEXT: &str = "(name => localStorage.getItem(
    Object.keys(localStorage).find(key => key === `tucai:${new URL('.', location).pathname
        .slice(0, -1)}/:${name}`)))";

/// Makes the class one's own, and waits until its facts are remembered.
async fn keeps(visit: &mut Visit) {
    visit.open(BEFORE).await;
    sees_the_class(visit).await;
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    visit.until("what was seen is remembered", &format!("{TEXT}('way')?.includes('seen')")).await;
}

/// Ticks a step of the timeline that nothing but the student knows of.
async fn ticks(visit: &Visit) {
    visit.presses_the("[data-step=code] .tick input").await;
    visit.until("the tick is kept", &format!("{TEXT}('way')?.includes('done')")).await;
}

/// Opens what lies on this phone.
async fn lies(visit: &mut Visit) {
    visit.open("#/").await;
    visit.presses("这台手机里存了什么").await;
    visit.sees_a(".guide-kept").await;
    visit
        .until("counted", "!document.querySelector('.guide-kept').innerText.includes('正在')")
        .await;
}

async fn a_moved_time_is_told_until_it_was_seen(visit: &mut Visit) {
    keeps(visit).await;
    visit.sees_no("[data-change]").await;
    let newer = with_later_time();
    visit.site.deploy(newer.path());
    for tab in ["", "/code", "/portrait", "/after"] {
        visit.open(&format!("{CLASS}{tab}")).await;
        visit
            .reads(
                "[data-change] li",
                &["时间原14:10–14:30现15:10–15:30", "集合时间原14:00现15:00"],
            )
            .await;
        visit.sees_in("[data-change]", &["第1版", "第2版"]).await;
    }
    visit.fits("the banner").await;
    visit.is_accessible("the banner").await;
    // Whose class it is not, is not told.
    visit.open("#/cqie-2027/class/23软工2班").await;
    visit.sees_a("section[data-section=fee]").await;
    visit.sees_no("[data-change]").await;
    visit.open(CLASS).await;
    visit.does("acknowledge").await;
    visit.sees_no("[data-change]").await;
    visit.reload().await;
    visit.sees_a(".guide-strip .card").await;
    visit.sees_no("[data-change]").await;
    // The next change is told from there.
    let moved = revised(|notice| {
        later(notice);
        notice["revision"] = 3.into();
        notice["standing"] = json!({"postponed": {"on": "2026-04-10", "says": "因故延期。"}});
    });
    visit.site.deploy(moved.path());
    visit.open(CLASS).await;
    visit.reads("[data-change] li", &["通知原有效现已延期"]).await;
    visit.sees_in("[data-change]", &["第2版", "第3版"]).await;
}

async fn what_moves_nobody_stays_quiet(visit: &mut Visit) {
    keeps(visit).await;
    let quiet = revised(|notice| {
        notice["checked"] = "2026-04-12".into();
        let slots = notice["schedule"]["slots"].as_array_mut().unwrap();
        for slot in slots {
            slot["note"] = "请自备雨具".into();
            // Everybody else's time is nobody's business here.
            if slot["units"][0]["name"] == "23软工2班" {
                slot["when"]["clock"]["span"] = "07:10-07:30".into();
            }
        }
    });
    visit.site.deploy(quiet.path());
    visit.open(CLASS).await;
    let remembered = format!("JSON.parse({TEXT}('way')).classes[0].seen.revision === 2");
    visit.until("the later edition is remembered", &remembered).await;
    visit.sees_a(".guide-strip .card").await;
    visit.sees_no("[data-change]").await;
}

/// Puts a text under one of our names.
async fn puts(visit: &Visit, name: &str, text: &str) {
    let script = "localStorage.setItem(`tucai:${new URL('.', location).pathname.slice(0, -1)}/:`
        + arguments[0], arguments[1])";
    visit.js(script, vec![json!(name), json!(text)]).await;
}

async fn text(visit: &Visit, name: &str) -> Value {
    visit.js(&format!("return {TEXT}('{name}')"), Vec::new()).await
}

async fn a_record_that_is_damaged(visit: &mut Visit) {
    keeps(visit).await;
    let unit = r#"{"notice":"cqie-2027","unit":"23软工1班","ticks":{"done":["code"]}}"#;
    let half = format!(r#"{{"version":1,"classes":[{unit},{{"unit":7}}]}}"#);
    let all = ["", "x", "[]", "{\"version\":1,\"classes\":{}}", "\u{0}", &half];
    for (at, damaged) in all.into_iter().enumerate() {
        puts(visit, "way", damaged).await;
        visit.open(CLASS).await;
        sees_the_class(visit).await;
        visit.sees_in("[data-trouble]", &["读不出来", "放到一边"]).await;
        let place = ["way.damaged", "way.2.damaged", "way.3.damaged"][at.min(2)];
        assert_eq!(text(visit, place).await, json!(damaged), "{place}");
        // Said once; the page goes on as ever.
        visit.reload().await;
        visit.sees_a(".guide-strip .card").await;
        visit.sees_no("[data-trouble]").await;
        let done = visit.has("[data-step=code][data-state=done]").await;
        assert_eq!(done, damaged == half, "what is whole goes on: {damaged}");
    }
    // The oldest went for the latest.
    assert_eq!(text(visit, "way.damaged").await, json!(all[3]));
    lies(visit).await;
    visit.sees_in("[data-aside]", &["3份", "放到一边", "最多留最近三份"]).await;
}

/// What is made up where a part is lacking would be told as a change.
async fn what_was_seen_that_is_damaged(visit: &mut Visit) {
    keeps(visit).await;
    for seen in [r#"{"x":1}"#, r#"{"revision":0,"checked":"1970-01-01","seats":[]}"#] {
        let class = r#"{"notice":"cqie-2027","unit":"23软工1班","ticks":{"done":["code"]},"seen":"#;
        puts(visit, "way", &format!(r#"{{"version":1,"classes":[{class}{seen}}}]}}"#)).await;
        visit.open(BEFORE).await;
        visit.sees_in("[data-trouble]", &["读不出来", "放到一边"]).await;
        visit.sees_a("[data-step=code][data-state=done]").await;
        visit.sees_no("[data-change]").await;
    }
}

/// Of another host, or withdrawn: the student is told so, and can let go of it.
async fn a_kept_class_whose_notice_is_not_there(visit: &mut Visit) {
    visit.expects_error("notices/nope.json");
    keeps(visit).await;
    let file = exported(visit).await;
    puts(visit, "mine", "nope\n23软工1班").await;
    visit.open("").await;
    visit.sees_in(".problem", &["没有找到这份通知", "记住的班级所属的通知，这里没有"]).await;
    lies(visit).await;
    visit.sees_in("[data-gone]", &["这里没有", "从文件导入"]).await;
    visit.is_accessible("a class whose notice is not there").await;
    // A file with a class of this host takes its place.
    imports(visit, &file).await;
    visit.sees_in("[data-done]", &["导入好了：我的班级。"]).await;
    assert_eq!(text(visit, "mine").await.as_str().map(str::trim_end), Some("cqie-2027\n23软工1班"));
    visit.sees_no("[data-gone]").await;
    for way in ["", "#/"] {
        puts(visit, "mine", "nope\n23软工1班").await;
        if way.is_empty() {
            visit.open("").await;
            visit.sees_a("[data-action=keep]").await;
            visit.does("keep").await;
            visit.sees_no("[data-action=keep]").await;
        } else {
            lies(visit).await;
            visit.sees_a("[data-gone]").await;
            visit.does("forget").await;
            visit.until("the page is loaded again", "!document.querySelector('[data-mine]')").await;
        }
        assert_eq!(text(visit, "mine").await, Value::Null);
    }
}

async fn a_kept_class_that_is_damaged(visit: &mut Visit) {
    visit.open("#/").await;
    for (damaged, place, count) in [
        ("x", "mine.damaged", "1份"),
        ("CQIE\n甲", "mine.2.damaged", "2份"),
        ("cqie-2027\n甲\n乙\n丙", "mine.3.damaged", "3份"),
    ] {
        puts(visit, "mine", damaged).await;
        lies(visit).await;
        visit.sees_in("[data-aside]", &[count]).await;
        assert_eq!(text(visit, place).await, json!(damaged));
        assert_eq!(text(visit, "mine").await, Value::Null);
    }
}

async fn a_record_of_a_newer_version(visit: &mut Visit) {
    keeps(visit).await;
    let newer = r#"{"version":2,"classes":"in another shape"}"#;
    puts(visit, "way", newer).await;
    visit.reload().await;
    visit.sees_in("[data-trouble]", &["更新版本", "刷新"]).await;
    visit.presses_the("[data-step=code] .tick input").await;
    visit.sees_a("[data-step=code][data-state=done]").await;
    assert_eq!(text(visit, "way").await, json!(newer));
    assert_eq!(text(visit, "way.damaged").await, Value::Null);
}

/// Presses 导出 and gives the text of the file.
async fn exported(visit: &mut Visit) -> String {
    lies(visit).await;
    let listen = "const make = URL.createObjectURL;
        URL.createObjectURL = blob => { globalThis.saved = blob; return make.call(URL, blob); };
        HTMLAnchorElement.prototype.click = function () { globalThis.named = this.download; };";
    visit.js(listen, Vec::new()).await;
    visit.does("export").await;
    visit.sees_in("[data-done]", &["已交给浏览器保存", "tucai-"]).await;
    let name = visit.js("return named", Vec::new()).await;
    assert!(name.as_str().unwrap().starts_with("tucai-20"), "{name}");
    let file = visit.awaits("return saved.text()", Vec::new()).await;
    file.as_str().unwrap().to_owned()
}

/// Chooses a file to take in.
async fn imports(visit: &mut Visit, text: &str) {
    let script = "const data = new DataTransfer();
        data.items.add(new File([arguments[0]], 'tucai.json', { type: 'application/json' }));
        const field = document.querySelector('[data-field=import]');
        field.files = data.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    visit.js(script, vec![json!(text)]).await;
    visit.sees_a("[data-done]").await;
}

/// Presses 全部清除, and agrees.
async fn wipes(visit: &mut Visit) {
    lies(visit).await;
    visit.js("window.confirm = () => true; window.alert = () => {};", Vec::new()).await;
    visit.does("wipe").await;
    visit.until("the page is loaded again", "!document.querySelector('.guide-kept')").await;
    visit.screen("home").await;
}

/// The names of what is left: words and databases.
async fn left(visit: &Visit) -> Value {
    let script = "return [Object.keys(localStorage).sort(),
        (await indexedDB.databases()).map(it => it.name).sort()]";
    visit.awaits(script, Vec::new()).await
}

async fn to_another_browser_by_a_file(visit: &mut Visit) {
    let payload = b"TUCAI-CONTENT-THAT-NOBODY-MAY-SEE-0123456789".to_vec();
    keeps(visit).await;
    ticks(visit).await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    code::keeps(visit, &png(&album::screenshot(&payload))).await;
    let file = exported(visit).await;
    assert!(!file.contains("CONTENT-THAT"), "the content of a code is text in the file");
    let said = "return document.documentElement.outerHTML + location.href + document.title";
    let said = visit.js(said, Vec::new()).await.to_string();
    assert!(!said.contains("CONTENT-THAT"), "the content of a code is on the page");
    wipes(visit).await;
    visit.sees_no("a[data-mine]").await;
    assert_eq!(left(visit).await, json!([[], []]));
    lies(visit).await;
    visit.sees_in("[data-lies-of=codes]", &["没有"]).await;
    imports(visit, &file).await;
    visit.sees_in("[data-done]", &["导入好了", "我的班级", "进度1份", "采集码1个"]).await;
    visit.sees_in("[data-lies-of=codes]", &["1个"]).await;
    // The same once more changes nothing, and that is said.
    visit.js("document.querySelector('[data-told]').textContent = ''", Vec::new()).await;
    imports(visit, &file).await;
    visit.sees_in("[data-done]", &["已经有了", "没有改动"]).await;
    visit.sees_in("[data-lies-of=codes]", &["1个"]).await;
    visit.open("").await;
    sees_the_class(visit).await;
    visit.open(BEFORE).await;
    visit.sees_a("[data-step=code] .tick input:checked").await;
    visit.presses_the("a[data-show-code]").await;
    code::scans_as(visit, "kept-imported", &payload).await;
    visit.kept_to_itself();
}

/// Nothing of a file that is not whole comes in.
async fn a_file_from_somebody_else(visit: &mut Visit) {
    keeps(visit).await;
    let before = text(visit, "way").await;
    let good = exported(visit).await;
    let changed = |from: &str, to: &str| good.replacen(from, to, 1);
    for (file, words) in [
        (String::new(), "不是图采导出的文件"),
        ("<script>alert(1)</script>".to_owned(), "不是图采导出的文件"),
        (good.get(..good.len() - 9).unwrap().to_owned(), "不完整"),
        (changed("\"version\":1,\"note\"", "\"version\":9,\"note\""), "更新版本"),
        (changed("cqie-2027\\n", "<b>\\n"), "不完整"),
        (changed("\"codes\":[]", "\"codes\":[7]"), "不完整"),
    ] {
        assert_ne!(file, good);
        visit.js("document.querySelector('[data-told]').textContent = ''", Vec::new()).await;
        lies(visit).await;
        imports(visit, &file).await;
        visit.sees_in("[data-done]", &[words, "什么也没有导入"]).await;
        assert_eq!(text(visit, "way").await, before);
    }
}

async fn wiped(visit: &mut Visit) {
    keeps(visit).await;
    ticks(visit).await;
    let theirs = "localStorage.setItem('tucai:/some/other/:mine', 'x\\ny');
        localStorage.setItem('theme', 'dark');
        const opened = indexedDB.open('tucai:/some/other/:kit');
        await new Promise(resolve => { opened.onsuccess = resolve; });
        opened.result.close();";
    visit.awaits(theirs, Vec::new()).await;
    puts(visit, "mine.damaged", "x").await;
    lies(visit).await;
    // Not without being sure.
    visit.js("window.confirm = () => false", Vec::new()).await;
    visit.does("wipe").await;
    visit.sees_a("[data-aside]").await;
    wipes(visit).await;
    let others = json!([["theme", "tucai:/some/other/:mine"], ["tucai:/some/other/:kit"]]);
    assert_eq!(left(visit).await, others);
}

async fn a_phone_that_refuses(visit: &mut Visit) {
    visit.open(BEFORE).await;
    sees_the_class(visit).await;
    let refuse =
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };
        IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };";
    visit.js(refuse, Vec::new()).await;
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["已选定"]).await;
    visit.presses_the("[data-step=code] .tick input").await;
    visit.sees_a("[data-step=code][data-state=done]").await;
    visit.sees_in("[data-trouble]", &["不让网页保存", "关掉本页"]).await;
    // It lasts as long as the page does.
    visit.presses_the("nav.tabs a[data-tab=after]").await;
    visit.sees_a("tucai-guide [data-section=verify]").await;
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    visit.sees_in("[data-step=code]", &["已完成"]).await;
    visit.js("location.hash = '#/'", Vec::new()).await;
    visit.screen("home").await;
    visit.presses("这台手机里存了什么").await;
    visit.sees_in("[data-lasting]", &["不让网页保存"]).await;
    visit.sees_in("[data-lies-of=codes]", &["读不出来"]).await;
}

/// Each tab keeps what the other ticked.
async fn two_tabs(visit: &mut Visit) {
    keeps(visit).await;
    visit.sees_a("[data-step=code] .tick input").await;
    let first = visit.opens_beside(BEFORE).await;
    visit.presses_the("[data-step=code] .tick input").await;
    visit.sees_a("[data-step=code][data-state=done]").await;
    visit.goes_to(&first).await;
    // It follows.
    visit.sees_a("[data-step=code][data-state=done]").await;
    visit.presses_the("[data-step=prepare] .tick input").await;
    visit.sees_a("[data-step=prepare][data-state=done]").await;
    visit.reload().await;
    for step in ["code", "prepare"] {
        visit.sees_a(&format!("[data-step={step}][data-state=done]")).await;
    }
}

async fn for_everybody(visit: &mut Visit) {
    keeps(visit).await;
    lies(visit).await;
    visit.fits("what lies on this phone").await;
    visit.is_accessible("what lies on this phone").await;
    for selector in ["[data-action=export]", "[data-field=import]", "[data-action=wipe]"] {
        visit.tabs_to(selector).await;
    }
}
