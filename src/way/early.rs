//! The steps up to the picture: gates and fee, the code, a try, what to bring, going there.

use tucai_notice::after::Deadline;
use tucai_notice::fee::{FeeRoute, Mode, PayMoment};
use tucai_notice::point::Party;
use tucai_notice::prepare::{CodeRules, Gate, Lead};
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{Line, Mark, Tab};
use tucai_notice::time::{Day, Moment};
use tucai_notice::words;

use crate::course::{
    Course, Stage, at_words, moment_words, name_of, place_lines, there, time_lines,
};
use crate::due::{Basis, Due};
use crate::own::{self, line, said};
use crate::steps::{Captured, State, Step, StepKind};

impl Course<'_> {
    /// The steps up to the picture, in order.
    pub(crate) fn early(&self) -> Vec<Step> {
        let mut steps = self.gates();
        steps.extend(self.fee());
        steps.extend(self.code());
        steps.push(self.portrait());
        steps.extend(self.tasks(true));
        steps.extend(self.prepare());
        steps.push(self.go());
        for step in &mut steps {
            // What nobody ticked before the session does not matter after it. Without a picture, the
            // code and what to wear matter still.
            let kept = self.stage == Stage::Absent
                && matches!(
                    step.kind,
                    StepKind::Code | StepKind::Try | StepKind::Prepare | StepKind::Task
                );
            let photographed = matches!(self.known.ticks.captured, Some(Captured::Yes { .. }))
                && matches!(step.kind, StepKind::Code | StepKind::Go);
            // Whoever cannot come to the session may yet be able to.
            let ahead = self.stage == Stage::Absent
                && step.kind == StepKind::Go
                && self.upcoming().is_some_and(|seat| seat.starts().is_some());
            if photographed {
                // There is no picture without them.
                step.state = State::Done;
                step.due = None;
            } else if self.stage != Stage::Before && step.state != State::Done && !kept && !ahead {
                step.state = State::Over;
            }
            if self.stage == Stage::Absent && kept && step.kind != StepKind::Task {
                step.due = None;
                if step.state == State::Missed {
                    step.state = State::Later;
                }
            }
        }
        steps
    }

    /// The gates that are this student's.
    fn own_gates(&self) -> impl Iterator<Item = &Gate> {
        self.own.notice.gates.iter().filter(|gate| {
            gate.what.party == Party::Student && self.own.concerns(gate.what.audience.as_ref())
        })
    }

    fn gates(&self) -> Vec<Step> {
        let mut paid = false;
        let steps = self.own_gates().map(|gate| {
            let pays = !paid && is_about_fee(gate) && self.paid_before().next().is_some();
            paid |= pays;
            self.gate(gate, pays)
        });
        steps.collect()
    }

    /// A gate; one that is about a fee which somebody collects before tells how that is paid as well.
    fn gate(&self, gate: &Gate, pays: bool) -> Step {
        let what = &gate.what;
        let place = what.place.as_ref().and_then(|id| self.own.notice.place(id));
        let mark = if what.doubt.is_some() { Mark::Unsure } else { what.force.into() };
        let mut first = said(line(mark, "", what.text.clone()), what.says.as_ref());
        first.url.clone_from(&what.url);
        let mut lines = vec![first];
        lines.extend(place.map(|place| line(Mark::Plain, "地点", place.name.clone())));
        lines.extend(what.doubt.iter().map(|doubt| line(Mark::Unsure, "", doubt.clone())));
        if let Some(route) = self.paid_before().next().filter(|_| pays) {
            lines.extend(others_day(route));
        }
        // Whether the gate is this student's at all may be what is in doubt.
        let mut doubts: Vec<&str> = self.sessions.iter().filter_map(|seat| seat.doubt()).collect();
        doubts.retain(|doubt| doubt.contains("采集对象"));
        doubts.dedup();
        lines.extend(doubts.into_iter().map(|doubt| line(Mark::Unsure, "存疑", doubt)));
        let title = what.text.split(['：', '，', '。', '；', ':']).next().unwrap_or_default();
        let step = self.step(&name_of("gate", &what.text), StepKind::Gate, title, lines);
        let due = gate.until.map(|day| {
            let words = format!("{}前", words::day(day));
            let says = what.says.as_deref().unwrap_or_default();
            self.by_day(title, day, words, Basis::Notice).said(says)
        });
        let more = if pays { self.own.section(Tab::Plan, "fee") } else { Vec::new() };
        step.by(due, self.now).folded(more).on(Tab::Plan)
    }

    /// The routes by which this student pays before the session.
    fn paid_before(&self) -> impl Iterator<Item = &FeeRoute> {
        let collected = |party: Option<Party>| {
            matches!(party, Some(Party::Monitor | Party::Counselor | Party::College))
        };
        self.routes().filter(move |route| match route.moment {
            Some(moment) => moment == PayMoment::Before,
            // Where somebody of the class or college collects, it is not at the camera.
            None => collected(route.collector),
        })
    }

    /// The routes that are this student's, for the session itself.
    pub(crate) fn routes(&self) -> impl Iterator<Item = &FeeRoute> {
        self.own.notice.fee.routes.iter().filter(|route| {
            matches!(route.mode, None | Some(Mode::OnSite))
                && self.own.concerns(route.audience.as_ref())
        })
    }

    fn fee(&self) -> Option<Step> {
        let route = self.paid_before().next()?;
        if self.own_gates().any(is_about_fee) {
            return None;
        }
        let amount = route.fen.or(self.own.notice.fee.fen).map(words::yuan);
        let whom =
            route.collector_name.clone().or_else(|| route.collector.map(|it| it.name().to_owned()));
        let title = match whom {
            Some(whom) if route.collector != Some(Party::Provider) => {
                format!("把{}交给{whom}", amount.as_deref().unwrap_or("费用"))
            }
            _ => format!("缴费{}", amount.unwrap_or_default()),
        };
        let own_day = route.until.filter(|_| route.until_for == Party::Student);
        let due = own_day.map(|day| {
            let words = format!("{}前", words::day(day));
            self.by_day("缴费", day, words, Basis::Notice).said(&route.says)
        });
        let step = self.step("fee", StepKind::Fee, &title, self.own.section(Tab::Plan, "fee"));
        Some(step.by(due, self.now).on(Tab::Plan))
    }

    /// The code, where the notice asks for one at all.
    fn code(&self) -> Option<Step> {
        let code = &self.own.notice.code;
        if *code == CodeRules::default() {
            return None;
        }
        let due = self.lead();
        let late = due.as_ref().is_some_and(|due| due.is_over(self.now));
        let mut lines = self.own.section(Tab::Code, "code");
        if late && self.stage == Stage::Before {
            lines.insert(0, line(Mark::Do, "", "通知要求的时间已经过了，还没有的话现在就去获取。"));
        }
        let folded =
            |line: &Line| matches!(line.mark, Mark::Gap | Mark::Unsure) || line.label == "是什么";
        let (more, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(folded);
        let more = self.own.section(Tab::Code, "channels").into_iter().chain(more).collect();
        let step = self.step("code", StepKind::Code, "获取采集码", lines);
        Some(step.by(due, self.now).folded(more).on(Tab::Code))
    }

    /// By when to have the code.
    fn lead(&self) -> Option<Due> {
        let code = &self.own.notice.code;
        let what = "获取并保存采集码";
        let seat = self.counting();
        let days = seat.and_then(|seat| seat.slot.when.days()).or_else(|| self.own.days());
        let due = match code.lead? {
            Lead::DaysBefore(count) => {
                let start = days?.first();
                let day = own::before(start, count.into())?;
                let mut how = format!("通知要求提前{count}天，从{}往前数", words::day(start));
                if let Some(hung_on) = self.hung_on() {
                    how = format!("{how}（{hung_on}）");
                }
                let words = format!("最晚{}", words::day(day));
                Due { how: Some(how), ..self.by_day(what, day, words, Basis::WorkedOut) }
            }
            Lead::Before(day) => {
                let last = own::before(day, 1)?;
                let said = code.lead_says.as_deref().unwrap_or_default();
                let act = ["采集前", "拍摄前"].into_iter().find(|act| said.contains(act));
                let short = words::day_short(day);
                let words = format!("{short}{}，最晚{}", act.unwrap_or("前"), words::day(last));
                let how = format!("通知没有说明{short}当天算不算，按前一天算");
                let due = self.by_day(what, last, words, Basis::WorkedOut);
                Due { how: Some(how), ..due }
            }
            Lead::BeforeCapture => {
                let how = self.hung_on();
                if let Some((by, words)) = seat.and_then(|seat| self.until(seat)) {
                    let basis = if how.is_some() { Basis::WorkedOut } else { Basis::Notice };
                    let due = self.by_day(what, Day::of(by), words, basis);
                    Due { by, how, ..due }
                } else {
                    // The hour is not known: the day before is safe; on the days themselves it may still
                    // be time.
                    let (first, last) = (days?.first(), days?.last());
                    let (safe, today) = (own::before(first, 1)?, Day::of(self.now));
                    let day = if today <= safe { safe } else { today.clamp(first, last) };
                    let when = seat.and_then(moment_words).unwrap_or_else(|| words::day(first));
                    let due = self.by_day(what, day, format!("{when}以前"), Basis::WorkedOut);
                    Due { how, ..due }
                }
            }
        };
        Some(Due { says: code.lead_says.clone(), ..due })
    }

    /// A try on this phone. No notice asks for it.
    fn portrait(&self) -> Step {
        let text = "在手机上先拍一张，对照通知和标准看看哪里要改。照片不离开手机。";
        let lines = vec![
            line(Mark::Plain, "", text),
            line(Mark::Plain, "", "这一步是我们的建议，通知没有要求，可以跳过。"),
        ];
        self.step("try", StepKind::Try, "自检一张照片（可选）", lines).on(Tab::Look)
    }

    /// What the notice asks of students by a day, before the session or after it.
    pub(crate) fn tasks(&self, before: bool) -> Vec<Step> {
        let session = self.own.days().map(tucai_notice::time::Days::first);
        let tasks = self.own.notice.deadlines.iter().filter(|one| {
            let early = session.is_none_or(|session| one.days.last() <= session);
            one.party == Party::Student
                && self.own.concerns(one.audience.as_ref())
                && early == before
        });
        tasks.map(|one| self.task(one)).collect()
    }

    fn task(&self, one: &Deadline) -> Step {
        let last = one.days.last();
        let title = one.what.trim_end_matches('。');
        let clock = one.time.map(|time| time.to_string()).unwrap_or_default();
        let words = if one.days.first() == last {
            format!("{}{clock}前", words::day(last))
        } else {
            format!("{}{clock}", words::days(one.days))
        };
        let mut due = self.by_day(title, last, words, Basis::Notice);
        if let Some(time) = one.time {
            (due.by, due.says) = (last.at(time), Some(one.says.clone()));
        } else {
            due = due.said(&one.says);
        }
        let lines = vec![said(line(Mark::Do, "", one.what.clone()), Some(&one.says))];
        let id = name_of("task", &format!("{}{}", one.what, one.days));
        self.step(&id, StepKind::Task, title, lines).by(Some(due), self.now).on(Tab::Plan)
    }

    /// What to wear and bring.
    fn prepare(&self) -> Option<Step> {
        let mut lines = self.own.section(Tab::Plan, "bring");
        // By when to have the code is that step's matter.
        lines.retain(|line| line.label != "采集码");
        let named = lines.iter().any(|line| line.text.contains(['费', '元']));
        let on_site =
            self.routes().filter(|route| route.moment == Some(PayMoment::OnSite) && !named);
        let fee: Vec<Line> = on_site
            .map(|route| {
                let amount =
                    self.own.notice.fee.fen.filter(|_| route.fen.is_none()).map(words::yuan);
                let amount = amount.map(|amount| format!("{amount}，")).unwrap_or_default();
                let text = format!("{amount}{}", words::fee_route(route));
                said(line(Mark::Do, "费用", text), Some(&route.says))
            })
            .collect();
        lines.extend(fee);
        let look = self.own.section(Tab::Plan, "look");
        if lines.is_empty() && look.is_empty() {
            return None;
        }
        Some(
            self.step("prepare", StepKind::Prepare, "准备穿着和要带的东西", lines)
                .folded(look)
                .on(Tab::Plan),
        )
    }

    /// Going there.
    fn go(&self) -> Step {
        let same = |a: &Seat<'_>, b: &Seat<'_>| place_lines(a) == place_lines(b);
        let one_place = self.sessions.windows(2).all(|pair| match pair {
            [a, b] => same(a, b),
            _ => true,
        });
        let mut lines = Vec::new();
        for seat in &self.sessions {
            lines.extend(time_lines(seat));
            lines.extend(if one_place { Vec::new() } else { place_lines(seat) });
        }
        let first = self.sessions.first().filter(|_| one_place);
        lines.extend(first.map(|seat| place_lines(seat)).unwrap_or_default());
        let sure = self.counting();
        lines.extend(sure.map(|seat| {
            let says = &self.own.notice.schedule;
            let says = if seat.is_open() {
                says.set_by_says.as_ref()
            } else {
                says.certainty_says.as_ref()
            };
            said(line(Mark::Plain, "", words::certainty(seat)), says)
        }));
        if lines.is_empty() {
            lines.push(line(Mark::Gap, "", "通知没有公布你的时间，请问学院。"));
        }
        let mut more = self.own.section(Tab::Plan, "steps");
        let warnings = self.own.section(Tab::Plan, "warnings").into_iter();
        more.extend(warnings.filter(|line| line.mark != Mark::Theirs));
        let mut step = self.step("go", StepKind::Go, "到场拍摄", lines).folded(more).on(Tab::Plan);
        step.due = self.session_due();
        step
    }

    /// By when to have the code for a session by the clock, and in words: before one has to be there;
    /// once that is over, before the first picture; then it helps until the end.
    fn until(&self, seat: &Seat<'_>) -> Option<(Moment, String)> {
        let there = there(seat)?;
        let end = seat.ends().filter(|_| seat.slot.when.clock().1.is_some());
        let ends = [seat.starts(), end].into_iter().flatten();
        let by = std::iter::once(there).chain(ends).find(|by| self.now < *by).unwrap_or(there);
        let what = if by == there && seat.assemble().is_some() { "集合" } else { "" };
        Some((by, format!("{}{what}以前", at_words(by))))
    }

    /// The next session as a deadline: to be there; once it has begun, to be photographed.
    fn session_due(&self) -> Option<Due> {
        let seat = self.upcoming()?;
        let days = seat.slot.when.days()?;
        let what = if seat.assemble().is_some() { "集合" } else { "到场" };
        let basis = self.session_basis();
        let mut how = self.hung_on();
        let due = match (there(seat), seat.ends()) {
            (Some(there), Some(end)) if self.now >= there => {
                // Of a class's own time both ends count; of a window that is open, only its end.
                let words = match seat.assemble() {
                    Some(clock) => format!("{}，集合已在{clock}", words::slot_line(seat.slot)),
                    None if seat.slot.when.clock().1.is_none() => words::day(days.last()),
                    None => format!("{}以前", at_words(end)),
                };
                if seat.is_open() {
                    let by = self.own.notice.schedule.set_by.as_deref().unwrap_or("学院");
                    how = Some(format!("时段已经开始，你班的时间由{by}安排，可能更早"));
                }
                Due { by: end, ..self.by_day("拍摄", days.last(), words, basis) }
            }
            (Some(there), _) => {
                let mark = if seat.assemble().is_some() { "集合" } else { "" };
                let words = format!("{}{mark}", at_words(there));
                Due { by: there, ..self.by_day(what, Day::of(there), words, basis) }
            }
            (None, _) => self.by_day(what, days.last(), moment_words(seat)?, basis),
        };
        let says = Some(seat.slot.says.clone()).filter(|says| !says.is_empty());
        Some(Due { how, says, ..due })
    }
}

/// The day by which somebody else has to pass the money on, as theirs and not the student's.
fn others_day(route: &FeeRoute) -> Option<Line> {
    let day = route.until.filter(|_| route.until_for != Party::Student)?;
    let whose = route.until_for.name();
    let text = format!(
        "{}前是{whose}统一交费的截止时间，不是你的。什么时候交给{whose}，请尽早问{whose}。",
        words::day(day)
    );
    Some(said(line(Mark::Plain, whose, text), Some(&route.says)))
}

/// Whether a gate is about paying.
fn is_about_fee(gate: &Gate) -> bool {
    gate.what.text.contains('费')
}
