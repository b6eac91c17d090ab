//! How a college divides the window that a notice gives it among its classes (分班安排).
//!
//! It is the college's own arrangement, never the notice's word: it holds only inside a window that the
//! present notice still leaves to that college, and says so wherever it is shown. It travels in the link
//! that the college hands out ([`text`]), or, where that would grow too long, in a file beside the
//! notice ([`file_name`]). Nothing is uploaded.

pub mod divide;
#[cfg(test)]
mod tests;
pub mod text;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::notice::Notice;
use crate::quick::plain;
use crate::read::{Json, MUST, Read, Wrong, record, records};
use crate::seat::{self, Seat};
use crate::slot::{Slot, SlotKind, Unit, When};
use crate::time::{Day, Span};
use crate::words;

/// A college's division of its windows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// The id of the notice.
    pub notice: String,
    /// The revision of the notice that it was made from.
    pub revision: u32,
    /// The college, as the notice writes it.
    pub college: String,
    /// The day on which it was made.
    pub made: Day,
    /// The windows that it divides.
    pub windows: Vec<Window>,
    /// The classes, in the order of their time.
    pub rows: Vec<Row>,
}

/// A window that a notice gives to a college. Known by what it is, not by its position: a revised
/// notice may move its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The day.
    pub date: Day,
    /// From when to when.
    pub span: Span,
    /// The id of the place; empty where the notice names none.
    #[serde(default)]
    pub place: String,
}

/// A class in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The class.
    pub class: String,
    /// The position of its window in [`Division::windows`], from 0.
    pub window: u32,
    /// From when to when, inside the window.
    pub span: Span,
    /// How many people.
    pub heads: u32,
}

records! {
    Division {
        notice = MUST, revision = MUST, college = MUST, made = MUST, windows = MUST, rows = MUST
    }
    Window { date = MUST, span = MUST, place }
    Row { class = MUST, window = MUST, span = MUST, heads = MUST }
}

/// The largest numbers that anybody means; everything beyond is an accident or an attack.
pub mod most {
    /// Classes of a division.
    pub const ROWS: usize = 300;
    /// Windows of a college.
    pub const WINDOWS: usize = 24;
    /// Characters of a name.
    pub const NAME: usize = 40;
    /// People of a class.
    pub const HEADS: u32 = 2000;
    /// Bytes of a division's file.
    pub const FILE_BYTES: usize = 100_000;
}

/// Why a division cannot be used. Whoever passed the link on has to do so again; what is
/// [`Unsound`](DivisionError::Unsound) has to be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivisionError {
    /// The text is not whole: chat programs cut long links off.
    #[error(
        "链接里的学院分班安排不完整，多半是转发时被截断了，所以没有采用。请向转发的人再要一次完整的链接"
    )]
    Cut,
    /// Made by a later version of this page.
    #[error("链接里的学院分班安排要用更新的页面打开，所以没有采用。请刷新页面再试")]
    Newer,
    /// Its own numbers do not agree, or are beyond what anybody means.
    #[error("学院分班安排的内容有误，所以没有采用。请告诉学院重新生成链接")]
    Unsound,
    /// It is of another notice.
    #[error("链接里的学院分班安排属于另一份通知，所以没有采用。请向转发的人核实")]
    OtherNotice,
    /// The file of this name is not beside the notices, or did not come.
    #[error("学院分班安排的文件没有打开，所以没有采用。请检查网络后重试；一直这样，请告诉学院")]
    NoFile,
}

/// What came of a division that was put into a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many classes stand in the notice now.
    pub classes: usize,
    /// What has to be told because it could not be put in.
    pub told: Option<String>,
}

impl Division {
    /// Whether its own numbers agree and are such as somebody means.
    pub fn check(&self) -> Result<(), DivisionError> {
        let fine = is_id(&self.notice)
            && is_name(&self.college)
            && (1..=most::WINDOWS).contains(&self.windows.len())
            && (1..=most::ROWS).contains(&self.rows.len())
            && self.windows.iter().all(|it| it.place.is_empty() || is_id(&it.place))
            && self.rows.iter().all(|row| self.holds(row));
        let mut names: Vec<String> = self.rows.iter().map(|row| plain(&row.class)).collect();
        names.sort_unstable();
        let once = names.windows(2).all(|pair| pair.first() != pair.last());
        if fine && once { Ok(()) } else { Err(DivisionError::Unsound) }
    }

    fn holds(&self, row: &Row) -> bool {
        let inside = |window: &Window| {
            window.span.start() <= row.span.start() && row.span.end() <= window.span.end()
        };
        is_name(&row.class)
            && (1..=most::HEADS).contains(&row.heads)
            && self.window(row).is_some_and(inside)
    }

    fn window(&self, row: &Row) -> Option<&Window> {
        self.windows.get(usize::try_from(row.window).ok()?)
    }

    /// Reads a division's file that somebody has parsed.
    pub fn read(json: &dyn Json) -> Result<Self, DivisionError> {
        let mut division = Self::default();
        Read::read(&mut division, json).map_err(|_: Wrong| DivisionError::Unsound)?;
        division.check()?;
        Ok(division)
    }

    /// The division's file, for the host: readable, for whoever puts it there.
    pub fn to_json(&self) -> String {
        // Plain structs of texts and numbers always become JSON.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The classes put into a notice, after its own rows, whose positions stay what they are. Only
    /// those whose window the notice still leaves to the college, and which it does not place itself;
    /// what cannot be put in is told.
    pub fn apply(&self, notice: &mut Notice) -> Result<Applied, DivisionError> {
        self.check()?;
        if notice.id != self.notice {
            return Err(DivisionError::OtherNotice);
        }
        let known: Vec<String> = notice
            .schedule
            .slots
            .iter()
            .flat_map(|slot| &slot.units)
            .map(|unit| plain(&unit.name))
            .collect();
        let open = windows(notice, &self.college);
        let mut slots: Vec<Slot> = Vec::new();
        let mut gone: Vec<&Window> = Vec::new();
        let mut without = 0;
        let mut theirs: Vec<&str> = Vec::new();
        for row in &self.rows {
            let Some(window) = self.window(row) else {
                continue;
            };
            let Some((_, slot)) = open.iter().find(|(it, _)| it == window) else {
                without += 1;
                if !gone.contains(&window) {
                    gone.push(window);
                }
                continue;
            };
            if known.contains(&plain(&row.class)) {
                theirs.push(&row.class);
                continue;
            }
            slots.push(self.slot(row, window, slot));
        }
        let applied =
            Applied { classes: slots.len(), told: self.told(notice, &gone, without, &theirs) };
        notice.schedule.slots.append(&mut slots);
        Ok(applied)
    }

    /// A class as a slot of the notice.
    fn slot(&self, row: &Row, window: &Window, around: &Slot) -> Slot {
        let of = seat::label(around);
        let mut note = format!("通知给{of}的整个时段：{}", words::slot_line(around));
        if let Some(more) = &around.note {
            note.push('。');
            note.push_str(more);
        }
        Slot {
            kind: SlotKind::Capture,
            when: When::Clock { date: window.date, span: row.span },
            says: around.says.clone(),
            place: around.place.clone(),
            meet: around.meet.clone(),
            audience: around.audience.clone(),
            college: around.college.clone(),
            units: vec![Unit { name: row.class.clone(), ..Unit::default() }],
            heads: Some(row.heads),
            round: around.round,
            note: Some(note),
            doubt: around.doubt.clone(),
            divided: Some(self.sentence()),
            ..Slot::default()
        }
    }

    /// Whose arrangement it is, and when and from what it was made.
    pub fn sentence(&self) -> String {
        format!(
            "学院自己的分班安排，不是通知原文。{}按通知第{}版排的",
            words::day_plain(self.made),
            self.revision
        )
    }

    /// What could not be put in, and what holds instead.
    fn told(
        &self,
        notice: &Notice,
        gone: &[&Window],
        without: usize,
        theirs: &[&str],
    ) -> Option<String> {
        let mut told = String::new();
        if !gone.is_empty() {
            let which: Vec<String> = gone
                .iter()
                .map(|it| format!("{}{}", words::day(it.date), words::span(it.span)))
                .collect();
            told.push_str(if notice.revision == self.revision {
                "学院的分班安排与通知对不上"
            } else {
                "通知改过了"
            });
            // Writing to a String never fails.
            let _ = write!(
                told,
                "：分班安排是{}按第{}版排的，用了{}的时段；现在的通知（第{}版）里，{}没有这个时间地点。\
                 所以其中{without}个班的时间没有采用，请以通知为准，具体时间问学院",
                words::day_plain(self.made),
                self.revision,
                which.join("、"),
                notice.revision,
                self.college,
            );
        }
        if !theirs.is_empty() {
            if !told.is_empty() {
                told.push('。');
            }
            let _ = write!(told, "{}在通知里另有时间，以通知为准", theirs.join("、"));
        }
        (!told.is_empty()).then_some(told)
    }
}

/// The windows that a notice leaves to a college, in the order of time, each with its row.
pub fn windows<'a>(notice: &'a Notice, college: &str) -> Vec<(Window, &'a Slot)> {
    let wanted = plain(college);
    let mut windows: Vec<(Window, &Slot)> = Vec::new();
    for (index, slot) in notice.schedule.slots.iter().enumerate() {
        let When::Clock { date, span } = slot.when else {
            continue;
        };
        let its = slot.college.as_deref().is_some_and(|name| plain(name) == wanted);
        let open = Seat::at(notice, index, 0, "").is_some_and(|seat| seat.is_open());
        if its && open && slot.kind == SlotKind::Capture {
            let place = slot.place.clone().unwrap_or_default();
            windows.push((Window { date, span, place }, slot));
        }
    }
    windows.sort_by(|(one, _), (other, _)| {
        (one.date, one.span, &one.place).cmp(&(other.date, other.span, &other.place))
    });
    windows
}

/// What stands behind `?plan=` in a link: a division's text, or `@` and the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan<'a> {
    /// The text of a division: see [`text`].
    Text(&'a str),
    /// The name of its file beside the notices.
    File(&'a str),
}

impl<'a> Plan<'a> {
    /// Reads it. Hostile input: what is neither is a text that will not decode.
    pub fn of(plan: &'a str) -> Self {
        match plan.strip_prefix('@') {
            Some(name) if is_file_name(name) => Self::File(name),
            _ => Self::Text(plan),
        }
    }
}

/// The name of a division's file, beside the notices: `cqust-2026.plan-dzydq.json`.
pub fn file_name(notice: &str, name: &str) -> String {
    format!("{notice}.plan-{name}.json")
}

/// Whether a division's file may be called so.
pub fn is_file_name(name: &str) -> bool {
    is_id(name) && name.len() <= 32
}

/// What a college's file is called unless somebody says otherwise: the initials of its name.
pub fn usual_file_name(notice: &Notice, college: &str) -> String {
    let mut name = String::new();
    let mut table = notice.initials.chars().peekable();
    let mut initial = std::collections::BTreeMap::new();
    while let Some(char) = table.next() {
        if let Some(first) = table.peek().filter(|it| it.is_ascii_lowercase()) {
            initial.entry(char).or_insert(*first);
        }
        while table.peek().is_some_and(char::is_ascii_lowercase) {
            table.next();
        }
    }
    for char in college.chars().take_while(|char| !"(（".contains(*char)) {
        let plain = Some(char.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric);
        name.extend(initial.get(&char).copied().or(plain));
    }
    name.truncate(32);
    if name.is_empty() { "college".to_owned() } else { name }
}

/// A name that somebody means: something to see, of one line, and not endless.
pub fn is_name(name: &str) -> bool {
    let hidden = |char: char| {
        char.is_control()
            || matches!(char, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    !plain(name).is_empty()
        && name.trim() == name
        && name.chars().count() <= most::NAME
        && !name.chars().any(hidden)
}

fn is_id(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&id.len()) && id.bytes().all(fits)
}
