//! The texts for a class group and for a list, of the five published notices. What they have to say
//! was read in the notices by a person.

#[cfg(test)]
mod tests {
    use tucai_notice::lookup::Index;
    use tucai_notice::notice::{Notice, Standing};
    use tucai_notice::seat::Seat;
    use tucai_share::text::{Whose, class, list};

    const LINK: &str = "https://tucai.example/#/notice/class/unit";

    fn published(id: &str) -> Notice {
        let path = format!("{}/../../public/notices/{id}.json", env!("CARGO_MANIFEST_DIR"));
        Notice::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn of(notice: &Notice, unit: &str) -> String {
        let found = Index::new(notice).find(unit);
        let seats: Vec<_> =
            found.matches.iter().map(|found| Seat::new(notice, found).unwrap()).collect();
        class(notice, &seats, LINK)
    }

    fn rows(notice: &Notice, which: impl Fn(&Seat<'_>) -> bool, whose: Whose<'_>) -> String {
        let rows = (0..notice.schedule.slots.len()).filter_map(|at| Seat::row(notice, at));
        list(notice, whose, &rows.filter(which).collect::<Vec<_>>(), LINK)
    }

    /// Whether the words stand in the text, in this order; and what every text is.
    fn says(text: &str, words: &[&str]) {
        let mut rest = text;
        for word in words {
            let found = rest.split_once(word);
            rest = found.unwrap_or_else(|| panic!("{word} in {text}")).1;
        }
        assert!(text.ends_with(&["\n", LINK].concat()), "{text}");
        assert!(!text.contains(['*', '`', '<', '\t']) && !text.contains("\n\n\n"), "{text}");
        assert!(text.lines().all(|line| line == line.trim()), "{text}");
    }

    #[test]
    fn a_class_of_cqie_2027() {
        let text = of(&published("cqie-2027"), "23软工1班");
        says(
            &text,
            &[
                "【图像采集】23软工1班\n",
                "时间：4月15日(周三)14:10–14:30\n",
                "集合：14:00\n",
                "地点：南泉校区 图书馆二部一楼大厅\n",
                "序号：26\n",
                // 13:50-14:10 序号 23 and 24, 14:10-14:30 序号 25, 14:30-14:50 序号 27 and 28.
                "前面：25大数据技2班、23电商5班；同时：23电商4班；后面：23软工2班、23软工3班\n",
                "按通知，这就是本班的时间\n",
                "按摄像采集表上的排列顺序排队\n",
                "最晚4月13日(周一)",
                "要带：保存在手机里的采集码；纸巾或湿纸巾",
                "不穿蓝色",
                "有领",
                "费用：15元/人，由各班班长收取\n",
                "一天只有5次验证机会",
                "《重庆工程学院教务处关于做好2027届毕业生图像采集工作的通知》，数据第1版，2026年11月21日核对\n",
            ],
        );
    }

    #[test]
    fn a_class_with_people_who_need_not_come() {
        // 附件5: 2 人, both of 23物联网3班; their names are nowhere.
        let text = of(&published("cqie-2027"), "23物联网3班");
        says(&text, &["4月15日(周三)10:50–11:10", "有2人本次不用参加", "郑阳春"]);
    }

    #[test]
    fn a_college_s_window_of_cqust_2026() {
        let text = of(&published("cqust-2026"), "计算机科学与工程学院");
        says(
            &text,
            &[
                "【图像采集】计算机科学与工程学院(人工智能学院)\n",
                "有2个时段，你在哪一个由学院安排\n",
                "11月4日(周二)14:00–17:00，第一批\n",
                "11月5日(周三)09:00–10:00，第二批\n",
                "提前20分钟",
                "地点：体育馆T124\n",
                "班级的具体时间由学院安排，请问学院\n",
                "按学号从小到大",
                // 在11月3日图像信息采集前.
                "采集码：11月3日采集前（也就是最晚11月2日）存到手机里\n",
                "着装：通知没有写要求\n",
                "费用：15元/人，拍摄现场由新华社重庆分社摄制人员收取，扫码支付\n",
                // 2025.11.7 15:30~17:00 各学院补照; 体育馆 T124.
                "各学院补照，2025年11月7日(周五)15:30–17:00，体育馆T124\n",
            ],
        );
    }

    #[test]
    fn a_list_says_the_day_of_the_code_as_a_class_does() {
        let notice = published("cqust-2026");
        let name = "管理学院";
        let code = "\n采集码：11月3日采集前（也就是最晚11月2日）存到手机里\n";
        says(&of(&notice, name), &[code]);
        let text = rows(&notice, |seat| seat.college() == Some(name), Whose::College(name));
        says(&text, &[code]);
    }

    #[test]
    fn a_college_s_window_of_hnust_2026() {
        let text = of(&published("hnust-2026"), "齐白石艺术学院");
        says(
            &text,
            &[
                "4月12日(周六)15:55–16:40\n",
                "比班级的时间提前15分钟\n",
                "第九教学楼109室\n",
                "批次：3\n",
                "班级的具体时间由学院安排",
                "已缴费",
                "不穿蓝色、黄色、绿色、紫色的衣服",
                "不戴眼镜",
                "费用：15元/人，拍摄前由学院收取，不能以个人为单位缴费（3月29日前是学院上交的截止时间）",
            ],
        );
        // 14:30-14:40 is not divided.
        says(
            &of(&published("hnust-2026"), "国际教育学院"),
            &["14:30–14:40", "集合：14:15", "这就是本班的时间"],
        );
    }

    #[test]
    fn an_audience_of_bnu_2025() {
        let text = of(&published("bnu-2025"), "研究生");
        says(
            &text,
            &[
                "有5个时段，你在哪一个由各培养单位安排\n",
                "4月13日(周日)13:30–17:00\n",
                "4月20日(周日)13:30–17:00\n",
                "地点：北京校区 教四楼一层西侧\n",
                "安排表没有公布在这里",
                "采集码",
                "学生卡，或学生证\n",
                "费用：20元/人，拍摄现场由中国图片社图像采集人员收取，只可扫码支付\n",
                "可以在集中采集期间的其他时间前往\n",
                // 可于2025年4月30日前自行前往中国图片社（北京）进行拍照（工作日9：00-16：00，…）.
                "自行前往中国图片社（北京）拍照，2025年4月30日前，工作日 09:00–16:00，",
                "宣武门外大街甲1号，环球财讯中心A座1层，电话010-63076145\n",
                "工作地点在京外的非全日制研究生：申请线上采集，2025年4月21日至25日\n",
                "研究生管理服务系统",
            ],
        );
        // The notice is complete; what is shortened is shortened here.
        assert!(!text.contains("没有写全"), "{text}");
        let undergraduates = of(&published("bnu-2025"), "本科生");
        says(
            &undergraduates,
            &[
                "本科生能否在研究生的时段前往",
                "中国图片社（北京）拍照，2025年4月30日前",
                "010-63076145",
            ],
        );
        assert!(!undergraduates.contains("线上采集"), "{undergraduates}");
        // The morning of the 13th is the undergraduates' alone.
        assert!(!text.contains("4月13日(周日)09:00"));
    }

    #[test]
    fn a_room_and_a_meeting_place_of_xaipe_2025() {
        let text = of(&published("xaipe-2025"), "舞蹈表演3班");
        says(
            &text,
            &[
                "4月21日(周日)10:40–11:20\n",
                "集合：10:20\n",
                "集合地点：教学楼前空地\n",
                "301教室\n",
                "时间可能提前",
                "不穿黄色和蓝色的衣服",
                "费用：20元/人，由班长收取\n",
                "过时不再安排统一拍摄\n",
                "2024年12月31日前",
                "周二至周六 09:00–11:40，13:00–17:40",
                "西安市高新区丈八一路1号汇鑫IBC-D座1605室（高新区管委会西侧）",
                "电话029-81154835、18089293349",
            ],
        );
        // Where the table is damaged, that is said.
        says(&of(&published("xaipe-2025"), "应用心理学1班"), &["推算", "请向学院确认"]);
    }

    /// What a class's text says of what to wear.
    fn wear(id: &str, unit: &str) -> String {
        let text = of(&published(id), unit);
        text.lines().find_map(|line| line.strip_prefix("着装：")).unwrap().to_owned()
    }

    #[test]
    fn what_to_wear_is_complete_without_the_link() {
        let rules = wear("cqie-2027", "23软工1班");
        // 附件4 and 五、6: must before 最好.
        for rule in [
            "不穿蓝色",
            "有领的上衣",
            "露出眼睛和耳朵",
            "不遮挡眉毛和耳朵",
            "不戴夸张的耳环",
            "淡妆为主",
            "不戴美瞳",
            "正装",
            "高领",
            "大方领、一字肩",
            "吊带",
            "高光腮红",
        ] {
            assert!(rules.contains(rule), "{rule} in {rules}");
        }
        assert!(rules.find("高光腮红") < rules.find("最好穿职业装或衬衣"), "{rules}");
        // 着非蓝色正装 and 不穿与背景相近的蓝色上衣 are one rule; nothing is left out.
        assert_eq!(rules.matches("蓝色").count(), 1, "{rules}");
        assert!(!rules.contains("见链接"), "{rules}");
        // 不得佩戴耳环、项链等饰品.
        let rules = wear("hnust-2026", "商学院");
        assert!(rules.contains("不戴耳环、项链、其他饰品"), "{rules}");
        assert_eq!(rules.matches("眉毛").count(), 1, "{rules}");
    }

    #[test]
    fn what_to_wear_fits_the_month_and_keeps_what_is_forbidden() {
        // Of every class, the one with the longest doubt as well: 2024年4月21日.
        for unit in ["舞蹈表演3班", "应用心理学1班", "体育教育8班"] {
            let rules = wear("xaipe-2025", unit);
            for rule in [
                "黄色和蓝色",
                "不穿高领",
                "不遮眉毛、眼睛和耳朵",
                "不戴眼镜",
                "不戴任何首饰",
                "不化妆",
                "不戴假睫毛",
                "不染彩色头发",
                "吊带、无袖、深V领",
                "不戴美瞳",
            ] {
                assert_eq!(rules.matches(rule).count(), 1, "{rule} in {rules}");
            }
            // 任何首饰 are those of 附件1, too; 不化妆 is 素颜.
            for double in ["耳钉", "项链", "素颜", "冬季", "夏季", "附件"] {
                assert!(!rules.contains(double), "{double} in {rules}");
            }
            assert!(rules.ends_with("；其余要求见链接"), "{rules}");
        }
    }

    #[test]
    fn what_to_wear_in_winter() {
        let mut notice = published("xaipe-2025");
        notice.schedule.slots.iter_mut().for_each(|slot| {
            slot.when = tucai_notice::slot::When::Clock {
                date: "2024-12-21".parse().unwrap(),
                span: "10:40-11:20".parse().unwrap(),
            };
        });
        let text = of(&notice, "舞蹈表演3班");
        assert!(text.contains("毛领") && !text.contains("夏季"), "{text}");
    }

    #[test]
    fn every_class_has_a_text_of_a_sane_length() {
        for id in ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"] {
            let notice = published(id);
            for unit in notice.schedule.slots.iter().flat_map(|slot| &slot.units) {
                let text = of(&notice, &unit.name);
                says(&text, &["【图像采集】", "要带：", "着装：", "费用：", &notice.title]);
                let length = text.chars().count() - LINK.len();
                assert!(length <= 670, "{length}: {text}");
            }
        }
    }

    #[test]
    fn a_counselor_s_classes_in_order_of_time() {
        let notice = published("cqie-2027");
        let text = rows(
            &notice,
            |seat| seat.slot.counselor.as_deref() == Some("周思琦"),
            Whose::Counselor("周思琦"),
        );
        says(
            &text,
            &[
                "【图像采集】周思琦老师的班级\n",
                // 38 + 47 + 46 + 45 + 43 + 46.
                "按时间排列，6个时段，共265人\n",
                "2026年4月15日(周三)\n地点：南泉校区 图书馆二部一楼大厅\n",
                "09:10–09:30 23计科5班，09:00集合\n",
                "09:30–09:50 23计科2班，09:20集合\n",
                "09:30–09:50 23计科3班，09:20集合\n",
                "09:50–10:10 23计科1班，09:40集合\n",
                "2026年4月16日(周四)\n",
                "09:30–09:50 23信安1班，09:20集合\n",
                "16:30–16:50 23计科4班，16:20集合\n",
                "至少提前2天",
                "要带：",
                "费用：15元/人，由各班班长收取\n",
            ],
        );
    }

    #[test]
    fn a_college_s_classes_on_two_campuses() {
        let notice = published("cqie-2027");
        let name = "数字孪生产业学院";
        let text = rows(&notice, |seat| seat.college() == Some(name), Whose::College(name));
        says(
            &text,
            &[
                "【图像采集】数字孪生产业学院\n",
                "2026年4月16日(周四)\n地点：南泉校区",
                "14:30–14:50 23数媒技1班（李晨燕），14:20集合\n",
                "2026年4月17日(周五)\n地点：双桥校区 党员实践教育中心\n",
                "08:30–08:50 25数媒技2班（周艺），08:20集合\n",
                "10:30–10:50 25数媒技3班（韩祺琦），10:20集合\n",
            ],
        );
    }

    #[test]
    fn what_no_longer_holds_is_said_first() {
        let mut notice = published("cqie-2027");
        for (standing, word) in [
            (
                Standing::Postponed {
                    on: "2026-04-10".parse().unwrap(),
                    says: "因故延期".to_owned(),
                },
                "已延期",
            ),
            (
                Standing::Withdrawn {
                    on: "2026-04-10".parse().unwrap(),
                    says: "原通知作废".to_owned(),
                },
                "已撤回",
            ),
        ] {
            notice.standing = standing;
            let text = of(&notice, "23软工1班");
            assert!(text.lines().nth(1).unwrap().starts_with(word), "{text}");
            says(&text, &["2026年4月10日通知：", "原来是：4月15日(周三)14:10–14:30（不再有效）"]);
            assert!(!text.contains("集合") && !text.contains("费用"));
            let list = rows(
                &notice,
                |seat| seat.slot.counselor.as_deref() == Some("王芳"),
                Whose::Counselor("王芳"),
            );
            assert!(list.lines().nth(1).unwrap().starts_with(word), "{list}");
            assert!(!list.contains("集合") && !list.contains("费用"));
        }
        assert_eq!(class(&notice, &[], LINK), "");
        assert_eq!(list(&notice, Whose::College("软件学院"), &[], LINK), "");
    }
}
