//! A pasted line as cells, and what the cells and columns hold.

use std::collections::BTreeSet;

use super::{LONGEST, Person};

/// Cells of a line beyond these are not read.
const MOST_CELLS: usize = 40;

/// Distinct values that are counted in a column; more tell nothing more.
const MOST_DISTINCT: usize = 64;

/// A line that is not blank.
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its cells, white space trimmed; some may be empty.
    pub cells: Vec<String>,
}

impl Line {
    /// Whether a number of an identity card is in it.
    pub fn has_identity(&self) -> bool {
        self.cells.iter().any(|cell| is_identity(&compact(cell)))
    }

    /// Whether a spreadsheet has shortened a number in it.
    pub fn is_shortened(&self) -> bool {
        self.cells.iter().any(|cell| is_shortened(cell))
    }

    /// How it begins, without numbers of identity cards.
    pub fn beginning(&self) -> String {
        let cells = self.cells.iter().filter(|cell| !is_identity(&compact(cell)));
        let text = cells.map(String::as_str).collect::<Vec<_>>().join(" ");
        let mut short: String = text.trim().chars().take(24).collect();
        if short.len() < text.trim().len() {
            short.push('…');
        }
        short
    }
}

/// The lines of a text that are not blank.
pub fn lines(text: &str) -> Vec<Line> {
    let is_break =
        |char: char| matches!(char, '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut found = Vec::new();
    // A line that ends with both is one line.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (at, line) in text.split(is_break).enumerate() {
        let cells = cells(&plain(line));
        if cells.iter().any(|cell| !cell.is_empty()) {
            found.push(Line { number: at + 1, cells });
        }
    }
    found
}

/// Full-width letters made plain, one kind of space, nothing invisible. Tabs stay.
fn plain(line: &str) -> String {
    let char = |char: char| match char {
        '\t' => Some('\t'),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '"' => None,
        '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0),
        char if char.is_whitespace() => Some(' '),
        char if char.is_control() => None,
        _ => Some(char),
    };
    line.chars().filter_map(char).collect()
}

/// A line as cells, by the first sort of separator that makes several.
fn cells(line: &str) -> Vec<String> {
    let line = without_count(line.trim_matches(' '));
    for separators in [&['\t'][..], &[',', ';', '|', '、', '，', '；']] {
        let cells: Vec<String> =
            line.split(separators).take(MOST_CELLS).map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().filter(|cell| !cell.is_empty()).count() > 1 {
            return cells;
        }
    }
    let separators = ['\t', ',', ';', '|', '、', '，', '；', ' '];
    let words = line.split(separators).filter(|word| !word.is_empty()).take(MOST_CELLS);
    let mut cells: Vec<String> = Vec::new();
    // Whether the last cell is made of single characters: 张 三 is written so to fill a column.
    let mut spread = false;
    for word in words.flat_map(unglued) {
        let mut chars = word.chars();
        let first = chars.next().is_some_and(|char| is_han(char) && char != '男' && char != '女');
        let single = first && chars.next().is_none();
        match cells.last_mut() {
            Some(before) if spread && single => before.push_str(word),
            // JOHN SMITH is one name.
            Some(before) if is_latin(before) && is_latin(word) => {
                before.push(' ');
                before.push_str(word);
            }
            _ => cells.push(word.to_owned()),
        }
        spread = single;
    }
    cells
}

/// `1.张三`, `12、张三`, `3)张三` without the count.
fn without_count(line: &str) -> &str {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let after = rest.strip_prefix(['.', '、', ')']).unwrap_or_default().trim_start();
    let counts = (1..=4).contains(&digits) && !after.is_empty();
    // 2.02304E+11 is no count.
    let is_more = after.chars().next().is_some_and(|char| char.is_ascii_digit());
    if counts && (!is_more || rest.starts_with('、') || rest.starts_with(')')) {
        after
    } else {
        line
    }
}

/// `20230001张三` and `张三20230001` taken apart.
fn unglued(word: &str) -> impl Iterator<Item = &str> {
    let number =
        |part: &str| part.len() >= 5 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let names = |part: &str| part.chars().count() >= 2 && part.chars().all(is_han);
    let ascii = |char: char| char.is_ascii_alphanumeric();
    let at = match word.chars().next() {
        Some(first) if ascii(first) => word.find(|char| !ascii(char)),
        Some(_) => word.find(ascii),
        None => None,
    };
    let (one, other) = word.split_at_checked(at.unwrap_or(word.len())).unwrap_or((word, ""));
    let apart = (number(one) && names(other)) || (names(one) && number(other));
    let (one, other) = if apart { (one, other) } else { (word, "") };
    [one, other].into_iter().filter(|part| !part.is_empty())
}

fn compact(cell: &str) -> String {
    cell.chars().filter(|char| *char != ' ').collect()
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇' | '·' | '•' | '・')
}

fn is_latin(word: &str) -> bool {
    let mut letters = word.chars().filter(|char| char.is_alphabetic());
    letters.next().is_some()
        && word.chars().all(|char| {
            (char.is_alphabetic() && !is_han(char)) || matches!(char, ' ' | '-' | '\'' | '.')
        })
}

/// What looks like a student number: letters and digits, four digits at least.
fn is_number(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let plain = cell.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && digits >= 4 && cell.len() <= 24 && !is_identity(cell) && !is_date(cell)
}

/// `2026-04-15`.
fn is_date(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.len() == 10 && bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-')
}

/// What looks like the number of an identity card: 18 characters with a day of birth in them.
fn is_identity(cell: &str) -> bool {
    let part = |from: usize, to: usize| cell.get(from..to).and_then(|it| it.parse::<u32>().ok());
    let digits = cell.len() == 18 && cell.bytes().take(17).all(|byte| byte.is_ascii_digit());
    let end =
        cell.bytes().last().is_some_and(|it| it.is_ascii_digit() || it.eq_ignore_ascii_case(&b'x'));
    let year = part(6, 10).is_some_and(|year| (1900..2100).contains(&year));
    let month = part(10, 12).is_some_and(|month| (1..=12).contains(&month));
    let day = part(12, 14).is_some_and(|day| (1..=31).contains(&day));
    digits && end && year && month && day
}

/// A mobile number; a student number may look the same.
fn is_mobile(cell: &str) -> bool {
    let mut bytes = cell.bytes();
    let start =
        bytes.next() == Some(b'1') && bytes.next().is_some_and(|it| (b'3'..=b'9').contains(&it));
    start && cell.len() == 11 && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2.02304E+11`.
fn is_shortened(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once("E+").or_else(|| cell.split_once("e+")) else {
        return false;
    };
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    digits(number) && digits(power)
}

/// Words that stand in lists of people and are no names.
const NO_NAMES: [&str; 29] = [
    "汉族",
    "男生",
    "女生",
    "群众",
    "团员",
    "党员",
    "共青团员",
    "中共党员",
    "预备党员",
    "本科",
    "专科",
    "专升本",
    "硕士",
    "博士",
    "在读",
    "在籍",
    "已缴",
    "未缴",
    "已交",
    "未交",
    "缓交",
    "合计",
    "小计",
    "总计",
    "备注",
    "序号",
    "签名",
    "说明",
    "注意",
];

/// Parts of words that no name has.
const IN_NO_NAMES: [&str; 9] =
    ["名单", "学院", "专业", "校区", "班级", "人数", "日期", "辅导员", "班主任"];

/// What looks like a name.
fn is_name(cell: &str) -> bool {
    let count = cell.chars().count();
    if is_latin(cell) {
        return (2..=LONGEST).contains(&count)
            && cell.chars().filter(|char| char.is_alphabetic()).count() > 1;
    }
    let short = compact(cell);
    let han = (2..=20).contains(&short.chars().count()) && short.chars().all(is_han);
    han && !short.ends_with('班')
        && !NO_NAMES.contains(&short.as_str())
        && !IN_NO_NAMES.iter().any(|part| short.contains(part))
}

/// Single characters that stand in lists of people and are no names: sex, yes and no, and the most
/// common nationality.
const NO_SINGLES: &str = "男女是否有无汉";

/// What may be a name of one character. Much else is one character, so it counts only where nothing
/// longer is the name.
fn is_single(cell: &str) -> bool {
    let mut chars = cell.chars();
    let han = chars
        .next()
        .is_some_and(|char| is_han(char) && char.is_alphabetic() && !NO_SINGLES.contains(char));
    han && chars.next().is_none()
}

/// What looks like a class: 23软工1班, 软件2301.
fn is_class(cell: &str) -> bool {
    let short = compact(cell);
    let digit = short.chars().any(|char| char.is_ascii_digit());
    let han = short.chars().any(is_han);
    han && (digit || short.ends_with('班')) && short.chars().count() <= LONGEST
}

/// Which cell holds what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    number: Option<usize>,
    name: Option<usize>,
    class: Option<usize>,
    /// Whether a heading says so.
    told: bool,
}

impl Columns {
    /// Whom a line names. What stands in another column than in most lines is looked for there.
    pub fn person(self, line: &Line) -> Person {
        let own = |at: Option<usize>| at.and_then(|at| line.cells.get(at)).map(String::as_str);
        let find = |at: Option<usize>, is: &dyn Fn(&str) -> bool| {
            let own = own(at).filter(|cell| is(cell) || self.told);
            let other = || line.cells.iter().map(String::as_str).find(|cell| is(cell));
            own.or_else(|| other().filter(|_| !self.told)).unwrap_or_default()
        };
        let number = compact(find(self.number, &|cell| is_number(&compact(cell))));
        let class = compact(find(self.class, &is_class));
        let single = own(self.name).filter(|cell| is_single(cell));
        let name = single.unwrap_or_else(|| find(self.name, &is_name));
        // 张 三 fills a column; JOHN SMITH is two words.
        let name = if is_latin(name) { name.to_owned() } else { compact(name) };
        let usable = |text: String, is: bool| {
            let short = text.chars().count() <= LONGEST;
            if is && short { text } else { String::new() }
        };
        // What a heading names may look like something else.
        let is_told = |text: &str| self.told && !is_identity(text);
        let is_number = is_number(&number) || (is_told(&number) && is_plain_number(&number));
        let is_named = is_name(&name) || single.is_some() || (is_told(&name) && !is_no_name(&name));
        let is_classed = is_class(&class) || is_told(&class);
        Person {
            number: usable(number, is_number),
            name: usable(name, is_named),
            class: usable(class, is_classed),
        }
    }
}

/// What a column under 学号 may hold: shorter than what is taken for a number elsewhere.
fn is_plain_number(cell: &str) -> bool {
    let plain = cell.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && cell.bytes().any(|byte| byte.is_ascii_digit()) && cell.len() <= 24
}

fn is_no_name(cell: &str) -> bool {
    is_number(cell) || is_shortened(cell) || NO_NAMES.contains(&cell)
}

/// A heading line.
pub struct Heading {
    /// How many cells it has.
    pub cells: usize,
    /// Which of them say what stands below.
    pub columns: Columns,
}

impl Heading {
    /// Reads one; a line with a number in it is none.
    pub fn of(line: &Line) -> Option<Self> {
        let find = |words: &[&str]| {
            let names = |cell: &String| words.iter().any(|word| compact(cell).contains(word));
            line.cells.iter().position(names)
        };
        let columns = Columns {
            number: find(&["学号", "学籍号"]),
            name: find(&["姓名", "名字"]),
            class: find(&["班级", "班别", "行政班"]),
            told: true,
        };
        let is_list = line.cells.iter().any(|cell| is_number(&compact(cell)));
        let is_heading = columns.number.is_some() || columns.name.is_some();
        (is_heading && !is_list).then_some(Self { cells: line.cells.len(), columns })
    }
}

/// What the columns of lines with the same number of cells hold.
#[derive(Default)]
pub struct Shape {
    columns: Vec<Column>,
}

#[derive(Default)]
struct Column {
    numbers: BTreeSet<String>,
    mobiles: usize,
    names: BTreeSet<String>,
    singles: BTreeSet<String>,
    classes: usize,
    longest: usize,
}

impl Shape {
    /// Counts a line in.
    pub fn add(&mut self, line: &Line) {
        self.columns.resize_with(line.cells.len(), Column::default);
        for (column, cell) in self.columns.iter_mut().zip(&line.cells) {
            let short = compact(cell);
            if is_number(&short) {
                column.mobiles += usize::from(is_mobile(&short));
                column.longest = column.longest.max(short.len());
                if column.numbers.len() < MOST_DISTINCT {
                    column.numbers.insert(short);
                }
            } else if is_name(cell) {
                if column.names.len() < MOST_DISTINCT {
                    column.names.insert(short);
                }
            } else if is_single(cell) {
                column.singles.insert(short);
            } else if is_class(cell) {
                column.classes += 1;
            }
        }
    }

    /// Which column holds what: the one with the most different values of a sort, the first of equal
    /// ones, names of one character half as likely as longer ones, and mobile numbers only where there is nothing else.
    pub fn columns(&self) -> Columns {
        let best = |score: &dyn Fn(&Column) -> (usize, usize, usize)| {
            let mut found: Option<(usize, (usize, usize, usize))> = None;
            for (at, column) in self.columns.iter().enumerate() {
                let score = score(column);
                if score.1 > 0 && found.is_none_or(|(_, before)| score > before) {
                    found = Some((at, score));
                }
            }
            found.map(|(at, _)| at)
        };
        let number = |column: &Column| {
            let own = column.mobiles < column.numbers.len();
            (usize::from(own), column.numbers.len(), column.longest)
        };
        Columns {
            number: best(&number),
            name: best(&|column| (1, 2 * column.names.len() + column.singles.len(), 0)),
            class: best(&|column| (1, column.classes, 0)),
            told: false,
        }
    }
}
