use proptest::prelude::*;

use super::{Asked, Pattern};
use crate::fold::{fold, key};

fn covered(name: &str, asked: &str) -> Option<String> {
    Pattern::new(name)?.covers(&Asked::new(&key(asked))).map(|(_, alone)| alone)
}

/// The classes a name covers, from 0 to 40 of each stem.
fn classes(name: &str) -> Vec<String> {
    let pattern = Pattern::new(name).unwrap_or_else(|| panic!("{name} is no pattern"));
    let spans = |part: &super::Part| part.spans().to_vec();
    let alone = |part: &super::Part| {
        let numbers = spans(part).into_iter().flat_map(|(lo, hi)| lo..=hi);
        numbers.map(|number| part.alone(number)).collect::<Vec<_>>()
    };
    pattern.parts().iter().flat_map(alone).collect()
}

#[test]
fn names_of_the_notices() {
    assert_eq!(
        classes("体育教育1—5班"),
        ["体育教育1班", "体育教育2班", "体育教育3班", "体育教育4班", "体育教育5班"]
    );
    assert_eq!(classes("康复治疗1、2班"), ["康复治疗1班", "康复治疗2班"]);
    assert_eq!(classes("足球方向1—3班").len(), 3);
    assert_eq!(covered("体育教育6—11班", "体育教育8班").unwrap(), "体育教育8班");
    assert_eq!(covered("体育教育6—11班", "21体育教育8班").unwrap(), "体育教育8班");
    assert_eq!(covered("体育教育6—11班", "2021级体育教育八班").unwrap(), "体育教育8班");
    assert_eq!(covered("体育教育6—11班", "体育教育8").unwrap(), "体育教育8班");
    assert_eq!(covered("体育教育6—11班", "体育教育5班"), None);
    assert_eq!(covered("体育教育6—11班", "运动训练8班"), None);
    assert_eq!(covered("武术专业1—3班", "武术2班").unwrap(), "武术专业2班");
    assert_eq!(covered("新闻学1—2班", "新闻学3班"), None);
    assert_eq!(
        covered("社会体育指导与管理1、2班", "社会体育指导与管理2班").unwrap(),
        "社会体育指导与管理2班"
    );
}

#[test]
fn other_writings() {
    assert_eq!(classes("22-[1-3]班"), ["22-1班", "22-2班", "22-3班"]);
    assert_eq!(classes("软件22-[1-3]班"), ["软件22-1班", "软件22-2班", "软件22-3班"]);
    assert_eq!(classes("软件22(1-2)班"), ["软件22-1班", "软件22-2班"]);
    assert_eq!(classes("1～3班"), ["1班", "2班", "3班"]);
    assert_eq!(classes("1-3,5班"), ["1班", "2班", "3班", "5班"]);
    assert_eq!(classes("软工1班-3班"), ["软工1班", "软工2班", "软工3班"]);
    assert_eq!(classes("软工一至三班"), ["软工1班", "软工2班", "软工3班"]);
    assert_eq!(classes("软工1班、3班"), ["软工1班", "软工3班"]);
    assert_eq!(classes("软工(1-2)班"), ["软工1班", "软工2班"]);
    assert_eq!(classes("23软工1-2班"), ["23软工1班", "23软工2班"]);
    assert_eq!(classes("软件2301-2303班"), ["软件2301班", "软件2302班", "软件2303班"]);
    assert_eq!(classes("软件2301-03班"), ["软件2301班", "软件2302班", "软件2303班"]);
    assert_eq!(classes("软工1-2班(含双培)"), ["软工1班(含双培)", "软工2班(含双培)"]);
    assert_eq!(classes("23软工1班、23计科2班"), ["23软工1班", "23计科2班"]);
    assert_eq!(classes("1-3组"), ["1组", "2组", "3组"]);
}

#[test]
fn a_cohort_counts_only_where_the_name_has_one() {
    assert_eq!(covered("22-[1-3]班", "22-2班").unwrap(), "22-2班");
    assert_eq!(covered("22-[1-3]班", "22级2班").unwrap(), "22-2班");
    assert_eq!(covered("22-[1-3]班", "23-2班"), None);
    assert_eq!(covered("软件22-[1-3]班", "软件22-2班").unwrap(), "软件22-2班");
    assert_eq!(covered("软件22-[1-3]班", "2022级软件2班").unwrap(), "软件22-2班");
    assert_eq!(covered("软件22-[1-30]班", "软件22-25班").unwrap(), "软件22-25班");
    assert_eq!(covered("23软工1-2班", "2023级软工2班").unwrap(), "23软工2班");
    assert_eq!(covered("23软工1-2班", "软工2班"), None);
    assert_eq!(covered("23软工1-2班", "22软工2班"), None);
    assert_eq!(covered("软工1-2班(含双培)", "软工2班").unwrap(), "软工2班(含双培)");
}

#[test]
fn merged_names() {
    for (asked, alone) in [("计数", "计数"), ("软件", "软件")] {
        assert_eq!(covered("计数/软件", asked).unwrap(), alone);
    }
    assert_eq!(covered("计数/软件", "计"), None);
    assert_eq!(covered("专升本、2021(专升本)", "2021(专升本)").unwrap(), "2021(专升本)");
    assert_eq!(
        covered("体育教育1—5班、运动训练高水平班", "运动训练高水平班").unwrap(),
        "运动训练高水平班"
    );
    assert_eq!(covered("软工1-2班、计科1-3班", "计科3班").unwrap(), "计科3班");
    assert_eq!(covered("软工1-2班、计科1-3班", "软工3班"), None);
}

#[test]
fn one_thing_is_no_pattern() {
    for name in [
        "23软工1班",
        "软工23-1班",
        "体育教育",
        "计算机科学与工程学院(人工智能学院)(第一批)",
        "运动训练高水平班",
        "专升本(含\"3+2\"试点专业)",
        "软工1-99999班",
        "软工1-5000班",
        "",
        "、",
        "-",
        "(",
        "1-",
        "第(1)-班",
        "2010(双培)",
    ] {
        assert_eq!(Pattern::new(name), None, "{name}");
    }
}

#[test]
fn no_name_is_too_long() {
    let long = (1..3000).map(|n| n.to_string() + "班、").collect::<String>();
    let pattern = Pattern::new(&long).unwrap();
    assert!(pattern.parts().iter().all(|part| part.spans().len() <= super::MAX_PARTS));
}

/// Names as schools might write them, and worse.
const WRITTEN: &str = "[0-9]{0,3}[软工体育-]{0,3}[0-9—,、()\\[\\]（）班至~]{0,12}[班级组]?";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_name_and_any_question(name in any::<String>(), asked in any::<String>()) {
        covered(&name, &asked);
    }

    #[test]
    fn every_class_of_a_name_is_covered_by_it(name in WRITTEN) {
        let Some(pattern) = Pattern::new(&name) else { return Ok(()) };
        for part in pattern.parts() {
            for &(lo, hi) in part.spans() {
                prop_assert!(lo <= hi && hi - lo < super::MAX_CLASSES);
                for number in [lo, hi] {
                    let alone = part.alone(number);
                    let asked = Asked::new(&fold(&alone));
                    prop_assert!(pattern.covers(&asked).is_some(), "{} in {}", alone, name);
                }
            }
        }
    }

    #[test]
    fn a_number_outside_is_not_covered(lo in 1u16..200, length in 1u16..100, asked in 0u16..400) {
        let hi = lo + length;
        let name = format!("体育教育{lo}—{hi}班");
        let inside = (lo..=hi).contains(&asked);
        prop_assert_eq!(covered(&name, &format!("体育教育{asked}班")).is_some(), inside);
    }
}
