//! What can go wrong for the `tucai` command.

use std::io;
use std::path::PathBuf;

use tucai_notice::NoticeError;

/// Why a command gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// There is no notice of that id, or no such file. The user's move is next.
    #[error("找不到通知“{asked}”（{}）", path.display())]
    NoSuchNotice {
        /// What was asked for.
        asked: String,
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file cannot be read.
    #[error("无法读取 {}：{source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("无法写入 {}：{source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no notice. The publisher's move is next.
    #[error("{}：{source}。用 tucai notice check 查看详情", path.display())]
    Notice {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: NoticeError,
    },
    /// A file has no place for what is to be put into it.
    #[error("{}：不是一个 JSON 对象", path.display())]
    NotAnObject {
        /// The file.
        path: PathBuf,
    },
    /// The answer cannot be put into JSON: a bug.
    #[error("无法输出结果：{0}")]
    Json(#[from] serde_json::Error),
    /// Standard output cannot be written to.
    #[error("无法输出结果：{0}")]
    Output(io::Error),
}

impl CliError {
    /// Whether the command was used wrongly, rather than that the answer is negative.
    pub fn is_wrong_use(&self) -> bool {
        matches!(self, Self::NoSuchNotice { .. } | Self::Read { .. })
    }
}
