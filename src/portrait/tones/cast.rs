use tucai_wire::portrait::{Measure, Measures};

use super::{
    colour::{self, Colour},
    frame::Frame,
    region::{EYES, MOUTH, Region},
    skin::Skin,
};

/// Less chroma than this is none: what JPEG does to grey.
const COLOURLESS: f32 = 3.5;
/// Where the skin of people lies in a* and b* (D65), whatever its lightness, and how far around.
const SKIN: [f32; 2] = [13.0, 17.0];

/// What one way of looking says about the light's colour.
struct Guess {
    a: f32,
    b: f32,
    weight: f32,
}

/// The cast of colour, by ways that are wrong for different reasons: the skin against where all human
/// skin lies, the whites of eyes and teeth, what is nearly grey, and the mean of the light edges.
pub(super) fn measure(frame: &Frame<'_>, skin: Option<&Skin>) -> Measures {
    let mut measures = Measures::default();
    let all: Vec<Colour> = frame.colours(&frame.inside);
    let none = all.iter().filter(|colour| colour::chroma(**colour) < COLOURLESS).count();
    let colourless = none as f32 / all.len().max(1) as f32;
    measures.set(Measure::Colourless, colourless);
    let guesses: Vec<Guess> = [skin.map(by_skin), whites(frame), nearly_grey(frame), shades(frame)]
        .into_iter()
        .flatten()
        .collect();
    let weight: f32 = guesses.iter().map(|guess| guess.weight).sum();
    if weight <= 0.0 {
        return measures;
    }
    let mean = |of: &dyn Fn(&Guess) -> f32| {
        guesses.iter().map(|guess| of(guess) * guess.weight).sum::<f32>() / weight
    };
    let (a, b) = (mean(&|guess| guess.a), mean(&|guess| guess.b));
    let apart = mean(&|guess| (guess.a - a).hypot(guess.b - b));
    measures.set(Measure::CastA, a.clamp(-128.0, 128.0));
    measures.set(Measure::CastB, b.clamp(-128.0, 128.0));
    let agree = (1.0 - apart / 12.0).clamp(0.0, 1.0);
    let colours = (2.0 * (1.0 - colourless)).clamp(0.0, 1.0);
    measures.set(Measure::CastSure, agree * (weight / 1.5).min(1.0) * colours);
    measures
}

/// The skin's distance from where skin lies: nothing within, what is beyond it outside.
fn by_skin(skin: &Skin) -> Guess {
    let [l, a, b] = skin.colour;
    // Very light and very dark skin has less of it.
    let dim = (l / 60.0).min((110.0 - l) / 40.0).clamp(0.35, 1.0);
    let (a, b) = (a - SKIN[0] * dim, b - SKIN[1] * dim);
    let keep = |far: f32, free: f32| far.signum() * (far.abs() - free).max(0.0);
    Guess { a: keep(a, 6.0), b: keep(b, 7.0), weight: 1.0 }
}

/// The lightest, least coloured part of eyes and teeth.
fn whites(frame: &Frame<'_>) -> Option<Guess> {
    let mut region: Region = vec![false; frame.lab.len()];
    for part in [EYES[0], EYES[1], MOUTH] {
        for (is, more) in region.iter_mut().zip(frame.within(part)) {
            *is |= more;
        }
    }
    let mut colours = frame.colours(&region);
    let mut light: Vec<f32> = colours.iter().map(|colour| colour[0]).collect();
    let least = colour::quantile(&mut light, 0.75)?;
    colours.retain(|colour| colour[0] >= least && colour::chroma(*colour) < 25.0);
    let [l, a, b] = colour::median(&colours).filter(|_| colours.len() > 12)?;
    // Eyes are somewhat red, teeth somewhat yellow.
    (l > 35.0).then_some(Guess { a: a - 4.0, b: b - 5.0, weight: 0.5 })
}

/// What is light and nearly grey, if there is much of it: walls, shirts.
fn nearly_grey(frame: &Frame<'_>) -> Option<Guess> {
    let is_grey = |at: usize| {
        let colour = frame.lab.get(at).copied().unwrap_or_default();
        colour[0] > 45.0 && colour[0] < 97.0 && colour::chroma(colour) < 14.0
    };
    let region = frame.region(|at, x, y| {
        // The face itself has its own say.
        let in_face = (x - frame.middle).abs() < 0.6 * frame.face_width
            && y < frame.chin[1]
            && y > frame.chin[1] - 1.1 * frame.face_height;
        !in_face && is_grey(at)
    });
    let colours = frame.colours(&region);
    let share = colours.len() as f32 / frame.lab.len().max(1) as f32;
    let [_, a, b] = colour::median(&colours).filter(|_| share > 0.03)?;
    Some(Guess { a, b, weight: (3.0 * share).min(0.7) })
}

/// Shades of grey (Finlayson, Trezzi 2004): the mean of a high power is the light's colour, more or
/// less.
fn shades(frame: &Frame<'_>) -> Option<Guess> {
    let mut sums = [0.0_f64; 3];
    let mut count = 0.0_f64;
    for (rgb, _) in frame.raster.rgb.iter().zip(&frame.inside).filter(|(_, inside)| **inside) {
        for (sum, channel) in sums.iter_mut().zip(rgb) {
            *sum += f64::from(*channel / 255.0).powi(6);
        }
        count += 1.0;
    }
    let light = sums.map(|sum| (sum / count.max(1.0)).powf(1.0 / 6.0));
    let largest = light.iter().copied().fold(0.0, f64::max);
    let grey = light.map(|channel| (channel / largest.max(1e-6) * 200.0) as f32);
    let [_, a, b] = colour::lab(grey);
    (count > 0.0 && largest > 0.05).then_some(Guess { a, b, weight: 0.1 })
}
