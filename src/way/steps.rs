//! The steps of the way, the next one, and the next deadline.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tucai_notice::seat::Seat;
use tucai_notice::sheet::{Line, Tab};
use tucai_notice::time::{Day, Moment};
use tucai_notice::{Notice, words};

use crate::course::Course;
use crate::due::Due;
use crate::own::Own;

/// The name of a step, stable over revisions of a notice for as long as the step says the same: `code`,
/// `confirm`, `gate-1f3a90c2`. What is kept may hold names that no step has any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub String);

/// What the student answered to 拍过了吗.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Captured {
    /// Yes, on a day, if the student said which.
    Yes {
        /// The day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Day>,
    },
    /// No: missed, or cannot come.
    No,
    /// 学信网 already shows a 学历照片 from an earlier capture.
    Earlier,
}

/// What only the student can say. Kept on the phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticks {
    /// The steps that the student ticked.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub done: BTreeSet<StepId>,
    /// Whether the picture was taken, once answered. An answer that cannot be read is none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "readable")]
    pub captured: Option<Captured>,
}

fn readable<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Captured>, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).ok())
}

/// What is known of one student's way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// A collection code is kept on this phone for the notice.
    pub code: bool,
    /// A portrait was tried on this phone.
    pub tries: bool,
    /// What the student ticked.
    pub ticks: Ticks,
}

/// What sort of step it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Something that has to be done before (缴费, 登记, 预约).
    Gate,
    /// The fee, where it is paid before or after the session. One paid on site is among what to bring.
    Fee,
    /// 采集码
    Code,
    /// 自检; offered by us, asked by no notice.
    Try,
    /// Something else that the notice asks of the student by a day.
    Task,
    /// What to wear and bring.
    Prepare,
    /// Going there.
    Go,
    /// 拍过了吗
    Captured,
    /// 补照, for those who were not photographed.
    MakeUp,
    /// 学信网核对
    Confirm,
    /// The end of the way.
    Done,
}

/// Where a step stands. The one to do next is that of [`Way::next`], whatever its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Done, as the phone knows or the student said.
    Done,
    /// To be done now.
    Now,
    /// Later, or not yet possible.
    Later,
    /// Its time is over; whether it was done is not known, or does not matter any more.
    Over,
    /// Its time is over and it was not done.
    Missed,
}

/// Who can say that a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// The phone knows; the student may say so too (the code lies elsewhere, no try is wanted).
    Phone,
    /// Only the student.
    Student,
    /// Only the student, by an answer to 拍过了吗: yes (and when), no, or there is a photo already.
    Answer,
    /// There is nothing to tick (not yet, or never).
    Nothing,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub id: StepId,
    /// What sort of step it is.
    pub kind: StepKind,
    /// A short heading: 获取采集码.
    pub title: String,
    /// What to know about it; the notice's own words are with each line.
    pub lines: Vec<Line>,
    /// What may be folded away: the rules of dress, the ways to the code.
    pub more: Vec<Line>,
    /// By when.
    pub due: Option<Due>,
    /// Where it stands.
    pub state: State,
    /// Who can say that it is done.
    pub tick: Tick,
    /// The tab of the class page where it is done.
    pub tab: Option<Tab>,
}

/// The notice does not hold any more: to be said first, and then nothing of its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Void {
    /// The headline: 通知已撤回…
    pub headline: String,
    /// When that was announced.
    pub on: Day,
    /// In the announcement's own words.
    pub says: String,
}

/// The whole way at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// Set where the notice was postponed or withdrawn; there are no steps and no deadline then.
    pub void: Option<Void>,
    /// Which day the deadlines are counted from, where there are several seats or a window.
    pub counted: Option<String>,
    /// Whether the first time at which the student may be photographed has begun, or none is known.
    /// From then on the step `captured` can be answered, though other sessions may still be to come; it
    /// is [`State::Now`] then. Before that 拍过了 cannot be the answer, but 来不了 ([`Captured::No`]) can.
    pub begun: bool,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// The position of the next one in `steps`; none at the end of the way.
    pub next: Option<usize>,
    /// The student's next deadline.
    pub due: Option<Due>,
}

impl Way {
    /// The next step.
    pub fn next_step(&self) -> Option<&Step> {
        self.steps.get(self.next?)
    }

    /// A step by its name.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id.0 == id)
    }
}

/// The way of a student whose seats these are (all of one notice, as a look-up finds them).
pub fn way(notice: &Notice, seats: &[Seat<'_>], known: &Known, now: Moment) -> Way {
    if let Some((headline, on, says)) = words::standing_headline(&notice.standing) {
        let void = Void { headline: headline.to_owned(), on, says: says.to_owned() };
        return Way { void: Some(void), ..Way::default() };
    }
    Course::new(Own::new(notice, seats), known, now).way()
}
