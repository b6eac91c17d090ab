use palette::{IntoColor, Lab, LinSrgb, Srgb, color_difference::Ciede2000, white_point::D65};

/// A colour in CIELAB, D65: L* from 0 to 100, a* and b*.
pub(super) type Colour = [f32; 3];

/// What a pixel of sRGB, each channel from 0 to 255, is in CIELAB.
pub(super) fn lab(rgb: [f32; 3]) -> Colour {
    let [red, green, blue] = rgb.map(|channel| channel.clamp(0.0, 255.0) as u8);
    let linear: LinSrgb<f32> = Srgb::new(red, green, blue).into_linear();
    let lab: Lab<D65, f32> = linear.into_color();
    [lab.l, lab.a, lab.b]
}

/// The difference that a person sees between two colours: CIEDE2000.
pub(super) fn difference(one: Colour, other: Colour) -> f32 {
    let lab = |[l, a, b]: Colour| Lab::<D65, f32>::new(l, a, b);
    let difference = lab(one).difference(lab(other));
    if difference.is_finite() { difference } else { 0.0 }
}

/// The plain distance in CIELAB: quicker, and near enough for small ones.
pub(super) fn distance(one: Colour, other: Colour) -> f32 {
    let [l, a, b] = [0, 1, 2].map(|axis: usize| part(one, axis) - part(other, axis));
    (l * l + a * a + b * b).sqrt()
}

/// How far a colour is from grey.
pub(super) fn chroma([_, a, b]: Colour) -> f32 {
    length(a, b)
}

/// The length of a vector: of small numbers, so without the care (and time) of `hypot`.
pub(super) fn length(x: f32, y: f32) -> f32 {
    (x * x + y * y).sqrt()
}

/// One of the three.
pub(super) fn part(colour: Colour, axis: usize) -> f32 {
    colour.get(axis).copied().unwrap_or_default()
}

/// The middle one of each part, of no matter how many colours: none of none.
pub(super) fn median(colours: &[Colour]) -> Option<Colour> {
    let mut middle = [0.0; 3];
    for (axis, one) in middle.iter_mut().enumerate() {
        let mut all: Vec<f32> = colours.iter().map(|colour| part(*colour, axis)).collect();
        *one = quantile(&mut all, 0.5)?;
    }
    Some(middle)
}

/// The value below which such a share of the values lies. None of none. Changes their order.
pub(super) fn quantile(values: &mut [f32], share: f32) -> Option<f32> {
    let last = values.len().checked_sub(1)?;
    let place = ((last as f32) * share.clamp(0.0, 1.0)).round() as usize;
    let (_, value, _) = values.select_nth_unstable_by(place.min(last), f32::total_cmp);
    Some(*value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours() {
        // From the definition of CIELAB for sRGB's primaries and greys, rounded.
        for (rgb, wanted) in [
            ([255.0, 255.0, 255.0], [100.0, 0.0, 0.0]),
            ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]),
            ([255.0, 0.0, 0.0], [53.2, 80.1, 67.2]),
            ([0.0, 0.0, 255.0], [32.3, 79.2, -107.9]),
            ([119.0, 119.0, 119.0], [50.0, 0.0, 0.0]),
        ] {
            let is = lab(rgb);
            assert!(distance(is, wanted) < 0.3, "{rgb:?}: {is:?}");
        }
    }

    #[test]
    fn differences_of_the_test_data_of_ciede2000() {
        // Sharma, Wu, Dalal: pairs 1, 17 and 24.
        for (one, other, wanted) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ] {
            let is = difference(one, other);
            assert!((is - wanted).abs() < 0.01, "{is} instead of {wanted}");
        }
    }

    #[test]
    fn a_quantile_is_one_of_the_values() {
        assert_eq!(quantile(&mut [], 0.5), None);
        assert_eq!(quantile(&mut [3.0, 1.0, 2.0], 0.5), Some(2.0));
        assert_eq!(quantile(&mut [3.0, 1.0, 2.0], 1.0), Some(3.0));
        assert_eq!(quantile(&mut [3.0, 1.0, 2.0], 0.0), Some(1.0));
    }
}
