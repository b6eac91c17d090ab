//! Which pixels are a person's: what the selfie segmentation says of head and shoulders.

use tucai_network::Network;
use tucai_wire::portrait::Area;

use crate::{
    look::{Beyond, Region, look},
    net::sized,
    picture::Picture,
    seen::Mask,
};

/// Pixels of the network's input and output along each side.
const SIDE: usize = 256;
/// How much of the picture is looked at, in widths of the face. The widest cut that the standard
/// allows (a face of 180 in 480) and some of what is around it.
const AROUND: f32 = 3.2;
/// Where the eyes lie in it, from top to bottom.
const EYES: f32 = 0.42;

/// The mask of a person whose face has this width and these eyes.
pub(crate) fn mask(
    net: &mut Network,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
    (face_width, middle, eye_line): (f32, f32, f32),
) -> Option<Mask> {
    let (width, height) = picture.size();
    let (wide, tall) = (face_width * AROUND, face_width * AROUND * 4.0 / 3.0);
    let (left, right) = span(middle - wide / 2.0, wide, width);
    let (top, bottom) = span(eye_line - tall * EYES, tall, height);
    let area = Area { x: left, y: top, width: right - left, height: bottom - top };
    let region = Region::upright(&area);
    if !region.is_sound() {
        return Some(Mask::default());
    }
    look(picture, &region, (SIDE, SIDE), (0.0, 1.0), Beyond::Edge, input);
    let values = sized(net.run(input).ok()?, SIDE * SIDE)?.to_vec();
    Some(Mask { values, columns: SIDE, rows: SIDE, area })
}

/// The part of a line from 0 to `end` that is asked for, on whole pixels.
fn span(from: f32, length: f32, end: f32) -> (f32, f32) {
    (from.floor().clamp(0.0, end), (from + length).ceil().clamp(0.0, end))
}
