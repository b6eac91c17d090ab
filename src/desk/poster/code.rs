//! The QR code of a link.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The quiet zone on each side, in modules, as ISO/IEC 18004 demands.
pub const QUIET: u32 = 4;

/// The largest version on a poster: 97 modules on a side, and 858 bytes at level L. Its modules are still
/// eight pixels wide on a phone's picture; beyond, a camera has to be held closer than people try.
const LARGEST: u8 = 20;

/// A QR code: its dark modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Modules on a side, without the quiet zone.
    pub side: u32,
    dark: Vec<bool>,
}

impl Code {
    /// The code of a link; none where it is too long for one that phones read off a picture.
    pub fn of(link: &str) -> Option<Self> {
        let segments = segments(link);
        let make = |ecc| {
            // A level up is taken where it costs no size (`boost`).
            let (low, high) = (Version::MIN, Version::new(LARGEST));
            QrCode::encode_segments_advanced(&segments, ecc, low, high, None, true).ok()
        };
        let code = make(QrCodeEcc::Medium).or_else(|| make(QrCodeEcc::Low))?;
        let side = code.size();
        let dark = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        let dark = dark.map(|(x, y)| code.get_module(x, y)).collect();
        Some(Self { side: u32::try_from(side).ok()?, dark })
    }

    /// Modules on a side with the quiet zone on both.
    pub fn whole(&self) -> u32 {
        self.side + 2 * QUIET
    }

    /// Its dark modules as runs in rows: x, y and length, without the quiet zone.
    pub fn runs(&self) -> Vec<(u32, u32, u32)> {
        let mut runs: Vec<(u32, u32, u32)> = Vec::new();
        for (y, row) in (0..).zip(self.dark.chunks(self.side.max(1) as usize)) {
            for (x, _) in (0..).zip(row).filter(|(_, dark)| **dark) {
                match runs.last_mut().filter(|run| run.1 == y && run.0 + run.2 == x) {
                    Some(run) => run.2 += 1,
                    None => runs.push((x, y, 1)),
                }
            }
        }
        runs
    }
}

/// The end of a link, names in percent-encoding, is written in fewer bits than bytes take: fewer
/// modules, which are larger then.
fn segments(link: &str) -> Vec<QrSegment> {
    let from = link
        .char_indices()
        .rev()
        .take_while(|(_, char)| QrSegment::is_alphanumeric(char.encode_utf8(&mut [0; 4])))
        .last()
        .map_or(link.len(), |(at, _)| at);
    let (head, tail) = link.split_at(from);
    let mut segments = vec![QrSegment::make_bytes(head.as_bytes())];
    if !tail.is_empty() {
        segments.push(QrSegment::make_alphanumeric(tail));
    }
    segments
}
