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

    /// The side of a code, quiet zone included.
    fn code(self, poster: &Poster, code: &Code) -> f64 {
        let (width, _) = self.size();
        let room = width - 2.0 * self.margin();
        let whole = f64::from(code.whole());
        let most = match (self, &poster.plan) {
            (Self::Phone, _) => {
                // As large as one would like it, or as leaves room for the words beside it; a code of
                // very many modules stands alone.
                let beside = ((room - GAP - BESIDE) / whole).floor().min(MODULE);
                whole * if beside < LEAST { LEAST } else { beside }
            }
            (Self::A4, Plan::Class(..)) => 470.0,
            (Self::A4, Plan::List(_)) => 390.0,
        };
        whole * (most.min(room) / whole).floor().max(1.0)
    }
}

/// The side of a module on a phone's picture: in a copy of a third of its width, as it lies in a chat,
/// more than three pixels are left of it. See `tests/code.rs` for what reads that.
const MODULE: f64 = 10.0;
/// The least that it may be.
const LEAST: f64 = 8.0;

/// How much longer than 1920 a phone's picture may be: 9 to 19.5, as many screens are.
const LONGER: f64 = 420.0;

/// Above and below the code.
const PAD: f64 = 34.0;
/// Between the code and the words beside it.
const GAP: f64 = 36.0;
/// The least that the words beside the code need; else they stand above and below it.
const BESIDE: f64 = 230.0;
/// What they need there.
const STACKED: f64 = 300.0;

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
    let side = format.code(poster, code);
    // A picture for a chat may be longer where the code needs more room, as long as phones are; paper
    // may not.
    let usual = 620.0 + 2.0 * PAD;
    let longer = (foot_height(width, margin, side) - usual).clamp(0.0, LONGER);
    let height = if format == Format::Phone { height + longer } else { height };
    let mut pen = Pen::new(measure, margin, width - 2.0 * margin, 0.0);
    alarm(poster, margin, &mut pen);
    band(poster, (margin, number), &mut pen);
    let top = pen.y;
    let foot = foot(poster, code, (width, height, margin, side), &mut pen);
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

fn is_stacked(width: f64, margin: f64, side: f64) -> bool {
    width - 2.0 * margin - side - GAP < BESIDE
}

fn foot_height(width: f64, margin: f64, side: f64) -> f64 {
    side + 2.0 * PAD + if is_stacked(width, margin, side) { STACKED } else { 0.0 }
}

/// The code, what it leads to, and where the facts come from. Where it begins.
fn foot(
    poster: &Poster,
    code: &Code,
    (width, height, margin, side): (f64, f64, f64, f64),
    pen: &mut Pen<'_>,
) -> f64 {
    let stacked = is_stacked(width, margin, side);
    let top = height - foot_height(width, margin, side);
    pen.fill(top, height, margin, Ink::Tint);
    let left = if stacked { margin } else { margin + side + GAP };
    let mut text = pen.beside(left, width - margin - left);
    text.y = top + PAD;
    text.skip(if stacked { 0.0 } else { 6.0 });
    let invite = |points: f64| Style::of(points, Ink::Brand).bold().most(3);
    let fits = |points: &f64| text.wide(poster.invite, invite(*points)) <= text.width;
    let largest = [42.0, 38.0, 34.0].into_iter().find(fits).unwrap_or(42.0);
    text.write(poster.invite, invite(largest));
    text.skip(8.0);
    text.write("微信扫一扫，或长按图片识别", Style::of(30.0, Ink::Text).most(2));
    let from = if stacked { (text.y + 14.0).round() } else { top + PAD };
    let at = if stacked { ((width - side) / 2.0).round() } else { margin };
    pen.code(code, (at, from), side);
    // The source stands at the foot, however few its lines.
    let fine = Style::of(25.0, Ink::Soft);
    let mut source = text.beside(left, text.width);
    source.y = 0.0;
    for line in &poster.source {
        source.write(line, fine.most(4));
        source.skip(4.0);
    }
    let shift =
        if stacked { from + side + 14.0 } else { (from + side - source.y).max(text.y + 16.0) };
    source.shift(shift);
    pen.marks.append(&mut text.marks);
    pen.marks.append(&mut source.marks);
    top
}
