//! The counselor's run sheet and class list. What is expected was counted in the notices; the people
//! are placeholders made here.

use tucai_notice::division::{Division, Row, Window};
use tucai_tests::{Engine, Visit, journeys};

journeys! {
    a_counselor_with_classes_at_the_same_time;
    a_college_of_windows;
    two_campuses_the_same_half_day;
    a_notice_that_changed_since_the_last_look;
    a_class_that_was_moved;
    the_run_sheet_on_paper;
    a_pasted_list_is_ticked;
    a_divided_college_is_counted_once;
    classes_queue_one_after_the_other;
    a_list_is_kept_only_when_asked;
    a_damaged_list_is_set_aside;
}

const CHINESE: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A placeholder in the letters that names have.
fn name(at: usize) -> String {
    let digits =
        at.to_string().chars().map(|it| CHINESE[it as usize - '0' as usize]).collect::<String>();
    format!("学生{digits}")
}

fn number(at: usize) -> String {
    (20_230_400_000_usize + at).to_string()
}

/// So many people as a spreadsheet gives them, the last number first.
fn people(count: usize) -> String {
    let line = |at: usize| format!("{}\t{}\n", number(at), name(at));
    ["学号\t姓名\n".to_owned()].into_iter().chain((1..=count).rev().map(line)).collect()
}

/// Opens a folded tool of a list.
async fn tool(visit: &mut Visit, address: &str, part: &str) {
    visit.open(address).await;
    visit.screen("list").await;
    visit.presses_the(&format!("details:has(> tucai-desk[part={part}]) > summary")).await;
}

async fn pastes(visit: &Visit, text: &str) {
    visit.sees_a("[data-field=pasted]").await;
    let script = "document.querySelector('[data-field=pasted]').value = arguments[0]";
    visit.js(script, vec![serde_json::json!(text)]).await;
    visit.does("read").await;
}

/// 周思琦 has the rows 6 (9:10), 7 and 8 (9:30), 9 (9:50) on the 15th, 51 and 84 on the 16th:
/// 38+47+46+45 and 43+46.
async fn a_counselor_with_classes_at_the_same_time(visit: &mut Visit) {
    tool(visit, "#/cqie-2027/counselor/周思琦", "sheet").await;
    let classes = ["23计科5班", "23计科2班", "23计科3班", "23计科1班", "23信安1班", "23计科4班"];
    visit.reads(".desk-run tbody .c", &classes).await;
    visit.reads("ul[data-list] a", &classes).await;
    visit
        .sees_in(".desk-run", &["4月15日(周三)", "176人", "09:20集合", "图书馆二部一楼大厅"])
        .await;
    visit.sees_in(".desk-sum", &["265人"]).await;
    visit
        .sees_in(
            "[data-clashes]",
            &[
                "09:30–09:50：23计科2班、23计科3班，通知写明这里分两组同时拍",
                "09:20，23计科2班、23计科3班集合时，23计科5班还没结束（到09:30）",
                "09:40，23计科1班集合时",
            ],
        )
        .await;
    assert_eq!(visit.texts_of("[data-clashes] li").await.len(), 3);
    visit.fits("a run sheet").await;
    visit.is_accessible("a run sheet").await;
    visit.screenshot_of_all("desk-sheet").await;
}

/// 计算机科学与工程学院: 650 on 2025.11.4 14:00~17:00, 180 on 11.5 9:00~10:00.
async fn a_college_of_windows(visit: &mut Visit) {
    tool(visit, "#/cqust-2026/college/计算机科学与工程学院(人工智能学院)", "sheet").await;
    visit.sees_in(".desk-sheet", &["11月4日(周二)", "14:00–17:00", "650人", "提前20分钟"]).await;
    visit.sees_in(".desk-sheet", &["班级的具体时间由学院安排", "合计 共830人"]).await;
    visit.sees_in("[data-clashes]", &["这里只有整个时段"]).await;
    visit.fits("a run sheet of windows").await;
}

/// Rows 87 of 南泉 and 1 of 双桥 stand at 8:30 on 4月17日.
async fn two_campuses_the_same_half_day(visit: &mut Visit) {
    tool(visit, "#/cqie-2027/college/新媒体电商学院", "sheet").await;
    let words =
        ["半天两个校区", "4月17日(周五)上午", "南泉校区有23网媒1班", "双桥校区有25网媒10班"];
    visit.sees_in("[data-clashes]", &words).await;
    visit.sees_in(".desk-run .w", &["莘越"]).await;
}

/// The first look is silent; then another edition stands in what the device remembers.
async fn a_notice_that_changed_since_the_last_look(visit: &mut Visit) {
    let address = "#/cqie-2027/counselor/王芳";
    tool(visit, address, "sheet").await;
    visit.sees_a(".desk-run").await;
    visit.sees_no("[data-action=seen]").await;
    // As if an earlier edition had had 23软工1班 an hour earlier.
    let script = "
        const key = Object.keys(localStorage).find(name => name.endsWith(':way'));
        const before = localStorage[key];
        localStorage[key] = before.replace('14:10-14:30', '13:10-13:30');
        return localStorage[key] !== before;";
    assert_eq!(visit.js(script, Vec::new()).await, true);
    tool(visit, address, "sheet").await;
    let words = ["有变动", "23软工1班", "时间 原 13:10–13:30 现 14:10–14:30"];
    visit.sees_in("[data-changes]", &words).await;
    // Until it is said to be seen.
    tool(visit, address, "sheet").await;
    visit.does("seen").await;
    visit.sees_no("[data-action=seen]").await;
    tool(visit, address, "sheet").await;
    visit.sees_a(".desk-run").await;
    visit.sees_no("[data-action=seen]").await;
}

async fn a_class_that_was_moved(visit: &mut Visit) {
    tool(visit, "#/cqie-2027/counselor/王芳", "sheet").await;
    visit.presses_the(".desk-move > summary").await;
    visit.sees_in("[data-moved]", &["选好班级"]).await;
    let script = "
        const set = (name, value) => {
            const field = document.querySelector(`[data-field=${name}]`);
            if (name === 'slot') field.selectedIndex = value; else field.value = value;
            field.dispatchEvent(new Event('change', { bubbles: true }));
        };
        set('slot', 1); set('day', '2026-04-16'); set('start', '15:10'); set('end', '15:30');";
    visit.js(script, Vec::new()).await;
    visit.fills(".desk-move [data-field=place]", "二教101").await;
    let words = ["23软工1班", "14:10", "15:10–15:30", "4月16日", "二教101"];
    visit.sees_in(".desk-move [data-text]", &words).await;
    visit.sees_in(".desk-move", &["这里不会改通知本身"]).await;
    visit.sees_a("[data-action=copy-moved]").await;
    // The page itself still says what the notice says.
    visit.sees_in("ul[data-list]", &["4月15日(周三)14:10–14:30"]).await;
}

async fn the_run_sheet_on_paper(visit: &mut Visit) {
    tool(visit, "#/cqie-2027/counselor/周思琦", "sheet").await;
    visit.sees_a(".desk-run").await;
    // The dialog belongs to the browser; what would be printed is looked at.
    visit.js("window.print = () => { window.printed = true; }", Vec::new()).await;
    visit.presses_the(".desk-sheet [data-action=print]").await;
    visit.until("the print dialog", "window.printed").await;
    let script = "return document.querySelector('.print-sheet').textContent";
    let paper = visit.js(script, Vec::new()).await;
    let paper = paper.as_str().unwrap();
    for word in [
        "周思琦",
        "重庆工程学院 2027届",
        "23计科4班",
        "数据第1版",
        "与通知核对",
        "/counselor/%E5%91%A8",
    ] {
        assert!(paper.contains(word), "{word} is not on {paper}");
    }
    if visit.engine == Engine::Chromium {
        assert_eq!(visit.prints("desk-sheet-paper").await, 1);
    }
}

/// 23软工1班: row 26, 44 people, 15元 each, by the printed list.
async fn a_pasted_list_is_ticked(visit: &mut Visit) {
    tool(visit, "#/cqie-2027/counselor/王芳", "list").await;
    visit.sees_in(".desk-list", &["不上传，不进链接", "通知写44人"]).await;
    pastes(visit, "没有名单").await;
    visit.sees_in("[data-report]", &["没有读到学号或姓名"]).await;
    pastes(visit, &format!("{}\n{}\t{}\n", people(12), number(3), name(3))).await;
    visit.sees_in("[data-doubts]", &["第15行与第11行相同"]).await;
    visit.sees_in("[data-heads]", &["读到12人，通知写44人"]).await;
    visit.sees_in("[data-order]", &["采集表上的排列顺序", "不按学号重排"]).await;
    visit.sees_in("[data-fee]", &["15元/人 × 12人 = 180元", "班长"]).await;
    let first = |texts: Vec<String>| texts[0].clone();
    // As pasted: the last number first.
    let top = first(visit.texts_of("[data-people] b").await);
    assert_eq!(top, name(12));
    visit.does("order").await;
    visit
        .until(
            "the smallest number first",
            &format!("document.querySelector('[data-people] b').innerText === '{}'", name(1)),
        )
        .await;
    visit.does("order").await;
    // Position 0 is the first as pasted.
    for (at, mark) in [(0, "present"), (1, "present"), (2, "absent"), (3, "make-up")] {
        visit.presses_the(&format!("[data-at='{at}:{mark}']")).await;
        visit.sees_a(&format!("[data-at='{at}:{mark}'][aria-pressed=true]")).await;
    }
    visit.reads("[data-counts] button", &["全部12", "未点8", "到场2", "缺席1", "待补照1"]).await;
    visit.sees_in("[data-fee-present]", &["15元/人 × 2人 = 30元"]).await;
    let size = "const box = document.querySelector('.marks button').getBoundingClientRect();
        return Math.min(box.width, box.height)";
    assert!(visit.number(size).await >= 44.0);
    visit.presses_the("[data-action=filter][data-at=absent]").await;
    visit.reads("[data-people] b", &[&name(10)]).await;
    visit.presses_the("[data-action=filter][data-at='']").await;
    // The text names nobody.
    visit.sees_a("[data-absent] [data-text]").await;
    let text = visit.text_of("[data-absent] [data-text]").await.unwrap();
    for named in [name(10), number(10), name(9), number(9)] {
        assert!(!text.contains(&named), "{named} in {text}");
    }
    visit.sees_in("[data-absent]", &["给没拍上的2人"]).await;
    visit.fits("a class list").await;
    visit.is_accessible("a class list").await;
    visit.screenshot_of_all("desk-list").await;
    visit.js("window.print = () => { window.printed = true; }", Vec::new()).await;
    visit.presses_the(".desk-list [data-action=print]").await;
    visit.until("the print dialog", "window.printed").await;
    let paper =
        visit.js("return document.querySelector('.print-sheet').textContent", Vec::new()).await;
    let paper = paper.as_str().unwrap();
    for word in
        ["23软工1班 排队表", "14:00", "名单12人（通知写44人）", "180元", &name(7), &number(7)]
    {
        assert!(paper.contains(word), "{word} is not on {paper}");
    }
    visit.js("dispatchEvent(new Event('afterprint'))", Vec::new()).await;
    // Nothing of it lies anywhere, and nothing went out: the harness watches the requests.
    let script =
        "return Object.values({ ...localStorage }).join('') + location.href + document.title";
    let kept = visit.js(script, Vec::new()).await;
    for word in [name(7), number(7)] {
        assert!(!kept.as_str().unwrap().contains(&word), "{word} in {kept}");
    }
    for request in visit.site.requests() {
        let all = format!("{} {:?}", request.target, request.headers);
        assert!(!all.contains(&number(7)) && !all.contains("2023040"), "{request:#?}");
    }
    visit.js("window.confirm = () => true", Vec::new()).await;
    visit.does("wipe").await;
    visit.sees_no("[data-people]").await;
    visit.sees_in("[data-told]", &["已清除"]).await;
}

/// Two classes of 40 and 44 in the window for which the notice counts 670.
async fn a_divided_college_is_counted_once(visit: &mut Visit) {
    let row = |class: &str, span: &str, heads: u32| Row {
        class: class.into(),
        window: 0,
        span: span.parse().unwrap(),
        heads,
    };
    let division = Division {
        notice: "cqust-2026".into(),
        revision: 1,
        college: "电子与电气工程学院".into(),
        made: "2025-10-20".parse().unwrap(),
        windows: vec![Window {
            date: "2025-11-03".parse().unwrap(),
            span: "9:00-12:00".parse().unwrap(),
            place: "gym".into(),
        }],
        rows: vec![row("电气2201", "9:00-9:10", 40), row("电气2202", "9:10-9:20", 44)],
    };
    let plan = division.to_text().unwrap();
    let address = format!("#/cqust-2026/college/电子与电气工程学院?plan={plan}");
    tool(visit, &address, "sheet").await;
    visit.sees_in(".desk-run caption", &["2场，共84人（通知写670人）"]).await;
    visit.sees_in(".desk-sum", &["合计 共84人（通知写670人）"]).await;
    visit.reads("[data-clashes] .mark", &["前后相连"]).await;
    let text = visit.text_of(".desk-sheet").await.unwrap();
    assert_eq!(text.matches("不是通知原文").count(), 1, "{text}");
    visit.fits("a run sheet of a division").await;
    visit.is_accessible("a run sheet of a division").await;
    visit.screenshot_of_all("desk-sheet-divided").await;
}

/// 到齐后分班级按学号从小到大列队: the numbers of the two classes run into one another.
async fn classes_queue_one_after_the_other(visit: &mut Visit) {
    tool(visit, "#/cqust-2026/college/电子与电气工程学院", "list").await;
    let line = |at: usize, class: &str| format!("{}\t{}\t{class}\n", number(at), name(at));
    let lines =
        [line(4, "电气2202"), line(3, "电气2201"), line(1, "电气2201"), line(2, "电气2202")];
    pastes(visit, &format!("学号\t姓名\t班级\n{}", lines.concat())).await;
    visit.sees_in("[data-told]", &["电气2202、电气2201在通知里没有单独的时间"]).await;
    visit.sees_in("[data-heads]", &["读到4人，通知写670人"]).await;
    visit.reads("[data-class]", &["电气2202 2人", "电气2201 2人"]).await;
    visit.reads("[data-people] b", &[&name(2), &name(4), &name(1), &name(3)]).await;
    visit.reads("[data-people] i", &["1", "2", "1", "2"]).await;
    visit.fits("a list of classes").await;
    visit.is_accessible("a list of classes").await;
    visit.screenshot_of_all("desk-list-classes").await;
    visit.js("window.print = () => { window.printed = true; }", Vec::new()).await;
    visit.presses_the(".desk-list [data-action=print]").await;
    visit.until("the print dialog", "window.printed").await;
    let script = "return [...document.querySelectorAll('.print-sheet h2, .print-sheet ol b')]
        .map(it => it.textContent).join(' ')";
    assert_eq!(visit.js(script, Vec::new()).await, "电气2202 2人 1 2 电气2201 2人 1 2");
}

async fn a_list_is_kept_only_when_asked(visit: &mut Visit) {
    let address = "#/cqie-2027/counselor/王芳";
    tool(visit, address, "list").await;
    pastes(visit, &people(3)).await;
    visit.sees_a("[data-people] li").await;
    visit.reload().await;
    visit.presses_the("details:has(> tucai-desk[part=list]) > summary").await;
    visit.sees_a("[data-field=pasted]").await;
    visit.sees_no("[data-people]").await;
    pastes(visit, &people(3)).await;
    visit.presses_the("[data-field=keep]").await;
    visit.sees_in("[data-told]", &["存在这台设备上了"]).await;
    visit.presses_the("[data-at='1:absent']").await;
    visit.sees_a("[data-at='1:absent'][aria-pressed=true]").await;
    visit.reload().await;
    visit.presses_the("details:has(> tucai-desk[part=list]) > summary").await;
    visit.sees_a("[data-at='1:absent'][aria-pressed=true]").await;
    visit.sees_a("[data-field=keep]:checked").await;
    visit.js("window.confirm = () => true", Vec::new()).await;
    visit.does("wipe").await;
    visit.sees_no("[data-people]").await;
    let script = "return Object.values({ ...localStorage }).join('')";
    let kept = visit.js(script, Vec::new()).await;
    assert!(!kept.as_str().unwrap().contains(&number(1)), "{kept}");
}

/// Stored state is hostile input like any other.
async fn a_damaged_list_is_set_aside(visit: &mut Visit) {
    let address = "#/cqie-2027/counselor/王芳";
    tool(visit, address, "list").await;
    pastes(visit, &people(2)).await;
    visit.presses_the("[data-field=keep]").await;
    visit.sees_in("[data-told]", &["存在这台设备上了"]).await;
    let damage = "
        const key = Object.keys(localStorage).find(name => name.endsWith(':rolls'));
        localStorage[key] = arguments[0];";
    for value in ["", "{", "{\"version\":1,\"rolls\":[7]}", "null"] {
        visit.js(damage, vec![serde_json::json!("{\"version\":1,\"rolls\":[]}")]).await;
        let set = "for (const key of Object.keys(localStorage)) if (key.endsWith(':rolls')) localStorage[key] = arguments[0]";
        visit.js(set, vec![serde_json::json!(value)]).await;
        tool(visit, address, "list").await;
        visit.sees_in("[data-told]", &["放到了一边"]).await;
        let aside =
            "return Object.keys(localStorage).some(name => name.endsWith(':rolls.damaged'))";
        assert_eq!(visit.js(aside, Vec::new()).await, true);
        pastes(visit, &people(2)).await;
        visit.sees_a("[data-people] li").await;
        visit.presses_the("[data-field=keep]").await;
        visit.sees_in("[data-told]", &["存在这台设备上了"]).await;
    }
}
