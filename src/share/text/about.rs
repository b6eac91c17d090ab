//! What a notice says besides the time, each in one line.

use chrono::{NaiveDate, NaiveTime};
use tucai_notice::Notice;
use tucai_notice::fee::{FeeRoute, Mode};
use tucai_notice::point::{Force, Gender, Id, Party, Point};
use tucai_notice::rules::{Rule, Topic};
use tucai_notice::seat::Seat;
use tucai_notice::time::Moment;
use tucai_notice::words;
use tucai_way::missed;
use tucai_way::steps::{self, Known, StepKind};

/// Characters for what to wear.
const WEAR: usize = 110;

/// What is seen and cannot be mended on site comes first.
const TOPICS: &[Topic] = &[
    Topic::ClothesColour,
    Topic::Clothes,
    Topic::Collar,
    Topic::Sleeves,
    Topic::Neckline,
    Topic::Hood,
    Topic::Pattern,
    Topic::Glasses,
    Topic::MakeUp,
    Topic::ContactLenses,
    Topic::HairColour,
    Topic::HairCover,
    Topic::EarOrnaments,
    Topic::Necklace,
    Topic::Ornaments,
    Topic::HeadCover,
    Topic::Hair,
];

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

/// A notice as one class reads it.
pub(super) struct About<'a> {
    notice: &'a Notice,
    audience: Option<&'a Id>,
}

impl<'a> About<'a> {
    pub(super) fn new(notice: &'a Notice, seat: Option<&Seat<'a>>) -> Self {
        Self { notice, audience: seat.and_then(|seat| seat.slot.audience.as_ref()) }
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

    pub(super) fn bring(&self) -> Option<String> {
        let audience = self.audience.and_then(|id| self.notice.audience(id));
        let own = audience.into_iter().flat_map(|audience| &audience.credentials);
        let all = self.points(self.notice.bring.iter().chain(own))?;
        Some(format!("要带：{all}"))
    }

    pub(super) fn gates(&self) -> Option<String> {
        let gates = self.notice.gates.iter().filter(|gate| gate.what.party == Party::Student);
        let gates = gates.filter(|gate| self.concerns(gate.what.audience.as_ref()));
        let gates: Vec<String> = gates
            .map(|gate| {
                let until = gate.until.map(|day| format!("（{}前）", words::day(day)));
                [bare(&gate.what.text), until.as_deref().unwrap_or_default()].concat()
            })
            .collect();
        (!gates.is_empty()).then(|| format!("拍摄前要完成：{}", gates.join("；")))
    }

    /// By when to have the code: the day, where it can be worked out for the seats.
    pub(super) fn code(&self, seats: &[Seat<'_>]) -> Option<String> {
        let way = steps::way(self.notice, seats, &Known::default(), before_all());
        let step = way.steps.into_iter().find(|step| step.kind == StepKind::Code);
        match step.and_then(|step| step.due) {
            Some(due) => Some(format!("采集码：{}存到手机里", due.words)),
            None => self.lead(),
        }
    }

    /// By when to have the code, in the notice's own terms.
    pub(super) fn lead(&self) -> Option<String> {
        self.notice.code.lead.map(|lead| format!("采集码：{}", words::lead(lead)))
    }

    pub(super) fn attempts(&self) -> Option<String> {
        let count = self.notice.code.attempts_per_day?;
        Some(format!("学信网登录一天只有{count}次验证机会，不要等到最后"))
    }

    pub(super) fn queue(&self) -> Option<String> {
        self.notice.arrival.queue.as_ref().map(|queue| format!("排队：{}", bare(&queue.text)))
    }

    pub(super) fn exempt(&self, seats: &[Seat<'_>]) -> Option<String> {
        missed::exempt(self.notice, seats).into_iter().next().map(|line| line.text)
    }

    pub(super) fn absence(&self) -> Option<String> {
        let first = self.notice.absence.iter().find(|point| {
            point.party == Party::Student && self.concerns(point.audience.as_ref())
        })?;
        // What is in doubt about it takes more words than there is room for.
        let doubt = if first.doubt.is_some() { "（通知没有写全，见链接）" } else { "" };
        Some([bare(&first.text), doubt].concat())
    }

    /// What to wear, shortly: the strongest and most visible rules, each topic in the notice's order.
    pub(super) fn wear(&self) -> String {
        let look = &self.notice.look;
        let own = || look.rules.iter().filter(|rule| self.concerns(rule.audience.as_ref()));
        if own().next().is_none() {
            return "着装：通知没有写要求".to_owned();
        }
        let strong = |rule: &&Rule| matches!(rule.force, Force::Must | Force::MustNot);
        let mut said: Vec<String> = Vec::new();
        let mut length = 0;
        let mut sorted: Vec<&Rule> = Vec::new();
        for is_strong in [true, false] {
            for topic in TOPICS {
                let of = own().filter(|rule| rule.topic == *topic && strong(rule) == is_strong);
                sorted.extend(of);
            }
        }
        let mut colours = Vec::new();
        for rule in sorted {
            let text = rule_text(rule);
            let is_new = rule.colours.iter().any(|colour| !colours.contains(&colour));
            let repeats = !rule.colours.is_empty() && !is_new;
            if repeats || said.iter().any(|other| other.contains(&text)) {
                continue;
            }
            colours.extend(&rule.colours);
            if length + text.chars().count() > WEAR {
                break;
            }
            length += text.chars().count() + 1;
            said.push(text);
        }
        let more = if own().count() > said.len() { "；全部要求见链接" } else { "" };
        format!("着装：{}{more}", said.join("；"))
    }

    pub(super) fn fee(&self) -> String {
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
            return "费用：通知没有写".to_owned();
        }
        format!("费用：{}", parts.join("，"))
    }
}

fn bare(text: &str) -> &str {
    text.trim_end_matches('。')
}

/// `女生：不穿吊带`, without where in the notice it stands.
fn rule_text(rule: &Rule) -> String {
    let text = bare(&rule.text);
    let text = text.find("（附件").and_then(|at| text.get(..at)).unwrap_or(text);
    match rule.gender {
        Some(Gender::Women) => format!("女生{text}"),
        Some(Gender::Men) => format!("男生{text}"),
        None => text.to_owned(),
    }
}
