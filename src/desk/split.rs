//! The part `split`: a college divides the window that the notice gives it among its classes. Nothing is
//! uploaded: what comes of it is a link, or a file for the host.

mod paste;
mod view;

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::division::divide::{DivideError, Pace, divide, facts, theirs, usual};
use tucai_notice::division::text::MAX_IN_LINK;
use tucai_notice::division::{self, Division, Window};
use tucai_notice::html::Html;
use tucai_notice::quick::quick;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::Tab;
use tucai_notice::slot::Slot;
use tucai_notice::time::{Clock, Day, Span};
use tucai_notice::{Notice, link};
use tucai_pane::Root;
use tucai_share::text;
use wasm_bindgen_futures::spawn_local;

use crate::Part;
use crate::platform;
use crate::subject::Subject;
use paste::Pasted;

/// What the college has entered and what came of it.
#[derive(Default)]
pub struct Model {
    /// The classes as entered, a line each.
    pub text: String,
    /// People an hour, as entered.
    pub per_hour: String,
    /// Minutes to whose multiples times are rounded.
    pub round: String,
    /// From when to when nobody is asked for, as entered.
    pub pause: [String; 2],
    /// The text that somebody said is of classes, although it looks like a list of persons.
    pub sure: Option<String>,
    /// What was passed over in the text, and other facts about what came of it.
    pub facts: Vec<String>,
    /// The division, or why there is none.
    pub made: Option<Result<Division, DivideError>>,
    /// Whether a file is wanted although a link would do.
    pub file: bool,
    /// What the file is called.
    pub name: String,
    /// Which class's text is shown.
    pub chosen: usize,
    /// Whether what was entered lies on the device.
    pub draft: bool,
    /// What was last done, and where it is told.
    pub told: (&'static str, &'static str),
}

impl Model {
    /// What stands behind `?plan=`, the division as a text, and whether it has to be a file.
    pub fn plan(&self, division: &Division) -> (String, bool) {
        // A division that was made can be written.
        let text = division.to_text().unwrap_or_default();
        let must = text.len() > MAX_IN_LINK;
        if must || self.file { (format!("@{}", self.name), must) } else { (text, false) }
    }
}

/// The college and the windows that the notice leaves to it.
pub struct College<'a> {
    /// Its name.
    pub name: String,
    /// The windows, each with its row.
    pub windows: Vec<(Window, &'a Slot)>,
}

impl<'a> College<'a> {
    /// That of a screen: the first with something to divide.
    fn of(subject: &'a Subject) -> Option<Self> {
        let seats = subject.seats();
        let names = seats.iter().filter_map(Seat::college);
        let mut all = names.map(|name| Self {
            name: name.to_owned(),
            windows: division::windows(&subject.notice, name),
        });
        all.find(|college| !college.windows.is_empty())
    }
}

struct Split {
    root: Rc<Root>,
    subject: Rc<Subject>,
    model: RefCell<Model>,
}

struct Drawn {
    _listeners: [EventListener; 3],
}

impl Part for Drawn {}

/// Draws it.
pub fn start(root: Rc<Root>, subject: Rc<Subject>) -> Box<dyn Part> {
    let split = Rc::new(Split { root, subject, model: RefCell::default() });
    split.begin();
    let (by_press, by_change) = (split.clone(), split.clone());
    let presses = split.root.on_press(move |action, at| by_press.does(action, at));
    let change = split.root.on_change(move |name, value| by_change.fills(name, value));
    // Only to keep typing from the page; fields are read when they are asked for.
    let typing = split.root.on_typing(|_, _| {});
    Box::new(Drawn { _listeners: [presses, change, typing] })
}

impl Split {
    fn begin(&self) {
        let mut html = Html::new();
        let Some(college) = College::of(&self.subject) else {
            html.raw("<p class=\"desk-split\" data-nothing>通知没有给这里可以再分的时段：各班的时间已经排好，或要等通知公布。</p>");
            self.root.put("", html);
            return;
        };
        let mut model = self.model.borrow_mut();
        "5".clone_into(&mut model.round);
        model.per_hour = usual_pace(&college, &model.round);
        model.name = division::usual_file_name(&self.subject.notice, &college.name);
        if let Some(draft) = tucai_store::get(&self.draft_name(&college)) {
            let mut lines = draft.splitn(5, '\n').map(str::to_owned);
            let mut next = || lines.next().unwrap_or_default();
            (model.per_hour, model.round) = (next(), next());
            model.pause = [next(), next()];
            model.text = next();
            model.draft = true;
        }
        view::form(&college, &model, &mut html);
        self.root.put("", html);
    }

    fn draft_name(&self, college: &College<'_>) -> String {
        format!("split {} {}", self.subject.notice.id, college.name)
    }

    fn does(self: &Rc<Self>, action: &str, at: &str) {
        match action {
            "divide" | "are-classes" => {
                self.read();
                let mut model = self.model.borrow_mut();
                if action == "are-classes" {
                    model.sure = Some(model.text.clone());
                }
                drop(model);
                self.divide();
                self.draw();
                self.root.focus("[data-outcome] h3, [data-outcome] [role=alert]");
            }
            "up" | "down" => {
                self.moves(at.parse().unwrap_or_default(), action == "up");
                self.divide();
                self.draw();
                self.root.focus(&format!("[data-action={action}][data-at=\"{at}\"]"));
            }
            "copy-link" => self.copy("[data-link]", "link"),
            "copy-text" => self.copy("[data-text]", "text"),
            "save" => {
                self.with(|notice, division, model| {
                    let name = division::file_name(&notice.id, &model.name);
                    tucai_pane::save(&name, "application/json", division.to_json().as_bytes());
                });
                self.tells("file", "已交给浏览器保存。没有反应的话，请用电脑浏览器打开这一页");
            }
            "print" => self.print(),
            _ => {}
        }
    }

    fn fills(&self, name: &str, value: &str) {
        match name {
            "draft" => {
                self.read();
                self.model.borrow_mut().draft = value == "on";
                self.keep();
            }
            "round" => self.rounds(value),
            "file" => {
                self.model.borrow_mut().file = value == "on";
                self.draw();
            }
            "name" => {
                let name: String = value.trim().to_ascii_lowercase();
                if division::is_file_name(&name) {
                    self.model.borrow_mut().name = name;
                    self.tells("file", "");
                } else {
                    self.tells("file", "文件名只能用小写字母、数字和“-”，最多32个字符");
                }
                self.draw();
            }
            "class" => {
                self.model.borrow_mut().chosen = value.parse().unwrap_or_default();
                self.draw();
            }
            _ => {}
        }
    }

    /// Another rounding needs another pace, unless somebody chose one.
    fn rounds(&self, round: &str) {
        let Some(college) = College::of(&self.subject) else {
            return;
        };
        let before = self.model.borrow().round.clone();
        self.read();
        let mut model = self.model.borrow_mut();
        if model.per_hour == usual_pace(&college, &before) {
            model.per_hour = usual_pace(&college, round);
            platform::fill(&self.root, "[data-field=per-hour]", &model.per_hour);
        }
        let mut html = Html::new();
        view::margin(&college, round, &mut html);
        self.root.put("[data-usual]", html);
    }

    /// Takes what stands in the fields.
    fn read(&self) {
        let field = |selector: &str| self.root.value(selector).unwrap_or_default();
        let mut model = self.model.borrow_mut();
        model.text = field("[data-field=text]");
        model.per_hour = field("[data-field=per-hour]");
        model.round = field("[data-field=round]");
        // Half a time, an hour without its minutes, has no value: only its being invalid tells of it.
        let time = |selector: &str| match self.root.value(&format!("{selector}:invalid")) {
            Some(_) => "?".to_owned(),
            None => field(selector),
        };
        model.pause = [time("[data-field=from]"), time("[data-field=until]")];
    }

    /// Keeps what was entered on this device, if that is wanted, else forgets it.
    fn keep(&self) {
        let Some(college) = College::of(&self.subject) else {
            return;
        };
        let model = self.model.borrow();
        let name = self.draft_name(&college);
        if model.draft {
            let [from, until] = &model.pause;
            let lines = [model.per_hour.as_str(), &model.round, from, until, &model.text];
            tucai_store::set(&name, &lines.join("\n"));
        } else {
            tucai_store::remove(&name);
        }
    }

    fn divide(&self) {
        let Some(college) = College::of(&self.subject) else {
            return;
        };
        let pasted = paste::read(&self.model.borrow().text);
        let pace = self.pace();
        let made = pace.clone().and_then(|pace| self.made(&college, &pasted, &pace));
        let mut model = self.model.borrow_mut();
        model.facts = pasted.passed;
        if let (Ok(made), Ok(pace)) = (&made, &pace) {
            model.facts.extend(facts(&college.windows, &made.rows, pace));
        }
        model.made = Some(made);
        model.chosen = 0;
        model.told = Default::default();
        drop(model);
        self.keep();
    }

    /// The pace as entered; only the pause is looked at.
    fn pace(&self) -> Result<Pace, DivideError> {
        let model = self.model.borrow();
        let [from, until] = &model.pause;
        let clock = |text: &str| text.trim().parse::<Clock>().ok();
        let pause = clock(from).zip(clock(until));
        let pause = pause.and_then(|(from, until)| Span::new(from, until));
        if pause.is_none() && !(from.is_empty() && until.is_empty()) {
            return Err(DivideError::Pause);
        }
        Ok(Pace {
            per_hour: model.per_hour.trim().parse().unwrap_or_default(),
            round: model.round.parse().unwrap_or_default(),
            pause,
        })
    }

    fn made(
        &self,
        college: &College<'_>,
        pasted: &Pasted,
        pace: &Pace,
    ) -> Result<Division, DivideError> {
        let model = self.model.borrow();
        let classes = &pasted.classes;
        if pasted.people && model.sure.as_ref() != Some(&model.text) {
            return Err(DivideError::People);
        }
        let windows: Vec<Window> = college.windows.iter().map(|(it, _)| it.clone()).collect();
        theirs(&self.subject.notice, classes)?;
        let rows = divide(&windows, classes, pace)?;
        Ok(Division {
            notice: self.subject.notice.id.clone(),
            revision: self.subject.notice.revision,
            college: college.name.clone(),
            made: Day::of(self.subject.now()),
            windows,
            rows,
        })
    }

    /// Moves a class by one place.
    fn moves(&self, at: usize, up: bool) {
        let mut model = self.model.borrow_mut();
        let mut classes = paste::read(&model.text).classes;
        let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
        if let Some(other) = other.filter(|other| classes.len() > at.max(*other)) {
            classes.swap(at, other);
        }
        let mut text = String::new();
        for class in classes {
            // Writing to a String never fails.
            let _ = writeln!(text, "{}\t{}", class.name, class.heads);
        }
        if model.sure.as_ref() == Some(&model.text) {
            model.sure = Some(text.clone());
        }
        model.text = text;
        drop(model);
        platform::fill(&self.root, "[data-field=text]", &self.model.borrow().text);
    }

    /// Looks at a division that was made.
    fn with(&self, look: impl FnOnce(&Notice, &Division, &Model)) {
        let model = self.model.borrow();
        if let Some(Ok(division)) = &model.made {
            look(&self.subject.notice, division, &model);
        }
    }

    fn draw(&self) {
        let model = self.model.borrow();
        let mut html = Html::new();
        match &model.made {
            None => {}
            Some(Err(error)) => {
                html.raw("<p class=\"doubt\" role=\"alert\" tabindex=\"-1\">");
                html.text(&error.to_string()).raw("</p>");
                if *error == DivideError::People {
                    html.raw("<p><button data-action=\"are-classes\">这些都是班级，不是人名，继续排</button></p>");
                }
                view::facts(&model.facts, &mut html);
            }
            Some(Ok(division)) => {
                let notice = &self.subject.notice;
                view::outcome(notice, division, &model.facts, &mut html);
                let (plan, must) = model.plan(division);
                let college = link::college_link(&notice.id, &division.college);
                let address = tucai_pane::absolute(&link::with_plan(college, &plan));
                view::hand_out(notice, &model, &address.unwrap_or_default(), must, &mut html);
                view::words(division, model.chosen, &self.words(division, &plan), &mut html);
            }
        }
        self.root.put("[data-outcome]", html);
        platform::show_whole(&self.root, "[data-text]");
    }

    /// The text for the group of the chosen class.
    fn words(&self, division: &Division, plan: &str) -> String {
        let mut notice = Notice::clone(&self.subject.notice);
        let chosen = division.rows.get(self.model.borrow().chosen);
        let (Some(row), Ok(_)) = (chosen, division.apply(&mut notice)) else {
            return String::new();
        };
        let found = quick(&notice, &row.class);
        let seats: Vec<Seat<'_>> = found.iter().filter_map(|it| Seat::new(&notice, it)).collect();
        let class = link::class_link(&notice.id, &row.class, Tab::Plan);
        let address = tucai_pane::absolute(&link::with_plan(class, plan));
        text::class(&notice, &seats, &address.unwrap_or_default())
    }

    fn copy(self: &Rc<Self>, field: &'static str, place: &'static str) {
        let split = self.clone();
        spawn_local(async move {
            let text = split.root.value(field).unwrap_or_default();
            if tucai_pane::copy(&text).await {
                split.tells(place, "已复制");
            } else {
                platform::select(&split.root, field);
                split.tells(place, "这里不让网页复制。已经替你选中，请长按选中的文字，再点“复制”");
            }
        });
    }

    fn tells(&self, place: &'static str, words: &'static str) {
        self.model.borrow_mut().told = (place, words);
        for place in ["link", "text", "file"] {
            let mut html = Html::new();
            html.raw(if place == self.model.borrow().told.0 { words } else { "" });
            self.root.put(told(place), html);
        }
    }

    fn print(&self) {
        self.with(|notice, division, _| {
            let mut html = Html::new();
            view::paper(notice, division, &mut html);
            tucai_pane::print_alone(html);
        });
    }
}

/// The pace to begin with, as a field shows it; nothing where the notice counts nobody.
fn usual_pace(college: &College<'_>, round: &str) -> String {
    let pace = round.parse().ok().and_then(|round| usual(&college.windows, round));
    pace.map(|it| it.to_string()).unwrap_or_default()
}

fn told(place: &str) -> &'static str {
    match place {
        "link" => "[data-told=link]",
        "text" => "[data-told=text]",
        _ => "[data-told=file]",
    }
}
