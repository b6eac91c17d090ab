//! The collection code: from whatever picture there is to a code that a scanner takes at once.

use serde_json::json;
use tucai_tests::{Key, Phone, Trouble, Visit, journeys};

use crate::album::{self, File, gives, jpeg, noise, png, through_wechat};
use crate::is_kept;
use crate::worker::NEXT_WORKER;

const CODE: &str = "#/cqie-2027/class/23软工1班/code";

/// There are cards around codes, and each shows something.
const CARD: &str = "(cards => cards.length && cards.every(card => new Set(card.getContext('2d')
    .getImageData(0, 0, card.width, card.height).data).size > 1))
    ([...document.querySelectorAll('canvas.crop')])";

journeys! {
    a_forwarded_screenshot_is_kept_and_shown_with_the_host_gone;
    the_same_in_the_dark with Phone::default().dark();
    the_same_on_a_narrow_phone with Phone::default().sized(320, 640);
    every_way_in_leads_to_the_same_screen;
    a_picture_on_its_side_is_turned_once;
    a_payment_code_is_called_one;
    one_of_several_codes;
    pictures_that_do_not_work;
    a_picture_of_thirty_thousand_pixels;
    of_two_quick_choices_the_later_wins;
    a_second_code_and_its_name;
    codes_are_removed;
    a_code_that_another_page_removed_stays_removed;
    what_is_kept_is_damaged;
    a_worker_that_dies;
    a_kit_that_does_not_come;
    a_phone_that_keeps_nothing;
    by_keyboard_and_for_everybody;
}

/// Loads a picture and agrees to its only code.
pub async fn keeps(visit: &Visit, file: &File) {
    gives(visit, file, "album").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
    visit.until("the card", CARD).await;
    visit.does("use").await;
    visit.sees_a("[data-code-state=idle] [data-kept]").await;
}

/// What is on the screen is read by another reader, to these bytes alone.
pub async fn scans_as(visit: &Visit, name: &str, payload: &[u8]) {
    visit.sees_a("dialog[open] canvas[data-scale]").await;
    album::is_scanned_as(visit, name, payload).await;
    // As sharp as the screen can: whole device pixels a module, in place.
    let sharp = visit.js(
        "const c = document.querySelector('dialog canvas'), r = c.getBoundingClientRect();
         const whole = n => Math.abs(n * devicePixelRatio - Math.round(n * devicePixelRatio)) < .02;
         return [c.width === Math.round(r.width * devicePixelRatio), whole(r.left), whole(r.top),
             r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight]",
        Vec::new(),
    );
    assert_eq!(sharp.await, json!([true, true, true, true]));
}

async fn keep_close_reopen_show(visit: &mut Visit, name: &str) {
    let payload = noise(7, 150);
    visit.open(CODE).await;
    keeps(visit, &through_wechat(&album::screenshot(&payload))).await;
    is_kept(visit, &["cqie-2027.json", "cqie-2027.html", "index.json"]).await;
    visit.expects_error("notices/");
    visit.expects_error("sw.js");
    visit.closes_the_browser().await;
    visit.site.stop();
    visit.open("#/cqie-2027/class/23软工1班").await;
    visit.presses_the("a[data-show-code]").await;
    scans_as(visit, name, &payload).await;
    visit.does("close").await;
    visit.sees_no("dialog[open]").await;
}

async fn a_forwarded_screenshot_is_kept_and_shown_with_the_host_gone(visit: &mut Visit) {
    keep_close_reopen_show(visit, "code-light").await;
}

async fn the_same_in_the_dark(visit: &mut Visit) {
    keep_close_reopen_show(visit, "code-dark").await;
    let colour = "return getComputedStyle(document.querySelector('dialog')).backgroundColor";
    assert_eq!(visit.js(colour, Vec::new()).await, json!("rgb(255, 255, 255)"));
}

async fn the_same_on_a_narrow_phone(visit: &mut Visit) {
    keep_close_reopen_show(visit, "code-narrow").await;
    visit.fits("the tab with a kept code").await;
}

async fn every_way_in_leads_to_the_same_screen(visit: &mut Visit) {
    visit.open(CODE).await;
    let file = through_wechat(&album::screenshot(&noise(8, 120)));
    for way in ["album", "drop", "paste"] {
        gives(visit, &file, way).await;
        visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
        visit.does("dismiss").await;
        visit.sees_a("[data-code-state=idle]").await;
    }
    visit.sees_no("[data-kept]").await;
}

async fn a_picture_on_its_side_is_turned_once(visit: &mut Visit) {
    visit.open(CODE).await;
    gives(visit, &album::on_its_side(&album::screenshot(&noise(9, 120))), "album").await;
    visit.sees_a("[data-answer]").await;
    visit.until("the card", CARD).await;
    let upright = "(card => card.height > card.width)(document.querySelector('canvas.crop'))";
    visit.until("an upright card", upright).await;
    visit.does("use").await;
    visit.sees_in("[data-code]", &["1080×2400"]).await;
}

async fn a_payment_code_is_called_one(visit: &mut Visit) {
    visit.open(CODE).await;
    let file = png(&album::screenshot(b"wxp://f2f0Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHJlYWwgb25lISEh"));
    gives(visit, &file, "album").await;
    visit.sees_in("[data-answer]", &["微信收付款码", "不像采集码"]).await;
    visit.sees_no("[data-action=use]").await;
    // The student has the last word.
    visit.does("overrule").await;
    visit.does("use").await;
    visit.sees_in("[data-code]", &["像是微信收付款码，由你确认"]).await;
}

async fn one_of_several_codes(visit: &mut Visit) {
    let right = noise(11, 110);
    visit.open(CODE).await;
    gives(visit, &png(&album::two_codes(b"https://example.com/a-page", &right)), "album").await;
    visit.sees_in("[data-answer]", &["几个码"]).await;
    visit.until("both cards", CARD).await;
    visit.sees_in(".several-codes", &["第1个", "第2个", "像是网页链接"]).await;
    visit.screenshot("code-several").await;
    // From either there is a way back to both.
    visit.presses_the(".several-codes li:has(small) button").await;
    visit.sees_in("[data-answer]", &["像是网页链接"]).await;
    visit.does("dismiss").await;
    visit.sees_in("[data-answer]", &["几个码"]).await;
    visit.presses_the(".several-codes li:not(:has(small)) button").await;
    visit.sees_a("[data-action=use]").await;
    visit.does("dismiss").await;
    visit.sees_in("[data-answer]", &["几个码"]).await;
    visit.until("both cards", CARD).await;
    visit.resize(320, 640).await;
    let beside =
        "(([one, other]) => one.getBoundingClientRect().top === other.getBoundingClientRect().top)
        (document.querySelectorAll('.several-codes li'))";
    visit.until("the codes side by side", beside).await;
    visit.fits("several codes").await;
    visit.screenshot("code-several-narrow").await;
    visit.presses_the(".several-codes li:not(:has(small)) button").await;
    visit.does("use").await;
    visit.sees_a("[data-kept]").await;
    visit.does("show").await;
    scans_as(visit, "code-of-several", &right).await;
}

/// Each has words of its own and a next step; none harms the page.
async fn pictures_that_do_not_work(visit: &mut Visit) {
    let whole = jpeg(&album::screenshot(&noise(12, 100)), 80).bytes;
    let file = |bytes: &[u8]| File { bytes: bytes.to_vec(), kind: "image/jpeg" };
    let garbage = [
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x04\0\0\0\x04\0\x08\0\0\0\0",
        &[7; 900][..],
        b"IEND",
    ];
    let huge =
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xFF\xFF\0\0\xFF\xFF\x08\0\0\0\0", &[7; 900][..]];
    visit.open(CODE).await;
    for (file, words) in [
        (png(&album::without_a_code()), &["没有找到二维码", "长按保存原图"][..]),
        (file(&whole[..whole.len() / 4]), &["没有下载完整"]),
        (file(&garbage.concat()), &["打不开"]),
        (file(&huge.concat()), &["像素太多", "裁剪"]),
        (file(b"%PDF-1.7 and so on"), &["这不是图片"]),
        (file(b""), &["这不是图片"]),
    ] {
        gives(visit, &file, "album").await;
        visit.sees_in("[data-code-state=stuck] .answer", words).await;
        visit.sees_in("[data-code-state=stuck] label", &["换一张图"]).await;
    }
    // And the next one is read.
    keeps(visit, &file(&whole)).await;
}

async fn a_picture_of_thirty_thousand_pixels(visit: &mut Visit) {
    let payload = noise(13, 100);
    visit.open(CODE).await;
    keeps(visit, &png(&album::endless(&payload))).await;
    visit.sees_in("[data-code]", &["30000×600"]).await;
    visit.does("show").await;
    scans_as(visit, "code-endless", &payload).await;
}

async fn of_two_quick_choices_the_later_wins(visit: &mut Visit) {
    let later = noise(15, 100);
    let files = [png(&album::screenshot(&noise(14, 100))), png(&album::screenshot(&later))];
    visit.open(CODE).await;
    for file in &files {
        gives(visit, file, "drop").await;
    }
    visit.does("use").await;
    visit.sees_a("[data-kept='1']").await;
    visit.does("show").await;
    scans_as(visit, "code-later", &later).await;
}

async fn a_second_code_and_its_name(visit: &mut Visit) {
    let (first, second) = (noise(16, 100), noise(17, 140));
    visit.open(CODE).await;
    keeps(visit, &png(&album::screenshot(&first))).await;
    // The same code again is not a second one.
    keeps(visit, &through_wechat(&album::screenshot(&first))).await;
    visit.sees_in(".told", &["已经存过", "换成了这张图"]).await;
    visit.sees_a("[data-kept='1']").await;
    // The picture is the new one, through WeChat 648 pixels wide.
    visit.sees_in("[data-code]", &["648×1440"]).await;
    visit.reload().await;
    visit.sees_in("[data-code]", &["648×1440"]).await;
    visit.does("show").await;
    visit.does("own").await;
    let new = "document.querySelector('img[data-own]')?.naturalWidth === 648";
    visit.until("the new picture", new).await;
    visit.does("close").await;
    visit.sees_no("dialog[open]").await;
    // And that of a clearer one takes its place in turn.
    keeps(visit, &png(&album::screenshot(&first))).await;
    visit.sees_in("[data-kept='1'] [data-proven=yes]", &["1080×2400"]).await;
    keeps(visit, &png(&album::screenshot(&second))).await;
    visit.sees_a("[data-kept='2']").await;
    visit.presses("改名或删除").await;
    visit.fills("[data-name]", "专科的旧码").await;
    visit.key(Key::Enter).await;
    visit.sees_in("[data-code] strong", &["专科的旧码"]).await;
    visit.reload().await;
    visit.sees_in("[data-code] strong", &["专科的旧码"]).await;
    // The same code serves another notice as well, and stays here.
    visit.open("#/bnu-2025/class/本科生/code").await;
    keeps(visit, &png(&album::screenshot(&first))).await;
    visit.sees_in(".told", &["存好了"]).await;
    visit.open(CODE).await;
    visit.sees_a("[data-kept='2']").await;
    // Home leads to the codes of the kept class.
    visit.open("#/cqie-2027/class/23软工1班").await;
    visit.does("keep").await;
    visit.open("#/").await;
    visit.sees_in(".mine + .mine a[data-show-code]", &["出示采集码·本科生"]).await;
    visit.screenshot("home-two-codes").await;
    visit.presses_the("a[data-show-code]").await;
    scans_as(visit, "code-first", &first).await;
    visit.presses("第2个码").await;
    visit.sees_a("[aria-pressed=true][data-action=switch]").await;
    scans_as(visit, "code-second", &second).await;
    // The own picture is one tap away, and the way back ends it all.
    visit.does("own").await;
    visit.sees_a("img[data-own]").await;
    visit
        .until("the own picture", "document.querySelector('img[data-own]').naturalWidth === 1080")
        .await;
    visit.back().await;
    visit.screen("home").await;
    visit.sees_no("dialog[open]").await;
}

async fn codes_are_removed(visit: &mut Visit) {
    visit.open(CODE).await;
    for seed in [18, 19, 20] {
        keeps(visit, &png(&album::screenshot(&noise(seed, 100)))).await;
    }
    visit.js("window.confirm = () => false", Vec::new()).await;
    visit.presses("改名或删除").await;
    visit.does("remove").await;
    visit.sees_a("[data-kept='3']").await;
    visit.js("window.confirm = () => true", Vec::new()).await;
    visit.does("remove").await;
    visit.sees_a("[data-kept='2']").await;
    visit.does("remove-all").await;
    visit.sees_no("[data-kept]").await;
    visit.reload().await;
    visit.sees_a("[data-code-state=idle] [data-album]").await;
    visit.sees_no("[data-kept]").await;
    visit.until("nothing left on the phone", "localStorage.length === 0").await;
    // An address that asks for a code that is gone is the tab's.
    visit.open("#/cqie-2027/class/23软工1班/code?show=1").await;
    visit.sees_a("[data-album]").await;
    visit.sees_no("dialog[open]").await;
    visit.until("the tab's own address", "!location.hash.includes('show')").await;
}

/// A name given to it here does not bring it back.
async fn a_code_that_another_page_removed_stays_removed(visit: &mut Visit) {
    visit.open(CODE).await;
    keeps(visit, &png(&album::screenshot(&noise(24, 100)))).await;
    let script = "
        const [{ name }] = (await indexedDB.databases()).filter(it => it.name.includes('kit'));
        const opened = indexedDB.open(name);
        await new Promise(resolve => { opened.onsuccess = resolve; });
        const change = opened.result.transaction('codes', 'readwrite');
        change.objectStore('codes').clear();
        await new Promise(resolve => { change.oncomplete = resolve; });
        opened.result.close();";
    visit.awaits(script, Vec::new()).await;
    visit.presses("改名或删除").await;
    visit.fills("[data-name]", "本科").await;
    visit.does("name").await;
    visit.sees_in(".told", &["已经在另一个页面里删除"]).await;
    visit.sees_no("[data-kept]").await;
    visit.reload().await;
    visit.sees_a("[data-code-state=idle] [data-album]").await;
    assert!(!visit.has("[data-kept]").await);
}

/// What lies on the phone is hostile input like any other.
async fn what_is_kept_is_damaged(visit: &mut Visit) {
    visit.open(CODE).await;
    keeps(visit, &png(&album::screenshot(&noise(21, 100)))).await;
    let script = "
        const [{ name }] = (await indexedDB.databases()).filter(it => it.name.includes('kit'));
        const opened = indexedDB.open(name);
        await new Promise(resolve => { opened.onsuccess = resolve; });
        const change = opened.result.transaction('codes', 'readwrite');
        const codes = change.objectStore('codes');
        const bytes = new Uint8Array(9), words = ['', '', ''], numbers = new Float64Array(9);
        for (const wrong of [null, 7, 'x', {}, { words, numbers }, { words: 3, payload: 'x' },
            { words, numbers, payload: bytes, modules: bytes }]) codes.add(wrong);
        await new Promise(resolve => { change.oncomplete = resolve; });
        opened.result.close();";
    visit.awaits(script, Vec::new()).await;
    visit.reload().await;
    visit.sees_a("[data-kept='1']").await;
    visit.sees_in("[data-unusable]", &["7份", "损坏"]).await;
    visit.js("window.confirm = () => true", Vec::new()).await;
    visit.does("remove-all").await;
    visit.sees_no("[data-unusable]").await;
}

/// The worker breaks over a picture, and ends while a code is shown.
async fn a_worker_that_dies(visit: &mut Visit) {
    let payload = noise(22, 100);
    let file = png(&album::screenshot(&payload));
    visit.open(CODE).await;
    visit.expects_error("");
    visit.js(&format!("{NEXT_WORKER} nextWorker(broken)"), Vec::new()).await;
    gives(visit, &file, "album").await;
    visit.sees_in("[data-code-state=stuck]", &["这张图让读码程序出错了"]).await;
    keeps(visit, &file).await;
    visit.js("globalThis.Worker = function () { throw new Error('no worker'); }", Vec::new()).await;
    visit.reload().await;
    visit.js("globalThis.Worker = function () { throw new Error('no worker'); }", Vec::new()).await;
    visit.does("show").await;
    scans_as(visit, "code-without-worker", &payload).await;
    visit.key(Key::Escape).await;
    visit.sees_no("dialog[open]").await;
}

async fn a_kit_that_does_not_come(visit: &mut Visit) {
    visit.expects_error("kit");
    visit.site.trouble("kit*", Trouble::Status(404));
    visit.open(CODE).await;
    visit.sees_in("tucai-code", &["没有下载完", "重试"]).await;
    // The notice's own words do not depend on it.
    visit.section("code", "code", &["5次"]).await;
    visit.site.relieve("kit*");
    visit.presses("重试").await;
    visit.sees_a("[data-code-state=idle] [data-album]").await;
}

/// Private windows and some web views refuse the store.
async fn a_phone_that_keeps_nothing(visit: &mut Visit) {
    let payload = noise(23, 100);
    visit.open("#/cqie-2027/class/23软工1班").await;
    let refuse =
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };";
    visit.js(refuse, Vec::new()).await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    keeps(visit, &png(&album::screenshot(&payload))).await;
    visit.sees_in("[data-lasting]", &["不让网页保存", "原图留在相册里"]).await;
    visit.does("show").await;
    scans_as(visit, "code-unkept", &payload).await;
    visit.does("own").await;
    visit
        .until("the own picture", "document.querySelector('img[data-own]').naturalWidth === 1080")
        .await;
}

async fn by_keyboard_and_for_everybody(visit: &mut Visit) {
    let payload = b"TUCAI-CONTENT-THAT-NOBODY-MAY-SEE-0123456789".to_vec();
    visit.open(CODE).await;
    visit.sees_a("[data-album]").await;
    visit.is_accessible("choosing a picture").await;
    visit.fits("choosing a picture").await;
    visit.tabs_to("[data-album]").await;
    gives(visit, &png(&album::screenshot(&payload)), "album").await;
    visit.sees_a("[data-answer]").await;
    visit.until("the focus at the answer", "document.activeElement.matches('[data-answer]')").await;
    visit.is_accessible("the answer").await;
    visit.fits("the answer").await;
    visit.tabs_to("[data-action=use]").await;
    visit.key(Key::Enter).await;
    visit.sees_a("[data-kept]").await;
    let at_the_list = "document.activeElement.matches('.kit-list h2')";
    visit.until("the focus at the kept codes", at_the_list).await;
    visit.is_accessible("kept codes").await;
    visit.fits("kept codes").await;
    visit.tabs_to("[data-action=show]").await;
    visit.key(Key::Enter).await;
    visit.sees_a("dialog[open] canvas[data-scale]").await;
    visit.is_accessible("the shown code").await;
    let said = "return document.documentElement.outerHTML + location.href + document.title
        + JSON.stringify({ ...localStorage }) + JSON.stringify(history.state)";
    let said = visit.js(said, Vec::new()).await.to_string();
    assert!(!said.contains("CONTENT-THAT"), "the content of a code is on the page");
    visit.key(Key::Escape).await;
    visit.sees_no("dialog[open]").await;
    visit.kept_to_itself();
    for request in visit.site.requests() {
        let all = format!("{} {:?}", request.target, request.headers);
        assert!(!all.contains("CONTENT-THAT"), "{request:#?}");
    }
}
