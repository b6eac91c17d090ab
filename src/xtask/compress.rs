//! Compressed siblings, for hosts that serve them.

use std::io::Write as _;

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};

use crate::site::{Files, extension, is_text};

/// The .br and .gz siblings of every file that shrinks by being compressed.
pub fn siblings(files: &Files) -> Result<Files> {
    let compressible: Vec<_> =
        files.iter().filter(|(address, _)| is_compressible(address)).collect();
    let packed = in_parallel(&compressible, |(address, bytes)| both(address, bytes))?;
    Ok(packed.into_iter().flatten().collect())
}

/// The .br and .gz sibling of one file.
pub fn both(address: &str, bytes: &[u8]) -> Result<Files> {
    let brotli = (format!("{address}.br"), brotli(bytes)?);
    Ok(Files::from([brotli, (format!("{address}.gz"), gzip(bytes)?)]))
}

/// As small as brotli makes it.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn is_compressible(address: &str) -> bool {
    is_text(address) || extension(address) == "wasm"
}

/// Does some work for each item on threads of its own.
fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = items.iter().map(|item| scope.spawn(move || work(item))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_shrinks_gets_siblings() -> Result<()> {
        let files: Files = ["a.js", "b.png", "c.wasm"]
            .map(|address| (address.to_owned(), b"aaaaaaaaaaaaaaaaaaaaaaaa".to_vec()))
            .into();
        let siblings: Vec<_> = siblings(&files)?.into_keys().collect();
        assert_eq!(siblings, ["a.js.br", "a.js.gz", "c.wasm.br", "c.wasm.gz"]);
        Ok(())
    }
}
