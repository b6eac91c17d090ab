//! What is done in a run, with everything worked out that does not depend on the input.

use fearless_simd::{Level, dispatch, prelude::*};

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
pub enum Step {
    /// A convolution whose windows lie one after the other in memory already.
    Product {
        weights: Matrix,
        finisher: Finisher,
    },
    /// A convolution whose windows are copied together line by line.
    Windows {
        weights: Matrix,
        finisher: Finisher,
        window: Window,
        from: Layout,
    },
    Depthwise {
        weights: Depthwise,
        finisher: Finisher,
    },
    Spread {
        weights: Matrix,
        finisher: Finisher,
        block: Layout,
        from: Layout,
        to: Layout,
    },
    Combine {
        product: bool,
        constant: Option<Vec<f32>>,
        last: Function,
        to: Layout,
        repeat: bool,
    },
    Apply {
        function: Function,
        to: Layout,
    },
    /// The same values in another shape, with or without more channels.
    Reshape {
        from: Layout,
        to: Layout,
    },
    Pool {
        largest: bool,
        window: Window,
        layouts: [Layout; 2],
    },
    Resize {
        half_pixels: bool,
        layouts: [Layout; 2],
    },
    Concat,
    Frame {
        frame: Frame,
        stride: usize,
    },
    Sample {
        layouts: [Layout; 2],
    },
    Place,
}

impl Step {
    pub fn new(node: &Node, graph: &Graph, budget: &mut Budget) -> Result<Self> {
        let from = match node.inputs.first() {
            Some(input) => Layout::new(graph.dims(*input)?),
            None => return Err(NetworkError::Broken("an operation lacks an input")),
        };
        let to = Layout::new(graph.dims(node.output)?);
        let layouts = [from, to];
        budget.compute(&[to.len()])?;
        let function = |act| {
            let slopes = match act {
                Act::Prelu(slopes) => graph.constant(slopes)?.1,
                _ => Vec::new(),
            };
            Ok(Function::new(act, slopes, to))
        };
        let finisher = |finish: Finish| {
            let added = node.inputs.last().filter(|_| finish.add);
            let added = added.map(|added| graph.dims(*added).map(Layout::new)).transpose()?;
            let [first, last] = [function(finish.first)?, function(finish.last)?];
            Ok(Finisher { first, added, last, layout: to })
        };
        Ok(match &node.kind {
            Kind::Conv(conv) => Self::conv(conv, graph, layouts, finisher(conv.finish)?, budget)?,
            Kind::Depthwise(conv) => {
                let (_, filter) = graph.constant(conv.filter)?;
                let (_, bias) = graph.constant(conv.bias)?;
                let weights = Depthwise::pack(conv.window, layouts, &filter, &bias, budget)?;
                Self::Depthwise { weights, finisher: finisher(conv.finish)? }
            }
            Kind::Spread { filter, bias } => {
                let ([depth, height, width, channels], filter) = graph.constant(*filter)?;
                let (_, bias) = graph.constant(*bias)?;
                let block = Layout::new([1, from.width, height * width * depth]);
                budget.compute(&[from.pixels(), channels, height, width, depth])?;
                budget.allocate(&[block.len()])?;
                if !from.is_wide() {
                    return Err(NetworkError::Unsupported("a picture of few channels"));
                }
                // The columns are the places of the block, line by line, each with its channels.
                let bias: Vec<_> = bias.repeat(height * width);
                let weight = |row: usize, column: usize| {
                    let (place, depth) = (column / depth, column % depth);
                    let at = (depth * height * width + place) * channels + row;
                    filter.get(at).copied().unwrap_or_default()
                };
                let weights = Matrix::pack(channels, &bias, weight, budget)?;
                let [first, last] = [Function::None, Function::None];
                let finisher = Finisher { first, added: None, last, layout: block };
                Self::Spread { weights, finisher, block, from, to }
            }
            Kind::Combine { product, constant, last } => {
                let constant = constant.map(|constant| graph.constant(constant)).transpose()?;
                let second = match (&constant, node.inputs.get(1)) {
                    (Some((dims, _)), _) => dims.iter().product(),
                    (None, Some(second)) => graph.dims(*second)?.iter().product(),
                    _ => return Err(NetworkError::Broken("an operation lacks an input")),
                };
                let all = to.pixels() * to.channels;
                let repeat = second != all;
                let constant = constant.map(|(_, constant)| {
                    let (constant, layout) = match second {
                        // One value for all.
                        1 => (constant.repeat(to.channels), Layout { height: 1, width: 1, ..to }),
                        _ if repeat => (constant, Layout { height: 1, width: 1, ..to }),
                        _ => (constant, to),
                    };
                    let mut values = vec![0.0; layout.len()];
                    layout.spread(&constant, &mut values);
                    values
                });
                budget.allocate(&[constant.as_ref().map_or(0, Vec::len)])?;
                Self::Combine { product: *product, constant, last: function(*last)?, to, repeat }
            }
            Kind::Apply(act) => Self::Apply { function: function(*act)?, to },
            Kind::Widen | Kind::Reshape => Self::Reshape { from, to },
            Kind::Concat => Self::Concat,
            Kind::Frame(frame) => Self::Frame { frame: frame.clone(), stride: from.stride },
            Kind::Place => Self::Place,
            _ if !from.is_wide() => {
                return Err(NetworkError::Unsupported("a picture of few channels"));
            }
            Kind::Pool { largest, window } => {
                budget.compute(&[to.len(), window.size[0], window.size[1]])?;
                Self::Pool { largest: *largest, window: *window, layouts }
            }
            Kind::Resize { half_pixels } => Self::Resize { half_pixels: *half_pixels, layouts },
            Kind::Sample => Self::Sample { layouts },
        })
    }

    fn conv(
        conv: &Conv,
        graph: &Graph,
        [from, to]: [Layout; 2],
        finisher: Finisher,
        budget: &mut Budget,
    ) -> Result<Self> {
        let ([_, height, width, channels], filter) = graph.constant(conv.filter)?;
        let (_, bias) = graph.constant(conv.bias)?;
        let window = conv.window;
        let rows = height.saturating_mul(width).saturating_mul(from.stride);
        budget.compute(&[to.pixels(), rows.next_multiple_of(LANES), bias.len()])?;
        // A row for each value of the window as it lies in memory.
        let weight = |row: usize, column: usize| {
            let (place, channel) = (row / from.stride, row % from.stride);
            let at = (column * height * width + place) * channels + channel;
            let value = (channel < channels).then(|| filter.get(at).copied());
            value.flatten().unwrap_or_default()
        };
        let weights = Matrix::pack(rows, &bias, weight, budget)?;
        let each_pixel = Window { size: [1, 1], step: [1, 1], before: [0, 0] };
        let whole = window.size == [from.height, from.width] && to.pixels() == 1;
        let close = window == each_pixel || (whole && window.before == [0, 0]);
        if close && from.is_wide() {
            Ok(Self::Product { weights, finisher })
        } else {
            budget.allocate(&[to.width, weights.rows()])?;
            Ok(Self::Windows { weights, finisher, window, from })
        }
    }

    /// Computes the output from the inputs. `scratch` keeps its memory from step to step.
    pub fn run(&self, level: Level, inputs: &[&[f32]], out: &mut [f32], scratch: &mut Vec<f32>) {
        dispatch!(level, simd => self.compute(simd, inputs, out, scratch));
    }

    #[inline(always)]
    fn compute<S: Simd>(
        &self,
        simd: S,
        inputs: &[&[f32]],
        out: &mut [f32],
        scratch: &mut Vec<f32>,
    ) {
        let [input, others @ ..] = inputs else { return };
        let second = others.first().copied();
        match self {
            Self::Product { weights, finisher } => {
                weights.times(simd, input, out, finisher.layout.stride, finisher, second);
            }
            Self::Windows { weights, finisher, window, from } => {
                let to = finisher.layout;
                let added = to.width * finisher.added_stride();
                let mut added = second.map(|second| second.chunks_exact(added));
                for (y, line) in out.chunks_exact_mut(to.line()).enumerate() {
                    window.lay_out(*from, y, input, scratch, [to.width, weights.rows()]);
                    let added = added.as_mut().and_then(Iterator::next);
                    weights.times(simd, scratch, line, to.stride, finisher, added);
                }
            }
            Self::Depthwise { weights, finisher } => {
                weights.run(simd, input, out, finisher, second);
            }
            Self::Spread { weights, finisher, block, from, to } => {
                scratch.clear();
                scratch.resize(block.len(), 0.0);
                let (height, width) = (to.height / from.height, to.width / from.width);
                let lines = input.chunks_exact(from.line());
                for (line, out) in lines.zip(out.chunks_exact_mut(height * to.line())) {
                    weights.times(simd, line, scratch, block.stride, finisher, None);
                    for (y, out) in out.chunks_exact_mut(to.line()).enumerate() {
                        let blocks = scratch.chunks_exact(block.stride);
                        for (block, out) in blocks.zip(out.chunks_exact_mut(width * to.stride)) {
                            let block = block.chunks_exact(to.channels).skip(y * width);
                            for (block, out) in block.zip(out.chunks_exact_mut(to.stride)) {
                                out.iter_mut().zip(block).for_each(|(out, value)| *out = *value);
                            }
                        }
                    }
                }
            }
            Self::Combine { product, constant, last, to, repeat } => {
                out.copy_from_slice(input);
                let other = constant.as_deref().or(second).unwrap_or_default();
                let lengths = if *repeat { to.stride } else { to.len() };
                for out in out.chunks_exact_mut(lengths) {
                    if *product {
                        finish::multiply(simd, out, other);
                    } else {
                        finish::add(simd, out, other);
                    }
                }
                last.apply(simd, out, *to);
            }
            Self::Apply { function, to } => {
                out.copy_from_slice(input);
                function.apply(simd, out, *to);
            }
            Self::Reshape { from, to } => {
                let values = input.chunks_exact(from.stride);
                let mut values = values.flat_map(|pixel| pixel.iter().take(from.channels));
                // More channels: each pixel keeps its own.
                let widened = to.pixels() == from.pixels();
                for pixel in out.chunks_exact_mut(to.stride) {
                    pixel.fill(0.0);
                    let count = if widened { from.channels } else { to.channels };
                    pixel
                        .iter_mut()
                        .take(count)
                        .zip(&mut values)
                        .for_each(|(to, from)| *to = *from);
                }
            }
            Self::Pool { largest, window, layouts } => {
                depthwise::pool(simd, *largest, *window, *layouts, input, out);
            }
            Self::Resize { half_pixels, layouts } => {
                depthwise::resize(simd, *half_pixels, *layouts, input, out);
            }
            Self::Concat => {
                let mut rest = out;
                for input in inputs {
                    let Some((out, behind)) = rest.split_at_mut_checked(input.len()) else {
                        return;
                    };
                    out.copy_from_slice(input);
                    rest = behind;
                }
            }
            Self::Frame { frame, stride } => {
                out.copy_from_slice(&frame.around(input, *stride));
            }
            Self::Sample { layouts } => {
                depthwise::sample(simd, *layouts, input, second.unwrap_or_default(), out);
            }
            Self::Place => {
                let Some(&[xx, xy, _, x0, yx, yy, _, y0, ..]) = second else { return };
                for (from, to) in input.as_chunks().0.iter().zip(out.as_chunks_mut().0) {
                    let [x, y] = *from;
                    *to = [xx * x + xy * y + x0, yx * x + yy * y + y0];
                }
            }
        }
    }
}

impl Window {
    /// Copies the windows of a line of the output, each with its values close together.
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
        for (x, out) in out.chunks_exact_mut(length).enumerate() {
            let begin = x * self.step[1];
            // What of the window lies beside the picture stays zero.
            let left = self.before[1].saturating_sub(begin).min(width);
            let x = begin.saturating_sub(self.before[1]);
            let right = width.min(left + from.width.saturating_sub(x));
            for (dy, out) in out.chunks_exact_mut(run).take(height).enumerate() {
                let Some(y) = (y * self.step[0] + dy).checked_sub(self.before[0]) else { continue };
                let at = y * from.line() + x * from.stride;
                let count = (right - left) * from.stride;
                let inside = y < from.height;
                let line = values.get(at..).and_then(|line| line.get(..count));
                let out = out.get_mut(left * from.stride..right * from.stride);
                if let (true, Some(line), Some(out)) = (inside, line, out) {
                    out.copy_from_slice(line);
                }
            }
        }
    }
}
