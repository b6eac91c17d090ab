//! The runner that cargo hands each wasm test program to.
//!
//! Linking it from the library costs a few seconds; installing the published tool costs minutes
//! and a second place that states its version.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
