//! A code before the phone's camera. Only Chromium: the other engine's driver has none to offer.

use tucai_tests::{Engine, Phone, Visit, code_on_a_desk, dist, run};

#[test]
fn a_code_before_the_camera_is_read_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    // There is a code for three seconds of every four.
    let phone = Phone::default().with_camera(&code_on_a_desk(folder.path(), [1, 3]));
    run(Engine::Chromium, "camera::is_read", &phone, &dist(), async |visit: &mut Visit| {
        visit.open("#/cqie-2027/class/23软工1班/code").await;
        visit.does("camera").await;
        visit.sees_a("video[data-camera]").await;
        visit.sees_a("[data-answer]").await;
        // The camera is off as soon as there is an answer.
        visit.sees_no("video").await;
        visit.does("use").await;
        visit.sees_a("[data-kept]").await;
    });
}
