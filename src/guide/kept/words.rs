//! What the part says.

use std::fmt::Write;

use tucai_store::StoreError;
use tucai_store::moving::{Came, Taken};
use tucai_way::kept::Kept;

use crate::platform::FileError;

/// Before a file is made.
pub const FILE: &str = "换手机或换浏览器时，先在这里导出，再到那边导入。文件里有你的采集码和照片，只给你自己用：不要转发，用完请删掉。导入不会覆盖这里已经有的内容。";

/// The same where files are hardly ever saved.
pub const FILE_IN_AN_APP: &str = "微信等应用里多半存不下文件：请用手机自带的浏览器打开本页再导出。文件里有你的采集码和照片，只给你自己用：不要转发，用完请删掉。导入不会覆盖这里已经有的内容。";

/// How long it lasts.
pub const LASTING: &str = "都只存在这台手机的这个浏览器里，不会上传。清理浏览器数据会一起清掉。";

/// The same where it goes easily.
pub const VOLATILE: &str =
    "微信等应用里的网页，存的东西可能随缓存一起清掉。请用手机自带的浏览器打开本页再存一次。";

/// The same where nothing stays.
pub const REFUSED: &str =
    "这个浏览器不让网页保存内容（例如无痕模式），或者存满了：选定的班级和打的勾关掉本页就没有了。";

/// Where the class that is kept leads nowhere.
pub const GONE: &str = "记住的班级所属的通知，这里没有：可能已经撤下，或者是从别处带来的。不再记住它，打的勾也会留着。从文件导入时，文件里的班级会代替它。";

/// Where the databases do not answer.
pub const UNREAD: &str = "这个浏览器现在读不出来";

/// Before everything is wiped.
pub const SURE: &str = "要清除图采存在这台手机上的全部内容吗？\n我的班级、打的勾、采集码、自检照片都会删掉，不能恢复。相册里的原图不受影响。";

/// After it.
pub const WIPED: &str = "已经全部清除。";

/// When some of it is still there.
pub const NOT_WIPED: &str = "没有全部清掉。请关掉其他打开着的图采页面，再清除一次。";

/// Without anything to export.
pub const NOTHING_TO_EXPORT: &str = "这台手机里没有可以导出的内容。";

/// A file that holds what is here.
pub const NOTHING_NEW: &str = "文件里的内容这台手机上都已经有了，没有改动。";

/// Of a file that was made: its name where the browser was given it, its length in bytes.
pub fn exported(name: Option<&String>, bytes: usize, taken: &Taken) -> String {
    let Some(name) = name else {
        return "没有存成文件。请换手机自带的浏览器打开本页再试。".to_owned();
    };
    let mut words = format!("已交给浏览器保存：{name}（{}）。", size(bytes));
    if taken.unread {
        words.push_str("采集码或自检照片这次读不出来，没有放进去。");
    }
    if taken.left_out > 0 {
        let _ = write!(words, "有{}个采集码的原图太大，没有放进去；码本身都在。", taken.left_out);
    }
    words
}

fn size(bytes: usize) -> String {
    if bytes < 1 << 20 {
        format!("{}KB", bytes.div_ceil(1 << 10))
    } else {
        // To a tenth.
        let tenths = (bytes * 10).div_ceil(1 << 20);
        format!("{}.{}MB", tenths / 10, tenths % 10)
    }
}

/// Of a file that was taken in.
pub fn came(came: &Came) -> String {
    let mut parts: Vec<String> = Vec::new();
    if came.mine {
        parts.push("我的班级".to_owned());
    }
    for (count, before, after) in [
        (came.ways, "进度", "份"),
        (came.codes, "采集码", "个"),
        (came.tries, "自检照片", "次"),
        (came.words, "其他", "份"),
    ] {
        if count > 0 {
            parts.push(format!("{before}{count}{after}"));
        }
    }
    let mut words = format!("导入好了：{}。", parts.join("、"));
    if came.already > 0 {
        let _ = write!(words, "另有{}份这里已经有了，或者放不下，保留的是这里的。", came.already);
    }
    words
}

/// Why a chosen file was not read.
pub fn unread(error: FileError) -> &'static str {
    match error {
        FileError::TooLarge => "这个文件太大，不是图采导出的文件。什么也没有导入。",
        FileError::Unreadable => "浏览器没能读出这个文件。什么也没有导入，请再选一次。",
    }
}

/// Why the phone did not take a file in.
pub fn refused(error: StoreError) -> &'static str {
    match error {
        StoreError::Full => "手机留给网页的空间满了，什么也没有导入。请清理手机空间后再试。",
        StoreError::Refused | StoreError::Gone => {
            "这个浏览器不让网页保存内容（例如无痕模式），什么也没有导入。"
        }
    }
}

/// How many lie there, and how many of them cannot be used.
pub fn count((all, unusable): (usize, usize), measure: &str) -> String {
    match (all, unusable) {
        (0, _) => "没有".to_owned(),
        (all, 0) => format!("{all}{measure}"),
        (all, unusable) => format!("{all}{measure}，其中{unusable}{measure}已经损坏"),
    }
}

/// Which classes have ticks.
pub fn ticks(record: &Kept) -> String {
    let ticked = record.classes.iter().filter_map(|class| {
        let ticks = class.ticks.done.len() + usize::from(class.ticks.captured.is_some());
        (ticks > 0).then(|| format!("{} {ticks}个", class.unit))
    });
    let ticked: Vec<String> = ticked.collect();
    if ticked.is_empty() { "没有".to_owned() } else { ticked.join("、") }
}

/// Which lists were looked at.
pub fn lists(record: &Kept) -> String {
    let names: Vec<&str> = record.lists.iter().map(|list| list.name.as_str()).collect();
    names.join("、")
}
