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
    /// By how many radians the line may rise all the same.
    rise: f32,
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
    pub fn read(settings: &[u8], [height, points, values]: [usize; 3]) -> Result<Self> {
        if [height, values] != [1, 3] {
            return Err(NetworkError::Unsupported("points that are not of three values"));
        }
        let map = Map::read(settings).ok_or(SETTINGS)?;
        let point = |index: i32| usize::try_from(index).ok().filter(|index| *index < points);
        let read = || {
            let size = [map.int("output_width")?, map.int("output_height")?];
            let size = size.map(|size| u16::try_from(size).unwrap_or_default());
            Some(Self {
                points: map.ints("subset_idxs")?.into_iter().map(point).collect::<Option<_>>()?,
                level: [
                    point(map.int("left_rotation_idx")?)?,
                    point(map.int("right_rotation_idx")?)?,
                ],
                rise: map.float("target_rotation_radians")?,
                size: size.map(f32::from),
                margin: [map.float("scale_x")?, map.float("scale_y")?],
            })
        };
        let frame = read().ok_or(SETTINGS)?;
        let whole = !frame.points.is_empty() && frame.size.iter().all(|size| *size > 0.0);
        whole.then_some(frame).ok_or(SETTINGS)
    }

    /// The frame around points of three values each, with `stride` from one to the next.
    pub fn around(&self, points: &[f32], stride: usize) -> Matrix {
        let at = |index: usize| match points.get(index.saturating_mul(stride)..) {
            Some([x, y, ..]) => [*x, *y],
            _ => [0.0; 2],
        };
        let [[left_x, left_y], [right_x, right_y]] = self.level.map(at);
        let turn = self.rise - (right_y - left_y).atan2(right_x - left_x);
        let (sin, cos) = turn.sin_cos();
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
        let (middle_x, middle_y) = (low_x.midpoint(high_x), low_y.midpoint(high_y));
        let [width, height] = self.size;
        let [wider, higher] = self.margin;
        let scale_x = wider * (high_x - low_x) / width;
        let scale_y = higher * (high_y - low_y) / height;
        // To the middle of the frame, scaled, turned back, to the middle of the box.
        let (xx, xy) = (cos * scale_x, sin * scale_y);
        let (yx, yy) = (-sin * scale_x, cos * scale_y);
        let x = cos * middle_x + sin * middle_y - (xx * width + xy * height) / 2.0;
        let y = cos * middle_y - sin * middle_x - (yx * width + yy * height) / 2.0;
        [xx, xy, 0.0, x, yx, yy, 0.0, y, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    }
}

const SETTINGS: NetworkError = NetworkError::Broken("settings that cannot be read");

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
    fn find(&self, name: &str) -> Option<(usize, u8)> {
        let index = (0..self.count.min(self.bytes.len())).find(|index| {
            let found = || {
                let place = self.names.checked_add(index.checked_mul(self.name_width)?)?;
                let text = place.checked_sub(number(self.bytes, place, self.name_width)?)?;
                let text = self.bytes.get(text..)?.strip_prefix(name.as_bytes())?;
                text.starts_with(&[0]).then_some(())
            };
            found().is_some()
        })?;
        let place = self.values.checked_add(index.checked_mul(self.width)?)?;
        let kinds = self.values.checked_add(self.count.checked_mul(self.width)?)?;
        Some((place, *self.bytes.get(kinds.checked_add(index)?)?))
    }

    fn int(&self, name: &str) -> Option<i32> {
        let (place, kind) = self.find(name)?;
        if kind >> 2 != 1 {
            return None;
        }
        i32::try_from(number(self.bytes, place, self.width)?).ok()
    }

    fn float(&self, name: &str) -> Option<f32> {
        let (place, kind) = self.find(name)?;
        let bytes = self.bytes.get(place..)?.first_chunk()?;
        (kind >> 2 == 3 && self.width == 4).then(|| f32::from_le_bytes(*bytes))
    }

    fn ints(&self, name: &str) -> Option<Vec<i32>> {
        let (place, kind) = self.find(name)?;
        if kind >> 2 != 11 {
            return None;
        }
        let list = place.checked_sub(number(self.bytes, place, self.width)?)?;
        let width = 1_usize << (kind & 3);
        let count = number(self.bytes, list.checked_sub(width)?, width)?;
        let list = self.bytes.get(list..)?.get(..count.checked_mul(width)?)?;
        let ints = list.chunks_exact(width).map(|int| number(int, 0, width));
        ints.map(|int| i32::try_from(int?).ok()).collect()
    }
}

/// A number without a sign; what stands where the networks have only such.
fn number(bytes: &[u8], place: usize, width: usize) -> Option<usize> {
    let bytes = bytes.get(place..)?.get(..width)?;
    match *bytes {
        [a] => Some(a.into()),
        [a, b] => Some(u16::from_le_bytes([a, b]).into()),
        [a, b, c, d] => usize::try_from(u32::from_le_bytes([a, b, c, d])).ok(),
        _ => None,
    }
}
