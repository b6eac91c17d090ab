use std::{collections::HashMap, path::PathBuf};

use tucai_wire::portrait::{Area, Measure, Portrait};

use super::measured;

/// A row of a table by its columns' names.
type Row = HashMap<String, String>;

fn rows(table: &str) -> Vec<Row> {
    let mut lines = table.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = |line: &str| {
        // The last column is a note and may have commas.
        let fields = line.splitn(names.len(), ',').map(str::to_owned);
        names.iter().map(|name| (*name).to_owned()).zip(fields).collect()
    };
    lines.map(row).collect()
}

fn marks() -> Vec<Row> {
    rows(include_str!("../testdata/marks.csv"))
}

fn truth() -> Vec<Row> {
    rows(include_str!("../testdata/truth.csv"))
}

fn number(row: &Row, name: &str) -> f32 {
    row[name].parse().unwrap()
}

/// The folder of pictures that may not be copied; none where it is absent.
fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures/faces");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the pictures of ../shared/fixtures/faces are not here");
    None
}

fn measure(portrait: &Portrait, measure: Measure) -> f32 {
    portrait.measures.get(measure).unwrap_or_else(|| panic!("{measure:?} was not measured"))
}

/// The lines farther than 2 % of the height from those that were set by eye, where they were sure.
fn far_lines(row: &Row, portrait: &Portrait) -> Vec<String> {
    let found = portrait.marks.unwrap();
    let eyes = f32::midpoint(number(row, "left_eye_y"), number(row, "right_eye_y"));
    let sure = |name: &str| row[name] == "1";
    let lines = [
        ("hair top", found.hair_top, number(row, "hair_top"), sure("sure_hair_top")),
        ("eye line", found.eye_line, eyes, true),
        ("left", found.face_left, number(row, "face_left"), sure("sure_face_left")),
        ("right", found.face_right, number(row, "face_right"), sure("sure_face_right")),
    ];
    let limit = number(row, "height") * 0.02;
    let far =
        lines.into_iter().filter(|(_, is, wanted, sure)| *sure && (is - wanted).abs() > limit);
    far.map(|(name, is, wanted, _)| format!("{}: {name} {is}, by eye {wanted}", row["file"]))
        .collect()
}

/// The one picture that is in the public domain (NASA).
#[test]
fn an_astronaut() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (portrait, faces) = measured(&here.join("testdata/astronaut.jpg"));
    assert_eq!((portrait.faces.len(), faces), (1, 1));
    let row = marks().into_iter().find(|row| row["file"] == "sk_astronaut_0.jpg").unwrap();
    assert_eq!(far_lines(&row, &portrait), Vec::<String>::new());
    // She smiles with her teeth, into the camera, her head tilted by three degrees.
    assert!((measure(&portrait, Measure::Tilt) - 3.0).abs() < 2.0);
    assert!(measure(&portrait, Measure::Turn).abs() < 8.0);
    assert!(measure(&portrait, Measure::Teeth) > 0.1);
    assert!(measure(&portrait, Measure::FineLipGap) > 0.05);
    assert!(measure(&portrait, Measure::FineLidGapLeft) > 0.04);
    assert!(measure(&portrait, Measure::FaceSure) > 0.9);
    assert!(measure(&portrait, Measure::HairTopSure) > 0.8);
    assert_eq!(measure(&portrait, Measure::FaceOutside), 0.0);
    assert_eq!(portrait.spots.len(), 9);
    for (spot, Area { x, y, width, height }) in portrait.spots {
        let is_within = x >= 0.0 && y >= 0.0 && x + width <= 480.0 && y + height <= 639.0;
        assert!(is_within && width > 40.0 && height > 25.0, "{spot:?}");
    }
}

#[test]
fn the_lines_are_where_a_person_set_them() {
    let Some(folder) = folder() else { return };
    let far: Vec<String> = marks()
        .iter()
        .flat_map(|row| far_lines(row, &measured(&folder.join(&row["file"])).0))
        .collect();
    assert_eq!(far, Vec::<String>::new());
}

#[test]
fn the_pictures_show_what_a_person_saw() {
    let Some(folder) = folder() else { return };
    let mut wrong = vec![];
    for row in truth() {
        let (portrait, faces) = measured(&folder.join(&row["file"]));
        let mut check = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("{}: {what}", row["file"]));
            }
        };
        let is_face = row["faces"] != "0";
        check(portrait.faces.is_empty() != is_face, "a face");
        check((faces == 0) != is_face, "a face, to the detector alone");
        if !is_face {
            continue;
        }
        if row["faces"] == "1" && row["faces_partial"] == "0" {
            // Others may be named as ones that may be: the dark shoulder of the picture that was
            // turned is.
            let sure = portrait.faces.iter().filter(|face| face.score >= 0.75).count();
            check(sure == 1, "one face");
        }
        if let (Some(tilt), true) = (row["tilt"].parse::<f32>().ok(), row["file"].contains("_roll"))
        {
            let is = measure(&portrait, Measure::Tilt);
            check((is - tilt).abs() <= 2.0, &format!("tilt {is}"));
        }
        let gap = measure(&portrait, Measure::FineLipGap);
        match &*row["mouth"] {
            "closed" => check(gap < 0.007, &format!("mouth closed, gap {gap}")),
            "open" | "parted" => check(gap > 0.007, &format!("mouth open, gap {gap}")),
            // Where the lips are laid on the teeth, they are told by their colour.
            "teeth" => {
                let teeth = measure(&portrait, Measure::Teeth);
                check(gap > 0.007 || teeth > 0.01, &format!("teeth {teeth}, gap {gap}"));
            }
            _ => {}
        }
        let gap = measure(&portrait, Measure::FineLidGapLeft)
            .max(measure(&portrait, Measure::FineLidGapRight));
        match &*row["eyes"] {
            "open" => check(gap > 0.04, &format!("eyes open, gap {gap}")),
            "closed" => check(gap < 0.025, &format!("eyes closed, gap {gap}")),
            _ => {}
        }
        let turn = measure(&portrait, Measure::Turn);
        match &*row["turn_side"] {
            "left" => check(turn < 0.0, &format!("turned left, {turn}")),
            "right" => check(turn > 0.0, &format!("turned right, {turn}")),
            _ => {}
        }
        check(row["turn"] != "strong" || turn.abs() > 18.0, &format!("strongly turned, {turn}"));
    }
    assert_eq!(wrong, Vec::<String>::new());
}
