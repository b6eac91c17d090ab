//! What nobody sees: the console, and the requests.

use serde_json::{Value, json};

use crate::browser::Engine;
use crate::http::Request;
use crate::visit::{Visit, must};

/// Collects in the page what one of the drivers does not tell: the console. What happens before a
/// page has loaded is lost here; Chromium, whose console is complete, sees it.
const LISTEN: &str = "
    if (window.tucaiErrors) return;
    const errors = window.tucaiErrors = [];
    addEventListener('error', e => errors.push(e.message || `cannot load ${e.target.src ?? e.target.href}`), true);
    addEventListener('unhandledrejection', e => errors.push(`unhandled: ${e.reason}`));
    const say = console.error;
    console.error = (...words) => { errors.push(words.join(' ')); say(...words); };
    addEventListener('securitypolicyviolation', e => errors.push(
        `Content Security Policy: ${e.effectiveDirective} ${e.blockedURI}`));
";

/// Hosts that Chromium itself asks, on behalf of no page, although it was told not to.
const CHROMIUM_ITSELF: [&str; 9] = [
    "accounts.google.com",
    "android.clients.google.com",
    "clients2.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "start.duckduckgo.com",
    "update.googleapis.com",
];

impl Visit {
    /// Announces console errors that have these words in them; all others fail the journey.
    pub fn expects_error(&mut self, words: &str) {
        self.expected.push(words.to_owned());
    }

    /// Starts to listen where an engine's driver has no console.
    pub(crate) async fn listen_for_errors(&self) {
        if self.engine == Engine::WebKit {
            // With scripts switched off there is nothing to listen to.
            let _ = self.client().execute(LISTEN, Vec::new()).await;
        }
    }

    /// Adds what the console has said since the last time.
    pub(crate) async fn collect_errors(&mut self) {
        let said = match self.engine {
            Engine::Chromium => {
                let entries = must(self.browser.console().await, "reading the console");
                let entries = entries.as_array().cloned().unwrap_or_default();
                let severe = |entry: &Value| {
                    let level = entry.get("level").and_then(Value::as_str);
                    let message = entry.get("message").and_then(Value::as_str)?;
                    let policy = message.contains("Content Security Policy");
                    (level == Some("SEVERE") || policy).then(|| message.to_owned())
                };
                entries.iter().filter_map(severe).collect::<Vec<_>>()
            }
            Engine::WebKit => {
                let script = "return (window.tucaiErrors ?? []).splice(0)";
                let errors = self.client().execute(script, Vec::new()).await;
                let errors = errors.ok().and_then(|e| e.as_array().cloned()).unwrap_or_default();
                errors.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
            }
        };
        self.errors.extend(said);
    }

    /// Console errors so far, expected or not.
    pub async fn console_errors(&mut self) -> Vec<String> {
        self.collect_errors().await;
        self.errors.clone()
    }

    /// What holds at the end of every journey: the console is clean, and the site was asked for
    /// nothing but files that are the same for everyone.
    pub(crate) async fn holds_the_promises(&mut self) {
        self.collect_errors().await;
        let expected = &self.expected;
        let unexpected = |error: &&String| !expected.iter().any(|part| error.contains(part));
        let errors: Vec<_> = self.errors.iter().filter(unexpected).collect();
        assert!(errors.is_empty(), "the console shows errors: {errors:#?}");
        self.kept_to_itself();
    }

    /// No request carried anything of the visitor's, and none left the origin.
    pub fn kept_to_itself(&self) {
        let outside = self.outside.requests();
        let by_itself = |r: &Request| {
            r.header("host").is_some_and(|host| {
                CHROMIUM_ITSELF.contains(&host.split(':').next().unwrap_or_default())
            })
        };
        let outside: Vec<_> = outside.iter().filter(|request| !by_itself(request)).collect();
        assert!(outside.is_empty(), "requests left the origin: {outside:#?}");
        for request in self.site.requests() {
            let query = request.query().unwrap_or_default();
            let own_query = query.is_empty() || self.queries.iter().any(|known| known == query);
            let clean = request.method == "GET"
                && request.body == 0
                && own_query
                && request.path().starts_with(crate::server::BASE)
                && request.header("cookie").is_none()
                && request.header("authorization").is_none();
            assert!(clean, "a request carries something or goes astray: {request:#?}");
        }
    }

    /// What a person needs to understand a failed journey.
    pub(crate) async fn report(&mut self) {
        self.screenshot(&format!("failed-{}", self.name.replace("::", "-"))).await;
        self.collect_errors().await;
        let address = self.client().current_url().await.map(String::from).unwrap_or_default();
        eprintln!("— {} in {:?} failed at {address}", self.name, self.engine);
        eprintln!("— on the screen: {}", self.text().await);
        eprintln!("— console: {:#?}", self.errors);
        for request in self.site.requests().iter().rev().take(30).rev() {
            eprintln!("— {} {} → {}", request.method, request.target, request.status);
        }
    }

    /// Sends a command of the `DevTools` protocol (Chromium only).
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        must(self.browser.cdp(command, parameters).await, "a command of the protocol")
    }

    /// Chromium only: a slow mobile network (150 ms, 1.6 Mbit/s down, 750 kbit/s up).
    pub async fn on_slow_4g(&self) {
        self.cdp("Network.enable", json!({})).await;
        let conditions = json!({
            "offline": false, "latency": 150,
            "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
        });
        self.cdp("Network.emulateNetworkConditions", conditions).await;
    }

    /// Chromium only: a processor so many times as slow.
    pub async fn slowed(&self, times: u32) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await;
    }
}
