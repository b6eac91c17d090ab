use tucai_wire::portrait::{Area, Face, Marks};

/// What the networks saw of the largest face: what everything else is measured by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// As the detector found it.
    pub face: Face,
    /// The 468 points of the mesh in picture pixels; the depth in the same unit, smaller is nearer
    /// to the camera.
    pub mesh: Vec<[f32; 3]>,
    /// Which pixels are a person's.
    pub mask: Mask,
    /// The standard's lines.
    pub marks: Marks,
    /// The best cut of 480×640 by them.
    pub cut: Area,
}

/// How far each place of the picture is a person's, from 0 to 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mask {
    /// Row by row, `columns` a row.
    pub values: Vec<f32>,
    /// How many values a row has.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
    /// Where the mask lies on the picture, from the left top corner of its first value to the right
    /// bottom corner of its last. It holds the whole cut, as far as that is within the picture, and
    /// may reach beyond the picture, where its values mean nothing.
    pub area: Area,
}

impl Mask {
    /// The value at a place of the picture, in pixels from its left top corner (the middle of the
    /// first pixel is 0.5, 0.5), between the mask's own; at the nearest place of the mask for what is
    /// outside of it. 0 for a mask without values.
    pub fn at(&self, x: f32, y: f32) -> f32 {
        if self.values.is_empty() {
            return 0.0;
        }
        let across = (x - self.area.x) / self.area.width * self.columns as f32 - 0.5;
        let down = (y - self.area.y) / self.area.height * self.rows as f32 - 0.5;
        let across = across.clamp(0.0, (self.columns as f32 - 1.0).max(0.0));
        let down = down.clamp(0.0, (self.rows as f32 - 1.0).max(0.0));
        let (column, row) = (across as usize, down as usize);
        let (right, below) = (across - column as f32, down - row as f32);
        let mix = |from: f32, to: f32, share: f32| from + (to - from) * share;
        let line = |row: usize| mix(self.value(column, row), self.value(column + 1, row), right);
        mix(line(row), line(row + 1), below)
    }

    /// The value of a column and a row; of the last ones for what is beyond them.
    pub fn value(&self, column: usize, row: usize) -> f32 {
        let column = column.min(self.columns.saturating_sub(1));
        let row = row.min(self.rows.saturating_sub(1));
        self.values.get(row * self.columns + column).copied().unwrap_or_default()
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are exact")]
mod tests {
    use super::*;

    #[test]
    fn the_mask_is_read_between_its_values_where_it_lies() {
        let area = Area { x: 100.0, y: 200.0, width: 40.0, height: 20.0 };
        let mask = Mask { values: vec![0.0, 1.0, 0.5, 0.5], columns: 2, rows: 2, area };
        assert_eq!(mask.at(110.0, 205.0), 0.0);
        assert_eq!(mask.at(130.0, 205.0), 1.0);
        assert_eq!(mask.at(120.0, 205.0), 0.5);
        assert_eq!(mask.at(130.0, 210.0), 0.75);
        // Outside it is as at its edge.
        assert_eq!(mask.at(0.0, 0.0), 0.0);
        assert_eq!(mask.at(999.0, 999.0), 0.5);
        assert_eq!(Mask::default().at(1.0, 1.0), 0.0);
        assert_eq!(mask.at(f32::NAN, f32::INFINITY).to_bits(), mask.at(f32::NAN, 999.0).to_bits());
    }
}
