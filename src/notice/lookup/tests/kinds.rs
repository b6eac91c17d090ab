//! What the five notices do not have: merged units, catch-alls, majors, levels, cohorts, groups.

use proptest::prelude::*;

use super::{CQIE, CQUST, HNUST, How, Read, XAIPE};
use crate::notice::Notice;
use crate::slot::{Schedule, Slot, SlotKind, Unit, UnitKind, When};

impl Read {
    /// A notice of this school with these slots only.
    fn with(slots: Vec<Slot>) -> Self {
        let mut notice = Notice::from_json(HNUST).unwrap();
        notice.schedule = Schedule { slots, ..Schedule::default() };
        Self::of(notice)
    }
}

fn slot(units: &[(&str, UnitKind)]) -> Slot {
    let unit =
        |&(name, kind): &(&str, UnitKind)| Unit { name: name.into(), kind, ..Unit::default() };
    Slot {
        kind: SlotKind::Capture,
        when: When::ToBeAnnounced,
        says: String::new(),
        assemble: None,
        place: None,
        meet: None,
        audience: None,
        college: None,
        units: units.iter().map(unit).collect(),
        heads: None,
        exempt: None,
        counselor: None,
        order: None,
        certainty: None,
        round: None,
        choice: None,
        note: None,
        doubt: None,
        divided: None,
    }
}

#[test]
fn merged_units_and_catch_all() {
    use UnitKind::{CatchAll, College};
    let read = Read::with(vec![
        slot(&[("计数/软件", College)]),
        slot(&[("马克思主义学院", College)]),
        slot(&[("经济学院", College), ("经济管理学院", College)]),
        slot(&[("其他学院", CatchAll)]),
    ]);
    let found = |asked: &str| {
        let found = read.find(asked).matches.into_iter();
        found.map(|one| (one.slot, one.name, one.how)).collect::<Vec<_>>()
    };
    assert_eq!(found("计数/软件"), [(0, "计数/软件".into(), How::Exact)]);
    assert_eq!(found("计数、软件"), [(0, "计数/软件".into(), How::Normalised)]);
    assert_eq!(found("软件"), [(0, "软件".into(), How::Alias)]);
    assert_eq!(found("软件学院"), [(0, "计数/软件".into(), How::College)]);
    assert_eq!(found("软件1班"), [(0, "计数/软件".into(), How::College)]);
    assert_eq!(found("其他学院"), [(3, "其他学院".into(), How::Exact)]);
    assert_eq!(found("文学院"), [(3, "其他学院".into(), How::CatchAll)]);
    assert_eq!(found("物理系"), [(3, "其他学院".into(), How::CatchAll)]);
    assert_eq!(found("文学院汉语1班"), [(3, "其他学院".into(), How::CatchAll)]);
    // Neither a class of an unknown college nor a misspelt one is certainly another college.
    assert_eq!(found("汉语1班"), []);
    assert_eq!(found("马克思主议学院"), []);
    assert_eq!(read.nearest("马克思主议学院"), ["马克思主义学院", "其他学院"]);
    // Two may be meant.
    assert_eq!(found("经院"), []);
    // The school itself is no college.
    assert_eq!(found("湖南科技大学"), []);
}

#[test]
fn units_of_other_kinds() {
    use UnitKind::{Campus, Class, Cohort, Group, Level, Major};
    let read = Read::with(vec![
        slot(&[("软件工程", Major), ("软件工程(中外合作)", Major)]),
        slot(&[("专升本", Level), ("第二学士学位", Level), ("专业硕士", Level)]),
        slot(&[("2025年6月毕业", Cohort), ("2021级", Cohort)]),
        slot(&[("市外班级", Campus), ("南校区", Campus)]),
        slot(&[("3组", Group), ("A12", Group)]),
        slot(&[("软工1班(专升本)", Class), ("计科1班", Class), ("计科1班(双培)", Class)]),
        slot(&[("22-[1-3]班", Class), ("机电1-3,5班", Class)]),
    ]);
    let found = |asked: &str| {
        let found = read.find(asked).matches.into_iter();
        found.map(|one| (one.slot, one.name, one.how)).collect::<Vec<_>>()
    };
    assert_eq!(found("软件工程专业"), [(0, "软件工程".into(), How::Normalised)]);
    assert_eq!(found("21级软件工程3班"), [(0, "软件工程".into(), How::College)]);
    assert_eq!(found("软件工程（中外合作）"), [(0, "软件工程(中外合作)".into(), How::Normalised)]);
    assert_eq!(found("软件工程硕士"), []);
    assert_eq!(found("专升本"), [(1, "专升本".into(), How::Exact)]);
    assert_eq!(found("硕士"), []);
    assert_eq!(found("2021级"), [(2, "2021级".into(), How::Exact)]);
    assert_eq!(found("21级"), [(2, "2021级".into(), How::Normalised)]);
    assert_eq!(found("第3组"), [(4, "3组".into(), How::Normalised)]);
    assert_eq!(found("a12"), [(4, "A12".into(), How::Normalised)]);
    assert_eq!(found("软工1班"), [(5, "软工1班(专升本)".into(), How::Alias)]);
    assert_eq!(found("计科1班"), [(5, "计科1班".into(), How::Exact)]);
    assert_eq!(found("22级2班"), [(6, "22-2班".into(), How::Range)]);
    assert_eq!(found("机电5班"), [(6, "机电5班".into(), How::Range)]);
    assert_eq!(found("机电4班"), []);
}

#[test]
fn a_postponed_time_stands_last() {
    let mut first = slot(&[("商学院", UnitKind::College)]);
    let mut second = first.clone();
    let third = first.clone();
    let clock = |day: &str, span: &str| When::Clock {
        date: day.parse().unwrap(),
        span: span.parse().unwrap(),
    };
    first.when = clock("2026-04-16", "08:00-09:00");
    second.when = clock("2026-04-15", "14:00-15:00");
    let read = Read::with(vec![third, first, second]);
    let slots: Vec<usize> = read.find("商学院").matches.iter().map(|one| one.slot).collect();
    assert_eq!(slots, [2, 1, 0]);
}

proptest! {
    #[test]
    fn any_question_and_any_name(asked in any::<String>(), name in any::<String>()) {
        let read = Read::with(vec![
            slot(&[(&name, UnitKind::Class)]),
            slot(&[(&name, UnitKind::College), ("其他学院", UnitKind::CatchAll)]),
        ]);
        read.find(&asked);
        read.index.search(&asked, 8);
        // An exact name is always found, unless nothing of it can be seen.
        if !crate::fold::fold(&name).is_empty() && name.trim() == name {
            prop_assert!(!read.find(&name).matches.is_empty(), "{:?}", name);
        }
    }

    #[test]
    fn typed_bits_of_names_never_panic(asked in "[23软工计体育教院系学一-三1-9—、()a-z班批级 ]{0,16}") {
        for json in [CQIE, XAIPE, CQUST] {
            let read = Read::new(json);
            let found = read.find(&asked);
            prop_assert!(found.matches.is_empty() || found.nearest.is_empty());
            read.index.search(&asked, 8);
        }
    }
}
