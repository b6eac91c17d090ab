//! The picture with its lines: those of the standard, those that were found, and the handles to move
//! them by. SVG over a canvas; no line is told from another by its colour alone.

use tucai_judge::{Finding, Verdict};
use tucai_notice::html::Html;
use tucai_wire::frame::{self, EYE_LINE, FACE_WIDTH, HAIR_TOP, HEIGHT, WIDTH};
use tucai_wire::portrait::{Area, Face, Marks};

use crate::portrait::marks::{Line, whole};
use crate::screen::button;
use crate::sniff::Size;

/// What the picture is shown with.
pub struct View<'a> {
    /// The part of the picture that is shown.
    pub seen: Area,
    /// The picture's size.
    pub size: (f32, f32),
    /// The faces that were found, as long as that is all.
    pub faces: &'a [Face],
    /// The lines, found or moved.
    pub marks: Option<&'a Marks>,
    /// What was found of them as they are: each line says what its finding says.
    pub findings: &'a [Finding],
    /// They can be moved.
    pub moving: bool,
}

/// Pixels of a canvas for a part of this shape: sharp on a phone.
pub fn canvas(seen: &Area) -> Size {
    let height = 960.0 * f64::from(seen.height) / f64::from(seen.width.max(1.0));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let height = height.clamp(100.0, 4000.0) as u32;
    (960, height)
}

/// A larger part around a cut, to move the lines in.
pub fn around(cut: &Area, (width, height): (f32, f32)) -> Area {
    let (x, y) = ((cut.x - cut.width * 0.15).max(0.0), (cut.y - cut.height * 0.15).max(0.0));
    let right = (cut.x + cut.width * 1.15).min(width);
    let bottom = (cut.y + cut.height * 1.15).min(height);
    Area { x, y, width: (right - x).max(1.0), height: (bottom - y).max(1.0) }
}

/// The picture's place, which is painted once it stands there; and the way to move its lines.
pub fn picture(key: u32, seen: &Area, caption: &'static str, can_move: bool) -> Html {
    let (width, height) = canvas(seen);
    let mut html = Html::new();
    html.raw("<section class=\"card look-card\" data-picture=\"").number(key);
    html.raw("\"><div class=\"look-view\"><canvas role=\"img\" aria-label=\"你的照片和规范的线，各处的数在下面列出\" width=\"");
    html.number(width).raw("\" height=\"").number(height);
    html.raw("\"></canvas><div class=\"look-lines\"></div></div>");
    html.wrap("<p class=\"fine\">", caption, "</p>");
    if can_move {
        html.raw("<p class=\"row\">");
        button(&mut html, "", "move", "线没画准？挪一挪");
        html.raw("</p>");
    }
    html.raw("</section>");
    html
}

fn attribute(html: &mut Html, name: &'static str, value: f32) {
    html.raw(" ").raw(name).raw("=\"").text(&whole(value).to_string()).raw("\"");
}

fn rectangle(html: &mut Html, class: &'static str, [x, y, width, height]: [f32; 4]) {
    html.raw("<rect class=\"").raw(class).raw("\"");
    for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
        attribute(html, name, value);
    }
    html.raw("/>");
}

fn words(html: &mut Html, (x, y): (f32, f32), anchor: &'static str, text: &str) {
    html.raw("<text");
    attribute(html, "x", x);
    attribute(html, "y", y);
    html.raw(" text-anchor=\"").raw(anchor).raw("\">").text(text).raw("</text>");
}

/// What the standard wants, in a frame of 480×640: four bands, in each of which one line has to lie.
pub fn standard(html: &mut Html) {
    let middle = WIDTH / 2.0;
    let (near, far) = (FACE_WIDTH.start() / 2.0, FACE_WIDTH.end() / 2.0);
    let level = |range: &std::ops::RangeInclusive<f32>| {
        [0.0, *range.start(), WIDTH, range.end() - range.start()]
    };
    rectangle(html, "band", level(&HAIR_TOP));
    rectangle(html, "band", level(&EYE_LINE));
    for x in [middle - far, middle + near] {
        rectangle(html, "band", [x, EYE_LINE.end() + 30.0, far - near, 150.0]);
    }
    html.raw("<path class=\"middle\" d=\"M240 0V640\"/>");
    words(html, (8.0, 72.0), "start", "头顶");
    words(html, (8.0, 222.0), "start", "眼睛");
    words(html, (middle - far + 4.0, 352.0), "start", "脸边");
    words(html, (middle + far - 4.0, 352.0), "end", "脸边");
}

/// The frame of the live view: the standard's bands alone.
pub fn live(html: &mut Html) {
    html.raw("<svg viewBox=\"0 0 480 640\" aria-hidden=\"true\">");
    standard(html);
    html.raw("</svg>");
}

/// The lines over a picture.
pub fn lines(view: &View<'_>) -> Html {
    let mut html = Html::new();
    let seen = &view.seen;
    let scale = WIDTH / seen.width.max(1.0);
    let (x, y) = (|at: f32| (at - seen.x) * scale, |at: f32| (at - seen.y) * scale);
    let bottom = seen.height * scale;
    html.raw("<svg viewBox=\"0 0 480 ").text(&whole(bottom).to_string());
    html.raw("\" aria-hidden=\"true\">");
    for face in view.faces {
        let Area { x: left, y: top, width, height } = face.area;
        rectangle(&mut html, "face", [x(left), y(top), width * scale, height * scale]);
    }
    if let Some((marks, cut)) =
        view.marks.and_then(|marks| Some((marks, frame::cut(marks, view.size)?)))
    {
        html.raw("<svg class=\"cut\" viewBox=\"0 0 480 640\"");
        for (name, value) in [
            ("x", x(cut.x)),
            ("y", y(cut.y)),
            ("width", cut.width * scale),
            ("height", cut.height * scale),
        ] {
            attribute(&mut html, name, value);
        }
        html.raw(">");
        standard(&mut html);
        if view.moving {
            rectangle(&mut html, "edge", [0.0, 0.0, WIDTH, HEIGHT]);
        }
        html.raw("</svg>");
        for line in Line::ALL {
            let at = line.of(marks);
            let at = if line.is_level() { y(at) } else { x(at) };
            let mut findings = view.findings.iter();
            let finding = findings.find(|finding| finding.item == line.item());
            mark(&mut html, line, at, bottom, finding.map(|finding| finding.verdict));
        }
        if view.moving {
            handles(&mut html, marks, (&x, &y), bottom);
        }
    }
    html.raw("</svg>");
    html
}

/// A line and its sign. What was not judged is as open as what was judged and is not certain.
fn mark(html: &mut Html, line: Line, at: f32, bottom: f32, verdict: Option<Verdict>) {
    let (class, sign) = match verdict {
        Some(Verdict::Pass) => ("mark", "✓"),
        Some(Verdict::Fix) => ("mark off", "✗"),
        Some(Verdict::Unsure | Verdict::Ask) | None => ("mark near", "?"),
    };
    html.raw("<path class=\"").raw(class).raw("\" d=\"M");
    let number = whole(at).to_string();
    if line.is_level() {
        html.raw("0 ").text(&number).raw("H480\"/>");
        let title = [line.title(), " ", sign].concat();
        // Below it, where above it there is no room.
        let y = if at < 30.0 { at + 26.0 } else { at - 6.0 };
        words(html, (472.0, y), "end", &title);
    } else {
        html.text(&number).raw(" 0V").text(&whole(bottom).to_string()).raw("\"/>");
        let (to, anchor) =
            if line == Line::FaceLeft { (at - 6.0, "end") } else { (at + 6.0, "start") };
        words(html, (to, bottom - 12.0), anchor, sign);
    }
}

fn handles(
    html: &mut Html,
    marks: &Marks,
    (x, y): (&impl Fn(f32) -> f32, &impl Fn(f32) -> f32),
    bottom: f32,
) {
    for line in Line::ALL {
        let at = line.of(marks);
        let (cx, cy) = match line {
            Line::HairTop => (240.0, y(at)),
            Line::Eyes => (420.0, y(at)),
            Line::FaceLeft | Line::FaceRight => (x(at), bottom * 0.66),
        };
        html.raw("<g data-mark=\"").raw(line.name()).raw("\"><circle class=\"reach\" r=\"36\"");
        attribute(html, "cx", cx);
        attribute(html, "cy", cy);
        html.raw("/><circle class=\"knob\" r=\"15\"");
        attribute(html, "cx", cx);
        attribute(html, "cy", cy);
        html.raw("/></g>");
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use tucai_judge::{Basis, Item};

    use super::*;

    const SIZE: (f32, f32) = (960.0, 1280.0);

    fn marks() -> Marks {
        Marks { hair_top: 160.0, eye_line: 500.0, face_left: 240.0, face_right: 720.0 }
    }

    fn finding(item: Item, verdict: Verdict) -> Finding {
        Finding {
            item,
            verdict,
            measure: None,
            unit: "",
            limit: None,
            basis: Basis::Standard,
            says: String::new(),
            why: String::new(),
            rules: Vec::new(),
            spots: Vec::new(),
            remark: false,
        }
    }

    fn drawn(marks: &Marks, verdicts: [Verdict; 3], moving: bool) -> String {
        let seen = Area { x: 0.0, y: 0.0, width: SIZE.0, height: SIZE.1 };
        let [hair, eyes, face] = verdicts;
        let findings = [
            finding(Item::FaceWidth, face),
            finding(Item::EyeLine, eyes),
            finding(Item::HairTop, hair),
        ];
        let marks = Some(marks);
        let view = View { seen, size: SIZE, faces: &[], marks, findings: &findings, moving };
        lines(&view).finish()
    }

    #[test]
    fn each_line_is_drawn_where_it_is_and_says_what_its_finding_says() {
        let html = drawn(&marks(), [Verdict::Pass; 3], false);
        for place in ["M0 80H480", "M0 250H480", "M120 0V640", "M360 0V640"] {
            assert!(html.contains(place), "{place} is missing in {html}");
        }
        assert!(html.contains("头顶 ✓") && !html.contains("✗") && !html.contains("data-mark"));
        assert!(!html.contains('?') && !html.contains("near"));
        // Where it lies decides nothing: these are as before.
        let html = drawn(&marks(), [Verdict::Fix, Verdict::Unsure, Verdict::Unsure], true);
        assert!(html.contains("头顶 ✗") && html.contains("眼睛 ?") && !html.contains('✓'));
        assert_eq!(html.matches("mark off").count(), 1);
        assert_eq!(html.matches("mark near").count(), 3);
        assert_eq!(html.matches("data-mark=").count(), 4);
        assert!(drawn(&marks(), [Verdict::Ask; 3], false).contains("头顶 ?"));
    }

    #[test]
    fn around_a_cut_there_is_as_much_as_the_picture_has() {
        let cut = Area { x: 0.0, y: 100.0, width: 480.0, height: 640.0 };
        let around = around(&cut, (500.0, 2000.0));
        assert_eq!(around, Area { x: 0.0, y: 4.0, width: 500.0, height: 832.0 });
    }

    #[test]
    fn no_marks_and_no_size_are_borne() {
        let seen = Area::default();
        let view = View { seen, size: SIZE, faces: &[], marks: None, findings: &[], moving: true };
        assert!(lines(&view).finish().contains("<svg"));
        assert_eq!(canvas(&Area::default()), (960, 100));
    }
}
