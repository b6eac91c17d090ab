//! The frame around some of a face's points, in which the eyes and the mouth are looked at closer:
//! three operations that `MediaPipe` added to the format.
//! <https://github.com/google-ai-edge/mediapipe/tree/master/mediapipe/util/tflite/operations>

use crate::error::{NetworkError, Result};

/// How a frame follows from points.
#[derive(Clone)]
pub struct Frame {
    /// The points that it is to hold.
    points: Vec<usize>,
    /// The points whose connecting line shall be level.
    level: [usize; 2],
    /// Width and height of what is to be sampled from the frame, in pixels.
    size: [f32; 2],
    /// How much wider and higher it is than the points are apart.
    margin: [f32; 2],
}

/// The first two rows of the matrix that takes a place in the frame to one in the whole, and the
/// rest of it, which is that of the unit matrix.
pub type Matrix = [f32; 16];

impl Frame {
    /// The settings of the operation, for points of the given dimensions.
    pub fn read(settings: &[u8], dims: [usize; 4]) -> Result<Self> {
        let [1, 1, points, 3] = dims else { return Err(NetworkError::Unsupported) };
        let frame = Self::from_map(settings).ok_or(NetworkError::Broken)?;
        let known = |point: &usize| *point < points;
        if frame.points.is_empty() || !frame.points.iter().chain(&frame.level).all(known) {
            return Err(NetworkError::Broken);
        }
        Ok(frame)
    }

    fn from_map(settings: &[u8]) -> Option<Self> {
        let map = Map::read(settings)?;
        let size = [map.int("output_width")?, map.int("output_height")?];
        let [width, height] = size.map(|size| u16::try_from(size).unwrap_or_default());
        // The frames of the published networks are level.
        if width == 0 || height == 0 || map.float("target_rotation_radians")? != 0.0 {
            return None;
        }
        Some(Self {
            points: map.ints("subset_idxs")?,
            level: [map.int("left_rotation_idx")?, map.int("right_rotation_idx")?],
            size: [width.into(), height.into()],
            margin: [map.float("scale_x")?, map.float("scale_y")?],
        })
    }

    /// The frame around points of three values each, with `stride` from one to the next.
    pub fn around(&self, points: &[f32], stride: usize) -> Matrix {
        let at = |index: usize| match points.get(index.saturating_mul(stride)..) {
            Some([x, y, ..]) => [*x, *y],
            _ => [0.0; 2],
        };
        let [[left_x, left_y], [right_x, right_y]] = self.level.map(at);
        // The turn that makes the line level. Of a line without length there is none.
        let (x, y) = (right_x - left_x, right_y - left_y);
        let length = (x * x + y * y).sqrt();
        let (cos, sin) = if length > 0.0 { (x / length, -y / length) } else { (1.0, 0.0) };
        // The smallest upright box around the turned points.
        let (mut low, mut high) = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
        for [x, y] in self.points.iter().map(|point| at(*point)) {
            let turned = [cos * x - sin * y, sin * x + cos * y];
            for ((low, high), value) in low.iter_mut().zip(&mut high).zip(turned) {
                *low = low.min(value);
                *high = high.max(value);
            }
        }
        let [low_x, low_y] = low;
        let [high_x, high_y] = high;
        let (middle_x, middle_y) = ((low_x + high_x) * 0.5, (low_y + high_y) * 0.5);
        let [width, height] = self.size;
        let [wider, higher] = self.margin;
        let scale_x = wider * (high_x - low_x) / width;
        let scale_y = higher * (high_y - low_y) / height;
        // To the middle of the frame, scaled, turned back, to the middle of the box.
        let (xx, xy) = (cos * scale_x, sin * scale_y);
        let (yx, yy) = (-sin * scale_x, cos * scale_y);
        let x = cos * middle_x + sin * middle_y - (xx * width + xy * height) * 0.5;
        let y = cos * middle_y - sin * middle_x - (yx * width + yy * height) * 0.5;
        [xx, xy, 0.0, x, yx, yy, 0.0, y, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    }
}

/// Settings by name, in the format of `FlexBuffers`: sorted names, then their values, each list
/// with a width of its own. <https://flatbuffers.dev/internals/#flexbuffers>
struct Map<'a> {
    bytes: &'a [u8],
    /// Where the values begin, and how many bytes each has.
    values: usize,
    width: usize,
    count: usize,
    /// The same of the names.
    names: usize,
    name_width: usize,
}

impl<'a> Map<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let [.., kind, root_width] = *bytes else { return None };
        let end = bytes.len().checked_sub(2)?;
        let root = end.checked_sub(usize::from(root_width))?;
        let values = root.checked_sub(number(bytes, root, root_width.into())?)?;
        let width = 1_usize << (kind & 3);
        if kind >> 2 != 9 {
            return None;
        }
        let count = number(bytes, values.checked_sub(width)?, width)?;
        let name_width = number(bytes, values.checked_sub(2 * width)?, width)?;
        let place = values.checked_sub(3 * width)?;
        let names = place.checked_sub(number(bytes, place, width)?)?;
        Some(Self { bytes, values, width, count, names, name_width })
    }

    /// Where a value lies, and its kind.
    #[inline(never)]
    fn find(&self, name: &str) -> Option<(usize, u8)> {
        let mut index = 0;
        loop {
            if index >= self.count.min(self.bytes.len()) {
                return None;
            }
            let place = self.names.checked_add(index.checked_mul(self.name_width)?)?;
            let text = place.checked_sub(number(self.bytes, place, self.name_width)?)?;
            let text = self.bytes.get(text..)?.strip_prefix(name.as_bytes());
            if text.is_some_and(|rest| rest.starts_with(&[0])) {
                break;
            }
            index += 1;
        }
        let place = self.values.checked_add(index.checked_mul(self.width)?)?;
        let kinds = self.values.checked_add(self.count.checked_mul(self.width)?)?;
        Some((place, *self.bytes.get(kinds.checked_add(index)?)?))
    }

    fn int(&self, name: &str) -> Option<usize> {
        let (place, kind) = self.find(name)?;
        if kind >> 2 == 1 { number(self.bytes, place, self.width) } else { None }
    }

    fn float(&self, name: &str) -> Option<f32> {
        let (place, kind) = self.find(name)?;
        let bytes = self.bytes.get(place..)?.first_chunk()?;
        (kind >> 2 == 3 && self.width == 4).then(|| f32::from_le_bytes(*bytes))
    }

    fn ints(&self, name: &str) -> Option<Vec<usize>> {
        let (place, kind) = self.find(name)?;
        if kind >> 2 != 11 {
            return None;
        }
        let list = place.checked_sub(number(self.bytes, place, self.width)?)?;
        let width = 1_usize << (kind & 3);
        let count = number(self.bytes, list.checked_sub(width)?, width)?;
        let list = self.bytes.get(list..)?.get(..count.checked_mul(width)?)?;
        Some(list.chunks_exact(width).filter_map(|int| number(int, 0, width)).collect())
    }
}

/// A number without a sign; the settings have no others.
#[inline(never)]
fn number(bytes: &[u8], place: usize, width: usize) -> Option<usize> {
    let bytes = bytes.get(place..)?.get(..width)?;
    match *bytes {
        [a] => Some(a.into()),
        [a, b] => Some(u16::from_le_bytes([a, b]).into()),
        [a, b, c, d] => usize::try_from(u32::from_le_bytes([a, b, c, d])).ok(),
        _ => None,
    }
}
