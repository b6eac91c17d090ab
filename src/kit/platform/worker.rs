//! The bridge to the workers: [`Queue`] at work, one for each.

use std::cell::RefCell;
use std::collections::HashMap;

use futures_channel::oneshot::{self, Sender};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Float64Array, Promise, Uint8Array};
use tucai_wire::numbers::Numbers;
use tucai_wire::{Answer, Done, Job, Outcome, Question};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageEvent, Worker};

use crate::queue::{Queue, Step, WorkerError};

#[wasm_bindgen]
extern "C" {
    /// Starts the worker of that name so that the page's policy binds it; see `public/boot.js`.
    /// Resolves to `{ worker, ready }`.
    #[wasm_bindgen(js_namespace = tucai, js_name = startWorker, catch)]
    fn start_worker(name: &str) -> Result<Promise, JsValue>;
}

/// What came of a job: its result and the bytes that travelled with it.
pub type Told = Result<(Done, Vec<u8>), WorkerError>;

/// A job and the buffer that goes with it.
pub(super) type Parcel = (Job, ArrayBuffer);

/// The workers there are.
#[derive(Clone, Copy)]
enum Which {
    /// Reads codes.
    Reader,
    /// Looks at portraits.
    Inspector,
}

impl Which {
    /// The one that does such a job.
    fn does(job: Job) -> Self {
        match job {
            Job::Ping | Job::ReadCodes { .. } | Job::Unknown => Self::Reader,
            Job::LoadNetwork(_) | Job::FindFaces { .. } | Job::MeasurePortrait { .. } => {
                Self::Inspector
            }
        }
    }

    /// What the page calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Reader => "worker",
            Self::Inspector => "inspector",
        }
    }

    /// What a new one has to know.
    fn lessons(self) -> Vec<Parcel> {
        match self {
            Self::Reader => Vec::new(),
            Self::Inspector => super::networks::lessons(),
        }
    }

    /// Looks at its bridge, or changes it.
    fn with<T>(self, look: impl FnOnce(&mut Bridge) -> T) -> T {
        match self {
            Self::Reader => READER.with_borrow_mut(look),
            Self::Inspector => INSPECTOR.with_borrow_mut(look),
        }
    }

    /// Changes its queue, and does what that says.
    fn step(self, change: impl FnOnce(&mut Queue<Parcel>) -> Vec<Step<Parcel>>) {
        self.with(|bridge| {
            let steps = change(&mut bridge.queue);
            bridge.follow(steps);
        });
    }
}

/// A worker that runs; ends with its owner.
struct Running {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

struct Bridge {
    which: Which,
    queue: Queue<Parcel>,
    running: Option<Running>,
    alarm: Option<Timeout>,
    asking: HashMap<u32, Sender<Told>>,
    /// Counts the workers, so that what one says after its end is not heard.
    generation: u32,
}

thread_local! {
    static READER: RefCell<Bridge> = RefCell::new(Bridge::to(Which::Reader));
    static INSPECTOR: RefCell<Bridge> = RefCell::new(Bridge::to(Which::Inspector));
}

/// Asks the worker that does such a job for one that may take so many milliseconds. The buffer is gone with it. Whoever
/// lets go of [`Asked`] gives the job up.
pub fn ask(job: Job, buffer: ArrayBuffer, limit: u32) -> (Asked, impl Future<Output = Told>) {
    let (tell, told) = oneshot::channel();
    let which = Which::does(job);
    let id = which.with(|bridge| {
        let (id, steps) = bridge.queue.ask((job, buffer), limit);
        bridge.asking.insert(id, tell);
        bridge.follow(steps);
        id
    });
    (Asked(which, id), async { told.await.unwrap_or(Err(WorkerError::GivenUp)) })
}

/// A job that somebody waits for. Letting go of one that has ended changes nothing.
pub struct Asked(Which, u32);

impl Drop for Asked {
    fn drop(&mut self) {
        let Self(which, id) = *self;
        which.step(|queue| queue.give_up(id));
    }
}

impl Bridge {
    fn to(which: Which) -> Self {
        Self {
            which,
            queue: Queue::default(),
            running: None,
            alarm: None,
            asking: HashMap::new(),
            generation: 0,
        }
    }

    fn follow(&mut self, steps: Vec<Step<Parcel>>) {
        for step in steps {
            match step {
                Step::Start => self.start(),
                Step::Post(id, parcel) => self.post(id, parcel),
                Step::End => {
                    self.generation = self.generation.wrapping_add(1);
                    self.running = None;
                }
                Step::Alarm(ms) => {
                    let which = self.which;
                    let ring = move || spawn_local(async move { which.step(Queue::rang) });
                    self.alarm = Some(Timeout::new(ms, ring));
                }
                Step::Calm => self.alarm = None,
                Step::Fail(id, error) => self.tell(id, Err(error)),
            }
        }
    }

    fn tell(&mut self, id: u32, told: Told) {
        if let Some(asking) = self.asking.remove(&id) {
            // Whoever asked may be gone.
            asking.send(told).ok();
        }
    }

    fn start(&mut self) {
        self.generation = self.generation.wrapping_add(1);
        let (which, generation) = (self.which, self.generation);
        spawn_local(async move {
            let started = match start_worker(which.name()) {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            which.with(|bridge| bridge.started(generation, started));
        });
    }

    fn started(&mut self, generation: u32, started: Result<JsValue, JsValue>) {
        let worker = started.as_ref().ok().and_then(|both| super::member(both, "worker"));
        let Some(worker) = worker.map(JsCast::unchecked_into::<Worker>) else {
            if self.generation == generation {
                let steps = self.queue.did_not_start();
                self.follow(steps);
            }
            return;
        };
        if self.generation != generation {
            worker.terminate();
            return;
        }
        let ready = started.ok().and_then(|both| super::member(&both, "ready")?.as_f64());
        let version = ready.and_then(|ready| Numbers::of(&[ready]).whole().ok());
        self.running = Some(Running::new(worker, self.which, generation));
        let steps = self.queue.greeted(version, self.which.lessons());
        self.follow(steps);
    }

    fn post(&mut self, id: u32, (job, buffer): Parcel) {
        let posted = self.running.as_ref().and_then(|running| {
            let numbers = Float64Array::from(Question { id, job }.write().as_slice());
            let message = Array::of2(&numbers, &buffer);
            running.worker.post_message_with_transfer(&message, &Array::of1(&buffer)).ok()
        });
        if posted.is_none() {
            // The queue is in the middle of its steps; it hears of it right after them.
            let which = self.which;
            spawn_local(async move { which.step(Queue::broke) });
        }
    }

    /// Takes an answer of a worker.
    fn answered(&mut self, data: &JsValue) {
        let parts: Array = data.clone().dyn_into().unwrap_or_default();
        let numbers = parts.get(0).dyn_into::<Float64Array>().map(|numbers| numbers.to_vec());
        let answer = Answer::read(&numbers.unwrap_or_default());
        let id = answer.as_ref().ok().and_then(|answer| answer.id);
        let (ours, steps) = self.queue.answered(id);
        if let (true, Ok(Answer { id: Some(id), outcome })) = (ours, answer) {
            let told = match outcome {
                Outcome::Done(done) => {
                    let buffer = parts.get(1).dyn_into::<ArrayBuffer>().ok();
                    let bytes = buffer.map(|buffer| Uint8Array::new(&buffer).to_vec());
                    Ok((done, bytes.unwrap_or_default()))
                }
                Outcome::Refused(_) => Err(WorkerError::Misunderstood),
            };
            self.tell(id, told);
        }
        self.follow(steps);
    }
}

impl Running {
    fn new(worker: Worker, which: Which, generation: u32) -> Self {
        // What follows may end the worker and its listeners, this one among them: so it happens
        // after the listener has returned.
        let broke = move || {
            spawn_local(async move {
                if which.with(|bridge| bridge.generation == generation) {
                    which.step(Queue::broke);
                }
            });
        };
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                let data = event.unchecked_ref::<MessageEvent>().data();
                spawn_local(async move {
                    which.with(|bridge| {
                        if bridge.generation == generation {
                            bridge.answered(&data);
                        }
                    });
                });
            }),
            EventListener::new_with_options(
                &worker,
                "error",
                // Prevented, so that the page does not take it for an error of its own.
                gloo::events::EventListenerOptions::enable_prevent_default(),
                move |event| {
                    event.prevent_default();
                    broke();
                },
            ),
            EventListener::new(&worker, "messageerror", move |_| broke()),
        ];
        Self { worker, _listeners: listeners }
    }
}
