//! Short names between a program and its glue.
//!
//! wasm-bindgen names an import after what it does and a hash, a closure after a hash, and both files
//! carry each name; hashes do not compress. The two have to agree with each other and with nobody
//! else, so here they agree on single letters. On the way, whatever only one of them knows is found:
//! it would be a page that does not start.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use walrus::Module;

/// Short names by the long ones.
type Names = BTreeMap<String, String>;

/// Gives everything that goes between a program and its glue a short name in both.
pub fn names(js: &str, program: &str, wasm: &mut Module) -> Result<String> {
    // What comes from elsewhere, a script of the sources, keeps its name.
    let glue = format!("./{program}_bg.js");
    let mut imports = Names::new();
    for (index, import) in wasm.imports.iter_mut().filter(|it| it.module == glue).enumerate() {
        let long = std::mem::replace(&mut import.name, letters(index));
        import.module = letters(0);
        ensure!(!imports.contains_key(&long), "`{long}` is imported twice");
        imports.insert(long, import.name.clone());
    }
    let mut exports = Names::new();
    for (index, export) in wasm.exports.iter_mut().enumerate() {
        let long = std::mem::replace(&mut export.name, letters(index));
        exports.insert(long, export.name.clone());
    }
    let js = renamed(js, imports, &exports)?;
    let (before, after) = js.split_once(&format!("{glue:?}")).context("no imports in the glue")?;
    ensure!(!after.contains(&glue), "`{glue}` is in the glue twice");
    Ok(format!("{before}{:?}{after}", letters(0)))
}

/// The glue with the new names: of the imports, which are keys of an object, and of the exports,
/// which are parts of `wasm`.
fn renamed(js: &str, mut imports: Names, exports: &Names) -> Result<String> {
    let mut text = String::new();
    for word in js.split_inclusive(|c: char| !is_of_a_name(c)) {
        let name = word.trim_end_matches(|c| !is_of_a_name(c));
        let (_, end) = word.split_at(name.len());
        let part_of_wasm = text.strip_suffix("wasm.").is_some_and(|it| !it.ends_with(is_of_a_name));
        if part_of_wasm && !name.is_empty() {
            let Some(short) = exports.get(name) else {
                bail!("the glue needs `{name}`, which the program does not export");
            };
            text.push_str(short);
        } else if end == ":"
            && let Some(short) = imports.remove(name)
        {
            text.push_str(&short);
        } else {
            text.push_str(name);
        }
        text.push_str(end);
    }
    if let Some(name) = imports.keys().next() {
        bail!("the program needs `{name}`, which the glue does not have");
    }
    Ok(text)
}

fn is_of_a_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// The name of that number: a, b, …, z, aa, ba, …
fn letters(number: usize) -> String {
    let mut rest = number;
    let mut name = String::new();
    loop {
        name.extend(char::from_u32('a' as u32 + u32::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            return name;
        }
        rest = rest / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    const JS: &str = r#"
        const import0 = {
            __wbg_now_463ac581d2fc7ea3: function() { return wasm.__externref_table_alloc(Date.now()); },
        };
        const imports = { "./app_bg.js": import0 };
        wasm.memory.buffer; wasmInstance.exports; my_wasm.other; "now: wasm"
    "#;

    fn program() -> Module {
        let mut module = Module::default();
        let signature = module.types.add(&[], &[]);
        module.add_import_func("./app_bg.js", "__wbg_now_463ac581d2fc7ea3", signature);
        module.add_import_func("./snippets/own.js", "kept", signature);
        let nothing = FunctionBuilder::new(&mut module.types, &[], &[]);
        let nothing = nothing.finish(Vec::new(), &mut module.funcs);
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        module.exports.add("__externref_table_alloc", nothing);
        module
    }

    #[test]
    fn program_and_glue_agree_on_the_same_letters() -> Result<()> {
        let mut wasm = program();
        let js = names(JS, "app", &mut wasm)?;
        let expected = JS
            .replace("__wbg_now_463ac581d2fc7ea3", "a")
            .replace("__externref_table_alloc", "b")
            .replace("wasm.memory", "wasm.a")
            .replace("./app_bg.js", "a");
        assert_eq!(js, expected);
        let imports: Vec<_> = wasm.imports.iter().map(|it| [&*it.module, &*it.name]).collect();
        assert_eq!(imports, [["a", "a"], ["./snippets/own.js", "kept"]]);
        let exports: Vec<_> = wasm.exports.iter().map(|it| &*it.name).collect();
        assert_eq!(exports, ["a", "b"]);
        Ok(())
    }

    #[test]
    fn what_only_one_of_them_knows_is_an_error() {
        let error = |js: &str| names(js, "app", &mut program()).unwrap_err().to_string();
        let unknown = JS.replace("wasm.memory", "wasm.__wbindgen_new");
        assert_eq!(
            error(&unknown),
            "the glue needs `__wbindgen_new`, which the program does not export"
        );
        let without = JS.replace("__wbg_now_463ac581d2fc7ea3", "__wbg_now");
        assert_eq!(
            error(&without),
            "the program needs `__wbg_now_463ac581d2fc7ea3`, which the glue does not have"
        );
        assert_eq!(error(&JS.replace("./app_bg.js", "env")), "no imports in the glue");
    }

    #[test]
    fn names_are_short_and_differ() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["a", "z", "aa", "ba", "zz", "aaa"]);
    }
}
