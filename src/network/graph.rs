//! What a file says: tensors, and the operations between them, each checked.

use crate::{
    error::{NetworkError, Result},
    flat::Table,
    operation::{Code, Kind, Node},
};

/// No published network comes near; an input that asks for more is refused before anything is
/// allocated for it.
const MOST_VALUES: usize = 1 << 22;

/// The same for the number of tensors and of operations.
const MOST_PARTS: usize = 1 << 13;

/// A tensor: images and lists of points alike are read as *n* × height × width × channels, with
/// ones for what is not there.
pub struct Tensor<'a> {
    /// Outermost first.
    pub dims: [usize; 4],
    /// Its name in the file.
    pub name: &'a str,
    /// Its values, if they are part of the file.
    pub constant: Option<Constant<'a>>,
}

/// Values that are part of the file.
#[derive(Clone, Copy)]
pub struct Constant<'a> {
    kind: u8,
    bytes: &'a [u8],
}

/// The kinds of values, by the numbers that the format gives them.
const FLOAT32: u8 = 0;
const FLOAT16: u8 = 1;
const INT32: u8 = 2;

/// The network as it stands in the file.
pub struct Graph<'a> {
    pub tensors: Vec<Tensor<'a>>,
    pub nodes: Vec<Node>,
    pub input: usize,
    pub outputs: Vec<usize>,
}

impl<'a> Graph<'a> {
    pub fn read(file: &'a [u8]) -> Result<Self> {
        if file.get(4..8) != Some(b"TFL3") {
            return Err(NetworkError::Broken("it has not the mark of TensorFlow Lite"));
        }
        let model = Table::root(file)?;
        let mut graphs = model.tables(2)?.into_iter();
        let (Some(graph), None) = (graphs.next(), graphs.next()) else {
            return Err(NetworkError::Unsupported("several graphs"));
        };
        let buffers = model.tables(4)?;
        let tensors = graph.tables(0)?;
        let nodes = graph.tables(3)?;
        if tensors.len().max(nodes.len()).max(buffers.len()) > MOST_PARTS {
            return Err(NetworkError::TooLarge);
        }
        let tensors = tensors.iter().map(|tensor| Tensor::read(tensor, &buffers));
        let tensors = tensors.collect::<Result<Vec<_>>>()?;
        let input = graph.ints(1)?;
        let [input] = *places(&input, tensors.len())? else {
            return Err(NetworkError::Unsupported("several inputs"));
        };
        let outputs = places(&graph.ints(2)?, tensors.len())?;
        let mut graph = Self { tensors, nodes: Vec::new(), input, outputs };
        let codes = model.tables(1)?;
        let codes = codes.iter().map(Code::read).collect::<Result<Vec<_>>>()?;
        for node in nodes {
            let inputs = places(&node.ints(1)?, graph.tensors.len())?;
            let outputs = places(&node.ints(2)?, graph.tensors.len())?;
            let [output] = *outputs else {
                return Err(NetworkError::Unsupported("an operation with several results"));
            };
            let code = usize::try_from(node.int(0, 0)?).ok().and_then(|code| codes.get(code));
            let code = code.ok_or(NetworkError::Broken("an operation without a name"))?;
            if code.is_dequantize() {
                graph.widen(&inputs, output)?;
            } else {
                let node = Node::read(*code, &node, &inputs, output, &graph)?;
                graph.nodes.push(node);
            }
        }
        graph.check_order()?;
        Ok(graph)
    }

    /// The networks keep their constants as 16-bit numbers and say for each that it is to be
    /// widened: that is done when the constant is read.
    fn widen(&mut self, inputs: &[usize], output: usize) -> Result<()> {
        let [input] = *inputs else {
            return Err(NetworkError::Broken("an operation lacks an input"));
        };
        let constant = self.tensor(input)?.constant;
        let dims = self.tensor(input)?.dims;
        let wide = self.tensors.get_mut(output).ok_or(NO_TENSOR)?;
        if wide.dims != dims {
            return Err(NetworkError::Broken("a constant changes its shape"));
        }
        let narrow = constant.ok_or(NetworkError::Unsupported("numbers of 16 bits"))?;
        wide.constant = Some(narrow);
        Ok(())
    }

    /// Each operation may only use what is there by then, and nothing is written twice.
    fn check_order(&self) -> Result<()> {
        let mut there: Vec<bool> = self.tensors.iter().map(|t| t.constant.is_some()).collect();
        let start = Node { kind: Kind::Reshape, inputs: Vec::new(), output: self.input };
        for node in [&start].into_iter().chain(&self.nodes) {
            for input in &node.inputs {
                if there.get(*input) != Some(&true) {
                    return Err(NetworkError::Broken("a tensor is used before it is there"));
                }
            }
            match there.get_mut(node.output) {
                Some(there @ false) => *there = true,
                _ => return Err(NetworkError::Broken("a tensor is written twice")),
            }
        }
        if self.outputs.iter().all(|output| there.get(*output) == Some(&true)) {
            Ok(())
        } else {
            Err(NetworkError::Broken("a result is never computed"))
        }
    }

    pub fn tensor(&self, index: usize) -> Result<&Tensor<'a>> {
        self.tensors.get(index).ok_or(NO_TENSOR)
    }

    /// The dimensions of a tensor that is computed: one picture, or one list of points.
    pub fn dims(&self, index: usize) -> Result<[usize; 3]> {
        let tensor = self.tensor(index)?;
        match (tensor.dims, tensor.constant) {
            ([1, height, width, channels], None) => Ok([height, width, channels]),
            (_, Some(_)) => Err(NetworkError::Unsupported("a constant in this place")),
            _ => Err(NetworkError::Unsupported("several pictures at once")),
        }
    }

    /// The values of a constant, and its dimensions.
    pub fn constant(&self, index: usize) -> Result<([usize; 4], Vec<f32>)> {
        let tensor = self.tensor(index)?;
        let constant = tensor.constant.ok_or(NOT_CONSTANT)?;
        let floats: Vec<f32> = match constant.kind {
            FLOAT32 => {
                constant.bytes.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
            }
            FLOAT16 => {
                let halves = constant.bytes.as_chunks().0.iter();
                halves.map(|b| widened(u16::from_le_bytes(*b))).collect()
            }
            _ => return Err(NOT_CONSTANT),
        };
        if floats.len() != tensor.dims.iter().product::<usize>() {
            return Err(NetworkError::Broken("a constant has not as many values as its shape"));
        }
        Ok((tensor.dims, floats))
    }

    /// The whole numbers of a constant.
    pub fn ints(&self, index: usize) -> Result<Vec<i32>> {
        match self.tensor(index)?.constant {
            Some(Constant { kind: INT32, bytes }) => {
                Ok(bytes.as_chunks().0.iter().map(|b| i32::from_le_bytes(*b)).collect())
            }
            _ => Err(NOT_CONSTANT),
        }
    }
}

const NO_TENSOR: NetworkError = NetworkError::Broken("a tensor that is not there");
const NOT_CONSTANT: NetworkError = NetworkError::Unsupported("weights that are not constants");

impl<'a> Tensor<'a> {
    fn read(table: &Table<'a>, buffers: &[Table<'a>]) -> Result<Self> {
        let shape = table.ints(0)?;
        let mut dims = [1; 4];
        if shape.len() > dims.len() {
            return Err(NetworkError::Unsupported("tensors of more than four dimensions"));
        }
        for (dim, size) in dims.iter_mut().rev().zip(shape.iter().rev()) {
            *dim = usize::try_from(*size).map_err(|_| NetworkError::Broken("a negative size"))?;
        }
        let values = dims.iter().try_fold(1_usize, |values, dim| values.checked_mul(*dim));
        match values {
            Some(0) => return Err(NetworkError::Broken("a tensor without values")),
            Some(1..=MOST_VALUES) => {}
            _ => return Err(NetworkError::TooLarge),
        }
        let kind = table.byte(1)?;
        let buffer = usize::try_from(table.int(2, 0)?).ok().and_then(|index| buffers.get(index));
        let bytes = match buffer {
            Some(buffer) => buffer.bytes(0)?,
            None => return Err(NetworkError::Broken("a tensor without a buffer")),
        };
        let constant = (!bytes.is_empty()).then_some(Constant { kind, bytes });
        Ok(Self { dims, name: table.text(3)?, constant })
    }
}

/// Numbers of tensors, each of one that is there.
fn places(ints: &[i32], count: usize) -> Result<Vec<usize>> {
    let places = ints.iter().map(|place| usize::try_from(*place).ok().filter(|at| *at < count));
    places.collect::<Option<_>>().ok_or(NO_TENSOR)
}

/// A number of 16 bits (IEEE 754 binary16) as one of 32.
fn widened(half: u16) -> f32 {
    let sign = u32::from(half & 0x8000) << 16;
    let magnitude = u32::from(half & 0x7fff);
    let wide = if magnitude < 0x0400 {
        // Zero and the numbers too small for an exponent, which count in steps of 2⁻²⁴.
        return f32::from_bits(sign | (f32::from(half & 0x7fff) * 2_f32.powi(-24)).to_bits());
    } else if magnitude < 0x7c00 {
        (magnitude << 13) + ((127 - 15) << 23)
    } else {
        0x7f80_0000 | (magnitude & 0x03ff) << 13
    };
    f32::from_bits(sign | wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value by the definition of the format, in numbers that are exact.
    #[test]
    fn every_number_of_16_bits_is_widened_as_defined() {
        for half in 0..=u16::MAX {
            let fraction = f64::from(half & 0x03ff) / 1024.0;
            let magnitude = match i32::from(half >> 10 & 0x1f) {
                0 => fraction * 2_f64.powi(-14),
                31 if fraction > 0.0 => f64::NAN,
                31 => f64::INFINITY,
                exponent => (1.0 + fraction) * 2_f64.powi(exponent - 15),
            };
            let defined = if half >> 15 == 1 { -magnitude } else { magnitude };
            let wide = f64::from(widened(half));
            assert!(wide.to_bits() == defined.to_bits() || (wide.is_nan() && defined.is_nan()));
        }
    }
}
