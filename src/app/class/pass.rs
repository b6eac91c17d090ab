//! The boarding pass: day, assembly, place, order, certainty. Whoever glances at it has understood.

use std::sync::Arc;

use leptos::prelude::*;
use tucai_notice::lookup::Found;
use tucai_notice::notice::Place;
use tucai_notice::phase::Phase;
use tucai_notice::seat::{self, Seat};
use tucai_notice::slot::{Choice, Slot, SlotKind};
use tucai_notice::words;

use crate::load::{Loaded, Notices};
use crate::route;
use crate::state::App;

/// What the seats are called together: the unit asked for, or what several slots share.
pub fn title(seats: &[Seat<'_>]) -> String {
    let Some(first) = seats.first() else {
        return String::new();
    };
    let same = seats.iter().all(|seat| seat.name == first.name);
    match first.college() {
        Some(college) if !same => college.to_owned(),
        _ => first.name.clone(),
    }
}

/// The pass for all seats of a unit.
pub fn pass(app: App, loaded: &Notices, found: &Found) -> AnyView {
    let notice = &loaded.notice;
    let seats: Vec<Seat<'_>> =
        found.matches.iter().filter_map(|one| Seat::new(notice, one)).collect();
    let Some(first) = seats.first() else {
        return ().into_any();
    };
    let name = title(&seats);
    let college = first.college().filter(|college| *college != name).map(str::to_owned);
    let places_differ = seats.iter().any(|seat| seat.slot.place != first.slot.place);
    let blocks: Vec<_> = found
        .matches
        .iter()
        .map(|one| {
            let several = found.matches.len() > 1;
            block(app, loaded.clone(), one.clone(), several, places_differ)
        })
        .collect();
    let intro = several_words(&seats);
    let place = (!places_differ).then(|| place_row(first));
    view! {
        <article class="pass" data-pass>
            <header>
                <h1 tabindex="-1">{name}</h1>
                {college.map(|college| view! { <p class="who">{college}</p> })}
            </header>
            {intro.map(|text| view! { <p class="several">{text}</p> })}
            {blocks}
            {place}
            {stub(first, &seats)}
        </article>
    }
    .into_any()
}

/// Why there are several slots, in a sentence.
fn several_words(seats: &[Seat<'_>]) -> Option<String> {
    let [first, _, ..] = seats else {
        return None;
    };
    let count = seats.len().to_string();
    let by = first.notice.schedule.set_by.as_deref().unwrap_or("学院");
    let words = match first.slot.choice {
        Some(Choice::AnyOne) => [&count, "个时段，任选一个来"].concat(),
        Some(Choice::Assigned) => ["分", &count, "批，你在哪一批由", by, "安排"].concat(),
        None if first.is_open() => ["共", &count, "个开放时段"].concat(),
        None => ["共", &count, "个时段"].concat(),
    };
    Some(words)
}

/// Day, time and assembly of one seat, with its state.
fn block(
    app: App,
    loaded: Arc<Loaded>,
    found: tucai_notice::lookup::Match,
    several: bool,
    with_place: bool,
) -> AnyView {
    let Some(seat) = Seat::new(&loaded.notice, &found) else {
        return ().into_any();
    };
    let day = words::slot_day(&seat.slot.when);
    // The year is not what one looks for; it stands small before the day.
    let (year, day) = match day.split_once('年') {
        Some((year, rest)) if seat.slot.when.day().is_some() => {
            (Some([year, "年"].concat()), rest.to_owned())
        }
        _ => (None, day),
    };
    let time = words::slot_time(&seat.slot.when);
    let assemble = seat.assemble();
    let before = match (assemble, seat.minutes_before()) {
        (None, Some(minutes)) => {
            Some(["按班级时间提前", &minutes.to_string(), "分钟集合"].concat())
        }
        _ => None,
    };
    let batch = (several && seat.slot.choice == Some(Choice::Assigned))
        .then(|| view! { <p class="who">{seat.name.clone()}</p> });
    let place = with_place.then(|| place_row(&seat));
    let kind = match seat.slot.kind {
        SlotKind::Capture => None,
        SlotKind::Reserve => Some("机动时段"),
        SlotKind::MakeUp => Some("补照"),
    };
    let phase = {
        let loaded = Arc::clone(&loaded);
        Memo::new(move |_| {
            Seat::new(&loaded.notice, &found).map(|seat| {
                let phase = Phase::of(&seat, app.now.get());
                (phase, phase.words(&seat))
            })
        })
    };
    let tone = move || match phase.get() {
        Some((Phase::Assembling | Phase::Running | Phase::WindowOpen, _)) => "phase now",
        Some((Phase::Over, _)) => "phase over",
        _ => "phase",
    };
    view! {
        <div class="when" class:small=several data-slot>
            {batch}
            <p class="day">
                <span>{year.map(|year| view! { <small>{year}</small> })}{day}</span>
                <b class=tone data-phase>{move || phase.get().map(|(_, words)| words)}</b>
            </p>
            <p class="time">
                <span class="slot">{time}{kind.map(|kind| view! { <small>{kind}</small> })}</span>
                {assemble.map(|clock| view! {
                    <strong class="assemble">{clock.to_string()}" 集合"</strong>
                })}
            </p>
            {before.map(|text| view! { <p class="before">{text}</p> })}
            {place}
        </div>
    }
    .into_any()
}

/// Where to go.
fn place_row(seat: &Seat<'_>) -> AnyView {
    let Some(place) = seat.place() else {
        return view! { <p class="place"><small>"地点"</small><strong>"通知没有写地点"</strong></p> }
            .into_any();
    };
    // The notice's fullest wording may already name the campus.
    let campus = place.campus.clone().filter(|campus| !place.name.contains(campus.as_str()));
    let way = place.way.clone();
    let meet = seat.meet().map(|meet: &Place| {
        view! { <p class="place meet"><small>"集合地点"</small><strong>{meet.name.clone()}</strong></p> }
    });
    view! {
        {meet}
        <p class="place">
            <small>"拍摄地点"{campus.map(|campus| [" · ", &campus].concat())}</small>
            <strong>{place.name.clone()}</strong>
            {way.map(|way| view! { <small>{way}</small> })}
        </p>
    }
    .into_any()
}

/// The tear-off strip: certainty, order, counts, who is before and after.
fn stub(first: &Seat<'_>, seats: &[Seat<'_>]) -> AnyView {
    let slot = first.slot;
    let alone = seats.len() == 1;
    let facts = alone.then(|| facts(first));
    let around = alone.then(|| around(first)).flatten();
    let quote = first.notice.schedule.certainty_says.clone().filter(|_| slot.certainty.is_none());
    let quote = quote.or_else(|| {
        first.notice.schedule.set_by_says.clone().filter(|_| first.is_open())
    });
    let doubts: Vec<_> = seats
        .iter()
        .filter_map(|seat| seat.slot.doubt.clone())
        .map(|doubt| view! { <p class="doubt" data-doubt><b class="mark">"存疑"</b>{doubt}</p> })
        .collect();
    let exempt = slot.exempt.filter(|_| alone).map(|count| {
        view! { <p class="fine">{count.to_string()}"人以前年度已拍摄，不参加本次采集"</p> }
    });
    let missing = first.notice.schedule.table_missing.clone().filter(|_| first.is_open());
    let notes: Vec<_> = seats
        .iter()
        .filter_map(|seat| seat.slot.note.clone())
        .map(|note| view! { <p class="fine">{note}</p> })
        .collect();
    view! {
        <footer class="stub">
            <p class="certainty" data-certainty=words::certainty_label(first.certainty())>
                <b class="mark">{words::certainty_label(first.certainty())}</b>
                {words::certainty(first)}
            </p>
            {missing.map(|text| view! { <p class="fine" data-missing>{text}</p> })}
            {quote.map(|says| view! { <details><summary>"原文"</summary><q>{says}</q></details> })}
            {doubts}
            {facts}
            {around}
            {exempt}
            {notes}
        </footer>
    }
    .into_any()
}

/// Position, head count, counselor.
fn facts(seat: &Seat<'_>) -> AnyView {
    let slot = seat.slot;
    let id = seat.notice.id.as_str();
    let order_name = seat.notice.schedule.order_name.clone().unwrap_or_else(|| "顺序".to_owned());
    let order = slot.order.map(|order| fact(order_name, order.to_string().into_any()));
    let heads = slot.heads.map(|heads| fact("人数".to_owned(), heads.to_string().into_any()));
    let counselor = slot.counselor.clone().map(|name| {
        let link = route::counselor_link(id, &name);
        fact("辅导员".to_owned(), view! { <a href=link>{name}</a> }.into_any())
    });
    view! { <dl class="facts">{order}{heads}{counselor}</dl> }.into_any()
}

fn fact(name: String, value: AnyView) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// Who is before, beside and after.
fn around(seat: &Seat<'_>) -> Option<AnyView> {
    let neighbours = seat.neighbours();
    let list = |slots: &[&Slot]| slots.iter().map(|slot| seat::label(slot)).collect::<Vec<_>>().join("、");
    let rows: Vec<_> = [
        ("前面", neighbours.before),
        ("同时", neighbours.beside),
        ("后面", neighbours.after),
    ]
    .into_iter()
    .filter(|(_, slots)| !slots.is_empty())
    .map(|(name, slots)| {
        let names = list(&slots);
        view! { <div><dt>{name}</dt><dd>{names}</dd></div> }
    })
    .collect();
    (!rows.is_empty()).then(|| view! { <dl class="around">{rows}</dl> }.into_any())
}
