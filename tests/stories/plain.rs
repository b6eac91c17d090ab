//! The plain pages: all facts and the table, without scripts.

use serde_json::{Value, json};
use tucai_tests::{Engine, Phone, Visit, journeys};

journeys! {
    the_table_is_complete;
    a_row_says_it_all;
    everything_else_is_there_too;
    without_scripts with Phone::default().without_scripts();
    it_leads_back_to_the_search;
    it_fits_and_prints;
}

/// The column of a table under a heading, as numbers; empty cells count nothing.
async fn sum(visit: &Visit, heading: &str) -> Value {
    let script = "
        const heads = [...document.querySelectorAll('th')].map(th => th.innerText.trim());
        const at = heads.indexOf(arguments[0]);
        const cells = [...document.querySelectorAll('tbody tr')].map(tr => tr.cells[at].innerText);
        return [cells.filter(cell => cell.trim()).length, cells.reduce((a, b) => a + Number(b), 0)]";
    visit.js(script, vec![json!(heading)]).await
}

/// 129 classes and three reserves; 4242+1180=5422. 14 colleges in 15 rows and 补照; 6342 (six
/// thousand three hundred and forty-two by adding up the column). 25 rows. 12 cells.
async fn the_table_is_complete(visit: &mut Visit) {
    for (id, rows) in [
        ("cqie-2027", 132),
        ("cqust-2026", 16),
        ("hnust-2026", 25),
        ("xaipe-2025", 12),
        ("bnu-2025", 9),
    ] {
        visit.open(&format!("notices/{id}.html")).await;
        let found = visit.js("return document.querySelectorAll('tbody tr').length", vec![]).await;
        assert_eq!(found, rows, "{id}");
        let scripts = visit.js("return document.scripts.length", vec![]).await;
        assert_eq!(scripts, 0, "{id}");
        match id {
            "cqie-2027" => assert_eq!(sum(visit, "人数").await, json!([129, 5422])),
            "cqust-2026" => assert_eq!(sum(visit, "人数").await, json!([15, 6342])),
            _ => {}
        }
    }
}

async fn row(visit: &Visit, words: &[&str]) {
    let script = "return [...document.querySelectorAll('tbody tr')]
        .map(tr => tr.innerText.replace(/\\s/g, ''))";
    let rows = visit.js(script, Vec::new()).await;
    let rows: Vec<&str> = rows.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let found = rows.iter().any(|row| words.iter().all(|word| row.contains(word)));
    assert!(found, "no row has all of {words:?}");
}

async fn a_row_says_it_all(visit: &mut Visit) {
    visit.open("notices/cqie-2027.html").await;
    let place = "图书馆二部一楼大厅";
    let words =
        ["23软工1班", "2026年4月15日(周三)", "14:10–14:30", "14:00", place, "软件学院", "44"];
    row(visit, &words).await;
    row(visit, &["23软工1班", "王芳", "26", "南泉校区"]).await;
    row(visit, &["25计科5班", "2026年4月17日(周五)", "10:50–11:10", "党员实践教育中心", "孙靖"])
        .await;
    row(visit, &["23物联网3班", "38", "2人以前年度已"]).await;
    row(visit, &["机动", "17:10–17:30"]).await;
    visit.open("notices/xaipe-2025.html").await;
    row(visit, &["体育教育6—11班", "2024年4月21日(周日)", "8:40", "301教室"]).await;
    row(visit, &["应用心理学1班", "201教室", "存疑"]).await;
    visit.open("notices/hnust-2026.html").await;
    row(visit, &["马克思主义学院", "2025年4月13日(周日)", "10:15–11:30", "第九教学楼106室"]).await;
    visit.open("notices/cqust-2026.html").await;
    row(visit, &["第一批", "2025年11月4日(周二)", "14:00–17:00", "650", "体育馆T124"]).await;
    row(visit, &["第二批", "2025年11月5日(周三)", "9:00–10:00", "180"]).await;
    row(visit, &["补照", "2025年11月7日(周五)", "15:30–17:00"]).await;
    visit.open("notices/bnu-2025.html").await;
    row(visit, &["本科生", "2025年4月12日(周六)", "13:30–17:00", "教四楼一层西侧"]).await;
    visit.sees(&["附件二", "附件三", "推断"]).await;
}

async fn everything_else_is_there_too(visit: &mut Visit) {
    visit.open("notices/cqie-2027.html").await;
    visit.sees(&["15元", "班长", "非蓝色正装", "一天只有5次验证机会", "袁老师", "纸巾"]).await;
    visit.open("notices/xaipe-2025.html").await;
    visit.sees(&["20元", "029-81154835", "18089293349", "12月31日", "黄色", "过时不再安排"]).await;
    visit.open("notices/hnust-2026.html").await;
    visit.sees(&["15元", "3月29日", "统一退费", "2025年9月", "紫色"]).await;
    visit.open("notices/cqust-2026.html").await;
    visit.sees(&["15元", "4张2寸", "11月3日", "65022072", "10月31日"]).await;
    visit.open("notices/bnu-2025.html").await;
    let words = ["20元", "珠海校区", "58809264", "58804188", "5月5日", "4月21日", "后期不予重拍"];
    visit.sees(&words).await;
}

async fn without_scripts(visit: &mut Visit) {
    visit.open("notices/hnust-2026.html").await;
    visit.sees(&["马克思主义学院", "10:15–11:30", "第九教学楼106室", "15元"]).await;
}

async fn it_leads_back_to_the_search(visit: &mut Visit) {
    visit.open("notices/cqie-2027.html").await;
    visit.presses("按班级查看").await;
    visit.screen("notice").await;
    assert_eq!(visit.address().await, "#/cqie-2027");
}

async fn it_fits_and_prints(visit: &mut Visit) {
    for id in ["cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025", "bnu-2025"] {
        visit.open(&format!("notices/{id}.html")).await;
        for width in [320, 360, 768, 1280] {
            visit.resize(width, 740).await;
            visit.fits(&format!("the plain page of {id} at {width}")).await;
        }
    }
    if visit.engine == Engine::Chromium {
        visit.open("notices/cqie-2027.html").await;
        let pages = visit.prints("plain-cqie").await;
        assert!((3..=12).contains(&pages), "{pages} pages");
    }
}
