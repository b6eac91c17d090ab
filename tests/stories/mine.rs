//! "这是我的班级": the one choice that stays on the phone.

use tucai_tests::{Visit, journeys};

use crate::{CLASS, sees_the_class};

journeys! {
    the_kept_class_opens_by_itself;
    a_forgotten_class_does_not;
    another_class_takes_its_place;
    what_is_kept_is_damaged;
}

async fn the_kept_class_opens_by_itself(visit: &mut Visit) {
    visit.open("").await;
    visit.screen("home").await;
    visit.sees_no("a[data-mine]").await;
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    for address in ["", "index.html", "?from=singlemessage"] {
        visit.open(address).await;
        sees_the_class(visit).await;
        visit.title_has(&["23软工1班"]).await;
    }
    // The choice of a school stays within reach, with the class on top.
    visit.open("#/").await;
    visit.screen("home").await;
    visit.reads("a[data-mine]", &["23软工1班"]).await;
    visit.presses_the("a[data-mine]").await;
    sees_the_class(visit).await;
    // Other people's links still lead where they say.
    visit.open("#/cqie-2027/class/23软工2班").await;
    visit.reads("h1", &["23软工2班"]).await;
    visit.sees_in("[data-action=keep]", &["这是我的班级"]).await;
}

async fn a_forgotten_class_does_not(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    visit.open("").await;
    sees_the_class(visit).await;
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["这是我的班级"]).await;
    visit.open("").await;
    visit.screen("home").await;
    visit.sees_no("a[data-mine]").await;
    visit.until("nothing kept on the phone", "localStorage.length === 0").await;
}

async fn another_class_takes_its_place(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.does("keep").await;
    visit.open("#/xaipe-2025/class/体育教育8班").await;
    visit.does("keep").await;
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    visit.open("").await;
    visit.reads("h1", &["体育教育8班"]).await;
    visit.fact("place", &["301教室"]).await;
}

/// Stored state is hostile input like any other.
async fn what_is_kept_is_damaged(visit: &mut Visit) {
    for value in ["", "\n", "x", "cqie-2027\n", "../../etc\n<b>", "\u{0}\n\u{0}"] {
        visit.open(CLASS).await;
        sees_the_class(visit).await;
        if !visit.has("[data-action=keep]").await {
            continue;
        }
        visit.js("localStorage.clear()", Vec::new()).await;
        visit.reload().await;
        visit.does("keep").await;
        visit.sees_in("[data-action=keep]", &["已记住"]).await;
        let damage =
            "for (const key of Object.keys(localStorage)) localStorage[key] = arguments[0]";
        visit.js(damage, vec![serde_json::json!(value)]).await;
        visit.expects_error("etc.json");
        visit.open("").await;
        visit
            .sees_a("main[data-screen=home], main[data-screen=unknown], main[data-screen=error]")
            .await;
    }
}
