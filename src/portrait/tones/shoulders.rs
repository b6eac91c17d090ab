use tucai_wire::portrait::{Measure, Measures};

use super::{frame::Frame, region, skin::Skin};

/// How far out a shoulder reaches, in face widths from the middle of the face.
const OUT: f32 = 0.95;

/// Where the shoulders are, by the person's outline below the chin.
pub(super) fn measure(frame: &Frame<'_>, skin: Option<&Skin>) -> Measures {
    let mut measures = Measures::default();
    let [_, chin] = frame.chin;
    let (width, middle) = (frame.face_width, frame.middle);
    let is_person = |x: f32, y: f32| frame.mask_at([x, y]).is_some_and(|mask| mask >= 0.5);
    for (measure, side) in [(Measure::ShoulderLeft, -1.0), (Measure::ShoulderRight, 1.0)] {
        // From the neck outwards, as far as there is a body in the rows below the chin.
        let mut reach = 0.0;
        let mut out = 0.3 * width;
        while out <= OUT * width {
            let (mut y, mut count) = (chin, 0);
            while y < frame.height() as f32 {
                count += u8::from(is_person(middle + side * out, y));
                if count > 3 {
                    break;
                }
                y += 1.0;
            }
            if count > 3 {
                reach = out;
            }
            out += 1.0;
        }
        measures.set(measure, (reach / (OUT * width - 1.0)).clamp(0.0, 1.0));
    }
    // The outline's height at the same distance to both sides.
    let top = |x: f32| {
        let mut y = chin - 0.1 * frame.face_height;
        if is_person(x, y) {
            return None;
        }
        while y < frame.height() as f32 {
            if is_person(x, y) && is_person(x, y + 2.0) {
                return Some(y);
            }
            y += 1.0;
        }
        None
    };
    let mut slopes: Vec<f32> = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]
        .into_iter()
        .filter_map(|out| {
            let (left, right) = (top(middle - out * width)?, top(middle + out * width)?);
            Some((right - left).atan2(2.0 * out * width).to_degrees())
        })
        .collect();
    if slopes.len() >= 4
        && let Some(slope) = super::colour::quantile(&mut slopes, 0.5)
    {
        measures.set(Measure::ShoulderSlope, slope.clamp(-90.0, 90.0));
    }
    if let Some(skin) = skin {
        // Beside the neck and below it, wherever the outline is: hair may hang over the shoulders.
        let body = frame.side(true, 3.0);
        let shoulders = frame.region(|at, x, y| {
            let out = (x - middle).abs() / width;
            let from = chin + (0.3 - 0.25 * (out - 0.5).clamp(0.0, 0.5)) * frame.face_height;
            (0.5..1.2).contains(&out)
                && y > from
                && y < from + 0.8 * width
                && body.get(at).is_some_and(|is| *is)
        });
        if region::size(&shoulders) > 150 {
            let like = |at: usize| frame.lab.get(at).is_some_and(|colour| skin.is_like(*colour));
            measures.set(Measure::ShoulderSkin, region::share(&shoulders, like));
        }
    }
    measures
}
