//! A class page of cqie-2027: the answer first, then everything that has to do with it.

use serde_json::json;
use tucai_tests::{Visit, journeys};

use crate::{CLASS, encoded, sees_the_class};

journeys! {
    a_student_opens_the_link;
    the_link_percent_encoded;
    the_answer_is_above_the_fold;
    what_to_bring_to_pay_and_to_wear;
    whose_dates_the_other_dates_are;
    the_code_and_the_check_afterwards;
    a_class_with_two_exempt_students;
    a_class_of_the_other_campus;
    the_last_class_of_the_last_morning;
}

async fn a_student_opens_the_link(visit: &mut Visit) {
    visit.open(CLASS).await;
    row_26(visit).await;
}

async fn the_link_percent_encoded(visit: &mut Visit) {
    visit.open(&format!("#/cqie-2027/class/{}", encoded("23软工1班"))).await;
    row_26(visit).await;
}

/// `14:10-14:30  新媒体电商学院 25 23电商4班 47 莘越 / 软件学院 26 23软工1班 44 王芳`, and the rows of
/// 13:50 and 14:30 around it; 提前10分钟; 南泉校区:图书馆二部一楼大厅.
async fn row_26(visit: &Visit) {
    sees_the_class(visit).await;
    visit.reads("[data-fact=date]", &["2026年4月15日(周三)"]).await;
    visit.reads("[data-fact=order]", &["26"]).await;
    visit.reads("[data-fact=headcount]", &["44"]).await;
    visit.reads("[data-fact=counselor]", &["王芳"]).await;
    visit.fact("before", &["25大数据技2班", "23电商5班"]).await;
    visit.reads("[data-fact=beside]", &["23电商4班"]).await;
    visit.fact("after", &["23软工2班", "23软工3班"]).await;
    visit.sees(&["重庆工程学院", "2027届", "软件学院", "南泉校区"]).await;
    visit.title_has(&["23软工1班", "4月15日(周三)14:10–14:30"]).await;
    visit.sees_a("[data-fact=certainty]").await;
    visit.sees_a("[data-fact=countdown]").await;
    assert_eq!(visit.texts_of("[data-fact=meet]").await, Vec::<String>::new());
}

async fn the_answer_is_above_the_fold(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    let script = "
        const bottom = document.querySelector('nav.tabs').getBoundingClientRect().top;
        const size = e => parseFloat(getComputedStyle(e).fontSize);
        const facts = ['date', 'assemble', 'place'].map(
            name => document.querySelector(`[data-fact=${name}]`));
        const others = [...document.querySelectorAll('main p, main dd, main li, main a')]
            .filter(e => !facts.some(fact => fact === e || e.contains(fact) || fact.contains(e)));
        return [
            facts.every(fact => fact.getBoundingClientRect().bottom <= bottom && scrollY === 0),
            Math.min(...facts.map(size)) >= Math.max(...others.map(size)),
        ]";
    let (above, largest) = (json!(true), json!(true));
    let found = visit.js(script, Vec::new()).await;
    assert_eq!(found[0], above, "date, assembly and place are not all above the fold of 360×740");
    assert_eq!(found[1], largest, "something is set larger than date, assembly and place");
}

async fn what_to_bring_to_pay_and_to_wear(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.section("plan", "bring", &["采集码", "纸巾"]).await;
    // 按15元/生收取,各班班长收齐后于拍摄当日…以微信或支付宝的方式支付
    visit.section("plan", "fee", &["15元", "班长", "拍摄当日", "微信", "支付宝", "新华社"]).await;
    // 学生着装要求着非蓝色正装…; 附件4
    let look = ["正装", "蓝色", "有领", "高领", "露出眼睛", "耳朵", "淡妆", "美瞳", "耳钉", "吊带"];
    visit.section("plan", "look", &look).await;
    visit.section("plan", "steps", &["提前10分钟", "采集码", "保持安静"]).await;
    visit.section("plan", "conflicts", &["不得请假", "袁老师"]).await;
    visit.section("plan", "contacts", &["袁老师"]).await;
    visit.section("plan", "source", &["教函〔2026〕26号", "2026年4月2日"]).await;
    // The notice gives nobody's number.
    visit.sees_no("a[href^='tel:']").await;
}

async fn whose_dates_the_other_dates_are(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.section("plan", "deadlines", &["4月13日", "4月20日"]).await;
    let theirs = visit.texts_of("section[data-section=deadlines] li.theirs").await.concat();
    for words in ["4月13日", "4月20日", "学生科长"] {
        assert!(theirs.contains(words), "{words} is not marked as somebody else's: {theirs}");
    }
}

async fn the_code_and_the_check_afterwards(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    // 一天只有5次验证机会,学生务必提前两天登录学信网下载图像采集码
    visit.section("code", "code", &["提前2天", "5次"]).await;
    visit.section("code", "channels", &["学信网APP", "微信公众号", "www.chsi.com.cn"]).await;
    assert_eq!(visit.address().await, "#/cqie-2027/class/23软工1班/code");
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    visit.screen("class").await;
    visit.sees_a("section[data-section=look]").await;
    visit.sees_in("section[data-section=look]", &["正装", "蓝色"]).await;
    visit.presses_the("nav.tabs a[data-tab=after]").await;
    visit.section("after", "verify", &["待定"]).await;
    // The notice says nothing about a make-up session, and the page says so.
    visit.section("after", "make-up", &["没有"]).await;
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    sees_the_class(visit).await;
}

async fn a_class_with_two_exempt_students(visit: &mut Visit) {
    // 10:50-11:10 计算机与物联网学院 15 23物联网3班 38 郑阳春, and 附件5.
    visit.open("#/cqie-2027/class/23物联网3班").await;
    visit.reads("[data-fact=time]", &["10:50–11:10"]).await;
    visit.reads("[data-fact=assemble]", &["10:40 集合"]).await;
    visit.reads("[data-fact=headcount]", &["38"]).await;
    visit.sees(&["2人以前年度已"]).await;
    visit.section("plan", "source", &["重庆工程学院"]).await;
    let html = visit.js("return document.documentElement.outerHTML", Vec::new()).await;
    for name in ["22998", "冉"] {
        assert!(!html.as_str().unwrap().contains(name), "{name} is in the page");
    }
}

async fn a_class_of_the_other_campus(visit: &mut Visit) {
    // 附件2: 10:50-11:10 计算机与物联网学院 15 25计科5班 44 孙靖 / 16 25计科8班; 双桥:党员实践教育中心.
    visit.open("#/cqie-2027/class/25计科5班").await;
    visit.reads("[data-fact=date]", &["2026年4月17日(周五)"]).await;
    visit.reads("[data-fact=time]", &["10:50–11:10"]).await;
    visit.reads("[data-fact=assemble]", &["10:40 集合"]).await;
    visit.reads("[data-fact=place]", &["党员实践教育中心"]).await;
    visit.reads("[data-fact=order]", &["15"]).await;
    visit.reads("[data-fact=counselor]", &["孙靖"]).await;
    visit.fact("before", &["25数媒技1班", "25数媒技3班"]).await;
    visit.reads("[data-fact=beside]", &["25计科8班"]).await;
    visit.fact("after", &["25信安3班", "25自动化7班"]).await;
    visit.sees_in(".pass", &["双桥校区"]).await;
    assert!(!visit.text_of(".pass").await.unwrap_or_default().contains("南泉校区"));
}

async fn the_last_class_of_the_last_morning(visit: &mut Visit) {
    // 10:50-11:10 数字经济与管理学院 101 23营销3班 46 吴文红; nobody comes after it.
    visit.open("#/cqie-2027/class/23营销3班").await;
    visit.reads("[data-fact=date]", &["2026年4月17日(周五)"]).await;
    visit.reads("[data-fact=time]", &["10:50–11:10"]).await;
    visit.fact("before", &["23工造5班", "23土木5班"]).await;
    assert_eq!(visit.texts_of("[data-fact=after]").await, Vec::<String>::new());
}
