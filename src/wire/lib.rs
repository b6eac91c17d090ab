//! What the page and the worker say to each other.
//!
//! A message is an array of a `Float64Array` and, where the message speaks of bytes, an `ArrayBuffer`
//! that is transferred with it. The page speaks first in every exchange but the greeting, which is
//! [`VERSION`] alone: a [`Question`] with an id of its choice, answered by an [`Answer`] with the same
//! id. Numbers, because a parser of texts would be a third of either program. The types live apart
//! from the worker so that the page sees them without pulling in an engine.

pub mod code;
pub mod frame;
mod measure;
pub mod numbers;
mod part;
pub mod portrait;
pub mod symbol;

use numbers::Numbers;

/// Raised whenever an older page could misread a newer worker, or the other way round. The worker's
/// first message.
pub const VERSION: u32 = 4;

/// A job for the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Chosen by the page; the answer repeats it.
    pub id: u32,
    /// What to do.
    pub job: Job,
}

/// What the worker can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Say that you are alive.
    Ping,
    /// Read the codes of the picture in the buffer.
    ReadCodes {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
        /// What the buffer holds.
        pixels: Pixels,
        /// A frame of a camera: another comes soon, so only what is quick is tried.
        live: bool,
    },
    /// Take the network in the buffer, for the jobs to come.
    LoadNetwork(portrait::Network),
    /// Find the faces in the picture in the buffer, of red, green, blue and alpha, a byte each.
    FindFaces {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// Measure the portrait in the buffer, of the same kind.
    MeasurePortrait {
        /// Pixels a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// A job of some other version of the wire; refused, never guessed at.
    Unknown,
}

/// How a picture lies in a buffer, row by row. In this order on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pixels {
    /// Red, green, blue and alpha, a byte each, as in the browser's `ImageData`.
    Rgba,
    /// A grey byte a pixel, as a camera gives it; what stands behind the last row is not looked at.
    Luma,
}

const PIXELS: [Pixels; 2] = [Pixels::Rgba, Pixels::Luma];

/// The worker's answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The id of the question; none where the message was too broken to have one.
    pub id: Option<u32>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is done, with this result.
    Done(Done),
    /// It was not begun.
    Refused(Refusal),
}

/// The result of a job, a variant for each.
#[derive(Debug, Clone, PartialEq)]
pub enum Done {
    /// Alive.
    Ping,
    /// The picture was read; the bytes are in the buffer.
    ReadCodes(code::Reading),
    /// The network is there.
    LoadNetwork,
    /// The faces were looked for.
    FindFaces(portrait::Faces),
    /// The portrait was measured.
    MeasurePortrait(Box<portrait::Portrait>),
}

/// Why a job was not begun. In this order on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The worker does not know this kind of job.
    #[error("the worker does not know this kind of job")]
    UnknownJob,
    /// The message is not a question, or its buffer is not what the question says.
    #[error("the message is not a question")]
    Malformed,
    /// A network that the job needs was not loaded.
    #[error("a network is missing")]
    NoNetwork,
}

const REFUSALS: [Refusal; 3] = [Refusal::UnknownJob, Refusal::Malformed, Refusal::NoNetwork];

/// A message that is not what it should be. Says nothing of its content: that may be a student's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message does not belong to this wire")]
pub struct Misread;

/// The kinds of jobs and outcomes on the wire.
const PING: u32 = 0;
const READ_CODES: u32 = 1;
const REFUSED: u32 = 2;
const LOAD_NETWORK: u32 = 3;
const FIND_FACES: u32 = 4;
const MEASURE_PORTRAIT: u32 = 5;

impl Question {
    /// As a message: id, kind, and for a picture its width and height; for codes also how the pixels
    /// lie and whether it is live; for a network its place in the list.
    pub fn write(&self) -> Vec<f64> {
        let mut message = vec![self.id.into()];
        match self.job {
            Job::Ping => message.push(PING.into()),
            Job::ReadCodes { width, height, pixels, live } => {
                message.extend([READ_CODES, width, height].map(f64::from));
                message.extend([f64::from(pixels as u8), f64::from(u8::from(live))]);
            }
            Job::LoadNetwork(network) => {
                message.extend([LOAD_NETWORK.into(), f64::from(network as u8)]);
            }
            Job::FindFaces { width, height } => {
                message.extend([FIND_FACES, width, height].map(f64::from));
            }
            Job::MeasurePortrait { width, height } => {
                message.extend([MEASURE_PORTRAIT, width, height].map(f64::from));
            }
            Job::Unknown => message.push(u32::MAX.into()),
        }
        message
    }

    /// The question of a message.
    pub fn read(message: &[f64]) -> Result<Self, Misread> {
        let mut numbers = Numbers::of(message);
        let id = numbers.whole()?;
        let job = match numbers.whole()? {
            PING => Job::Ping,
            READ_CODES => Job::ReadCodes {
                width: numbers.whole()?,
                height: numbers.whole()?,
                pixels: numbers.one_of(&PIXELS)?,
                live: numbers.flag()?,
            },
            LOAD_NETWORK => Job::LoadNetwork(numbers.one_of(&portrait::Network::ALL)?),
            FIND_FACES => Job::FindFaces { width: numbers.whole()?, height: numbers.whole()? },
            MEASURE_PORTRAIT => {
                Job::MeasurePortrait { width: numbers.whole()?, height: numbers.whole()? }
            }
            // Whatever follows is of that version, too.
            _ => return Ok(Self { id, job: Job::Unknown }),
        };
        if numbers.is_empty() { Ok(Self { id, job }) } else { Err(Misread) }
    }
}

impl Answer {
    /// As a message: the id or -1, the kind of outcome, and the result's own numbers.
    pub fn write(&self) -> Vec<f64> {
        let mut message = vec![self.id.map_or(-1.0, f64::from)];
        match &self.outcome {
            Outcome::Done(Done::Ping) => message.push(PING.into()),
            Outcome::Done(Done::ReadCodes(reading)) => {
                message.push(READ_CODES.into());
                reading.write(&mut message);
            }
            Outcome::Done(Done::LoadNetwork) => message.push(LOAD_NETWORK.into()),
            Outcome::Done(Done::FindFaces(faces)) => {
                message.push(FIND_FACES.into());
                faces.write(&mut message);
            }
            Outcome::Done(Done::MeasurePortrait(portrait)) => {
                message.push(MEASURE_PORTRAIT.into());
                portrait.write(&mut message);
            }
            Outcome::Refused(refusal) => {
                message.extend([REFUSED.into(), f64::from(*refusal as u8)]);
            }
        }
        message
    }

    /// The answer of a message.
    pub fn read(message: &[f64]) -> Result<Self, Misread> {
        let (id, rest) = message.split_first().ok_or(Misread)?;
        let id = if *id < 0.0 { None } else { Some(Numbers::of(&[*id]).whole()?) };
        let mut numbers = Numbers::of(rest);
        let outcome = match numbers.whole()? {
            PING => Outcome::Done(Done::Ping),
            READ_CODES => Outcome::Done(Done::ReadCodes(code::Reading::read(&mut numbers)?)),
            LOAD_NETWORK => Outcome::Done(Done::LoadNetwork),
            FIND_FACES => Outcome::Done(Done::FindFaces(portrait::Faces::read(&mut numbers)?)),
            MEASURE_PORTRAIT => {
                let portrait = portrait::Portrait::read(&mut numbers)?;
                Outcome::Done(Done::MeasurePortrait(Box::new(portrait)))
            }
            REFUSED => Outcome::Refused(numbers.one_of(&REFUSALS)?),
            _ => return Err(Misread),
        };
        if numbers.is_empty() { Ok(Self { id, outcome }) } else { Err(Misread) }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::code::{Found, Kind, Reading, Span, Trouble};
    use crate::portrait::{
        Area, Face, Faces, Marks, Measure, Measures, Network, Portrait, Spot, Swatch,
    };
    use crate::symbol::Ecc;

    const FRAME: Job = Job::ReadCodes { width: 640, height: 480, pixels: Pixels::Luma, live: true };

    fn reading() -> Reading {
        let found = Found {
            payload: Span { at: 0, len: 200 },
            modules: Span { at: 200, len: 254 },
            side: 45,
            ecc: Ecc::Q,
            kind: Kind::Message,
            corners: [[1.5, -2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.25]],
        };
        let codes = vec![found.clone(), Found { kind: Kind::Opaque, ecc: Ecc::L, ..found }];
        Reading { codes, trouble: Some(Trouble::OutOfTime), ms: 12.5 }
    }

    fn face() -> Face {
        let area = Area { x: -3.5, y: 20.0, width: 100.0, height: 120.0 };
        let (eyes, ears) = ([[10.0, 50.0], [60.0, 51.0]], [[-1.0, 60.0], [90.0, 61.0]]);
        Face { area, score: 0.75, eyes, nose: [40.0, 70.0], mouth: [41.0, 90.0], ears }
    }

    fn portrait() -> Portrait {
        let mut measures = Measures::default();
        measures.set(Measure::Tilt, -2.5);
        measures.set(Measure::GlassesShine, 0.5);
        measures.set(Measure::Nod, f32::NAN);
        let swatch = Swatch { lab: [50.0, -3.0, 4.0], share: 0.5 };
        Portrait {
            faces: vec![face(), Face::default()],
            marks: Some(Marks { hair_top: 1.0, eye_line: 2.0, face_left: 3.0, face_right: 4.0 }),
            measures,
            clothes: vec![swatch, Swatch::default()],
            background: vec![swatch],
            spots: vec![(Spot::Clothes, face().area), (Spot::Hair, Area::default())],
            ms: 80.5,
        }
    }

    #[test]
    fn what_was_not_measured_is_absent() {
        let measures = portrait().measures;
        assert_eq!(measures.get(Measure::Tilt), Some(-2.5));
        assert_eq!(measures.get(Measure::GlassesShine), Some(0.5));
        assert_eq!(measures.get(Measure::Nod), None);
        assert_eq!(measures.get(Measure::Turn), None);
    }

    #[test]
    fn the_wire_is_what_the_other_side_expects() {
        assert_eq!(Question { id: 7, job: Job::Ping }.write(), [7.0, 0.0]);
        assert_eq!(Question { id: 7, job: FRAME }.write(), [7.0, 1.0, 640.0, 480.0, 1.0, 1.0]);
        let answer = |id, outcome| Answer { id, outcome }.write();
        assert_eq!(answer(Some(7), Outcome::Done(Done::Ping)), [7.0, 0.0]);
        assert_eq!(answer(None, Outcome::Refused(Refusal::Malformed)), [-1.0, 2.0, 1.0]);
        let none = Reading { codes: vec![], trouble: Some(Trouble::TooSmall), ms: 3.0 };
        let none = answer(Some(7), Outcome::Done(Done::ReadCodes(none)));
        assert_eq!(none, [7.0, 1.0, 3.0, 2.0, 0.0]);
    }

    #[test]
    fn every_message_comes_back_as_it_was_sent() {
        let size = (640, 480);
        let find = Job::FindFaces { width: size.0, height: size.1 };
        let measure = Job::MeasurePortrait { width: size.0, height: size.1 };
        let load = Job::LoadNetwork(Network::Mask);
        for job in [Job::Ping, FRAME, find, measure, load, Job::Unknown] {
            let question = Question { id: u32::MAX, job };
            assert_eq!(Question::read(&question.write()), Ok(question));
        }
        let faces = Faces { faces: vec![face()], ms: 3.5 };
        let done = [
            Done::Ping,
            Done::ReadCodes(reading()),
            Done::LoadNetwork,
            Done::FindFaces(faces),
            Done::MeasurePortrait(Box::new(portrait())),
            Done::MeasurePortrait(Box::default()),
        ]
        .map(Outcome::Done);
        let refused = REFUSALS.map(Outcome::Refused);
        for outcome in done.into_iter().chain(refused) {
            let answer = Answer { id: Some(3), outcome };
            assert_eq!(Answer::read(&answer.write()), Ok(answer));
        }
    }

    #[test]
    fn every_list_is_in_the_order_of_the_wire() {
        assert!(Kind::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(Trouble::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(Ecc::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(PIXELS.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(Network::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(Measure::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(Spot::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(REFUSALS.iter().enumerate().all(|(at, one)| *one as usize == at));
    }

    #[test]
    fn a_job_of_another_version_is_unknown_not_broken() {
        let expected = Question { id: 7, job: Job::Unknown };
        assert_eq!(Question::read(&[7.0, 9.0, 1.0, 2.0]), Ok(expected));
    }

    #[test]
    fn what_is_no_message_is_misread() {
        for message in [
            &[][..],
            &[7.0],
            &[-1.0, 0.0],
            &[0.5, 0.0],
            &[f64::NAN, 0.0],
            &[7.0, 0.0, 0.0],
            &[7.0, 1.0, 640.0, 480.0, 2.0, 1.0],
            &[7.0, 1.0, 640.0, 480.0, 1.0],
            &[7.0, 1.0, 4_294_967_296.0, 480.0, 1.0, 1.0],
        ] {
            assert_eq!(Question::read(message), Err(Misread), "{message:?}");
        }
        for done in [Done::ReadCodes(reading()), Done::MeasurePortrait(Box::new(portrait()))] {
            let whole = Answer { id: Some(3), outcome: Outcome::Done(done) }.write();
            for length in 0..whole.len() {
                assert_eq!(Answer::read(&whole[..length]), Err(Misread), "{length}");
            }
        }
        let endless = [3.0, 1.0, 0.0, 0.0, 4e9];
        assert_eq!(Answer::read(&endless), Err(Misread));
    }

    proptest! {
        #[test]
        fn any_numbers_are_borne(
            message in prop::collection::vec(prop_oneof![
                any::<f64>(), (-2..20_i32).prop_map(f64::from),
            ], 0..40),
        ) {
            let _ = (Question::read(&message), Answer::read(&message));
        }
    }
}
