//! The self-check at work: what it knows, what the student does, and what is drawn after each change.
//! What takes time is in [`crate::portrait::work`].

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use tucai_judge::{Check, Finding, Item, Verdict};
use tucai_notice::rules::Look;
use tucai_wire::frame;
use tucai_wire::portrait::{Area, Face, Marks, Measure, Portrait};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::platform::networks::{self, Loading};
use crate::platform::picture::Picture;
use crate::platform::root::Root;
use crate::platform::worker::Asked;
use crate::platform::{camera, drag, files, page};
use crate::portrait::ask::Care;
use crate::portrait::flow::{Flow, Stage};
use crate::portrait::marks::{self, Line};
use crate::portrait::tries::Tries;
use crate::portrait::view;
use crate::screen::Means;
use crate::shelf::Id;

/// What the tab knows.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Model {
    /// The notice's id.
    pub notice: String,
    /// From a picture to findings.
    pub flow: Flow,
    /// The notice's rules; none where they did not come.
    pub look: Option<Look>,
    /// What is asked for before any picture; empty until the rules were asked for.
    pub checks: Vec<Check>,
    /// The picture that is looked at.
    pub picture: Option<Picture>,
    /// It was taken in the live view.
    pub live: bool,
    /// The faces in it.
    pub faces: Vec<Face>,
    /// What was measured of it.
    pub portrait: Option<Portrait>,
    /// The lines as the student moved them.
    pub marks: Option<Marks>,
    /// The lines are being moved.
    pub moving: Option<Moving>,
    /// What came out.
    pub findings: Vec<Finding>,
    /// It is kept as it is now.
    pub kept: bool,
    /// The kept tries.
    pub tries: Tries,
    /// The last thing that happened.
    pub told: &'static str,
    /// The job that the worker has for this tab.
    pub asked: Option<Asked>,
    /// The networks that are on their way for it.
    pub loading: Option<Loading>,
    /// The browser was asked in this visit to keep what is stored.
    pub persist: bool,
    /// What the browser offers.
    pub means: Means,
    /// A file hovers over the page.
    pub hovered: bool,
    /// The turn and stage at which the focus was set last.
    pub focused: (u32, &'static str),
    /// The turn and the part of the picture that was painted last.
    pub painted: Option<(u32, Area)>,
}

/// How the lines were when their moving began.
#[derive(Clone, Copy)]
pub struct Moving {
    /// The part of the picture that is seen meanwhile: it stays.
    pub seen: Area,
    /// The lines.
    pub marks: Marks,
    /// The steps of the sliders.
    pub step: f32,
}

impl Model {
    /// The picture's size, in pixels.
    #[allow(clippy::cast_precision_loss, reason = "a picture's sides")]
    pub fn size(&self) -> (f32, f32) {
        let (width, height) = self.picture.as_ref().map_or((1, 1), Picture::size);
        (width as f32, height as f32)
    }

    /// The lines as they are now.
    pub fn lines(&self) -> Option<Marks> {
        self.marks.or(self.portrait.as_ref().and_then(|portrait| portrait.marks))
    }

    /// The best cut by them.
    pub fn cut(&self) -> Option<Area> {
        frame::cut(&self.lines()?, self.size())
    }

    /// The part of the picture on the screen.
    pub fn seen(&self) -> Area {
        let (width, height) = self.size();
        let whole = Area { x: 0.0, y: 0.0, width, height };
        let moving = self.moving.map(|moving| moving.seen);
        moving.or_else(|| self.cut()).unwrap_or(whole)
    }

    /// Whether eyes or mouth are in doubt, and a closer look might tell.
    pub fn could_be_finer(&self) -> bool {
        let fine = self.portrait.as_ref().and_then(|it| it.measures.get(Measure::FineLipGap));
        let mut findings = self.findings.iter();
        fine.is_none()
            && findings.any(|finding| {
                matches!(finding.item, Item::EyesOpen | Item::MouthClosed)
                    && finding.verdict == Verdict::Unsure
            })
    }

    /// Judges what was measured.
    pub fn judge(&mut self) {
        let none = Look::default();
        if let Some(portrait) = &self.portrait {
            let look = self.look.as_ref().unwrap_or(&none);
            let marks = self.marks.as_ref();
            self.findings = tucai_judge::findings(portrait, marks, self.size(), look);
        }
    }

    /// Forgets the picture and all that came of it.
    pub fn forget(&mut self) {
        self.picture = None;
        self.faces.clear();
        self.portrait = None;
        self.marks = None;
        self.moving = None;
        self.findings.clear();
        self.kept = false;
    }
}

/// The tab.
#[derive(Clone)]
pub struct Tab {
    /// The element.
    pub root: Rc<Root>,
    model: Rc<RefCell<Model>>,
}

/// A tab in its element, until it is dropped.
pub struct Mounted {
    tab: Tab,
    _listeners: Vec<EventListener>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Whatever is under way is for nobody; the pictures go.
        let _under_way = self.tab.with(|model| {
            model.flow.begin(Stage::Idle);
            model.forget();
            model.tries.let_go(None);
            (model.asked.take(), model.loading.take())
        });
        networks::let_go();
    }
}

const FRAME: &str = "<div class=\"kit look\"><p class=\"told\" role=\"status\"></p><div class=\"kit-stage\"></div><div class=\"look-picture\"></div><div class=\"look-adjust\"></div><div class=\"look-fix\"></div><div class=\"look-unsure\"></div><div class=\"look-ask\"></div><div class=\"look-remark\"></div><div class=\"look-pass\"></div><div class=\"kit-list\"></div><div class=\"look-checks\"></div><div class=\"drop-here\" aria-hidden=\"true\">松手，看这张照片</div></div>";

/// Draws the self-check of a notice in an element.
pub fn mount(element: HtmlElement, notice: String) -> Mounted {
    let means = Means { camera: camera::is_offered(), paste: files::can_paste() };
    let model = Model { notice, means, ..Model::default() };
    let root = Root::framed(element, FRAME, "data-look-state");
    let tab = Tab { root: Rc::new(root), model: Rc::new(RefCell::new(model)) };
    let listeners = tab.listen();
    tab.draw();
    let at = tab.clone();
    spawn_local(async move { at.look_up().await });
    let at = tab.clone();
    spawn_local(async move { at.look_up_tries().await });
    Mounted { tab, _listeners: listeners }
}

impl Tab {
    /// Looks at the model, or changes it. Never calls back into the tab from inside.
    pub fn with<T>(&self, look: impl FnOnce(&mut Model) -> T) -> T {
        look(&mut self.model.borrow_mut())
    }

    fn listen(&self) -> Vec<EventListener> {
        let [press, file, paste, drop, hover, slide, dragged] =
            std::array::from_fn(|_| self.clone());
        let mut listeners = vec![
            self.root.on_press(move |action, at| press.act(action, at)),
            self.root.on_file(move |blob| file.load(blob)),
            self.root.keep_typing(),
            self.root.on_slide(move |name, value| slide.slide(name, value)),
        ];
        let element = self.root.element();
        listeners.extend(drag::on_drag(element, move |name, at| dragged.drag(name, at)));
        listeners.extend(files::on_paste(move |blob| paste.load(blob)));
        let hovers = move |over| {
            hover.with(|model| model.hovered = over);
            hover.draw();
        };
        let dropped = files::on_drop(move |blob| drop.load(blob), hovers);
        listeners.extend(dropped.into_iter().flatten());
        listeners
    }

    /// Does what a button names.
    fn act(&self, action: &str, at: &str) {
        match action {
            "camera" => self.begin(Stage::Camera),
            "shutter" => self.shoot(),
            "paste" => self.paste(),
            "dismiss" => self.dismiss(),
            "again" => self.again(),
            "measure" => self.measure(Care::Plain),
            "finer" => self.measure(Care::Fine),
            "reload" => page::reload(),
            "keep" => self.keep(),
            "remove" if page::sure("删除留下的这一次？") => self.remove(Id::parse(at)),
            "remove-all" if page::sure("删除这台手机里留下的所有照片？") => {
                self.remove(None);
            }
            "move" => self.start_moving(),
            "unmove" => self.change_marks(|_| Some(None)),
            "moved" => self.with(|model| {
                model.moving = None;
            }),
            _ => return,
        }
        self.draw();
        match action {
            "dismiss" => self.root.focus(".kit-stage h2"),
            // Its button went at once, and the phone takes its time.
            "keep" if self.with(|model| model.kept) => self.root.focus(".kit-stage h2"),
            "move" => self.root.focus(".look-adjust h2"),
            "moved" => self.root.focus("[data-action=move]"),
            _ => {}
        }
    }

    // --- The lines ---

    fn start_moving(&self) {
        self.with(|model| {
            if let (Some(marks), Some(cut)) = (model.lines(), model.cut()) {
                let (size, seen) = (model.size(), view::around(&cut, model.size()));
                model.moving = Some(Moving { seen, marks, step: marks::step(&marks, size) });
            }
        });
    }

    fn slide(&self, name: &str, value: f64) {
        #[allow(clippy::cast_possible_truncation, reason = "a place in a picture")]
        let to = value as f32;
        self.change_marks(|model| {
            let (line, moving) = (Line::parse(name)?, model.moving?);
            let to = line.slid(to, &moving.seen, moving.step);
            Some(Some(line.moved(&model.lines()?, to, &moving.seen)))
        });
    }

    fn drag(&self, name: &str, (x, y): (f64, f64)) {
        #[allow(clippy::cast_possible_truncation, reason = "a share of a picture")]
        let (x, y) = (x as f32, y as f32);
        self.change_marks(|model| {
            let (line, seen) = (Line::parse(name)?, model.moving?.seen);
            let to =
                if line.is_level() { seen.y + y * seen.height } else { seen.x + x * seen.width };
            Some(Some(line.moved(&model.lines()?, to, &seen)))
        });
    }

    /// Takes the lines as they are moved to, or as they were found; everything follows.
    fn change_marks(&self, change: impl FnOnce(&Model) -> Option<Option<Marks>>) {
        let changed = self.with(|model| {
            model.marks = change(model)?;
            model.kept = false;
            model.judge();
            Some((model.lines()?, model.moving?, model.size()))
        });
        if let Some((marks, moving, size)) = changed {
            for line in Line::ALL {
                let value = line.slid(line.of(&marks), &moving.seen, moving.step);
                self.root.slide(line.name(), value.into(), &line.value(&marks, size));
            }
            self.draw();
        }
    }
}
