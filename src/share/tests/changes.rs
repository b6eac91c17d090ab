//! The texts that say what changed: a new edition, a class moved by hand, the absent.

#[cfg(test)]
mod tests {
    use tucai_notice::lookup::Index;
    use tucai_notice::notice::{Notice, Standing};
    use tucai_notice::seat::Seat;
    use tucai_notice::slot::When;
    use tucai_share::changes::{Moved, absent, moved, revised};
    use tucai_way::facts::{Facts, differences};

    const LINK: &str = "https://tucai.example/#/notice/class/unit";

    fn published(id: &str) -> Notice {
        let path = format!("{}/../../public/notices/{id}.json", env!("CARGO_MANIFEST_DIR"));
        Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn with<T>(notice: &Notice, unit: &str, see: impl FnOnce(&[Seat<'_>]) -> T) -> T {
        let found = Index::new(notice).find(unit);
        let seats: Vec<_> =
            found.matches.iter().map(|found| Seat::new(notice, found).unwrap()).collect();
        see(&seats)
    }

    fn says(text: &str, words: &[&str]) {
        let mut rest = text;
        for word in words {
            let found = rest.split_once(word);
            rest = found.unwrap_or_else(|| panic!("{word} in {text}")).1;
        }
        assert!(text.ends_with(&["\n", LINK].concat()), "{text}");
    }

    fn postponed(notice: &Notice) -> Notice {
        let on = "2026-04-10".parse().unwrap();
        let standing = Standing::Postponed { on, says: "因故延期".to_owned() };
        Notice { standing, ..notice.clone() }
    }

    #[test]
    fn a_new_edition_says_just_what_moved() {
        let old = published("cqie-2027");
        let mut new = Notice { revision: 2, ..old.clone() };
        let slot = new.schedule.slots.iter_mut().find(|slot| slot.order == Some(26)).unwrap();
        slot.when = When::Clock {
            date: "2026-04-16".parse().unwrap(),
            span: "14:10-14:30".parse().unwrap(),
        };
        let facts =
            |notice: &Notice, unit: &str| with(notice, unit, |seats| Facts::new(notice, seats));
        let found = differences(&facts(&old, "23软工1班"), &facts(&new, "23软工1班"));
        let text = revised(&new, "23软工1班", &found, LINK);
        says(
            &text,
            &[
                "【图像采集有变动】23软工1班\n",
                "日期：原 2026年4月15日(周三)，现 2026年4月16日(周四)\n",
                "没有写到的时间和地点不变\n",
                "数据第2版",
            ],
        );
        assert!(!text.contains("14:10") && !text.contains("集合") && !text.contains("要带"));
        let found = differences(&facts(&old, "23软工2班"), &facts(&new, "23软工2班"));
        assert_eq!(revised(&new, "23软工2班", &found, LINK), "");
        // A list names the class.
        let found = differences(&facts(&old, "23软工1班"), &facts(&new, "23软工1班"));
        says(&revised(&new, "王芳老师的班级", &found, LINK), &["\n\n23软工1班\n日期：原"]);
    }

    #[test]
    fn a_new_edition_that_does_not_hold_says_only_that() {
        let old = published("cqie-2027");
        let mut new = postponed(&old);
        new.schedule.slots.iter_mut().for_each(|slot| slot.when = When::ToBeAnnounced);
        let facts =
            |notice: &Notice| with(notice, "23软工1班", |seats| Facts::new(notice, seats));
        let found = differences(&facts(&old), &facts(&new));
        let text = revised(&new, "23软工1班", &found, LINK);
        assert!(text.lines().nth(1).unwrap().starts_with("已延期"), "{text}");
        says(&text, &["因故延期"]);
        assert!(!text.contains("现 "));
        // And that it holds again.
        let found = differences(&facts(&postponed(&old)), &facts(&old));
        says(&revised(&old, "23软工1班", &found, LINK), &["恢复有效", "已延期"]);
    }

    #[test]
    fn a_class_moved_by_hand() {
        let notice = published("cqie-2027");
        let text =
            |to: &Moved| with(&notice, "23软工1班", |seats| moved(&notice, &seats[0], to, LINK));
        let to = Moved {
            day: "2026-04-16".parse().ok(),
            start: "09:00".parse().ok(),
            end: "09:20".parse().ok(),
            ..Moved::default()
        };
        says(
            &text(&to),
            &[
                "23软工1班\n",
                "日期：原 2026年4月15日(周三)，现 2026年4月16日(周四)\n",
                "时间：原 14:10–14:30，现 09:00–09:20\n",
                // 提前10分钟.
                "集合：原 14:00，现 08:50（按通知，提前10分钟）\n",
                "地点：南泉校区 图书馆二部一楼大厅（不变）\n",
                "不在学校的通知里",
                "\n原安排据《重庆工程学院教务处关于做好2027届毕业生图像采集工作的通知》",
            ],
        );
        let to = Moved { place: Some(" 行政楼 ".to_owned()), ..Moved::default() };
        says(
            &text(&to),
            &[
                "日期：2026年4月15日(周三)（不变）\n",
                "集合：14:00（不变）\n",
                "地点：原 南泉校区 图书馆二部一楼大厅，现 行政楼\n",
            ],
        );
        // Nothing, or the same again.
        assert_eq!(text(&Moved::default()), "");
        let same = Moved {
            day: "2026-04-15".parse().ok(),
            start: "14:10".parse().ok(),
            end: "14:30".parse().ok(),
            place: Some(String::new()),
            ..Moved::default()
        };
        assert_eq!(text(&same), "");
        // An end before its start is not told.
        let odd = Moved { start: "10:00".parse().ok(), end: "09:00".parse().ok(), ..same };
        says(&text(&odd), &["时间：原 14:10–14:30，现 10:00开始\n", "现 09:50"]);
        let late = postponed(&notice);
        let text = with(&late, "23软工1班", |seats| moved(&late, &seats[0], &to, LINK));
        assert!(text.lines().nth(1).unwrap().starts_with("已延期"), "{text}");
    }

    #[test]
    fn a_printed_assembly_time_says_nothing_of_another_start() {
        let mut notice = published("xaipe-2025");
        let to = Moved { start: "10:00".parse().ok(), ..Moved::default() };
        let text = with(&notice, "体育教育8班", |seats| moved(&notice, &seats[0], &to, LINK));
        // 提前20分钟.
        says(&text, &["集合：原 08:40，现 09:40（按通知，提前20分钟）\n"]);
        notice.arrival.minutes_before = None;
        let text = with(&notice, "体育教育8班", |seats| moved(&notice, &seats[0], &to, LINK));
        says(&text, &["集合：原 08:40，现 请问老师\n"]);
    }

    #[test]
    fn a_window_moved_by_hand() {
        let notice = published("cqust-2026");
        let to = Moved {
            day: "2024-11-06".parse().ok(),
            start: "09:00".parse().ok(),
            ..Moved::default()
        };
        let text = with(&notice, "管理学院", |seats| moved(&notice, &seats[0], &to, LINK));
        says(
            &text,
            &[
                // A slip of the year is seen.
                "日期：原 2025年11月3日(周一)，现 2024年11月6日(周三)\n",
                // 提前20分钟, of each class's own time.
                "集合：比班级的时间提前20分钟（不变）\n",
            ],
        );
        assert!(!text.contains("08:40"), "{text}");
    }

    fn missed(id: &str, unit: &str) -> String {
        let notice = published(id);
        with(&notice, unit, |seats| absent(&notice, seats, LINK))
    }

    #[test]
    fn the_absent_of_bnu_2025() {
        let text = missed("bnu-2025", "研究生");
        says(
            &text,
            &[
                "1. 自行前往中国图片社（北京）拍照\n",
                "时间：2025年4月30日前\n",
                "开放：工作日 09:00–16:00\n",
                "宣武门外大街甲1号，环球财讯中心A座1层\n",
                "电话：010-63076145\n",
                "2. 申请线上采集\n",
                "时间：2025年4月21日至25日\n",
                "研究生管理服务系统",
                "集中采集期间的其他时间",
                "白老师",
                "58804188",
            ],
        );
        // The undergraduates have no online capture, and other people to ask.
        let text = missed("bnu-2025", "本科生");
        says(&text, &["自行前往中国图片社（北京）拍照", "蔡老师"]);
        assert!(!text.contains("申请线上采集\n") && !text.contains("白老师"), "{text}");
    }

    #[test]
    fn the_absent_of_xaipe_2025() {
        says(
            &missed("xaipe-2025", "体育教育8班"),
            &[
                "时间：2024年12月31日前\n",
                "开放：周二至周六 09:00–11:40，13:00–17:40\n",
                "西安市高新区丈八一路1号汇鑫IBC-D座1605室",
                "高新区管委会西侧",
                "029-81154835、18089293349",
                "检查妆发和服装",
                "教务处教务科",
                "可先问辅导员或学院",
            ],
        );
        // The centre's number once.
        let text = missed("xaipe-2025", "体育教育8班");
        assert_eq!(text.matches("18089293349").count(), 1, "{text}");
    }

    #[test]
    fn the_absent_of_cqust_2026() {
        says(
            &missed("cqust-2026", "管理学院"),
            &[
                "1. 各学院补照\n",
                "时间：2025年11月7日(周五)15:30–17:00\n地点：体育馆T124\n",
                // 拍摄和信息采集工作费用为15元/每人, 现场扫码支付: of the school's own make-up as well.
                "费用：15元/人，拍摄现场由新华社重庆分社摄制人员收取，扫码支付\n",
                "2. 实习所在地的新华社采集\n",
                "因外出实习",
                // Of that the notice says no price.
                "费用：通知没有写这样拍收多少\n",
                "学院教务办",
                "管理学院",
            ],
        );
    }

    #[test]
    fn where_there_is_no_make_up_that_is_said() {
        let text = missed("cqie-2027", "23软工1班");
        says(
            &text,
            &[
                "通知没有写错过拍摄后能否补拍",
                "通知没有写，可先问辅导员王芳、软件学院\n",
                "一般流程，不是本校通知",
            ],
        );
        // 有问题可咨询现场工作人员 is of the session.
        assert!(!text.contains("现场"), "{text}");
        assert!(!text.contains("这些补拍办法"));
        let text = missed("hnust-2026", "马克思主义学院");
        says(
            &text,
            &["没有安排补拍", "退费：收费成功但没能按时参加的，由学校统一退费", "马克思主义学院"],
        );
        // A postponed notice has no make-up either.
        let late = postponed(&published("bnu-2025"));
        let text = with(&late, "研究生", |seats| absent(&late, seats, LINK));
        assert!(text.lines().nth(1).unwrap().starts_with("已延期"), "{text}");
        assert!(!text.contains("这些补拍办法") && text.contains("白老师"));
        assert_eq!(absent(&late, &[], LINK), "");
    }
}
