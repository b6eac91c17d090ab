//! How late a class page shows its answer, against the plain page of the same notice.
//!
//! One run measures both, turn by turn, each time in a fresh browser with nothing cached: slow 4G
//! (150 ms, 1.6 Mbit/s), the processor slowed four times, brotli where the host has it.
//!
//! *Painted* means: a script that runs before the page's own looks for the time of 23软工1班 in the
//! document at each frame; from the first frame that finds it, laid out and with the styles in
//! force, it waits for the next frame to begin, which happens when that one has been painted.
//! Chromium makes no frame before the styles that a page waits for have come. Where the browser's
//! own `first-contentful-paint` is later still, as it counts until the pixels are on the screen,
//! that one holds. Both count from the start of the navigation, so the document's own transfer is
//! in them. On the plain page the row may lie below the fold: what counts is that a reader who
//! scrolls there would see it.
use std::process::ExitCode;

use serde_json::json;
use tucai_tests::{Phone, Times, Visit, dist, measured};

/// Each page is opened so often.
const ROUNDS: usize = 5;

/// The class page may be so many times as late as the plain page.
const LIMIT: f64 = 2.5;

const CLASS: (&str, &str) = ("#/cqie-2027/class/23软工1班", "[data-fact=time]");
const PLAIN: (&str, &str) = ("notices/cqie-2027.html", "tbody tr");

/// Notes when the answer is painted.
const WATCH: &str = "
    const frame = () => {
        const there = [...document.querySelectorAll(SELECTOR)].some(element => {
            const words = element.textContent;
            return words.includes('14:10–14:30') && element.getClientRects().length > 0
                && (!words.includes('班') || words.includes('23软工1班'));
        });
        if (!there) return requestAnimationFrame(frame);
        requestAnimationFrame(() => { globalThis.benchPainted = performance.now(); });
    };
    requestAnimationFrame(frame);
";

fn main() -> ExitCode {
    let (mut class, mut plain) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        class.push(painted(CLASS));
        plain.push(painted(PLAIN));
    }
    println!("class page, painted after  {}", class.told());
    println!("plain page, painted after  {}", plain.told());
    let ratio = class.median() / plain.median();
    println!("ratio of the medians       {ratio:.2}, at most {LIMIT}");
    if ratio > LIMIT { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Milliseconds from the start of the navigation until the answer was painted.
fn painted((address, selector): (&str, &str)) -> f64 {
    measured("bench-load", &Phone::default(), &dist(), async |visit: &mut Visit| {
        visit.site.offer_compressed();
        let source = WATCH.replace("SELECTOR", &json!(selector).to_string());
        visit.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
        visit.on_slow_4g().await;
        visit.slowed(4).await;
        visit.open(address).await;
        let first = "performance.getEntriesByName('first-contentful-paint')[0]";
        visit.until("the answer", &format!("globalThis.benchPainted && {first}")).await;
        let script = format!("return Math.max(benchPainted, {first}.startTime)");
        visit.number(&script).await
    })
}
