//! Picture files, for every command that looks into one.

use std::io::{BufRead, BufReader, ErrorKind, Seek};
use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageDecoder, ImageError, ImageReader};
use serde::Serialize;

use crate::error::CliError;

/// Why a file gives no picture.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileTrouble {
    /// It cannot be read to its end: a fault of the disk, or it is gone meanwhile.
    Unreadable,
    /// Not a picture of a kind that is known.
    NotAPicture,
    /// A picture whose bytes are broken or end too soon.
    Broken,
    /// More pixels than fit into memory.
    TooLarge,
}

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

/// The picture in a file, turned as its EXIF says.
pub fn decoded(file: &Path) -> Result<DynamicImage, FileTrouble> {
    let opened = std::fs::File::open(file).map_err(|_| FileTrouble::Unreadable)?;
    let reader = ImageReader::new(BufReader::new(opened));
    // By its first bytes: names lie.
    let reader = reader.with_guessed_format().map_err(|_| FileTrouble::Unreadable)?;
    turned(reader).map_err(|error| match error {
        ImageError::Unsupported(_) => FileTrouble::NotAPicture,
        ImageError::Limits(_) => FileTrouble::TooLarge,
        ImageError::IoError(error) if error.kind() != ErrorKind::UnexpectedEof => {
            FileTrouble::Unreadable
        }
        _ => FileTrouble::Broken,
    })
}

fn turned(reader: ImageReader<impl BufRead + Seek>) -> Result<DynamicImage, ImageError> {
    let mut decoder = reader.into_decoder()?;
    // What cannot be told is taken as upright.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder)?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}
