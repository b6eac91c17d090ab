//! Where the skin ends beside the cheeks: at the face's outline, or where hair begins before it.

use tucai_wire::portrait::Point;

use crate::{mesh::point, picture::Picture};

/// Points of the outline from below the eyes to the height of the mouth, and points of the cheek before
/// each, so near to the nose that hair rarely covers them: left.
const LEFT: [(usize, usize); 3] = [(234, 118), (93, 50), (132, 205)];
/// Right.
const RIGHT: [(usize, usize); 3] = [(454, 347), (323, 280), (361, 425)];
/// Lines between two of those points.
const LINES: usize = 6;
/// Steps along a line, from the cheek to beyond the outline.
const STEPS: usize = 64;
/// How far beyond the outline a line goes, in its own length.
const BEYOND: f32 = 1.05;
/// How much a colour may differ from the skin before it, as a share of the skin's lightness.
const CHANGE: f32 = 0.33;
/// How far each step's colour changes what counts as skin from there on.
const FOLLOWS: f32 = 0.1;
/// How many steps skin must go on to count: what shows between hairs is none, while paint or a hair
/// on the cheek does not end it.
const LASTING: usize = 5;
/// Skin that ends less than this share of the face's width before the outline ends at it.
const AT_OUTLINE: f32 = 0.05;
/// And from here on the cheek is not seen at all.
const COVERED: f32 = 0.16;

/// Where the skin ends, and how far that is from being covered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cheeks {
    pub left: f32,
    pub right: f32,
    /// From 0 (covered) to 1.
    pub sure: f32,
}

/// The cheeks of a face whose outline lies so.
pub(crate) fn cheeks(
    picture: &Picture<'_>,
    mesh: &[[f32; 3]],
    (left, right): (f32, f32),
) -> Cheeks {
    let width = (right - left).max(1.0);
    let (left_gap, right_gap) = (covered(picture, mesh, &LEFT), covered(picture, mesh, &RIGHT));
    let inward = |gap: f32| if gap < AT_OUTLINE * width { 0.0 } else { gap };
    let sure = |gap: f32| 1.0 - (gap / width - AT_OUTLINE) / (COVERED - AT_OUTLINE);
    Cheeks {
        left: left + inward(left_gap),
        right: right - inward(right_gap),
        sure: sure(left_gap).min(sure(right_gap)).clamp(0.0, 1.0),
    }
}

/// How far before the outline the skin ends, in pixels across: where it reaches farthest but for a
/// quarter of the lines.
fn covered(picture: &Picture<'_>, mesh: &[[f32; 3]], side: &[(usize, usize)]) -> f32 {
    let mut gaps = vec![];
    for pair in side.windows(2) {
        let &[(outer_a, inner_a), (outer_b, inner_b)] = pair else { continue };
        for line in 0..LINES {
            let share = line as f32 / LINES as f32;
            let outer = mix(point(mesh, outer_a), point(mesh, outer_b), share);
            let inner = mix(point(mesh, inner_a), point(mesh, inner_b), share);
            let end = skin_end(picture, inner, outer);
            gaps.push((outer[0] - inner[0]).abs() * (1.0 - end).max(0.0));
        }
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or_default()
}

fn mix(a: Point, b: Point, share: f32) -> Point {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

/// How far along a line from the cheek (0) to the outline (1) the skin goes on.
fn skin_end(picture: &Picture<'_>, inner: Point, outer: Point) -> f32 {
    let colour = |step: usize| {
        let [x, y] = mix(inner, outer, step as f32 / STEPS as f32 * BEYOND);
        picture.rgb(x as isize, y as isize).map(f32::from)
    };
    let mut skin = colour(0);
    let (mut end, mut run) = (0, 0);
    for step in 1..=STEPS {
        let here = colour(step);
        let lightness = skin.iter().sum::<f32>() / 3.0;
        let difference = here.iter().zip(&skin).map(|(a, b)| (a - b).powi(2)).sum::<f32>() / 3.0;
        if difference.sqrt() > CHANGE * lightness.max(20.0) {
            run = 0;
            continue;
        }
        run += 1;
        if run >= LASTING {
            end = step;
        }
        // The skin gets lighter or darker towards the outline.
        for (skin, here) in skin.iter_mut().zip(here) {
            *skin += (here - *skin) * FOLLOWS;
        }
    }
    end as f32 / STEPS as f32 * BEYOND
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;

    const SKIN: [u8; 3] = [210, 165, 145];
    const HAIR: [u8; 3] = [40, 30, 25];

    /// A face from 50 to 150 in a picture of 200×200.
    fn mesh() -> Vec<[f32; 3]> {
        let mut mesh = vec![[100.0, 100.0, 0.0]; 468];
        for (row, ((left, left_cheek), (right, right_cheek))) in
            LEFT.into_iter().zip(RIGHT).enumerate()
        {
            let y = 90.0 + 15.0 * row as f32;
            mesh[left] = [50.0, y, 0.0];
            mesh[left_cheek] = [85.0, y, 0.0];
            mesh[right] = [150.0, y, 0.0];
            mesh[right_cheek] = [115.0, y, 0.0];
        }
        mesh
    }

    fn seen(colour: impl Fn(f32) -> [u8; 3]) -> Cheeks {
        let row = (0..200).map(|x| colour(x as f32)).flat_map(|[r, g, b]| [r, g, b, 255]);
        let pixels: Vec<u8> = row.collect::<Vec<_>>().repeat(200);
        cheeks(&Picture::new(&pixels, 200, 200).unwrap(), &mesh(), (50.0, 150.0))
    }

    #[test]
    fn a_bare_cheek_ends_at_the_outline() {
        let wanted = Cheeks { left: 50.0, right: 150.0, sure: 1.0 };
        assert_eq!(seen(|_| SKIN), wanted);
        // Hair behind the face is none before it.
        assert_eq!(seen(|x| if (50.0..150.0).contains(&x) { SKIN } else { HAIR }), wanted);
    }

    #[test]
    fn hair_before_a_cheek_ends_the_skin() {
        let cheeks = seen(|x| if x < 62.0 { HAIR } else { SKIN });
        assert!((cheeks.left - 62.0).abs() < 2.0, "{cheeks:?}");
        assert!(cheeks.right == 150.0 && cheeks.sure < 0.5, "{cheeks:?}");
    }

    #[test]
    fn a_shade_is_skin() {
        let cheeks = seen(|x| {
            let light = (x / 100.0).min(1.0);
            SKIN.map(|value| (f32::from(value) * light) as u8)
        });
        assert_eq!(cheeks, Cheeks { left: 50.0, right: 150.0, sure: 1.0 });
    }

    #[test]
    fn a_hair_across_the_cheek_does_not_end_it() {
        let cheeks = seen(|x| if (66.0..69.0).contains(&x) { HAIR } else { SKIN });
        assert_eq!(cheeks, Cheeks { left: 50.0, right: 150.0, sure: 1.0 });
    }
}
