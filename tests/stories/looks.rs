//! Every screen at every width, in light and dark, at 200 % text and on paper; with screenshots to
//! be looked at.

use tucai_tests::{Engine, Phone, Visit, journeys};

journeys! {
    every_screen_in_light;
    every_screen_in_dark with Phone::default().dark();
    at_every_width;
    text_at_two_hundred_percent with Phone::default().with_large_text();
    text_at_two_hundred_percent_on_the_smallest with
        Phone::default().sized(320, 640).with_large_text();
    on_paper;
}

/// A screen of the site.
pub struct Look {
    /// Its name, also of its picture.
    pub name: &'static str,
    address: &'static str,
    /// What is there once it has arrived.
    shows: &'static str,
    /// A script that brings it about, where an address does not.
    script: &'static str,
}

impl Look {
    const fn at(name: &'static str, address: &'static str, shows: &'static str) -> Self {
        Self { name, address, shows, script: "" }
    }
}

/// All of them.
pub const SCREENS: [Look; 24] = [
    Look::at("home", "#/", "a[data-notice=xaipe-2025]"),
    Look::at("notice", "#/cqie-2027", "#search"),
    Look::at("notice-short", "#/xaipe-2025", "#search"),
    Look::at("notice-windows", "#/bnu-2025", "#search"),
    Look {
        script: "const box = document.querySelector('#search'); box.value = '软工1';
            box.dispatchEvent(new Event('input', { bubbles: true }))",
        ..Look::at("search", "#/cqie-2027", "[data-hits] a")
    },
    Look::at("class", "#/cqie-2027/class/23软工1班", "section[data-section=fee]"),
    Look::at("class-code", "#/cqie-2027/class/23软工1班/code", "section[data-tab=code]"),
    Look::at("class-look", "#/cqie-2027/class/23软工1班/portrait", "section[data-section=look]"),
    Look::at("class-after", "#/cqie-2027/class/23软工1班/after", "section[data-tab=after]"),
    Look::at(
        "class-now",
        "#/cqie-2027/class/23软工1班?now=2026-04-15T14:05",
        "section[data-section=fee]",
    ),
    Look::at("class-exempt", "#/cqie-2027/class/23物联网3班", "section[data-section=fee]"),
    Look::at("class-meet", "#/xaipe-2025/class/体育教育8班", "section[data-section=fee]"),
    Look::at("class-doubt", "#/xaipe-2025/class/应用心理学1班", "section[data-section=fee]"),
    Look::at("class-makeup", "#/xaipe-2025/class/体育教育8班/after", "section[data-tab=after]"),
    Look::at("class-window", "#/hnust-2026/class/马克思主义学院", "section[data-section=fee]"),
    Look::at("class-two", "#/cqust-2026/class/计算机科学与工程学院", "section[data-section=fee]"),
    Look::at("class-hours", "#/bnu-2025/class/本科生", "section[data-section=fee]"),
    Look::at("list", "#/cqie-2027/college/软件学院", "[data-list] a"),
    Look::at("list-counselor", "#/cqie-2027/counselor/王芳", "[data-list] a"),
    Look::at("unknown", "#/cqie-2027/class/23软工99班", "[data-nearest] a"),
    Look::at("excluded", "#/bnu-2025/class/珠海校区", "[data-excluded]"),
    Look::at("error", "#/nowhere-2030", "[data-error]"),
    Look {
        script: "tucai.panic('crash', 'src/app/main.rs:1:1')",
        ..Look::at("panic", "#/cqie-2027/class/23软工1班", "#panic [data-cause=crash]")
    },
    Look::at("plain", "notices/cqie-2027.html", "table"),
];

/// Opens a screen and waits until it is complete.
pub async fn arrives(visit: &mut Visit, screen: &Look) {
    visit.expects_error("nowhere-2030.json");
    visit.open(screen.address).await;
    if !screen.script.is_empty() {
        visit.sees_a("main[data-screen] h1").await;
        visit.js(screen.script, Vec::new()).await;
    }
    visit.sees_a(screen.shows).await;
}

async fn every_screen_in_light(visit: &mut Visit) {
    pictures(visit, "light").await;
}

async fn every_screen_in_dark(visit: &mut Visit) {
    pictures(visit, "dark").await;
}

async fn pictures(visit: &mut Visit, scheme: &str) {
    for screen in &SCREENS {
        arrives(visit, screen).await;
        visit.fits(screen.name).await;
        visit.screenshot(&format!("{}-{scheme}", screen.name)).await;
        visit.screenshot_of_all(&format!("{}-{scheme}-all", screen.name)).await;
    }
}

async fn at_every_width(visit: &mut Visit) {
    for screen in &SCREENS {
        arrives(visit, screen).await;
        for width in [320, 360, 390, 768, 1280] {
            visit.resize(width, 740).await;
            visit.fits(&format!("{} at {width}", screen.name)).await;
            if width == 320 || width == 1280 {
                visit.screenshot(&format!("{}-{width}", screen.name)).await;
            }
        }
    }
}

async fn text_at_two_hundred_percent(visit: &mut Visit) {
    for screen in &SCREENS {
        arrives(visit, screen).await;
        visit.fits(&format!("{} at 200 %", screen.name)).await;
        visit.screenshot(&format!("{}-200", screen.name)).await;
    }
}

async fn text_at_two_hundred_percent_on_the_smallest(visit: &mut Visit) {
    for screen in &SCREENS {
        arrives(visit, screen).await;
        visit.fits(&format!("{} at 320 and 200 %", screen.name)).await;
    }
}

/// A class page and a counselor's poster print well: few pages, no buttons and tabs.
async fn on_paper(visit: &mut Visit) {
    for (name, most) in [("class", 4), ("list-counselor", 1), ("class-hours", 5), ("notice", 9)] {
        let screen = SCREENS.iter().find(|screen| screen.name == name).unwrap();
        arrives(visit, screen).await;
        if visit.engine == Engine::Chromium {
            let pages = visit.prints(&format!("{name}-paper")).await;
            assert!((1..=most).contains(&pages), "{name} prints {pages} pages");
        }
    }
}
