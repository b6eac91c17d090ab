//! Picture files, for every command that looks into one.

use std::io::{BufRead, BufReader, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};

use image::error::{LimitError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};
use serde::Serialize;

use crate::error::CliError;

/// Why a file gives no picture.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileTrouble {
    /// It cannot be read to its end: a fault of the disk, or it is gone meanwhile.
    Unreadable,
    /// There is nothing in it.
    Empty,
    /// Not a picture of a kind that is known.
    NotAPicture,
    /// A picture, but of a kind that is not read here: HEIC, AVIF, TIFF.
    Unsupported,
    /// A picture whose bytes are broken or end too soon.
    Broken,
    /// More pixels than are looked at: [`MOST_PIXELS`].
    TooLarge,
}

/// The most pixels that are decoded, as on the page. A header may state any number, and memory is
/// taken by what it states.
const MOST_PIXELS: u64 = 200_000_000;

/// Holds that all these are files: a wrong name is told before anything is read.
pub fn are_files(pictures: &[PathBuf]) -> Result<(), CliError> {
    for file in pictures {
        let error = |source| CliError::Read { path: file.clone(), source };
        if !std::fs::metadata(file).map_err(error)?.is_file() {
            return Err(CliError::NotAFile { path: file.clone() });
        }
    }
    Ok(())
}

/// The picture in a file, turned as its EXIF says. Of a JPEG that broke off it is what there is.
pub fn decoded(file: &Path) -> Result<DynamicImage, FileTrouble> {
    opened(file).map(|(picture, _)| picture)
}

/// The same, and all of it: half a picture is broken.
pub fn decoded_whole(file: &Path) -> Result<DynamicImage, FileTrouble> {
    let (picture, format) = opened(file)?;
    // The other decoders tell by themselves.
    if format == Some(ImageFormat::Jpeg) {
        let bytes = std::fs::read(file).map_err(|_| FileTrouble::Unreadable)?;
        if !is_whole_jpeg(&bytes) {
            return Err(FileTrouble::Broken);
        }
    }
    Ok(picture)
}

fn opened(file: &Path) -> Result<(DynamicImage, Option<ImageFormat>), FileTrouble> {
    let unreadable = |_| FileTrouble::Unreadable;
    let mut opened = std::fs::File::open(file).map_err(unreadable)?;
    let mut head = Vec::new();
    opened.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    opened.rewind().map_err(unreadable)?;
    if head.is_empty() {
        return Err(FileTrouble::Empty);
    }
    // By its first bytes: names lie.
    let reader = ImageReader::new(BufReader::new(opened)).with_guessed_format();
    let reader = reader.map_err(unreadable)?;
    let format = reader.format();
    let picture = turned(reader).map_err(|error| match error {
        ImageError::Unsupported(_) if is_other_picture(&head) => FileTrouble::Unsupported,
        ImageError::Unsupported(_) => FileTrouble::NotAPicture,
        ImageError::Limits(_) => FileTrouble::TooLarge,
        ImageError::IoError(error) if error.kind() != ErrorKind::UnexpectedEof => {
            FileTrouble::Unreadable
        }
        _ => FileTrouble::Broken,
    })?;
    Ok((picture, format))
}

/// As many first bytes as tell the kinds of [`is_other_picture`].
const HEAD: u64 = 12;

/// Whether a file is HEIC, HEIF, AVIF or TIFF by its first bytes. The boxes of the first three hold
/// films, too: the brand tells.
fn is_other_picture(head: &[u8]) -> bool {
    const BRANDS: [&[u8]; 9] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"];
    match head {
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => true,
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => BRANDS.contains(&brand),
        _ => false,
    }
}

/// Whether a JPEG has its end, by the rule of the page: from segment to segment, for a thumbnail
/// among them has an end of its own; then the end of the image, which does not occur among the
/// pixels (ITU-T T.81, B.1.1). Whatever stands behind it is borne.
fn is_whole_jpeg(file: &[u8]) -> bool {
    let mut rest = file.get(2..).unwrap_or_default();
    loop {
        rest = match rest {
            [0xFF, 0xDA, pixels @ ..] => return pixels.windows(2).any(|it| it == [0xFF, 0xD9]),
            [0xFF, 0xD9, ..] => return true,
            // Fill bytes, and markers that stand alone.
            [0xFF, 0xFF, ..] => rest.get(1..).unwrap_or_default(),
            [0xFF, 0x01 | 0xD0..=0xD8, behind @ ..] => behind,
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(2 + length..) {
                    Some(behind) => behind,
                    None => return false,
                }
            }
            [] | [0xFF] | [0xFF, _] | [0xFF, _, _] => return false,
            // Damaged, not short.
            _ => return true,
        };
    }
}

fn turned(reader: ImageReader<impl BufRead + Seek>) -> Result<DynamicImage, ImageError> {
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(ImageError::Limits(LimitError::from_kind(LimitErrorKind::DimensionError)));
    }
    // What cannot be told is taken as upright.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder)?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}
