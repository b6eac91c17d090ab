//! The bridge to the worker: [`Queue`] at work.

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
    /// Starts the worker so that the page's policy binds it; see `public/boot.js`. Resolves to
    /// `{ worker, ready }`.
    #[wasm_bindgen(js_namespace = tucai, js_name = startWorker, catch)]
    fn start_worker() -> Result<Promise, JsValue>;
}

/// What came of a job: its result and the bytes that travelled with it.
pub type Told = Result<(Done, Vec<u8>), WorkerError>;

/// A job and the buffer that goes with it.
type Parcel = (Job, ArrayBuffer);

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

#[derive(Default)]
struct Bridge {
    queue: Queue<Parcel>,
    running: Option<Running>,
    alarm: Option<Timeout>,
    asking: HashMap<u32, Sender<Told>>,
    /// Counts the workers, so that what one says after its end is not heard.
    generation: u32,
}

thread_local! {
    static BRIDGE: RefCell<Bridge> = RefCell::default();
}

/// Changes the queue, and does what it says.
fn step(change: impl FnOnce(&mut Queue<Parcel>) -> Vec<Step<Parcel>>) {
    BRIDGE.with_borrow_mut(|bridge| {
        let steps = change(&mut bridge.queue);
        bridge.follow(steps);
    });
}

/// Asks the worker for a job that may take so many milliseconds. The buffer is gone with it. Whoever
/// lets go of [`Asked`] gives the job up.
pub fn ask(job: Job, buffer: ArrayBuffer, limit: u32) -> (Asked, impl Future<Output = Told>) {
    let (tell, told) = oneshot::channel();
    let id = BRIDGE.with_borrow_mut(|bridge| {
        let (id, steps) = bridge.queue.ask((job, buffer), limit);
        bridge.asking.insert(id, tell);
        bridge.follow(steps);
        id
    });
    (Asked(id), async { told.await.unwrap_or(Err(WorkerError::GivenUp)) })
}

/// A job that somebody waits for. Letting go of one that has ended changes nothing.
pub struct Asked(u32);

impl Drop for Asked {
    fn drop(&mut self) {
        let id = self.0;
        step(|queue| queue.give_up(id));
    }
}

impl Bridge {
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
                    let ring = || spawn_local(async { self::step(Queue::rang) });
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
        let generation = self.generation;
        spawn_local(async move {
            let started = match start_worker() {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            BRIDGE.with_borrow_mut(|bridge| bridge.started(generation, started));
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
        self.running = Some(Running::new(worker, generation));
        let steps = self.queue.greeted(version);
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
            spawn_local(async { step(Queue::broke) });
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
    fn new(worker: Worker, generation: u32) -> Self {
        // What follows may end the worker and its listeners, this one among them: so it happens
        // after the listener has returned.
        let broke = move || {
            spawn_local(async move {
                let current = BRIDGE.with_borrow(|bridge| bridge.generation == generation);
                if current {
                    step(Queue::broke);
                }
            });
        };
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                let data = event.unchecked_ref::<MessageEvent>().data();
                spawn_local(async move {
                    BRIDGE.with_borrow_mut(|bridge| {
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
