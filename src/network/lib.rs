//! Runs neural networks of the TensorFlow Lite format, on one thread and in single precision: those
//! that find a face, lay points on it and tell a person from the background, and nothing else.
//!
//! No clock, no I/O. The file may be anything: what is not a network of this kind is an error, and
//! neither reading nor running takes more than bounded memory and time.
//! <https://ai.google.dev/edge/litert/conversion/tensorflow/build/schema>

#![expect(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the processor's instructions"
)]

mod depthwise;
mod error;
mod finish;
mod flat;
mod frame;
mod fuse;
mod graph;
mod layout;
mod matrix;
mod operation;
mod plan;
mod step;

use fearless_simd::Level;

pub use crate::error::NetworkError;
use crate::{error::Result, layout::Layout, plan::Plan, step::Step};

/// A network, ready to run: its weights are packed and its memory is planned.
pub struct Network {
    level: Level,
    steps: Vec<Step>,
    plan: Plan,
    input: Layout,
    outputs: Vec<Output>,
    /// Kept from run to run.
    slots: Vec<Vec<f32>>,
    scratch: Vec<f32>,
}

/// One result.
#[derive(Debug)]
struct Output {
    name: Vec<u8>,
    layout: Layout,
    slot: usize,
    values: Vec<f32>,
}

/// What a run gave, in the order of the file.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a>(&'a [Output]);

impl Network {
    /// Reads the content of a `.tflite` file. The bytes are not needed any longer afterwards.
    ///
    /// # Errors
    /// [`NetworkError::Broken`], [`NetworkError::Unsupported`] or [`NetworkError::TooLarge`].
    pub fn read(file: &[u8]) -> Result<Self> {
        plan::read(file)
    }

    /// Height, width and channels of the input.
    pub fn input(&self) -> [usize; 3] {
        [self.input.height, self.input.width, self.input.channels]
    }

    /// Runs the network on a picture: line by line, pixel by pixel, channel by channel, in the
    /// range of values that the network was made for.
    ///
    /// # Errors
    /// [`NetworkError::Input`] if the picture has another size.
    pub fn run(&mut self, input: &[f32]) -> Result<Outputs<'_>> {
        let [height, width, channels] = self.input();
        let expected = height * width * channels;
        if input.len() != expected {
            return Err(NetworkError::Input { expected, found: input.len() });
        }
        let Self { level, steps, plan, slots, scratch, .. } = self;
        plan.start(slots, |values| self.input.spread(input, values));
        for (step, place) in steps.iter().zip(&plan.places) {
            place.run(slots, |inputs, out| step.run(*level, inputs, out, scratch));
        }
        for output in &mut self.outputs {
            let values = slots.get(output.slot).and_then(|slot| slot.get(..output.layout.len()));
            output.layout.gather(values.unwrap_or_default(), &mut output.values);
        }
        Ok(Outputs(&self.outputs))
    }
}

impl<'a> Outputs<'a> {
    /// A result by its place in the file.
    pub fn get(self, index: usize) -> Option<&'a [f32]> {
        self.0.get(index).map(|output| &*output.values)
    }

    /// A result by its name in the file.
    pub fn named(self, name: &str) -> Option<&'a [f32]> {
        self.0.iter().find(|output| output.name == name.as_bytes()).map(|output| &*output.values)
    }

    /// All results: their height, width and channels, and their values.
    pub fn iter(self) -> impl Iterator<Item = ([usize; 3], &'a [f32])> {
        self.0.iter().map(|output| {
            let Layout { height, width, channels, .. } = output.layout;
            ([height, width, channels], &*output.values)
        })
    }
}
