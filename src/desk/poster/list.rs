//! The classes of a college or a counselor, in one or two columns; what does not fit is on the next
//! page, or behind the code.

use super::body::{ALL, FULLER, Fit, LEGIBLE, Sheet, rows};
use super::draw::{Ink, Mark, Pen, Style};
use super::facts::{Group, Poster, RowWords};
use super::layout::{Format, Space};
use super::wrap::Measure;

/// How a list may be set: columns, scale of the rows, and lines of what to bring.
type Way = (usize, f64, usize);

const PHONE: [Way; 8] = [
    (1, 1.25, 2),
    (1, 1.1, 2),
    (1, 1.0, 2),
    (1, 1.0, 1),
    (1, 0.9, 1),
    (1, 0.84, 1),
    (1, 0.78, 1),
    (1, 0.84, 0),
];
const A4: [Way; 8] = [
    (1, 1.3, 3),
    (1, 1.15, 2),
    (1, 1.0, 2),
    (1, 0.88, 2),
    (1, 0.78, 2),
    (1, 0.7, 1),
    (2, 0.7, 1),
    (2, 0.64, 1),
];

/// Draws the rows from one on, and the row that did not fit any more.
pub fn list(
    poster: &Poster,
    groups: &[Group],
    (space, format, from): (Space, Format, usize),
    measure: &dyn Measure,
) -> (Vec<Mark>, Option<usize>) {
    let ways = if format == Format::Phone { PHONE.as_slice() } else { A4.as_slice() };
    let draw = |way: Way, more: usize| set(poster, groups, (space, from), (way, more), measure);
    // First all that is to be said, in letters that are still large; then less, in smaller ones.
    let whole = ways.iter().filter(|(_, scale, _)| *scale >= LEGIBLE).map(|way| (*way, ALL));
    let mut drawn = None;
    for (way, more) in whole.chain(ways.iter().map(|way| (*way, 0))) {
        let (marks, next) = draw(way, more);
        let done = next.is_none();
        drawn = Some((marks, next));
        if done {
            // What is left is for what was cut.
            let fuller = if more == 0 && way.2 > 0 { 1..FULLER } else { 0..0 };
            let fuller = fuller.map(|more| draw(way, more));
            drawn = fuller.take_while(|(_, next)| next.is_none()).last().or(drawn);
            break;
        }
    }
    let Some((mut marks, next)) = drawn else {
        return (Vec::new(), None);
    };
    if let Some(next) = next {
        let left = rows(groups) - next;
        let words = match format {
            Format::Phone => format!("还有{left}个时段，扫码看完整安排"),
            Format::A4 => "接下页".to_owned(),
        };
        let mut pen = Pen::new(measure, space.left, space.width, space.bottom - 62.0);
        pen.put(0.0, &words, Style::of(34.0, Ink::Brand).bold());
        marks.append(&mut pen.marks);
    }
    (marks, next)
}

/// The foot of the facts: how far the times can be relied on, and what to bring.
fn tail<'a>(
    poster: &Poster,
    space: Space,
    (scale, most, more): (f64, usize, usize),
    measure: &'a dyn Measure,
) -> Sheet<'a> {
    // Smaller than the rows, and never too small to read.
    let fit = Fit { scale: (scale * 0.86).max(0.68), most, more };
    let mut sheet = Sheet::new(measure, space, fit, 0.0);
    sheet.gap(16.0);
    sheet.pen.dashes();
    sheet.gap(14.0);
    sheet.certainty(poster);
    sheet.gap(10.0);
    sheet.brief(poster);
    sheet.pen.skip(16.0);
    sheet
}

fn set(
    poster: &Poster,
    groups: &[Group],
    (space, from): (Space, usize),
    ((columns, scale, most), more): (Way, usize),
    measure: &dyn Measure,
) -> (Vec<Mark>, Option<usize>) {
    let mut tail = tail(poster, space, (scale, most, more), measure);
    let height = tail.pen.y - space.top;
    // Room for the line that says how much is left.
    let bottom = space.bottom - height - 56.0;
    let gutter = 40.0;
    #[allow(clippy::cast_precision_loss, reason = "one or two")]
    let count = columns as f64;
    let width = (space.width - gutter * (count - 1.0)) / count;
    let mut pen = Pen::new(measure, space.left, width, space.top);
    let mut marks = Vec::new();
    let mut next = from;
    let mut end = space.top;
    for column in 0..columns {
        #[allow(clippy::cast_precision_loss, reason = "one or two")]
        let left = space.left + (width + gutter) * column as f64;
        pen.left = left;
        pen.y = space.top + 14.0;
        let void = poster.standing.is_some();
        next = fill(&mut pen, groups, next, (bottom, scale, void));
        end = end.max(pen.y);
        marks.append(&mut pen.marks);
    }
    let more = next < rows(groups);
    // Below the rows, or at the foot where the page is full.
    let shift = if more { bottom - space.top } else { end - space.top };
    tail.pen.shift(shift);
    marks.append(&mut tail.pen.marks);
    (marks, more.then_some(next))
}

/// Fills a column with rows from one on; the first that did not fit.
fn fill(
    pen: &mut Pen<'_>,
    groups: &[Group],
    from: usize,
    (bottom, scale, void): (f64, f64, bool),
) -> usize {
    let mut at = 0;
    let mut next = from;
    for group in groups {
        let mut headed = false;
        for row in &group.rows {
            let mine = at;
            at += 1;
            if mine < next {
                continue;
            }
            let head = if headed { 0.0 } else { head_height(pen, group, scale) };
            if pen.y + head + row_height(pen, row, scale) > bottom {
                return next;
            }
            if !headed {
                draw_head(pen, group, scale);
                headed = true;
            }
            draw_row(pen, row, scale, void);
            next = mine + 1;
        }
    }
    next
}

fn sized(size: f64, scale: f64, ink: Ink) -> Style {
    Style::of((size * scale).round(), ink)
}

fn head_styles(scale: f64) -> (Style, Style) {
    (sized(42.0, scale, Ink::Text).bold(), sized(32.0, scale, Ink::Soft).most(2))
}

fn window_style(scale: f64) -> Style {
    sized(34.0, scale, Ink::Brand).bold().most(1)
}

fn head_height(pen: &Pen<'_>, group: &Group, scale: f64) -> f64 {
    let (day, place) = head_styles(scale);
    let lines = pen.lines(&group.place, place, pen.width).len();
    #[allow(clippy::cast_precision_loss, reason = "two at most")]
    let lines = lines as f64;
    let window = if group.window.is_empty() { 0.0 } else { window_style(scale).line() };
    24.0 * scale + day.line() + window + lines * place.line() + 8.0
}

fn draw_head(pen: &mut Pen<'_>, group: &Group, scale: f64) {
    let (day, place) = head_styles(scale);
    pen.skip(24.0 * scale);
    pen.write(&group.day, day.most(1));
    if !group.window.is_empty() {
        pen.write(&group.window, window_style(scale));
    }
    pen.write(&group.place, place);
    pen.skip(4.0);
    pen.rule(Ink::Brand);
    pen.skip(2.0);
}

/// The columns of a row: where the time begins, where the names begin, and how wide they are.
struct Cells {
    assemble: Style,
    time: Style,
    names: Style,
    heads: Style,
    time_at: f64,
    names_at: f64,
    names_width: f64,
}

fn cells(pen: &Pen<'_>, row: &RowWords, scale: f64) -> Cells {
    let assemble = sized(34.0, scale, Ink::Brand).bold();
    let time = sized(34.0, scale, Ink::Text);
    let names = sized(36.0, scale, Ink::Text).bold().most(3);
    let heads = sized(30.0, scale, Ink::Soft);
    let gap = 22.0 * scale;
    let time_at =
        if row.assemble.is_empty() { 0.0 } else { pen.wide("00:00集合", assemble) + gap };
    let names_at = time_at + pen.wide("00:00–00:00", time).max(pen.wide(&row.time, time)) + gap;
    let heads_width = if row.heads.is_empty() { 0.0 } else { pen.wide("000人", heads) + gap };
    let names_width = (pen.width - names_at - heads_width).max(pen.width * 0.2);
    Cells { assemble, time, names, heads, time_at, names_at, names_width }
}

impl Cells {
    /// Names that are long for their column stand in smaller letters.
    fn names(&self, pen: &Pen<'_>, row: &RowWords) -> (Style, Vec<String>) {
        let lines = pen.lines(&row.names, self.names, self.names_width);
        if lines.len() < 2 {
            return (self.names, lines);
        }
        let mut small = self.names;
        small.font.size = (small.font.size * 0.84).round();
        (small, pen.lines(&row.names, small, self.names_width))
    }
}

fn row_height(pen: &Pen<'_>, row: &RowWords, scale: f64) -> f64 {
    let cells = cells(pen, row, scale);
    let (style, lines) = cells.names(pen, row);
    #[allow(clippy::cast_precision_loss, reason = "three at most")]
    let lines = lines.len().max(1) as f64;
    (lines * style.line()).max(cells.names.line()) + 10.0 * scale
}

/// The times of a row that does not hold any more are struck through.
fn draw_row(pen: &mut Pen<'_>, row: &RowWords, scale: f64, void: bool) {
    let top = pen.y;
    let height = row_height(pen, row, scale);
    let mut cells = cells(pen, row, scale);
    if void {
        cells.assemble.ink = Ink::Soft;
        cells.time.ink = Ink::Soft;
    }
    pen.skip(5.0 * scale);
    if !row.assemble.is_empty() {
        let from = [&row.assemble, "集合"].concat();
        pen.put_on(0.0, &from, cells.assemble, cells.names);
    }
    let end = pen.put_on(cells.time_at, &row.time, cells.time, cells.names);
    if void {
        let area = [pen.left, pen.y + cells.names.line() * 0.5, end, 3.0];
        pen.marks.push(Mark::Fill { area, ink: Ink::Alarm });
    }
    if !row.heads.is_empty() {
        let wide = pen.wide(&row.heads, cells.heads);
        pen.put_on(pen.width - wide, &row.heads, cells.heads, cells.names);
    }
    let (style, lines) = cells.names(pen, row);
    for line in lines {
        pen.put(cells.names_at, &line, style);
        pen.skip(style.line());
    }
    pen.y = top + height;
    let area = [pen.left, pen.y - 1.0, pen.width, 1.0];
    pen.marks.push(Mark::Fill { area, ink: Ink::Line });
}
