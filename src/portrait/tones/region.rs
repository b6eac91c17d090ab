use tucai_wire::portrait::Point;

use super::raster::Raster;

/// The face's outline.
pub(super) const OVAL: &[usize] = &[
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/// The lips' outer edge.
pub(super) const LIPS: &[usize] =
    &[61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185];
/// Between the lips.
pub(super) const MOUTH: &[usize] =
    &[78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191];
/// The eyes between their lids: left, right.
pub(super) const EYES: [&[usize]; 2] = [
    &[33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
    &[263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
];
/// The brows: left, right.
pub(super) const BROWS: [&[usize]; 2] = [
    &[70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
    &[300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
];
/// The cheeks where neither beard nor lids reach: left, right.
pub(super) const CHEEKS: [&[usize]; 2] =
    [&[117, 118, 101, 36, 205, 50, 123], &[346, 347, 330, 266, 425, 280, 352]];
/// The middle of the forehead.
pub(super) const FOREHEAD: &[usize] = &[69, 108, 151, 337, 299, 336, 9, 107];
/// The ridge of the nose.
pub(super) const NOSE: &[usize] = &[196, 3, 51, 45, 4, 275, 281, 248, 419, 197];

/// Which pixels of a raster belong to something.
pub(super) type Region = Vec<bool>;

/// The points of an outline, in pixels of the raster. Empty if the mesh lacks one.
pub(super) fn outline(raster: &Raster, mesh: &[[f32; 3]], points: &[usize]) -> Vec<Point> {
    let all: Option<Vec<Point>> = points
        .iter()
        .map(|point| {
            let [x, y, _] = *mesh.get(*point)?;
            let [x, y] = raster.place([x, y]);
            (x.abs() < 1e5 && y.abs() < 1e5).then_some([x, y])
        })
        .collect();
    all.unwrap_or_default()
}

/// Sets the pixels whose middle is within an outline.
pub(super) fn fill(region: &mut Region, raster: &Raster, outline: &[Point], value: bool) {
    let mut crossings: Vec<f32> = Vec::new();
    for (y, row) in region.chunks_exact_mut(raster.width.max(1)).enumerate() {
        let middle = y as f32 + 0.5;
        crossings.clear();
        for ([x0, y0], [x1, y1]) in outline.iter().zip(outline.iter().cycle().skip(1)) {
            if (*y0 <= middle) != (*y1 <= middle) {
                crossings.push(x0 + (middle - y0) / (y1 - y0) * (x1 - x0));
            }
        }
        crossings.sort_by(f32::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let &[from, to] = pair else { continue };
            let (from, to) = ((from - 0.5).ceil().max(0.0) as usize, (to - 0.5).floor());
            if to >= 0.0 {
                let to = (to as usize + 1).min(row.len());
                row.get_mut(from..to).unwrap_or_default().fill(value);
            }
        }
    }
}

/// The pixels within an outline of the mesh.
pub(super) fn within(raster: &Raster, mesh: &[[f32; 3]], points: &[usize]) -> Region {
    let mut region = vec![false; raster.width * raster.height];
    fill(&mut region, raster, &outline(raster, mesh, points), true);
    region
}

/// An outline made wider around its middle.
pub(super) fn widened(outline: &[Point], by: f32) -> Vec<Point> {
    let count = outline.len().max(1) as f32;
    let sum = outline.iter().fold([0.0, 0.0], |[x, y], point| [x + point[0], y + point[1]]);
    let middle = [sum[0] / count, sum[1] / count];
    let move_out = |at: f32, middle: f32| middle + (at - middle) * by;
    outline.iter().map(|[x, y]| [move_out(*x, middle[0]), move_out(*y, middle[1])]).collect()
}

/// How many pixels a region has.
pub(super) fn size(region: &[bool]) -> usize {
    region.iter().filter(|is| **is).count()
}

/// The share of one region that is another's, too. 0 of nothing.
pub(super) fn share(of: &[bool], is: impl Fn(usize) -> bool) -> f32 {
    let all = size(of);
    let some = of.iter().enumerate().filter(|(at, of)| **of && is(*at)).count();
    if all == 0 { 0.0 } else { some as f32 / all as f32 }
}

/// Only the pixels that have nothing else within so many pixels beside, above and below. The
/// raster's edge is no end.
pub(super) fn eroded(region: &[bool], width: usize, by: usize) -> Region {
    let width = width.max(1);
    let height = region.len() / width;
    let mut across = vec![true; region.len()];
    // Along the rows, then along the columns: how far the last foreign pixel is behind, both ways.
    for (from, to) in region.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
        run(width, by, |at| from.get(at).copied().unwrap_or(true), |at| clear(to, at));
    }
    let mut all = across.clone();
    for x in 0..width {
        run(
            height,
            by,
            |y| across.get(y * width + x).copied().unwrap_or(true),
            |y| clear(&mut all, y * width + x),
        );
    }
    all
}

fn clear(region: &mut [bool], at: usize) {
    if let Some(one) = region.get_mut(at) {
        *one = false;
    }
}

/// Calls for each place of a line that is within reach of one that is not set.
fn run(length: usize, by: usize, is: impl Fn(usize) -> bool, mut clear: impl FnMut(usize)) {
    let mut since = usize::MAX;
    for at in 0..length {
        since = if is(at) { since.saturating_add(1) } else { 0 };
        if since <= by {
            clear(at);
        }
    }
    since = usize::MAX;
    for at in (0..length).rev() {
        since = if is(at) { since.saturating_add(1) } else { 0 };
        if since <= by {
            clear(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: usize, height: usize) -> Raster {
        let area = tucai_wire::portrait::Area {
            x: 0.0,
            y: 0.0,
            width: width as f32,
            height: height as f32,
        };
        Raster { rgb: vec![[0.0; 3]; width * height], width, height, area }
    }

    #[test]
    fn a_square_has_its_pixels() {
        let raster = raster(10, 10);
        let mut region = vec![false; 100];
        fill(&mut region, &raster, &[[2.0, 3.0], [6.0, 3.0], [6.0, 8.0], [2.0, 8.0]], true);
        assert_eq!(size(&region), 20);
        assert!(region[3 * 10 + 2] && region[7 * 10 + 5] && !region[8 * 10 + 5]);
        assert_eq!(size(&eroded(&region, 10, 1)), 6);
        fill(&mut region, &raster, &[[-9.0, -9.0], [99.0, -9.0], [99.0, 99.0], [-9.0, 99.0]], true);
        assert_eq!(size(&region), 100);
        // The raster's edge takes nothing away.
        assert_eq!(size(&eroded(&region, 10, 3)), 100);
    }

    #[test]
    fn a_mesh_without_points_has_no_region() {
        let raster = raster(10, 10);
        assert_eq!(size(&within(&raster, &[], OVAL)), 0);
        assert_eq!(size(&within(&raster, &[[f32::NAN; 3]; 468], OVAL)), 0);
        assert_eq!(size(&within(&raster, &[[f32::MAX; 3]; 468], OVAL)), 0);
    }

    #[test]
    fn both_sides_are_mirrored() {
        for sides in [EYES, BROWS, CHEEKS] {
            assert_eq!(sides[0].len(), sides[1].len());
        }
        assert!(OVAL.iter().chain(LIPS).chain(MOUTH).all(|point| *point < 468));
    }
}
