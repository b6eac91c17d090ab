//! Journeys through the built site, in real browsers. What they expect was read in the five
//! notices, never taken from the program.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and runs where there are threads and clocks"
)]

mod album;
mod axe;
mod broken;
mod camera;
mod class;
mod code;
mod deploy;
mod desk;
mod division;
mod guide;
mod kept;
mod links;
mod looks;
mod mine;
mod mirror;
mod networks;
mod offline;
mod panic;
mod plain;
mod portrait;
mod private;
mod publication;
mod schools;
mod search;
mod share;
mod strained;
mod time;
mod way;
mod worker;

use tucai_tests::Visit;

/// The link that most journeys open.
const CLASS: &str = "#/cqie-2027/class/23软工1班";

/// A text in percent-encoding, all of it.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |done, byte| done + &format!("%{byte:02X}"))
}

/// The class page of 23软工1班 is on the screen and says what stands in row 26 of the table.
async fn sees_the_class(visit: &Visit) {
    visit.screen("class").await;
    visit.reads("h1", &["23软工1班"]).await;
    visit.reads("[data-fact=time]", &["14:10–14:30"]).await;
    visit.reads("[data-fact=assemble]", &["14:00 集合"]).await;
    visit.reads("[data-fact=place]", &["图书馆二部一楼大厅"]).await;
}

/// Waits until the service worker rules the page and keeps all of these notice files.
async fn is_kept(visit: &Visit, files: &[&str]) {
    visit.until("a ruling service worker", "navigator.serviceWorker.controller").await;
    let script = "
        for (let tries = 0; tries < 400; tries += 1) {
            const found = await Promise.all(given[0].map(
                file => caches.match(new URL('notices/' + file, document.baseURI).href)));
            if (found.every(Boolean)) return true;
            await new Promise(resolve => setTimeout(resolve, 50));
        }
        return false;";
    let kept = visit.awaits(script, vec![serde_json::json!(files)]).await;
    assert_eq!(kept, true, "not all of {files:?} are kept");
}
