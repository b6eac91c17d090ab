//! The page of a notice that needs no script: all facts and the table, for old browsers, printing
//! and search engines. It draws the same sections as the app.

use anyhow::{Context, Result};
use tucai_notice::{
    Notice,
    html::{self, Html},
    seat::{self, Seat},
    sheet::{self, Tab},
    words,
};

/// The columns of the table; a column without a single entry is left out.
const COLUMNS: [&str; 10] =
    ["班级或单位", "日期", "时间", "集合", "地点", "学院", "人数", "辅导员", "顺序", "说明"];

/// All facts of a notice as one HTML page.
pub fn page(notice: &[u8]) -> Result<String> {
    let notice = Notice::from_json(std::str::from_utf8(notice)?).context("not a notice")?;
    let mut page = Html::new();
    head(&notice, &mut page);
    standing(&notice, &mut page);
    table(&notice, &mut page);
    // The app takes what stands in here, if it is of the revision that it shows.
    page.raw("<div data-revision=\"").number(notice.revision).raw("\">\n");
    for tab in [Tab::Plan, Tab::Code, Tab::After] {
        for part in sheet::sections(&notice, tab) {
            page.html(&html::section(&part, tab));
        }
    }
    page.html(&html::section(&sheet::source(&notice), Tab::Plan))
        .raw("<hr data-end hidden></div>\n");
    page.raw("</main></body></html>\n");
    // What is folded away on a phone is neither printed nor found there.
    Ok(page.finish().replace("<details>", "<details open>"))
}

fn head(notice: &Notice, page: &mut Html) {
    let name = [notice.school.name.as_str(), " ", &notice.cohort, " 图像采集安排"].concat();
    let days: Vec<String> =
        notice.schedule.dates.iter().map(|&days| words::days_full(days)).collect();
    let days = days.join("、");
    page.raw(
        r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="../plain.css">
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<meta name="description" content=""#,
    );
    page.text(&name).raw("，采集时间 ").text(&days).raw("\">\n<title>").text(&name);
    page.raw("</title>\n</head>\n<body>\n<main>\n<h1>").text(&name).raw("</h1>\n<p>");
    if notice.school.inferred.is_some() {
        page.raw("校名为推断，通知没有写明。");
    }
    page.raw("采集时间 ").text(&days).raw("。<a href=\"../#/").text(&notice.id);
    page.raw("\">按班级查看</a></p>\n");
}

fn standing(notice: &Notice, page: &mut Html) {
    let Some((title, on, says)) = words::standing_headline(&notice.standing) else {
        return;
    };
    page.raw("<p class=\"alarm\"><strong>").raw(title).raw("</strong> ");
    page.text(&words::day_plain(on)).raw("：「").text(says).raw("」</p>\n");
}

fn table(notice: &Notice, page: &mut Html) {
    let schedule = &notice.schedule;
    let seats = (0..schedule.slots.len()).filter_map(|index| Seat::row(notice, index));
    let rows: Vec<[String; 10]> = seats.map(|seat| row(&seat)).collect();
    let used = |column: &usize| {
        rows.iter().any(|row| row.get(*column).is_some_and(|cell| !cell.is_empty()))
    };
    let used: Vec<usize> = (0..COLUMNS.len()).filter(used).collect();
    page.raw("<h2>安排表</h2>\n");
    let missing = schedule.table_missing.as_deref().unwrap_or_default();
    page.wrap("<p>学校的具体安排表没有收录在这里：", missing, "</p>\n");
    let mut last = "";
    for text in [&schedule.set_by_says, &schedule.certainty_says] {
        let text = text.as_deref().unwrap_or_default();
        if text != last {
            page.wrap("<p>", text, "</p>\n");
            last = text;
        }
    }
    page.raw("<div class=\"wide\" role=\"region\" aria-label=\"安排表\" tabindex=\"0\"><table><thead><tr>");
    for name in used.iter().filter_map(|&column| COLUMNS.get(column)) {
        let name = match &schedule.order_name {
            Some(own) if *name == "顺序" => own,
            _ => *name,
        };
        page.raw("<th scope=\"col\">").text(name).raw("</th>");
    }
    page.raw("</tr></thead><tbody>\n");
    for row in &rows {
        page.raw("<tr>");
        for cell in used.iter().filter_map(|&column| row.get(column)) {
            page.raw("<td>").text(cell).raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}

/// The cells of one slot, in the order of [`COLUMNS`].
fn row(seat: &Seat<'_>) -> [String; 10] {
    let slot = seat.slot;
    let assemble = match (seat.assemble(), seat.minutes_before()) {
        (Some(clock), _) => clock.to_string(),
        (None, Some(minutes)) => format!("提前{minutes}分钟"),
        (None, None) => String::new(),
    };
    let place = seat.place().map(|place| match &place.campus {
        Some(campus) if !place.name.contains(campus.as_str()) => {
            [campus.as_str(), " ", &place.name].concat()
        }
        _ => place.name.clone(),
    });
    let label = seat::label(slot);
    let inferred = slot.units.iter().filter(|unit| unit.certainty.is_some());
    let inferred: Vec<&str> = inferred.map(|unit| unit.name.as_str()).collect();
    let note: Vec<String> = [
        Some(words::slot_kind(slot.kind).to_owned()).filter(|kind| !kind.is_empty()),
        Some(words::certainty_label(seat.certainty()).to_owned()),
        (!inferred.is_empty()).then(|| format!("{}的时间为推算", inferred.join("、"))),
        slot.note.clone(),
        slot.exempt.map(|count| format!("{count}人以前年度已拍摄")),
        slot.doubt.as_ref().map(|doubt| format!("存疑：{doubt}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let college = seat.college().filter(|college| *college != label).unwrap_or_default().to_owned();
    [
        label,
        words::slot_day(&slot.when),
        words::slot_time(&slot.when),
        assemble,
        place.unwrap_or_default(),
        college,
        slot.heads.map(|heads| heads.to_string()).unwrap_or_default(),
        slot.counselor.clone().unwrap_or_default(),
        slot.order.map(|order| order.to_string()).unwrap_or_default(),
        note.join("；"),
    ]
}
