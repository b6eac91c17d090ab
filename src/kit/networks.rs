//! The neural networks that look at portraits, as files of this site: what they are called and weigh.

use tucai_wire::portrait::Network;

use crate::queue::WorkerError;

/// A line a network, in the order of the wire, written by the build: the address, the bytes, the
/// bytes where the host compresses, and the SHA-256. None in what is built without a site.
const TABLE: &str = match option_env!("TUCAI_NETWORK_FILES") {
    Some(table) => table,
    None => "",
};

/// A network's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// Where it is, seen from the page.
    pub address: &'static str,
    /// Its bytes.
    pub bytes: u32,
    /// The bytes that travel where the host compresses.
    pub packed: u32,
    /// Its SHA-256, in hexadecimal digits.
    pub hash: &'static str,
}

/// Why the networks are not there. Whose move it is differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkTrouble {
    /// A file did not come: the network's.
    #[error("a network did not come")]
    Away,
    /// Something else came in its place, or only a part of it: the host's.
    #[error("a network came broken")]
    Broken,
    /// Whoever asked does not want it any more.
    #[error("the networks were given up")]
    GivenUp,
    /// The worker did not take it.
    #[error(transparent)]
    Worker(#[from] WorkerError),
}

/// How much has come of all that has to come, in bytes as they are once unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So much is there.
    pub done: u32,
    /// So much it will be.
    pub all: u32,
}

/// A network's file, if there is one.
pub fn file(network: Network) -> Option<File> {
    line(TABLE, network as usize)
}

/// The bytes that travel for these networks: of a host that compresses them, or not.
pub fn size(networks: &[Network], packs: bool) -> u32 {
    let files = networks.iter().filter_map(|network| file(*network));
    files.map(|file| if packs { file.packed } else { file.bytes }).sum()
}

fn line(table: &'static str, at: usize) -> Option<File> {
    let mut words = table.lines().nth(at)?.split(' ');
    let (address, bytes) = (words.next()?, words.next()?.parse().ok()?);
    let (packed, hash) = (words.next()?.parse().ok()?, words.next()?);
    Some(File { address, bytes, packed, hash })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn each_network_has_its_line() {
        let table = "networks/a-12.tflite 300 200 12ab\nnetworks/b-34.tflite 40 40 34cd";
        let second = File { address: "networks/b-34.tflite", bytes: 40, packed: 40, hash: "34cd" };
        assert_eq!(line(table, 1), Some(second));
        assert_eq!(line(table, 0).map(|file| file.packed), Some(200));
        for (table, at) in
            [(table, 2), ("", 0), ("networks/a-12.tflite 300 200", 0), ("a b c d", 0)]
        {
            assert_eq!(line(table, at), None, "{table}");
        }
    }
}
