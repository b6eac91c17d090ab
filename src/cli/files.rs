//! Notice files: by id in the folder of notices, or by their own path.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use tucai_notice::{Notice, NoticeError};

use crate::error::CliError;

/// The file that an `<id|file>` names.
pub fn path_of(asked: &str, dir: &Path) -> PathBuf {
    let is_id = !asked.is_empty()
        && asked.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if is_id { dir.join(format!("{asked}.json")) } else { PathBuf::from(asked) }
}

/// Reads the notice that an `<id|file>` names.
pub fn notice(asked: &str, dir: &Path) -> Result<Notice, CliError> {
    let path = path_of(asked, dir);
    let text = match read(&path) {
        Err(CliError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {
            return Err(CliError::NoSuchNotice { asked: asked.to_owned(), path });
        }
        text => text?,
    };
    Notice::from_json(&text).map_err(|source| CliError::Notice { path, source })
}

/// Reads a file as UTF-8; a byte order mark at its start is dropped. What is no file, or larger than
/// any notice, is not read at all: a device never ends, and a pipe may never begin.
pub fn read(path: &Path) -> Result<String, CliError> {
    let error = |source| CliError::Read { path: path.to_owned(), source };
    let too_large = || CliError::Notice { path: path.to_owned(), source: NoticeError::TooLarge };
    let most = Notice::MAX_BYTES as u64;
    let about = fs::metadata(path).map_err(error)?;
    if !about.is_file() {
        return Err(CliError::NotAFile { path: path.to_owned() });
    }
    if about.len() > most {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // It may have grown since, or not know its length (/proc).
    let file = fs::File::open(path).map_err(error)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(error)?;
    if bytes.len() as u64 > most {
        return Err(too_large());
    }
    let text = String::from_utf8(bytes).map_err(|_| CliError::NotUtf8 { path: path.to_owned() })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Writes a file.
pub fn write(path: &Path, text: &str) -> Result<(), CliError> {
    fs::write(path, text).map_err(|source| CliError::Write { path: path.to_owned(), source })
}

/// The files of a folder of notices that hold a notice, in the order of their names.
pub fn notices_in(dir: &Path) -> Result<Vec<PathBuf>, CliError> {
    let error = |source| CliError::Read { path: dir.to_owned(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.extension().is_some_and(|end| end == "json") && !is_companion(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a file stands beside the notices without being one: the index, the schema and the divisions
/// of colleges (`<id>.plan-<name>.json`).
pub fn is_companion(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    is_index(path) || is_schema(path) || name.contains(".plan-")
}

/// Whether a file is the index of a folder of notices.
pub fn is_index(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "index.json")
}

/// Whether a file is the schema of notices.
pub fn is_schema(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "notice.schema.json")
}

/// Whether a file lies in a folder of notices, where its name is its id.
pub fn is_published(path: &Path) -> bool {
    path.with_file_name("index.json").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_looked_up_in_the_folder_and_nothing_else_is() {
        let dir = Path::new("public/notices");
        assert_eq!(path_of("cqie-2027", dir), dir.join("cqie-2027.json"));
        assert_eq!(path_of("./cqie-2027.json", dir), Path::new("./cqie-2027.json"));
        assert_eq!(path_of("../x", dir), Path::new("../x"));
    }

    #[test]
    fn a_colleges_division_is_no_notice() {
        assert!(is_companion(Path::new("public/notices/cqust-2026.plan-dzydqgcxy.json")));
        assert!(!is_companion(Path::new("public/notices/cqust-2026.json")));
    }
}
