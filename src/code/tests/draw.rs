//! Symbols, drawn by an encoder that has nothing to do with the reader.

use qrcodegen::{DataTooLong, Mask, QrCode, QrCodeEcc, QrSegment, Version};
use tucai_code::{Ecc, Modules};

use crate::grey::Grey;

/// All levels.
pub const LEVELS: [Ecc; 4] = [Ecc::L, Ecc::M, Ecc::Q, Ecc::H];

/// A symbol as it was drawn.
#[derive(Debug, Clone)]
pub struct Symbol {
    /// The bytes to expect.
    pub payload: Vec<u8>,
    pub modules: Modules,
    pub ecc: Ecc,
}

impl Symbol {
    /// Of a payload's bytes.
    pub fn of(version: u8, ecc: Ecc, mask: Option<u8>, payload: &[u8]) -> Self {
        let code = bytes_code(version, ecc, mask, payload).unwrap();
        Self::from_code(&code, ecc, payload)
    }

    /// Of random bytes: as many as it holds, times a share.
    pub fn random(version: u8, ecc: Ecc, share: f32, random: &mut fastrand::Rng) -> Self {
        let length = (capacity(version, ecc) as f32 * share) as usize;
        let payload: Vec<u8> = (0..length.max(1)).map(|_| random.u8(..)).collect();
        Self::of(version, ecc, Some(random.u8(..8)), &payload)
    }

    /// Of codewords of data; `payload` is what they mean.
    pub fn of_codewords(version: u8, ecc: Ecc, data: &[u8], payload: &[u8]) -> Self {
        let code = QrCode::encode_codewords(Version::new(version), level(ecc), data, None);
        Self::from_code(&code, ecc, payload)
    }

    fn from_code(code: &QrCode, ecc: Ecc, payload: &[u8]) -> Self {
        let mut modules = Modules::light(code.size() as usize).unwrap();
        for y in 0..code.size() {
            for x in 0..code.size() {
                modules.set(x as usize, y as usize, code.get_module(x, y));
            }
        }
        Self { payload: payload.to_vec(), modules, ecc }
    }

    pub fn side(&self) -> usize {
        self.modules.side()
    }

    /// A pixel a module, with so many light modules around.
    pub fn grey(&self, quiet: usize) -> Grey {
        let dark = |x: f32, y: f32| self.modules.dark(x as usize, y as usize);
        let tone = |x, y| if dark(x, y) { 0.0 } else { 255.0 };
        Grey::from_fn(self.side(), self.side(), tone).framed(quiet, 255.0)
    }

    /// Upright with its quiet zone, so many pixels a module.
    pub fn upright(&self, scale: f32) -> Grey {
        self.grey(4).scaled(scale)
    }
}

/// Bytes that a symbol holds: what the encoder says when it is given too many.
pub fn capacity(version: u8, ecc: Ecc) -> usize {
    // In the first versions a segment counts its bytes in eight bits, then in sixteen.
    let (head, too_many) = if version < 10 { (4 + 8, 255) } else { (4 + 16, 3000) };
    match bytes_code(version, ecc, Some(0), &vec![0; too_many]) {
        Err(DataTooLong::DataOverCapacity(_, bits)) => (bits - head) / 8,
        _ => panic!("no symbol of version {version} holds {too_many} bytes"),
    }
}

fn bytes_code(
    version: u8,
    ecc: Ecc,
    mask: Option<u8>,
    payload: &[u8],
) -> Result<QrCode, DataTooLong> {
    let version = Version::new(version);
    let (segments, mask) = ([QrSegment::make_bytes(payload)], mask.map(Mask::new));
    QrCode::encode_segments_advanced(&segments, level(ecc), version, version, mask, false)
}

fn level(ecc: Ecc) -> QrCodeEcc {
    match ecc {
        Ecc::L => QrCodeEcc::Low,
        Ecc::M => QrCodeEcc::Medium,
        Ecc::Q => QrCodeEcc::Quartile,
        Ecc::H => QrCodeEcc::High,
    }
}
