//! The facts on a page: as large as they fit.

use super::brief::Brief;
use super::draw::{Ink, Mark, Pen, Style};
use super::facts::{Group, PlaceWords, Plan, Poster, SeatWords};
use super::layout::{Format, Space};
use super::list;
use super::wrap::Measure;

/// How large and how much: a scale of all sizes, and the most lines for what may be cut.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// A scale of all sizes.
    pub scale: f64,
    /// The most lines of each text that may be cut; none at all for 0.
    pub most: usize,
    /// How many more where there are several things to say, as of what to wear.
    pub more: usize,
}

/// More lines than anything takes.
pub const ALL: usize = 40;
/// Where trying more lines ends.
pub const FULLER: usize = 10;

/// From what looks best to what fits in any case: scale and lines.
const FITS: [(f64, usize); 13] = [
    (1.3, 4),
    (1.2, 4),
    (1.1, 4),
    (1.0, 4),
    (0.94, 4),
    (0.88, 4),
    (0.82, 3),
    (0.76, 3),
    (0.7, 2),
    (0.64, 2),
    (0.6, 1),
    (0.56, 1),
    (0.5, 0),
];

/// Down to this scale everything is said before letters are made larger.
pub const LEGIBLE: f64 = 0.88;

/// First everything in letters that are still large, then less in ever smaller ones.
fn fits() -> impl Iterator<Item = Fit> {
    let whole = FITS.into_iter().filter(|(scale, _)| *scale >= LEGIBLE);
    let whole = whole.map(|(scale, most)| Fit { scale, most, more: ALL });
    whole.chain(FITS.into_iter().map(|(scale, most)| Fit { scale, most, more: 0 }))
}

/// Draws the facts; and the row of a list that did not fit any more.
pub fn body(
    poster: &Poster,
    space: Space,
    format: Format,
    from: usize,
    measure: &dyn Measure,
) -> (Vec<Mark>, Option<usize>) {
    match &poster.plan {
        Plan::Class(said, seats) => {
            let draw = |fit: Fit, air: f64| {
                let mut sheet = Sheet::new(measure, space, fit, air);
                sheet.class(poster, said, seats);
                sheet
            };
            (largest(space, &draw), None)
        }
        Plan::List(groups) => list::list(poster, groups, (space, format, from), measure),
    }
}

/// The largest that fits, with what is left spread between its parts.
fn largest<'a>(space: Space, draw: &dyn Fn(Fit, f64) -> Sheet<'a>) -> Vec<Mark> {
    let mut last = Vec::new();
    for fit in fits() {
        let sheet = draw(fit, 0.0);
        let left = space.bottom - sheet.pen.y;
        if left < 0.0 {
            last = sheet.pen.marks;
            continue;
        }
        // What is left is for what was cut, before it is for air.
        let fuller = if fit.more == 0 && fit.most > 0 { 1..FULLER } else { 0..0 };
        let fuller = fuller.map(|more| Fit { more, ..fit });
        let (mut fit, mut left, mut parts) = (fit, left, sheet.parts);
        for next in fuller {
            let sheet = draw(next, 0.0);
            if sheet.pen.y > space.bottom {
                break;
            }
            (fit, left, parts) = (next, space.bottom - sheet.pen.y, sheet.parts);
        }
        #[allow(clippy::cast_precision_loss, reason = "a few")]
        let parts = parts.max(1) as f64;
        return draw(fit, (left / parts).min(34.0 * fit.scale)).pen.marks;
    }
    last
}

/// A page being filled.
pub struct Sheet<'a> {
    /// Where it is.
    pub pen: Pen<'a>,
    /// How large.
    pub fit: Fit,
    /// What is added to the space between two parts.
    air: f64,
    parts: usize,
}

impl<'a> Sheet<'a> {
    /// An empty one.
    pub fn new(measure: &'a dyn Measure, space: Space, fit: Fit, air: f64) -> Self {
        let pen = Pen::new(measure, space.left, space.width, space.top);
        Self { pen, fit, air, parts: 0 }
    }

    /// A style at this scale.
    pub fn style(&self, size: f64, ink: Ink) -> Style {
        Style::of((size * self.fit.scale).round(), ink)
    }

    /// Space between two parts.
    pub fn gap(&mut self, units: f64) {
        self.pen.skip(units * self.fit.scale + self.air);
        self.parts += 1;
    }

    fn class(&mut self, poster: &Poster, said: &str, seats: &[SeatWords]) {
        let several = seats.len() > 1;
        let void = poster.standing.is_some();
        let first = seats.first();
        let one_place = seats.iter().all(|seat| first.is_some_and(|it| it.places == seat.places));
        if !said.is_empty() {
            self.gap(22.0);
            self.pen.write(said, self.style(40.0, Ink::Text).bold());
        }
        for (at, seat) in seats.iter().enumerate() {
            if several && at > 0 {
                self.gap(10.0);
                self.pen.rule(Ink::Line);
            }
            self.gap(if several { 10.0 } else { 30.0 });
            if several {
                self.seat_in_short(seat, void);
            } else {
                self.seat(seat, void);
            }
            if !one_place {
                self.places(&seat.places, several);
            }
        }
        if let Some(seat) = first.filter(|_| one_place) {
            self.gap(16.0);
            self.places(&seat.places, several);
        }
        self.gap(20.0);
        self.certainty(poster);
        if !poster.brief.is_empty() {
            self.gap(20.0);
            self.pen.dashes();
            self.gap(18.0);
        }
        self.brief(poster);
        self.pen.skip(18.0);
    }

    /// The one seat, in the largest letters.
    fn seat(&mut self, seat: &SeatWords, void: bool) {
        let ink = if void { Ink::Soft } else { Ink::Text };
        let big = self.style(100.0, ink).bold();
        // Several days or a week are longer than a day.
        let big = if self.pen.wide(&seat.day.day, big) > self.pen.width * 0.72 {
            self.style(60.0, ink).bold()
        } else {
            big
        };
        let from = self.pen.put(0.0, &seat.day.day, big);
        self.strike(void, from, big);
        let small = self.style(48.0, ink).bold();
        let next = self.pen.put_on(from + 24.0, &seat.day.weekday, small, big);
        self.pen.put_on(next + 24.0, &seat.day.year, self.style(38.0, Ink::Soft), big);
        self.pen.skip(big.line());
        let brand = if void { Ink::Soft } else { Ink::Brand };
        if !seat.assemble.is_empty() {
            let huge = self.style(124.0, brand).bold();
            let from = self.pen.put(0.0, &seat.assemble, huge);
            self.strike(void, from, huge);
            self.pen.put_on(from + 20.0, "集合", self.style(60.0, brand).bold(), huge);
            self.pen.skip(huge.line());
        }
        if !seat.before.is_empty() {
            self.pen.write(&seat.before, self.style(52.0, brand).bold());
        }
        let time = self.style(70.0, ink).bold();
        let time = if self.pen.wide(&seat.time, time) > self.pen.width {
            self.style(48.0, ink).bold()
        } else {
            time
        };
        let from = self.pen.put(0.0, &seat.time, time);
        self.strike(void, from, time);
        let counts = self.style(38.0, Ink::Soft);
        let beside = from + 30.0 + self.pen.wide(&seat.counts, counts) <= self.pen.width;
        if beside {
            self.pen.put_on(from + 30.0, &seat.counts, counts, time);
        }
        self.pen.skip(time.line());
        if !beside {
            self.pen.write(&seat.counts, counts);
        }
    }

    /// One seat of several.
    fn seat_in_short(&mut self, seat: &SeatWords, void: bool) {
        let ink = if void { Ink::Soft } else { Ink::Text };
        let brand = if void { Ink::Soft } else { Ink::Brand };
        if !seat.who.is_empty() {
            self.pen.write(&seat.who, self.style(34.0, Ink::Soft).bold());
        }
        let day = self.style(46.0, ink).bold();
        let from = self.pen.put(0.0, &seat.day.day, day);
        self.strike(void, from, day);
        let small = self.style(34.0, Ink::Soft);
        let next = self.pen.put_on(from + 14.0, &seat.day.weekday, small, day);
        let next = self.pen.put_on(next + 14.0, &seat.day.year, small, day);
        self.pen.put_on(next + 24.0, &seat.counts, small, day);
        self.pen.skip(day.line());
        let mut from = 0.0;
        if !seat.assemble.is_empty() {
            let text = [&seat.assemble, " 集合"].concat();
            from = self.pen.put(0.0, &text, self.style(52.0, brand).bold()) + 24.0;
        }
        let time = self.style(52.0, ink).bold();
        let end = self.pen.put(from, &seat.time, time);
        self.strike(void, end, time);
        self.pen.skip(time.line());
        if !seat.before.is_empty() {
            self.pen.write(&seat.before, self.style(36.0, brand).bold());
        }
    }

    /// A line through what does not hold any more, as wide as it is.
    fn strike(&mut self, void: bool, width: f64, style: Style) {
        if void && width > 0.0 {
            let y = self.pen.y + style.line() * 0.5;
            let area = [self.pen.left, y, width, (style.font.size * 0.06).max(3.0)];
            self.pen.marks.push(Mark::Fill { area, ink: Ink::Alarm });
        }
    }

    fn places(&mut self, places: &[PlaceWords], several: bool) {
        for place in places {
            self.pen.write(&place.label, self.style(32.0, Ink::Soft));
            let size = if several { 44.0 } else { 60.0 };
            self.pen.write(&place.name, self.style(size, Ink::Text).bold().most(3));
            self.pen.write(&place.way, self.style(34.0, Ink::Soft).most(2));
        }
    }

    /// How far the time can be relied on, and what is unsure.
    pub fn certainty(&mut self, poster: &Poster) {
        let (label, sentence) = &poster.certainty;
        let text = self.style(36.0, Ink::Text);
        let room = self.pen.put(0.0, label, text.bold()) + 22.0;
        self.pen.write_from(room, sentence, text.most(3));
        for doubt in &poster.doubts {
            let text = self.style(30.0, Ink::Doubt).most(self.fit.most.max(2) + 2);
            self.pen.skip(10.0);
            let top = self.pen.y;
            let mut note = self.pen.beside(self.pen.left + 16.0, self.pen.width - 32.0);
            note.skip(8.0);
            note.write(doubt, text);
            note.skip(8.0);
            self.pen.fill(top, note.y, 0.0, Ink::DoubtTint);
            self.pen.y = note.y;
            self.pen.marks.append(&mut note.marks);
        }
    }

    /// What to bring, to wear, to pay; with little room, only what has to be known beforehand.
    pub fn brief(&mut self, poster: &Poster) {
        let all = self.fit.most > 0;
        let said: Vec<&Brief> = poster.brief.iter().filter(|line| all || line.kept).collect();
        let label = self.style(34.0, Ink::Brand).bold();
        let text = self.style(34.0, Ink::Text);
        let room = said.iter().map(|line| self.pen.wide(line.label, label));
        let room = room.fold(0.0, f64::max) + 26.0;
        for line in said {
            let more = if line.is_long() { self.fit.more } else { 0 };
            let most = if line.kept { 2.max(self.fit.most) } else { self.fit.most + more };
            self.pen.put(0.0, line.label, label);
            for words in line.lines(&self.pen, text.most(most), self.pen.width - room) {
                self.pen.put(room, &words, text);
                self.pen.skip(text.line());
            }
            self.pen.skip(8.0 * self.fit.scale);
        }
    }
}

/// How many rows a list has.
pub fn rows(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.rows.len()).sum()
}
