//! The second program: heavy arithmetic beside the page.
//!
//! [`answer`] is the whole of it as a function from message to message; [`tucai_edge`] connects that
//! to the browser. The page ends a job that takes too long by terminating the worker: wasm cannot be
//! interrupted.

use tucai_code::{BUDGET, Code, Limits, Picture};
use tucai_wire::code::{Found, Reading, Span};
use tucai_wire::{Answer, Done, Job, Misread, Outcome, Pixels, Question, Refusal};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(start)]
fn start() {
    tucai_edge::serve(answer);
}

/// Does what a message asks for, with the buffer that came with it. The answer, and the buffer that
/// travels with it. `now` tells milliseconds since any fixed moment.
pub fn answer(message: &[f64], buffer: Vec<u8>, now: &dyn Fn() -> f64) -> (Answer, Vec<u8>) {
    match Question::read(message) {
        Ok(Question { id, job }) => {
            let (outcome, bytes) = perform(job, buffer, now);
            (Answer { id: Some(id), outcome }, bytes)
        }
        Err(Misread) => (Answer { id: None, outcome: refused(Refusal::Malformed) }, vec![]),
    }
}

fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refused(refusal)
}

fn perform(job: Job, buffer: Vec<u8>, now: &dyn Fn() -> f64) -> (Outcome, Vec<u8>) {
    match job {
        Job::Ping => (Outcome::Done(Done::Ping), vec![]),
        Job::ReadCodes { width, height, pixels, live } => {
            let begun = now();
            let Some(picture) = picture((width, height), pixels, buffer) else {
                return (refused(Refusal::Malformed), vec![]);
            };
            let reading = tucai_code::read(&picture, &Limits { now, budget: BUDGET, live });
            let ms = now() - begun;
            let (codes, bytes) = packed(&reading.codes);
            let reading = Reading { codes, trouble: reading.trouble, ms };
            (Outcome::Done(Done::ReadCodes(reading)), bytes)
        }
        // Portraits are looked at in a program of its own.
        Job::LoadNetwork(_)
        | Job::FindFaces { .. }
        | Job::MeasurePortrait { .. }
        | Job::Unknown => (refused(Refusal::UnknownJob), vec![]),
    }
}

fn picture((width, height): (u32, u32), pixels: Pixels, mut bytes: Vec<u8>) -> Option<Picture> {
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    let picture = match pixels {
        Pixels::Rgba => Picture::from_rgba(width, height, &bytes),
        Pixels::Luma => {
            // A camera's colours stand behind its greys.
            bytes.truncate(width.checked_mul(height)?);
            Picture::from_luma(width, height, bytes)
        }
    };
    picture.ok()
}

/// The codes as they travel, and the buffer with their bytes.
fn packed(codes: &[Code]) -> (Vec<Found>, Vec<u8>) {
    let mut bytes = Vec::new();
    let found = codes.iter().map(|code| Found {
        payload: append(&mut bytes, &code.payload),
        modules: append(&mut bytes, code.modules.bits()),
        side: code.modules.side(),
        ecc: code.ecc,
        kind: code.kind,
        corners: code.corners,
    });
    (found.collect(), bytes)
}

fn append(bytes: &mut Vec<u8>, more: &[u8]) -> Span {
    let span = Span { at: bytes.len(), len: more.len() };
    bytes.extend_from_slice(more);
    span
}

#[cfg(test)]
mod tests {
    use tucai_code::{Ecc, Kind, Modules};

    use super::*;

    fn outcome(message: &[f64], buffer: Vec<u8>) -> Answer {
        answer(message, buffer, &|| 0.0).0
    }

    fn read_codes((width, height): (u32, u32), pixels: Pixels) -> Vec<f64> {
        let job = Job::ReadCodes { width, height, pixels, live: false };
        Question { id: 1, job }.write()
    }

    #[test]
    fn an_answer_repeats_the_id_of_its_question() {
        let expected = Answer { id: Some(3), outcome: Outcome::Done(Done::Ping) };
        assert_eq!(outcome(&Question { id: 3, job: Job::Ping }.write(), vec![]), expected);
    }

    #[test]
    fn an_unknown_job_is_refused() {
        let expected = Answer { id: Some(3), outcome: refused(Refusal::UnknownJob) };
        assert_eq!(outcome(&Question { id: 3, job: Job::Unknown }.write(), vec![]), expected);
    }

    #[test]
    fn a_broken_message_is_refused() {
        let expected = Answer { id: None, outcome: refused(Refusal::Malformed) };
        assert_eq!(outcome(&[0.5], vec![]), expected);
    }

    #[test]
    fn a_buffer_that_is_not_the_picture_is_refused() {
        let expected = Answer { id: Some(1), outcome: refused(Refusal::Malformed) };
        for (pixels, size, bytes) in [
            (Pixels::Rgba, (0, 0), 0),
            (Pixels::Rgba, (2, 2), 15),
            (Pixels::Rgba, (2, 2), 17),
            (Pixels::Rgba, (u32::MAX, u32::MAX), 4),
            (Pixels::Luma, (0, 0), 0),
            (Pixels::Luma, (2, 2), 3),
            (Pixels::Luma, (u32::MAX, u32::MAX), 4),
        ] {
            let message = read_codes(size, pixels);
            assert_eq!(outcome(&message, vec![0; bytes]), expected, "{size:?}: {bytes}");
        }
    }

    #[test]
    fn a_picture_without_a_code_says_so() {
        for (pixels, bytes) in [(Pixels::Rgba, 64 * 64 * 4), (Pixels::Luma, 64 * 64 * 3 / 2)] {
            let message = read_codes((64, 64), pixels);
            let (answer, bytes) = answer(&message, vec![255; bytes], &|| 0.0);
            let Outcome::Done(Done::ReadCodes(reading)) = answer.outcome else {
                panic!("{answer:?}");
            };
            assert!(reading.codes.is_empty() && bytes.is_empty());
            assert_eq!(reading.trouble, Some(tucai_code::Trouble::NoCode));
        }
    }

    #[test]
    fn every_code_finds_its_bytes_in_the_buffer() {
        let code = |payload: &[u8], side| {
            let mut modules = Modules::light(side).unwrap();
            modules.set(3, 4, true);
            let (kind, ecc) = (Kind::Opaque, Ecc::M);
            Code { payload: payload.to_vec(), modules, ecc, kind, corners: [[0.0; 2]; 4] }
        };
        let codes = vec![code(&[0, 255, 7], 21), code(&[], 177), code(&[1], 25)];
        let (found, bytes) = packed(&codes);
        for (code, found) in codes.iter().zip(&found) {
            assert_eq!(found.payload.of(&bytes), Some(&code.payload[..]));
            let bits = found.modules.of(&bytes).unwrap();
            assert_eq!(Modules::from_bits(found.side, bits).as_ref(), Some(&code.modules));
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod in_a_browser {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn outside_a_worker_the_program_is_quiet() {
        super::start();
    }
}
