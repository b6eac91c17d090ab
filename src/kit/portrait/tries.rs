//! The kept tries as the tab has them: at most three, side by side.

use std::cell::RefCell;

use tucai_notice::html::Html;

use crate::phone::Lasting;
use crate::platform::{page, picture};
use crate::portrait::record::Shot;
use crate::portrait::words;
use crate::screen::button;
use crate::shelf::Id;

/// How many are kept.
pub const MOST: usize = 3;

/// A kept try.
pub struct Try {
    /// Which.
    pub id: Id,
    /// What is known of it.
    pub shot: Shot,
    /// Where the page shows its picture from.
    pub picture: String,
    moment: String,
}

impl Try {
    /// A try that is kept.
    pub fn new(id: Id, shot: Shot, bytes: &[u8]) -> Self {
        let moment = page::moment(shot.kept);
        Self { id, shot, picture: picture::show(bytes), moment }
    }
}

/// All of them.
pub struct Tries {
    /// Oldest first.
    pub all: Vec<Try>,
    /// How many lie there that cannot be used.
    pub unusable: usize,
    /// How long they will last.
    pub lasting: Lasting,
}

impl Default for Tries {
    fn default() -> Self {
        Self { all: Vec::new(), unusable: 0, lasting: Lasting::Loose }
    }
}

impl Tries {
    /// Lets go of one, or of all.
    pub fn let_go(&mut self, id: Option<Id>) {
        self.all.retain(|one| {
            let stays = id.is_some_and(|id| one.id != id);
            if !stays {
                picture::hide(&one.picture);
            }
            stays
        });
        if id.is_none() {
            self.unusable = 0;
        }
    }

    /// The one that goes when another is kept.
    pub fn over(&self) -> Option<Id> {
        (self.all.len() >= MOST).then(|| self.all.first().map(|one| one.id)).flatten()
    }
}

/// A try that the phone did not take: number, try, picture.
type Unkept = (u32, Shot, Vec<u8>);

thread_local! {
    /// What the phone did not take: it stays while the page does, also where the tab is left.
    static SESSION: RefCell<Vec<Unkept>> = const { RefCell::new(Vec::new()) };
}

/// Has the page keep a try that the phone did not take.
pub fn keep_here(shot: Shot, bytes: Vec<u8>) -> Id {
    SESSION.with_borrow_mut(|tries| {
        let number = tries.iter().map(|it| it.0).max().unwrap_or(0).saturating_add(1);
        tries.push((number, shot, bytes));
        Id::Session(number)
    })
}

/// Lets the page forget one, or all.
pub fn let_go_here(id: Option<Id>) {
    SESSION.with_borrow_mut(|tries| {
        tries.retain(|it| id.is_some_and(|id| id != Id::Session(it.0)));
    });
}

/// What only the page has.
pub fn all_here() -> Vec<Try> {
    let kept = |(number, shot, bytes): &Unkept| Try::new(Id::Session(*number), shot.clone(), bytes);
    SESSION.with_borrow(|tries| tries.iter().map(kept).collect())
}

/// The kept tries, side by side.
pub fn list(tries: &Tries) -> Html {
    let mut html = Html::new();
    if tries.all.is_empty() && tries.unusable == 0 {
        return html;
    }
    html.raw("<section class=\"card look-kept\" data-tries=\"").text(&tries.all.len().to_string());
    html.raw("\"><h2 tabindex=\"-1\">留下的几次</h2><ol class=\"look-tries\">");
    for (at, one) in tries.all.iter().enumerate() {
        let number = (at + 1).to_string();
        html.raw("<li data-try><img src=\"").text(&one.picture).raw("\" alt=\"第 ").text(&number);
        html.raw(" 次留下的照片\"><strong>").text(&one.moment).raw("</strong>");
        if matches!(one.id, Id::Session(_)) {
            html.raw("<small class=\"doubt\" data-unkept>只在本页</small>");
        }
        html.raw("<small>");
        if one.shot.fixes.is_empty() {
            html.raw("没有量到要改的");
        } else {
            html.text(&one.shot.fixes.len().to_string()).raw(" 处要改：");
            html.text(&one.shot.fixes.join("、"));
        }
        if one.shot.unsure > 0 {
            html.raw("；").number(one.shot.unsure).raw(" 处说不准");
        }
        html.raw("</small><button type=\"button\" data-action=\"remove\" data-at=\"");
        html.text(&one.id.to_string()).raw("\" aria-label=\"删除第 ").text(&number);
        html.raw(" 次\">删除</button></li>");
    }
    html.raw("</ol>");
    if tries.unusable > 0 {
        html.raw("<p class=\"doubt\" data-unusable>有 ").text(&tries.unusable.to_string());
        html.raw(" 份存下的内容已经损坏，看不了。</p>");
    }
    html.raw(if tries.lasting > Lasting::Loose {
        "<p class=\"doubt\" data-lasting>"
    } else {
        "<p class=\"fine\" data-lasting>"
    });
    html.raw(words::lasting(tries.lasting)).raw("</p><p class=\"row\">");
    button(&mut html, "danger", "remove-all", "全部删除");
    html.raw("</p></section>");
    html
}
