//! The other four schools: each announces in its own way.

use tucai_tests::{Visit, journeys};

journeys! {
    a_class_inside_a_range;
    a_class_whose_row_is_damaged;
    the_make_up_centre_of_xian;
    a_college_that_sets_its_own_times;
    a_window_of_ten_minutes;
    a_graduate_school_with_three_windows;
    both_batches_of_a_college;
    the_session_for_those_who_missed_theirs;
    an_undergraduate_without_a_table;
    a_graduate_has_other_hours_and_other_people;
    an_international_student_of_either_kind;
    a_student_of_another_campus;
}

/// 301教室, 9:00—9:50, 集合时间8:40: 体育教育6—11班; 提前20分钟到达教学楼前空地处集合; 照相时间均可能提前.
async fn a_class_inside_a_range(visit: &mut Visit) {
    visit.open("#/xaipe-2025/class/体育教育8班").await;
    visit.screen("class").await;
    visit.reads("h1", &["体育教育8班"]).await;
    visit.reads("[data-fact=date]", &["2024年4月21日(周日)"]).await;
    visit.fact("time", &["9:00–", "9:50"]).await;
    visit.fact("assemble", &["8:40 集合"]).await;
    visit.reads("[data-fact=meet]", &["教学楼前空地"]).await;
    visit.fact("place", &["新教学楼", "301教室"]).await;
    visit.fact("certainty", &["时间可能提前"]).await;
    visit.title_has(&["体育教育8班", "4月21日(周日)"]).await;
    visit.sees_no("[data-doubt]").await;
    // 20元/人,由各班班长代收,拍摄当天交给新华社现场负责人,微信/支付宝转账
    visit.section("plan", "fee", &["20元", "班长", "微信", "支付宝"]).await;
    visit.section("plan", "look", &["黄色", "蓝色", "高领", "首饰", "化妆", "美瞳", "眼镜"]).await;
    visit.section("plan", "steps", &["学号"]).await;
    visit.sees(&["过时不再安排统一拍摄"]).await;
}

/// The matrix of the source fell apart: where 应用心理学1班 belongs is a reading, not a fact.
async fn a_class_whose_row_is_damaged(visit: &mut Visit) {
    visit.open("#/xaipe-2025/class/应用心理学1班").await;
    visit.fact("place", &["201教室"]).await;
    visit.sees_in("[data-doubt]", &["请向学院确认"]).await;
    visit.fact("certainty", &["推算"]).await;
}

async fn the_make_up_centre_of_xian(visit: &mut Visit) {
    visit.open("#/xaipe-2025/class/体育教育8班/after").await;
    let words = ["2024年12月31日", "丈八一路1号", "1605室", "周二至周六", "9:00", "11:40", "17:40"];
    visit.section("after", "make-up", &words).await;
    visit.section("after", "make-up", &["检查妆发", "现场整改", "教务科"]).await;
    for number in ["029-81154835", "18089293349"] {
        visit.sees_a(&format!("section[data-tab=after] a[href='tel:{number}']")).await;
    }
}

/// 4 马克思主义学院 4月13日10:15-11:30 九教106; 提前15分钟; 以学院二次分配的时间为准.
async fn a_college_that_sets_its_own_times(visit: &mut Visit) {
    visit.open("#/hnust-2026/class/马克思主义学院").await;
    visit.reads("h1", &["马克思主义学院"]).await;
    visit.reads("[data-fact=date]", &["2025年4月13日(周日)"]).await;
    visit.reads("[data-fact=time]", &["10:15–11:30"]).await;
    visit.reads("[data-fact=place]", &["第九教学楼106室"]).await;
    visit.fact("assemble", &["提前15分钟"]).await;
    visit.fact("certainty", &["学院"]).await;
    visit.reads("[data-fact=order]", &["4"]).await;
    visit.fact("before", &["资源环境与安全工程学院"]).await;
    visit.fact("after", &["体育学院"]).await;
    // The window's start is not the class's: nobody is told to be there at ten.
    visit.sees_nothing_of(&["10:00"]).await;
    visit.section("plan", "fee", &["15元", "不能以个人为单位缴费", "退费"]).await;
    let theirs = visit.texts_of("section[data-section=fee] li.theirs").await.concat();
    assert!(theirs.contains("3月29日"), "the colleges' day is not marked as theirs: {theirs}");
    visit.section("plan", "look", &["眼镜", "黄色", "绿色", "紫色", "有领"]).await;
    visit.presses_the("nav.tabs a[data-tab=after]").await;
    visit.section("after", "verify", &["2025年9月"]).await;
}

/// 6 国际教育学院 4月13日14:30-14:40 九教110: not 超过30分钟, so nothing is divided further.
async fn a_window_of_ten_minutes(visit: &mut Visit) {
    visit.open("#/hnust-2026/class/国际教育学院").await;
    visit.reads("[data-fact=time]", &["14:30–14:40"]).await;
    visit.reads("[data-fact=assemble]", &["14:15 集合"]).await;
    visit.reads("[data-fact=place]", &["第九教学楼110室"]).await;
}

/// 研究生院: 4月12日08:00-11:30, 13:30-17:30 and 4月13日08:00-11:30, 九教203.
async fn a_graduate_school_with_three_windows(visit: &mut Visit) {
    visit.open("#/hnust-2026/class/研究生院").await;
    let days = ["2025年4月12日(周六)", "2025年4月12日(周六)", "2025年4月13日(周日)"];
    visit.reads(".when [data-fact=date]", &days).await;
    visit.sees(&["13:30–17:30", "第九教学楼203室"]).await;
    // The notice is for undergraduates and lists them all the same.
    visit.sees_in("[data-doubt]", &["研究生院"]).await;
}

/// 4 2025.11.4 14:00~17:00 (第一批) 650; 5 2025.11.5 9:00~10:00 (第二批) 180; 体育馆T124; 提前20分钟.
async fn both_batches_of_a_college(visit: &mut Visit) {
    for name in ["计算机科学与工程学院", "人工智能学院"] {
        visit.open(&format!("#/cqust-2026/class/{name}")).await;
        visit.screen("class").await;
        let days = ["2025年11月4日(周二)", "2025年11月5日(周三)"];
        visit.reads(".when [data-fact=date]", &days).await;
        let times = visit.texts_of(".when [data-fact=time]").await;
        assert_eq!(times.len(), 2, "{times:?}");
        assert!(times[0].contains("14:00–17:00") && times[1].contains("9:00–10:00"), "{times:?}");
    }
    visit.sees(&["第一批", "第二批", "体育馆T124", "提前20分钟"]).await;
    visit.fact("certainty", &["学院"]).await;
    visit.sees(&["重庆科技大学", "推断"]).await;
    visit.title_has(&["计算机科学与工程学院"]).await;
    // 现场扫码支付收取,学生自行支付; 4张2寸照片和8张1寸照片
    visit.section("plan", "fee", &["15元", "现场", "扫码", "4张2寸", "8张1寸"]).await;
    // The one number is for the colleges.
    visit.section("plan", "contacts", &["65022072"]).await;
    visit.sees_no("a[href^='tel:']").await;
    // The dress rules are not part of the text.
    visit.presses_the("nav.tabs a[data-tab=portrait]").await;
    visit.sees_a("section[data-section=look]").await;
    visit.sees_in("section[data-section=look]", &["没有", "着装"]).await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.section("code", "code", &["2025年11月3日"]).await;
}

/// 10 2025.11.7 15:30~17:00 各学院补照.
async fn the_session_for_those_who_missed_theirs(visit: &mut Visit) {
    visit.open("#/cqust-2026/class/补照").await;
    visit.screen("class").await;
    visit.reads("[data-fact=date]", &["2025年11月7日(周五)"]).await;
    visit.fact("time", &["15:30–17:00", "补照"]).await;
    visit.reads("[data-fact=place]", &["体育馆T124"]).await;
}

/// 2025年4月12～13日(周六～周日)9:00～12:00;13:30～17:00; the table (附件二) is not published.
async fn an_undergraduate_without_a_table(visit: &mut Visit) {
    visit.open("#/bnu-2025/class/本科生").await;
    visit.screen("class").await;
    let (saturday, sunday) = ("2025年4月12日(周六)", "2025年4月13日(周日)");
    visit.reads(".when [data-fact=date]", &[saturday, saturday, sunday, sunday]).await;
    let times = visit.texts_of(".when [data-fact=time]").await;
    let expected = ["9:00–12:00", "13:30–17:00", "9:00–12:00", "13:30–17:00"];
    let same = times.iter().zip(expected).all(|(time, expected)| time.ends_with(expected));
    assert!(same && times.len() == 4, "{times:?}");
    visit.sees_in("[data-missing]", &["本科生图像采集时间安排表"]).await;
    visit.fact("certainty", &["没有公布"]).await;
    visit.sees(&["教四楼一层西侧", "西门进", "南门出", "北京师范大学", "推断"]).await;
    visit.section("plan", "bring", &["采集码", "学生卡"]).await;
    visit.section("plan", "fee", &["20元", "扫码"]).await;
    visit.sees(&["当场核对"]).await;
    visit.section("plan", "look", &["浅蓝", "有领"]).await;
    visit.section("plan", "contacts", &["蔡老师", "主楼A区111室"]).await;
    visit.sees_a("a[href='tel:58809264']").await;
    visit.sees_nothing_of(&["白老师", "58804188"]).await;
    visit.presses_the("nav.tabs a[data-tab=after]").await;
    visit.section("after", "verify", &["2025年5月5日至25日"]).await;
    visit.section("after", "make-up", &["4月30日", "宣武门外大街甲1号", "63076145"]).await;
    // 线上采集 is for part-time graduates and others out of town, 2025年4月21-25日.
}

/// 4月13日(周日)13:30～17:00、4月19～20日(周六～周日)9:00～12:00;13:30～17:00.
async fn a_graduate_has_other_hours_and_other_people(visit: &mut Visit) {
    visit.open("#/bnu-2025/class/研究生").await;
    let (first, second, third) =
        ("2025年4月13日(周日)", "2025年4月19日(周六)", "2025年4月20日(周日)");
    visit.reads(".when [data-fact=date]", &[first, second, second, third, third]).await;
    visit.section("plan", "contacts", &["白老师"]).await;
    visit.sees_nothing_of(&["蔡老师"]).await;
    visit.sees_in("[data-missing]", &["研究生图像采集时间安排表"]).await;
}

/// 留学生 are among the undergraduates and among the graduates.
async fn an_international_student_of_either_kind(visit: &mut Visit) {
    visit.open("#/bnu-2025/class/留学生").await;
    visit.screen("class").await;
    visit.sees(&["本科生", "研究生", "4月12日", "4月20日"]).await;
    assert_eq!(visit.texts_of(".when [data-fact=date]").await.len(), 9);
    visit.section("plan", "contacts", &["朴老师", "郑老师"]).await;
}

/// 珠海校区学生按照珠海校区相关安排参加采集。
async fn a_student_of_another_campus(visit: &mut Visit) {
    visit.open("#/bnu-2025/class/珠海校区").await;
    visit.screen("unknown").await;
    visit.sees_in("[data-excluded]", &["珠海校区"]).await;
    visit.sees(&["按照珠海校区"]).await;
    visit.sees_nothing_of(&["教四楼"]).await;
}
