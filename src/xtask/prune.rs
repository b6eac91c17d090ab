//! What dependencies offer to JavaScript, taken out of a program before wasm-bindgen sees it.
//!
//! A `#[wasm_bindgen]` function or class of any crate in the tree becomes an export of the wasm,
//! called or not, and an export keeps alive all that it reaches: leptos brings wasm-streams, whose
//! three classes no page makes. Only a program's own package speaks to our scripts, so whatever
//! another one offers goes. That happens before the glue is made, and so wasm-bindgen itself leaves
//! out the classes and the imports that only they needed. Should live code need such a class after
//! all, wasm-bindgen misses the class's constructor and fails the build.

use anyhow::{Context, Result};
use walrus::{Export, Module, ModuleConfig, RawCustomSection};

/// Where the macro leaves what it knows until wasm-bindgen takes it: for each use of the macro the
/// version of the format and a block, each behind its length.
const SECTION: &str = "__wasm_bindgen_unstable";

/// Letters of the hash that a crate's identifier ends in: `wasm-streams-58a9338f50bce61c`.
const HASH: usize = 16;

/// A program that offers only what its own package offers, ready to be bound.
pub fn foreign_exports(wasm: &[u8], package: &str) -> Result<Module> {
    // As wasm-bindgen parses it, which takes the compiler's output for valid.
    let mut module = ModuleConfig::new().strict_validate(false).parse(wasm)?;
    let section = module.customs.remove_raw(SECTION);
    let section = section.with_context(|| format!("{package} has no section `{SECTION}`"))?;
    let (data, foreign) = own_blocks(&section.data, package)
        .with_context(|| format!("wasm-bindgen has changed the format of `{SECTION}`"))?;
    module.customs.add(RawCustomSection { name: section.name, data });
    // The names of a crate's exports hold the crate's hash, some with a module's path behind it.
    let is_foreign = |export: &&Export| foreign.iter().any(|hash| export.name.contains(hash));
    let gone: Vec<_> = module.exports.iter().filter(is_foreign).map(Export::id).collect();
    for export in gone {
        module.exports.delete(export);
    }
    Ok(module)
}

/// The section without the blocks by which other packages offer something, and the hashes of these
/// packages' crates.
fn own_blocks(section: &[u8], package: &str) -> Option<(Vec<u8>, Vec<String>)> {
    let (mut kept, mut foreign) = (Vec::new(), Vec::new());
    let mut rest = section;
    while !rest.is_empty() {
        let (_version, block) = sized(rest)?;
        let (block, next) = sized(block)?;
        let (here, _) = rest.split_at_checked(rest.len() - next.len())?;
        rest = next;
        if offers(block) {
            let (name, hash) = owner(block)?;
            if name != package {
                foreign.push(hash.to_owned());
                continue;
            }
        }
        kept.extend_from_slice(here);
    }
    Some((kept, foreign))
}

/// What stands behind its length, and what follows it.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

/// Whether a block is of a function or of a class. It begins with the numbers of the functions, the
/// enums, the imports and the classes in it, and what the macro stands at is one of them.
fn offers(block: &[u8]) -> bool {
    matches!(block, [1..=u8::MAX, ..] | [0, 0, 0, 1..=u8::MAX, ..])
}

/// The crate that a block is of: name and hash. Its identifier is a text behind its length, the last
/// that looks like one.
fn owner(block: &[u8]) -> Option<(&str, &str)> {
    (0..block.len()).rev().find_map(|at| {
        let (length, text) = block.get(at..)?.split_first()?;
        let identifier = std::str::from_utf8(text.get(..usize::from(*length))?).ok()?;
        let (name, hash) = identifier.rsplit_once('-')?;
        let is_hash = hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_name =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        (is_hash && is_name && !name.is_empty()).then_some((name, hash))
    })
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    const OURS: &str = "tucai-finder-0123456789abcdef";
    const THEIRS: &str = "wasm-streams-58a9338f50bce61c";

    /// What the macro leaves behind where it stands at a function, an import or a class.
    fn block(counts: &[u8], owner: &str) -> Vec<u8> {
        let length = u8::try_from(owner.len()).unwrap();
        let tail = [&[length], owner.as_bytes(), b"\x87\x80\x80\x80\0a::path\0\0"].concat();
        sized_all(&[br#"{"schema_version":"0.2.130"}"#, &[counts, b"\x04name\0", &tail].concat()])
    }

    fn sized_all(parts: &[&[u8]]) -> Vec<u8> {
        let length = |part: &[u8]| u32::try_from(part.len()).unwrap().to_le_bytes();
        parts.iter().flat_map(|part| [&length(part), *part].concat()).collect()
    }

    #[test]
    fn what_others_offer_goes_and_what_they_need_stays() {
        let ours = block(&[1], OURS);
        let import = block(&[0, 0, 1, 0], THEIRS);
        let section =
            [block(&[0, 0, 0, 1], THEIRS), ours.clone(), block(&[1], THEIRS), import.clone()];
        let (kept, foreign) = own_blocks(&section.concat(), "tucai-finder").unwrap();
        assert_eq!(kept, [ours, import].concat());
        assert_eq!(foreign, ["58a9338f50bce61c", "58a9338f50bce61c"]);
    }

    #[test]
    fn a_format_that_is_not_understood_is_no_guess() {
        let whole = block(&[1], OURS);
        assert_eq!(own_blocks(&whole[..whole.len() - 1], "tucai-finder"), None);
        assert_eq!(own_blocks(&block(&[1], "no identifier"), "tucai-finder"), None);
        assert_eq!(own_blocks(&[], "tucai-finder"), Some((Vec::new(), Vec::new())));
    }

    #[test]
    fn an_export_of_another_package_goes_with_its_description() -> Result<()> {
        let mut module = Module::default();
        let nothing = FunctionBuilder::new(&mut module.types, &[], &[]);
        let nothing = nothing.finish(Vec::new(), &mut module.funcs);
        for name in [
            "find_0123456789abcdef",
            "__wbindgen_describe_find_0123456789abcdef",
            "pull_58a9338f50bce61c",
            "__wbindgen_describe_pull_58a9338f50bce61c",
            "__wbg_source_free_58a9338f50bce61c_wasm_streams::readable",
            "__wbindgen_malloc",
        ] {
            module.exports.add(name, nothing);
        }
        let data = [block(&[1], OURS), block(&[1], THEIRS)].concat();
        module.customs.add(RawCustomSection { name: SECTION.to_owned(), data });
        let pruned = foreign_exports(&module.emit_wasm(), "tucai-finder")?;
        let mut left: Vec<_> = pruned.exports.iter().map(|it| it.name.as_str()).collect();
        left.sort_unstable();
        assert_eq!(
            left,
            [
                "__wbindgen_describe_find_0123456789abcdef",
                "__wbindgen_malloc",
                "find_0123456789abcdef"
            ]
        );
        assert!(foreign_exports(&Module::default().emit_wasm(), "tucai-finder").is_err());
        Ok(())
    }
}
