//! A visit: one person with one phone on the site. The vocabulary that journeys are written in.
//!
//! Everything here waits as a person would, and fails with what was on the screen.

use std::fmt::Display;
use std::path::Path;
use std::time::Duration;

use fantoccini::Client;
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::browser::{Browser, Engine, Phone};
use crate::server::Server;

/// How long a visitor waits for something to appear.
const PATIENCE: Duration = Duration::from_secs(45);

/// One visitor with one phone, the host of the site, and the world outside.
pub struct Visit {
    /// The host that serves the site.
    pub site: Server,
    /// Where a request ends up that is not for the site's host.
    pub outside: Server,
    /// The engine that the phone's browser has.
    pub engine: Engine,
    pub(crate) name: String,
    pub(crate) browser: Browser,
    phone: Phone,
    /// Parts of console messages that the journey has announced.
    pub(crate) expected: Vec<String>,
    /// Console errors that nobody expected, collected page by page.
    pub(crate) errors: Vec<String>,
    /// Queries that the journey itself put into an address it opened.
    pub(crate) queries: Vec<String>,
}

impl Visit {
    pub(crate) async fn begin(engine: Engine, name: &str, phone: &Phone, folder: &Path) -> Self {
        let site = must(Server::of(folder), "starting the host");
        let outside = must(Server::recorder(), "starting the recorder");
        let browser = must(Browser::start(engine, phone, &outside.authority()).await, "a browser");
        Self {
            site,
            outside,
            engine,
            name: name.to_owned(),
            browser,
            phone: phone.clone(),
            expected: Vec::new(),
            errors: Vec::new(),
            queries: Vec::new(),
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.browser.client
    }

    /// Opens an address below the site's home, such as `#/cqie-2027`, as if from a chat: a new
    /// load of the page, even when only the fragment differs from where the visitor is.
    pub async fn open(&mut self, address: &str) {
        self.leave().await;
        let query = address.split('#').next().and_then(|before| before.split_once('?'));
        self.queries.extend(query.map(|(_, query)| query.to_owned()));
        self.go(&format!("{}{address}", self.site.home())).await;
    }

    /// Opens `about:blank`, so that nothing of the site is on the screen.
    pub async fn leave(&mut self) {
        self.collect_errors().await;
        must(self.client().goto("about:blank").await, "leaving");
    }

    /// Goes to a full address, in the way of the address bar.
    pub async fn go(&mut self, address: &str) {
        self.collect_errors().await;
        let outcome = self.client().goto(address).await;
        must(outcome, &format!("opening {address}"));
        self.settle().await;
    }

    /// Does what an engine's browser cannot be told to do at its start.
    async fn settle(&self) {
        self.listen_for_errors().await;
        if self.phone.large_text && self.engine == Engine::WebKit {
            // MiniBrowser has no option for the size of text.
            let script = "document.documentElement.style.fontSize = '200%'";
            let _ = self.client().execute(script, Vec::new()).await;
        }
    }

    /// Closes the browser and opens it again. The other engine, driven by a program, forgets with
    /// its session, so there only the page is closed.
    pub async fn closes_the_browser(&mut self) {
        self.leave().await;
        if self.engine == Engine::Chromium {
            let outside = self.outside.authority();
            must(self.browser.restart(self.engine, &self.phone, &outside).await, "restarting");
        }
    }

    /// Loads the page again.
    pub async fn reload(&mut self) {
        self.collect_errors().await;
        must(self.client().refresh().await, "reloading");
        self.settle().await;
    }

    /// Goes back in the history.
    pub async fn back(&mut self) {
        must(self.client().back().await, "going back");
    }

    /// Opens an address in a second tab of the same browser, and goes on there; gives the first tab's
    /// handle.
    pub async fn opens_beside(&mut self, address: &str) -> WindowHandle {
        let first = must(self.client().window().await, "the tab");
        let second = must(self.client().new_window(true).await, "a second tab");
        self.goes_to(&second.handle).await;
        self.go(&format!("{}{address}", self.site.home())).await;
        first
    }

    /// Goes on in another tab.
    pub async fn goes_to(&mut self, tab: &WindowHandle) {
        self.collect_errors().await;
        must(self.client().switch_to_window(tab.clone()).await, "another tab");
    }

    /// Runs a script in the page; CSP does not bind it.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Value {
        must(self.client().execute(script, arguments).await, &format!("running {script}"))
    }

    /// Runs a script in the page that returns a number; anything else is not a number.
    pub async fn number(&self, script: &str) -> f64 {
        self.js(script, Vec::new()).await.as_f64().unwrap_or(f64::NAN)
    }

    /// Runs the body of an async function in the page and gives what it returns.
    pub async fn awaits(&self, script: &str, arguments: Vec<Value>) -> Value {
        let whole = format!(
            "const done = arguments[arguments.length - 1];
             (async (...given) => {{ {script} }})(...arguments)
                 .then(value => done(value ?? null), error => done('failed: ' + error));"
        );
        must(self.client().execute_async(&whole, arguments).await, &format!("running {script}"))
    }

    /// The text on the screen, without white space: how a line is broken is not what is said.
    pub async fn text(&self) -> String {
        self.text_of("body").await.unwrap_or_default()
    }

    /// The visible text of the first element that a selector finds, without white space.
    pub async fn text_of(&self, selector: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0])?.innerText ?? null";
        let text = self.client().execute(script, vec![json!(selector)]).await.ok()?;
        text.as_str().map(squeezed)
    }

    /// Waits until all these words are on the screen, in any order.
    pub async fn sees(&self, words: &[&str]) {
        self.sees_in("body", words).await;
    }

    /// Waits until all these words are visible in the first element that a selector finds.
    pub async fn sees_in(&self, selector: &str, words: &[&str]) {
        let mut text = None;
        let seen = within(PATIENCE, async || {
            text = self.text_of(selector).await;
            text.as_ref().is_some_and(|text| words.iter().all(|w| text.contains(&squeezed(w))))
        });
        if !seen.await {
            let text = text.unwrap_or_else(|| "nothing there".to_owned());
            let absent = words.iter().filter(|word| !text.contains(&squeezed(word)));
            let absent: Vec<_> = absent.collect();
            panic!("expected {absent:?} in {selector}, which shows: {text}");
        }
    }

    /// Waits until the visible elements that a selector finds have exactly these texts, in order.
    pub async fn reads(&self, selector: &str, words: &[&str]) {
        let wanted: Vec<String> = words.iter().map(|text| squeezed(text)).collect();
        let mut texts = Vec::new();
        let read = within(PATIENCE, async || {
            texts = self.texts_of(selector).await;
            texts == wanted
        });
        assert!(read.await, "expected {wanted:?} in {selector}, which shows {texts:?}");
    }

    /// The texts of all visible elements that a selector finds, without white space.
    pub async fn texts_of(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
                      .filter(e => e.getClientRects().length > 0).map(e => e.innerText)";
        let texts = self.client().execute(script, vec![json!(selector)]).await.unwrap_or_default();
        let texts = texts.as_array().cloned().unwrap_or_default();
        texts.iter().map(|text| squeezed(text.as_str().unwrap_or_default())).collect()
    }

    /// Waits until a section of a tab (`data-section`, `data-tab`) is visible with all these words.
    pub async fn section(&self, tab: &str, name: &str, words: &[&str]) {
        let selector = format!("section[data-section='{name}'][data-tab='{tab}']");
        self.sees_a(&selector).await;
        self.sees_in(&selector, words).await;
    }

    /// Waits until something is on the screen that a selector finds.
    pub async fn sees_a(&self, selector: &str) {
        let found = within(PATIENCE, async || self.has(selector).await).await;
        assert!(found, "nothing on the screen is {selector}: {}", self.text().await);
    }

    /// Waits until nothing is on the screen any more that a selector finds.
    pub async fn sees_no(&self, selector: &str) {
        let gone = within(PATIENCE, async || !self.has(selector).await).await;
        assert!(gone, "{selector} is still on the screen: {}", self.text().await);
    }

    /// Whether something is on the screen now that a selector finds.
    pub async fn has(&self, selector: &str) -> bool {
        let script = "return [...document.querySelectorAll(arguments[0])]\
                      .some(e => e.getClientRects().length > 0)";
        let found = self.client().execute(script, vec![json!(selector)]).await;
        found.is_ok_and(|found| found == json!(true))
    }

    /// These words are not on the screen now; to be asked after something else has appeared.
    pub async fn sees_nothing_of(&self, words: &[&str]) {
        let text = self.text().await;
        let found: Vec<_> = words.iter().filter(|w| text.contains(&squeezed(w))).collect();
        assert!(found.is_empty(), "{found:?} should not be on the screen, which shows: {text}");
    }

    /// Waits until a fact of the page (`data-fact`) has all these words.
    pub async fn fact(&self, name: &str, words: &[&str]) {
        self.sees_in(&format!("[data-fact='{name}']"), words).await;
    }

    /// Waits until a screen (`data-screen`) is there.
    pub async fn screen(&self, name: &str) {
        self.sees_a(&format!("[data-screen='{name}']")).await;
    }

    /// Waits until the document's title has all these words.
    pub async fn title_has(&self, words: &[&str]) {
        let mut title = String::new();
        let right = within(PATIENCE, async || {
            title = squeezed(&self.client().title().await.unwrap_or_default());
            words.iter().all(|word| title.contains(&squeezed(word)))
        });
        assert!(right.await, "expected {words:?} in the title, which is: {title}");
    }

    /// The fragment of the address, decoded.
    pub async fn address(&self) -> String {
        let hash = self.js("return decodeURIComponent(location.hash)", Vec::new()).await;
        hash.as_str().unwrap_or_default().to_owned()
    }

    /// Waits for a condition that a script in the page tells.
    pub async fn until(&self, what: &str, script: &str) {
        let script = format!("return Boolean({script})");
        let met = within(PATIENCE, async || {
            self.client().execute(&script, Vec::new()).await.is_ok_and(|met| met == json!(true))
        });
        assert!(met.await, "in vain: {what}; the page shows: {}", self.text().await);
    }

    /// Asks again and again for as long as a visitor waits. Whether the answer was yes at last.
    pub async fn awaited(&self, asked: impl AsyncFnMut() -> bool) -> bool {
        within(PATIENCE, asked).await
    }

    /// Waits until the host has been asked more often than so many times for a path below its base;
    /// `*` stands for any characters.
    pub async fn asks_again(&self, pattern: &str, before: usize) {
        let asked = within(PATIENCE, async || self.site.requests_for(pattern).len() > before);
        assert!(asked.await, "{pattern} was not asked for once more");
    }

    /// Lets time pass, for what can only be shown by its absence.
    pub async fn pause(&self, time: Duration) {
        sleep(time).await;
    }

    /// Gives the page another size.
    pub async fn resize(&self, width: u32, height: u32) {
        must(self.browser.resize(self.engine, (width, height)).await, "resizing");
        self.until("the new size", &format!("innerWidth === {width}")).await;
    }
}

/// Asks again and again until the answer is yes, or the time is over.
pub(crate) async fn within(time: Duration, mut asked: impl AsyncFnMut() -> bool) -> bool {
    let end = Instant::now() + time;
    loop {
        if asked().await {
            return true;
        }
        if Instant::now() > end {
            return false;
        }
        sleep(Duration::from_millis(50)).await;
    }
}

/// The value, or the end of the journey.
pub(crate) fn must<T>(outcome: Result<T, impl Display>, doing: &str) -> T {
    outcome.unwrap_or_else(|error| panic!("{doing}: {error}"))
}

/// A text without white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
