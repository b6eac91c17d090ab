use tucai_network::{Network, Outputs};
use tucai_wire::portrait::Network as Which;

/// Reads a network and asks whether it looks at pictures of the right size.
pub(crate) fn read(which: Which, bytes: &[u8]) -> Option<Network> {
    let side = match which {
        Which::Detector => 128,
        Which::Mesh | Which::AttentionMesh => 192,
        Which::Mask => 256,
    };
    Network::read(bytes).ok().filter(|network| network.input() == [side, side, 3])
}

/// The output that has so many values.
pub(crate) fn sized(outputs: Outputs<'_>, size: usize) -> Option<&[f32]> {
    outputs.iter().map(|(_, values)| values).find(|values| values.len() == size)
}
