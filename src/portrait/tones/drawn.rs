//! Portraits that are drawn, for tests: a face by the mesh of a real one (`mesh.csv`: NASA's picture
//! of an astronaut, set upright; thousandths of the face's width from its middle).

use tucai_wire::portrait::{Area, Face, Marks};

use super::{
    raster::Raster,
    region::{self, BROWS, EYES, LIPS, OVAL},
};
use crate::{
    picture::Picture,
    seen::{Mask, Seen},
};

const WIDTH: usize = 480;
const HEIGHT: usize = 640;
/// From cheek to cheek, and the face's middle.
const FACE: f32 = 220.0;
const MIDDLE: [f32; 2] = [240.0, 290.0];

/// A colour at a place.
pub(super) type Paint = fn(f32, f32) -> [f32; 3];

/// What a portrait shows.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    pub skin: [f32; 3],
    pub wall: Paint,
    pub clothes: Paint,
    /// What the light does with red, green and blue.
    pub light: Paint,
    /// A frame of glasses: how thick its rims are, and their colour.
    pub glasses: Option<(f32, [f32; 3])>,
    pub blur: f32,
    pub noise: f32,
}

impl Default for Drawn {
    fn default() -> Self {
        Self {
            skin: [214.0, 168.0, 145.0],
            wall: |_, _| [225.0, 226.0, 228.0],
            clothes: |_, _| [40.0, 44.0, 52.0],
            light: |_, _| [1.0; 3],
            glasses: None,
            blur: 0.7,
            noise: 1.5,
        }
    }
}

/// The mesh's points in the picture.
pub(super) fn mesh() -> Vec<[f32; 3]> {
    include_str!("mesh.csv")
        .lines()
        .map(|line| {
            let (x, y) = line.split_once(',').unwrap();
            let at = |thousandths: &str| thousandths.parse::<f32>().unwrap() / 1000.0 * FACE;
            [at(x) + MIDDLE[0], at(y) + MIDDLE[1], 0.0]
        })
        .collect()
}

/// Whether a place is hair, or the body.
fn parts(x: f32, y: f32) -> (bool, bool) {
    let (off, down) = ((x - 240.0) / 128.0, (y - 270.0) / 200.0);
    let hair = off * off + down * down < 1.0 && y < 330.0;
    let out = (x - 240.0).abs();
    let neck = out < 62.0 && y > 380.0;
    let shoulder = y > 500.0 + 0.22 * out && out < 236.0;
    (hair, neck || shoulder)
}

impl Drawn {
    /// The picture's bytes, and what the networks would see of it.
    pub fn draw(&self) -> (Vec<u8>, Seen) {
        let area = Area { x: 0.0, y: 0.0, width: WIDTH as f32, height: HEIGHT as f32 };
        let mesh = mesh();
        let mut canvas =
            Raster { rgb: vec![[0.0; 3]; WIDTH * HEIGHT], width: WIDTH, height: HEIGHT, area };
        let mut face = region::within(&canvas, &mesh, OVAL);
        let mut person = vec![0.0; WIDTH * HEIGHT];
        for (at, rgb) in canvas.rgb.iter_mut().enumerate() {
            let (x, y) = ((at % WIDTH) as f32 + 0.5, (at / WIDTH) as f32 + 0.5);
            let (hair, body) = parts(x, y);
            let bare = (x - 240.0).abs() < 62.0 && y < 520.0;
            *rgb = match (face[at], hair, body) {
                (true, ..) => self.skin,
                (_, true, _) => [32.0, 27.0, 25.0],
                (_, _, true) if bare => self.skin.map(|channel| channel * 0.85),
                (_, _, true) => (self.clothes)(x, y),
                _ => (self.wall)(x, y),
            };
            person[at] = if face[at] || hair || body { 1.0 } else { 0.0 };
        }
        let mut paint = |points: &[usize], by: f32, colour: [f32; 3]| {
            face.fill(false);
            let outline = region::outline(&canvas, &mesh, points);
            region::fill(&mut face, &canvas, &region::widened(&outline, by), true);
            for (rgb, is) in canvas.rgb.iter_mut().zip(&face) {
                if *is {
                    *rgb = colour;
                }
            }
        };
        paint(LIPS, 1.0, [170.0, 90.0, 90.0]);
        for side in [0, 1] {
            paint(BROWS[side], 1.0, [52.0, 42.0, 38.0]);
            paint(EYES[side], 1.1, [60.0, 45.0, 42.0]);
            paint(EYES[side], 0.9, [232.0, 228.0, 224.0]);
            paint(EYES[side], 0.4, [50.0, 35.0, 30.0]);
        }
        if let Some((thick, colour)) = self.glasses {
            for (at, rgb) in canvas.rgb.iter_mut().enumerate() {
                let (x, y) = ((at % WIDTH) as f32, (at / WIDTH) as f32);
                if on_frame(&mesh, x, y, thick) {
                    *rgb = colour;
                }
            }
        }
        let mask = Mask { values: person, columns: WIDTH, rows: HEIGHT, area };
        let marks = Marks { hair_top: 70.0, eye_line: 250.0, face_left: 130.0, face_right: 350.0 };
        let face = Face { area, ..Face::default() };
        (self.bytes(&canvas), Seen { face, mesh, mask, marks, cut: area })
    }

    /// With light, blur and noise.
    fn bytes(&self, canvas: &Raster) -> Vec<u8> {
        let channels = [0, 1, 2].map(|channel| {
            let values: Vec<f32> = canvas
                .rgb
                .iter()
                .enumerate()
                .map(|(at, rgb)| {
                    let (x, y) = ((at % WIDTH) as f32, (at / WIDTH) as f32);
                    rgb[channel] * (self.light)(x, y)[channel]
                })
                .collect();
            super::sharp::blurred(&values, WIDTH, self.blur)
        });
        let mut seed = 12_345_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((seed >> 16) as f32 / 32_768.0 - 1.0) * 1.7 * self.noise
        };
        (0..WIDTH * HEIGHT)
            .flat_map(|at| {
                let mut channel = |of: usize| (channels[of][at] + noise()).clamp(0.0, 255.0) as u8;
                [channel(0), channel(1), channel(2), 255]
            })
            .collect()
    }

    /// What is measured on it.
    pub fn tones(&self) -> super::Tones {
        let (bytes, seen) = self.draw();
        super::tones(&Picture::new(&bytes, WIDTH, HEIGHT).unwrap(), &seen)
    }
}

/// Whether a place is on the rims around the eyes or on the bridge between them.
fn on_frame(mesh: &[[f32; 3]], x: f32, y: f32, thick: f32) -> bool {
    let middle = |one: usize, other: usize| {
        let [[x, y, _], [to_x, to_y, _]] = [mesh[one], mesh[other]];
        [f32::midpoint(x, to_x), f32::midpoint(y, to_y) + 6.0]
    };
    let eyes = [middle(33, 133), middle(263, 362)];
    let apart = eyes[1][0] - eyes[0][0];
    let rim = eyes.iter().any(|[eye_x, eye_y]| {
        let far = ((x - eye_x) / 0.4).hypot((y - eye_y) / 0.29) / apart;
        (far - 1.0).abs() * 0.34 * apart < thick / 2.0
    });
    let between = (x - f32::midpoint(eyes[0][0], eyes[1][0])).abs() < 0.1 * apart;
    rim || (between && (y - eyes[0][1] + 8.0).abs() < thick / 2.0)
}
