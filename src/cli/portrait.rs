//! `tucai portrait …`

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Subcommand;
use image::DynamicImage;
use image::imageops::FilterType;
use serde::Serialize;
use tucai_judge::Finding;
use tucai_notice::rules::Look;
use tucai_portrait::{Engine, Picture, PortraitError};
use tucai_weights::Weights;
use tucai_wire::frame;
use tucai_wire::portrait::{Marks, Network, Portrait};

use crate::error::CliError;
use crate::output::Output;
use crate::picture::{FileTrouble, are_files, decoded_whole};
use crate::{Answer, files};

/// What can be asked of portraits.
#[derive(Subcommand)]
pub enum Command {
    /// What pictures show, judged by a notice: one JSON object a picture.
    Check {
        /// The id of a notice, or a file.
        #[arg(long)]
        rules: String,
        /// The folder in which ids are looked up.
        #[arg(long, default_value = "public/notices")]
        dir: PathBuf,
        /// The pictures.
        #[arg(required = true)]
        pictures: Vec<PathBuf>,
    },
}

/// The most pixels that are looked at, as on the page: a larger picture is made smaller.
const PIXELS: f64 = 1.6e6;

/// What a picture gave.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a Path,
    ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<FileTrouble>,
    faces: usize,
    /// In pixels of the picture as it was looked at: [`Line::size`].
    marks: Option<MarksLine>,
    /// The same: left, top, width, height.
    cut: Option<[f64; 4]>,
    size: Option<[u32; 2]>,
    findings: Vec<FindingLine>,
}

#[derive(Serialize)]
struct MarksLine {
    hair_top: f64,
    eye_line: f64,
    face_left: f64,
    face_right: f64,
}

#[derive(Serialize)]
struct FindingLine {
    item: &'static str,
    verdict: &'static str,
    measure: Option<f64>,
    unit: &'static str,
    limit: Option<f64>,
    basis: &'static str,
    says: String,
}

impl From<Finding> for FindingLine {
    fn from(finding: Finding) -> Self {
        Self {
            item: finding.item.name(),
            verdict: finding.verdict.name(),
            measure: finding.measure.map(short),
            unit: finding.unit,
            limit: finding.limit.map(short),
            basis: finding.basis.name(),
            says: finding.says,
        }
    }
}

impl From<Marks> for MarksLine {
    fn from(marks: Marks) -> Self {
        Self {
            hair_top: short(marks.hair_top.into()),
            eye_line: short(marks.eye_line.into()),
            face_left: short(marks.face_left.into()),
            face_right: short(marks.face_right.into()),
        }
    }
}

/// No more digits than mean anything.
fn short(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Does what was asked.
pub fn run(command: Command, output: &mut Output) -> Result<Answer, CliError> {
    let Command::Check { rules, dir, pictures } = command;
    are_files(&pictures)?;
    let look = files::notice(&rules, &dir)?.look;
    let mut engine = engine()?;
    let mut answer = Answer::Yes;
    for file in &pictures {
        let line = line(&mut engine, file, &look)?;
        if line.faces == 0 {
            answer = Answer::No;
        }
        output.line(&line)?;
    }
    Ok(answer)
}

/// An engine with all its networks.
fn engine() -> Result<Engine, CliError> {
    let mut engine = Engine::new();
    for (network, weights) in [
        (Network::Detector, Weights::Detector),
        (Network::AttentionMesh, Weights::AttentionMesh),
        (Network::Mask, Weights::Mask),
    ] {
        engine.load(network, &weights.bytes()?)?;
    }
    Ok(engine)
}

#[allow(clippy::disallowed_methods, reason = "a command of a machine that has a clock")]
fn line<'a>(engine: &mut Engine, file: &'a Path, look: &Look) -> Result<Line<'a>, CliError> {
    let unread = |trouble| Line {
        file,
        ms: 0.0,
        error: Some(trouble),
        faces: 0,
        marks: None,
        cut: None,
        size: None,
        findings: Vec::new(),
    };
    let picture = match decoded_whole(file) {
        Ok(picture) => reduced(picture).into_rgba8(),
        Err(trouble) => return Ok(unread(trouble)),
    };
    let start = Instant::now();
    let (width, height) = picture.dimensions();
    let seen = Picture::new(picture.as_raw(), width as usize, height as usize)
        .and_then(|picture| engine.measure(&picture));
    let portrait = match seen {
        Ok(portrait) => portrait,
        Err(PortraitError::NotAPicture) => return Ok(unread(FileTrouble::NotAPicture)),
        Err(PortraitError::TooLarge) => return Ok(unread(FileTrouble::TooLarge)),
        Err(error) => return Err(error.into()),
    };
    #[allow(clippy::cast_precision_loss, reason = "far below 2^24")]
    let size = (width as f32, height as f32);
    let findings = tucai_judge::findings(&portrait, None, size, look);
    let ms = short(start.elapsed().as_secs_f64() * 1000.0);
    let Portrait { faces, marks, .. } = portrait;
    let cut = marks.and_then(|marks| frame::cut(&marks, size));
    Ok(Line {
        file,
        ms,
        error: None,
        faces: faces.len(),
        marks: marks.map(MarksLine::from),
        cut: cut.map(|cut| [cut.x, cut.y, cut.width, cut.height].map(|it| short(it.into()))),
        size: Some([width, height]),
        findings: findings.into_iter().map(FindingLine::from).collect(),
    })
}

/// The picture, made smaller if it is too large. Catmull and Rom's filter keeps edges without the
/// rings that sharper ones draw around them, which would be taken for sharpness.
fn reduced(picture: DynamicImage) -> DynamicImage {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (PIXELS / (width * height)).sqrt();
    if scale.is_nan() || scale >= 1.0 {
        return picture;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "made smaller")]
    let [width, height] = [width, height].map(|side| (side * scale).floor().max(1.0) as u32);
    picture.resize_exact(width, height, FilterType::CatmullRom)
}
