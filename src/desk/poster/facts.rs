//! What stands on a poster, worked out once for all its formats.

use tucai_notice::seat::{self, Seat};
use tucai_notice::slot::{Certainty, SlotKind, When};
use tucai_notice::{Notice, words};

use super::brief::{Brief, brief};
use super::code::Code;
use crate::subject::{Kind, Subject};

/// A day, as large and small words: 4月15日, 周三, 2026年.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayWords {
    /// What one looks for: `4月15日`, `第8周`.
    pub day: String,
    /// The weekday, if there is one.
    pub weekday: String,
    /// The year with its character, if there is one.
    pub year: String,
}

/// A place: what is there, its name, how to find it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceWords {
    /// `拍摄地点 · 双桥校区`, `集合地点`.
    pub label: String,
    /// The notice's fullest wording.
    pub name: String,
    /// Which way, where the notice says.
    pub way: String,
}

/// One seat of a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatWords {
    /// Which part of the unit, where its seats have different names.
    pub who: String,
    /// The day.
    pub day: DayWords,
    /// When to be there: `14:00` or nothing.
    pub assemble: String,
    /// What is said instead where it depends on a class's own time.
    pub before: String,
    /// The time: `14:10–14:30`.
    pub time: String,
    /// `序号 26`, `44人`.
    pub counts: String,
    /// Where to gather and where to go.
    pub places: Vec<PlaceWords>,
}

/// One row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowWords {
    /// `14:00` or nothing.
    pub assemble: String,
    /// `14:10–14:30`.
    pub time: String,
    /// Who.
    pub names: String,
    /// `44人` or nothing.
    pub heads: String,
}

/// The rows of one day at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// `4月15日(周三)`.
    pub day: String,
    /// The college's own hours around its classes, as the notice has them; or nothing.
    pub window: String,
    /// Where.
    pub place: String,
    /// In the order of time.
    pub rows: Vec<RowWords>,
}

/// The schedule on a poster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Of a class: usually one seat; what is said of several.
    Class(String, Vec<SeatWords>),
    /// Of a college or a counselor.
    List(Vec<Group>),
}

/// A poster's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// A headline and the words of the announcement, where the notice does not hold any more.
    pub standing: Option<(String, String)>,
    /// School and cohort.
    pub school: String,
    /// The class, college or counselor.
    pub name: String,
    /// What the name is, or the college of a class.
    pub under: String,
    /// When and where.
    pub plan: Plan,
    /// How far the times can be relied on: a label and a sentence.
    pub certainty: (String, String),
    /// Why a time is unsure; remarks of the notice on the rows.
    pub doubts: Vec<String>,
    /// What to bring, wear, pay: what the text for the group says as well.
    pub brief: Vec<Brief>,
    /// What the code leads to.
    pub invite: &'static str,
    /// The notice and the revision of this data.
    pub source: Vec<String>,
    /// Where the code leads.
    pub link: String,
}

impl Poster {
    /// The words of a poster; none without a seat.
    pub fn of(subject: &Subject, link: &str) -> Option<Self> {
        let seats = subject.seats();
        let first = seats.first()?;
        let notice = first.notice;
        let name = subject.name();
        let is_class = subject.about.kind == Kind::Class;
        // The college's hours around classes are no row of their own.
        let (around, rows): (Vec<Seat<'_>>, Vec<Seat<'_>>) = seats
            .iter()
            .cloned()
            .partition(|it| !is_class && seats.iter().any(|other| is_around(it, other)));
        let divided = rows.iter().any(|seat| seat.certainty() == Certainty::Divided);
        let open = rows.iter().all(Seat::is_open);
        Some(Self {
            standing: words::standing_headline(&notice.standing).map(|(title, on, says)| {
                let detail = [&words::day_plain(on), "：「", says, "」"].concat();
                (title.to_owned(), detail)
            }),
            school: school(notice),
            under: match subject.about.kind {
                Kind::Class => {
                    let college = first.college().filter(|it| !name.contains(*it));
                    college.unwrap_or_default().to_owned()
                }
                Kind::College if open => {
                    let by = notice.schedule.set_by.as_deref().unwrap_or("学院");
                    ["学院时段，班级时间由", by, "安排"].concat()
                }
                Kind::College if divided => "各班安排，由学院自己分班".to_owned(),
                Kind::College => "各班安排".to_owned(),
                Kind::Counselor => "辅导员，所带班级的安排".to_owned(),
            },
            plan: if is_class { class(&seats) } else { Plan::List(list(&rows, &around)) },
            certainty: certainty(&rows, is_class),
            doubts: doubts(&seats, is_class),
            brief: brief(notice, &rows, is_class),
            invite: match subject.about.kind {
                _ if words::standing(&notice.standing).is_some() => "扫码看最新情况",
                Kind::Class | Kind::College if open => "扫码看要求和变动",
                Kind::Class => "扫码看本班完整安排",
                Kind::College | Kind::Counselor => "扫码查各班完整安排",
            },
            source: source(notice, divided),
            link: link.to_owned(),
            name,
        })
    }

    /// Whether its link is short enough for a code that phones read.
    pub fn has_code(&self) -> bool {
        Code::of(&self.link).is_some()
    }
}

fn school(notice: &Notice) -> String {
    let inferred = if notice.school.inferred.is_some() { "（校名为推断）" } else { "" };
    [&notice.school.name, inferred, " ", &notice.cohort].concat()
}

/// Where the facts come from. Times that a college set itself are not the notice's.
fn source(notice: &Notice, divided: bool) -> Vec<String> {
    // The day under the notice: when it was published it does not say.
    let issued = notice.issued.map(|day| ["落款", &words::day_plain(day), " · "].concat());
    let revision = notice.revision.to_string();
    let from = if divided { "学院时段依据：《" } else { "依据：《" };
    let mut source = vec![
        [from, &notice.title, "》"].concat(),
        [&issued.unwrap_or_default(), "数据第", &revision, "版"].concat(),
        [&words::day_plain(notice.checked), "与通知核对"].concat(),
    ];
    if divided {
        source.insert(0, "班级时间：学院自己的分班安排，不是通知原文".to_owned());
        source.push("通知有变动以学校原文为准，班级时间问学院".to_owned());
    } else {
        source.push("有变动以学校通知原文为准".to_owned());
    }
    source
}

fn day(seat: &Seat<'_>) -> DayWords {
    let text = words::slot_day(&seat.slot.when);
    // One day; several stand as they are said, with the year in front.
    if seat.slot.when.day().is_none() {
        return DayWords { day: text, ..DayWords::default() };
    }
    let (year, rest) = text.split_once('年').unwrap_or(("", &text));
    let (day, weekday) = rest.split_once('(').unwrap_or((rest, ""));
    DayWords {
        day: day.to_owned(),
        weekday: weekday.trim_end_matches(')').to_owned(),
        year: if year.is_empty() { String::new() } else { [year, "年"].concat() },
    }
}

fn time(seat: &Seat<'_>) -> String {
    let kind = words::slot_kind(seat.slot.kind);
    let time = words::slot_time(&seat.slot.when);
    if kind.is_empty() { time } else { [&time, " ", kind].concat() }
}

fn assemble(seat: &Seat<'_>) -> String {
    seat.assemble().map(|clock| clock.to_string()).unwrap_or_default()
}

/// What is said of assembly where the class's own time is not announced here.
fn before(seat: &Seat<'_>) -> String {
    match (seat.assemble(), seat.minutes_before()) {
        (None, Some(minutes)) => format!("按班级时间提前{minutes}分钟集合"),
        _ => String::new(),
    }
}

fn places(seat: &Seat<'_>) -> Vec<PlaceWords> {
    let meet = seat.meet().map(|place| PlaceWords {
        label: "集合地点".to_owned(),
        name: place.name.clone(),
        way: place.way.clone().unwrap_or_default(),
    });
    let place = seat.place().map_or_else(
        || PlaceWords {
            label: "拍摄地点".to_owned(),
            name: "通知没有写地点".to_owned(),
            way: String::new(),
        },
        |place| {
            // The notice's fullest wording may already name the campus.
            let campus = place.campus.as_deref().filter(|it| !words::holds(&place.name, it));
            let campus = campus.map(|it| [" · ", it].concat()).unwrap_or_default();
            PlaceWords {
                label: ["拍摄地点", &campus].concat(),
                name: place.name.clone(),
                way: place.way.clone().unwrap_or_default(),
            }
        },
    );
    meet.into_iter().chain([place]).collect()
}

fn heads(seat: &Seat<'_>) -> String {
    seat.slot.heads.map(|heads| format!("{heads}人")).unwrap_or_default()
}

fn class(seats: &[Seat<'_>]) -> Plan {
    let alike = |seat: &Seat<'_>| seats.iter().all(|other| other.name == seat.name);
    let words = seats.iter().map(|seat| {
        let order = seat.slot.order.map(|order| {
            let name = seat.notice.schedule.order_name.as_deref().unwrap_or("顺序");
            format!("{name} {order}")
        });
        let heads = Some(heads(seat)).filter(|it| !it.is_empty());
        SeatWords {
            who: if alike(seat) { String::new() } else { seat.name.clone() },
            day: day(seat),
            assemble: assemble(seat),
            before: before(seat),
            time: time(seat),
            counts: order.into_iter().chain(heads).collect::<Vec<_>>().join(" · "),
            places: places(seat),
        }
    });
    let said = if seats.len() > 1 { words::several(seats) } else { String::new() };
    Plan::Class(said, words.collect())
}

/// Whether a seat is the time in which a college put a class of its own division.
fn is_around(seat: &Seat<'_>, class: &Seat<'_>) -> bool {
    let (When::Clock { date, span }, When::Clock { date: day, span: own }) =
        (&seat.slot.when, &class.slot.when)
    else {
        return false;
    };
    let inside = span.start() <= own.start() && own.end() <= span.end();
    let same = date == day && seat.slot.place == class.slot.place;
    seat.is_open() && class.certainty() == Certainty::Divided && same && inside
}

fn list(seats: &[Seat<'_>], around: &[Seat<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for seat in seats {
        let day = seat.slot.when.day().map_or_else(|| words::slot_day(&seat.slot.when), words::day);
        let place = seat.place().map_or_else(String::new, |place| {
            let campus = place.campus.as_deref().filter(|it| !words::holds(&place.name, it));
            let campus = campus.map(|it| ["（", it, "）"].concat()).unwrap_or_default();
            [place.name.as_str(), &campus].concat()
        });
        let window = around.iter().find(|it| is_around(it, seat)).map(|it| {
            // A college in two parts has two.
            let called = it.called();
            let whose = if seat.college() == Some(called.as_str()) { "本学院" } else { &called };
            [whose, "时段 ", &time(it)].concat()
        });
        let window = window.unwrap_or_default();
        let row = RowWords {
            assemble: assemble(seat),
            time: time(seat),
            names: seat::label(seat.slot),
            heads: heads(seat),
        };
        // Rows of two places that take turns would fall into many small groups.
        let same = |it: &&mut Group| it.day == day && it.place == place && it.window == window;
        match groups.iter_mut().rev().find(same) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { day, window, place, rows: vec![row] }),
        }
    }
    groups
}

/// One label and sentence where all seats have the same; else that they differ.
fn certainty(seats: &[Seat<'_>], is_class: bool) -> (String, String) {
    let Some(first) = seats.first() else {
        return (String::new(), String::new());
    };
    let word = words::standing(&first.notice.standing);
    // What is said then has the word in it.
    let label = |seat: &Seat<'_>| match word {
        Some(_) => "时间",
        None => words::certainty_label(seat.certainty()),
    };
    let said = words::certainty(first);
    if seats.iter().any(|seat| words::certainty(seat) != said) {
        // Beside the notice's window stand the classes that the college put there: whose word that is
        // comes before anything else.
        if let Some(seat) = seats.iter().find(|seat| seat.certainty() == Certainty::Divided) {
            let said = ["各班的时间是", &words::certainty(seat)].concat();
            return (label(seat).to_owned(), said);
        }
        return ("时间".to_owned(), "各时段能否变动不一样，请扫码看各自的说明".to_owned());
    }
    let said = match first.certainty() {
        Certainty::Binding
            if !is_class && word.is_none() && first.slot.kind == SlotKind::Capture =>
        {
            "按通知，这就是各班的时间".to_owned()
        }
        Certainty::Divided if !is_class => ["各班的时间是", &said].concat(),
        _ => said,
    };
    (label(first).to_owned(), said)
}

fn doubts(seats: &[Seat<'_>], is_class: bool) -> Vec<String> {
    let mut doubts: Vec<String> = Vec::new();
    for seat in seats {
        let doubt = seat.doubt().map(|why| {
            if is_class {
                ["存疑：", why].concat()
            } else {
                // Whose it is would be lost among many.
                [&seat::label(seat.slot), "：时间存疑，请扫码看说明"].concat()
            }
        });
        let note = seat.slot.note.clone().filter(|_| is_class);
        for text in doubt.into_iter().chain(note) {
            if !doubts.contains(&text) {
                doubts.push(text);
            }
        }
    }
    doubts
}
