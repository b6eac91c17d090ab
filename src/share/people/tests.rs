//! Lists as people paste them. The names are placeholders and the numbers made here.

use proptest::prelude::*;

use super::*;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 学生一二 for 12: a placeholder in the letters that names have.
fn name(at: usize) -> String {
    let digit = |digit: char| DIGITS[digit.to_digit(10).unwrap() as usize];
    format!("学生{}", at.to_string().chars().map(digit).collect::<String>())
}

fn number(at: usize) -> String {
    format!("{}", 20_230_400_000_usize + at)
}

fn people(text: &str) -> Vec<(String, String, String)> {
    let people = read(text).unwrap_or_else(|error| panic!("{error}: {text}")).people;
    people.into_iter().map(|it| (it.number, it.name, it.class)).collect()
}

/// Three people, pasted in several ways, are the same three people.
#[test]
fn columns_stand_in_any_order() {
    let line = |at: usize, how: usize| {
        let (number, name, count) = (number(at), name(at), at.to_string());
        match how {
            0 => [number, name, "23软工1班".into()].join("\t"),
            1 => [count, "23软工1班".into(), name, number].join("\t"),
            2 => [name, "23软工1班".into(), number, "男".into()].join(","),
            3 => [number, name, "23软工1班".into()].join(" "),
            4 => [number, name, "23软工1班".into()].join("　　"),
            5 => [name, number, "23软工1班".into()].join("，"),
            6 => format!("| {count} | {number} | {name} | 23软工1班 |"),
            7 => {
                ["软件学院".into(), "软件工程".into(), "23软工1班".into(), number, name].join("\t")
            }
            8 => format!("{count}、{number} {name} 23软工1班"),
            _ => format!("{count}. {name} {number} 23软工1班\r"),
        }
    };
    for how in 0..10 {
        let text: Vec<String> = (1..=3).map(|at| line(at, how)).collect();
        let expected: Vec<_> =
            (1..=3).map(|at| (number(at), name(at), "23软工1班".to_owned())).collect();
        assert_eq!(people(&text.join("\n")), expected, "{text:?}");
    }
}

#[test]
fn a_heading_says_which_column_is_which() {
    let text = "2026年4月采集名单\n\n序号\t姓名\t学号\t身份证号\t班级\n\
                1\t学生01\t77\t11010120000101001X\t软工\n2\t学生02\t78\t\t软工\n";
    let pasted = read(text).unwrap();
    let found: Vec<_> =
        pasted.people.iter().map(|it| (&*it.number, &*it.name, &*it.class)).collect();
    assert_eq!(found, [("77", "学生01", "软工"), ("78", "学生02", "软工")]);
    let unread = Doubt::Unread { line: 1, text: "2026年4月采集名单".into() };
    assert_eq!(pasted.doubts, [unread, Doubt::Identity { lines: 1 }]);
}

/// The number of an identity card is never taken over, not even for want of another.
#[test]
fn identity_cards_stay_outside() {
    let card = format!("500101{}{}", "20040229", "123X");
    let pasted = read(&format!("{} {card}\n{} {card}", name(1), name(2))).unwrap();
    assert!(pasted.people.iter().all(|person| person.number.is_empty()));
    assert!(!format!("{pasted:?}").contains(&card));
    assert_eq!(pasted.doubts, [Doubt::Identity { lines: 2 }]);
    // Nor shown among what could not be read.
    let pasted = read(&format!("{}\n？ {card}", name(1))).unwrap();
    assert!(!format!("{pasted:?}").contains(&card), "{pasted:?}");
}

#[test]
fn a_mobile_number_is_no_student_number() {
    let line = |at: usize| format!("{}\t139{:08}\t{}", name(at), at, number(at));
    let text: Vec<String> = (1..=3).map(line).collect();
    let numbers: Vec<String> = people(&text.join("\n")).into_iter().map(|it| it.0).collect();
    assert_eq!(numbers, [number(1), number(2), number(3)]);
}

#[test]
fn full_width_digits_spread_names_and_glued_ones() {
    let wide = "２０２３０４０１　学 生 一\n20230402学生二\n学生三20230403";
    let found: Vec<_> = people(wide).into_iter().map(|it| (it.0, it.1)).collect();
    let expected = [("20230401", "学生一"), ("20230402", "学生二"), ("20230403", "学生三")];
    assert_eq!(found, expected.map(|(number, name)| (number.to_owned(), name.to_owned())));
    assert_eq!(people("20230401 STUDENT ONE\n20230402 STUDENT TWO")[1].1, "STUDENT TWO");
}

#[test]
fn names_alone_are_a_list() {
    let pasted = read("学生一\n学生二\n\n学生一\n").unwrap();
    // Two people may have one name.
    assert_eq!(pasted.people.len(), 3);
    assert_eq!(pasted.doubts, [Doubt::SameName { line: 4, first: 1 }]);
}

#[test]
fn doubles_and_gaps_are_told() {
    let text = "20230401 学生一\n20230402 学生二\n20230401 学生一\n20230402 学生三\n\
                20230405 学生二\n学生六\n20230407\n?? !!";
    let pasted = read(text).unwrap();
    assert_eq!(pasted.people.len(), 6);
    assert_eq!(
        pasted.doubts,
        [
            Doubt::Twice { line: 3, first: 1 },
            Doubt::SameNumber { line: 4, first: 2 },
            Doubt::SameName { line: 5, first: 2 },
            Doubt::NoNumber { line: 6 },
            Doubt::NoName { line: 7 },
            Doubt::Unread { line: 8, text: "?? !!".into() },
        ]
    );
}

/// 甲, 乙, 丙: placeholders of one character. 男 and 是 are none, and where a line has a longer name,
/// a nationality is not taken for it.
#[test]
fn names_of_one_character_stay() {
    let named = |text: &str| people(text).into_iter().map(|it| it.1).collect::<Vec<_>>();
    assert_eq!(people("B20230401 甲"), [("B20230401".into(), "甲".into(), String::new())]);
    assert_eq!(
        named("20230401\t甲\t男\n20230402\t学生二\t女\n20230403\t丙\t男"),
        ["甲", "学生二", "丙"]
    );
    // Not even beside a column that is the same for all.
    let text = "20230401\t甲\t软件工程\n20230402\t乙\t软件工程\n20230403\t丙\t软件工程";
    assert_eq!(named(text), ["甲", "乙", "丙"]);
    assert_eq!(named("20230401\t回\t学生一\n20230402\t壮\t学生二"), ["学生一", "学生二"]);
    assert_eq!(named("20230401\t男\t是"), [""]);
    assert_eq!(named("学号\t姓名\n20230401\t甲"), ["甲"]);
    assert_eq!(named("甲\n乙"), ["甲", "乙"]);
}

/// Fifty lines with ten names, five times each: forty that were there before, from the eleventh on.
#[test]
fn equal_names_are_one_line() {
    let line = |at: usize| format!("{} {}", number(at), name(at % 10));
    let text: Vec<String> = (1..=50).map(line).collect();
    let pasted = read(&text.join("\n")).unwrap();
    assert_eq!(pasted.people.len(), 50);
    assert_eq!(pasted.doubts, [Doubt::SameNames { lines: 40, from: 11 }]);
    assert_eq!(
        pasted.doubts[0].words(),
        "有40行的姓名与前面的行相同（从第11行起），都留着，请核对"
    );
}

#[test]
fn a_shortened_number_is_told() {
    let pasted = read("学号\t姓名\n2.02304E+11\t学生一\n20230402\t学生二").unwrap();
    assert_eq!(pasted.people[0].number, "");
    assert_eq!(pasted.doubts, [Doubt::Shortened { line: 2 }]);
}

#[test]
fn numbers_of_any_length_are_in_order() {
    let mut all =
        ["100", "99", "0100", "B12", "b2", "20230410", "20230409", "1000000000000000000001"];
    all.sort_by(|one, other| numbers(one, other));
    assert_eq!(
        all,
        ["99", "100", "0100", "20230409", "20230410", "1000000000000000000001", "b2", "B12"]
    );
}

fn ordered(order: Order, numbers: &[&str]) -> Vec<String> {
    let person = |number: &&str| Person { number: (*number).to_owned(), ..Person::default() };
    let people: Vec<Person> = numbers.iter().map(person).collect();
    order.of(people.iter()).into_iter().map(|at| people[at].number.clone()).collect()
}

#[test]
fn each_order_has_its_key() {
    let numbers = ["30120", "10221", "", "20119", "1"];
    assert_eq!(ordered(Order::Number, &numbers), ["1", "10221", "20119", "30120", ""]);
    assert_eq!(ordered(Order::LastFour, &numbers), ["1", "20119", "30120", "10221", ""]);
    assert_eq!(ordered(Order::LastTwo, &numbers), ["1", "20119", "30120", "10221", ""]);
    assert_eq!(ordered(Order::LastTwo, &["1221", "1320"]), ["1320", "1221"]);
    assert_eq!(ordered(Order::Pasted, &numbers), numbers);
}

/// cqie: 严格按照摄像采集表上的排列顺序; hnust, cqust, xaipe: 按学号顺序; bnu says nothing of it.
#[test]
fn the_notice_says_how_to_queue() {
    let asked = |json: &str| Order::asked(&Notice::from_json(json).unwrap());
    let (order, why) = asked(include_str!("../../../public/notices/cqie-2027.json"));
    assert_eq!(order, Order::Pasted);
    assert!(why.contains("采集表上的排列顺序") && why.contains("不按学号"), "{why}");
    for json in [
        include_str!("../../../public/notices/cqust-2026.json"),
        include_str!("../../../public/notices/hnust-2026.json"),
        include_str!("../../../public/notices/xaipe-2025.json"),
    ] {
        let (order, why) = asked(json);
        assert_eq!(order, Order::Number);
        assert!(why.starts_with("通知的要求：") && why.contains("学号"), "{why}");
    }
    let (order, why) = asked(include_str!("../../../public/notices/bnu-2025.json"));
    assert_eq!(order, Order::Number);
    assert!(why.contains("通知没有说明"), "{why}");
}

#[test]
fn too_much_is_told() {
    assert_eq!(read(&"学".repeat(MOST_BYTES)), Err(PeopleError::TooLong));
    let all: Vec<String> = (0..=MOST_PEOPLE).map(number).collect();
    assert_eq!(read(&all.join("\n")), Err(PeopleError::TooMany));
    assert_eq!(read(&all[1..].join("\n")).unwrap().people.len(), MOST_PEOPLE);
    for text in ["", "\n \t\n", "。。。", "1 2 3"] {
        assert_eq!(read(text), Err(PeopleError::Nobody), "{text}");
    }
}

proptest! {
    /// No text is too odd, and whatever is read is within the limits.
    #[test]
    fn any_text_has_an_answer(text in "\\PC*|([0-9学生一二班\\t ,，、.\"\r\n男Ee+·\u{200B}-]{0,4}){0,60}") {
        if let Ok(pasted) = read(&text) {
            prop_assert!(!pasted.people.is_empty() && pasted.people.len() <= MOST_PEOPLE);
            for person in &pasted.people {
                prop_assert!(!person.number.is_empty() || !person.name.is_empty());
                for part in [&person.number, &person.name, &person.class] {
                    prop_assert!(part.chars().count() <= LONGEST);
                }
            }
            for doubt in &pasted.doubts {
                prop_assert!(!doubt.words().is_empty());
            }
            for order in [Order::Number, Order::LastFour, Order::LastTwo, Order::Pasted] {
                let mut all = order.of(pasted.people.iter());
                all.sort_unstable();
                prop_assert!(all.into_iter().eq(0..pasted.people.len()));
            }
        }
    }

    /// The order of numbers is one: no sort can go wrong by it.
    #[test]
    fn numbers_are_ordered(one in "[0-9a-bA-B-]{0,6}", other in "[0-9a-bA-B-]{0,6}", third in "[0-9a-bA-B-]{0,6}") {
        prop_assert_eq!(numbers(&one, &other), numbers(&other, &one).reverse());
        if numbers(&one, &other).is_le() && numbers(&other, &third).is_le() {
            prop_assert!(numbers(&one, &third).is_le());
        }
    }

    #[test]
    fn any_number_of_equal_length_is_in_the_order_of_its_value(one in 0_u64..1_000_000, other in 0_u64..1_000_000) {
        prop_assert_eq!(numbers(&format!("{one:06}"), &format!("{other:06}")), one.cmp(&other));
        prop_assert_eq!(numbers(&one.to_string(), &other.to_string()), one.cmp(&other));
    }
}
