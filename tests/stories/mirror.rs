//! The live view of the self-check. Only Chromium: the other engine's driver has no camera to offer.

use std::time::Duration;

use image::GrayImage;
use tucai_tests::{Engine, Phone, Visit, dist, run, somebody};

use crate::portrait::{LOOK, astronaut};

/// Notes the cameras that are turned on, and what goes to the program beside the page.
const WATCH: &str = "
    globalThis.cameras = []; globalThis.wanted = []; globalThis.asked = [];
    const on = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async how => {
        wanted.push(how.video.facingMode);
        const stream = await on(how);
        cameras.push(stream.getTracks()[0]);
        return stream;
    };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...given) {
        asked.push(performance.now());
        return post.apply(this, given);
    };";

/// The astronaut holds her head a little to the side: level, as the standard wants it.
fn face() -> GrayImage {
    let leaning = image::load_from_memory(&astronaut().bytes).unwrap().to_luma8();
    let (width, height) = leaning.dimensions();
    GrayImage::from_fn(width, height, |x, y| {
        // Her right eye in the picture is 5 pixels lower than the left one, and 82 away.
        let (right, left) = (x * 5 / 82, width / 2 * 5 / 82);
        *leaning.get_pixel(x, (y + right).saturating_sub(left).min(height - 1))
    })
}

/// A film of so many seconds without and with a face; the tab is open, its camera off.
fn before_a_film(name: &str, seconds: [usize; 2], story: impl AsyncFnOnce(&mut Visit)) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone::default().with_camera(&somebody(folder.path(), &face(), seconds));
    run(Engine::Chromium, name, &phone, &dist(), async |visit: &mut Visit| {
        visit.open(LOOK).await;
        visit.sees_a("[data-look-state=idle] [data-action=camera]").await;
        visit.js(WATCH, Vec::new()).await;
        story(visit).await;
    });
}

const OFF: &str = "cameras.length && cameras.every(it => it.readyState === 'ended')";

/// Whoever holds still is counted down and taken; the view is mirrored, the picture is not.
#[test]
fn a_face_that_holds_still_is_taken() {
    before_a_film("mirror::is_taken", [2, 30], async |visit: &mut Visit| {
        visit.does("camera").await;
        visit.sees_a("video[data-camera]").await;
        visit.is_accessible("the live view").await;
        visit.fits("the live view").await;
        visit.sees_in(".look-count", &["3"]).await;
        visit.screenshot("look-live").await;
        let mirrored =
            "new DOMMatrix(getComputedStyle(document.querySelector('video')).transform).a";
        visit.until("a view like a mirror", &format!("{mirrored} === -1")).await;
        visit.sees_a("[data-look-state=found]").await;
        visit.until("the camera off", OFF).await;
        assert_eq!(visit.js("return wanted.join()", Vec::new()).await, "user");
        // Left is left: the mark of the film stands in its left upper corner.
        let light = "(canvas => { const context = canvas.getContext('2d');
            const at = x => context.getImageData(x, 10, 4, 4).data[0];
            return at(10) < 60 && at(canvas.width - 14) > 60; })
            (document.querySelector('.look-picture canvas'))";
        visit.until("a picture that is not mirrored", light).await;
        visit.does("measure").await;
        visit.sees_a("[data-look-state=done]").await;
        visit.sees_in(".look-picture", &["没有左右翻转"]).await;
    });
}

/// The student's own finger takes it at any time; out of sight the camera is off.
#[test]
fn the_camera_is_off_when_nobody_looks() {
    before_a_film("mirror::is_off", [60, 1], async |visit: &mut Visit| {
        visit.does("camera").await;
        visit.until("looks", "asked.length > 30").await;
        visit.sees_in(".look-say", &["看着镜头"]).await;
        let pace = visit.number("return (asked.at(-1) - asked.at(-20)) / 19").await;
        assert!(pace < 300.0, "a look every {pace} ms");
        let hide = "Object.defineProperty(document, 'hidden', { value: true, configurable: true })";
        visit.js(hide, Vec::new()).await;
        visit.until("the camera off", OFF).await;
        let before = visit.number("return asked.length").await;
        visit.pause(Duration::from_secs(1)).await;
        let after = visit.number("return asked.length").await;
        assert!(after - before < 1.5, "{before} looks, then {after}, and nobody sees");
        visit.js("delete document.hidden", Vec::new()).await;
        visit.until("the camera on again", "cameras.at(-1).readyState === 'live'").await;
        visit.until("a picture", "document.querySelector('video').videoWidth").await;
        visit.does("shutter").await;
        // A table top is nobody.
        visit.sees_in("[data-look-state=stuck]", &["没有找到脸", "再拍一张"]).await;
        visit.until("the camera off", OFF).await;
    });
}
