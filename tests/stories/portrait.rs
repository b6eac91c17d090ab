//! The self-check: from a picture to findings, on the phone alone.
//!
//! The only face here is that of an astronaut (NASA, public domain): she laughs, her teeth show, she
//! wears orange before a flag.

use tucai_tests::{Key, Phone, Trouble, Visit, dist, journeys};

use crate::album::{File, gives, png, without_a_code};
use crate::is_kept;
use crate::worker::NEXT_WORKER;

pub const LOOK: &str = "#/cqie-2027/class/23软工1班/portrait";

/// The canvases that a selector finds are there, and each shows something.
fn painted(selector: &str) -> String {
    format!(
        "(all => all.length && all.every(one => new Set(one.getContext('2d')
            .getImageData(0, 0, one.width, one.height).data).size > 20))
            ([...document.querySelectorAll('{selector}')])"
    )
}

journeys! {
    a_picture_leads_to_findings;
    the_same_in_the_dark with Phone::default().dark();
    the_same_on_a_narrow_phone_with_large_text with
        Phone::default().sized(320, 640).with_large_text();
    every_way_in_leads_to_the_same_screen;
    what_cannot_be_measured_says_why;
    what_does_not_come_is_asked_for_again;
    without_a_camera_the_phone_takes_the_picture;
    the_lines_are_moved_by_keys_and_by_finger;
    tries_are_kept_side_by_side_and_wiped;
    a_phone_that_keeps_nothing;
    with_the_host_gone;
}

pub fn astronaut() -> File {
    let bytes = include_bytes!("../../src/portrait/testdata/astronaut.jpg");
    File { bytes: bytes.to_vec(), kind: "image/jpeg" }
}

/// Gives the astronaut's picture to the open tab, and agrees to the download.
async fn is_measured(visit: &Visit) {
    gives(visit, &astronaut(), "album").await;
    visit.sees_a("[data-look-state=found]").await;
    visit.sees_in("[data-action=measure]", &["MB", "离线也能用"]).await;
    visit.does("measure").await;
    visit.sees_a("[data-look-state=done]").await;
}

/// The bytes of what is large that the page has asked for.
fn large(visit: &Visit) -> u64 {
    let requests = visit.site.requests().into_iter().map(|request| request.target);
    let networks = requests.filter(|it| it.contains("mesh") || it.contains("mask"));
    let file = |target: String| {
        let (_, name) = target.rsplit_once('/').unwrap();
        dist().join("networks").join(name)
    };
    networks.map(|target| std::fs::metadata(file(target)).unwrap().len()).sum()
}

async fn from_picture_to_findings(visit: &mut Visit, name: &str) {
    visit.open(LOOK).await;
    // What this school asks, before any picture: row by row as its notice has it.
    visit.presses_the("[data-checks=by-eye] > summary").await;
    visit.sees_in("[data-checks=by-eye]", &["不戴美瞳", "头发不遮挡眉毛和耳朵"]).await;
    visit.sees(&["不上传", "不能保证"]).await;
    visit.is_accessible("before a picture").await;
    visit.fits("before a picture").await;
    visit.screenshot_of_all(&format!("{name}-idle")).await;

    gives(visit, &astronaut(), "album").await;
    visit.sees_in("[data-answer]", &["找到了你的脸"]).await;
    visit.until("the focus at the answer", "document.activeElement.matches('[data-answer]')").await;
    visit.until("the picture", &painted(".look-picture canvas")).await;
    // Nothing large came before its size was named.
    assert_eq!(large(visit), 0, "what is large came unasked");
    let named = visit.text_of("[data-action=measure]").await.unwrap();
    visit.is_accessible("a found face").await;
    visit.fits("a found face").await;
    visit.screenshot_of_all(&format!("{name}-found")).await;

    visit.does("measure").await;
    visit.sees_a("[data-look-state=done]").await;
    // What came is what was named: in tenths of a megabyte, rounded up.
    let tenths = large(visit).div_ceil(100_000);
    let size = format!("约{}.{}MB", tenths / 10, tenths % 10);
    assert!(tenths > 5 && named.contains(&size), "{size} came, and the button said {named}");
    visit.until("the picture", &painted(".look-picture canvas")).await;
    // One finding for each of the 32 items, in one group each.
    let items = "return new Set([...document.querySelectorAll('[data-group] li[data-item]')]
        .map(it => it.dataset.item)).size * 100
        + document.querySelectorAll('[data-group] li[data-item]').length";
    assert!((visit.number(items).await - 3232.0).abs() < 0.1, "{}", visit.text().await);
    // She laughs: whatever else, that is not called closed.
    visit.sees_no("[data-item=mouth_closed][data-verdict=pass]").await;
    // What only a person sees: the place enlarged beside the notice's own words.
    visit.until("the crops", &painted("[data-group=ask] canvas")).await;
    visit.sees_in("[data-group=ask] [data-item=lenses]", &["不戴美瞳"]).await;
    // Each has its reasons.
    visit.presses_the("[data-group] li details summary").await;
    visit.sees_a("[data-group] li details[open] p").await;
    visit.is_accessible("findings").await;
    visit.fits("findings").await;
    visit.screenshot_of_all(&format!("{name}-done")).await;
    visit.sees_nothing_of(&["合格", "通过审核", "分数", "得分"]).await;
    visit.kept_to_itself();
}

async fn a_picture_leads_to_findings(visit: &mut Visit) {
    from_picture_to_findings(visit, "look-light").await;
}

async fn the_same_in_the_dark(visit: &mut Visit) {
    from_picture_to_findings(visit, "look-dark").await;
}

async fn the_same_on_a_narrow_phone_with_large_text(visit: &mut Visit) {
    from_picture_to_findings(visit, "look-narrow").await;
}

async fn every_way_in_leads_to_the_same_screen(visit: &mut Visit) {
    visit.open(LOOK).await;
    visit.sees_a("[data-look-state=idle] [data-album]").await;
    for way in ["album", "drop", "paste"] {
        gives(visit, &astronaut(), way).await;
        visit.sees_a("[data-look-state=found] [data-answer]").await;
    }
    // Nothing is kept that nobody asked to keep.
    visit.reload().await;
    visit.sees_a("[data-look-state=idle] [data-album]").await;
    visit.sees_no("[data-try]").await;
}

/// Each has words of its own and a next step; none harms the page.
async fn what_cannot_be_measured_says_why(visit: &mut Visit) {
    let whole = astronaut().bytes;
    let file = |bytes: &[u8]| File { bytes: bytes.to_vec(), kind: "image/jpeg" };
    let huge =
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xFF\xFF\0\0\xFF\xFF\x08\0\0\0\0", &[7; 900][..]];
    visit.open(LOOK).await;
    for (file, words) in [
        (png(&without_a_code()), &["没有找到脸", "正对镜头"][..]),
        // Without a face, and with one.
        (file(&whole[..whole.len() / 4]), &["没有下载完整"]),
        (file(&whole[..whole.len() / 10 * 9]), &["没有下载完整"]),
        (file(&huge.concat()), &["像素太多", "裁"]),
        (file(b"%PDF-1.7 and so on"), &["这不是图片"]),
    ] {
        gives(visit, &file, "album").await;
        visit.sees_in("[data-look-state=stuck] .answer", words).await;
        visit.sees_in("[data-look-state=stuck] .answer", &["换一张"]).await;
    }
    visit.is_accessible("a picture that does not work").await;
    is_measured(visit).await;
}

/// A program that breaks, and a download that does not come: the picture stays, and goes on.
async fn what_does_not_come_is_asked_for_again(visit: &mut Visit) {
    visit.open(LOOK).await;
    visit.expects_error("");
    visit.js(&format!("{NEXT_WORKER} nextWorker(broken)"), Vec::new()).await;
    gives(visit, &astronaut(), "album").await;
    visit.sees_in("[data-look-state=stuck]", &["自检程序中途出错了", "换一张"]).await;
    visit.until("the picture", &painted(".look-picture canvas")).await;
    visit.site.trouble("networks/mask*", Trouble::Status(404));
    // The picture is still there.
    visit.does("again").await;
    visit.does("measure").await;
    visit.sees_in("[data-look-state=stuck]", &["没有下载完", "联网后再试"]).await;
    visit.until("the picture", &painted(".look-picture canvas")).await;
    visit.site.relieve("networks/mask*");
    visit.does("again").await;
    visit.does("measure").await;
    visit.sees_a("[data-look-state=done]").await;
}

/// Refused, or absent: the same screen with the phone's own camera program.
async fn without_a_camera_the_phone_takes_the_picture(visit: &mut Visit) {
    visit.open("#/cqie-2027/class/23软工1班").await;
    let devices = |answer: &str| {
        format!(
            "Object.defineProperty(navigator, 'mediaDevices', {{ configurable: true, value: {answer} }})"
        )
    };
    let refuses =
        "{ getUserMedia: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }";
    visit.js(&devices(refuses), Vec::new()).await;
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    visit.does("camera").await;
    visit.sees_in("[data-look-state=stuck]", &["没有得到相机的许可", "用手机相机拍"]).await;
    visit.sees_a("[data-look-state=stuck] label:has([data-capture])").await;
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    visit.js(&devices("undefined"), Vec::new()).await;
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    visit.sees_a("[data-look-state=idle] label:has([data-capture][capture=user])").await;
    assert!(!visit.has("[data-action=camera]").await);
    // What it brings is a file like any other.
    visit.js("document.querySelector('[data-capture]').dataset.album = ''", Vec::new()).await;
    gives(visit, &astronaut(), "album").await;
    visit.sees_a("[data-look-state=found]").await;
}

/// The finding about the top of the hair.
const HAIR: &str = "[data-item=hair_top]";

async fn the_lines_are_moved_by_keys_and_by_finger(visit: &mut Visit) {
    visit.open(LOOK).await;
    is_measured(visit).await;
    // With its reasons, which tell lines that were found from lines that were moved.
    let said = format!("document.querySelector('{HAIR}').textContent");
    let before = visit.js(&format!("return {said}"), Vec::new()).await;
    visit.does("move").await;
    visit.until("the focus at the sliders", "document.activeElement.closest('.look-adjust')").await;
    visit.is_accessible("the sliders").await;
    visit.fits("the sliders").await;
    // From the first slider on, by keys alone: the top of the hair to the picture's upper edge.
    visit.tabs_to("input[data-mark=hair_top]").await;
    visit.key(Key::End).await;
    visit.sees_a(&format!("{HAIR}[data-verdict=fix]")).await;
    visit.sees_in(".look-sum", &["要改"]).await;
    let says = "document.querySelector('input[data-mark=hair_top]').getAttribute('aria-valuetext')";
    visit.until("a slider that says so", &format!("{says}.includes('头顶离上边 0 像素')")).await;
    // By the key ↓ a line that lies across falls.
    let line = "document.querySelector('g[data-mark=hair_top]').getBoundingClientRect().top
        - document.querySelector('.look-view').getBoundingClientRect().top";
    let above = visit.number(&format!("return {line}")).await;
    for _ in 0..8 {
        visit.key(Key::Down).await;
    }
    visit.until("a line farther down", &format!("{line} > {above} + 2")).await;
    // The picture is in sight wherever the sliders are.
    visit.js("document.querySelector('.look-sum').scrollIntoView({ block: 'end' })", vec![]).await;
    let in_sight = "(place => place.top >= 0 && place.bottom < innerHeight / 2)
        (document.querySelector('.look-view').getBoundingClientRect())";
    visit.until("the picture in sight", in_sight).await;
    // And back to where the program had it.
    visit.does("unmove").await;
    let back = format!("{said} === {before}");
    visit.until("the finding as it was", &back).await;
    // By finger: the handle of the left cheek to the middle of the face.
    let drag = "
        const handle = document.querySelector('g[data-mark=face_left]');
        const at = handle.getBoundingClientRect(), y = at.top + at.height / 2;
        const view = handle.closest('.look-view'), place = view.getBoundingClientRect();
        view.setPointerCapture = () => {};
        const send = (on, name, x) => on.dispatchEvent(new PointerEvent(name,
            { bubbles: true, cancelable: true, pointerId: 7, clientX: x, clientY: y }));
        send(handle, 'pointerdown', at.left + at.width / 2);
        for (const step of [.3, .4, .45]) send(view, 'pointermove', place.left + place.width * step);
        send(view, 'pointerup', 0);
        send(view, 'pointermove', 0);";
    let value = "return document.querySelector('input[data-mark=face_left]').valueAsNumber";
    let found = visit.number(value).await;
    visit.js(drag, Vec::new()).await;
    let moved = visit.number(value).await;
    assert!(moved > found + 10.0, "{found} and then {moved}");
    visit.does("moved").await;
    visit.sees_no(".look-marks").await;
}

async fn tries_are_kept_side_by_side_and_wiped(visit: &mut Visit) {
    visit.open(LOOK).await;
    for (at, count) in [1, 2, 3, 3].into_iter().enumerate() {
        gives(visit, &astronaut(), "album").await;
        if at == 0 {
            visit.does("measure").await;
        }
        visit.sees_a("[data-look-state=done]").await;
        visit.sees_in("[data-action=keep]", &["留下这次"]).await;
        if at == 3 {
            visit.sees_in("[data-action=keep]", &["去掉最早的"]).await;
        }
        visit.does("keep").await;
        visit.sees_in(".told", &["留下了"]).await;
        let answer = "document.activeElement.matches('[data-answer]')";
        visit.until("the focus at the answer", answer).await;
        visit.sees_a(&format!("[data-tries='{count}']")).await;
    }
    visit.reload().await;
    visit.sees_a("[data-tries='3']").await;
    visit
        .until(
            "three pictures of 480×640",
            "[...document.querySelectorAll('[data-try] img')].filter(it => it.naturalWidth === 480
            && it.naturalHeight === 640).length === 3",
        )
        .await;
    let beside = "new Set([...document.querySelectorAll('[data-try]')]
        .map(it => it.getBoundingClientRect().top)).size === 1";
    visit.until("the tries side by side", beside).await;
    // Of one day: the time tells them apart.
    let times = "[...document.querySelectorAll('[data-try] strong')]
        .filter(it => /^\\d+月\\d+日 \\d+:\\d\\d$/.test(it.textContent)).length === 3";
    visit.until("the time of each", times).await;
    visit.is_accessible("kept tries").await;
    visit.fits("kept tries").await;
    visit.screenshot_of_all("look-tries").await;
    // The codes know nothing of it, nor it of the codes.
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.sees_a("[data-code-state=idle] [data-album]").await;
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    visit.sees_a("[data-tries='3']").await;
    visit.js("window.confirm = () => true", Vec::new()).await;
    visit.does("remove").await;
    visit.sees_a("[data-tries='2']").await;
    visit.does("remove-all").await;
    visit.sees_no("[data-tries]").await;
    visit.reload().await;
    visit.sees_a("[data-look-state=idle] [data-album]").await;
    assert!(!visit.has("[data-try]").await);
}

/// Private windows and some web views refuse the store.
async fn a_phone_that_keeps_nothing(visit: &mut Visit) {
    visit.open("#/cqie-2027/class/23软工1班").await;
    let refuse =
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };";
    visit.js(refuse, Vec::new()).await;
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    is_measured(visit).await;
    visit.does("keep").await;
    visit.sees_in(".told", &["关掉本页就没有"]).await;
    visit.sees_in("[data-lasting]", &["不让网页保存"]).await;
    visit.sees_a("[data-unkept]").await;
    // The tab is left and comes back: what only the page has is still there.
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    visit.sees_a("[data-tries='1']").await;
}

async fn with_the_host_gone(visit: &mut Visit) {
    visit.open(LOOK).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.reload().await;
    is_measured(visit).await;
    is_kept(visit, &["cqie-2027.look.json"]).await;
    visit.expects_error("notices/");
    visit.expects_error("sw.js");
    visit.closes_the_browser().await;
    visit.site.stop();
    visit.open(LOOK).await;
    visit.sees_a("[data-checks=by-eye]").await;
    gives(visit, &astronaut(), "album").await;
    // Nothing to download any more, and nothing asked.
    visit.sees_a("[data-look-state=done]").await;
    visit.sees_in("[data-group=ask] [data-item=lenses]", &["不戴美瞳"]).await;
}
