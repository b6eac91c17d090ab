//! Lines of a width, for Chinese with Latin words and numbers in it.

/// How wide a text is; the browser knows.
pub trait Measure {
    /// The width of a text in a font, in the units of the page.
    fn width(&self, text: &str, font: Font) -> f64;
}

/// A size of the system's font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// The size, in the units of the page.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
}

/// What does not begin a line.
const NOT_FIRST: &str = "，。、；：！？）》」』”’〉】…—–)]},.;:!?%·/";
/// What does not end a line.
const NOT_LAST: &str = "（《「『“‘〈【([{";

/// A text in lines no wider than `width`, at most so many; what does not fit ends with `…`.
pub fn wrap(measure: &dyn Measure, text: &str, font: Font, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if fits(measure, &[&line, piece.trim_end()].concat(), font, width) {
            line.push_str(piece);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        // A word longer than a line is broken wherever it has to be.
        for char in piece.trim_start().chars() {
            line.push(char);
            if !fits(measure, &line, font, width) && line.chars().nth(1).is_some() {
                line.pop();
                lines.push(std::mem::replace(&mut line, char.to_string()));
            }
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    let cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| cut) {
        *last = shorten(measure, &[last.as_str(), "……"].concat(), font, width);
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// A text that ends with `…` where it is wider than this.
pub fn shorten(measure: &dyn Measure, text: &str, font: Font, width: f64) -> String {
    if fits(measure, text, font, width) {
        return text.replace("……", "…");
    }
    let mut text = text.trim_end_matches('…').to_owned();
    while text.pop().is_some() {
        let shorter = [text.trim_end(), "…"].concat();
        if fits(measure, &shorter, font, width) {
            return shorter;
        }
    }
    String::new()
}

fn fits(measure: &dyn Measure, text: &str, font: Font, width: f64) -> bool {
    // Sums of parts differ from the whole by less than a hair.
    measure.width(text, font) <= width + 0.01
}

/// The pieces between which a line may break: a Chinese character or a Latin word, with the
/// punctuation that has to stay with it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, char) in text.char_indices() {
        let breaks = last.is_some_and(|last| {
            let glued = NOT_FIRST.contains(char) || NOT_LAST.contains(last);
            let in_word = is_word(last) && is_word(char);
            !glued && !in_word && char != ' '
        });
        if breaks {
            pieces.extend(text.get(start..at));
            start = at;
        }
        last = Some(char);
    }
    pieces.extend(text.get(start..).filter(|piece| !piece.is_empty()));
    pieces
}

/// Whether a character belongs to a word that is not broken: letters, numbers, times.
fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || "-–—_.:/#@".contains(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Chinese character is as wide as it is high, a Latin one half of that.
    pub struct Squares;

    impl Measure for Squares {
        fn width(&self, text: &str, font: Font) -> f64 {
            let halves: u32 = text.chars().map(|char| if char.is_ascii() { 1 } else { 2 }).sum();
            f64::from(halves) * font.size / 2.0
        }
    }

    const FONT: Font = Font { size: 10.0, bold: false };

    fn lines(text: &str, width: f64, most: usize) -> Vec<String> {
        wrap(&Squares, text, FONT, width, most)
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_its_punctuation() {
        assert_eq!(lines("不穿蓝色，不戴眼镜。", 50.0, 9), ["不穿蓝色，", "不戴眼镜。"]);
        assert_eq!(lines("不穿蓝色，不戴眼镜。", 40.0, 9), ["不穿蓝", "色，不戴", "眼镜。"]);
        assert_eq!(lines("学院（一）", 30.0, 9), ["学院", "（一）"]);
    }

    #[test]
    fn words_and_times_stay_whole() {
        assert_eq!(lines("时间14:10–14:30", 70.0, 9), ["时间", "14:10–14:30"]);
        assert_eq!(lines("Bring your code", 50.0, 9), ["Bring your", "code"]);
    }

    #[test]
    fn what_is_longer_than_a_line_is_broken_all_the_same() {
        assert_eq!(lines("ABCDEFGH", 20.0, 9), ["ABCD", "EFGH"]);
        // Too narrow for anything: a character each, and no endless loop.
        assert_eq!(lines("图采", 1.0, 9), ["图", "采"]);
    }

    #[test]
    fn what_does_not_fit_says_so() {
        assert_eq!(lines("一二三四五六七八九", 30.0, 2), ["一二三", "四五…"]);
        assert_eq!(lines("一二三四五六", 30.0, 2), ["一二三", "四五六"]);
        assert_eq!(shorten(&Squares, "一二三四", FONT, 30.0), "一二…");
        assert_eq!(shorten(&Squares, "一二三", FONT, 30.0), "一二三");
    }
}
