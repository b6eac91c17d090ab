//! The collection code where the phone, its browser or the worker do not do as they should. What a
//! browser under test would do of its own accord is said to it by a few lines in the page.

use std::time::Duration;

use serde_json::json;
use tucai_tests::{Visit, journeys};

use crate::album::{self, File, gives, is_scanned_as, noise, png};
use crate::worker::NEXT_WORKER;

const CLASS: &str = "#/cqie-2027/class/23软工1班";

journeys! {
    the_clipboard_is_asked;
    a_camera_that_does_not_come;
    a_camera_that_goes;
    no_camera_to_offer;
    whole_files_with_no_code;
    a_picture_pasted_while_a_code_is_shown;
    a_worker_that_never_answers;
    a_worker_that_does_not_come;
    a_worker_of_another_version;
    an_idle_worker_goes;
    a_picture_pasted_while_another_is_read;
    the_tab_is_left_while_a_picture_is_read;
    what_the_phone_refused_stays_in_the_page;
    a_full_phone;
    a_phone_with_room_for_the_code_alone;
    a_code_that_could_not_be_proven;
    the_code_of_a_very_long_picture_that_could_not_be_proven;
    kept_in_wechat;
}

/// Opens the class, runs a script there, and goes on to the tab: the kit finds what the script did.
async fn opens_after(visit: &mut Visit, script: &str) {
    visit.open(CLASS).await;
    visit.screen("class").await;
    visit.js(script, Vec::new()).await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.sees_a("[data-code-state=idle] [data-album]").await;
}

async fn the_clipboard_is_asked(visit: &mut Visit) {
    let script = "
        globalThis.copied = async () => { throw new DOMException('no', 'NotAllowedError'); };
        Object.defineProperty(navigator, 'clipboard', { value: { read: () => copied() } });";
    opens_after(visit, script).await;
    let refused = &["剪贴板里没有读到图片", "从相册选图"];
    visit.does("paste").await;
    visit.sees_in("[data-code-state=stuck]", refused).await;
    visit.does("dismiss").await;
    let text = "globalThis.copied = async () =>
        [{ types: ['text/plain'], getType: async () => new Blob(['x']) }]";
    visit.js(text, Vec::new()).await;
    visit.does("paste").await;
    visit.sees_in("[data-code-state=stuck]", refused).await;
    visit.does("dismiss").await;
    let picture =
        "const blob = new Blob([Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0))]);
        globalThis.copied = async () => [{
            types: ['text/html', 'image/png'],
            getType: async type => type === 'image/png' ? blob : new Blob(['<img>']),
        }]";
    let file = png(&album::screenshot(&noise(31, 100)));
    visit.js(picture, vec![json!(album::base64(&file))]).await;
    visit.does("paste").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
    visit.does("use").await;
    visit.sees_in("[data-code]", &["粘贴", "1080×2400"]).await;
}

async fn a_camera_that_does_not_come(visit: &mut Visit) {
    let script = "
        globalThis.cameraError = '';
        Object.defineProperty(navigator, 'mediaDevices', { value: {
            getUserMedia: async () => { throw new DOMException('no', cameraError); } } });";
    opens_after(visit, script).await;
    for (error, words) in [
        ("NotAllowedError", &["没有得到相机的许可", "从相册选图"]),
        ("NotFoundError", &["没有找到相机", "从相册或文件里选图"]),
        ("NotReadableError", &["相机正被别的应用占用", "从相册选图"]),
        ("TypeError", &["不能直接打开相机", "从相册选图"]),
    ] {
        visit.js("cameraError = arguments[0]", vec![json!(error)]).await;
        visit.does("camera").await;
        visit.sees_in("[data-code-state=stuck]", words).await;
        visit.sees_in("[data-code-state=stuck] label", &["从相册选图"]).await;
        visit.does("dismiss").await;
    }
}

/// Another app takes it, or somebody unplugs it.
async fn a_camera_that_goes(visit: &mut Visit) {
    let script = "
        const wall = document.createElement('canvas');
        wall.getContext('2d').fillRect(0, 0, 300, 150);
        globalThis.cameras = [];
        Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia: async () => {
            const stream = wall.captureStream(10);
            cameras.push(stream.getTracks()[0]);
            return stream;
        } } });";
    opens_after(visit, script).await;
    visit.does("camera").await;
    visit.sees_a("video[data-camera]").await;
    visit.until("a camera that is on", "cameras.length === 1").await;
    visit.pause(Duration::from_millis(300)).await;
    visit.sees_a("video[data-camera]").await;
    visit.js("cameras[0].stop()", Vec::new()).await;
    visit.sees_in("[data-code-state=stuck]", &["镜头断开了", "再开相机", "从相册选图"]).await;
    visit.screenshot("code-camera-gone").await;
    visit.does("camera").await;
    visit.sees_a("video[data-camera]").await;
    visit.until("a camera that is on again", "cameras[1]?.readyState === 'live'").await;
}

/// What is said of a file holds for it.
async fn whole_files_with_no_code(visit: &mut Visit) {
    opens_after(visit, "").await;
    let none = album::without_a_code();
    let film = [&b"\0\0\0\x18ftypmp42"[..], &[7; 4000]].concat();
    let transparent = image::RgbaImage::new(900, 700);
    let mut bytes = std::io::Cursor::new(Vec::new());
    transparent.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let transparent = File { bytes: bytes.into_inner(), kind: "image/png" };
    let followed_by_a_film =
        |file: File| File { bytes: [&file.bytes[..], &film].concat(), kind: file.kind };
    let damaged = File { bytes: b"\0\0\0\x18ftypavif and so on".to_vec(), kind: "image/avif" };
    for (file, words) in [
        (followed_by_a_film(album::jpeg(&none, 80)), "这张图里没有找到二维码"),
        (followed_by_a_film(png(&none)), "这张图里没有找到二维码"),
        (transparent, "这张图里没有找到二维码"),
        (damaged, "也可能文件坏了"),
    ] {
        gives(visit, &file, "album").await;
        visit.sees_in("[data-code-state=stuck]", &[words]).await;
        visit.does("dismiss").await;
    }
}

async fn a_picture_pasted_while_a_code_is_shown(visit: &mut Visit) {
    opens_after(visit, "").await;
    let file = png(&album::screenshot(&noise(44, 100)));
    gives(visit, &file, "album").await;
    visit.does("use").await;
    visit.does("show").await;
    visit.sees_a("dialog[open] canvas[data-scale]").await;
    // The keys that a press may hit by accident do not change what the scanner sees.
    visit.until("the focus", "document.activeElement.matches('[data-action=close]')").await;
    for way in ["paste", "drop"] {
        gives(visit, &file, way).await;
        visit.sees_a("[data-code-state=idle]").await;
    }
    visit.does("close").await;
    visit.sees_no("dialog[open]").await;
    gives(visit, &file, "paste").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
}

/// An insecure page, and some web views, have no such thing at all.
async fn no_camera_to_offer(visit: &mut Visit) {
    let script = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
        Object.defineProperty(navigator, 'clipboard', { value: undefined });";
    opens_after(visit, script).await;
    assert!(!visit.has("[data-action=camera], [data-action=paste]").await);
}

/// The picture at fault is named, and the next one gets a fresh worker.
async fn a_worker_that_never_answers(visit: &mut Visit) {
    // The eight seconds that a picture may take pass at once, once.
    let hurry = "
        const usual = setTimeout;
        globalThis.setTimeout = (call, ms, ...given) => {
            if (ms === 8000) { globalThis.setTimeout = usual; ms = 50; }
            return usual(call, ms, ...given);
        };
        nextWorker(mute);";
    opens_after(visit, &format!("{NEXT_WORKER} {hurry}")).await;
    let file = png(&album::screenshot(&noise(32, 100)));
    gives(visit, &file, "album").await;
    visit.sees_in("[data-code-state=stuck]", &["这张图读了太久，已经停下", "裁剪"]).await;
    visit.sees_in("[data-code-state=stuck] label", &["换一张图"]).await;
    visit.until("the end of that worker", "workers.ended === 1").await;
    gives(visit, &file, "album").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
    visit.until("a fresh one", "workers.started === 2").await;
}

async fn a_worker_that_does_not_come(visit: &mut Visit) {
    let script = "const Usual = Worker;
        globalThis.Worker = function () { globalThis.Worker = Usual; throw new Error('none'); };";
    opens_after(visit, script).await;
    gives(visit, &png(&album::screenshot(&noise(33, 100))), "album").await;
    visit.sees_in("[data-code-state=stuck]", &["读码程序没有下载完", "照样能出示"]).await;
    visit.presses("再试一次").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
}

async fn a_worker_of_another_version(visit: &mut Visit) {
    let script = "const usual = tucai.startWorker;
        tucai.startWorker = async () => ({ ...await usual(), ready: 2 });";
    opens_after(visit, script).await;
    gives(visit, &png(&album::screenshot(&noise(34, 100))), "album").await;
    visit.sees_in("[data-code-state=stuck]", &["页面有新版本", "重新打开"]).await;
    visit.does("reload").await;
    visit.sees_a("[data-code-state=idle] [data-album]").await;
    gives(visit, &png(&album::screenshot(&noise(34, 100))), "album").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
}

async fn an_idle_worker_goes(visit: &mut Visit) {
    // The ten seconds pass when the story says so.
    let clock = "
        const usual = setTimeout;
        globalThis.setTimeout = (call, ms, ...given) =>
            ms === 10000 ? (globalThis.ring = call, 0) : usual(call, ms, ...given);";
    opens_after(visit, &format!("{NEXT_WORKER} {clock}")).await;
    let file = png(&album::screenshot(&noise(35, 100)));
    gives(visit, &file, "album").await;
    visit.sees_a("[data-code-state=confirm]").await;
    visit.until("a worker at rest", "globalThis.ring && workers.ended === 0").await;
    visit.js("ring()", Vec::new()).await;
    visit.until("no worker", "workers.started === 1 && workers.ended === 1").await;
    // Keeping needs one again, for the proof.
    visit.does("use").await;
    visit.sees_a("[data-kept]").await;
    visit.until("another", "workers.started === 2").await;
}

async fn a_picture_pasted_while_another_is_read(visit: &mut Visit) {
    opens_after(visit, &format!("{NEXT_WORKER} nextWorker(mute)")).await;
    let later = noise(37, 100);
    gives(visit, &png(&album::screenshot(&noise(36, 100))), "album").await;
    visit.sees_a("[data-code-state=reading]").await;
    visit.until("a worker at work", "workers.started === 1").await;
    gives(visit, &png(&album::screenshot(&later)), "paste").await;
    visit.does("use").await;
    visit.sees_a("[data-kept='1']").await;
    visit.does("show").await;
    visit.sees_a("dialog[open] canvas[data-scale]").await;
    is_scanned_as(visit, "code-pasted", &later).await;
}

async fn the_tab_is_left_while_a_picture_is_read(visit: &mut Visit) {
    opens_after(visit, &format!("{NEXT_WORKER} nextWorker(mute)")).await;
    let file = png(&album::screenshot(&noise(38, 100)));
    gives(visit, &file, "album").await;
    visit.sees_a("[data-code-state=reading]").await;
    visit.until("a worker at work", "workers.started === 1").await;
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    visit.sees_a("section[data-section=look]").await;
    visit.until("the end of the worker", "workers.ended === 1").await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.sees_a("[data-code-state=idle] [data-album]").await;
    gives(visit, &file, "album").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
}

/// The store takes nothing over so many bytes.
fn room(bytes: usize) -> String {
    format!(
        "const add = IDBObjectStore.prototype.add, put = IDBObjectStore.prototype.put;
         const full = (usual, size) => function (value, ...given) {{
             if (size(value) > {bytes}) throw new DOMException('full', 'QuotaExceededError');
             return usual.call(this, value, ...given);
         }};
         IDBObjectStore.prototype.add = full(add, value => value.crop.length);
         IDBObjectStore.prototype.put = full(put, value => value.length ?? 0);"
    )
}

/// A code that is only in the page is there for as long as the page is, wherever the student goes.
async fn what_the_phone_refused_stays_in_the_page(visit: &mut Visit) {
    let payload = noise(44, 100);
    let refuse =
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };";
    opens_after(visit, refuse).await;
    gives(visit, &png(&album::screenshot(&payload)), "album").await;
    visit.does("use").await;
    visit.sees_a("[data-kept='1']").await;
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    visit.sees_a("a[data-show-code]").await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.sees_in("[data-kept='1'] [data-code]", &["只在本页，关掉就没有了"]).await;
    visit.sees_in("[data-lasting]", &["不让网页保存", "原图留在相册里"]).await;
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    visit.presses_the("a[data-show-code]").await;
    visit.sees_a("dialog[open] canvas[data-scale]").await;
    visit.does("own").await;
    visit
        .until("the own picture", "document.querySelector('img[data-own]').naturalWidth === 1080")
        .await;
    visit.does("close").await;
    visit.js("window.confirm = () => true", Vec::new()).await;
    visit.presses("改名或删除").await;
    visit.does("remove").await;
    visit.sees_no("[data-kept]").await;
    // With the page they go.
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    assert!(!visit.has("a[data-show-code]").await);
}

async fn a_full_phone(visit: &mut Visit) {
    opens_after(visit, &room(0)).await;
    gives(visit, &png(&album::screenshot(&noise(39, 100))), "album").await;
    visit.does("use").await;
    visit.sees_in("[data-code]", &["只在本页，关掉就没有了"]).await;
    visit.sees_in("[data-lasting]", &["空间满了", "原图留在相册里"]).await;
    visit.sees_nothing_of(&["无痕"]).await;
    visit.does("show").await;
    visit.sees_a("dialog[open] canvas[data-scale]").await;
}

async fn a_phone_with_room_for_the_code_alone(visit: &mut Visit) {
    // A card takes some 30 to 60 kB, the screenshot more.
    let mut picture = album::screenshot(&noise(40, 100));
    for (at, pixel) in picture.pixels_mut().enumerate().filter(|(at, _)| at / 1080 > 2200) {
        pixel.0[0] = u8::try_from(at * at % 251).unwrap();
    }
    opens_after(visit, &room(150_000)).await;
    gives(visit, &png(&picture), "album").await;
    visit.does("use").await;
    visit.sees_in(".told", &["存好了"]).await;
    assert!(!visit.has("[data-unkept]").await);
    visit.reload().await;
    visit.sees_a("[data-kept='1']").await;
    // In the picture's place stands the card.
    visit.does("show").await;
    visit.does("own").await;
    visit.until("the card", "document.querySelector('img[data-own]')?.naturalWidth > 0").await;
}

/// What the worker could not read back is not what the scanner gets; a later visit proves it.
async fn a_code_that_could_not_be_proven(visit: &mut Visit) {
    let payload = noise(41, 100);
    opens_after(visit, "").await;
    gives(visit, &png(&album::screenshot(&payload)), "album").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
    visit.js("Worker.prototype.postMessage = () => { throw new Error('no'); }", Vec::new()).await;
    visit.does("use").await;
    visit.does("show").await;
    visit.sees_in("dialog[open]", &["还没核对好", "你存的图", "亮度"]).await;
    let whole = "document.querySelector('img[data-own]')?.naturalWidth === 1080";
    visit.until("the own picture", whole).await;
    assert!(!visit.has("dialog canvas, dialog [data-action=own]").await);
    visit.is_accessible("the own picture").await;
    visit.does("close").await;
    visit.reload().await;
    visit.sees_a("[data-kept]").await;
    visit.until("the proof", "document.querySelector('[data-proven=yes]')").await;
    visit.does("show").await;
    visit.sees_a("dialog[open] canvas[data-scale]").await;
}

/// What is kept of it is the part around the code, large enough to be scanned.
async fn the_code_of_a_very_long_picture_that_could_not_be_proven(visit: &mut Visit) {
    opens_after(visit, "").await;
    let payload = noise(45, 100);
    gives(visit, &png(&album::very_long(&payload)), "album").await;
    visit.sees_in("[data-answer]", &["学校和层次对吗"]).await;
    visit.js("Worker.prototype.postMessage = () => { throw new Error('no'); }", Vec::new()).await;
    visit.does("use").await;
    visit.sees_in("[data-code]", &["1080×20000"]).await;
    visit.does("show").await;
    visit.until("the picture", "document.querySelector('img[data-own]')?.naturalWidth > 700").await;
    is_scanned_as(visit, "code-very-long", &payload).await;
}

/// Where another app's cache may take what is kept along, that is said; and the browser is asked once.
async fn kept_in_wechat(visit: &mut Visit) {
    let script = "
        const agent = navigator.userAgent + ' MicroMessenger/8.0.49';
        Object.defineProperty(navigator, 'userAgent', { value: agent });
        globalThis.persists = 0;
        Object.defineProperty(navigator, 'storage', { value: {
            persist: async () => { persists += 1; return true; }, persisted: async () => false } });";
    opens_after(visit, script).await;
    for (seed, kept) in [(42, "[data-kept='1']"), (43, "[data-kept='2']")] {
        gives(visit, &png(&album::screenshot(&noise(seed, 100))), "album").await;
        visit.does("use").await;
        visit.sees_a(kept).await;
    }
    visit.sees_in("[data-lasting]", &["可能随缓存一起清掉", "原图留在相册里"]).await;
    assert_eq!(visit.js("return persists", Vec::new()).await, json!(1));
    visit.screenshot("code-wechat").await;
}
