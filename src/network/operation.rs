//! The operations that the published networks are made of, with their settings.

use crate::{
    error::{NetworkError, Result},
    flat::Table,
    frame::Frame,
    graph::Graph,
};

/// An operation and the tensors that it reads and writes.
pub struct Node {
    pub kind: Kind,
    /// What it reads besides its constants.
    pub inputs: Vec<usize>,
    pub output: usize,
}

/// What is done.
pub enum Kind {
    /// Every value of a window times a weight, for each channel of the result.
    Conv(Conv),
    /// The same within one channel.
    Depthwise(Conv),
    /// Each pixel becomes a block of the filter's size.
    Spread { filter: usize, bias: usize, size: [usize; 2] },
    /// A sum or a product. With one input, the other is this constant.
    Combine { product: bool, constant: Option<usize>, last: Act },
    /// A function of each value.
    Apply(Act),
    /// More channels, of zeros. Only known as a part of a sum.
    Widen,
    /// The largest value of each window, or the mean.
    Pool { largest: bool, window: Window },
    /// Another size, by bilinear interpolation.
    Resize,
    /// The same values in another shape.
    Reshape,
    /// One after the other.
    Concat,
    /// From points to the frame around some of them.
    Frame(Frame),
    /// What lies in such a frame.
    Sample,
    /// From points in the frame to points of the whole.
    Place,
}

/// The settings of a convolution.
#[derive(Clone, Copy)]
pub struct Conv {
    pub filter: usize,
    pub bias: usize,
    pub window: Window,
    pub finish: Finish,
}

/// Which values of the input belong to one of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Height and width.
    pub size: [usize; 2],
    /// From one window to the next, down and to the right.
    pub step: [usize; 2],
    /// How far the first one begins above and to the left of the picture.
    pub before: [usize; 2],
}

/// A function of one value. That of a slope for each channel is `max(x, 0) + slope × min(x, 0)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    None,
    Relu,
    HardSwish,
    Logistic,
    /// The tensor of the slopes.
    Prelu(usize),
}

/// What is done to the sums of a convolution while they are at hand: a function, the last input
/// added, another function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    pub first: Act,
    pub add: bool,
    pub last: Act,
}

/// The name of an operation.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    number: i32,
    custom: &'a [u8],
}

impl<'a> Code<'a> {
    pub fn read(table: &Table<'a>) -> Result<Self> {
        // An older field of one byte, and a newer one for the numbers that did not fit.
        let number = i32::from(table.byte(0)?).max(table.int(3, 0)?);
        Ok(Self { number, custom: table.bytes(1)? })
    }

    /// Whether this operation only widens constants.
    pub fn is_dequantize(self) -> bool {
        self.number == 6
    }
}

impl Node {
    /// Reads an operation and checks that its shapes fit together.
    #[expect(clippy::too_many_lines, reason = "one arm for each operation")]
    pub fn read(
        code: Code,
        table: &Table,
        inputs: &[usize],
        output: usize,
        graph: &Graph,
    ) -> Result<Self> {
        let options = table.table(4)?;
        // What is not there is not found among the tensors.
        let mut all = [usize::MAX; 4];
        all.iter_mut().zip(inputs).for_each(|(all, input)| *all = *input);
        let [input, second, third, fourth] = all;
        let to = graph.shape(output)?;
        let from = graph.shape(input)?;
        let [_, height, width, channels] = from;
        let mut inputs = vec![input];
        let kind = match (code.number, code.custom) {
            (0 | 18, _) => {
                let product = code.number == 18;
                let other = graph.shape(second)?;
                let constant = graph.tensor(second)?.constant.map(|_| second);
                same(from, to)?;
                // A product may be with one value for each channel, or with one constant.
                let each = product && other == [1, 1, 1, channels];
                if !each && other != to && !(product && constant.is_some() && other == [1; 4]) {
                    return Err(NetworkError::Unsupported);
                }
                if constant.is_none() {
                    inputs.push(second);
                }
                Kind::Combine { product, constant, last: fused(&options, 0)? }
            }
            (1 | 17, _) => {
                let size = [positive(options.int(4, 0)?)?, positive(options.int(3, 0)?)?];
                same(channels, to[3])?;
                if fused(&options, 5)? != Act::None {
                    return Err(NetworkError::Unsupported);
                }
                let window = Window::read(&options, size, from, to)?;
                Kind::Pool { largest: code.number == 17, window }
            }
            (2, _) => {
                let other = graph.shape(second)?;
                if [options.int(0, 0)?, options.byte(1)?.into()] != [1, 0] || third != usize::MAX {
                    return Err(NetworkError::Unsupported);
                }
                same([height, other[1]], [1, 1])?;
                same([channels, other[3], width + other[2]], [to[3], to[3], to[2]])?;
                inputs.push(second);
                Kind::Concat
            }
            (3, _) => {
                same([options.int(4, 1)?, options.int(5, 1)?], [1, 1])?;
                Kind::Conv(Conv::read(&options, [second, third], 3, [from, to], graph)?)
            }
            (4, _) => {
                same([options.int(3, 1)?, options.int(5, 1)?, options.int(6, 1)?], [1, 1, 1])?;
                Kind::Depthwise(Conv::read(&options, [second, third], 4, [from, to], graph)?)
            }
            (14, _) => Kind::Apply(Act::Logistic),
            (19, _) => Kind::Apply(Act::Relu),
            (117, _) => Kind::Apply(Act::HardSwish),
            (54, _) => {
                same(graph.shape(second)?, [1, 1, 1, channels])?;
                Kind::Apply(Act::Prelu(second))
            }
            (22, _) => Kind::Reshape,
            (45, _) => {
                // Only the slice that is the whole is used; it is at its beginning, step by step.
                same(from, to)?;
                let differs =
                    |ints: &[[u8; 4]], from| ints.iter().any(|int| *int != [from, 0, 0, 0]);
                if differs(graph.ints(second)?, 0) || differs(graph.ints(fourth)?, 1) {
                    return Err(NetworkError::Unsupported);
                }
                Kind::Reshape
            }
            (23, _) => {
                same(channels, to[3])?;
                // Not by the corners of the picture, and by the middles of the pixels.
                if [options.byte(2)?, options.byte(3)?] != [0, 1] {
                    return Err(NetworkError::Unsupported);
                }
                Kind::Resize
            }
            (34, _) => {
                // Pairs of how much is added before and after, outermost first.
                let [channels @ .., more] = graph.ints(second)? else { return Err(MISSING) };
                let more = usize::try_from(i32::from_le_bytes(*more)).unwrap_or_default();
                same([height, width, from[3].saturating_add(more)], [to[1], to[2], to[3]])?;
                if channels.len() != 7 || channels.iter().any(|none| *none != [0; 4]) {
                    return Err(NetworkError::Unsupported);
                }
                Kind::Widen
            }
            (32, b"Convolution2DTransposeBias") => {
                let [down, right] = filter_size([second, third], channels, to, graph)?;
                same(graph.shape(second)?[0], to[3])?;
                let size = [height.checked_mul(down), width.checked_mul(right)];
                same(size, [Some(to[1]), Some(to[2])])?;
                // Kind of padding, step to the right, step down. Blocks that touch and do not
                // overlap need no padding, whichever kind is asked for.
                let settings = table.bytes(5)?;
                let [_, step @ ..] = settings.as_chunks::<4>().0 else { return Err(MISSING) };
                let &[across, downwards] = step else { return Err(MISSING) };
                let size = |step| positive(i32::from_le_bytes(step));
                if [size(downwards)?, size(across)?] != [down, right] {
                    return Err(NetworkError::Unsupported);
                }
                Kind::Spread { filter: second, bias: third, size: [down, right] }
            }
            (32, b"Landmarks2TransformMatrix") => {
                same(to, [1, 1, 4, 4])?;
                Kind::Frame(Frame::read(table.bytes(5)?, from)?)
            }
            (32, b"TransformTensorBilinear") => {
                same(graph.shape(second)?, [1, 1, 4, 4])?;
                same(channels, to[3])?;
                inputs.push(second);
                Kind::Sample
            }
            (32, b"TransformLandmarks") => {
                same(graph.shape(second)?, [1, 1, 4, 4])?;
                same([from, [1, 1, width, 2]], [to, to])?;
                inputs.push(second);
                Kind::Place
            }
            _ => return Err(NetworkError::Unsupported),
        };
        match kind {
            Kind::Apply(_) => same(from, to)?,
            Kind::Reshape => same(product(from), product(to))?,
            _ => {}
        }
        for input in inputs.iter().chain([&output]) {
            graph.dims(*input)?;
        }
        Ok(Self { kind, inputs, output })
    }
}

const MISSING: NetworkError = NetworkError::Broken;

impl Conv {
    /// A convolution, within each channel if its options name the function after the factor of the
    /// channels.
    #[inline(never)]
    fn read(
        options: &Table,
        weights: [usize; 2],
        function: usize,
        [from, to]: [[usize; 4]; 2],
        graph: &Graph,
    ) -> Result<Self> {
        let within = function == 4;
        let size = filter_size(weights, from[3], to, graph)?;
        let [filter, bias] = weights;
        let [depth, ..] = graph.shape(filter)?;
        same([depth, from[3]], if within { [1, to[3]] } else { [to[3], from[3]] })?;
        let window = Window::read(options, size, from, to)?;
        let finish = Finish { first: fused(options, function)?, add: false, last: Act::None };
        Ok(Self { filter, bias, window, finish })
    }
}

/// Height and width of a filter for so many channels.
#[inline(never)]
fn filter_size(
    [filter, bias]: [usize; 2],
    channels: usize,
    to: [usize; 4],
    graph: &Graph,
) -> Result<[usize; 2]> {
    let [_, height, width, each] = graph.shape(filter)?;
    same(graph.shape(bias)?, [1, 1, 1, to[3]])?;
    same(each, channels)?;
    Ok([height, width])
}

impl Window {
    /// The window of a layer, checked against the sizes that the file states for both sides.
    #[inline(never)]
    fn read(options: &Table, size: [usize; 2], from: [usize; 4], to: [usize; 4]) -> Result<Self> {
        let padding = options.byte(0)?;
        let step = [positive(options.int(2, 0)?)?, positive(options.int(1, 0)?)?];
        let mut before = [0; 2];
        let sides = from.iter().zip(&to).skip(1).zip(size.iter().zip(&step)).zip(&mut before);
        for (((from, to), (size, step)), before) in sides {
            let expected = if padding == 0 {
                // As many windows as begin in the picture, centred, the odd one at the end.
                let windows = from.div_ceil(*step);
                let covered = (windows - 1).saturating_mul(*step).saturating_add(*size);
                *before = covered.saturating_sub(*from) / 2;
                windows
            } else {
                // Only windows that lie in the picture.
                from.checked_sub(*size).ok_or(NetworkError::Broken)? / step + 1
            };
            same(expected, *to)?;
            positive(i32::try_from(*size).unwrap_or_default())?;
        }
        Ok(Self { size, step, before })
    }
}

fn product(dims: [usize; 4]) -> usize {
    dims.iter().product()
}

/// Both sides of what must agree.
fn same<T: PartialEq + Copy>(a: T, b: T) -> Result<()> {
    if a == b { Ok(()) } else { Err(NetworkError::Broken) }
}

/// The function that a layer's options ask for.
#[inline(never)]
fn fused(options: &Table, field: usize) -> Result<Act> {
    match options.byte(field)? {
        0 => Ok(Act::None),
        1 => Ok(Act::Relu),
        _ => Err(NetworkError::Unsupported),
    }
}

/// A size or a step that is at least 1. What is larger than any picture is refused with it.
#[inline(never)]
fn positive(int: i32) -> Result<usize> {
    match usize::try_from(int) {
        Ok(size @ 1..=4096) => Ok(size),
        _ => Err(NetworkError::Broken),
    }
}
