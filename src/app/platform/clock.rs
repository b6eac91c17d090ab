//! The time, by the clock of Asia/Shanghai whatever zone the phone is in.

use chrono::DateTime;
use gloo::timers::callback::Interval;
use tucai_notice::time::Moment;

/// Asia/Shanghai is eight hours ahead of UTC all year.
const SHANGHAI_MS: i64 = 8 * 60 * 60 * 1000;

/// How often the page looks at the clock, in milliseconds.
const TICK_MS: u32 = 10_000;

/// Now.
pub fn now() -> Moment {
    #[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole")]
    let utc_ms = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(utc_ms + SHANGHAI_MS).unwrap_or_default().naive_utc()
}

/// Calls back every few seconds for as long as the page lives.
pub fn every_tick(mut tell: impl FnMut() + 'static) {
    Interval::new(TICK_MS, move || tell()).forget();
}
