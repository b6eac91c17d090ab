//! The page around a program.

use chrono::DateTime;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use js_sys::Date;
use tucai_notice::time::{Clock, Day, Moment};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Window};

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
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

/// Whether the page is open inside another app (微信, 钉钉 and others).
pub fn in_another_app() -> bool {
    let agent = window().and_then(|window| window.navigator().user_agent().ok());
    is_another_app(&agent.unwrap_or_default())
}

/// The same by a browser's name for itself: each app names itself, but for web views on iOS, which
/// lack what every browser there has.
pub fn is_another_app(agent: &str) -> bool {
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
    let ios = ["iPhone", "iPad", "iPod"].iter().any(|name| agent.contains(name));
    APPS.iter().any(|name| agent.contains(name)) || (ios && !agent.contains("Safari/"))
}

/// What stands behind `?plan=` in the page's address: the college's division that the page is shown with,
/// or the name of its file. Every link that is handed on from the page carries it
/// ([`tucai_notice::link::with_plan`]).
pub fn plan() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let plan = hash.split(['?', '&']).find_map(|pair| pair.strip_prefix("plan="));
    let own = |char: &char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '@');
    plan.unwrap_or_default().chars().take_while(own).collect()
}

/// Asks before something is lost.
pub fn sure(question: &str) -> bool {
    window().is_some_and(|window| window.confirm_with_message(question).unwrap_or(false))
}

/// Opens the print dialog. Whether there is one.
pub fn print() -> bool {
    window().is_some_and(|window| window.print().is_ok())
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        // A page that may not reload stays as it is.
        let _ = window.location().reload();
    }
}

/// The absolute address of a screen of the page, by its link (`#/cqie-2027/class/…`); ASCII where the
/// link is.
pub fn absolute(link: &str) -> Option<String> {
    let address = window()?.location().href().ok()?;
    let page = address.split(['#', '?']).next()?;
    Some([page, link].concat())
}

/// Whether a selector finds anything in the page.
pub fn exists(selector: &str) -> bool {
    document()
        .is_some_and(|document| document.query_selector(selector).is_ok_and(|it| it.is_some()))
}

/// Brings what a selector finds in the page into sight, with the focus.
pub fn show(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(found) = found {
        // What cannot take the focus is scrolled to all the same.
        let _ = found.clone().unchecked_into::<HtmlElement>().focus();
        found.scroll_into_view();
    }
}

/// Whether the page is out of sight.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Calls back whenever the page goes out of sight or comes back, with whether it is hidden.
pub fn on_visibility(mut tell: impl FnMut(bool) + 'static) -> Option<EventListener> {
    let document = document()?;
    let seen = document.clone();
    Some(EventListener::new(&document, "visibilitychange", move |_| tell(seen.hidden())))
}

/// How often a clock looks, in milliseconds.
const TICK: u32 = 10_000;

/// Calls back every few seconds while it lives, and when the page comes back into sight.
pub struct Ticking {
    _interval: Interval,
    _listener: Option<EventListener>,
}

impl Ticking {
    /// From now on, while the page is in sight.
    pub fn new(tell: impl Fn() + Clone + 'static) -> Self {
        let again = tell.clone();
        let listener = on_visibility(move |hidden| {
            if !hidden {
                again();
            }
        });
        let interval = Interval::new(TICK, move || {
            if !is_hidden() {
                tell();
            }
        });
        Self { _interval: interval, _listener: listener }
    }
}

/// Hides a part of the page that a program takes the place of, and shows it again when it is dropped.
pub struct InPlaceOf(Element);

impl InPlaceOf {
    /// What a selector finds in the page.
    pub fn new(selector: &str) -> Option<Self> {
        let element = document()?.query_selector(selector).ok()??;
        element.set_attribute("hidden", "").ok()?;
        Some(Self(element))
    }
}

impl Drop for InPlaceOf {
    fn drop(&mut self) {
        // An attribute that is gone already is what was wanted.
        let _ = self.0.remove_attribute("hidden");
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn another_app_is_known_by_its_name() {
        for agent in [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49",
            "Mozilla/5.0 (Linux; Android 14; 22021211RC) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.49",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            "Mozilla/5.0 (Linux; Android 13; SM-A125F; wv) AppleWebKit/537.36 Version/4.0 Chrome/120.0 Mobile Safari/537.36",
        ] {
            assert!(is_another_app(agent), "{agent}");
        }
    }

    #[test]
    fn a_browser_of_its_own_is_none() {
        for agent in [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
        ] {
            assert!(!is_another_app(agent), "{agent}");
        }
    }
}
