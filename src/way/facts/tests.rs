use tucai_notice::lookup::Index;
use tucai_notice::slot::Half;

use super::*;

fn notice(id: &str) -> Notice {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices");
    Notice::from_json(&std::fs::read_to_string(format!("{dir}/{id}.json")).unwrap()).unwrap()
}

fn facts(notice: &Notice, unit: &str) -> Facts {
    let found = Index::new(notice).find(unit).matches;
    let seats: Vec<Seat<'_>> = found.iter().filter_map(|it| Seat::new(notice, it)).collect();
    Facts::new(notice, &seats)
}

/// What changes for 23软工1班 of cqie-2027 (row 26: 4月15日 14:10–14:30, 14:00 集合, 图书馆二部一楼大厅)
/// by an edit of the notice: what, before, now.
fn told(edit: impl FnOnce(&mut Notice, usize)) -> Vec<(What, String, String)> {
    let old = notice("cqie-2027");
    let at = Index::new(&old).find("23软工1班").matches[0].slot;
    let mut new = old.clone();
    new.revision = 2;
    edit(&mut new, at);
    let found = differences(&facts(&old, "23软工1班"), &facts(&new, "23软工1班"));
    found.into_iter().map(|one| (one.what, one.was, one.now)).collect()
}

fn item(what: What, was: &str, now: &str) -> (What, String, String) {
    (what, was.to_owned(), now.to_owned())
}

#[test]
fn a_later_time_moves_the_assembly_too() {
    let told = told(|notice, at| {
        let date = "2026-04-15".parse().unwrap();
        let span = "15:10-15:30".parse().unwrap();
        notice.schedule.slots[at].when = When::Clock { date, span };
    });
    let expected =
        [item(What::Time, "14:10–14:30", "15:10–15:30"), item(What::Assembly, "14:00", "15:00")];
    assert_eq!(told, expected);
}

#[test]
fn another_day_another_place_and_a_place_to_gather() {
    let told = told(|notice, at| {
        let span = "14:10-14:30".parse().unwrap();
        let mut elsewhere = notice.places[0].clone();
        elsewhere.id = "elsewhere".to_owned();
        elsewhere.name = "体育馆".to_owned();
        elsewhere.campus = Some("北校区".to_owned());
        notice.places.push(elsewhere);
        let slot = &mut notice.schedule.slots[at];
        slot.when = When::Clock { date: "2026-04-16".parse().unwrap(), span };
        slot.place = Some("elsewhere".to_owned());
        slot.meet = Some("elsewhere".to_owned());
    });
    let whats: Vec<What> = told.iter().map(|one| one.0).collect();
    assert_eq!(whats, [What::Date, What::Campus, What::Place, What::Meet]);
    assert_eq!(told[0], item(What::Date, "2026年4月15日(周三)", "2026年4月16日(周四)"));
    assert_eq!((&*told[2].1, &*told[2].2), ("图书馆二部一楼大厅", "体育馆"));
}

#[test]
fn what_moves_nobody_stays_quiet() {
    let told = told(|notice, at| {
        notice.fee.fen = Some(99_900);
        notice.title.push_str("（更新）");
        notice.checked = "2026-04-12".parse().unwrap();
        let slot = &mut notice.schedule.slots[at];
        slot.note = Some("请自备雨具".to_owned());
        slot.says = "4 月 15 日 14：10—14：30".to_owned();
        slot.counselor = Some("另一位老师".to_owned());
        slot.heads = Some(99);
        for place in &mut notice.places {
            place.name = place.name.replace("一楼", " 一楼　");
        }
    });
    assert_eq!(told, []);
}

#[test]
fn a_postponed_notice_and_one_without_the_class() {
    let postponed = told(|notice, _| {
        let (on, says) = ("2026-04-10".parse().unwrap(), "因故延期".to_owned());
        notice.standing = Standing::Postponed { on, says };
    });
    assert_eq!(postponed, [item(What::Standing, "有效", "已延期")]);
    let gone = told(|notice, at| {
        notice.schedule.slots.remove(at);
    });
    let line = "2026年4月15日(周三)14:10–14:30，图书馆二部一楼大厅";
    assert_eq!(gone, [item(What::Removed, line, "")]);
}

fn seat(unit: &str, day: &str, half: Half, place: &str) -> SeatFacts {
    SeatFacts {
        unit: unit.to_owned(),
        when: When::HalfDay { date: day.parse().unwrap(), half },
        place: Some(place.to_owned()),
        ..SeatFacts::default()
    }
}

fn list(seats: &[SeatFacts]) -> Facts {
    Facts { revision: 1, seats: seats.to_vec(), ..Facts::default() }
}

#[test]
fn of_several_seats_the_likest_are_compared() {
    let (am, pm) = (Half::Morning, Half::Afternoon);
    let old = list(&[seat("甲", "2026-04-15", am, "东"), seat("甲", "2026-04-16", pm, "西")]);
    // The second came first, and moved to another place; the first is gone, another came.
    let new = list(&[
        seat("甲", "2026-04-16", pm, "南"),
        seat("甲", "2026-04-20", am, "北"),
        seat("甲", "2026-04-15", am, "东"),
    ]);
    let found = differences(&old, &new);
    let said: Vec<_> = found.iter().map(|it| (it.what, &*it.of, &*it.was, &*it.now)).collect();
    assert_eq!(
        said,
        [
            (What::Place, "2026年4月16日(周四)下午", "西", "南"),
            (What::Added, "", "", "2026年4月20日(周一)上午，北"),
        ]
    );
}

#[test]
fn a_list_tells_of_each_unit_and_order_does_not_matter() {
    let am = Half::Morning;
    let (a, b) = (seat("甲", "2026-04-15", am, "东"), seat("乙", "2026-04-15", am, "东"));
    let forth = list(&[a.clone(), b.clone()]);
    assert_eq!(differences(&forth, &list(&[b.clone(), a.clone()])), []);
    let moved = list(&[seat("乙", "2026-04-16", am, "东"), a]);
    let found = differences(&forth, &moved);
    assert_eq!((found.len(), &*found[0].unit, found[0].what), (1, "乙", What::Date));
    let kind = SeatFacts { kind: SlotKind::MakeUp, ..b.clone() };
    let found = differences(&list(&[b]), &list(&[kind]));
    let whats: Vec<What> = found.iter().map(|one| one.what).collect();
    assert_eq!(whats, [What::Added, What::Removed], "a make-up session is another seat");
}

#[test]
fn a_unit_that_is_only_called_otherwise_moves_nobody() {
    let (am, pm) = (Half::Morning, Half::Afternoon);
    let make_up =
        |unit: &str| SeatFacts { kind: SlotKind::MakeUp, ..seat(unit, "2026-04-20", am, "东") };
    let old = list(&[seat("23软工1班", "2026-04-15", am, "东"), make_up("23软工1班")]);
    let new = list(&[make_up("23软工01班"), seat("23软工01班", "2026-04-15", am, " 东")]);
    assert_eq!(differences(&old, &new), []);
    let whats = |old: &[SeatFacts], new: &[SeatFacts]| {
        let found = differences(&list(old), &list(new));
        found.into_iter().map(|it| (it.unit, it.what)).collect::<Vec<_>>()
    };
    let (a, b) = (seat("甲", "2026-04-15", am, "东"), seat("乙", "2026-04-15", am, "东"));
    // Called otherwise and moved: that is told.
    let moved = [seat("乙", "2026-04-15", pm, "东")];
    let both = [("乙".to_owned(), What::Added), ("甲".to_owned(), What::Removed)];
    assert_eq!(whats(std::slice::from_ref(&a), &moved), both);
    // Two could have become the one: nobody knows which.
    let third = seat("丙", "2026-04-15", am, "东");
    assert_eq!(whats(&[a.clone(), b.clone()], std::slice::from_ref(&third)).len(), 3);
    // One more class at the same time is one more class.
    let more = [("丙".to_owned(), What::Added)];
    assert_eq!(whats(std::slice::from_ref(&a), &[a.clone(), third]), more);
    // The other one kept its name, so that none was called otherwise.
    let gone = [("乙".to_owned(), What::Removed)];
    assert_eq!(whats(&[a.clone(), b], std::slice::from_ref(&a)), gone);
}

#[test]
fn facts_without_a_part_are_none() {
    let whole =
        serde_json::to_value(list(&[seat("甲", "2026-04-15", Half::Morning, "东")])).unwrap();
    let is_read = |value| serde_json::from_value::<Facts>(value).is_ok();
    assert!(is_read(whole.clone()));
    for (of, name) in [
        ("", "revision"),
        ("", "checked"),
        ("", "standing"),
        ("", "seats"),
        ("/seats/0", "unit"),
        ("/seats/0", "kind"),
        ("/seats/0", "when"),
    ] {
        let mut value = whole.clone();
        value.pointer_mut(of).unwrap().as_object_mut().unwrap().remove(name).unwrap();
        assert!(!is_read(value), "{of}/{name}");
    }
}

#[test]
fn an_earlier_edition_is_no_news() {
    let day = |text: &str| text.parse().unwrap();
    let facts = |revision, checked| Facts { revision, checked, ..Facts::default() };
    let second = facts(2, day("2026-04-05"));
    assert!(facts(1, day("2026-04-02")).is_older_than(&second));
    assert!(!second.is_older_than(&facts(1, day("2026-04-02"))));
    assert!(!facts(1, day("2026-04-08")).is_older_than(&second), "counted anew");
}

#[test]
fn facts_of_the_notices_come_back_as_they_were_kept() {
    for (id, unit) in [
        ("cqie-2027", "23软工1班"),
        ("bnu-2025", "本科生"),
        ("cqust-2026", "计算机科学与工程学院(人工智能学院)"),
        ("xaipe-2025", "体育教育8班"),
    ] {
        let facts = facts(&notice(id), unit);
        assert!(!facts.seats.is_empty(), "{id}");
        let text = serde_json::to_string(&facts).unwrap();
        assert_eq!(serde_json::from_str::<Facts>(&text).unwrap(), facts, "{id}");
        assert_eq!(differences(&facts, &facts), []);
    }
}
