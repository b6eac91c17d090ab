//! What is measured on pixels once face, person and cut are known: light, colours, edges.

mod background;
mod cast;
mod clothes;
mod colour;
mod frame;
mod glasses;
mod main_colours;
mod people;
mod raster;
mod region;
mod sharp;
mod shoulders;
mod skin;

#[cfg(test)]
mod drawn;
#[cfg(test)]
mod tests;

use tucai_wire::portrait::{Measure, Measures, Swatch};

use self::{frame::Frame, skin::Skin};
use crate::{picture::Picture, seen::Seen};

/// What the picture's colours and edges came to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tones {
    /// What was measured.
    pub measures: Measures,
    /// The main colours of the clothes, the most frequent first.
    pub clothes: Vec<Swatch>,
    /// The main colours of the background, the most frequent first.
    pub background: Vec<Swatch>,
}

/// Measures the picture's colours and edges. What cannot be measured is left out.
pub(crate) fn tones(picture: &Picture<'_>, seen: &Seen) -> Tones {
    let mut tones = Tones::default();
    let Some(frame) = Frame::new(picture, seen) else { return tones };
    if let Some(face) = sharp::face(picture, seen) {
        if let Some(sharpness) = sharp::sharpness(&face, &seen.mesh) {
            tones.measures.set(Measure::Sharpness, sharpness);
        }
        tones.measures.add(&glasses::measure(&face, &seen.mesh));
    }
    let mut lightness: Vec<f32> =
        frame.colours(&frame.inside).into_iter().map(|[l, ..]| l).collect();
    if let Some(lightest) = colour::quantile(&mut lightness, 0.98) {
        tones.measures.set(Measure::FrameLightest, lightest.clamp(0.0, 100.0));
    }
    let skin = Skin::new(&frame);
    if let Some(skin) = &skin {
        tones.measures.add(&skin.measure(&frame));
    }
    tones.measures.add(&cast::measure(&frame, skin.as_ref()));
    let (measures, swatches) = background::measure(&frame);
    tones.measures.add(&measures);
    tones.background = swatches;
    let clothes = clothes::measure(&frame, skin.as_ref());
    tones.measures.add(&clothes.measures);
    tones.clothes = clothes.colours;
    tones.measures.add(&shoulders::measure(&frame, skin.as_ref()));
    tones.measures.set(Measure::OtherPerson, people::others(&frame));
    tones
}
