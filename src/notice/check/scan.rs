//! Finding dates, weekdays and times in a notice's own words.
//!
//! Words are cut into numbers and characters, with full-width forms and the many dashes made one,
//! so that every pattern is a slice pattern.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A number and how many digits it was written with.
    Number(u32, u8),
    /// `-`, `–`, `—`, `~`, `～`, `至`, `到`, or several of them on end.
    Dash,
    /// Any other character, full-width forms made half-width.
    Char(char),
}

use Token::{Char, Dash, Number};

/// A day in a text: the year where it is written, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrittenDay {
    pub year: Option<u32>,
    pub month: u32,
    pub day: u32,
    /// The weekday that stands right behind it, 1 for Monday to 7.
    pub weekday: Option<u32>,
}

/// The full-width forms of ASCII as ASCII.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Cuts a text into tokens; spaces are dropped, but part numbers.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut after_space = false;
    for c in text.chars().map(half_width) {
        if c.is_whitespace() {
            after_space = true;
            continue;
        }
        let joined = !std::mem::take(&mut after_space);
        match (c, tokens.last_mut()) {
            (_, Some(Number(value, digits))) if c.is_ascii_digit() && joined => {
                *value = value.saturating_mul(10).saturating_add(c.to_digit(10).unwrap_or(0));
                *digits = digits.saturating_add(1);
            }
            (_, _) if c.is_ascii_digit() => tokens.push(Number(c.to_digit(10).unwrap_or(0), 1)),
            ('-' | '–' | '—' | '−' | '―' | '‐' | '‑' | '~' | '〜' | '至' | '到', last) => {
                if last != Some(&mut Dash) {
                    tokens.push(Dash);
                }
            }
            _ => tokens.push(Char(c)),
        }
    }
    tokens
}

/// Every tail of the tokens, to match patterns at.
fn tails(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    (0..tokens.len()).filter_map(|from| tokens.get(from..))
}

/// The times of day in a text, as minutes, each with the end of its span if it has one.
pub(super) fn clocks(tokens: &[Token]) -> Vec<(u32, Option<u32>)> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let Some((_, tail)) = rest.split_first() {
        rest = match rest {
            [
                Number(h, 1..=2),
                Char(':'),
                Number(m, 2),
                Dash,
                Number(h2, 1..=2),
                Char(':'),
                Number(m2, 2),
                after @ ..,
            ] => {
                found.push((h * 60 + m, Some(h2 * 60 + m2)));
                after
            }
            [Number(h, 1..=2), Char(':'), Number(m, 2), after @ ..] => {
                found.push((h * 60 + m, None));
                after
            }
            _ => tail,
        };
    }
    found
}

/// The days in a text, in order; `4月12～13日` is both.
pub(super) fn days(tokens: &[Token]) -> Vec<WrittenDay> {
    let mut found = Vec::new();
    let mut rest = tokens;
    let (mut year, mut month) = (None, None);
    while let Some((_, tail)) = rest.split_first() {
        rest = match rest {
            [Number(y, 4), Char('年'), after @ ..] => {
                year = Some(*y);
                after
            }
            [Number(y, 4), Char('.'), Number(m, _), Char('.'), Number(d, _), after @ ..]
            | [Number(y, 4), Dash, Number(m, 2), Dash, Number(d, 2), after @ ..] => {
                push(&mut found, Some(*y), *m, &[*d], after);
                after
            }
            [
                Number(m, 1..=2),
                Char('月'),
                Number(d, 1..=2),
                Dash,
                Number(e, 1..=2),
                Char('日' | '号'),
                after @ ..,
            ]
            | [
                Number(m, 1..=2),
                Char('月'),
                Number(d, 1..=2),
                Char('日' | '号'),
                Dash,
                Number(e, 1..=2),
                Char('日' | '号'),
                after @ ..,
            ] => {
                let all: Vec<u32> = (*d..=*e).collect();
                month = Some(*m);
                push(&mut found, year, *m, &all, after);
                after
            }
            [Number(m, 1..=2), Char('月'), Number(d, 1..=2), Char('日' | '号'), after @ ..] => {
                month = Some(*m);
                push(&mut found, year, *m, &[*d], after);
                after
            }
            // 4月15日(周三)—17日(周五), but not 4月15日、3日内.
            [Dash | Char('、' | '和' | '及'), Number(d, 1..=2), Char('日' | '号'), after @ ..]
                if !matches!(after, [Char('内' | '后'), ..]) =>
            {
                if let Some(month) = month {
                    push(&mut found, year, month, &[*d], after);
                }
                after
            }
            _ => tail,
        };
    }
    found
}

/// Notes the days of one month, with the weekdays that stand right behind them.
fn push(found: &mut Vec<WrittenDay>, year: Option<u32>, month: u32, days: &[u32], after: &[Token]) {
    let (first, last) = weekdays_behind(after);
    for (index, &day) in days.iter().enumerate() {
        let weekday = match (index, index + 1 == days.len()) {
            (0, true) if last.is_some() => None,
            (0, _) => first,
            (_, true) => last,
            _ => None,
        };
        found.push(WrittenDay { year, month, day, weekday });
    }
}

/// The weekday, or the first and last of several, right behind a day: `(周六～周日)`, `星期日`,
/// `(第八周星期日)`.
fn weekdays_behind(after: &[Token]) -> (Option<u32>, Option<u32>) {
    let mut rest = after;
    if let [Char('(' | ',' | '、'), tail @ ..] = rest {
        rest = tail;
    }
    if let [Char('第'), Char(_) | Number(..), Char('周'), tail @ ..] = rest {
        rest = tail;
    }
    match weekday(rest) {
        Some((first, [Dash, tail @ ..])) => {
            let last = weekday(tail).map(|(last, _)| last).or_else(|| match tail {
                [Char(c), ..] => numeral(*c),
                _ => None,
            });
            (Some(first), last)
        }
        Some((first, _)) => (Some(first), None),
        None => (None, None),
    }
}

/// A weekday at the start of the tokens, and what follows it.
fn weekday(tokens: &[Token]) -> Option<(u32, &[Token])> {
    match tokens {
        [Char('周'), Char(c), rest @ ..]
        | [Char('星' | '礼'), Char('期' | '拜'), Char(c), rest @ ..] => {
            numeral(*c).map(|number| (number, rest))
        }
        _ => None,
    }
}

/// The weekdays in a text, 1 for Monday to 7; those between two are among them.
pub(super) fn weekdays(tokens: &[Token]) -> Vec<u32> {
    let mut found = Vec::new();
    for (at, tail) in tails(tokens).enumerate() {
        // 第三周一 is more likely the third week than a Monday.
        let teaching_week = matches!(
            at.checked_sub(2).and_then(|from| tokens.get(from..at)),
            Some([Char('第'), _])
        );
        let Some((first, rest)) = weekday(tail).filter(|_| !teaching_week) else {
            continue;
        };
        found.push(first);
        if let [Dash, rest @ ..] = rest
            && let Some((last, _)) = weekday(rest)
        {
            found.extend(first..=last);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn numeral(c: char) -> Option<u32> {
    match c {
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '日' | '天' => Some(7),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: Option<u32>, month: u32, day: u32, weekday: Option<u32>) -> WrittenDay {
        WrittenDay { year, month, day, weekday }
    }

    #[test]
    fn days_as_the_notices_write_them() {
        let read = |text: &str| days(&tokens(text));
        // bnu-2025
        assert_eq!(
            read("2025年4月12～13日(周六～周日)9:00～12:00"),
            [day(Some(2025), 4, 12, Some(6)), day(Some(2025), 4, 13, Some(7))]
        );
        // xaipe-2025
        assert_eq!(read("2024 年 4 月 21 日(第八周星期日)"), [day(Some(2024), 4, 21, Some(7))]);
        assert_eq!(
            read("4月15日(周三)—17日(周五)、20日"),
            [day(None, 4, 15, Some(3)), day(None, 4, 17, Some(5)), day(None, 4, 20, None)]
        );
        assert_eq!(read("4月15日起、3日内"), [day(None, 4, 15, None)]);
        // cqust-2026, hnust-2026
        assert_eq!(read("2025.11.3 9:00~12:00"), [day(Some(2025), 11, 3, None)]);
        assert_eq!(read("4月15日上午"), [day(None, 4, 15, None)]);
        assert_eq!(read("第4批2026-04-15"), [day(Some(2026), 4, 15, None)]);
    }

    #[test]
    fn times_as_the_notices_write_them() {
        let read = |text: &str| clocks(&tokens(text));
        assert_eq!(read("15: 10-15: 30"), [(910, Some(930))]);
        assert_eq!(read("8:30-08:50"), [(510, Some(530))]);
        assert_eq!(read("9:00～12:00;13:30—17:00"), [(540, Some(720)), (810, Some(1020))]);
        assert_eq!(read("集合时间：8:40"), [(520, None)]);
        assert_eq!(read("比例1:2000"), []);
    }

    #[test]
    fn weekdays_but_not_teaching_weeks() {
        let read = |text: &str| weekdays(&tokens(text));
        assert_eq!(read("第八周星期日"), [7]);
        assert_eq!(read("第三周一班"), Vec::<u32>::new());
        assert_eq!(read("周二至周四"), [2, 3, 4]);
        assert_eq!(read("(周三)"), [3]);
    }
}
