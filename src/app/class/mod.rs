//! The class page: the answer first, then everything that has to do with it, in four tabs.

mod pass;
mod unknown;

use tucai_notice::html::Html;
use tucai_notice::quick;
use tucai_notice::seat::Seat;
use tucai_notice::sheet::Tab;
use tucai_notice::words;

use crate::find::{Found, Helper, Match};
use crate::kept::Mine;
use crate::load::Loaded;
use crate::parts;
use crate::route::{self, Route};
use crate::screen::{Screen, Slot};
use crate::state::{Model, Wants};

/// The four tabs, in the order of a student's way.
const TABS: [(Tab, &str); 4] =
    [(Tab::Plan, "安排"), (Tab::Code, "采集码"), (Tab::Look, "自检"), (Tab::After, "核对")];

/// The class screen.
pub fn screen(model: &Model, id: &str, unit: &str, tab: Tab, wants: &mut Wants) -> Screen {
    parts::with_notice(model, id, wants, &|loaded, wants| match find(model, loaded, unit) {
        None => {
            wants.finder = true;
            parts::waiting()
        }
        Some(found) if found.matches.is_empty() => {
            unknown::screen(model, loaded, unit, &found, wants)
        }
        Some(found) => known(model, loaded, &found, tab, wants),
    })
}

/// Looks for a unit; none while the finder is needed and not here.
fn find(model: &Model, loaded: &Loaded, unit: &str) -> Option<Found> {
    let matches: Vec<Match> = quick::quick(&loaded.notice, unit)
        .into_iter()
        .map(|it| Match { slot: it.slot, unit: it.unit, name: it.name })
        .collect();
    if !matches.is_empty() {
        return Some(Found { matches, ..Found::default() });
    }
    match &model.helper {
        Helper::Here(of, finder) if *of == loaded.json => Some(finder.look_for(unit)),
        Helper::Failed => Some(Found { failed: true, ..Found::default() }),
        _ => None,
    }
}

fn seats<'a>(loaded: &'a Loaded, found: &Found) -> Vec<Seat<'a>> {
    let seat = |it: &Match| Seat::at(&loaded.notice, it.slot, it.unit, &it.name);
    found.matches.iter().filter_map(seat).collect()
}

/// The part of the pass that follows the clock, if the screen shows one.
pub fn when(model: &Model) -> Option<Html> {
    let loaded = model.loaded()?;
    match &model.address.route {
        Route::Class(_, unit, Tab::Plan) => {
            let found = find(model, loaded, unit)?;
            (!found.matches.is_empty()).then(|| pass::when(model, &seats(loaded, &found)))
        }
        _ => None,
    }
}

fn known(model: &Model, loaded: &Loaded, found: &Found, tab: Tab, wants: &mut Wants) -> Screen {
    let notice = &loaded.notice;
    let seats = seats(loaded, found);
    let name = pass::title(&seats);
    let mut screen = parts::screen_of(
        loaded,
        "class",
        &[words::standing(&notice.standing).map_or("", |_| "【时间无效】"), &title(&name, &seats)],
    );
    screen.part = tab.name();
    let is_mine = model.is_mine();
    if is_mine {
        parts::program(model, notice, "tucai-guide", "strip", screen.at(Slot::Intro));
    }
    if tab == Tab::Plan {
        if let Route::Class(id, unit, _) = &model.address.route {
            // On top: before the scanner nobody looks for it below the fold.
            parts::code_link(id, unit, screen.at(Slot::Intro));
        }
        pass::title_html(&seats, &name, screen.at(Slot::PassTitle));
        *screen.at(Slot::PassWhen) = pass::when(model, &seats);
        let stub = screen.at(Slot::PassStub);
        pass::stub(&seats, stub);
        parts::freshness(notice, stub);
        keep(model, screen.at(Slot::Keep));
        let rest = screen.at(Slot::Rest);
        if is_mine {
            parts::program(model, notice, "tucai-guide", "timeline", rest);
        }
        parts::folded(model, notice, ("tucai-guide", "calendar"), "加到手机日历", rest);
        parts::folded(model, notice, ("tucai-desk", "share"), "转给同学：链接、文字、海报", rest);
    } else {
        heading(tab, &name, screen.at(Slot::Intro));
        let rest = screen.at(Slot::Rest);
        if tab == Tab::After {
            parts::program(model, notice, "tucai-guide", "after", rest);
        } else {
            // The kit lives in it: see `public/boot.js`.
            let element = if tab == Tab::Look { "tucai-portrait" } else { "tucai-code" };
            rest.raw("<").raw(element).raw(" notice=\"").text(&notice.id).raw("\" unit=\"");
            rest.text(&name).raw("\">").raw(parts::SKELETON).raw("</").raw(element).raw(">");
        }
        parts::freshness(notice, rest);
    }
    let mut audiences: Vec<&str> = Vec::new();
    for audience in seats.iter().filter_map(|seat| seat.slot.audience.as_deref()) {
        if !audiences.contains(&audience) {
            audiences.push(audience);
        }
    }
    *screen.at(Slot::Details) = parts::details(model, notice, tab.name(), &audiences, wants);
    tabs(model, tab, screen.at(Slot::Tail));
    screen
}

/// The title, which chat programs and tabs show: class, time, and whose page it is.
fn title(name: &str, seats: &[Seat<'_>]) -> String {
    let when = match seats {
        [only] => words::slot_line(only.slot),
        _ => ["共", &seats.len().to_string(), "个时段"].concat(),
    };
    [name, " ", &when, " · 图采"].concat()
}

fn heading(tab: Tab, name: &str, html: &mut Html) {
    let (title, text) = match tab {
        Tab::Plan | Tab::Code => ("采集码", "现场凭它拍照。先存好，再看通知的要求。"),
        Tab::Look => ("自检", "出门前照着镜子，对照本校通知的要求看一遍。"),
        Tab::After => ("核对", "拍完以后还要在学信网核对；错过了怎么补，也在这里。"),
    };
    html.raw("<div class=\"hero\"><p class=\"who\">").text(name);
    html.raw("</p><h1 tabindex=\"-1\">").raw(title).raw("</h1><p>").raw(text).raw("</p></div>");
}

fn tabs(model: &Model, current: Tab, html: &mut Html) {
    let Route::Class(id, unit, _) = &model.address.route else {
        return;
    };
    html.raw("<nav class=\"tabs\" aria-label=\"班级页\">");
    for (tab, name) in TABS {
        let link = route::with_plan(route::class_link(id, unit, tab), &model.address.plan);
        html.raw("<a href=\"").text(&link).raw("\" data-tab=\"");
        html.raw(tab.name()).raw(if tab == current { "\" aria-current=\"page\">" } else { "\">" });
        html.raw(name).raw("</a>");
    }
    html.raw("</nav>");
}

/// "这是我的班级": keeps the choice on the phone, or forgets it.
fn keep(model: &Model, html: &mut Html) {
    let (words, note) = match &model.mine {
        kept if *kept != Mine::of(&model.address) => {
            ("这是我的班级", "记住后，下次打开直接到这一页")
        }
        Some(Mine { refused: true, .. }) => {
            ("已选定，点此取消", "这个浏览器不让网页保存内容，关掉后要重新打开链接")
        }
        _ => (
            "已记住，点此取消",
            "下次打开直接到这一页。只存在这台手机里；微信可能会清掉，请同时收藏链接",
        ),
    };
    html.raw("<section class=\"card\"><button class=\"primary\" data-action=\"keep\">").raw(words);
    html.raw("</button><p class=\"fine\" role=\"status\">").raw(note).raw("</p></section>");
}
