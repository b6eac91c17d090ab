//! What a visitor does with fingers and keys.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::json;
use tokio::time::sleep;

use crate::visit::{Visit, must, squeezed, within};

/// How long a visitor looks for something to press.
const PATIENCE: Duration = Duration::from_secs(45);

impl Visit {
    /// Presses the first visible link, button, tab or summary that has these words.
    pub async fn presses(&self, words: &str) {
        let quoted = squeezed(words).replace('\'', "");
        let path = format!(
            "//*[self::a or self::button or self::summary or self::label or @role='tab']\
             [contains(translate(normalize-space(.), ' \u{a0}', ''), '{quoted}')]"
        );
        let element = self.visible(Locator::XPath(&path), words).await;
        self.scrolls_to(&element).await;
        must(element.click().await, &format!("pressing {words}"));
    }

    /// Presses the first visible element that a selector finds.
    pub async fn presses_the(&self, selector: &str) {
        let element = self.visible(Locator::Css(selector), selector).await;
        self.scrolls_to(&element).await;
        must(element.click().await, &format!("pressing {selector}"));
    }

    /// Presses what does an action (`data-action`).
    pub async fn does(&self, action: &str) {
        self.presses_the(&format!("[data-action='{action}']")).await;
    }

    /// Puts text into the field that a selector finds, in place of what is there.
    pub async fn fills(&self, selector: &str, text: &str) {
        let field = self.visible(Locator::Css(selector), selector).await;
        must(field.clear().await, &format!("emptying {selector}"));
        must(field.send_keys(text).await, &format!("typing into {selector}"));
    }

    /// Presses a key, wherever the focus is.
    pub async fn key(&self, key: Key) {
        self.typed(char::from(key)).await;
    }

    /// Types text, wherever the focus is.
    pub async fn types(&self, text: &str) {
        for character in text.chars() {
            self.typed(character).await;
        }
    }

    /// `WebKit`'s driver now and then refuses a key without a word when the machine is busy: a hand
    /// lets go of it then, and presses again.
    async fn typed(&self, value: char) {
        for left in (0..3).rev() {
            let keys = KeyActions::new("keyboard".to_owned())
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
            match self.client().perform_actions(keys).await {
                Ok(()) => return,
                Err(error) if left == 0 => panic!("pressing a key: {error:?}"),
                Err(error) => println!("the key {value:?} is pressed again: {error:?}"),
            }
            // It may not be down; then there is nothing to let go of.
            let _ = self.client().release_actions().await;
            sleep(Duration::from_millis(300)).await;
        }
    }

    /// Moves the focus with the tab key until it is on what a selector finds; it must be visible
    /// there, for it is all that a visitor without a pointer has.
    pub async fn tabs_to(&self, selector: &str) {
        let mut passed = Vec::new();
        for _ in 0..80 {
            let script = "const e = document.activeElement; return [e.matches(arguments[0]), \
                          (e.innerText || e.ariaLabel || e.localName).trim().slice(0, 20)]";
            let focus = self.js(script, vec![json!(selector)]).await;
            if focus.get(0) == Some(&json!(true)) {
                return self.focus_is_visible(selector).await;
            }
            passed.push(focus.get(1).map(ToString::to_string).unwrap_or_default());
            self.key(Key::Tab).await;
        }
        panic!("the tab key never reaches {selector}; it passes {passed:?}");
    }

    async fn focus_is_visible(&self, selector: &str) {
        let script = "const e = document.activeElement, s = getComputedStyle(e); \
                      return s.outlineStyle === 'auto' || s.boxShadow !== 'none' \
                      || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0)";
        let visible = self.js(script, Vec::new()).await;
        assert!(visible == json!(true), "the focus on {selector} cannot be seen");
        let script = "const e = document.activeElement, r = e.getBoundingClientRect(); \
                      const at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2); \
                      return Boolean(at && (e.contains(at) || at.contains(e)))";
        let free = self.js(script, Vec::new()).await;
        assert!(free == json!(true), "the focus on {selector} is hidden under something");
    }

    /// Scrolls as a thumb does before it presses: away from what is fixed to the edges.
    async fn scrolls_to(&self, element: &Element) {
        let element = must(serde_json::to_value(element), "an element");
        self.js("arguments[0].scrollIntoView({ block: 'center' })", vec![element]).await;
    }

    async fn visible(&self, locator: Locator<'_>, what: &str) -> Element {
        let mut found = None;
        let seen = within(PATIENCE, async || {
            for element in self.client().find_all(locator).await.unwrap_or_default() {
                if element.is_displayed().await.unwrap_or(false) {
                    found = Some(element);
                    return true;
                }
            }
            false
        });
        seen.await;
        match found {
            Some(element) => element,
            None => panic!("nothing to press or fill: {what}; it shows: {}", self.text().await),
        }
    }
}
