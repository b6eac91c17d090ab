//! `tucai notice check`: what is wrong with files, and with the names they bear.

use std::path::{Path, PathBuf};

use serde::Serialize;
use tucai_notice::check::{self, Finding, Severity};
use tucai_notice::{IndexEntry, Notice, NoticeError};

use crate::error::CliError;
use crate::output::{Output, message};
use crate::{Answer, files};

/// A finding in a file, as it is printed.
#[derive(Serialize)]
struct FileFinding<'a> {
    file: String,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// Checks files one after the other.
pub fn files(paths: &[PathBuf], output: &mut Output) -> Result<Answer, CliError> {
    let mut answer = Answer::Yes;
    for path in paths {
        if files::is_schema(path) {
            message(&format!("{}：不是通知，跳过", path.display()));
            continue;
        }
        let findings = findings(path)?;
        let count = |of| findings.iter().filter(|finding| finding.severity == of).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        for finding in &findings {
            output.line(&FileFinding { file: path.display().to_string(), finding })?;
        }
        message(&format!(
            "{}：{errors} 个错误，{warnings} 个警告，{} 个提示",
            path.display(),
            count(Severity::Remark)
        ));
        if errors > 0 {
            answer = Answer::No;
        }
    }
    Ok(answer)
}

/// The findings on one file: what is in it, and whether it bears the right name.
fn findings(path: &Path) -> Result<Vec<Finding>, CliError> {
    let text = match files::read(path) {
        Err(CliError::NotUtf8 { .. }) => return Ok(vec![error("文件不是 UTF-8 编码")]),
        Err(CliError::Notice { source: NoticeError::TooLarge, .. }) => {
            let words = format!("文件过大：最多 {} 字节", Notice::MAX_BYTES);
            return Ok(vec![error(&words)]);
        }
        text => text?,
    };
    if files::is_index(path) {
        return Ok(index(&text));
    }
    let mut findings = check::check(&text);
    if let Ok(notice) = Notice::from_json(&text)
        && path.file_stem().is_none_or(|stem| stem != notice.id.as_str())
    {
        let name = path.file_name().unwrap_or_default().display();
        let words = format!("编号“{}”与文件名 {name} 不同", notice.id);
        let finding = Finding { path: "/id".to_owned(), ..error(&words) };
        if files::is_published(path) {
            findings.insert(0, finding);
        } else {
            // A draft may be called anything; its link will not find it until it bears its id.
            findings.push(Finding { severity: Severity::Remark, ..finding });
        }
    }
    Ok(findings)
}

/// The findings on the index of a folder.
fn index(text: &str) -> Vec<Finding> {
    let Err(broken) = serde_json::from_str::<Vec<IndexEntry>>(text) else {
        return Vec::new();
    };
    let words = format!(
        "通知目录有错：{}。运行 tucai notice index <文件夹> 重新生成",
        NoticeError::from(broken)
    );
    vec![error(&words)]
}

fn error(words: &str) -> Finding {
    Finding { severity: Severity::Error, path: String::new(), words: words.to_owned() }
}
