//! Addresses, all in the fragment: what a link means, however a chat program mangled it.
//!
//! | address | screen |
//! | --- | --- |
//! | `#/` | home |
//! | `#/<id>` | a notice |
//! | `#/<id>/class/<unit>[/code\|portrait\|after]` | a class |
//! | `#/<id>/college/<name>`, `#/<id>/counselor/<name>` | all their classes |
//!
//! `?now=2026-04-15T14:05` in the fragment's own query shows the page as of that time.

use tucai_notice::quick::plain;
use tucai_notice::sheet::Tab;
use tucai_notice::time::{Clock, Day, Moment};

/// The longest address that is looked at; everything longer is noise.
const MAX_BYTES: usize = 2000;

/// A screen and what it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// No address at all: a first visit, or the kept class.
    #[default]
    Start,
    /// The choice of a notice.
    Home,
    /// A notice and its search.
    Notice(String),
    /// A class: notice, unit, tab.
    Class(String, String, Tab),
    /// All classes of a college: notice, name.
    College(String, String),
    /// All classes of a counselor: notice, name.
    Counselor(String, String),
}

impl Route {
    /// The id of the notice that the screen needs.
    pub fn notice(&self) -> Option<&str> {
        match self {
            Self::Start | Self::Home => None,
            Self::Notice(id)
            | Self::Class(id, ..)
            | Self::College(id, _)
            | Self::Counselor(id, _) => Some(id),
        }
    }
}

/// A route, and the time as of which it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The screen.
    pub route: Route,
    /// The moment asked for by `?now=`.
    pub now: Option<Moment>,
}

impl Address {
    /// Reads the fragment of an address, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        if fragment.len() > MAX_BYTES {
            return Self { route: Route::Home, now: None };
        }
        let text = decode(fragment.trim_start_matches('#'));
        // Chat programs append `?from=…&isappinstalled=0`, sometimes full-width, sometimes with `&`.
        let text = text.replace('？', "?").replace('／', "/").replace('＆', "&");
        let (path, query) = text.split_once(['?', '&']).unwrap_or((&text, ""));
        let now = query.split(['&', '?']).find_map(|pair| moment(pair.strip_prefix("now=")?));
        Self { route: route(path), now }
    }
}

fn route(path: &str) -> Route {
    if path.trim().is_empty() {
        return Route::Start;
    }
    let mut parts = path.split('/').map(str::trim).filter(|part| !part.is_empty());
    let Some(id) = parts.next().map(notice_id).filter(|id| !id.is_empty()) else {
        return Route::Home;
    };
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let name = parts.next().unwrap_or_default().to_owned();
    match (kind.as_str(), name.is_empty()) {
        ("class", false) => {
            let mut rest: Vec<&str> = parts.collect();
            let tab = rest.last().copied().and_then(tab_of);
            if tab.is_some() {
                rest.pop();
            }
            // A merged unit (计数/软件) has a slash of its own.
            let name = rest.iter().fold(name, |name, part| name + "/" + part);
            Route::Class(id, name, tab.unwrap_or(Tab::Plan))
        }
        ("college", false) => Route::College(id, name),
        ("counselor", false) => Route::Counselor(id, name),
        _ => Route::Notice(id),
    }
}

fn tab_of(segment: &str) -> Option<Tab> {
    match segment {
        "code" => Some(Tab::Code),
        "portrait" => Some(Tab::Look),
        "after" => Some(Tab::After),
        _ => None,
    }
}

/// The notice id in a segment: full-width letters made plain, everything that no id has left out.
fn notice_id(segment: &str) -> String {
    plain(segment)
        .chars()
        .map(|char| char.to_ascii_lowercase())
        .filter(|char| char.is_ascii_alphanumeric() || *char == '-')
        .take(64)
        .collect()
}

fn moment(text: &str) -> Option<Moment> {
    let (day, clock) = text.split_once(['T', 't', ' ']).unwrap_or((text, "00:00"));
    let day: Day = day.parse().ok()?;
    let clock: Clock = clock.get(..5).unwrap_or(clock).parse().ok()?;
    Some(day.at(clock))
}

/// Undoes percent-encoding, also where it was applied twice; what is not valid stays as it is.
fn decode(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains('%') {
            break;
        }
        text = decode_once(&text);
    }
    text
}

fn decode_once(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%').then(|| Some((hex(ahead.next()?)?, hex(ahead.next()?)?)));
        if let Some(Some((high, low))) = pair {
            bytes.push(high << 4 | low);
            rest = ahead;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A segment in pure ASCII: links are cut at the first Chinese character in some chat programs.
fn encode(segment: &str, link: &mut String) {
    const HEX: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.push('%');
            for half in [byte >> 4, byte & 15] {
                link.extend(HEX.get(usize::from(half)));
            }
        }
    }
}

fn link(parts: &[&str]) -> String {
    let mut link = "#".to_owned();
    for part in parts {
        link.push('/');
        encode(part, &mut link);
    }
    link
}

/// The link to a notice.
pub fn notice_link(id: &str) -> String {
    link(&[id])
}

/// The link to a class, or to one of its tabs.
pub fn class_link(id: &str, unit: &str, tab: Tab) -> String {
    match tab {
        Tab::Plan => link(&[id, "class", unit]),
        Tab::Code => link(&[id, "class", unit, "code"]),
        Tab::Look => link(&[id, "class", unit, "portrait"]),
        Tab::After => link(&[id, "class", unit, "after"]),
    }
}

/// The link to all classes of a college.
pub fn college_link(id: &str, name: &str) -> String {
    link(&[id, "college", name])
}

/// The link to all classes of a counselor.
pub fn counselor_link(id: &str, name: &str) -> String {
    link(&[id, "counselor", name])
}
