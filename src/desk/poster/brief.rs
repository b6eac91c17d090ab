//! What a poster says besides when and where: what to do before, to bring, to wear, to pay.

use tucai_notice::point::{Force, Gender};
use tucai_notice::rules::{Rule, Topic};
use tucai_notice::seat::Seat;
use tucai_notice::{Notice, words};
use tucai_share::text::{About, Line};

use super::draw::{Pen, Style};

/// What stands where not everything has room.
const REST: &str = "其余要求扫码看";

/// What is seen in every picture and cannot be mended on site comes first.
const TOPICS: [Topic; 18] = [
    Topic::ClothesColour,
    Topic::Collar,
    Topic::HairCover,
    Topic::Glasses,
    Topic::EarOrnaments,
    Topic::Necklace,
    Topic::Ornaments,
    Topic::Clothes,
    Topic::Pattern,
    Topic::Sleeves,
    Topic::Neckline,
    Topic::Hood,
    Topic::MakeUp,
    Topic::ContactLenses,
    Topic::HairColour,
    Topic::HeadCover,
    Topic::Hair,
    Topic::Other,
];

/// What something is about, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Two or three characters: `费用`.
    pub label: &'static str,
    /// In the notice's words. Of several, the last are left out first, and that is said.
    pub parts: Vec<String>,
    /// Whether the notice says more than these parts.
    pub more: bool,
    /// Whether it stands on the poster however little room there is.
    pub kept: bool,
}

impl Brief {
    fn of(line: Line) -> Self {
        Self { label: line.label, parts: vec![line.text], more: false, kept: false }
    }

    fn kept(line: Line) -> Self {
        Self { kept: true, ..Self::of(line) }
    }

    /// Whether it may take more lines than others where there is room.
    pub fn is_long(&self) -> bool {
        self.parts.len() > 1
    }

    /// Its lines in a column, `style.most` at most: whole parts, and that there are more.
    pub fn lines(&self, pen: &Pen<'_>, style: Style, width: f64) -> Vec<String> {
        let all = self.parts.len();
        let set = |count: usize| {
            let mut said: Vec<&str> = self.parts.iter().take(count).map(String::as_str).collect();
            if self.more || count < all {
                said.push(REST);
            }
            let lines = pen.lines(&said.join("；"), style.most(usize::MAX), width);
            (lines.len() <= style.most).then_some(lines)
        };
        if let Some(lines) = set(all) {
            return lines;
        }
        // The most that fit; every try measures each character, so not one count after the other.
        let (mut best, mut from, mut to) = (None, 1, all);
        while from < to {
            let count = usize::midpoint(from, to);
            match set(count) {
                Some(lines) => (best, from) = (Some(lines), count + 1),
                None => to = count,
            }
        }
        best.unwrap_or_else(|| pen.lines(&self.parts.join("；"), style, width))
    }
}

/// What the text for the group says as well, and what being late means. Nothing where the notice does
/// not hold any more: then nothing has to be brought.
pub fn brief(notice: &Notice, seats: &[Seat<'_>], is_class: bool) -> Vec<Brief> {
    if words::standing(&notice.standing).is_some() {
        return Vec::new();
    }
    let about = About::new(notice, seats).scanned();
    let code = if is_class { about.code(seats) } else { about.lead() };
    // A class's poster says these beside its time.
    let arrive = (!is_class).then(|| arrive(seats)).flatten();
    let first = [about.gates().map(Brief::of), arrive, code.map(Brief::kept)];
    let last = [about.bring().map(Brief::of), Some(wear(notice, seats, &about))];
    let last = last.into_iter().chain([Some(Brief::of(about.fee()))]);
    let last = last.chain([about.queue(), about.late()].map(|line| line.map(Brief::of)));
    first.into_iter().chain(last).flatten().collect()
}

/// Where and how early classes gather whose own time is not in the list.
fn arrive(seats: &[Seat<'_>]) -> Option<Brief> {
    let mut unknown = seats.iter().filter(|seat| seat.assemble().is_none());
    let minutes = unknown.find_map(Seat::minutes_before);
    let minutes = minutes.map(|minutes| format!("比班级的时间提前{minutes}分钟到"));
    let meet = seats.iter().find_map(Seat::meet).map(|place| ["在", &place.name].concat());
    let said: Vec<String> = minutes.into_iter().chain(meet).collect();
    let text = said.join("，");
    (!text.is_empty()).then(|| Brief::kept(Line { label: "集合", text }))
}

/// What to wear: what is demanded before what is advised.
fn wear(notice: &Notice, seats: &[Seat<'_>], about: &About<'_>) -> Brief {
    // What is only for others is left out, as in the texts.
    let mut audiences = seats.iter().map(|seat| seat.slot.audience.as_ref());
    let first = audiences.next().flatten();
    let audience = first.filter(|_| audiences.all(|other| other == first));
    let rules = notice.look.rules.iter();
    let rules = rules.filter(|rule| {
        rule.audience.is_none() || audience.is_none() || rule.audience.as_ref() == audience
    });
    let rules: Vec<&Rule> = rules.collect();
    let mut said: Vec<String> = Vec::new();
    let mut colours = Vec::new();
    for level in 0..3 {
        for topic in TOPICS {
            let of = |rule: &&&Rule| rule.topic == topic && level_of(rule) == level;
            for rule in rules.iter().filter(of) {
                let text = words_of(rule);
                let is_new = rule.colours.iter().any(|colour| !colours.contains(&colour));
                let repeats = !rule.colours.is_empty() && !is_new;
                if repeats || said.iter().any(|other| other.contains(&text)) {
                    continue;
                }
                colours.extend(&rule.colours);
                said.push(text);
            }
        }
    }
    if said.is_empty() {
        return Brief::of(about.wear());
    }
    let more = rules.iter().any(|rule| !TOPICS.contains(&rule.topic));
    Brief { label: "着装", parts: said, more, kept: false }
}

/// Demands, advice, what is allowed.
fn level_of(rule: &Rule) -> u8 {
    match rule.force {
        Force::Must | Force::MustNot => 0,
        Force::May => 2,
        _ => 1,
    }
}

/// `女生不穿吊带`, without where in the notice it stands, and why.
fn words_of(rule: &Rule) -> String {
    let text = rule.text.trim_end_matches('。');
    let text = text.split("（附件").next().unwrap_or(text);
    let text = text.split("；以免").next().unwrap_or(text);
    let who = match rule.gender {
        Some(Gender::Women) => "女生",
        Some(Gender::Men) => "男生",
        None => "",
    };
    [who, text].concat()
}
