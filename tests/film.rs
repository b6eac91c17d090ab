//! What a phone's camera sees in a test: a film that the test draws.
//!
//! Chromium plays a file of raw frames (YUV4MPEG2) in the place of a camera, again and again from
//! its start.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use image::GrayImage;
use image::imageops::{self, FilterType};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::visit::must;

/// Light modules around a code (静区).
const QUIET_ZONE: i32 = 4;

/// Pixels a side of the mark in the top left corner, which says whether a scene is marked.
const MARK: usize = 32;

/// One picture of a film, as its brightness; colours it has none.
#[derive(Clone)]
pub struct Frame {
    width: usize,
    height: usize,
    luma: Vec<u8>,
}

impl Frame {
    /// A table top under a lamp, with a grain; dark where the mark would be. Both sides are even.
    pub fn desk(width: usize, height: usize) -> Self {
        let mut grain = 0x2545_f491_u32;
        let mut luma = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let lamp = 90 + 60 * x / width + 30 * y / height;
                luma.push(u8::try_from(lamp).unwrap_or(u8::MAX) + (grain >> 29) as u8);
            }
        }
        let mut frame = Self { width, height, luma };
        frame.fill((0, 0), (MARK, MARK), 20);
        frame
    }

    /// With a picture in the middle, as large as it can be.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "sides of a film")]
    pub fn with_picture(mut self, picture: &GrayImage) -> Self {
        let (wide, tall) = (picture.width() as usize, picture.height() as usize);
        let (width, height) = (self.width, self.height);
        let (wide, tall) = if wide * height < tall * width {
            (wide * height / tall, height)
        } else {
            (width, tall * width / wide)
        };
        let small = imageops::resize(picture, wide as u32, tall as u32, FilterType::Triangle);
        let corner = ((width - wide) / 2, (height - tall) / 2);
        for (x, y, pixel) in small.enumerate_pixels() {
            self.fill((corner.0 + x as usize, corner.1 + y as usize), (1, 1), pixel.0[0]);
        }
        self
    }

    /// With a code of these bytes in the middle, with its quiet zone, so many pixels a module; and
    /// with the mark in the corner. At least version 7 and level M, as a collection code may be.
    #[must_use]
    pub fn with_code(mut self, payload: &[u8], module: usize) -> Self {
        let segments = [QrSegment::make_bytes(payload)];
        let (least, most) = (Version::new(7), Version::MAX);
        let code =
            QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, None, true);
        let code = must(code, "drawing a code");
        let range = -QUIET_ZONE..code.size() + QUIET_ZONE;
        let side = range.len() * module;
        assert!(side <= self.width.min(self.height), "a code of {side} pixels has no room");
        let corner = ((self.width - side) / 2, (self.height - side) / 2);
        for (row, y) in range.clone().enumerate() {
            for (column, x) in range.clone().enumerate() {
                let at = (corner.0 + column * module, corner.1 + row * module);
                let luma = if code.get_module(x, y) { 30 } else { 220 };
                self.fill(at, (module, module), luma);
            }
        }
        self.fill((0, 0), (MARK, MARK), 230);
        self
    }

    fn fill(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), luma: u8) {
        for row in y..y + height {
            let start = row * self.width + x;
            self.luma[start..start + width].fill(luma);
        }
    }
}

/// Writes a film of a table top on which a code appears after so many seconds and stays for as many
/// more as said; it holds as much as a collection code may and looks like nothing that is known.
pub fn code_on_a_desk(folder: &Path, seconds: [usize; 2]) -> PathBuf {
    let path = folder.join("code.y4m");
    let desk = Frame::desk(1280, 720);
    let payload: Vec<u8> = (0..200_u32).map(|at| b'A' + (at * at % 26) as u8).collect();
    let code = desk.clone().with_code(&payload, 7);
    let rate = 20;
    let [before, after] = seconds.map(|seconds| seconds * rate);
    must(film(&path, rate, &[(desk, before), (code, after)]), "writing a film");
    path
}

/// Writes a film of an empty table top before which somebody appears after so many seconds, and stays
/// for as many more as said.
pub fn somebody(folder: &Path, face: &GrayImage, seconds: [usize; 2]) -> PathBuf {
    let path = folder.join("somebody.y4m");
    let desk = Frame::desk(640, 480);
    let there = desk.clone().with_picture(face);
    let rate = 20;
    let [before, after] = seconds.map(|seconds| seconds * rate);
    must(film(&path, rate, &[(desk, before), (there, after)]), "writing a film");
    path
}

/// Writes a film of scenes, each a picture and how many frames it stays, as `<name>.y4m`, with so
/// many frames a second.
pub fn film(path: &Path, rate: usize, scenes: &[(Frame, usize)]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let (width, height) = scenes.first().map_or((0, 0), |(frame, _)| (frame.width, frame.height));
    writeln!(file, "YUV4MPEG2 W{width} H{height} F{rate}:1 Ip A1:1 C420jpeg")?;
    let grey = vec![128; width.div_ceil(2) * height.div_ceil(2)];
    for (frame, times) in scenes {
        for _ in 0..*times {
            writeln!(file, "FRAME")?;
            file.write_all(&frame.luma)?;
            file.write_all(&grey)?;
            file.write_all(&grey)?;
        }
    }
    file.flush()
}
