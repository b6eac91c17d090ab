//! The part `strip`: the next step and the next deadline, on top of every tab of the kept class.

use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::html::Html;
use tucai_notice::link::class_link;
use tucai_notice::sheet::Tab;
use tucai_notice::words;
use tucai_pane::{About, Root};
use tucai_way::due::Due;
use tucai_way::facts::Facts;
use tucai_way::steps::{State, Step, StepKind, Tick, Way};
use tucai_way::verify::Phase;
use web_sys::HtmlElement;

use crate::state::{self, Here, Member, Shown};
use crate::{Part, answer, change, record};

struct Drawn {
    _member: Member,
    _presses: EventListener,
    about: About,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        change::forget_unless_mine(&self.about);
    }
}

impl Part for Drawn {}

/// What changed stands before everything.
const FRAME: &str = "<div class=\"guide-change\"></div><div class=\"guide-strip\"></div>";

/// Draws it.
pub fn mount(element: HtmlElement) -> Box<dyn Part> {
    let root = Rc::new(Root::new(element));
    let mut frame = Html::new();
    frame.raw(FRAME);
    root.put("", frame);
    let about = About::of(&root);
    let held = root.clone();
    let presses = root.on_press(move |action, at| {
        if action == change::ACKNOWLEDGE {
            state::with(|here| change::acknowledge(here.about, &facts(here)));
            state::renew();
        } else if !answer::pressed(&held, action, at) && action == "step" {
            tucai_pane::show(&["[data-step=\"", at, "\"] h3"].concat());
        }
    });
    let member = state::join(about.clone(), move |shown| draw(&root, shown));
    Box::new(Drawn { _member: member, _presses: presses, about })
}

fn facts(here: &Here<'_>) -> Facts {
    Facts::new(here.notice, here.seats)
}

fn draw(root: &Root, shown: &Shown<'_>) {
    // On a hint that does not come no word is lost; the screen itself says what is wrong.
    let mut html = Html::new();
    let mut told = Html::new();
    // The class may have been let go of in another page.
    if let Shown::Here(here) = shown
        && record::is_mine(here.about)
    {
        told = change::banner(here.about, &facts(here)).unwrap_or_default();
        strip(here, &here.way(), &mut html);
    }
    let is_empty = html == Html::new() && told == Html::new();
    root.put(".guide-change", told);
    root.put(".guide-strip", html);
    let is_waiting = matches!(shown, Shown::Waiting);
    let state = if is_waiting {
        "waiting"
    } else if is_empty {
        "nothing"
    } else {
        "here"
    };
    root.set("", "data-strip", state);
}

fn strip(here: &Here<'_>, way: &Way, html: &mut Html) {
    let next = way.next_step().or_else(|| unchecked(here, way));
    if way.void.is_some() || (next.is_none() && way.due.is_none()) {
        return;
    }
    html.raw("<section class=\"card\" aria-label=\"下一步\">");
    match next {
        Some(step) if step.kind == StepKind::Captured && step.tick == Tick::Answer => {
            answer::question(&step.title, html);
        }
        Some(step) => {
            link(here, step, html);
        }
        None => {}
    }
    let its = next.and_then(|step| step.due.as_ref());
    if let Some(due) = way.due.as_ref().or_else(|| its.filter(|due| !due.is_over(here.now))) {
        deadline(here, due, next, html);
    }
    html.raw("</section>");
}

/// The check, where nothing else is left: it may not be ticked, or not be possible yet.
fn unchecked<'a>(here: &Here<'_>, way: &'a Way) -> Option<&'a Step> {
    let step = way.steps.iter().find(|step| step.kind == StepKind::Confirm)?;
    let captured = here.known.ticks.captured;
    let check = tucai_way::verify::check(here.notice, here.seats, captured, here.now);
    let is_ahead = matches!(check.phase, Phase::Ahead(_));
    (is_ahead || step.state != State::Done).then_some(step)
}

/// The step as a link to its tab; a step of the plan's own tab is further down on it.
fn link(here: &Here<'_>, step: &Step, html: &mut Html) {
    let about = here.about;
    match step.tab.filter(|tab| *tab != Tab::Plan) {
        None if tucai_pane::exists("tucai-guide[part=timeline]") => {
            html.raw("<button class=\"next\" data-action=\"step\" data-at=\"").text(&step.id.0);
            html.raw("\">");
            heading(step, html);
            html.raw("</button>");
        }
        tab => {
            let link = class_link(&about.notice, &about.name, tab.unwrap_or(Tab::Plan));
            html.raw("<a class=\"next\" href=\"").text(&link).raw("\">");
            heading(step, html);
            html.raw("</a>");
        }
    }
}

fn heading(step: &Step, html: &mut Html) {
    html.raw(if step.kind == StepKind::Done {
        "<small>全部完成</small>"
    } else {
        "<small>下一步</small>"
    });
    html.raw("<b data-fact=\"next-step\">").text(&step.title).raw("</b>");
}

fn deadline(here: &Here<'_>, due: &Due, next: Option<&Step>, html: &mut Html) {
    html.raw("<p class=\"due\" data-fact=\"next-due\"><span class=\"sr\">最近截止：</span>");
    let is_its = next.and_then(|step| step.due.as_ref()).is_some_and(|its| its.what == due.what);
    // 集合, 4月15日(周三)14:00集合 would say it twice.
    if !is_its && !words::holds(&due.words, &due.what) {
        html.text(&due.what).raw("，");
    }
    html.text(&due.words).raw(" <b class=\"left\">");
    html.text(&due.countdown(here.now)).raw("</b></p>");
}
