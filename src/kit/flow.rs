//! From a picture to a kept code: where the student stands. Every picture gets a turn, and what comes
//! of an earlier turn is for nobody: of two quick choices the later wins.

use tucai_wire::code::Kind;
use tucai_wire::symbol::{Ecc, Modules};

use crate::error::Problem;
use crate::geometry::Part;
use crate::words;

/// A code that was read, with the card around it. Without `Debug`: its bytes are not for any log.
#[derive(Clone, PartialEq)]
pub struct Candidate {
    /// The content, opaque.
    pub payload: Vec<u8>,
    /// The symbol.
    pub modules: Modules,
    /// Its error correction level.
    pub ecc: Ecc,
    /// What it looks like.
    pub kind: Kind,
    /// Where in the picture the card around it is.
    pub card: Part,
}

/// Where the student stands.
#[derive(Clone, PartialEq, Default)]
pub enum Stage {
    /// Choosing a picture.
    #[default]
    Idle,
    /// Looking through the camera.
    Camera,
    /// The browser decodes the picture.
    Decoding,
    /// The worker reads it.
    Reading,
    /// Which of several codes is it?
    Choose(Vec<Candidate>),
    /// This one looks like something else.
    Doubt(Candidate),
    /// Are school and level right?
    Confirm(Candidate),
    /// It is being proven and kept.
    Keeping,
    /// It did not work.
    Stuck(Problem),
}

impl Stage {
    /// Its name, for tests and styles.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Camera => "camera",
            Self::Decoding => "decoding",
            Self::Reading => "reading",
            Self::Choose(_) => "choose",
            Self::Doubt(_) => "doubt",
            Self::Confirm(_) => "confirm",
            Self::Keeping => "keeping",
            Self::Stuck(_) => "stuck",
        }
    }

    /// The codes whose cards the student looks at.
    pub fn candidates(&self) -> &[Candidate] {
        match self {
            Self::Choose(candidates) => candidates,
            Self::Doubt(candidate) | Self::Confirm(candidate) => std::slice::from_ref(candidate),
            _ => &[],
        }
    }
}

/// A stage, and whose turn it is.
#[derive(Clone, PartialEq, Default)]
pub struct Flow {
    /// Where the student stands.
    pub stage: Stage,
    /// The codes of which the student chose one.
    several: Vec<Candidate>,
    turn: u32,
}

impl Flow {
    /// Begins anew at a stage; whatever was under way is over. The turn.
    pub fn begin(&mut self, stage: Stage) -> u32 {
        self.turn = self.turn.wrapping_add(1);
        self.stage = stage;
        self.several.clear();
        self.turn
    }

    /// The present turn.
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// Whether a turn is still going on.
    pub fn goes_on(&self, turn: u32) -> bool {
        self.turn == turn
    }

    /// Goes on to a stage, unless the turn is over. Whether it does.
    pub fn go(&mut self, turn: u32, stage: Stage) -> bool {
        let goes_on = self.goes_on(turn);
        if goes_on {
            self.stage = stage;
        }
        goes_on
    }

    /// Takes what was read in a turn.
    pub fn read(&mut self, turn: u32, outcome: Result<Vec<Candidate>, Problem>) -> bool {
        self.go(turn, answer(outcome))
    }

    /// Takes one of several codes.
    pub fn choose(&mut self, at: usize) {
        if let Stage::Choose(candidates) = &self.stage
            && let Some(candidate) = candidates.get(at)
        {
            let chosen = judge(candidate.clone());
            if let Stage::Choose(candidates) = std::mem::replace(&mut self.stage, chosen) {
                self.several = candidates;
            }
        }
    }

    /// Goes back to the choice that led here. Whether there was one.
    pub fn back(&mut self) -> bool {
        let chose = !self.several.is_empty();
        if chose {
            self.stage = Stage::Choose(std::mem::take(&mut self.several));
        }
        chose
    }

    /// The student says that it is the collection code all the same.
    pub fn overrule(&mut self) {
        if let Stage::Doubt(candidate) = &self.stage {
            self.stage = Stage::Confirm(candidate.clone());
        }
    }
}

fn answer(outcome: Result<Vec<Candidate>, Problem>) -> Stage {
    match outcome {
        Err(problem) => Stage::Stuck(problem),
        Ok(candidates) => match <[Candidate; 1]>::try_from(candidates) {
            Ok([only]) => judge(only),
            Err(none) if none.is_empty() => {
                Stage::Stuck(Problem::NoCode(tucai_wire::code::Trouble::NoCode))
            }
            Err(several) => Stage::Choose(several),
        },
    }
}

fn judge(candidate: Candidate) -> Stage {
    if words::looks_like(candidate.kind).is_some() {
        Stage::Doubt(candidate)
    } else {
        Stage::Confirm(candidate)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn candidate(kind: Kind) -> Candidate {
        let modules = Modules::light(21).unwrap();
        let card = Part { x: 0.0, y: 0.0, width: 9.0, height: 9.0 };
        Candidate { payload: vec![1], modules, ecc: Ecc::M, kind, card }
    }

    fn after(outcome: Result<Vec<Candidate>, Problem>) -> Flow {
        let mut flow = Flow::default();
        let turn = flow.begin(Stage::Decoding);
        assert!(flow.read(turn, outcome));
        flow
    }

    #[test]
    fn each_answer_has_its_stage() {
        let opaque = || candidate(Kind::Opaque);
        assert_eq!(after(Ok(vec![opaque()])).stage.name(), "confirm");
        assert_eq!(after(Ok(vec![opaque(), opaque()])).stage.name(), "choose");
        assert_eq!(after(Ok(vec![candidate(Kind::Alipay)])).stage.name(), "doubt");
        assert_eq!(after(Ok(vec![])).stage.name(), "stuck");
        assert_eq!(after(Err(Problem::BrokenOff)).stage.name(), "stuck");
    }

    #[test]
    fn of_two_quick_choices_the_later_wins() {
        let mut flow = Flow::default();
        let first = flow.begin(Stage::Decoding);
        let second = flow.begin(Stage::Decoding);
        assert!(!flow.read(first, Err(Problem::BrokenOff)));
        assert_eq!(flow.stage.name(), "decoding");
        assert!(flow.read(second, Ok(vec![candidate(Kind::Opaque)])));
        assert!(!flow.go(first, Stage::Idle));
        assert_eq!(flow.stage.name(), "confirm");
    }

    #[test]
    fn a_payment_code_is_kept_only_when_the_student_insists() {
        let mut flow = after(Ok(vec![candidate(Kind::Opaque), candidate(Kind::WechatPay)]));
        flow.choose(7);
        assert_eq!(flow.stage.name(), "choose");
        flow.choose(1);
        assert_eq!(flow.stage.name(), "doubt");
        flow.overrule();
        assert_eq!(flow.stage.name(), "confirm");
    }

    #[test]
    fn the_way_back_leads_to_the_choice_and_then_to_the_start() {
        let mut flow = after(Ok(vec![candidate(Kind::Opaque), candidate(Kind::WechatPay)]));
        assert!(!flow.back());
        for at in [0, 1] {
            flow.choose(at);
            flow.overrule();
            assert!(flow.back());
            assert_eq!(flow.stage.candidates().len(), 2);
            assert!(!flow.back());
        }
        // Another picture's answer leads to no choice of this one's.
        flow.choose(0);
        let turn = flow.begin(Stage::Decoding);
        assert!(flow.read(turn, Ok(vec![candidate(Kind::Opaque)])) && !flow.back());
    }
}
