//! The part `list`: the class list that a counselor pastes: queue sheet and who was there. It stays in
//! the page's memory, and lies on the device only when asked.

mod keep;
mod paper;
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::html::Html;
use tucai_notice::link;
use tucai_notice::quick::plain;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::Tab;
use tucai_notice::slot::SlotKind;
use tucai_pane::Root;
use tucai_share::people::{self, Doubt, Order, PeopleError, Person};
use tucai_share::roll::{Mark, Roll};
use tucai_share::{changes, sheet};
use wasm_bindgen_futures::spawn_local;

use crate::Part;
use crate::subject::Subject;

/// What the counselor sees and has done so far. The lists themselves are in [`keep`].
#[derive(Default)]
pub struct Model {
    /// Which of the seats is chosen.
    pub chosen: usize,
    /// What to look at in the list that was pasted last.
    pub doubts: Vec<Doubt>,
    /// Why nothing was read.
    pub error: Option<PeopleError>,
    /// Which marks are shown; all if none.
    pub filter: Option<Mark>,
    /// What was last done.
    pub told: String,
}

/// Classes without a time of their own that are named; the rest is counted.
const MOST_NAMED: usize = 6;

struct List {
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
    let model = RefCell::new(Model { told: keep::trouble().to_owned(), ..Model::default() });
    let list = Rc::new(List { root, subject, model });
    let mut html = Html::new();
    view::frame(&units(&list.subject), &mut html);
    list.root.put("", html);
    list.draw();
    let (by_press, by_change) = (list.clone(), list.clone());
    let presses = list.root.on_press(move |action, at| by_press.does(action, at));
    let change = list.root.on_change(move |name, value| by_change.fills(name, value));
    // Only to keep typing from the page; the text is read when it is asked for.
    let typing = list.root.on_typing(|_, _| {});
    Box::new(Drawn { _listeners: [presses, change, typing] })
}

/// The seats of units, one for each unit: those of a list may have their class chosen.
fn units(subject: &Subject) -> Vec<Seat<'_>> {
    let mut found: Vec<Seat<'_>> = Vec::new();
    for seat in sheet::in_order(subject.seats()) {
        if seat.slot.kind == SlotKind::Reserve {
            continue;
        }
        if seat.unit.is_some() {
            found.push(seat);
            continue;
        }
        for (at, unit) in seat.slot.units.iter().enumerate() {
            found.extend(Seat::at(seat.notice, seat.index, at, &unit.name));
        }
    }
    found
}

impl List {
    /// The chosen seat and its list, if there is one.
    fn with<T>(&self, look: impl FnOnce(&[Seat<'_>], &Seat<'_>, Option<Roll>) -> T) -> Option<T> {
        let seats = units(&self.subject);
        let chosen = self.model.borrow().chosen;
        let seat = seats.get(chosen)?;
        let roll = keep::roll(&self.subject.notice.id, &seat.name);
        Some(look(&seats, seat, roll))
    }

    fn draw(&self) {
        self.with(|_, seat, roll| {
            let model = self.model.borrow();
            let view = view::View { seat, roll: roll.as_ref(), model: &model };
            for (place, draw) in view::PLACES {
                let mut html = Html::new();
                draw(&view, &mut html);
                self.root.put(place, html);
            }
            let mut html = Html::new();
            if let Some(roll) = roll.as_ref().filter(|roll| !roll.missing().is_empty()) {
                let text = self.absent(seat);
                view::absent(&text, roll.missing().len(), &mut html);
            }
            self.root.put("[data-absent]", html);
        });
    }

    fn does(self: &Rc<Self>, action: &str, at: &str) {
        match action {
            "read" => self.reads(),
            "tick" => self.ticks(at),
            "filter" => {
                self.model.borrow_mut().filter = view::mark(at);
                self.draw();
            }
            "order" => self.changes(|roll, asked| {
                let by_number = if asked == Order::Pasted { Order::Number } else { asked };
                roll.order = if roll.order == Order::Pasted { by_number } else { Order::Pasted };
            }),
            "rest" if tucai_pane::sure("把还没有点的人都记为到场？") => {
                self.changes(|roll, _| {
                    for entry in roll.entries.iter_mut().filter(|it| it.mark == Mark::Open) {
                        entry.mark = Mark::Present;
                    }
                });
            }
            "print" => self.prints(),
            "copy" => self.copies(false),
            "copy-named" => self.copies(true),
            "wipe" if tucai_pane::sure("清除本班名单和点名？清除后不能恢复。") => {
                self.with(|_, seat, _| keep::forget(&self.subject.notice.id, &seat.name));
                self.cleared();
            }
            "wipe-all" if tucai_pane::sure("清除这台设备上的全部名单？清除后不能恢复。") =>
            {
                keep::forget_all();
                self.cleared();
            }
            _ => {}
        }
    }

    fn cleared(&self) {
        let chosen = self.model.borrow().chosen;
        let told = "名单已清除。".to_owned();
        self.model.replace(Model { chosen, told, ..Model::default() });
        self.draw();
    }

    fn fills(&self, name: &str, value: &str) {
        match name {
            "unit" => {
                let chosen = value.parse().unwrap_or_default();
                self.model.replace(Model { chosen, ..Model::default() });
                self.draw();
            }
            "keep" => {
                let on = value == "on";
                let kept = self.with(|_, _, roll| roll.is_none_or(|roll| keep::keep(&roll, on)));
                self.tell(match (on, kept == Some(true)) {
                    (true, true) => {
                        "存在这台设备上了，下次打开这一页还在。别人用这台设备也看得到。"
                    }
                    (true, false) => "这台设备不让保存，名单仍只在这一页里。",
                    (false, _) => "不再保存，关掉或刷新这一页就没有了。",
                });
            }
            _ => {}
        }
    }

    fn reads(&self) {
        let text = self.root.value("[data-field=pasted]").unwrap_or_default();
        let ticked =
            self.with(|_, _, roll| roll.is_some_and(|it| it.counts().open < it.counts().all));
        let question = "本班已经点过名，换名单会清掉点名。要换吗？";
        if ticked == Some(true) && !tucai_pane::sure(question) {
            return;
        }
        let told = match people::read(&text) {
            Err(error) => {
                let mut model = self.model.borrow_mut();
                (model.error, model.doubts) = (Some(error), Vec::new());
                String::new()
            }
            Ok(pasted) => {
                let told = self.deal(pasted.people);
                let mut model = self.model.borrow_mut();
                (model.error, model.doubts) = (None, pasted.doubts);
                model.filter = None;
                told.unwrap_or_default()
            }
        };
        self.tell(&told);
    }

    /// Puts people on the list of their class, where the page knows it, else of the chosen one. What
    /// came of it.
    fn deal(&self, people: Vec<Person>) -> Option<String> {
        self.with(|seats, seat, _| {
            let notice = &self.subject.notice;
            let (order, _) = Order::asked(notice);
            let mut dealt: Vec<(&str, Vec<Person>)> = Vec::new();
            let mut unknown: Vec<(String, String)> = Vec::new();
            for person in people {
                let class = plain(&person.class);
                let own = seats.iter().find(|it| !class.is_empty() && plain(&it.name) == class);
                let known = own.is_some() || unknown.iter().any(|(plain, _)| *plain == class);
                if !known && !class.is_empty() {
                    unknown.push((class, person.class.clone()));
                }
                let unit = own.map_or(seat.name.as_str(), |it| it.name.as_str());
                match dealt.iter_mut().find(|(name, _)| *name == unit) {
                    Some((_, people)) => people.push(person),
                    None => dealt.push((unit, vec![person])),
                }
            }
            let said: Vec<String> =
                dealt.iter().map(|(unit, people)| format!("{unit} {}人", people.len())).collect();
            for (unit, people) in dealt {
                // Names without numbers cannot be put in order by them.
                let numbered = people.iter().any(|person| !person.number.is_empty());
                let order = if numbered { order } else { Order::Pasted };
                keep::put(&Roll::new(&notice.id, unit, order, people));
            }
            let read = format!("读入了：{}。", said.join("，"));
            let named: Vec<&str> =
                unknown.iter().take(MOST_NAMED).map(|(_, class)| class.as_str()).collect();
            let named = named.join("、");
            match unknown.len() {
                0 => read,
                few if few <= MOST_NAMED => {
                    format!("{read}{named}在通知里没有单独的时间，分班列在{}下。", seat.name)
                }
                many => {
                    format!(
                        "{read}{named}等{many}个班在通知里没有单独的时间，分班列在{}下。",
                        seat.name
                    )
                }
            }
        })
    }

    fn ticks(&self, at: &str) {
        if let Some((at, mark)) = at.split_once(':')
            && let (Ok(at), Some(mark)) = (at.parse(), view::mark(mark))
        {
            self.changes(|roll, _| roll.tick(at, mark));
        }
    }

    /// Changes the chosen list; `by` is told which order the notice asks for.
    fn changes(&self, by: impl FnOnce(&mut Roll, Order)) {
        self.with(|_, _, roll| {
            if let Some(mut roll) = roll {
                by(&mut roll, Order::asked(&self.subject.notice).0);
                if !keep::put(&roll) {
                    "这一次的改动没能存进设备，只在这一页里。"
                        .clone_into(&mut self.model.borrow_mut().told);
                }
            }
        });
        self.draw();
    }

    fn prints(&self) {
        let printed = self.with(|_, seat, roll| {
            roll.is_some_and(|roll| {
                let sheet = paper::sheet(seat, &roll, &self.link(seat));
                tucai_pane::print_alone(sheet)
            })
        });
        self.tell(if printed == Some(true) {
            "没有出现打印窗口的话，请用电脑浏览器打开这一页，再粘贴一次名单来打印。"
        } else {
            "这里不能打印，请用电脑浏览器打开这一页。"
        });
    }

    fn link(&self, seat: &Seat<'_>) -> String {
        let link = link::class_link(&self.subject.notice.id, &seat.name, Tab::Plan);
        tucai_pane::absolute(&link).unwrap_or(link)
    }

    /// The text for those who were not there.
    fn absent(&self, seat: &Seat<'_>) -> String {
        changes::absent(&self.subject.notice, std::slice::from_ref(seat), &self.link(seat))
    }

    fn copies(self: &Rc<Self>, with_names: bool) {
        let text = self.with(|_, seat, roll| {
            let text = self.absent(seat);
            let names = roll.filter(|_| with_names).map(|roll| view::names(&roll.missing()));
            names.map_or_else(|| text.clone(), |names| format!("{names}\n{text}"))
        });
        let list = self.clone();
        spawn_local(async move {
            let copied = tucai_pane::copy(&text.unwrap_or_default()).await;
            list.tell(if copied {
                "复制好了。"
            } else {
                "没有复制成，请长按文字自己复制。"
            });
        });
    }

    fn tell(&self, told: &str) {
        told.clone_into(&mut self.model.borrow_mut().told);
        self.draw();
    }
}
