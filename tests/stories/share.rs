//! Sharing: the link, the text for the group, the poster.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{Rgb, RgbImage};
use serde_json::json;
use tucai_notice::division::{Division, Row, Window};
use tucai_tests::{Phone, Visit, decode, journeys, package};

use crate::{CLASS, encoded};

journeys! {
    the_poster_of_a_class_is_read_in_small;
    the_posters_of_other_schools_are_read_in_small;
    the_posters_of_a_college_and_of_a_counselor_lead_to_their_lists;
    a_poster_is_dark_on_white_on_a_dark_phone with Phone::default().dark();
    the_link_and_the_text_are_copied;
    a_refused_clipboard_leaves_the_text_selected;
    the_share_sheet_gets_the_text_and_the_link;
    without_a_share_sheet_none_is_offered;
    the_picture_is_saved_or_held;
    in_wechat_a_long_press_comes_first;
    the_poster_alone_is_printed;
    data_of_another_revision_is_not_passed_on;
    a_file_that_does_not_come_is_asked_for_again;
    a_link_too_long_for_a_code_is_told;
}

/// The picture of the poster.
const PICTURE: &str = "tucai-desk[part=share] img";

/// Opens a page, runs a script there, and unfolds what shares it.
async fn opens_after(visit: &mut Visit, address: &str, script: &str) {
    visit.open(address).await;
    unfolds_after(visit, script).await;
}

async fn unfolds_after(visit: &mut Visit, script: &str) {
    visit.until("a part to share", "document.querySelector('tucai-desk[part=share]')").await;
    visit.js(script, Vec::new()).await;
    let unfold = "document.querySelector('tucai-desk[part=share]').closest('details').open = true";
    visit.js(unfold, Vec::new()).await;
}

/// The pictures of the poster, taken out of the page.
async fn pictures(visit: &Visit) -> Vec<RgbImage> {
    visit.sees_a(PICTURE).await;
    let script = "return [...document.querySelectorAll(arguments[0])].map(image => image.src)";
    let sources = visit.js(script, vec![json!(PICTURE)]).await;
    let sources = sources.as_array().unwrap();
    let picture = |source: &serde_json::Value| {
        let (kind, data) = source.as_str().unwrap().split_once(',').unwrap();
        assert_eq!(kind, "data:image/png;base64");
        image::load_from_memory(&STANDARD.decode(data).unwrap()).unwrap().into_rgb8()
    };
    sources.iter().map(picture).collect()
}

/// Readers of different hands read this in the picture, as it is and as it lies in a chat. rxing is a
/// translation of `ZXing`; rqrr and jsQR share nothing with it.
async fn leads_to(visit: &Visit, picture: &RgbImage, wanted: &str) {
    assert!(wanted.is_ascii());
    let wanted = || Some(wanted.to_owned());
    assert_eq!(decode::both(picture), [wanted(), wanted()]);
    for (width, quality) in [(540, 50), (360, 50), (360, 30), (270, 50), (270, 30)] {
        let small = decode::recompressed(&decode::small(picture, width), quality);
        let [rqrr, rxing] = decode::both(&small);
        assert_eq!(rxing, wanted(), "rxing: {width} wide, quality {quality}");
        // Below four pixels to the module rqrr finds some codes and misses others; below three, jsQR.
        assert!(width < 540 || rqrr == wanted(), "rqrr: {width} wide, quality {quality}: {rqrr:?}");
        if width >= 360 {
            let jsqr = jsqr(visit, &small).await;
            assert_eq!(jsqr, wanted(), "jsQR: {width} wide, quality {quality}");
        }
    }
}

/// What jsQR reads in a picture.
async fn jsqr(visit: &Visit, picture: &RgbImage) -> Option<String> {
    let grey = image::DynamicImage::ImageRgb8(picture.clone()).into_luma8();
    let reader = fs::read_to_string(package("jsqr/dist/jsQR.js")).unwrap();
    let script = "const [grey, width, height] = arguments;
        const bytes = Uint8Array.from(atob(grey), char => char.charCodeAt(0));
        const pixels = new Uint8ClampedArray(4 * bytes.length).fill(255);
        bytes.forEach((byte, at) => pixels.fill(byte, 4 * at, 4 * at + 3));
        return self.jsQR(pixels, width, height)?.data ?? null;";
    let arguments =
        vec![json!(STANDARD.encode(grey.as_raw())), json!(grey.width()), json!(grey.height())];
    let read = visit.js(&[&reader, ";\n", script].concat(), arguments).await;
    read.as_str().map(str::to_owned)
}

/// The poster of a page leads to the page's own link.
async fn is_read(visit: &mut Visit, page: &str) -> String {
    // What a chat appended and what shows another time stay behind.
    opens_after(visit, &format!("{page}?from=singlemessage&now=2026-04-01T08:00"), "").await;
    let pictures = pictures(visit).await;
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].width(), 1080);
    let link = format!("{}{}", visit.site.home(), ascii(page));
    leads_to(visit, &pictures[0], &link).await;
    link
}

/// A link as it is sent: everything of a name but plain letters and digits in percent-encoding.
fn ascii(page: &str) -> String {
    let plain = |char: char| char.is_ascii_alphanumeric() || "#/-._~".contains(char);
    page.chars().fold(String::new(), |done, char| {
        done + &if plain(char) { char.to_string() } else { encoded(&char.to_string()) }
    })
}

async fn the_poster_of_a_class_is_read_in_small(visit: &mut Visit) {
    let link = is_read(visit, CLASS).await;
    visit.go(&link).await;
    crate::sees_the_class(visit).await;
    unfolds_after(visit, "").await;
    visit.sees_a(PICTURE).await;
    visit.presses_the("[data-action=format][data-at=a4]").await;
    visit.sees_a("img.a4").await;
    let paper = pictures(visit).await;
    // A4 at 300 dpi.
    assert_eq!(paper[0].dimensions(), (2480, 3508));
    assert_eq!(decode::both(&paper[0]), [Some(link.clone()), Some(link)]);
}

async fn the_posters_of_other_schools_are_read_in_small(visit: &mut Visit) {
    is_read(visit, "#/xaipe-2025/class/体育教育8班").await;
    is_read(visit, "#/bnu-2025/class/本科生").await;
    // The longest name of all.
    is_read(visit, "#/cqust-2026/class/计算机科学与工程学院(人工智能学院)(第一批)").await;
}

async fn the_posters_of_a_college_and_of_a_counselor_lead_to_their_lists(visit: &mut Visit) {
    let college = is_read(visit, "#/cqie-2027/college/计算机与物联网学院").await;
    visit.go(&college).await;
    visit.reads("h1", &["计算机与物联网学院"]).await;
    let counselor = is_read(visit, "#/cqie-2027/counselor/周代聪").await;
    visit.go(&counselor).await;
    visit.reads("h1", &["周代聪"]).await;
}

async fn a_poster_is_dark_on_white_on_a_dark_phone(visit: &mut Visit) {
    is_read(visit, CLASS).await;
    let picture = pictures(visit).await.remove(0);
    // Between band and foot, at the left edge, there is nothing but paper.
    assert_eq!(*picture.get_pixel(4, 900), Rgb([255, 255, 255]));
}

/// A clipboard that takes what it is given.
const TAKES: &str = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
    writeText: async text => { globalThis.copied = text; } } });";

async fn the_link_and_the_text_are_copied(visit: &mut Visit) {
    opens_after(visit, &format!("{CLASS}?now=2026-04-01T08:00"), TAKES).await;
    let link = format!("{}{}", visit.site.home(), ascii(CLASS));
    visit.sees_a("[data-told=link]:empty, [data-action=copy-link]").await;
    visit.does("copy-link").await;
    visit.sees_in("[data-told=link][role=status]", &["已复制"]).await;
    assert_eq!(visit.js("return globalThis.copied", Vec::new()).await, json!(link));
    visit.does("copy-text").await;
    visit.sees_in("[data-told=text][role=status]", &["已复制"]).await;
    let copied = visit.js("return globalThis.copied", Vec::new()).await;
    let shown = visit.js("return document.querySelector('[data-text]').value", Vec::new()).await;
    assert_eq!(copied, shown);
    let copied = copied.as_str().unwrap();
    // Row 26 of the table; the link stands alone at the end.
    for words in ["23软工1班", "4月15日", "14:10–14:30", "14:00", "图书馆二部一楼大厅", "15元"]
    {
        assert!(copied.contains(words), "no {words} in {copied}");
    }
    assert_eq!(copied.lines().last(), Some(link.as_str()));
    // All of it is in sight without scrolling within.
    visit
        .until(
            "the whole text",
            "(a => a.scrollHeight <= a.clientHeight + 1)(document.querySelector('[data-text]'))",
        )
        .await;
}

async fn a_refused_clipboard_leaves_the_text_selected(visit: &mut Visit) {
    let refuses = "document.execCommand = () => false;
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
            writeText: async () => { throw new DOMException('no', 'NotAllowedError'); } } });";
    opens_after(visit, CLASS, refuses).await;
    visit.does("copy-text").await;
    visit.sees_in("[data-told=text]", &["已经替你选中", "长按"]).await;
    let selected = "(a => document.activeElement === a && a.selectionStart === 0
        && a.selectionEnd === a.value.length && a.value.length > 100)";
    visit
        .until("the text selected", &format!("{selected}(document.querySelector('[data-text]'))"))
        .await;
    visit.does("copy-link").await;
    visit.sees_in("[data-told=link]", &["已经替你选中", "长按"]).await;
    let link = selected.replace("> 100", "> 20");
    visit
        .until("the link selected", &format!("{link}(document.querySelector('[data-link]'))"))
        .await;
}

async fn the_share_sheet_gets_the_text_and_the_link(visit: &mut Visit) {
    let sheet = "Object.defineProperty(navigator, 'share', { configurable: true,
        value: async data => { globalThis.shared = data; } });";
    opens_after(visit, CLASS, sheet).await;
    visit.does("share").await;
    visit.until("a share sheet", "globalThis.shared").await;
    let shared = visit.js("return globalThis.shared", Vec::new()).await;
    let link = format!("{}{}", visit.site.home(), ascii(CLASS));
    assert_eq!(shared["url"], json!(link));
    assert!(shared["title"].as_str().unwrap().contains("23软工1班"));
    let text = shared["text"].as_str().unwrap();
    assert!(text.contains("14:10–14:30") && !text.contains("#/"), "{text}");
    // Who closes the sheet is told what else there is.
    let closed = "Object.defineProperty(navigator, 'share', { configurable: true,
        value: async () => { throw new DOMException('no', 'AbortError'); } });";
    visit.js(closed, Vec::new()).await;
    visit.does("share").await;
    visit.sees_in("[data-told=link]", &["没有发出去", "复制链接"]).await;
}

async fn without_a_share_sheet_none_is_offered(visit: &mut Visit) {
    let none =
        "Object.defineProperty(navigator, 'share', { configurable: true, value: undefined });";
    opens_after(visit, CLASS, none).await;
    visit.sees_a("[data-action=copy-link]").await;
    visit.sees_no("[data-action=share]").await;
}

async fn the_picture_is_saved_or_held(visit: &mut Visit) {
    let catches = "HTMLAnchorElement.prototype.click = function () { globalThis.saved = this.download; };
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => { globalThis.blob = [blob.type, blob.size]; return make(blob); };";
    opens_after(visit, CLASS, catches).await;
    visit.sees_a(PICTURE).await;
    visit.sees_in("tucai-desk[part=share]", &["长按图片也可以保存"]).await;
    visit.does("save").await;
    visit.sees_in("[data-told=poster]", &["交给浏览器保存", "长按"]).await;
    let saved = visit.js(
        "return [globalThis.saved, globalThis.blob[0], globalThis.blob[1] > 20000]",
        Vec::new(),
    );
    assert_eq!(saved.await, json!(["23软工1班-图像采集.png", "image/png", true]));
    visit.js("URL.createObjectURL = () => { throw new Error('no'); }", Vec::new()).await;
    visit.does("save").await;
    visit.sees_in("[data-told=poster]", &["不让网页保存文件", "长按图片"]).await;
}

async fn in_wechat_a_long_press_comes_first(visit: &mut Visit) {
    let wechat = "Object.defineProperty(navigator, 'userAgent', { value:
        'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49' });";
    opens_after(visit, CLASS, wechat).await;
    visit.sees_a(PICTURE).await;
    visit.sees_in("[data-hold]", &["长按图片", "保存图片"]).await;
    let above = "document.querySelector('[data-hold]').getBoundingClientRect().bottom
        <= document.querySelector('tucai-desk[part=share] img').getBoundingClientRect().top";
    visit.until("the hint above the picture", above).await;
    visit.presses_the("[data-action=format][data-at=a4]").await;
    visit.sees_a("img.a4").await;
    visit.sees_no("[data-action=print]").await;
    visit.sees_in("tucai-desk[part=share]", &["用浏览器打开链接"]).await;
}

async fn the_poster_alone_is_printed(visit: &mut Visit) {
    opens_after(visit, CLASS, "window.print = () => { globalThis.printed = true; }").await;
    visit.sees_a(PICTURE).await;
    visit.presses_the("[data-action=format][data-at=a4]").await;
    visit.does("print").await;
    visit.until("a print dialog", "globalThis.printed").await;
    // On the screen nothing has changed; on paper there is the poster, as text.
    visit.sees_no(".paper-only").await;
    visit.sees_a("h1").await;
    let on_paper = "return [...document.querySelectorAll('.paper-only text')].map(t => t.textContent).join('')";
    let text = visit.js(on_paper, Vec::new()).await;
    for words in ["23软工1班", "14:00", "14:10–14:30", "图书馆二部一楼大厅"] {
        assert!(text.as_str().unwrap().contains(words), "no {words} in {text}");
    }
    let rules = "return [...document.styleSheets].some(sheet => [...sheet.cssRules].some(layer =>
        layer.cssText.includes('[data-paper] > body > :not(.paper-only)')))
        && document.documentElement.hasAttribute('data-paper')";
    assert_eq!(visit.js(rules, Vec::new()).await, json!(true));
    visit.js("dispatchEvent(new Event('afterprint'))", Vec::new()).await;
    visit.until("the sheet gone", "!document.querySelector('.paper-only')").await;
}

async fn data_of_another_revision_is_not_passed_on(visit: &mut Visit) {
    let other = "document.querySelector('tucai-desk[part=share]').setAttribute('revision', '7')";
    opens_after(visit, CLASS, other).await;
    visit.sees_in("tucai-desk[part=share]", &["这一页还是旧的"]).await;
    visit.sees_no("[data-action=copy-text]").await;
    visit.does("reload").await;
    crate::sees_the_class(visit).await;
}

async fn a_file_that_does_not_come_is_asked_for_again(visit: &mut Visit) {
    visit.expects_error("whole.json");
    let fails = "globalThis.real = tucai.get;
        tucai.get = address => address.includes('whole') ? Promise.reject(new Error('no')) : real(address);";
    opens_after(visit, CLASS, fails).await;
    visit.sees_in("tucai-desk[part=share]", &["网络没有及时回应"]).await;
    visit.js("tucai.get = real", Vec::new()).await;
    visit.does("retry").await;
    visit.sees_a(PICTURE).await;
}

async fn a_link_too_long_for_a_code_is_told(visit: &mut Visit) {
    // Thirty classes of the window, as a college would name them: more than a code holds.
    let classes = ["电气工程", "自动化", "测控技术", "电子信息", "智能制造"];
    let row = |at: u32| Row {
        class: format!("{}{}", classes[at as usize % 5], 2201 + at * 7),
        window: 0,
        span: format!(
            "{:02}:{:02}-{:02}:{:02}",
            9 + at / 12,
            at % 12 * 5,
            9 + (at + 1) / 12,
            (at + 1) % 12 * 5
        )
        .parse()
        .unwrap(),
        heads: 20,
    };
    let college = "电子与电气工程学院";
    let division = Division {
        notice: "cqust-2026".to_owned(),
        revision: 1,
        college: college.to_owned(),
        made: "2025-10-20".parse().unwrap(),
        windows: vec![Window {
            date: "2025-11-03".parse().unwrap(),
            span: "09:00-12:00".parse().unwrap(),
            place: "gym".to_owned(),
        }],
        rows: (0..30).map(row).collect(),
    };
    let plan = division.to_text().unwrap();
    let class = encoded(&division.rows[0].class);
    opens_after(visit, &format!("#/cqust-2026/class/{class}?plan={plan}"), "").await;
    visit
        .sees_in(
            "tucai-desk[part=share] [data-poster]",
            &["太长", "上面的文字", "改用文件，链接更短"],
        )
        .await;
    visit.sees_no(PICTURE).await;
    // The text goes on all the same, with the whole link.
    let link = visit.js("return document.querySelector('[data-text]').value", Vec::new()).await;
    assert!(link.as_str().unwrap().ends_with(&plan));
}
