//! Which results share memory: one slot serves several that are never needed at the same time.

use fearless_simd::Level;

use crate::{
    Network, Output,
    error::{NetworkError, Result},
    fuse,
    graph::Graph,
    layout::{Budget, Layout},
    step::Step,
};

/// Where the results of the steps lie.
pub struct Plan {
    /// Where the input lies.
    input: Slice,
    /// Of each step.
    pub places: Vec<Place>,
}

/// Where a step reads and writes.
pub struct Place {
    inputs: Vec<Slice>,
    output: Slice,
}

/// The beginning of a slot.
#[derive(Clone, Copy)]
struct Slice {
    slot: usize,
    length: usize,
}

/// The most inputs that an operation has.
const INPUTS: usize = 3;

impl Plan {
    /// Fills the input's slot.
    pub fn start(&self, slots: &mut [Vec<f32>], fill: impl FnOnce(&mut [f32])) {
        if let Some(values) = slots.get_mut(self.input.slot) {
            fill(values.get_mut(..self.input.length).unwrap_or_default());
        }
    }
}

impl Place {
    /// Calls a step with its inputs and its output.
    pub fn run(&self, slots: &mut [Vec<f32>], step: impl FnOnce(&[&[f32]], &mut [f32])) {
        let Slice { slot, length } = self.output;
        // No step reads what it writes, so that slot may be missing meanwhile.
        let Some(mut out) = slots.get_mut(slot).map(std::mem::take) else { return };
        let mut inputs: [&[f32]; INPUTS] = [&[]; INPUTS];
        for (values, input) in inputs.iter_mut().zip(&self.inputs) {
            let slot = slots.get(input.slot).and_then(|slot| slot.get(..input.length));
            *values = slot.unwrap_or_default();
        }
        let inputs = inputs.get(..self.inputs.len()).unwrap_or_default();
        step(inputs, out.get_mut(..length).unwrap_or_default());
        if let Some(slot) = slots.get_mut(slot) {
            *slot = out;
        }
    }
}

/// Reads a file and makes everything ready.
pub fn read(file: &[u8]) -> Result<Network> {
    let mut graph = Graph::read(file)?;
    fuse::fuse(&mut graph);
    let mut budget = Budget::new();
    let mut slots = Slots { last: vec![None; graph.tensors.len()], slots: Vec::new() };
    for (index, node) in graph.nodes.iter().enumerate() {
        for input in &node.inputs {
            slots.set_last(*input, index);
        }
    }
    for output in &graph.outputs {
        slots.set_last(*output, usize::MAX);
    }
    let mut slices = vec![None; graph.tensors.len()];
    let input = Layout::new(graph.dims(graph.input)?);
    let start = slots.take(graph.input, 0, input.len());
    set(&mut slices, graph.input, start);
    let mut steps = Vec::with_capacity(graph.nodes.len());
    let mut places = Vec::with_capacity(graph.nodes.len());
    for (index, node) in graph.nodes.iter().enumerate() {
        if node.inputs.len() > INPUTS {
            return Err(NetworkError::Unsupported);
        }
        steps.push(Step::new(node, &graph, &mut budget)?);
        let output = slots.take(node.output, index, Layout::new(graph.dims(node.output)?).len());
        set(&mut slices, node.output, output);
        let inputs = node.inputs.iter().map(|input| slices.get(*input).copied().flatten());
        let inputs = inputs.collect::<Option<_>>().ok_or(LOST)?;
        places.push(Place { inputs, output });
    }
    let outputs = graph.outputs.iter().map(|output| {
        let Slice { slot, .. } = slices.get(*output).copied().flatten().ok_or(LOST)?;
        let name = graph.tensor(*output)?.name.to_vec();
        let layout = Layout::new(graph.dims(*output)?);
        Ok(Output { name, layout, slot, values: Vec::new() })
    });
    let outputs = outputs.collect::<Result<_>>()?;
    for slot in &slots.slots {
        budget.allocate(&[slot.length])?;
    }
    let memory = slots.slots.iter().map(|slot| vec![0.0; slot.length]).collect();
    let plan = Plan { input: start, places };
    let (level, scratch) = (Level::new(), Vec::new());
    Ok(Network { level, steps, plan, input, outputs, slots: memory, scratch })
}

const LOST: NetworkError = NetworkError::Broken;

fn set(slices: &mut [Option<Slice>], tensor: usize, slice: Slice) {
    if let Some(place) = slices.get_mut(tensor) {
        *place = Some(slice);
    }
}

struct Slots {
    /// The last step that reads each tensor.
    last: Vec<Option<usize>>,
    slots: Vec<Slot>,
}

/// Memory for one result at a time.
struct Slot {
    length: usize,
    /// The last step that needs what is in it.
    until: usize,
}

impl Slots {
    fn set_last(&mut self, tensor: usize, step: usize) {
        if let Some(last) = self.last.get_mut(tensor) {
            *last = (*last).max(Some(step));
        }
    }

    /// A slot for what a step writes: the smallest free one that is large enough, else the largest
    /// free one, which grows.
    fn take(&mut self, tensor: usize, step: usize, length: usize) -> Slice {
        let until = self.last.get(tensor).copied().flatten().unwrap_or(step);
        let free = self.slots.iter_mut().enumerate().filter(|(_, slot)| slot.until < step);
        let best = free.min_by_key(|(_, slot)| {
            let missing = length.saturating_sub(slot.length);
            (missing, slot.length)
        });
        if let Some((slot, best)) = best {
            *best = Slot { length: best.length.max(length), until };
            Slice { slot, length }
        } else {
            self.slots.push(Slot { length, until });
            Slice { slot: self.slots.len() - 1, length }
        }
    }
}
