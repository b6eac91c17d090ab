//! The steps from the picture on: the answer to 拍过了吗, the make-up, the check on 学信网.

use chrono::Timelike;
use tucai_notice::fee::PayMoment;
use tucai_notice::point::Party;
use tucai_notice::sheet::{Line, Mark, Tab};
use tucai_notice::time::Day;
use tucai_notice::words;

use crate::course::{Course, Stage};
use crate::due::{Basis, Due};
use crate::general;
use crate::missed::{self, Chance};
use crate::own::{self, line, said};
use crate::steps::{Captured, State, Step, StepKind, Tick};
use crate::verify::Phase;

impl Course<'_> {
    /// The steps from the picture on, in order.
    pub(crate) fn late(&self) -> Vec<Step> {
        let mut steps = vec![self.captured()];
        if self.stage == Stage::Absent {
            steps.push(self.make_up());
        } else if self.stage == Stage::Ask {
            // Unanswered, the student may have missed it: that deadline must not be hidden meanwhile.
            steps.extend(Some(self.make_up()).filter(|step| step.due.is_some()));
        }
        steps.extend(self.fee_after());
        steps.extend(self.tasks(false));
        steps.push(self.confirm());
        let done =
            steps.iter().any(|step| step.kind == StepKind::Confirm && step.state == State::Done);
        let mut end = self.step("done", StepKind::Done, "全部完成", Vec::new());
        end.state = if done && self.stage == Stage::After { State::Done } else { State::Later };
        steps.push(end);
        steps
    }

    fn captured(&self) -> Step {
        let answer = self.known.ticks.captured;
        let (title, state) = match (answer, self.stage) {
            (Some(Captured::Yes { .. }), _) => ("已经拍过", State::Done),
            (Some(Captured::Earlier), _) => ("以前拍过", State::Done),
            (Some(Captured::No), _) if !self.begun => ("来不了", State::Missed),
            (Some(Captured::No), _) => ("没有拍成", State::Missed),
            (None, Stage::Ask) => ("拍过了吗？", State::Later),
            // Some session has begun, another may still come.
            (None, _) if self.begun && self.sessions.iter().any(|seat| seat.starts().is_some()) => {
                ("拍过了吗？", State::Now)
            }
            (None, _) => ("拍摄完成", State::Later),
        };
        let lines = match answer {
            Some(Captured::Yes { on: Some(day) }) => {
                vec![line(Mark::Plain, "", format!("{}拍的", words::day(day)))]
            }
            Some(Captured::Earlier) => {
                let text = "学信网上已经有本次学历的照片，先不要再拍。请告诉辅导员或学院，由他们确认要不要参加。";
                vec![line(Mark::Advise, "", text)]
            }
            None if self.stage == Stage::Ask => {
                vec![line(
                    Mark::Plain,
                    "",
                    "安排的时间已经过了。拍过了就勾上；没拍成，这里有补救的办法。",
                )]
            }
            None if state == State::Now => {
                let text = "已经拍过就勾上，后面的时段就不用再去。还没拍的，不用管这一条。";
                vec![line(Mark::Plain, "", text)]
            }
            Some(Captured::No) => {
                vec![line(Mark::Plain, "", "后来拍到了，把回答改成“拍过了”。")]
            }
            _ => Vec::new(),
        };
        let mut step = self.step("captured", StepKind::Captured, title, lines);
        step.state = state;
        step
    }

    /// What there is for those who were not photographed.
    fn make_up(&self) -> Step {
        let found = missed::missed(self.own.notice, self.own.seats, self.now);
        let mut lines: Vec<Line> = Vec::new();
        let mut more = found.absence;
        if let Some(seat) = self.upcoming().filter(|seat| seat.starts().is_some()) {
            let when = words::slot_line(seat.slot);
            let text = if self.sessions.len() > 1 {
                format!("还有时段没有过：{when}。能不能去，请问学院。")
            } else {
                format!("你的时段还没有过：{when}。能赶上的话，还是按时去最好。")
            };
            lines.push(line(Mark::Plain, "", text));
            // What the notice says of coming at another time counts while there is another time.
            lines.append(&mut more);
        }
        if !found.ways.is_empty() && found.ways.iter().all(|way| way.phase == Phase::Over) {
            let text = "通知里的补拍时间都过了，请马上问学院还能怎么办。";
            lines.push(line(Mark::Advise, "", text));
        }
        lines.extend(found.ways.iter().map(chance_line));
        lines.extend(found.gaps.iter().cloned());
        more.extend(found.ask);
        let open = found.ways.iter().filter(|way| way.phase != Phase::Over);
        let due = open.filter_map(|way| self.chance_due(way)).min_by_key(|due| due.by);
        let title = if found.ways.is_empty() { "问清楚怎么补拍" } else { "补拍" };
        let mut step =
            self.step("make-up", StepKind::MakeUp, title, lines).folded(more).on(Tab::After);
        step.due = due;
        step
    }

    /// The last moment of a way as a deadline.
    fn chance_due(&self, way: &Chance) -> Option<Due> {
        let (until, closes) = (way.until?, way.closes?);
        let mut what = way.title.clone();
        if self.stage == Stage::Ask {
            let named = ["补拍", "补照", "补采"].iter().any(|name| what.contains(name));
            what = format!("没拍到的：{}{what}", if named { "" } else { "补拍，" });
        }
        if way.who.is_some() {
            what.push_str("（符合条件的）");
        }
        let (day, clock) = match Day::of(closes) {
            open if open <= until => (open, format!("{:02}:{:02}", closes.hour(), closes.minute())),
            _ => (until, String::new()),
        };
        // Closed on the last day itself: counted back by us.
        let basis = if day == until { Basis::Notice } else { Basis::WorkedOut };
        // Where the notice says 前, whether that day counts is told as its doubt.
        let words = if clock.is_empty() && !own::leaves_the_day_open(&way.says) {
            format!("最晚{}", words::day(day))
        } else {
            format!("{}{clock}前", words::day(day))
        };
        let due = self.by_day(&what, day, words, basis);
        // Of what is open on one day alone the hours are told, of the rest the table is.
        let spans = way.table.iter().flat_map(|row| &row.spans).map(|span| words::span(*span));
        let spans: Vec<String> = spans.filter(|_| way.from == way.until).collect();
        let how = (!spans.is_empty()).then(|| format!("那天{}", spans.join("，")));
        Some(Due { by: closes, how, ..due }.said(&way.says))
    }

    fn fee_after(&self) -> Option<Step> {
        let route = self.routes().find(|route| route.moment == Some(PayMoment::After))?;
        let amount = route.fen.or(self.own.notice.fee.fen).map(words::yuan).unwrap_or_default();
        let lines = vec![said(line(Mark::Do, "", words::fee_route(route)), Some(&route.says))];
        let due = route.until.filter(|_| route.until_for == Party::Student).map(|day| {
            let words = format!("{}前", words::day(day));
            self.by_day("缴费", day, words, Basis::Notice).said(&route.says)
        });
        let step = self.step("fee-after", StepKind::Fee, &format!("缴费{amount}"), lines);
        Some(step.by(due, self.now).on(Tab::Plan))
    }

    /// The check on 学信网.
    fn confirm(&self) -> Step {
        let check = &self.check;
        let mut lines =
            vec![said(line(Mark::Plain, "时间", check.words.clone()), check.says.as_ref())];
        lines.extend(check.notes.iter().cloned());
        if check.must_confirm {
            lines.push(line(Mark::Do, "", "确认后本次采集才生效"));
        }
        if check.basis == Basis::General {
            let text = "拍完过些天，登录学信网看照片和信息，都对就点“正确”。";
            lines.push(line(Mark::Plain, general::LABEL, text));
        }
        let mut step =
            self.step("confirm", StepKind::Confirm, "在学信网核对照片", lines).on(Tab::After);
        let early = self.stage != Stage::After;
        // A tick of a time at which there was nothing to check yet says nothing.
        let ahead = early || matches!(check.phase, Phase::Ahead(_));
        // It is asked of whoever was photographed.
        step.due = check.due(self.now).filter(|_| self.stage != Stage::Absent);
        step.state = match (step.state, check.phase) {
            (State::Done, _) if !ahead => State::Done,
            (_, Phase::Over) if !early => State::Missed,
            (_, Phase::Over) if self.stage != Stage::Before => State::Over,
            _ => State::Later,
        };
        if step.state == State::Missed {
            let text = "核对的时间已经过了。还没有核对，就现在登录看看，再问学院。";
            step.lines.insert(0, line(Mark::Advise, "", text));
        }
        if check.phase == Phase::Unknown && check.basis == Basis::Notice {
            step.lines.push(line(Mark::Plain, "", "等学校公布了时间、你也核对过了，再勾上。"));
        }
        if self.stage == Stage::Absent {
            let text = "核对是拍过以后的事。补拍以后，把前面的回答改成“拍过了”。";
            step.lines.insert(0, line(Mark::Plain, "", text));
        }
        if ahead {
            step.tick = Tick::Nothing;
        }
        step
    }
}

/// A way to a make-up in one line: what, until when, for whom, where, by phone.
fn chance_line(way: &Chance) -> Line {
    let mut text = way.title.clone();
    for part in [way.days.as_ref(), way.place.as_ref()].into_iter().flatten() {
        text.push('，');
        text.push_str(part);
    }
    if let Some(who) = &way.who {
        text.push_str("（限");
        text.push_str(who);
        text.push('）');
    }
    let label = match way.phase {
        Phase::Unknown => String::new(),
        phase => phase.words(),
    };
    Line { phones: way.phones.clone(), ..said(line(Mark::Plain, label, text), Some(&way.says)) }
}
