//! The part `kept`: what lies on this phone, in plain words; to a file, from a file, and away with it.

mod words;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use tucai_notice::html::Html;
use tucai_notice::time::Day;
use tucai_pane::{NetError, Root, get_json};
use tucai_store::moving::{self, Came, Counts};
use tucai_store::parcel::{self, Parcel};
use tucai_store::{StoreError, kept, mine};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::Part;
use crate::platform;

/// What is said of what was last done.
#[derive(Default)]
enum Told {
    /// Nothing was done.
    #[default]
    Nothing,
    /// It takes a while.
    Busy(&'static str),
    /// It was done, or not.
    Done(String),
    /// A file was taken in; the page does not know yet.
    Came(Came),
}

#[derive(Default)]
struct Model {
    /// What lies in the databases, once it was counted.
    counts: Option<Result<Counts, StoreError>>,
    /// The notice of the class that is kept is not there.
    mine_is_gone: bool,
    told: Told,
}

struct Tab {
    root: Root,
    model: RefCell<Model>,
}

struct Drawn {
    _listeners: [EventListener; 2],
    _follow: Option<EventListener>,
}

impl Part for Drawn {}

const FRAME: &str = "<div class=\"guide-kept\"><div data-lies></div><p class=\"row\">\
<button type=\"button\" class=\"primary\" data-action=\"export\">导出到文件</button>\
<label class=\"button choose\">从文件导入<input type=\"file\" accept=\".json,application/json\" \
data-field=\"import\"></label></p><div class=\"told\" role=\"status\" data-told></div>\
<p class=\"fine\" data-file-words></p><p class=\"row\">\
<button type=\"button\" class=\"danger\" data-action=\"wipe\">全部清除</button></p></div>";

/// Draws it.
pub fn mount(element: HtmlElement) -> Box<dyn Part> {
    let root = Root::new(element);
    let mut frame = Html::new();
    frame.raw(FRAME);
    root.put("", frame);
    let mut html = Html::new();
    html.raw(if tucai_pane::in_another_app() { words::FILE_IN_AN_APP } else { words::FILE });
    root.put("[data-file-words]", html);
    tucai_store::set_aside_mine();
    let tab = Rc::new(Tab { root, model: RefCell::default() });
    let (by_press, by_choice, by_others) = (tab.clone(), tab.clone(), Rc::downgrade(&tab));
    let presses = tab.root.on_press(move |action, _| by_press.does(action));
    let change = tab.root.on_change(move |name, _| {
        if name == "import" {
            by_choice.import();
        }
    });
    let follow = kept::follow(move || {
        if let Some(tab) = by_others.upgrade() {
            tab.draw();
        }
    });
    tab.draw();
    tab.count();
    Box::new(Drawn { _listeners: [presses, change], _follow: follow })
}

impl Tab {
    fn draw(&self) {
        let model = self.model.borrow();
        self.root.put("[data-lies]", lies(model.counts.as_ref(), model.mine_is_gone));
        let mut html = Html::new();
        match &model.told {
            Told::Nothing => {}
            Told::Busy(words) => {
                html.raw("<p class=\"fine\">").raw(words).raw("</p>");
            }
            Told::Done(words) => {
                html.raw("<p data-done>").text(words).raw("</p>");
            }
            Told::Came(came) => {
                html.raw("<p data-done>").text(&words::came(came)).raw("</p><p>");
                html.raw("<button type=\"button\" data-action=\"reload\">刷新页面</button></p>");
            }
        }
        self.root.put("[data-told]", html);
    }

    fn tell(&self, told: Told) {
        self.model.borrow_mut().told = told;
        self.draw();
    }

    fn count(self: &Rc<Self>) {
        let tab = self.clone();
        spawn_local(async move {
            let counts = moving::count().await;
            tab.model.borrow_mut().counts = Some(counts);
            tab.draw();
            let is_gone = mine_is_gone().await;
            tab.model.borrow_mut().mine_is_gone = is_gone;
            tab.draw();
        });
    }

    fn does(self: &Rc<Self>, action: &str) {
        match action {
            "export" => self.export(),
            "wipe" => self.wipe(),
            "forget" => {
                tucai_store::remove(tucai_store::MINE);
                // The page around still has it.
                tucai_pane::reload();
            }
            "reload" => tucai_pane::reload(),
            _ => {}
        }
    }

    fn export(self: &Rc<Self>) {
        self.tell(Told::Busy("正在整理…"));
        let tab = self.clone();
        spawn_local(async move {
            let taken = moving::take_out().await;
            if taken.parcel.is_empty() {
                return tab.tell(Told::Done(words::NOTHING_TO_EXPORT.to_owned()));
            }
            let text = taken.parcel.text();
            let today = Day::of(tucai_pane::now("")).to_string();
            let name = ["tucai-", &today, ".json"].concat();
            let saved = tucai_pane::save(&name, "application/json", text.as_bytes());
            let told = words::exported(saved.then_some(&name), text.len(), &taken);
            tab.tell(Told::Done(told));
        });
    }

    fn import(self: &Rc<Self>) {
        let Some(field) = self.root.find("[data-field=import]") else {
            return;
        };
        self.tell(Told::Busy("正在导入…"));
        let tab = self.clone();
        spawn_local(async move {
            let told = match platform::chosen(field, parcel::MOST_BYTES).await {
                None => Told::Nothing,
                Some(Err(error)) => Told::Done(words::unread(error).to_owned()),
                Some(Ok(text)) => take_in(&text).await,
            };
            tab.tell(told);
            tab.count();
        });
    }

    fn wipe(self: &Rc<Self>) {
        if !tucai_pane::sure(words::SURE) {
            return;
        }
        self.tell(Told::Busy("正在清除…"));
        let tab = self.clone();
        spawn_local(async move {
            if moving::wipe().await {
                // The page around still has what it read at its start.
                platform::say(words::WIPED);
                tucai_pane::reload();
            } else {
                tab.tell(Told::Done(words::NOT_WIPED.to_owned()));
                tab.count();
            }
        });
    }
}

async fn take_in(text: &str) -> Told {
    let parcel = match Parcel::read(text) {
        Ok(parcel) => parcel,
        Err(error) => return Told::Done(error.to_string() + "什么也没有导入。"),
    };
    match moving::take_in(parcel, mine_is_gone().await).await {
        Ok(came) if came == (Came { already: came.already, ..Came::default() }) => {
            Told::Done(words::NOTHING_NEW.to_owned())
        }
        Ok(came) => Told::Came(came),
        Err(error) => Told::Done(words::refused(error).to_owned()),
    }
}

/// Whether the host says that it has no notice of the kept class. A network that does not answer says
/// nothing of it.
async fn mine_is_gone() -> bool {
    let Some((notice, _)) = mine() else {
        return false;
    };
    let file = get_json(&["notices/", &notice, ".json"].concat()).await;
    matches!(file, Err(NetError::Missing))
}

/// What lies on this phone.
fn lies(counts: Option<&Result<Counts, StoreError>>, mine_is_gone: bool) -> Html {
    let mut html = Html::new();
    let mut line = |name: &'static str, label: &'static str, text: &str| {
        html.raw("<li data-lies-of=\"").raw(name).raw("\"><b class=\"label\">").raw(label);
        html.raw("</b><span>").text(text).raw("</span></li>");
    };
    line("mine", "我的班级", &mine().map_or("没有选定".to_owned(), |(_, unit)| unit));
    let record = kept::load();
    line("way", "打的勾", &words::ticks(&record));
    if !record.lists.is_empty() {
        line("lists", "看过的名单", &words::lists(&record));
    }
    let (codes, tries) = match counts {
        None => ("正在查看…".to_owned(), "正在查看…".to_owned()),
        Some(Err(_)) => (words::UNREAD.to_owned(), words::UNREAD.to_owned()),
        Some(Ok(counts)) => (words::count(counts.codes, "个"), words::count(counts.tries, "次")),
    };
    line("codes", "采集码", &codes);
    line("tries", "自检照片", &tries);
    let names = tucai_store::names();
    let others = names.iter().filter(|name| !tucai_store::is_ours(name)).count();
    if others > 0 {
        line("others", "辅导员的工具", &format!("{others}份（班级名单不写进导出的文件）"));
    }
    let lines = html;
    let mut html = Html::new();
    html.raw("<ul class=\"lines\">").html(&lines).raw("</ul>");
    if mine_is_gone {
        html.raw("<p class=\"doubt\" data-gone>").raw(words::GONE).raw("</p><p class=\"row\">");
        html.raw("<button type=\"button\" data-action=\"forget\">不再记住</button></p>");
    }
    let aside = names.iter().filter(|name| tucai_store::is_set_aside(name)).count();
    if aside > 0 {
        html.raw("<p class=\"doubt\" data-aside>有").text(&aside.to_string());
        html.raw("份存下的内容读不出来，已经放到一边，不再使用。每样最多留最近三份，“全部清除”会一起删掉。</p>");
    }
    let lasting = if tucai_store::is_refused() {
        Some(words::REFUSED)
    } else {
        tucai_pane::in_another_app().then_some(words::VOLATILE)
    };
    match lasting {
        Some(words) => html.raw("<p class=\"doubt\" data-lasting>").raw(words).raw("</p>"),
        None => html.raw("<p class=\"fine\" data-lasting>").raw(words::LASTING).raw("</p>"),
    };
    html
}
