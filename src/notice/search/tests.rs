use super::{Hit, HitKind};
use crate::lookup::Index;
use crate::notice::Notice;

const BNU: &str = include_str!("../../../public/notices/bnu-2025.json");
const CQIE: &str = include_str!("../../../public/notices/cqie-2027.json");
const CQUST: &str = include_str!("../../../public/notices/cqust-2026.json");
const HNUST: &str = include_str!("../../../public/notices/hnust-2026.json");
const XAIPE: &str = include_str!("../../../public/notices/xaipe-2025.json");

fn read(json: &str) -> (Notice, Index) {
    let mut notice = Notice::from_json(json).unwrap();
    // The initials that these tests type, whatever the file holds.
    notice.initials.push_str("软r工g件j学x院y数s媒m技j马m克k思s主z义y人r智z能n重cz");
    let index = Index::new(&notice);
    (notice, index)
}

fn names(json: &str, typed: &str) -> Vec<String> {
    read(json).1.search(typed, 8).into_iter().map(|hit| hit.name).collect()
}

fn best(json: &str, typed: &str) -> (HitKind, String) {
    let hit = read(json).1.search(typed, 8).into_iter().next();
    hit.map_or((HitKind::Excluded, String::new()), |hit| (hit.kind, hit.name))
}

#[test]
fn classes_by_parts_and_initials() {
    for typed in [
        "23软工1班",
        "软工1",
        "软工1班",
        "rg1",
        "RG1",
        "ｒｇ１",
        "23rg1",
        "23软件工程1",
        "软件工程1班",
        "2023级软件工程专业1班",
        "软功1班",
        "软工2301",
        "23软工1",
        "软g1",
        "软 工 1",
    ] {
        assert_eq!(best(CQIE, typed), (HitKind::Unit, "23软工1班".into()), "{typed}");
    }
    assert_eq!(names(CQIE, "软工1"), ["23软工1班", "23软工10班", "23软工11班"]);
    assert_eq!(names(CQIE, "软工1班"), ["23软工1班"]);
    assert_eq!(names(CQIE, "软工11"), ["23软工11班"]);
    let eight: Vec<String> = (1..=8).map(|number| format!("23软工{number}班")).collect();
    assert_eq!(names(CQIE, "软工"), eight);
    assert_eq!(names(CQIE, "23软工"), eight);
    // 25 does not exist of this major: the other cohort's are offered.
    assert_eq!(names(CQIE, "25软工1")[0], "23软工1班");
    // By the full name of the major.
    assert_eq!(names(CQIE, "23数字媒体艺术3"), ["23数媒艺3班"]);
    assert_eq!(names(CQIE, "25数字媒体技术3"), ["25数媒技3班"]);
    assert_eq!(names(CQIE, "计算机科学与技术5"), ["23计科5班", "25计科5班"]);
    assert_eq!(names(CQIE, "23大数据技术2")[0], "23大数据技2班");
}

#[test]
fn numbers_alone_do_not_explode() {
    let hits = names(CQIE, "8");
    assert_eq!(hits[..2], ["23软工8班", "25电商8班"]);
    assert!(hits.len() <= 8);
    assert_eq!(names(CQIE, "99"), [""; 0]);
    assert!(names(CQIE, "25").iter().all(|name| name.starts_with("25")));
    // In ranges, the class itself.
    assert_eq!(names(XAIPE, "8"), ["体育教育8班", "运动训练8班"]);
}

#[test]
fn classes_inside_ranges() {
    assert_eq!(names(XAIPE, "体育教育8"), ["体育教育8班"]);
    assert_eq!(names(XAIPE, "体教8"), ["体育教育8班"]);
    assert_eq!(names(XAIPE, "体育教育")[..2], ["体育教育1—5班", "体育教育6—11班"]);
    assert_eq!(names(XAIPE, "新闻学3")[0], "新闻学1—2班");
    assert_eq!(names(XAIPE, "播音主持3"), ["播音与主持艺术3班"]);
    assert_eq!(names(XAIPE, "高水平"), ["运动训练高水平班"]);
}

#[test]
fn colleges_counselors_and_the_excluded() {
    assert_eq!(best(CQIE, "软件学院"), (HitKind::College, "软件学院".into()));
    assert_eq!(best(CQIE, "软件"), (HitKind::College, "软件学院".into()));
    assert_eq!(best(CQIE, "rj"), (HitKind::College, "软件学院".into()));
    assert_eq!(best(CQIE, "王芳"), (HitKind::Counselor, "王芳".into()));
    assert_eq!(names(CQIE, "王芳").len(), 1);
    assert_eq!(best(BNU, "珠海"), (HitKind::Excluded, "珠海校区学生".into()));
    assert_eq!(best(BNU, "留学生").0, HitKind::Unit);
    assert_eq!(names(BNU, "硕士")[0], "研究生");
    // A slot for each hit that leads to one.
    let (notice, index) = read(CQIE);
    for typed in ["软件学院", "王芳", "软工1"] {
        let hit: &Hit = &index.search(typed, 1)[0];
        let slot = &notice.schedule.slots[hit.slot];
        assert_eq!(slot.college.as_deref(), Some("软件学院"));
        assert_eq!(slot.counselor.as_deref(), Some("王芳"));
        assert_eq!(slot.order, Some(26));
    }
}

#[test]
fn units_that_are_colleges() {
    assert_eq!(best(HNUST, "马院"), (HitKind::Unit, "马克思主义学院".into()));
    assert_eq!(best(HNUST, "mks"), (HitKind::Unit, "马克思主义学院".into()));
    assert_eq!(best(HNUST, "教育学院"), (HitKind::Unit, "教育学院".into()));
    assert_eq!(names(HNUST, "教育"), ["教育学院", "国际教育学院"]);
    assert_eq!(names(HNUST, "研究生").len(), 1, "three slots, one hit");
    assert_eq!(names(CQUST, "人工智能").len(), 2, "two batches");
    assert_eq!(names(CQUST, "补照").len(), 1);
}

#[test]
fn whatever_is_hit_can_be_asked_for() {
    for json in [BNU, CQIE, CQUST, HNUST, XAIPE] {
        let (_, index) = read(json);
        for typed in ["1", "软", "工", "体育", "学院", "教育8", "计算机", "rg", "生", "23", "专业"]
        {
            for hit in index.search(typed, 50).iter().filter(|hit| hit.kind == HitKind::Unit) {
                let found = index.find(&hit.name).matches;
                assert!(found.iter().any(|one| one.slot == hit.slot), "{typed}: {}", hit.name);
            }
        }
    }
}

#[test]
fn limits() {
    let (_, index) = read(CQIE);
    assert_eq!(index.search("", 8), []);
    assert_eq!(index.search("  ", 8), []);
    assert_eq!(index.search("软工", 0), []);
    assert_eq!(index.search("23", usize::MAX).len(), 96);
    for garbage in
        ["软".repeat(10_000), "a".repeat(10_000), "1".repeat(10_000), "\0".repeat(10_000)]
    {
        index.search(&garbage, 8);
    }
}
