use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{fold, key, plain};
use crate::notice::Notice;

/// The characters that names are typed with, so that the rules meet each other often.
const TYPED: &str = "[0-9〇零一二三十百年级班批组届第专业方向软工体育至到和、,/—-～~()（）【】\\[\\]２３Ⅻ①㈠ 　a-cA-C·“”⼯\u{200b}]{0,24}";

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        _ => c,
    };
    text.chars().map(wide).collect()
}

#[test]
fn one_class_in_many_writings() {
    for text in [
        "23软工1班",
        "23 软工 1 班",
        "２３软工１班",
        "2023级软工1班",
        "2023 级软工 1 班",
        "23级软工1班",
        "2023软工1班",
        "二三级软工一班",
        "二〇二三级软工一班",
        "二零二三级软工一班",
        "23软工（1）班",
        "23软工(一)班",
        "23软工【1】班",
        "23软工01班",
        "23软工①班",
        "23软工第一班",
        "23软工-1班",
        "软工23级1班",
        "软工2023级1班",
        "软工23-1班",
        "23软工专业1班",
        "“23软工1班”",
        "23\u{200b}软\u{feff}工1班\u{0}\n",
        "23软⼯1班",
    ] {
        assert_eq!(fold(text), "23软工1班", "{text}");
    }
    assert_eq!(key("23软工1班"), "23软工1");
    assert_eq!(key("23软工1"), "23软工1");
    assert_eq!(key("班"), "班");
}

#[test]
fn different_names_stay_different() {
    for (one, other) in [
        ("23软工1班", "23软工11班"),
        ("23软工1班", "软工1班"),
        ("23级1班", "231班"),
        ("2012班", "12班"),
        ("软工22-23班", "22软工23班"),
        ("软工1(2)班", "软工12班"),
        ("专业硕士", "硕士"),
        ("体育教育1—5班", "体育教育15班"),
        ("2026届", "2026级"),
        ("软工1班(专升本)", "软工1班"),
    ] {
        assert_ne!(fold(one), fold(other));
    }
}

#[test]
fn numerals_dashes_and_separators() {
    for (text, folded) in [
        ("计算机科学与工程学院(人工智能学院)(第一批)", "计算机科学与工程学院人工智能学院1批"),
        ("体育教育6—11班", "体育教育6-11班"),
        ("体育教育六至十一班", "体育教育6-11班"),
        ("体育教育6～11班", "体育教育6-11班"),
        ("体育教育6——11班", "体育教育6-11班"),
        ("体育教育6班到11班", "体育教育6班-11班"),
        ("康复治疗1、2班", "康复治疗1,2班"),
        ("康复治疗一、二班", "康复治疗1,2班"),
        ("康复治疗1和2班", "康复治疗1,2班"),
        ("计数/软件", "计数,软件"),
        ("计数、软件", "计数,软件"),
        ("二十班", "20班"),
        ("二十一班", "21班"),
        ("九十九班", "99班"),
        ("武术专业1—3班", "武术1-3班"),
        ("第二学士学位", "2学士学位"),
        ("运动训练高水平班", "运动训练高水平班"),
        ("22-[1-3]班", "22-1-3班"),
        ("Ⅱ类A组", "ii类a组"),
        ("", ""),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn plain_text_keeps_what_is_shown() {
    let text: String = plain("Java 软工（一）班、 ２班").into_iter().collect();
    assert_eq!(text, "Java软工(一)班,2班");
}

#[test]
fn unicode_agrees_on_every_character_of_the_notices() {
    for json in [
        include_str!("../../../public/notices/bnu-2025.json"),
        include_str!("../../../public/notices/cqie-2027.json"),
        include_str!("../../../public/notices/cqust-2026.json"),
        include_str!("../../../public/notices/hnust-2026.json"),
        include_str!("../../../public/notices/xaipe-2025.json"),
    ] {
        let notice = Notice::from_json(json).unwrap();
        let schools = std::iter::once(&notice.school.name).chain(&notice.school.aliases);
        let colleges = notice.schedule.slots.iter().filter_map(|slot| slot.college.as_ref());
        let units = notice.schedule.slots.iter().flat_map(|slot| &slot.units);
        let units = units.flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases));
        for name in schools.chain(colleges).chain(units) {
            assert_eq!(fold(name), fold(&name.nfkc().collect::<String>()), "{name}");
            for c in name.chars() {
                let one = c.to_string();
                assert_eq!(fold(&one), fold(&one.nfkc().collect::<String>()), "{c}");
            }
        }
    }
}

#[test]
fn unicode_agrees_on_the_small_tables() {
    let listed = ('\u{FF01}'..='\u{FF5E}')
        .chain('①'..='⑳')
        .chain('Ⅰ'..='Ⅻ')
        .chain('ⅰ'..='ⅻ')
        .chain(super::RADICALS.chars());
    for c in listed {
        let one = c.to_string();
        assert_eq!(fold(&one), fold(&one.nfkc().collect::<String>()), "{c}");
    }
}

#[test]
fn garbage_is_cut_off() {
    for garbage in ["软".repeat(10_000), "十班".repeat(10_000), "(1)-".repeat(10_000)] {
        let folded = fold(&garbage);
        assert!(folded.len() <= super::MAX_BYTES);
        assert_eq!(fold(&folded), folded);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn folding_twice_changes_nothing(text in any::<String>(), typed in TYPED) {
        for text in [text, typed] {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded), &folded, "{:?}", text);
        }
    }

    #[test]
    fn full_width_forms_are_the_same(text in any::<String>(), typed in TYPED) {
        for text in [text, typed] {
            prop_assert_eq!(fold(&text), fold(&full_width(&text)), "{:?}", text);
        }
    }

    #[test]
    fn spaces_are_nothing(typed in TYPED, at in 0usize..24) {
        let mut spaced: Vec<char> = typed.chars().collect();
        spaced.insert(at.min(spaced.len()), ' ');
        prop_assert_eq!(fold(&typed), fold(&spaced.into_iter().collect::<String>()));
    }
}

#[test]
fn formal_numerals() {
    for (written, folded) in [
        ("软工壹班", "软工1班"),
        ("软工拾贰班", "软工12班"),
        ("第贰拾叁组", "23组"),
        ("贰拾班", "20班"),
        ("陆军工程学院", "陆军工程学院"),
    ] {
        assert_eq!(fold(written), folded);
    }
}
