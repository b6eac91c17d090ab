//! Picture files that are not what they should be, as the commands tell them.

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::time::{Duration, Instant};

    use serde_json::Value;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    fn astronaut() -> Vec<u8> {
        std::fs::read(root().join("src/portrait/testdata/astronaut.jpg")).unwrap()
    }

    /// What both commands say of a file of these bytes: `portrait check`, then `code read`.
    fn said(name: &str, bytes: &[u8]) -> [Value; 2] {
        let path = std::env::temp_dir().join(format!("tucai-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let file = path.to_str().unwrap();
        let portrait = ["portrait", "check", "--rules", "hnust-2026", file];
        let said = [&portrait[..], &["code", "read", file]].map(|args| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_tucai"));
            let output = command.args(args).current_dir(root()).output().unwrap();
            assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
            serde_json::from_slice(&output.stdout).unwrap()
        });
        std::fs::remove_file(path).unwrap();
        said
    }

    #[test]
    fn a_header_that_states_too_many_pixels_takes_no_memory() {
        let mut bytes = astronaut();
        // The frame (ITU-T T.81, B.2.2): marker, length, precision, height, width.
        let at = bytes.windows(2).position(|it| it[0] == 0xFF && matches!(it[1], 0xC0 | 0xC2));
        let at = at.unwrap();
        bytes[at + 5..at + 7].copy_from_slice(&65_000_u16.to_be_bytes());
        bytes[at + 7..at + 9].copy_from_slice(&65_000_u16.to_be_bytes());
        #[allow(clippy::disallowed_methods, reason = "a test of how long it takes")]
        let start = Instant::now();
        let [portrait, code] = said("large.jpg", &bytes);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
        assert_eq!(portrait["error"], "too_large");
        assert_eq!(code["reason"], "too_large");
    }

    #[test]
    fn half_a_portrait_is_broken_and_a_code_is_looked_for_in_it() {
        let whole = astronaut();
        let [portrait, code] = said("half.jpg", &whole[..whole.len() * 6 / 10]);
        assert_eq!(portrait["error"], "broken");
        assert_eq!(code["status"], "none");
        // Phones and chat programs append what they like.
        let [portrait, _] = said("tail.jpg", &[whole, vec![7; 900]].concat());
        assert_eq!(portrait["error"], Value::Null);
        assert_eq!(portrait["faces"], 1);
    }

    #[test]
    fn other_kinds_of_pictures_are_told_from_what_is_none() {
        for (name, bytes, wanted) in [
            ("a.heic", &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "unsupported"),
            ("a.avif", b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", "unsupported"),
            ("little.tif", b"II*\0\x08\0\0\0\0\0\0\0\0\0\0\0", "unsupported"),
            ("big.tif", b"MM\0*\0\0\0\x08\0\0\0\0\0\0\0\0", "unsupported"),
            ("empty.jpg", b"", "empty"),
            ("film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "not_a_picture"),
            ("words.jpg", b"not a picture at all", "not_a_picture"),
            ("short.jpg", b"\xFF\xD8\xFF\xE0", "broken"),
        ] {
            let [portrait, code] = said(name, bytes);
            assert_eq!((&portrait["error"], &code["reason"]), (&wanted.into(), &wanted.into()));
        }
    }
}
