//! No notice and no moment panics, and what is promised of every way holds.

use proptest::prelude::*;
use tucai_notice::Notice;
use tucai_notice::after::{Deadline, Hours, MakeUp, Verification, Window};
use tucai_notice::fee::{FeeRoute, PayMoment};
use tucai_notice::point::{Party, Point};
use tucai_notice::prepare::{Gate, Lead};
use tucai_notice::seat::Seat;
use tucai_notice::slot::{Certainty, Choice, Half, Slot, SlotKind, Unit, When};
use tucai_notice::time::{Clock, Day, Days, Moment, Span};
use tucai_way::steps::{self, Captured, Known, State, StepId, StepKind, Tick, Ticks};
use tucai_way::verify;
use tucai_way::{holidays, missed};

/// Days anywhere, the ends of the calendar among them.
fn day() -> impl Strategy<Value = Day> {
    let near = (2024..=2028, 1..=12_u32, 1..=28_u32)
        .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}").parse().unwrap());
    let ends = prop::sample::select(vec!["0000-01-01", "9999-12-31", "2024-02-29", "2026-12-31"])
        .prop_map(|text| text.parse().unwrap());
    prop_oneof![9 => near, 1 => ends]
}

fn days() -> impl Strategy<Value = Days> {
    (day(), day()).prop_map(|(a, b)| Days::new(a.min(b), a.max(b)).unwrap())
}

fn clock() -> impl Strategy<Value = Clock> {
    (0..24_u32, 0..60_u32)
        .prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}").parse().unwrap())
}

fn span() -> impl Strategy<Value = Span> {
    (clock(), clock()).prop_filter_map("empty", |(a, b)| Span::new(a.min(b), a.max(b)))
}

fn moment() -> impl Strategy<Value = Moment> {
    (day(), clock()).prop_map(|(day, clock)| day.at(clock))
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![
        (day(), span()).prop_map(|(date, span)| When::Clock { date, span }),
        (day(), clock()).prop_map(|(date, start)| When::From { date, start }),
        day().prop_map(|date| When::HalfDay { date, half: Half::Evening }),
        (days(), proptest::option::of(span())).prop_map(|(days, hours)| When::Day { days, hours }),
        (day(), any::<u8>()).prop_map(|(date, first)| When::Period { date, first, last: first }),
        proptest::option::of(days()).prop_map(|days| When::Week { week: 8, days }),
        proptest::option::of(day()).prop_map(|date| When::Order { date, span: None }),
        (day(), clock(), any::<u16>(), any::<u16>()).prop_map(|(date, first, each, position)| {
            When::Chained { date, first, each, position }
        }),
        Just(When::ToBeAnnounced),
    ]
}

fn slot() -> impl Strategy<Value = Slot> {
    let kind = prop::sample::select(vec![SlotKind::Capture, SlotKind::MakeUp, SlotKind::Reserve]);
    let certainty = prop::sample::select(vec![
        None,
        Some(Certainty::Open),
        Some(Certainty::Estimated),
        Some(Certainty::Movable),
    ]);
    let choice = prop::sample::select(vec![None, Some(Choice::AnyOne), Some(Choice::Assigned)]);
    let audience = prop::sample::select(vec![None, Some("a".to_owned()), Some("b".to_owned())]);
    (kind, when(), certainty, choice, audience, proptest::option::of(clock())).prop_map(
        |(kind, when, certainty, choice, audience, assemble)| Slot {
            kind,
            when,
            certainty,
            choice,
            audience,
            assemble,
            units: vec![Unit { name: "机械1班".to_owned(), ..Unit::default() }],
            exempt: Some(2),
            ..Slot::default()
        },
    )
}

fn window() -> impl Strategy<Value = Option<Window>> {
    proptest::option::of(prop_oneof![
        days().prop_map(Window::Days),
        (any::<u16>(), any::<u8>()).prop_map(|(year, month)| Window::Month { year, month }),
        day().prop_map(Window::Until),
        (any::<u16>(), any::<bool>())
            .prop_map(|(days, working)| Window::AfterCapture { days, working }),
        Just(Window::ToBeAnnounced),
    ])
}

fn lead() -> impl Strategy<Value = Option<Lead>> {
    proptest::option::of(prop_oneof![
        any::<u16>().prop_map(Lead::DaysBefore),
        day().prop_map(Lead::Before),
        Just(Lead::BeforeCapture),
    ])
}

fn party() -> impl Strategy<Value = Party> {
    prop::sample::select(vec![Party::Student, Party::Monitor, Party::College, Party::Provider])
}

fn make_up() -> impl Strategy<Value = MakeUp> {
    let words =
        prop_oneof![Just("工作日".to_owned()), "[周一二三四五六日至、到—工作末每天 ]{0,8}",];
    (proptest::option::of(day()), proptest::option::of(day()), words, span()).prop_map(
        |(from, until, days, span)| MakeUp {
            from,
            until,
            hours: vec![Hours { days, spans: vec![span] }],
            points: vec![Point::default()],
            ..MakeUp::default()
        },
    )
}

prop_compose! {
    fn notice()(
        slots in prop::collection::vec(slot(), 0..4),
        dates in prop::collection::vec(days(), 0..2),
        window in window(),
        hard_end in proptest::option::of(day()),
        verified in any::<bool>(),
        lead in lead(),
        gates in prop::collection::vec((party(), proptest::option::of(day()), ".{0,6}"), 0..3),
        tasks in prop::collection::vec((party(), days(), proptest::option::of(clock())), 0..3),
        routes in prop::collection::vec((party(), proptest::option::of(day()), party()), 0..3),
        make_ups in prop::collection::vec(make_up(), 0..3),
        minutes in proptest::option::of(any::<u16>()),
    ) -> Notice {
        let mut notice = Notice::default();
        notice.schedule.slots = slots;
        notice.schedule.dates = dates;
        notice.verification = verified.then_some(Verification { window, hard_end, ..Verification::default() });
        notice.code.lead = lead;
        notice.arrival.minutes_before = minutes;
        notice.make_ups = make_ups;
        notice.fee.fen = Some(1500);
        let gate = |(party, until, text)| Gate { what: Point { text, party, ..Point::default() }, until };
        notice.gates = gates.into_iter().map(gate).collect();
        let task = |(party, days, time)| Deadline { party, days, time, what: format!("{party:?}的事"), ..Deadline::default() };
        notice.deadlines = tasks.into_iter().map(task).collect();
        let moments = [None, Some(PayMoment::Before), Some(PayMoment::OnSite), Some(PayMoment::After)];
        let route = |(moment, (collector, until, until_for))| FeeRoute { collector: Some(collector), until, until_for, moment, ..FeeRoute::default() };
        notice.fee.routes = moments.into_iter().zip(routes).map(route).collect();
        notice
    }
}

fn captured() -> impl Strategy<Value = Option<Captured>> {
    proptest::option::of(prop_oneof![
        proptest::option::of(day()).prop_map(|on| Captured::Yes { on }),
        Just(Captured::No),
        Just(Captured::Earlier),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_panics_and_promises_hold(notice in notice(), captured in captured(), code: bool, now in moment()) {
        let rows = 0..notice.schedule.slots.len();
        let seats: Vec<Seat<'_>> = rows.filter_map(|row| Seat::at(&notice, row, 0, "机械1班")).collect();
        let mut known = Known { code, ticks: Ticks { captured, ..Ticks::default() }, ..Known::default() };
        let way = steps::way(&notice, &seats, &known, now);
        // The next deadline is one of the steps', and not over.
        if let Some(due) = &way.due {
            prop_assert!(!due.is_over(now));
            prop_assert!(way.steps.iter().any(|step| step.due.as_ref() == Some(due)));
        }
        // Names are unlike each other for unlike steps; the next step is there and not done.
        if let Some(step) = way.next_step() {
            prop_assert!(step.state != State::Done);
        }
        prop_assert!(way.next.is_none_or(|next| next < way.steps.len()));
        // Nobody else's deadline is the student's.
        for step in &way.steps {
            for other in ["Monitor的事", "College的事", "Provider的事"] {
                prop_assert!(step.due.as_ref().is_none_or(|due| !due.what.contains(other)));
            }
            prop_assert!(!step.title.is_empty() || step.id.0.starts_with("gate-"));
        }
        let check = verify::check(&notice, &seats, captured, now);
        if let (Some(first), Some(last)) = (check.first, check.last) {
            prop_assert!(first <= last);
        }
        missed::missed(&notice, &seats, now);
        missed::exempt(&notice, &seats);
        // Everything ticked, the way ends.
        known.ticks.done = way.steps.iter().map(|step| StepId(step.id.0.clone())).collect();
        known.ticks.captured = Some(Captured::Yes { on: Some(Day::of(now)) });
        let mut end = steps::way(&notice, &seats, &known, now);
        // What comes only after the picture is ticked in a second look.
        known.ticks.done.extend(end.steps.iter().map(|step| step.id.clone()));
        end = steps::way(&notice, &seats, &known, now);
        // Only a check that has not opened cannot be ticked.
        let waits = end.next_step().is_none_or(|step| step.kind == StepKind::Confirm && step.tick == Tick::Nothing);
        prop_assert!(waits);
    }

    #[test]
    fn working_days_never_run_backwards(day in day(), count in 0_u16..2000) {
        if let Some(counted) = holidays::after(day, count) {
            prop_assert!(counted.day >= day);
            prop_assert!(count == 0 || holidays::is_working(counted.day));
        }
    }
}
