//! A face before the camera: an astronaut's (NASA, public domain).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

/// Pixels of the film.
const SIZE: (u32, u32) = (640, 480);

const FACE: &[u8] = include_bytes!("../../src/portrait/testdata/astronaut.jpg");

/// A film of one second, again and again, of a picture that hangs on a grey wall: a face that is found
/// at once, and too small to be taken.
pub fn far_away(folder: &Path) -> PathBuf {
    let picture = image::load_from_memory(FACE).unwrap().into_rgb8();
    let height = SIZE.1 * 3 / 4;
    let width = picture.width() * height / picture.height();
    let small = imageops::resize(&picture, width, height, FilterType::Triangle);
    let mut wall = RgbImage::from_pixel(SIZE.0, SIZE.1, Rgb([150, 150, 150]));
    let left = i64::from(SIZE.0 / 2) - i64::from(width / 2);
    imageops::overlay(&mut wall, &small, left, 60);
    let path = folder.join("face.y4m");
    let mut film = BufWriter::new(File::create(&path).unwrap());
    writeln!(film, "YUV4MPEG2 W{} H{} F30:1 Ip A1:1 C420jpeg", SIZE.0, SIZE.1).unwrap();
    let [luma, blue, red] = planes(&wall);
    for _ in 0..30 {
        film.write_all(b"FRAME\n").unwrap();
        for plane in [&luma, &blue, &red] {
            film.write_all(plane).unwrap();
        }
    }
    film.flush().unwrap();
    path
}

/// Brightness a pixel, and two differences of colour (ITU-R BT.601) for every four.
fn planes(picture: &RgbImage) -> [Vec<u8>; 3] {
    let weigh = |Rgb(colours): &Rgb<u8>, weights: [f32; 3], zero: f32| {
        let sum: f32 =
            colours.iter().zip(weights).map(|(&one, weight)| f32::from(one) * weight).sum();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let byte = (sum + zero).round().clamp(0.0, 255.0) as u8;
        byte
    };
    let luma = picture.pixels().map(|pixel| weigh(pixel, [0.299, 0.587, 0.114], 0.0)).collect();
    let half = imageops::resize(picture, SIZE.0 / 2, SIZE.1 / 2, FilterType::Triangle);
    let differences = [[-0.169, -0.331, 0.5], [0.5, -0.419, -0.081]]
        .map(|weights| half.pixels().map(|pixel| weigh(pixel, weights, 128.0)).collect());
    let [blue, red] = differences;
    [luma, blue, red]
}
