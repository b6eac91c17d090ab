//! What is drawn after each change. Each part on its own, so that what a student has open, or holds,
//! stays.

use tucai_notice::html::Html;
use tucai_notice::rules::Look;
use tucai_wire::portrait::Portrait;
use wasm_bindgen_futures::spawn_local;

use crate::platform::root::Slot;
use crate::portrait::ask::Care;
use crate::portrait::findings::{self, Group};
use crate::portrait::flow::Stage;
use crate::portrait::tab::Tab;
use crate::portrait::view::{self, View};
use crate::portrait::{region, screen, tries};

impl Tab {
    /// Draws what has changed.
    pub fn draw(&self) {
        let (stage, html) = self.with(|model| {
            let stage = model.flow.stage;
            self.root.name_stage(stage.name(), model.hovered);
            let html = if stage == Stage::Done {
                let keep = match model.tries.over() {
                    _ if model.kept => "",
                    Some(_) => "留下这次，去掉最早的",
                    None => "留下这次",
                };
                let finer = model.could_be_finer().then(|| Care::Fine.size());
                // What is measured is looked at more closely: there may be more faces in it.
                let measured = model.portrait.as_ref().map_or(0, |it| it.faces.len());
                let faces = model.faces.len().max(measured);
                findings::answer(&model.findings, faces, model.means, finer, keep)
            } else {
                screen::stage(stage, &model.faces, Care::Plain.size(), model.means)
            };
            (stage, html.finish())
        });
        self.root.put(Slot::Told, self.with(|model| model.told).to_owned());
        let changed = self.root.put(Slot::Stage, html);
        if let Stage::Fetching(part) = stage {
            self.root.set("progress", "value", &part.to_string());
        }
        self.draw_picture();
        self.draw_findings();
        let (list, checks) = self.with(|model| {
            let at_rest = matches!(stage, Stage::Idle | Stage::Done | Stage::Stuck(_));
            let list = if at_rest { tries::list(&model.tries) } else { Html::new() };
            let first = stage == Stage::Idle && !model.checks.is_empty();
            let checks = first.then(|| screen::checklist(&model.checks, model.look.is_some()));
            (list.finish(), checks.unwrap_or_default().finish())
        });
        self.root.put(Slot::List, list);
        self.root.put(Slot::Checks, checks);
        if changed {
            self.stage_drawn(stage);
        }
    }

    fn stage_drawn(&self, stage: Stage) {
        let is_new = self.with(|model| {
            let now = (model.flow.turn(), stage.name());
            std::mem::replace(&mut model.focused, now) != now
        });
        if is_new && stage != Stage::Idle {
            // What had the focus went with the last stage: whoever listens goes on at the new one.
            self.root.focus(".kit-stage h2");
        }
        if let (Stage::Camera, Some(video)) = (stage, self.root.video()) {
            // All of it is to be seen, the button to take the picture with, too.
            self.root.reveal(".kit-stage");
            let at = self.clone();
            spawn_local(async move { at.watch(video).await });
        }
    }

    fn draw_picture(&self) {
        let drawn = self.with(|model| {
            let shown = model.flow.stage.shows_picture() && model.picture.is_some();
            if !shown {
                model.painted = None;
                return None;
            }
            let seen = model.seen();
            let done = model.flow.stage == Stage::Done;
            let caption = match (done, model.live) {
                (true, true) => "取景时像照镜子；这张照片没有左右翻转。",
                _ => "",
            };
            let key = model.flow.turn();
            let can_move = done && model.moving.is_none() && model.lines().is_some();
            let html = view::picture(key, &seen, caption, can_move);
            let marks = model.lines();
            let faces = if done { &[] } else { model.faces.as_slice() };
            let lines = view::lines(&View {
                seen,
                size: model.size(),
                faces,
                marks: marks.as_ref().filter(|_| done),
                findings: &model.findings,
                moving: model.moving.is_some(),
            });
            let now = Some((key, seen));
            let paint = model.painted != now;
            model.painted = now;
            Some((html.finish(), lines.finish(), paint, seen))
        });
        let Some((html, lines, paint, seen)) = drawn else {
            self.root.put(Slot::Picture, String::new());
            return;
        };
        let is_new = self.root.put(Slot::Picture, html);
        self.root.put(Slot::Lines, lines);
        if is_new || paint {
            self.with(|model| {
                let canvas = self.root.canvases(".look-picture canvas").pop();
                if let (Some(picture), Some(canvas)) = (&model.picture, canvas) {
                    // A picture that stays blank is worse than none, and no harm.
                    let _ = picture.paint(region::part(&seen), &canvas);
                }
            });
        }
    }

    fn draw_findings(&self) {
        let none = Portrait::default();
        let groups = self.with(|model| {
            let done = model.flow.stage == Stage::Done;
            let portrait = model.portrait.as_ref().unwrap_or(&none);
            let findings = if done { model.findings.as_slice() } else { &[] };
            let no_look = Look::default();
            let look = model.look.as_ref().unwrap_or(&no_look);
            let groups =
                Group::ALL.map(|one| findings::group(one, findings, portrait, look).finish());
            let moving = model.moving.filter(|_| done);
            let adjust = moving.map(|moving| {
                // As they were when it began: the sliders stay, and are moved in their places.
                findings::sliders(&moving.marks, &moving.seen, model.size())
            });
            let sum = moving.map(|_| findings::sum(findings));
            let moves = moving.is_some();
            (groups, adjust.unwrap_or_default().finish(), sum.unwrap_or_default(), moves)
        });
        let (groups, adjust, sum, moves) = groups;
        self.root.put(Slot::Adjust, adjust);
        self.root.put(Slot::Sum, sum);
        // Meanwhile the picture stays in sight.
        self.root.set(".look", "data-moving", if moves { "true" } else { "false" });
        let slots = [Slot::Fix, Slot::Unsure, Slot::Ask, Slot::Remark, Slot::Pass];
        for (slot, html) in slots.into_iter().zip(groups) {
            if self.root.put(slot, html) {
                self.paint_spots(slot);
            }
        }
    }

    /// Paints the enlarged places of a group.
    fn paint_spots(&self, slot: Slot) {
        let canvases = self.root.canvases(match slot {
            Slot::Unsure => ".look-unsure canvas",
            _ => ".look-ask canvas",
        });
        self.with(|model| {
            let (Some(picture), Some(portrait)) = (&model.picture, &model.portrait) else {
                return;
            };
            for canvas in canvases {
                let number = canvas.get_attribute("data-spot").unwrap_or_default();
                let area = findings::spot(&number).and_then(|spot| portrait.spot(spot));
                if let Some(area) = area {
                    // As above.
                    let _ = picture.paint(region::part(&area), &canvas);
                }
            }
        });
    }
}
