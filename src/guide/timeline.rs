//! The part `timeline`: the whole way of the kept class.

use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::after::Window;
use tucai_notice::html::{self, Html};
use tucai_notice::link::class_link;
use tucai_notice::sheet::{Line, Tab};
use tucai_notice::time::Day;
use tucai_pane::{About, Root};
use tucai_way::due::Basis;
use tucai_way::steps::{Captured, State, Step, StepKind, Tick, Way};
use web_sys::HtmlElement;

use crate::state::{self, Here, Member, Shown};
use crate::{Part, answer, record};

struct Drawn {
    _member: Member,
    _listeners: [EventListener; 2],
}

impl Part for Drawn {}

const FRAME: &str = "<div class=\"guide-way\"></div><p class=\"sr\" role=\"status\"></p>";

/// Draws it.
pub fn mount(element: HtmlElement) -> Box<dyn Part> {
    let root = Rc::new(Root::new(element));
    let mut frame = Html::new();
    frame.raw(FRAME);
    root.put("", frame);
    let about = About::of(&root);
    let told = root.clone();
    let presses = root.on_press(move |action, at| {
        if answer::pressed(&told, action, at) {
            tell(&told);
        } else {
            state::pressed(action);
        }
    });
    let told = root.clone();
    let changes = root.on_change(move |field, value| {
        changed(field, value);
        tell(&told);
    });
    let member = state::join(about, move |shown| draw(&root, shown));
    Box::new(Drawn { _member: member, _listeners: [presses, changes] })
}

/// A tick box was pressed, or the day of the capture chosen.
fn changed(field: &str, value: &str) {
    state::with(|here| {
        if field == "captured-on" {
            let on = value.parse::<Day>().ok();
            record::answer(here.about, Some(Captured::Yes { on }));
        } else {
            record::tick(here.about, field, value == "on");
        }
    });
    state::renew();
}

/// Tells what is next now, for whoever does not see it.
fn tell(root: &Root) {
    state::with(|here| {
        let mut html = Html::new();
        if let Some(step) = here.way().next_step() {
            html.raw("已更新。下一步：").text(&step.title);
        }
        root.put("[role=status]", html);
    });
}

fn draw(root: &Root, shown: &Shown<'_>) {
    let html = match shown {
        Shown::Here(here) => {
            let mut html = Html::new();
            timeline(here, &here.way(), &mut html);
            html
        }
        other => state::instead(other).unwrap_or_default(),
    };
    root.put(".guide-way", html);
}

fn timeline(here: &Here<'_>, way: &Way, html: &mut Html) {
    // That the notice does not hold any more stands on top of the page. The class may have been let go
    // of in another page.
    if way.void.is_some() || way.steps.is_empty() || !record::is_mine(here.about) {
        return;
    }
    html.raw("<section class=\"card\" data-section=\"timeline\"><h2>从头到尾</h2>");
    html.wrap("<p class=\"fine\">", way.counted.as_deref().unwrap_or_default(), "</p>");
    html.raw("<ol class=\"way\">");
    for (at, one) in way.steps.iter().enumerate() {
        step(here, way, one, way.next == Some(at), html);
    }
    html.raw("</ol><p class=\"fine\">勾选只存在这台手机里，不会发给学校。</p></section>");
}

/// What a state is called, and how it looks.
fn state_words(way: &Way, step: &Step, is_next: bool) -> (&'static str, &'static str) {
    match step.state {
        // Nothing is missed before it has begun.
        State::Missed if step.kind == StepKind::Captured && !way.begun => ("missed", "来不了"),
        State::Done => ("done", "已完成"),
        State::Missed => ("missed", "错过了"),
        _ if is_next => ("next", "下一步"),
        State::Now => ("now", "现在可以做"),
        // What can be ticked may be done any time before.
        State::Later if can_tick(step) => ("later", "待办"),
        State::Later => ("later", "以后"),
        State::Over => ("over", "时间已过"),
    }
}

fn can_tick(step: &Step) -> bool {
    matches!(step.tick, Tick::Phone | Tick::Student)
}

fn step(here: &Here<'_>, way: &Way, step: &Step, is_next: bool, html: &mut Html) {
    let (state, words) = state_words(way, step, is_next);
    html.raw("<li data-step=\"").text(&step.id.0).raw("\" data-state=\"").raw(state);
    html.raw(if is_next { "\" aria-current=\"step\">" } else { "\">" });
    html.raw("<h3 tabindex=\"-1\">").text(&step.title).raw(" <b class=\"state\">").raw(words);
    html.raw("</b></h3>");
    due(here, step, html);
    answers(here, way, step, html);
    lines(step, is_next, html);
    // What is over and behind the student is only told.
    if is_next || step.state != State::Over {
        html.raw("<div class=\"row\">");
        tick(step, html);
        link(here, step, html);
        if step.kind == StepKind::Go {
            answer::cannot_come(here, way, "来不了", html);
        }
        html.raw("</div>");
    }
    html.raw("</li>");
}

fn due(here: &Here<'_>, step: &Step, html: &mut Html) {
    let Some(due) = &step.due else {
        return;
    };
    html.raw("<p class=\"due\">").text(&due.words);
    if step.state != State::Done {
        html.raw(" <b class=\"left\">").text(&due.countdown(here.now)).raw("</b>");
    }
    if due.basis != Basis::Notice {
        html.raw(" <small>").raw(due.basis.label()).raw("</small>");
    }
    html.raw("</p>");
}

/// What a deadline rests on.
fn rests_on(step: &Step, html: &mut Html) {
    if let Some(due) = &step.due {
        html.wrap("<p class=\"fine\">", due.how.as_deref().unwrap_or_default(), "</p>");
        html.says(due.says.as_deref());
    }
}

/// The lines of a step: open where it is next, else folded, as are the longer ones.
fn lines(step: &Step, is_next: bool, html: &mut Html) {
    let rests = step.due.as_ref().is_some_and(|due| due.how.is_some() || due.says.is_some());
    if is_next {
        rests_on(step, html);
        list(&step.lines, html);
        if !step.more.is_empty() {
            fold(step, "更多", html);
            list(&step.more, html);
            html.raw("</details>");
        }
    } else if rests || !step.lines.is_empty() || !step.more.is_empty() {
        fold(step, "要做什么", html);
        rests_on(step, html);
        list(&step.lines, html);
        list(&step.more, html);
        html.raw("</details>");
    }
}

/// Begins what is folded away of a step.
fn fold(step: &Step, words: &'static str, html: &mut Html) {
    html.raw("<details class=\"fold\" data-fold=\"").text(&step.id.0).raw("\"><summary>");
    html.raw(words).raw("<span class=\"sr\">：").text(&step.title).raw("</span></summary>");
}

/// Lines as a list.
pub fn list(lines: &[Line], html: &mut Html) {
    if lines.is_empty() {
        return;
    }
    html.raw("<ul class=\"lines\">");
    for line in lines {
        html::line(line, html);
    }
    html.raw("</ul>");
}

/// The tick box of what a student can say.
fn tick(step: &Step, html: &mut Html) {
    if !can_tick(step) {
        return;
    }
    html.raw("<label class=\"tick\"><input type=\"checkbox\" data-field=\"").text(&step.id.0);
    html.raw(if step.state == State::Done { "\" checked>" } else { "\">" });
    html.raw("<span>已完成<span class=\"sr\">：").text(&step.title).raw("</span></span></label>");
}

/// The answers to 拍过了吗, or the one that was given and a way to take it back.
fn answers(here: &Here<'_>, way: &Way, step: &Step, html: &mut Html) {
    if step.kind != StepKind::Captured {
        return;
    }
    if let Some(captured) = here.known.ticks.captured {
        answer::given(captured, way, html);
        if matches!(captured, Captured::Yes { .. }) && counts_from_the_capture(here) {
            day(captured, html);
        }
    } else if step.tick == Tick::Answer && way.begun {
        html.raw("<div class=\"row\" role=\"group\" aria-label=\"").text(&step.title).raw("\">");
        for (at, words) in
            [("yes", "拍过了"), ("no", "没拍到"), ("earlier", "以前拍过，学信网上已有")]
        {
            html.raw("<button data-action=\"captured\" data-at=\"").raw(at).raw("\">").raw(words);
            html.raw("</button>");
        }
        html.raw("</div>");
    }
}

/// Whether the window of the check is counted from the capture (拍摄后40天).
fn counts_from_the_capture(here: &Here<'_>) -> bool {
    let window = here.notice.verification.as_ref().and_then(|it| it.window.as_ref());
    matches!(window, Some(Window::AfterCapture { .. }))
}

/// On which day it was, where the window is counted from it.
fn day(captured: Captured, html: &mut Html) {
    let on = match captured {
        Captured::Yes { on: Some(day) } => day.to_string(),
        _ => String::new(),
    };
    html.raw("<label class=\"day-of\">拍摄的日期 <input type=\"date\" data-field=\"captured-on\" value=\"");
    html.text(&on).raw("\"></label>");
}

/// The way to the tab where it is done.
fn link(here: &Here<'_>, step: &Step, html: &mut Html) {
    let words = match step.tab {
        Some(Tab::Code) => "去采集码",
        Some(Tab::Look) => "去自检",
        Some(Tab::After) if step.kind == StepKind::MakeUp => "看怎么补",
        Some(Tab::After) => "去核对",
        Some(Tab::Plan) | None => return,
    };
    let about = here.about;
    let link = class_link(&about.notice, &about.name, step.tab.unwrap_or(Tab::Plan));
    html.raw("<a class=\"button\" href=\"").text(&link).raw("\">").raw(words);
    html.raw("<span class=\"sr\">：").text(&step.title).raw("</span></a>");
}
