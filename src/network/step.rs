//! What is done in a run, with everything worked out that does not depend on the input.

use fearless_simd::{Level, prelude::*};

use crate::{
    depthwise::{self, Depthwise},
    error::{NetworkError, Result},
    finish::{self, Finisher, Function},
    frame::Frame,
    graph::Graph,
    layout::{Budget, LANES, Layout},
    matrix::Matrix,
    operation::{Act, Conv, Finish, Kind, Node, Window},
};

/// One operation, ready to run.
pub struct Step {
    kind: Ready,
    /// How the first input lies, and the output.
    layouts: [Layout; 2],
}

enum Ready {
    /// A convolution whose windows lie one after the other in memory already.
    Product(Matrix, Finisher),
    /// A convolution whose windows are copied together line by line.
    Windows(Matrix, Finisher, Window),
    Depthwise(Depthwise, Finisher),
    /// The block of each pixel is computed as one pixel of as many channels.
    Spread(Matrix, Finisher, [usize; 2]),
    /// The second input, unless it is a constant, may be of one pixel for all.
    Combine {
        product: bool,
        constant: Option<Vec<f32>>,
        each: usize,
        last: Function,
    },
    Apply(Function),
    Reshape,
    Pool {
        largest: bool,
        window: Window,
    },
    Resize(Vec<f32>),
    Concat,
    Frame(Frame),
    Sample,
    Place,
}

impl Step {
    #[inline(never)]
    pub fn new(node: &Node, graph: &Graph, budget: &mut Budget) -> Result<Self> {
        let from = *node.inputs.first().ok_or(NetworkError::Broken)?;
        let [from, to] = [Layout::new(graph.dims(from)?), Layout::new(graph.dims(node.output)?)];
        let layouts = [from, to];
        budget.compute(&[to.len()])?;
        let kind = match &node.kind {
            Kind::Conv(conv) => {
                let finisher = finisher(conv.finish, node, to, graph)?;
                product(conv, layouts, finisher, graph, budget)?
            }
            Kind::Depthwise(conv) => {
                let filter = graph.constant(conv.filter)?;
                let bias = graph.constant(conv.bias)?;
                let weights = Depthwise::pack(conv.window, layouts, &filter, &bias, budget)?;
                Ready::Depthwise(weights, finisher(conv.finish, node, to, graph)?)
            }
            Kind::Spread { filter, bias, size } => {
                let [height, width] = *size;
                if to.channels != 1 || !from.is_wide() {
                    return Err(NetworkError::Unsupported);
                }
                let bias = graph.constant(*bias)?.repeat(height * width);
                let block = Layout::new([1, from.width, bias.len()]);
                budget.compute(&[from.pixels(), from.stride, block.stride])?;
                budget.allocate(&[block.len()])?;
                let weights = graph.constant(*filter)?;
                let weights = Matrix::pack(&weights, &bias, [1, from.stride], budget)?;
                let [first, last] = [Function::None, Function::None];
                let finisher = Finisher { first, added: None, last, layout: block };
                Ready::Spread(weights, finisher, *size)
            }
            Kind::Combine { product, constant, last } => {
                let constant = match constant {
                    Some(constant) => {
                        budget.allocate(&[2, to.len()])?;
                        let constant = graph.constant(*constant)?;
                        let mut repeated = vec![0.0; to.pixels() * to.channels];
                        for values in repeated.chunks_mut(constant.len()) {
                            values.iter_mut().zip(&constant).for_each(|(to, from)| *to = *from);
                        }
                        let mut values = vec![0.0; to.len()];
                        to.spread(&repeated, &mut values);
                        Some(values)
                    }
                    None => None,
                };
                let each = match node.inputs.get(1) {
                    Some(second) => Layout::new(graph.dims(*second)?).len(),
                    None => to.len(),
                };
                // The pixel for all must lie as it does where there are several.
                if each != to.len() && !to.is_wide() {
                    return Err(NetworkError::Unsupported);
                }
                let last = Function::new(*last, to, graph)?;
                Ready::Combine { product: *product, constant, each, last }
            }
            Kind::Apply(act) => Ready::Apply(Function::new(*act, to, graph)?),
            Kind::Reshape => {
                budget.allocate(&[from.len()])?;
                Ready::Reshape
            }
            // One directly after the other, without a gap.
            Kind::Concat if from.line().is_multiple_of(LANES) => Ready::Concat,
            Kind::Frame(frame) => Ready::Frame(frame.clone()),
            Kind::Place => Ready::Place,
            Kind::Pool { largest, window } if from.is_wide() => {
                budget.compute(&[to.len(), window.size[0], window.size[1]])?;
                Ready::Pool { largest: *largest, window: *window }
            }
            Kind::Resize if from.is_wide() => {
                let size = |size: usize| u16::try_from(size).map_or(f32::MAX, f32::from);
                let across = size(from.width) / size(to.width);
                let down = size(from.height) / size(to.height);
                Ready::Resize(vec![across, 0.0, 0.0, 0.0, 0.0, down, 0.0, 0.0])
            }
            Kind::Sample if from.is_wide() => Ready::Sample,
            _ => return Err(NetworkError::Unsupported),
        };
        Ok(Self { kind, layouts })
    }

    /// Computes the output from the inputs. `scratch` keeps its memory from step to step.
    pub fn run(&self, level: Level, inputs: &[&[f32]], out: &mut [f32], scratch: &mut Vec<f32>) {
        let [input, others @ ..] = inputs else { return };
        let second = others.first().copied();
        // More than eight lanes at once gain a tenth, and take twice the time to compile.
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = level.as_avx2() {
            self.compute(avx2, (*input, second), out, scratch);
        } else if let Some(sse2) = level.as_sse2() {
            self.compute(sse2, (*input, second), out, scratch);
        }
        #[cfg(not(target_arch = "x86_64"))]
        fearless_simd::dispatch!(level, simd => self.compute(simd, (*input, second), out, scratch));
    }

    fn compute<S: Simd>(
        &self,
        simd: S,
        (input, second): (&[f32], Option<&[f32]>),
        out: &mut [f32],
        scratch: &mut Vec<f32>,
    ) {
        let [from, to] = self.layouts;
        match &self.kind {
            Ready::Product(weights, finisher) => {
                weights.times(simd, input, out, finisher, second);
            }
            Ready::Windows(weights, finisher, window) => {
                let added = to.width * finisher.added_stride();
                let mut added = second.map(|second| second.chunks_exact(added));
                for (y, line) in out.chunks_exact_mut(to.line()).enumerate() {
                    window.lay_out(from, y, input, scratch, [to.width, weights.rows()]);
                    let added = added.as_mut().and_then(Iterator::next);
                    weights.times(simd, scratch, line, finisher, added);
                }
            }
            Ready::Depthwise(weights, finisher) => {
                weights.run(simd, input, out, scratch, (finisher, second));
            }
            Ready::Spread(weights, finisher, [height, width]) => {
                let block = finisher.layout;
                scratch.clear();
                scratch.resize(block.len(), 0.0);
                let lines = out.chunks_exact_mut(height * to.line());
                for (line, out) in input.chunks_exact(from.line()).zip(lines) {
                    weights.times(simd, line, scratch, finisher, None);
                    for (y, out) in out.chunks_exact_mut(to.line()).enumerate() {
                        let blocks = scratch.chunks_exact(block.stride);
                        for (block, out) in blocks.zip(out.chunks_exact_mut(*width)) {
                            let line = block.iter().skip(y * width);
                            out.iter_mut().zip(line).for_each(|(to, from)| *to = *from);
                        }
                    }
                }
            }
            Ready::Combine { product, constant, each, last } => {
                out.copy_from_slice(input);
                let other = constant.as_deref().or(second).unwrap_or_default();
                for out in out.chunks_exact_mut(*each) {
                    finish::combine(simd, *product, out, other);
                }
                last.apply(simd, out, to);
            }
            Ready::Apply(function) => {
                out.copy_from_slice(input);
                function.apply(simd, out, to);
            }
            Ready::Reshape => {
                from.gather(input, scratch);
                to.spread(scratch, out);
            }
            Ready::Pool { largest, window } => {
                depthwise::pool(simd, *largest, *window, self.layouts, input, out);
            }
            Ready::Resize(matrix) => {
                depthwise::sample(simd, true, self.layouts, input, matrix, out);
            }
            Ready::Concat => {
                let (first, rest) = out.split_at_mut(input.len().min(out.len()));
                first.iter_mut().zip(input).for_each(|(to, from)| *to = *from);
                let second = second.unwrap_or_default();
                rest.iter_mut().zip(second).for_each(|(to, from)| *to = *from);
            }
            Ready::Frame(frame) => {
                let matrix = frame.around(input, from.stride);
                out.iter_mut().zip(matrix).for_each(|(to, from)| *to = from);
            }
            Ready::Sample => {
                let matrix = second.unwrap_or_default();
                depthwise::sample(simd, false, self.layouts, input, matrix, out);
            }
            Ready::Place => {
                let Some(&[xx, xy, _, x0, yx, yy, _, y0, ..]) = second else { return };
                for (from, to) in input.as_chunks().0.iter().zip(out.as_chunks_mut().0) {
                    let [x, y] = *from;
                    *to = [xx * x + xy * y + x0, yx * x + yy * y + y0];
                }
            }
        }
    }
}

fn finisher(finish: Finish, node: &Node, layout: Layout, graph: &Graph) -> Result<Finisher> {
    let added = match node.inputs.last() {
        Some(added) if finish.add => Some(Layout::new(graph.dims(*added)?)),
        _ => None,
    };
    if [finish.first, finish.last].contains(&Act::Logistic) {
        return Err(NetworkError::Unsupported);
    }
    let first = Function::new(finish.first, layout, graph)?;
    let last = Function::new(finish.last, layout, graph)?;
    Ok(Finisher { first, added, last, layout })
}

fn product(
    conv: &Conv,
    [from, to]: [Layout; 2],
    finisher: Finisher,
    graph: &Graph,
    budget: &mut Budget,
) -> Result<Ready> {
    let window = conv.window;
    let [height, width] = window.size;
    let rows = (height * width).saturating_mul(from.stride).next_multiple_of(LANES);
    budget.compute(&[to.pixels(), rows, to.channels.next_multiple_of(LANES)])?;
    let weights = graph.constant(conv.filter)?;
    let bias = graph.constant(conv.bias)?;
    let weights = Matrix::pack(&weights, &bias, [height * width, from.stride], budget)?;
    let each_pixel = Window { size: [1, 1], step: [1, 1], before: [0, 0] };
    let whole = window.size == [from.height, from.width] && to.pixels() == 1;
    let close = window == each_pixel || (whole && window.before == [0, 0]);
    if close && from.is_wide() {
        Ok(Ready::Product(weights, finisher))
    } else {
        budget.allocate(&[to.width, rows])?;
        Ok(Ready::Windows(weights, finisher, window))
    }
}

impl Window {
    /// Copies the windows of a line of the output, each with its values close together.
    #[inline(never)]
    fn lay_out(
        self,
        from: Layout,
        y: usize,
        values: &[f32],
        out: &mut Vec<f32>,
        [windows, length]: [usize; 2],
    ) {
        out.clear();
        out.resize(windows * length, 0.0);
        let [height, width] = self.size;
        let run = width * from.stride;
        for dy in 0..height {
            let line = (y * self.step[0] + dy).checked_sub(self.before[0]);
            let line = line.and_then(|y| values.get(y * from.line()..)?.get(..from.line()));
            for (x, out) in out.chunks_exact_mut(length).enumerate() {
                let Some(out) = out.get_mut(dy * run..) else { continue };
                let Some(line) = line else {
                    // Above or below the picture there are zeros.
                    out.iter_mut().take(run).for_each(|value| *value = 0.0);
                    continue;
                };
                let begin = x * self.step[1];
                // What of the window lies beside the picture stays zero.
                let left = self.before[1].saturating_sub(begin).min(width) * from.stride;
                let x = begin.saturating_sub(self.before[1]) * from.stride;
                let line = line.get(x..).unwrap_or_default();
                if left > 0
                    || !(copy_block::<12>(run, line, out) || copy_block::<16>(run, line, out))
                {
                    let out = out.iter_mut().take(run).skip(left);
                    out.zip(line).for_each(|(to, from)| *to = *from);
                }
            }
        }
    }
}

/// Copies a few values more than a run has, if there are so many on both sides: that takes a
/// fraction of the time. What is too much is overwritten by the next run, or has no weight.
#[inline(always)]
fn copy_block<const N: usize>(run: usize, from: &[f32], to: &mut [f32]) -> bool {
    match (from.first_chunk::<N>(), to.first_chunk_mut()) {
        (Some(from), Some(to)) if run <= N => {
            *to = *from;
            true
        }
        _ => false,
    }
}
