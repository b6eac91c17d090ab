//! What happens to pictures. Each function makes a new picture of one.

use std::f32::consts::TAU;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageFormat};

use crate::grey::Grey;

/// Gaussian blur, by its standard deviation in pixels.
pub fn blur(picture: &Grey, sigma: f32) -> Grey {
    let reach = (3.0 * sigma).ceil() as isize;
    let weights: Vec<f32> =
        (-reach..=reach).map(|at| (-0.5 * (at as f32 / sigma).powi(2)).exp()).collect();
    let whole: f32 = weights.iter().sum();
    let along = |picture: &Grey, across: bool| {
        let (width, height) = (picture.width as f32, picture.height as f32);
        Grey::from_fn(picture.width, picture.height, |x, y| {
            let steps = (-reach..=reach).map(|step| step as f32);
            let near = steps.map(|step| {
                let (x, y) = if across { (x + step, y) } else { (x, y + step) };
                picture.at(x.clamp(0.0, width - 0.5), y.clamp(0.0, height - 0.5)).unwrap()
            });
            near.zip(&weights).map(|(grey, weight)| grey * weight).sum::<f32>() / whole
        })
    };
    along(&along(picture, true), false)
}

/// Gaussian noise, by its standard deviation in greys.
pub fn noise(picture: &Grey, sigma: f32, random: &mut fastrand::Rng) -> Grey {
    let mut noisy = picture.clone();
    for pixel in &mut noisy.pixels {
        // Box and Muller's way from even to normal numbers.
        let far = (-2.0 * (1.0 - random.f32()).ln()).sqrt();
        *pixel = (*pixel + sigma * far * (TAU * random.f32()).cos()).clamp(0.0, 255.0);
    }
    noisy
}

/// Black becomes one grey and white another; the rest lies between them. Inverts, where black
/// becomes the lighter.
pub fn tones(picture: &Grey, black: f32, white: f32) -> Grey {
    Grey {
        pixels: picture.pixels.iter().map(|grey| black + (white - black) * grey / 255.0).collect(),
        ..*picture
    }
}

/// Dark and light exchanged.
pub fn inverted(picture: &Grey) -> Grey {
    tones(picture, 255.0, 0.0)
}

/// Light that fades from 1 to `least` across the picture, in a direction in degrees.
pub fn shaded(picture: &Grey, least: f32, direction: f32) -> Grey {
    let (sine, cosine) = direction.to_radians().sin_cos();
    let (width, height) = (picture.width as f32, picture.height as f32);
    let reach = f32::midpoint(width * cosine.abs(), height * sine.abs());
    Grey::from_fn(picture.width, picture.height, |x, y| {
        let way = (x - width / 2.0) * cosine + (y - height / 2.0) * sine;
        let share = f32::midpoint(way / reach, 1.0);
        picture.at(x, y).unwrap() * (1.0 - share * (1.0 - least))
    })
}

/// A hand's shadow: what lies beyond a line through the middle has this share of the light.
pub fn shadowed(picture: &Grey, light: f32, direction: f32) -> Grey {
    let (sine, cosine) = direction.to_radians().sin_cos();
    let (width, height) = (picture.width as f32, picture.height as f32);
    Grey::from_fn(picture.width, picture.height, |x, y| {
        let way = (x - width / 2.0) * cosine + (y - height / 2.0) * sine;
        // The edge of a shadow is some pixels wide.
        let shade = (way / 12.0 + 0.5).clamp(0.0, 1.0);
        picture.at(x, y).unwrap() * (1.0 - shade * (1.0 - light))
    })
}

/// The fine grid of a screen that was photographed: a dark line every so many pixels.
pub fn screen_grid(picture: &Grey, every: f32, depth: f32) -> Grey {
    Grey::from_fn(picture.width, picture.height, |x, y| {
        let wave = |at: f32| (TAU * at / every).cos().mul_add(0.5, 0.5);
        picture.at(x, y).unwrap() * (1.0 - depth * f32::midpoint(wave(x), wave(y)))
    })
}

/// Saved as a JPEG picture and opened again.
pub fn jpeg(picture: &Grey, quality: u8) -> Grey {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality)
        .write_image(
            &picture.bytes(),
            picture.width as u32,
            picture.height as u32,
            ExtendedColorType::L8,
        )
        .unwrap();
    let opened = image::load_from_memory_with_format(&file, ImageFormat::Jpeg).unwrap();
    let pixels = opened.into_luma8().into_raw().into_iter().map(f32::from).collect();
    Grey { pixels, ..*picture }
}
