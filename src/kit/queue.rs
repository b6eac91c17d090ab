//! The queue before the worker, as a machine without a browser: what happened goes in, what to do
//! comes out.
//!
//! One job at a time, in the order asked; before the first, a new worker is given what it has to know. A job ends with an answer, or with the worker: wasm cannot
//! be interrupted, so whoever gives up on a job ends the worker, and the next job starts another.

use std::collections::VecDeque;

use tucai_wire as wire;

/// Milliseconds that the worker's program may take to come, over a slow network.
pub const START_MS: u32 = 30_000;

/// Milliseconds that a worker may take to learn one thing.
pub const LEARN_MS: u32 = 10_000;

/// Milliseconds without a job after which the worker goes.
pub const IDLE_MS: u32 = 10_000;

/// Why a job has no answer. Whose move it is differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// The worker's program did not come: the network's.
    #[error("the worker did not start")]
    Away,
    /// It came, and is of another version than the page: a reload helps.
    #[error("the worker speaks another version")]
    OtherVersion,
    /// It broke over this job: ours.
    #[error("the worker broke over this job")]
    Broke,
    /// It took too long over this job.
    #[error("the worker took too long")]
    TooLong,
    /// It gave no answer that belongs to the job: ours.
    #[error("the worker did not understand")]
    Misunderstood,
    /// Whoever asked does not want to know any more.
    #[error("the job was given up")]
    GivenUp,
}

/// Something to do, in order.
#[derive(Debug, PartialEq, Eq)]
pub enum Step<J> {
    /// Start a worker.
    Start,
    /// Give it a job.
    Post(u32, J),
    /// End it.
    End,
    /// Call back after so many milliseconds, instead of what was asked for before.
    Alarm(u32),
    /// No alarm any more.
    Calm,
    /// The job has no answer.
    Fail(u32, WorkerError),
}

/// Where the worker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// There is none.
    Off,
    /// Its program is on the way.
    Starting,
    /// It waits.
    Idle,
    /// It works on this job.
    Busy(u32),
}

struct Waiting<J> {
    id: u32,
    job: J,
    limit: u32,
}

/// The queue.
pub struct Queue<J> {
    phase: Phase,
    /// What the present worker has yet to learn.
    lessons: VecDeque<J>,
    /// The job that it is busy with is one of these.
    learning: bool,
    waiting: VecDeque<Waiting<J>>,
    last: u32,
}

impl<J> Default for Queue<J> {
    fn default() -> Self {
        Self {
            phase: Phase::Off,
            lessons: VecDeque::new(),
            learning: false,
            waiting: VecDeque::new(),
            last: 0,
        }
    }
}

impl<J> Queue<J> {
    /// Takes a job that may take so many milliseconds, and gives it an id.
    pub fn ask(&mut self, job: J, limit: u32) -> (u32, Vec<Step<J>>) {
        let id = self.fresh();
        self.waiting.push_back(Waiting { id, job, limit });
        (id, self.next())
    }

    fn fresh(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    /// The worker greeted: with the version of the wire that it speaks, or with something else. The
    /// lessons come before every job; nobody asked for their answers.
    pub fn greeted(&mut self, version: Option<u32>, lessons: Vec<J>) -> Vec<Step<J>> {
        if self.phase != Phase::Starting {
            return Vec::new();
        }
        if version == Some(wire::VERSION) {
            self.phase = Phase::Idle;
            self.lessons = lessons.into();
            self.next()
        } else {
            self.fail_all(WorkerError::OtherVersion)
        }
    }

    /// The worker could not be started.
    pub fn did_not_start(&mut self) -> Vec<Step<J>> {
        if self.phase == Phase::Starting { self.fail_all(WorkerError::Away) } else { Vec::new() }
    }

    /// The worker answered the question with this id. Whether that is the one that was asked: an
    /// answer to no question, or to one that was given up, is for nobody.
    pub fn answered(&mut self, id: Option<u32>) -> (bool, Vec<Step<J>>) {
        let Phase::Busy(asked) = self.phase else {
            return (false, Vec::new());
        };
        match id {
            Some(id) if id == asked => {
                self.phase = Phase::Idle;
                (true, self.next())
            }
            Some(_) => (false, Vec::new()),
            // It could not read the question, and there is no other.
            None => (false, self.lose(WorkerError::Misunderstood)),
        }
    }

    /// The worker broke.
    pub fn broke(&mut self) -> Vec<Step<J>> {
        self.lose(WorkerError::Broke)
    }

    /// The alarm went off.
    pub fn rang(&mut self) -> Vec<Step<J>> {
        match self.phase {
            Phase::Off => Vec::new(),
            Phase::Starting => self.fail_all(WorkerError::Away),
            Phase::Idle => {
                self.phase = Phase::Off;
                vec![Step::End]
            }
            Phase::Busy(_) => self.lose(WorkerError::TooLong),
        }
    }

    /// Nobody wants the answer any more.
    pub fn give_up(&mut self, id: u32) -> Vec<Step<J>> {
        if self.phase == Phase::Busy(id) {
            return self.lose(WorkerError::GivenUp);
        }
        let before = self.waiting.len();
        self.waiting.retain(|waiting| waiting.id != id);
        if self.waiting.len() == before {
            return Vec::new();
        }
        vec![Step::Fail(id, WorkerError::GivenUp)]
    }

    /// What comes next, whatever has just ended.
    fn next(&mut self) -> Vec<Step<J>> {
        match self.phase {
            Phase::Off if self.waiting.is_empty() => vec![Step::Calm],
            Phase::Off => {
                self.phase = Phase::Starting;
                vec![Step::Start, Step::Alarm(START_MS)]
            }
            Phase::Idle => {
                let lesson = self.lessons.pop_front();
                self.learning = lesson.is_some();
                let job = match lesson {
                    Some(job) => Some(Waiting { id: self.fresh(), job, limit: LEARN_MS }),
                    None => self.waiting.pop_front(),
                };
                let Some(Waiting { id, job, limit }) = job else {
                    return vec![Step::Alarm(IDLE_MS)];
                };
                self.phase = Phase::Busy(id);
                vec![Step::Post(id, job), Step::Alarm(limit)]
            }
            Phase::Starting | Phase::Busy(_) => Vec::new(),
        }
    }

    /// Ends the worker, and with it the job that it has.
    fn lose(&mut self, error: WorkerError) -> Vec<Step<J>> {
        let job = match self.phase {
            Phase::Off => return Vec::new(),
            Phase::Starting => return self.fail_all(WorkerError::Away),
            // The next worker would end over the same lesson.
            Phase::Busy(_) if self.learning => return self.fail_all(error),
            Phase::Idle => None,
            Phase::Busy(id) => Some(Step::Fail(id, error)),
        };
        self.phase = Phase::Off;
        let mut steps = vec![Step::End];
        steps.extend(job);
        steps.extend(self.next());
        steps
    }

    fn fail_all(&mut self, error: WorkerError) -> Vec<Step<J>> {
        self.phase = Phase::Off;
        let failed = self.waiting.drain(..).map(|waiting| Step::Fail(waiting.id, error));
        [Step::End, Step::Calm].into_iter().chain(failed).collect()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const READY: Option<u32> = Some(wire::VERSION);

    fn ready() -> Queue<char> {
        let mut queue = Queue::default();
        queue.ask('a', 8000);
        queue.greeted(READY, vec![]);
        queue
    }

    #[test]
    fn the_first_job_starts_the_worker_and_waits_for_its_greeting() {
        let mut queue = Queue::default();
        assert_eq!(queue.ask('a', 8000), (1, vec![Step::Start, Step::Alarm(30_000)]));
        assert_eq!(queue.ask('b', 3000), (2, vec![]));
        assert_eq!(queue.greeted(READY, vec![]), [Step::Post(1, 'a'), Step::Alarm(8000)]);
        assert_eq!(queue.answered(Some(1)), (true, vec![Step::Post(2, 'b'), Step::Alarm(3000)]));
        assert_eq!(queue.answered(Some(2)), (true, vec![Step::Alarm(10_000)]));
    }

    #[test]
    fn after_ten_idle_seconds_the_worker_goes_and_the_next_job_starts_another() {
        let mut queue = ready();
        queue.answered(Some(1));
        assert_eq!(queue.rang(), [Step::End]);
        assert_eq!(queue.ask('b', 1), (2, vec![Step::Start, Step::Alarm(30_000)]));
    }

    #[test]
    fn a_worker_that_broke_takes_its_job_along_and_the_next_gets_another_worker() {
        let mut queue = ready();
        queue.ask('b', 1);
        let steps = queue.broke();
        let fail = Step::Fail(1, WorkerError::Broke);
        assert_eq!(steps, [Step::End, fail, Step::Start, Step::Alarm(30_000)]);
        assert_eq!(queue.greeted(READY, vec![]), [Step::Post(2, 'b'), Step::Alarm(1)]);
    }

    #[test]
    fn every_new_worker_learns_before_it_works() {
        let mut queue = Queue::default();
        queue.ask('a', 8000);
        let steps = queue.greeted(READY, vec!['x', 'y']);
        assert_eq!(steps, [Step::Post(2, 'x'), Step::Alarm(10_000)]);
        assert_eq!(queue.answered(Some(2)), (true, vec![Step::Post(3, 'y'), Step::Alarm(10_000)]));
        assert_eq!(queue.answered(Some(3)), (true, vec![Step::Post(1, 'a'), Step::Alarm(8000)]));
        assert_eq!(queue.answered(Some(1)), (true, vec![Step::Alarm(10_000)]));
        queue.rang();
        assert_eq!(queue.ask('b', 1).0, 4);
        let steps = queue.greeted(READY, vec!['z']);
        assert_eq!(steps, [Step::Post(5, 'z'), Step::Alarm(10_000)]);
    }

    #[test]
    fn a_worker_that_breaks_over_a_lesson_gets_no_successor() {
        for end in [Queue::broke, Queue::rang, |queue: &mut Queue<char>| queue.answered(None).1] {
            let mut queue = Queue::default();
            queue.ask('a', 1);
            queue.greeted(READY, vec!['x', 'y']);
            let steps = end(&mut queue);
            assert!(
                matches!(steps[..], [Step::End, Step::Calm, Step::Fail(1, _)]),
                "the job fails and no worker starts: {steps:?}"
            );
            // The next worker is given what it has to know then, and nothing of before.
            queue.ask('b', 1);
            let steps = queue.greeted(READY, vec![]);
            assert!(matches!(steps[..], [Step::Post(_, 'b'), Step::Alarm(1)]), "{steps:?}");
        }
    }

    #[test]
    fn a_job_that_takes_too_long_ends_the_worker() {
        let mut queue = ready();
        assert_eq!(queue.rang(), [Step::End, Step::Fail(1, WorkerError::TooLong), Step::Calm]);
    }

    #[test]
    fn a_worker_of_another_version_gets_no_job() {
        for greeting in [Some(wire::VERSION - 1), Some(wire::VERSION + 1), None] {
            let mut queue = Queue::default();
            queue.ask('a', 1);
            let fail = Step::Fail(1, WorkerError::OtherVersion);
            let steps = queue.greeted(greeting, vec!['x']);
            assert_eq!(steps, [Step::End, Step::Calm, fail], "{greeting:?}");
        }
    }

    #[test]
    fn a_worker_that_does_not_come_fails_all_that_wait() {
        let mut queue = Queue::default();
        queue.ask('a', 1);
        queue.ask('b', 1);
        let fail = |id| Step::Fail(id, WorkerError::Away);
        assert_eq!(queue.did_not_start(), [Step::End, Step::Calm, fail(1), fail(2)]);
        assert_eq!(queue.ask('c', 1), (3, vec![Step::Start, Step::Alarm(30_000)]));
    }

    #[test]
    fn an_answer_that_comes_late_is_for_nobody() {
        let mut queue = ready();
        queue.ask('b', 1);
        queue.give_up(1);
        queue.greeted(READY, vec![]);
        assert_eq!(queue.answered(Some(1)), (false, vec![]));
        assert!(queue.answered(Some(2)).0);
        assert_eq!(queue.answered(Some(2)), (false, vec![]));
    }

    #[test]
    fn giving_up_a_job_that_waits_leaves_the_worker_alone() {
        let mut queue = ready();
        queue.ask('b', 1);
        assert_eq!(queue.give_up(2), [Step::Fail(2, WorkerError::GivenUp)]);
        assert_eq!(queue.give_up(2), []);
        assert!(queue.answered(Some(1)).0);
    }

    proptest! {
        /// Whatever happens in whatever order: every job ends once, and a worker has one job. At last
        /// the worker comes, and answers whatever it is asked. Every worker has two lessons first.
        #[test]
        fn every_job_ends_once(events in prop::collection::vec((0..7_u8, 1..9_u32), 0..60)) {
            let mut queue = Queue::default();
            let (mut alive, mut busy, mut learnt) = (false, None, 0);
            let (mut asked, mut ended) = (Vec::new(), Vec::new());
            let mut events = VecDeque::from(events);
            for turn in 0.. {
                let (event, id) = match (events.pop_front(), busy) {
                    (Some(event), _) => event,
                    (None, Some(id)) => (3, id),
                    (None, None) if ended.len() < asked.len() && turn < 500 => (1, 0),
                    (None, None) => break,
                };
                let steps = match event {
                    0 => {
                        let (id, steps) = queue.ask(true, 1);
                        asked.push(id);
                        steps
                    }
                    1 => queue.greeted(READY, vec![false, false]),
                    2 => queue.did_not_start(),
                    3 => {
                        let (ours, steps) = queue.answered(Some(id));
                        if ours {
                            prop_assert_eq!(busy.take(), Some(id));
                            if asked.contains(&id) { ended.push(id); }
                        }
                        steps
                    }
                    4 => queue.give_up(id),
                    5 => queue.broke(),
                    _ => queue.rang(),
                };
                for step in steps {
                    match step {
                        Step::Start => { prop_assert!(!alive); alive = true; learnt = 0; }
                        Step::End => { alive = false; busy = None; }
                        Step::Post(id, job) => {
                            prop_assert!(alive && busy.is_none());
                            prop_assert_eq!(asked.contains(&id), job);
                            prop_assert_eq!(learnt == 2, job);
                            learnt += u32::from(!job);
                            busy = Some(id);
                        }
                        Step::Fail(id, _) => ended.push(id),
                        Step::Alarm(_) | Step::Calm => {}
                    }
                }
            }
            ended.sort_unstable();
            prop_assert_eq!(ended, asked);
        }
    }
}
