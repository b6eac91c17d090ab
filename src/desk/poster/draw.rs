//! What a poster is drawn of, and the pen that puts it on a page.

use super::code::{Code, QUIET};
use super::wrap::{Font, Measure, shorten, wrap};

/// A colour. Posters are dark on white whatever the phone prefers: they are printed and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Ink {
    White,
    Black,
    Text,
    Soft,
    Brand,
    Tint,
    OnBrand,
    Line,
    Alarm,
    Doubt,
    DoubtTint,
}

impl Ink {
    /// As `#rrggbb`.
    pub fn hex(self) -> &'static str {
        match self {
            Self::White => "#ffffff",
            Self::Black => "#000000",
            Self::Text => "#16202a",
            Self::Soft => "#4a5967",
            Self::Brand => "#0b5a8f",
            Self::Tint => "#e3f0f9",
            Self::OnBrand => "#d3e8f7",
            Self::Line => "#b9c7d3",
            Self::Alarm => "#a3262a",
            Self::Doubt => "#7a4d00",
            Self::DoubtTint => "#fff3d6",
        }
    }
}

/// One thing on a page; distances in the units of the page, from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled box.
    Fill {
        /// Left, top, width, height.
        area: [f64; 4],
        /// Its colour.
        ink: Ink,
    },
    /// A line of text.
    Text {
        /// Left end and baseline.
        at: [f64; 2],
        /// How wide it was measured.
        width: f64,
        /// Its font.
        font: Font,
        /// Its colour.
        ink: Ink,
        /// What it says.
        text: String,
    },
    /// A QR code, quiet zone and all.
    Code {
        /// Left and top of the quiet zone: whole units.
        at: [u32; 2],
        /// The side of a module: whole units.
        module: u32,
        /// The code.
        code: Code,
    },
}

/// A page of a poster.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Width, in units.
    pub width: f64,
    /// Height, in units.
    pub height: f64,
    /// What is on it, from the lowest to the topmost.
    pub marks: Vec<Mark>,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The font.
    pub font: Font,
    /// The colour.
    pub ink: Ink,
    /// The most lines.
    pub most: usize,
}

impl Style {
    /// A regular text.
    pub fn of(size: f64, ink: Ink) -> Self {
        Self { font: Font { size, bold: false }, ink, most: usize::MAX }
    }

    /// The same in bold.
    pub fn bold(mut self) -> Self {
        self.font.bold = true;
        self
    }

    /// The same in no more lines than this.
    pub fn most(mut self, lines: usize) -> Self {
        self.most = lines;
        self
    }

    /// The height of a line.
    pub fn line(self) -> f64 {
        self.font.size * 1.36
    }
}

/// Puts marks below each other.
pub struct Pen<'a> {
    measure: &'a dyn Measure,
    /// What is drawn so far.
    pub marks: Vec<Mark>,
    /// Left edge.
    pub left: f64,
    /// Width.
    pub width: f64,
    /// How far down it is.
    pub y: f64,
}

impl<'a> Pen<'a> {
    /// A pen at the top of a column.
    pub fn new(measure: &'a dyn Measure, left: f64, width: f64, y: f64) -> Self {
        Self { measure, marks: Vec::new(), left, width, y }
    }

    /// A pen for another column, with the same measure.
    pub fn beside(&self, left: f64, width: f64) -> Self {
        Self::new(self.measure, left, width, self.y)
    }

    /// How wide a text is.
    pub fn wide(&self, text: &str, style: Style) -> f64 {
        self.measure.width(text, style.font)
    }

    /// A distance down.
    pub fn skip(&mut self, distance: f64) {
        self.y += distance;
    }

    /// One line at some distance from the left edge, which takes no height; where it ends.
    pub fn put(&mut self, from: f64, text: &str, style: Style) -> f64 {
        let room = (self.width - from).max(0.0);
        let text = shorten(self.measure, text, style.font, room);
        let width = self.wide(&text, style);
        // The baseline of fonts for Chinese, within a line of the usual height.
        let baseline = self.y + (style.line() - style.font.size) / 2.0 + style.font.size * 0.86;
        let at = [self.left + from, baseline];
        if !text.is_empty() {
            self.marks.push(Mark::Text { at, width, font: style.font, ink: style.ink, text });
        }
        from + width
    }

    /// The same on the baseline of a larger text beside it; where it ends.
    pub fn put_on(&mut self, from: f64, text: &str, style: Style, beside: Style) -> f64 {
        let down = (beside.font.size - style.font.size) * 1.04;
        self.y += down;
        let end = self.put(from, text, style);
        self.y -= down;
        end
    }

    /// The lines of a text.
    pub fn lines(&self, text: &str, style: Style, width: f64) -> Vec<String> {
        wrap(self.measure, text, style.font, width, style.most)
    }

    /// Moves down all that was drawn, and itself.
    pub fn shift(&mut self, down: f64) {
        self.y += down;
        for mark in &mut self.marks {
            match mark {
                Mark::Fill { area: [_, y, ..], .. } | Mark::Text { at: [_, y], .. } => *y += down,
                Mark::Code { at: [_, y], .. } => *y += whole_units(down),
            }
        }
    }

    /// A text in as many lines as it needs.
    pub fn write(&mut self, text: &str, style: Style) {
        self.write_from(0.0, text, style);
    }

    /// The same, all lines at some distance from the left edge.
    pub fn write_from(&mut self, from: f64, text: &str, style: Style) {
        let room = self.width - from;
        for line in self.lines(text, style, room) {
            self.put(from, &line, style);
            self.y += style.line();
        }
    }

    /// A filled box from the left edge of the column to its right edge, with a margin beyond.
    pub fn fill(&mut self, top: f64, bottom: f64, beyond: f64, ink: Ink) {
        let area = [self.left - beyond, top, self.width + 2.0 * beyond, bottom - top];
        self.marks.push(Mark::Fill { area, ink });
    }

    /// A thin line across.
    pub fn rule(&mut self, ink: Ink) {
        self.fill(self.y, self.y + 2.0, 0.0, ink);
        self.y += 2.0;
    }

    /// A line of dashes across: where one would tear.
    pub fn dashes(&mut self) {
        let (dash, gap) = (18.0, 12.0);
        let mut from = 0.0;
        while from < self.width {
            let width = f64::min(dash, self.width - from);
            let area = [self.left + from, self.y, width, 3.0];
            self.marks.push(Mark::Fill { area, ink: Ink::Line });
            from += dash + gap;
        }
        self.y += 3.0;
    }

    /// A QR code as large as whole units to the module allow, its left edge at `left`; how long its
    /// side is, quiet zone included.
    pub fn code(&mut self, code: &Code, (left, top): (f64, f64), most: f64) -> f64 {
        let whole = code.whole();
        let module = whole_units(most / f64::from(whole)).max(1);
        let at = [whole_units(left.round()), whole_units(top.round())];
        self.marks.push(Mark::Code { at, module, code: code.clone() });
        f64::from(module * whole)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place on a page")]
fn whole_units(units: f64) -> u32 {
    units.clamp(0.0, 100_000.0) as u32
}

/// The boxes of a code's dark modules: left, top, width, height.
pub fn dark(at: [u32; 2], module: u32, code: &Code) -> impl Iterator<Item = [f64; 4]> {
    let [left, top] = at.map(|it| it + QUIET * module);
    code.runs().into_iter().map(move |(x, y, length)| {
        [left + x * module, top + y * module, length * module, module].map(f64::from)
    })
}
