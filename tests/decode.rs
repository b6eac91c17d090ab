//! Two readers of QR codes, of other hands than ours, and what a chat does to a picture on its way.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize};
use image::{GrayImage, RgbImage};
use rqrr::PreparedImage;
use rxing::{BarcodeFormat, helpers};

/// What rqrr and rxing read in a picture, in this order; nothing where one finds no code.
pub fn both(picture: &RgbImage) -> [Option<String>; 2] {
    let grey = image::DynamicImage::ImageRgb8(picture.clone()).into_luma8();
    [rqrr(&grey), rxing(&grey)]
}

fn rqrr(grey: &GrayImage) -> Option<String> {
    let at = |x: usize, y: usize| {
        let (x, y) = (u32::try_from(x).ok()?, u32::try_from(y).ok()?);
        grey.get_pixel_checked(x, y).map(|pixel| pixel.0[0])
    };
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut picture =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| at(x, y).unwrap_or(255));
    picture.detect_grids().into_iter().find_map(|grid| Some(grid.decode().ok()?.1))
}

fn rxing(grey: &GrayImage) -> Option<String> {
    let (width, height) = grey.dimensions();
    let format = Some(BarcodeFormat::QR_CODE);
    let found = helpers::detect_in_luma(grey.as_raw().clone(), width, height, format).ok()?;
    Some(found.getText().to_owned())
}

/// The picture as a chat shows it in small: so many pixels wide.
pub fn small(picture: &RgbImage, width: u32) -> RgbImage {
    let height = picture.height() * width / picture.width();
    resize(picture, width, height, FilterType::Triangle)
}

/// The picture after JPEG of this quality (1 to 100).
///
/// # Panics
///
/// Where it cannot be written to memory or read again.
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
pub fn recompressed(picture: &RgbImage, quality: u8) -> RgbImage {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(Cursor::new(&mut bytes), quality);
    picture.write_with_encoder(encoder).expect("a JPEG");
    image::load_from_memory(&bytes).expect("the JPEG").into_rgb8()
}
