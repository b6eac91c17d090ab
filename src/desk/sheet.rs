//! The part `sheet`: the run sheet, clashes, changes since this device last looked, and the text for a
//! class that was moved.

mod moving;
pub mod table;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::html::Html;
use tucai_notice::seat::Seat;
use tucai_pane::Root;
use tucai_share::{changes, sheet};
use tucai_store::kept;
use tucai_way::facts::{Difference, Facts, differences};
use wasm_bindgen_futures::spawn_local;

use crate::Part;
use crate::subject::{Kind, Subject};
use moving::Moving;

/// What the counselor has done so far.
#[derive(Default)]
struct Model {
    /// What changed since this device last looked.
    changed: Vec<Difference>,
    /// The form for a class that was moved.
    moving: Moving,
    /// What was last done.
    told: &'static str,
}

struct Sheet {
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
    let changed = since_last(&subject);
    let model = RefCell::new(Model { changed, ..Model::default() });
    let sheet = Rc::new(Sheet { root, subject, model });
    sheet.draw_all();
    let (by_press, by_change, by_typing) = (sheet.clone(), sheet.clone(), sheet.clone());
    let presses = sheet.root.on_press(move |action, _| by_press.does(action));
    let change = sheet.root.on_change(move |name, value| by_change.fills(name, value));
    let typing = sheet.root.on_typing(move |name, value| by_typing.fills(name, value));
    Box::new(Drawn { _listeners: [presses, change, typing] })
}

/// The name of a list in what is kept.
fn kind(subject: &Subject) -> &'static str {
    match subject.about.kind {
        Kind::Counselor => "counselor",
        _ => "college",
    }
}

/// What changed since this device last looked. At the first visit nothing is said.
fn since_last(subject: &Subject) -> Vec<Difference> {
    let now = Facts::new(&subject.notice, &subject.seats());
    let about = &subject.about;
    let kept = kept::load();
    let seen = kept.list(&about.notice, kind(subject), &about.name).and_then(|it| it.seen.clone());
    let Some(seen) = seen else {
        remember(subject, now);
        return Vec::new();
    };
    // A copy that the phone kept is no news.
    if seen == now || now.is_older_than(&seen) {
        return Vec::new();
    }
    let changed = differences(&seen, &now);
    if changed.is_empty() {
        remember(subject, now);
    }
    changed
}

fn remember(subject: &Subject, now: Facts) {
    let about = &subject.about;
    let kind = kind(subject);
    // Where nothing can be kept, nothing is told of changes either.
    let _ = kept::change(|kept| {
        kept.list_mut(&about.notice, kind, &about.name).seen = Some(now);
    });
}

impl Sheet {
    fn draw_all(&self) {
        let seats = sheet::in_order(self.subject.seats());
        let mut html = Html::new();
        html.raw("<div class=\"desk-sheet\"><div class=\"desk-changes\" data-changes></div>");
        html.html(&table::standing(&self.subject.notice));
        html.html(&table::table(&self.subject, &seats));
        html.raw("<p class=\"row\"><button class=\"primary\" data-action=\"print\">打印这张表");
        html.raw("</button></p>");
        if tucai_pane::in_another_app() {
            html.raw("<p class=\"fine\">在微信、钉钉等应用里多半不能打印：请用手机或电脑的浏览器打开这一页。</p>");
        }
        html.html(&table::clashes(&seats));
        html.html(&moving::form(&seats));
        html.raw("<p class=\"fine\" role=\"status\" data-told></p></div>");
        self.root.put("", html);
        self.draw();
    }

    /// What changes while it is open.
    fn draw(&self) {
        let seats = sheet::in_order(self.subject.seats());
        let model = self.model.borrow();
        let mut html = Html::new();
        if !model.changed.is_empty() {
            html.raw("<section class=\"doubt\" role=\"alert\"><h2>有变动</h2>");
            html.raw("<p>自这台设备上次打开以来：</p><ul class=\"desk-lines\">");
            for change in &model.changed {
                difference(change, &mut html);
            }
            html.raw(
                "</ul><p class=\"row\"><button class=\"primary\" data-action=\"copy-changes\">",
            );
            html.raw("复制发到群里的话</button><button data-action=\"seen\">知道了</button></p>");
            html.raw("</section>");
        }
        self.root.put("[data-changes]", html);
        let mut html = Html::new();
        let text = model.moving.text(&self.subject, &seats);
        moving::answer(&text, &mut html);
        self.root.put("[data-moved]", html);
        let mut html = Html::new();
        html.raw(model.told);
        self.root.put("[data-told]", html);
    }

    fn does(self: &Rc<Self>, action: &str) {
        match action {
            "print" => {
                let seats = sheet::in_order(self.subject.seats());
                let link = self.link();
                let paper = table::paper(&self.subject, &seats, &link);
                let told = if tucai_pane::print_alone(paper) {
                    "没有出现打印窗口的话，请用电脑浏览器打开这一页再打印。"
                } else {
                    "这里不能打印，请用电脑浏览器打开这一页。"
                };
                self.tell(told);
            }
            "seen" => {
                remember(&self.subject, Facts::new(&self.subject.notice, &self.subject.seats()));
                self.model.borrow_mut().changed.clear();
                self.tell("记下了，下次只说新的变动。");
            }
            "copy-changes" => {
                let text = {
                    let model = self.model.borrow();
                    changes::revised(
                        &self.subject.notice,
                        &self.subject.name(),
                        &model.changed,
                        &self.link(),
                    )
                };
                self.copy(text);
            }
            "copy-moved" => {
                let seats = sheet::in_order(self.subject.seats());
                let text = self.model.borrow().moving.text(&self.subject, &seats);
                if let Ok(text) = text {
                    self.copy(text);
                }
            }
            _ => {}
        }
    }

    fn fills(&self, name: &str, value: &str) {
        self.model.borrow_mut().moving.fill(name, value);
        self.draw();
    }

    fn copy(self: &Rc<Self>, text: String) {
        let sheet = self.clone();
        spawn_local(async move {
            let copied = tucai_pane::copy(&text).await;
            sheet.tell(if copied {
                "复制好了，可以粘贴到群里。"
            } else {
                "没有复制成，请长按文字自己复制。"
            });
        });
    }

    fn tell(&self, told: &'static str) {
        self.model.borrow_mut().told = told;
        self.draw();
    }

    fn link(&self) -> String {
        table::link(&self.subject)
    }
}

/// 23软工1班 时间 原 … 现 ….
fn difference(change: &Difference, html: &mut Html) {
    html.raw("<li>");
    html.wrap("<strong>", &change.unit, "</strong> ").wrap("", &change.of, " ");
    html.text(change.what.name()).wrap(" 原 <s>", &change.was, "</s>");
    html.wrap(" 现 <b>", &change.now, "</b>").raw("</li>");
}

/// A row as the seat of its unit, where it has exactly one: texts name the class then.
fn of_unit<'a>(seat: &Seat<'a>) -> Seat<'a> {
    match seat.slot.units.as_slice() {
        [unit] => Seat::at(seat.notice, seat.index, 0, &unit.name).unwrap_or_else(|| seat.clone()),
        _ => seat.clone(),
    }
}
