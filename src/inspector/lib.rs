//! The third program: looks at portraits, beside the page.
//!
//! [`Inspector::answer`] is the whole of it as a function from message to message, with the networks
//! that earlier messages brought; [`tucai_edge`] connects that to the browser.

use tucai_portrait::{Engine, Picture, PortraitError};
use tucai_wire::portrait::{Faces, Network, Portrait};
use tucai_wire::{Answer, Done, Job, Misread, Outcome, Question, Refusal};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(start)]
fn start() {
    let mut inspector = Inspector::default();
    tucai_edge::serve(move |message, buffer, now| (inspector.answer(message, buffer, now), vec![]));
}

/// The networks that were loaded. They live as long as the worker.
#[derive(Default)]
pub struct Inspector {
    engine: Engine,
}

impl Inspector {
    /// Does what a message asks for, with the buffer that came with it. `now` tells milliseconds
    /// since any fixed moment.
    pub fn answer(&mut self, message: &[f64], buffer: Vec<u8>, now: &dyn Fn() -> f64) -> Answer {
        match Question::read(message) {
            Ok(Question { id, job }) => {
                let done = self.perform(job, buffer, now);
                Answer { id: Some(id), outcome: done.map_or_else(Outcome::Refused, Outcome::Done) }
            }
            Err(Misread) => Answer { id: None, outcome: Outcome::Refused(Refusal::Malformed) },
        }
    }

    fn perform(
        &mut self,
        job: Job,
        buffer: Vec<u8>,
        now: &dyn Fn() -> f64,
    ) -> Result<Done, Refusal> {
        match job {
            Job::Ping => Ok(Done::Ping),
            Job::LoadNetwork(network) => self.load(network, buffer),
            Job::FindFaces { width, height } => {
                let begun = now();
                let picture = picture((width, height), &buffer)?;
                let faces = self.engine.find_faces(&picture).map_err(refusal)?;
                Ok(Done::FindFaces(Faces { faces, ms: now() - begun }))
            }
            Job::MeasurePortrait { width, height } => {
                let begun = now();
                let picture = picture((width, height), &buffer)?;
                let portrait = self.engine.measure(&picture).map_err(refusal)?;
                Ok(Done::MeasurePortrait(Box::new(Portrait { ms: now() - begun, ..portrait })))
            }
            // Codes are read in a program of its own.
            Job::ReadCodes { .. } | Job::Unknown => Err(Refusal::UnknownJob),
        }
    }

    fn load(&mut self, network: Network, bytes: Vec<u8>) -> Result<Done, Refusal> {
        let loaded = self.engine.load(network, &bytes);
        // A worker's memory grows and never shrinks: the bytes go before anything else comes.
        drop(bytes);
        loaded.map(|()| Done::LoadNetwork).map_err(refusal)
    }
}

fn picture((width, height): (u32, u32), rgba: &[u8]) -> Result<Picture<'_>, Refusal> {
    let side = |length: u32| usize::try_from(length).map_err(|_| Refusal::Malformed);
    Picture::new(rgba, side(width)?, side(height)?).map_err(refusal)
}

fn refusal(error: PortraitError) -> Refusal {
    match error {
        PortraitError::NoNetwork(_) => Refusal::NoNetwork,
        PortraitError::NotANetwork(_) | PortraitError::TooLarge | PortraitError::NotAPicture => {
            Refusal::Malformed
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use std::cell::Cell;

    use tucai_weights::Weights;
    use tucai_wire::Pixels;

    use super::*;

    fn outcome(inspector: &mut Inspector, job: Job, buffer: Vec<u8>) -> Outcome {
        let answer = inspector.answer(&Question { id: 3, job }.write(), buffer, &|| 0.0);
        assert_eq!(answer.id, Some(3));
        answer.outcome
    }

    fn refused(refusal: Refusal) -> Outcome {
        Outcome::Refused(refusal)
    }

    /// An inspector with the networks of that list.
    fn with(networks: &[(Network, Weights)]) -> Inspector {
        let mut inspector = Inspector::default();
        for (network, weights) in networks {
            let loaded =
                outcome(&mut inspector, Job::LoadNetwork(*network), weights.bytes().unwrap());
            assert_eq!(loaded, Outcome::Done(Done::LoadNetwork), "{network:?}");
        }
        inspector
    }

    const NEEDED: [(Network, Weights); 3] = [
        (Network::Detector, Weights::Detector),
        (Network::Mesh, Weights::Mesh),
        (Network::Mask, Weights::Mask),
    ];

    const FIND: Job = Job::FindFaces { width: 96, height: 128 };
    const MEASURE: Job = Job::MeasurePortrait { width: 96, height: 128 };

    fn grey() -> Vec<u8> {
        vec![128; 96 * 128 * 4]
    }

    #[test]
    fn an_answer_repeats_the_id_of_its_question() {
        let done = outcome(&mut Inspector::default(), Job::Ping, vec![]);
        assert_eq!(done, Outcome::Done(Done::Ping));
    }

    #[test]
    fn what_is_for_the_other_worker_is_refused() {
        let codes = Job::ReadCodes { width: 1, height: 1, pixels: Pixels::Rgba, live: false };
        for job in [codes, Job::Unknown] {
            let refusal = outcome(&mut Inspector::default(), job, vec![0; 4]);
            assert_eq!(refusal, refused(Refusal::UnknownJob));
        }
    }

    #[test]
    fn a_broken_message_is_refused() {
        let answer = Inspector::default().answer(&[0.5], vec![], &|| 0.0);
        assert_eq!(answer, Answer { id: None, outcome: refused(Refusal::Malformed) });
    }

    #[test]
    fn a_missing_network_is_told_from_a_bad_one() {
        let mut inspector = Inspector::default();
        for job in [FIND, MEASURE] {
            assert_eq!(outcome(&mut inspector, job, grey()), refused(Refusal::NoNetwork));
        }
        for bytes in [vec![], vec![0; 1000], b"<!doctype html>".to_vec()] {
            let load = Job::LoadNetwork(Network::Detector);
            assert_eq!(outcome(&mut inspector, load, bytes), refused(Refusal::Malformed));
        }
        let mut only_the_detector = with(&NEEDED[..1]);
        assert_eq!(outcome(&mut only_the_detector, MEASURE, grey()), refused(Refusal::NoNetwork));
    }

    #[test]
    fn a_buffer_that_is_not_the_picture_is_refused() {
        let mut inspector = with(&NEEDED);
        for ((width, height), bytes) in
            [((0, 0), 0), ((2, 2), 15), ((2, 2), 17), ((u32::MAX, u32::MAX), 4), ((4097, 4097), 0)]
        {
            for job in [Job::FindFaces { width, height }, Job::MeasurePortrait { width, height }] {
                let refusal = outcome(&mut inspector, job, vec![0; bytes]);
                assert_eq!(refusal, refused(Refusal::Malformed), "{width}×{height}: {bytes}");
            }
        }
    }

    #[test]
    fn a_picture_without_a_face_has_none_and_says_how_long_that_took() {
        let mut inspector = with(&NEEDED);
        let clock = Cell::new(0.0);
        let now = || clock.replace(clock.get() + 4.0);
        let mut asked = |job| inspector.answer(&Question { id: 1, job }.write(), grey(), &now);
        let found = Faces { faces: vec![], ms: 4.0 };
        assert_eq!(asked(FIND).outcome, Outcome::Done(Done::FindFaces(found)));
        let Outcome::Done(Done::MeasurePortrait(portrait)) = asked(MEASURE).outcome else {
            panic!("not measured");
        };
        assert!(portrait.faces.is_empty() && portrait.marks.is_none());
        assert!((portrait.ms - 4.0).abs() < 1e-9);
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
