//! What is no network is an error, and takes neither much memory nor much time.

use proptest::prelude::*;
use tucai_network::{Network, NetworkError};
use tucai_weights::Weights;

fn networks() -> Vec<Vec<u8>> {
    Weights::ALL.iter().map(|weights| weights.bytes().unwrap()).collect()
}

/// Reads, and runs what can be read: a panic or an allocation without bounds fails the test.
fn try_out(file: &[u8]) {
    if let Ok(mut network) = Network::read(file) {
        let values = network.input().iter().product();
        assert!(values <= 1 << 22);
        network.run(&vec![0.5; values]).unwrap();
    }
}

#[test]
fn nothing_and_nonsense_are_no_networks() {
    for file in [&b""[..], b"TFL3", b"\x08\0\0\0TFL3", b"\xff\xff\xff\xffTFL3\0\0\0\0", &[0; 1000]]
    {
        assert_eq!(Network::read(file).err(), Some(NetworkError::Broken));
    }
}

#[test]
fn an_input_of_another_size_is_refused() {
    let mut network = Network::read(&Weights::Detector.bytes().unwrap()).unwrap();
    let refused = network.run(&[0.0; 100]).err();
    assert_eq!(refused, Some(NetworkError::Input { expected: 128 * 128 * 3, found: 100 }));
}

#[test]
fn a_part_of_a_network_is_no_network() {
    for file in networks() {
        // All of the first bytes, and then some ends further on.
        for end in (0..400).chain((400..file.len()).step_by(file.len() / 40)) {
            assert!(Network::read(&file[..end]).is_err(), "{end}");
        }
    }
}

/// The tables lie at the beginning or the end of the files, among the names; in the middle are the
/// weights, of which any are fine.
fn places(file: &[u8]) -> Vec<usize> {
    let length = file.len();
    (0..6000.min(length)).chain(length.saturating_sub(60_000)..length).collect()
}

#[test]
fn a_size_that_is_changed_is_an_error_or_harmless() {
    for file in networks() {
        let mut changed = file.clone();
        for place in places(&file).into_iter().filter(|place| place % 4 == 0).step_by(23) {
            for value in [0, 1, 0x7fff_ffff_u32, 0xffff_ffff, 0x0001_0000] {
                changed[place..place + 4].copy_from_slice(&value.to_le_bytes());
                let _ = Network::read(&changed);
            }
            changed[place..place + 4].copy_from_slice(&file[place..place + 4]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn bytes_are_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let mut file = bytes;
        if let Some(mark) = file.get_mut(4..8) {
            mark.copy_from_slice(b"TFL3");
        }
        prop_assert!(Network::read(&file).is_err());
    }

    #[test]
    fn changed_bits_are_an_error_or_harmless(
        which in 0..Weights::ALL.len(),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..6),
    ) {
        let mut file = Weights::ALL[which].bytes().unwrap();
        let places = places(&file);
        for (place, bit) in flips {
            file[places[place.index(places.len())]] ^= 1 << bit;
        }
        try_out(&file);
    }
}
