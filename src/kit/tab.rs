//! The tab at work: what it knows, what the student does, and what is drawn after each change. What
//! takes time is in [`crate::work`].

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::flow::{Flow, Stage};
use crate::overlay::{self, Showing};
use crate::phone::{self, Lasting};
use crate::platform::page::{self, Awake};
use crate::platform::picture::{self, Picture};
use crate::platform::root::{Root, Slot};
use crate::platform::worker::Asked;
use crate::platform::{camera, files, shelf as store};
use crate::record::Source;
use crate::screen::{self, Means};
use crate::shelf::{self, Id, Kept, Shelf};

/// What the tab knows.
#[derive(Default)]
pub struct Model {
    /// The notice's id.
    pub notice: String,
    /// The class, as the page calls it.
    pub unit: String,
    /// From a picture to a kept code.
    pub flow: Flow,
    /// The kept codes.
    pub shelf: Shelf,
    /// The last thing that happened.
    pub told: &'static str,
    /// The picture that is worked on, and how it came.
    pub picture: Option<(Picture, Source)>,
    /// The job that the worker has for this tab.
    pub asked: Option<Asked>,
    /// The browser was asked in this visit to keep what is stored.
    pub persist: bool,
    means: Means,
    hovered: bool,
    show: Show,
}

/// A code is shown to the scanner.
#[derive(Default)]
struct Show {
    /// The address asks for it.
    open: bool,
    /// Which one; none is the first of this notice.
    asked: Option<Id>,
    /// The student's own picture instead.
    own: bool,
    /// That picture: whose, and its address.
    picture: Option<(Id, String)>,
    /// The tab itself asked by the address, so that "back" leads here.
    pushed: bool,
    awake: Option<Awake>,
}

impl Model {
    /// Whether a code is before the scanner.
    pub fn shows(&self) -> bool {
        self.show.open
    }

    /// The codes to choose from while showing: those of this notice, or the one asked for elsewhere;
    /// and which of them is shown. Without any the second is none.
    fn to_show(&self) -> (Vec<Kept>, Option<Kept>) {
        if !self.show.open {
            return (Vec::new(), None);
        }
        let mut codes: Vec<Kept> = self.shelf.of(&self.notice).cloned().collect();
        let asked = self.show.asked;
        let elsewhere = asked.filter(|id| codes.iter().all(|kept| kept.id != *id));
        if let Some(kept) = elsewhere.and_then(|id| self.shelf.find(id)) {
            codes = vec![kept.clone()];
        }
        let shown = codes.iter().find(|kept| Some(kept.id) == asked).or(codes.first()).cloned();
        (codes, shown)
    }
}

/// The tab.
#[derive(Clone)]
pub struct Tab {
    root: Rc<Root>,
    model: Rc<RefCell<Model>>,
}

/// A tab in its element, until it is dropped.
pub struct Mounted {
    tab: Tab,
    _listeners: Vec<EventListener>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Whatever is under way is for nobody.
        self.tab.with(|model| {
            model.flow.begin(Stage::Idle);
            // What only the page has stays in it.
            for kept in std::mem::take(&mut model.shelf).codes {
                picture::hide(&kept.crop);
            }
            (model.asked.take(), std::mem::take(&mut model.show))
        });
    }
}

/// Draws the tab of a class in an element.
pub fn mount(element: HtmlElement, notice: String, unit: String) -> Mounted {
    let means = Means { camera: camera::is_offered(), paste: files::can_paste() };
    let show = Show { open: page::asks_to_show(), ..Show::default() };
    let model = Model { notice, unit, means, show, ..Model::default() };
    let tab = Tab { root: Rc::new(Root::new(element)), model: Rc::new(RefCell::new(model)) };
    let listeners = tab.listen();
    let at = tab.clone();
    spawn_local(async move { at.look_up().await });
    Mounted { tab, _listeners: listeners }
}

impl Tab {
    /// Looks at the model, or changes it. Never calls back into the tab from inside.
    pub fn with<T>(&self, look: impl FnOnce(&mut Model) -> T) -> T {
        look(&mut self.model.borrow_mut())
    }

    fn listen(&self) -> Vec<EventListener> {
        let [press, file, paste, drop, hover, address, cancel, size] =
            std::array::from_fn(|_| self.clone());
        let mut listeners = vec![
            self.root.on_press(move |action, at| press.act(action, at)),
            self.root.on_file(move |blob| file.load(blob, Source::Album)),
            self.root.keep_typing(),
            self.root.on_cancel(move || cancel.stop_showing()),
        ];
        listeners.extend(files::on_paste(move |blob| paste.load(blob, Source::Paste)));
        let hovers = move |over| {
            hover.with(|model| model.hovered = over);
            hover.draw();
        };
        let dropped = files::on_drop(move |blob| drop.load(blob, Source::Drop), hovers);
        listeners.extend(dropped.into_iter().flatten());
        listeners.extend(page::on_address(move || address.follow_address()));
        listeners.extend(page::on_resize(move || size.lay_out()));
        listeners
    }

    /// Finds what lies on the phone.
    async fn look_up(&self) {
        let found = store::all().await;
        let persisted = page::persisted().await;
        self.with(|model| {
            model.shelf.is_read = true;
            model.shelf.lasting = phone::lasting(&page::agent(), persisted);
            match found {
                Ok((records, unusable)) => {
                    model.shelf.unusable = unusable;
                    let kept = |(key, record)| Kept::new(Id::Stored(key), record, None);
                    model.shelf.codes.extend(records.into_iter().map(kept));
                }
                Err(_) => model.shelf.lasting = Lasting::Session,
            }
            model.shelf.lasting = shelf::lasting_with(model.shelf.lasting);
            model.shelf.codes.extend(shelf::all_here());
            model.shelf.remember();
        });
        self.draw();
        self.prove_the_rest().await;
    }

    /// Paints the cards of the stage from the picture, if it is here already.
    pub fn paint_cards(&self) {
        self.with(|model| {
            let cards = model.flow.stage.candidates().iter().zip(self.root.cards());
            for (candidate, canvas) in cards {
                if let Some((picture, _)) = &model.picture {
                    // A card that stays blank is worse than none, and no harm.
                    let _ = picture.paint(candidate.card, &canvas);
                }
            }
        });
    }

    /// Draws what has changed.
    pub fn draw(&self) {
        let (stage, list, told) = self.with(|model| {
            let has_code = model.shelf.of(&model.notice).next().is_some();
            self.root.name_stage(model.flow.stage.name(), model.hovered);
            let at_rest = model.flow.stage == Stage::Idle;
            let list = at_rest.then(|| screen::list(&model.shelf, &model.notice));
            // Before the phone has answered it is not known whether there is a code.
            let stage = (model.shelf.is_read || !at_rest)
                .then(|| screen::stage(&model.flow.stage, has_code, model.means));
            (stage.unwrap_or_default(), list.unwrap_or_default(), model.told)
        });
        self.root.put(Slot::Told, told.to_owned());
        self.root.put(Slot::List, list.finish());
        if self.root.put(Slot::Stage, stage.finish()) {
            self.stage_drawn();
        }
        self.draw_show();
    }

    fn stage_drawn(&self) {
        let stage = self.with(|model| model.flow.stage.clone());
        if stage != Stage::Idle {
            // What had the focus went with the last stage: whoever listens goes on at the new one.
            self.root.focus(".kit-stage h2");
        }
        self.paint_cards();
        if let (Stage::Camera, Some(video)) = (stage, self.root.video()) {
            let at = self.clone();
            spawn_local(async move { at.watch(video).await });
        }
    }

    /// Goes on at the kept codes, or where one is chosen: the button that was pressed is gone.
    pub fn focus_codes(&self) {
        self.root.focus(".kit-list h2, .kit-stage h2");
    }

    /// Does what a button names.
    fn act(&self, action: &str, at: &str) {
        let id = Id::parse(at);
        match (action, id) {
            ("camera", _) => self.begin(Stage::Camera),
            ("paste", _) => self.paste(),
            ("dismiss", _) => self.back(),
            ("again", _) => self.again(),
            ("reload", _) => page::reload(),
            ("use", _) => self.keep(),
            ("overrule", _) => self.with(|model| model.flow.overrule()),
            ("choose", _) => self.with(|model| model.flow.choose(at.parse().unwrap_or(usize::MAX))),
            ("show", Some(id)) => self.show(id),
            ("switch", Some(id)) => self.with(|model| {
                model.show.asked = Some(id);
                model.show.own = false;
            }),
            ("own", _) => self.with(|model| model.show.own = !model.show.own),
            ("close", _) => self.stop_showing(),
            ("name", Some(id)) => self.name(id, &self.root.typed_name(at).unwrap_or_default()),
            ("remove", Some(id)) if page::sure("删除这个采集码？删除后要重新选图才能再存。") =>
            {
                self.remove(Some(id));
            }
            ("remove-all", _) if page::sure("删除这台手机里存的所有采集码？") => {
                self.remove(None);
            }
            _ => return,
        }
        self.draw();
        match action {
            "own" => self.root.focus("dialog [data-action=own]"),
            "dismiss" => self.root.focus(".kit-stage h2"),
            "switch" => self.root.focus("dialog [data-action=switch][aria-pressed=true]"),
            _ => {}
        }
    }

    // --- Show ---

    fn show(&self, id: Id) {
        self.with(|model| {
            model.show.asked = Some(id);
            model.show.pushed = true;
        });
        // The rest follows the address.
        page::ask_to_show();
    }

    fn follow_address(&self) {
        self.with(|model| model.show.open = page::asks_to_show());
        self.draw();
    }

    fn stop_showing(&self) {
        if self.with(|model| std::mem::take(&mut model.show.pushed)) {
            page::back();
        } else {
            page::do_not_ask_to_show();
            self.follow_address();
        }
    }

    fn draw_show(&self) {
        let (open, html, picture) = self.with(|model| {
            let (codes, shown) = model.to_show();
            let Some(kept) = shown else {
                let none = model.show.open && model.shelf.is_read;
                model.show.own = false;
                model.show.awake = None;
                let gone = model.show.picture.take();
                if let Some((_, address)) = gone {
                    picture::hide(&address);
                }
                if none {
                    // The address asks for what is not there: it is the tab's alone.
                    page::do_not_ask_to_show();
                    model.show.open = false;
                }
                return (false, None, None);
            };
            model.show.awake.get_or_insert_with(Awake::new);
            let own = model.show.own || !kept.record.about.proven;
            let here = model.show.picture.as_ref().filter(|(id, _)| *id == kept.id);
            let picture = here.map_or("", |(_, address)| address.as_str());
            let showing = Showing { codes: &codes, current: kept.id, own: model.show.own, picture };
            let html = overlay::showing(&showing);
            (true, Some(html), (own && here.is_none()).then_some(kept))
        });
        let changed = self.root.put(Slot::Show, html.unwrap_or_default().finish());
        self.root.show(open);
        if changed {
            // Of several codes the shown one's button may lie outside its row.
            self.root.reveal("dialog [data-action=switch][aria-pressed=true]");
        }
        self.lay_out();
        if let Some(kept) = picture {
            let at = self.clone();
            spawn_local(async move { at.fetch_own(kept).await });
        }
    }

    /// Fetches the student's own picture of a code.
    async fn fetch_own(&self, kept: Kept) {
        let bytes = match kept.id {
            Id::Stored(key) => store::picture(key).await,
            Id::Session(_) => kept.picture.unwrap_or_default(),
        };
        // Where there is none, the card around the code is the picture.
        let bytes = if bytes.is_empty() { kept.record.crop } else { bytes };
        let last = self.with(|model| model.show.picture.replace((kept.id, picture::show(&bytes))));
        if let Some((_, address)) = last {
            picture::hide(&address);
        }
        self.draw();
    }

    /// Gives the drawn code its place on the screen as it is now.
    fn lay_out(&self) {
        let (_, shown) = self.with(|model| model.to_show());
        if let Some(modules) = shown.map(|kept| kept.record.modules) {
            // Without a canvas the student's own picture is one tap away.
            let _ = self.root.lay_out(modules.side(), |scale| modules.draw(scale));
        }
    }
}
