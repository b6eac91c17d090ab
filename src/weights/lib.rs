//! The neural networks, as `MediaPipe` publishes them: taken out of two pinned npm packages, checked,
//! never committed. For the command, the tests and the build; a browser fetches what the build
//! serves.
//!
//! The packages are installed on first use. A machine without npm names a folder with the four
//! files ([`Weights::file_name`]) in the variable [`FOLDER`].

use std::{
    fmt::Write as _,
    fs::{self, File},
    io,
    ops::Range,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use sha2::{Digest, Sha256};
use thiserror::Error;

/// The environment variable that names a folder with the four files, instead of npm.
pub const FOLDER: &str = "TUCAI_NETWORKS";

/// What is to be served beside the networks: where they come from and under which licence.
pub const NOTICE: &str = include_str!("NOTICE");

/// Where this room lies: the packages are installed beside the lock file that pins them.
const ROOM: &str = env!("CARGO_MANIFEST_DIR");

/// A file with several networks, and geometry that nothing here needs, one after the other.
const PACKED: &str = "@mediapipe/face_mesh/face_mesh_solution_packed_assets.data";

/// A neural network in the format of TensorFlow Lite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Finds faces near the camera: 128×128 pixels to boxes with six points.
    Detector,
    /// Lays 468 points on a face: 192×192 pixels.
    Mesh,
    /// The same with refined lips, eyes and irises: 192×192 pixels.
    AttentionMesh,
    /// Tells persons from their background: 256×256 pixels.
    Mask,
}

/// Why a network could not be had. All but [`Self::Changed`] are for the person at this machine.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// A file could not be opened, read, locked or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no npm, and no folder is named instead.
    #[error("npm could not be started ({0}); {FOLDER} may name a folder with the networks instead")]
    NoNpm(io::Error),
    /// npm could not install the packages.
    #[error("npm could not install the packages of the networks ({0})")]
    Npm(ExitStatus),
    /// The bytes are not those that this program was made for.
    #[error("{name} is not the file that was published: its SHA-256 is {found}")]
    Changed {
        /// [`Weights::file_name`].
        name: &'static str,
        /// What was found instead, in hexadecimal digits.
        found: String,
    },
}

impl Weights {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Detector, Self::Mesh, Self::AttentionMesh, Self::Mask];

    /// The whole file, checked.
    pub fn bytes(self) -> Result<Vec<u8>, WeightsError> {
        let bytes = if let Some(folder) = std::env::var_os(FOLDER) {
            read(&Path::new(&folder).join(self.file_name()))?
        } else {
            self.cut(read(&installed()?.join(self.source().0))?)
        };
        self.check(bytes)
    }

    /// What the file is called, in a folder of networks and where it is served.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Detector => "detector.tflite",
            Self::Mesh => "mesh.tflite",
            Self::AttentionMesh => "attention_mesh.tflite",
            Self::Mask => "mask.tflite",
        }
    }

    /// The file in its package, and which part of it.
    const fn source(self) -> (&'static str, Range<usize>) {
        match self {
            Self::AttentionMesh => (PACKED, 0..2_495_952),
            Self::Mesh => (PACKED, 2_495_952..3_737_848),
            Self::Detector => (PACKED, 3_757_224..3_986_256),
            Self::Mask => ("@mediapipe/selfie_segmentation/selfie_segmentation.tflite", 0..249_024),
        }
    }

    /// The SHA-256 of the file as published, in hexadecimal digits.
    pub const fn sha256(self) -> &'static str {
        match self {
            Self::Detector => "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
            Self::Mesh => "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1",
            Self::AttentionMesh => {
                "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d"
            }
            Self::Mask => "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27",
        }
    }

    /// The network's part of a file. Of a file that is too short nothing is left, and the check
    /// says so.
    fn cut(self, mut file: Vec<u8>) -> Vec<u8> {
        let Range { start, end } = self.source().1;
        file.truncate(end);
        file.drain(..start.min(file.len()));
        file
    }

    fn check(self, bytes: Vec<u8>) -> Result<Vec<u8>, WeightsError> {
        let mut found = String::new();
        for byte in Sha256::digest(&bytes) {
            // Writing to a string cannot fail.
            let _ = write!(found, "{byte:02x}");
        }
        if found == self.sha256() {
            Ok(bytes)
        } else {
            Err(WeightsError::Changed { name: self.file_name(), found })
        }
    }
}

/// The folder of the packages, installed if they are not those of the lock file.
fn installed() -> Result<PathBuf, WeightsError> {
    let room = Path::new(ROOM);
    let packages = room.join("node_modules");
    let lock = read(&room.join("package-lock.json"))?;
    let stamp = packages.join(".installed-lock.json");
    let ready = || fs::read(&stamp).is_ok_and(|installed| installed == lock);
    if ready() {
        return Ok(packages);
    }
    // Tests run side by side, and each may be the first to ask.
    let path = room.join("install.lock");
    let guard = File::create(&path).and_then(|file| file.lock().map(|()| file));
    let guard = guard.map_err(failed(&path))?;
    if !ready() {
        install(room)?;
        fs::write(&stamp, &lock).map_err(failed(&stamp))?;
    }
    drop(guard);
    Ok(packages)
}

fn install(room: &Path) -> Result<(), WeightsError> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(room)
        .stdout(Stdio::null())
        .status()
        .map_err(WeightsError::NoNpm)?;
    if status.success() { Ok(()) } else { Err(WeightsError::Npm(status)) }
}

fn read(path: &Path) -> Result<Vec<u8>, WeightsError> {
    fs::read(path).map_err(failed(path))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> WeightsError {
    |source| WeightsError::File { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_is_there_as_published() {
        for weights in Weights::ALL {
            let bytes = weights.bytes().unwrap();
            // The mark of a TensorFlow Lite file, at its place.
            assert_eq!(&bytes[4..8], b"TFL3", "{weights:?}");
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        for weights in Weights::ALL {
            let mut bytes = weights.bytes().unwrap();
            bytes[1000] ^= 1;
            let refused = weights.check(bytes);
            assert!(matches!(refused, Err(WeightsError::Changed { .. })), "{weights:?}");
        }
    }

    #[test]
    fn a_short_file_is_refused_and_not_a_panic() {
        let cut = Weights::Detector.cut(vec![0; 100]);
        assert!(cut.is_empty());
        assert!(matches!(Weights::Detector.check(cut), Err(WeightsError::Changed { .. })));
    }

    #[test]
    fn the_notice_names_the_pinned_versions() {
        let pinned = include_str!("package.json");
        for line in NOTICE.lines().filter(|line| line.starts_with("@mediapipe/")) {
            let (name, version) = line.split_once(", version ").unwrap();
            assert!(pinned.contains(&format!("\"{name}\": \"{version}\"")), "{line}");
        }
        for weights in Weights::ALL {
            assert!(NOTICE.contains(weights.file_name()), "{weights:?}");
        }
    }
}
