//! What `tucai notice calendar` prints, as ical.js of Mozilla reads it. The facts beside it were read
//! in the notices by a person.

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};

    use serde_json::{Value, json};
    use tucai_calendar::{Answer, Captured};
    use tucai_notice::Notice;
    use tucai_notice::lookup::Index;
    use tucai_notice::seat::Seat;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// The calendar of a unit, as the command prints it.
    fn printed(notice: &str, unit: &str) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tucai"));
        let output = command
            .args(["notice", "calendar", notice, unit])
            .current_dir(root())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{notice} {unit}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What ical.js understands of calendars.
    fn read(calendars: &[String]) -> Vec<Value> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/read.mjs");
        let node = std::env::var("NODE").unwrap_or_else(|_| "node".to_owned());
        let mut child = Command::new(node)
            .arg(script)
            .arg(tucai_tests::package("ical.js/dist/ical.js"))
            // The clock of the machine has no part in it.
            .env("TZ", "America/New_York")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is missing: install Node.js");
        let text = serde_json::to_string(calendars).unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn one(notice: &str, unit: &str) -> Value {
        read(&[printed(notice, unit)]).remove(0)
    }

    fn events(calendar: &Value) -> Vec<&Value> {
        calendar["events"].as_array().unwrap().iter().collect()
    }

    /// Start, end and the moments of the alarms of an event; Shanghai's clock is eight hours ahead.
    fn times(event: &Value) -> (String, String, Vec<String>) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut alarms: Vec<String> =
            event["alarms"].as_array().unwrap().iter().map(|alarm| text(&alarm["at"])).collect();
        alarms.sort();
        (text(&event["start"]), text(&event["end"]), alarms)
    }

    fn is(event: &Value, start: &str, end: &str, alarms: &[&str]) {
        let found = times(event);
        let (start, end) = (start.to_owned(), end.to_owned());
        let alarms = alarms.iter().map(|&alarm| alarm.to_owned()).collect();
        assert_eq!(found, (start, end, alarms), "{event}");
    }

    fn says(event: &Value, what: &str, words: &[&str]) {
        let text = event[what].as_str().unwrap();
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
    }

    #[test]
    fn a_class_of_cqie_2027() {
        // 4月15日下午 14:10-14:30, 23软工1班, 图书馆二部一楼大厅, 提前10分钟, 采集码提前两天.
        let calendar = one("cqie-2027", "23软工1班");
        assert_eq!(
            (&calendar["kind"], &calendar["method"], &calendar["name"]),
            (&json!("vcalendar"), &json!("PUBLISH"), &json!("图像采集：23软工1班"))
        );
        let [code, seat] = events(&calendar)[..] else { panic!("{calendar}") };
        is(code, "2026-04-13", "2026-04-14", &["2026-04-12T20:00", "2026-04-13T09:00"]);
        says(code, "title", &["采集码"]);
        // 14:00 and 20:00 on the day before, in Shanghai.
        is(seat, "2026-04-15T06:10", "2026-04-15T06:30", &["2026-04-14T12:00", "2026-04-15T06:00"]);
        says(seat, "title", &["23软工1班"]);
        says(seat, "place", &["重庆工程学院", "南泉校区", "图书馆二部一楼大厅"]);
        says(seat, "says", &["14:00集合", "序号：26", "纸巾", "2027届毕业生图像采集"]);
        assert_eq!(
            (&seat["status"], &seat["transparency"]),
            (&json!("CONFIRMED"), &json!("OPAQUE"))
        );
        // What the school has not fixed (待定), and what counselors and offices do, is not in it.
        let all = calendar.to_string();
        assert!(!all.contains("学信网核对") && !all.contains("4月20日") && !all.contains("行政楼"));
    }

    #[test]
    fn the_other_campus_of_cqie_2027() {
        // 双桥: 4月17日上午 8:30-08:50, 25网媒10班, 党员实践教育中心.
        let calendar = one("cqie-2027", "25网媒10班");
        let [code, seat] = events(&calendar)[..] else { panic!("{calendar}") };
        is(code, "2026-04-15", "2026-04-16", &["2026-04-14T20:00", "2026-04-15T09:00"]);
        is(seat, "2026-04-17T00:30", "2026-04-17T00:50", &["2026-04-16T12:00", "2026-04-17T00:20"]);
        says(seat, "place", &["双桥校区", "党员实践教育中心"]);
    }

    #[test]
    fn a_college_s_window_of_cqust_2026() {
        // 2025.11.3 14:00~17:00 管理学院, 体育馆T124; 采集码在11月3日前; the college sets the times.
        let calendar = one("cqust-2026", "管理学院");
        let [code, seat] = events(&calendar)[..] else { panic!("{calendar}") };
        is(code, "2025-11-02", "2025-11-03", &["2025-11-01T20:00", "2025-11-02T09:00"]);
        // 提前20分钟: the first class has to be there at 13:40.
        is(seat, "2025-11-03T06:00", "2025-11-03T09:00", &["2025-11-02T12:00", "2025-11-03T05:40"]);
        says(seat, "says", &["学院安排", "提前20分钟", "15元"]);
        assert_eq!(
            (&seat["status"], &seat["transparency"]),
            (&json!("TENTATIVE"), &json!("TRANSPARENT"))
        );
        // 10月31日17:00 is the colleges' deadline.
        assert!(!calendar.to_string().contains("10月31日"));
    }

    #[test]
    fn windows_and_a_month_of_hnust_2026() {
        // 4月13日 10:15-11:30 九教106; 2025年9月校对.
        let calendar = one("hnust-2026", "马克思主义学院");
        let [seat, check] = events(&calendar)[..] else { panic!("{calendar}") };
        is(seat, "2025-04-13T02:15", "2025-04-13T03:30", &["2025-04-12T12:00", "2025-04-13T02:00"]);
        says(seat, "place", &["第九教学楼106室"]);
        is(check, "2025-09-01", "2025-10-01", &["2025-09-01T09:00", "2025-09-29T09:00"]);
        says(check, "says", &["通知只说到月份"]);
        // 4月13日 14:30-14:40: no longer than half an hour, so the college does not divide it.
        let calendar = one("hnust-2026", "国际教育学院");
        let [seat, _] = events(&calendar)[..] else { panic!("{calendar}") };
        is(seat, "2025-04-13T06:30", "2025-04-13T06:40", &["2025-04-12T12:00", "2025-04-13T06:15"]);
        // 3月29日 is the colleges' deadline.
        assert!(!calendar.to_string().contains("3月29日"));
    }

    #[test]
    fn opening_hours_and_days_of_bnu_2025() {
        // 4月12～13日 9:00～12:00; 13:30～17:00, 教四楼一层西侧; 5月5～25日 学信网.
        let calendar = one("bnu-2025", "本科生");
        let [first, second, third, fourth, check] = events(&calendar)[..] else {
            panic!("{calendar}")
        };
        let (at_nine, at_half_past_one) = ("2025-04-12T01:00", "2025-04-12T05:30");
        is(first, at_nine, "2025-04-12T04:00", &["2025-04-11T12:00", at_nine]);
        is(second, at_half_past_one, "2025-04-12T09:00", &[at_half_past_one]);
        let (at_nine, at_half_past_one) = ("2025-04-13T01:00", "2025-04-13T05:30");
        is(third, at_nine, "2025-04-13T04:00", &["2025-04-12T12:00", at_nine]);
        is(fourth, at_half_past_one, "2025-04-13T09:00", &[at_half_past_one]);
        says(first, "place", &["教四楼一层西侧"]);
        says(first, "says", &["学生卡", "西门进"]);
        is(check, "2025-05-05", "2025-05-26", &["2025-05-05T09:00", "2025-05-24T09:00"]);
        says(check, "says", &["学籍档案", "证明材料"]);
        assert_eq!(check["status"], "CONFIRMED");
        // 3月31日 is the departments' deadline; 4月30日 is for those who missed it.
        let all = calendar.to_string();
        assert!(!all.contains("3月31日") && !all.contains("4月30日"));
    }

    #[test]
    fn a_printed_assembly_time_of_xaipe_2025() {
        // 11:20—12:00, 集合时间 11:00, 401教室, 运动训练高水平班; nothing on 学信网.
        let calendar = one("xaipe-2025", "运动训练高水平班");
        let [seat] = events(&calendar)[..] else { panic!("{calendar}") };
        is(seat, "2024-04-21T03:20", "2024-04-21T04:00", &["2024-04-20T12:00", "2024-04-21T03:00"]);
        says(seat, "place", &["401教室"]);
        says(seat, "says", &["教学楼前空地", "时间可能提前"]);
    }

    /// The calendar of whoever answered 拍过了吗, which the command has not.
    fn answered(id: &str, unit: &str, captured: Captured, now: &str) -> Value {
        let path = root().join(format!("public/notices/{id}.json"));
        let notice = Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap();
        let found = Index::new(&notice).find(unit);
        let seats: Vec<Seat<'_>> =
            found.matches.iter().map(|found| Seat::new(&notice, found).unwrap()).collect();
        let answer = Answer { captured, now: now.parse().unwrap() };
        read(&[tucai_calendar::calendar(&notice, &seats, Some(answer), None)]).remove(0)
    }

    #[test]
    fn after_the_answer_the_make_up_or_the_check_is_left() {
        // 2025.11.7 15:30~17:00 各学院补照.
        let calendar = answered("cqust-2026", "管理学院", Captured::No, "2025-11-04T09:00:00");
        let [make_up] = events(&calendar)[..] else { panic!("{calendar}") };
        let alarms = ["2025-11-06T12:00", "2025-11-07T06:30"];
        is(make_up, "2025-11-07T07:30", "2025-11-07T09:00", &alarms);
        says(make_up, "title", &["补照"]);
        // 2024年12月31日前自行前往…补拍中心.
        let unit = "运动训练高水平班";
        let calendar = answered("xaipe-2025", unit, Captured::No, "2024-04-22T09:00:00");
        let [make_up] = events(&calendar)[..] else { panic!("{calendar}") };
        let alarms = ["2024-12-24T09:00", "2024-12-29T20:00"];
        is(make_up, "2024-12-31", "2025-01-01", &alarms);
        says(make_up, "place", &["补拍中心"]);
        // 线上采集申请 4月21-25日, 中国图片社 4月30日前; neither the sessions nor the check.
        let calendar = answered("bnu-2025", "研究生", Captured::No, "2025-04-20T18:00:00");
        let [online, agency] = events(&calendar)[..] else { panic!("{calendar}") };
        is(online, "2025-04-21", "2025-04-26", &["2025-04-21T09:00", "2025-04-24T09:00"]);
        is(agency, "2025-04-30", "2025-05-01", &["2025-04-23T09:00", "2025-04-28T20:00"]);
        let before = one("bnu-2025", "研究生");
        let uids = |calendar: &Value| -> Vec<String> {
            events(calendar).iter().map(|event| event["uid"].to_string()).collect()
        };
        assert!(uids(&calendar).iter().all(|uid| !uids(&before).contains(uid)));
        // 核对 5月5～25日, and no session any more; the same entry as before the answer.
        for captured in [Captured::Yes { on: None }, Captured::Earlier] {
            let calendar = answered("bnu-2025", "研究生", captured, "2025-04-13T18:00:00");
            let [check] = events(&calendar)[..] else { panic!("{calendar}") };
            is(check, "2025-05-05", "2025-05-26", &["2025-05-05T09:00", "2025-05-24T09:00"]);
            assert!(uids(&before).contains(&check["uid"].to_string()));
        }
    }

    #[test]
    fn every_unit_of_every_notice_is_understood() {
        let mut asked = Vec::new();
        for id in ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"] {
            let path = root().join(format!("public/notices/{id}.json"));
            let notice: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            for slot in notice["schedule"]["slots"].as_array().unwrap() {
                if let (Some(unit), Some(when)) =
                    (slot["units"][0]["name"].as_str(), slot["when"]["clock"].as_object())
                {
                    let day = when["date"].as_str().unwrap().to_owned();
                    let span = when["span"].as_str().unwrap().to_owned();
                    asked.push((id, unit.to_owned(), day, span));
                }
            }
        }
        // Each command is a process: every ninth of the largest, all of the others.
        let asked: Vec<_> = asked
            .into_iter()
            .enumerate()
            .filter(|(at, (id, ..))| *id != "cqie-2027" || at % 9 == 0)
            .map(|(_, asked)| asked)
            .collect();
        assert!(asked.len() > 60, "{}", asked.len());
        let texts: Vec<String> = asked.iter().map(|(id, unit, ..)| printed(id, unit)).collect();
        for ((id, unit, day, span), calendar) in asked.iter().zip(read(&texts)) {
            let (start, end) = span.split_once('-').unwrap();
            let there = events(&calendar).into_iter().any(|event| {
                let (from, to, _) = times(event);
                (from, to) == (in_utc(day, start), in_utc(day, end))
            });
            assert!(there, "{id} {unit} {day} {span}: {calendar}");
        }
    }

    /// A moment of Shanghai's clock in UTC; none of those asked is before eight.
    fn in_utc(day: &str, clock: &str) -> String {
        let (hours, minutes) = clock.split_once(':').unwrap();
        let hours: u32 = hours.parse().unwrap();
        format!("{day}T{:02}:{minutes}", hours.checked_sub(8).unwrap())
    }

    #[test]
    fn a_revision_updates_and_a_postponement_cancels() {
        let folder = std::env::temp_dir().join(format!("tucai-calendar-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = root().join("public/notices/cqie-2027.json");
        let mut notice: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let file = |notice: &Value| {
            let file = folder.join("cqie-2027.json");
            std::fs::write(&file, notice.to_string()).unwrap();
            one(&file.display().to_string(), "23软工1班")
        };
        let before = file(&notice);
        let slot = notice["schedule"]["slots"].as_array_mut().unwrap().iter_mut();
        let slot = slot.into_iter().find(|slot| slot["units"][0]["name"] == "23软工1班").unwrap();
        slot["when"]["clock"] = json!({ "date": "2026-04-16", "span": "09:00-09:20" });
        notice["revision"] = json!(2);
        notice["checked"] = json!("2026-11-22");
        let moved = file(&notice);
        for (was, now) in events(&before).into_iter().zip(events(&moved)) {
            assert_eq!(was["uid"], now["uid"]);
            assert_eq!((&was["sequence"], &now["sequence"]), (&json!(0), &json!(1)));
            assert!(was["stamp"].as_str() < now["stamp"].as_str());
        }
        let [code, seat] = events(&moved)[..] else { panic!("{moved}") };
        assert_eq!(code["start"], "2026-04-14");
        is(seat, "2026-04-16T01:00", "2026-04-16T01:20", &["2026-04-15T12:00", "2026-04-16T00:50"]);
        notice["revision"] = json!(3);
        notice["standing"] =
            json!({ "postponed": { "on": "2026-04-12", "says": "因故, 延期; 另行通知" } });
        let cancelled = file(&notice);
        assert_eq!(events(&cancelled).len(), 2);
        for (was, now) in events(&moved).into_iter().zip(events(&cancelled)) {
            assert_eq!((&was["uid"], &now["sequence"]), (&now["uid"], &json!(2)));
            assert_eq!((&now["status"], &now["alarms"]), (&json!("CANCELLED"), &json!([])));
            says(now, "title", &["已延期"]);
            says(now, "says", &["因故, 延期; 另行通知"]);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn days_without_hours() {
        let file = root().join("src/notice/testdata/04-coarse.json").display().to_string();
        // 10月13日至14日, no hours.
        let calendar = one(&file, "土木2班");
        let seat = events(&calendar)[0];
        is(seat, "2021-10-13", "2021-10-15", &["2021-10-12T20:00", "2021-10-13T07:00"]);
        let output = Command::new(env!("CARGO_BIN_EXE_tucai"))
            .args(["notice", "calendar", &file, "冶金1班"])
            .output()
            .unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    }
}
