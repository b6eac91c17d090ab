//! Draws what was seen of portraits onto them and prints what was measured, for a developer's eye:
//! `cargo run -p tucai-portrait --example draw -- <folder for the drawings> <picture>…`

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places on a picture"
)]

use std::{error::Error, path::Path};

use image::{Rgb, RgbImage};
use tucai_portrait::{Engine, Picture, sketch::Sketch};
use tucai_weights::Weights;
use tucai_wire::{
    frame,
    portrait::{Area, Marks, Measure, Network, Portrait},
};

const FACE: Rgb<u8> = Rgb([0, 255, 0]);
const LINES: Rgb<u8> = Rgb([255, 0, 0]);
const SET_BY_EYE: Rgb<u8> = Rgb([255, 255, 0]);
const MESH: Rgb<u8> = Rgb([0, 255, 255]);
const MASK: Rgb<u8> = Rgb([255, 0, 255]);
const CUT: Rgb<u8> = Rgb([255, 255, 255]);
const ALLOWED: Rgb<u8> = Rgb([255, 160, 0]);
const SPOTS: Rgb<u8> = Rgb([80, 80, 255]);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let into = arguments.next().ok_or("a folder for the drawings")?;
    let spots = std::env::var_os("SPOTS").is_some();
    std::fs::create_dir_all(&into)?;
    let mut engine = Engine::new();
    for (network, weights) in [
        (Network::Detector, Weights::Detector),
        (Network::AttentionMesh, Weights::AttentionMesh),
        (Network::Mask, Weights::Mask),
    ] {
        if let Err(error) = engine.load(network, &weights.bytes()?) {
            eprintln!("{error}");
        }
    }
    let by_eye = by_eye();
    for path in arguments {
        let path = Path::new(&path);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut drawing = image::open(path)?.to_rgb8();
        let rgba = image::DynamicImage::ImageRgb8(drawing.clone()).into_rgba8();
        let (width, height) = (drawing.width() as usize, drawing.height() as usize);
        let picture = Picture::new(rgba.as_raw(), width, height)?;
        let (portrait, sketch) = Sketch::of(&mut engine, &picture)?;
        print(&name, &portrait);
        if let Some(sketch) = &sketch {
            draw(&mut drawing, &portrait, sketch, spots);
        }
        if let Some((_, marks)) = by_eye.iter().find(|(file, _)| *file == name) {
            lines(&mut drawing, marks, SET_BY_EYE);
        }
        drawing.save(Path::new(&into).join(name).with_extension("png"))?;
    }
    Ok(())
}

/// The marks that a person set.
fn by_eye() -> Vec<(String, Marks)> {
    let rows = include_str!("../testdata/marks.csv").lines().skip(1);
    rows.filter_map(|row| {
        let (file, rest) = row.split_once(',')?;
        let numbers: Vec<f32> = rest.split(',').filter_map(|one| one.parse().ok()).collect();
        let &[_, _, hair_top, _, left_y, _, right_y, face_left, face_right, ..] = &*numbers else {
            return None;
        };
        let eye_line = f32::midpoint(left_y, right_y);
        Some((file.to_owned(), Marks { hair_top, eye_line, face_left, face_right }))
    })
    .collect()
}

fn print(name: &str, portrait: &Portrait) {
    print!("{name}\tfaces={}", portrait.faces.len());
    for face in &portrait.faces {
        print!(" {:.2}@{:.0}", face.score, face.area.width);
    }
    if let Some(marks) = portrait.marks {
        let Marks { hair_top, eye_line, face_left, face_right } = marks;
        print!(
            "\thair={hair_top:.1}\teyes={eye_line:.1}\tleft={face_left:.1}\tright={face_right:.1}"
        );
    }
    for measure in Measure::ALL {
        if let Some(value) = portrait.measures.get(measure) {
            print!("\t{measure:?}={value:.3}");
        }
    }
    println!();
}

fn draw(drawing: &mut RgbImage, portrait: &Portrait, sketch: &Sketch, spots: bool) {
    let (width, height) = drawing.dimensions();
    for y in 0..height {
        for x in 0..width {
            let inside = |x: u32, y: u32| sketch.mask_at(x as f32 + 0.5, y as f32 + 0.5) >= 0.5;
            let here = inside(x, y);
            if here != inside(x + 1, y) || here != inside(x, y + 1) {
                drawing.put_pixel(x, y, MASK);
            }
        }
    }
    if spots {
        portrait.spots.iter().for_each(|(_, area)| frame_of(drawing, area, SPOTS));
    } else {
        for [x, y] in sketch.points() {
            put(drawing, x, y, MESH);
        }
        for [x, y] in sketch.contours() {
            put(drawing, x, y, FACE);
            put(drawing, x + 1.0, y, FACE);
        }
    }
    for face in &portrait.faces {
        frame_of(drawing, &face.area, FACE);
        for [x, y] in
            [face.eyes[0], face.eyes[1], face.nose, face.mouth, face.ears[0], face.ears[1]]
        {
            frame_of(drawing, &Area { x: x - 2.0, y: y - 2.0, width: 4.0, height: 4.0 }, FACE);
        }
    }
    let cut = sketch.cut();
    frame_of(drawing, &cut, CUT);
    let scale = cut.width / frame::WIDTH;
    for line in [frame::HAIR_TOP, frame::EYE_LINE].iter().flat_map(|one| [*one.start(), *one.end()])
    {
        let y = cut.y + line * scale;
        for x in (0..20).chain(460..480) {
            put(drawing, cut.x + x as f32 * scale, y, ALLOWED);
        }
    }
    if let Some(marks) = &portrait.marks {
        lines(drawing, marks, LINES);
    }
}

fn lines(drawing: &mut RgbImage, marks: &Marks, colour: Rgb<u8>) {
    let Marks { hair_top, eye_line, face_left, face_right } = *marks;
    let mut x = face_left - 40.0;
    while x < face_right + 40.0 {
        put(drawing, x, hair_top, colour);
        put(drawing, x, eye_line, colour);
        x += 2.0;
    }
    let mut y = eye_line - 60.0;
    while y < eye_line + 100.0 {
        put(drawing, face_left, y, colour);
        put(drawing, face_right, y, colour);
        y += 2.0;
    }
}

fn frame_of(drawing: &mut RgbImage, area: &Area, colour: Rgb<u8>) {
    let Area { x, y, width, height } = *area;
    for step in 0..=400 {
        let part = step as f32 / 400.0;
        put(drawing, x + width * part, y, colour);
        put(drawing, x + width * part, y + height - 1.0, colour);
        put(drawing, x, y + height * part, colour);
        put(drawing, x + width - 1.0, y + height * part, colour);
    }
}

fn put(drawing: &mut RgbImage, x: f32, y: f32, colour: Rgb<u8>) {
    let (width, height) = drawing.dimensions();
    if x >= 0.0 && y >= 0.0 && x < width as f32 && y < height as f32 {
        drawing.put_pixel(x as u32, y as u32, colour);
    }
}
