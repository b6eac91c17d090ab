//! The student's way on the screen: the strip, the timeline, the tab 核对 and the calendar, at fixed
//! moments. What is expected was read in the five notices; see `way` for whole journeys.

use std::fs;

use serde_json::json;
use tucai_tests::{Key, Phone, Trouble, Visit, dist, journeys};

use crate::CLASS;

journeys! {
    on_a_first_visit_nothing_more_is_loaded;
    the_strip_says_the_next_step_and_the_deadline;
    the_answer_stays_above_the_fold;
    a_tick_in_the_timeline_renews_the_strip;
    the_timeline_by_keyboard;
    after_the_session_it_asks_whether_the_picture_was_taken;
    who_was_not_photographed_finds_the_ways_first;
    between_sessions_it_can_be_answered;
    who_cannot_come_says_so_before;
    a_double_tap_goes_nowhere;
    what_the_notice_says_is_not_said_otherwise;
    a_class_let_go_of_elsewhere_has_no_strip;
    a_window_of_fixed_days;
    a_month;
    to_be_announced;
    a_notice_that_is_silent;
    an_opening_table_with_phones;
    who_was_photographed_before;
    the_check_is_ticked_on_its_own_tab;
    a_window_counted_from_the_capture;
    the_calendar_is_saved;
    the_calendar_inside_another_app;
    the_page_and_the_file_are_of_two_publications;
    the_file_does_not_come;
    in_light;
    in_dark with Phone::default().dark();
    at_two_hundred_percent with Phone::default().with_large_text();
    on_the_smallest_with_large_text with Phone::default().sized(320, 640).with_large_text();
    on_paper;
}

/// Keeps a class as one's own, and opens it as of a moment.
async fn keeps(visit: &mut Visit, class: &str, now: &str) {
    visit.open(&format!("{class}?now={now}")).await;
    visit.sees_a("[data-action=keep]").await;
    if !visit.text_of("[data-action=keep]").await.unwrap_or_default().contains("已记住") {
        visit.does("keep").await;
    }
    visit.sees_in("[data-action=keep]", &["已记住"]).await;
    visit.sees_a("[data-section=timeline]").await;
}

/// Opens the tab 核对 as of a moment, and waits until the program has drawn it.
async fn after(visit: &mut Visit, class: &str, now: &str) {
    visit.open(&format!("{class}/after?now={now}")).await;
    visit.sees_a("tucai-guide [data-section=verify]").await;
}

async fn on_a_first_visit_nothing_more_is_loaded(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.sees_a("section[data-section=fee]").await;
    // What the service worker fetches for later is not the page's.
    let asked = "return performance.getEntriesByType('resource').filter(it => it.name.includes('guide')).length";
    let asked = visit.number(asked).await;
    assert!(asked < 1.0, "{asked} files of the program");
    visit.sees_no("tucai-guide[part=strip], [data-section=timeline]").await;
}

/// 学生务必提前两天登录学信网下载图像采集码: two days before 15 April.
async fn the_strip_says_the_next_step_and_the_deadline(visit: &mut Visit) {
    keeps(visit, CLASS, "2026-04-10T10:00").await;
    visit.reads("[data-fact=next-step]", &["获取采集码"]).await;
    visit.fact("next-due", &["4月13日(周一)", "还有3天"]).await;
    // On every tab.
    for tab in ["code", "portrait", "after"] {
        visit.open(&format!("{CLASS}/{tab}?now=2026-04-12T10:00")).await;
        visit.fact("next-due", &["4月13日(周一)", "明天"]).await;
    }
    visit.open(&format!("{CLASS}?now=2026-04-13T10:00")).await;
    visit.fact("next-due", &["就在今天"]).await;
    visit.presses_the("tucai-guide[part=strip] a.next").await;
    visit.sees_a("tucai-code").await;
    assert_eq!(visit.address().await, "#/cqie-2027/class/23软工1班/code");
    // Somebody else's class has none.
    visit.open("#/cqie-2027/class/23软工2班?now=2026-04-10T10:00").await;
    visit.sees_a("section[data-section=fee]").await;
    visit.sees_no("[data-fact=next-step]").await;
}

async fn the_answer_stays_above_the_fold(visit: &mut Visit) {
    for (class, now) in [
        (CLASS, "2026-04-10T10:00"),
        (CLASS, "2026-04-16T10:00"),
        ("#/hnust-2026/class/马克思主义学院", "2025-05-01T10:00"),
        ("#/cqust-2026/class/管理学院", "2025-10-20T10:00"),
        ("#/xaipe-2025/class/体育教育8班", "2024-04-15T10:00"),
    ] {
        keeps(visit, class, now).await;
        visit.sees_a(".guide-strip .card").await;
        visit.js("scrollTo(0, 0)", Vec::new()).await;
        let script = "
            const bottom = document.querySelector('nav.tabs').getBoundingClientRect().top;
            // The line that says as of when stands there for a test alone.
            const extra = document.querySelector('[data-as-of]').getBoundingClientRect().height;
            const facts = ['date', 'assemble', 'place'].map(
                name => document.querySelector(`[data-fact=${name}]`).getBoundingClientRect());
            return Math.max(...facts.map(it => it.bottom)) - extra - bottom + scrollY";
        let over = visit.number(script).await;
        assert!(over <= 0.0, "{class} at {now}: {over} px below the fold");
        let high = "return document.querySelector('.guide-strip').getBoundingClientRect().height";
        let high = visit.number(high).await;
        // The question has two buttons to press, besides the line below it.
        let asks = visit.has(".guide-strip .ask").await;
        let most = if asks { 116.0 } else { 76.0 };
        assert!(high <= most, "{class} at {now}: the strip is {high} px high");
    }
}

async fn a_tick_in_the_timeline_renews_the_strip(visit: &mut Visit) {
    keeps(visit, CLASS, "2026-04-10T10:00").await;
    visit.presses_the("[data-step=code] .tick input").await;
    visit.sees_a("[data-step=code][data-state=done]").await;
    visit
        .until(
            "another step",
            "!document.querySelector('[data-fact=next-step]').innerText.includes('采集码')",
        )
        .await;
    visit.sees_in("[data-step=code]", &["已完成"]).await;
    // It stays so.
    visit.open(&format!("{CLASS}?now=2026-04-10T10:00")).await;
    visit.sees_a("[data-step=code][data-state=done]").await;
    visit.presses_the("[data-step=code] .tick input").await;
    visit.sees_no("[data-step=code][data-state=done]").await;
    visit.fact("next-step", &["采集码"]).await;
    // Exactly one step is the next one, and nobody's else: 20 April is the office's.
    visit.reads("[data-section=timeline] [aria-current=step] .state", &["下一步"]).await;
    let way = visit.text_of("[data-section=timeline]").await.unwrap_or_default();
    assert!(!way.contains("4月20日"), "somebody else's deadline is in {way}");
}

async fn the_timeline_by_keyboard(visit: &mut Visit) {
    keeps(visit, CLASS, "2026-04-10T10:00").await;
    visit.tabs_to("[data-step=code] .tick input").await;
    visit.key(Key::Space).await;
    visit.sees_a("[data-step=code][data-state=done]").await;
    let focused = "document.activeElement.dataset.field === 'code'";
    visit.until("the focus stays on the box", focused).await;
    visit.until("it is told", "document.querySelector('tucai-guide[part=timeline] [role=status]').textContent.includes('下一步')").await;
    let small = visit.number("return Math.min(...[...document.querySelectorAll('tucai-guide button, tucai-guide a.button, tucai-guide .tick')]
        .filter(e => e.getClientRects().length && !e.matches('.next')).map(e => e.getBoundingClientRect().height))").await;
    assert!(small >= 44.0, "something to press is {small} px high");
}

async fn after_the_session_it_asks_whether_the_picture_was_taken(visit: &mut Visit) {
    // 务必于2025年9月登录: asked in May, its last day is the next deadline.
    let class = "#/hnust-2026/class/马克思主义学院";
    keeps(visit, class, "2025-05-01T10:00").await;
    visit.sees_in(".guide-strip", &["拍过了吗", "拍过了", "没拍到"]).await;
    visit.presses_the(".guide-strip [data-at=yes]").await;
    visit.sees_a("[data-step=captured][data-state=done]").await;
    visit.sees_in("[data-step=captured]", &["4月13日(周日)拍过了"]).await;
    visit.fact("next-due", &["9月30日"]).await;
    visit.fact("next-step", &["学信网"]).await;
    // An answer can be taken back.
    visit.sees_no("[data-settling]").await;
    visit.presses_the("[data-step=captured] button[data-at='']").await;
    visit.sees_in(".guide-strip", &["拍过了吗"]).await;
}

async fn who_was_not_photographed_finds_the_ways_first(visit: &mut Visit) {
    let class = "#/xaipe-2025/class/体育教育8班";
    keeps(visit, class, "2024-05-21T10:00").await;
    visit.presses_the(".guide-strip [data-at=no]").await;
    visit.sees_a("[data-step=captured][data-state=missed]").await;
    // 请于2024年12月31日前自行前往
    visit.fact("next-due", &["12月31日"]).await;
    visit.sees_in("[aria-current=step]", &["补拍", "看怎么补"]).await;
    after(visit, class, "2024-05-21T10:00").await;
    let script = "return [...document.querySelectorAll('tucai-guide section[data-tab]')].map(e => e.dataset.section)";
    let order = visit.js(script, Vec::new()).await;
    assert_eq!(order[1], json!("make-up"), "{order}");
}

/// Between the first session and the end of the last nobody asks, and it can be said all the same.
async fn between_sessions_it_can_be_answered(visit: &mut Visit) {
    // 本科生 4月12日 and 13日, 研究生 19日 later: on the evening of the first day.
    let class = "#/bnu-2025/class/本科生";
    keeps(visit, class, "2025-04-12T18:00").await;
    visit.sees_no(".guide-strip .ask").await;
    visit.sees_in("[data-step=captured]", &["拍过了", "没拍到"]).await;
    visit.sees_no("[data-step=go] [data-at=no]").await;
    visit.presses_the("[data-step=captured] [data-at=yes]").await;
    visit.sees_a("[data-step=captured][data-state=done]").await;
    visit.sees_no("[data-settling]").await;
    visit.presses_the("[data-step=captured] [data-at='']").await;
    visit.sees_in("[data-step=captured]", &["没拍到"]).await;
    after(visit, class, "2025-04-12T18:00").await;
    visit.presses_the("[data-section=captured] [data-at=no]").await;
    visit.sees_in("[data-section=captured]", &["你说：没拍到"]).await;
    let script = "return [...document.querySelectorAll('tucai-guide section[data-tab]')].map(e => e.dataset.section)";
    let order = visit.js(script, Vec::new()).await;
    assert_eq!(order[1], json!("make-up"), "{order}");
    visit.sees_no("[data-settling]").await;
    visit.presses_the("[data-section=captured] [data-at='']").await;
    visit.sees_in("[data-section=captured]", &["拍过了吗"]).await;
    for (class, now) in [
        ("#/bnu-2025/class/研究生", "2025-04-14T10:00"),
        ("#/cqust-2026/class/计算机科学与工程学院", "2025-11-04T18:00"),
    ] {
        keeps(visit, class, now).await;
        let offers = visit.has("[data-step=captured] [data-at=yes]").await;
        let asks = visit.has(".guide-strip [data-at=yes]").await;
        assert!(offers || asks, "{class} at {now}");
    }
}

/// Before the session 来不了 brings the ways of those who were not photographed, and can be taken back.
async fn who_cannot_come_says_so_before(visit: &mut Visit) {
    let class = "#/bnu-2025/class/本科生";
    keeps(visit, class, "2025-04-10T10:00").await;
    visit.sees_no("[data-step=captured] [data-at=yes]").await;
    visit.presses_the("[data-step=go] [data-at=no]").await;
    visit.sees_in("[data-step=captured]", &["你说：来不了"]).await;
    visit.sees_in("[aria-current=step]", &["补拍", "看怎么补"]).await;
    visit.sees_no("[data-settling]").await;
    visit.presses_the("[data-step=captured] [data-at='']").await;
    visit.sees_a("[data-step=go] [data-at=no]").await;
    after(visit, class, "2025-04-10T10:00").await;
    visit.sees_no("[data-section=captured]").await;
    visit.presses_the("[data-section=make-up] [data-at=no]").await;
    visit.sees_in("[data-section=captured]", &["你说：来不了"]).await;
    let focused = "document.activeElement.closest('[data-section]').dataset.section === 'make-up'";
    visit.until("the ways have the focus", focused).await;
}

/// The second tap of the same finger does not open what comes in the place of the buttons.
async fn a_double_tap_goes_nowhere(visit: &mut Visit) {
    let class = "#/hnust-2026/class/马克思主义学院";
    keeps(visit, class, "2025-05-01T10:00").await;
    visit.sees_a(".guide-strip [data-at=yes]").await;
    let script = "
        const button = document.querySelector('.guide-strip [data-at=yes]');
        button.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = button.getBoundingClientRect();
        button.click();
        const under = document.elementFromPoint(x + width / 2, y + height / 2);
        return under.closest('a, button, [data-action]') ? under.outerHTML : ''";
    let under = visit.js(script, Vec::new()).await;
    assert_eq!(under, json!(""), "something to press is under the finger");
    visit.sees_no("[data-settling]").await;
    visit.presses_the(".guide-strip a.next").await;
    visit.sees_a("tucai-guide [data-section=verify]").await;
}

/// 如出现信息有误，或图像比对校验结果未通过等情况，请速携带相关证明材料到对应联系人处.
async fn what_the_notice_says_is_not_said_otherwise(visit: &mut Visit) {
    let class = "#/bnu-2025/class/本科生";
    let otherwise = ["没有接到通知", "由学院汇总", "40天后"];
    after(visit, class, "2025-05-10T10:00").await;
    let script = "return document.querySelector('[data-section=general]').textContent";
    let general = visit.js(script, Vec::new()).await;
    let general = general.as_str().unwrap();
    for words in otherwise {
        assert!(!general.contains(words), "{words} is in {general}");
    }
    assert!(general.contains("本校通知写了办法，以上面的为准"), "{general}");
    // This one says nothing of it: then others may help.
    after(visit, "#/xaipe-2025/class/体育教育8班", "2024-05-21T10:00").await;
    let general = visit.js(script, Vec::new()).await;
    let general = general.as_str().unwrap();
    for words in otherwise {
        assert!(general.contains(words), "{words} is not in {general}");
    }
    assert!(!general.contains("以上面的为准"), "{general}");
}

async fn a_class_let_go_of_elsewhere_has_no_strip(visit: &mut Visit) {
    keeps(visit, CLASS, "2026-04-10T10:00").await;
    visit.sees_a(".guide-strip .card").await;
    // As another page would: the class is let go of, then what was seen of it is forgotten.
    let script = "
        const mine = Object.keys(localStorage).find(
            it => (localStorage[it].split('\\n')[1] ?? '') === '23软工1班');
        localStorage.removeItem(mine);
        dispatchEvent(new StorageEvent('storage', { key: null }))";
    visit.js(script, Vec::new()).await;
    visit.sees_no(".guide-strip .card").await;
    visit.sees_no("[data-section=timeline]").await;
}

/// 须于2025年5月5～25日期间,登录…核对本人学籍、图像信息; 请速携带相关证明材料到对应联系人处.
async fn a_window_of_fixed_days(visit: &mut Visit) {
    let class = "#/bnu-2025/class/研究生";
    after(visit, class, "2025-05-01T10:00").await;
    visit.fact("window-days", &["2025年5月5日至25日"]).await;
    visit.fact("window", &["还有4天开始"]).await;
    visit.section("after", "verify", &["学籍档案", "证明材料"]).await;
    after(visit, class, "2025-05-24T10:00").await;
    visit.fact("window", &["进行中", "还有1天"]).await;
    after(visit, class, "2025-05-25T23:00").await;
    visit.fact("window", &["今天截止"]).await;
    after(visit, class, "2025-05-26T00:00").await;
    visit.fact("window", &["已结束"]).await;
    // What this notice says is not called general; what others say is.
    let own = visit.text_of("section[data-section=verify]").await.unwrap_or_default();
    assert!(!own.contains("一般流程"), "{own}");
    visit.section("after", "general", &["一般流程，不是本校通知", "证件号码", "入学日期"]).await;
    visit.presses("人像比对的字样").await;
    visit.section("after", "general", &["非同一人", "身份核验不确定", "不是结论"]).await;
    // The page's own words are not there twice.
    visit.sees_no("main > .details section").await;
    visit.presses_the("nav.tabs a[data-tab=plan]").await;
    visit.sees_a("main > .details section[data-section=fee]").await;
}

/// 务必于2025年9月登录
async fn a_month(visit: &mut Visit) {
    let class = "#/hnust-2026/class/马克思主义学院";
    after(visit, class, "2025-08-31T10:00").await;
    visit.fact("window-days", &["2025年9月", "只说到月份"]).await;
    visit.fact("window", &["明天开始"]).await;
    after(visit, class, "2025-10-01T10:00").await;
    visit.fact("window", &["已结束"]).await;
    visit.section("after", "make-up", &["没有安排补拍", "统一退费"]).await;
}

/// 电子图像信息网上查询 待定(后续通知)
async fn to_be_announced(visit: &mut Visit) {
    after(visit, CLASS, "2026-05-01T10:00").await;
    visit.fact("window-days", &["待定", "后续通知"]).await;
    visit.sees_no("[data-fact=window]").await;
    visit.section("after", "make-up", &["不得请假", "王芳", "软件学院"]).await;
    // The notice gives nobody's number, and that of the college's contact is no student's.
    visit.sees_no("tucai-guide a[href^='tel:']").await;
}

async fn a_notice_that_is_silent(visit: &mut Visit) {
    for (class, now) in [
        ("#/cqust-2026/class/管理学院", "2025-11-05T10:00"),
        ("#/xaipe-2025/class/体育教育8班", "2024-05-21T10:00"),
    ] {
        after(visit, class, now).await;
        visit.section("after", "verify", &["通知没有", "一般流程，不是本校通知"]).await;
        visit.sees_no("[data-fact=window]").await;
        visit.section("after", "general", &["正确"]).await;
    }
}

/// 周二至周六 9:00-11:40,13:00-17:40; 029-81154835, 18089293349; 2024-05-21 is a Tuesday.
async fn an_opening_table_with_phones(visit: &mut Visit) {
    after(visit, "#/xaipe-2025/class/体育教育8班", "2024-05-21T10:00").await;
    visit.section("after", "make-up", &["陕西大学生图像采集补拍中心", "汇鑫IBC-D座1605室"]).await;
    visit.sees_in(".hours .today", &["周二", "今天", "09:00–11:40", "13:00–17:40"]).await;
    visit.reads(".hours tr:first-child td", &["不开放"]).await;
    visit.reads(".hours tr:last-child td", &["不开放"]).await;
    let phones = "return [...document.querySelectorAll('.chance a[href^=\"tel:\"]')].map(e => e.getAttribute('href'))";
    let phones = visit.js(phones, Vec::new()).await;
    assert_eq!(phones, json!(["tel:029-81154835", "tel:18089293349"]));
    visit.fact("chance", &["进行中"]).await;
    visit.section("after", "make-up", &["纸质版照片", "教务处教务科"]).await;
    after(visit, "#/xaipe-2025/class/体育教育8班", "2025-01-01T10:00").await;
    visit.fact("chance", &["已结束"]).await;
    // bnu: 工作日9:00-16:00, 63076145; online 4月21-25日, for graduates alone.
    after(visit, "#/bnu-2025/class/本科生", "2025-04-22T10:00").await;
    visit.section("after", "make-up", &["中国图片社", "宣武门外大街甲1号"]).await;
    visit.reads(".chance h3", &["自行前往中国图片社（北京）拍照"]).await;
    after(visit, "#/bnu-2025/class/研究生", "2025-04-22T10:00").await;
    visit.section("after", "make-up", &["申请线上采集", "4月21日至25日", "还有3天"]).await;
}

async fn who_was_photographed_before(visit: &mut Visit) {
    // 附件5 counts two of this class.
    after(visit, "#/cqie-2027/class/23物联网3班", "2026-04-10T10:00").await;
    visit.section("after", "already", &["2人", "郑阳春", "学历照片", "一般流程"]).await;
    visit.sees_no("[data-section=already] button").await;
    keeps(visit, CLASS, "2026-04-10T10:00").await;
    after(visit, CLASS, "2026-04-10T10:00").await;
    visit.presses_the("[data-section=already] [data-at=earlier]").await;
    visit.section("after", "already", &["已有学历照片，不再拍"]).await;
    visit.open(&format!("{CLASS}?now=2026-04-10T10:00")).await;
    visit.sees_in("[data-step=captured]", &["以前拍过"]).await;
}

async fn the_check_is_ticked_on_its_own_tab(visit: &mut Visit) {
    let class = "#/bnu-2025/class/研究生";
    after(visit, class, "2025-05-10T10:00").await;
    // Not the kept class: nothing to tick.
    visit.sees_no("[data-section=verify] .tick").await;
    keeps(visit, class, "2025-05-10T10:00").await;
    visit.presses_the(".guide-strip [data-at=yes]").await;
    visit.fact("next-step", &["学信网"]).await;
    after(visit, class, "2025-05-10T10:00").await;
    // Until it is ticked, the strip stays.
    visit.fact("next-step", &["学信网"]).await;
    visit.presses_the("[data-section=verify] .tick input").await;
    visit.fact("window", &["已核对"]).await;
    visit
        .until(
            "the strip has gone on",
            "!document.querySelector('.guide-strip').innerText.includes('核对')",
        )
        .await;
}

/// xjtu gives 40 days after the capture; bnu's own days in its place here.
async fn a_window_counted_from_the_capture(visit: &mut Visit) {
    let whole = fs::read_to_string(dist().join("notices/bnu-2025.whole.json")).unwrap();
    let days = "{\"days\":\"2025-05-05/2025-05-25\"}";
    let other = whole.replacen(days, "{\"after_capture\":{\"days\":40}}", 1);
    assert_ne!(whole, other);
    visit.site.trouble("notices/bnu-2025.whole.json", Trouble::Other(other.into_bytes()));
    let class = "#/bnu-2025/class/研究生";
    keeps(visit, class, "2025-05-01T10:00").await;
    visit.presses_the(".guide-strip [data-at=yes]").await;
    // Of several days nobody knows which it was.
    visit.sees_a("input[data-field=captured-on]").await;
    visit.fits("the day of the capture").await;
    visit.is_accessible("the day of the capture").await;
    let script = "const it = document.querySelector('input[data-field=captured-on]');
        it.value = '2025-04-19'; it.dispatchEvent(new Event('change', { bubbles: true }))";
    visit.js(script, Vec::new()).await;
    visit.sees_in("[data-step=captured]", &["4月19日(周六)拍过了"]).await;
    after(visit, class, "2025-05-01T10:00").await;
    // 19 April and 40 days: 29 May.
    visit.section("after", "verify", &["5月29日", "推算"]).await;
}

/// Keeps what would be saved as a file in the page, for the test to read.
const CATCH: &str = "
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => { window.saved = blob; return make.call(URL, blob); };
    addEventListener('click', event => {
        if (event.target.download) { window.savedAs = event.target.download; event.preventDefault(); }
    }, true)";

async fn the_calendar_is_saved(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.sees_a("section[data-section=fee]").await;
    visit.js(CATCH, Vec::new()).await;
    visit.presses("加到手机日历").await;
    visit
        .sees_in(
            "pre.facts",
            &["2026年4月15日(周三)14:10–14:30", "14:00集合", "图书馆二部一楼大厅"],
        )
        .await;
    visit.presses_the("[data-action=save]").await;
    visit.sees_in("tucai-guide[part=calendar] [role=status]", &["保存"]).await;
    let file = visit
        .awaits("return [window.savedAs, await window.saved.text(), window.saved.type]", Vec::new())
        .await;
    let name = file[0].as_str().unwrap();
    assert_eq!(name, "cqie-2027.ics");
    let text = file[1].as_str().unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("20260415T141000"), "{text}");
    assert!(file[2].as_str().unwrap().starts_with("text/calendar"), "{file}");
    visit.presses_the("[data-action=copy]").await;
    visit.sees_in("tucai-guide[part=calendar] [role=status]", &["复制"]).await;
}

async fn the_calendar_inside_another_app(visit: &mut Visit) {
    visit.open(CLASS).await;
    visit.sees_a("section[data-section=fee]").await;
    let script = "Object.defineProperty(navigator, 'userAgent', { get: () => arguments[0] })";
    visit
        .js(
            script.replace("arguments[0]", "'Mozilla/5.0 Mobile MicroMessenger/8.0.49'").as_str(),
            Vec::new(),
        )
        .await;
    visit.presses("加到手机日历").await;
    visit.sees_in("tucai-guide[part=calendar]", &["在浏览器打开", "14:00集合"]).await;
    visit.sees_no("[data-action=save]").await;
    visit.sees_a("tucai-guide [data-action=copy].primary").await;
}

async fn the_page_and_the_file_are_of_two_publications(visit: &mut Visit) {
    let whole = fs::read_to_string(dist().join("notices/cqie-2027.whole.json")).unwrap();
    let newer = whole.replacen("\"revision\":1", "\"revision\":2", 1);
    assert_ne!(whole, newer);
    visit.site.trouble("notices/cqie-2027.whole.json", Trouble::Other(newer.into_bytes()));
    visit.open(&format!("{CLASS}/after")).await;
    visit.sees_in("tucai-guide[part=after]", &["刚刚更新过", "刷新"]).await;
    // What the page itself knows stays.
    visit.sees_a("main > .details section[data-section=make-up]").await;
    visit.sees_no("[data-fact=window-days]").await;
    visit.site.heal();
    visit.presses_the("[data-action=reload]").await;
    visit.fact("window-days", &["待定"]).await;
}

async fn the_file_does_not_come(visit: &mut Visit) {
    visit.expects_error("cqie-2027.whole.json");
    visit.site.trouble("notices/cqie-2027.whole.json", Trouble::Status(503));
    visit.open(&format!("{CLASS}/after?now=2026-04-10T10:00")).await;
    visit.sees_in("tucai-guide[part=after]", &["网络", "重试"]).await;
    visit.sees_a("main > .details section[data-section=verify]").await;
    visit.site.heal();
    visit.presses_the("tucai-guide [data-action=retry]").await;
    visit.sees_a("tucai-guide [data-section=verify]").await;
    visit.sees_no("main > .details section").await;
}

async fn in_light(visit: &mut Visit) {
    looks(visit, "guide-light").await;
}

async fn in_dark(visit: &mut Visit) {
    looks(visit, "guide-dark").await;
}

async fn at_two_hundred_percent(visit: &mut Visit) {
    looks(visit, "guide-200").await;
}

async fn on_the_smallest_with_large_text(visit: &mut Visit) {
    looks(visit, "guide-smallest").await;
}

async fn looks(visit: &mut Visit, name: &str) {
    for (at, (class, now, answer)) in [
        (CLASS, "2026-04-10T10:00", ""),
        ("#/hnust-2026/class/马克思主义学院", "2025-05-01T10:00", ""),
        ("#/xaipe-2025/class/体育教育8班", "2024-05-21T10:00", "no"),
        ("#/bnu-2025/class/研究生", "2025-05-10T10:00", "yes"),
    ]
    .into_iter()
    .enumerate()
    {
        keeps(visit, class, now).await;
        if !answer.is_empty() {
            visit.presses_the(&format!(".guide-strip [data-at={answer}]")).await;
            visit.sees_a("[data-step=captured] button[data-at='']").await;
        }
        visit.presses("加到手机日历").await;
        visit.sees_a("pre.facts").await;
        unfolded(visit, &format!("{name}-plan-{at}")).await;
        after(visit, class, now).await;
        unfolded(visit, &format!("{name}-after-{at}")).await;
    }
}

/// Everything unfolded, nothing sticks out and axe finds nothing.
async fn unfolded(visit: &mut Visit, name: &str) {
    let script =
        "for (const it of document.querySelectorAll('tucai-guide details')) it.open = true";
    visit.js(script, Vec::new()).await;
    visit.fits(name).await;
    visit.is_accessible(name).await;
    visit.screenshot(name).await;
}

/// On paper the page's own sections say all of it; the strip and the boxes stay on the screen.
async fn on_paper(visit: &mut Visit) {
    keeps(visit, CLASS, "2026-04-10T10:00").await;
    if visit.engine == tucai_tests::Engine::Chromium {
        let pages = visit.prints("guide-paper").await;
        assert!((1..=5).contains(&pages), "the class page prints {pages} pages");
    }
}
