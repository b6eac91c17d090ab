//! What a notice asks for, in the few words that a poster has room for. Everything is the notice's
//! own; what is left out stands on the page that the code leads to.

use tucai_notice::Notice;
use tucai_notice::fee::{FeeRoute, Mode};
use tucai_notice::point::{Force, Party, Point};
use tucai_notice::rules::{Rule, Topic};
use tucai_notice::words;

/// A label and its text.
pub type Row = (&'static str, String);

/// What to do before, to bring, to wear, to pay, how to queue and what being late means, for one audience or, if
/// none is given, for all.
pub fn rows(notice: &Notice, audience: Option<&str>) -> Vec<Row> {
    let late = notice.arrival.late.as_ref().map(|late| late.policy.name().to_owned());
    let queue = notice.arrival.queue.as_ref().map(|queue| bare(&queue.text).to_owned());
    let rows = [
        ("先做", gates(notice, audience)),
        ("带", bring(notice, audience)),
        ("穿", wear(notice, audience)),
        ("费用", fee(notice, audience)),
        ("排队", queue.unwrap_or_default()),
        ("迟到", late.unwrap_or_default()),
    ];
    rows.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// A sentence without its full stop, to be joined with others.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches('。')
}

fn is_for(whose: Option<&str>, audience: Option<&str>) -> bool {
    whose.is_none() || audience.is_none() || whose == audience
}

/// What has to be done before one may be photographed.
fn gates(notice: &Notice, audience: Option<&str>) -> String {
    let gates = notice.gates.iter().filter(|gate| {
        gate.what.party == Party::Student && is_for(gate.what.audience.as_deref(), audience)
    });
    let gates = gates.map(|gate| {
        let until = gate.until.map(|day| ["（", &words::day_short(day), "前）"].concat());
        [bare(&gate.what.text), &until.unwrap_or_default()].concat()
    });
    gates.collect::<Vec<_>>().join("；")
}

fn bring(notice: &Notice, audience: Option<&str>) -> String {
    let its = |point: &&Point| {
        point.party == Party::Student && is_for(point.audience.as_deref(), audience)
    };
    let credentials = notice.audiences.iter().filter(|it| Some(it.id.as_str()) == audience);
    let credentials = credentials.flat_map(|it| &it.credentials);
    let points = notice.bring.iter().chain(credentials).filter(its);
    points.map(|point| bare(&point.text)).collect::<Vec<_>>().join("；")
}

/// The topics that people ask about first.
const FIRST: [Topic; 6] = [
    Topic::ClothesColour,
    Topic::Clothes,
    Topic::Collar,
    Topic::Glasses,
    Topic::HairCover,
    Topic::MakeUp,
];

/// One rule on each topic: what is demanded before what is advised, and of several the first.
fn wear(notice: &Notice, audience: Option<&str>) -> String {
    let rules = &notice.look.rules;
    let its = |rule: &&Rule, topic: Topic| {
        rule.topic == topic && rule.gender.is_none() && is_for(rule.audience.as_deref(), audience)
    };
    let rank = |rule: &&Rule| match rule.force {
        Force::MustNot => 0,
        Force::Must => 1,
        Force::Should | Force::ShouldNot => 2,
        Force::May | Force::Fact => 3,
    };
    let texts = FIRST.into_iter().filter_map(|topic| {
        let rule = rules.iter().filter(|rule| its(rule, topic)).min_by_key(rank)?;
        // Where in the notice it stands is behind the code.
        let text = bare(&rule.text);
        let text = text.find("（附件").and_then(|at| text.get(..at)).unwrap_or(text);
        (rank(&rule) < 3).then_some(text)
    });
    texts.collect::<Vec<_>>().join("；")
}

fn fee(notice: &Notice, audience: Option<&str>) -> String {
    let amount = notice.fee.fen.map(|fen| [words::yuan(fen).as_str(), "/人"].concat());
    let its = |route: &&FeeRoute| {
        is_for(route.audience.as_deref(), audience)
            && !matches!(route.mode, Some(Mode::Online | Mode::MakeUp))
    };
    let routes = notice.fee.routes.iter().filter(its).map(words::fee_route);
    let routes = routes.collect::<Vec<_>>().join("；");
    let parts = amount.into_iter().chain(Some(routes).filter(|it| !it.is_empty()));
    parts.collect::<Vec<_>>().join("，")
}
