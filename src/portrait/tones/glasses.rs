use tucai_wire::portrait::{Measure, Measures, Point};

use super::{colour, raster::Raster, region, sharp};

/// The step of brightness that a frame's bridge makes on the nose, where skin has 128: from here on
/// it may be one, from there on it is. Bare noses had at most 16.
const BRIDGE: (f32, f32) = (10.0, 26.0);
/// The same for the rims below the eyes, where lids and their bags have steps, too.
const RIM: (f32, f32) = (14.0, 30.0);
/// Below the eyes it is darker than this behind dark glasses alone, where skin has 128.
const DARK: f32 = 55.0;
/// From here on a shine on them is worth a look.
const WORTH_A_LOOK: f32 = 0.3;
/// Of a face that is turned so far that one half is so much wider, nothing is said: its nose has an
/// edge to the background.
const TURNED: f32 = 2.4;

/// What speaks for glasses: the edges of a frame where a bare face has smooth skin, across the nose
/// between the eyes and under both eyes. And what speaks for a shine on them.
pub(super) fn measure(face: &Raster, mesh: &[[f32; 3]]) -> Measures {
    let mut measures = Measures::default();
    let bright = sharp::blurred(&face.brightness(), face.width, 0.8);
    let place = |point: usize| {
        let [x, y, _] = *mesh.get(point)?;
        Some(face.place([x, y]))
    };
    let points = [33, 133, 362, 263, 195, 9, 168, 234, 454].map(place);
    let [
        Some(left_out),
        Some(left_in),
        Some(right_in),
        Some(right_out),
        Some(nose),
        Some(brows),
        Some(between),
        Some(left),
        Some(right),
    ] = points
    else {
        return measures;
    };
    let halves = (far(left, between).max(1.0), far(between, right).max(1.0));
    if halves.0.max(halves.1) / halves.0.min(halves.1) > TURNED {
        return measures;
    }
    let eye = far(left_out, left_in).max(far(right_in, right_out));
    if !(eye.is_finite() && eye > 8.0) {
        return measures;
    }
    // The skin's brightness: steps are relative to it.
    let cheeks = region::CHEEKS.map(|cheek| region::within(face, mesh, cheek));
    let mut skin: Vec<f32> = cheeks
        .iter()
        .flat_map(|cheek| cheek.iter().zip(&bright).filter(|(is, _)| **is))
        .map(|(_, bright)| *bright)
        .collect();
    let Some(light) = colour::quantile(&mut skin, 0.5).filter(|light| *light > 4.0) else {
        return measures;
    };
    let read = |[x, y]: Point| {
        let at = (x >= 0.0 && y >= 0.0 && x < face.width as f32 && y < face.height as f32)
            .then(|| y as usize * face.width + x as usize)?;
        bright.get(at).map(|bright| bright / light * 128.0)
    };
    // Down the nose, at three places beside each other: a bridge crosses all of them.
    let across = unit(left_in, right_in);
    let side = far(left_in, right_in);
    let bridge = [-0.14, -0.07, 0.0, 0.07, 0.14].map(|by| {
        let shift = |[x, y]: Point| [x + across[0] * by * side, y + across[1] * by * side];
        profile(&read, shift(mix(brows, nose, 0.12)), shift(mix(brows, nose, 0.92)))
    });
    let bridge = weakest(&bridge, 1);
    // Below each eye, from the lower lid to the cheek.
    let under = [[33, 133, 145, 144, 153, 205], [263, 362, 374, 373, 380, 425]].map(|eye_points| {
        let (mut rays, mut light) = (Vec::new(), Vec::new());
        for lid in eye_points.iter().skip(2).take(3) {
            if let (Some(lid), Some(cheek)) = (place(*lid), place(eye_points[5])) {
                let down = unit(mix(left_out, right_out, 0.5), nose);
                let from = [lid[0] + down[0] * 0.32 * eye, lid[1] + down[1] * 0.32 * eye];
                let length = (far(lid, cheek) * 0.95).min(1.35 * eye);
                let to = [lid[0] + down[0] * length, lid[1] + down[1] * length];
                rays.push(profile(&read, from, to));
                light.extend([0.2, 0.4].map(|share| read(mix(from, to, share)).unwrap_or(128.0)));
            }
        }
        (weakest(&rays, 1), light.iter().copied().fold(0.0, f32::max))
    });
    let sure = |step: f32, (from, to): (f32, f32)| ((step - from) / (to - from)).clamp(0.0, 1.0);
    let rims = under.map(|(step, _)| sure(step, RIM));
    let rims = rims[0].min(rims[1]);
    let is_dark = under.iter().all(|(_, light)| *light < DARK);
    let glasses = if is_dark { 1.0 } else { 0.6 * sure(bridge, BRIDGE) + 0.4 * rims };
    measures.set(Measure::Glasses, glasses.clamp(0.0, 1.0));
    if glasses >= WORTH_A_LOOK {
        measures.set(Measure::GlassesShine, shine(face, mesh, light));
    }
    measures
}

/// The share of what is behind the lenses, but for the eyes' own middle, that is far lighter than the
/// skin and without colour.
fn shine(face: &Raster, mesh: &[[f32; 3]], skin: f32) -> f32 {
    let mut lenses = vec![false; face.rgb.len()];
    for eye in region::EYES {
        let outline = region::outline(face, mesh, eye);
        region::fill(&mut lenses, face, &stretched(&outline, 1.6, 3.2), true);
    }
    for eye in region::EYES {
        // The whites of the eyes shine, too.
        let outline = region::outline(face, mesh, eye);
        region::fill(&mut lenses, face, &stretched(&outline, 1.1, 1.2), false);
    }
    region::share(&lenses, |at| {
        let [red, green, blue] = face.rgb.get(at).copied().unwrap_or_default();
        let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
        least > (1.35 * skin).min(235.0) && most - least < 50.0
    })
}

/// An outline made wider and higher around its middle.
fn stretched(outline: &[Point], wide: f32, high: f32) -> Vec<Point> {
    let count = outline.len().max(1) as f32;
    let sum = outline.iter().fold([0.0, 0.0], |[x, y], point| [x + point[0], y + point[1]]);
    let [middle, height] = [sum[0] / count, sum[1] / count];
    let moved = |[x, y]: &Point| [middle + (x - middle) * wide, height + (y - height) * high];
    outline.iter().map(moved).collect()
}

/// The weakest but so many.
fn weakest(values: &[f32], but: usize) -> f32 {
    let mut values = values.to_vec();
    values.sort_by(f32::total_cmp);
    values.get(but).copied().unwrap_or_default()
}

/// The largest step there and back along a line: the depth of its deepest narrow valley or the height
/// of its highest narrow ridge. Shadows and the nose itself are wide.
fn profile(read: &impl Fn(Point) -> Option<f32>, from: Point, to: Point) -> f32 {
    let steps = far(from, to).clamp(2.0, 400.0) as usize;
    let values: Vec<f32> =
        (0..=steps).filter_map(|at| read(mix(from, to, at as f32 / steps as f32))).collect();
    let reach = (values.len() / 5).clamp(2, 14);
    let mut most = 0.0_f32;
    for (at, value) in values.iter().enumerate() {
        let side = |range: std::ops::Range<usize>, lowest: bool| {
            let all = values.get(range).unwrap_or_default().iter().copied();
            if lowest { all.fold(f32::MAX, f32::min) } else { all.fold(f32::MIN, f32::max) }
        };
        let before = at.saturating_sub(reach)..at;
        let after = at + 1..(at + 1 + reach).min(values.len());
        if before.is_empty() || after.is_empty() {
            continue;
        }
        let valley = side(before.clone(), false).min(side(after.clone(), false)) - value;
        let ridge = value - side(before, true).max(side(after, true));
        most = most.max(valley).max(ridge);
    }
    most
}

fn far([x, y]: Point, [to_x, to_y]: Point) -> f32 {
    (to_x - x).hypot(to_y - y)
}

fn mix([x, y]: Point, [to_x, to_y]: Point, share: f32) -> Point {
    [x + (to_x - x) * share, y + (to_y - y) * share]
}

fn unit(from: Point, to: Point) -> Point {
    let far = far(from, to).max(1e-3);
    [(to[0] - from[0]) / far, (to[1] - from[1]) / far]
}
