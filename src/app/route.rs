//! Addresses, all in the fragment: what a link means, however a chat program mangled it.
//!
//! | address | screen |
//! | --- | --- |
//! | `#/` | home |
//! | `#/<id>` | a notice |
//! | `#/<id>/class/<unit>[/code\|portrait\|after]` | a class |
//! | `#/<id>/college/<name>`, `#/<id>/counselor/<name>` | all their classes; of `全校` all rows |
//!
//! `?now=2026-04-15T14:05` in the fragment's own query shows the page as of that time.
//!
//! `?plan=<text>` on a class or a college puts a college's own division of its window into the notice
//! (`tucai_notice::division`): the division itself as a text of up to 1,200 characters, or, where it is
//! longer, `@<name>` for the file `notices/<id>.plan-<name>.json` on the same host. It is carried along
//! from screen to screen of the notice.

pub use tucai_notice::link::{class_link, college_link, counselor_link, notice_link, with_plan};
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
    /// The college's division that `?plan=` carries or names; empty without one.
    pub plan: String,
}

impl Address {
    /// Reads the fragment of an address, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        if fragment.len() > MAX_BYTES {
            return Self { route: Route::Home, ..Self::default() };
        }
        let text = decode(fragment.trim_start_matches(['#', '!'])).replace('\u{FFFD}', "");
        // Chat programs append `?from=…&isappinstalled=0`, sometimes full-width, sometimes with `&`.
        let text = text.replace('？', "?").replace('／', "/").replace('＆', "&");
        let (path, query) = text.split_once(['?', '&']).unwrap_or((&text, ""));
        let (mut now, mut plan) = (None, String::new());
        for pair in query.split(['&', '?']) {
            if let Some(asked) = pair.strip_prefix("now=") {
                now = now.or_else(|| moment(asked));
            } else if let Some(asked) = pair.strip_prefix("plan=") {
                // What it means is the finder's business; nothing of ours is of two lines.
                asked.split_once('\n').map_or(asked, |(first, _)| first).clone_into(&mut plan);
            }
        }
        Self { route: route(path), now, plan }
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn class(id: &str, unit: &str, tab: Tab) -> Route {
        Route::Class(id.to_owned(), unit.to_owned(), tab)
    }

    fn route_of(fragment: &str) -> Route {
        Address::parse(fragment).route
    }

    #[test]
    fn a_link_survives_what_chat_programs_do_to_it() {
        let wanted = class("cqie-2027", "23软工1班", Tab::Plan);
        for fragment in [
            "#/cqie-2027/class/23软工1班",
            "#/cqie-2027/class/23%E8%BD%AF%E5%B7%A51%E7%8F%AD",
            "#/cqie-2027/class/23%25E8%25BD%25AF%25E5%25B7%25A51%25E7%258F%25AD",
            "#%2Fcqie-2027%2Fclass%2F23%E8%BD%AF%E5%B7%A51%E7%8F%AD",
            "#/cqie-2027/class/23软工1班?from=singlemessage&isappinstalled=0",
            "#/cqie-2027/class/23软工1班&from=timeline",
            "#/cqie-2027/class/23软工1班/",
            "##//cqie-2027//class//23软工1班//",
            "#cqie-2027/class/23软工1班",
            "#!/cqie-2027/class/23软工1班",
            "# / cqie-2027 / class / 23软工1班 ",
            "#／ｃｑｉｅ-２０２７／class／23软工1班",
            "#/CQIE-2027/CLASS/23软工1班",
        ] {
            assert_eq!(route_of(fragment), wanted, "{fragment}");
        }
    }

    #[test]
    fn each_address_of_the_contract_has_its_screen() {
        assert_eq!(route_of(""), Route::Start);
        assert_eq!(route_of("#"), Route::Start);
        assert_eq!(route_of("#/"), Route::Home);
        assert_eq!(route_of("#/bnu-2025"), Route::Notice("bnu-2025".to_owned()));
        assert_eq!(
            route_of("#/bnu-2025/class/本科生/code"),
            class("bnu-2025", "本科生", Tab::Code)
        );
        assert_eq!(route_of("#/a/class/本科生/portrait"), class("a", "本科生", Tab::Look));
        assert_eq!(route_of("#/a/class/本科生/after"), class("a", "本科生", Tab::After));
        assert_eq!(route_of("#/a/class/计数/软件"), class("a", "计数/软件", Tab::Plan));
        assert_eq!(route_of("#/a/class/"), Route::Notice("a".to_owned()));
        assert_eq!(
            route_of("#/a/college/软件学院"),
            Route::College("a".to_owned(), "软件学院".to_owned())
        );
        assert_eq!(
            route_of("#/a/counselor/王芳"),
            Route::Counselor("a".to_owned(), "王芳".to_owned())
        );
    }

    #[test]
    fn the_moment_of_the_query_is_read_and_nonsense_is_not() {
        let at = |fragment: &str| Address::parse(fragment).now.map(|now| now.to_string());
        let noon = Some("2026-04-15 14:05:00".to_owned());
        assert_eq!(at("#/a/class/b?now=2026-04-15T14:05"), noon);
        assert_eq!(at("#/a/class/b?from=x&now=2026-04-15T14:05:30"), noon);
        assert_eq!(at("#/a/class/b?now=2026-04-15"), Some("2026-04-15 00:00:00".to_owned()));
        for nonsense in ["", "now", "2026-02-30T14:05", "2026-04-15T99:99", "14:05"] {
            assert_eq!(at(&format!("#/a/class/b?now={nonsense}")), None, "{nonsense}");
        }
    }

    #[test]
    fn a_division_is_read_whatever_stands_around_it() {
        let at = |fragment: &str| Address::parse(fragment).plan;
        for fragment in [
            "#/a/class/b?plan=1Ab-_9",
            "#/a/class/b？plan=1Ab-_9&from=singlemessage",
            "#/a/class/b/code?show=1&plan=1Ab-_9",
            "#/a/college/b?plan=1Ab-_9?from=x",
            "#/a/class/b%3Fplan%3D1Ab-_9",
        ] {
            assert_eq!(at(fragment), "1Ab-_9", "{fragment}");
        }
        assert_eq!(at("#/a/class/b?plan=@dxy"), "@dxy");
        assert_eq!(at("#/a/class/b?plan=%40dxy"), "@dxy");
        assert_eq!(at("#/a/class/b?plan=1Ab%0A%0Dx"), "1Ab");
        assert_eq!(at("#/a/class/b"), "");
        let longest = "A".repeat(tucai_notice::division::text::MAX_IN_LINK);
        let link = class_link("a", &"班".repeat(40), Tab::Code).replace('%', "%25");
        assert_eq!(at(&with_plan(link, &longest)), longest);
    }

    #[test]
    fn links_are_pure_ascii() {
        let link = class_link("cqie-2027", "23软工1班", Tab::Plan);
        assert_eq!(link, "#/cqie-2027/class/23%E8%BD%AF%E5%B7%A51%E7%8F%AD");
    }

    proptest! {
        #[test]
        fn any_address_is_read(fragment in any::<String>()) {
            Address::parse(&fragment);
        }

        #[test]
        fn a_link_leads_back_to_its_unit(unit in "[^/?&#%？／＆\\x{FFFD}\\s\\p{C}\\p{Z}]{1,20}") {
            let link = class_link("cqie-2027", &unit, Tab::Code);
            prop_assert!(link.is_ascii());
            prop_assert_eq!(route_of(&link), class("cqie-2027", &unit, Tab::Code));
        }
    }
}
