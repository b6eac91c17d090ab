//! What all parts on a screen share: the notice, the moment, and what is known of the student's way. A
//! tick in one part renews the others.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::Notice;
use tucai_notice::html::Html;
use tucai_notice::seat::Seat;
use tucai_notice::time::Moment;
use tucai_pane::{About, Subject, SubjectError, Ticking};
use tucai_way::steps::{self, Known, Way};
use wasm_bindgen_futures::spawn_local;

use crate::record;

/// What there is to draw.
pub enum Shown<'a> {
    /// The notice is on its way.
    Waiting,
    /// It did not come.
    Failed(SubjectError),
    /// It is here.
    Here(&'a Here<'a>),
}

/// A unit's seats at a moment, with what is known.
pub struct Here<'a> {
    /// What the element is about.
    pub about: &'a About,
    /// The notice.
    pub notice: &'a Notice,
    /// The unit's seats.
    pub seats: &'a [Seat<'a>],
    /// The moment.
    pub now: Moment,
    /// What is known of the student's way.
    pub known: Known,
}

impl Here<'_> {
    /// The student's way.
    pub fn way(&self) -> Way {
        steps::way(self.notice, self.seats, &self.known, self.now)
    }
}

/// A part's way to the screen: it is drawn whenever something changes, until this is dropped.
pub struct Member(u32);

impl Drop for Member {
    fn drop(&mut self) {
        let gone = SCREEN.with_borrow_mut(|screen| {
            screen.parts.retain(|(id, _)| *id != self.0);
            if screen.parts.is_empty() {
                Some((screen.ticking.take(), screen.following.take()))
            } else {
                None
            }
        });
        drop(gone);
    }
}

type Draw = Rc<dyn Fn(&Shown<'_>)>;

#[derive(Default)]
enum File {
    /// Nobody asked.
    #[default]
    Away,
    /// On its way.
    Coming,
    /// Why it did not come.
    Failed(SubjectError),
    /// Here.
    Here(Rc<Subject>),
}

#[derive(Clone)]
struct Part {
    about: Rc<About>,
    draw: Draw,
}

#[derive(Default)]
struct Screen {
    parts: Vec<(u32, Part)>,
    last: u32,
    /// What all of them are about; another class begins anew.
    about: Option<Rc<About>>,
    file: File,
    ticking: Option<Ticking>,
    /// Other pages of this program may tick something too.
    following: Option<EventListener>,
}

thread_local! {
    static SCREEN: RefCell<Screen> = RefCell::default();
}

/// Draws a part from now on, as long as what is given back lives.
pub fn join(about: About, draw: impl Fn(&Shown<'_>) + 'static) -> Member {
    let about = Rc::new(about);
    let part = Part { about: about.clone(), draw: Rc::new(draw) };
    let id = SCREEN.with_borrow_mut(|screen| {
        if screen.about.as_ref() != Some(&about) {
            screen.about = Some(about.clone());
            screen.file = File::Away;
        }
        screen.last += 1;
        screen.parts.push((screen.last, part.clone()));
        screen.ticking.get_or_insert_with(|| Ticking::new(renew));
        screen.following = screen.following.take().or_else(|| tucai_store::kept::follow(renew));
        screen.last
    });
    fetch(false);
    show(&part);
    Member(id)
}

/// Asks for the notice once more, after it did not come.
pub fn retry() {
    fetch(true);
    renew();
}

/// Draws all parts: the clock went on, or something is known that was not.
pub fn renew() {
    let parts = SCREEN.with_borrow(|screen| screen.parts.clone());
    for (_, part) in parts {
        show(&part);
    }
}

/// Something to do with what is on the screen; nothing happens before the notice is there.
pub fn with(act: impl FnOnce(&Here<'_>)) {
    let (about, subject) = SCREEN.with_borrow(|screen| (screen.about.clone(), here(screen)));
    if let (Some(about), Some(subject)) = (about, subject) {
        at(&about, &subject, act);
    }
}

fn here(screen: &Screen) -> Option<Rc<Subject>> {
    match &screen.file {
        File::Here(subject) => Some(subject.clone()),
        _ => None,
    }
}

fn at(about: &About, subject: &Subject, act: impl FnOnce(&Here<'_>)) {
    let seats = subject.seats();
    act(&Here {
        about,
        notice: &subject.notice,
        seats: &seats,
        now: subject.now(),
        known: record::known(about),
    });
}

fn show(part: &Part) {
    // No borrow is held while a part draws.
    let (file, error) = SCREEN.with_borrow(|screen| {
        let same = screen.about.as_ref() == Some(&part.about);
        match &screen.file {
            File::Failed(error) if same => (None, Some(*error)),
            _ => (here(screen).filter(|_| same), None),
        }
    });
    match (file, error) {
        (Some(subject), _) => {
            at(&part.about, &subject, |here| (part.draw)(&Shown::Here(here)));
        }
        (None, Some(error)) => (part.draw)(&Shown::Failed(error)),
        (None, None) => (part.draw)(&Shown::Waiting),
    }
}

/// Fetches the notice, unless it is here or on its way.
fn fetch(again: bool) {
    let about = SCREEN.with_borrow_mut(|screen| {
        let wanted = match screen.file {
            File::Away => true,
            File::Failed(_) => again,
            File::Coming | File::Here(_) => false,
        };
        let about = screen.about.clone().filter(|_| wanted)?;
        screen.file = File::Coming;
        Some(about)
    });
    let Some(about) = about else {
        return;
    };
    spawn_local(async move {
        let outcome = tucai_pane::fetch((*about).clone()).await;
        let file = match outcome {
            Ok(subject) => File::Here(Rc::new(subject)),
            Err(error) => File::Failed(error),
        };
        let is_wanted = SCREEN.with_borrow_mut(|screen| {
            // The reader may have gone on to another class.
            let same = screen.about.as_ref() == Some(&about);
            if same {
                screen.file = file;
            }
            same
        });
        if is_wanted {
            renew();
        }
        // Of the kept class alone, and after its page is complete: pictures take a while to look for.
        if is_wanted && record::is_mine(&about) && record::look_for_tries().await {
            renew();
        }
    });
}

/// What stands where the notice should: that it is on its way, or why it did not come and what to do.
pub fn instead(shown: &Shown<'_>) -> Option<Html> {
    let mut html = Html::new();
    match shown {
        Shown::Here(_) => return None,
        Shown::Waiting => {
            html.raw("<p class=\"fine\" role=\"status\">正在打开通知…</p>");
        }
        Shown::Failed(error) => {
            html.raw("<section class=\"card problem\" role=\"alert\"><p>");
            html.text(&error.to_string()).raw("</p><p>");
            html.raw(match error {
                SubjectError::Network | SubjectError::Broken => {
                    "<button class=\"primary\" data-action=\"retry\">重试</button>"
                }
                SubjectError::OtherRevision => {
                    "<button class=\"primary\" data-action=\"reload\">刷新</button>"
                }
                SubjectError::Unknown => "",
            });
            html.raw("</p></section>");
        }
    }
    Some(html)
}

/// Does what a button of [`instead`] names. Whether it was one.
pub fn pressed(action: &str) -> bool {
    match action {
        "retry" => retry(),
        "reload" => tucai_pane::reload(),
        _ => return false,
    }
    true
}
