//! What lies in a student's album: pictures that the tests draw, and how they come onto the page.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use serde_json::json;
use tucai_tests::{Visit, package};

/// A file in the album.
pub struct File {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the phone takes it for.
    pub kind: &'static str,
}

/// Bytes that look like nothing in particular; another seed gives others.
pub fn noise(seed: u32, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_be_bytes()[1]
    };
    (0..length).map(|_| next()).collect()
}

/// A symbol of these bytes, of version 7 at least and level M.
fn symbol(payload: &[u8]) -> QrCode {
    let segments = [QrSegment::make_bytes(payload)];
    let (least, most) = (Version::new(7), Version::MAX);
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, None, true).unwrap()
}

fn fill(page: &mut GrayImage, (x, y): (u32, u32), (width, height): (u32, u32), luma: u8) {
    for row in y..y + height {
        for column in x..x + width {
            page.put_pixel(column, row, Luma([luma]));
        }
    }
}

fn put(page: &mut GrayImage, (x, y): (u32, u32), module: u32, payload: &[u8]) {
    let code = symbol(payload);
    let side = u32::try_from(code.size()).unwrap();
    fill(page, (x - 4 * module, y - 4 * module), ((side + 8) * module, (side + 8) * module), 255);
    for row in 0..side {
        for column in 0..side {
            let at = |n: u32| i32::try_from(n).unwrap();
            if code.get_module(at(column), at(row)) {
                fill(page, (x + column * module, y + row * module), (module, module), 0);
            }
        }
    }
}

/// A screenshot of a card with a code: a bar, lines of words as bars, the code, a button.
pub fn screenshot(payload: &[u8]) -> GrayImage {
    let mut page = without_a_code();
    put(&mut page, (270, 1100), 9, payload);
    page
}

/// The same without the code.
pub fn without_a_code() -> GrayImage {
    let mut page = GrayImage::from_pixel(1080, 2400, Luma([235]));
    fill(&mut page, (0, 0), (1080, 180), 120);
    fill(&mut page, (90, 500), (900, 1400), 255);
    for line in 0..4 {
        fill(&mut page, (150, 560 + line * 90), (300 + line * 120, 36), 60);
    }
    fill(&mut page, (240, 2050), (600, 120), 100);
    page
}

/// A picture with a code on either side.
pub fn two_codes(first: &[u8], second: &[u8]) -> GrayImage {
    let mut page = GrayImage::from_pixel(1400, 800, Luma([255]));
    put(&mut page, (80, 150), 8, first);
    put(&mut page, (780, 150), 8, second);
    page
}

/// A picture of 30,000 pixels a row, as some tools make of a long page, with a code in it.
pub fn endless(payload: &[u8]) -> GrayImage {
    let mut page = GrayImage::from_pixel(30_000, 600, Luma([255]));
    put(&mut page, (14_000, 60), 9, payload);
    page
}

/// A screenshot of a very long page, with a code of 540 pixels in it.
pub fn very_long(payload: &[u8]) -> GrayImage {
    let mut page = GrayImage::from_pixel(1080, 20_000, Luma([255]));
    put(&mut page, (270, 9000), 12, payload);
    page
}

/// As `WeChat` passes a picture on: smaller, and with the traces of a strong JPEG.
pub fn through_wechat(page: &GrayImage) -> File {
    let (width, height) = (page.width() * 3 / 5, page.height() * 3 / 5);
    jpeg(&imageops::resize(page, width, height, FilterType::Triangle), 50)
}

/// As a JPEG.
pub fn jpeg(page: &GrayImage, quality: u8) -> File {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(page).unwrap();
    File { bytes, kind: "image/jpeg" }
}

/// As a PNG.
pub fn png(page: &GrayImage) -> File {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(page.clone()).write_to(&mut bytes, ImageFormat::Png).unwrap();
    File { bytes: bytes.into_inner(), kind: "image/png" }
}

/// A JPEG lying on its side that says so (EXIF orientation 6: turn it clockwise to look at it).
pub fn on_its_side(page: &GrayImage) -> File {
    let mut file = jpeg(&imageops::rotate270(page), 80);
    // An APP1 segment right behind the start: "Exif", a TIFF of one entry, orientation = 6.
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    file.bytes.splice(2..2, exif.iter().copied());
    file
}

/// A file's bytes, for a script.
pub fn base64(file: &File) -> String {
    BASE64_STANDARD.encode(&file.bytes)
}

/// Gives a file to the page in one of the ways: `album`, `drop` or `paste`.
pub async fn gives(visit: &Visit, file: &File, way: &str) {
    // The tab asks the phone first what is kept there.
    visit.sees_a(if way == "album" { "[data-album]" } else { ".kit" }).await;
    let script = "
        const [text, type, way] = given;
        const bytes = Uint8Array.from(atob(text), char => char.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], 'IMG_1', { type }));
        const event = (name, part, kind) => {
            const made = new Event(name, { bubbles: true, cancelable: true });
            Object.defineProperty(made, part, { value: data });
            return made;
        };
        if (way === 'album') {
            const field = document.querySelector('[data-album]');
            field.files = data.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));
        } else if (way === 'drop') {
            document.body.dispatchEvent(event('dragover', 'dataTransfer'));
            document.body.dispatchEvent(event('drop', 'dataTransfer'));
        } else {
            document.body.dispatchEvent(event('paste', 'clipboardData'));
        }";
    let outcome =
        visit.awaits(script, vec![json!(base64(file)), json!(file.kind), json!(way)]).await;
    assert!(outcome.is_null(), "{outcome}");
}

/// Waits until what is on the screen is read by another reader, to these bytes alone: a screen may be
/// a few frames late on a busy machine.
pub async fn is_scanned_as(visit: &Visit, name: &str, payload: &[u8]) {
    let mut read = Vec::new();
    let scanned = visit.awaited(async || {
        read = another_reader(&visit.screenshot(name).await);
        read.len() == 1 && read[0] == payload
    });
    assert!(scanned.await, "{name}: {} codes, or other bytes", read.len());
}

/// What another reader, zxing-cpp, reads in a screenshot: the bytes of each code.
fn another_reader(screenshot: &Path) -> Vec<Vec<u8>> {
    let script = "
        const [room, file] = process.argv.slice(1);
        const { readFileSync } = await import('node:fs');
        const { prepareZXingModule, readBarcodes } = await import(room + '/dist/es/reader/index.js');
        const wasmBinary = readFileSync(room + '/dist/reader/zxing_reader.wasm');
        await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
        const found = await readBarcodes(new Blob([readFileSync(file)]), { formats: ['QRCode'] });
        for (const { bytes } of found) console.log(Buffer.from(bytes).toString('base64'));";
    let output = Command::new("node")
        .args(["--input-type=module", "--eval", script])
        .arg(package("zxing-wasm"))
        .arg(screenshot)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the other reader failed: {said}");
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| BASE64_STANDARD.decode(line).unwrap()).collect()
}
