//! What a reader holds in a part of the page, over a new drawing of it: the focus, and what is unfolded.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The attributes by which a control is known again.
const NAMES: [&str; 5] = ["id", "data-field", "data-action", "data-at", "href"];

/// What is held.
pub struct Held {
    /// The selector of what has the focus.
    focus: Option<String>,
    /// The names (`data-fold`) of what is unfolded.
    unfolded: Vec<String>,
}

impl Held {
    /// What is held in an element now.
    pub fn of(element: &Element) -> Self {
        let active = element.owner_document().and_then(|document| document.active_element());
        let active = active.filter(|active| element.contains(Some(active)) && active != element);
        let mut unfolded = Vec::new();
        if let Ok(folds) = element.query_selector_all("details[data-fold][open]") {
            for at in 0..folds.length() {
                let fold = folds.get(at).map(JsCast::unchecked_into::<Element>);
                unfolded.extend(fold.and_then(|fold| fold.get_attribute("data-fold")));
            }
        }
        Self { focus: active.and_then(|active| selector(&active)), unfolded }
    }

    /// Gives it back.
    pub fn put_back(self, element: &Element) {
        for name in self.unfolded {
            let fold = ["details", &with("data-fold", &name)].concat();
            if let Ok(Some(fold)) = element.query_selector(&fold) {
                // A name of its own is always allowed.
                let _ = fold.set_attribute("open", "");
            }
        }
        if let Some(found) =
            self.focus.and_then(|focus| element.query_selector(&focus).ok().flatten())
        {
            // What cannot take the focus costs nothing.
            let _ = found.unchecked_into::<HtmlElement>().focus();
        }
    }
}

/// What finds a control again, if anything does.
fn selector(element: &Element) -> Option<String> {
    if element.local_name() == "summary" {
        let fold = element.parent_element()?.get_attribute("data-fold")?;
        return Some([&with("data-fold", &fold), " > summary"].concat());
    }
    let mut selector = String::new();
    for name in NAMES {
        if let Some(value) = element.get_attribute(name) {
            selector.push_str(&with(name, &value));
        }
    }
    (!selector.is_empty()).then_some(selector)
}

/// `[name="value"]`.
fn with(name: &str, value: &str) -> String {
    let mut selector = ["[", name, "=\""].concat();
    for char in value.chars() {
        if matches!(char, '"' | '\\') {
            selector.push('\\');
        }
        selector.push(char);
    }
    selector.push_str("\"]");
    selector
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_selector() {
        assert_eq!(with("data-at", r#"a"]\b"#), r#"[data-at="a\"]\\b"]"#);
    }
}
