//! The part `calendar`: the calendar of a class.

use std::rc::Rc;

use gloo::events::EventListener;
use tucai_calendar::{Answer, Captured};
use tucai_notice::html::Html;
use tucai_notice::link::class_link;
use tucai_notice::sheet::Tab;
use tucai_pane::{About, Root};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::Part;
use crate::state::{self, Here, Member, Shown};

struct Drawn {
    _member: Member,
    _presses: EventListener,
}

impl Part for Drawn {}

const FRAME: &str = "<div class=\"guide-calendar\"></div><p class=\"told\" role=\"status\"></p><div class=\"guide-words\"></div>";

/// Draws it.
pub fn mount(element: HtmlElement) -> Box<dyn Part> {
    let root = Rc::new(Root::new(element));
    let mut frame = Html::new();
    frame.raw(FRAME);
    root.put("", frame);
    let about = About::of(&root);
    let on = root.clone();
    let presses = root.on_press(move |action, _| match action {
        "save" => save(&on),
        "copy" => copy(&on),
        other => {
            state::pressed(other);
        }
    });
    let member = state::join(about, move |shown| {
        let mut words = Html::new();
        let html = match shown {
            Shown::Here(here) => calendar(here, &mut words),
            other => state::instead(other).unwrap_or_default(),
        };
        root.put(".guide-calendar", html);
        root.put(".guide-words", words);
    });
    Box::new(Drawn { _member: member, _presses: presses })
}

/// The absolute address of the class's page.
fn link(here: &Here<'_>) -> Option<String> {
    tucai_pane::absolute(&class_link(&here.about.notice, &here.about.name, Tab::Plan))
}

/// What the student answered to 拍过了吗.
fn answer(here: &Here<'_>) -> Option<Answer> {
    here.known.ticks.captured.map(|captured| Answer { captured, now: here.now })
}

fn words(here: &Here<'_>) -> String {
    tucai_calendar::words(here.notice, here.seats, answer(here), link(here).as_deref())
}

/// The ways to keep it; what is in it goes below, in words.
fn calendar(here: &Here<'_>, below: &mut Html) -> Html {
    let words = words(here);
    let mut html = Html::new();
    if words.is_empty() {
        html.raw(match here.known.ticks.captured {
            None => "<p>通知还没有写日期，没有可以加进日历的内容。</p>",
            Some(Captured::No) => {
                "<p>你说没拍到。通知没有写补拍的日期，没有可以加进日历的内容。补拍请问学院。</p>"
            }
            Some(_) => "<p>你已经回答拍过了。通知没有再写以后的日期，没有可以加进日历的内容。</p>",
        });
        return html;
    }
    let elsewhere = tucai_pane::in_another_app();
    html.raw(if elsewhere {
        "<p>这里存不了日历文件。可以复制下面的文字；或者点右上角“…”，选“在浏览器打开”，再来这里存。</p>"
    } else {
        "<p>存下后用手机日历打开，到时会提醒。通知改版后请重新导入，还在的那几条会跟着更新；被取消的时段要自己在日历里删。</p>"
    });
    // What was left out is not taken back from a calendar that has it.
    if !elsewhere && here.known.ticks.captured.is_some() {
        html.raw("<p>这里按你的回答列出剩下的事。以前存进日历的采集时段不会自动消失，不要的请自己删。</p>");
    }
    html.raw("<p class=\"row\">");
    if !elsewhere {
        html.raw("<button class=\"primary\" data-action=\"save\">存到手机日历</button>");
    }
    html.raw(if elsewhere {
        "<button class=\"primary\" data-action=\"copy\">复制文字</button></p>"
    } else {
        "<button data-action=\"copy\">复制文字</button></p>"
    });
    below.raw("<pre class=\"facts\">").text(&words).raw("</pre>");
    html
}

fn save(root: &Root) {
    let mut saved = false;
    state::with(|here| {
        let link = link(here);
        let text = tucai_calendar::calendar(here.notice, here.seats, answer(here), link.as_deref());
        let name = tucai_calendar::file_name(here.notice);
        saved = tucai_pane::save(&name, "text/calendar;charset=utf-8", text.as_bytes());
    });
    tell(
        root,
        if saved {
            "已交给浏览器保存。打开那个文件，选择加到日历。没有反应，就复制文字。"
        } else {
            "这个浏览器存不了文件，请复制文字。"
        },
    );
}

fn copy(root: &Rc<Root>) {
    let mut text = String::new();
    state::with(|here| text = words(here));
    let root = root.clone();
    spawn_local(async move {
        let copied = tucai_pane::copy(&text).await;
        tell(&root, if copied { "已复制" } else { "没能复制，请长按文字选取。" });
    });
}

fn tell(root: &Root, words: &'static str) {
    let mut html = Html::new();
    html.raw(words);
    root.put(".told", html);
}
