//! axe-core finds nothing on any screen, in light and in dark.

use tucai_tests::{Phone, Visit, journeys};

use crate::looks::{SCREENS, arrives};

journeys! {
    in_light;
    in_dark with Phone::default().dark();
    at_two_hundred_percent with Phone::default().with_large_text();
}

async fn in_light(visit: &mut Visit) {
    finds_nothing(visit).await;
}

async fn in_dark(visit: &mut Visit) {
    visit.open("").await;
    visit.until("the dark", "matchMedia('(prefers-color-scheme: dark)').matches").await;
    finds_nothing(visit).await;
}

async fn at_two_hundred_percent(visit: &mut Visit) {
    finds_nothing(visit).await;
}

async fn finds_nothing(visit: &mut Visit) {
    let mut found = Vec::new();
    for screen in &SCREENS {
        arrives(visit, screen).await;
        let violations = visit.violations().await;
        for one in violations.as_array().unwrap() {
            found.push(format!("{}: {} {}", screen.name, one["help"], one["nodes"]));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
