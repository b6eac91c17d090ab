//! The four lines that the standard measures by.

use tucai_wire::portrait::Area;

use crate::{
    mesh::{EYE_CORNERS, FOREHEAD, eyes_to_chin, middle, point},
    picture::Picture,
    seen::Mask,
};

/// Where the mask changes from person to background.
const EDGE: f32 = 0.5;
/// Half of the width that the hair's top is looked for in, in widths of the face.
const CROWN: f32 = 0.6;
/// The width over which the hair's outline is smoothed, so that a flying hair is none, in widths of
/// the face.
const SMOOTH: f32 = 0.16;

/// From the eyes to the chin in widths of the face, for one that is not turned.
const LONG: f32 = 0.76;
/// No hair reaches farther above the eyes, in widths of the face.
const TALLEST: f32 = 1.6;
/// Where the picture's edge is reached only beyond this, it is not by the hair alone.
const TALL: f32 = 1.15;
/// How far above the eyes the hair's top usually is.
const USUAL: (f32, f32) = (0.65, 1.15);
/// A change of colour (of 255) at the hair's top from which it is plainly seen.
const SEEN: f32 = 40.0;

/// The points of the face's outline beside cheek and eye: left, right.
const CHEEKS: [[usize; 4]; 2] = [[127, 234, 93, 132], [356, 454, 323, 361]];

/// The lines of the face itself, and its width: what the mask's place is found by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FaceLines {
    pub eye_line: f32,
    pub left: f32,
    pub right: f32,
}

/// The top of the hair.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct HairTop {
    pub y: f32,
    /// From 0 (a guess) to 1.
    pub sure: f32,
    /// It touches the picture's upper edge.
    pub is_cut: bool,
}

/// Eyes and cheeks as the mesh has them.
pub(crate) fn face_lines(mesh: &[[f32; 3]]) -> FaceLines {
    let [a, b, c, d] = EYE_CORNERS.map(|number| point(mesh, number));
    let eyes = middle(middle(a, b), middle(c, d));
    let [left, right] = CHEEKS.map(|side| side.map(|number| point(mesh, number)[0]));
    FaceLines {
        eye_line: eyes[1],
        left: left.into_iter().fold(f32::INFINITY, f32::min),
        right: right.into_iter().fold(f32::NEG_INFINITY, f32::max),
    }
}

/// The hair's top by mask and picture.
pub(crate) fn hair_top(picture: &Picture<'_>, mask: &Mask, mesh: &[[f32; 3]]) -> Option<HairTop> {
    let lines = face_lines(mesh);
    let width = lines.right - lines.left;
    let forehead = point(mesh, FOREHEAD);
    if mask.values.is_empty() || width.is_nan() || width < 1.0 {
        return None;
    }
    // A face that is turned is as large as one that is not.
    let size = width.max(eyes_to_chin(mesh) / LONG);
    let step = (mask.area.width / mask.columns as f32).max(width / 100.0);
    let down = (mask.area.height / mask.rows as f32).min(width / 50.0).max(0.25);
    let count = (2.0 * CROWN * size / step) as usize;
    let from = forehead[0] - CROWN * size;
    let columns: Vec<(f32, f32)> = (0..=count)
        .map(|column| from + column as f32 * step)
        .filter(|x| (mask.area.x..mask.area.x + mask.area.width).contains(x))
        .filter_map(|x| Some((x, outline(mask, x, forehead[1], down)?)))
        .collect();
    let (x, y) = highest(&columns, SMOOTH * width)?;
    let near: Vec<(f32, f32)> =
        columns.iter().copied().filter(|(other, _)| (other - x).abs() < SMOOTH * width).collect();
    let reach = (2.5 * mask.area.height / mask.rows as f32).max(0.05 * width);
    let is_at_edge = y <= 1.5 * down;
    if lines.eye_line - y > if is_at_edge { TALL } else { TALLEST } * size {
        // Somebody or something else is above the head: what the picture's own edges say is a guess.
        let (from, to) = (lines.eye_line - USUAL.1 * size, lines.eye_line - USUAL.0 * size);
        let (middle, reach) = (f32::midpoint(from, to), (to - from) / 2.0);
        let above = columns.iter().filter(|(x, _)| (x - forehead[0]).abs() < 0.3 * width);
        let edges = above.map(|(x, _)| edge(picture, *x, middle, reach, width).0).collect();
        return Some(HairTop { y: median(edges).max(0.0), sure: 0.0, is_cut: false });
    }
    let edges: Vec<(f32, f32)> =
        near.iter().map(|(x, y)| edge(picture, *x, *y, reach, width)).collect();
    let shift = median(edges.iter().zip(&near).map(|((edge, _), (_, y))| edge - y).collect());
    let strength = median(edges.iter().map(|(_, strength)| *strength).collect());
    let refined = (y + shift).max(0.0);
    // At the upper edge only a very plain edge of the hair tells that it ends below it.
    let is_cut = is_at_edge && (refined < 1.0 || strength < 2.0 * SEEN);
    let mut sure = if is_cut { 0.0 } else { (strength / SEEN).min(1.0) };
    if goes_on_above(picture, x, refined, width) {
        sure = sure.min(0.2);
    }
    Some(HairTop { y: if is_cut { 0.0 } else { refined }, sure, is_cut })
}

/// Whether something stands above the head that is neither the background to its left nor that to
/// its right, which are alike: a knot of hair, perhaps, that the mask took for background.
fn goes_on_above(picture: &Picture<'_>, x: f32, y: f32, width: f32) -> bool {
    let colour = |across: f32, up: f32| {
        let (x, y) = (x + across * width, y - up * width);
        let mut sum = [0.0_f32; 3];
        for (right, down) in [(-1, -1), (1, -1), (-1, 1), (1, 1)] {
            let here = picture.rgb(x as isize + right, y as isize + down);
            for (sum, value) in sum.iter_mut().zip(here) {
                *sum += f32::from(value) / 4.0;
            }
        }
        sum
    };
    let apart =
        |a: [f32; 3], b: [f32; 3]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    let (mut different, mut all) = (0, 0);
    for up in [0.08, 0.12, 0.16, 0.2, 0.24] {
        if y - up * width < 1.0 {
            break;
        }
        let (left, right) = (colour(-0.45, up), colour(0.45, up));
        for across in [-0.15, -0.09, -0.03, 0.03, 0.09, 0.15] {
            let here = colour(across, up);
            let alike = apart(left, right);
            all += 1;
            different += u32::from(apart(here, left).min(apart(here, right)) > 20.0 + 1.5 * alike);
        }
    }
    all > 0 && different * 2 > all
}

/// Where the person ends, straight above a place; 0 at the picture's upper edge.
fn outline(mask: &Mask, x: f32, from: f32, step: f32) -> Option<f32> {
    let mut y = from.min(mask.area.y + mask.area.height);
    let mut inside = mask.at(x, y);
    if inside < EDGE {
        return None;
    }
    while y > mask.area.y {
        let next = mask.at(x, y - step);
        if next < EDGE {
            return Some((y - step * (inside - EDGE) / (inside - next)).max(0.0));
        }
        (y, inside) = (y - step, next);
    }
    Some(mask.area.y.max(0.0))
}

/// The highest place of an outline that is smoothed by the median over so much of it.
fn highest(columns: &[(f32, f32)], over: f32) -> Option<(f32, f32)> {
    let smooth = columns.iter().map(|(x, _)| {
        let near = columns.iter().filter(|(other, _)| (other - x).abs() <= over / 2.0);
        (*x, median(near.map(|(_, y)| *y).collect()))
    });
    smooth.min_by(|a, b| a.1.total_cmp(&b.1))
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The strongest change of colour in a column near a place, and how strong it is.
fn edge(picture: &Picture<'_>, x: f32, y: f32, reach: f32, width: f32) -> (f32, f32) {
    let depth = (width / 60.0).round().clamp(1.0, 8.0) as isize;
    let column = x.floor() as isize;
    let mean = |from: isize| {
        let mut sum = [0.0_f32; 3];
        for row in from..from + depth {
            for (sum, value) in sum.iter_mut().zip(picture.rgb(column, row)) {
                *sum += f32::from(value) / depth as f32;
            }
        }
        sum
    };
    let mut best = (y, 0.0, 0.0);
    let (first, last) = ((y - reach).round() as isize, (y + reach).round() as isize);
    for row in first.max(0)..=last.min(picture.height() as isize) {
        let difference: f32 =
            mean(row - depth).iter().zip(mean(row)).map(|(a, b)| (a - b).powi(2)).sum::<f32>();
        let far = (row as f32 - y) / reach;
        let weighted = difference.sqrt() * (1.0 - 0.5 * far * far);
        if weighted > best.1 {
            best = (row as f32, weighted, difference.sqrt());
        }
    }
    (best.0, best.2)
}

/// The share of an area that is outside of a picture.
pub(crate) fn outside(area: &Area, (width, height): (f32, f32)) -> f32 {
    let wide = (area.x + area.width).min(width) - area.x.max(0.0);
    let tall = (area.y + area.height).min(height) - area.y.max(0.0);
    1.0 - wide.max(0.0) * tall.max(0.0) / (area.width * area.height).max(1e-3)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;
    use crate::mesh::CHIN;

    const WIDTH: usize = 240;
    const HEIGHT: usize = 320;

    /// A face of 100 around x = 120, its eyes at 160, its forehead from 120 on.
    fn mesh() -> Vec<[f32; 3]> {
        let mut mesh = vec![[120.0, 160.0, 0.0]; 468];
        for (number, x) in EYE_CORNERS.into_iter().zip([90.0, 110.0, 130.0, 150.0]) {
            mesh[number] = [x, 160.0, 0.0];
        }
        for (side, x) in CHEEKS.into_iter().zip([70.0, 170.0]) {
            for number in side {
                mesh[number] = [x, 165.0, 0.0];
            }
        }
        mesh[FOREHEAD] = [120.0, 120.0, 0.0];
        mesh[CHIN] = [120.0, 236.0, 0.0];
        mesh
    }

    /// A mask of values of 4×4 pixels, from what is a person's.
    fn mask(person: impl Fn(f32, f32) -> bool) -> Mask {
        let (columns, rows) = (WIDTH / 4, HEIGHT / 4);
        let middle = |place: usize| place as f32 * 4.0 + 2.0;
        let values = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let values =
            values.map(|(column, row)| f32::from(u8::from(person(middle(column), middle(row)))));
        let area = Area { x: 0.0, y: 0.0, width: WIDTH as f32, height: HEIGHT as f32 };
        Mask { values: values.collect(), columns, rows, area }
    }

    fn pixels(colour: impl Fn(f32, f32) -> [u8; 3]) -> Vec<u8> {
        let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x as f32, y as f32)));
        places.map(|(x, y)| colour(x, y)).flat_map(|[r, g, b]| [r, g, b, 255]).collect()
    }

    /// A head with its highest point at x = 120 and y = `top`, round above.
    fn head(top: f32) -> impl Fn(f32, f32) -> bool {
        move |x, y| y >= top + (x - 120.0).powi(2) / 200.0 && (60.0..180.0).contains(&x)
    }

    fn top(pixels: &[u8], mask: &Mask) -> HairTop {
        hair_top(&Picture::new(pixels, WIDTH, HEIGHT).unwrap(), mask, &mesh()).unwrap()
    }

    const DARK: [u8; 3] = [30, 25, 20];
    const WALL: [u8; 3] = [200, 210, 220];

    #[test]
    fn the_pictures_own_edge_says_it_to_the_pixel() {
        let is_head = head(61.0);
        let pixels = pixels(|x, y| if is_head(x, y) { DARK } else { WALL });
        // The mask is four pixels too high, and coarse.
        let seen = top(&pixels, &mask(head(57.0)));
        assert!((seen.y - 61.0).abs() < 1.5, "{seen:?}");
        assert!(seen.sure > 0.95 && !seen.is_cut, "{seen:?}");
    }

    #[test]
    fn a_flying_hair_is_not_the_hairs_top() {
        let is_head = head(60.0);
        let flies = |x: f32, y: f32| (116.0..122.0).contains(&x) && y > 20.0;
        let is_hair = |x: f32, y: f32| is_head(x, y) || flies(x, y);
        let pixels = pixels(|x, y| if is_hair(x, y) { DARK } else { WALL });
        let seen = top(&pixels, &mask(is_hair));
        assert!((seen.y - 60.0).abs() < 3.0, "{seen:?}");
    }

    #[test]
    fn hair_at_the_upper_edge_is_cut() {
        let is_head = head(-30.0);
        let pixels = pixels(|x, y| if is_head(x, y) { DARK } else { WALL });
        let mut mesh = mesh();
        for point in &mut mesh {
            point[1] -= 80.0;
        }
        let picture = Picture::new(&pixels, WIDTH, HEIGHT).unwrap();
        let seen = hair_top(&picture, &mask(is_head), &mesh).unwrap();
        assert_eq!(seen, HairTop { y: 0.0, sure: 0.0, is_cut: true });
    }

    #[test]
    fn what_reaches_the_edge_far_above_the_head_is_somebody_else() {
        let is_head = head(60.0);
        let pixels = pixels(|x, y| if is_head(x, y) { DARK } else { WALL });
        let seen = top(&pixels, &mask(|_, _| true));
        assert!((seen.y - 60.0).abs() < 6.0, "{seen:?}");
        assert!(seen.sure == 0.0 && !seen.is_cut, "{seen:?}");
    }

    #[test]
    fn without_an_edge_it_is_a_guess() {
        let pixels = pixels(|_, _| DARK);
        let seen = top(&pixels, &mask(head(61.0)));
        assert!(seen.sure < 0.1, "{seen:?}");
    }

    #[test]
    fn a_knot_of_hair_that_the_mask_does_not_know_makes_unsure() {
        let is_head = head(60.0);
        let is_knot = |x: f32, y: f32| (100.0..140.0).contains(&x) && (10.0..62.0).contains(&y);
        let with = pixels(|x, y| {
            if is_knot(x, y) {
                [150, 110, 70]
            } else if is_head(x, y) {
                DARK
            } else {
                WALL
            }
        });
        assert!(top(&with, &mask(head(60.0))).sure <= 0.2);
    }

    #[test]
    fn no_face_or_no_mask_has_no_hair() {
        let pixels = pixels(|_, _| WALL);
        let picture = Picture::new(&pixels, WIDTH, HEIGHT).unwrap();
        assert_eq!(hair_top(&picture, &Mask::default(), &mesh()), None);
        assert_eq!(hair_top(&picture, &mask(|_, _| true), &[[f32::NAN; 3]; 468]), None);
        assert_eq!(hair_top(&picture, &mask(|_, _| false), &mesh()), None);
    }

    #[test]
    fn the_lines_are_those_of_eyes_and_outline() {
        let lines = face_lines(&mesh());
        assert_eq!(lines, FaceLines { eye_line: 160.0, left: 70.0, right: 170.0 });
    }

    #[test]
    fn what_is_beyond_the_picture_is_a_share_of_the_area() {
        let area = Area { x: -25.0, y: 0.0, width: 100.0, height: 40.0 };
        assert!((outside(&area, (200.0, 20.0)) - 0.625).abs() < 1e-6);
        assert_eq!(outside(&Area { x: 0.0, ..area }, (100.0, 40.0)), 0.0);
    }
}
