//! The finder: the whole look-up and the search as you type, as a program of its own.
//!
//! Most links name their unit as the notice does and need none of it, so the page loads it when it
//! is needed. It runs beside the page on the main thread, and what passes between the two are plain
//! arrays. It also puts the division of a college's window, which some links carry, into the notice.

mod plan;

use js_sys::{Array, Promise};
use tucai_json::Value;
use tucai_notice::lookup::{HitKind, Index};
use tucai_notice::read::{self, Json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

/// The names of one notice, ready to be looked up and searched.
#[wasm_bindgen]
pub struct Finder {
    index: Index,
    notice: JsValue,
    /// The college whose division was put into the notice, or could not be.
    college: Option<String>,
}

#[wasm_bindgen]
impl Finder {
    /// Reads the names of a notice file that the browser has parsed. What cannot be read is thrown
    /// as its address in the file.
    #[wasm_bindgen(constructor)]
    pub fn new(notice: &JsValue) -> Result<Finder, JsValue> {
        let json = Value::new(notice.clone());
        match read::timetable(&json) {
            Ok(read) => Ok(Self {
                index: Index::new(&read),
                notice: notice.clone(),
                college: json.part(plan::COLLEGE).and_then(|name| name.text()),
            }),
            Err(wrong) => Err(wrong.0.into()),
        }
    }

    /// The notice with the division in it that a link carries (`?plan=`): a promise of the notice as
    /// it was parsed, with the classes as further slots (their `divided` set), and beside them what
    /// the page has to tell (`told`), the division as text for the programs beside the page (`plan`)
    /// and its college (`college`). It is never refused: what cannot be put in is told.
    pub fn divide(&self, plan: String) -> Promise {
        let notice = self.notice.clone();
        future_to_promise(async move { Ok(plan::put(&notice, &plan).await) })
    }

    /// The slots of the unit that is asked for, the names that may have been meant, and which
    /// excluded group the words name: `[[[slot, unit, name], …], [name, …], excluded]`.
    pub fn find(&self, asked: &str) -> Array {
        let found = self.index.find(asked);
        let matches = Array::new();
        for one in found.matches {
            matches.push(&row(&[number(one.slot), number(one.unit), one.name.into()]));
        }
        let nearest = Array::new();
        // A class that its college's division lacks, or whose division holds no more.
        if let Some(college) = self.college.as_deref().filter(|_| matches.length() == 0) {
            nearest.push(&college.into());
        }
        let led = nearest.get(0).as_string();
        for near in found.nearest.iter().filter(|near| led.as_ref() != Some(&near.name)) {
            nearest.push(&near.name.as_str().into());
        }
        row(&[matches.into(), nearest.into(), found.excluded.map_or(JsValue::UNDEFINED, number)])
    }

    /// What may be meant by the words typed so far, best first: `[[kind, slot, name], …]`. Kinds are
    /// 0 a unit, 1 a college, 2 a counselor and 3 an excluded group.
    pub fn search(&self, typed: &str, most: u32) -> Array {
        let hits = Array::new();
        for hit in self.index.search(typed, most.try_into().unwrap_or(usize::MAX)) {
            let kind = match hit.kind {
                HitKind::Unit => 0,
                HitKind::College => 1,
                HitKind::Counselor => 2,
                HitKind::Excluded => 3,
            };
            hits.push(&row(&[number(kind), number(hit.slot), hit.name.into()]));
        }
        hits
    }
}

fn row(cells: &[JsValue; 3]) -> Array {
    let row = Array::new();
    for cell in cells {
        row.push(cell);
    }
    row
}

/// A position; none is too large in the memory of a wasm program.
fn number(position: usize) -> JsValue {
    u32::try_from(position).unwrap_or(u32::MAX).into()
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use js_sys::JSON;
    use tucai_notice::Notice;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    const BNU: &str = include_str!("../../public/notices/bnu-2025.json");
    const CQIE: &str = include_str!("../../public/notices/cqie-2027.json");

    fn finder(json: &str) -> Finder {
        Finder::new(&JSON::parse(json).unwrap()).unwrap()
    }

    fn text(array: &Array) -> String {
        JSON::stringify(array).unwrap().into()
    }

    /// The same index, made of the same file by the publisher's reader.
    fn index(json: &str) -> Index {
        Index::new(&Notice::from_json(json).unwrap())
    }

    #[wasm_bindgen_test]
    fn a_class_comes_as_its_slot_its_place_there_and_its_name() {
        let found = finder(CQIE).find("2023级软工（一）班");
        let expected = index(CQIE).find("23软工1班").matches;
        let slot = expected.first().map(|one| one.slot).unwrap();
        assert_eq!(found.length(), 3);
        assert_eq!(text(&found), format!(r#"[[[{slot},0,"23软工1班"]],[],null]"#));
        assert!(found.get(2).is_undefined());
    }

    #[wasm_bindgen_test]
    fn an_unknown_class_comes_as_what_is_near() {
        let found = finder(CQIE).find("23软工99班");
        let near: Vec<_> = index(CQIE).find("23软工99班").nearest;
        let near: Vec<_> = near.iter().map(|near| format!("{:?}", near.name)).collect();
        assert_eq!(text(&found), format!("[[],[{}],null]", near.join(",")));
    }

    #[wasm_bindgen_test]
    fn the_excluded_come_as_their_position() {
        let found = finder(BNU).find("珠海校区");
        assert_eq!(found.get(2).as_f64(), Some(0.0));
    }

    #[wasm_bindgen_test]
    fn a_search_gives_kind_slot_and_name() {
        let finder = finder(BNU);
        assert_eq!(text(&finder.search("珠海", 3)), r#"[[3,0,"珠海校区学生"]]"#);
        assert_eq!(finder.search("", u32::MAX).length(), 0);
        assert_eq!(finder.search("研究生", 0).length(), 0);
        let first = Array::from(&finder.search("研究生", 1).get(0));
        assert_eq!(first.get(0).as_f64(), Some(0.0));
    }

    #[wasm_bindgen_test]
    fn what_is_no_notice_is_refused_by_its_address() {
        let wrong = |json: &str| Finder::new(&JSON::parse(json).unwrap()).err().unwrap();
        assert_eq!(wrong("{}").as_string().as_deref(), Some("id"));
        assert_eq!(wrong("null").as_string().as_deref(), Some(""));
        assert_eq!(wrong("[1.5, -1]").as_string().as_deref(), Some(""));
        assert!(Finder::new(&JsValue::UNDEFINED).is_err());
        let broken = CQIE.replacen("\"slots\"", "\"slots\": 3, \"rows\"", 1);
        assert_eq!(wrong(&broken).as_string().as_deref(), Some("schedule.slots"));
    }

    #[wasm_bindgen_test]
    fn any_words_are_borne() {
        let finder = finder(CQIE);
        for words in ["", "\0", "班", "1-99999班", "\u{202E}\u{FEFF}", "🀄", "((((", "-,-,-"] {
            for words in [words.to_owned(), words.repeat(5000)] {
                finder.find(&words);
                finder.search(&words, u32::MAX);
            }
        }
    }
}
