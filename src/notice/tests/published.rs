//! The five published notices against their text. Every expected value was read in the notices, not
//! taken from the program.

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tucai_notice::check::{Severity, check};
    use tucai_notice::notice::Notice;
    use tucai_notice::slot::{Certainty, Slot, SlotKind, UnitKind};
    use tucai_notice::time::Clock;

    const IDS: [&str; 5] = ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"];

    fn text(id: &str) -> String {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices");
        std::fs::read_to_string(format!("{dir}/{id}.json")).unwrap()
    }

    fn notice(id: &str) -> Notice {
        Notice::from_json(&text(id)).unwrap()
    }

    fn captures(notice: &Notice) -> Vec<&Slot> {
        let all = notice.schedule.slots.iter();
        all.filter(|slot| slot.kind == SlotKind::Capture).collect()
    }

    fn heads(slots: &[&Slot]) -> u32 {
        slots.iter().map(|slot| slot.heads.unwrap()).sum()
    }

    fn names<'a>(slots: &[&'a Slot]) -> Vec<&'a str> {
        slots.iter().flat_map(|slot| &slot.units).map(|unit| unit.name.as_str()).collect()
    }

    fn distinct<'a>(slots: &[&'a Slot]) -> BTreeSet<&'a str> {
        names(slots).into_iter().collect()
    }

    #[test]
    fn no_errors_and_no_warnings() {
        for id in IDS {
            let findings = check(&text(id));
            let bad: Vec<_> = findings.iter().filter(|f| f.severity > Severity::Remark).collect();
            assert!(bad.is_empty(), "{id}: {bad:#?}");
            assert_eq!(notice(id).id, id);
        }
    }

    #[test]
    fn cqie_adds_up_as_its_tables_say() {
        let notice = notice("cqie-2027");
        let at = |campus: &str, date: Option<&str>, morning: Option<bool>| -> Vec<&Slot> {
            captures(&notice)
                .into_iter()
                .filter(|slot| {
                    let place = notice.place(slot.place.as_deref().unwrap()).unwrap();
                    place.campus.as_deref() == Some(campus)
                })
                .filter(|slot| date.is_none_or(|day| slot.when.day().unwrap().to_string() == day))
                .filter(|slot| {
                    let start = slot.when.clock().0.unwrap();
                    morning.is_none_or(|morning| (start < Clock::NOON) == morning)
                })
                .collect()
        };
        for (campus, date, morning, sum) in [
            ("南泉校区", "2026-04-15", true, 813),
            ("南泉校区", "2026-04-15", false, 1015),
            ("南泉校区", "2026-04-16", true, 867),
            ("南泉校区", "2026-04-16", false, 930),
            ("南泉校区", "2026-04-17", true, 617),
            ("双桥校区", "2026-04-17", true, 833),
            ("双桥校区", "2026-04-17", false, 347),
        ] {
            assert_eq!(heads(&at(campus, Some(date), Some(morning))), sum, "{campus} {date}");
        }
        let (south, east) = (at("南泉校区", None, None), at("双桥校区", None, None));
        assert_eq!((heads(&south), south.len()), (4242, 101));
        assert_eq!((heads(&east), east.len()), (1180, 28));

        let all = captures(&notice);
        assert_eq!((heads(&all), names(&all).len(), distinct(&all).len()), (5422, 129, 129));
        let cohort = |prefix: &str| {
            let of = |slot: &&&Slot| slot.units[0].name.starts_with(prefix);
            heads(&all.iter().filter(of).copied().collect::<Vec<_>>())
        };
        assert_eq!((cohort("23"), cohort("25")), (4096, 1326));
        // Classes of 25级 are on both campuses.
        let of_25 =
            |slots: &[&Slot]| names(slots).iter().filter(|name| name.starts_with("25")).count();
        assert_eq!((of_25(&south), of_25(&east)), (5, 28));
        // The positions are numbered through on each campus.
        let orders =
            |slots: &[&Slot]| slots.iter().map(|slot| slot.order.unwrap()).collect::<Vec<_>>();
        assert_eq!(orders(&south), (1..=101).collect::<Vec<_>>());
        assert_eq!(orders(&east), (1..=28).collect::<Vec<_>>());
    }

    #[test]
    fn cqie_names_nobody_of_the_exempt() {
        let notice = notice("cqie-2027");
        let exempt: Vec<_> =
            notice.schedule.slots.iter().filter(|slot| slot.exempt.is_some()).collect();
        assert_eq!(names(&exempt), ["23物联网3班"]);
        assert_eq!(exempt[0].exempt, Some(2));
        assert!(!text("cqie-2027").contains("22998"));
        let reserves = notice.schedule.slots.iter().filter(|slot| slot.kind == SlotKind::Reserve);
        assert_eq!(reserves.count(), 3);
    }

    #[test]
    fn cqust_has_14_colleges_in_15_counted_rows() {
        let notice = notice("cqust-2026");
        let rows = captures(&notice);
        assert_eq!((rows.len(), heads(&rows)), (15, 6342));
        // One college comes in two batches.
        let colleges: BTreeSet<_> = rows.iter().map(|slot| slot.college.as_deref()).collect();
        assert_eq!((distinct(&rows).len(), colleges.len()), (15, 14));
        assert!(rows.iter().all(|slot| notice_certainty(&notice, slot) == Certainty::Open));
        let make_up: Vec<_> =
            notice.schedule.slots.iter().filter(|slot| slot.kind == SlotKind::MakeUp).collect();
        assert_eq!(make_up.len(), 1);
        let when = &make_up[0].when;
        assert_eq!(when.day().unwrap().to_string(), "2025-11-07");
        assert_eq!(when.clock().0.unwrap().to_string(), "15:30");
        assert_eq!(make_up[0].heads, None);
        let place = notice.place(rows[0].place.as_deref().unwrap()).unwrap();
        assert_eq!(place.groups, Some(2));
    }

    fn notice_certainty(notice: &Notice, slot: &Slot) -> Certainty {
        slot.certainty.unwrap_or(notice.schedule.certainty)
    }

    #[test]
    fn hnust_has_25_rows_in_five_rooms() {
        let notice = notice("hnust-2026");
        let rows = captures(&notice);
        assert_eq!(rows.len(), 25);
        // 研究生院 stands in three rows, every other college in one.
        assert_eq!(distinct(&rows).len(), 23);
        for (room, count) in [("203", 4), ("103", 4), ("106", 6), ("109", 5), ("110", 6)] {
            let orders: Vec<_> = rows
                .iter()
                .filter(|slot| {
                    let place = notice.place(slot.place.as_deref().unwrap()).unwrap();
                    place.name.contains(room)
                })
                .map(|slot| slot.order.unwrap())
                .collect();
            assert_eq!(orders, (1..=count).collect::<Vec<_>>(), "{room}");
        }
    }

    #[test]
    fn xaipe_has_12_cells() {
        let notice = notice("xaipe-2025");
        let cells = captures(&notice);
        assert_eq!(cells.len(), 12);
        let mut names = names(&cells);
        names.sort_unstable();
        let mut printed = [
            "体育教育1—5班",
            "特殊教育1班",
            "运动训练1—5班",
            "应用心理学1班",
            "运动人体科学1班",
            "康复治疗1、2班",
            "运动康复1班",
            "足球方向1—3班",
            "体育教育6—11班",
            "运动训练6—11班",
            "舞蹈表演1—6班",
            "武术专业1—3班",
            "体育经济与管理1、2班",
            "公共事业管理1班",
            "社会体育指导与管理1、2班",
            "休闲体育1班",
            "新闻学1—2班",
            "播音与主持艺术1—5班",
            "舞蹈学1—3班",
            "运动训练高水平班",
        ];
        printed.sort_unstable();
        assert_eq!(names, printed);
        // Every time of the header has its own assembly time, in each of the three rooms.
        for (start, assemble) in
            [("09:00", "08:40"), ("09:50", "09:30"), ("10:40", "10:20"), ("11:20", "11:00")]
        {
            let of = |slot: &&&Slot| slot.when.clock().0.unwrap().to_string() == start;
            let column: Vec<_> = cells.iter().filter(of).collect();
            assert_eq!(column.len(), 3);
            assert!(column.iter().all(|slot| slot.assemble.unwrap().to_string() == assemble));
        }
    }

    #[test]
    fn bnu_has_nine_opening_periods() {
        let notice = notice("bnu-2025");
        let of = |name: &str| -> Vec<String> {
            captures(&notice)
                .into_iter()
                .filter(|slot| names(&[slot]) == [name])
                .inspect(|slot| {
                    assert_eq!(slot.units[0].kind, UnitKind::Audience);
                    assert_eq!(notice_certainty(&notice, slot), Certainty::Open);
                })
                .map(|slot| {
                    let (start, end) = slot.when.clock();
                    let day = slot.when.day().unwrap();
                    format!("{day} {}-{}", start.unwrap(), end.unwrap())
                })
                .collect()
        };
        assert_eq!(
            of("本科生"),
            [
                "2025-04-12 09:00-12:00",
                "2025-04-12 13:30-17:00",
                "2025-04-13 09:00-12:00",
                "2025-04-13 13:30-17:00",
            ]
        );
        assert_eq!(
            of("研究生"),
            [
                "2025-04-13 13:30-17:00",
                "2025-04-19 09:00-12:00",
                "2025-04-19 13:30-17:00",
                "2025-04-20 09:00-12:00",
                "2025-04-20 13:30-17:00",
            ]
        );
        assert!(notice.schedule.table_missing.is_some());
        assert!(notice.excluded.iter().any(|excluded| excluded.who.contains("珠海")));
    }
}
