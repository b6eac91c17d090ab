//! The JSON Schema of the notice file, made from its types.

use crate::notice::Notice;

/// The schema as it stands in `public/notices/notice.schema.json`.
pub fn text() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(Notice))?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn schema_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices/notice.schema.json");
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            published == super::text().unwrap(),
            "run: cargo run -p tucai-cli -- notice schema > public/notices/notice.schema.json"
        );
    }
}
