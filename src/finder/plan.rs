//! The division that a link carries, put into a notice that the browser has parsed.

use js_sys::{Array, Object, Promise, Reflect};
use tucai_json::Value;
use tucai_notice::division::{Division, DivisionError, Plan, file_name};
use tucai_notice::read;
use tucai_notice::slot::{Slot, When};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The part of the notice that names the college.
pub const COLLEGE: &str = "college";

#[wasm_bindgen]
extern "C" {
    /// Fetches a file of the site, revalidated; see `public/boot.js`.
    #[wasm_bindgen(js_namespace = tucai, catch)]
    fn get(address: &str) -> Result<Promise, JsValue>;
}

/// The notice with what the plan says, see [`crate::Finder::divide`].
pub async fn put(notice: &JsValue, plan: &str) -> JsValue {
    let Ok(mut read) = read::timetable(&Value::new(notice.clone())) else {
        // The page reads it, too, and says what is wrong.
        return notice.clone();
    };
    let copy = shallow(notice);
    let rows = read.schedule.slots.len();
    let applied = match division(&read.id, plan).await {
        Ok(division) => {
            set(&copy, COLLEGE, &division.college);
            division.apply(&mut read).map(|applied| (division, applied))
        }
        Err(error) => Err(error),
    };
    match applied {
        Ok((division, applied)) => {
            set(&copy, "told", &applied.told.unwrap_or_default());
            // A division that was put in can be written.
            set(&copy, "plan", &division.to_text().unwrap_or_default());
            add(&copy, read.schedule.slots.get(rows..).unwrap_or_default());
        }
        Err(error) => set(&copy, "told", &error.to_string()),
    }
    copy.into()
}

async fn division(notice: &str, plan: &str) -> Result<Division, DivisionError> {
    match Plan::of(plan) {
        Plan::Text(text) => Division::from_text(text),
        Plan::File(name) => {
            let address = ["notices/", &file_name(notice, name)].concat();
            let file = fetch(&address).await.map_err(|_| DivisionError::NoFile)?;
            Division::read(&Value::new(file.ok_or(DivisionError::NoFile)?))
        }
    }
}

async fn fetch(address: &str) -> Result<Option<JsValue>, JsValue> {
    let response: Response = JsFuture::from(get(address)?).await?.unchecked_into();
    if !response.ok() {
        return Ok(None);
    }
    Ok(Some(JsFuture::from(response.json()?).await?))
}

/// Adds slots to a notice, whose own list stays as it is: the page may hold it elsewhere.
fn add(notice: &Object, slots: &[Slot]) {
    let of = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let schedule = shallow(&of(notice, "schedule"));
    let list = Array::from(&of(&schedule, "slots"));
    for slot in slots {
        list.push(&object(slot));
    }
    put_in(&schedule, "slots", &list);
    put_in(notice, "schedule", &schedule);
}

/// A class of a division, as a notice file would have it.
fn object(slot: &Slot) -> Object {
    let object = Object::new();
    if let When::Clock { date, span } = slot.when {
        let (when, clock) = (Object::new(), Object::new());
        set(&clock, "date", &date.to_string());
        set(&clock, "span", &span.to_string());
        put_in(&when, "clock", &clock);
        put_in(&object, "when", &when);
    }
    let units = Array::new();
    for named in &slot.units {
        let unit = Object::new();
        set(&unit, "name", &named.name);
        units.push(&unit);
    }
    put_in(&object, "units", &units);
    for (name, number) in [("heads", slot.heads), ("round", slot.round.map(u32::from))] {
        if let Some(number) = number {
            put_in(&object, name, &number.into());
        }
    }
    set(&object, "says", &slot.says);
    for (name, text) in [
        ("place", &slot.place),
        ("meet", &slot.meet),
        ("audience", &slot.audience),
        ("college", &slot.college),
        ("note", &slot.note),
        ("doubt", &slot.doubt),
        ("divided", &slot.divided),
    ] {
        if let Some(text) = text {
            set(&object, name, text);
        }
    }
    object
}

fn shallow(object: &JsValue) -> Object {
    Object::assign(&Object::new(), object.unchecked_ref())
}

fn set(object: &Object, name: &str, text: &str) {
    put_in(object, name, &text.into());
}

fn put_in(object: &Object, name: &str, value: &JsValue) {
    // A fresh object takes any member.
    let _ = Reflect::set(object, &name.into(), value);
}
