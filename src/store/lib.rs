//! What is kept on the phone, for all programs of the page: a few words in `localStorage` (here), the
//! way's record among them ([`kept`]), codes ([`shelf`]) and tries ([`tries`]) in `IndexedDB`. Each may be
//! missing, refused or forgotten (private mode, web views): then nothing is kept, and nothing fails.

mod error;
pub mod kept;
pub mod moving;
pub mod parcel;
pub mod record;
pub mod shelf;
pub mod shot;
pub mod tries;
mod value;

pub use error::StoreError;
pub use value::Key;
use web_sys::{Element, Storage, window};

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// A name as the whole host knows it: it carries the folder of the page, for other pages of the same
/// host keep things too.
pub fn key(name: &str) -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("tucai:{folder}/:{name}")
}

/// What was kept under a name.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// Keeps a text; whether that worked.
pub fn set(name: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&key(name), value).is_ok())
}

/// Forgets a text.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        // What cannot be removed was never kept.
        let _ = storage.remove_item(&key(name));
    }
}

/// What a text is called that was set aside because nothing could read it.
const DAMAGED: &str = ".damaged";

/// What comes between a name and [`DAMAGED`] for what was set aside before: so many of a name stay.
const ASIDE: [&str; 3] = ["", ".2", ".3"];

/// Moves a text that nothing could read out of the way. It stays on the phone until it is wiped, or
/// until as many came after it as stay.
pub fn set_aside(name: &str, text: &str) {
    // First, for there may be no room for both.
    remove(name);
    let places = ASIDE.map(|number| [name, number, DAMAGED].concat());
    let before: Vec<String> = places.iter().filter_map(|place| get(place)).collect();
    for (place, text) in places.iter().zip(beside(before, text)) {
        set(place, &text);
    }
}

/// What stays aside, oldest first, once a text comes to what is there.
fn beside(mut before: Vec<String>, text: &str) -> Vec<String> {
    before.retain(|it| it != text);
    before.push(text.to_owned());
    before.drain(..before.len().saturating_sub(ASIDE.len()));
    before
}

/// Whether a name is that of something that was set aside.
pub fn is_set_aside(name: &str) -> bool {
    name.ends_with(DAMAGED)
}

/// Whether a name is one that is known here: the class, the way, the codes, or set aside.
pub fn is_ours(name: &str) -> bool {
    [MINE, CODES, kept::NAME].contains(&name) || is_set_aside(name)
}

/// Sets the kept class aside where it is damaged: the page itself has no room to look.
pub fn set_aside_mine() {
    if let Some(text) = get(MINE).filter(|text| !is_mine(text)) {
        set_aside(MINE, &text);
    }
}

/// Whether the phone keeps nothing here: refused, or full.
pub fn is_refused() -> bool {
    const PROBE: &str = "probe";
    let is_kept = set(PROBE, "x");
    remove(PROBE);
    !is_kept
}

/// The names under which this app keeps something here, in order.
pub fn names() -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let prefix = key("");
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    let mut names: Vec<String> =
        keys.filter_map(|key| key.strip_prefix(&prefix).map(str::to_owned)).collect();
    names.sort();
    names
}

/// The name under which the page keeps the class that is the student's own (这是我的班级).
pub const MINE: &str = "mine";

/// The kept class: the id of its notice and its name. None where there is none, or where what lies there
/// is damaged ([`is_mine`]).
pub fn mine() -> Option<(String, String)> {
    let text = get(MINE).filter(|text| is_mine(text))?;
    let mut lines = text.split('\n').map(str::to_owned);
    Some((lines.next()?, lines.next()?))
}

/// Whether a text is what the page keeps of a class: the id of a notice, a name, and the college's
/// division where the class is known by one, a line each.
pub fn is_mine(text: &str) -> bool {
    let is_id = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
    let mut lines = text.split('\n');
    let notice = lines.next().unwrap_or_default();
    let unit = lines.next().unwrap_or_default();
    let plan = lines.next().unwrap_or_default();
    (1..=64).contains(&notice.len())
        && notice.chars().all(is_id)
        && is_unit(unit)
        && plan.len() <= LONGEST_PLAN
        && ![unit, plan].iter().any(|line| line.chars().any(char::is_control))
        && lines.next().is_none()
}

/// Whether a text could name a unit: one line of letters, no longer than anybody calls a class.
fn is_unit(unit: &str) -> bool {
    // They change how the text around them reads, and no name has any.
    let is_invisible = |char: char| matches!(char, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFD}');
    unit.chars().count() <= LONGEST_UNIT
        && unit.chars().any(char::is_alphanumeric)
        && !unit.chars().any(is_invisible)
}

/// Letters of a unit's name.
const LONGEST_UNIT: usize = 100;

/// Bytes of a division in an address.
const LONGEST_PLAN: usize = 16 << 10;

/// The name of the class lists (名单) that a counselor asked to keep: students' names and numbers, which
/// are not put into a file either.
pub const LISTS: &str = "rolls";

/// The name under which stands for which notices a collection code is kept: a line each, the notice
/// and the unit on whose page it was kept. The codes themselves are elsewhere; this tells the page
/// whether there is one to show.
const CODES: &str = "codes";

/// The attribute of the document with the same lines for codes that only this page has: it goes with
/// the page, as they do.
const CODES_HERE: &str = "data-codes";

fn document() -> Option<Element> {
    window()?.document()?.document_element()
}

/// The notices for which a collection code is kept, each once, with a unit of it.
pub fn codes() -> Vec<(String, String)> {
    let here = document().and_then(|document| document.get_attribute(CODES_HERE));
    let mut codes: Vec<(String, String)> = Vec::new();
    for lines in [get(CODES), here].into_iter().flatten() {
        for (notice, unit) in lines.lines().filter_map(|line| line.split_once('\t')) {
            if codes.iter().all(|(before, _)| before != notice) {
                codes.push((notice.to_owned(), unit.to_owned()));
            }
        }
    }
    codes
}

/// Remembers for which notices a collection code is kept.
pub fn set_codes<'a>(kept: impl Iterator<Item = (&'a str, &'a str)>) {
    let lines = lines(kept);
    if lines.is_empty() {
        remove(CODES);
    } else {
        set(CODES, &lines);
    }
}

/// Remembers one notice more for which a collection code is kept.
pub fn add_code(notice: &str, unit: &str) {
    let mut kept = get(CODES).unwrap_or_default();
    let names = |line: &str| line.split_once('\t').is_some_and(|(before, _)| before == notice);
    if !kept.lines().any(names) {
        kept.push_str(&lines([(notice, unit)].into_iter()));
        set(CODES, &kept);
    }
}

/// Remembers until the page is closed for which notices it has a collection code.
pub fn set_codes_here<'a>(kept: impl Iterator<Item = (&'a str, &'a str)>) {
    if let Some(document) = document() {
        // A name of our own is always allowed.
        let _ = document.set_attribute(CODES_HERE, &lines(kept));
    }
}

/// A line for each notice.
fn lines<'a>(kept: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines = String::new();
    let mut before: Vec<&str> = Vec::new();
    for (notice, unit) in kept {
        if !before.contains(&notice) {
            before.push(notice);
            for part in [notice, "\t", unit, "\n"] {
                lines.push_str(part);
            }
        }
    }
    lines
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_kept_class_is_told_from_what_is_damaged() {
        for text in ["cqie-2027\n23软工1班", "cqust-2026\n软件1班\neJwrSS0uAQAEXQHB"] {
            assert!(is_mine(text), "{text}");
        }
        for text in [
            "",
            "\n",
            "x",
            "cqie-2027\n",
            "cqie-2027\n  ",
            "\n23软工1班",
            "../../etc\n<b>",
            "CQIE\n23软工1班",
            "\u{0}\n\u{0}",
            "cqie-2027\n23软工\u{7}1班",
            "cqie-2027\n甲\nx\ny",
            "cqie-2027\n<<>>",
            "cqie-2027\n23软工\u{202E}1班",
            "cqie-2027\n\u{200B}",
        ] {
            assert!(!is_mine(text), "{text:?}");
        }
        assert!(!is_mine(&format!("a\n{}", "长".repeat(101))));
    }

    #[test]
    fn three_of_what_was_set_aside_stay_each_once() {
        let mut aside = Vec::new();
        for text in ["一", "二", "一", "三", "", "四"] {
            aside = beside(aside, text);
        }
        assert_eq!(aside, ["三", "", "四"]);
        assert_eq!(beside(vec!["一".to_owned()], "一"), ["一"]);
        assert!(ASIDE.iter().all(|number| is_set_aside(&["way", number, DAMAGED].concat())));
    }
}
