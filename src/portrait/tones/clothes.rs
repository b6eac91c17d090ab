use tucai_wire::portrait::{Measure, Measures, Swatch};

use super::{
    background,
    colour::{self, Colour},
    frame::Frame,
    main_colours::main_colours,
    people,
    region::{self, Region},
    skin::Skin,
};

/// How far from the body's edge its colours are looked at.
const AWAY: f32 = 4.0;
/// Fewer pixels show no clothes.
const ENOUGH: usize = 250;
/// How far a colour may be from the hair's to be hair.
const LIKE_HAIR: f32 = 13.0;
/// From the edge between body and background to where both are asked for their colour.
const REACH: f32 = 7.0;

/// What is worn on the upper body.
pub(super) struct Clothes {
    /// What was measured.
    pub measures: Measures,
    /// The main colours, the most frequent first.
    pub colours: Vec<Swatch>,
}

/// What is worn below the chin.
pub(super) fn measure(frame: &Frame<'_>, skin: Option<&Skin>) -> Clothes {
    let mut measures = Measures::default();
    let region = region(frame, skin);
    let inside = region::size(&frame.inside).max(1) as f32;
    let count = region::size(&region);
    measures.set(Measure::ClothesSeen, count as f32 / inside);
    if let Some(contrast) = contrast(frame, skin) {
        measures.set(Measure::EdgeContrast, contrast);
    }
    if count < ENOUGH {
        return Clothes { measures, colours: Vec::new() };
    }
    let smooth = background::smoothed(frame, &region);
    // A collar, a tie or lapels are no pattern: where there is enough beside them, that counts.
    let beside = frame.region(|at, x, _| {
        (x - frame.middle).abs() > 0.45 * frame.face_width && region.get(at).is_some_and(|is| *is)
    });
    let looked_at = if region::size(&beside) < ENOUGH { &region } else { &beside };
    measures.set(Measure::ClothesEdges, background::edges(frame, &smooth, looked_at));
    let colours = main_colours(&frame.colours(&region));
    Clothes { measures, colours }
}

/// The body below the chin that is neither skin nor hair.
fn region(frame: &Frame<'_>, skin: Option<&Skin>) -> Region {
    let body = frame.side(true, AWAY);
    let [_, chin] = frame.chin;
    let (width, middle, tall) = (frame.face_width, frame.middle, frame.face_height);
    let mut clothes: Region = frame.region(|at, x, y| {
        // Below the chin, and lower the nearer to the neck.
        let beside = ((x - middle).abs() / width - 0.35).clamp(0.0, 0.4);
        let from = chin + (0.28 - 0.5 * beside) * tall;
        y > from && body.get(at).is_some_and(|is| *is)
    });
    if let Some(skin) = skin {
        let like: Region = clothes
            .iter()
            .zip(&frame.lab)
            .map(|(is, colour)| *is && skin.is_like(*colour))
            .collect();
        without(&mut clothes, &like);
    }
    let hair = hair(frame, skin);
    without(&mut clothes, &hair);
    clothes
}

/// Hair: what has the colour of the hair beside and above the face and hangs together with it, as far
/// down as hair may hang. A dark coat over the shoulders is no hair: it reaches further out.
fn hair(frame: &Frame<'_>, skin: Option<&Skin>) -> Region {
    let [_, chin] = frame.chin;
    let (width, middle, tall) = (frame.face_width, frame.middle, frame.face_height);
    let person = frame.side(true, 1.0);
    let face = frame.within(region::OVAL);
    // Above and beside the upper face, within the person: hair, or a bare head.
    let around = frame.region(|at, x, y| {
        let is = |region: &Region| region.get(at).is_some_and(|is| *is);
        (x - middle).abs() < 0.9 * width && y < chin - 0.45 * tall && is(&person) && !is(&face)
    });
    let seeds: Vec<Colour> = frame
        .colours(&around)
        .into_iter()
        .filter(|colour| skin.is_none_or(|skin| !skin.is_like(*colour)))
        .collect();
    let colours = main_colours(&seeds);
    let like_hair = |colour: Colour| {
        colours
            .iter()
            .take(3)
            .any(|swatch| swatch.share > 0.12 && colour::distance(colour, swatch.lab) < LIKE_HAIR)
    };
    let may_be = frame.region(|at, x, _| {
        (x - middle).abs() < 0.85 * width
            && person.get(at).is_some_and(|is| *is)
            && frame.lab.get(at).is_some_and(|colour| like_hair(*colour))
    });
    let mut left = may_be.clone();
    for (at, is) in around.iter().enumerate() {
        if *is {
            people::take(&mut left, at, frame.width(), frame.height());
        }
    }
    may_be.iter().zip(left).map(|(may, left)| *may && !left).collect()
}

fn without(region: &mut Region, other: &[bool]) {
    for (is, other) in region.iter_mut().zip(other) {
        *is &= !other;
    }
}

/// The difference between hair or clothes and the background across their edge: the tenth part of it
/// that has the least.
fn contrast(frame: &Frame<'_>, skin: Option<&Skin>) -> Option<f32> {
    let (width, height) = (frame.width(), frame.height());
    let mask = |x: usize, y: usize| frame.mask.get(y * width + x).copied().unwrap_or_default();
    let mut differences = Vec::new();
    for y in 3..height.saturating_sub(3) {
        for x in 3..width.saturating_sub(3) {
            let here = mask(x, y) >= 0.5;
            if here == (mask(x + 1, y) >= 0.5) && here == (mask(x, y + 1) >= 0.5) {
                continue;
            }
            let across = mask(x + 3, y) - mask(x - 3, y);
            let down = mask(x, y + 3) - mask(x, y - 3);
            let steep = across.hypot(down);
            if steep < 0.2 {
                continue;
            }
            let along = |by: f32| {
                let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
                [x + across / steep * by, y + down / steep * by]
            };
            let is = |by: f32, person: bool| {
                let mask = frame.mask_at(along(by));
                mask.is_some_and(|mask| if person { mask > 0.7 } else { mask < 0.3 })
            };
            if !is(REACH, true) || !is(-REACH, false) {
                continue;
            }
            if let (Some(inner), Some(outer)) =
                (mean(frame, along(REACH)), mean(frame, along(-REACH)))
                && skin.is_none_or(|skin| !skin.is_like(inner))
            {
                differences.push(colour::difference(inner, outer));
            }
        }
    }
    (differences.len() >= 20).then(|| colour::quantile(&mut differences, 0.1))?
}

/// The mean colour of a small square around a place.
fn mean(frame: &Frame<'_>, [x, y]: [f32; 2]) -> Option<Colour> {
    let mut sum = [0.0; 3];
    let mut count = 0.0;
    for down in [-1.0, 0.0, 1.0] {
        for across in [-1.0, 0.0, 1.0] {
            if let Some(colour) = frame.lab_at([x + across, y + down]) {
                for (sum, part) in sum.iter_mut().zip(colour) {
                    *sum += part;
                }
                count += 1.0;
            }
        }
    }
    (count > 0.0).then(|| sum.map(|sum| sum / count))
}
