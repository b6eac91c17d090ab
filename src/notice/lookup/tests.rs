use super::{Found, How, Index};
use crate::notice::Notice;
use crate::slot::When;

mod around;
mod kinds;

const BNU: &str = include_str!("../../../public/notices/bnu-2025.json");
const CQIE: &str = include_str!("../../../public/notices/cqie-2027.json");
const CQUST: &str = include_str!("../../../public/notices/cqust-2026.json");
const HNUST: &str = include_str!("../../../public/notices/hnust-2026.json");
const XAIPE: &str = include_str!("../../../public/notices/xaipe-2025.json");

struct Read {
    notice: Notice,
    index: Index,
}

impl Read {
    fn new(json: &str) -> Self {
        Self::of(Notice::from_json(json).unwrap())
    }

    fn of(notice: Notice) -> Self {
        Self { index: Index::new(&notice), notice }
    }

    fn find(&self, asked: &str) -> Found {
        self.index.find(asked)
    }

    /// Each match as its name, how it was found, its day and its time.
    fn times(&self, asked: &str) -> Vec<(String, How, String)> {
        let found = self.find(asked);
        assert!(found.matches.is_empty() || found.nearest.is_empty(), "{asked}");
        let line = |one: super::Match| {
            let slot = &self.notice.schedule.slots[one.slot];
            let time = match &slot.when {
                When::Clock { date, span } => format!("{date} {span}"),
                when => when.day().map(|day| day.to_string()).unwrap_or_default(),
            };
            (one.name, one.how, time)
        };
        found.matches.into_iter().map(line).collect()
    }

    fn nearest(&self, asked: &str) -> Vec<String> {
        let found = self.find(asked);
        assert!(found.matches.is_empty(), "{asked}: {:?}", found.matches);
        assert!(found.nearest.len() <= super::nearest::COLLEGES, "{asked}");
        found.nearest.into_iter().map(|near| near.name).collect()
    }
}

fn one(name: &str, how: How, time: &str) -> Vec<(String, How, String)> {
    vec![(name.to_owned(), how, time.to_owned())]
}

#[test]
fn a_class_of_cqie_in_many_writings() {
    let cqie = Read::new(CQIE);
    let when = "2026-04-15 14:10-14:30";
    for asked in ["23软工1班", " 23软工1班\n"] {
        assert_eq!(cqie.times(asked), one("23软工1班", How::Exact, when));
    }
    for asked in [
        "２３软工１班",
        "23 软工 1 班",
        "2023级软工1班",
        "二三级软工一班",
        "23软工1",
        "23级软工（1）班",
        "软工23级1班",
        "重庆工程学院23软工1班",
        "重庆工程学院2023级软工1班",
        "软件学院23软工1班",
        "软件学院2023级软工1班",
    ] {
        assert_eq!(cqie.times(asked), one("23软工1班", How::Normalised, when), "{asked}");
    }
    let slot = &cqie.notice.schedule.slots[cqie.find("23软工1班").matches[0].slot];
    assert_eq!((slot.order, slot.heads), (Some(26), Some(44)));
    // Both rows that the notice gives a damaged line.
    assert_eq!(cqie.times("23动画1班"), one("23动画1班", How::Exact, "2026-04-17 09:50-10:10"));
    assert_eq!(cqie.times("25电信3班"), one("25电信3班", How::Exact, "2026-04-17 10:10-10:30"));
}

#[test]
fn what_is_not_certain_is_only_suggested() {
    let cqie = Read::new(CQIE);
    for asked in ["软工1", "rg1", "23软件工程1", "软工1班", "2027届软工1班", "软功1班", "软工2301"]
    {
        assert_eq!(cqie.nearest(asked)[0], "23软工1班", "{asked}");
    }
    assert_eq!(cqie.nearest("软工1")[..3], ["23软工1班", "23软工10班", "23软工11班"]);
    assert_eq!(cqie.nearest("软工1班"), ["23软工1班"]);
    // Two cohorts have such a class.
    assert_eq!(cqie.nearest("数媒技1班"), ["23数媒技1班", "25数媒技1班"]);
    // Another college's class is a contradiction, not a match.
    assert_eq!(cqie.nearest("数字艺术学院23软工1班")[0], "23软工1班");
    // There are eleven; the last ones are the nearest to the twelfth.
    assert_eq!(cqie.nearest("23软工12班")[..2], ["23软工11班", "23软工10班"]);
    assert_eq!(cqie.nearest("25软工1班")[0], "23软工1班");
}

#[test]
fn a_college_of_a_class_table_suggests_its_classes() {
    let cqie = Read::new(CQIE);
    let software: Vec<String> = (1..=8).map(|n| format!("23软工{n}班")).collect();
    for asked in ["软件学院", "重庆工程学院软件学院"] {
        assert_eq!(cqie.nearest(asked), software, "{asked}");
    }
    for asked in ["计算机与物联网学院", "计算机学院"] {
        let nearest = cqie.nearest(asked);
        assert_eq!(nearest[..3], ["23网工1班", "23计科5班", "23计科2班"], "{asked}");
    }
}

#[test]
fn classes_inside_ranges_of_xaipe() {
    let xaipe = Read::new(XAIPE);
    let first = "2024-04-21 09:00-09:50";
    for asked in [
        "体育教育8班",
        "21体育教育8班",
        "2021级体育教育8班",
        "体育教育 ８ 班",
        "体育教育八班",
        "体育教育8",
    ] {
        assert_eq!(xaipe.times(asked), one("体育教育8班", How::Range, first), "{asked}");
    }
    let place = |asked: &str| {
        let found = xaipe.find(asked);
        let place = xaipe.notice.schedule.slots[found.matches[0].slot].place.clone();
        xaipe.notice.place(&place.unwrap()).unwrap().name.clone()
    };
    assert!(place("体育教育8班").contains("301"));
    assert!(place("体育教育5班").contains("201"));
    assert_eq!(
        xaipe.times("康复治疗2班"),
        one("康复治疗2班", How::Range, "2024-04-21 10:40-11:20")
    );
    assert_eq!(xaipe.times("武术2班"), one("武术专业2班", How::Range, "2024-04-21 11:20-12:00"));
    assert_eq!(xaipe.times("体育教育6-11班"), one("体育教育6—11班", How::Normalised, first));
    assert_eq!(xaipe.times("特殊教育"), []);
    assert_eq!(xaipe.times("21特殊教育1班"), one("特殊教育1班", How::Normalised, first));
    assert_eq!(xaipe.times("新闻学3班"), []);
    assert_eq!(xaipe.nearest("新闻学3班")[0], "新闻学1—2班");
    assert_eq!(xaipe.nearest("体育教育12班")[0], "体育教育6—11班");
    assert_eq!(xaipe.nearest("体育教育"), ["体育教育1—5班", "体育教育6—11班"]);
    assert_eq!(xaipe.nearest("播音主持3班")[0], "播音与主持艺术3班");
}

#[test]
fn colleges_of_hnust() {
    let hnust = Read::new(HNUST);
    let (name, when) = ("马克思主义学院", "2025-04-13 10:15-11:30");
    assert_eq!(hnust.times(name), one(name, How::Exact, when));
    assert_eq!(hnust.times("湖南科技大学马克思主义学院"), one(name, How::Normalised, when));
    for asked in [
        "马克思主义学院思政1班",
        "22级马克思主义学院思政1班",
        "马克思主义学院2022级思政1班",
        "马院",
        "马院思政1班",
    ] {
        assert_eq!(hnust.times(asked), one(name, How::College, when), "{asked}");
    }
    let three = ["2025-04-12 08:00-11:30", "2025-04-12 13:30-17:30", "2025-04-13 08:00-11:30"];
    let found = hnust.times("研究生院");
    assert_eq!(found.iter().map(|(.., time)| time.as_str()).collect::<Vec<_>>(), three);
    // A longer name wins over one inside it, and another college's end is not a college.
    assert_eq!(hnust.times("国际教育学院汉语1班")[0].0, "国际教育学院");
    assert_eq!(hnust.times("教育学院小教1班")[0].0, "教育学院");
    assert_eq!(hnust.times("继续教育学院"), []);
    assert_eq!(hnust.times("潇湘学院"), []);
    assert_eq!(hnust.times("计算机学院软工1班")[0].0, "计算机科学与工程学院");
    assert_eq!(hnust.times("数学学院")[0].0, "数学与统计学院");
    // 材料 and 计算机 both end so.
    assert_eq!(hnust.times("科学与工程学院"), []);
    assert_eq!(hnust.nearest("马克思主议学院")[0], name);
    assert_eq!(hnust.nearest("公共管理学院")[0], "法学与公共管理学院");
    assert_eq!(hnust.nearest("音乐学院")[0], "黎锦晖音乐学院");
}

#[test]
fn batches_and_make_up_of_cqust() {
    let cqust = Read::new(CQUST);
    let batches = [("第一批", "2025-11-04 14:00-17:00"), ("第二批", "2025-11-05 09:00-10:00")];
    for asked in [
        "计算机科学与工程学院",
        "人工智能学院",
        "计算机科学与工程学院(人工智能学院)",
        "计算机科学与工程学院（人工智能学院）",
        "计算机学院",
        "计算机科学与工程学院计科1班",
    ] {
        let found = cqust.times(asked);
        assert_eq!(found.len(), 2, "{asked}: {found:?}");
        for ((name, _, time), (batch, expected)) in found.iter().zip(batches) {
            assert_eq!(*name, format!("计算机科学与工程学院(人工智能学院)({batch})"), "{asked}");
            assert_eq!(time, expected, "{asked}");
        }
    }
    for (asked, how) in [
        ("计算机科学与工程学院(人工智能学院)(第一批)", How::Exact),
        ("计算机科学与工程学院（人工智能学院）（第1批）", How::Normalised),
        ("计算机科学与工程学院第一批", How::College),
        ("计算机科学与工程学院(第一批)计科1班", How::College),
    ] {
        let found = cqust.times(asked);
        assert_eq!(
            found,
            one("计算机科学与工程学院(人工智能学院)(第一批)", how, batches[0].1),
            "{asked}"
        );
    }
    // The row of the stragglers is nobody's own slot.
    assert_eq!(cqust.times("管理学院"), one("管理学院", How::Exact, "2025-11-03 14:00-17:00"));
    assert_eq!(cqust.times("管理学院会计1班").len(), 1);
    assert_eq!(cqust.times("文学院"), []);
    for asked in ["补照", "各学院补照", "补拍"] {
        let found = cqust.times(asked);
        assert_eq!(found.len(), 1, "{asked}");
        assert_eq!(found[0].2, "2025-11-07 15:30-17:00", "{asked}");
    }
}

#[test]
fn audiences_of_bnu() {
    let bnu = Read::new(BNU);
    let undergraduates = [
        "2025-04-12 09:00-12:00",
        "2025-04-12 13:30-17:00",
        "2025-04-13 09:00-12:00",
        "2025-04-13 13:30-17:00",
    ];
    let times =
        |asked: &str| bnu.times(asked).into_iter().map(|(.., time)| time).collect::<Vec<_>>();
    assert_eq!(times("本科生"), undergraduates);
    assert_eq!(times("北京师范大学本科生"), undergraduates);
    assert!(
        bnu.times("本科生").iter().all(|(name, how, _)| name == "本科生" && *how == How::Exact)
    );
    let graduates = [
        "2025-04-13 13:30-17:00",
        "2025-04-19 09:00-12:00",
        "2025-04-19 13:30-17:00",
        "2025-04-20 09:00-12:00",
        "2025-04-20 13:30-17:00",
    ];
    for asked in ["研究生", "硕士生", "博士生"] {
        assert_eq!(times(asked), graduates, "{asked}");
    }
    // International students are in both.
    let mut both: Vec<&str> = undergraduates.into_iter().chain(graduates).collect();
    both.sort_unstable();
    assert_eq!(times("留学生"), both);
    for asked in ["珠海校区", "珠海", "珠海校区学生", "珠海校区本科生", "北师大珠海校区"]
    {
        let found = bnu.find(asked);
        assert_eq!((found.matches.len(), found.excluded), (0, Some(0)), "{asked}");
    }
    assert_eq!(bnu.find("本科生").excluded, None);
    // A department: its table is not published, but its students are one of these.
    assert_eq!(bnu.nearest("心理学部"), ["本科生", "研究生"]);
}

#[test]
fn nothing_and_garbage() {
    for json in [BNU, CQIE, CQUST, HNUST, XAIPE] {
        let read = Read::new(json);
        assert_eq!(read.find(""), Found::default());
        assert_eq!(read.find(" \u{3000}\t\u{200b}\0"), Found::default());
        for asked in
            ["\0\u{1b}[2J\u{202e}", "%E8%BD%AF", "null", "班", "1", "学院", "，。！？", "😀😀"]
        {
            assert_eq!(read.find(asked).matches, [], "{asked}");
        }
        for asked in
            ["软".repeat(10_000), "1".repeat(10_000), "1,".repeat(10_000), "学院".repeat(10_000)]
        {
            assert_eq!(read.find(&asked).matches, []);
        }
    }
}

#[test]
fn every_unit_is_found_by_its_name_and_every_suggestion_too() {
    for json in [BNU, CQIE, CQUST, HNUST, XAIPE] {
        let read = Read::new(json);
        for (at, slot) in read.notice.schedule.slots.iter().enumerate() {
            for unit in &slot.units {
                let found = read.find(&unit.name);
                let own = found.matches.iter().find(|one| one.slot == at);
                assert_eq!(own.map(|one| one.how), Some(How::Exact), "{}", unit.name);
                for alias in &unit.aliases {
                    let found = read.find(alias);
                    assert!(found.matches.iter().any(|one| one.slot == at), "{alias}");
                }
            }
        }
        for asked in ["软工1", "体育", "计算机", "1班", "教育学", "数媒技", "材料科学学院"]
        {
            for near in read.find(asked).nearest {
                let found = read.find(&near.name);
                assert!(found.matches.iter().any(|one| one.slot == near.slot), "{}", near.name);
            }
        }
    }
}
