//! How days, times, money and certainty are said in Chinese. One place, so that the page, the plain
//! page and the calendar say it alike.

use chrono::Datelike;

use crate::after::Window;
use crate::fee::{FeeRoute, PayMethod, PayMoment};
use crate::notice::{Notice, Standing};
use crate::prepare::Lead;
use crate::seat::Seat;
use crate::slot::{Certainty, Choice, Slot, SlotKind, When};
use crate::time::{Day, Days, Span};

/// `4月15日`.
pub fn day_short(day: Day) -> String {
    format!("{}月{}日", day.date().month(), day.date().day())
}

/// `4月15日(周三)`.
pub fn day(day: Day) -> String {
    format!("{}(周{})", day_short(day), day.weekday())
}

/// `2026年4月15日(周三)`.
pub fn day_full(which: Day) -> String {
    format!("{}年{}", which.date().year(), day(which))
}

/// `2026年4月2日`.
pub fn day_plain(which: Day) -> String {
    format!("{}年{}", which.date().year(), day_short(which))
}

/// `4月15日`, `4月15日至17日`, `4月30日至5月2日`.
pub fn days(days: Days) -> String {
    let (first, last) = (days.first(), days.last());
    if first == last {
        day_short(first)
    } else if (first.date().year(), first.date().month())
        == (last.date().year(), last.date().month())
    {
        format!("{}至{}日", day_short(first), last.date().day())
    } else {
        format!("{}至{}", day_short(first), day_short(last))
    }
}

/// `2026年4月15日至17日`.
pub fn days_full(which: Days) -> String {
    format!("{}年{}", which.first().date().year(), days(which))
}

/// Several stretches of days in a row: `2025年4月12日至13日、2025年4月19日至20日`.
pub fn dates(which: &[Days]) -> String {
    let dates: Vec<String> = which.iter().map(|&days| days_full(days)).collect();
    dates.join("、")
}

/// `14:10–14:30`.
pub fn span(span: Span) -> String {
    format!("{}–{}", span.start(), span.end())
}

/// The day of a slot with its year and weekday, as precisely as the notice says: `2026年4月15日(周三)`,
/// `第8周`, `日期待定`.
pub fn slot_day(when: &When) -> String {
    match *when {
        When::Week { week, days: None } => format!("第{week}周"),
        When::Week { week, days: Some(days) } => format!("第{week}周，{}", days_full(days)),
        When::Day { days, .. } if days.first() != days.last() => days_full(days),
        _ => when.day().map_or_else(|| "日期待定".to_owned(), day_full),
    }
}

/// The time of a slot within its day: `14:10–14:30`, `上午`, `第3–5节课`, `全天`.
pub fn slot_time(when: &When) -> String {
    match *when {
        When::Clock { span: hours, .. } => span(hours),
        When::From { start, .. } => format!("{start}开始"),
        When::HalfDay { half, .. } => half.name().to_owned(),
        When::Day { hours: Some(hours), .. } => format!("{}内开放", span(hours)),
        When::Day { days, .. } if days.first() != days.last() => {
            "其中任一天，以安排为准".to_owned()
        }
        When::Period { first, last, .. } if first == last => format!("第{first}节课"),
        When::Period { first, last, .. } => format!("第{first}–{last}节课"),
        When::Day { .. } | When::Week { .. } => "具体时间未公布".to_owned(),
        When::Order { span: Some(hours), .. } => format!("{}内按顺序", span(hours)),
        When::Order { span: None, .. } => "按顺序进行".to_owned(),
        When::Chained { .. } => match when.clock() {
            (Some(start), Some(end)) => format!("约{start}–{end}"),
            _ => "按顺序进行".to_owned(),
        },
        When::ToBeAnnounced => "时间待定".to_owned(),
    }
}

/// 已延期 or 已撤回, where a notice does not hold any more.
pub fn standing(standing: &Standing) -> Option<&'static str> {
    match standing {
        Standing::InForce => None,
        Standing::Postponed { .. } => Some("已延期"),
        Standing::Withdrawn { .. } => Some("已撤回"),
    }
}

/// What has to be said before anything else where a notice does not hold any more: a headline, and
/// the day and the words of the announcement.
pub fn standing_headline(standing: &Standing) -> Option<(&'static str, Day, &str)> {
    match standing {
        Standing::InForce => None,
        Standing::Postponed { on, says } => Some(("已延期，下面的时间不再有效", *on, says)),
        Standing::Withdrawn { on, says } => Some(("通知已撤回，下面的内容不再有效", *on, says)),
    }
}

/// What a slot is for, where it is not the capture itself: 机动, 补照.
pub fn slot_kind(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Capture => "",
        SlotKind::Reserve => "机动",
        SlotKind::MakeUp => "补照",
    }
}

/// One line for titles, messages and lists: `4月15日(周三)14:10–14:30`.
pub fn slot_line(slot: &Slot) -> String {
    let head = slot.when.day().map_or_else(|| slot_day(&slot.when), day);
    if slot.when == When::ToBeAnnounced {
        return "时间待定".to_owned();
    }
    let mut line = format!("{head}{}", slot_time(&slot.when));
    if slot.divided.is_some() {
        line.push_str("(学院安排)");
    }
    line
}

/// How far the time can be relied on, in a short sentence for the student.
pub fn certainty(seat: &Seat<'_>) -> String {
    let schedule = &seat.notice.schedule;
    let by = schedule.set_by.as_deref().unwrap_or("学院");
    if let Some(word) = standing(&seat.notice.standing) {
        return [word, "，原来的时间不再有效"].concat();
    }
    match seat.certainty() {
        _ if seat.slot.kind == SlotKind::Reserve => "机动时段，没有安排班级".to_owned(),
        Certainty::Open if seat.slot.when.precision() == "none" => {
            "通知没有公布时间，请等后续通知".to_owned()
        }
        Certainty::Open if seat.slot.kind == SlotKind::MakeUp => {
            format!("这是补照的整个时段，怎么安排请问{by}")
        }
        Certainty::Binding => "按通知，这就是本班的时间".to_owned(),
        Certainty::Movable => match schedule.drift {
            Some(minutes) => format!("时间可能前后相差{minutes}分钟，请提前做好准备"),
            None if says_early_only(seat) => "时间可能提前，请提前做好准备".to_owned(),
            None => "时间可能提前或推后，请提前做好准备".to_owned(),
        },
        Certainty::Advisory => "这是建议时间，也可以在其他开放时间来".to_owned(),
        Certainty::Open if schedule.table_missing.is_some() => {
            format!("这是开放时间。具体到你的时间由{by}安排，安排表没有公布在这里")
        }
        Certainty::Open => format!("这是整个时段。班级的具体时间由{by}安排，请问{by}"),
        Certainty::Estimated => "这个时间是推算的，不是通知原文，请向学院核实".to_owned(),
        Certainty::Divided => seat.slot.divided.clone().unwrap_or_default(),
    }
}

/// Why a unit has several slots, in a sentence.
pub fn several(seats: &[Seat<'_>]) -> String {
    let Some(first) = seats.first() else {
        return String::new();
    };
    let count = seats.len().to_string();
    let by = first.notice.schedule.set_by.as_deref().unwrap_or("学院");
    match first.slot.choice {
        Some(Choice::AnyOne) => ["有", &count, "个时段，任选一个来"].concat(),
        Some(Choice::Assigned) => ["有", &count, "个时段，你在哪一个由", by, "安排"].concat(),
        None if first.is_open() => ["有", &count, "个开放时段"].concat(),
        None => ["有", &count, "个时段"].concat(),
    }
}

/// Whether the notice warns of an earlier time only.
fn says_early_only(seat: &Seat<'_>) -> bool {
    let says = seat.notice.schedule.certainty_says.as_deref().unwrap_or_default();
    let late = ["推迟", "推后", "延后", "延迟", "顺延"];
    holds(says, "提前") && !late.into_iter().any(|late| holds(says, late))
}

/// Whether a text holds another. `str::contains` brings a searcher and Unicode tables that cost the
/// page 3 kB.
pub fn holds(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|piece| piece == part.as_bytes())
}

/// The certainty as a label of two to four characters.
pub fn certainty_label(which: Certainty) -> &'static str {
    match which {
        Certainty::Binding => "时间确定",
        Certainty::Movable => "可能变动",
        Certainty::Advisory => "建议时间",
        Certainty::Open => "另行安排",
        Certainty::Estimated => "推算时间",
        Certainty::Divided => "学院安排",
    }
}

/// Where the facts come from, and how fresh they are: `据《…》，数据第1版，2026年11月21日核对`.
pub fn source(notice: &Notice) -> String {
    let checked = day_plain(notice.checked);
    format!("据《{}》，数据第{}版，{checked}核对", notice.title, notice.revision)
}

/// `15元`, `13.5元`.
pub fn yuan(fen: u32) -> String {
    let (yuan, rest) = (fen / 100, fen % 100);
    match rest {
        0 => format!("{yuan}元"),
        rest if rest % 10 == 0 => format!("{yuan}.{}元", rest / 10),
        rest => format!("{yuan}.{rest:02}元"),
    }
}

/// A way of paying, by its usual name.
pub fn method(method: PayMethod) -> &'static str {
    match method {
        PayMethod::Wechat => "微信",
        PayMethod::Alipay => "支付宝",
        PayMethod::Scan => "扫码",
        PayMethod::Cash => "现金",
        PayMethod::BankTransfer => "银行转账",
        PayMethod::BankDebit => "银行代扣",
        PayMethod::RegistrarSystem => "教务系统",
        PayMethod::App => "App或小程序",
    }
}

/// Who pays whom, when and how: `拍摄前由班长统一收取`, `现场交给采集人员,只可扫码支付`.
pub fn fee_route(route: &FeeRoute) -> String {
    let mut words = String::new();
    if let Some(fen) = route.fen {
        words.push_str(&yuan(fen));
        words.push('，');
    }
    words.push_str(match route.moment {
        Some(PayMoment::Before) => "拍摄前",
        Some(PayMoment::OnSite) => "拍摄现场",
        Some(PayMoment::After) => "拍摄后",
        None => "",
    });
    let collector =
        route.collector_name.as_deref().or_else(|| route.collector.map(crate::point::Party::name));
    if let Some(collector) = collector {
        words.push('由');
        words.push_str(collector);
        words.push_str("收取");
    } else {
        words.push_str("缴纳");
    }
    let list = |methods: &[PayMethod]| {
        methods.iter().map(|&which| method(which)).collect::<Vec<_>>().join("或")
    };
    if !route.methods.is_empty() {
        words.push_str(if route.only { "，只可" } else { "，" });
        words.push_str(&list(&route.methods));
        words.push_str("支付");
    }
    if !route.excluded.is_empty() {
        words.push_str("，不收");
        words.push_str(&list(&route.excluded));
    }
    words
}

/// By when to have the collection code.
pub fn lead(lead: Lead) -> String {
    match lead {
        Lead::DaysBefore(days) => format!("至少提前{days}天获取，保存在手机里"),
        Lead::Before(day) => format!("{}之前获取，保存在手机里", day_plain(day)),
        Lead::BeforeCapture => "拍摄前获取，保存在手机里".to_owned(),
    }
}

/// When the check on 学信网 is open.
pub fn window(window: Option<&Window>) -> String {
    match window {
        None => "通知没有说明时间".to_owned(),
        Some(Window::Days(days)) => days_full(*days),
        Some(Window::Month { year, month }) => format!("{year}年{month}月(通知只说到月份)"),
        Some(Window::Until(day)) => format!("{}前", day_plain(*day)),
        Some(Window::AfterCapture { days, working: true }) => format!("拍摄后{days}个工作日"),
        Some(Window::AfterCapture { days, working: false }) => format!("拍摄后{days}天"),
        Some(Window::ToBeAnnounced) => "待定，等学校后续通知".to_owned(),
    }
}

/// From when to when something is open; none where the notice gives neither day.
pub fn open_days(from: Option<Day>, until: Option<Day>) -> Option<String> {
    match (from, until) {
        (Some(from), Some(until)) => Days::new(from, until).map(days_full),
        (Some(from), None) => Some(format!("{}起", day_plain(from))),
        (None, Some(until)) => Some(format!("{}前", day_plain(until))),
        (None, None) => None,
    }
}
