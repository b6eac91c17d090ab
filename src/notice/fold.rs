//! The normal form under which names are compared.
//!
//! Both sides of a comparison are folded the same way, so folding too much does no harm unless it
//! makes two different names equal. There is no Unicode table here (full NFKC costs 47 kB of brotli
//! in the page): arithmetic for full-width forms, and short lists for what pasted names hold.

/// No name is longer, and hostile input costs no more than this.
const MAX_BYTES: usize = 512;

/// Chinese numerals; the position is the value.
const NUMERALS: &str = "〇一二三四五六七八九十";

/// Kangxi radicals that text copied out of a PDF holds in place of the character.
const RADICALS: &str = "⼀一⼆二⼈人⼊入⼋八⼒力⼗十⼝口⼟土⼤大⼥女⼦子⼩小⼭山⼯工⼰己⼲干⼴广⼼心⼿手⽀支⽂文⽅方\
                        ⽇日⽉月⽊木⽐比⽔水⽕火⽚片⽛牙⽜牛⽟玉⽣生⽤用⽥田⽩白⽬目⽯石⽰示⽲禾⽴立⽵竹⽶米⽺羊⽼老\
                        ⽽而⾁肉⾃自⾄至⾊色⾎血⾏行⾐衣⾔言⾜足⾝身⾥里⾦金⾬雨⾮非⾯面⾰革⾳音⾷食⾸首⾹香⾼高⿊黑";

/// The normal form of a name: no spaces, full-width forms as ASCII, one kind of dash and separator,
/// no brackets, numbers in digits, the cohort in front (`２０２３级 软工（一）班` → `23软工1班`).
/// Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut chars = unbracket(&simple(text));
    // Each step makes the text shorter in bytes, so this ends.
    while numerals(&mut chars)
        | zeros_and_ordinals(&mut chars)
        | stray_dashes(&mut chars)
        | leading_cohort(&mut chars)
        | inner_cohort(&mut chars)
        | subject_words(&mut chars)
    {}
    chars.iter().map(char::to_ascii_lowercase).collect()
}

/// The normal form without a 班 at the end, which people leave out.
pub fn key(text: &str) -> String {
    let mut folded = fold(text);
    if folded.ends_with('班') && folded.chars().nth(1).is_some() {
        folded.pop();
    }
    folded
}

/// The text as the notice means it, character by character: as [`fold`] but with its brackets, its
/// case and its order kept, so that what is cut out of it can be shown.
pub(crate) fn plain(text: &str) -> Vec<char> {
    let mut chars = simple(text);
    while numerals(&mut chars) {}
    chars
}

/// Whether there is an ASCII digit.
pub(crate) fn is_digit(c: Option<&char>) -> bool {
    c.is_some_and(char::is_ascii_digit)
}

/// The number that a run of digits at `start` names, and where the run ends. Nothing has a number
/// above 9999.
pub(crate) fn number_at(chars: &[char], start: usize) -> Option<(u16, usize)> {
    let mut end = start;
    let mut number = 0u16;
    while let Some(digit) = chars.get(end).and_then(|c| c.to_digit(10)) {
        number = number.checked_mul(10)?.checked_add(u16::try_from(digit).ok()?)?;
        end += 1;
    }
    (end > start && number <= 9999).then_some((number, end))
}

/// Each character in its simplest form; spaces and what cannot be seen are dropped.
fn simple(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut bytes = 0;
    for c in text.chars() {
        let before = out.len();
        simple_char(c, &mut out);
        bytes += out.iter().skip(before).map(|c| c.len_utf8()).sum::<usize>();
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
    match c {
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
        | '‧' => {}
        '-'
        | '~'
        | '_'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{223C}'
        | '\u{301C}'
        | '\u{FE58}'
        | '\u{FE63}' => {
            if out.last() != Some(&'-') {
                out.push('-');
            }
        }
        '(' | '[' | '{' | '【' | '〔' | '〖' | '\u{FE59}' => out.push('('),
        ')' | ']' | '}' | '】' | '〕' | '〗' | '\u{FE5A}' => out.push(')'),
        ',' | '、' | '/' | ';' | '|' | '\\' | '\u{FE50}' | '\u{FE51}' | '\u{FF64}' => {
            out.push(',');
        }
        // Circled and bracketed numbers.
        '①'..='⑳' => push_number(code - 0x245F, out),
        '⑴'..='⒇' => push_number(code - 0x2473, out),
        'Ⅰ'..='Ⅻ' => push_roman(code - 0x2160, out),
        'ⅰ'..='ⅻ' => push_roman(code - 0x2170, out),
        '零' => out.push('〇'),
        _ if c.is_whitespace() || c.is_control() => {}
        '\u{2F00}'..='\u{2FD5}' => {
            let mut pairs = RADICALS.chars();
            let found = pairs.find(|&radical| radical == c).and(pairs.next());
            out.push(found.unwrap_or(c));
        }
        _ => out.push(c),
    }
}

fn push_number(number: u32, out: &mut Vec<char>) {
    let tens = (number >= 10).then_some(number / 10);
    out.extend(tens.into_iter().chain([number % 10]).filter_map(|d| char::from_digit(d, 10)));
}

fn push_roman(index: u32, out: &mut Vec<char>) {
    let names = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let name = usize::try_from(index).ok().and_then(|index| names.get(index));
    out.extend(name.into_iter().flat_map(|name| name.chars()));
}

/// Drops brackets: 软工(1)班 and 软工1班 are the same. Two numbers stay two.
fn unbracket(chars: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len());
    let mut dropped = false;
    for c in chars {
        if matches!(c, '(' | ')') {
            dropped = true;
            continue;
        }
        if dropped && c.is_ascii_digit() && is_digit(out.last()) {
            out.push('-');
        }
        dropped = false;
        out.push(*c);
    }
    out
}

fn numeral(c: Option<&char>) -> Option<u32> {
    let c = c?;
    NUMERALS.chars().zip(0..).find(|(numeral, _)| numeral == c).map(|(_, value)| value)
}

/// The value of a run of numerals: 十一, 二十, 二三, 二〇二三.
fn numeral_value(run: &[char]) -> Option<u32> {
    let digit = |c: &char| numeral(Some(c)).filter(|&value| value < 10);
    match run {
        ['十'] => Some(10),
        ['十', ones] => digit(ones).map(|ones| 10 + ones),
        [tens, '十'] => digit(tens).map(|tens| 10 * tens),
        [tens, '十', ones] => digit(tens).zip(digit(ones)).map(|(tens, ones)| 10 * tens + ones),
        [_] | [_, _] | [_, _, _, _] => {
            run.iter().try_fold(0, |sum, c| digit(c).map(|value| sum * 10 + value))
        }
        _ => None,
    }
}

/// Numbers in digits where they count something, and the words between two numbers as signs:
/// 一至五班 → 1-5班, 第一批 → 第1批.
fn numerals(chars: &mut Vec<char>) -> bool {
    let mut changed = false;
    let mut at = chars.len();
    while at > 0 {
        at -= 1;
        let after = chars.get(at + 1);
        match chars.get(at) {
            Some(word @ ('至' | '到' | '和' | '与' | '及')) if is_digit(after) => {
                let before = at.checked_sub(1).and_then(|before| chars.get(before));
                let sign = if matches!(word, '至' | '到') { '-' } else { ',' };
                if is_digit(before) || before == Some(&'班') {
                    chars.splice(at..=at, [sign]);
                    changed = true;
                }
            }
            c if numeral(c).is_some() => {
                let end = at + 1;
                while at > 0 && numeral(chars.get(at - 1)).is_some() {
                    at -= 1;
                }
                let counts = match after {
                    Some('班' | '批' | '组' | '级' | '届' | '轮' | '期' | '队' | '次' | '年') => {
                        true
                    }
                    Some('-' | ',' | '至' | '到' | '和' | '与' | '及') => {
                        is_digit(chars.get(end + 1))
                    }
                    _ => at.checked_sub(1).and_then(|before| chars.get(before)) == Some(&'第'),
                };
                let value = chars.get(at..end).and_then(numeral_value);
                if let Some(value) = value.filter(|_| counts) {
                    let digits = value.to_string();
                    chars.splice(at..end, digits.chars());
                    changed = true;
                }
            }
            _ => {}
        }
    }
    changed
}

/// Drops zeros in front of a number, and 第.
fn zeros_and_ordinals(chars: &mut Vec<char>) -> bool {
    drop_where(chars, |before, c, after| {
        is_digit(after) && (c == '第' || c == '0' && !is_digit(before))
    })
}

/// Keeps a dash only between two numbers: 软工-1班 → 软工1班.
fn stray_dashes(chars: &mut Vec<char>) -> bool {
    drop_where(chars, |before, c, after| {
        c == '-' && !(is_digit(after) && (is_digit(before) || before == Some(&'班')))
    })
}

fn drop_where(
    chars: &mut Vec<char>,
    drop: fn(before: Option<&char>, c: char, after: Option<&char>) -> bool,
) -> bool {
    let before = chars.len();
    let mut out: Vec<char> = Vec::with_capacity(before);
    for (at, &c) in chars.iter().enumerate() {
        if !drop(out.last(), c, chars.get(at + 1)) {
            out.push(c);
        }
    }
    *chars = out;
    chars.len() != before
}

/// The cohort at `at` (23, 2023) as where its two digits start and end.
fn cohort_at(chars: &[char], at: usize) -> Option<(usize, usize)> {
    match number_at(chars, at)? {
        (10..=99, end) if end == at + 2 => Some((at, end)),
        (2010..=2099, end) if end == at + 4 => Some((at + 2, end)),
        _ => None,
    }
}

/// 2023级软工1班, 23级软工1班 and 2023软工1班 → 23软工1班.
fn leading_cohort(chars: &mut Vec<char>) -> bool {
    let Some((start, end)) = cohort_at(chars, 0) else {
        return false;
    };
    let graded = chars.get(end) == Some(&'级');
    // 2012班 may be a class by that number, and 2023-2025 is a span of years.
    if start > 0 && !matches!(chars.get(end), None | Some('-' | ',' | '班')) {
        chars.drain(..start);
        return true;
    }
    // 23级1班 keeps its 级: 231班 would be something else.
    if graded && start == 0 && !is_digit(chars.get(end + 1)) {
        chars.remove(end);
        return true;
    }
    false
}

/// 软工23级1班 and 软工23-1班 → 23软工1班. As 软工22-23班 is a span of classes, a dash counts only
/// where the number behind it is smaller.
fn inner_cohort(chars: &mut Vec<char>) -> bool {
    let Some(at) = chars.iter().position(char::is_ascii_digit).filter(|&at| at > 0) else {
        return false;
    };
    let Some((start, end)) = cohort_at(chars, at) else {
        return false;
    };
    let cohort: Vec<char> = chars.iter().skip(start).take(2).copied().collect();
    let moves = match chars.get(end) {
        Some('级') => true,
        Some('-') => match number_at(chars, end + 1) {
            Some((class, after)) => {
                class < number_at(&cohort, 0).map_or(0, |(number, _)| number)
                    && matches!(chars.get(after), None | Some('班'))
            }
            None => false,
        },
        _ => false,
    };
    if moves {
        chars.drain(at..=end);
        chars.splice(0..0, cohort);
    }
    moves
}

/// 武术专业1班 → 武术1班, 足球方向1班 → 足球1班; but 专业硕士 stays.
fn subject_words(chars: &mut Vec<char>) -> bool {
    let found = chars.windows(2).enumerate().skip(1).find(|(at, pair)| {
        matches!(pair, ['专', '业'] | ['方', '向'])
            && chars.get(at + 2).is_none_or(char::is_ascii_digit)
    });
    // A digit before it would join the one behind.
    let found = found
        .map(|(at, _)| at)
        .filter(|&at| !is_digit(at.checked_sub(1).and_then(|before| chars.get(before))));
    if let Some(at) = found {
        chars.drain(at..at + 2);
    }
    found.is_some()
}

#[cfg(test)]
mod tests;
