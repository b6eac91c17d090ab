//! From a picture to findings: where the student stands. What comes of an earlier turn is for nobody.

use crate::error::Problem;

/// Where the student stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Before any picture.
    #[default]
    Idle,
    /// Looking into the camera.
    Camera,
    /// The browser decodes the picture.
    Decoding,
    /// The detector looks for a face.
    Finding,
    /// A face was found; the rest of the program is not on this phone yet.
    Found,
    /// It is on its way: so many of a hundred parts.
    Fetching(u8),
    /// The portrait is being measured.
    Measuring,
    /// The findings are there.
    Done,
    /// It did not work.
    Stuck(Trouble),
}

/// Why there are no findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The picture, the camera or the worker.
    Problem(Problem),
    /// Nobody's face was found.
    NoFace,
    /// The networks did not come.
    Networks,
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Stage {
    /// Its name, for tests and styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Camera => "camera",
            Self::Decoding => "decoding",
            Self::Finding => "finding",
            Self::Found => "found",
            Self::Fetching(_) => "fetching",
            Self::Measuring => "measuring",
            Self::Done => "done",
            Self::Stuck(_) => "stuck",
        }
    }

    /// Whether the picture is on the screen.
    pub fn shows_picture(self) -> bool {
        match self {
            Self::Idle | Self::Camera | Self::Decoding => false,
            Self::Finding | Self::Found | Self::Fetching(_) | Self::Measuring | Self::Done => true,
            Self::Stuck(trouble) => match trouble {
                Trouble::NoFace | Trouble::Networks => true,
                Trouble::Problem(problem) => matches!(problem, Problem::Worker(_)),
            },
        }
    }
}

/// A stage, and whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    /// Where the student stands.
    pub stage: Stage,
    turn: u32,
}

impl Flow {
    /// Begins anew at a stage; whatever was under way is over. The turn.
    pub fn begin(&mut self, stage: Stage) -> u32 {
        self.turn = self.turn.wrapping_add(1);
        self.stage = stage;
        self.turn
    }

    /// The present turn.
    pub fn turn(self) -> u32 {
        self.turn
    }

    /// Whether a turn is still going on.
    pub fn goes_on(self, turn: u32) -> bool {
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
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::queue::WorkerError;

    #[test]
    fn of_two_quick_choices_the_later_wins() {
        let mut flow = Flow::default();
        let first = flow.begin(Stage::Decoding);
        let second = flow.begin(Stage::Decoding);
        assert!(!flow.go(first, Stage::Done));
        assert!(flow.go(second, Stage::Finding) && flow.goes_on(second));
        assert_eq!(flow.stage, Stage::Finding);
    }

    #[test]
    fn a_picture_that_was_opened_stays_on_the_screen_whatever_the_program_does() {
        let stuck = |problem: Problem| Stage::Stuck(problem.into()).shows_picture();
        assert!(stuck(WorkerError::Broke.into()));
        assert!(Stage::Stuck(Trouble::NoFace).shows_picture());
        assert!(!stuck(Problem::NotAPicture));
    }
}
