//! What the kit says. The tone is a good counselor's: what happened, and the one next step.

use tucai_wire::code::{Kind, Trouble};

use crate::error::{CameraError, Problem};
use crate::phone::Lasting;
use crate::queue::WorkerError;

/// What the student can do about a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Choose another picture.
    Another,
    /// Choose one in the album, as the way that always works.
    Album,
    /// The camera once more, or the album.
    Camera,
    /// The same once more.
    Again,
    /// Load the page again.
    Reload,
}

/// A problem: what it is, what to do, and what the button offers.
pub fn problem(problem: Problem) -> (&'static str, &'static str, Next) {
    use Next::Another;
    match problem {
        Problem::NotAPicture => (
            "这不是图片",
            "请选保存采集码的那张图：相册里的照片或截图都可以。PDF、视频和压缩包读不了。",
            Another,
        ),
        Problem::TooHeavy => (
            "这个文件太大",
            "超过了 60 MB。请在相册里截取有码的那一部分，或者换成长按保存的原图。",
            Another,
        ),
        Problem::TooManyPixels => (
            "这张图的像素太多",
            "超过了 2 亿像素，手机放不下。请在相册里裁剪出有码的那一部分再试。",
            Another,
        ),
        Problem::Heif => (
            "打不开这张图",
            "可能是这个浏览器不支持它的格式（HEIC、AVIF），也可能文件坏了。请打开照片截一张屏再选，或者用手机自带的浏览器打开本页。",
            Another,
        ),
        Problem::BrokenOff => (
            "这张图好像没有下载完整",
            "文件的后半截缺了。请在原来的聊天里点开大图、等它显示清楚，再保存一次。",
            Another,
        ),
        Problem::Undecodable => {
            ("这张图打不开", "文件可能已经损坏。请重新保存一次，或者打开它截一张屏再选。", Another)
        }
        Problem::NoRoom => (
            "手机内存不够，打不开这张图",
            "请关掉几个别的应用，或者在相册里裁剪出有码的那一部分再试。",
            Another,
        ),
        Problem::NoCode(trouble) => no_code(trouble),
        Problem::Worker(error) => worker(error),
        Problem::Clipboard => (
            "剪贴板里没有读到图片",
            "请先在聊天或相册里复制图片，再点粘贴；也可以直接从相册选图。",
            Next::Album,
        ),
        Problem::Camera(error) => camera(error),
    }
}

fn no_code(trouble: Trouble) -> (&'static str, &'static str, Next) {
    let (title, text) = match trouble {
        Trouble::NoCode => (
            "这张图里没有找到二维码",
            "请看看是不是选错了图。采集码在学信网的“图像采集码”卡片上，长按保存原图最清楚。",
        ),
        Trouble::TooSmall => (
            "码在图里太小，读不出",
            "请用原图：回学信网长按保存。不要用缩略图，也不要截缩小了的图，截屏后再放大没有用。",
        ),
        Trouble::Blurred => (
            "这张图是糊的，读不出码",
            "请回学信网长按保存原图，比截屏和翻拍都清楚。翻拍的话，等对焦清楚再按快门。",
        ),
        Trouble::CutOff => {
            ("码没有拍全", "图里只有一部分码。请让整个码连同四周的白边都在图里，或者长按保存原图。")
        }
        Trouble::Covered => (
            "码被挡住或弄花了一块",
            "可能有水印、涂抹、反光或手指。请回学信网长按保存原图，不要在图上涂画。",
        ),
        Trouble::LowContrast => (
            "码太暗或太淡，读不出",
            "请用原图：回学信网长按保存。如果是拍的照片，换个光线、避开反光重拍一张。",
        ),
        Trouble::Unclear => {
            ("好像有一个码，但读不出来", "原因看不出来。请回学信网长按保存原图，比截屏和翻拍可靠。")
        }
        Trouble::OutOfTime => {
            ("这张图太复杂，没有读完", "请在相册里裁剪出有码的那一部分再试，四周留一点白边。")
        }
    };
    (title, text, Next::Another)
}

fn worker(error: WorkerError) -> (&'static str, &'static str, Next) {
    match error {
        WorkerError::Away => (
            "读码程序没有下载完",
            "多半是网络断了或太慢。已经存好的码不受影响，照样能出示。",
            Next::Again,
        ),
        WorkerError::OtherVersion => {
            ("页面有新版本", "请重新打开页面再读一次。已经存好的码不受影响。", Next::Reload)
        }
        WorkerError::Broke => (
            "这张图让读码程序出错了",
            "这是程序的问题，图还在你手机里，没有发到别处。请换一张图，比如长按保存的原图。",
            Next::Another,
        ),
        WorkerError::TooLong => (
            "这张图读了太久，已经停下",
            "请在相册里裁剪出有码的那一部分再试，或者换成长按保存的原图。",
            Next::Another,
        ),
        WorkerError::Misunderstood | WorkerError::GivenUp => {
            ("没有读成", "这是程序的问题。请再试一次。", Next::Again)
        }
    }
}

fn camera(error: CameraError) -> (&'static str, &'static str, Next) {
    let (title, text) = match error {
        CameraError::Refused => (
            "没有得到相机的许可",
            "可以在浏览器的设置里允许本页使用相机；也可以先拍照，再从相册选图。",
        ),
        CameraError::Missing => ("这台设备没有找到相机", "请从相册或文件里选图。"),
        CameraError::Busy => ("相机正被别的应用占用", "请关掉别的相机应用再试，或者从相册选图。"),
        CameraError::Lost => {
            return (
                "镜头断开了",
                "可能被别的应用或来电占用了。请再开一次相机，或者从相册选图。",
                Next::Camera,
            );
        }
        CameraError::NotOffered => (
            "这里不能直接打开相机",
            "微信等应用里的网页常常如此。请先拍照，再从相册选图，效果一样。",
        ),
    };
    (title, text, Next::Album)
}

/// What a code looks like that is recognisably something else; none for what may be a collection
/// code.
pub fn looks_like(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Opaque => return None,
        Kind::Url => "网页链接",
        Kind::WechatPay => "微信收付款码",
        Kind::Alipay => "支付宝码",
        Kind::Payment => "付款码",
        Kind::Contact => "加好友的名片码",
        Kind::Group => "群聊二维码",
        Kind::Wifi => "Wi-Fi 码",
        Kind::Number => "一串数字（像票据或快递单）",
        Kind::MiniProgram => "小程序或公众号码",
        Kind::Message => "电话、短信或邮件码",
    })
}

/// How long what is kept will last, said plainly; with what to do besides.
pub fn lasting(lasting: Lasting) -> &'static str {
    match lasting {
        Lasting::Firm => "存在这台手机的浏览器里，没有网也能出示。同时把原图留在相册里，更稳妥。",
        Lasting::Loose => {
            "存在这台手机的浏览器里。清理浏览器数据会一起清掉，请同时把原图留在相册里。"
        }
        Lasting::Volatile => {
            "微信等应用里的网页，存的东西可能随缓存一起清掉。请同时把原图留在相册里，或者用手机自带的浏览器打开本页再存一次。"
        }
        Lasting::Full => {
            "手机留给网页的空间满了，标着“只在本页”的码关掉就没有了。请一定把原图留在相册里；清理手机空间后可以再存一次。"
        }
        Lasting::Session => {
            "这个浏览器不让网页保存内容（例如无痕模式）：关掉本页就没有了。请一定把原图留在相册里。"
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const TROUBLES: [Trouble; 8] = [
        Trouble::NoCode,
        Trouble::TooSmall,
        Trouble::Blurred,
        Trouble::CutOff,
        Trouble::Covered,
        Trouble::LowContrast,
        Trouble::Unclear,
        Trouble::OutOfTime,
    ];

    #[test]
    fn every_trouble_has_words_of_its_own() {
        let told: BTreeSet<_> = TROUBLES.map(|it| problem(Problem::NoCode(it)).0).into();
        assert_eq!(told.len(), TROUBLES.len());
    }

    #[test]
    fn a_code_that_may_be_a_collection_code_is_called_nothing_else() {
        assert_eq!(looks_like(Kind::Opaque), None);
        assert_eq!(looks_like(Kind::WechatPay), Some("微信收付款码"));
    }
}
