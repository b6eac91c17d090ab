//! What a browser says of itself, where that changes what can be promised.

use tucai_pane::is_another_app;

/// How safe what is kept is from being cleared by the browser itself; the safest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lasting {
    /// Kept until the student removes it, as far as the browser can say so.
    Firm,
    /// The browser may clear it when room is short, or after weeks without a visit.
    Loose,
    /// A web view inside another app, a chat program for one: cleared with that app's own cache.
    Volatile,
    /// The store is full: what did not fit lasts until the page is closed.
    Full,
    /// The store is refused: it lasts until the page is closed.
    Session,
}

/// Judges by the browser's name and by whether it promised to persist.
pub fn lasting(agent: &str, persisted: bool) -> Lasting {
    if is_another_app(agent) {
        Lasting::Volatile
    } else if persisted {
        Lasting::Firm
    } else {
        Lasting::Loose
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_browser_inside_another_app_promises_nothing() {
        for agent in [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49",
            "Mozilla/5.0 (Linux; Android 14; 22021211RC) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.49",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            "Mozilla/5.0 (Linux; Android 13; SM-A125F; wv) AppleWebKit/537.36 Version/4.0 Chrome/120.0 Mobile Safari/537.36",
        ] {
            assert_eq!(lasting(agent, true), Lasting::Volatile, "{agent}");
        }
    }

    #[test]
    fn a_browser_of_its_own_is_as_good_as_its_promise() {
        for agent in [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0",
        ] {
            assert_eq!(lasting(agent, true), Lasting::Firm, "{agent}");
            assert_eq!(lasting(agent, false), Lasting::Loose, "{agent}");
        }
    }
}
