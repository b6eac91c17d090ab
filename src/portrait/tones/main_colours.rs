use tucai_wire::portrait::Swatch;

use super::colour::{self, Colour};

/// Colours that differ by less (CIEDE2000) are one.
const SAME: f32 = 11.0;
/// A colour of a smaller share is a detail.
const DETAIL: f32 = 0.04;
/// The most colours.
const MOST: usize = 4;
/// The side of a cell of the histogram, in CIELAB.
const CELL: f32 = 6.0;
/// The most cells that are merged: far more than a thing with main colours has.
const CELLS: usize = 160;

/// The main colours, the most frequent first, at most four: a histogram whose nearest cells are
/// merged until all differ. What is in no main colour is missing from the sum of shares.
pub(super) fn main_colours(colours: &[Colour]) -> Vec<Swatch> {
    let mut groups = histogram(colours);
    let all = colours.len().max(1) as f32;
    groups.truncate(CELLS);
    // Each joins the largest that it looks like; twice, since those have moved by then.
    for _ in 0..2 {
        let mut merged: Vec<Group> = Vec::new();
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        for group in groups {
            let near = merged
                .iter_mut()
                .map(|one| (colour::difference(one.middle(), group.middle()), one))
                .min_by(|(one, _), (other, _)| one.total_cmp(other));
            match near {
                Some((difference, one)) if difference < SAME => one.add(&group),
                _ => merged.push(group),
            }
        }
        groups = merged;
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
        .iter()
        .map(|group| Swatch { lab: group.middle(), share: group.count as f32 / all })
        .filter(|swatch| swatch.share >= DETAIL)
        .take(MOST)
        .collect()
}

/// Colours that count as one.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    sum: [f32; 3],
    count: usize,
}

impl Group {
    fn middle(&self) -> Colour {
        self.sum.map(|sum| sum / self.count.max(1) as f32)
    }

    fn add(&mut self, other: &Self) {
        for (sum, other) in self.sum.iter_mut().zip(other.sum) {
            *sum += other;
        }
        self.count += other.count;
    }
}

/// The colours by cells, the fullest first.
fn histogram(colours: &[Colour]) -> Vec<Group> {
    let cell = |part: f32| ((part + 128.0) / CELL).clamp(0.0, 255.0) as u32;
    let mut keyed: Vec<(u32, Colour)> = colours
        .iter()
        .map(|colour| {
            let key = colour.iter().fold(0, |key, part| (key << 8) | cell(*part));
            (key, *colour)
        })
        .collect();
    keyed.sort_unstable_by_key(|(key, _)| *key);
    let mut groups: Vec<Group> = keyed
        .chunk_by(|(one, _), (other, _)| one == other)
        .map(|chunk| {
            chunk.iter().fold(Group::default(), |mut group, (_, colour)| {
                group.add(&Group { sum: *colour, count: 1 });
                group
            })
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_colours_with_noise_are_two() {
        let mut colours = Vec::new();
        for at in 0..900_u16 {
            let noise = f32::from(at * 7 % 13) / 3.0 - 2.0;
            let one = [30.0 + noise, 10.0 - noise, -40.0 + noise];
            let other = [90.0 - noise, 0.5 * noise, noise];
            colours.push(if at % 3 == 0 { one } else { other });
        }
        let swatches = main_colours(&colours);
        assert_eq!(swatches.len(), 2, "{swatches:?}");
        assert!((swatches[0].share - 2.0 / 3.0).abs() < 0.01);
        assert!(colour::distance(swatches[0].lab, [90.0, 0.0, 0.0]) < 2.0);
        assert!(colour::distance(swatches[1].lab, [30.0, 10.0, -40.0]) < 2.0);
    }

    #[test]
    fn nothing_has_no_colour() {
        assert!(main_colours(&[]).is_empty());
    }
}
