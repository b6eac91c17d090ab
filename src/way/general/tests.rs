//! What is drawn of the general procedure.

use super::*;

fn all() -> impl Iterator<Item = &'static Said> {
    PARTS.iter().flat_map(|part| part.said)
}

#[test]
fn parts_have_names_of_their_own() {
    for (at, part) in PARTS.iter().enumerate() {
        assert!(!part.said.is_empty(), "{}", part.id);
        assert!(PARTS.iter().skip(at + 1).all(|other| other.id != part.id), "{}", part.id);
    }
}

#[test]
fn no_status_is_invented() {
    // domain.md 3.2: this set of labels was looked for and not found.
    for said in all() {
        for invented in ["比对通过", "比对不通过", "未比对"] {
            assert!(!said.text.contains(invented) && !said.label.contains(invented));
        }
    }
    let words: Vec<&str> =
        part("words").map_or(&[][..], |part| part.said).iter().map(|said| said.label).collect();
    assert_eq!(words, ["同一人", "非同一人", "身份核验不确定", "身份核验异常", ""]);
}

#[test]
fn what_yields_is_there() {
    for (id, label, own) in YIELDING {
        let found = part(id).and_then(|part| {
            let said = part.said.iter().find(|said| said.label == *label)?;
            yields_to(part, said)
        });
        assert_eq!(found, Some(*own), "{id} {label}");
    }
    let said = part("papers").and_then(|part| part.said.last().map(|said| (part, said)));
    assert!(said.is_some_and(|(part, said)| yields_to(part, said).is_none()));
}

#[test]
fn no_mirror_is_cited() {
    // domain.md marks these as hijacked domains.
    let mirrors = [
        "2mdqqw1",
        "361creative",
        "cesametal",
        "girev88",
        "izenu",
        "mengxinghe",
        "papraci",
        "rejuvenatehairclinics",
        "rusansathens",
        "toshi-sunada",
        "haiqingrun",
        "cqlpyz",
    ];
    for source in all().flat_map(|said| said.sources) {
        assert!(
            source.url.starts_with("https://") && source.url.contains(".edu.cn/")
                || source.url.contains("wxstc.cn/"),
            "{}",
            source.url
        );
        assert!(mirrors.iter().all(|mirror| !source.url.contains(mirror)), "{}", source.url);
    }
}

#[test]
fn every_field_is_named_in_the_sentence() {
    let said = part("fields").and_then(|part| part.said.first());
    for field in FIELDS {
        assert!(said.is_some_and(|said| said.text.contains(field)), "{field}");
    }
}
