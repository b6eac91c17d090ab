//! The clock: Asia/Shanghai whatever the phone says, and the page as of another time.

use tucai_tests::{Phone, Visit, journeys};

use crate::{CLASS, sees_the_class};

journeys! {
    a_phone_in_new_york with Phone::default().in_zone("America/New_York");
    a_phone_on_an_island_a_day_ahead with Phone::default().in_zone("Pacific/Kiritimati");
    the_days_before;
    a_window_that_somebody_else_divides;
    without_the_query_there_is_no_banner;
}

async fn as_of(visit: &mut Visit, moment: &str, words: &str) {
    println!("{moment}: {words}");
    visit.open(&format!("{CLASS}?now={moment}")).await;
    sees_the_class(visit).await;
    visit.reads("[data-fact=countdown]", &[words]).await;
}

/// 14:00 集合, 14:10–14:30, in Chongqing; it is two in the morning in New York.
async fn a_phone_in_new_york(visit: &mut Visit) {
    as_of(visit, "2026-04-15T14:05", "集合中").await;
    visit.sees_in("[data-as-of]", &["2026年4月15日(周三)14:05", "不是现在的时间"]).await;
    visit.reads("[data-fact=date]", &["2026年4月15日(周三)"]).await;
    as_of(visit, "2026-04-15T14:15", "拍摄中").await;
    as_of(visit, "2026-04-15T14:45", "已结束").await;
    as_of(visit, "2026-04-14T23:59", "明天").await;
    as_of(visit, "2026-04-16T00:01", "已结束").await;
}

async fn a_phone_on_an_island_a_day_ahead(visit: &mut Visit) {
    as_of(visit, "2026-04-15T13:00", "1小时后集合").await;
    as_of(visit, "2026-04-15T00:01", "13小时59分钟后集合").await;
}

/// 3 days before, 2, 1, and on the minute of each change.
async fn the_days_before(visit: &mut Visit) {
    as_of(visit, "2026-04-12T20:00", "还有3天").await;
    as_of(visit, "2026-04-13T20:00", "后天").await;
    as_of(visit, "2026-04-14T14:05", "明天").await;
    as_of(visit, "2026-04-15T13:59", "1分钟后集合").await;
    as_of(visit, "2026-04-15T14:00", "集合中").await;
    as_of(visit, "2026-04-15T14:10", "拍摄中").await;
    as_of(visit, "2026-04-15T14:29", "拍摄中").await;
    as_of(visit, "2026-04-15T14:30", "已结束").await;
    as_of(visit, "2025-04-15T14:05", "还有365天").await;
}

/// In 马克思主义学院's 10:15–11:30 the college decides: its students are not all being photographed.
async fn a_window_that_somebody_else_divides(visit: &mut Visit) {
    visit.open("#/hnust-2026/class/马克思主义学院?now=2025-04-13T10:30").await;
    visit.sees_in("[data-as-of]", &["2025年4月13日(周日)10:30"]).await;
    visit.sees_a("[data-fact=countdown]").await;
    visit.sees_nothing_of(&["拍摄中", "集合中"]).await;
    visit.open("#/hnust-2026/class/马克思主义学院?now=2025-04-13T11:31").await;
    visit.reads("[data-fact=countdown]", &["已结束"]).await;
}

async fn without_the_query_there_is_no_banner(visit: &mut Visit) {
    visit.open(&format!("{CLASS}?now=2026-04-15T14:05")).await;
    visit.sees_a("[data-as-of]").await;
    // The tabs of a page that is shown as of another time lead on in real time, or keep the time
    // and the banner; never the time without the banner.
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.section("code", "code", &["5次"]).await;
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.sees_no("[data-as-of]").await;
}
