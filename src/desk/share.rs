//! The part `share`: link, text for the group, poster.

mod draw;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use tucai_notice::html::Html;
use tucai_notice::{link, quick, sheet::Tab};
use tucai_pane::Root;
use tucai_share::text::{self, Whose};
use wasm_bindgen_futures::spawn_local;

use crate::Part;
use crate::platform;
use crate::poster::{Format, Poster, pages, svg};
use crate::subject::{Kind, Subject};

/// Pixels to a unit: 1080 × 1920 on a phone, 300 dpi on A4 (150 units to the inch).
fn scale(format: Format) -> u32 {
    match format {
        Format::Phone => 1,
        Format::A4 => 2,
    }
}

/// The pictures of a format, as `data:` addresses: not drawn yet, or drawn; empty where this browser
/// does not draw them.
type Pictures = RefCell<Option<Vec<String>>>;

struct Share {
    root: Rc<Root>,
    subject: Rc<Subject>,
    link: String,
    text: String,
    poster: Option<Poster>,
    format: Cell<Format>,
    phone: Pictures,
    a4: Pictures,
}

struct Drawn {
    _share: Rc<Share>,
    _press: EventListener,
    _typing: EventListener,
    _later: Timeout,
}

impl Part for Drawn {}

/// Draws it.
pub fn start(root: Rc<Root>, subject: Rc<Subject>) -> Box<dyn Part> {
    let link = [platform::home(), fragment(&subject)].concat();
    let share = Rc::new(Share {
        text: text_of(&subject, &link),
        poster: Poster::of(&subject, &link),
        link,
        format: Cell::new(Format::Phone),
        phone: Pictures::default(),
        a4: Pictures::default(),
        root,
        subject,
    });
    share.root.put("", draw::all(&share.link, &share.text));
    platform::show_whole(&share.root, "[data-text]");
    share.draw_poster();
    let pressed = Rc::clone(&share);
    let press = share.root.on_press(move |action, at| pressed.pressed(action, at));
    // Its fields are no search box of the page's.
    let typing = share.root.on_typing(|_, _| {});
    // After the text is on the screen: a poster takes a moment on a slow phone.
    let drawing = Rc::clone(&share);
    let later = Timeout::new(50, move || drawing.make());
    Box::new(Drawn { _share: share, _press: press, _typing: typing, _later: later })
}

/// The fragment of the page that this is about: nothing but what leads there.
fn fragment(subject: &Subject) -> String {
    let id = &subject.notice.id;
    match subject.about.kind {
        Kind::Class => {
            // The name that was asked for finds all its slots; without what crept in on its way.
            let asked = quick::plain(&subject.about.name);
            link::with_plan(link::class_link(id, &asked, Tab::Plan), &tucai_pane::plan())
        }
        Kind::College => {
            link::with_plan(link::college_link(id, &subject.name()), &tucai_pane::plan())
        }
        Kind::Counselor => link::counselor_link(id, &subject.name()),
    }
}

fn text_of(subject: &Subject, link: &str) -> String {
    let (notice, seats, name) = (&subject.notice, subject.seats(), subject.name());
    match subject.about.kind {
        Kind::Class => text::class(notice, &seats, link),
        Kind::College => text::list(notice, Whose::College(&name), &seats, link),
        Kind::Counselor => text::list(notice, Whose::Counselor(&name), &seats, link),
    }
}

impl Share {
    fn pressed(self: &Rc<Self>, action: &str, at: &str) {
        let share = Rc::clone(self);
        match action {
            "copy-link" => spawn_local(async move {
                share.copy("[data-link]", "[data-told=link]", &share.link).await;
            }),
            "copy-text" => spawn_local(async move {
                share.copy("[data-text]", "[data-told=text]", &share.text).await;
            }),
            "share" => spawn_local(async move { share.hand_on().await }),
            "format" => {
                self.format.set(if at == "a4" { Format::A4 } else { Format::Phone });
                self.draw_poster();
                self.root.focus(&format!("[data-action=format][data-at={at}]"));
                // A4 is drawn when somebody wants it.
                Timeout::new(20, move || share.make()).forget();
            }
            "save" => self.save(),
            "print" => self.print(),
            _ => {}
        }
    }

    fn tell(&self, place: &'static str, words: &'static str) {
        let mut html = Html::new();
        html.raw(words);
        self.root.put(place, html);
    }

    async fn copy(&self, field: &'static str, place: &'static str, text: &str) {
        if tucai_pane::copy(text).await {
            self.tell(place, "已复制");
        } else {
            platform::select(&self.root, field);
            self.tell(place, "这里不让网页复制。已经替你选中，请长按选中的文字，再点“复制”");
        }
    }

    async fn hand_on(&self) {
        // The sheet brings the link itself.
        let text = self.text.strip_suffix(&self.link).unwrap_or(&self.text).trim_end();
        let title = [&self.subject.name(), " 毕业生图像采集"].concat();
        if !tucai_pane::share(&title, text, &self.link).await {
            self.tell("[data-told=link]", "没有发出去。也可以复制链接，再到群里粘贴");
        }
    }

    fn pictures(&self) -> &Pictures {
        match self.format.get() {
            Format::Phone => &self.phone,
            Format::A4 => &self.a4,
        }
    }

    /// Draws the pictures of the present format, unless they are there.
    fn make(&self) {
        if self.pictures().borrow().is_none() {
            let pictures = self.try_make().unwrap_or_default();
            self.pictures().replace(Some(pictures));
        }
        self.draw_poster();
    }

    fn try_make(&self) -> Option<Vec<String>> {
        let format = self.format.get();
        let ruler = platform::Ruler::new()?;
        let pages = pages(self.poster.as_ref()?, format, &ruler);
        pages.iter().map(|page| platform::png(page, scale(format))).collect()
    }

    fn draw_poster(&self) {
        if self.poster.as_ref().is_some_and(|poster| !poster.has_code()) {
            let has_division = !self.subject.about.plan.is_empty();
            self.root.put("[data-poster]", draw::too_long(has_division));
            return;
        }
        let format = self.format.get();
        let alt = self.poster.as_ref().map(draw::alt).unwrap_or_default();
        let pictures = self.pictures().borrow();
        self.root.put("[data-poster]", draw::poster(format, pictures.as_deref(), &alt));
    }

    fn save(&self) {
        let pictures = self.pictures().borrow();
        let pictures = pictures.as_deref().unwrap_or_default();
        let mut saved = !pictures.is_empty();
        for (at, picture) in pictures.iter().enumerate() {
            let page = if pictures.len() > 1 { format!("-{}", at + 1) } else { String::new() };
            let format = if self.format.get() == Format::A4 { "-A4" } else { "" };
            let name = format!("{}-图像采集{format}{page}.png", file_name(&self.subject.name()));
            let bytes = platform::bytes(picture);
            saved &= bytes.is_some_and(|bytes| tucai_pane::save(&name, "image/png", &bytes));
        }
        self.tell(
            "[data-told=poster]",
            if saved {
                "已交给浏览器保存。没有找到文件，请长按图片保存"
            } else {
                "这里不让网页保存文件。请长按图片，再选“保存图片”"
            },
        );
    }

    fn print(&self) {
        let ruler = platform::Ruler::new();
        let (Some(ruler), Some(poster)) = (ruler, &self.poster) else {
            return;
        };
        let mut html = Html::new();
        html.raw("<div class=\"print-poster\">");
        for page in pages(poster, Format::A4, &ruler) {
            html.raw("<div>").html(&svg(&page)).raw("</div>");
        }
        html.raw("</div>");
        if !tucai_pane::print_alone(html) {
            self.tell(
                "[data-told=poster]",
                "这里不能打印。请保存 A4 图片，或用浏览器打开链接再打印",
            );
        }
    }
}

/// A name that every file system takes.
fn file_name(name: &str) -> String {
    name.chars().map(|char| if "/\\:*?\"<>|".contains(char) { '-' } else { char }).collect()
}
