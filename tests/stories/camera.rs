//! A code before the phone's camera. Only Chromium: the other engine's driver has none to offer.

use std::time::Duration;

use tucai_tests::{Engine, Phone, Visit, code_on_a_desk, dist, run};

const CODE: &str = "#/cqie-2027/class/23软工1班/code";

/// Notes the cameras that are turned on, and when a frame goes to the worker and comes back.
const WATCH: &str = "
    globalThis.cameras = []; globalThis.asked = []; globalThis.flying = 0; globalThis.most = 0;
    const on = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async wanted => {
        const stream = await on(wanted);
        cameras.push(stream.getTracks()[0]);
        return stream;
    };
    const usual = tucai.startWorker;
    tucai.startWorker = async () => {
        const started = await usual();
        const post = started.worker.postMessage.bind(started.worker);
        started.worker.postMessage = (...given) => {
            asked.push(performance.now());
            most = Math.max(most, flying += 1);
            post(...given);
        };
        started.worker.addEventListener('message', () => { flying -= 1; });
        return started;
    };";

/// A film of so many seconds without and with a code; the tab is open, its camera off.
fn before_a_film(name: &str, seconds: [usize; 2], story: impl AsyncFnOnce(&mut Visit)) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::default().with_camera(&code_on_a_desk(folder.path(), seconds));
    run(Engine::Chromium, name, &phone, &dist(), async |visit: &mut Visit| {
        visit.open(CODE).await;
        visit.sees_a("[data-action=camera]").await;
        visit.js(WATCH, Vec::new()).await;
        story(visit).await;
    });
}

#[test]
fn a_code_before_the_camera_is_read_and_kept() {
    before_a_film("camera::is_read", [1, 3], async |visit: &mut Visit| {
        visit.does("camera").await;
        visit.sees_a("video[data-camera]").await;
        reads_and_keeps(visit).await;
        visit.sees_in("[data-code]", &["相机扫描", "1280×720"]).await;
    });
}

/// Older browsers do not hand out a film's frames.
#[test]
fn a_code_is_read_where_frames_have_to_be_drawn() {
    before_a_film("camera::is_drawn", [1, 3], async |visit: &mut Visit| {
        visit.js("delete globalThis.VideoFrame", Vec::new()).await;
        visit.does("camera").await;
        reads_and_keeps(visit).await;
        visit.sees_in("[data-code]", &["相机扫描", "1280×720"]).await;
    });
}

async fn reads_and_keeps(visit: &mut Visit) {
    visit.sees_a("[data-answer]").await;
    // The camera is off as soon as there is an answer.
    visit.sees_no("video").await;
    visit.until("a camera that is off", "cameras.every(it => it.readyState === 'ended')").await;
    let card = "new Set(document.querySelector('canvas.crop').getContext('2d')
        .getImageData(0, 0, 300, 300).data).size > 20";
    visit.until("the card", card).await;
    visit.does("use").await;
    visit.sees_a("[data-kept] [data-proven=yes]").await;
}

/// Battery: few attempts, one at a time, none that nobody sees.
#[test]
fn the_camera_is_spared() {
    before_a_film("camera::is_spared", [8, 1], async |visit: &mut Visit| {
        visit.does("camera").await;
        visit.until("the first attempt", "asked.length").await;
        visit.pause(Duration::from_secs(3)).await;
        visit.until("enough attempts to tell", "asked.length > 9").await;
        // From the first to the last, with one more for a first that was late on a busy machine.
        let over = "return asked.length - 2 - (asked.at(-1) - asked[0]) / 100";
        let over = visit.number(over).await;
        assert!(over < 0.2, "{over} attempts too many");
        assert!((visit.number("return most").await - 1.0).abs() < 0.1, "two attempts at a time");
        let hide = "Object.defineProperty(document, 'hidden', { value: true, configurable: true })";
        visit.js(hide, Vec::new()).await;
        visit.until("the camera off", "cameras.every(it => it.readyState === 'ended')").await;
        let before = visit.number("return asked.length").await;
        visit.pause(Duration::from_secs(1)).await;
        let after = visit.number("return asked.length").await;
        assert!(after - before < 1.5, "{before} attempts, then {after}, and nobody looks");
        visit.js("delete document.hidden", Vec::new()).await;
        visit.until("the camera on again", "cameras.at(-1).readyState === 'live'").await;
        // Leaving the tab turns it off, too.
        visit.presses_the("nav.tabs a[data-tab=portrait]").await;
        visit.until("the camera off", "cameras.every(it => it.readyState === 'ended')").await;
    });
}
