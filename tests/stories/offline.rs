//! The second visit with the host gone.

use tucai_tests::{Visit, journeys};

use crate::{CLASS, is_kept, sees_the_class};

journeys! {
    the_second_visit_with_the_host_gone;
    home_and_the_kept_class_with_the_host_gone;
    a_notice_that_was_never_opened;
    the_host_comes_back_with_news;
}

/// Everything works after the first visit with the server gone, and says how old its data is.
async fn the_second_visit_with_the_host_gone(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.section("plan", "fee", &["15元"]).await;
    is_kept(visit, &["cqie-2027.json", "cqie-2027.html", "index.json"]).await;
    visit.expects_error("notices/");
    visit.expects_error("sw.js");
    visit.leave().await;
    visit.site.stop();
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.sees_in("[data-kept]", &["存在手机里"]).await;
    // Another class of the same notice.
    visit.js("location.hash = '#/cqie-2027/class/25计科5班'", Vec::new()).await;
    visit.reads("[data-fact=place]", &["党员实践教育中心"]).await;
    visit.js("location.hash = '#/cqie-2027'", Vec::new()).await;
    visit.fills("#search", "rg1").await;
    visit.sees_a("[data-hits] a[data-unit='23软工1班']").await;
    // Also what stands below the pass, and the plain page.
    visit.open(CLASS).await;
    visit.section("plan", "fee", &["15元", "微信"]).await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.section("code", "code", &["5次"]).await;
    visit.open("notices/cqie-2027.html").await;
    visit.sees(&["23软工1班", "14:10–14:30"]).await;
    let shown = visit.js("return getComputedStyle(document.querySelector('th')).textAlign", vec![]);
    assert_eq!(shown.await, "left", "the plain page has lost its style");
}

async fn home_and_the_kept_class_with_the_host_gone(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.does("keep").await;
    is_kept(visit, &["cqie-2027.json", "cqie-2027.html", "index.json"]).await;
    visit.expects_error("notices/");
    visit.expects_error("sw.js");
    visit.leave().await;
    visit.site.stop();
    for address in ["", "index.html", "?source=pwa"] {
        visit.open(address).await;
        sees_the_class(visit).await;
    }
    visit.open("#/").await;
    visit.screen("home").await;
    visit.sees_a("a[data-notice=cqie-2027]").await;
    visit.sees_a("a[data-mine]").await;
}

async fn a_notice_that_was_never_opened(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.expects_error("notices/");
    visit.expects_error("sw.js");
    visit.leave().await;
    visit.site.stop();
    visit.open("#/xaipe-2025/class/体育教育8班").await;
    visit.screen("error").await;
    visit.sees_in("[data-error]", &["没有连上网络"]).await;
    visit.site.restart().unwrap();
    visit.does("retry").await;
    visit.fact("place", &["301教室"]).await;
}

/// What the school changed meanwhile is there as soon as the host is.
async fn the_host_comes_back_with_news(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.expects_error("notices/");
    visit.expects_error("sw.js");
    visit.leave().await;
    visit.site.stop();
    visit.open(CLASS).await;
    visit.sees_a("[data-kept]").await;
    let later = crate::publication::with_later_time();
    visit.site.deploy(later.path());
    visit.site.restart().unwrap();
    visit.open(CLASS).await;
    visit.reads("[data-fact=time]", &["15:10–15:30"]).await;
    visit.reads("[data-fact=assemble]", &["15:00 集合"]).await;
    visit.sees_no("[data-kept]").await;
    visit.section("plan", "fee", &["15元"]).await;
}
