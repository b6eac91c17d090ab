//! The page around a program.

use chrono::DateTime;
use js_sys::Date;
use tucai_notice::time::{Clock, Day, Moment};
use wasm_bindgen::prelude::*;
use web_sys::Window;

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

#[wasm_bindgen]
extern "C" {
    /// Shows the panic screen: its cause and a report for the maintainers.
    #[wasm_bindgen(js_namespace = tucai)]
    fn panic(cause: &str, report: &str);
}

/// From now on a panic shows the page's panic screen.
pub fn report_panics() {
    // A panic's message may quote what it choked on; the place in our own source never does.
    std::panic::set_hook(Box::new(|info| {
        panic("crash", &info.location().map(ToString::to_string).unwrap_or_default());
    }));
}

/// Now by the clock of Asia/Shanghai, or the moment that the page shows itself as of
/// (`2026-04-15T14:05`).
pub fn now(as_of: &str) -> Moment {
    asked(as_of).unwrap_or_else(|| {
        #[allow(clippy::cast_possible_truncation, reason = "milliseconds of this age fit")]
        let instant = Date::now() as i64 + 8 * 3_600_000;
        DateTime::from_timestamp_millis(instant).unwrap_or_default().naive_utc()
    })
}

fn asked(as_of: &str) -> Option<Moment> {
    let (day, clock) = as_of.split_once('T')?;
    let day: Day = day.parse().ok()?;
    let clock: Clock = clock.get(..5)?.parse().ok()?;
    Some(day.at(clock))
}

/// Whether the page is open inside another app (微信, 钉钉 and others): each names itself, but for
/// web views on iOS, which lack what every browser there has.
pub fn in_another_app() -> bool {
    const APPS: [&str; 9] = [
        "MicroMessenger",
        "wxwork",
        "QQ/",
        "DingTalk",
        "AlipayClient",
        "Weibo",
        "aweme",
        "Lark",
        "; wv)",
    ];
    let agent =
        window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    let ios = ["iPhone", "iPad", "iPod"].iter().any(|name| agent.contains(name));
    APPS.iter().any(|name| agent.contains(name)) || (ios && !agent.contains("Safari/"))
}

/// Asks before something is lost.
pub fn sure(question: &str) -> bool {
    window().is_some_and(|window| window.confirm_with_message(question).unwrap_or(false))
}

/// Opens the print dialog. Whether there is one.
pub fn print() -> bool {
    window().is_some_and(|window| window.print().is_ok())
}
