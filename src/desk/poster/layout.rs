//! Where everything stands on a page: a band with the name on top, the facts, and the code at the foot.

use super::body;
use super::code::Code;
use super::draw::{Ink, Page, Pen, Style};
use super::facts::{Plan, Poster};
use super::wrap::Measure;

/// The format of a poster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One picture for chats, 1080 × 1920.
    Phone,
    /// A4 upright, in units of 1/150 inch; a list may take several pages.
    A4,
}

impl Format {
    /// Width and height, in units.
    pub fn size(self) -> (f64, f64) {
        match self {
            Self::Phone => (1080.0, 1920.0),
            Self::A4 => (1240.0, 1754.0),
        }
    }

    /// What is left free on both sides: printers cannot print to the edge.
    pub fn margin(self) -> f64 {
        match self {
            Self::Phone => 60.0,
            Self::A4 => 84.0,
        }
    }

    /// The longest that the side of the code may be, quiet zone included. As large as it has to be
    /// for the picture's small copy in a chat: see `tests/poster.rs`.
    fn code(self, poster: &Poster) -> f64 {
        match (self, &poster.plan) {
            (Self::Phone, _) => 500.0,
            (Self::A4, Plan::Class(..)) => 470.0,
            (Self::A4, Plan::List(_)) => 390.0,
        }
    }
}

/// The space for the facts, between band and foot.
#[derive(Clone, Copy, Debug)]
pub struct Space {
    /// Where it begins.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
    /// Its left edge.
    pub left: f64,
    /// Its width.
    pub width: f64,
}

/// The pages of a poster; none where the link is too long for a code.
pub fn pages(poster: &Poster, format: Format, measure: &dyn Measure) -> Vec<Page> {
    let Some(code) = Code::of(&poster.link) else {
        return Vec::new();
    };
    let mut pages: Vec<Page> = Vec::new();
    let mut from = 0;
    loop {
        let (page, next) = page(poster, &code, (format, pages.len(), from), measure);
        pages.push(page);
        match next {
            // On a phone the rest is behind the code; and no page is left without a row.
            Some(next) if format == Format::A4 && next > from && pages.len() < 20 => from = next,
            _ => return pages,
        }
    }
}

/// A page of a list from a row on; and the row that the next one begins with.
fn page(
    poster: &Poster,
    code: &Code,
    (format, number, from): (Format, usize, usize),
    measure: &dyn Measure,
) -> (Page, Option<usize>) {
    let (width, height) = format.size();
    let margin = format.margin();
    let mut pen = Pen::new(measure, margin, width - 2.0 * margin, 0.0);
    alarm(poster, margin, &mut pen);
    band(poster, (margin, number), &mut pen);
    let top = pen.y;
    let foot = foot(poster, code, format, &mut pen);
    let space = Space { top, bottom: foot, left: margin, width: pen.width };
    let (marks, next) = body::body(poster, space, format, from, measure);
    pen.marks.extend(marks);
    (Page { width, height, marks: pen.marks }, next)
}

/// What has to be said before anything else.
fn alarm(poster: &Poster, margin: f64, pen: &mut Pen<'_>) {
    let Some((headline, detail)) = &poster.standing else {
        return;
    };
    let mut text = pen.beside(pen.left, pen.width);
    text.skip(36.0);
    text.write(headline, Style::of(60.0, Ink::White).bold().most(2));
    text.write(detail, Style::of(34.0, Ink::White).most(4));
    text.skip(32.0);
    pen.fill(0.0, text.y, margin, Ink::Alarm);
    pen.y = text.y;
    pen.marks.append(&mut text.marks);
}

/// The sizes that a name may have: the largest at which it takes two lines.
const NAMES: [f64; 6] = [108.0, 96.0, 84.0, 72.0, 62.0, 54.0];

fn band(poster: &Poster, (margin, number): (f64, usize), pen: &mut Pen<'_>) {
    let mut text = pen.beside(pen.left, pen.width);
    text.skip(40.0);
    let what = Style::of(34.0, Ink::OnBrand);
    let title = "毕业生图像采集";
    let title_width = text.wide(title, what);
    let room = text.width - title_width - 30.0;
    if text.wide(&poster.school, what) <= room {
        text.put(0.0, &poster.school, what);
        text.put(text.width - title_width, title, what);
        text.skip(what.line());
    } else {
        text.write(title, what);
        text.write(&poster.school, what.most(2));
    }
    text.skip(10.0);
    for line in name(poster, number, &text) {
        text.write(&line.0, Style::of(line.1, Ink::White).bold().most(3));
    }
    let under = Style::of(36.0, Ink::OnBrand).most(2);
    if number > 0 {
        text.write(&format!("{}（第{}页）", poster.under, number + 1), under);
    } else {
        text.write(&poster.under, under);
    }
    text.skip(36.0);
    pen.fill(pen.y, text.y, margin, Ink::Brand);
    pen.y = text.y;
    pen.marks.append(&mut text.marks);
}

/// The name in one line, else broken before what stands in brackets, else anywhere; with its size.
fn name(poster: &Poster, number: usize, pen: &Pen<'_>) -> Vec<(String, f64)> {
    let lines =
        |text: &str, size: f64| pen.wide(text, Style::of(size, Ink::White).bold()) / pen.width;
    let name = poster.name.as_str();
    let whole = |most: f64| NAMES.into_iter().find(|size| lines(name, *size) <= most);
    // The head of a further page is smaller.
    let limit = if number > 0 { 72.0 } else { f64::MAX };
    if let Some(size) = whole(1.0).filter(|size| *size >= 72.0) {
        return vec![(name.to_owned(), size.min(limit))];
    }
    if let Some(at) = name.find(['(', '（']).filter(|at| *at > 0) {
        let (head, tail) = name.split_at(at);
        let fits = |size: &f64| lines(head, *size) <= 1.0 && lines(tail, *size) <= 1.0;
        if let Some(size) = NAMES.into_iter().find(fits) {
            let size = size.min(limit);
            return vec![(head.to_owned(), size), (tail.to_owned(), size)];
        }
    }
    let size = whole(1.85).unwrap_or(54.0);
    vec![(name.to_owned(), size.min(limit))]
}

/// The code, what it leads to, and where the facts come from. Where it begins.
fn foot(poster: &Poster, code: &Code, format: Format, pen: &mut Pen<'_>) -> f64 {
    let (width, height) = format.size();
    let margin = format.margin();
    let pad = 34.0;
    let side = f64::from(code.whole()) * (format.code(poster) / f64::from(code.whole())).floor();
    let top = height - side - 2.0 * pad;
    pen.fill(top, height, margin, Ink::Tint);
    pen.code(code, (margin, top + pad), format.code(poster));
    let left = margin + side + 36.0;
    let mut text = pen.beside(left, width - margin - left);
    text.y = top + pad;
    text.skip(6.0);
    text.write(poster.invite, Style::of(42.0, Ink::Brand).bold().most(3));
    text.skip(8.0);
    text.write("微信扫一扫，或长按图片识别", Style::of(30.0, Ink::Text).most(2));
    // The source stands at the foot, however few its lines.
    let fine = Style::of(25.0, Ink::Soft);
    let mut source = text.beside(left, text.width);
    source.y = 0.0;
    for line in &poster.source {
        source.write(line, fine.most(4));
        source.skip(4.0);
    }
    let shift = (top + pad + side - source.y).max(text.y + 16.0);
    source.shift(shift);
    pen.marks.append(&mut text.marks);
    pen.marks.append(&mut source.marks);
    top
}
