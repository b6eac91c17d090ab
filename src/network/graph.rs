//! What a file says: tensors, and the operations between them, each checked.

use crate::{
    error::{NetworkError, Result},
    flat::{Table, Tables},
    operation::{Code, Node},
};

/// No published network comes near; a file that asks for more is refused before anything is
/// allocated for it.
const MOST_VALUES: usize = 1 << 22;

/// The same for the number of tensors and of operations.
const MOST_PARTS: usize = 1 << 13;

/// A tensor: images and lists of points alike are read as *n* × height × width × channels, with
/// ones for what is not there.
pub struct Tensor<'a> {
    /// Outermost first.
    pub dims: [usize; 4],
    /// Its name in the file, which should be UTF-8.
    pub name: &'a [u8],
    /// Its values, if they are part of the file.
    pub constant: Option<Constant<'a>>,
    /// Whether it is there when the operation runs that is read now.
    ready: bool,
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
    #[inline(never)]
    pub fn read(file: &'a [u8]) -> Result<Self> {
        if file.get(4..8) != Some(b"TFL3") {
            return Err(NetworkError::Broken);
        }
        let model = Table::root(file)?;
        let (graphs, codes, buffers) = (model.tables(2)?, model.tables(1)?, model.tables(4)?);
        let graph = graphs.get(0)?;
        let (tensors, nodes) = (graph.tables(0)?, graph.tables(3)?);
        if tensors.len().max(nodes.len()) > MOST_PARTS {
            return Err(NetworkError::TooLarge);
        }
        let (inputs, outputs) = (places(&graph, 1)?, places(&graph, 2)?);
        let [input] = *inputs else { return Err(NetworkError::Unsupported) };
        let mut graph = Self {
            tensors: Vec::with_capacity(tensors.len()),
            nodes: Vec::with_capacity(nodes.len()),
            input,
            outputs,
        };
        for index in 0..tensors.len() {
            graph.tensors.push(Tensor::read(&tensors.get(index)?, buffers)?);
        }
        graph.write(input)?;
        for index in 0..nodes.len() {
            graph.add(&nodes.get(index)?, codes)?;
        }
        for output in &graph.outputs {
            graph.dims(*output)?;
        }
        Ok(graph)
    }

    /// Reads an operation. It may only use what is there by then, and write what is not.
    fn add(&mut self, node: &Table, codes: Tables) -> Result<()> {
        let (inputs, outputs) = (places(node, 1)?, places(node, 2)?);
        let [output] = *outputs else { return Err(NetworkError::Unsupported) };
        self.write(output)?;
        let code = Code::read(&codes.numbered(node.int(0, 0)?)?)?;
        if code.is_dequantize() {
            // The networks keep their constants as 16-bit numbers and say of each that it is to be
            // widened: that is done when the constant is read.
            let narrow = self.tensor(*inputs.first().ok_or(NetworkError::Broken)?)?;
            let (constant, dims) = (narrow.constant, narrow.dims);
            let wide = self.tensors.get_mut(output).ok_or(NetworkError::Broken)?;
            wide.constant = Some(constant.ok_or(NetworkError::Unsupported)?);
            return if wide.dims == dims { Ok(()) } else { Err(NetworkError::Broken) };
        }
        let node = Node::read(code, node, &inputs, output, self)?;
        if node.inputs.contains(&output) {
            return Err(NetworkError::Broken);
        }
        self.nodes.push(node);
        Ok(())
    }

    fn write(&mut self, output: usize) -> Result<()> {
        match self.tensors.get_mut(output) {
            Some(Tensor { ready: ready @ false, .. }) => {
                *ready = true;
                Ok(())
            }
            _ => Err(NetworkError::Broken),
        }
    }

    #[inline(never)]
    pub fn tensor(&self, index: usize) -> Result<&Tensor<'a>> {
        self.tensors.get(index).ok_or(NetworkError::Broken)
    }

    /// The dimensions of any tensor.
    #[inline(never)]
    pub fn shape(&self, index: usize) -> Result<[usize; 4]> {
        Ok(self.tensor(index)?.dims)
    }

    /// The dimensions of a tensor that is computed by now: one picture, or one list of points.
    #[inline(never)]
    pub fn dims(&self, index: usize) -> Result<[usize; 3]> {
        match *self.tensor(index)? {
            Tensor { dims: [1, height, width, channels], constant: None, ready: true, .. } => {
                Ok([height, width, channels])
            }
            Tensor { ready: false, .. } => Err(NetworkError::Broken),
            _ => Err(NetworkError::Unsupported),
        }
    }

    /// The values of a constant.
    pub fn constant(&self, index: usize) -> Result<Vec<f32>> {
        let tensor = self.tensor(index)?;
        let Constant { kind, bytes } = tensor.constant.ok_or(NetworkError::Unsupported)?;
        let (size, widen): (_, fn(&[u8]) -> f32) = match kind {
            FLOAT32 => {
                (4, |bytes| f32::from_le_bytes(bytes.first_chunk().copied().unwrap_or_default()))
            }
            FLOAT16 => (2, |bytes| {
                widened(u16::from_le_bytes(bytes.first_chunk().copied().unwrap_or_default()))
            }),
            _ => return Err(NetworkError::Unsupported),
        };
        // The sizes were multiplied before, when the tensor was read.
        if bytes.len() != size * tensor.dims.iter().product::<usize>() {
            return Err(NetworkError::Broken);
        }
        Ok(bytes.chunks_exact(size).map(widen).collect())
    }

    /// The whole numbers of a constant.
    pub fn ints(&self, index: usize) -> Result<&'a [[u8; 4]]> {
        match self.tensor(index)?.constant {
            Some(Constant { kind: INT32, bytes }) => Ok(bytes.as_chunks().0),
            _ => Err(NetworkError::Unsupported),
        }
    }
}

impl<'a> Tensor<'a> {
    fn read(table: &Table<'a>, buffers: Tables<'a>) -> Result<Self> {
        let shape = table.ints(0)?;
        let mut dims = [1; 4];
        if shape.len() > dims.len() {
            return Err(NetworkError::Unsupported);
        }
        let mut values = 1_usize;
        for (dim, size) in dims.iter_mut().rev().zip(shape.iter().rev()) {
            *dim = usize::try_from(i32::from_le_bytes(*size)).unwrap_or_default();
            values = values.saturating_mul(*dim);
        }
        if values == 0 {
            return Err(NetworkError::Broken);
        }
        if values > MOST_VALUES {
            return Err(NetworkError::TooLarge);
        }
        let bytes = buffers.numbered(table.int(2, 0)?)?.bytes(0)?;
        let constant = (!bytes.is_empty()).then_some(Constant { kind: table.byte(1)?, bytes });
        Ok(Self { dims, name: table.bytes(3)?, constant, ready: constant.is_some() })
    }
}

/// Numbers of tensors. What is not one will not be found.
fn places(table: &Table, field: usize) -> Result<Vec<usize>> {
    let ints = table.ints(field)?.iter();
    Ok(ints
        .map(|place| usize::try_from(i32::from_le_bytes(*place)).unwrap_or(usize::MAX))
        .collect())
}

/// A number of 16 bits (IEEE 754 binary16) as one of 32.
fn widened(half: u16) -> f32 {
    let magnitude = half & 0x7fff;
    let wide = if magnitude < 0x0400 {
        // Zero and the numbers too small for an exponent, which count in steps of 2⁻²⁴.
        (f32::from(magnitude) * f32::from_bits((127 - 24) << 23)).to_bits()
    } else if magnitude < 0x7c00 {
        (u32::from(magnitude) << 13) + ((127 - 15) << 23)
    } else {
        0x7f80_0000 | u32::from(magnitude & 0x03ff) << 13
    };
    f32::from_bits(u32::from(half & 0x8000) << 16 | wide)
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
