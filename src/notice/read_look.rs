//! Reading what a notice asks of dress and pose, in the page: the same way as [`crate::read`].
//!
//! Only the program of the self-check asks for it, from a file of its own beside the notice.

use crate::point::{Force, Gender};
use crate::read::{Json, MUST, Read, Wrong, names, record, records};
use crate::rules::{Background, Colour, Look, Rule, Topic};

/// Reads the rules on how to look: the `look` of a notice.
pub fn look(json: &dyn Json) -> Result<Look, Wrong> {
    let mut look = Look::default();
    look.read(json)?;
    Ok(look)
}

names! {
    Force {
        "fact" Fact, "must" Must, "must_not" MustNot, "should" Should, "should_not" ShouldNot,
        "may" May
    }
    Gender { "women" Women, "men" Men }
    Colour {
        "black" Black, "blue" Blue, "brown" Brown, "green" Green, "grey" Grey,
        "light_blue" LightBlue, "light_grey" LightGrey, "orange" Orange, "purple" Purple,
        "red" Red, "white" White, "yellow" Yellow
    }
    Topic {
        "clothes" Clothes, "clothes_colour" ClothesColour, "pattern" Pattern, "collar" Collar,
        "neckline" Neckline, "sleeves" Sleeves, "hood" Hood, "hair" Hair,
        "hair_cover" HairCover, "hair_colour" HairColour, "make_up" MakeUp, "face" Face,
        "glasses" Glasses, "contact_lenses" ContactLenses, "ear_ornaments" EarOrnaments,
        "necklace" Necklace, "ornaments" Ornaments, "head_cover" HeadCover, "pose" Pose,
        "expression" Expression, "eyes" Eyes, "mouth" Mouth, "other" Other
    }
}

records! {
    Rule { topic = MUST, force = MUST, text = MUST, says, colours, gender, audience }
    Background { colours = MUST, hex, says = MUST }
    Look { background, rules, standard, consequence, doubt }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::Notice;

    fn notices() -> Vec<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices");
        ["bnu-2025", "cqie-2027", "cqust-2026", "hnust-2026", "xaipe-2025"]
            .map(|id| {
                (id.to_owned(), std::fs::read_to_string(format!("{folder}/{id}.json")).unwrap())
            })
            .into()
    }

    #[test]
    fn the_page_and_the_tools_read_the_same_rules() {
        for (id, text) in notices() {
            let whole = Notice::from_json(&text).unwrap().look;
            // As it is served: what serde writes of it.
            let served = serde_json::to_value(&whole).unwrap();
            assert_eq!(look(&served).as_ref(), Ok(&whole), "{id}");
            // And as the publisher wrote it.
            let value: Value = serde_json::from_str(&text).unwrap();
            if let Some(written) = value.get("look") {
                assert_eq!(look(written).as_ref(), Ok(&whole), "{id}");
                // One of the five says nothing of how to look.
                assert_eq!(whole.rules.is_empty(), id == "cqust-2026", "{id}");
            }
        }
    }

    /// serde's names are the measure: whatever it writes is read back.
    #[test]
    fn every_name_is_known() {
        let all = |names: &[&str], of: &str, value: fn(&str) -> Value| {
            for name in names {
                let read = look(&value(name)).unwrap_or_else(|wrong| panic!("{of} {wrong:?}"));
                assert_eq!(serde_json::to_value(read).unwrap(), value(name));
            }
        };
        all(
            &[
                "clothes",
                "clothes_colour",
                "pattern",
                "collar",
                "neckline",
                "sleeves",
                "hood",
                "hair",
                "hair_cover",
                "hair_colour",
                "make_up",
                "face",
                "glasses",
                "contact_lenses",
                "ear_ornaments",
                "necklace",
                "ornaments",
                "head_cover",
                "pose",
                "expression",
                "eyes",
                "mouth",
                "other",
            ],
            "topic",
            |name| serde_json::json!({ "rules": [{ "topic": name, "force": "may", "text": "" }] }),
        );
        all(
            &[
                "black",
                "blue",
                "brown",
                "green",
                "grey",
                "light_blue",
                "light_grey",
                "orange",
                "purple",
                "red",
                "white",
                "yellow",
            ],
            "colour",
            |name| serde_json::json!({ "background": { "colours": [name], "says": "" } }),
        );
        all(
            &["fact", "must", "must_not", "should", "should_not", "may"],
            "force",
            |name| serde_json::json!({ "rules": [{ "topic": "pose", "force": name, "text": "" }] }),
        );
        all(&["women", "men"], "gender", |name| {
            serde_json::json!({ "rules": [
                { "topic": "pose", "force": "may", "text": "", "gender": name }
            ] })
        });
    }

    #[test]
    fn a_mistake_is_named_by_its_place() {
        let wrong = |value: Value| look(&value).unwrap_err().0;
        let rule =
            serde_json::json!({ "rules": [{ "topic": "wings", "force": "may", "text": "" }] });
        assert_eq!(wrong(rule), "rules.0.topic");
        let rule = serde_json::json!({ "rules": [{ "topic": "pose", "text": "" }] });
        assert_eq!(wrong(rule), "rules.0.force");
        assert_eq!(wrong(Value::Null), "");
    }
}
