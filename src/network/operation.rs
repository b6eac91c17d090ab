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
    Spread { filter: usize, bias: usize },
    /// A sum or a product. With one input, the other is this constant.
    Combine { product: bool, constant: Option<usize>, last: Act },
    /// A function of each value.
    Apply(Act),
    /// More channels, of zeros.
    Widen,
    /// The largest value of each window, or the mean.
    Pool { largest: bool, window: Window },
    /// Another size, by bilinear interpolation.
    Resize { half_pixels: bool },
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
    custom: &'a str,
}

impl<'a> Code<'a> {
    pub fn read(table: &Table<'a>) -> Result<Self> {
        // An older field of one byte, and a newer one for the numbers that did not fit.
        let number = i32::from(table.byte(0)?).max(table.int(3, 0)?);
        Ok(Self { number, custom: table.text(1)? })
    }

    /// Whether this operation only widens constants.
    pub fn is_dequantize(self) -> bool {
        self.number == 6
    }
}

const MISSING: NetworkError = NetworkError::Broken("an operation lacks an input");
const SHAPES: NetworkError = NetworkError::Broken("shapes do not fit together");

impl Node {
    #[expect(clippy::too_many_lines, reason = "a list")]
    pub fn read(
        code: Code,
        table: &Table,
        inputs: &[usize],
        output: usize,
        graph: &Graph,
    ) -> Result<Self> {
        let options = table.table(4)?;
        let byte = |field| options.map_or(Ok(0), |options| options.byte(field));
        let int = |field, absent| options.map_or(Ok(absent), |options| options.int(field, absent));
        let input = *inputs.first().ok_or(MISSING)?;
        let second = || inputs.get(1).copied().ok_or(MISSING);
        let third = || inputs.get(2).copied().ok_or(MISSING);
        let (from, to) = (graph.dims(input)?, graph.dims(output)?);
        let mut read = vec![input];
        let kind = match (code.number, code.custom) {
            (0 | 18, _) => {
                let (mut first, mut second) = (input, second()?);
                // Of a product with one value for each channel, the larger goes first.
                if graph.dims(second).is_ok_and(|dims| dims == to && from != to) {
                    (first, second) = (second, first);
                }
                let product = code.number == 18;
                same(graph.dims(first)?, to)?;
                let [_, .., channels] = to;
                let known = match graph.tensor(second)?.dims {
                    [1, height, width, depth] if [height, width, depth] == to => true,
                    [1, 1, 1, 1] => product && graph.tensor(second)?.constant.is_some(),
                    [1, 1, 1, depth] => product && depth == channels,
                    _ => false,
                };
                if !known {
                    return Err(NetworkError::Unsupported("a sum or product of these shapes"));
                }
                let constant = graph.tensor(second)?.constant.is_some().then_some(second);
                read = if constant.is_some() { vec![first] } else { vec![first, second] };
                Kind::Combine { product, constant, last: fused(byte(0)?)? }
            }
            (1 | 17, _) => {
                same(from[2], to[2])?;
                let size = [positive(int(4, 0)?)?, positive(int(3, 0)?)?];
                let step = [positive(int(2, 0)?)?, positive(int(1, 0)?)?];
                if fused(byte(5)?)? != Act::None {
                    return Err(NetworkError::Unsupported("a function after a pool"));
                }
                let window = Window::new(byte(0)?, size, step, from, to)?;
                Kind::Pool { largest: code.number == 17, window }
            }
            (2, _) => {
                let axis = int(0, 0)?;
                if fused(byte(1)?)? != Act::None || axis != 1 {
                    return Err(NetworkError::Unsupported("this concatenation"));
                }
                let mut pixels = 0_usize;
                for input in inputs {
                    let [1, width, channels] = graph.dims(*input)? else { return Err(SHAPES) };
                    same(channels, to[2])?;
                    pixels = pixels.saturating_add(width);
                }
                same([1, pixels, from[2]], to)?;
                read = inputs.to_vec();
                Kind::Concat
            }
            (3, _) => {
                let (filter, bias) = (second()?, third()?);
                let [depth, height, width, channels] = graph.tensor(filter)?.dims;
                same([channels, depth], [from[2], to[2]])?;
                same(graph.tensor(bias)?.dims, [1, 1, 1, depth])?;
                same([int(4, 1)?, int(5, 1)?], [1, 1])?;
                let step = [positive(int(2, 0)?)?, positive(int(1, 0)?)?];
                let window = Window::new(byte(0)?, [height, width], step, from, to)?;
                let finish = Finish { first: fused(byte(3)?)?, add: false, last: Act::None };
                Kind::Conv(Conv { filter, bias, window, finish })
            }
            (4, _) => {
                let (filter, bias) = (second()?, third()?);
                let [one, height, width, channels] = graph.tensor(filter)?.dims;
                same([one, channels, channels], [1, from[2], to[2]])?;
                same(graph.tensor(bias)?.dims, [1, 1, 1, channels])?;
                same([int(3, 1)?, int(5, 1)?, int(6, 1)?], [1, 1, 1])?;
                let step = [positive(int(2, 0)?)?, positive(int(1, 0)?)?];
                let window = Window::new(byte(0)?, [height, width], step, from, to)?;
                let finish = Finish { first: fused(byte(4)?)?, add: false, last: Act::None };
                Kind::Depthwise(Conv { filter, bias, window, finish })
            }
            (14, _) => Kind::Apply(Act::Logistic),
            (19, _) => Kind::Apply(Act::Relu),
            (117, _) => Kind::Apply(Act::HardSwish),
            (54, _) => {
                same(graph.tensor(second()?)?.dims, [1, 1, 1, from[2]])?;
                Kind::Apply(Act::Prelu(second()?))
            }
            (22, _) => Kind::Reshape,
            (45, _) => {
                // Only the slice that is the whole is used; it is at its beginning, step by step.
                same(from, to)?;
                let begin = graph.ints(second()?)?;
                let steps = graph.ints(inputs.get(3).copied().ok_or(MISSING)?)?;
                if begin.iter().any(|at| *at != 0) || steps.iter().any(|step| *step != 1) {
                    return Err(NetworkError::Unsupported("a part of a tensor"));
                }
                Kind::Reshape
            }
            (23, _) => {
                same(from[2], to[2])?;
                if byte(2)? != 0 {
                    return Err(NetworkError::Unsupported("a picture resized by its corners"));
                }
                Kind::Resize { half_pixels: byte(3)? != 0 }
            }
            (34, _) => {
                let [height, width, channels] = from;
                let more = to[2].saturating_sub(channels);
                let more = i32::try_from(more).map_err(|_| NetworkError::TooLarge)?;
                same([height, width], [to[0], to[1]])?;
                // Pairs of how much is added before and after, outermost first.
                if graph.ints(second()?)? != [0, 0, 0, 0, 0, 0, 0, more] {
                    return Err(NetworkError::Unsupported("padding of anything but channels"));
                }
                Kind::Widen
            }
            (32, "Convolution2DTransposeBias") => {
                let (filter, bias) = (second()?, third()?);
                let [depth, height, width, channels] = graph.tensor(filter)?.dims;
                same([channels, depth], [from[2], to[2]])?;
                same(graph.tensor(bias)?.dims, [1, 1, 1, depth])?;
                let product = |a: usize, b: usize| a.checked_mul(b).ok_or(NetworkError::TooLarge);
                same([product(from[0], height)?, product(from[1], width)?], [to[0], to[1]])?;
                // Kind of padding, step to the right, step down. Blocks that touch and do not
                // overlap need no padding, whichever kind is asked for.
                let settings = table.bytes(5)?.as_chunks().0.iter();
                let settings: Vec<_> = settings.map(|int| i32::from_le_bytes(*int)).collect();
                let [_, right, down] = *settings else { return Err(MISSING) };
                if [positive(down)?, positive(right)?] != [height, width] {
                    return Err(NetworkError::Unsupported("overlapping blocks"));
                }
                Kind::Spread { filter, bias }
            }
            (32, "Landmarks2TransformMatrix") => {
                same(to, [1, 4, 4])?;
                Kind::Frame(Frame::read(table.bytes(5)?, from)?)
            }
            (32, "TransformTensorBilinear") => {
                same(graph.dims(second()?)?, [1, 4, 4])?;
                same(from[2], to[2])?;
                read.push(second()?);
                Kind::Sample
            }
            (32, "TransformLandmarks") => {
                same(graph.dims(second()?)?, [1, 4, 4])?;
                same(from, to)?;
                same([from[0], from[2]], [1, 2])?;
                read.push(second()?);
                Kind::Place
            }
            _ => return Err(NetworkError::Unsupported("an operation")),
        };
        if matches!(kind, Kind::Apply(_)) {
            same(from, to)?;
        }
        if matches!(kind, Kind::Reshape) {
            same(from.iter().product::<usize>(), to.iter().product())?;
        }
        Ok(Self { kind, inputs: read, output })
    }
}

impl Window {
    /// The window of a layer, checked against the sizes that the file states for both sides.
    fn new(
        padding: u8,
        size: [usize; 2],
        step: [usize; 2],
        from: [usize; 3],
        to: [usize; 3],
    ) -> Result<Self> {
        let mut before = [0; 2];
        let sides = from.iter().zip(&to).zip(size.iter().zip(&step)).zip(&mut before);
        for (((from, to), (size, step)), before) in sides {
            let expected = match padding {
                // As many windows as begin in the picture, centred, the odd one at the end.
                0 => {
                    let windows = from.div_ceil(*step);
                    let covered = windows.saturating_sub(1).saturating_mul(*step);
                    *before = covered.saturating_add(*size).saturating_sub(*from) / 2;
                    windows
                }
                // Only windows that lie in the picture.
                1 => from.checked_sub(*size).ok_or(SHAPES)? / step + 1,
                _ => return Err(NetworkError::Broken("an unknown kind of padding")),
            };
            if expected != *to {
                return Err(SHAPES);
            }
        }
        Ok(Self { size, step, before })
    }
}

/// Both sides of what must agree.
fn same<T: PartialEq>(a: T, b: T) -> Result<()> {
    if a == b { Ok(()) } else { Err(SHAPES) }
}

/// The function that a layer's options ask for.
fn fused(number: u8) -> Result<Act> {
    match number {
        0 => Ok(Act::None),
        1 => Ok(Act::Relu),
        _ => Err(NetworkError::Unsupported("a function within a layer")),
    }
}

/// A size or a step that is at least 1. What is larger than any picture is refused with it.
fn positive(int: i32) -> Result<usize> {
    let size = usize::try_from(int).ok().filter(|size| (1..=1 << 12).contains(size));
    size.ok_or(NetworkError::Broken("a size that cannot be"))
}
