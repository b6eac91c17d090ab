//! A slot as `tucai notice slot` and `slots` print it: a fixed contract with programs outside.

use serde::Serialize;

use crate::notice::Standing;
use crate::seat::Seat;
use crate::slot::{Certainty, SlotKind, When};
use crate::time::{Clock, Day};
use crate::words;

/// One slot, flat. Dates are `2026-04-15`, times `14:10`; null where the notice says none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotLine {
    /// `capture`, `reserve` or `make_up`.
    pub kind: SlotKind,
    /// The day, if there is exactly one.
    pub date: Option<Day>,
    /// The start.
    pub start: Option<Clock>,
    /// The end.
    pub end: Option<Clock>,
    /// `clock`, `half_day`, `day`, `period`, `week`, `order` or `none`.
    pub precision: &'static str,
    /// The notice's own words for the time.
    pub when: String,
    /// The assembly time; null where it depends on a class time that is not announced here.
    pub assemble: Option<Clock>,
    /// The campus.
    pub campus: Option<String>,
    /// Where the picture is taken, in the notice's fullest wording.
    pub place: Option<String>,
    /// Where to gather, if elsewhere.
    pub meet: Option<String>,
    /// The college.
    pub college: Option<String>,
    /// The units as written in the cell, or the asked unit alone.
    pub units: Vec<String>,
    /// How many people the notice counts.
    pub headcount: Option<u32>,
    /// The counselor.
    pub counselor: Option<String>,
    /// The position that the notice gives.
    pub order: Option<u32>,
    /// How far the time can be relied on for this unit.
    pub certainty: Certainty,
    /// What else is to be known: remarks, doubts, minutes to be there before.
    pub note: Option<String>,
}

impl From<&Seat<'_>> for SlotLine {
    fn from(seat: &Seat<'_>) -> Self {
        let slot = seat.slot;
        let (start, end) = slot.when.clock();
        let units = if seat.name.is_empty() {
            slot.units.iter().map(|unit| unit.name.clone()).collect()
        } else {
            vec![seat.name.clone()]
        };
        let place = seat.place();
        Self {
            kind: slot.kind,
            date: slot.when.day(),
            start,
            end,
            precision: slot.when.precision(),
            when: slot.says.clone(),
            assemble: seat.assemble(),
            campus: place.and_then(|place| place.campus.clone()),
            place: place.map(|place| place.name.clone()),
            meet: seat.meet().map(|place| place.name.clone()),
            college: seat.college().map(str::to_owned),
            units,
            headcount: slot.heads,
            counselor: slot.counselor.clone(),
            order: slot.order,
            certainty: seat.certainty(),
            note: note(seat),
        }
    }
}

/// Everything about the slot that has no field of its own, as one string.
fn note(seat: &Seat<'_>) -> Option<String> {
    let slot = seat.slot;
    let mut parts: Vec<String> = Vec::new();
    match &seat.notice.standing {
        Standing::InForce => {}
        Standing::Postponed { says, .. } => parts.push(format!("已延期，时间不再有效：{says}")),
        Standing::Withdrawn { says, .. } => parts.push(format!("通知已撤回：{says}")),
    }
    parts.extend(slot.note.clone());
    if seat.is_open() && slot.kind == SlotKind::Capture {
        parts.push(words::certainty(seat));
    }
    if let When::Chained { first, each, position, .. } = slot.when {
        parts.push(format!("按首班{first}、每班{each}分钟、第{position}个推算"));
    }
    if let When::Order { span: Some(span), .. } = slot.when {
        parts.push(format!("在{span}内按顺序进行"));
    }
    if let (None, Some(minutes)) = (seat.assemble(), seat.minutes_before()) {
        parts.push(format!("提前{minutes}分钟到达"));
    }
    if let Some(minutes) = seat.notice.schedule.drift {
        parts.push(format!("时间可能前后相差{minutes}分钟"));
    }
    if let Some(count) = slot.exempt {
        parts.push(format!("有{count}人以前已拍摄，不参加本次采集"));
    }
    parts.extend(seat.doubt().map(str::to_owned));
    (!parts.is_empty()).then(|| parts.join("；"))
}
