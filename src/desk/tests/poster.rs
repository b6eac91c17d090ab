//! The layout of every poster that the five notices can have: nothing overflows, nothing overlaps, and
//! what has to be on it is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::rc::Rc;

use tucai_desk::poster::{Font, Format, Mark, Measure, Page, Poster, pages};
use tucai_desk::subject::{About, Kind, Subject};
use tucai_notice::Notice;
use tucai_notice::division::{Division, Row, Window};
use tucai_notice::notice::Standing;

const IDS: [&str; 5] = ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"];
const FORMATS: [Format; 2] = [Format::Phone, Format::A4];
const LINK: &str =
    "https://tucai.example.edu.cn/2026/#/cqie-2027/class/23%E8%BD%AF%E5%B7%A51%E7%8F%AD";

/// A Chinese character is as wide as it is high, a Latin one somewhat more than half of that: as wide
/// as system fonts are, or wider.
struct Squares;

impl Measure for Squares {
    fn width(&self, text: &str, font: Font) -> f64 {
        let of = |char: char| if char.is_ascii() || char == '–' { 0.6 } else { 1.0 };
        text.chars().map(of).sum::<f64>() * font.size
    }
}

fn notice(id: &str) -> Notice {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices");
    Notice::from_json(&std::fs::read_to_string(format!("{dir}/{id}.json")).unwrap()).unwrap()
}

fn subject(notice: &Rc<Notice>, kind: Kind, name: &str) -> Subject {
    let about = About {
        kind,
        name: name.to_owned(),
        notice: notice.id.clone(),
        revision: notice.revision,
        now: String::new(),
        plan: String::new(),
    };
    Subject::new(about, Rc::clone(notice))
}

/// Everything of a notice that has a page with a poster.
fn all(notice: &Rc<Notice>) -> Vec<Subject> {
    let slots = &notice.schedule.slots;
    let mut names: BTreeSet<(u8, &str)> = BTreeSet::new();
    for slot in slots {
        names.extend(slot.units.iter().map(|unit| (0, unit.name.as_str())));
        names.extend(slot.college.iter().map(|name| (1, name.as_str())));
        names.extend(slot.counselor.iter().map(|name| (2, name.as_str())));
    }
    let kinds = [Kind::Class, Kind::College, Kind::Counselor];
    let all = names.into_iter().map(|(kind, name)| subject(notice, kinds[usize::from(kind)], name));
    all.filter(|subject| !subject.seats().is_empty()).collect()
}

/// Left, top, right and bottom of the letters of a text.
fn letters(mark: &Mark) -> Option<[f64; 4]> {
    match mark {
        Mark::Text { at: [x, y], width, font, .. } => {
            Some([*x, y - font.size * 0.84, x + width, y + font.size * 0.12])
        }
        Mark::Code { at, module, code } => {
            let side = f64::from(module * code.whole());
            let [x, y] = at.map(f64::from);
            Some([x, y, x + side, y + side])
        }
        Mark::Fill { .. } => None,
    }
}

fn texts(page: &Page) -> Vec<&str> {
    let mut texts = Vec::new();
    for mark in &page.marks {
        if let Mark::Text { text, .. } = mark {
            texts.push(text.as_str());
        }
    }
    texts
}

fn holds_together(page: &Page, format: Format, what: &str) {
    let boxes: Vec<([f64; 4], &Mark)> =
        page.marks.iter().filter_map(|mark| Some((letters(mark)?, mark))).collect();
    for (at, (one, mark)) in boxes.iter().enumerate() {
        let [left, top, right, bottom] = *one;
        let inside = left >= format.margin() - 1.0
            && right <= page.width - format.margin() + 1.0
            && top >= 0.0
            && bottom <= page.height - 16.0;
        assert!(inside, "{what} {format:?}: outside: {mark:?}");
        for (other, second) in &boxes[at + 1..] {
            let apart =
                other[0] >= right || other[2] <= left || other[1] >= bottom || other[3] <= top;
            assert!(apart, "{what} {format:?}: {mark:?} lies on {second:?}");
        }
    }
    for mark in &page.marks {
        if let Mark::Fill { area: [x, y, width, height], .. } = mark {
            assert!(*x >= 0.0 && *y >= 0.0 && *width >= 0.0 && *height >= 0.0, "{what}: {mark:?}");
            assert!(x + width <= page.width + 1.0 && y + height <= page.height + 1.0, "{what}");
        }
    }
}

#[test]
fn nothing_overflows_or_overlaps_on_any_poster() {
    for id in IDS {
        let notice = Rc::new(notice(id));
        for subject in all(&notice) {
            let poster = Poster::of(&subject, LINK).unwrap();
            for format in FORMATS {
                let pages = pages(&poster, format, &Squares);
                assert!(!pages.is_empty() && pages.len() < 5, "{id} {}", poster.name);
                for page in &pages {
                    holds_together(page, format, &poster.name);
                }
            }
        }
    }
}

#[test]
fn a_class_poster_says_when_where_and_what() {
    let notice = Rc::new(notice("cqie-2027"));
    let poster = Poster::of(&subject(&notice, Kind::Class, "23软工1班"), LINK).unwrap();
    for format in FORMATS {
        let page = pages(&poster, format, &Squares).remove(0);
        let all = texts(&page).concat();
        // Row 26 of the table, and the notice's sentences.
        for words in [
            "重庆工程学院 2027届",
            "23软工1班",
            "4月15日",
            "周三",
            "2026年",
            "14:00",
            "集合",
            "14:10–14:30",
            "图书馆二部一楼大厅",
            "南泉校区",
            "采集码",
            "不穿蓝色",
            "15元/人",
            "班长",
            "落款2026年4月2日",
            "数据第1版",
        ] {
            assert!(all.contains(words), "{format:?}: no {words} in {all}");
        }
    }
}

#[test]
fn what_does_not_hold_is_said_first_and_largest() {
    let mut notice = notice("cqie-2027");
    let on = "2026-04-10".parse().unwrap();
    notice.standing =
        Standing::Postponed { on, says: "因故延期，时间另行通知".to_owned() };
    let notice = Rc::new(notice);
    for (kind, name) in [(Kind::Class, "23软工1班"), (Kind::Counselor, "周代聪")] {
        let poster = Poster::of(&subject(&notice, kind, name), LINK).unwrap();
        for format in FORMATS {
            let page = pages(&poster, format, &Squares).remove(0);
            let texts = texts(&page);
            assert!(texts[0].starts_with("已延期"), "{texts:?}");
            assert!(texts.concat().contains("因故延期，时间另行通知"), "{texts:?}");
            holds_together(&page, format, name);
        }
    }
}

#[test]
fn what_a_college_divided_itself_is_called_so() {
    let mut notice = notice("cqust-2026");
    let college = "电子与电气工程学院";
    let division = Division {
        notice: notice.id.clone(),
        revision: notice.revision,
        college: college.to_owned(),
        made: "2025-10-20".parse().unwrap(),
        windows: vec![Window {
            date: "2025-11-03".parse().unwrap(),
            span: "09:00-12:00".parse().unwrap(),
            place: "gym".to_owned(),
        }],
        rows: vec![Row {
            class: "电气2201".to_owned(),
            window: 0,
            span: "09:00-09:10".parse().unwrap(),
            heads: 40,
        }],
    };
    assert_eq!(division.apply(&mut notice).unwrap().classes, 1);
    let notice = Rc::new(notice);
    for (kind, name) in [(Kind::Class, "电气2201"), (Kind::College, college)] {
        let poster = Poster::of(&subject(&notice, kind, name), LINK).unwrap();
        for format in FORMATS {
            let page = pages(&poster, format, &Squares).remove(0);
            let all = texts(&page).concat();
            for words in
                ["09:00–09:10", "08:40", "学院自己的分班安排", "不是通知原文", "班级时间问学院"]
            {
                assert!(all.contains(words), "{format:?}: no {words} in {all}");
            }
            if kind == Kind::College {
                // The college's hours stand above its classes, and are none of them.
                assert!(texts(&page).contains(&"本学院时段 09:00–12:00"), "{all}");
                assert_eq!(all.matches("09:00–12:00").count(), 1, "{all}");
                assert!(!all.contains("670人"), "{all}");
                assert!(all.contains("学院时段依据：《"), "{all}");
            }
            assert!(!all.contains("》有变动以学校通知原文为准"), "{all}");
        }
    }
}

#[test]
fn an_inferred_school_and_an_unsure_time_are_called_so() {
    let bnu = Rc::new(notice("bnu-2025"));
    let poster = Poster::of(&subject(&bnu, Kind::Class, "本科生"), LINK).unwrap();
    let page = pages(&poster, Format::Phone, &Squares).remove(0);
    assert!(texts(&page).concat().contains("校名为推断"));
    let xaipe = Rc::new(notice("xaipe-2025"));
    let poster = Poster::of(&subject(&xaipe, Kind::Class, "特殊教育1班"), LINK).unwrap();
    let page = pages(&poster, Format::Phone, &Squares).remove(0);
    assert!(texts(&page).concat().contains("存疑"));
}

#[test]
fn a_list_has_every_row_on_paper_and_says_what_is_left_out_on_a_phone() {
    let notice = Rc::new(notice("cqie-2027"));
    let of = |kind, name| Poster::of(&subject(&notice, kind, name), LINK).unwrap();
    let poster = of(Kind::College, "计算机与物联网学院");
    let rows = notice.schedule.slots.iter();
    let rows = rows.filter(|slot| slot.college.as_deref() == Some("计算机与物联网学院"));
    let names: Vec<&str> = rows.map(|slot| slot.units[0].name.as_str()).collect();
    assert_eq!(names.len(), 20);
    let paper: Vec<Page> = pages(&poster, Format::A4, &Squares);
    let paper: Vec<&str> = paper.iter().flat_map(texts).collect();
    for name in &names {
        assert!(paper.contains(name), "{name} is not on paper");
    }
    let phone = pages(&poster, Format::Phone, &Squares);
    assert_eq!(phone.len(), 1);
    let phone = texts(&phone[0]);
    let shown = names.iter().filter(|name| phone.contains(name)).count();
    let left = format!("还有{}个时段", 20 - shown);
    assert!(shown == 20 || phone.concat().contains(&left), "{shown}: {phone:?}");
    assert!(shown >= 12, "{shown}");
}

/// All words of a poster, in both formats.
fn said(id: &str, kind: Kind, name: &str) -> Vec<String> {
    let notice = Rc::new(notice(id));
    let poster = Poster::of(&subject(&notice, kind, name), LINK).unwrap();
    let all = |format| pages(&poster, format, &Squares).iter().flat_map(texts).collect();
    FORMATS.into_iter().map(all).collect()
}

#[test]
fn a_list_says_how_early_to_come_and_by_when_to_have_the_code() {
    for (id, college, early, code) in [
        // 「提前20分钟到达图像信息采集地点」, 「在11月3日图像信息采集前」
        ("cqust-2026", "电子与电气工程学院", "提前20分钟", ["11月3日", "前"]),
        // 「提前 15 分钟在指定地点按学号顺序排队等候」, 「必须提前准备好采集码」
        ("hnust-2026", "法学与公共管理学院", "提前15分钟", ["拍摄", "前"]),
        // The rows have their own time to gather; the code two days before. There is no room for the rest.
        ("cqie-2027", "计算机与物联网学院", "09:00集合", ["提前", "2天"]),
    ] {
        for all in said(id, Kind::College, college) {
            assert!(all.contains(early), "{id}: no {early} in {all}");
            let line: String = all.split_once("采集码").unwrap().1.chars().take(24).collect();
            for words in code {
                assert!(line.contains(words), "{id}: no {words} in {line}");
            }
        }
    }
}

#[test]
fn what_is_demanded_of_clothes_comes_before_advice_and_a_cut_is_told() {
    // The notice: 「应保持素颜为宜，不带饰物，着装得体」; all of it has room.
    for all in said("bnu-2025", Kind::Class, "本科生") {
        let [ornaments, bare] = ["饰物", "素颜为宜"].map(|words| all.find(words));
        assert!(ornaments.is_some(), "{all}");
        assert!(bare.is_none_or(|at| ornaments.unwrap() < at), "{all}");
    }
    // 「头发不得遮挡眉毛、眼睛和耳朵」, and the sentences about sitting are behind the code.
    for kind in [Kind::Class, Kind::College] {
        for all in said("hnust-2026", kind, "法学与公共管理学院") {
            let order = ["绿色", "有领", "眉毛", "不戴眼镜", "耳环", "项链"];
            let places: Vec<_> = order.map(|words| all.find(words).expect(words)).into();
            assert!(places.is_sorted(), "{all}");
            assert!(all.contains("其余要求扫码看"), "{all}");
            let advice = all.find("建议穿");
            assert!(advice.is_none_or(|at| at > all.find("不化浓妆").unwrap()), "{all}");
        }
    }
}

#[test]
fn the_day_under_a_notice_is_not_called_the_day_it_was_published() {
    for (id, kind, name, day) in [
        ("cqust-2026", Kind::College, "管理学院", Some("落款2025年10月29日")),
        ("hnust-2026", Kind::College, "商学院", None),
    ] {
        for all in said(id, kind, name) {
            assert!(!all.contains("发布"), "{all}");
            assert_eq!(all.contains("落款"), day.is_some(), "{all}");
            assert!(day.is_none_or(|day| all.contains(day)), "{all}");
        }
    }
}

#[test]
fn hours_of_a_college_are_not_called_times_of_its_classes() {
    // 「各学院根据…合理安排学院各专业班级的图像信息采集时间」, 「以学院二次分配的时间为准」
    for (id, college) in [("cqust-2026", "管理学院"), ("hnust-2026", "商学院")] {
        for all in said(id, Kind::College, college) {
            assert!(all.contains("学院时段，班级时间由学院安排"), "{all}");
            assert!(!all.contains("各班安排") && !all.contains("各班完整安排"), "{all}");
        }
    }
    // Here the classes are the notice's.
    for all in said("cqie-2027", Kind::College, "计算机与物联网学院") {
        assert!(all.contains("各班安排") && all.contains("扫码查各班完整安排"), "{all}");
    }
}
