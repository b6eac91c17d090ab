//! What the self-check says. The tone is a good counselor's: what happened, and the one next step.

use crate::error::Problem;
use crate::phone::Lasting;
use crate::portrait::flow::Trouble;
use crate::queue::WorkerError;
use crate::words::{self, Next};

/// What is fetched before the first full check, as its button names it.
pub fn size(bytes: u32) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("需下载约 {}.{} MB，之后离线也能用", tenths / 10, tenths % 10)
}

/// A trouble: what it is, what to do, and what the button offers.
pub fn trouble(trouble: Trouble) -> (&'static str, &'static str, Next) {
    match trouble {
        Trouble::NoFace => (
            "没有找到脸",
            "请正对镜头，整张脸都在画面里，光线亮一些，再拍一张。戴口罩、离得太远或者照片横着，都可能找不到。",
            Next::Another,
        ),
        Trouble::Networks => (
            "没有下载完",
            "多半是网络断了或太慢。照片还在这里，联网后再试一次；下载一次以后，离线也能用。",
            Next::Again,
        ),
        Trouble::Problem(problem) => self::problem(problem),
    }
}

fn problem(problem: Problem) -> (&'static str, &'static str, Next) {
    use Next::Another;
    match problem {
        Problem::NotAPicture => {
            ("这不是图片", "请选一张自己的照片。PDF、视频和压缩包看不了。", Another)
        }
        Problem::TooHeavy => (
            "这个文件太大",
            "超过了 60 MB。请换一张手机直接拍的照片，或者在相册里裁小一些再选。",
            Another,
        ),
        Problem::TooManyPixels => (
            "这张图的像素太多",
            "超过了 2 亿像素，手机放不下。请在相册里裁出有人的那一部分再选。",
            Another,
        ),
        Problem::BrokenOff => (
            "这张图好像没有下载完整",
            "文件的后半截缺了。请换一张，或者在原来的聊天里点开大图再保存一次。",
            Another,
        ),
        Problem::NoRoom => (
            "手机内存不够，打不开这张图",
            "请关掉几个别的应用再选一次，或者换一张小一些的照片。",
            Another,
        ),
        Problem::Worker(error) => worker(error),
        other => words::problem(other),
    }
}

fn worker(error: WorkerError) -> (&'static str, &'static str, Next) {
    match error {
        WorkerError::Away => (
            "自检程序没有下载完",
            "多半是网络断了或太慢。照片还在这里，联网后再试一次。",
            Next::Again,
        ),
        WorkerError::OtherVersion => ("页面有新版本", "请重新打开页面再量一次。", Next::Reload),
        WorkerError::Broke => (
            "自检程序中途出错了",
            "照片还在这里，没有发到别处。请再试一次；还是不行，就换一张。",
            Next::Again,
        ),
        WorkerError::TooLong => (
            "这张照片量了太久，已经停下",
            "照片还在这里。这台手机可能正忙，请关掉几个别的应用再试一次；还是太久，就换一张小一些的照片。",
            Next::Again,
        ),
        WorkerError::Misunderstood | WorkerError::GivenUp => {
            ("没有量成", "这是程序的问题。请再试一次。", Next::Again)
        }
    }
}

/// How long kept tries will last, said plainly.
pub fn lasting(lasting: Lasting) -> &'static str {
    match lasting {
        Lasting::Firm => "只存在这台手机的浏览器里，没有网也能看。",
        Lasting::Loose => "只存在这台手机的浏览器里。清理浏览器数据会一起清掉。",
        Lasting::Volatile => {
            "只存在这台手机里。微信等应用里的网页，存的东西可能随缓存一起清掉；要紧的照片请自己存进相册。"
        }
        Lasting::Full => "手机留给网页的空间满了，标着“只在本页”的关掉就没有了。",
        Lasting::Session => "这个浏览器不让网页保存内容（例如无痕模式）：关掉本页就没有了。",
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::error::CameraError;

    #[test]
    fn a_size_is_never_named_too_small() {
        assert_eq!(size(1_249_001), "需下载约 1.3 MB，之后离线也能用");
        assert!(size(90_000).contains("0.1 MB") && size(12_000_000).contains("12.0 MB"));
    }

    #[test]
    fn nothing_speaks_of_codes() {
        for problem in [
            Problem::NotAPicture,
            Problem::TooHeavy,
            Problem::TooManyPixels,
            Problem::Heif,
            Problem::BrokenOff,
            Problem::Undecodable,
            Problem::NoRoom,
            Problem::Clipboard,
            CameraError::Refused.into(),
            CameraError::Missing.into(),
            CameraError::Busy.into(),
            CameraError::Lost.into(),
            CameraError::NotOffered.into(),
            WorkerError::Away.into(),
            WorkerError::OtherVersion.into(),
            WorkerError::Broke.into(),
            WorkerError::TooLong.into(),
            WorkerError::Misunderstood.into(),
        ] {
            let (title, text, _) = trouble(problem.into());
            let said = [title, text].concat();
            assert!(!said.contains('码') && !said.contains("扫"), "{problem:?}: {said}");
        }
    }
}
