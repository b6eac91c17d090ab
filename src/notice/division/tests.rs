//! Counted by hand from the tables of cqust-2026 (教务处附件2) and hnust-2026 (拍摄日程表).

use proptest::prelude::*;

use super::divide::{Class, DivideError, Help, Pace, divide, facts, implied, theirs, usual};
use super::text::MAX_IN_LINK;
use super::*;
use crate::quick::quick;
use crate::slot::Certainty;

const CQUST: &str = include_str!("../../../public/notices/cqust-2026.json");
const HNUST: &str = include_str!("../../../public/notices/hnust-2026.json");
const ELECTRIC: &str = "电子与电气工程学院";
const COMPUTER: &str = "计算机科学与工程学院(人工智能学院)";

fn notice(json: &str) -> Notice {
    Notice::from_json(json).unwrap()
}

fn known(notice: &Notice, college: &str) -> Vec<Window> {
    windows(notice, college).into_iter().map(|(window, _)| window).collect()
}

fn classes(named: &[(&str, u32)]) -> Vec<Class> {
    named.iter().map(|&(name, heads)| Class { name: name.to_owned(), heads }).collect()
}

fn pace(per_hour: u32, round: u16) -> Pace {
    Pace { per_hour, round, pause: None }
}

fn times(rows: &[Row]) -> Vec<(u32, String)> {
    rows.iter().map(|row| (row.window, row.span.to_string())).collect()
}

fn at(rows: &[(u32, &str)]) -> Vec<(u32, String)> {
    rows.iter().map(|&(window, span)| (window, span.to_owned())).collect()
}

/// 670 people from nine to twelve.
fn electric() -> Division {
    let notice = notice(CQUST);
    let windows = known(&notice, ELECTRIC);
    let classes = classes(&[("电气2201", 40), ("电气2202", 36), ("自动化2201", 44)]);
    let rows = divide(&windows, &classes, &pace(240, 5)).unwrap();
    Division {
        notice: notice.id,
        revision: 1,
        college: ELECTRIC.to_owned(),
        made: "2025-10-20".parse().unwrap(),
        windows,
        rows,
    }
}

#[test]
fn windows_are_those_of_the_table() {
    let notice = notice(CQUST);
    let of = |college: &str| {
        let windows = known(&notice, college);
        let line = |it: &Window| format!("{} {} {}", it.date, it.span, it.place);
        windows.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(of(ELECTRIC), ["2025-11-03 09:00-12:00 gym"]);
    assert_eq!(of(COMPUTER), ["2025-11-04 14:00-17:00 gym", "2025-11-05 09:00-10:00 gym"]);
    assert_eq!(of("没有这个学院"), Vec::<String>::new());
    let notice = self::notice(HNUST);
    assert_eq!(known(&notice, "研究生院").len(), 3);
    // Ten minutes, which the notice does not leave to be divided.
    assert_eq!(known(&notice, "国际教育学院"), []);
}

#[test]
fn the_notice_implies_a_pace_where_it_counts_heads() {
    let notice = notice(CQUST);
    // 670 in three hours is 223⅓; 650 and 180 in four hours is 207½; 342 in an hour and a half is 228.
    assert_eq!(implied(&windows(&notice, ELECTRIC)), Some(224));
    assert_eq!(implied(&windows(&notice, COMPUTER)), Some(208));
    assert_eq!(implied(&windows(&notice, "冶金与动力工程学院")), Some(228));
    assert_eq!(implied(&windows(&self::notice(HNUST), "人文学院")), None);
    assert_eq!(implied(&[]), None);
}

#[test]
fn four_people_a_minute() {
    let windows = known(&notice(CQUST), ELECTRIC);
    let classes = classes(&[("电气2201", 40), ("电气2202", 36), ("自动化2201", 44)]);
    // 10, 9 and 11 minutes.
    let rows = divide(&windows, &classes, &pace(240, 1)).unwrap();
    assert_eq!(times(&rows), at(&[(0, "09:00-09:10"), (0, "09:10-09:19"), (0, "09:19-09:30")]));
    let rows = divide(&windows, &classes, &pace(240, 5)).unwrap();
    assert_eq!(times(&rows), at(&[(0, "09:00-09:10"), (0, "09:10-09:20"), (0, "09:20-09:30")]));
}

#[test]
fn rounding_does_not_add_up() {
    // Twenty classes of 33 and one of 10: 670, at the pace that the notice implies.
    let windows = known(&notice(CQUST), ELECTRIC);
    let mut all: Vec<Class> =
        (1..=20).map(|number| Class { name: format!("{number}班"), heads: 33 }).collect();
    all.push(Class { name: "21班".to_owned(), heads: 10 });
    // 179.46 minutes.
    for (round, end) in [(1, "11:59"), (5, "12:00")] {
        let rows = divide(&windows, &all, &pace(224, round)).unwrap();
        assert_eq!(rows.last().unwrap().span.end().to_string(), end, "{round}");
    }
    // Nobody more fits.
    all.push(Class { name: "22班".to_owned(), heads: 3 });
    let full = divide(&windows, &all, &pace(224, 1)).unwrap_err();
    // 673 people in three hours are 224⅓ an hour.
    let expected = DivideError::Full {
        class: "22班".to_owned(),
        fit: 670,
        heads: 673,
        per_hour: 224,
        help: Help::Faster(225),
    };
    assert_eq!(full, expected);
    let words = full.to_string();
    assert!(words.contains("排得下670人") && words.contains("每小时225人"), "{words}");
}

#[test]
fn one_batch_after_the_other_and_no_class_torn() {
    let windows = known(&notice(CQUST), COMPUTER);
    // 200 an hour: 600 in the three hours of the first day, 200 in the hour of the second.
    let mut all = classes(&[("计科2201", 300), ("计科2202", 260), ("智能2201", 60)]);
    let rows = divide(&windows, &all, &pace(200, 1)).unwrap();
    // 90 minutes, 78 minutes; 60 people take 18 and 12 are left, so they come on the second day.
    assert_eq!(times(&rows), at(&[(0, "14:00-15:30"), (0, "15:30-16:48"), (1, "09:00-09:18")]));
    all.extend(classes(&[("智能2202", 141)]));
    let full = divide(&windows, &all, &pace(200, 1)).unwrap_err();
    assert!(matches!(full, DivideError::Full { fit: 620, heads: 761, .. }), "{full:?}");
}

#[test]
fn nobody_is_asked_for_in_a_pause() {
    // hnust-2026, room 103, 4月12日13:30-17:30.
    let windows = known(&notice(HNUST), "计算机科学与工程学院");
    let pace = Pace { per_hour: 120, round: 5, pause: "15:00-15:10".parse().ok() };
    let all = classes(&[("计科1班", 80), ("计科2班", 80), ("计科3班", 80), ("计科4班", 80)]);
    let rows = divide(&windows, &all, &pace).unwrap();
    // 40 minutes each: the third would run into the pause.
    let expected =
        at(&[(0, "13:30-14:10"), (0, "14:10-14:50"), (0, "15:10-15:50"), (0, "15:50-16:30")]);
    assert_eq!(times(&rows), expected);
    // A pause over the whole window leaves nothing.
    let pace = Pace { pause: "12:00-18:00".parse().ok(), ..pace };
    assert_eq!(divide(&windows, &all, &pace), Err(DivideError::NoTime));
}

#[test]
fn what_nobody_means_is_refused() {
    let windows = known(&notice(CQUST), ELECTRIC);
    let go = |named: &[(&str, u32)], pace: &Pace| divide(&windows, &classes(named), pace);
    let fine = pace(240, 5);
    assert_eq!(divide(&[], &classes(&[("甲", 1)]), &fine), Err(DivideError::NoWindow));
    assert_eq!(go(&[], &fine), Err(DivideError::NoClass));
    assert_eq!(go(&[("甲", 1)], &pace(0, 5)), Err(DivideError::Pace));
    assert_eq!(go(&[("甲", 1)], &pace(2001, 5)), Err(DivideError::Pace));
    assert_eq!(go(&[("甲", 1)], &pace(240, 0)), Err(DivideError::Pace));
    assert_eq!(go(&[("甲", 1), (" ", 1)], &fine), Err(DivideError::Name(2)));
    assert_eq!(go(&[("甲\n乙", 1)], &fine), Err(DivideError::Name(1)));
    assert_eq!(go(&[("甲", 0)], &fine), Err(DivideError::Heads("甲".to_owned())));
    assert_eq!(go(&[("1班", 1), ("１ 班", 1)], &fine), Err(DivideError::Twice("１ 班".to_owned())));
    let notice = notice(CQUST);
    let error = theirs(&notice, &classes(&[("管理学院", 3)]));
    assert_eq!(error, Err(DivideError::Theirs("管理学院".to_owned())));
}

#[test]
fn a_class_gets_the_colleges_time_with_the_notices_arrival_and_place() {
    let mut notice = notice(CQUST);
    let before = notice.schedule.slots.clone();
    let applied = electric().apply(&mut notice).unwrap();
    assert_eq!(applied, Applied { classes: 3, told: None });
    assert_eq!(notice.schedule.slots.get(..before.len()), Some(before.as_slice()));
    let found = quick(&notice, "电气2202");
    assert_eq!(found.len(), 1);
    let seat = Seat::new(&notice, found.first().unwrap()).unwrap();
    assert_eq!(words::slot_line(seat.slot), "11月3日(周一)09:10–09:20(学院安排)");
    // 根据学院确定的…时间提前20分钟到达.
    assert_eq!(seat.assemble().unwrap().to_string(), "08:50");
    assert_eq!(seat.place().unwrap().id, "gym");
    assert_eq!(seat.college(), Some(ELECTRIC));
    assert_eq!(seat.certainty(), Certainty::Divided);
    assert!(!seat.is_open());
    let said = words::certainty(&seat);
    assert!(said.contains("学院自己的分班安排") && said.contains("2025年10月20日"), "{said}");
    assert!(said.contains("第1版") && !said.contains("按通知，这就是"), "{said}");
    let note = seat.slot.note.as_deref().unwrap();
    assert!(note.contains("11月3日(周一)09:00–12:00"), "{note}");
    let around = seat.neighbours();
    let names = |slots: Vec<&Slot>| slots.into_iter().map(seat::label).collect::<Vec<_>>();
    assert_eq!(names(around.before), ["电气2201"]);
    assert_eq!(names(around.beside), Vec::<String>::new());
    assert_eq!(names(around.after), ["自动化2201"]);
    // The college's own row stands as before, and knows nothing of its classes.
    let found = quick(&notice, ELECTRIC);
    let seat = Seat::new(&notice, found.first().unwrap()).unwrap();
    assert!(seat.is_open() && seat.neighbours().beside.is_empty());
}

#[test]
fn a_window_that_moved_is_told() {
    let mut moved = notice(CQUST);
    moved.revision = 2;
    let slot = moved.schedule.slots.first_mut().unwrap();
    slot.when =
        When::Clock { date: "2025-11-03".parse().unwrap(), span: "08:30-11:30".parse().unwrap() };
    let applied = electric().apply(&mut moved).unwrap();
    assert_eq!(applied.classes, 0);
    let told = applied.told.unwrap();
    assert!(told.contains("通知改过了") && told.contains("11月3日(周一)09:00–12:00"), "{told}");
    assert!(told.contains("第1版") && told.contains("第2版"), "{told}");
    // A row that only moved in the table is the same window.
    let mut shuffled = notice(CQUST);
    shuffled.revision = 2;
    shuffled.schedule.slots.reverse();
    let applied = electric().apply(&mut shuffled).unwrap();
    assert_eq!(applied, Applied { classes: 3, told: None });
}

#[test]
fn a_division_reaches_no_further_than_its_colleges_windows() {
    // Of another college's window, of another notice, of a class that the notice places.
    let mut other = electric();
    other.college = "管理学院".to_owned();
    let applied = other.apply(&mut notice(CQUST)).unwrap();
    assert_eq!(applied.classes, 0);
    assert!(applied.told.unwrap().contains("对不上"));
    assert_eq!(electric().apply(&mut notice(HNUST)), Err(DivisionError::OtherNotice));
    let mut named = electric();
    named.rows.first_mut().unwrap().class = "管 理 学 院".to_owned();
    let applied = named.apply(&mut notice(CQUST)).unwrap();
    assert_eq!(applied.classes, 2);
    assert!(applied.told.unwrap().contains("在通知里另有时间"));
    // A time outside the window does not even decode.
    let mut outside = electric();
    outside.rows.first_mut().unwrap().span = "08:50-09:10".parse().unwrap();
    assert_eq!(outside.to_text(), Err(DivisionError::Unsound));
    assert_eq!(outside.apply(&mut notice(CQUST)), Err(DivisionError::Unsound));
}

#[test]
fn a_text_is_ascii_and_leads_back() {
    let division = electric();
    let text = division.to_text().unwrap();
    assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    assert_eq!(Division::from_text(&text), Ok(division.clone()));
    // What a chat program puts behind it.
    assert_eq!(Division::from_text(&format!("{text}。")), Ok(division.clone()));
    assert_eq!(serde_json::from_str(&division.to_json()).ok(), Some(division));
}

#[test]
fn every_text_that_is_cut_off_is_recognised() {
    let text = electric().to_text().unwrap();
    for end in 0..text.len() {
        let cut = Division::from_text(text.get(..end).unwrap());
        assert_eq!(cut, Err(DivisionError::Cut), "{end}");
    }
    for at in 1..text.len() {
        let mut bytes = text.clone().into_bytes();
        let byte = bytes.get_mut(at).unwrap();
        *byte = if *byte == b'A' { b'B' } else { b'A' };
        let changed = Division::from_text(&String::from_utf8(bytes).unwrap());
        assert_eq!(changed, Err(DivisionError::Cut), "{at}");
    }
    assert_eq!(Division::from_text("2AAAA"), Err(DivisionError::Newer));
}

#[test]
fn twenty_classes_fit_into_a_link() {
    // 670 people in twenty classes: the size of the example.
    let windows = known(&notice(CQUST), ELECTRIC);
    let all: Vec<Class> = (1..=20)
        .map(|number| Class {
            name: format!("电气工程及其自动化22{number:02}"), heads: 33
        })
        .collect();
    let rows = divide(&windows, &all, &pace(224, 5)).unwrap();
    let text = Division { windows, rows, ..electric() }.to_text().unwrap();
    assert!(text.len() < 400 && text.len() < MAX_IN_LINK, "{}", text.len());
}

#[test]
fn files_have_plain_names() {
    let notice = notice(CQUST);
    assert_eq!(usual_file_name(&notice, ELECTRIC), "dzydqgcxy");
    assert_eq!(usual_file_name(&notice, "☃"), "college");
    assert_eq!(Plan::of("@dzydqgcxy"), Plan::File("dzydqgcxy"));
    for bad in ["@", "@../x", "@A", "@a.b", "@a/b", "1abc", ""] {
        assert_eq!(Plan::of(bad), Plan::Text(bad));
    }
}

/// Whether everybody fits with what is advised.
fn helps(windows: &[Window], all: &[Class], pace: &Pace, help: Help) -> bool {
    let (per_hour, round) = match help {
        Help::Finer => (pace.per_hour, 1),
        Help::Faster(least) => (least, pace.round),
        Help::Both(least) => (least, 1),
        Help::None => {
            return divide(windows, all, &Pace { per_hour: 2000, round: 1, ..*pace }).is_err();
        }
    };
    divide(windows, all, &Pace { per_hour, round, ..*pace }).is_ok()
}

#[test]
fn the_notices_own_count_fits_at_the_usual_pace() {
    let notice = notice(CQUST);
    let own = windows(&notice, ELECTRIC);
    // 670 in 175, 179 and 170 minutes: 229.7, 224.6 and 236.5.
    assert_eq!([5, 1, 10].map(|round| usual(&own, round)), [Some(230), Some(225), Some(237)]);
    // 650 in 175 minutes is 222.9; 180 in 55 is 196.4.
    assert_eq!(usual(&windows(&notice, COMPUTER), 5), Some(223));
    assert_eq!(usual(&windows(&self::notice(HNUST), "人文学院"), 5), None);
    // One that comes last still has a time.
    let known = known(&notice, ELECTRIC);
    let all = classes(&[("电气2201", 669), ("电气2202", 1)]);
    for round in [1, 5, 10] {
        let rows = divide(&known, &all, &pace(usual(&own, round).unwrap(), round));
        assert_eq!(rows.unwrap().len(), 2, "{round}");
    }
    // At the pace that leaves nothing, 669 take 179.2 minutes: only rounding is in the way.
    let full = divide(&known, &all, &pace(224, 5)).unwrap_err();
    assert!(matches!(full, DivideError::Full { fit: 669, help: Help::Finer, .. }), "{full:?}");
    assert!(full.to_string().contains("改成1分钟，就排得下"), "{full}");
    assert!(divide(&known, &all, &pace(224, 1)).is_ok());
}

#[test]
fn a_class_that_no_window_holds_is_told() {
    let windows = known(&notice(CQUST), ELECTRIC);
    // Three hours of 224; 700 in three hours are 233⅓ an hour.
    let error = divide(&windows, &classes(&[("电气2201", 700)]), &pace(224, 5)).unwrap_err();
    let words = error.to_string();
    assert!(
        words.contains("“电气2201”这个班一个班就排不下(700人，时段按这个速度约672人)"),
        "{words}"
    );
    assert!(words.contains("每小时234人"), "{words}");
    // 181 classes in 180 minutes: no pace helps.
    let all: Vec<Class> =
        (1..=181).map(|number| Class { name: format!("{number}班"), heads: 1 }).collect();
    let full = divide(&windows, &all, &pace(224, 5)).unwrap_err();
    assert!(matches!(full, DivideError::Full { fit: 36, help: Help::None, .. }), "{full:?}");
    assert!(!full.to_string().contains("再快"), "{full}");
}

#[test]
fn facts_stand_beside_the_times() {
    let notice = notice(CQUST);
    let own = windows(&notice, ELECTRIC);
    let known = known(&notice, ELECTRIC);
    let told = |named: &[(&str, u32)], pace: &Pace| {
        let rows = divide(&known, &classes(named), pace).unwrap();
        facts(&own, &rows, pace)
    };
    let fine = pace(240, 5);
    assert_eq!(told(&[("电气2201", 671)], &fine), ["通知写670人，这里共671人"]);
    assert_eq!(told(&[("电气2201", 602)], &fine), ["通知写670人，这里共602人"]);
    assert_eq!(told(&[("电气2201", 603)], &fine), [""; 0]);
    assert_eq!(told(&[("电气2201", 670)], &fine), [""; 0]);
    // 12:00 is the end of the window.
    let pause = |span: &str| Pace { pause: span.parse().ok(), ..pace(300, 5) };
    let late = told(&[("电气2201", 670)], &pause("12:00-13:00"));
    assert_eq!(late, ["休息12:00–13:00不在上面的时段里，没有用到"]);
    assert_eq!(told(&[("电气2201", 640)], &pause("11:50-13:00")), [""; 0]);
    // At four a minute 45 take until 9:11, which is 9:10; 44 more until 9:22, which is 9:20; 44 more
    // until 9:33, which is 9:35.
    let uneven =
        told(&[("电气1班", 45), ("电气2班", 44), ("电气3班", 44), ("电气4班", 537)], &fine);
    assert_eq!(uneven, ["时间按5分钟取整，所以各班的分钟数会差一点"]);
    let even = told(&[("电气1班", 40), ("电气2班", 40), ("电气3班", 590)], &fine);
    assert_eq!(even, [""; 0]);
}

proptest! {
    #[test]
    fn any_text_is_borne(text in any::<String>()) {
        prop_assert!(Division::from_text(&text).is_err());
        Plan::of(&text);
    }

    /// Sealed as ours are, so that what is behind the checksum is reached.
    #[test]
    fn any_bytes_are_borne(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        use base64::Engine;
        let mut sealed = bytes.clone();
        sealed.extend(crc32fast::hash(&bytes).to_le_bytes());
        let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sealed);
        if let Ok(division) = Division::from_text(&format!("1{text}")) {
            prop_assert_eq!(division.check(), Ok(()));
            let _ = division.apply(&mut notice(CQUST));
        }
    }

    #[test]
    fn rows_stay_inside_their_window_and_in_order(
        heads in proptest::collection::vec(1_u32..150, 1..40),
        per_hour in 1_u32..2000,
        round in 1_u16..30,
        pause in 8_u16..18,
    ) {
        let windows = known(&notice(CQUST), COMPUTER);
        let all: Vec<Class> = heads.iter().enumerate()
            .map(|(at, &heads)| Class { name: format!("{at}班"), heads }).collect();
        let pause: Option<Span> = format!("{pause:02}:30-{pause:02}:45").parse().ok();
        let pace = Pace { per_hour, round, pause };
        match divide(&windows, &all, &pace) {
            Ok(rows) => {
                let mut last = (0, crate::time::Clock::default());
                for row in &rows {
                    let window = &windows[row.window as usize];
                    prop_assert!(window.span.start() <= row.span.start());
                    prop_assert!(row.span.end() <= window.span.end());
                    prop_assert!((row.window, row.span.start()) >= last, "{rows:?}");
                    prop_assert!(!pause.unwrap().overlaps(row.span));
                    last = (row.window, row.span.end());
                }
                let college = COMPUTER.to_owned();
                let division = Division { college, windows, rows, ..electric() };
                let text = division.to_text().unwrap();
                prop_assert_eq!(Division::from_text(&text), Ok(division));
            }
            Err(DivideError::Full { fit, help, .. }) => {
                // What fits, fits; with what is advised, everybody does.
                let some = all.iter().scan(0, |sum, it| { *sum += it.heads; Some((*sum, it)) });
                let some: Vec<Class> =
                    some.take_while(|(sum, _)| *sum <= fit).map(|(_, it)| it.clone()).collect();
                prop_assert!(some.is_empty() || divide(&windows, &some, &pace).is_ok());
                prop_assert!(helps(&windows, &all, &pace, help));
            }
            Err(DivideError::Alone { heads, room, help, .. }) => {
                prop_assert!(heads > room);
                prop_assert!(helps(&windows, &all, &pace, help));
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }
}
