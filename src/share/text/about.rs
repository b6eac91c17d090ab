//! What a notice says besides the time, each in one line: for the texts and for the posters.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime};
use tucai_notice::Notice;
use tucai_notice::fee::{FeeRoute, Mode};
use tucai_notice::point::{Id, Party, Point};
use tucai_notice::prepare::Lead;
use tucai_notice::seat::Seat;
use tucai_notice::time::{Day, Moment};
use tucai_notice::words;
use tucai_way::missed;
use tucai_way::steps::{self, Known, StepKind};

use super::wear;

/// Characters for what to wear, in a text and where it stands on a poster.
const WEAR: usize = 260;
const WEAR_SCANNED: usize = 60;

/// A moment before anything is over: these texts say the same whenever they are made.
pub(crate) fn before_all() -> Moment {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN)
}

/// The first line: `【图像采集】23软工1班`.
pub(crate) fn head(what: &str, name: &str) -> String {
    format!("【图像采集{what}】{name}")
}

/// What has to be said first where the notice does not hold any more.
pub(crate) fn void(notice: &Notice) -> Option<Vec<String>> {
    let word = words::standing(&notice.standing)?;
    let (_, on, says) = words::standing_headline(&notice.standing)?;
    Some(vec![
        format!("{word}，原来的时间不再有效"),
        format!("{}通知：{says}", words::day_plain(on)),
    ])
}

/// Where the picture is taken, with its campus.
pub(crate) fn place(seat: &Seat<'_>) -> Option<String> {
    let place = seat.place()?;
    let campus = place.campus.as_deref().filter(|campus| !place.name.contains(campus));
    Some(campus.into_iter().chain([place.name.as_str()]).collect::<Vec<_>>().join(" "))
}

/// What something is about, and what the notice says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Two or three characters: `费用`.
    pub label: &'static str,
    /// In the notice's words, without a full stop: `15元/人，由各班班长收取`.
    pub text: String,
}

/// `费用：15元/人，由各班班长收取`.
impl fmt::Display for Line {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}：{}", self.label, self.text)
    }
}

fn line(label: &'static str, text: String) -> Line {
    Line { label, text }
}

/// A notice as one class reads it, or several together.
pub struct About<'a> {
    notice: &'a Notice,
    audience: Option<&'a Id>,
    months: Vec<u32>,
    more: &'static str,
    wear: usize,
}

impl<'a> About<'a> {
    /// For those who have these seats in the notice: what is only for others is left out. Seats of
    /// several audiences read everything.
    #[must_use]
    pub fn new(notice: &'a Notice, seats: &[Seat<'a>]) -> Self {
        let mut audiences = seats.iter().map(|seat| seat.slot.audience.as_ref());
        let first = audiences.next().flatten();
        let audience = first.filter(|_| audiences.all(|other| other == first));
        let days = seats.iter().filter_map(|seat| seat.slot.when.days());
        let months = days.map(|days| days.first().date().month()).collect();
        Self { notice, audience, months, more: "见链接", wear: WEAR }
    }

    /// The same where there is no link to press, only a code to scan, and less room.
    #[must_use]
    pub fn scanned(mut self) -> Self {
        self.more = "扫码看";
        self.wear = WEAR_SCANNED;
        self
    }

    /// The same with so many characters for what to wear.
    pub(super) fn with_room(mut self, wear: usize) -> Self {
        self.wear = wear;
        self
    }

    fn concerns(&self, audience: Option<&Id>) -> bool {
        audience.is_none() || self.audience.is_none() || audience == self.audience
    }

    /// The student's points, as one line.
    fn points<'p>(&self, points: impl Iterator<Item = &'p Point>) -> Option<String> {
        let own = points.filter(|it| it.party == Party::Student);
        let own = own.filter(|it| self.concerns(it.audience.as_ref()));
        let own: Vec<&str> = own.map(|point| bare(&point.text)).collect();
        (!own.is_empty()).then(|| own.join("；"))
    }

    /// What to bring.
    #[must_use]
    pub fn bring(&self) -> Option<Line> {
        let audience = self.audience.and_then(|id| self.notice.audience(id));
        let own = audience.into_iter().flat_map(|audience| &audience.credentials);
        Some(line("要带", self.points(self.notice.bring.iter().chain(own))?))
    }

    /// What has to be done before one may be photographed.
    #[must_use]
    pub fn gates(&self) -> Option<Line> {
        let gates = self.notice.gates.iter().filter(|gate| gate.what.party == Party::Student);
        let gates = gates.filter(|gate| self.concerns(gate.what.audience.as_ref()));
        let gates: Vec<String> = gates
            .map(|gate| {
                let until = gate.until.map(|day| format!("（{}前）", words::day(day)));
                [bare(&gate.what.text), until.as_deref().unwrap_or_default()].concat()
            })
            .collect();
        (!gates.is_empty()).then(|| line("先完成", gates.join("；")))
    }

    /// By when to have the code: the day, where it can be worked out for the seats.
    #[must_use]
    pub fn code(&self, seats: &[Seat<'_>]) -> Option<Line> {
        if let Some(Lead::Before(_)) = self.notice.code.lead {
            return self.lead();
        }
        let way = steps::way(self.notice, seats, &Known::default(), before_all());
        let step = way.steps.into_iter().find(|step| step.kind == StepKind::Code);
        match step.and_then(|step| step.due) {
            Some(due) => Some(line("采集码", [&due.words, "存到手机里"].concat())),
            None => self.lead(),
        }
    }

    /// By when to have the code, in the notice's own terms.
    #[must_use]
    pub fn lead(&self) -> Option<Line> {
        let text = match self.notice.code.lead? {
            Lead::Before(day) => self.before(day),
            lead => words::lead(lead),
        };
        Some(line("采集码", text))
    }

    /// `11月3日采集前（也就是最晚11月2日）存到手机里`, 采集前 where the notice says it of that day.
    fn before(&self, day: Day) -> String {
        let says = self.notice.code.lead_says.as_deref().unwrap_or_default();
        let what = if words::holds(says, "采集前") { "采集前" } else { "前" };
        let last = day
            .date()
            .pred_opt()
            .map(|last| words::day_short(Day::of(last.and_time(NaiveTime::MIN))));
        let last = last.map(|last| format!("（也就是最晚{last}）")).unwrap_or_default();
        format!("{}{what}{last}存到手机里", words::day_short(day))
    }

    pub(super) fn attempts(&self) -> Option<String> {
        let count = self.notice.code.attempts_per_day?;
        Some(format!("学信网登录一天只有{count}次验证机会，不要等到最后"))
    }

    /// How one queues.
    #[must_use]
    pub fn queue(&self) -> Option<Line> {
        Some(line("排队", bare(&self.notice.arrival.queue.as_ref()?.text).to_owned()))
    }

    /// What being late means.
    #[must_use]
    pub fn late(&self) -> Option<Line> {
        Some(line("迟到", self.notice.arrival.late.as_ref()?.policy.name().to_owned()))
    }

    pub(super) fn exempt(&self, seats: &[Seat<'_>]) -> Option<String> {
        missed::exempt(self.notice, seats).into_iter().next().map(|line| line.text)
    }

    /// What being late means, in the notice's own words: `过时不再安排统一拍摄`.
    pub(super) fn late_words(&self) -> Option<String> {
        Some(bare(&self.notice.arrival.late.as_ref()?.says).to_owned())
    }

    /// What to wear, shortly: one rule of each topic first, must before advice, the season's own alone.
    #[must_use]
    pub fn wear(&self) -> Line {
        let look = &self.notice.look;
        let own = || look.rules.iter().filter(|rule| self.concerns(rule.audience.as_ref()));
        if own().next().is_none() {
            return line("着装", "通知没有写要求".to_owned());
        }
        line("着装", wear::shortly(own(), &self.months, self.wear, self.more))
    }

    /// What it costs, and who takes the money on site or before.
    #[must_use]
    pub fn fee(&self) -> Line {
        let fee = &self.notice.fee;
        let amount = fee.fen.map(|fen| format!("{}/人", words::yuan(fen)));
        let on_site = |route: &&FeeRoute| {
            matches!(route.mode, None | Some(Mode::OnSite))
                && self.concerns(route.audience.as_ref())
        };
        let mut parts: Vec<String> = amount.into_iter().collect();
        for route in fee.routes.iter().filter(on_site) {
            let mut words = words::fee_route(route);
            if route.not_alone {
                words.push_str("，不能以个人为单位缴费");
            }
            if let Some(day) = route.until {
                let day = words::day_short(day);
                let day = if route.until_for == Party::Student {
                    ["，", &day, "前交"].concat()
                } else {
                    ["（", &day, "前是", route.until_for.name(), "上交的截止时间）"].concat()
                };
                words.push_str(&day);
            }
            parts.push(words);
        }
        if parts.is_empty() {
            return line("费用", "通知没有写".to_owned());
        }
        line("费用", parts.join("，"))
    }
}

fn bare(text: &str) -> &str {
    text.trim_end_matches('。')
}
