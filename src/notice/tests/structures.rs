//! Structures that other schools' notices have and the five published ones have not, or only in a
//! weaker form: each as a small notice in `testdata`, without an error and read as it is meant.

#[cfg(test)]
mod tests {
    use tucai_notice::after::Window;
    use tucai_notice::check::{Severity, check};
    use tucai_notice::fee::{Mode, PayMethod, PayMoment};
    use tucai_notice::lookup::Index;
    use tucai_notice::notice::Notice;
    use tucai_notice::point::{Force, Gender, Party};
    use tucai_notice::prepare::{LatePolicy, QueueKey};
    use tucai_notice::rules::Colour;
    use tucai_notice::seat::Seat;
    use tucai_notice::slot::{Certainty, Choice, SlotKind, UnitKind};
    use tucai_notice::wire::SlotLine;

    /// The notice of a file; it has no error, and writing it loses nothing.
    fn notice(name: &str) -> Notice {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata");
        let text = std::fs::read_to_string(format!("{dir}/{name}.json")).unwrap();
        let findings = check(&text);
        let errors: Vec<_> = findings.iter().filter(|f| f.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        let notice = Notice::from_json(&text).unwrap();
        let again = serde_json::to_string(&notice).unwrap();
        assert_eq!(Notice::from_json(&again).unwrap(), notice);
        notice
    }

    fn rows(notice: &Notice) -> Vec<SlotLine> {
        let slots = 0..notice.schedule.slots.len();
        slots.map(|index| SlotLine::from(&Seat::row(notice, index).unwrap())).collect()
    }

    fn asked(notice: &Notice, unit: &str) -> Vec<SlotLine> {
        let found = Index::new(notice).find(unit);
        let seats = found.matches.iter().map(|found| Seat::new(notice, found).unwrap());
        seats.map(|seat| SlotLine::from(&seat)).collect()
    }

    fn time(row: &SlotLine) -> String {
        let clock = |clock: Option<tucai_notice::time::Clock>| {
            clock.map_or_else(|| "?".to_owned(), |clock| clock.to_string())
        };
        format!("{}-{}", clock(row.start), clock(row.end))
    }

    #[test]
    fn every_file_is_a_structure() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata");
        let files = std::fs::read_dir(dir).unwrap();
        let mut names: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.as_bytes()[0].is_ascii_digit())
            .collect();
        names.sort();
        assert_eq!(names.len(), 16);
        for name in names {
            notice(name.strip_suffix(".json").unwrap());
        }
    }

    #[test]
    fn no_slot_at_all() {
        let notice = notice("01-walk-in");
        let hours = asked(&notice, "毕业生");
        assert_eq!(hours.len(), 2);
        assert!(hours.iter().all(|row| row.certainty == Certainty::Advisory));
        assert!(hours.iter().all(|row| row.assemble.is_none()));
        assert_eq!(notice.arrival.queue.unwrap().key, QueueKey::Arrival);
    }

    #[test]
    fn several_alternatives_for_one_student() {
        let notice = notice("02-alternatives");
        let ways = asked(&notice, "毕业生");
        let campuses: Vec<_> = ways.iter().map(|row| row.campus.as_deref()).collect();
        assert_eq!(campuses, [Some("北校区"), Some("南校区"), None, None]);
        assert_eq!(time(&ways[2]), "07:00-23:00");
        assert_eq!((ways[3].precision, ways[3].date), ("none", None));
        let slots = &notice.schedule.slots;
        assert!(slots.iter().all(|slot| slot.choice == Some(Choice::AnyOne)));
        assert_eq!(notice.arrival.late.unwrap().policy, LatePolicy::EndOfDay);
    }

    #[test]
    fn no_place() {
        let notice = notice("03-online");
        let online = &asked(&notice, "毕业生")[0];
        assert_eq!((online.place.as_deref(), online.precision), (None, "day"));
        assert_eq!(online.date, None);
        let on_site = &asked(&notice, "机械1班")[0];
        assert_eq!(on_site.place.as_deref(), Some("体育馆一楼"));
        let route = &notice.fee.routes[0];
        assert_eq!((route.fen, route.mode, route.only), (Some(3000), Some(Mode::Online), true));
        assert_eq!(notice.make_ups[0].hours[0].spans[0].to_string(), "08:30-21:00");
    }

    #[test]
    fn coarser_than_a_clock() {
        let notice = notice("04-coarse");
        let rows = rows(&notice);
        let precisions: Vec<_> = rows.iter().map(|row| row.precision).collect();
        assert_eq!(
            precisions,
            ["half_day", "half_day", "day", "day", "period", "week", "week", "clock", "none"]
        );
        assert_eq!(rows[0].date.unwrap().to_string(), "2021-10-11");
        // One of two days is no date, and a week is none.
        assert_eq!((rows[3].date, rows[5].date, rows[6].date), (None, None, None));
        assert_eq!(time(&rows[7]), "14:00-?");
        assert!(rows.iter().all(|row| row.precision == "clock" || row.start.is_none()));
        assert_eq!(rows[4].when, "10月15日第3—5节课");
    }

    #[test]
    fn order_only() {
        let notice = notice("05-order");
        let rows = rows(&notice);
        assert_eq!((rows[0].precision, rows[0].start, rows[0].order), ("order", None, Some(1)));
        assert_eq!((rows[2].date, rows[2].order), (None, Some(3)));
        // 8:30 and fifteen minutes for each of the six before.
        assert_eq!((time(&rows[3]), time(&rows[4])), ("08:30-08:45".into(), "10:00-10:15".into()));
        assert_eq!(rows[4].certainty, Certainty::Estimated);
        assert_eq!(rows[5].certainty, Certainty::Movable);
        assert!(rows[5].note.as_ref().unwrap().contains("30分钟"));
        assert_eq!(notice.schedule.drift, Some(30));
    }

    #[test]
    fn units_beyond_colleges_and_classes() {
        let notice = notice("06-units");
        let start = |unit: &str| {
            let rows = asked(&notice, unit);
            assert_eq!(rows.len(), 1, "{unit}");
            assert_eq!(rows[0].units.len(), 1, "{unit}");
            rows[0].start.unwrap().to_string()
        };
        for (unit, at) in [
            ("纺织工程专业", "08:30"),
            ("二学位", "09:00"),
            ("专升本", "09:00"),
            ("博士", "09:00"),
            ("2024年6月毕业", "09:30"),
            ("松江校区学生", "10:00"),
            ("市外班级", "10:00"),
            ("计数/软件", "10:30"),
            ("软件", "10:30"),
            ("体育教育3班", "11:00"),
            ("康复治疗2班", "11:00"),
            ("22-2班", "08:30"),
            ("电气1班", "08:30"),
            ("留学生", "09:00"),
        ] {
            assert_eq!(start(unit), at, "{unit}");
        }
        assert!(asked(&notice, "体育教育6班").is_empty());
        assert_eq!(asked(&notice, "海洋学院")[0].units, ["其他学院"]);
        let kinds: Vec<_> = notice.schedule.slots[1].units.iter().map(|unit| unit.kind).collect();
        assert_eq!(kinds, [UnitKind::Level; 3]);
    }

    #[test]
    fn by_room_only() {
        let notice = notice("07-rooms");
        let rooms: Vec<_> = ["会计3班", "会计8班", "金融2班", "第3组"]
            .iter()
            .map(|unit| asked(&notice, unit).remove(0))
            .map(|row| (row.place.clone().unwrap(), time(&row)))
            .collect();
        let room = |room: &str, hours: &str| (room.to_owned(), hours.to_owned());
        assert_eq!(
            rooms,
            [
                room("教学楼301室", "08:00-11:30"),
                room("教学楼302室", "08:00-12:00"),
                room("教学楼303室", "08:30-17:00"),
                room("教学楼303室", "08:30-17:00"),
            ]
        );
        assert!(rows(&notice).iter().all(|row| row.certainty == Certainty::Open));
    }

    #[test]
    fn two_audiences_in_one_event() {
        let notice = notice("08-audiences");
        let hours = |unit: &str| asked(&notice, unit).iter().map(time).collect::<Vec<_>>();
        assert_eq!(hours("本科生"), ["08:30-11:30"]);
        assert_eq!(hours("研究生"), ["13:30-17:00", "08:30-11:30"]);
        // One name in both audiences has two different times.
        assert_eq!(hours("教育学部"), ["13:30-14:00", "14:00-14:30"]);
        let credentials = |id: &str| notice.audience(id).unwrap().credentials.len();
        assert_eq!((credentials("ug"), credentials("pg")), (1, 2));
        assert_eq!(notice.bring[0].audience.as_deref(), Some("ug"));
        assert_eq!(notice.deadlines[0].audience.as_deref(), Some("pg"));
    }

    #[test]
    fn rounds() {
        let notice = notice("09-rounds");
        let dates: Vec<_> =
            asked(&notice, "旅游1班").iter().map(|row| row.date.unwrap().to_string()).collect();
        assert_eq!(dates, ["2023-11-13", "2024-03-12"]);
        let rounds: Vec<_> = notice.schedule.slots.iter().map(|slot| slot.round).collect();
        assert_eq!(rounds, [Some(1), Some(2), Some(2)]);
        assert_eq!(notice.schedule.slots[2].kind, SlotKind::MakeUp);
        let online = &notice.make_ups;
        assert_eq!((online[0].attempts, online[0].reply_days), (Some(3), Some(2)));
        assert_eq!((online[1].attempts, online[1].mode), (Some(10), Mode::Online));
        // Two phases: the code first, the picture later.
        assert!(notice.deadlines[0].days.last() < notice.deadlines[1].days.first());
    }

    #[test]
    fn gates_before_the_capture() {
        let notice = notice("10-gates");
        let until: Vec<_> =
            notice.gates.iter().map(|gate| gate.until.map(|day| day.to_string())).collect();
        let day = |day: &str| Some(day.to_owned());
        assert_eq!(until, [day("2024-12-05"), day("2024-12-09"), None, day("2024-12-08"), None]);
        assert!(notice.gates.iter().all(|gate| gate.what.force == Force::Must));
        assert_eq!(notice.gates[3].what.place.as_deref(), Some("gate"));
        assert_eq!(notice.arrival.queue.as_ref().unwrap().key, QueueKey::Ticket);
        assert_eq!(rows(&notice)[0].meet.as_deref(), Some("学校南门"));
    }

    #[test]
    fn fees_by_mode_payer_and_moment() {
        let notice = notice("11-fees");
        let [debit, class, make_up, online] = notice.fee.routes.as_slice() else { panic!() };
        assert_eq!((notice.fee.fen, debit.fen), (Some(1200), None));
        assert_eq!(debit.methods, [PayMethod::BankDebit]);
        assert_eq!(debit.audience.as_deref(), Some("ug"));
        assert_eq!(
            (class.fen, class.until_for, class.not_alone),
            (Some(1250), Party::Monitor, true)
        );
        assert_eq!(class.moment, Some(PayMoment::Before));
        assert_eq!((make_up.mode, make_up.moment), (Some(Mode::MakeUp), Some(PayMoment::OnSite)));
        assert_eq!(make_up.excluded, [PayMethod::Cash]);
        assert_eq!((online.fen, online.moment), (Some(3500), Some(PayMoment::After)));
        assert!(notice.fee.refund.is_some());
    }

    #[test]
    fn more_than_one_place() {
        let notice = notice("12-places");
        let row = &asked(&notice, "自动化1班")[0];
        assert_eq!(row.meet.as_deref(), Some("教学楼前空地"));
        assert_eq!(row.place.as_deref(), Some("教二203室"));
        assert_eq!(row.assemble.unwrap().to_string(), "08:40");
        let steps: Vec<_> = notice
            .steps
            .iter()
            .map(|step| notice.place(step.place.as_deref().unwrap()).unwrap().name.as_str())
            .collect();
        assert_eq!(steps, ["教二201室", "教二202室", "教二203室"]);
        assert_eq!(asked(&notice, "服装1班")[0].campus.as_deref(), Some("东风路校区"));
    }

    #[test]
    fn queue_keys() {
        let notice = notice("13-queue");
        assert_eq!(notice.arrival.queue.as_ref().unwrap().key, QueueKey::LastFour);
        assert_eq!(notice.arrival.late.unwrap().policy, LatePolicy::OtherTime);
        for (name, key) in [
            ("student_number", QueueKey::StudentNumber),
            ("last_two", QueueKey::LastTwo),
            ("printed_list", QueueKey::PrintedList),
            ("signature", QueueKey::Signature),
            ("arrival", QueueKey::Arrival),
            ("ticket", QueueKey::Ticket),
            ("changes_first", QueueKey::ChangesFirst),
        ] {
            assert_eq!(serde_json::to_value(key).unwrap(), name);
        }
    }

    #[test]
    fn a_window_relative_to_the_capture() {
        let verification = notice("14-verification").verification.unwrap();
        assert_eq!(verification.window, Some(Window::AfterCapture { days: 40, working: false }));
        assert!(verification.must_confirm);
        assert!(verification.proxy.unwrap().contains("辅导员"));
        assert_eq!(verification.hard_end.unwrap().to_string(), "2020-07-01");
    }

    #[test]
    fn rules_by_gender_and_a_background_that_is_not_blue() {
        let look = notice("15-look").look;
        let background = look.background.unwrap();
        assert_eq!(background.colours, [Colour::White, Colour::LightGrey]);
        assert_eq!(background.hex.as_deref(), Some("#f0f0f0"));
        let genders: Vec<_> = look.rules.iter().map(|rule| rule.gender).collect();
        assert_eq!(
            genders,
            [Some(Gender::Men), Some(Gender::Women), None, Some(Gender::Women), None]
        );
        assert_eq!(look.rules[2].colours, [Colour::White, Colour::LightBlue]);
        assert_eq!(look.rules[2].force, Force::MustNot);
        assert_eq!(look.rules[3].force, Force::May);
    }

    #[test]
    fn odd_lengths_and_hours() {
        let notice = notice("16-lengths");
        let times: Vec<_> = rows(&notice).iter().map(time).collect();
        assert_eq!(
            times,
            ["08:30-08:35", "08:35-08:55", "12:10-12:50", "19:00-20:30", "09:00-09:20"]
        );
        let dates = &notice.schedule.dates;
        assert_eq!(dates[0].last().days_until(dates[1].first()), 28);
    }
}
