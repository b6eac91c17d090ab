//! The calendar against RFC 5545, for the five published notices and the structures of others.

#[cfg(test)]
mod tests {
    use tucai_notice::calendar::calendar;
    use tucai_notice::lookup::Index;
    use tucai_notice::notice::{Notice, Standing};
    use tucai_notice::seat::Seat;

    const ROOT: &str = env!("CARGO_MANIFEST_DIR");

    fn published(id: &str) -> Notice {
        let path = format!("{ROOT}/../../public/notices/{id}.json");
        Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn structure(name: &str) -> Notice {
        let path = format!("{ROOT}/testdata/{name}.json");
        Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// The calendar's lines as they are written, and unfolded.
    fn lines(notice: &Notice, unit: &str) -> (String, Vec<String>) {
        let found = Index::new(notice).find(unit);
        let seats: Vec<_> =
            found.matches.iter().map(|found| Seat::new(notice, found).unwrap()).collect();
        assert!(!seats.is_empty(), "{unit}");
        let text = calendar(notice, &seats);
        let unfolded = text.replace("\r\n ", "");
        (text, unfolded.lines().map(str::to_owned).collect())
    }

    fn all(lines: &[String], name: &str) -> Vec<String> {
        let values = lines.iter().filter_map(|line| line.strip_prefix(name));
        values.filter_map(|rest| rest.strip_prefix(':')).map(str::to_owned).collect()
    }

    /// What the RFC asks of every calendar.
    fn is_well_formed(text: &str, lines: &[String]) {
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.chars().any(char::is_control));
        }
        let mut open: Vec<&str> = Vec::new();
        for line in lines {
            if let Some(name) = line.strip_prefix("BEGIN:") {
                open.push(name);
            } else if let Some(name) = line.strip_prefix("END:") {
                assert_eq!(open.pop(), Some(name));
            } else {
                let (name, _) = line.split_once(':').unwrap();
                assert!(
                    name.chars().all(|c| c.is_ascii_alphanumeric() || "-;=/".contains(c)),
                    "{line}"
                );
            }
        }
        assert!(open.is_empty());
        let events = lines.iter().filter(|line| *line == "BEGIN:VEVENT").count();
        for once in ["UID", "DTSTAMP", "SUMMARY", "STATUS", "TRANSP"] {
            assert_eq!(all(lines, once).len(), events, "{once}");
        }
        let mut uids = all(lines, "UID");
        uids.sort();
        uids.dedup();
        assert_eq!(uids.len(), events);
        for text in all(lines, "DESCRIPTION").iter().chain(&all(lines, "SUMMARY")) {
            let plain =
                text.replace(r"\\", "").replace(r"\n", "").replace(r"\,", "").replace(r"\;", "");
            assert!(!plain.contains(['\\', ',', ';']), "{text}");
        }
    }

    #[test]
    fn a_class_with_its_own_time() {
        let (text, lines) = lines(&published("cqie-2027"), "23软工1班");
        is_well_formed(&text, &lines);
        assert_eq!(all(&lines, "DTSTART;TZID=Asia/Shanghai"), ["20260415T141000"]);
        assert_eq!(all(&lines, "DTEND;TZID=Asia/Shanghai"), ["20260415T143000"]);
        assert_eq!(all(&lines, "STATUS"), ["CONFIRMED"]);
        assert_eq!(all(&lines, "TRANSP"), ["OPAQUE"]);
        // Half an hour before assembly, which is ten minutes before the start.
        assert_eq!(all(&lines, "TRIGGER"), ["-PT40M"]);
        assert!(all(&lines, "LOCATION")[0].contains("图书馆二部一楼大厅"));
        let description = &all(&lines, "DESCRIPTION")[0];
        assert!(description.contains("14:00集合"), "{description}");
    }

    #[test]
    fn a_window_leaves_the_hours_free_and_says_so() {
        let (text, lines) = lines(&published("hnust-2026"), "马克思主义学院");
        is_well_formed(&text, &lines);
        assert_eq!(all(&lines, "DTSTART;TZID=Asia/Shanghai"), ["20250413T101500"]);
        assert_eq!(all(&lines, "TRANSP"), ["TRANSPARENT"]);
        assert_eq!(all(&lines, "STATUS"), ["TENTATIVE"]);
        assert!(all(&lines, "SUMMARY")[0].contains("另行安排"));
        assert!(all(&lines, "DESCRIPTION")[0].contains("学院安排"));
    }

    #[test]
    fn every_published_notice_gives_well_formed_calendars() {
        for id in ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"] {
            let notice = published(id);
            for slot in &notice.schedule.slots {
                for unit in &slot.units {
                    let (text, lines) = lines(&notice, &unit.name);
                    is_well_formed(&text, &lines);
                    assert!(!all(&lines, "UID").is_empty());
                }
            }
        }
        let (_, bnu) = lines(&published("bnu-2025"), "研究生");
        assert_eq!(all(&bnu, "UID").len(), 5);
    }

    #[test]
    fn a_day_without_hours_is_an_all_day_event() {
        let notice = structure("04-coarse");
        for (unit, from, to) in [
            ("建筑1班", "20211011", "20211012"),
            ("土木2班", "20211013", "20211015"),
            ("环境1班", "20211015", "20211016"),
        ] {
            let (text, lines) = lines(&notice, unit);
            is_well_formed(&text, &lines);
            assert_eq!(all(&lines, "DTSTART;VALUE=DATE"), [from]);
            assert_eq!(all(&lines, "DTEND;VALUE=DATE"), [to]);
            assert_eq!(all(&lines, "TRANSP"), ["TRANSPARENT"]);
        }
        let (_, from) = lines(&notice, "材料2班");
        assert_eq!(all(&from, "DTSTART;TZID=Asia/Shanghai"), ["20211015T140000"]);
        assert!(all(&from, "DTEND;TZID=Asia/Shanghai").is_empty());
        for unit in ["材料1班", "冶金1班"] {
            let (text, none) = lines(&notice, unit);
            is_well_formed(&text, &none);
            assert!(all(&none, "UID").is_empty(), "{unit}");
        }
    }

    #[test]
    fn a_notice_that_no_longer_holds_cancels() {
        let mut notice = published("cqie-2027");
        let (_, before) = lines(&notice, "23软工1班");
        notice.standing = Standing::Postponed {
            on: "2026-04-10".parse().unwrap(),
            says: "因故延期;时间另行通知".to_owned(),
        };
        notice.revision = 2;
        let (text, after) = lines(&notice, "23软工1班");
        is_well_formed(&text, &after);
        // The same event, so that the phone's calendar replaces what it has.
        assert_eq!(all(&after, "UID"), all(&before, "UID"));
        assert_eq!(
            (all(&before, "SEQUENCE"), all(&after, "SEQUENCE")),
            (vec!["0".into()], vec!["1".into()])
        );
        assert_eq!(all(&after, "STATUS"), ["CANCELLED"]);
        assert!(all(&after, "TRIGGER").is_empty());
        assert!(all(&after, "SUMMARY")[0].starts_with("【已延期】"));
        let description = &all(&after, "DESCRIPTION")[0];
        assert!(description.starts_with(r"2026年4月10日通知延期：因故延期\;"));
        assert!(description.contains("不再有效") && !description.contains("这就是本班的时间"));
        assert!(all(&before, "DESCRIPTION")[0].contains("这就是本班的时间"));
        notice.standing = Standing::Withdrawn {
            on: "2026-04-10".parse().unwrap(),
            says: "原通知作废".to_owned(),
        };
        let (text, after) = lines(&notice, "23软工1班");
        is_well_formed(&text, &after);
        let description = &all(&after, "DESCRIPTION")[0];
        assert!(description.starts_with("2026年4月10日通知取消：原通知作废"));
        assert!(!description.contains("这就是本班的时间"));
    }

    #[test]
    fn an_update_keeps_the_event_s_name_and_another_class_has_another() {
        let notice = published("cqie-2027");
        let uid = |unit: &str| all(&lines(&notice, unit).1, "UID");
        assert_eq!(uid("23软工1班"), uid("23 软工 1 班"));
        assert_ne!(uid("23软工1班"), uid("23软工2班"));
        let both = all(&lines(&published("cqust-2026"), "计算机科学与工程学院").1, "UID");
        assert_eq!(both.len(), 2);
    }
}
