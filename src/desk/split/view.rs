//! What the division of a college's window looks like.

use tucai_notice::division::divide::{Pace, implied, usual};
use tucai_notice::division::{Division, file_name};
use tucai_notice::html::Html;
use tucai_notice::{Notice, words};

use super::{College, Model};

/// The form.
pub fn form(college: &College<'_>, model: &Model, html: &mut Html) {
    html.raw("<div class=\"desk-split\"><section><h3>可以分的时段</h3><ul class=\"desk-lines\">");
    for (_, slot) in &college.windows {
        html.raw("<li>").text(&words::slot_line(slot));
        if let Some(heads) = slot.heads {
            html.raw("，通知写").number(heads).raw("人");
        }
        html.raw("</li>");
    }
    html.raw("</ul><p class=\"fine\">只在这些时段里面分，不改通知。结果注明是学院自己的安排。</p></section>");
    html.raw("<section><label for=\"split-text\">班级和人数，一行一个班，按先后</label>");
    html.raw("<textarea id=\"split-text\" data-field=\"text\" rows=\"6\" spellcheck=\"false\" placeholder=\"一班 40\">");
    html.text(&model.text).raw("</textarea>");
    html.raw("<p class=\"fine\">可以从表格里复制粘贴，表头和序号会跳过。只写班级和人数，不要写学生姓名。</p></section>");
    html.raw("<section><label for=\"split-pace\">每小时拍多少人</label>");
    html.raw("<input id=\"split-pace\" data-field=\"per-hour\" inputmode=\"numeric\" type=\"number\" min=\"1\" max=\"");
    html.number(Pace::MOST).raw("\" value=\"").text(&model.per_hour).raw("\">");
    match implied(&college.windows) {
        Some(pace) => html
            .raw("<p class=\"fine\" data-implied>按通知的人数和时长推算，每小时约")
            .number(pace)
            .raw("人。"),
        None => html.raw(
            "<p class=\"fine\" data-implied>通知没有写人数，推算不出速度，请问采集单位后填写。",
        ),
    };
    html.raw("<span data-usual>");
    margin(college, &model.round, html);
    html.raw("</span></p><details><summary>别处公开写过的速度</summary><p>每小时250人（cnoochse，新生采集）；每班15分钟（ecut）；每个单位每天不超过600人（lzkckcy.com）。各处设备不同，只作参考。</p></details>");
    html.raw("<label for=\"split-round\">时间取整到</label><select id=\"split-round\" data-field=\"round\">");
    for minutes in ["1", "5", "10"] {
        html.raw("<option value=\"").raw(minutes).raw("\"");
        html.raw(if model.round == minutes { " selected>" } else { ">" })
            .raw(minutes)
            .raw("分钟</option>");
    }
    let [from, until] = &model.pause;
    html.raw("</select><fieldset><legend>中间休息（可不填）</legend><input type=\"time\" data-field=\"from\" aria-label=\"休息开始\" value=\"");
    html.text(from).raw("\"><span>至</span><input type=\"time\" data-field=\"until\" aria-label=\"休息结束\" value=\"");
    html.text(until).raw("\"></fieldset></section><p><button class=\"primary\" data-action=\"divide\">排出时间</button></p>");
    html.raw("<p><label class=\"tick\"><input type=\"checkbox\" data-field=\"draft\"");
    html.raw(if model.draft { " checked" } else { "" });
    html.raw("> 草稿存在这台设备上</label></p><div data-outcome></div></div>");
}

/// Why the pace to begin with is above what the notice implies.
pub fn margin(college: &College<'_>, round: &str, html: &mut Html) {
    let step = round.parse().unwrap_or_default();
    if let Some(pace) = usual(&college.windows, step) {
        html.raw("按").text(round).raw("分钟取整要留一点余地，建议按").number(pace).raw("人。");
    }
}

/// What was passed over, and what else whoever divides should know.
pub fn facts(facts: &[String], html: &mut Html) {
    if !facts.is_empty() {
        html.raw("<ul class=\"desk-lines\" data-facts>");
        for fact in facts {
            html.raw("<li>").text(fact).raw("。</li>");
        }
        html.raw("</ul>");
    }
}

/// The table.
pub fn outcome(notice: &Notice, division: &Division, told: &[String], html: &mut Html) {
    html.raw("<section><h3 tabindex=\"-1\">排好了</h3><p data-sum>");
    let heads: u32 = division.rows.iter().map(|row| row.heads).sum();
    let count = u32::try_from(division.rows.len()).unwrap_or_default();
    html.number(count).raw("个班，").number(heads).raw("人，都排得下。调整先后用箭头。</p>");
    facts(told, html);
    let last = division.rows.len().saturating_sub(1);
    rows(notice, division, html, &|at, class, html| {
        html.raw("<td class=\"move\">");
        for (action, sign, words, off) in
            [("up", "↑", "提前", at == 0), ("down", "↓", "推后", at == last)]
        {
            html.raw("<button data-action=\"")
                .raw(action)
                .raw("\" data-at=\"")
                .text(&at.to_string());
            html.raw("\" aria-label=\"").text(class).raw(words).raw("\"");
            html.raw(if off { " disabled>" } else { ">" }).raw(sign).raw("</button>");
        }
        html.raw("</td>");
    });
    html.raw("<p><button data-action=\"print\">打印</button></p></section>");
}

fn rows(
    notice: &Notice,
    division: &Division,
    html: &mut Html,
    more: &dyn Fn(usize, &str, &mut Html),
) {
    let mut last = None;
    html.raw("<table data-rows><tbody>");
    for (at, row) in division.rows.iter().enumerate() {
        let window = usize::try_from(row.window).ok().and_then(|at| division.windows.get(at));
        if let Some(window) = window.filter(|_| last != Some(row.window)) {
            last = Some(row.window);
            html.raw("<tr class=\"day\"><th colspan=\"4\" scope=\"rowgroup\">");
            html.text(&words::day(window.date)).raw(" ");
            html.text(notice.place(&window.place).map_or("", |place| place.name.as_str()));
            html.raw("</th></tr>");
        }
        html.raw("<tr><td>").text(&words::span(row.span)).raw("</td><th scope=\"row\">");
        html.text(&row.class).raw("</th><td>").number(row.heads).raw("人</td>");
        more(at, &row.class, html);
        html.raw("</tr>");
    }
    html.raw("</tbody></table>");
}

/// The link, or the file for the host.
pub fn hand_out(notice: &Notice, model: &Model, address: &str, must: bool, html: &mut Html) {
    html.raw("<section><h3>发给学生的链接</h3>");
    html.raw("<input data-link readonly aria-label=\"链接\" value=\"").text(address).raw("\">");
    html.raw("<p class=\"fine\">共").text(&address.len().to_string());
    html.raw(
        "个字符。学生打开后选自己的班。安排就在链接里，不上传；发出去以后再改，要重发新链接。</p>",
    );
    html.raw("<p class=\"row\"><button class=\"primary\" data-action=\"copy-link\">复制链接</button></p>");
    html.raw("<p class=\"told\" role=\"status\" data-told=\"link\"></p>");
    if must {
        html.raw("<p class=\"doubt\">班级太多，写不进一条链接。请把下面的文件交给放通知的老师，放好以后链接才能用。</p>");
    } else {
        html.raw("<p><label class=\"tick\"><input type=\"checkbox\" data-field=\"file\"");
        html.raw(if model.file { " checked" } else { "" });
        html.raw("> 改用文件，链接更短</label></p>");
    }
    if must || model.file {
        html.raw("<label for=\"split-name\">文件名</label><input id=\"split-name\" data-field=\"name\" maxlength=\"32\" value=\"");
        html.text(&model.name)
            .raw("\"><p class=\"fine\">请信息化老师把它放进网站的 notices 文件夹：<b data-file>");
        html.text(&file_name(&notice.id, &model.name)).raw("</b></p>");
        html.raw("<p><button data-action=\"save\">保存文件</button></p>");
    }
    html.raw("<p class=\"told\" role=\"status\" data-told=\"file\"></p></section>");
}

/// The text for a class's group.
pub fn words(division: &Division, chosen: usize, text: &str, html: &mut Html) {
    html.raw("<section><h3>发到班级群的文字</h3><label for=\"split-class\">班级</label><select id=\"split-class\" data-field=\"class\">");
    for (at, row) in division.rows.iter().enumerate() {
        html.raw("<option value=\"").text(&at.to_string()).raw("\"");
        html.raw(if at == chosen { " selected>" } else { ">" }).text(&row.class).raw("</option>");
    }
    html.raw("</select><textarea data-text readonly rows=\"8\" aria-label=\"发到班级群的文字\">")
        .text(text);
    html.raw("</textarea><p class=\"row\"><button data-action=\"copy-text\">复制文字</button></p>");
    html.raw("<p class=\"told\" role=\"status\" data-told=\"text\"></p></section>");
}

/// The table on paper.
pub fn paper(notice: &Notice, division: &Division, html: &mut Html) {
    html.raw("<article class=\"desk-paper desk-split\"><h1>")
        .text(&division.college)
        .raw(" 分班安排</h1><p>");
    html.text(&notice.school.name).raw(" ").text(&notice.cohort).raw("毕业生图像采集</p>");
    rows(notice, division, html, &|_, _, _| {});
    html.raw("<p>").text(&division.sentence()).raw("。</p></article>");
}
