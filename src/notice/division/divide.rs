//! From classes with their head counts to times inside a college's windows.

use super::{Row, Window, is_name, most};
use crate::notice::Notice;
use crate::quick::plain;
use crate::time::{Clock, Span};

/// A class and how many people it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// How many people.
    pub heads: u32,
}

/// How fast pictures are taken, and when nobody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// People an hour.
    pub per_hour: u32,
    /// Classes begin at multiples of so many minutes after their window does.
    pub round: u16,
    /// No class is asked for then, on any of the days.
    pub pause: Option<Span>,
}

impl Pace {
    /// The fastest that is taken for meant.
    pub const MOST: u32 = 2000;
}

/// Why classes cannot be put into the windows. Whoever divides has to change something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivideError {
    /// The notice leaves no window to the college.
    #[error("通知没有给这个学院可以再分的时段")]
    NoWindow,
    /// No class was entered.
    #[error("还没有填班级")]
    NoClass,
    /// More classes than [`most::ROWS`].
    #[error("最多排 {} 个班", most::ROWS)]
    TooMany,
    /// What was entered looks like a list of persons, whose names must not get into a link.
    #[error("这像是名单，不是班级；名单不要放进链接。请改成班级和人数再排")]
    People,
    /// Not 1 to [`Pace::MOST`] people an hour, or an odd rounding.
    #[error("每小时人数填 1 到 {} 之间的整数", Pace::MOST)]
    Pace,
    /// A pause that is half told, or ends before it starts.
    #[error("中间休息的开始和结束都要填，结束晚于开始；不休息就都不填")]
    Pause,
    /// A name that is empty, too long or not of one line: its place, from 1.
    #[error("第 {0} 行的班级名称要在 1 到 {max} 个字之间", max = most::NAME)]
    Name(usize),
    /// Two classes of one name.
    #[error("“{0}”填了两次")]
    Twice(String),
    /// The notice itself places a unit of this name.
    #[error("“{0}”在通知里另有安排，不能在这里再排")]
    Theirs(String),
    /// A class without people, or with more than [`most::HEADS`].
    #[error("“{0}”的人数填 1 到 {max} 之间的整数", max = most::HEADS)]
    Heads(String),
    /// The pause leaves nothing of the windows.
    #[error("中间休息占满了整个时段，排不下任何班；请改短休息")]
    NoTime,
    /// A class that no window would hold even alone.
    #[error("“{class}”这个班一个班就排不下({heads}人，时段按这个速度约{room}人)。{}", advice(*.help))]
    Alone {
        /// The class.
        class: String,
        /// How many people it has.
        heads: u32,
        /// How many the longest stretch without a pause holds.
        room: u32,
        /// What would help.
        help: Help,
    },
    /// The windows are too short.
    #[error("按每小时{per_hour}人，时段里排得下{fit}人，一共有{heads}人：从“{class}”起排不下。{}", advice(*.help))]
    Full {
        /// The first class that does not fit.
        class: String,
        /// How many people the classes before it have.
        fit: u32,
        /// How many people there are.
        heads: u32,
        /// The pace that was asked for.
        per_hour: u32,
        /// What would help.
        help: Help,
    },
}

/// What would help where classes do not fit, the least change first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// To round to the minute, at the same pace.
    Finer,
    /// This pace, the slowest that would do.
    Faster(u32),
    /// To round to the minute, and this pace.
    Both(u32),
    /// Nothing but more time, or fewer and larger classes.
    None,
}

fn advice(help: Help) -> String {
    match help {
        Help::Finer => "只是取整占了时间：把取整改成1分钟，就排得下".to_owned(),
        Help::Faster(least) => {
            format!("每小时{least}人才排得完；做不到就先向学校多要时间")
        }
        Help::Both(least) => {
            format!("取整改成1分钟、每小时{least}人才排得完；做不到就先向学校多要时间")
        }
        Help::None => format!(
            "每小时{}人也排不完：一个班不能拆到两段，又至少占1分钟。请先向学校多要时间，或者重新组合班级",
            Pace::MOST
        ),
    }
}

/// The times of the classes, in their order, one window filled after the other; a class is never torn.
pub fn divide(windows: &[Window], classes: &[Class], pace: &Pace) -> Result<Vec<Row>, DivideError> {
    check(windows, classes, pace)?;
    let longest = stretches(windows, pace.pause).iter().map(|it| it.end - it.start).max();
    let longest = longest.ok_or(DivideError::NoTime)?;
    place(windows, classes, pace).map_err(|fit| {
        let help = help(windows, classes, pace);
        let room = longest * u64::from(pace.per_hour);
        match classes.iter().find(|class| u64::from(class.heads) * 60 > room) {
            Some(class) => DivideError::Alone {
                class: class.name.clone(),
                heads: class.heads,
                room: u32::try_from(room / 60).unwrap_or(u32::MAX),
                help,
            },
            None => DivideError::Full {
                class: classes.get(fit).map(|class| class.name.clone()).unwrap_or_default(),
                fit: classes.iter().take(fit).map(|class| class.heads).sum(),
                heads: classes.iter().map(|class| class.heads).sum(),
                per_hour: pace.per_hour,
                help,
            },
        }
    })
}

fn check(windows: &[Window], classes: &[Class], pace: &Pace) -> Result<(), DivideError> {
    if windows.is_empty() || windows.len() > most::WINDOWS {
        return Err(DivideError::NoWindow);
    }
    if classes.is_empty() {
        return Err(DivideError::NoClass);
    }
    if classes.len() > most::ROWS {
        return Err(DivideError::TooMany);
    }
    if !(1..=Pace::MOST).contains(&pace.per_hour) || !(1..=60).contains(&pace.round) {
        return Err(DivideError::Pace);
    }
    let mut names: Vec<String> = Vec::new();
    for (at, class) in classes.iter().enumerate() {
        if !is_name(&class.name) {
            return Err(DivideError::Name(at + 1));
        }
        if !(1..=most::HEADS).contains(&class.heads) {
            return Err(DivideError::Heads(class.name.clone()));
        }
        let name = plain(&class.name);
        if names.contains(&name) {
            return Err(DivideError::Twice(class.name.clone()));
        }
        names.push(name);
    }
    Ok(())
}

/// The first class that the notice has a unit of that name for: those are its own to place.
pub fn theirs(notice: &Notice, classes: &[Class]) -> Result<(), DivideError> {
    let units = || notice.schedule.slots.iter().flat_map(|slot| &slot.units);
    let known = |class: &&Class| {
        let name = plain(&class.name);
        units().any(|unit| plain(&unit.name) == name)
    };
    match classes.iter().find(known) {
        Some(class) => Err(DivideError::Theirs(class.name.clone())),
        None => Ok(()),
    }
}

/// A stretch of a window without a pause.
struct Stretch {
    window: u32,
    start: u64,
    end: u64,
}

fn stretches(windows: &[Window], pause: Option<Span>) -> Vec<Stretch> {
    let mut all = Vec::new();
    for (window, it) in (0..).zip(windows) {
        let (start, end) = (it.span.start().minutes(), it.span.end().minutes());
        let parts = match pause.filter(|pause| pause.overlaps(it.span)) {
            Some(pause) => vec![(start, pause.start().minutes()), (pause.end().minutes(), end)],
            None => vec![(start, end)],
        };
        for (start, end) in parts.into_iter().filter(|(start, end)| start < end) {
            all.push(Stretch { window, start: start.into(), end: end.into() });
        }
    }
    all
}

/// The rows, or the position of the first class that does not fit.
fn place(windows: &[Window], classes: &[Class], pace: &Pace) -> Result<Vec<Row>, usize> {
    let (speed, round) = (u64::from(pace.per_hour), u64::from(pace.round));
    let mut stretches = stretches(windows, pace.pause).into_iter();
    let mut here = stretches.next();
    // In sixtieths of a person: what is rounded for the eye must not add up. From where the present
    // stretch starts; and the minute at which the class before ended.
    let (mut done, mut from) = (0, 0);
    let mut rows = Vec::new();
    for (at, class) in classes.iter().enumerate() {
        loop {
            let Some(stretch) = &here else {
                return Err(at);
            };
            let length = stretch.end - stretch.start;
            let after = done + u64::from(class.heads) * 60;
            // To the nearest step: rounded up, the last class would lose what the others gained.
            let rounded = (2 * after + round * speed) / (2 * round * speed) * round;
            let until = rounded.max(from + round).min(length);
            if after <= length * speed && from < until {
                let clock = |minute: u64| {
                    let minute = u16::try_from(stretch.start + minute).ok()?;
                    Clock::default().later(minute)
                };
                let span = clock(from).zip(clock(until));
                let span = span.and_then(|(start, end)| Span::new(start, end)).ok_or(at)?;
                let (class, heads) = (class.name.clone(), class.heads);
                rows.push(Row { class, window: stretch.window, span, heads });
                // The next never begins more than a step later than it could.
                done = after.max(until.saturating_sub(round) * speed);
                from = until;
                break;
            }
            here = stretches.next();
            (done, from) = (0, 0);
        }
    }
    Ok(rows)
}

/// What would make everybody fit.
fn help(windows: &[Window], classes: &[Class], pace: &Pace) -> Help {
    let finer = Pace { round: 1, ..pace.clone() };
    if pace.round > 1 && place(windows, classes, &finer).is_ok() {
        return Help::Finer;
    }
    let least = |pace: &Pace| {
        let fits = |per_hour| place(windows, classes, &Pace { per_hour, ..pace.clone() }).is_ok();
        (pace.per_hour..=Pace::MOST).find(|&per_hour| fits(per_hour))
    };
    let faster = least(pace).map(Help::Faster);
    faster.or_else(|| least(&finer).map(Help::Both)).unwrap_or(Help::None)
}

/// The pace to begin with, in people an hour, rounded up: at it, each window holds the people that the
/// notice counts for it although the last class begins a step before the end. None where the notice does
/// not count them. More than [`implied`], which leaves nothing for rounding.
pub fn usual(windows: &[(Window, &crate::slot::Slot)], round: u16) -> Option<u32> {
    let mut most = None;
    for (window, slot) in windows {
        let heads = slot.heads?;
        let minutes = u32::from(window.span.minutes().saturating_sub(round).max(1));
        most = most.max(Some((heads * 60).div_ceil(minutes)));
    }
    most.map(|pace| pace.clamp(1, Pace::MOST))
}

/// What whoever divides should know beside the times: people that the notice counts otherwise, a pause
/// that touches no window, minutes that only rounding explains. Sentences without a full stop.
pub fn facts(windows: &[(Window, &crate::slot::Slot)], rows: &[Row], pace: &Pace) -> Vec<String> {
    let mut facts = Vec::new();
    let here: u32 = rows.iter().map(|row| row.heads).sum();
    let own: Option<u32> = windows.iter().map(|(_, slot)| slot.heads).sum();
    // A few may stay away; a class that was forgotten is more than a tenth.
    if let Some(own) = own.filter(|own| here > *own || here * 10 < own * 9) {
        facts.push(format!("通知写{own}人，这里共{here}人"));
    }
    if let Some(pause) = pace.pause.filter(|it| !windows.iter().any(|(of, _)| it.overlaps(of.span)))
    {
        facts.push(format!("休息{}不在上面的时段里，没有用到", crate::words::span(pause)));
    }
    let mut sizes: Vec<(u32, u16)> =
        rows.iter().map(|row| (row.heads, row.span.minutes())).collect();
    sizes.sort_unstable();
    // Of two as large, the shorter stands first.
    let uneven = sizes.iter().enumerate().any(|(at, (heads, minutes))| {
        let before = sizes.iter().take(at);
        before.into_iter().any(|(_, other)| other > minutes)
            || sizes.iter().skip(at + 1).any(|(more, other)| more == heads && other > minutes)
    });
    if uneven {
        facts.push(format!("时间按{}分钟取整，所以各班的分钟数会差一点", pace.round));
    }
    facts
}

/// The pace that a notice implies, in people an hour, rounded up: the heads it counts for these windows over
/// their hours. None where it does not count them.
pub fn implied(windows: &[(Window, &crate::slot::Slot)]) -> Option<u32> {
    let mut heads = 0;
    let mut minutes = 0;
    for (window, slot) in windows {
        heads += slot.heads?;
        minutes += u32::from(window.span.minutes());
    }
    (minutes > 0).then(|| (heads * 60).div_ceil(minutes))
}
