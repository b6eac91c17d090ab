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
    in_shanghai(js_sys::Date::now()).unwrap_or_default()
}

/// The moment of an instant in ISO 8601: `2026-04-02T06:30:00Z`.
pub fn read_instant(text: &str) -> Option<Moment> {
    in_shanghai(js_sys::Date::parse(text))
}

/// The moment of an instant in milliseconds since 1970, UTC.
fn in_shanghai(utc_ms: f64) -> Option<Moment> {
    #[allow(clippy::cast_possible_truncation, reason = "whole milliseconds; NaN is sorted out")]
    let utc_ms = utc_ms.is_finite().then_some(utc_ms as i64)?;
    Some(DateTime::from_timestamp_millis(utc_ms + SHANGHAI_MS)?.naive_utc())
}

/// Calls back every few seconds for as long as the page lives.
pub fn every_tick(tell: impl FnMut() + 'static) {
    Interval::new(TICK_MS, tell).forget();
}
