//! The lines of each section, from what the notice says.

use super::{Line, Mark, Section};
use crate::notice::{GapAbout, Notice};
use crate::point::{Gender, Id, Party, Point};
use crate::rules::Rule;
use crate::words;

/// A notice, to be laid out.
pub(super) struct View<'a> {
    pub(super) notice: &'a Notice,
}

impl View<'_> {
    /// The name of the audience that something is said of.
    fn audience_label(&self, audience: Option<&Id>) -> String {
        audience
            .and_then(|id| self.notice.audience(id))
            .map(|who| who.name.clone())
            .unwrap_or_default()
    }

    pub(super) fn section(
        &self,
        id: &'static str,
        title: &'static str,
        mut lines: Vec<Line>,
        gaps: Option<GapAbout>,
    ) -> Section {
        let gaps = self.notice.gaps.iter().filter(|gap| Some(gap.about) == gaps);
        lines.extend(gaps.map(|gap| Line::new(Mark::Gap, gap.text.clone())));
        Section { id, title, lines }
    }

    fn point(&self, point: &Point) -> Line {
        let mut label = self.audience_label(point.audience.as_ref());
        if point.party != Party::Student {
            if !label.is_empty() {
                label.push('·');
            }
            label.push_str(point.party.name());
        }
        let mut text = point.text.clone();
        if let Some(place) = point.place.as_ref().and_then(|id| self.notice.place(id)) {
            text.push('(');
            text.push_str(&place.name);
            text.push(')');
        }
        if let Some(doubt) = &point.doubt {
            text.push_str("（存疑：");
            text.push_str(doubt);
            text.push('）');
        }
        let mark = if point.doubt.is_some() { Mark::Unsure } else { point.force.into() };
        let mark = if point.party == Party::Student { mark } else { Mark::Theirs };
        Line {
            mark,
            label,
            text,
            says: point.says.clone(),
            url: point.url.clone(),
            audience: point.audience.clone(),
            ..Line::default()
        }
    }

    pub(super) fn points(&self, points: &[Point]) -> Vec<Line> {
        points.iter().map(|point| self.point(point)).collect()
    }

    pub(super) fn bring(&self) -> Vec<Line> {
        let code = &self.notice.code;
        let lead = code.lead.map(|lead| {
            Line::new(Mark::Do, words::lead(lead)).label("采集码").says(code.lead_says.as_ref())
        });
        let mut lines: Vec<Line> = lead.into_iter().collect();
        lines.extend(self.points(&self.notice.bring));
        for audience in &self.notice.audiences {
            let credentials = self.points(&audience.credentials).into_iter();
            lines.extend(credentials.map(|line| self.of_audience(line, Some(&audience.id))));
        }
        lines
    }

    pub(super) fn gates(&self) -> Vec<Line> {
        let gate = |gate: &crate::prepare::Gate| {
            let line = self.point(&gate.what);
            match gate.until {
                Some(day) => line.label(format!("{}前", words::day_short(day))),
                None => line,
            }
        };
        self.notice.gates.iter().map(gate).collect()
    }

    pub(super) fn fee(&self) -> Vec<Line> {
        let fee = &self.notice.fee;
        let mut lines = Vec::new();
        if let Some(fen) = fee.fen {
            let text = format!("{}/人", words::yuan(fen));
            lines.push(Line::new(Mark::Plain, text).says(fee.says.as_ref()));
        }
        lines
            .extend(fee.gets.iter().map(|text| Line::new(Mark::Plain, text.clone()).label("照片")));
        for route in &fee.routes {
            let first = lines.len();
            lines.push(Line::new(Mark::Plain, words::fee_route(route)).says(Some(&route.says)));
            if route.not_alone {
                lines.push(Line::new(Mark::Dont, "不能以个人为单位缴费"));
            }
            let onward = route.onward.iter().map(|text| Line::new(Mark::Theirs, text.clone()));
            lines.extend(onward);
            if let Some(day) = route.until {
                let text = format!("{}前", words::day_short(day));
                lines.push(if route.until_for == Party::Student {
                    Line::new(Mark::Do, format!("{text}完成缴费"))
                } else {
                    let whose = route.until_for.name();
                    Line::new(Mark::Theirs, format!("{text}是{whose}的截止时间，不是学生的"))
                });
            }
            self.of_audience_since(&mut lines, first, route.audience.as_ref());
        }
        lines.extend(fee.refund.as_ref().map(|refund| self.point(refund).label("退费")));
        lines
    }

    pub(super) fn look(&self) -> Vec<Line> {
        let look = &self.notice.look;
        let mut lines: Vec<Line> = look.rules.iter().map(|rule| self.rule(rule)).collect();
        if let Some(background) = &look.background {
            let colours: Vec<&str> =
                background.colours.iter().map(|colour| colour.name()).collect();
            let text = format!("背景是{}", colours.join("或"));
            lines.push(Line::new(Mark::Plain, text).says(Some(&background.says)));
        }
        lines.extend(look.consequence.iter().map(|text| Line::new(Mark::Plain, text.clone())));
        if let Some(standard) = &look.standard {
            lines.push(Line::new(Mark::Plain, standard.clone()).label("通知引用的标准"));
        }
        lines.extend(look.doubt.iter().map(|text| Line::new(Mark::Unsure, text.clone())));
        lines
    }

    fn rule(&self, rule: &Rule) -> Line {
        let gender = match rule.gender {
            Some(Gender::Women) => "女生",
            Some(Gender::Men) => "男生",
            None => "",
        };
        let line = Line::new(rule.force.into(), rule.text.clone()).says(rule.says.as_ref());
        self.of_audience(line.label(gender), rule.audience.as_ref())
    }

    pub(super) fn steps(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let arrival = &self.notice.arrival;
        if let Some(queue) = &arrival.queue {
            lines.push(
                Line::new(Mark::Plain, queue.text.clone())
                    .label("排队")
                    .says(arrival.says.as_ref()),
            );
        }
        if let Some(late) = &arrival.late {
            let text = late.policy.name().to_owned();
            lines.push(Line::new(Mark::Plain, text).label("迟到").says(Some(&late.says)));
        }
        let steps = self.points(&self.notice.steps);
        let numbered = steps.into_iter().enumerate().map(|(index, line)| {
            if line.label.is_empty() { line.label((index + 1).to_string()) } else { line }
        });
        lines.extend(numbered);
        lines
    }

    pub(super) fn absence(&self) -> Vec<Line> {
        let mut lines = self.points(&self.notice.conflicts);
        lines.extend(self.points(&self.notice.absence));
        lines
    }

    pub(super) fn contacts(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for contact in &self.notice.contacts {
            let mut parts: Vec<&str> = Vec::new();
            parts.extend(contact.name.as_deref());
            parts.extend(contact.office.as_deref());
            let theirs = contact.party != Party::Student;
            // A number that the notice gives to somebody else is shown, but is no link.
            let numbers = contact.phones.join("、");
            if theirs && !numbers.is_empty() {
                parts.push(&numbers);
            }
            let mut text = parts.join("，");
            if theirs {
                text.push_str("(供");
                text.push_str(contact.party.name());
                text.push_str("使用)");
            }
            lines.push(Line {
                mark: if theirs { Mark::Theirs } else { Mark::Plain },
                label: contact.about.clone(),
                text,
                says: contact.says.clone(),
                phones: if theirs { Vec::new() } else { contact.phones.clone() },
                audience: contact.audience.clone(),
                ..Line::default()
            });
        }
        lines
    }

    pub(super) fn deadlines(&self) -> Vec<Line> {
        let line = |one: &crate::after::Deadline| {
            let theirs = one.party != Party::Student;
            let mut label = words::days(one.days);
            if let Some(time) = one.time {
                label.push_str(&time.to_string());
            }
            let text = if theirs {
                format!("{}：{}", one.party.name(), one.what)
            } else {
                one.what.clone()
            };
            let mark = if theirs { Mark::Theirs } else { Mark::Do };
            let line = Line::new(mark, text).label(label).says(Some(&one.says));
            Line { audience: one.audience.clone(), ..line }
        };
        self.notice.deadlines.iter().map(line).collect()
    }

    pub(super) fn code(&self) -> Vec<Line> {
        let code = &self.notice.code;
        let mut lines = Vec::new();
        if let Some(lead) = code.lead {
            lines.push(Line::new(Mark::Do, words::lead(lead)).says(code.lead_says.as_ref()));
        }
        if let Some(count) = code.attempts_per_day {
            let text = format!("学信网登录一天只有{count}次验证机会，不要等到最后");
            lines.push(Line::new(Mark::Plain, text).says(code.attempts_says.as_ref()));
        }
        lines.extend(self.points(&code.points));
        if let Some(what) = &code.what {
            lines.push(Line::new(Mark::Plain, what.clone()).label("是什么"));
        }
        lines
    }

    pub(super) fn channels(&self) -> Vec<Line> {
        let channel = |channel: &crate::prepare::Channel| Line {
            label: channel.name.clone(),
            text: channel.steps.join(" → "),
            url: channel.url.clone(),
            ..Line::default()
        };
        self.notice.code.channels.iter().map(channel).collect()
    }

    pub(super) fn verify(&self) -> Vec<Line> {
        let Some(verification) = &self.notice.verification else {
            return Vec::new();
        };
        let mut lines = vec![
            Line::new(Mark::Plain, words::window(verification.window.as_ref()))
                .label("时间")
                .says(verification.says.as_ref()),
        ];
        if verification.must_confirm {
            lines.push(Line::new(Mark::Do, "确认后本次采集才生效"));
        }
        lines.extend(self.points(&verification.points));
        let proxy = verification.proxy.iter();
        lines.extend(proxy.map(|text| Line::new(Mark::Plain, text.clone()).label("代为确认")));
        if let Some(day) = verification.hard_end {
            let text = format!("{}起不能再更改", words::day_plain(day));
            lines.push(Line::new(Mark::Plain, text));
        }
        lines
    }

    pub(super) fn make_up(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for one in &self.notice.make_ups {
            let first = lines.len();
            let mut head = Line::new(Mark::Plain, one.title.clone()).says(Some(&one.says));
            head.phones.clone_from(&one.phones);
            lines.push(head);
            let mut add = |label: &str, text: Option<String>| {
                lines.extend(text.map(|text| Line::new(Mark::Plain, text).label(label)));
            };
            add("谁可以", one.who.clone());
            add("时间", words::open_days(one.from, one.until));
            let place = one.place.as_ref().and_then(|id| self.notice.place(id));
            add("地点", place.map(|place| place.name.clone()));
            for hours in &one.hours {
                let spans: Vec<String> =
                    hours.spans.iter().map(|&span| words::span(span)).collect();
                add("开放", Some([hours.days.as_str(), " ", &spans.join("，")].concat()));
            }
            add("费用", one.fen.map(words::yuan));
            add("次数", one.attempts.map(|count| format!("最多{count}次")));
            add("答复", one.reply_days.map(|days| format!("{days}天内")));
            lines.extend(self.points(&one.points));
            self.of_audience_since(&mut lines, first, one.audience.as_ref());
        }
        lines
    }

    /// The line as said of one audience: labelled so, and left out for others.
    fn of_audience(&self, mut line: Line, audience: Option<&Id>) -> Line {
        let mut label = self.audience_label(audience);
        if !label.is_empty() && !line.label.is_empty() {
            label.push('·');
        }
        label.push_str(&line.label);
        line.label = label;
        line.audience = audience.cloned();
        line
    }

    /// The same for all lines from `first` on, the first of them labelled.
    fn of_audience_since(&self, lines: &mut [Line], first: usize, audience: Option<&Id>) {
        for (index, line) in lines.iter_mut().enumerate().skip(first) {
            line.audience = audience.cloned();
            if index == first && audience.is_some() {
                *line = self.of_audience(std::mem::take(line), audience);
            }
        }
    }
}
