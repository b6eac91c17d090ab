//! What changed for the kept class since it was last seen: 原 … 现 …, until the student says so (知道了).
//! And what is to be said of how the way is kept.

use tucai_notice::html::Html;
use tucai_notice::words;
use tucai_pane::About;
use tucai_store::kept::{self, Trouble};
use tucai_way::facts::{Difference, Facts, What, differences};

/// The action of the button that ends the banner.
pub const ACKNOWLEDGE: &str = "acknowledge";

/// What has to be said before everything else, if anything. What is seen for the first time, and what
/// changed without moving anybody, is remembered silently.
pub fn banner(about: &About, facts: &Facts) -> Option<Html> {
    let mut html = Html::new();
    if let Some(trouble) = kept::trouble() {
        html.raw("<p class=\"card doubt\" role=\"status\" data-trouble>").raw(words_of(trouble));
        html.raw("</p>");
    }
    let record = kept::load();
    let seen = record.class(&about.notice, &about.name).and_then(|class| class.seen.as_ref());
    match seen {
        // A copy that the phone kept from earlier: the page says so itself.
        Some(seen) if facts.is_older_than(seen) => {}
        Some(seen) if seen == facts => {}
        Some(seen) => {
            let found = differences(seen, facts);
            if found.is_empty() {
                remember(about, facts);
            } else {
                changed(seen, facts, &found, &mut html);
            }
        }
        None => remember(about, facts),
    }
    (html != Html::new()).then_some(html)
}

/// The student has seen it: from now on this is what was last seen.
pub fn acknowledge(about: &About, facts: &Facts) {
    remember(about, facts);
}

/// Forgets what was seen of a class that is not the kept one any more, and the class if nothing was
/// ticked.
pub fn forget_unless_mine(about: &About) {
    if !is_mine(about) && kept::load().class(&about.notice, &about.name).is_some() {
        kept::change(|record| record.forget_seen(&about.notice, &about.name));
    }
}

fn remember(about: &About, facts: &Facts) {
    // Another page may have let go of the class, or of everything, meanwhile.
    if is_mine(about) {
        kept::change(|record| {
            record.class_mut(&about.notice, &about.name).seen = Some(facts.clone());
        });
    }
}

/// Whether the phone keeps this class as the student's own.
fn is_mine(about: &About) -> bool {
    tucai_store::mine().is_some_and(|mine| mine == (about.notice.clone(), about.name.clone()))
}

fn words_of(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::SetAside => {
            "手机里存的进度有一部分读不出来，已经放到一边，没有再用。打过的勾可能不全，请再看一遍。首页“这台手机里存了什么”里可以查看和清除。"
        }
        Trouble::Newer => {
            "手机里的进度是更新版本的页面存的，这一页不去动它。请刷新页面；在这里打的勾只保留到关掉本页。"
        }
        Trouble::Refused => "这个浏览器不让网页保存内容，或者存满了。打的勾只保留到关掉本页。",
    }
}

fn changed(seen: &Facts, facts: &Facts, found: &[Difference], html: &mut Html) {
    html.raw("<section class=\"card change\" role=\"alert\" data-change><h2>");
    let only_gone = facts.seats.is_empty();
    html.raw(if only_gone { "新的通知里没有这个班了" } else { "你的安排有变动" });
    html.raw("</h2><p>和你上次看到的不一样，请以现在的为准。</p><ul>");
    for one in found {
        html.raw("<li data-what=\"").raw(name(one.what)).raw("\">");
        html.wrap("<small>", &one.of, "</small>").raw("<b>").raw(one.what.name()).raw("</b>");
        html.wrap("<span>原 <s>", &one.was, "</s></span>");
        html.wrap("<strong>现 ", &one.now, "</strong>").raw("</li>");
    }
    html.raw("</ul><p class=\"fine\">上次看到的是第").number(seen.revision).raw("版（");
    html.text(&words::day_plain(seen.checked)).raw("核对），现在是第").number(facts.revision);
    html.raw("版（").text(&words::day_plain(facts.checked)).raw("核对）。</p>");
    if only_gone {
        html.raw("<p>请尽快问辅导员或学院，不要自己推断时间。</p>");
    }
    html.raw("<p><button type=\"button\" class=\"primary\" data-action=\"").raw(ACKNOWLEDGE);
    html.raw("\">知道了</button></p></section>");
}

/// For the style and for the tests.
fn name(what: What) -> &'static str {
    match what {
        What::Standing => "standing",
        What::Date => "date",
        What::Time => "time",
        What::Assembly => "assembly",
        What::Campus => "campus",
        What::Place => "place",
        What::Meet => "meet",
        What::Added => "added",
        What::Removed => "removed",
    }
}
