//! The normal form under which names are compared.
//!
//! Both sides of a comparison are folded the same way, so folding too much does no harm unless it
//! makes two different names equal. There is no Unicode table here (full NFKC costs 47 kB of brotli
//! in the page): arithmetic for full-width forms, and short lists for what pasted names hold.

/// No name is longer, and hostile input costs no more than this.
const MAX_BYTES: usize = 512;

/// Kangxi radicals that text copied out of a PDF holds in place of the character.
const RADICALS: &str = "⼀一⼆二⼈人⼊入⼋八⼒力⼗十⼝口⼟土⼤大⼥女⼦子⼩小⼭山⼯工⼰己⼲干⼴广⼼心⼿手⽀支⽂文⽅方\
                        ⽇日⽉月⽊木⽐比⽔水⽕火⽚片⽛牙⽜牛⽟玉⽣生⽤用⽥田⽩白⽬目⽯石⽰示⽲禾⽴立⽵竹⽶米⽺羊⽼老\
                        ⽽而⾁肉⾃自⾄至⾊色⾎血⾏行⾐衣⾔言⾜足⾝身⾥里⾦金⾬雨⾮非⾯面⾰革⾳音⾷食⾸首⾹香⾼高⿊黑";

/// The normal form of a name: no spaces, full-width forms as ASCII, one kind of dash and separator,
/// no brackets, numbers in digits, the cohort in front (`２０２３级 软工（一）班` → `23软工1班`).
/// Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut chars = simple(text);
    // Each step makes the text shorter in bytes, so this ends.
    while rewrite(&mut chars, true) || cohort_first(&mut chars) || subject_words(&mut chars) {}
    let mut folded = String::new();
    for c in chars {
        folded.push(c.to_ascii_lowercase());
    }
    folded
}

/// The normal form without a 班 at the end, which people leave out.
pub fn key(text: &str) -> String {
    let mut folded = fold(text);
    if folded.ends_with('班') && folded.len() > '班'.len_utf8() {
        folded.pop();
    }
    folded
}

/// The text as the notice means it, character by character: as [`fold`] but with its brackets, its
/// case and its order kept, so that what is cut out of it can be shown.
pub(crate) fn plain(text: &str) -> Vec<char> {
    let mut chars = simple(text);
    while rewrite(&mut chars, false) {}
    chars
}

/// Whether there is an ASCII digit.
pub(crate) fn is_digit(c: Option<&char>) -> bool {
    matches!(c, Some('0'..='9'))
}

/// How many ASCII digits the words start with.
pub(crate) fn leading_digits(words: &str) -> usize {
    let mut digits = 0;
    while words.as_bytes().get(digits).is_some_and(u8::is_ascii_digit) {
        digits += 1;
    }
    digits
}

/// Where a part stands in the words; the searcher of `str` is a kilobyte of code in the page.
pub(crate) fn find(words: &str, part: &str) -> Option<usize> {
    let (words, part) = (words.as_bytes(), part.as_bytes());
    let mut at = 0;
    while !part.is_empty() && at + part.len() <= words.len() {
        if words.get(at..at + part.len()) == Some(part) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The number that a run of digits at `start` names, and where the run ends. Nothing has a number
/// above 9999.
pub(crate) fn number_at(chars: &[char], start: usize) -> Option<(u16, usize)> {
    let mut end = start;
    let mut number = 0;
    while let Some(digit) = chars.get(end).and_then(|c| c.to_digit(10)) {
        number = number * 10 + digit;
        if number > 9999 {
            return None;
        }
        end += 1;
    }
    if end > start { Some((u16::try_from(number).ok()?, end)) } else { None }
}

/// Each character in its simplest form; spaces and what cannot be seen are dropped.
fn simple(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut bytes = 0;
    for c in text.chars() {
        let before = out.len();
        simple_char(c, &mut out);
        for c in out.get(before..).unwrap_or_default() {
            bytes += c.len_utf8();
        }
        if bytes > MAX_BYTES {
            out.truncate(before);
            break;
        }
    }
    out
}

fn simple_char(c: char, out: &mut Vec<char>) {
    let code = u32::from(c);
    // Full-width ASCII stands at a fixed distance.
    let c = match code {
        0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let c = match c {
        // Zero-width and direction marks, soft hyphen, variation selectors; quotation marks and dots,
        // which people leave out.
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '"'
        | '\''
        | '`'
        | '\u{2018}'..='\u{201F}'
        | '「'
        | '」'
        | '『'
        | '』'
        | '《'
        | '》'
        | '〈'
        | '〉'
        | '·'
        | '•'
        | '・'
        | '‧' => return,
        '-'
        | '~'
        | '_'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{223C}'
        | '\u{301C}'
        | '\u{FE58}'
        | '\u{FE63}' => '-',
        '(' | '[' | '{' | '【' | '〔' | '〖' | '\u{FE59}' => '(',
        ')' | ']' | '}' | '】' | '〕' | '〗' | '\u{FE5A}' => ')',
        ',' | '、' | '/' | ';' | '|' | '\\' | '\u{FE50}' | '\u{FE51}' | '\u{FF64}' => ',',
        // Circled and bracketed numbers.
        '①'..='⑳' => return push_number(code - 0x245F, out),
        '⑴'..='⒇' => return push_number(code - 0x2473, out),
        'Ⅰ'..='Ⅻ' | 'ⅰ'..='ⅻ' => {
            let mut romans = "I II III IV V VI VII VIII IX X XI XII".split(' ');
            for c in romans.nth(code as usize & 0xF).unwrap_or_default().chars() {
                out.push(c);
            }
            return;
        }
        '零' => '〇',
        '\u{2F00}'..='\u{2FD5}' => {
            let mut pairs = RADICALS.chars();
            while pairs.next().is_some_and(|radical| radical != c) {}
            pairs.next().unwrap_or(c)
        }
        _ if c.is_whitespace() || c.is_control() => return,
        _ => c,
    };
    // A dash written as two (——) is one.
    if c != '-' || out.last() != Some(&'-') {
        out.push(c);
    }
}

fn push_number(number: u32, out: &mut Vec<char>) {
    if number > 9 {
        push_number(number / 10, out);
    }
    if let Some(digit) = char::from_digit(number % 10, 10) {
        out.push(digit);
    }
}

/// The value of a Chinese numeral, also as it is written where nobody shall change it.
fn numeral(c: Option<&char>) -> Option<u32> {
    Some(match c? {
        '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => 10,
        _ => return None,
    })
}

/// The value of a run of numerals: 十一, 二十, 二三, 二〇二三.
fn numeral_value(run: &[char]) -> Option<u32> {
    let mut sum = 0;
    for (at, c) in run.iter().enumerate() {
        let value = numeral(Some(c))?;
        let digits = run.len() <= 2 || run.len() == 4;
        sum = match (value, at) {
            // 十一 is 11 and 二十一 is 21: the ten counts, and is no digit of its own.
            (10, 0) if run.len() <= 2 => 1,
            (10, 1) if run.len() <= 3 && sum < 10 && numeral(run.first()) != Some(10) => sum,
            (10, _) => return None,
            (_, 2) if run.len() == 3 && numeral(run.get(1)) == Some(10) => sum * 10 + value,
            (_, _) if digits || at == 0 => sum * 10 + value,
            _ => return None,
        };
    }
    Some(if numeral(run.last()) == Some(10) { sum * 10 } else { sum })
}

/// One pass over the text: numbers in digits where they count something, the words between two
/// numbers as signs (一至五班 → 1-5班). With `all` it also drops brackets (软工(1)班 → 软工1班), zeros
/// in front of a number, 第, and dashes that stand between anything but numbers (软工-1班 → 软工1班).
fn rewrite(chars: &mut Vec<char>, all: bool) -> bool {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut changed = false;
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let start = at;
        at += 1;
        let before = out.last().copied();
        let after_number = is_digit(out.last());
        let after_class = after_number || before == Some('班');
        let before_number = is_digit(chars.get(at));
        let kept = match c {
            '至' | '到' if after_class && before_number => Some('-'),
            '和' | '与' | '及' if after_class && before_number => Some(','),
            '(' | ')' if all => {
                while matches!(chars.get(at), Some('(' | ')')) {
                    at += 1;
                }
                // Two numbers stay two.
                if after_number && is_digit(chars.get(at)) { Some('-') } else { None }
            }
            '0' if all && before_number && !after_number => None,
            '第' if all && before_number => None,
            '-' if all && !(after_class && before_number) => None,
            _ => {
                while numeral(chars.get(at - 1)).is_some() && numeral(chars.get(at)).is_some() {
                    at += 1;
                }
                let counts = match chars.get(at) {
                    Some('班' | '批' | '组' | '级' | '届' | '轮' | '期' | '队' | '次' | '年') => {
                        true
                    }
                    Some('-' | ',' | '至' | '到' | '和' | '与' | '及') => {
                        is_digit(chars.get(at + 1))
                    }
                    _ => before == Some('第'),
                };
                let run = chars.get(start..at).unwrap_or_default();
                match numeral_value(run) {
                    Some(value) if counts => {
                        push_number(value, &mut out);
                        changed = true;
                    }
                    _ => out.extend_from_slice(run),
                }
                continue;
            }
        };
        out.extend(kept);
        changed = true;
    }
    *chars = out;
    changed
}

/// The cohort at `at` (23, 2023) as where its two digits start and end.
fn cohort_at(chars: &[char], at: usize) -> Option<(usize, usize)> {
    match number_at(chars, at)? {
        (10..=99, end) if end == at + 2 => Some((at, end)),
        (2010..=2099, end) if end == at + 4 => Some((at + 2, end)),
        _ => None,
    }
}

/// The cohort in two digits in front: 2023级软工1班, 2023软工1班, 软工23级1班, 软工23-1班 → 23软工1班.
fn cohort_first(chars: &mut Vec<char>) -> bool {
    let mut at = 0;
    while chars.get(at).is_some_and(|c| !c.is_ascii_digit()) {
        at += 1;
    }
    let Some((start, end)) = cohort_at(chars, at) else { return false };
    let next = chars.get(end);
    let (from, to) = if at > 0 {
        let moves = match next {
            Some('级') => true,
            // As 软工22-23班 is a span of classes, the number behind the dash has to be smaller.
            Some('-') => match (number_at(chars, start), number_at(chars, end + 1)) {
                (Some((cohort, _)), Some((class, after))) => {
                    class < cohort && matches!(chars.get(after), None | Some('班'))
                }
                _ => false,
            },
            _ => false,
        };
        if !moves {
            return false;
        }
        for place in 0..2 {
            if let Some(&digit) = chars.get(start + 2 * place) {
                chars.insert(place, digit);
            }
        }
        (at + 2, end + 3)
    } else if start > 0 && !matches!(next, None | Some('-' | ',' | '班')) {
        // 2012班 may be a class by that number, and 2023-2025 is a span of years.
        (0, start)
    } else if start == 0 && next == Some(&'级') && !is_digit(chars.get(end + 1)) {
        // 23级1班 keeps its 级: 231班 would be something else.
        (end, end + 1)
    } else {
        return false;
    };
    chars.drain(from..to);
    true
}

/// 武术专业1班 → 武术1班, 足球方向1班 → 足球1班; but 专业硕士 stays.
fn subject_words(chars: &mut Vec<char>) -> bool {
    for at in 1..chars.len() {
        let pair = (chars.get(at), chars.get(at + 1));
        let ends = chars.get(at + 2).is_none_or(char::is_ascii_digit);
        // A digit before it would join the one behind.
        if matches!(pair, (Some('专'), Some('业')) | (Some('方'), Some('向')))
            && ends
            && !is_digit(chars.get(at - 1))
        {
            chars.drain(at..at + 2);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;
