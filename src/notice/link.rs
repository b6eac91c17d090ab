//! Links to the screens of the page, all in the fragment and in pure ASCII: chat programs end a link at
//! the first Chinese character. What a link means when it comes back is the page's business.

use crate::sheet::Tab;

/// The name under which all rows of a notice stand as those of a college do: the way in where a notice
/// names no colleges and no counselors.
pub const WHOLE: &str = "全校";

/// A segment in pure ASCII: links are cut at the first Chinese character in some chat programs.
fn encode(segment: &str, link: &mut String) {
    const HEX: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.push('%');
            for half in [byte >> 4, byte & 15] {
                link.extend(HEX.get(usize::from(half)));
            }
        }
    }
}

fn link(parts: &[&str]) -> String {
    let mut link = "#".to_owned();
    for part in parts {
        link.push('/');
        encode(part, &mut link);
    }
    link
}

/// The link to a notice.
pub fn notice_link(id: &str) -> String {
    link(&[id])
}

/// The link to a class, or to one of its tabs.
pub fn class_link(id: &str, unit: &str, tab: Tab) -> String {
    match tab {
        Tab::Plan => link(&[id, "class", unit]),
        Tab::Code => link(&[id, "class", unit, "code"]),
        Tab::Look => link(&[id, "class", unit, "portrait"]),
        Tab::After => link(&[id, "class", unit, "after"]),
    }
}

/// The link to all classes of a college.
pub fn college_link(id: &str, name: &str) -> String {
    link(&[id, "college", name])
}

/// The link to all classes of a counselor.
pub fn counselor_link(id: &str, name: &str) -> String {
    link(&[id, "counselor", name])
}

/// A link to a class or a college, with the division of the college's window that it is to be shown with:
/// what stands behind `?plan=` in the address of the present page, if anything. For every link that
/// is handed on from such a page: without it the classes are unknown.
pub fn with_plan(link: String, plan: &str) -> String {
    if plan.is_empty() { link } else { [&link, "?plan=", plan].concat() }
}
