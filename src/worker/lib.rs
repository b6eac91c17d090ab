//! The second program: heavy arithmetic beside the page.
//!
//! [`answer`] is the whole of it as a function from text to text; [`edge`] connects that to the
//! browser. The page ends a job that takes too long by terminating the worker: wasm cannot be
//! interrupted.

mod edge;

use tucai_wire::{self as wire, Answer, Done, Job, Outcome, Question, Refusal};

/// Does what a message asks for.
pub fn answer(message: &str) -> Answer {
    match wire::read::<Question>(message) {
        Ok(Question { id, job }) => Answer { id: Some(id), outcome: perform(&job) },
        Err(wire::Misread) => Answer { id: None, outcome: Outcome::Refused(Refusal::Malformed) },
    }
}

fn perform(job: &Job) -> Outcome {
    match job {
        Job::Ping => Outcome::Done(Done::Ping),
        Job::ReadCodes { .. } | Job::Unknown => Outcome::Refused(Refusal::UnknownJob),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_repeats_the_id_of_its_question() {
        let expected = Answer { id: Some(3), outcome: Outcome::Done(Done::Ping) };
        assert_eq!(answer(r#"{"id":3,"job":{"kind":"ping"}}"#), expected);
    }

    #[test]
    fn an_unknown_job_is_refused() {
        let expected = Answer { id: Some(3), outcome: Outcome::Refused(Refusal::UnknownJob) };
        assert_eq!(answer(r#"{"id":3,"job":{"kind":"paint"}}"#), expected);
    }

    #[test]
    fn a_broken_message_is_refused() {
        let expected = Answer { id: None, outcome: Outcome::Refused(Refusal::Malformed) };
        assert_eq!(answer("{"), expected);
    }
}
