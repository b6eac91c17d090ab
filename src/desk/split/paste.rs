//! Classes and head counts out of what was typed or pasted from a table.

use tucai_notice::division::divide::Class;
use tucai_notice::division::most;

/// What a pasted text holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The classes, in their order. Without a number a class has no people, which is told.
    pub classes: Vec<Class>,
    /// What was passed over, as sentences for whoever pasted it.
    pub passed: Vec<String>,
    /// Whether this looks like a list of persons: their names must not get into a link.
    pub people: bool,
}

/// Which cells of a table's lines hold what, by its heading.
#[derive(Clone, Copy, Default)]
struct Columns {
    class: Option<usize>,
    major: Option<usize>,
    heads: Option<usize>,
    index: Option<usize>,
}

/// Between the cells of a line that has no tabs, and around a name.
const GAPS: [char; 8] = [' ', ',', ':', ';', '|', '、', '。', '，'];

/// Lines that add others up.
const SUMS: [&str; 7] = ["合计", "总计", "小计", "共计", "总数", "总人数", "合计人数"];

/// Reads a text: a line each, in cells by tabs or the name first and the number last.
pub fn read(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    let mut columns = Columns::default();
    let mut rows: Vec<(Option<u32>, String, u32)> = Vec::new();
    for line in text.lines().map(plain).filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let short: String = cells.concat().chars().filter(|char| *char != ' ').collect();
        if let Some(found) = heading(&cells, &short) {
            pasted.people |= short.contains("姓名") || short.contains("学号");
            pasted.passed.push(format!("“{}”是表头，没有算成班级", beginning(&line)));
            columns = found;
            continue;
        }
        let name: String = short.chars().take_while(|char| !is_end(*char)).collect();
        if SUMS.contains(&name.as_str()) {
            pasted.passed.push(format!("“{}”是合计，没有算成班级", beginning(&line)));
            continue;
        }
        rows.push(row(&cells, columns));
    }
    // 1, 2, 3 in front of the names counts them; 22 and 23 are years.
    let all = |counts: &dyn Fn(u32, u32) -> bool| {
        let numbers = rows.iter().map(|(index, ..)| index.unwrap_or_default());
        let mut last = 0;
        numbers.into_iter().all(|index| counts(std::mem::replace(&mut last, index), index))
    };
    let counted = all(&|last, index| index > last)
        && rows.first().is_some_and(|(index, ..)| *index == Some(1) || columns.index.is_some())
        && rows.iter().all(|(_, name, _)| name.chars().count() > 1);
    if counted {
        pasted.passed.push("每行前面的序号没有算进班名".to_owned());
    }
    for (index, name, heads) in rows {
        let name = match index.filter(|_| !counted) {
            Some(index) => format!("{index} {name}"),
            None => name,
        };
        pasted.classes.push(Class { name, heads });
    }
    pasted.people |= are_people(&pasted.classes);
    pasted
}

/// Full-width digits, letters and brackets made plain, one kind of space, nothing invisible.
fn plain(line: &str) -> String {
    let char = |char: char| match char {
        '\t' | '，' | '；' | '！' | '？' => Some(char),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '"' => None,
        '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0),
        char if char.is_whitespace() => Some(' '),
        char if char.is_control() => None,
        _ => Some(char),
    };
    line.chars().filter_map(char).map(|char| if char == '；' { ';' } else { char }).collect()
}

fn is_end(char: char) -> bool {
    char.is_ascii_digit() || char == '(' || char == '共' || GAPS.contains(&char)
}

/// How a line begins, for a sentence.
fn beginning(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let text = words.join(" ");
    let mut short: String = text.chars().take(16).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The columns of a heading, or none where a line is none: it names a column and has no number.
fn heading(cells: &[&str], short: &str) -> Option<Columns> {
    let names = ["班级", "班名", "人数", "序号", "姓名", "学号"];
    let is = names.iter().any(|name| short.contains(name));
    if !is || short.chars().any(|char| char.is_ascii_digit()) {
        return None;
    }
    let find = |parts: &[&str]| {
        let holds = |cell: &&str| parts.iter().any(|part| cell.contains(part));
        (cells.len() > 1).then(|| cells.iter().position(holds)).flatten()
    };
    Some(Columns {
        class: find(&["班"]).or_else(|| find(&["专业", "名称"])),
        major: find(&["专业"]),
        heads: find(&["总人数", "合计"]).or_else(|| find(&["人数"])),
        index: find(&["序号", "编号"]),
    })
}

/// A line's number in front, name and head count.
fn row(cells: &[&str], columns: Columns) -> (Option<u32>, String, u32) {
    let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).filter(|it| !it.is_empty());
    if let Some((class, heads)) = cell(columns.class).zip(cell(columns.heads)) {
        let major = cell(columns.major).filter(|it| *it != class && is_part(class));
        let name = major.map_or_else(String::new, |major| format!("{major} ")) + class;
        let index = cell(columns.index).and_then(|it| it.parse().ok());
        return (index, name, heads_of(heads).unwrap_or_default());
    }
    let cells: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let at = cells.iter().rposition(|cell| heads_of(cell).is_some()).filter(|at| *at > 0);
    let Some(at) = at else {
        // No cell is a number by itself: it stands at the end of the name.
        let line = cells.join(" ");
        let (index, rest) = without_index(&line);
        let (name, heads) = glued(rest);
        return (index, name, heads);
    };
    let heads = cells.get(at).and_then(|cell| heads_of(cell)).unwrap_or_default();
    let before = cells.get(..at).unwrap_or_default();
    let (index, before) = match before {
        [first, rest @ ..] if !rest.is_empty() && first.parse::<u32>().is_ok() => {
            (first.parse().ok(), rest)
        }
        _ => (None, before),
    };
    // 电气1班, 李老师, 45: what stands behind the class is nobody's class.
    let last = before.iter().rposition(|cell| is_marked(cell)).map_or(before.len(), |at| at + 1);
    let name = before.get(..last).unwrap_or_default().join(" ");
    // 2. 电气1班 in one cell: only what no name has. 22 级 is one.
    let rest = name.trim_start_matches(|char: char| char.is_ascii_digit());
    if index.is_none() && rest.len() < name.len() && rest.starts_with(['.', '、', ')']) {
        let (index, rest) = without_index(&name);
        return (index, rest.to_owned(), heads);
    }
    (index, name, heads)
}

/// `45`, `45人`, `(45名)`: the number.
fn heads_of(cell: &str) -> Option<u32> {
    let cell = cell.trim_matches(|char| GAPS.contains(&char));
    let cell = cell.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(cell);
    let cell = cell.strip_prefix('共').unwrap_or(cell);
    let cell = cell.trim_end_matches(['人', '名']).trim();
    let digits = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| cell.parse().unwrap_or_default())
}

/// `电气1班 45`, `电气1班(45人)`, `电气1班45人`: the name and the number. 电气2201 is all name.
fn glued(line: &str) -> (String, u32) {
    let line = line.trim_matches(|char| GAPS.contains(&char));
    let none = || (line.to_owned(), 0);
    let own = |name: &str, number: &str| {
        let name = name.trim_end_matches(|char| GAPS.contains(&char) || "-—=共".contains(char));
        heads_of(number).filter(|_| !name.is_empty()).map(|heads| (name.to_owned(), heads))
    };
    if let Some((name, inside)) = line.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
        let people = inside.ends_with(['人', '名']) || name.trim_end().ends_with('班');
        return own(name, inside).filter(|_| people).unwrap_or_else(none);
    }
    let body = line.trim_end_matches(['人', '名']);
    let people = body.len() < line.len();
    let body = body.trim_end();
    let name = body.trim_end_matches(|char: char| char.is_ascii_digit());
    let number = body.get(name.len()..).unwrap_or_default();
    let apart = name.ends_with(|char| GAPS.contains(&char));
    own(name, number).filter(|_| apart || people).unwrap_or_else(none)
}

/// `1 电气1班`, `2、电气2班`: the number in front, and the rest.
fn without_index(line: &str) -> (Option<u32>, &str) {
    let rest = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let index = line.get(..line.len() - rest.len()).unwrap_or_default();
    let after = rest.trim_start_matches(['.', '、', ')', ' ', ',', '，']);
    // A number and another number are a name and a count.
    let more = after.starts_with(|char: char| !char.is_ascii_digit());
    match index.parse() {
        Ok(index) if after.len() < rest.len() && more => (Some(index), after),
        _ => (None, line),
    }
}

/// 1班 is part of a name that its 专业 completes.
fn is_part(class: &str) -> bool {
    class.chars().all(|char| char.is_ascii_digit() || "班级第() ".contains(char))
}

/// Whether a word has what classes have and persons have not.
fn is_marked(word: &str) -> bool {
    let marks = ["班", "级", "专业", "学院", "系", "届"];
    word.chars().any(|char| char.is_ascii_digit()) || marks.iter().any(|mark| word.contains(mark))
}

/// Two to four characters, or more with a dot between, and nothing that only classes have.
fn is_like_a_person(name: &str) -> bool {
    let han = |char: char| matches!(char, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    let dot = |char: char| matches!(char, '·' | '•' | '・');
    let count = name.chars().filter(|char| han(*char)).count();
    name.chars().all(|char| han(char) || dot(char))
        && (2..=if name.contains(dot) { 20 } else { 4 }).contains(&count)
        && !is_marked(name)
}

/// Whether most rows look like persons, one at a time or by their names; or any by both.
fn are_people(classes: &[Class]) -> bool {
    let named = |class: &Class| {
        // 张 三 is written so to fill a column; 电气1班 李四 has somebody behind the class.
        let whole: String = class.name.split_whitespace().collect();
        let last = class.name.split_whitespace().last().unwrap_or_default();
        is_like_a_person(&whole) || is_like_a_person(last)
    };
    // Student numbers are far beyond what a class has.
    let single = |class: &Class| class.heads == 1 || class.heads > most::HEADS;
    let most = |is: &dyn Fn(&Class) -> bool| {
        classes.iter().filter(|class| is(class)).count() * 2 > classes.len()
    };
    most(&named) || most(&single) || classes.iter().any(|class| named(class) && single(class))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<(String, u32)> {
        read(text).classes.into_iter().map(|class| (class.name, class.heads)).collect()
    }

    fn of(rows: &[(&str, u32)]) -> Vec<(String, u32)> {
        rows.iter().map(|&(name, heads)| (name.to_owned(), heads)).collect()
    }

    #[test]
    fn a_line_is_a_name_and_a_number() {
        for line in [
            "电气2201 40",
            "电气2201\t40",
            "电气2201，40人",
            "  电气2201: 40。",
            "电气2201　40",
            "电气2201 ４０",
            "电气２２０１\t４０人",
            "电气2201(40人)",
            "电气2201（40人）",
            "电气2201 （共40人）",
            "电气2201\t(40名)",
            "\u{FEFF}电气2201 40\r\n",
        ] {
            assert_eq!(classes(line), of(&[("电气2201", 40)]), "{line}");
        }
        for line in
            ["电气1班45人", "电气1班(45)", "电气1班（４５人）", "电气1班-45人", "电气1班,45"]
        {
            assert_eq!(classes(line), of(&[("电气1班", 45)]), "{line}");
        }
        // No number is none, and two lines are two classes.
        let two = classes("电气2201\n\n自动化 22级1班 36");
        assert_eq!(two, of(&[("电气2201", 0), ("自动化 22级1班", 36)]));
        assert_eq!(classes("40"), of(&[("40", 0)]));
        assert_eq!(classes(" \n\t"), []);
        assert_eq!(classes("软件工程(2)"), of(&[("软件工程(2)", 0)]));
        assert_eq!(classes("软件工程(2)\t40"), of(&[("软件工程(2)", 40)]));
        // More than anybody means is told by the division.
        assert_eq!(classes("甲班 99999999999"), of(&[("甲班", 0)]));
    }

    #[test]
    fn a_table_with_its_heading_numbers_and_sum() {
        let expected = of(&[("电气1班", 45), ("电气2班", 44)]);
        let table = read("班级\t人数\n电气1班\t45\n电气2班\t44\n合计\t89\n");
        let told = ["“班级 人数”是表头，没有算成班级", "“合计 89”是合计，没有算成班级"];
        assert_eq!(table.passed, told);
        assert!(!table.people);
        for text in [
            "班级\t人数\n电气1班\t45\n电气2班\t44\n合计\t89",
            "班级 人数\n电气1班 45\n电气2班 44\n合计：89人",
            "序号\t班级\t人数\n1\t电气1班\t45\n2\t电气2班\t44",
            "序号\t班级\t人数\t备注\n3\t电气1班\t45\t\n7\t电气2班\t44\t补",
            "1\t电气1班\t45\n2\t电气2班\t44",
            "1 电气1班 45\n2 电气2班 44",
            "1. 电气1班 45\n2. 电气2班 44",
            "１、电气1班(45人)\n２、电气2班(44人)",
            "班级\t班主任\t人数\n电气1班\t李老师\t45\n电气2班\t王老师\t44",
            "电气1班\t李老师\t45\n电气2班\t王老师\t44",
            "人数\t班级\n45\t电气1班\n44\t电气2班",
            "专业\t班级\t男生人数\t总人数\n电气\t电气1班\t30\t45\n电气\t电气2班\t20\t44",
        ] {
            assert_eq!(classes(text), expected, "{text}");
        }
        assert_eq!(read("1 电气1班 45").passed, ["每行前面的序号没有算进班名"]);
        // A major completes a class that is only a number.
        let majors = classes("专业\t班级\t人数\n电气\t1班\t45\n力学\t1班\t44");
        assert_eq!(majors, of(&[("电气 1班", 45), ("力学 1班", 44)]));
        // Years and bare class numbers are no count.
        let years = classes("22 级电气 45\n23 级电气 44");
        assert_eq!(years, of(&[("22 级电气", 45), ("23 级电气", 44)]));
        assert_eq!(classes("1 班 45\n2 班 44"), of(&[("1 班", 45), ("2 班", 44)]));
    }

    #[test]
    fn persons_are_no_classes() {
        for text in [
            "张三 1\n李四 1",
            "张三\n李四",
            "张三\t20220101\n李四\t20220102",
            "1 张三 1\n2 李四 1",
            "姓名\t人数\n电气1班\t45",
            "电气1班 45\n电气2班 44\n张三 1",
            "张 三 45",
            "电气1班 张三 45",
            "甲乙丙·丁戊己 1\n电气1班 45",
            "A 1\nB 1",
            "自动化 40",
        ] {
            assert!(read(text).people, "{text}");
        }
        for text in [
            "电气2201 40\n电气2202 36\n自动化2201 44",
            "电气1班 45\n单独一人班 1\n自动化 22级1班 36",
            "自动化专业 40",
            "人工智能学院 40",
            "",
        ] {
            assert!(!read(text).people, "{text}");
        }
    }
}
