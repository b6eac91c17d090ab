//! What can go wrong for the `tucai` command.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tucai_notice::NoticeError;
use tucai_portrait::PortraitError;
use tucai_weights::WeightsError;

use crate::output::{short, visible};

/// Why a command gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// There is no notice of that id, or no such file. The user's move is next.
    #[error("找不到通知“{}”（{}）", short(asked), shown(path))]
    NoSuchNotice {
        /// What was asked for.
        asked: String,
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A folder, a device or a pipe where a file should be.
    #[error("{} 不是文件", shown(path))]
    NotAFile {
        /// What was asked for.
        path: PathBuf,
    },
    /// The unit asked for is no name at all.
    #[error("要查的班级或单位是空的")]
    NoUnit,
    /// A file cannot be read.
    #[error("无法读取 {}：{}", shown(path), why(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("无法写入 {}：{}", shown(path), why(source))]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no notice. The publisher's move is next.
    #[error("{}：{source}。用 tucai notice check 查看详情", shown(path))]
    Notice {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: NoticeError,
    },
    /// A file is no text. The publisher's move is next.
    #[error("{}：文件不是 UTF-8 编码", shown(path))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// A file has no place for what is to be put into it.
    #[error("{}：不是一个 JSON 对象", shown(path))]
    NotAnObject {
        /// The file.
        path: PathBuf,
    },
    /// The networks that look at portraits cannot be had.
    #[error("无法取得识别人像的模型：{0}")]
    Weights(#[from] WeightsError),
    /// The networks were had, but cannot be used: a bug.
    #[error("无法使用识别人像的模型：{0}")]
    Portrait(#[from] PortraitError),
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
        matches!(
            self,
            Self::NoSuchNotice { .. } | Self::NotAFile { .. } | Self::NoUnit | Self::Read { .. }
        )
    }
}

/// A path on one line.
fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}

/// Why a file cannot be read or written, in Chinese where that is common.
fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件".to_owned(),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
        ErrorKind::StorageFull => "磁盘已满".to_owned(),
        _ => error.to_string(),
    }
}
