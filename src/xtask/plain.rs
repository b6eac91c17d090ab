//! The page of a notice that needs no script.

use anyhow::{Context, Result};
use serde_json::Value;

/// All facts of a notice as one HTML page.
pub fn page(notice: &[u8]) -> Result<String> {
    let notice: Value = serde_json::from_slice(notice)?;
    let title = notice
        .get("title")
        .and_then(Value::as_str)
        .context("no title")?;
    Ok(format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1>"
    ))
}
