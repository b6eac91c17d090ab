//! The code of a poster is read by two readers of other hands, at full size and as it lies in a chat.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places in a picture")]

#[path = "../../../tests/decode.rs"]
mod decode;

use std::rc::Rc;

use image::{Rgb, RgbImage};
use tucai_desk::poster::{Font, Format, Ink, Mark, Measure, Page, Poster, dark, pages};
use tucai_desk::subject::{About, Kind, Subject};
use tucai_notice::Notice;
use tucai_notice::link::{class_link, college_link};
use tucai_notice::sheet::Tab;

/// A host with a name as long as universities have.
const HOME: &str = "https://tucai.jwc.cqust.edu.cn/2026/";

struct Squares;

impl Measure for Squares {
    fn width(&self, text: &str, font: Font) -> f64 {
        let of = |char: char| if char.is_ascii() { 0.6 } else { 1.0 };
        text.chars().map(of).sum::<f64>() * font.size
    }
}

fn poster(id: &str, kind: Kind, name: &str) -> Poster {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices");
    let text = std::fs::read_to_string(format!("{dir}/{id}.json")).unwrap();
    let notice = Notice::from_json(&text).unwrap();
    let about = About {
        kind,
        name: name.to_owned(),
        notice: id.to_owned(),
        revision: notice.revision,
        now: String::new(),
        plan: String::new(),
    };
    let link = match kind {
        Kind::Class => class_link(id, name, Tab::Plan),
        _ => college_link(id, name),
    };
    let subject = Subject::new(about, Rc::new(notice));
    Poster::of(&subject, &[HOME, &link].concat()).unwrap()
}

/// The page without its text, which only a browser draws: grey bars in its place, so that a reader has
/// something to look past.
fn raster(page: &Page) -> RgbImage {
    let mut picture =
        RgbImage::from_pixel(page.width as u32, page.height as u32, Rgb([255, 255, 255]));
    for mark in &page.marks {
        match mark {
            Mark::Fill { area, ink } => fill(&mut picture, *area, *ink),
            Mark::Text { at: [x, y], width, font, ink, .. } => {
                let height = font.size * 0.7;
                let strokes = (*width / font.size * 3.0) as u32;
                for stroke in 0..strokes {
                    let x = x + f64::from(stroke) * font.size / 3.0;
                    fill(&mut picture, [x, y - height, font.size / 8.0, height], *ink);
                }
            }
            Mark::Code { at, module, code } => {
                let side = f64::from(code.whole() * module);
                fill(&mut picture, [f64::from(at[0]), f64::from(at[1]), side, side], Ink::White);
                for area in dark(*at, *module, code) {
                    fill(&mut picture, area, Ink::Black);
                }
            }
        }
    }
    picture
}

fn fill(picture: &mut RgbImage, [x, y, width, height]: [f64; 4], ink: Ink) {
    let byte = |at: usize| u8::from_str_radix(ink.hex().get(at..at + 2).unwrap(), 16).unwrap();
    let colour = Rgb([byte(1), byte(3), byte(5)]);
    for y in y as u32..(y + height) as u32 {
        for x in x as u32..(x + width) as u32 {
            if let Some(pixel) = picture.get_pixel_mut_checked(x, y) {
                *pixel = colour;
            }
        }
    }
}

/// From the shortest link to the longest that the notices have.
fn posters() -> Vec<Poster> {
    vec![
        poster("cqie-2027", Kind::Class, "23软工1班"),
        poster("xaipe-2025", Kind::Class, "社会体育指导与管理1、2班"),
        poster("cqie-2027", Kind::College, "计算机与物联网学院"),
        poster("hnust-2026", Kind::Class, "地球科学与空间信息工程学院"),
        poster("cqust-2026", Kind::Class, "计算机科学与工程学院(人工智能学院)(第一批)"),
    ]
}

#[test]
fn both_readers_read_the_exact_link_at_full_size() {
    for poster in posters() {
        assert!(poster.link.is_ascii());
        for format in [Format::Phone, Format::A4] {
            let picture = raster(&pages(&poster, format, &Squares)[0]);
            let wanted = Some(poster.link.clone());
            assert_eq!(decode::both(&picture), [wanted.clone(), wanted], "{format:?}");
        }
    }
}

#[test]
fn a_phones_picture_keeps_its_shape() {
    for poster in posters() {
        let page = &pages(&poster, Format::Phone, &Squares)[0];
        // 9 to 16, and a little more for the longest names.
        assert!(page.width < 1081.0 && page.height <= 2000.0, "{} {}", poster.name, page.height);
    }
    // A division in the link: down to eight pixels to the module and as long as a phone is; then no more.
    for (length, fits) in [(100, true), (300, true), (600, true), (1200, false)] {
        let mut poster = poster("cqust-2026", Kind::Class, "安全科学与工程学院");
        poster.link.push_str("?plan=");
        poster.link.extend(std::iter::repeat_n("kZ", length / 2));
        let pages = pages(&poster, Format::Phone, &Squares);
        assert_eq!((poster.has_code(), !pages.is_empty()), (fits, fits), "{length}");
        for page in pages {
            assert!(page.height <= 2340.0, "{length}: {}", page.height);
            let module = |mark: &Mark| match mark {
                Mark::Code { module, .. } => Some(*module),
                _ => None,
            };
            assert!(page.marks.iter().find_map(module).unwrap() >= 8, "{length}");
            let read = decode::both(&raster(&page));
            assert_eq!(read, [Some(poster.link.clone()), Some(poster.link.clone())], "{length}");
        }
    }
}

#[test]
fn it_is_read_as_small_as_it_lies_in_a_chat() {
    for poster in posters() {
        let picture = raster(&pages(&poster, Format::Phone, &Squares)[0]);
        for (width, quality) in [(540, 50), (540, 30), (360, 50), (270, 90), (270, 50), (270, 30)] {
            let small = decode::recompressed(&decode::small(&picture, width), quality);
            let [rqrr, rxing] = decode::both(&small);
            let wanted = Some(poster.link.clone());
            assert_eq!(rxing, wanted, "{} {width} q{quality}", poster.name);
            // Below four pixels to the module rqrr finds some codes and misses others, larger ones too;
            // what jsQR reads of such small ones is a story of `tests/stories/share.rs`.
            assert!(width < 540 || rqrr == wanted, "{} {width} q{quality}", poster.name);
        }
    }
}
