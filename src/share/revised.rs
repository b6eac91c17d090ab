//! What a new edition of a notice says differently for some classes, as a text for their group that says
//! just that.

use tucai_notice::Notice;
use tucai_notice::words;
use tucai_way::facts::Difference;

/// The text; empty without a difference. `link` is the absolute ASCII address of their page.
#[must_use]
pub fn text(notice: &Notice, differences: &[Difference], link: &str) -> String {
    if differences.is_empty() {
        return String::new();
    }
    let mut lines = vec![format!("【图像采集安排有变动】{}{}", notice.school.name, notice.cohort)];
    if let Some((title, on, says)) = words::standing_headline(&notice.standing) {
        lines.push(format!("{title}。{}：“{says}”", words::day_plain(on)));
    }
    let mut unit = "";
    for change in differences.iter().filter(|change| !change.unit.is_empty()) {
        if change.unit != unit {
            unit = &change.unit;
            lines.push(unit.to_owned());
        }
        let of = if change.of.is_empty() { String::new() } else { format!("（{}）", change.of) };
        let name = change.what.name();
        lines.push(match (change.was.as_str(), change.now.as_str()) {
            ("", now) => format!("· {name}{of}：{now}"),
            (was, "") => format!("· {name}{of}：{was}"),
            (was, now) => format!("· {name}{of}：原{was}，现{now}"),
        });
    }
    lines.push(format!(
        "（数据第{}版，{}与通知核对）",
        notice.revision,
        words::day_plain(notice.checked)
    ));
    lines.push(link.to_owned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use tucai_notice::seat::Seat;
    use tucai_notice::slot::{SlotKind, When};
    use tucai_way::facts::{Facts, differences};

    use super::*;

    const CQIE: &str = include_str!("../../public/notices/cqie-2027.json");

    fn facts(notice: &Notice) -> Facts {
        // 23软工1班 and 23软工2班 are the rows 26 and 27.
        let its = |at: &usize| notice.schedule.slots[*at].counselor.as_deref() == Some("王芳");
        let rows = (0..notice.schedule.slots.len()).filter(its);
        let seats: Vec<Seat<'_>> = rows.filter_map(|at| Seat::row(notice, at)).collect();
        Facts::new(notice, &seats)
    }

    #[test]
    fn it_says_what_changed_and_nothing_else() {
        let old = Notice::from_json(CQIE).unwrap();
        let mut new = old.clone();
        new.revision = 2;
        let slot = new.schedule.slots.iter_mut().find(|slot| slot.order == Some(26)).unwrap();
        assert_eq!((slot.kind, slot.units[0].name.as_str()), (SlotKind::Capture, "23软工1班"));
        let (date, span) = ("2026-04-16".parse().unwrap(), "15:10-15:30".parse().unwrap());
        slot.when = When::Clock { date, span };
        let text = text(&new, &differences(&facts(&old), &facts(&new)), "https://example.org/#/x");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "【图像采集安排有变动】重庆工程学院2027届");
        assert_eq!(
            lines[1..5],
            [
                "23软工1班",
                "· 日期：原2026年4月15日(周三)，现2026年4月16日(周四)",
                "· 时间：原14:10–14:30，现15:10–15:30",
                "· 集合时间：原14:00，现15:00",
            ]
        );
        assert!(lines[5].contains("第2版"), "{text}");
        assert_eq!(lines[6..], ["https://example.org/#/x"]);
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        let notice = Notice::from_json(CQIE).unwrap();
        assert_eq!(text(&notice, &differences(&facts(&notice), &facts(&notice)), "x"), "");
    }
}
