//! The neural networks, as they are served: under the hash of their bytes, and compressed once for
//! all builds.

use std::fs;

use anyhow::{Context, Result};
use tucai_weights::{NOTICE, Weights};

use crate::{
    compress, names,
    project::{step, target_dir},
    site::{self, Files, extension},
};

/// Where they lie in the site.
pub const FOLDER: &str = "networks/";

/// What is known of them while the kit is compiled; see `kit/networks.rs`.
pub const TABLE: &str = "TUCAI_NETWORK_FILES";

/// The networks of the site, in the order of the wire.
pub struct Networks(Vec<Network>);

struct Network {
    /// Its address as the sources have it.
    name: String,
    bytes: Vec<u8>,
    /// What it shrinks to: `….br`, `….gz`.
    packed: Files,
}

impl Networks {
    /// All of them, fetched and compressed if they are not there yet.
    pub fn ready() -> Result<Self> {
        Weights::ALL.into_iter().map(Network::ready).collect::<Result<_>>().map(Self)
    }

    /// The files by their names in the sources, with what is to be said of them.
    pub fn files(&self) -> Files {
        let networks = self.0.iter().map(|it| (it.name.clone(), it.bytes.clone()));
        networks.chain([(format!("{FOLDER}NOTICE.txt"), NOTICE.into())]).collect()
    }

    /// The compressed siblings by their addresses.
    pub fn siblings(&self) -> Files {
        let of = |network: &Network| {
            let served = network.served();
            let packed = network.packed.clone().into_iter();
            packed.map(move |(name, bytes)| (format!("{served}.{}", extension(&name)), bytes))
        };
        self.0.iter().flat_map(of).collect()
    }

    /// For each: its address, its bytes, its bytes where the host compresses, and its SHA-256.
    pub fn table(&self) -> String {
        let line = |network: &Network| {
            let brotli = network.packed.iter().find(|(name, _)| extension(name) == "br");
            let packed = brotli.map_or(&network.bytes, |(_, bytes)| bytes).len();
            let hash = names::hash(&network.bytes);
            format!("{} {} {packed} {hash}", network.served(), network.bytes.len())
        };
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl Network {
    fn ready(weights: Weights) -> Result<Self> {
        let bytes = weights.bytes()?;
        let kept = target_dir()?.join("xtask").join(FOLDER).join(weights.file_name());
        let mut packed = site::under(&kept)?;
        let stamp = names::hash(&[bytes.as_slice(), include_bytes!("compress.rs")].concat());
        if packed.remove("stamp").as_deref() != Some(stamp.as_bytes()) {
            let what = format!("compress {}", weights.file_name());
            packed = step(&what, || compress::both(weights.file_name(), &bytes))?;
            packed.retain(|_, small| small.len() < bytes.len());
            site::write(&packed, &kept)?;
            fs::write(kept.join("stamp"), &stamp).context("keeping what was compressed")?;
        }
        Ok(Self { name: format!("{FOLDER}{}", weights.file_name()), bytes, packed })
    }

    /// Its address.
    fn served(&self) -> String {
        names::with_hash(&self.name, &self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn networks() -> Networks {
        let packed = [("a.br", vec![1]), ("a.gz", vec![1, 2])];
        let packed = packed.map(|(name, bytes)| (name.to_owned(), bytes)).into();
        let network = |name: &str, packed| Network {
            name: format!("{FOLDER}{name}.tflite"),
            bytes: b"abc".to_vec(),
            packed,
        };
        Networks(vec![network("a", packed), network("b", Files::new())])
    }

    #[test]
    fn the_kit_is_told_what_is_served() -> Result<()> {
        // "abc" is the example of the standard, FIPS 180-2.
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let expected = format!(
            "networks/a-ba7816bf8f01.tflite 3 1 {hash}\nnetworks/b-ba7816bf8f01.tflite 3 3 {hash}"
        );
        assert_eq!(networks().table(), expected);
        let (served, _) = names::by_content(&networks().files())?;
        for line in expected.lines() {
            let address = line.split(' ').next().unwrap();
            assert!(served.contains_key(address), "{address}");
        }
        Ok(())
    }

    #[test]
    fn siblings_stand_beside_their_files() {
        let siblings: Vec<_> = networks().siblings().into_keys().collect();
        let expected = ["networks/a-ba7816bf8f01.tflite.br", "networks/a-ba7816bf8f01.tflite.gz"];
        assert_eq!(siblings, expected);
    }
}
