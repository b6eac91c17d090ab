//! The calendar against RFC 5545, for the five published notices and the structures of others.

#[cfg(test)]
#[path = "calendar/answered.rs"]
mod answered;

#[cfg(test)]
mod tests {
    use tucai_calendar::{calendar, file_name, words};
    use tucai_notice::lookup::Index;
    use tucai_notice::notice::{Notice, Standing};
    use tucai_notice::seat::Seat;
    use tucai_notice::slot::When;

    const ROOT: &str = env!("CARGO_MANIFEST_DIR");
    const PUBLISHED: [&str; 5] =
        ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"];

    pub(crate) fn published(id: &str) -> Notice {
        let path = format!("{ROOT}/../../public/notices/{id}.json");
        Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn structure(name: &str) -> Notice {
        let path = format!("{ROOT}/../notice/testdata/{name}.json");
        Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// A component: its kind, its lines unfolded, its parts.
    #[derive(Default)]
    pub(crate) struct Part {
        pub(crate) kind: String,
        pub(crate) lines: Vec<String>,
        pub(crate) parts: Vec<Part>,
    }

    impl Part {
        /// The values of a property, by its name with its parameters.
        pub(crate) fn all(&self, name: &str) -> Vec<&str> {
            let values = self.lines.iter().filter_map(|line| line.strip_prefix(name));
            values.filter_map(|rest| rest.strip_prefix(':')).collect()
        }

        pub(crate) fn one(&self, name: &str) -> &str {
            let all = self.all(name);
            assert_eq!(all.len(), 1, "{name} in {:?}", self.lines);
            all[0]
        }

        pub(crate) fn of(&self, kind: &str) -> Vec<&Part> {
            self.parts.iter().filter(|part| part.kind == kind).collect()
        }

        pub(crate) fn triggers(&self) -> Vec<&str> {
            self.of("VALARM").iter().map(|alarm| alarm.one("TRIGGER")).collect()
        }
    }

    /// Reads a calendar, and holds it against what the RFC asks of every one.
    pub(crate) fn read(text: &str) -> Part {
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.chars().any(char::is_control));
        }
        let mut open = vec![Part::default()];
        for line in text.replace("\r\n ", "").lines() {
            if let Some(kind) = line.strip_prefix("BEGIN:") {
                open.push(Part { kind: kind.to_owned(), ..Part::default() });
            } else if let Some(kind) = line.strip_prefix("END:") {
                let part = open.pop().unwrap();
                assert_eq!(part.kind, kind);
                open.last_mut().unwrap().parts.push(part);
            } else {
                let (name, _) = line.split_once(':').unwrap();
                assert!(
                    name.chars().all(|c| c.is_ascii_alphanumeric() || "-;=/".contains(c)),
                    "{line}"
                );
                open.last_mut().unwrap().lines.push(line.to_owned());
            }
        }
        assert_eq!((open.len(), open[0].parts.len()), (1, 1));
        let whole = open.remove(0).parts.remove(0);
        assert_eq!(whole.kind, "VCALENDAR");
        assert_eq!((whole.one("VERSION"), whole.one("METHOD")), ("2.0", "PUBLISH"));
        assert_eq!(whole.of("VTIMEZONE").len(), usize::from(text.contains("TZID=")));
        events_are_valid(&whole);
        whole
    }

    fn events_are_valid(whole: &Part) {
        let events = whole.of("VEVENT");
        assert!(!events.is_empty());
        let mut uids: Vec<&str> = events.iter().map(|event| event.one("UID")).collect();
        uids.sort_unstable();
        uids.dedup();
        assert_eq!(uids.len(), events.len());
        for event in events {
            for name in ["DTSTAMP", "SUMMARY", "STATUS", "TRANSP", "SEQUENCE", "DESCRIPTION"] {
                event.one(name);
            }
            for (start, end) in [
                ("DTSTART;TZID=Asia/Shanghai", "DTEND;TZID=Asia/Shanghai"),
                ("DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"),
            ] {
                if let (Some(start), Some(end)) = (event.all(start).first(), event.all(end).first())
                {
                    assert!(start < end, "{start} {end}");
                }
            }
            for alarm in event.of("VALARM") {
                assert_eq!(alarm.one("ACTION"), "DISPLAY");
                assert!(!alarm.one("DESCRIPTION").is_empty());
                assert_eq!(alarm.lines.len(), 3, "{:?}", alarm.lines);
            }
            for text in event.all("DESCRIPTION").into_iter().chain(event.all("SUMMARY")) {
                let plain = text.replace(r"\\", "").replace(r"\n", "");
                let plain = plain.replace(r"\,", "").replace(r"\;", "");
                assert!(!plain.contains(['\\', ',', ';']), "{text}");
            }
        }
    }

    pub(crate) fn with_seats<T>(
        notice: &Notice,
        unit: &str,
        see: impl FnOnce(&[Seat<'_>]) -> T,
    ) -> T {
        let found = Index::new(notice).find(unit);
        let seats: Vec<_> =
            found.matches.iter().map(|found| Seat::new(notice, found).unwrap()).collect();
        assert!(!seats.is_empty(), "{unit}");
        see(&seats)
    }

    fn text(notice: &Notice, unit: &str) -> String {
        with_seats(notice, unit, |seats| calendar(notice, seats, None, None))
    }

    /// The unit's calendar.
    pub(crate) fn whole(notice: &Notice, unit: &str) -> Part {
        read(&text(notice, unit))
    }

    /// The events of its seats: their UIDs end in a number.
    fn seats(whole: &Part) -> Vec<&Part> {
        let events = whole.of("VEVENT").into_iter();
        events.filter(|event| key(event).bytes().all(|byte| byte.is_ascii_digit())).collect()
    }

    /// What follows notice and unit in a UID.
    pub(crate) fn key(event: &Part) -> String {
        let uid = event.one("UID").strip_suffix("@tucai").unwrap();
        let hash = |part: &str| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit());
        let parts: Vec<&str> = uid.split('-').collect();
        let at = parts.iter().position(|part| hash(part)).unwrap();
        parts[at + 1..].join("-")
    }

    #[test]
    fn a_class_with_its_own_time() {
        let whole = whole(&published("cqie-2027"), "23软工1班");
        let [seat] = seats(&whole)[..] else { panic!() };
        assert_eq!(seat.one("DTSTART;TZID=Asia/Shanghai"), "20260415T141000");
        assert_eq!(seat.one("DTEND;TZID=Asia/Shanghai"), "20260415T143000");
        assert_eq!(seat.one("STATUS"), "CONFIRMED");
        assert_eq!(seat.one("TRANSP"), "OPAQUE");
        assert_eq!(seat.one("SUMMARY"), "毕业生图像采集：23软工1班");
        // Ten minutes before the start, when the class gathers; and at eight in the evening before,
        // which is eighteen hours and ten minutes before ten past two.
        assert_eq!(seat.triggers(), ["-PT600S", "-PT65400S"]);
        assert_eq!(seat.one("LOCATION"), "重庆工程学院 南泉校区 图书馆二部一楼大厅");
        let description = seat.one("DESCRIPTION");
        assert!(description.contains("14:00集合"), "{description}");
        assert_eq!(whole.one("X-WR-CALNAME"), "图像采集：23软工1班");
    }

    #[test]
    fn a_window_leaves_the_hours_free_and_says_so() {
        let whole = whole(&published("hnust-2026"), "马克思主义学院");
        let [seat] = seats(&whole)[..] else { panic!() };
        assert_eq!(seat.one("DTSTART;TZID=Asia/Shanghai"), "20250413T101500");
        assert_eq!(seat.one("TRANSP"), "TRANSPARENT");
        assert_eq!(seat.one("STATUS"), "TENTATIVE");
        assert!(seat.one("SUMMARY").contains("另行安排"));
        assert!(seat.one("DESCRIPTION").contains("学院安排"));
        // Eight in the evening before; and at ten, when the first class has to be there: 提前15分钟.
        let evening = format!("-PT{}S", (4 * 60 + 10 * 60 + 15) * 60);
        assert_eq!(seat.triggers(), [evening.as_str(), "-PT900S"]);
        let first = seat.of("VALARM")[1].one("DESCRIPTION");
        assert!(first.contains("10:15时段开始；你班的时间由学院安排"), "{first}");
        assert!(!first.contains("集合"), "{first}");
    }

    #[test]
    fn a_deadline_that_was_worked_out_is_tentative_and_says_so() {
        // 在11月3日图像信息采集前: the 2nd is reckoned. 提前两天, from 4月15日: the 13th is reckoned.
        for (id, unit, day) in
            [("cqust-2026", "管理学院", "20251102"), ("cqie-2027", "23软工1班", "20260413")]
        {
            let whole = whole(&published(id), unit);
            let code = whole.of("VEVENT").into_iter().find(|event| key(event) == "code").unwrap();
            assert_eq!(code.one("DTSTART;VALUE=DATE"), day);
            assert_eq!(code.one("STATUS"), "TENTATIVE", "{id}");
            assert!(code.one("SUMMARY").contains("推算"));
            assert!(code.one("DESCRIPTION").contains("按通知推算"));
        }
    }

    #[test]
    fn windows_on_one_day_remind_once_the_evening_before() {
        let whole = whole(&published("bnu-2025"), "研究生");
        let alarms: Vec<usize> = seats(&whole).iter().map(|seat| seat.triggers().len()).collect();
        // The 13th in the afternoon, the 19th and the 20th in the morning and in the afternoon.
        assert_eq!(alarms, [2, 2, 1, 2, 1]);
        for seat in seats(&whole) {
            // The notice has no minutes: the start itself.
            let alarms = seat.of("VALARM");
            let opens = alarms.last().unwrap();
            assert_eq!(opens.one("TRIGGER"), "PT0S");
            let says = opens.one("DESCRIPTION");
            assert!(says.contains("时段开始；你的时间由各培养单位安排"), "{says}");
        }
    }

    #[test]
    fn plain_words_say_the_same_and_nothing_twice() {
        let plain = |id: &str, unit: &str| {
            let notice = published(id);
            with_seats(&notice, unit, |seats| {
                words(&notice, seats, None, Some("https://tucai.example/"))
            })
        };
        let class = plain("cqie-2027", "23软工1班");
        for line in [
            "2026年4月13日(周一)",
            "2026年4月15日(周三)14:10–14:30",
            "地点：重庆工程学院 南泉校区 图书馆二部一楼大厅",
            "14:00集合",
            "https://tucai.example/",
        ] {
            assert!(class.lines().any(|its| its == line), "{line} in {class}");
        }
        let windows = plain("bnu-2025", "本科生");
        assert_eq!(windows.matches("安排表没有公布在这里").count(), 1, "{windows}");
        assert_eq!(windows.matches("教四楼一层西侧").count(), 4);
        assert!(windows.contains("2025年5月5日至25日\n"));
    }

    #[test]
    fn every_published_notice_gives_well_formed_calendars() {
        for id in PUBLISHED {
            let notice = published(id);
            assert_eq!(file_name(&notice), format!("{id}.ics"));
            for slot in &notice.schedule.slots {
                for unit in &slot.units {
                    let text = text(&notice, &unit.name);
                    assert!(!seats(&read(&text)).is_empty());
                    assert_eq!(text, self::text(&notice, &unit.name));
                    let words =
                        with_seats(&notice, &unit.name, |seats| words(&notice, seats, None, None));
                    assert!(words.contains(&notice.title) && !words.contains("\n\n\n"), "{words}");
                }
            }
        }
    }

    #[test]
    fn a_day_without_hours_is_an_all_day_event() {
        let notice = structure("04-coarse");
        for (unit, from, to) in [
            ("建筑1班", "20211011", "20211012"),
            ("土木2班", "20211013", "20211015"),
            ("环境1班", "20211015", "20211016"),
        ] {
            let whole = whole(&notice, unit);
            let [seat] = seats(&whole)[..] else { panic!() };
            assert_eq!(seat.one("DTSTART;VALUE=DATE"), from);
            assert_eq!(seat.one("DTEND;VALUE=DATE"), to);
            assert_eq!(seat.one("TRANSP"), "TRANSPARENT");
            // Eight in the evening before, seven in the morning.
            assert_eq!(seat.triggers(), ["-PT14400S", "PT25200S"]);
        }
        let from = whole(&notice, "材料2班");
        let [seat] = seats(&from)[..] else { panic!() };
        assert_eq!(seat.one("DTSTART;TZID=Asia/Shanghai"), "20211015T140000");
        assert!(seat.all("DTEND;TZID=Asia/Shanghai").is_empty());
        for unit in ["材料1班", "冶金1班"] {
            // Nothing has a day: a calendar of nothing would not be valid.
            assert_eq!(text(&notice, unit), "", "{unit}");
            assert_eq!(with_seats(&notice, unit, |seats| words(&notice, seats, None, None)), "");
        }
    }

    #[test]
    fn a_notice_that_no_longer_holds_cancels() {
        let mut notice = published("cqie-2027");
        let before = whole(&notice, "23软工1班");
        notice.standing = Standing::Postponed {
            on: "2026-04-10".parse().unwrap(),
            says: "因故延期;时间另行通知".to_owned(),
        };
        notice.revision = 2;
        let after = whole(&notice, "23软工1班");
        let (was, now) = (before.of("VEVENT"), after.of("VEVENT"));
        assert_eq!(was.len(), now.len());
        for (was, now) in was.iter().zip(&now) {
            // The same event, so that the phone's calendar replaces what it has.
            assert_eq!(was.one("UID"), now.one("UID"));
            assert_eq!((was.one("SEQUENCE"), now.one("SEQUENCE")), ("0", "1"));
            assert_eq!(now.one("STATUS"), "CANCELLED");
            assert!(now.triggers().is_empty());
            assert!(now.one("SUMMARY").starts_with("【已延期】"));
            let description = now.one("DESCRIPTION");
            assert!(description.starts_with(r"2026年4月10日通知延期：因故延期\;"));
            assert!(description.contains("不再有效") && !description.contains("这就是本班的时间"));
        }
        assert!(seats(&before)[0].one("DESCRIPTION").contains("这就是本班的时间"));
        let plain = with_seats(&notice, "23软工1班", |seats| words(&notice, seats, None, None));
        assert!(plain.starts_with("已延期"), "{plain}");
        assert!(!plain.contains("这就是本班的时间"));
        notice.standing = Standing::Withdrawn {
            on: "2026-04-10".parse().unwrap(),
            says: "原通知作废".to_owned(),
        };
        let after = whole(&notice, "23软工1班");
        let description = seats(&after)[0].one("DESCRIPTION");
        assert!(description.starts_with("2026年4月10日通知取消：原通知作废"));
        assert!(!description.contains("这就是本班的时间"));
    }

    #[test]
    fn an_update_keeps_the_event_s_name_and_another_class_has_another() {
        let notice = published("cqie-2027");
        let uid = |unit: &str| seats(&whole(&notice, unit))[0].one("UID").to_owned();
        assert_eq!(uid("23软工1班"), uid("23 软工 1 班"));
        assert_ne!(uid("23软工1班"), uid("23软工2班"));
        assert_eq!(seats(&whole(&published("cqust-2026"), "计算机科学与工程学院")).len(), 2);
        let mut moved = notice.clone();
        let slot = moved.schedule.slots.iter_mut();
        let slot = slot.into_iter().find(|slot| slot.units.iter().any(|u| u.name == "23软工1班"));
        slot.unwrap().when = When::Clock {
            date: "2026-04-16".parse().unwrap(),
            span: "09:00-09:20".parse().unwrap(),
        };
        moved.revision = 3;
        let moved = whole(&moved, "23软工1班");
        let seat = seats(&moved)[0];
        assert_eq!((seat.one("UID"), seat.one("SEQUENCE")), (uid("23软工1班").as_str(), "2"));
        assert_eq!(seat.one("DTSTART;TZID=Asia/Shanghai"), "20260416T090000");
    }

    #[test]
    fn hostile_words_end_no_line() {
        let mut notice = published("cqie-2027");
        notice.title = "甲\r\nBEGIN:VEVENT\rEND:VEVENT\u{0}，乙,丙;丁\\n".repeat(9);
        notice.url = Some("https://example.edu/\r\nX-A:b".to_owned());
        let whole = whole(&notice, "23软工1班");
        assert_eq!(seats(&whole).len(), 1);
        assert_eq!(seats(&whole)[0].one("URL"), "https://example.edu/X-A:b");
    }

    #[test]
    fn a_line_is_cut_by_octets_and_never_inside_a_character() {
        // All lengths around the limit, in one-byte and in three-byte characters.
        let mut notice = published("cqie-2027");
        for length in 0..160 {
            notice.title = ["a".repeat(length % 7).as_str(), &"采".repeat(length)].concat();
            let text = text(&notice, "23软工1班");
            let whole = read(&text);
            assert!(seats(&whole)[0].one("DESCRIPTION").contains(&notice.title), "{length}");
        }
    }
}
