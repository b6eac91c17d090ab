//! Where a student stands, and which step is next.

use chrono::Timelike;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{Line, Mark, Tab};
use tucai_notice::slot::{Certainty, Choice};
use tucai_notice::time::{Day, Moment};
use tucai_notice::words;

use crate::due::{Basis, Due};
use crate::own::{self, Own, line};
use crate::steps::{Captured, Known, State, Step, StepId, StepKind, Tick, Way};
use crate::verify::{self, Check};

/// Which part of the way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Before the session, or in it.
    Before,
    /// After the session, without an answer to 拍过了吗.
    Ask,
    /// The student was not photographed, or cannot come.
    Absent,
    /// The picture is taken.
    After,
}

/// A student's way, being laid out.
pub(crate) struct Course<'a> {
    pub(crate) own: Own<'a>,
    pub(crate) known: &'a Known,
    pub(crate) now: Moment,
    pub(crate) sessions: Vec<&'a Seat<'a>>,
    pub(crate) stage: Stage,
    /// Whether the first session has begun, or none is known.
    pub(crate) begun: bool,
    pub(crate) check: Check,
}

impl<'a> Course<'a> {
    pub(crate) fn new(own: Own<'a>, known: &'a Known, now: Moment) -> Self {
        let sessions = own.sessions();
        // Whoever has no dated session may come until the whole capture is over.
        let end = match sessions.iter().filter_map(|seat| seat.ends()).max() {
            Some(end) => Some(end),
            None => own.days().map(|days| own::end_of(days.last())),
        };
        let stage = match known.ticks.captured {
            Some(Captured::Yes { .. } | Captured::Earlier) => Stage::After,
            Some(Captured::No) => Stage::Absent,
            None if end.is_some_and(|end| now >= end) => Stage::Ask,
            None => Stage::Before,
        };
        let first = sessions.iter().filter_map(|seat| arrival(seat)).min();
        let begun = match first {
            Some(first) => now >= first,
            None => own.days().is_none_or(|days| Day::of(now) >= days.first()),
        };
        let check = verify::check(own.notice, own.seats, known.ticks.captured, now);
        Self { own, known, now, sessions, stage, begun, check }
    }

    /// The way as it stands.
    pub(crate) fn way(self) -> Way {
        let mut steps = self.early();
        self.remind(&mut steps);
        steps.extend(self.late());
        let next = self.next(&steps);
        // A check that nobody can do yet is what comes next, and is not to be done now.
        let ready = matches!(self.check.phase, verify::Phase::Open(_))
            || self.check.basis == Basis::General;
        if let Some(step) = next.and_then(|next| steps.get_mut(next))
            && step.state == State::Later
            && (step.kind != StepKind::Confirm || ready)
        {
            step.state = State::Now;
        }
        let open = |step: &&Step| {
            matches!(step.state, State::Now | State::Later | State::Missed)
                && step.due.as_ref().is_some_and(|due| !due.is_over(self.now))
        };
        let dues = steps.iter().filter(open).filter_map(|step| step.due.as_ref());
        let due = dues.min_by_key(|due| due.by).cloned();
        let begun = self.begun;
        Way { void: None, counted: self.counted(), begun, steps, next, due }
    }

    /// The next step. What has to be done first comes first; on the day of the session only what is
    /// needed there, and from the evening before on no try any more.
    fn next(&self, steps: &[Step]) -> Option<usize> {
        let find = |wanted: &dyn Fn(&Step) -> bool| {
            steps.iter().position(|step| step.state != State::Done && wanted(step))
        };
        let of = |kind: StepKind| find(&|step| step.kind == kind);
        match self.stage {
            Stage::Before => {
                let session = self.upcoming();
                let day = session.and_then(|seat| seat.slot.when.day());
                let left = day.map(|day| Day::of(self.now).days_until(day));
                let there = session.and_then(there).is_some_and(|there| self.now >= there);
                if left.is_some_and(|left| left <= 0) {
                    // A gate stays in sight until the session: who has not passed it is not photographed.
                    let (gate, prepare) = if there {
                        (None, None)
                    } else {
                        (of(StepKind::Gate), of(StepKind::Prepare))
                    };
                    let next = of(StepKind::Code).or(gate).or(prepare);
                    return next.or_else(|| of(StepKind::Go));
                }
                // What somebody collects some day without saying when does not stand before a date.
                let needed = |step: &Step| {
                    use StepKind::{Code, Fee, Gate, Task};
                    matches!(step.kind, Gate | Code | Task)
                        || step.kind == Fee && step.due.is_some()
                };
                let missed = |step: &Step| needed(step) && step.state == State::Missed;
                let try_it = if left == Some(1) { None } else { of(StepKind::Try) };
                let go = steps.iter().position(|step| step.kind == StepKind::Go);
                let early = |at: &usize| go.is_none_or(|go| *at < go);
                let first = find(&missed).filter(early).or_else(|| find(&needed).filter(early));
                let first = first.or_else(|| of(StepKind::Fee).filter(early));
                first.or(try_it).or_else(|| of(StepKind::Prepare)).or_else(|| of(StepKind::Go))
            }
            Stage::Ask => of(StepKind::Captured),
            Stage::Absent => of(StepKind::MakeUp),
            Stage::After => find(&|step| {
                let kind = matches!(step.kind, StepKind::Fee | StepKind::Task);
                kind && step.state != State::Over || step.kind == StepKind::Confirm
            }),
        }
    }

    /// On the day, the gates that are not ticked stand with the code, with what to bring and with going.
    fn remind(&self, steps: &mut [Step]) {
        let day = self.upcoming().and_then(|seat| seat.slot.when.day());
        if self.stage != Stage::Before || day.is_none_or(|day| Day::of(self.now) < day) {
            return;
        }
        let is_open = |step: &&Step| step.kind == StepKind::Gate && step.state != State::Done;
        let gates: Vec<String> =
            steps.iter().filter(is_open).map(|step| step.title.clone()).collect();
        if gates.is_empty() {
            return;
        }
        let gates = gates.join("、");
        for step in steps {
            if step.state == State::Done {
                continue;
            }
            if matches!(step.kind, StepKind::Code | StepKind::Prepare | StepKind::Go) {
                step.lines.insert(0, line(Mark::Do, "还没做", gates.clone()));
            }
            // The heading alone stands on top of every tab.
            if step.kind == StepKind::Code {
                step.title = format!("{}（还没做：{gates}）", step.title);
            }
        }
    }

    /// Whether a step is done, as the phone knows or the student said.
    pub(crate) fn done(&self, id: &StepId, kind: StepKind) -> bool {
        let known = match kind {
            StepKind::Code => self.known.code,
            StepKind::Try => self.known.tries,
            _ => false,
        };
        known || self.known.ticks.done.contains(id)
    }

    /// The first session that is not over, else the first undated one.
    pub(crate) fn upcoming(&self) -> Option<&'a Seat<'a>> {
        let open = |seat: &&&Seat<'_>| seat.ends().is_none_or(|end| self.now < end);
        self.sessions.iter().find(open).copied()
    }

    /// The session that deadlines are counted from: the first that is not over, else the first.
    pub(crate) fn counting(&self) -> Option<&'a Seat<'a>> {
        self.upcoming().or_else(|| self.sessions.first().copied())
    }

    /// Which day counts, where that is not plain.
    fn counted(&self) -> Option<String> {
        if self.stage != Stage::Before {
            return None;
        }
        let seat = self.counting()?;
        let by = self.own.notice.schedule.set_by.as_deref().unwrap_or("学院");
        let mut when = moment_words(seat)?;
        if let Some(minutes) = seat.minutes_before().filter(|_| seat.is_open()) {
            when = format!("{when}，提前{minutes}分钟到场");
        }
        let count = self.sessions.len();
        let told = match (count, seat.slot.choice) {
            (2.., Some(Choice::AnyOne)) => {
                Some(format!("有{count}个时段，任选一个。截止时间按还没过的最早一个算：{when}。"))
            }
            (2.., Some(Choice::Assigned)) => Some(format!(
                "有{count}个时段，你在哪一个由{by}安排。截止时间按还没过的最早一个算：{when}。"
            )),
            (2.., None) => Some(format!("有{count}个时段。截止时间按还没过的最早一个算：{when}。")),
            _ if seat.is_open() => {
                Some(format!("班级的具体时间由{by}安排。截止时间按时段开始算：{when}。"))
            }
            _ => None,
        };
        // Where not even the day is sure to be the student's, that is said with it.
        let doubt = seat.doubt().filter(|doubt| doubt.contains("采集对象"));
        told.map(|told| match doubt {
            Some(doubt) => format!("{told}存疑：{doubt}"),
            None => told,
        })
    }

    /// How a deadline that hangs on the session was worked out, as far as the session itself is unsure.
    pub(crate) fn hung_on(&self) -> Option<String> {
        let seat = self.counting()?;
        let minutes = seat.minutes_before().filter(|_| seat.is_open());
        let how = match (seat.certainty(), minutes) {
            (_, Some(minutes)) => {
                let by = self.own.notice.schedule.set_by.as_deref().unwrap_or("学院");
                let which = if self.sessions.len() > 1 { "还没过的最早一个" } else { "" };
                return Some(format!(
                    "按{which}时段开始提前{minutes}分钟算，是第一个班到场的时间；你班的时间由{by}安排"
                ));
            }
            _ if self.sessions.len() > 1 => "按还没过的最早一个时段算",
            (Certainty::Open, _) => "按时段开始算，班级的时间可能更晚",
            (Certainty::Estimated, _) => "这个时间是推算的，请向学院核实",
            (Certainty::Divided, _) => "按学院自己划分的时间算，不是通知原文",
            (Certainty::Movable, _) => "时间可能变动，请早些准备",
            (Certainty::Binding | Certainty::Advisory, _) => return None,
        };
        Some(how.to_owned())
    }

    /// What the time of the session rests on.
    pub(crate) fn session_basis(&self) -> Basis {
        match self.counting() {
            // The time of the first class to arrive, where each has its own.
            Some(seat) if seat.is_open() && seat.minutes_before().is_some() => Basis::WorkedOut,
            Some(seat) if matches!(seat.certainty(), Certainty::Estimated | Certainty::Divided) => {
                Basis::WorkedOut
            }
            _ => Basis::Notice,
        }
    }

    /// A step that is not done yet, or is.
    pub(crate) fn step(&self, id: &str, kind: StepKind, title: &str, lines: Vec<Line>) -> Step {
        let id = StepId(id.to_owned());
        let tick = match kind {
            StepKind::Code | StepKind::Try => Tick::Phone,
            StepKind::Captured => Tick::Answer,
            StepKind::Go | StepKind::MakeUp | StepKind::Done => Tick::Nothing,
            _ => Tick::Student,
        };
        let state = if self.done(&id, kind) { State::Done } else { State::Later };
        Step {
            id,
            kind,
            title: title.to_owned(),
            lines,
            more: Vec::new(),
            due: None,
            state,
            tick,
            tab: None,
        }
    }

    /// A deadline at the end of a day.
    pub(crate) fn by_day(&self, what: &str, day: Day, words: String, basis: Basis) -> Due {
        Due {
            what: what.to_owned(),
            by: own::end_of(day),
            day,
            words,
            left: Day::of(self.now).days_until(day),
            basis,
            how: None,
            says: None,
        }
    }
}

/// When to be there: assembly, else the start by the clock. None where no clock time is known.
pub(crate) fn arrival(seat: &Seat<'_>) -> Option<Moment> {
    let day = seat.slot.when.day()?;
    let (start, _) = seat.slot.when.clock();
    Some(day.at(seat.assemble().or(start)?))
}

/// By when to be there for the earliest who is photographed in a session: assembly; in a window that
/// somebody else divides, the minutes of the arrival rule before the window opens; else the start.
pub(crate) fn there(seat: &Seat<'_>) -> Option<Moment> {
    let day = seat.slot.when.day()?;
    let (start, _) = seat.slot.when.clock();
    let early = seat.minutes_before().and_then(|minutes| Some(start?.earlier(minutes)));
    Some(day.at(seat.assemble().or(early).or(start)?))
}

/// A moment in words: `4月12日(周六)13:15`.
pub(crate) fn at_words(moment: Moment) -> String {
    let day = words::day(Day::of(moment));
    format!("{day}{:02}:{:02}", moment.hour(), moment.minute())
}

/// The first moment of a session in words: `4月12日(周六)09:00`, `4月15日(周三)上午`.
pub(crate) fn moment_words(seat: &Seat<'_>) -> Option<String> {
    let days = seat.slot.when.days()?;
    Some(match arrival(seat) {
        Some(_) if days.first() == days.last() => {
            let clock = seat.assemble().or(seat.slot.when.clock().0);
            let what = if seat.assemble().is_some() { "集合" } else { "" };
            let clock = clock.map(|clock| clock.to_string()).unwrap_or_default();
            format!("{}{clock}{what}", words::day(days.first()))
        }
        _ => words::slot_line(seat.slot),
    })
}

/// The lines that tell when one session is.
pub(crate) fn time_lines(seat: &Seat<'_>) -> Vec<Line> {
    let slot = seat.slot;
    let mut head = line(Mark::Plain, words::slot_kind(slot.kind), words::slot_line(slot));
    head.says = Some(slot.says.clone()).filter(|says| !says.is_empty());
    let mut lines = vec![head];
    let mut add = |label: &str, text: Option<String>| {
        lines.extend(text.map(|text| line(Mark::Plain, label, text)));
    };
    add(
        "集合",
        match (seat.assemble(), seat.minutes_before()) {
            (Some(clock), _) => Some(clock.to_string()),
            (None, Some(minutes)) => Some(format!("按班级时间提前{minutes}分钟")),
            (None, None) => None,
        },
    );
    lines.extend(seat.doubt().map(|doubt| line(Mark::Unsure, "", doubt)));
    lines
}

/// The lines that tell where one session is.
pub(crate) fn place_lines(seat: &Seat<'_>) -> Vec<Line> {
    let meet = seat.meet().map(|place| line(Mark::Plain, "集合地点", place.name.clone()));
    let place = seat.place().map(|place| {
        // The notice's fullest wording may already name the campus.
        let campus = place.campus.as_deref().filter(|campus| !place.name.contains(campus));
        let campus = campus.map(|campus| format!("{campus} ")).unwrap_or_default();
        let way = place.way.as_deref().map(|way| format!("（{way}）")).unwrap_or_default();
        line(Mark::Plain, "拍摄地点", format!("{campus}{}{way}", place.name))
    });
    meet.into_iter().chain(place).collect()
}

/// A short name for something that a notice says, the same for as long as it says the same (FNV-1a).
pub(crate) fn name_of(kind: &str, text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{kind}-{hash:08x}")
}

impl Step {
    /// On which tab it is done.
    pub(crate) fn on(mut self, tab: Tab) -> Self {
        self.tab = Some(tab);
        self
    }

    /// What may be folded away.
    pub(crate) fn folded(mut self, more: Vec<Line>) -> Self {
        self.more = more;
        self
    }

    /// By when; what is not done by then is missed.
    pub(crate) fn by(mut self, due: Option<Due>, now: Moment) -> Self {
        if self.state == State::Later && due.as_ref().is_some_and(|due| due.is_over(now)) {
            self.state = State::Missed;
        }
        self.due = due;
        self
    }
}
