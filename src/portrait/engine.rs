use thiserror::Error;
use tucai_network::Network as Net;
use tucai_wire::{
    frame,
    portrait::{Area, Face, Marks, Measure, Measures, Network, Portrait},
};

use crate::{
    cheeks::cheeks,
    detector,
    marks::{face_lines, hair_top, outside},
    mask::mask,
    mesh::{self, Mesh},
    mouth, net,
    picture::Picture,
    pose::pose,
    seen::Seen,
    spots::spots,
    tones::tones,
};

/// Why a portrait could not be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PortraitError {
    /// A network that is needed was not loaded.
    #[error("the network {0:?} was not loaded")]
    NoNetwork(Network),
    /// The bytes are not the network that they were said to be.
    #[error("the bytes are not the network {0:?}")]
    NotANetwork(Network),
    /// More pixels than [`crate::MOST_PIXELS`].
    #[error("the picture has too many pixels")]
    TooLarge,
    /// No pixels, or not four bytes for each.
    #[error("the bytes are no picture of this size")]
    NotAPicture,
}

/// More faces are not counted.
const MOST_FACES: usize = 6;
/// From here on the mesh is said to lie on a face.
const LEAST_SURE: f32 = 0.5;
/// The same for a face beside the first one, of which the detector may be less sure.
const QUITE_SURE: f32 = 0.9;
/// The least that the detector must be sure of the face that all is measured on. (On dogs both
/// networks together reach 0.56 and 0.94.)
const LEAST_SCORE: f32 = 0.6;
/// A further face of which the detector is so sure is not asked for twice.
const CERTAIN: f32 = 0.93;

/// The networks that were loaded, and the memory that they work in.
#[derive(Default)]
pub struct Engine {
    detector: Option<Net>,
    /// The plain mesh, or the one with attention in its place.
    mesh: Option<Net>,
    has_attention: bool,
    mask: Option<Net>,
    /// What a network is shown; kept, so that it is allocated once.
    input: Vec<f32>,
}

impl Engine {
    /// An engine without networks.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a network. Again for the same one: the last counts.
    pub fn load(&mut self, network: Network, bytes: &[u8]) -> Result<(), PortraitError> {
        let net = net::read(network, bytes).ok_or(PortraitError::NotANetwork(network))?;
        let place = match network {
            Network::Detector => &mut self.detector,
            // The better one is there.
            Network::Mesh if self.has_attention => return Ok(()),
            Network::Mesh => &mut self.mesh,
            Network::AttentionMesh => {
                self.has_attention = true;
                &mut self.mesh
            }
            Network::Mask => &mut self.mask,
        };
        *place = Some(net);
        Ok(())
    }

    /// The faces, the largest first. Needs the detector.
    pub fn find_faces(&mut self, picture: &Picture<'_>) -> Result<Vec<Face>, PortraitError> {
        let net = self.detector.as_mut().ok_or(PortraitError::NoNetwork(Network::Detector))?;
        detector::find(net, &mut self.input, picture)
            .ok_or(PortraitError::NotANetwork(Network::Detector))
    }

    /// Everything. Needs the detector, a mesh and the mask. The milliseconds are left at 0.
    pub fn measure(&mut self, picture: &Picture<'_>) -> Result<Portrait, PortraitError> {
        Ok(self.look(picture)?.0)
    }

    /// Everything, and what it was measured by.
    pub(crate) fn look(
        &mut self,
        picture: &Picture<'_>,
    ) -> Result<(Portrait, Option<Seen>), PortraitError> {
        let missing = PortraitError::NoNetwork;
        let broken = PortraitError::NotANetwork;
        let input = &mut self.input;
        let net = self.detector.as_mut().ok_or(missing(Network::Detector))?;
        let faces = detector::candidates(net, input, picture, true);
        let faces = faces.ok_or(broken(Network::Detector))?;
        let net = self.mesh.as_mut().ok_or(missing(Network::Mesh))?;
        let mask_net = self.mask.as_mut().ok_or(missing(Network::Mask))?;
        let (faces, mesh) = proven(net, input, picture, faces).ok_or(broken(Network::Mesh))?;
        let Some(face) = faces.first().copied() else {
            return Ok((Portrait::default(), None));
        };
        let lines = face_lines(&mesh.points);
        let width = lines.right - lines.left;
        let place = (width, f32::midpoint(lines.left, lines.right), lines.eye_line);
        let mask = mask(mask_net, input, picture, place).ok_or(broken(Network::Mask))?;
        let hair = hair_top(picture, &mask, &mesh.points).unwrap_or_default();
        let cheeks = cheeks(picture, &mesh.points, (lines.left, lines.right));
        let marks = Marks {
            hair_top: hair.y,
            eye_line: lines.eye_line,
            face_left: cheeks.left,
            face_right: cheeks.right,
        };
        let size = picture.size();
        let cut = frame::cut(&marks, size).unwrap_or(Area {
            x: 0.0,
            y: 0.0,
            width: size.0,
            height: size.1,
        });

        let mut measures = Measures::default();
        measures.set(Measure::FaceSure, mesh.sure);
        measures.set(Measure::Tilt, mesh::tilt(&mesh.points));
        if let Some(pose) = pose(&mesh.points) {
            measures.set(Measure::Turn, pose.turn);
            measures.set(Measure::Nod, pose.nod);
        }
        let chin = mesh::eyes_to_chin(&mesh.points);
        let [left, right, lips] = if mesh.fine.drawn_again {
            [Measure::FineLidGapLeft, Measure::FineLidGapRight, Measure::FineLipGap]
        } else {
            [Measure::LidGapLeft, Measure::LidGapRight, Measure::LipGap]
        };
        measures.set(left, mesh.fine.lid_gaps[0] / chin);
        measures.set(right, mesh.fine.lid_gaps[1] / chin);
        measures.set(lips, mesh.fine.lips.gap() / chin);
        if let Some(teeth) = mouth::teeth(picture, &mesh.points, &mesh.fine.lips) {
            measures.set(Measure::Teeth, teeth);
        }
        let others = faces.iter().skip(1).map(|other| other.area.width / face.area.width);
        let second = others.fold(0.0, f32::max);
        measures.set(Measure::NextFace, second);
        measures.set(Measure::HeadRoom, if hair.is_cut { 0.0 } else { hair.y });
        measures.set(Measure::HairTopSure, hair.sure);
        measures.set(Measure::CheeksSure, cheeks.sure);

        let seen = Seen { face, mesh: mesh.points, mask, marks, cut };
        measures.set(Measure::FaceOutside, outside(&seen.face.area, size));
        let tones = tones(picture, &seen);
        measures.add(&tones.measures);
        let portrait = Portrait {
            faces,
            marks: Some(marks),
            measures,
            clothes: tones.clothes,
            background: tones.background,
            spots: spots(&seen, size),
            ms: 0.0,
        };
        Ok((portrait, Some(seen)))
    }
}

/// The faces on which the mesh finds a face, too, and the mesh of the first of them.
fn proven(
    net: &mut Net,
    input: &mut Vec<f32>,
    picture: &Picture<'_>,
    candidates: Vec<Face>,
) -> Option<(Vec<Face>, Mesh)> {
    let mut faces = vec![];
    let mut of_first = Mesh::default();
    for face in candidates.into_iter().take(MOST_FACES) {
        if faces.is_empty() {
            let mesh = lay(net, input, picture, &face)?;
            if face.score >= LEAST_SCORE && mesh.sure >= LEAST_SURE {
                of_first = mesh;
                faces.push(face);
            }
        } else if face.score >= CERTAIN {
            faces.push(face);
        } else {
            let mesh = mesh::lay(net, input, picture, &mesh::region_of(&face))?;
            // A box askew over the first face finds that one again.
            if mesh.sure >= QUITE_SURE && !is_on(&mesh.points, &of_first.points) {
                faces.push(face);
            }
        }
    }
    Some((faces, of_first))
}

/// Whether two meshes lie on the same face: the middle of one is in the inner half of the other.
fn is_on(one: &[[f32; 3]], other: &[[f32; 3]]) -> bool {
    let (one, other) = (mesh::region_around(one), mesh::region_around(other));
    let ([x, y], [other_x, other_y]) = (one.centre, other.centre);
    (x - other_x).abs().max((y - other_y).abs()) < other.width / 4.0
}

/// The mesh, laid twice: by the detector's box, and by the first one's own points.
fn lay(net: &mut Net, input: &mut Vec<f32>, picture: &Picture<'_>, face: &Face) -> Option<Mesh> {
    let first = mesh::lay(net, input, picture, &mesh::region_of(face))?;
    let region = mesh::region_around(&first.points);
    if !region.is_sound() {
        return Some(first);
    }
    let second = mesh::lay(net, input, picture, &region)?;
    Some(if second.sure + 0.2 >= first.sure { second } else { first })
}
