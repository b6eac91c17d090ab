//! A class that was moved: the counselor enters where to, and gets the text for its group. Nothing of
//! it is kept or published.

use tucai_notice::html::Html;
use tucai_notice::link;
use tucai_notice::quick::plain;
use tucai_notice::seat::{self, Seat};
use tucai_notice::sheet::Tab;
use tucai_notice::slot::SlotKind;
use tucai_notice::time::{Clock, Day};
use tucai_notice::words;
use tucai_share::changes::{self, Moved};

use super::of_unit;
use crate::subject::Subject;

/// Letters of a place.
const LONGEST_PLACE: usize = 60;

/// The form as it was filled in.
#[derive(Default)]
pub struct Moving {
    /// The slot's position in the notice.
    slot: Option<usize>,
    day: String,
    start: String,
    end: String,
    assemble: String,
    place: String,
}

/// Why there is no text yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MovingError {
    /// Nothing is chosen or entered.
    #[error("选好班级，填上改动的部分，这里就有可以发到群里的话。没有改的不用填。")]
    Empty,
    /// Not a day.
    #[error("日期请写成 2026-04-16 的样子。")]
    Day,
    /// Not a time.
    #[error("时间请写成 14:10 的样子。")]
    Clock,
    /// It ends before it starts.
    #[error("结束的时间不晚于开始的时间，请核对。")]
    Backwards,
    /// An end alone.
    #[error("只填了结束的时间，请把开始的时间也填上。")]
    NoStart,
    /// The class assembles after it starts.
    #[error("集合的时间晚于开始的时间，请核对。")]
    Late,
    /// It is as the notice says.
    #[error("填的和通知一样，没有改动。")]
    Same,
}

impl Moving {
    /// Takes what was entered into a field.
    pub fn fill(&mut self, name: &str, value: &str) {
        let field = match name {
            "slot" => {
                self.slot = value.parse().ok();
                return;
            }
            "day" => &mut self.day,
            "start" => &mut self.start,
            "end" => &mut self.end,
            "assemble" => &mut self.assemble,
            "place" => &mut self.place,
            _ => return,
        };
        *field = value.trim().chars().take(LONGEST_PLACE).collect();
    }

    /// Where the class is moved to.
    fn moved(&self) -> Result<Moved, MovingError> {
        let day = |text: &str| match plain(text) {
            text if text.is_empty() => Ok(None),
            text => text.parse::<Day>().map(Some).map_err(|_| MovingError::Day),
        };
        let clock = |text: &str| match plain(text) {
            text if text.is_empty() => Ok(None),
            // Some browsers add seconds.
            text => text
                .get(..5)
                .unwrap_or(&text)
                .parse::<Clock>()
                .map(Some)
                .map_err(|_| MovingError::Clock),
        };
        let moved = Moved {
            day: day(&self.day)?,
            start: clock(&self.start)?,
            end: clock(&self.end)?,
            assemble: clock(&self.assemble)?,
            place: Some(self.place.clone()).filter(|place| !place.is_empty()),
        };
        match (moved.start, moved.end, moved.assemble) {
            (None, Some(_), _) => Err(MovingError::NoStart),
            (Some(start), Some(end), _) if end <= start => Err(MovingError::Backwards),
            (Some(start), _, Some(assemble)) if assemble > start => Err(MovingError::Late),
            _ if moved == Moved::default() => Err(MovingError::Empty),
            _ => Ok(moved),
        }
    }

    /// The text for the class's group.
    pub fn text(&self, subject: &Subject, seats: &[Seat<'_>]) -> Result<String, MovingError> {
        let chosen = seats.iter().filter(|seat| is_class(seat));
        let seat = chosen.into_iter().find(|seat| Some(seat.index) == self.slot);
        let seat = seat.ok_or(MovingError::Empty)?;
        let moved = self.moved()?;
        let unit = seat.slot.units.first().map_or("", |unit| unit.name.as_str());
        let link = link::class_link(&subject.notice.id, unit, Tab::Plan);
        let link = tucai_pane::absolute(&link).unwrap_or(link);
        let text = changes::moved(&subject.notice, &of_unit(seat), &moved, &link);
        if text.is_empty() { Err(MovingError::Same) } else { Ok(text) }
    }
}

fn is_class(seat: &Seat<'_>) -> bool {
    seat.slot.kind != SlotKind::Reserve && !seat.slot.units.is_empty()
}

/// The form, empty.
pub fn form(seats: &[Seat<'_>]) -> Html {
    let mut html = Html::new();
    if !seats.iter().any(is_class) {
        return html;
    }
    html.raw(
        "<details class=\"desk-move\" data-fold=\"move\"><summary>某个班改了时间或地点</summary>",
    );
    html.raw("<p>填上改动，得到一段可以发到班级群的话。这里不会改通知本身，也不会存下来：");
    html.raw("别人打开链接，看到的还是通知原来的安排。</p>");
    html.raw("<label>班级<select data-field=\"slot\"><option value=\"\">请选择</option>");
    for seat in seats.iter().filter(|seat| is_class(seat)) {
        html.raw("<option value=\"").number(u32::try_from(seat.index).unwrap_or(u32::MAX));
        html.raw("\">").text(&seat::label(seat.slot)).raw(" ");
        html.text(&words::slot_line(seat.slot)).raw("</option>");
    }
    html.raw("</select></label><div class=\"desk-fields\">");
    html.raw("<label>新日期<input type=\"date\" data-field=\"day\"></label>");
    html.raw("<label>新集合时间<input type=\"time\" data-field=\"assemble\"></label>");
    html.raw("<label>新开始时间<input type=\"time\" data-field=\"start\"></label>");
    html.raw("<label>新结束时间<input type=\"time\" data-field=\"end\"></label></div>");
    html.raw("<label>新地点<input type=\"text\" maxlength=\"60\" autocomplete=\"off\" ");
    html.raw("data-field=\"place\"></label>");
    html.raw("<div data-moved aria-live=\"polite\"></div></details>");
    html
}

/// The text, or why there is none yet.
pub fn answer(text: &Result<String, MovingError>, html: &mut Html) {
    match text {
        Ok(text) => {
            html.raw("<pre class=\"desk-text\" data-text>").text(text).raw("</pre>");
            html.raw("<p class=\"row\"><button class=\"primary\" data-action=\"copy-moved\">");
            html.raw("复制</button></p>");
        }
        Err(error) => {
            html.raw("<p class=\"fine\">").text(&error.to_string()).raw("</p>");
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn filled(fields: &[(&str, &str)]) -> Result<Moved, MovingError> {
        let mut moving = Moving::default();
        for (name, value) in fields {
            moving.fill(name, value);
        }
        moving.moved()
    }

    #[test]
    fn what_is_entered_is_read() {
        let moved = filled(&[("day", "2026-04-16"), ("start", "9:05"), ("end", "09:30:00")]);
        let expected = Moved {
            day: "2026-04-16".parse().ok(),
            start: "09:05".parse().ok(),
            end: "09:30".parse().ok(),
            ..Moved::default()
        };
        assert_eq!(moved, Ok(expected));
        let moved = filled(&[("start", "１４：１０")]).unwrap();
        assert_eq!(moved.start, "14:10".parse().ok());
        assert_eq!(filled(&[("place", " 二教 101 ")]).unwrap().place.unwrap(), "二教 101");
    }

    #[test]
    fn what_cannot_be_is_said() {
        for (fields, error) in [
            (&[][..], MovingError::Empty),
            (&[("day", "4月16日")], MovingError::Day),
            (&[("start", "25:00")], MovingError::Clock),
            (&[("start", "学")], MovingError::Clock),
            (&[("end", "9:00")], MovingError::NoStart),
            (&[("start", "9:00"), ("end", "9:00")], MovingError::Backwards),
            (&[("start", "9:00"), ("assemble", "9:10")], MovingError::Late),
        ] {
            assert_eq!(filled(fields), Err(error), "{fields:?}");
        }
    }
}
