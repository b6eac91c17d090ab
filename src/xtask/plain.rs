//! The page of a notice that needs no script: all facts and the table, for old browsers, printing
//! and search engines. It draws the same sections as the app.

use std::fmt::Write;

use anyhow::{Context, Result};
use tucai_notice::{
    Notice,
    notice::Standing,
    seat::{self, Seat},
    sheet::{self, Line, Section, Tab},
    words,
};

/// The columns of the table; a column without a single entry is left out.
const COLUMNS: [&str; 10] = [
    "日期",
    "时间",
    "集合",
    "地点",
    "班级或单位",
    "学院",
    "人数",
    "辅导员",
    "顺序",
    "说明",
];

/// All facts of a notice as one HTML page.
pub fn page(notice: &[u8]) -> Result<String> {
    let notice = Notice::from_json(std::str::from_utf8(notice)?).context("not a notice")?;
    let mut html = String::new();
    head(&notice, &mut html);
    standing(&notice, &mut html);
    table(&notice, &mut html);
    for tab in [Tab::Plan, Tab::Code, Tab::After] {
        for part in sheet::sections(&notice, None, tab) {
            section(&part, &mut html);
        }
    }
    section(&sheet::source(&notice), &mut html);
    html.push_str("</main></body></html>\n");
    Ok(html)
}

fn head(notice: &Notice, html: &mut String) {
    let name = escape(&format!(
        "{} {} 图像采集安排",
        notice.school.name, notice.cohort
    ));
    let days: Vec<String> = notice
        .schedule
        .dates
        .iter()
        .map(|&days| words::days_full(days))
        .collect();
    let days = escape(&days.join("、"));
    let inferred = if notice.school.inferred.is_some() {
        "（校名为推断，通知未写明）"
    } else {
        ""
    };
    let _ = write!(
        html,
        r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="description" content="{name}，采集时间 {days}">
<title>{name}</title>
<link rel="stylesheet" href="../plain.css">
</head>
<body>
<main>
<h1>{name}</h1>
<p>{inferred}采集时间 {days}。<a href="../#/{id}">按班级查看</a></p>
"#,
        id = notice.id
    );
}

fn standing(notice: &Notice, html: &mut String) {
    let (title, on, says) = match &notice.standing {
        Standing::InForce => return,
        Standing::Postponed { on, says } => ("已延期，下面的时间不再有效", on, says),
        Standing::Withdrawn { on, says } => ("通知已撤回，下面的内容不再有效", on, says),
    };
    let _ = write!(
        html,
        "<p class=\"alarm\"><strong>{title}</strong> {}：「{}」</p>",
        words::day_plain(*on),
        escape(says)
    );
}

fn table(notice: &Notice, html: &mut String) {
    let seats = (0..notice.schedule.slots.len()).filter_map(|index| Seat::row(notice, index));
    let rows: Vec<[String; 10]> = seats.map(|seat| row(&seat)).collect();
    let used = |column: usize| {
        rows.iter()
            .any(|row| row.get(column).is_some_and(|it| !it.is_empty()))
    };
    let used: Vec<usize> = (0..COLUMNS.len()).filter(|&column| used(column)).collect();
    html.push_str("<h2>安排表</h2>\n");
    for text in [
        &notice.schedule.table_missing,
        &notice.schedule.set_by_says,
        &notice.schedule.certainty_says,
    ]
    .into_iter()
    .flatten()
    {
        let _ = writeln!(html, "<p>{}</p>", escape(text));
    }
    html.push_str("<div class=\"wide\"><table><thead><tr>");
    for &column in &used {
        let name = match (COLUMNS.get(column), &notice.schedule.order_name) {
            (Some(&"顺序"), Some(name)) => name,
            (Some(name), _) => *name,
            (None, _) => "",
        };
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(name));
    }
    html.push_str("</tr></thead><tbody>\n");
    for row in &rows {
        html.push_str("<tr>");
        for cell in used.iter().filter_map(|&column| row.get(column)) {
            let _ = write!(html, "<td>{}</td>", escape(cell));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table></div>\n");
}

/// The cells of one slot, in the order of [`COLUMNS`].
fn row(seat: &Seat<'_>) -> [String; 10] {
    let slot = seat.slot;
    let place = seat.place();
    let assemble = match (seat.assemble(), seat.minutes_before()) {
        (Some(clock), _) => clock.to_string(),
        (None, Some(minutes)) => format!("提前{minutes}分钟"),
        (None, None) => String::new(),
    };
    let where_to = place.map(|place| match &place.campus {
        Some(campus) if !place.name.contains(campus.as_str()) => format!("{campus} {}", place.name),
        _ => place.name.clone(),
    });
    let note: Vec<String> = [
        Some(words::certainty_label(seat.certainty()).to_owned()),
        slot.note.clone(),
        slot.exempt.map(|count| format!("{count}人以前年度已拍摄")),
        slot.doubt.as_ref().map(|doubt| format!("存疑：{doubt}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    [
        words::slot_day(&slot.when),
        words::slot_time(&slot.when),
        assemble,
        where_to.unwrap_or_default(),
        seat::label(slot),
        seat.college()
            .filter(|college| *college != seat::label(slot))
            .unwrap_or_default()
            .to_owned(),
        slot.heads
            .map(|heads| heads.to_string())
            .unwrap_or_default(),
        slot.counselor.clone().unwrap_or_default(),
        slot.order
            .map(|order| order.to_string())
            .unwrap_or_default(),
        note.join("；"),
    ]
}

fn section(section: &Section, html: &mut String) {
    let _ = write!(
        html,
        "<section id=\"{}\"><h2>{}</h2><ul>\n",
        section.id, section.title
    );
    for part in &section.lines {
        line(part, html);
    }
    html.push_str("</ul></section>\n");
}

fn line(line: &Line, html: &mut String) {
    html.push_str("<li>");
    for label in [line.mark.word(), &line.label] {
        if !label.is_empty() {
            let _ = write!(html, "<b>{}</b> ", escape(label));
        }
    }
    html.push_str(&escape(&line.text));
    for phone in &line.phones {
        let _ = write!(html, " <a href=\"tel:{0}\">{0}</a>", escape(phone));
    }
    if let Some(url) = &line.url {
        let _ = write!(
            html,
            " <a href=\"{0}\" rel=\"noreferrer\">{0}</a>",
            escape(url)
        );
    }
    if let Some(says) = &line.says {
        let _ = write!(html, "<q>{}</q>", escape(says));
    }
    html.push_str("</li>\n");
}

/// Text as HTML text or as the value of an attribute in double quotes.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(char),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_notice_cannot_become_markup() {
        assert_eq!(
            escape(r#"<a href="x">&"#),
            "&lt;a href=&quot;x&quot;&gt;&amp;"
        );
    }
}
