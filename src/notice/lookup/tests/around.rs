//! What people write around a unit's name, and what they are shown where nothing can be told.

use super::*;

/// The colleges of hnust's table in its order, 研究生院 once for its three rows.
const HNUST_COLLEGES: [&str; 23] = [
    "研究生院",
    "机电工程学院",
    "人文学院",
    "计算机科学与工程学院",
    "教育学院",
    "商学院",
    "化学化工学院",
    "土木工程学院",
    "资源环境与安全工程学院",
    "马克思主义学院",
    "体育学院",
    "法学与公共管理学院",
    "物理与电子科学学院",
    "地球科学与空间信息工程学院",
    "齐白石艺术学院",
    "外国语学院",
    "信息与电气工程学院",
    "数学与统计学院",
    "材料科学与工程学院",
    "生命科学与健康学院",
    "建筑与设计学院",
    "黎锦晖音乐学院",
    "国际教育学院",
];

#[test]
fn a_college_of_another_school_is_not_this_one() {
    let (hnust, cqust) = (Read::new(HNUST), Read::new(CQUST));
    for asked in ["湘潭大学商学院", "湖南科技学院商学院", "珠海校区商学院", "经济管理与商学院"]
    {
        assert_eq!(hnust.nearest(asked), ["商学院"], "{asked}");
    }
    assert_eq!(cqust.nearest("重庆大学管理学院"), ["管理学院"]);
    let when = "2025-11-03 14:00-17:00";
    for asked in ["重庆科技大学管理学院", "重科管理学院", "重庆科技管理学院", "管理学院。"]
    {
        assert_eq!(cqust.times(asked), one("管理学院", How::Normalised, when), "{asked}");
    }
    for asked in ["22级管理学院", "本科生管理学院", "2026届管理学院会计1班"] {
        assert_eq!(cqust.times(asked)[0].2, when, "{asked}");
    }
    // Nor is another school's class.
    assert_eq!(Read::new(CQIE).nearest("重庆大学23软工1班"), ["23软工1班"]);
    assert_eq!(Read::new(BNU).times("北京大学本科生"), []);
    assert_eq!(Read::new(BNU).times("北京校区本科生").len(), 4);
}

#[test]
fn the_cohort_that_the_notice_is_for() {
    // 2021级本科生, it says.
    let xaipe = Read::new(XAIPE);
    let first = "2024-04-21 09:00-09:50";
    for asked in ["21体育教育8班", "2021级体育教育8班", "21级体育教育8班", "2025届体育教育8班"]
    {
        assert_eq!(xaipe.times(asked), one("体育教育8班", How::Range, first), "{asked}");
    }
    for asked in ["22体育教育8班", "2023级体育教育8班", "99体育教育8班", "2020级体育教育8班"]
    {
        assert_eq!(xaipe.nearest(asked), ["体育教育8班"], "{asked}");
    }
    assert_eq!(xaipe.nearest("22特殊教育1班"), ["特殊教育1班"]);
    // The others state none.
    assert_eq!(Read::new(HNUST).times("21级商学院")[0].2, "2025-04-13 13:30-17:30");
    assert_eq!(Read::new(BNU).times("2021级本科生").len(), 4);
}

#[test]
fn lists_of_cohorts() {
    let mut notice = Notice::from_json(XAIPE).unwrap();
    for (says, of, not) in [
        ("2020级、2021级本科生", ["20", "21"], "22"),
        ("2019—2021级", ["20", "19"], "22"),
        ("2020、2022级", ["20", "22"], "21"),
    ] {
        says.clone_into(&mut notice.audiences[0].says);
        let read = Read::of(notice.clone());
        for cohort in of {
            assert_eq!(read.times(&format!("{cohort}体育教育8班")).len(), 1, "{cohort} in {says}");
        }
        assert_eq!(read.times(&format!("{not}体育教育8班")), [], "{not} in {says}");
    }
}

#[test]
fn a_level_that_the_college_slot_is_not_for() {
    let hnust = Read::new(HNUST);
    for (asked, college) in [
        ("商学院研究生", "商学院"),
        ("商学院会计硕士1班", "商学院"),
        ("马克思主义学院硕士", "马克思主义学院"),
        ("马院博士", "马克思主义学院"),
    ] {
        assert_eq!(hnust.nearest(asked), ["研究生院", college], "{asked}");
    }
    assert_eq!(hnust.nearest("硕士研究生商学院")[0], "研究生院");
    assert_eq!(hnust.nearest("国际教育学院留学生"), ["国际教育学院"]);
    // 本科学学生 are those it is for; 研究生院 names its own.
    assert_eq!(hnust.times("商学院本科生")[0].2, "2025-04-13 13:30-17:30");
    assert_eq!(hnust.times("研究生院硕士").len(), 3);
    assert_eq!(hnust.nearest("研究生院本科生"), ["研究生院"]);
    // cqust's is for 普通本科、专升本和第二学士学位.
    let cqust = Read::new(CQUST);
    for asked in ["管理学院专升本", "管理学院第二学士学位", "管理学院本科生"]
    {
        assert_eq!(cqust.times(asked)[0].2, "2025-11-03 14:00-17:00", "{asked}");
    }
    assert_eq!(cqust.nearest("管理学院研究生"), ["管理学院"]);
}

#[test]
fn what_is_asked_of_a_college() {
    let cqust = Read::new(CQUST);
    let make_up = "2025-11-07 15:30-17:00";
    for asked in ["管理学院补照", "管理学院会计1班补拍", "补照管理学院", "计算机学院补照"]
    {
        assert_eq!(cqust.times(asked), one("各学院补照", How::CatchAll, make_up), "{asked}");
    }
    assert_eq!(cqust.nearest("文学院补照"), ["各学院补照"]);
    let batches = [1, 2].map(|n| {
        let n = ["一", "二"][n - 1];
        format!("计算机科学与工程学院(人工智能学院)(第{n}批)")
    });
    for asked in ["计算机学院第二批", "人工智能学院第2批", "计算机科学与工程学院(第二批)"]
    {
        let second = one(&batches[1], How::College, "2025-11-05 09:00-10:00");
        assert_eq!(cqust.times(asked), second, "{asked}");
    }
    // There is no such batch.
    assert_eq!(cqust.nearest("计算机学院第三批"), batches);
    assert_eq!(cqust.nearest("管理学院第二批"), ["管理学院"]);
    // hnust calls its positions 批次 and has no make-up row.
    let hnust = Read::new(HNUST);
    assert_eq!(
        hnust.times("研究生院第二批"),
        one("研究生院", How::College, "2025-04-12 13:30-17:30")
    );
    assert_eq!(hnust.nearest("商学院补照"), ["商学院"]);
    assert_eq!(Read::new(CQIE).nearest("23软工1班补照"), ["23软工1班"]);
    // Two colleges are not one.
    let two = ["计算机科学与工程学院", "商学院"];
    for asked in ["计算机科学与工程学院和商学院", "计算机学院、商学院"] {
        assert_eq!(hnust.nearest(asked), two, "{asked}");
    }
    assert_eq!(hnust.nearest("商学院和马院"), ["商学院", "马克思主义学院"]);
}

#[test]
fn who_has_to_stay_away_is_shown_nothing_to_take() {
    let bnu = Read::new(BNU);
    for asked in ["珠海校区本科生", "珠海校区研究生", "珠海", "珠海校区教育学部"]
    {
        let found = bnu.find(asked);
        assert_eq!((found.matches, found.nearest, found.excluded), (vec![], vec![], Some(0)));
    }
    let mut notice = Notice::from_json(HNUST).unwrap();
    notice.excluded = Notice::from_json(BNU).unwrap().excluded;
    let found = Read::of(notice).find("商学院珠海校区");
    assert_eq!((found.matches, found.nearest, found.excluded), (vec![], vec![], Some(0)));
}

#[test]
fn something_is_always_near() {
    let hnust = Read::new(HNUST);
    for asked in ["专升本", "2022级", "湖南科技大学", "😀😀", "abc", "1", "%"] {
        assert_eq!(hnust.nearest(asked), HNUST_COLLEGES, "{asked}");
    }
    // Those first that have a character in common.
    let nearest = hnust.nearest("22会计1班");
    assert!(nearest[0].contains('计'), "{nearest:?}");
    assert_eq!(nearest.len(), HNUST_COLLEGES.len());
    let cqust = Read::new(CQUST);
    let nearest = cqust.nearest("英语专业");
    assert_eq!((nearest[0].as_str(), nearest.len()), ("外国语学院", 15));
    assert!(!cqust.nearest("专升本").contains(&"各学院补照".to_owned()));
    for json in [BNU, CQIE, CQUST, HNUST, XAIPE] {
        let read = Read::new(json);
        for asked in ["x", "？", "英语", "班", "2099级", "学院", "99999", "西安路", "的"]
        {
            let found = read.find(asked);
            assert!(!found.matches.is_empty() || !found.nearest.is_empty(), "{asked}");
        }
    }
}

#[test]
fn near_in_a_table_of_classes() {
    let cqie = Read::new(CQIE);
    let software = |last: u16| (1..=last).map(|n| format!("23软工{n}班")).collect::<Vec<_>>();
    for asked in ["软件", "软件学院2023级", "软件学院研究生"] {
        assert_eq!(cqie.nearest(asked), software(8), "{asked}");
    }
    assert_eq!(cqie.nearest("王芳"), software(5));
    let smart = cqie.nearest("智能制造");
    assert_eq!(smart[..3], ["23自动化1班", "23机器人2班", "23机器人1班"]);
    for asked in ["双桥", "双桥校区"] {
        let nearest = cqie.nearest(asked);
        assert_eq!((nearest[..2].to_vec(), nearest.len()), {
            (vec!["25网媒10班".to_owned(), "25数媒技2班".to_owned()], 8)
        });
    }
    assert_eq!(cqie.nearest("南泉校区")[..2], ["23人资2班", "25智科1班"]);
    assert!(cqie.nearest("2025级").iter().all(|name| name.starts_with("25")));
    assert!(Read::new(XAIPE).nearest("21级").contains(&"体育教育1—5班".to_owned()));
}

#[test]
fn signs_and_a_campus_around_a_class() {
    let cqie = Read::new(CQIE);
    let when = "2026-04-15 14:10-14:30";
    for asked in [
        "23软工1班。",
        "23软工1班😀",
        "23软工1班！！",
        "【23软工1班】",
        "#23软工1班",
        "23软工壹班",
        "南泉校区23软工1班",
        "南泉23软工1班",
        "重庆工程学院南泉校区2023级软工1班？",
        "南泉校区软件学院23软工1班",
    ] {
        assert_eq!(cqie.times(asked), one("23软工1班", How::Normalised, when), "{asked}");
    }
    assert_eq!(cqie.index.search("23软工1班。", 1)[0].name, "23软工1班");
    assert_eq!(
        cqie.times("双桥校区25网媒10班"),
        one("25网媒10班", How::Normalised, "2026-04-17 08:30-08:50")
    );
    // That class is on the other campus.
    assert_eq!(cqie.nearest("双桥校区23软工1班"), ["23软工1班"]);
}

#[test]
fn a_range_in_another_writing() {
    let xaipe = Read::new(XAIPE);
    let first = "2024-04-21 09:00-09:50";
    for (asked, name) in [
        ("体育经济与管理1-2班", "体育经济与管理1、2班"),
        ("21级体育经济与管理1至2班", "体育经济与管理1、2班"),
        ("社会体育指导与管理1—2班", "社会体育指导与管理1、2班"),
        ("体育教育1-5班", "体育教育1—5班"),
        ("体育教育1、2、3、4、5班", "体育教育1—5班"),
    ] {
        assert_eq!(xaipe.times(asked), one(name, How::Normalised, first), "{asked}");
    }
    assert_eq!(xaipe.nearest("体育教育1-6班")[0], "体育教育1—5班");
    assert_eq!(xaipe.nearest("22体育经济与管理1-2班"), ["体育经济与管理1、2班"]);
}
