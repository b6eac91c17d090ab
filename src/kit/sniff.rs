//! What a file is, by its first bytes, and how large its picture is, before anything decodes it.

/// What the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
    /// BMP.
    Bmp,
    /// HEIC, HEIF or AVIF: not every browser can.
    Heif,
}

/// Width and height in pixels.
pub type Size = (u32, u32);

/// The first bytes that are looked at; nearly always enough for the size, too.
pub const HEAD: u32 = 256 * 1024;

/// What a file is by its first bytes; none where it is no picture.
pub fn format(head: &[u8]) -> Option<Format> {
    Some(match head {
        [0xFF, 0xD8, 0xFF, ..] => Format::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Format::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Format::Webp,
        [b'G', b'I', b'F', b'8', ..] => Format::Gif,
        [b'B', b'M', ..] => Format::Bmp,
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heif(brand) => Format::Heif,
        _ => return None,
    })
}

/// Brands of files that hold a still picture; the same boxes hold films.
fn is_heif(brand: &[u8]) -> bool {
    const BRANDS: [&[u8]; 9] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"];
    BRANDS.iter().any(|known| brand.starts_with(known))
}

/// The size that the file's header states; none where it is not among these bytes.
pub fn size(format: Format, head: &[u8]) -> Option<Size> {
    if format == Format::Heif {
        return None;
    }
    let size = imagesize::blob_size(head).ok()?;
    let height = match format {
        // Stored from the top down, a BMP says so by a negative height.
        Format::Bmp => u32::try_from(size.height).ok()?.cast_signed().unsigned_abs(),
        _ => u32::try_from(size.height).ok()?,
    };
    let size = (u32::try_from(size.width).ok()?, height);
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// Whether a file has all of its picture, whatever else stands behind it: phones append films, and
/// chat programs what they like. Where that cannot be told, it is taken for whole.
pub fn is_whole(format: Format, file: &[u8]) -> bool {
    match format {
        Format::Jpeg => is_whole_jpeg(file),
        Format::Png => is_whole_png(file),
        Format::Gif | Format::Webp | Format::Bmp | Format::Heif => true,
    }
}

/// From segment to segment, for a thumbnail among them has an end of its own; then the end of the
/// image, which does not occur among the pixels (ITU-T T.81, B.1.1).
fn is_whole_jpeg(file: &[u8]) -> bool {
    let mut rest = file.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xFF, 0xDA, pixels @ ..] => return pixels.windows(2).any(|it| it == [0xFF, 0xD9]),
            [0xFF, 0xD9, ..] => return true,
            // Fill bytes, and markers that stand alone.
            [0xFF, 0xFF, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xFF, 0x01 | 0xD0..=0xD8, behind @ ..] => rest = behind,
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                let Some(behind) = rest.get(2 + length..) else {
                    return false;
                };
                rest = behind;
            }
            [] | [0xFF] | [0xFF, _] | [0xFF, _, _] => return false,
            // Damaged, not short.
            _ => return true,
        }
    }
}

/// From chunk to chunk (PNG, 5.3).
fn is_whole_png(file: &[u8]) -> bool {
    let mut rest = file.get(8..).unwrap_or_default();
    loop {
        match rest {
            [_, _, _, _, b'I', b'E', b'N', b'D', ..] => return true,
            [a, b, c, d, name @ ..] if name.len() >= 4 => {
                if !name.iter().take(4).all(u8::is_ascii_alphabetic) {
                    // Damaged, not short.
                    return true;
                }
                let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).ok();
                // Length, name and check sum are four bytes each.
                let end = length.and_then(|length| length.checked_add(12));
                let Some(behind) = end.and_then(|end| rest.get(end..)) else {
                    return false;
                };
                rest = behind;
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As the PNG standard puts it: signature, length, type, width, height.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    /// As JPEG puts it: a comment of some length, then the frame with height before width.
    fn jpeg(width: u16, height: u16, comment: u16) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xFE];
        bytes.extend((comment + 2).to_be_bytes());
        bytes.extend(vec![b'x'; usize::from(comment)]);
        bytes.extend([0xFF, 0xC0, 0, 17, 8]);
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([3; 10]);
        bytes
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let size_of = |bytes: &[u8]| format(bytes).map(|format| (format, size(format, bytes)));
        assert_eq!(size_of(&png(30_000, 80)), Some((Format::Png, Some((30_000, 80)))));
        assert_eq!(size_of(&jpeg(4000, 3000, 9000)), Some((Format::Jpeg, Some((4000, 3000)))));
        assert_eq!(size_of(b"GIF89a\x10\0\x20\0\0\0\0"), Some((Format::Gif, Some((16, 32)))));
        let mut bmp = b"BM".to_vec();
        bmp.extend([0; 16]);
        bmp.extend(640_i32.to_le_bytes());
        bmp.extend((-480_i32).to_le_bytes());
        assert_eq!(size_of(&bmp), Some((Format::Bmp, Some((640, 480)))));
        assert_eq!(size_of(b"\0\0\0\x18ftypheic\0\0\0\0"), Some((Format::Heif, None)));
        for other in [&b"%PDF-1.7"[..], b"", b"\xFF\xD8", b"\0\0\0\x18ftypmp42", b"<svg/>"] {
            assert_eq!(size_of(other), None);
        }
    }

    #[test]
    fn a_size_of_nothing_is_no_size() {
        assert_eq!(size(Format::Png, &png(0, 5)), None);
        assert_eq!(size(Format::Png, &png(5, 5)[..18]), None);
    }

    #[test]
    fn a_jpeg_that_broke_off_lacks_its_end() {
        let mut file = vec![0xFF, 0xD8];
        // A segment with a whole thumbnail in it.
        file.extend([0xFF, 0xE1, 0, 8, 0xFF, 0xD8, 0xFF, 0xDA, 0xFF, 0xD9]);
        file.extend(&jpeg(16, 16, 5)[2..]);
        file.extend([0xFF, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 7, 0xFF, 0, 0xD9, 0xFF, 0xD0, 9]);
        for length in 2..=file.len() {
            assert!(!is_whole(Format::Jpeg, &file[..length]), "{length}");
        }
        file.extend([0xFF, 0xD9]);
        assert!(is_whole(Format::Jpeg, &file));
        // A photo that moves: the film stands behind the picture.
        file.extend(b"\0\0\0\x18ftypmp42");
        file.extend([7; 5000]);
        assert!(is_whole(Format::Jpeg, &file));
    }

    #[test]
    fn a_png_that_broke_off_lacks_its_end() {
        let mut file = png(9, 9);
        file.extend([1; 4]);
        // Its own bytes may say anything.
        file.extend(b"\0\0\0\x08IDAT\0\0\0\0IEND....");
        for length in 8..=file.len() {
            assert!(!is_whole(Format::Png, &file[..length]), "{length}");
        }
        file.extend(b"\0\0\0\0IEND\xAE\x42\x60\x82");
        assert!(is_whole(Format::Png, &file));
        file.extend([0; 5000]);
        assert!(is_whole(Format::Png, &file));
    }

    #[test]
    fn of_a_damaged_file_it_is_not_said_that_it_broke_off() {
        let damaged = [png(9, 9), vec![7; 99]].concat();
        assert!(is_whole(Format::Png, &damaged));
        assert!(is_whole(Format::Jpeg, &[0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 7, 7]));
        assert!(is_whole(Format::Gif, b"GIF89a"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_borne(
            start in prop::sample::select(vec![
                png(9, 9), jpeg(9, 9, 3), b"RIFF....WEBPVP8 ".to_vec(), b"RIFF....WEBPVP8X".to_vec(),
                b"RIFF....WEBPVP8L".to_vec(), b"GIF89a".to_vec(), b"BM".to_vec(), Vec::new(),
                b"\0\0\0\x18ftypheic".to_vec(),
            ]),
            cut in 0..30_usize,
            rest in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            let mut bytes = start;
            bytes.truncate(bytes.len().saturating_sub(cut).max(4));
            bytes.extend(rest);
            if let Some(format) = format(&bytes) {
                size(format, &bytes);
                is_whole(format, &bytes);
            }
        }
    }
}
